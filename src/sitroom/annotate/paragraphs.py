"""Which lines of a report are one paragraph: lines broken to a width, and a quotation that its line leaves open.

A text that somebody pasted from a telex, a mail or a PDF breaks its sentences over lines; parsed apart, such lines
lose subjects, cues and quotations. Lines are joined for the parse only: the text and its offsets stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sitroom.model import Section

FULL = 0.72  # a line at least so much of the usual width was probably broken, not ended
NARROWEST, WIDEST = 30, 120
LONGEST = 4000  # characters of a joined paragraph
OPEN_LINES = 6  # lines over which an open quotation is followed
STOP = re.compile(r"[.!?…:;][\"'»”’)\]\s]*\Z")
LISTED = re.compile(r"\s*(?:[-*•–—·▪■]\s|\d{1,3}[.)]\s|\(?[a-z]\)\s|>)")


def paragraphs(text: str, sections: Sequence[Section]) -> tuple[Section, ...]:
    """Readable sections in text order, those that are one paragraph joined to a section over all their lines."""
    readable = [s for s in sections if s.readable]
    width = _width(text, readable)
    out: list[Section] = []
    for section in readable:
        if out and _goes_on(text, out[-1], section, width):
            out[-1] = out[-1].model_copy(update={"end": section.end})
        else:
            out.append(section)
    return _closed(text, out)


def _near(text: str, above: Section, below: Section) -> bool:
    """Two lines of one kind with nothing but a line break between them."""
    between = text[above.end : below.start]
    return above.kind == below.kind == "body" and between.count("\n") == 1 and not between.strip()


def _width(text: str, sections: Sequence[Section]) -> int | None:
    """How wide the lines were made; None where lines are paragraphs."""
    pairs = [(a, b) for a, b in pairwise(sections) if _near(text, a, b)]
    if len(pairs) < 2:
        return None
    lengths = sorted(a.end - a.start for a, _ in pairs)
    width = lengths[int(len(lengths) * 0.9)]
    broken = sum(
        1
        for a, b in pairs
        if a.end - a.start >= FULL * width and not STOP.search(a.of(text)) and not LISTED.match(b.of(text))
    )
    if not NARROWEST <= width <= WIDEST or broken < 2 or 3 * broken < len(pairs):
        return None
    return width


def _goes_on(text: str, above: Section, below: Section, width: int | None) -> bool:
    """Was the line break between two sections made by a machine?"""
    if width is None or not _near(text, above, below) or below.end - above.start > LONGEST:
        return False
    line, after = above.of(text).rsplit("\n", 1)[-1], below.of(text)
    if LISTED.match(after):
        return False
    tight = len(line) + 1 + len(after.split(" ", 1)[0]) > width
    if STOP.search(line):
        return tight and len(line) >= FULL * width
    return tight or len(line) >= FULL * width or after[:1].islower()


def _closed(text: str, sections: list[Section]) -> tuple[Section, ...]:
    """Sections with those joined over which one quotation runs that is opened once and closed once."""
    from sitroom.annotate.statements.quotes import left_open  # statements are built on the parse

    out: list[Section] = []
    at = 0
    while at < len(sections):
        first, end = sections[at], at
        if first.kind == "body" and left_open(first.of(text)):
            end = _closing(text, sections, at)
        out.append(first if end == at else first.model_copy(update={"end": sections[end].end}))
        at = end + 1
    return tuple(out)


def _closing(text: str, sections: list[Section], at: int) -> int:
    """Number of the section that closes the quotation section `at` leaves open; `at` where none does."""
    from sitroom.annotate.statements.quotes import closes

    for n in range(at + 1, min(len(sections), at + OPEN_LINES)):
        if sections[n].kind != "body" or sections[n].end - sections[at].start > LONGEST:
            return at
        if text[sections[n - 1].end : sections[n].start].strip():  # a line of the page lies between
            return at
        verdict = closes(sections[at].of(text), [s.of(text) for s in sections[at + 1 : n]], sections[n].of(text))
        if verdict is None:
            return at
        if verdict:
            return n
    return at
