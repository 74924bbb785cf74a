"""language.toml: words that give a language away."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from sitroom.lang.pack import Entry


class LanguageWords(Entry):
    """Small frequent words, lower case, that neighbouring languages do not share.

    yes  sentences that must be told as this language from these words alone
    no   sentences of other languages that must not
    """

    TABLE: ClassVar[str] = "language"

    words: tuple[str, ...] = Field(min_length=10)
    yes: tuple[str, ...] = Field(min_length=1)
    no: tuple[str, ...] = ()
