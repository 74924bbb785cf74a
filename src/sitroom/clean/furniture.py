"""Lines that recur on a site under other stories: the page's furniture, whatever its words.

The room counts, over all reports of a site, on how many days and reports each short line stands; here that count is
evidence for one page. Doubt goes to body: what recurs may be a standing paragraph of background, which is the report's.

Deliberately not here: counting (the store), words of any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from sitroom.clean.lines import STOP, Line, plain, split_lines
from sitroom.model import Page, Section

WORDS = 25  # longer lines are never counted: they are paragraphs
CHARACTERS = 300
TITLE_LIKE = 14  # up to so many words, a line that ends in no full stop
SHARE = 0.05  # of the site's reports on which such a line stands
SENTENCE_SHARE = 0.5  # on which a sentence stands that is furniture: standing background is on fewer
LINES = 400  # of a page that are counted: more is a list
DIGITS = re.compile(r"\d+")
RECURS = "recurs on the site's pages"
QUOTES = ("«", '"', "“", "”", "»")


def line_keys(text: str) -> tuple[int, ...]:
    """A number for each different short line of a text, the same whatever figures stand in it."""
    return tuple(sorted(set(keys_in(text))))


def keys_in(text: str) -> Iterator[int]:
    """Numbers of the short lines, in order."""
    seen = 0
    for raw in text.split("\n"):
        if raw.strip() and len(raw) <= CHARACTERS and len(raw.split()) <= WORDS:
            yield key_of(raw)
            seen += 1
            if seen == LINES:
                return


def key_of(line: str) -> int:
    """A line as a number of 63 bits: without marks, accents, case; and figures, unless it is a sentence ("The index
    closed at 3,120 points." is the report's, every day anew)."""
    look = plain(line.strip()[:CHARACTERS]).casefold()
    if not STOP.search(look):
        look = DIGITS.sub("0", look)
    return int.from_bytes(blake2b(look.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def set_apart(page: Page, sections: tuple[Section, ...], furniture: Mapping[int, float]) -> tuple[Section, ...]:
    """The sections with lines of body and headline that are furniture of the site labelled so.

    furniture  key of a line -> share of the site's reports it stands on
    Never the title, never speech, never a line that introduces what follows; a sentence only outside the report.
    """
    if not furniture:
        return sections
    lines = {line.start: line for line in split_lines(page.text, {})}
    known = {
        number: share
        for number, section in enumerate(sections)
        if section.readable and (share := furniture.get(key_of(section.of(page.text)), 0.0))
    }
    first, last = bounds(sections, lines, known)
    titles = [n for n, s in enumerate(sections) if s.kind == "headline" and n < first]
    title = next((n for n in titles if n not in known), next(iter(titles), None))
    return tuple(
        with_reason(section, known[number])
        if number in known
        and number != title
        and is_furniture(lines[section.start], known[number], number, first, last)
        else section
        for number, section in enumerate(sections)
    )


def retitled(page: Page, sections: Sequence[Section]) -> Page:
    """The page with its headline for a title, if what was taken for the title turned out to be furniture."""
    if page.title is None:
        return page
    found = next((s for s in sections if plain(s.of(page.text)) == plain(page.title)), None)
    if found is None or found.readable or not found.reason.startswith(RECURS):
        return page
    headline = next((s.of(page.text) for s in sections if s.kind == "headline"), None)
    return page.model_copy(update={"title": plain(headline) if headline else None})


def bounds(sections: Sequence[Section], lines: Mapping[int, Line], known: Mapping[int, float]) -> tuple[int, int]:
    """Numbers of the first and the last paragraph that does not recur."""
    told = [
        n
        for n, s in enumerate(sections)
        if s.kind == "body" and n not in known and (lines[s.start].stop or lines[s.start].words >= WORDS)
    ]
    return (told[0], told[-1]) if told else (len(sections), -1)


def is_furniture(line: Line, share: float, number: int, first: int, last: int) -> bool:
    """Is a recurring line furniture, by its shape and where it stands?"""
    if line.speech or line.quoted or line.colon or line.look.startswith(QUOTES) or line.heading:
        return False
    outside = number < first or number > last
    if STOP.search(line.tail):
        return outside and share >= SENTENCE_SHARE
    return line.words <= TITLE_LIKE and share >= SHARE and (outside or share >= SENTENCE_SHARE)


def with_reason(section: Section, share: float) -> Section:
    """The line as furniture."""
    reason = f"{RECURS} ({share:.0%} of them; was: {section.kind}, {section.reason})"
    return Section(start=section.start, end=section.end, kind="other", reason=reason)
