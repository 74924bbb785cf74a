"""What lines tell together that none tells alone: clocks, readers' comments, running heads, the author's own lines.

Deliberately not here: words of any language.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict

from sitroom.clean.draft import INLINE, SURE_WORDS, Draft, is_sure, report_bounds
from sitroom.clean.lines import LOOK, Line, split_lines
from sitroom.clean.rules import Rule
from sitroom.model import SectionKind

# An entry of a live page has a sentence of so many words; a live page has so many entries.
ENTRY_WORDS, ENTRIES = 5, 2
# A broken line has so many words.
BROKEN_WORDS = 5
# An author's line among comments may stand so far below the heading of the form.
NEAR = 3
# A reader writes so many lines at most below a name.
WRITES = 5
# The mark of a note stands behind a word; the note begins with it.
MARKED = re.compile(r"[^\W\d_][.,;:!?\"”»)]*(\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹†])(?=\s|\Z)")
NOTE = re.compile(r"(\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹†]) ?(?=[^\W\d_a-z]|[«“\"])")
PAGE_NUMBER, START = re.compile(r"[–—-]\s?\d{1,4}\s?[–—-]"), re.compile(r"0?0:00(?::00)?\b(?! ?/)")
NOTED = 2_000
# So many lines, so many seconds apart in the mean, are the words of a video rather than its chapters.
TIMED, SPOKEN, PAUSE = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})"), 6, 12
# A reader's name with place and date has so many words, the heading of comments so many.
NAME_WORDS, HEADING_WORDS = 7, 8
# A label in brackets before a title.
LABELLED = re.compile(r"\[[A-Z][A-Z ]{2,20}\] \w")
# A running head has so many words.
HEAD_WORDS = range(3, 16)
DIGITS = re.compile(r"\d+")
FULL_NAME = re.compile(r"[^\W\d_a-z][\w'-]*\.?(?: (?:[a-z]{2,3} )?[^\W\d_a-z][\w'-]*\.?){1,3}")
# Menus in one line: so many parts, each this short.
PARTS, PART_WORDS, CRUMBS = 4, 3, 3
MENU_PARTS = 3
BETWEEN = re.compile(r"\s+(?:[-–—|•·/>»›]|\|\|)\s+")
# Wide gaps part the buttons of a bar; of so many parts, this short, half are known as furniture.
GAPS, BUTTON_WORDS = re.compile(r"\s+[|·•/]\s+|\s{2,}|\t"), 4
# Title-like lines between junk are links up to this length; so many of them are, the last may be a subheading.
LINK_WORDS, LINKS = 14, 3
# A teaser breaks off; a date has figures.
TORN, TORN_WORDS = re.compile(r"[^\W\d_],? ?(?:\.\.\.|…|\[(?:…|\.\.\.)\])\Z"), 10
CUT_OFF, DATE = re.compile(r"(?:\w ?\.\.\.|\w ?…|\[(?:…|\.\.\.)\])\Z"), re.compile(r"\d")
# A button has so many words; the box that it closes so many lines.
BUTTON, BOXED = range(1, 5), range(2, 6)
# A caption has so many words at most.
CAPTION_WORDS = 30
JUNK: frozenset[SectionKind] = frozenset({"promo", "ad", "form", "credit", "other", "update", "prompt"})


def settle_clocks(draft: Draft) -> None:
    """Hours that are no entries of a live page (durations of videos, the hour of publication) are furniture."""
    clocks = [n for n in range(len(draft.lines)) if draft.kind(n) == "live_time" and draft.lines[n].tag is None]
    if not clocks:
        return
    first = report_bounds(draft)[0]
    ends = [*clocks[1:], len(draft.lines)]
    entries = [
        clock
        for clock, end in zip(clocks, ends, strict=True)
        if any(draft.told(n) and draft.lines[n].stop and draft.lines[n].words >= ENTRY_WORDS for n in range(clock, end))
    ]
    if len(entries) >= ENTRIES and (entries[-1] > first or first == len(draft.lines)):
        return
    for clock in clocks:
        draft.put(draft.lines[clock], "other", "an hour or a duration, but no entry of a live page")


def tell_comments(draft: Draft, rules: list[Rule]) -> None:
    """Readers' comments: what stands after the heading of a form and between authors' lines and buttons to reply.

    Sentences of readers look like sentences of the report, so this asks for two such lines, or one right below a
    heading, and for a paragraph of the report above.
    """
    first = report_bounds(draft)[0]
    posts = [n.number for n in draft.lines if any(rule.entry.frame and rule.fits(n) for rule in rules)]
    forum = len(posts) > 1 and posts[0] < first
    if forum:  # the first long post is no report, unless it was copied from one
        first = posts[0] - 1
    forms = [n for n in range(first + 1, len(draft.lines)) if draft.kind(n) == "form"]
    boxes = rules if forms else [rule for rule in rules if rule.entry.frame]
    signs = [
        line.number
        for line in draft.lines[forms[0] if forms else first + 1 :]
        if draft.kind(line.number) in (None, "form", "other") and any(rule.fits(line) for rule in boxes)
    ]
    if not signs:
        return
    start = next((n for n in forms if any(n < sign <= n + NEAR for sign in signs)), None)
    if start is None and len(signs) > 1:
        start = signs[0]
    if start is None:
        return
    end = next((n for n in range(signs[-1] + 1, len(draft.lines)) if draft.labels[n] is not None), len(draft.lines))
    known = {start, *signs, *(n for n in forms if n >= start)}
    above = start
    for number in range(start, end):
        above = number if number in known else above
        copied = forum and (is_sure(draft.lines[number]) or draft.lines[number].says or draft.lines[number].quoted)
        if draft.free(number) and number - above <= WRITES and not copied:
            draft.put(draft.lines[number], "form", "among readers' comments")


def tell_wrapped(draft: Draft) -> None:
    """Paragraphs broken into lines, as on printed pages: a line stops in mid-sentence, the next goes on in lower case.

    A word may be broken too. All lines of such a paragraph are body.
    """
    lines, broken = draft.lines, set[int]()
    for line in lines[:-1]:
        below = lines[line.number + 1]
        wraps = line.words >= BROKEN_WORDS and not (line.stop or line.colon) and below.look[:1].islower()
        if wraps and not below.gap and draft.free(line.number) and draft.told(below.number):
            broken |= {line.number, below.number}
    for number in sorted(broken):
        joined = [n for n in range(number - 1, number + 2) if n in broken]
        if sum(lines[n].words for n in joined) >= SURE_WORDS:
            draft.wrapped.add(number)
    for number in draft.wrapped:
        draft.put(lines[number], "body", "a line of a paragraph broken into lines")


def tell_running_heads(draft: Draft) -> None:
    """Heads and feet of printed pages: a title-like line that recurs, figures aside, with paragraphs in between."""
    first, last = report_bounds(draft)
    seen: dict[str, list[Line]] = defaultdict(list)
    for line in draft.lines:
        if line.words in HEAD_WORDS and not line.stop and not line.colon and not line.listed and line.tag is None:
            seen[DIGITS.sub("0", line.look.casefold()).removesuffix(" 0")].append(line)
    for lines in seen.values():
        apart = lines[-1].number - lines[0].number > 2
        numbered = any(_is_number(draft, n) for line in lines for n in (line.number - 1, line.number + 1))
        if (len(lines) > 2 and apart) or (len(lines) > 1 and apart and numbered and lines[-1].number > first <= last):
            for line in lines:
                for number in (line.number - 1, line.number, line.number + 1):
                    if draft.free(number) and (number == line.number or _is_number(draft, number)):
                        draft.put(draft.lines[number], "other", "recurs in the text like the head of a printed page")


def _is_number(draft: Draft, number: int) -> bool:
    """Is there such a line, with a number and nothing else?"""
    return 0 <= number < len(draft.lines) and draft.lines[number].look.isdigit()


def tell_authors(draft: Draft) -> None:
    """The author's bare name at the end is a by-line; a paragraph on the author behind the report is a credit."""
    named = " | ".join(line.look for line in draft.lines if draft.kind(line.number) == "byline")
    first, last = report_bounds(draft)
    for line in reversed(draft.lines) if named else ():
        if line.number <= first:
            break
        if not draft.free(line.number):
            continue
        look = line.look.rstrip(".")
        known = FULL_NAME.match(look) is not None and " ".join(look.split()[:2]) in named
        if known and FULL_NAME.fullmatch(look) and line.number >= last:
            draft.put(line, "byline", "name of the author, as above")
        elif known and line.stop and not line.speech and line.words > MENU_PARTS:
            draft.put(line, "credit", "a paragraph on the author at the end")
        elif line.words >= SURE_WORDS or (line.stop and line.words > MENU_PARTS):
            break


