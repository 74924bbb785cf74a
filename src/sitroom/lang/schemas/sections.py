"""sections.toml: what the lines of a news page look like that are not its report.

A line is matched after its list and Markdown marks are peeled off and white space is collapsed; accents and
typographic apostrophes do not count, neither in the line nor in the entry ("À LIRE" = "A lire"). Entries are tried in
file order, the first that fits decides. A page's own language goes first, the other packs after it, because pages in
French carry English furniture too.
"""

from __future__ import annotations

import re
import unicodedata
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from sitroom.lang.pack import Entry
from sitroom.model import SectionKind

Zone = Literal["any", "top", "bottom", "edge", "below"]


def fold(text: str) -> str:
    """Without accents, with plain apostrophes. Letters that have no plain form stay as they are."""
    text = text.replace("’", "'").replace("ʼ", "'")
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


class SectionPattern(Entry):
    """One way a line gives itself away.

    kind      what the line is ("body": speaks against all other entries, stands first);
              `reason` says so to people ("teaser to another article")
    phrases   words the line holds, case ignored; `pattern` a regular expression instead (case counts if `case`)
    match     what of the line they must cover: the whole `line`, its `start`, its `end`, or stand `anywhere` in it
    max_words, min_words  length of the line in words
    stop      True: the line ends like a sentence; False: it does not; None: either
    zone      top: before the first paragraph of the report; bottom: after its last one; edge: either;
              below: after the first
    before    kind the next line must have; `after`: kind of the line before
    opens     a block: title-like lines that follow are of the same kind, up to the next paragraph
    single    the line is one sentence: what has another sentence behind it is a paragraph
    also      what a line of ten words or more must hold besides (a regular expression, case ignored): furniture speaks
              to its reader, a report on cookies or newsletters does not
    among     the line stands among readers' comments (an author, a button to reply): with two of them, or with one
              right below the heading of a form, all that follows is comments
    frame     with `among`: the box of a post in a forum; two of them tell comments without any form
    cuts      the line cuts a report short (a paywall): the line above may be the torso of a paragraph
    yes, no   lines that fit and lines that do not, run by tests/lang/test_sections.py
    """

    TABLE: ClassVar[str] = "sections"

    kind: SectionKind
    reason: str = Field(min_length=1)
    phrases: tuple[str, ...] = ()
    pattern: str | None = None
    match: Literal["line", "start", "end", "anywhere"] = "line"
    case: bool = False
    max_words: int | None = None
    min_words: int | None = None
    stop: bool | None = None
    zone: Zone = "any"
    before: SectionKind | None = None
    after: SectionKind | None = None
    opens: bool = False
    single: bool = False
    also: str | None = None
    among: bool = False
    frame: bool = False
    cuts: bool = False
    yes: tuple[str, ...] = Field(min_length=1)
    no: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_usable(self) -> SectionPattern:
        if bool(self.phrases) == bool(self.pattern):
            raise ValueError("give either phrases or a pattern")
        self.compiled()
        return self

    def compiled(self) -> re.Pattern[str]:
        """The regular expression the entry stands for, to be used with `search`. Raises ValueError."""
        core = fold(self.pattern or "|".join(re.escape(p) for p in sorted(self.phrases, key=len, reverse=True)))
        if self.phrases:
            core = rf"(?<!\w)(?:{core})(?!\w)"
        head = r"\A" if self.match in ("line", "start") else ""
        tail = r"\s*[:.…!>»→*]*\s*\Z" if self.match in ("line", "end") else ""
        try:
            return re.compile(f"{head}(?:{core}){tail}", 0 if self.case else re.IGNORECASE)
        except re.error as error:
            raise ValueError(f"pattern is not a regular expression: {error}") from error
