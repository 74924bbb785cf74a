"""pronouns.toml: words that refer back to an actor."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from sitroom.lang.pack import Entry
from sitroom.model import Value


class PronounExample(Value):
    """A text, the pronoun in it (its last occurrence), and the name of the actor it refers to (None: abstain)."""

    text: str = Field(min_length=1)
    span: str = Field(min_length=1)
    actor: str | None = None


class Pronoun(Entry):
    """Lower-case forms, as written, inverted ones without the "-t" ("-il").

    gender, plural  what the antecedent must agree with; None where the form does not tell
    human           can it only stand for a person (he, she)? thing: only for what is no person (it)?
    role            subject, object or possessive; demonstratives ("celui-ci") take the nearest; relatives ("qui") what
                    stands right before them; the first person is whoever says the quotation it stands in; listed ones
                ("the former") are one of the two last named side by side; "another" is somebody else of those before
    rank            which of the two
    mention         names somebody new ("one of them"): a mention like a description, without its article
    """

    TABLE: ClassVar[str] = "pronouns"

    forms: tuple[str, ...] = Field(min_length=1)
    gender: Literal["m", "f"] | None = None
    plural: bool = False
    human: bool = False
    thing: bool = False
    role: Literal["subject", "object", "possessive", "demonstrative", "relative", "first", "listed", "another"]
    rank: Literal[1, 2] = 1
    mention: bool = False
    example: PronounExample
