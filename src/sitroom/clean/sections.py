"""A kind and a reason for every line of a report.

Three looks, each leaving alone what an earlier one labelled:
1. patterns of sections.toml that need only the line itself;
2. patterns that need to know where the line stands: before the first sure paragraph, after the last, by a caption;
3. shape: length, closing punctuation, heading marks, position. Doubt goes to body: a paragraph lost is worse than
   junk kept.

Deliberately not here: words of any language; deleting anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sitroom.clean.lines import Line, split_lines
from sitroom.clean.rules import Rule, rules_for
from sitroom.clean.shape import MENU_WORDS, TITLE_WORDS, is_name_of, shape_of
from sitroom.lang import Lang
from sitroom.model import Page, Section, SectionKind

# A line of this many words that ends like a sentence is a paragraph, unless a pattern says otherwise.
SURE_WORDS = 12
# Title-like lines after the heading of a block belong to it up to this length.
BLOCK_WORDS = 24
# A title stands among so many first lines; what such a title may end in; a sentence ended within the line.
TOP, ASKING, QUOTES = 12, ("?", "!", "…"), "\"'»”’) *_"
SENTENCE = re.compile(r"[.!?…][\"'»”’)]*\s+[^\W\d_a-z]")
# Markup that says what a line is.
TAGS: dict[str | None, SectionKind] = {"time": "live_time", "figcaption": "caption", "meta": "other"}
# Between paragraphs a block has at most so many lines.
BLOCK_LINES = 5
# A line of a live page that begins with its hour and has more words than this holds the entry itself.
ENTRY_WORDS = 4
# A title-like line of a block that is this short and stands right above a paragraph is its subheading.
SUBHEAD_WORDS = 5


@dataclass(slots=True)
class Draft:
    """Labels in the making, one for each line."""

    page: Page
    lines: tuple[Line, ...]
    labels: list[tuple[SectionKind, str] | None] = field(default_factory=list)
    opens: set[int] = field(default_factory=set)

    def kind(self, number: int) -> SectionKind | None:
        """Kind of a line so far; None when unlabelled or outside the text."""
        label = self.labels[number] if 0 <= number < len(self.lines) else None
        return label[0] if label else None

    def put(self, line: Line, kind: SectionKind, reason: str) -> None:
        """Label a line."""
        self.labels[line.number] = (kind, reason)


def label_sections(page: Page, lang: Lang) -> tuple[Section, ...]:
    """Every non-blank line of `page.text` as one section, in text order. Never raises on any text."""
    lines = tuple(split_lines(page.text, {hint.start: hint.tag for hint in page.hints}))
    draft = Draft(page, lines, [None] * len(lines))
    for line in lines:
        if line.tag in TAGS:
            draft.put(line, TAGS[line.tag], f"marked as <{line.tag}>")
    told = next((n for n in lines[:TOP] if n.heading and n.words >= MENU_WORDS and is_name_of(page.title, n)), None)
    if told and draft.labels[told.number] is None:
        draft.put(told, "headline", "the title of the page")
    rules = rules_for(lang.code)
    apply_patterns(draft, [r for r in rules if not r.contextual])
    name_title(draft)
    first, last = report_bounds(draft)
    apply_in_context(draft, [r for r in rules if r.contextual], first, last)
    repeat_captions(draft)
    continue_blocks(draft)
    bounds, titled = report_bounds(draft), False
    told = [line for line in lines if line.timed and line.words > ENTRY_WORDS and draft.labels[line.number] is None]
    if len(told) > 1 and any(line.stop for line in told):
        for line in told:  # the entries of one page are alike, however short
            draft.put(line, "body", "entry of a live page with its clock time")
    for line in lines:
        if draft.labels[line.number] is None:
            draft.put(line, *shape_of(page, lines, draft.labels, line, bounds, titled))
        titled = titled or draft.kind(line.number) == "headline"
    return tuple(
        Section(start=line.start, end=line.end, kind=label[0], reason=label[1])
        for line, label in zip(lines, draft.labels, strict=True)
        if label
    )


def apply_patterns(draft: Draft, rules: list[Rule]) -> None:
    """Label each line by the first rule it fits."""
    for line in draft.lines:
        rule = next((r for r in rules if r.fits(line)), None) if draft.labels[line.number] is None else None
        if rule:
            _decide(draft, line, rule)


def name_title(draft: Draft) -> None:
    """A title may end like a sentence: a question, or a short line right above a much longer paragraph."""
    free = [line for line in draft.lines[:TOP] if draft.labels[line.number] is None and line.words > 1]
    if len(free) < 2 or free[0].listed or not free[0].stop:
        return
    title, below = free[0], free[1]
    asks = title.tail.rstrip(QUOTES)[-1:] in ASKING and title.words <= TITLE_WORDS
    if len(SENTENCE.findall(title.look)) == 0 and (
        asks or (title.words <= SURE_WORDS and below.words >= 2 * SURE_WORDS and below.stop)
    ):
        draft.put(title, "headline", "first line, a title in the form of a sentence")


def apply_in_context(draft: Draft, rules: list[Rule], first: int, last: int) -> None:
    """Label lines by rules that ask for a zone or a neighbour.

    Two rounds, because a caption found in the first gives away the credit beside it in the second.
    """
    for _ in range(2):
        for line in draft.lines:
            if draft.labels[line.number] is None:
                rule = next((r for r in rules if r.fits(line) and _in_place(draft, line, r, first, last)), None)
                if rule:
                    _decide(draft, line, rule)


def repeat_captions(draft: Draft) -> None:
    """Extractors hand a caption over twice, once without its credit: the beginning of a caption is one too."""
    for line in draft.lines:
        if draft.labels[line.number] is None and line.words > 2:
            captions = [n for n in (line.number - 1, line.number + 1) if draft.kind(n) == "caption"]
            if any(draft.lines[n].look.startswith(line.look.rstrip(". ")) for n in captions):
                draft.put(line, "caption", "repeats the caption beside it")


def continue_blocks(draft: Draft) -> None:
    """Title-like lines below a heading such as "related articles" are of its kind, up to the next paragraph."""
    kind: SectionKind | None = None
    length, last = 0, report_bounds(draft)[1]
    for line in draft.lines:
        if line.number in draft.opens:
            kind, length = draft.kind(line.number), 0
        elif kind and draft.labels[line.number] is None:
            full = length >= BLOCK_LINES and line.number < last
            if full or not _is_title(line) or (length and _leads_back(draft, line)):
                kind = None
            else:
                draft.put(line, kind, f"belongs to the {kind} block above")
                length += 1
        elif draft.kind(line.number) in ("headline", "live_time", "dateline"):
            kind = None


def _is_title(line: Line) -> bool:
    """Could this line be another article's title? Speech, live entries and what leads to a list are not."""
    spoken = line.speech or line.look[:1].islower() or line.timed
    return line.words <= BLOCK_WORDS and not (line.stop or line.colon or spoken)


