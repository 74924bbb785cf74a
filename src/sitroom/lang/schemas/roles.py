"""roles.toml: how a language words offices, the institutions they belong to, and what is added to them."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from sitroom.lang.pack import Entry
from sitroom.model import Value


class RoleExample(Value):
    """A phrase and how it must be read; a key left out is not looked at, `none = true` means it must not be read."""

    text: str
    role: str | None = None
    country: str | None = None
    body: str | None = None
    to: str | None = None
    former: bool | None = None
    acting: bool | None = None
    elect: bool | None = None
    deputy: bool | None = None
    gender: str | None = None
    indefinite: bool | None = None
    plural: bool | None = None
    none: bool = False


class RoleEntry(Entry):
    """One way, or several, of wording one thing. Phrases are matched word by word, folded (case, diacritics, hyphens
    aside), with link words (articles, prepositions) and words for countries left out; the longest wins.

    kind      role    an office: `role` is its id (docs/roster.md lists them)
              body    an institution or group: `body` is its id, `head` the role of whoever heads it
              head    a word that with a body means its head ("chef", "patron", "locataire")
              mark    former, acting, elect, deputy, or neutral (says nothing: "nouveau", "current")
              link    articles and prepositions, left out when phrases are compared
    phrases   all wordings; `feminine` those that say it is a woman, `masculine` a man, `plural` several people
    heads     of a head word: only for institutions whose head has one of these roles ("commandant")
    country   ISO 3166-1 alpha-3 that the wording itself implies ("secrétaire d'État" USA)
    only      the reading holds only for these countries (or when no country is said)
    bare      read only if nothing unknown is attached to it ("président", but not "président du club")
    of_body   the office is that of a body, when one is named (spokesperson), not of the state
    """

    TABLE: ClassVar[str] = "roles"

    kind: Literal["role", "body", "head", "mark", "link"]
    role: str | None = None
    body: str | None = None
    head: str | None = None
    mark: Literal["former", "acting", "elect", "deputy", "some", "neutral"] | None = None
    phrases: tuple[str, ...] = ()
    feminine: tuple[str, ...] = ()
    masculine: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    country: str | None = None
    only: tuple[str, ...] = ()
    bare: bool = False
    of_body: bool = False
    examples: tuple[RoleExample, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _complete(self) -> RoleEntry:
        needed = {"role": self.role, "body": self.body, "mark": self.mark}.get(self.kind, "nothing")
        if not needed:
            raise ValueError(f"kind {self.kind!r} needs {self.kind!r}")
        if not (self.phrases or self.feminine or self.masculine or self.plural):
            raise ValueError("at least one phrase is needed")
        return self