def tell_menus(draft: Draft) -> None:
    """Several short names with the same kind of mark between them: a menu, crumbs, shares on the stock exchange."""
    for line in draft.lines:
        if draft.free(line.number) and not (line.stop or line.listed or line.speech or line.tag == "td"):
            parts = BETWEEN.split(line.look)
            enough = CRUMBS if any(mark in line.look[1:-1] for mark in (">", "»", "|")) else PARTS
            if len(parts) >= enough and all(len(part.split()) <= PART_WORDS for part in parts):
                draft.put(line, "other", "short names in a row: a menu")


def tell_bars(draft: Draft, rules: list[Rule]) -> None:
    """Buttons in a row ("Reply | Quote | Report"): the first and half of the short parts are furniture alone. So is a
    list of articles that lost its line ends, if its heading is one."""
    whole = [r for r in rules if r.entry.match == "line" and r.entry.kind in ("other", "form", "ad", "promo")]
    for line in draft.lines:
        if not draft.free(line.number) or line.stop or line.length > LOOK:
            continue
        parts = [part for part in GAPS.split(draft.page.text[line.start : line.end]) if part.strip()]
        if len(parts) < 2:
            continue
        heading = next((r for r in whole if r.entry.opens and r.fits(next(split_lines(parts[0], {})))), None)
        if heading and len(parts) > 2:
            draft.put(line, heading.entry.kind, "a list of other articles in one line")
        if heading or any(len(part.split()) > BUTTON_WORDS for part in parts):
            continue
        found = [next((r for r in whole if r.fits(part)), None) for part in split_lines("\n".join(parts), {})]
        kinds = [rule.entry.kind for rule in found if rule]
        if found[0] and len(kinds) > 1 and 2 * len(kinds) >= len(parts):
            draft.put(line, kinds[0], "buttons in a row")


