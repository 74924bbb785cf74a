"""The lines of a text, and what can be seen of each without knowing a language.

Deliberately not here: any decision about what a line is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitroom.lang.schemas.sections import fold

# Longer lines are looked at by their beginning and end only, so that no pattern sees more than this.
LOOK = 400

MARKS = re.compile(r"\A(?:#{1,6}\s+|>+\s*|[*+•·▪■►▶→➤➡➜⇒–—-]\s+|\|\s*)+")
EMPHASIS = re.compile(r"\A([*_]{1,3})(?=\S)(.*\S)\1\Z", re.S)
LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,300}\)")
# A sentence may be followed by its agency in brackets.
STOP = re.compile(r"[.!?…][\"'»”’)\]\s*_]*(?:\([^()]{1,30}\)[\s*_]*)?\Z")
# "14:30", "14 h 30", and "14 heures 30 :" in whatever language; not "14.10.2026"
CLOCK = re.compile(r"(?:[01]?\d|2[0-4])\s?[h:.]\s?[0-5]\d\b(?![./]\d)|\d{1,2}\s[^\W\d_]{1,8}\s\d{2}\s?[:–—-]")
SAYS = re.compile(r":\s*[«\"“]")
# A line of fewer words is a title even if it is all quotation.
QUOTED = 5
SPEECH = re.compile(r"[\"»”]\s*,|,[\"”]\s+\w")
# A sentence ended within the line.
SENTENCE = re.compile(r"[.!?…][\"'»”’)]*\s+[^\W\d_a-z]")
LOWER = re.compile(r"\s[^\W\d_A-Z]\w+")
# Words behind a quotation that opens the line: it is talked about, not said.
BEHIND = re.compile(r"\A[«\"“„][^«»\"“”„]{1,200}[»\"”]\W+\w+\W+\w")
# What may stand behind the last mark of a sentence.
CLOSING = "\"'»”’)*_ "
# A fact in a list has its figure first or last: "12 dead", "Bread: 250 francs".
FACT = re.compile(r"\A\d{1,7}(?:[.,]\d+)? [^\W\d]|[:–-] ?[$€£]?\d[\d .,]*(?: ?[%€$£]| [^\W\d]+){0,3}\Z|\d ?[%€$£]\Z")
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line: where it stands, and its words with marks, links and odd spaces taken away.

    number  counts non-blank lines from 0; `gap` says whether a blank line stands before it
    look    at most LOOK characters of the plain line, for patterns; `words` and `length` are of the whole line
    mark    the list or heading mark that was taken away ("##", "-"), or ""
    """

    number: int
    start: int
    end: int
    look: str
    tail: str
    words: int
    length: int
    stop: bool
    mark: str
    gap: bool
    tag: str | None = None

    @property
    def speech(self) -> bool:
        """Is a comma after a quotation, as before the words that say who spoke? Titles have a colon there."""
        return self.words > QUOTED and SPEECH.search(self.look) is not None

    @property
    def cited(self) -> bool:
        """Does it begin with a quotation and go on behind it?"""
        return BEHIND.match(self.look) is not None

    @property
    def told(self) -> bool:
        """Does it end like a sentence that tells something, with words between name and full stop?"""
        ends = self.stop and self.tail.rstrip("\"'»”’)* _]")[-1:] not in ("?", "!")
        return ends and self.words > 1 and LOWER.search(self.look) is not None

    @property
    def asks(self) -> bool:
        """Does it end in a question?"""
        return self.tail.rstrip(CLOSING).endswith("?")

    @property
    def sentences(self) -> int:
        """Sentences in the part that patterns see."""
        return 1 + len(SENTENCE.findall(self.look))

    @property
    def timed(self) -> bool:
        """Does it begin with a clock time, as the entries of a live page do?"""
        return CLOCK.match(self.look) is not None

    @property
    def says(self) -> bool:
        """A name, a colon, a quotation: how titles quote."""
        return SAYS.search(self.look) is not None

    @property
    def quoted(self) -> bool:
        """Does it end in a quotation? Titles may, and paragraphs whose full stop stands inside."""
        return self.words > QUOTED and self.tail.endswith(('"', "»", "”"))

    @property
    def colon(self) -> bool:
        """Does it end with a colon, leading to what follows?"""
        return self.tail.endswith(":")

    @property
    def listed(self) -> bool:
        """Has it a list's mark?"""
        return bool(self.mark) and not self.heading

    @property
    def heading(self) -> bool:
        """Does its mark or its page's markup say it is a heading?"""
        return self.mark.startswith("#") or self.tag in ("h1", "h2", "h3", "h4", "h5", "h6")


def split_lines(text: str, tags: dict[int, str]) -> Iterator[Line]:
    """The non-blank lines of `text`. `tags` gives the markup tag by start offset of the line."""
    at, number, gap = 0, 0, True
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            start = at + len(raw) - len(raw.lstrip())
            yield _line(bare, number, start, gap, tags.get(start))
            number += 1
        gap = not bare
        at += len(raw) + 1


def _line(bare: str, number: int, start: int, gap: bool, tag: str | None) -> Line:
    head, tail = plain(bare[: 2 * LOOK]), plain(bare[-LOOK:])
    mark = MARKS.match(bare[:LOOK])
    return Line(
        number=number,
        start=start,
        end=start + len(bare),
        look=head[:LOOK],
        tail=tail if len(bare) > LOOK else head[-LOOK:],
        words=sum(1 for _ in WORD.finditer(bare)) if len(bare) < 4 * LOOK else len(bare.split()),
        length=len(bare),
        stop=bool(STOP.search(tail)),
        mark=mark.group().strip() if mark else "",
        gap=gap,
        tag=tag,
    )


def plain(line: str) -> str:
    """The line without list, heading and emphasis marks, links reduced to their words, no accents, plain spaces."""
    line = MARKS.sub("", line)
    line = LINK.sub(r"\1", line)
    line = " ".join(fold(line).split())
    bare = EMPHASIS.match(line)
    return (bare.group(2) if bare else line).strip()
