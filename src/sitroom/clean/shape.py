"""What a line is by its shape and place alone, when no pattern knows it.

Deliberately not here: words of any language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitroom.clean.lines import FACT, Line, plain
from sitroom.clean.wording import wording_of
from sitroom.model import Page, SectionKind

Label = tuple[SectionKind, str]

# Words up to which a line without closing punctuation may be a title or a subheading.
TITLE_WORDS = 26
SUBHEAD_WORDS = 14
QUOTED_WORDS = 8
# A name or an office in a signature has so many words at most.
SIGNED_WORDS = 6
# Below the title, a line whose words sound so much like furniture is no name, no second headline.
WORDY = 0.7
# Codes have at most one word of more letters than this.
LONG_WORD = 5
# A title has at least so many words; shorter lines above it are menus, rubrics, names.
MENU_WORDS = 3
# Two to four capitalised words or initials, particles between them.
NAME_PART = r"(?>[A-Z][A-Za-z]*+(?:['-][A-Za-z]++)*+\.?(?:-[A-Z]\.)*+)"
NAME = re.compile(rf"{NAME_PART}(?: (?:{NAME_PART}|[a-z]{{2,3}}(?!\w))){{1,4}}")
# A name that ends in dots was cut; if so much of it is left, a line that begins with it is meant.
CUT, CUT_LENGTH = re.compile(r"\s*(?:\.{2,}|…)\Z"), 40
# "3. Recommendations", "III. Mesures", "I) ..."
NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})[.)]?\s+[^\W\d_a-z]\w")
# A remark of the report in brackets: "(Applause)", "[Laughter]".
ASIDE = re.compile(r"\(.*\)|\[[^\d\[\]]*\]")
# Why a line of a list is body.
LED_TO = "belongs to a list of facts"
ADDRESS = re.compile(r"\A(?:https?://|www\.)\S+\Z|\A\S+@\S+\.\w+\Z|\A(?:[#@]\w+[ ,]*)+\Z")


def shape_of(
    page: Page,
    lines: Sequence[Line],
    labels: Sequence[Label | None],
    line: Line,
    bounds: tuple[int, int],
    titled: bool,
) -> Label:
    """Kind and reason of an unlabelled line.

    `bounds` are the first and last sure paragraph; `titled` says that a headline stands above the line.
    """
    first, last = bounds
    if not line.words:
        return ("other", "no words in it")
    if ADDRESS.match(line.look):
        return ("other", "an address or tags alone")
    if is_name_of(page.outlet, line):
        return ("other", "name of the outlet alone")
    if is_name_of(page.title, line):
        return ("headline", "the title of the page")
    if line.heading:
        return ("headline", "marked as a heading")
    if line.tag == "td" and " | " in line.look:
        return ("body", "a row of a table")
    if line.number < first and is_code(line):
        return ("other", "codes and numbers, no words")
    if first > last:
        return without_paragraphs(lines, labels, line)
    if line.number < first:
        return above(lines, labels, line, first, titled)
    if line.number > last:
        return below(lines, labels, line)
    return within(lines, labels, line)


def above(lines: Sequence[Line], labels: Sequence[Label | None], line: Line, first: int, titled: bool) -> Label:
    """A line before the first sure paragraph, which is line `first`; `titled`: a headline stands above it."""
    if line.stop and line.words >= MENU_WORDS and not NAME.fullmatch(line.look.rstrip(".")):
        return ("body", "a sentence above the first paragraph")
    if line.words > TITLE_WORDS or (line.tail.endswith(",") and line.words <= MENU_WORDS):
        return ("body", "a long line or an address to the reader")
    if heads(lines, labels, line):
        return ("headline", "a numbered heading")
    if titled and ((line.words > MENU_WORDS and line.listed) or (line.colon and line.words > 1)):
        return ("body", "belongs to a list or an introduction")
    if titled and (said := wording_of(line)).odds >= WORDY:
        return (said.kind, f"below the title, words of furniture: {', '.join(said.words)}")
    if titled and is_name(line):
        return ("byline", "looks like a name below the title")
    if line.words > MENU_WORDS:
        return ("headline", "title-like line above the first paragraph")
    opens = all(labels[o.number] is not None for o in lines[: line.number]) and not titled
    if opens and not any(
        labels[o.number] is None and o.words > MENU_WORDS and not o.stop for o in lines[line.number + 1 : first][:3]
    ):
        return ("headline", "first line of the text")
    return ("other", "short line above the first paragraph")


def within(lines: Sequence[Line], labels: Sequence[Label | None], line: Line) -> Label:
    """A line between sure paragraphs."""
    if line.stop or line.words > SUBHEAD_WORDS:
        return ("body", "between paragraphs, ends like a sentence" if line.stop else "between paragraphs, long")
    if line.tail.endswith((":", ";", ",")) or line.listed:
        return ("body", "belongs to a list or an introduction")
    if line.look.startswith(("«", '"', "“", "—", "–")) and line.words > QUOTED_WORDS:
        return ("body", "begins like speech")
    if line.speech or (line.quoted and not line.says) or goes_on(lines, labels, line):
        return ("body", "speech, or a sentence that goes on")
    if line.look[:1].islower() and line.words <= MENU_WORDS:
        return ("other", "short line among junk")
    return ("headline", "short line between paragraphs: a subheading")


def below(lines: Sequence[Line], labels: Sequence[Label | None], line: Line) -> Label:
    """A line after the last sure paragraph."""
    if line.stop and (line.told or line.words >= MENU_WORDS) and not NAME.fullmatch(line.look.rstrip(".")):
        return ("body", "a sentence after the last long paragraph")
    above = labels[line.number - 1] if line.number else None
    if above and above[0] == "body" and answers(lines[: line.number]):
        return ("body", "answers the question above")
    if line.stop and above and above[0] == "body" and lines[line.number - 1].stop and not NAME.fullmatch(line.look):
        return ("body", "a short sentence right after another")
    if above and above[0] == "body" and ASIDE.fullmatch(line.look):
        return ("body", "in brackets right after a paragraph")
    listed = above is not None and (lines[line.number - 1].colon or above[1] == LED_TO or FACT.search(line.look))
    if above and above[0] == "body" and listed:
        return ("body", LED_TO)
    if line.tail.endswith(",") and line.words <= SIGNED_WORDS and not line.look[:1].islower():
        return ("other", "a line of an address or a signature after the end of the report")
    if line.words > TITLE_WORDS or line.tail.endswith((";", ",")) or (line.colon and line.words > MENU_WORDS):
        return ("body", "a long line")
    if line.look.startswith(("«", '"', "“")) and line.look.endswith(("»", '"', "”")):
        return ("body", "a quotation")
    if line.timed and line.words > MENU_WORDS:
        return ("headline", "title of a live entry")
    if line.speech or goes_on(lines, labels, line):
        return ("body", "speech, or a sentence that goes on")
    if heads(lines, labels, line):
        return ("headline", "a numbered heading")
    if above and above[0] == "body" and (line.listed or line.quoted or line.words > SUBHEAD_WORDS):
        return ("body", "goes on after a paragraph")
    if line.words > MENU_WORDS:
        return ("promo", "title-like line after the end of the report")
    return ("other", "short line after the end of the report")


def without_paragraphs(lines: Sequence[Line], labels: Sequence[Label | None], line: Line) -> Label:
    """A line of a text that has no sure paragraph: a flash, a list, a quotation."""
    if not line.stop and line.words > MENU_WORDS and line.number == 0 and len(lines) > 1:
        return ("headline", "first line of a short text")
    if line.words > MENU_WORDS or line.stop:
        return ("body", "a line of a short text")
    return ("headline", "only line of the text") if len(lines) == 1 else ("other", "short line of a short text")


def answers(told: Sequence[Line]) -> bool:
    """Is what follows these lines an answer: does the last one ask, and has another one asked before?"""
    return told[-1].asks and any(line.asks for line in told[:-1])


def is_name(line: Line) -> bool:
    """Can the line be somebody's name? A row of capitals longer than a name is a heading."""
    shouted = line.look.isupper() and line.words > MENU_WORDS
    return NAME.fullmatch(line.look) is not None and not shouted and line.look.split()[-1][0].isupper()


