"""firstnames.toml: given names by gender, evidence that a capitalised word begins a person's name."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from sitroom.lang.pack import Entry
from sitroom.lang.schemas.nominals import MentionExample


class FirstNames(Entry):
    """Given names as written, without those that are as often something else."""

    TABLE: ClassVar[str] = "firstnames"

    gender: Literal["m", "f"] | None = None
    names: tuple[str, ...] = Field(min_length=1)
    example: MentionExample
