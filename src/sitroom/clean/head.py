"""What stands above a report: which line is the title, and the names, rubrics and menus around it.

Deliberately not here: words of any language.
"""

from __future__ import annotations

import re

from sitroom.clean.dates import beside_date
from sitroom.clean.draft import Draft, report_bounds
from sitroom.clean.found import WHEN
from sitroom.clean.lines import LOOK, Line
from sitroom.clean.rules import Rule
from sitroom.clean.shape import MENU_WORDS, NUMBERED, TITLE_WORDS
from sitroom.clean.wording import wording_of

# A line of so many words above the report is a title rather than a rubric; a standfirst is longer than LEAD words.
WHOLE, LEAD = 7, 14
# Names of sites, rubrics and menus above a title have so many words at most.
RUBRIC_WORDS = 6
# Where several lines may be the title, it is none whose words sound so much like furniture.
WORDY = 1.0
# Lines above a report, words of a line with a date; a name of two or three words.
HEAD, DATED_WORDS = 16, 18
PERSON = re.compile(r"[A-Z][a-zA-Z'-]+(?: [A-Z]\.)?(?: [A-Z][a-zA-Z'-]+){1,2}")
# Two authors or more, each with a place or an employer: "Vera Holm in Namur and Jan Pol in Lima", "Vera Holm, X News,
# Delhi, et Jan Pol, Lima". The words between are short and in lower case.
AUTHOR = r"[A-Z][\w'-]+(?: [A-Z][\w'.-]*){1,3}(?:,| [a-z]{1,3}) [A-Z][\w' ,-]{1,40}?"
AUTHORS = re.compile(rf"{AUTHOR} (?:[a-z]{{2,3}}|&) {AUTHOR}")
# A menu set in one line: so many parts, none longer than a rubric.
PARTS, PART_GAP = 3, re.compile(r"\s{2,}|\t|\s[|·•»›]\s")


def find_title(draft: Draft) -> Line | None:
    """The title above the first sure paragraph: what is labelled or marked as one, what stands right above a by-line,
    the first line as long as titles are, the longest line."""
    first = report_bounds(draft)[0]
    above = [line for line in draft.lines[:first] if _may_be_title(draft, line)] if first < len(draft.lines) else []
    above = [line for line in above if wording_of(line).odds < WORDY] or above
    ranked = (
        [n for n in above if draft.kind(n.number) == "headline"],
        [n for n in above if n.heading],
        [n for n in above if draft.kind(n.number + 1) == "byline"],
        [n for n in above if n.words >= WHOLE and not _leads_up(draft, n, above)],
        [max(above, key=lambda n: (n.words, -n.number))] if above else [],
    )
    title = next((group[0] for group in ranked if group), None)
    if title is None or title.words < WHOLE:
        listed = [n for n in draft.lines[: first if first < len(draft.lines) else 0] if _is_listed(draft, n)]
        if listed:
            draft.put(listed[-1], "headline", "the last of the titles above the report, with its date or author")
            return listed[-1]
    return title


def tell_head(draft: Draft) -> Line | None:
    """Short lines above the title are the site's: its name, a rubric, a menu. Returns the title."""
    title = find_title(draft)
    if title is None:
        return None
    for line in draft.lines[: title.number]:
        if draft.told(line.number) and line.stop and line.words >= MENU_WORDS:
            break  # the report has begun
        if not draft.free(line.number) or line.stop or line.heading or line.listed or NUMBERED.match(line.look):
            continue
        if line.tail.endswith((",", ";")):
            continue
        crumb = (line.words > title.words and line.look.endswith(title.look)) or is_menu(draft.page.text, line)
        if crumb or (line.words <= RUBRIC_WORDS and line.words < title.words and not _belongs(line, title)):
            draft.put(line, "other", "a name, a rubric or a menu above the title")
    return title


def is_menu(text: str, line: Line) -> bool:
    """Is it a row of rubrics, names or figures, set apart by wide gaps or bars?"""
    if line.length > LOOK:
        return False
    parts = [part for part in PART_GAP.split(text[line.start : line.end]) if part.strip()]
    return len(parts) >= PARTS and all(len(part.split()) <= RUBRIC_WORDS for part in parts)


def tell_dates(draft: Draft, language: str, names: list[Rule]) -> None:
    """Short lines between title and report that hold a whole date say when it was published, some by whom. `names`:
    rules for by-lines and datelines, which know more of such a line."""
    first = report_bounds(draft)[0]
    titled = False
    for line in draft.lines[: min(first, HEAD)]:
        plain = draft.free(line.number) and not (line.stop or line.heading or line.speech or line.says)
        rest = beside_date(line.look, language) if titled and plain and line.words <= DATED_WORDS else None
        if titled and plain and AUTHORS.fullmatch(line.look):
            draft.put(line, "byline", "two names, each with a place or an employer, below the title")
        elif rest is not None and not any(rule.fits(line) for rule in names):
            named = any(PERSON.fullmatch(part.strip(" |•·,–—-")) for part in rest)
            draft.put(line, "byline" if named else "other", WHEN[0])
        titled = (
            titled or (draft.told(line.number) and line.words > MENU_WORDS) or draft.kind(line.number) == "headline"
        )


def _may_be_title(draft: Draft, line: Line) -> bool:
    if draft.kind(line.number) == "headline":
        return line.words > MENU_WORDS
    plain = draft.free(line.number) and not line.stop and not line.timed and not line.listed
    return plain and MENU_WORDS < line.words <= TITLE_WORDS


def _is_listed(draft: Draft, line: Line) -> bool:
    """Is it in a list of titles ("Latest") above the report, but with a by-line or a date right below?"""
    label = draft.labels[line.number]
    named = label is not None and label[0] == "promo" and line.number not in draft.opens
    return named and is_dated(draft, line) and not line.stop and line.words >= WHOLE


def is_dated(draft: Draft, line: Line) -> bool:
    """Does the author's name or the date of publication stand right below?"""
    below = draft.labels[line.number + 1] if line.number + 1 < len(draft.lines) else None
    return below is not None and (below[0] in ("byline", "dateline") or below[1].startswith(WHEN))


def _leads_up(draft: Draft, line: Line, above: list[Line]) -> bool:
    """Is it a standfirst of the shorter title right above it?"""
    return line.words > LEAD and any(n.number == line.number - 1 and n.words < line.words for n in above)


def _belongs(line: Line, title: Line) -> bool:
    """Is it the first half of a title, or a short title above its standfirst?"""
    lead = title.words > LEAD and line.words > MENU_WORDS
    return line.number == title.number - 1 and (line.colon or lead)
