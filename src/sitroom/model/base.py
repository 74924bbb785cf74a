"""What every value has in common: frozen, closed, located by offsets.

Offsets are half-open and count Unicode code points of the report's text (never bytes, never UTF-16 units).
"""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel, ConfigDict


def on_one_line(text: str, most: int) -> str:
    """The text with its white space folded, cut with an ellipsis at `most` characters: for show, never for offsets."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


# Halves of characters: JSON can spell them and names of files hold them, but no store and no output can.
HALVES = re.compile("[\ud800-\udfff]")


def whole(value: Any) -> Any:
    """A text, or a tuple or list of texts, with U+FFFD for each half of a character; anything else as it is."""
    if isinstance(value, str):
        return HALVES.sub("\ufffd", value)
    return [whole(part) for part in value] if isinstance(value, tuple | list) else value


class Value(BaseModel):
    """A frozen value. Unknown keys are an error, so a typing slip cannot pass silently."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Value):
    """Characters `start` (included) to `end` (excluded) of a text."""

    start: int
    end: int

    def within(self, other: Span) -> bool:
        """Does this span lie inside `other` (or equal it)?"""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        """Do the two share at least one character?"""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters this span covers in `text`."""
        return text[self.start : self.end]


class Judged(Value):
    """Mixed into annotations: which rule decided, how sure it is, and what it weighed.

    rule    dotted id, `<language>.<layer>.<name>`, for example `fr.statement.selon`
    score   0 to 1, comparable within one layer only
    detail  candidates, evidence, the reason for abstaining; None where nothing was decided
    """

    rule: str
    score: float = 1.0
    detail: dict[str, Any] | None = None
