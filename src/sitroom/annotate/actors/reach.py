"""Titles with more between the office and the name than a description takes in by itself.

"Le délégué CFDT du site, Paul Varin,", "adviser for African affairs Karl Boulter": what stands between belongs to the
title if it is a body, a place or a complement, without verb, comma or another person, and a full name closes it.
"""

from __future__ import annotations

from dataclasses import replace

from sitroom.annotate.actors.lexicon import Lexicon
from sitroom.annotate.actors.spans import SUBJECT, Found, Line, tokens_of

FARTHEST = 14  # tokens between an office and the comma before its holder's name
CLOSERS = (",", ")", "–", "—", "-", ".", ";", ":", "!", "?", "…", "»", '"', "”", "")
BREAKS = frozenset({"VERB", "AUX", "PRON", "SCONJ", "INTJ"})
OFFICES = ("office", "official", "person", "group", "counterpart")
Bonds = dict[tuple[int, int], tuple[int, int]]


def stretch(
    nominals: list[Found], named: list[Found], line: Line, lex: Lexicon
) -> tuple[list[Found], list[Found], Bonds]:
    """The descriptions, those of a title that goes on up to a person's name made as long as it; and the names, less
    words of such a title that were taken for a person ("la directrice Afrique de l'ONG Vigie, Anne Labrit"); and
    (start, end) of the title -> (start, end) of its name."""
    tied: Bonds = {}
    ending = {f.end for f in nominals if f.head is None or f.head.kind not in ("organ", "collective", "service")}
    last: dict[int, int] = {}  # end of a title -> where it goes on to
    spans = {f.start: f for f in nominals if f.head is not None and f.head.kind in OFFICES and not f.plural}
    for name in named:
        if name.kind != "person" or name.end - name.start < 2:
            continue
        comma = line.word(name.start - 1) == ","
        at = name.start - comma
        if at in ending or (comma and line.word(name.end) not in CLOSERS):
            continue
        start = _title_before(line, lex, spans, at, comma)
        if start is not None:
            stop = at
            if line.word(at - 1) == ")":  # "(NTU)" is no part of it
                stop = next((k for k in range(at - 1, start, -1) if line.word(k) == "("), at)
            last[start] = max(stop, spans[start].end)
            tied[start, last[start]] = (name.start, name.end)
    longer = [
        replace(f, end=last[f.start], text=line.text(f.start, last[f.start]))
        if f.start in last and spans.get(f.start) is f
        else f
        for f in nominals
    ]
    inside = tokens_of((start, end) for start, end in last.items())
    kept = [n for n in named if n.kind != "person" or n.end - n.start > 1 or n.start not in inside]
    return longer, kept, tied


def _title_before(line: Line, lex: Lexicon, spans: dict[int, Found], at: int, comma: bool) -> int | None:
    """Where the title begins that reaches from before token `at` to it; None if there is none."""
    bracket = False
    for k in range(at - 1, max(-1, at - FARTHEST), -1):
        f = spans.get(k)
        if f is not None and f.end <= at:
            return k if _goes_on(line, lex, f, at, comma) else None
        token = line.doc[k]
        bracket = bracket or line.word(k) == ")"
        if line.word(k) == "(":
            bracket = False
        elif (
            k in line.timed
            or (token.pos_ in BREAKS and not lex.is_in(line.word(k), "complement"))
            or line.quoted[k]
            or (
                not bracket
                and (line.word(k) in (",", ";", ":", ".") or (token.dep_ in SUBJECT - {"agent"} and k > at - 2))
            )
        ):
            return None
    return None


def _goes_on(line: Line, lex: Lexicon, f: Found, at: int, comma: bool) -> bool:
    """Does what follows the title up to `at` say of what it is the title?"""
    word, token = line.word(f.end), line.doc[f.end]
    if f.definite == "indefinite" or (f.definite == "possessive" and not comma):
        return False
    if (
        any(lex.is_in(line.word(k), "and") and not lex.is_in(line.word(k), "of") for k in range(f.end, at))
        and not comma
    ):
        return False
    behind = token.pos_ == "ADP" or lex.is_in(word, "of", "addressing", "place-preposition", "complement")
    if not comma:
        return behind and not lex.is_in(word, "agent") and at - f.end > 1
    return behind or word == "(" or line.capital(f.end) or token.pos_ in ("ADJ", "PROPN")
