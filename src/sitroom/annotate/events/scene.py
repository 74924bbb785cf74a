"""One parsed line as the event rules see it: where countries, mentions and pronouns stand, by token.

Deliberately not here: reading events; a scene only answers "who or what is at this token".
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log1p
from typing import TYPE_CHECKING

from sitroom.annotate.events.calendar import EMPTY, Calendar
from sitroom.annotate.events.hints import likely
from sitroom.annotate.events.lexicon import Lexicon, first_word
from sitroom.annotate.parse import Block
from sitroom.annotate.prior import Prior
from sitroom.model import Actor, Mention, Span, Statement, Timex, Toponym

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

SPORTS, RARE = 4, 25  # different words of sport, one among so many nouns and adjectives
DEEP = 12  # statements within statements, names upon names: hostile text stays cheap
SHORT, SHORT_TEXT = 60, "short text"  # words of what is no whole report, and the feature that says so
PUBLIC = frozenset({"government", "legislature", "judiciary", "military", "police", "rebels", "igo", "party"})
PRIVATE = frozenset({"business", "media", "civilians"})
PLACE_ENTITIES = frozenset({"GPE", "LOC", "NORP", "FAC"})


@dataclass(frozen=True)
class Country:
    """A country named by tokens `first` to `last`; kind is "name", "demonym", "capital" or "place" (a city, a
    region)."""

    iso: str
    kind: str
    first: int
    last: int


@dataclass
class Share:
    """What earlier stages found in one line, while it is dealt out."""

    times: list[Timex] = field(default_factory=list)
    places: list[Toponym] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def shares(blocks: Sequence[Block], prior: Prior) -> list[Share]:
    """Deal the annotations out to the lines they touch, each line its own share; one pass over a report."""
    found = [Share() for _ in blocks]
    starts = [b.section.start for b in blocks]

    def lines(span: Span) -> range:
        first = max(0, bisect_right(starts, span.start) - 1)
        return range(first, bisect_left(starts, max(span.end, span.start + 1)))

    def touching(span: Span) -> list[int]:
        return [i for i in lines(span) if span.overlaps(blocks[i].section)]

    for time in prior.times:
        for i in touching(time):
            found[i].times.append(time)
    for place in prior.places:
        for i in touching(place):
            found[i].places.append(place)
    for mention in (*prior.mentions, *prior.references):
        for i in touching(mention):
            found[i].mentions.append(mention)
    for statement in prior.statements:
        for i in sorted({i for content in statement.contents for i in touching(content)}):
            found[i].statements.append(statement)
    return found


@dataclass(frozen=True, eq=False)
class Scene:
    """A block with what earlier stages found in it, looked up by token index. It is equal to itself only."""

    block: Block
    lexicon: Lexicon
    prior: Prior
    actors: dict[str, Actor] = field(default_factory=dict)
    home: str | None = None
    official: bool = False
    share: Share | None = None
    named: dict[str, tuple[Mention, ...]] = field(default_factory=dict)
    calendar: Calendar = EMPTY
    sporting: bool = False
    genre: tuple[tuple[str, float], ...] = ()

    @cached_property
    def hinted(self) -> dict[int, dict[str, float]]:
        """How likely each word tells of an event of each type, as far as words alone say."""
        return likely(list(self.block.doc), self.lexicon)

    @cached_property
    def _share(self) -> Share:
        return self.share or shares((self.block,), self.prior)[0]

    @cached_property
    def _span(self) -> Span:
        return self.block.section

    @cached_property
    def times(self) -> tuple[Timex, ...]:
        return tuple(t for t in self._share.times if t.within(self._span))

    @cached_property
    def timed(self) -> frozenset[int]:
        """Tokens of dates and times of day."""
        found = (self.block.tokens(t) for t in self.times if t.type in ("DATE", "TIME"))
        return frozenset(t.i for tokens in found if tokens is not None for t in tokens)

    @cached_property
    def places(self) -> tuple[Toponym, ...]:
        return tuple(p for p in self._share.places if p.within(self._span))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Statements with a content in this line, the widest content first."""
        return tuple(sorted(self._share.statements, key=lambda s: (-sum(c.end - c.start for c in s.contents), s.id)))

    @cached_property
    def told(self) -> dict[int, tuple[Statement, ...]]:
        """The statements whose content covers a token, the widest content first."""
        found: dict[int, list[Statement]] = {}
        for statement in self.statements:
            for content in statement.contents:
                for token in self._tokens(content):
                    row = found.setdefault(token.i, [])
                    if len(row) < DEEP and (not row or row[-1] is not statement):
                        row.append(statement)
        return {i: tuple(row) for i, row in found.items()}

    def around(self, span: Span) -> tuple[Statement, ...]:
        """Statements one of whose contents holds a stretch of this line, the widest content first."""
        tokens = self.block.tokens(span)
        rows = self.told.get(tokens[0].i, ()) if tokens is not None and len(tokens) else ()
        return tuple(s for s in rows if any(span.within(c) for c in s.contents))

    @cached_property
    def cued(self) -> dict[int, Statement]:
        """The statement whose cue covers a token; the last where several do."""
        return {t.i: s for s in self.statements if s.cue is not None for t in self._tokens(s.cue)}

    @cached_property
    def clock(self) -> dict[int, tuple[tuple[int, Timex], ...]]:
        """The time expressions that cover a token, each with its first token."""
        found: dict[int, tuple[tuple[int, Timex], ...]] = {}
        for time in self.times:
            tokens = self._tokens(time)
            for token in tokens:
                found[token.i] = (*found.get(token.i, ()), (tokens[0].i, time))[:DEEP]
        return found

    @cached_property
    def sites(self) -> dict[int, tuple[Toponym, ...]]:
        """The place names that cover a token, in text order."""
        found: dict[int, tuple[Toponym, ...]] = {}
        for toponym in self.places:
            for token in self._tokens(toponym):
                found[token.i] = (*found.get(token.i, ()), toponym)[:DEEP]
        return found

    @cached_property
    def bounds(self) -> tuple[tuple[int, int], ...]:
        """First token and end of every sentence."""
        return tuple((s.start, s.end) for s in self.block.doc.sents)

    def _tokens(self, span: Span) -> list[Token]:
        """Tokens of a span as far as it lies in this line."""
        start, end = max(span.start, self._span.start), min(span.end, self._span.end)
        tokens = self.block.tokens(Span(start=start, end=end)) if start < end else None
        return list(tokens) if tokens is not None else []

    @cached_property
    def mentions(self) -> dict[int, Mention]:
        """The mention or pronoun that covers a token; the longest one where several do."""
        found: dict[int, Mention] = {}
        for mention in sorted(self._share.mentions, key=lambda m: (m.end - m.start, m.start)):
            tokens = self.block.tokens(mention)
            for token in tokens or ():
                found[token.i] = mention
        return found

    @cached_property
    def countries(self) -> dict[int, Country]:
        """The country named at a token: names, demonyms, capitals from the pack, then the places stage's places."""
        doc, found = self.block.doc, dict[int, Country]()
        text, persons = doc.text, self._persons
        for token in doc:
            if token.i in found or token.i in persons or not (token.text[:1].isalpha()):
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
                known = token.i in found or token.i in persons
                if toponym.country and not known and tokens is not None and not self._foreign_at(tokens):
                    found[token.i] = Country(toponym.country, "place", tokens[0].i, tokens[-1].i)
        return found

    @cached_property
    def _persons(self) -> frozenset[int]:
        """The tokens of persons' names: "Volker Turk" is no Turk."""
        names = [m for m in self._share.mentions if m.form == "name" and m.actor]
        names = [m for m in names if (who := self.actors.get(m.actor or "")) is not None and who.kind == "person"]
        return frozenset(t.i for m in names for t in self.block.tokens(m) or ())

    def _foreign_at(self, tokens: Tokens) -> bool:
        return self._foreign(self.block.doc.text, tokens.start_char, tokens.end_char)

    def _foreign(self, text: str, start: int, end: int) -> bool:
        """Is the country only what somebody is for or against, or backed or held by ("anti-Syria",
        "Israeli-occupied")?"""
        before = text[max(0, start - 8) : start].lower()
        after = text[end : end + 12].lower()
        words = self.lexicon.words.get("not_own", frozenset())
        return any(before.endswith(w) or after.startswith(w) for w in words)

    def words_for(self, actor: str | None, span: Span) -> Mention | None:
        """The name or noun that a pronoun at `span` takes up: the actor's within the span, else the last before it,
        else the first behind it."""
        rows = self.named.get(actor or "", ())
        at = bisect_left(rows, span.end, key=lambda m: m.start)
        if at and rows[at - 1].start >= span.start:
            return rows[at - 1]
        return rows[at - 1] if at else (rows[0] if rows else None)

    def actor_at(self, token: Token) -> Actor | None:
        """The resolved actor whose mention covers this token."""
        mention = self.mentions.get(token.i)
        return self.actors.get(mention.actor) if mention and mention.actor else None


