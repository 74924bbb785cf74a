"""source_nouns.toml: what kind of source a noun names when it is the head of a source."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from sitroom.lang.pack import Entry


class SourceNoun(Entry):
    """Nouns of one kind. `nouns` are lemmas, lower case; `plural` is the kind of a plural of them, where it differs.

    example  a sentence whose source is headed by one of them; the test reads its sourcing
    """

    TABLE: ClassVar[str] = "source_nouns"

    sourcing: Literal["anonymous", "organisation", "group", "document"]
    nouns: tuple[str, ...] = Field(min_length=1)
    plural: Literal["anonymous", "organisation", "group", "document"] | None = None
    example: str = Field(min_length=1)
