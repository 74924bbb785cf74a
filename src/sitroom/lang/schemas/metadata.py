"""metadata.toml: how a text says when, by whom and by which agency it was published."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from sitroom.lang.pack import Entry
from sitroom.model import Value


class MetadataExample(Value):
    """A line and what is read from it; what is left out must not be found."""

    line: str
    date: str | None = None
    updated: bool = False
    authors: tuple[str, ...] = ()
    wire: str | None = None
    outlet: str | None = None


class MetadataWords(Entry):
    """A group of words with one use.

    months     name (accents do not count) -> 1 to 12
    zones      abbreviation -> minutes east of UTC
    day_first  is 02/03/2026 the second of March? Left out where the language writes both ways
    updated    words before the date of a change, as against that of publication
    by         words before an author's name
    joins      words between two authors
    roles      words after which a by-line no longer names anybody ("correspondent")
    of         words between a contributor and the outlet they work for
    owner      words of a copyright notice that follow its owner
    wires      agency, as we write it -> how lines name it
    """

    TABLE: ClassVar[str] = "metadata"

    months: dict[str, int] = Field(default_factory=dict)
    zones: dict[str, int] = Field(default_factory=dict)
    day_first: bool | None = None
    updated: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    wires: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    examples: tuple[MetadataExample, ...] = Field(min_length=1)
