"""stopwords.toml: words too common to tell one report from another."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from sitroom.lang.pack import Entry


class Stopwords(Entry):
    """A group of words, folded (lower case, no accents, elided forms without apostrophe: "l", "qu").

    example, expect  a phrase and the words of it that are left; the test runs it
    """

    TABLE: ClassVar[str] = "stopwords"

    words: tuple[str, ...] = Field(min_length=1)
    example: str = Field(min_length=1)
    expect: tuple[str, ...]
