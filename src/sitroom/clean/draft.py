"""Labels in the making, and where the report begins and ends by them.

Deliberately not here: any decision about a single line.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sitroom.clean.lines import Line
from sitroom.model import Page, SectionKind

# A line of this many words that ends like a sentence is a paragraph, unless a pattern says otherwise.
SURE_WORDS = 12
# What may stand between the paragraphs of a report; anything else that is junk ends it.
INLINE: frozenset[SectionKind] = frozenset({"promo", "ad", "caption", "update", "prompt"})
# Behind such junk only a sentence of so many words takes the report up again.
RESUMES = 4
# In a text without sure paragraphs a sentence of so many words is one.
TOLD_WORDS = 5


@dataclass(slots=True)
class Draft:
    """Labels in the making, one for each line. `opens`, `cuts`: numbers of lines whose rule says so;
    `wrapped`: of lines that a paragraph was broken into."""

    page: Page
    lines: tuple[Line, ...]
    labels: list[tuple[SectionKind, str] | None] = field(default_factory=list)
    opens: set[int] = field(default_factory=set)
    cuts: set[int] = field(default_factory=set)
    wrapped: set[int] = field(default_factory=set)

    def kind(self, number: int) -> SectionKind | None:
        """Kind of a line so far; None when unlabelled or outside the text."""
        label = self.labels[number] if 0 <= number < len(self.lines) else None
        return label[0] if label else None

    def free(self, number: int) -> bool:
        """Is there such a line, without a label?"""
        return 0 <= number < len(self.lines) and self.labels[number] is None

    def told(self, number: int) -> bool:
        """Is there such a line that is the report's or may be?"""
        return 0 <= number < len(self.lines) and self.kind(number) in (None, "body")

    def put(self, line: Line, kind: SectionKind, reason: str) -> None:
        """Label a line."""
        self.labels[line.number] = (kind, reason)


def is_sure(line: Line) -> bool:
    """Is the line a paragraph by its length and its end?"""
    return line.words >= SURE_WORDS and (line.stop or line.colon or line.words >= 2 * SURE_WORDS)


def report_bounds(draft: Draft) -> tuple[int, int]:
    """Numbers of the first and last line that is surely a paragraph; (n, -1) when there is none."""
    sure = [
        line.number
        for line in draft.lines
        if line.number in draft.wrapped or (draft.told(line.number) and is_sure(line))
    ]
    return (sure[0], sure[-1]) if sure else (len(draft.lines), -1)


def told_bounds(draft: Draft) -> tuple[int, int]:
    """First and last line of the report, when short sentences stand before and after its sure paragraphs."""
    first, last = report_bounds(draft)
    if first > last:
        told = [n.number for n in draft.lines if draft.told(n.number) and n.told and n.words >= TOLD_WORDS]
        first, last = (told[0], told[-1]) if len(told) > 1 else (first, last)
    return (first_told(draft, first), last_told(draft, last)) if first <= last else (first, last)


def first_told(draft: Draft, first: int) -> int:
    """The first line of the report when it begins with sentences shorter than its first sure paragraph `first`.

    Up to the next thing that a report does not begin with: a by-line, a date, a heading, a form.
    """
    begin = first
    for line in reversed(draft.lines[:first]):
        kind = draft.kind(line.number)
        if kind in (None, "body") and line.told and line.words >= (RESUMES if begin == first else 2):
            begin = line.number
        elif kind not in (None, "body", "live_time", *INLINE):
            break
    return begin


def last_told(draft: Draft, last: int) -> int:
    """The last line of the report when short sentences go on after its last sure paragraph `last`.

    A list, a subheading, an entry of a live page between two sentences of a report belong to it. A form, a credit, a
    share bar ends the report; a teaser does not, if a sentence of some length follows.
    """
    end, behind = last, False
    for line in draft.lines[last + 1 :] if last >= 0 else ():
        kind = draft.kind(line.number)
        if kind in INLINE or kind == "other":
            behind = True
        elif kind in ("form", "credit", "byline"):
            break
        elif kind in ("live_time", "headline"):
            behind = False
        elif kind in (None, "body") and line.told and line.words >= (RESUMES if behind else 1):
            end, behind = line.number, False
    return end
