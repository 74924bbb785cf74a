"""notices.toml: how a report says of itself that it was updated, corrected or withdrawn.

Accents, typographic apostrophes and case do not count. A page's own language goes first, the other packs after it.
The entries of one kind are tried before those of the next: retraction, correction, update.
"""

from __future__ import annotations

import re
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from sitroom.lang.pack import Entry
from sitroom.lang.schemas.sections import fold
from sitroom.model import NoticeKind


class NoticePattern(Entry):
    """One way a report says so.

    pattern  a regular expression, searched for in the line
    where    title: only in the headline; line: only in another line; any
    max_words  of the line: longer ones tell of somebody else's correction
    yes, no  lines that are such a notice and lines that are not, run by tests/lang/test_notices.py
    """

    TABLE: ClassVar[str] = "notices"

    kind: NoticeKind
    pattern: str
    where: Literal["title", "line", "any"] = "line"
    max_words: int = 80
    yes: tuple[str, ...] = Field(min_length=1)
    no: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_usable(self) -> NoticePattern:
        self.compiled()
        return self

    def compiled(self) -> re.Pattern[str]:
        """The regular expression, to be used with `search` on a folded line. Raises ValueError."""
        try:
            return re.compile(fold(self.pattern), re.IGNORECASE)
        except re.error as error:
            raise ValueError(f"pattern is not a regular expression: {error}") from error
