"""Peoples: nouns for them in the plural ("les Israéliens", "30 armed Serbs"), and one of them ("l'Américaine")."""

from __future__ import annotations

from sitroom.annotate.actors.leftwards import left_end
from sitroom.annotate.actors.lexicon import Lexicon
from sitroom.annotate.actors.phrases import Scene, in_setting
from sitroom.annotate.actors.spans import GENDERS, OBJECT, SUBJECT, Found, Line, free, morph, speaks


def find_peoples(scene: Scene, taken: set[int]) -> list[Found]:
    """Nouns for a people, with numbers and adjectives ("les Israéliens", "30 armed Serbs"), and one of a people."""
    line, lex, code = scene.line, scene.lex, scene.lang.code
    out = []
    for token in line.doc:
        iso = lex.demonyms.get(line.word(token.i))
        if not iso or not line.capital(token.i) or not free(taken, token.i, token.i + 1):
            continue
        the_one = _the_one(line, token.i, lex) or _titles(scene, token.i)
        if the_one or _single(line, token.i, lex):
            out.append(
                Found(
                    line.number, token.i, token.i + 1, token.text, "nominal", "person", f"{code}.actor.compatriot", 0.7,
                    gender=GENDERS.get(morph(token, "Gender")), definite="definite" if the_one else "indefinite",
                    country=iso,
                    head=lex.by_id.get("man"),
                )
            )  # fmt: skip
            continue
        if _many(line, token.i, lex):
            start = left_end(scene, token.i, token.i + 1)
            start = start if free(taken, start, token.i) else token.i
            end = in_setting(scene, token.i + 1) or token.i + 1
            out.append(
                Found(
                    line.number, start, end, line.text(start, end), "name", "group", f"{code}.actor.people", 0.7,
                    gender="m", plural=True, definite="definite", country=iso,
                )
            )  # fmt: skip
    return out


def _many(line: Line, i: int, lex: Lexicon) -> bool:
    """Is it a people, or several of it? "the Chinese" always is."""
    token = line.doc[i]
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or (
        i + 1 < len(line.doc) and line.doc[i + 1].pos_ in ("NOUN", "PROPN")
    ):
        return False
    if i and morph(line.doc[i - 1], "Number") == "Sing":
        return False  # "le Japonais"
    if _named_as_one(token.text, lex):
        counted = i > 0 and (line.doc[i - 1].pos_ == "NUM" or line.word(i - 1) in lex.numerals)
        told = lex.is_in(line.word(i - 1), "definite") and (token.dep_ in SUBJECT | OBJECT or token.pos_ != "ADJ")
        return told or counted
    return token.text.endswith(("s", "x")) and token.pos_ != "ADJ"


def _named_as_one(text: str, lex: Lexicon) -> bool:
    """Is the noun for the people the adjective ("the Chinese", "the Swiss")?"""
    return any(text.endswith(ending) for ending in lex.classes.get("people-ending", ()))


def _single(line: Line, i: int, lex: Lexicon) -> bool:
    """ "un Yéménite", "An Icelander": one of a people, with an article for one."""
    token = line.doc[i]
    one = lex.numerals.get(line.word(i - 1)) == 1 or (
        lex.is_in(line.word(i - 1), "indefinite") and token.tag_ != "NNPS"
    )
    follows = i + 1 < len(line.doc) and line.doc[i + 1].pos_ in ("NOUN", "PROPN", "ADJ")
    single = token.pos_ in ("NOUN", "PROPN") and morph(token, "Number") != "Plur" and not token.text.endswith("s")
    return i > 0 and one and single and not follows and token.dep_ not in ("compound", "amod")


def _titles(scene: Scene, i: int) -> bool:
    """ "le Ghanéen Kwabena Tala": the one of a people that a name right behind tells."""
    line, lex = scene.line, scene.lex
    one = i > 0 and lex.is_in(line.word(i - 1), "definite") and morph(line.doc[i - 1], "Number") != "Plur"
    return one and scene.person_at(i + 1) and scene.persons[i + 1][0] == i + 1 and not line.shouting


def _the_one(line: Line, i: int, lex: Lexicon) -> bool:
    """ "L'Américaine a refusé", "a répondu le Serbe": the one spoken of who is of that country, where he acts."""
    token, before = line.doc[i], line.word(i - 1)
    number = morph(line.doc[i - 1], "Number") if i else ""
    if i == 0 or line.shouting or not lex.is_in(before, "definite"):
        return False
    if number == "Plur" or (not number and token.text.endswith("s")):
        return False
    if _named_as_one(token.text, lex):
        return False
    after = line.doc[i + 1] if i + 1 < len(line.doc) else None
    if after is not None and (after.pos_ in ("NOUN", "PROPN", "ADJ") or lex.is_in(after.text.lower(), "of")):
        return False
    told = i > 1 and line.doc[i - 2].pos_ == "VERB" and speaks(line.doc[i - 2], lex)
    return token.pos_ in ("NOUN", "PROPN", "ADJ") and (token.dep_ in SUBJECT or told)