def tell_links(draft: Draft) -> None:
    """Title-like lines with junk above and below are links, not subheadings: those lead to a paragraph."""
    first, last = report_bounds(draft)
    run: list[Line] = []
    for line in draft.lines[first + 1 : last]:
        titled = draft.free(line.number) and not (line.stop or line.colon or line.listed or line.heading or line.speech)
        if titled and line.words <= LINK_WORDS:
            run.append(line)
            continue
        if run and draft.kind(line.number) in ("caption", "ad"):
            continue
        _settle_links(draft, run, line)
        run = []


def _settle_links(draft: Draft, run: list[Line], below: Line) -> None:
    if not run or draft.kind(run[0].number - 1) not in JUNK:
        return
    aside = draft.kind(below.number) in INLINE and draft.told(below.number + 1)
    if aside or draft.kind(below.number) not in JUNK:
        run = run[:-1] if len(run) >= LINKS else []
    for line in run:
        draft.put(line, "promo" if line.words > PART_WORDS else "other", "a title between junk: a link")


def tell_captions(draft: Draft, names: list[Rule]) -> None:
    """The sentence above a picture's credit is its caption, unless a paragraph stands right above."""
    for line in draft.lines[2:]:
        label = draft.labels[line.number]
        above = draft.lines[line.number - 1]
        if label is None or not label[1].startswith("picture credit") or not draft.free(above.number):
            continue
        report = draft.told(above.number - 1) and draft.lines[above.number - 1].stop
        plain = not (report or above.speech or above.listed or any(rule.fits(above) for rule in names))
        if 2 < above.words <= CAPTION_WORDS and plain:
            draft.put(above, "caption", "right above a picture's credit")


def tell_tags(draft: Draft) -> None:
    """Short headings in a row, with nothing between them, are tags."""
    row: list[Line] = []
    for line in [*draft.lines, None]:
        if line and line.mark == "#" and line.words <= PART_WORDS and draft.free(line.number):
            row.append(line)
            continue
        for tag in row if len(row) >= LINKS else ():
            draft.put(tag, "other", "one of a row of tags")
        row = []


def tell_marked(draft: Draft) -> None:
    """Below the title, a line with a pointer (">>") or a label in brackets ("[VIDEO]") before it is a link."""
    first = report_bounds(draft)[0]
    for line in draft.lines[first + 1 :]:
        if draft.free(line.number) and not line.stop and (line.mark.startswith(">>") or LABELLED.match(line.look)):
            draft.put(line, "promo", "a link with a pointer or a label before it")


def tell_cards(draft: Draft) -> None:
    """Other stories in boxes: a title, its date, the title again or a teaser that breaks off; two of them or more."""
    first = report_bounds(draft)[0]
    cards: list[tuple[int, int]] = []
    for line in draft.lines[first + 1 :]:
        if draft.kind(line.number) not in (None, "promo") or line.stop or line.words > LINK_WORDS:
            continue
        end = _card_end(draft, line)
        if end:
            cards.append((line.number, end))
    twice = [(start, start + 2) for start, _ in cards if draft.lines[start + 1].look == draft.lines[start].look]
    for start, end in cards if len(cards) >= 2 else twice:
        for number in range(start, end):
            if draft.told(number):
                draft.put(draft.lines[number], "promo", "another story in a box")


def tell_torn(draft: Draft) -> None:
    """Below the first paragraph, several lines on end that break off in mid-sentence are teasers."""
    first, run = report_bounds(draft)[0], list[Line]()
    for line in [*draft.lines[first + 1 :], None]:
        if line and draft.told(line.number) and line.words >= TORN_WORDS and TORN.search(line.tail):
            run.append(line)
            continue
        for torn in run if len(run) >= 2 else ():
            draft.put(torn, "promo", "one of several lines that break off: teasers")
        run = []


