"""venues.toml: where or through what somebody speaks (telephone, interview, joint statement ...)."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from sitroom.lang.pack import Entry


class Venue(Entry):
    """One kind of venue. `id` is what a statement's `venue` says, the same in every language.

    phrases  words that name it, lemmas or forms, lower case, longest first; each follows one of `after`
    after    prepositions that may stand before the phrase (with an article or adjectives between)
    verbs    lemmas of cues that say it themselves ("tweeter")
    example  a sentence with it
    """

    TABLE: ClassVar[str] = "venues"

    phrases: tuple[str, ...] = Field(min_length=1)
    after: tuple[str, ...] = Field(min_length=1)
    verbs: tuple[str, ...] = ()
    example: str = Field(min_length=1)
