"""Names that are countries or capitals, or part of one."""

from __future__ import annotations

from sitroom.annotate.actors.lexicon import Lexicon
from sitroom.annotate.actors.spans import Found, Line


def place_spans(line: Line, lex: Lexicon) -> dict[int, list[tuple[int, int]]]:
    """Where the line has a country or a capital by name: token -> (start, end)."""
    out: dict[int, list[tuple[int, int]]] = {}
    for token in line.doc:
        if line.capital(token.i):
            for stop, _, _ in lex.places.at(line.low, token.idx, line.ends)[:1]:
                for k in range(token.i, line.ends[stop]):
                    out.setdefault(k, []).append((token.i, line.ends[stop]))
    return out


def is_place(f: Found, by_token: dict[int, list[tuple[int, int]]]) -> bool:
    """Is the name a country or capital, or part of one, with nothing that makes it a person or an organisation?"""
    places = [p for k in range(f.start, f.end) for p in by_token.get(k, ())]
    if f.kind == "organisation" and f.end - f.start == 1 and (f.start, f.end) in places:
        return True
    inside = any(s <= f.start and f.end <= e for s, e in places)
    touches = any(s < f.end and f.start < e for s, e in places)
    return (inside and f.score < 0.95) or (touches and f.score < 0.66)
