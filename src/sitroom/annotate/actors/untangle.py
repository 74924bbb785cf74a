"""Descriptions that others or names already tell: dropped before anything is bound to anything."""

from __future__ import annotations

from sitroom.annotate.actors.lexicon import Lexicon
from sitroom.annotate.actors.spans import Found, Line, by_token


def untangle(line: Line, nominals: list[Found], names: list[Found], lex: Lexicon) -> list[Found]:
    """Drop descriptions that a name covers, and groups or persons inside a longer description."""
    out: list[Found] = []
    spans: set[tuple[int, int]] = set()
    over, named = by_token(nominals), by_token(names)
    for f in nominals:
        near = over[f.start]
        if (f.start, f.end) in spans or _stacked(f, near):
            continue
        if f.inner:
            out.append(f)
            spans.add((f.start, f.end))
            continue
        if any(f.end <= n.end or n.start < f.start for n in named.get(f.start, ())):
            continue  # inside a name, or from within one on ("Students Against [Discrimination group]")
        if _tells_what(line, f, names, lex) or _behind_bracket(line, f, names, lex) or _joined(line, f, names, lex):
            continue
        inside = any(o.covers(f) for o in near)
        bodied = f.head is not None and f.head.kind in ("organ", "service")
        if inside and not bodied and (f.head is None or f.plural or f.head.kind not in ("office", "vessel")):
            continue
        if (
            inside
            and f.head is not None
            and f.head.kind == "organ"
            and (lex.is_in(line.word(f.start), "portfolio") or " " not in f.text)
            and (lex.is_in(line.word(f.start), "portfolio") or not lex.is_in(line.word(f.start - 1), "article"))
        ):
            continue  # "le ministère de la Défense de Malte"
        if any(o is not f and not o.covers(f) and not f.covers(o) and o.start < f.start for o in near):
            continue
        out.append(f)
        spans.add((f.start, f.end))
    return out


def _tells_what(line: Line, f: Found, names: list[Found], lex: Lexicon) -> bool:
    """Does the noun only tell what the body named before it is ("the ruling Frelimo party", "AFP news agency")?"""
    if not lex.is_in(line.word(f.end - 1), "class-noun"):
        return False
    for n in names:
        if n.kind != "organisation" or n.start < f.start or n.end >= f.end:
            continue
        if f.end - n.end == 1 or lex.is_in(line.text(n.end, f.end).lower(), "class-noun"):
            before = range(f.start, n.start)
            return all(line.doc[k].pos_ in ("ADJ", "VERB", "ADV") and not line.capital(k) for k in before)
    return False


def _joined(line: Line, f: Found, names: list[Found], lex: Lexicon) -> bool:
    """Is it a firm's noun and its name ("le patron de la compagnie pétrolière PDVSA"), which the name alone tells?"""
    if f.head is None or f.head.sector not in ("business", "media") or f.plural:
        return False
    inside = [n for n in names if n.kind == "organisation" and f.start < n.start and n.end == f.end]
    return any(line.doc[k].text.islower() for n in inside for k in range(f.start, n.start)) and all(
        line.doc[k].pos_ in ("NOUN", "ADJ") or lex.is_in(line.word(k), "of")
        for n in inside
        for k in range(f.start, n.start)
    )


def _behind_bracket(line: Line, f: Found, names: list[Found], lex: Lexicon) -> bool:
    """Is it the noun behind a name and its acronym ("the United Alliance (UA) party")?"""
    told = f.end - f.start == 1 and lex.is_in(line.word(f.start), "class-noun") and line.word(f.start - 1) == ")"
    return told and any(n.end == f.start - 1 and n.kind == "organisation" for n in names)


def _stacked(f: Found, nominals: list[Found]) -> bool:
    """Is it part of a pile of titles ("army chief General"), of which the longest stands for all?"""
    outer = next((o for o in nominals if o.covers(f)), None)
    if (
        outer is None
        or f.head is None
        or outer.head is None
        or f.head.kind != "office"
        or outer.head.kind not in ("office", "person")
    ):
        return False
    words = f.text.split()
    before = outer.text.startswith(f.text + " ") and outer.text.split()[len(words)][:1].isupper()
    return before or (len(words) == 1 and f.end == outer.end and f.text[:1].isupper())
