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
from collections.abc import Sequence

from sitroom.clean.dates import beside_date
from sitroom.clean.draft import SURE_WORDS, Draft, report_bounds, told_bounds
from sitroom.clean.found import WHEN
from sitroom.clean.head import is_dated, tell_dates, tell_head
from sitroom.clean.lines import SENTENCE, Line, split_lines
from sitroom.clean.rules import Rule, rules_for
from sitroom.clean.runs import (
    CUT_OFF,
    settle_clocks,
    tell_authors,
    tell_bars,
    tell_boxes,
    tell_captions,
    tell_cards,
    tell_chapters,
    tell_comments,
    tell_discussion,
    tell_links,
    tell_marked,
    tell_menus,
    tell_notes,
    tell_running_heads,
    tell_tags,
    tell_torn,
    tell_wrapped,
)
from sitroom.clean.shape import CUT, MENU_WORDS, NUMBERED, TITLE_WORDS, is_name_of, shape_of
from sitroom.clean.verdict import weigh
from sitroom.clean.wording import spare_sentences, tell_wording
from sitroom.lang import Lang
from sitroom.model import Page, Section, SectionKind

# Title-like lines after the heading of a block belong to it up to this length.
BLOCK_WORDS = 24
# A title stands among so many first lines; what such a title may end in.
TOP, ASKING, QUOTES = 12, ("?", "!", "…", ".."), "\"'»”’) *_"
# A title that asks may name its source.
ASKED = re.compile(r"\?[\"'»”’]*(?:\s*\([^()]{1,40}\))?\Z")
# Markup that says what a line is.
TAGS: dict[str | None, SectionKind] = {"time": "live_time", "figcaption": "caption", "meta": "other"}
# The date of publication stands so many lines below a standfirst at most.
HEAD_LINES = 4
# So many lines behind the report may look like paragraphs of it.
PEELED = 8
# Between paragraphs a block has at most so many lines.
BLOCK_LINES = 5
# A line of a live page that begins with its hour and has more words than this holds the entry itself.
ENTRY_WORDS = 4
# A caption tells what is to be seen.
CAPTION_WORDS = range(8, 45)
# A title-like line of a block that is this short and stands right above a paragraph is its subheading.
SUBHEAD_WORDS = 5


def label_sections(page: Page, lang: Lang) -> tuple[Section, ...]:
    """Every non-blank line of `page.text` as one section, in text order. Never raises on any text."""
    draft = label_by_rules(page, lang)
    weigh(draft)
    return tuple(
        Section(start=line.start, end=line.end, kind=label[0], reason=label[1])
        for line, label in zip(draft.lines, draft.labels, strict=True)
        if label
    )


def label_by_rules(page: Page, lang: Lang) -> Draft:
    """Every line with the label of patterns, words, runs and shape, before the last word (clean/verdict.py)."""
    lines = tuple(split_lines(page.text, {hint.start: hint.tag for hint in page.hints}))
    draft = Draft(page, lines, [None] * len(lines))
    rules = rules_for(lang.code)
    label_alone(draft, rules)
    label_in_place(draft, rules, lang)
    label_the_rest(draft)
    return draft


def label_alone(draft: Draft, rules: Sequence[Rule]) -> None:
    """What markup, patterns and the lines beside it say of a line, wherever it stands."""
    for line in draft.lines:
        if line.tag in TAGS:
            draft.put(line, TAGS[line.tag], f"marked as <{line.tag}>")
    title = draft.page.title
    named = next((n for n in draft.lines[:TOP] if n.heading and n.words >= MENU_WORDS and is_name_of(title, n)), None)
    if named and draft.labels[named.number] is None:
        draft.put(named, "headline", "the title of the page")
    anywhere = [r for r in rules if not r.contextual]
    apply_patterns(draft, [r for r in anywhere if not r.entry.among])
    tell_bars(draft, anywhere)
    tell_captions(draft, _of_kind(rules, "byline"))
    tell_tags(draft)
    tell_notes(draft)
    tell_boxes(draft)
    tell_torn(draft)
    tell_chapters(draft)
    tell_wrapped(draft)
    settle_clocks(draft)
    name_title(draft)
    rescue_title(draft)


def label_in_place(draft: Draft, rules: Sequence[Rule], lang: Lang) -> None:
    """What a line is by where it stands: before the report, behind it, in a block, among readers' comments."""
    contextual = [r for r in rules if r.contextual and not r.entry.among]
    among = [r for r in rules if r.entry.among]
    names = _of_kind(rules, "byline")
    tell_comments(draft, among)
    tell_dates(draft, lang.code, _of_kind(rules, "byline", "dateline"))
    tell_wording(draft, names)
    spare_sentences(draft, [r for r in rules if not r.contextual])
    peel_end(draft, contextual)
    first, last = report_bounds(draft)
    apply_in_context(draft, contextual, head_end(draft, first), last)
    repeat_captions(draft)
    tell_comments(draft, among)
    tell_marked(draft)
    tell_discussion(draft)
    tell_running_heads(draft)
    tell_menus(draft)
    continue_blocks(draft)
    tell_cards(draft)
    tell_authors(draft)
    tell_wording(draft, names)
    tell_links(draft)
    tell_dated(draft, lang.code)
    spare_torso(draft)


