"""Nouns that stand beside a name or inside it: "Association of Resident Doctors", "Anatolia news agency"."""

from __future__ import annotations

import re
from collections.abc import Container

from sitroom.annotate.actors.lexicon import Lexicon, fold
from sitroom.annotate.actors.spans import OBJECT, Line, free

HEADS = ("office", "official", "person", "group", "source", "counterpart", "service", "state")
HUMPED = re.compile(r"(?!Mac|Mc|De|Di|Du|La|Le|Van|Fitz|O')[A-Z][a-zà-ÿ]{2,}[A-Z][a-zà-ÿ]+")  # "PortaVia"
NAMED, LONG_NAME = 6, 10  # tokens before a name that tell it is one; tokens of a name
MARKS = ("«", "»", "“", "”", '"')
SIDES = ("party", "community", "body-society-far", "body-armed")  # nouns for many that are one body
PUBLIC = ("government", "military", "police", "legislature", "judiciary")
STATE = ("government", "police", "legislature", "judiciary")


def of_name(line: Line, lex: Lexicon, i: int, end: int, taken: Container[int]) -> int:
    """Behind the first word of what "of" at `end` adds to the name that begins at i; 0 if it adds nothing."""
    k = end + 1 + lex.is_in(line.word(end + 1), "definite")
    if not lex.is_in(line.word(end), "joins-names") or not line.capital(k) or not free(taken, end, k + 1):
        return 0
    if line.shouting or line.doc[k].pos_ not in ("PROPN", "NOUN", "ADJ") or line.word(k) in lex.titles:
        return 0
    entries = [h.entry for _, _, h in lex.heads.at(line.low, line.doc[end - 1].idx, {_end(line, end - 1)})]
    longer = end - i > 1  # "Mineworkers' Congress of Namibia"
    if any(e.kind in HEADS or (e.sector in PUBLIC and not longer) for e in entries):
        return 0  # "the Government of Peru" is a description
    word = line.word(end - 1)
    if lex.is_in(word, "orgword"):
        return k + 1
    known = line.place.get(end - 1) or lex.is_in(word, "landform", "locative", "portfolio", "instrument", "thing")
    known = bool(known) or bool(lex.places.at(line.low, line.doc[k].idx, line.ends))  # "the Republic of Yemen"
    alone = end - i == 1 and lex.is_in(line.word(i - 1), "definite") and word not in lex.demonyms
    return k + 1 if alone and not known and not line.first(i) else 0


def goes_on(line: Line, lex: Lexicon, i: int, end: int) -> int:
    """Behind "for all" of the name from i to `end` that a noun for a body right before introduces ("l'association
    Toits pour tous"); 0 if nothing goes on. A verb or a mark must follow, and nobody's own ("le groupe Carfil pour sa
    filiale") is meant."""
    if end - i > 2 or not i or not lex.is_in(line.word(end), "goes-on") or end + 1 >= len(line.doc):
        return 0
    if not any(
        line.ends[e] == i and h.entry.kind == "organ" and not h.plural
        for k in (i - 1, i - 2) if k >= 0 for e, _, h in lex.heads.at(line.low, line.doc[k].idx, line.ends)
    ):  # fmt: skip
        return 0
    k = end + 1 + lex.is_in(line.word(end + 1), "definite")
    after = line.doc[k] if k < len(line.doc) else None
    if after is None or after.pos_ not in ("NOUN", "PRON", "ADJ", "DET", "PROPN"):
        return 0
    if lex.is_in(line.word(k), "possessive"):
        return 0
    stops = k + 1 >= len(line.doc) or line.doc[k + 1].pos_ in ("VERB", "AUX", "PUNCT")
    return k + 1 if stops else 0


def behind_body(line: Line, lex: Lexicon, i: int, k: int) -> bool:
    """Does a person's full name begin at k, behind the public body or the party of a title ("le vice-président de
    l'Assemblée Pedro Infante", "le député Mapar Julio Sanz")?"""
    if k != i + 1 or not i or not line.capital(k + 1) or line.doc[k].text not in lex.firstnames:
        return False
    if lex.is_in(line.word(i - 1), "of", "article") or line.word(i - 1) == "'":
        body = [h.entry for _, _, h in lex.heads.at(line.low, line.doc[i].idx, {line.doc[i].idx + len(line.doc[i])})]
        return any(e.sector == "legislature" and e.kind in ("organ", "collective") for e in body)
    if line.doc[i].text in lex.firstnames or line.doc[i].text[1:].lower() != line.doc[i].text[1:]:
        return False
    titles = (h.entry for e, _, h in lex.heads.at(line.low, line.doc[i - 1].idx, line.ends) if line.ends[e] == i)
    return any(e.sector == "legislature" and e.kind in ("office", "official") for e in titles)


def between(line: Line, lex: Lexicon, start: int, end: int) -> bool:
    """Does the word stand between a member of parliament's title and his full name ("le député Mapar Julio Sanz")?"""
    told = end - start == 1 and behind_body(line, lex, start, end)
    return told and not lex.is_in(line.word(start - 1), "of", "article")


def _end(line: Line, i: int) -> int:
    return line.doc[i].idx + len(line.doc[i])


