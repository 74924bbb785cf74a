"""institutions.toml: organisations and groups by name, with the palaces and addresses that stand for them."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from sitroom.lang.pack import Entry
from sitroom.lang.schemas.nominals import MentionExample


class Institution(Entry):
    """One institution. `id` is shared by all languages: the actor's key is `org:<id>`.

    names     as written without article, the usual one first; capitals as written
    gender    grammatical gender where the language has one, for pronouns; plural: takes a plural verb
    palace    is also a building or an address: a mention only where it acts, speaks or is spoken to
    platform  a network people post on: no mention where it is only that ("sur Facebook")
    seats     towns that stand for it where they act and the report names nothing else of their country ("Brussels")
    national  has a society of its own in many countries ("Croix-Rouge haïtienne", "Kenya Red Cross")
    """

    TABLE: ClassVar[str] = "institutions"

    kind: Literal["organisation", "group"]
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    names: tuple[str, ...] = Field(min_length=1)
    gender: Literal["m", "f"] | None = None
    plural: bool = False
    palace: bool = False
    seats: tuple[str, ...] = ()
    national: bool = False
    platform: bool = False
    example: MentionExample
