"""anonymous.toml: words inside a description that tell a source's level, sector or body ("haut", "militaire")."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from sitroom.lang.pack import Entry
from sitroom.lang.schemas.nominals import MentionExample


class Descriptor(Entry):
    """Lower-case words and what they say of the actor described.

    level, sector   as Actor.level and Actor.sector
    country         for adjectives of unions that are no state ("européen" EUE)
    body            id of the institution meant ("onusien": un)
    """

    TABLE: ClassVar[str] = "anonymous"

    words: tuple[str, ...] = Field(min_length=1)
    level: str | None = None
    sector: str | None = None
    country: str | None = None
    body: str | None = None
    example: MentionExample