def joined(line: Line, lex: Lexicon, start: int) -> bool:
    """Does a noun for a body or a ship stand right before, a complement or an adjective between at most?"""
    ends = line.ends
    for k in range(start - 1, max(-1, start - 5), -1):
        hits = lex.heads.at(line.low, line.doc[k].idx, ends)
        if hits:
            entry = hits[0][2].entry
            return entry.kind in ("organ", "vessel", "collective") and not hits[0][2].plural
        if line.doc[k].pos_ not in ("ADJ", "NOUN", "ADP") or line.capital(k):
            return False
    return False


def classed(line: Line, lex: Lexicon, end: int) -> bool:
    """Does a noun that tells what kind of body a name is begin at `end`, and nothing follow that it belongs to?"""
    for stop, _, head in lex.heads.at(line.low, line.doc[end].idx, line.ends):
        last = line.ends[stop] - 1
        told = (
            lex.is_in(line.word(last), "class-noun") and head.entry.kind in ("organ", "collective") and not head.plural
        )
        return told and line.doc[last].dep_ != "compound"
    return False


def humped(text: str) -> bool:
    """Is the word written with a capital inside, as firms are ("PortaVia")?"""
    return HUMPED.fullmatch(text) is not None


def owns(line: Line, lex: Lexicon, start: int, end: int) -> bool:
    """Does the name stand behind a noun whose owner is a body ("shares in Delphine Foods", "les salariés de ..."), or
    right before one ("Ansar Watan fighters")? Not with a given name."""
    if line.doc[start].text in lex.firstnames:
        return False
    last = line.doc[end - 1]
    if end < len(line.doc) and lex.is_in(line.word(end), "of-a-body") and last.head.i == end:
        return last.dep_ == "compound"
    linked = start > 1 and (line.doc[start - 1].pos_ == "ADP" or lex.is_in(line.word(start - 1), "of"))
    return linked and lex.is_in(line.word(start - 2), "of-a-body")


def introduced(line: Line, lex: Lexicon, start: int, end: int) -> bool:
    """Does a noun for one body or ship introduce the name: right before ("l'alliance d'opposition Sawa Sawa", "le cargo
    « Ilse Marant »"), or with a comma on either side ("its owner, Marit Bulk,")? Not where the noun tells whose chief
    the name is ("le patron de la société, Jan Pol")."""
    k = start - 1
    apposed = line.word(k) == ","
    if apposed and (end - start == 1 or line.word(end) not in (",", ".", ")", "")):
        return False
    k -= apposed or (line.word(k) in MARKS and line.word(end) in MARKS)
    for i in range(k, max(-1, k - 4), -1):
        for stop, _, head in lex.heads.at(line.low, line.doc[i].idx, line.ends):
            after = line.ends[stop]
            entry = head.entry
            told = entry.kind in ("organ", "vessel") or entry.id in SIDES
            told = told and not head.plural and entry.sector not in STATE and entry.id != "army" and not entry.site
            if after <= k + 1 and told and _specified(line, lex, after, k + 1) and _stands_alone(line, lex, i):
                return True
        if not line.doc[i].text.islower():
            return False
    return False


def _specified(line: Line, lex: Lexicon, start: int, end: int) -> bool:
    """Can tokens `start` to `end` stand between a noun and the name it introduces: adjectives of the noun ("groupe
    rebelle"), or "of" and a noun ("alliance d'opposition")?"""
    linked = end - start == 2 and lex.is_in(line.word(start), "of") and line.doc[start + 1].pos_ == "NOUN"
    return linked or all(line.doc[x].pos_ == "ADJ" and line.doc[x].head.i < start for x in range(start, end))


def _stands_alone(line: Line, lex: Lexicon, i: int) -> bool:
    """Has the noun at i an article or possessive of its own that no "of" governs?"""
    k = i - 1
    while k >= 0 and line.doc[k].text.islower() and line.doc[k].pos_ in ("ADJ", "NOUN", "PROPN", "VERB", "ADV"):
        k -= 1
    if k < 0:
        return True
    word = line.word(k)
    if lex.is_in(word, "of", "addressing") or not lex.is_in(word, "article", "possessive", "demonstrative"):
        return False
    # "a spokesman for the group, Juma Kabeya,"
    governed = k > 1 and line.doc[k - 1].pos_ == "ADP" and line.doc[k - 2].pos_ in ("NOUN", "PROPN")
    return not governed and not (k and lex.is_in(line.word(k - 1), "of"))


def body_ends(line: Line, lex: Lexicon, end: int) -> bool:
    """Does a body's name that begins with a word for one, and goes on in small letters, end before `end`?"""
    for k in range(end - 1, max(-1, end - LONG_NAME), -1):
        if line.doc[k].pos_ in ("VERB", "AUX", "PUNCT", "PRON"):
            return False
        if line.capital(k):
            return lex.is_in(line.word(k), "orgword")
    return False


def named_as(line: Line, lex: Lexicon, start: int) -> bool:
    """Does the report tell right before that this is somebody's name ("who gave her name only as Ilse")?"""
    told = any(lex.is_in(line.word(k), "name-word") for k in range(start - NAMED, start))
    return told and lex.is_in(line.word(start - 1), "given-as")


def captured(line: Line, lex: Lexicon, start: int, end: int) -> bool:
    """Is it what somebody takes or shells ("s'emparer de Malandra", "bombed Ke Maw"), and no given name?"""
    token = line.doc[start:end].root
    taken = token.dep_ in (*OBJECT, "obl:arg") and lex.is_in(fold(token.head.lemma_), "takes-place")
    return taken and line.doc[start].text not in lex.firstnames and not lex.titles.get(line.word(start - 1))