def label_the_rest(draft: Draft) -> None:
    """The title, entries of a live page, and every line that nothing else has told, by its shape."""
    bare = not any(label and label[0] in ("promo", "ad", "form", "other") for label in draft.labels)
    tell_head(draft)
    bounds, titled = told_bounds(draft), False
    if bare:  # a page without furniture
        bounds = (bounds[0], max(bounds[1], len(draft.lines) - 1 if bounds[1] >= 0 else -1))
    told = [n for n in draft.lines if n.timed and n.words > ENTRY_WORDS and draft.labels[n.number] is None]
    if len(told) > 1 and any(line.stop for line in told):
        for line in told:  # the entries of one page are alike, however short
            draft.put(line, "body", "entry of a live page with its clock time")
    for line in draft.lines:
        if draft.labels[line.number] is None:
            draft.put(line, *shape_of(draft.page, draft.lines, draft.labels, line, bounds, titled))
        titled = titled or draft.kind(line.number) == "headline"


def _of_kind(rules: Sequence[Rule], *kinds: SectionKind) -> list[Rule]:
    return [rule for rule in rules if rule.entry.kind in kinds]


def apply_patterns(draft: Draft, rules: list[Rule]) -> None:
    """Label each line by the first rule it fits. Lines that look the same are looked at once."""
    known: dict[tuple[str, str, int], Rule | None] = {}
    for line in draft.lines:
        if draft.labels[line.number] is not None:
            continue
        key = (line.look, line.tail, line.words)
        if key not in known:
            known[key] = next((r for r in rules if r.fits(line)), None)
        if rule := known[key]:
            _decide(draft, line, rule)


def name_title(draft: Draft) -> None:
    """A title may end like a sentence: a question, or a short line right above a much longer paragraph."""
    free = [line for line in draft.lines[:TOP] if draft.told(line.number) and line.words > 1]
    if len(free) < 2 or free[0].listed or not free[0].stop or not draft.free(free[0].number):
        return
    title, below = free[0], free[1]
    asks = title.tail.rstrip(QUOTES).endswith(ASKING) and title.words <= TITLE_WORDS
    breaks = CUT.search(title.tail) is not None
    if len(SENTENCE.findall(title.look)) <= breaks and (
        asks or (title.words <= SURE_WORDS and below.words >= 2 * SURE_WORDS and below.stop)
    ):
        draft.put(title, "headline", "first line, a title in the form of a sentence")


def rescue_title(draft: Draft) -> None:
    """A title that begins like a teaser ("VIDEO. ...") or stands below "Latest": the last such line above the report
    is its title if there is no other."""
    first = report_bounds(draft)[0]
    above = [line for line in draft.lines[:TOP] if line.number < first and line.words > MENU_WORDS]
    if any(draft.kind(line.number) in (None, "headline") and not line.stop for line in above):
        if not (opened := [n for n in sorted(draft.opens) if n < first]):
            return
        below = [n for n in above if n.number > opened[0] and draft.free(n.number) and _is_title(n)]
        if below and not any(draft.free(n.number) for n in above if n.number < opened[0]):
            dated = [n for n in below if draft.kind(n.number + 1) in ("byline", "dateline", "other", "live_time")]
            draft.put((dated or below)[-1], "headline", "the last title-like line above the report")
        return
    labelled = [n for n in above if draft.kind(n.number) == "promo" and n.number not in draft.opens and not n.stop]
    if labelled and first < len(draft.lines):
        title = next((n for n in labelled if is_dated(draft, n)), labelled[0])
        draft.put(title, "headline", "the only title-like line above the report")


def peel_end(draft: Draft, rules: list[Rule]) -> None:
    """Long sentences behind the report (who the author is, how the text came about) look like paragraphs of it: as
    long as the last one fits a rule for what stands at the end, it is that."""
    ending = [r for r in rules if r.entry.zone in ("bottom", "edge") and not r.entry.before and not r.entry.after]
    for _ in range(PEELED):
        first, last = report_bounds(draft)
        rule = next((r for r in ending if first < last and r.fits(draft.lines[last])), None)
        if rule is None:
            return
        _decide(draft, draft.lines[last], rule)