def heads(lines: Sequence[Line], labels: Sequence[Label | None], line: Line) -> bool:
    """Is it a numbered heading, with a sentence or a list right below?"""
    below = lines[line.number + 1] if line.number + 1 < len(lines) else None
    label = labels[below.number] if below else None
    free = below is not None and (label is None or label[0] == "body")
    return free and below is not None and (below.stop or below.listed) and NUMBERED.match(line.look) is not None


def goes_on(lines: Sequence[Line], labels: Sequence[Label | None], line: Line) -> bool:
    """Does a line in lower case go on with the sentence above, rather than with a row of tags?"""
    above = labels[line.number - 1] if line.number else None
    return line.look[:1].islower() and (above is None or above[0] in ("body", "headline"))


def is_code(line: Line) -> bool:
    """Is the line a slug, a number, a code as agencies put above a dispatch?"""
    words = line.look.split()
    odd = sum(1 for w in words if any(c.isdigit() for c in w) or (len(w) < 4 and not w.islower()))
    if sum(1 for w in words if len(w) > LONG_WORD and w.strip(",").isalpha()) > 1:
        return False
    return not line.stop and 2 * odd > len(words) and not any(w.islower() and len(w) > 3 for w in words)


def is_name_of(name: str | None, line: Line) -> bool:
    """Is the line this name and nothing else (case, accents and marks aside)?"""
    if name is None or len(name) >= 500:
        return False
    whole, look = plain(name).casefold(), line.look.casefold()
    cut = CUT.sub("", whole)  # titles of pages are cut at so many characters
    return whole == look or (len(cut) >= CUT_LENGTH and cut != whole and look.startswith(cut))
