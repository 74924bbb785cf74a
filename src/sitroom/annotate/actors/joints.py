"""Nouns that stand beside a name or inside it: "Association of Resident Doctors", "Anatolia news agency"."""

from __future__ import annotations

from collections.abc import Container

from sitroom.annotate.actors.lexicon import Lexicon
from sitroom.annotate.actors.spans import Line, free

HEADS = ("office", "official", "person", "group", "source", "counterpart", "service", "state")
PUBLIC = ("government", "military", "police", "legislature", "judiciary")


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
