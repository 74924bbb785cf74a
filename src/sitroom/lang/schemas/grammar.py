"""grammar.toml: which dependency labels of a language's parser play which role, and the small words that matter.

The rules of the stages speak of roles ("subject", "clause"); a pack says how its parser spells them, because the
English model uses ClearNLP labels and the French one Universal Dependencies.
"""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from sitroom.lang.pack import Entry


class Role(Entry):
    """One role. `id` is the role's name in the rules.

    labels   dependency labels that play it
    words    lower-case word forms that play it, where the role is a set of words
    example  a sentence with one such word in square brackets; the test parses it (labels) or looks it up (words)
    """

    TABLE: ClassVar[str] = "grammar"

    labels: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    example: str = Field(min_length=1)
