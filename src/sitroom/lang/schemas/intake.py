"""intake.toml: how mails, tables and front matter name what they carry."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from sitroom.lang.pack import Entry
from sitroom.model import Value


class IntakeExample(Value):
    """One line and what it is: a column's or key's field, a mail head's field and value, a forwarding mark."""

    line: str
    field: str | None = None
    value: str | None = None
    forward: bool = False


class IntakeWords(Entry):
    """A group of words with one use.

    columns   field of a report -> names of columns and keys that hold it (case, accents, _ and - do not count), best
              first
    heads     field -> words before the colon in the head of a forwarded mail
    forwards  words of the line above a forwarded mail
    """

    TABLE: ClassVar[str] = "intake"

    columns: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    heads: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    forwards: tuple[str, ...] = ()
    examples: tuple[IntakeExample, ...] = Field(min_length=1)