def spare_torso(draft: Draft) -> None:
    """A paywall cuts a report in the middle of a sentence: the line above it is body, end or no end."""
    for number in draft.cuts:
        above = number - 1
        cut = draft.free(above) and not draft.lines[above].stop and draft.lines[above].words > MENU_WORDS
        if cut and draft.told(above - 1) and draft.lines[above - 1].stop:
            draft.put(draft.lines[above], "body", "cut short by the paywall below")


def tell_dated(draft: Draft, language: str) -> None:
    """A line as long as a sentence, without its full stop but with a whole date, between two paragraphs that end as
    they should, is the caption of a picture whose credit the scraper lost."""
    for line in draft.lines[1:-1]:
        if line.stop or line.words not in CAPTION_WORDS or not draft.free(line.number):
            continue
        spoken = line.speech or line.says or line.quoted or line.cited or line.timed
        beside = [draft.lines[n] for n in (line.number - 1, line.number + 1) if draft.told(n)]
        if spoken or line.colon or line.listed or line.sentences > 1 or len(beside) < 2:
            continue
        if all(n.stop and n.words >= MENU_WORDS for n in beside) and beside_date(line.look, language):
            draft.put(line, "caption", "between paragraphs, a whole date, no full stop: a picture's caption")


def head_end(draft: Draft, first: int) -> int:
    """Where the head of the page ends: a standfirst may look like the first paragraph, with by-line and date below."""
    for line in draft.lines[first + 1 : first + 1 + HEAD_LINES]:
        label = draft.labels[line.number]
        if label and label[1].startswith(WHEN):
            return line.number
        if label is None and line.words >= SURE_WORDS:
            break
    below = draft.lines[first + 1] if first + 1 < len(draft.lines) else None
    return first + 2 if below and not below.stop and below.words < SURE_WORDS else first


def apply_in_context(draft: Draft, rules: list[Rule], first: int, last: int) -> None:
    """Label lines by rules that ask for a zone or a neighbour.

    Two rounds, because a caption found in the first gives away the credit beside it in the second.
    """
    fitting: dict[tuple[str, str, int], list[Rule]] = {}
    for _ in range(2):
        for line in draft.lines:
            if draft.labels[line.number] is None:
                key = (line.look, line.tail, line.words)
                if key not in fitting:
                    fitting[key] = [r for r in rules if r.fits(line)]
                rule = next((r for r in fitting[key] if _in_place(draft, line, r, first, last)), None)
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
    length = 0
    first, last = report_bounds(draft)
    live = any(label and label[0] == "live_time" for label in draft.labels)
    for line in draft.lines:
        if line.number in draft.opens:
            kind, length = draft.kind(line.number), 0
        elif kind and draft.labels[line.number] is None:
            full = length >= BLOCK_LINES and line.number < last
            back = _numbered(draft, line) or (length and _leads_back(draft, line))
            ticker = line.timed and not (live or line.stop or first <= line.number <= last)
            other = CUT_OFF.search(line.tail) is not None or (length > 0 and _is_asked(draft, line))
            if full or not (_is_title(line) or ticker or other) or back:
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


def _is_asked(draft: Draft, line: Line) -> bool:
    """Is it a title that asks, among others: one question, with no sentence of a report below?"""
    below = line.number + 1
    answered = draft.told(below) and draft.lines[below].stop
    return (
        ASKED.search(line.tail) is not None
        and line.sentences == 1
        and line.words in range(MENU_WORDS, TITLE_WORDS)
        and not answered
    )


def _numbered(draft: Draft, line: Line) -> bool:
    """Is it a numbered heading with a sentence below, rather than one of a list of numbered titles?"""
    below = line.number + 1
    return draft.told(below) and draft.lines[below].stop and NUMBERED.match(line.look) is not None


def _leads_back(draft: Draft, line: Line) -> bool:
    """Is this title-like line of a block rather the subheading of the paragraph below it?"""
    below = draft.lines[line.number + 1] if line.number + 1 < len(draft.lines) else None
    follows = below is not None and draft.told(below.number) and below.stop and below.words >= SURE_WORDS
    return follows and (line.heading or line.words <= SUBHEAD_WORDS)


def _decide(draft: Draft, line: Line, rule: Rule) -> None:
    draft.put(line, rule.entry.kind, f"{rule.entry.reason} ({rule.id})")
    if rule.entry.opens and rule.covers(line):
        draft.opens.add(line.number)
    if rule.entry.cuts:
        draft.cuts.add(line.number)


def _in_place(draft: Draft, line: Line, rule: Rule, first: int, last: int) -> bool:
    entry = rule.entry
    top, bottom = line.number < first, line.number > last
    if (entry.zone == "top" and not top) or (entry.zone == "bottom" and not bottom):
        return False
    if entry.zone == "below" and top:
        return False
    if entry.zone == "edge" and not (top or bottom):
        return False
    if entry.before and draft.kind(line.number + 1) != entry.before:
        return False
    return not entry.after or draft.kind(line.number - 1) == entry.after
