"""One parsed line as the event rules see it: where countries, mentions and pronouns stand, by token.

Deliberately not here: reading events; a scene only answers "who or what is at this token".
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sitroom.annotate.events.lexicon import Lexicon, first_word
from sitroom.annotate.parse import Block
from sitroom.annotate.prior import Prior
from sitroom.model import Actor, Mention, Span, Statement, Timex, Toponym

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACE_ENTITIES = frozenset({"GPE", "LOC", "NORP", "FAC"})


@dataclass(frozen=True)
class Country:
    """A country named by tokens `first` to `last`; kind is "name", "demonym", "capital" or "place" (a city, a
    region)."""

    iso: str
    kind: str
    first: int
    last: int


@dataclass(frozen=True)
class Scene:
    """A block with what earlier stages found in it, looked up by token index."""

    block: Block
    lexicon: Lexicon
    prior: Prior
    actors: dict[str, Actor] = field(default_factory=dict)
    home: str | None = None
    official: bool = False

    @cached_property
    def _span(self) -> Span:
        return self.block.section

    @cached_property
    def times(self) -> tuple[Timex, ...]:
        return tuple(t for t in self.prior.times if t.within(self._span))

    @cached_property
    def timed(self) -> frozenset[int]:
        """Tokens of dates and times of day."""
        found = (self.block.tokens(t) for t in self.times if t.type in ("DATE", "TIME"))
        return frozenset(t.i for tokens in found if tokens is not None for t in tokens)

    @cached_property
    def places(self) -> tuple[Toponym, ...]:
        return tuple(p for p in self.prior.places if p.within(self._span))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Statements with a content in this line, the widest content first."""
        here = [s for s in self.prior.statements if any(c.overlaps(self._span) for c in s.contents)]
        return tuple(sorted(here, key=lambda s: (-sum(c.end - c.start for c in s.contents), s.id)))

    @cached_property
    def mentions(self) -> dict[int, Mention]:
        """The mention or pronoun that covers a token; the longest one where several do."""
        found: dict[int, Mention] = {}
        here = [m for m in (*self.prior.mentions, *self.prior.references) if m.overlaps(self._span)]
        for mention in sorted(here, key=lambda m: (m.end - m.start, m.start)):
            tokens = self.block.tokens(mention)
            for token in tokens or ():
                found[token.i] = mention
        return found

    @cached_property
    def countries(self) -> dict[int, Country]:
        """The country named at a token: names, demonyms, capitals from the pack, then the places stage's places."""
        doc, found = self.block.doc, dict[int, Country]()
        text = doc.text
        for token in doc:
            if token.i in found or not (token.text[:1].isalpha()):
                continue
            word = first_word(token.lower_)
            for name, place in self.lexicon.places.get(word, ()):
                end = token.idx + len(name)
                piece = text[token.idx : end]
                if not _same(piece, name, place[1]) or (end < len(text) and (text[end].isalnum())):
                    continue
                if self._foreign(text, token.idx, end):
                    break
                if place[1] == "ambiguous" and token.ent_type_ not in PLACE_ENTITIES and not name.isupper():
                    continue
                last = token.i
                while last + 1 < len(doc) and doc[last + 1].idx < end:
                    last += 1
                for i in range(token.i, last + 1):
                    found[i] = Country(place[0], "name" if place[1] == "ambiguous" else place[1], token.i, last)
                break
        for toponym in self.places:
            tokens = self.block.tokens(toponym)
            for token in tokens or ():
                if toponym.country and token.i not in found and tokens is not None:
                    found[token.i] = Country(toponym.country, "place", tokens[0].i, tokens[-1].i)
        return found

    def _foreign(self, text: str, start: int, end: int) -> bool:
        """Is the country only what somebody is for or against, or backed or held by ("anti-Syria",
        "Israeli-occupied")?"""
        before = text[max(0, start - 8) : start].lower()
        after = text[end : end + 12].lower()
        words = self.lexicon.words.get("not_own", frozenset())
        return any(before.endswith(w) or after.startswith(w) for w in words)

    def actor_at(self, token: Token) -> Actor | None:
        """The resolved actor whose mention covers this token."""
        mention = self.mentions.get(token.i)
        return self.actors.get(mention.actor) if mention and mention.actor else None


def official(prior: Prior) -> bool:
    """Is the report about public affairs: are three or more of its actors states, or people and bodies of a state?"""
    return sum(a.kind == "state" or bool(a.country and (a.roles or a.sector)) for a in prior.actors) >= 3


def home_of(prior: Prior) -> str | None:
    """The country a report is about, where one clearly is: most of its actors and places, and at least three of
    them."""
    votes = Counter([a.country for a in prior.actors if a.country] + [p.country for p in prior.places if p.country])
    if not votes:
        return None
    country, count = min(votes.items(), key=lambda v: (-v[1], v[0]))
    return country if count >= 3 and count >= 0.6 * votes.total() else None


def _same(piece: str, name: str, kind: str) -> bool:
    if kind == "demonym":
        return piece.lower() == name
    return piece == name or (piece.isupper() and piece == name.upper() and len(name) > 3)