def _card_end(draft: Draft, title: Line) -> int:
    """One past the last line of the box that `title` begins, 0 if it begins none."""
    below = title.number + 1
    if below < len(draft.lines) and draft.kind(below) == "other" and DATE.search(draft.lines[below].look):
        below += 1
    if below >= len(draft.lines):
        return 0
    again = draft.lines[below].look == title.look
    teaser = draft.lines[min(below + again, len(draft.lines) - 1)]
    if again:
        return below + (2 if draft.free(teaser.number) and teaser.stop else 1)
    teases = draft.kind(below) in (None, "promo") and CUT_OFF.search(teaser.tail)
    return below + 1 if teases else 0


def tell_boxes(draft: Draft) -> None:
    """A button that stands below each of several titles ("More"), the same every time: the titles are links."""
    seen: dict[str, list[int]] = defaultdict(list)
    for line in draft.lines:
        if (
            line.words in BUTTON
            and not (line.stop or line.colon or line.heading)
            and draft.kind(line.number) != "headline"
        ):
            seen[line.look.casefold()].append(line.number)
    for buttons in seen.values():
        gaps = [(one, two) for one, two in itertools.pairwise(buttons) if two - one in BOXED]
        if len(gaps) + 1 < LINKS or len(gaps) + 1 < len(buttons):
            continue
        size = min(two - one for one, two in gaps)
        for above, button in [(max(-1, buttons[0] - size), buttons[0]), *gaps]:
            box = [n for n in draft.lines[above + 1 : button] if draft.told(n.number)]
            if all(not n.stop or n.words < ENTRY_WORDS or n.quoted for n in box):
                for line in [*box, draft.lines[button]]:
                    draft.put(line, "promo", "another story in a box, with a button that recurs")


def tell_notes(draft: Draft) -> None:
    """Notes at the foot: they begin with the mark that stands behind a word of a line above; and page numbers."""
    marks: set[str] = set()
    for line in draft.lines:
        raw = draft.page.text[line.start : min(line.end, line.start + NOTED)]
        note = NOTE.match(raw)
        if draft.free(line.number) and note and note.group(1) in marks:
            draft.put(line, "other", "a note: its mark stands behind a word above")
        elif draft.free(line.number) and PAGE_NUMBER.fullmatch(raw):
            draft.put(line, "other", "number of a page")
        elif line.words >= BROKEN_WORDS:
            marks.update(MARKED.findall(raw))


def tell_chapters(draft: Draft) -> None:
    """A list of times that begins at 0:00: chapters of a video, or, every few seconds, the words said in it."""
    rows: list[Line] = []
    for line in [*draft.lines, None]:
        if line and (START.match(line.look) or (rows and line.timed)):
            rows.append(line)
            continue
        _settle_chapters(draft, rows)
        rows = []


def _settle_chapters(draft: Draft, rows: list[Line]) -> None:
    times = [found.groups(default="0") for row in rows if (found := TIMED.match(row.look))]
    seconds = [int(hours) * 3600 + int(minutes) * 60 + int(rest) for hours, minutes, rest in times]
    if len(rows) >= SPOKEN and seconds and seconds[-1] - seconds[0] <= PAUSE * len(rows):
        for row in rows:
            draft.put(row, "body", "words of a video with their time")
        return
    for row in rows:
        if not row.stop or (row.sentences == 1 and row.words <= LINK_WORDS):
            draft.put(row, "other", "chapter of a video")


def tell_discussion(draft: Draft) -> None:
    """Readers' comments below their heading, told by their build alone: a short line (who, when), then a sentence or
    a few. The report must stand above: words that somebody reports, or more paragraphs below than above, undo it."""
    sure = [line.number for line in draft.lines if draft.told(line.number) and is_sure(line)]
    for head in range(sure[0] + 1 if sure else len(draft.lines), len(draft.lines)):
        if not _heads_comments(draft, head):
            continue
        told, near, named = list[int](), head, False
        for line in draft.lines[head + 1 :]:
            kind = draft.kind(line.number)
            if kind in ("promo", "ad", "credit", "headline", "live_time", "body"):
                break
            if kind is not None or (not line.stop and line.words <= NAME_WORDS):
                near, named = line.number, named or kind is None
            elif line.number - near > NEAR or line.quoted or line.says:
                break
            if kind is None:
                told.append(line.number)
        above = sum(n < head for n in sure)
        behind = [n for n in sure if n > head and n not in told]
        if named and above > 1 and above > sum(n in told for n in sure) and not behind:
            for number in told:
                draft.put(draft.lines[number], "form", "below the heading of readers' comments")


def _heads_comments(draft: Draft, number: int) -> bool:
    label = draft.labels[number]
    return label is not None and "comment" in label[1] and draft.lines[number].words <= HEADING_WORDS
