"""titles.toml: forms of address that stand before a person's name and are no mention of their own ("M.", "Mrs")."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from sitroom.lang.pack import Entry
from sitroom.lang.schemas.nominals import MentionExample


class Title(Entry):
    """Lower-case forms, with and without the full stop, and the gender they tell."""

    TABLE: ClassVar[str] = "titles"

    forms: tuple[str, ...] = Field(min_length=1)
    gender: Literal["m", "f"] | None = None
    example: MentionExample
