"""Marks of markup that a scraper left in plain text: links in Markdown, HTML tags and entities, bold, notes' numbers.

The stages read the text without them, and what they find is put back to the characters of the report's own text:
`plain_page` -> stages -> `put_back`. Only what is plainly markup goes, and never a whole line. Linear in the text.
Deliberately not here: pages of HTML, which `clean/extract.py` reads.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

from sitroom.model import Dossier, LineHint, Page, Section
from sitroom.model.base import Value

T = TypeVar("T")

_TARGET = r"(?:<[^<>\n]{0,500}>|(?:https?://|www\.|mailto:|tel:|[/#.])(?:[^\s()]|\([^\s()]{0,200}\)){0,1000})"
_TITLE = r"(?:\s{1,3}(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'))?"
MARKS = re.compile(
    rf"!\[(?P<alt>[^\[\]\n]{{0,300}})\]\({_TARGET}{_TITLE}\)"
    rf"|\[(?P<label>[^\[\]\n]{{1,300}})\]\(\s?{_TARGET}{_TITLE}\s?\)"
    r"|(?P<tag></?(?:a|abbr|b|bdi|big|br|cite|code|del|div|em|font|i|ins|mark|p|q|s|small|span|strong|sub|sup|time|u)"
    r"(?:\s[^<>\n]{0,500})?/?>)"
    r"|(?P<entity>&(?:\#\d{2,6}|\#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d{0,2});)"
    r"|(?P<bold>(?P<two>\*\*|__)(?=\S)(?P<inner>[^*_\n]{1,300}?)(?<=\S)(?P=two))"
    r"|(?<=[\w.»”\"])(?P<note>\[\d{1,3}\])"
)
HINT = re.compile(r"[\[<&*_]")


class Edit(NamedTuple):
    """Characters `start` to `end` of the report's text, read as `kept`."""

    start: int
    end: int
    kept: str


class Plain:
    """A text without its marks, and where each character of it stands in the report's own text."""

    def __init__(self, text: str) -> None:
        self.edits = list(_edits(text))
        self.source = text
        pieces: list[str] = []
        self._begins: list[int] = [0]  # of the pieces, in the plain text
        self._origins: list[int] = [0]  # of the pieces, in the report's text
        self._fixed: list[int | None] = [None]  # where a piece ends that stands for other characters
        at = length = 0
        for edit in self.edits:
            for piece, origin, end in ((text[at : edit.start], at, None), (edit.kept, edit.start, edit.end)):
                if piece:
                    self._begins.append(length)
                    self._origins.append(origin)
                    self._fixed.append(end)
                    pieces.append(piece)
                    length += len(piece)
            at = edit.end
        self._begins.append(length)
        self._origins.append(at)
        self._fixed.append(None)
        self.text = "".join([*pieces, text[at:]])

    def start(self, position: int) -> int:
        """Where the character at `position` of the plain text begins in the report's."""
        n = bisect_right(self._begins, position) - 1
        return self._origins[n] if self._fixed[n] is not None else self._origins[n] + position - self._begins[n]

    def end(self, position: int) -> int:
        """Where the character before `position` of the plain text ends in the report's."""
        n = bisect_right(self._begins, position - 1) - 1
        end = self._fixed[n]
        return end if end is not None else self._origins[n] + position - self._begins[n]

    def put_back(self, value: T) -> T:
        """The value with all its offsets into the plain text turned into offsets into the report's."""
        if isinstance(value, tuple):
            return tuple(self.put_back(item) for item in value)  # type: ignore[return-value]
        if not isinstance(value, Value):
            return value
        moved: dict[str, Any] = {}
        for name in type(value).model_fields:
            told = getattr(value, name)
            if name in ("start", "trigger_start"):
                moved[name] = self.start(told)
            elif name in ("end", "trigger_end"):
                moved[name] = self.end(told)
            elif isinstance(told, tuple | Value):
                moved[name] = self.put_back(told)
        return value.model_copy(update=moved)


def _edits(text: str) -> Iterator[Edit]:
    """What to read otherwise, in text order; nothing that would leave its line empty."""
    at = 0
    for line in text.split("\n"):
        found = list(_marks(line, at)) if HINT.search(line) else []
        bare = list(line)
        for edit in found:
            bare[edit.start - at : edit.end - at] = [edit.kept, *[""] * (edit.end - edit.start - 1)]
        if "".join(bare).strip():
            yield from found
        at += len(line) + 1


def _marks(line: str, at: int) -> Iterator[Edit]:
    for mark in MARKS.finditer(line):
        start, end = mark.span()
        told = mark.lastgroup
        if told == "entity":
            kept = html.unescape(mark[0])
            if kept != mark[0]:  # of what cannot be seen only blanks count, and none ends a line
                seen = kept if kept.isprintable() or kept == "\xa0" else " " if kept.isspace() else ""
                yield Edit(at + start, at + end, seen)
        elif told in ("label", "inner", "bold", "two"):
            inner = "label" if mark["label"] is not None else "inner"
            yield Edit(at + start, at + mark.start(inner), "")
            yield from _marks(mark[inner], at + mark.start(inner))
            yield Edit(at + mark.end(inner), at + end, "")
        else:
            yield Edit(at + start, at + end, " " if mark[0].startswith(("<br", "<p", "</p", "<div", "</div")) else "")


def plain_page(page: Page) -> tuple[Page, Plain | None]:
    """The page without marks in its text, and how to go back; the page itself and None where there are none."""
    if not HINT.search(page.text):
        return page, None
    plain = Plain(page.text)
    if not plain.edits:
        return page, None
    hints: list[LineHint] = []
    shift = n = 0
    for hint in page.hints:
        while n < len(plain.edits) and plain.edits[n].end <= hint.start:
            shift += plain.edits[n].end - plain.edits[n].start - len(plain.edits[n].kept)
            n += 1
        hints.append(hint.model_copy(update={"start": hint.start - shift, "end": max(hint.start, hint.end) - shift}))
    title = Plain(page.title).text if page.title else page.title
    return page.model_copy(update={"text": plain.text, "title": title, "hints": tuple(hints)}), plain


def put_back(dossier: Dossier, page: Page, plain: Plain) -> Dossier:
    """The dossier of the plain text as one of the report's own text; sections cover their whole lines again."""
    moved = plain.put_back(dossier)
    sections = tuple(_whole(section, page.text) for section in moved.sections)
    return moved.model_copy(update={"text": page.text, "sections": sections, "hints": page.hints})


def _whole(section: Section, text: str) -> Section:
    start = text.rfind("\n", 0, section.start) + 1
    end = text.find("\n", max(section.start, section.end - 1))
    end = len(text) if end < 0 else end
    line = text[start:end]
    start, end = start + len(line) - len(line.lstrip()), end - (len(line) - len(line.rstrip()))
    return section.model_copy(update={"start": start, "end": end})