def sporting(blocks: Sequence[Block], lexicon: Lexicon) -> bool:
    """Is the report about sport: a word of sport in every few dozen, several different ones?"""
    words = [t.lemma_.lower() for b in blocks for t in b.doc if t.pos_ in ("NOUN", "PROPN", "ADJ")]
    found = [w for w in words if lexicon.has("sport", w)]
    return len(set(found)) >= SPORTS and len(found) * RARE >= len(words)


def genre_of(blocks: Sequence[Block], prior: Prior) -> tuple[tuple[str, float], ...]:
    """What kind of text it is: its length and its cast, as features of a learnt choice."""
    words = sum(len(b.doc) for b in blocks)
    public = sum(a.kind == "state" or a.sector in PUBLIC for a in prior.actors)
    private = sum(a.sector in PRIVATE for a in prior.actors)
    states = len({a.country for a in prior.actors if a.kind == "state"})
    return (
        (SHORT_TEXT, float(words < SHORT)),
        ("share of public actors", public / max(1, len(prior.actors))),
        ("share of private actors", private / max(1, len(prior.actors))),
        ("states", log1p(states)),
    )


def days_between(first: str, last: str) -> int:
    """Days from one ISO date to another; many where one is none."""
    try:
        return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days
    except ValueError:
        return 10**6


def named_of(prior: Prior) -> dict[str, tuple[Mention, ...]]:
    """The mentions of every actor by name or noun, in text order."""
    found: dict[str, list[Mention]] = {}
    for mention in prior.mentions:
        if mention.actor:
            found.setdefault(mention.actor, []).append(mention)
    return {actor: tuple(sorted(rows, key=lambda m: (m.start, m.end))) for actor, rows in found.items()}


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
