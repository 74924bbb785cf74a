"""stems.toml: how a language's usual endings are taken off, so that "frappes" finds "frappe"."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from sitroom.lang.pack import Entry


class Stem(Entry):
    """One ending. Steps run in order; in each, the longest ending that fits is replaced, once.

    suffix   folded (lower case, no accents); "" with `double`: one of two equal letters at the end goes
    replace  what takes its place
    keep     letters that must be left before the ending
    example, expect  a whole word and what all steps together make of it; the test runs it
    """

    TABLE: ClassVar[str] = "stems"

    step: int = Field(ge=1)
    suffix: str = ""
    replace: str = ""
    keep: int = Field(default=3, ge=1)
    double: bool = False
    example: str = Field(min_length=1)
    expect: str = Field(min_length=1)
