"""Where a name goes on over "of": "Association of Resident Doctors", "the Star of Kinmen"."""

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
