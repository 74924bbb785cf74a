"""Is a word of the tables used as a noun where it stands?"""

from __future__ import annotations

from sitroom.annotate.actors.lexicon import Head, Lexicon, fold
from sitroom.annotate.actors.spans import Line

NOUNISH = ("NOUN", "PROPN")


def is_noun(line: Line, start: int, end: int, lex: Lexicon) -> bool:
    """Is the head used as a noun here?"""
    last = line.doc[end - 1]
    if lex.is_in(line.word(start - 1), "instrument") and line.capital(start) and line.capital(start - 1):
        return False  # "un Accord Général de Coopération"
    if line.word(end) == "-" and not last.whitespace_:
        return False  # "military-led"
    if end - start == 1 and lex.is_in(line.word(start), "measure") and lex.is_in(line.word(end), "of"):
        return False  # "the next couple of days"
    if line.word(end) in ("'s", "'") and end + 1 < len(line.doc) and _of_many(line, start, end, lex):
        return False  # "the teachers' union", "the children's agency"
    if end - start > 1:  # "two coast guard cutters" are no coast guard
        beside = last.dep_ == "compound" and last.head.i == end and line.doc[end].pos_ == "NOUN"
        said = beside and fold(line.doc[end].lemma_) in lex.says  # "the go-between says"
        return not (beside and not said and line.doc[end].text.islower())
    if last.pos_ == "VERB" and (not line.capital(start) or line.first(start)):  # "l'opposant" is read as a participle
        return line.doc[start - 1].pos_ == "DET" and line.doc[start - 1].head.i == last.i and start > 0
    if start and lex.is_in(line.word(start), "past-participle") and line.doc[start - 1].pos_ == "AUX":
        return False  # "les militaires sont partis"
    if last.pos_ in ("NOUN", "PROPN"):
        return last.dep_ not in ("compound",) or line.doc[last.head.i].pos_ == "PROPN" or _heads_name(line, start, end)
    if last.pos_ == "PRON" and "-" in last.text[1:]:
        return True
    if last.pos_ in ("ADJ", "X", "ADV") and end < len(line.doc) and line.capital(end) and line.doc[end].pos_ == "PROPN":
        return not line.capital(start)  # "and hotelier Morag MacAskill"
    before = line.word(start - 1)
    if last.pos_ == "ADJ" and before == "," and start > 1 and line.doc[start - 2].pos_ == "PROPN":
        return end >= len(line.doc) or line.doc[end].pos_ != "NOUN"  # "Asta Vidal, éleveuse"
    if last.pos_ == "ADJ" and (
        before in lex.demonyms
        or any(
            h.plural and h.entry.kind == "group" and lex.is_in(before, "article")
            for _, _, h in lex.heads.at(line.low, last.idx, line.ends)
        )
    ):
        return True
    return (
        last.pos_ in ("ADJ", "X", "DET")
        and lex.is_in(line.word(start - 1), "article", "indefinite", "numeral", "premodifier")
        and (end >= len(line.doc) or line.doc[end].pos_ not in NOUNISH)
    )


def _of_many(line: Line, start: int, end: int, lex: Lexicon) -> bool:
    """Does a noun for people in the plural only tell what kind of body the noun behind its genitive is?"""
    people = any(h.plural and h.entry.kind in ("group", "person") for e, _, h in _heads(line, start, lex) if e == end)
    bodies = (h.entry for _, _, h in _heads(line, end + 1, lex))
    return people and any(b.kind in ("organ", "service") and b.sector != "legislature" for b in bodies)


def _heads(line: Line, start: int, lex: Lexicon) -> list[tuple[int, str, Head]]:
    """The wordings of the table that begin at token `start`, with the token each ends before."""
    return [(line.ends[e], word, head) for e, word, head in lex.heads.at(line.low, line.doc[start].idx, line.ends)]


def _heads_name(line: Line, start: int, end: int) -> bool:
    """Does a capitalised name follow directly ("defence minister Yoav ...")?"""
    return end < len(line.doc) and line.capital(end) and line.doc[end].pos_ == "PROPN"


def same_accent(text: str, wording: str) -> bool:
    """Are the endings accented alike? Letters are folded for the search, but "retraites" are not "retraités"."""
    return text.isupper() or ("é" in text[-3:].lower()) == ("é" in wording[-3:])


def prefixed(text: str, start: int, lex: Lexicon) -> tuple[int, bool]:
    """Where the noun begins behind "ex-" and the like."""
    cut = text.find("-")
    if 0 < cut < 4 and lex.is_in(fold(text[:cut]), "former"):
        return start + cut + 1, True
    return start, False
