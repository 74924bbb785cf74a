"""countries.toml: how a language names states, their people and their seats of government."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from sitroom.lang.pack import Entry


class Country(Entry):
    """One country or territory. `id` is its ISO 3166-1 alpha-3 code (XKX Kosovo).

    names      as written in running text without article, usual one first ("États-Unis", "USA", "Etats-Unis")
    articles   how names are introduced where it matters ("l'", "les", "the"), for output only
    demonyms   every inflected form of the adjective and noun, lower case ("iranien", "iranienne", ...)
    locals     the same of its towns and regions ("genevois", "Texan"): who is called so is of the country, no office of
               it is meant ("le maire lyonnais")
    capital    city that stands for the government ("Téhéran")
    ambiguous  those of `names` that often say something else ("Jordan", "Maurice", "US"): taken only with evidence
    example    a sentence with one of the forms; the test finds this country in it
    """

    TABLE: ClassVar[str] = "countries"

    names: tuple[str, ...] = Field(min_length=1)
    articles: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    locals: tuple[str, ...] = ()
    capital: str | None = None
    ambiguous: tuple[str, ...] = ()
    example: str = Field(min_length=1)
