"""wordclasses.toml: small closed classes of words the actor rules speak of by id."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from sitroom.lang.pack import Entry


class WordClass(Entry):
    """A class of lower-case words. `id` is its name in the rules, the same in every language.

    values   numbers the words stand for, in the same order (class `numeral` only)
    example  a word of the class in use, for people; it must contain one of the words
    """

    TABLE: ClassVar[str] = "wordclasses"

    words: tuple[str, ...] = Field(min_length=1)
    values: tuple[int, ...] = ()
    example: str = Field(min_length=1)