def _leads_back(draft: Draft, line: Line) -> bool:
    """Is this title-like line of a block rather the subheading of the paragraph below it?"""
    below = draft.lines[line.number + 1] if line.number + 1 < len(draft.lines) else None
    follows = below is not None and draft.labels[below.number] is None and below.stop and below.words >= SURE_WORDS
    return follows and (line.heading or line.words <= SUBHEAD_WORDS)


def report_bounds(draft: Draft) -> tuple[int, int]:
    """Numbers of the first and last line that is surely a paragraph; (n, -1) when there is none."""
    sure = [
        line.number
        for line in draft.lines
        if draft.labels[line.number] is None
        and line.words >= SURE_WORDS
        and (line.stop or line.colon or line.words >= 2 * SURE_WORDS)
    ]
    return (sure[0], sure[-1]) if sure else (len(draft.lines), -1)


def _decide(draft: Draft, line: Line, rule: Rule) -> None:
    draft.put(line, rule.entry.kind, f"{rule.entry.reason} ({rule.id})")
    if rule.entry.opens and rule.covers(line):
        draft.opens.add(line.number)


def _in_place(draft: Draft, line: Line, rule: Rule, first: int, last: int) -> bool:
    entry = rule.entry
    top, bottom = line.number < first, line.number > last
    if (entry.zone == "top" and not top) or (entry.zone == "bottom" and not bottom):
        return False
    if entry.zone == "edge" and not (top or bottom):
        return False
    if entry.before and draft.kind(line.number + 1) != entry.before:
        return False
    return not entry.after or draft.kind(line.number - 1) == entry.after
