"""What a description is read against."""

from __future__ import annotations

from dataclasses import dataclass

from sitroom.annotate.actors.lexicon import Lexicon
from sitroom.annotate.actors.spans import Found, Line
from sitroom.lang import Lang

PEOPLE = ("group", "person", "official", "source", "office", "counterpart")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a description is read against: the line, the tables, and the names found before.

    persons   token -> (start, end) of the person's name there
    owners    start -> the institution or organisation named there
    """

    line: Line
    lex: Lexicon
    lang: Lang
    persons: dict[int, tuple[int, int]]
    owners: dict[int, Found]

    def person_at(self, i: int) -> bool:
        return i in self.persons
