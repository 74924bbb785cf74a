"""The actors of a report while they are being worked out. Lives inside one call of `find_actors`; nothing is shared."""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from sitroom.annotate.actors.lexicon import Gender, Lexicon, fold
from sitroom.annotate.actors.spans import OBJECT, SUBJECT, Found, Line, speaks
from sitroom.annotate.roles import RoleReading
from sitroom.annotate.roster_rows import Holder
from sitroom.lang import Lang
from sitroom.model import ActorKind, Repair


@dataclass(eq=False)
class Draft:
    """One actor in the making."""

    kind: ActorKind
    name: str
    key: str
    country: str | None = None
    roles: list[str] = field(default_factory=list)
    offices: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    wikidata: str | None = None
    names: list[str] = field(default_factory=list)
    gender: Gender | None = None
    presumed: bool = False  # the gender is only that of a noun said of men and women ("son avocat, Me X")
    plural: bool = False
    body: str | None = None
    level: str | None = None
    number: int | None = None
    sector: str | None = None
    members: tuple[Draft, ...] = ()
    places: list[tuple[int, int]] = field(default_factory=list)
    proper: bool = False  # has a proper name
    described: list[Found] = field(default_factory=list)  # one of each wording
    numbers: list[int] = field(default_factory=list)  # of its mentions
    order: int = 0
    moved: Draft | None = None  # the draft this one turned out to be

    def agrees(self, gender: Gender | None, country: str | None) -> bool:
        """Does nothing known speak against this gender and country?"""
        return (not gender or not self.gender or gender == self.gender) and (
            not country or not self.country or country == self.country
        )

    def last(self, place: tuple[int, int]) -> tuple[int, int]:
        """Where it was mentioned last before a place; (-1, -1) if nowhere."""
        n = bisect_left(self.places, place)
        return self.places[n - 1] if n else (-1, -1)

    def held(self) -> Draft:
        """The draft that stands for this one now."""
        draft = self
        while draft.moved is not None:
            draft = draft.moved
        return draft


@dataclass
class Link:
    """Who a mention is, and why."""

    draft: Draft | None
    rule: str
    score: float
    detail: dict[str, object] | None = None
    repaired: Repair | None = None


@dataclass
class Company:
    """All drafts, and the links from mentions (by their number) to them."""

    lines: tuple[Line, ...]
    lex: Lexicon
    lang: Lang
    published: str | None
    outlet: str | None
    found: list[Found]
    bonds: dict[int, int]
    known: tuple[tuple[str, str], ...] = ()
    hails: frozenset[str] = frozenset()  # where the report comes from
    drafts: list[Draft] = field(default_factory=list)
    links: dict[int, Link] = field(default_factory=dict)
    by_key: dict[str, Draft] = field(default_factory=dict)
    timeline: list[tuple[tuple[int, int], int, int]] = field(default_factory=list)  # place, order of draft, running
    placed: list[Draft] = field(default_factory=list)  # whose place it is, by running number
    _located: dict[int, frozenset[str]] = field(default_factory=dict)
    persons: dict[str, list[Draft]] = field(default_factory=dict)
    in_office: dict[tuple[str, ...], tuple[Holder, ...]] = field(default_factory=dict)  # by countries
    counted: dict[str, int] = field(default_factory=dict)  # drafts that share a key but for "#2", "#3"

    def add(self, draft: Draft) -> Draft:
        """Take in a draft; one with the same key is returned instead."""
        there = self.by_key.get(draft.key)
        if there is not None:
            return there
        self.by_key[draft.key] = draft
        draft.order = len(self.by_key)
        self.drafts.append(draft)
        return draft

    def call(self, draft: Draft, parts: list[str]) -> None:
        """Remember a person by the words of the name, and by the first letter of the given name ("j.")."""
        for part in {*parts, parts[0][:1] + "."}:
            there = self.persons.setdefault(part, [])
            if draft not in there[-NAMESAKES:]:
                there.append(draft)

    def persons_called(self, *parts: str) -> list[Draft]:
        """Persons one of whose names is one of these, in the order they came up."""
        there = {d.order: d for p in parts for d in self.persons.get(p, [])[-NAMESAKES:]}
        return [there[n] for n in sorted(there)]

    def link(self, number: int, draft: Draft | None, score: float | None = None, **detail: object) -> None:
        """Say who the mention is; keeps the draft's traits up to date."""
        f = self.found[number]
        self.links[number] = Link(draft, f.rule, f.score if score is None else score, dict(detail) or None)
        if draft is None:
            return
        insort(draft.places, f.place)
        draft.numbers.append(number)
        insort(self.timeline, (f.place, draft.order, len(self.placed)))
        self.placed.append(draft)
        draft.proper = draft.proper or f.form == "name"
        if (f.form == "name" or draft.kind not in ("person", "state", "anonymous")) and f.text not in draft.names:
            draft.names.append(f.text)
            own = (
                f.head is not None
                and f.head.kind != "source"
                and draft.kind in ("organisation", "group")
                and f.form == "nominal"
                and bool(draft.heads)
            )
            # "Agence spatiale européenne (ESA)" is a name written as a description
            own = own and (not draft.proper or (f.text[:1].isupper() and draft.name.isupper()))
            if own and len(f.text) > len(draft.name) and len(f.text.split()) < 7:
                draft.name = f.text  # the fullest description is the best name
        draft.gender = draft.gender or f.gender
        if draft.sector != WORLD:  # "NATO's Ukraine mission" makes NATO nobody's
            draft.country = draft.country or f.country

    def take_role(self, draft: Draft, f: Found) -> None:
        """Let a draft have the office a description gives it."""
        role = f.text
        if all(fold(d.text) != fold(role) for d in draft.described[:DESCRIBED]) and len(draft.described) < DESCRIBED:
            draft.described.append(f)
        if f.form == "nominal" and f.head is not None and f.head.kind != "counterpart" and role not in draft.roles:
            draft.roles.append(role)
        guessed = f.reading is not None and f.reading.implied and self.country_read(f.reading) is None
        if f.reading is not None and not f.reading.former and not guessed:
            draft.offices.add(f.reading.role)
        if f.head is not None:
            draft.heads.add(f.head.id)
        reading = f.reading
        draft.country = draft.country or f.country or self.country_read(reading)
        draft.sector = draft.sector or f.sector
        draft.body = draft.body or f.body
        if draft.gender is None and f.gender is not None:
            draft.gender, draft.presumed = f.gender, f.gender == "m" and draft.proper

    def country_read(self, reading: RoleReading | None) -> str | None:
        """The country an office names. One that only its wording implies ("secrétaire d'État", "garde des Sceaux")
        must be in play, and no other the report's own."""
        if reading is None or not reading.implied or reading.country is None:
            return reading.country if reading else None
        there = self.countries.get(reading.country, 0)
        there += sum(reading.country in self.line_countries(n) for n in range(len(self.lines)))
        own = self.home in (None, reading.country)
        return reading.country if there and (own or 2 * there > self.countries.get(self.home or "", 0)) else None

    def before(self, place: tuple[int, int], *kinds: ActorKind) -> Iterator[Draft]:
        """Drafts of these kinds mentioned among the MEMORY mentions before a place, the most recent first."""
        n = bisect_left(self.timeline, (place, -1, -1))
        seen: set[int] = set()
        for k in range(n - 1, max(-1, n - 1 - MEMORY), -1):
            draft = self.placed[self.timeline[k][2]].held()
            if draft.kind in kinds and id(draft) not in seen:
                seen.add(id(draft))
                yield draft

    def after(self, place: tuple[int, int], *kinds: ActorKind) -> Iterator[Draft]:
        """Drafts of these kinds first mentioned among the MEMORY mentions after a place, the nearest first."""
        n = bisect_left(self.timeline, (place, -1, -1))
        seen: set[int] = set()
        for at, _, running in self.timeline[n : n + MEMORY]:
            draft = self.placed[running].held()
            if draft.kind in kinds and at > place and draft.places[0] == at and id(draft) not in seen:
                seen.add(id(draft))
                yield draft

    def line_countries(self, number: int) -> frozenset[str]:
        """The countries the toponyms of a line lie in."""
        if number not in self._located:
            self._located[number] = frozenset(p.country for _, _, p in self.lines[number].places if p.country)
        return self._located[number]

    def inside(self, f: Found) -> list[int]:
        """Numbers of the mentions that lie inside a longer one."""
        return [n for n in self.between(f.line, f.start, f.end) if f.covers(self.found[n])]

    def away(self, f: Found, place: tuple[int, int]) -> str:
        """How far before a description a place is, in words."""
        if place[0] == f.line:
            sentences = self.lines[f.line].sentence
            apart = sentences[f.start] - sentences[place[1]]
            return "same sentence" if apart <= 0 else "sentence before" if apart == 1 else "same line"
        lines = max(1, sum(len(self.lines[k].doc) > BRIEF for k in range(place[0], f.line)))
        return "line before" if lines == 1 else "few lines" if lines <= 3 else "far" if lines <= 8 else "very far"

    def between(self, line: int, start: int, end: int) -> list[int]:
        """Numbers of the mentions of a line that begin at tokens `start` to `end`, in text order."""
        numbers = self.by_line.get(line, [])
        low = bisect_left(numbers, start, key=lambda n: self.found[n].start)
        return numbers[low : bisect_left(numbers, end, key=lambda n: self.found[n].start)]

    @functools.cached_property
    def by_line(self) -> dict[int, list[int]]:
        """Numbers of the mentions of each line."""
        out: dict[int, list[int]] = {}
        for number, f in enumerate(self.found):
            out.setdefault(f.line, []).append(number)
        return out

    @functools.cached_property
    def shares(self) -> list[tuple[str, float]]:
        """How much of the report each country has, the most first: its places (towns double), states, actors."""
        out: dict[str, float] = {}
        persons = {(f.line, k) for f in self.found if f.kind == "person" and f.form == "name"
                   for k in range(f.start, f.end)}  # fmt: skip
        names = {fold(n) for n in self.lex.country_names.values()}
        for line in self.lines:
            for start, _, place in line.places:
                if place.country and (line.number, start) not in persons:  # "Hollande" who spoke
                    weight = 1.0 if fold(place.name) in names else 2.0
                    out[place.country] = out.get(place.country, 0) + weight
        for f in self.found:
            if f.country and f.sector != "media" and len(f.country) == 3:
                out[f.country] = out.get(f.country, 0) + 1
        if self.dateline:
            out[self.dateline] = out.get(self.dateline, 0) + 2
        return sorted(out.items(), key=lambda c: (-c[1], c[0]))

    @property
    def lead(self) -> float:
        """How many times the share of the next country the first one has; 0 where no country is named."""
        ranked = self.shares
        return ranked[0][1] / ranked[1][1] if len(ranked) > 1 else float(len(ranked)) * 99

    @property
    def home(self) -> str | None:
        """The country most of the report lies in; None when none has half as much again as the next."""
        return self.shares[0][0] if self.lead > 1.5 else None

    def setting(self, place: tuple[int, int]) -> str | None:
        """The country a place of the text lies in: the report's own, else that of the toponym named last before it,
        else of the report's first; None when it names none."""
        if self.home is not None:
            return self.home
        n = bisect_left(self.toponyms, (place, ""))
        return self.toponyms[max(0, n - 1)][1] if self.toponyms else None

    @functools.cached_property
    def toponyms(self) -> list[tuple[tuple[int, int], str]]:
        """Where places are named, and the country each lies in, in text order."""
        return [((line.number, s), p.country) for line in self.lines for s, _, p in line.places if p.country]

    @functools.cached_property
    def dateline(self) -> str | None:
        """The country of the town a line at the report's head begins with ("MANILA (Wire) -"); None without one."""
        for line in self.lines[:HEAD]:
            first = next((p for s, e, p in line.placed(0, 1) if s == 0 and line.word(e)[:1] in DATELINE), None)
            if first is not None:
                return first.country
        return None

    def same_clause(self, f: Found, draft: Draft) -> bool:
        """Is the draft already another party of the verb that the mention is a party of, or who is reported to say what
        it stands in? Nobody receives himself, nor speaks of himself as "the minister"."""
        line = self.lines[f.line]
        verbs = [governor(line, f), *reporters(line, f, self.lex)]
        for n in (n for verb in verbs if verb is not None for n in self.parties.get((f.line, verb), ())):
            other = self.found[n]
            link = self.links.get(n)
            if other is f or link is None or link.draft is not draft:
                continue
            if not (other.start < f.end and f.start < other.end):
                return True
        return False

    @functools.cached_property
    def parties(self) -> dict[tuple[int, int], list[int]]:
        """Numbers of the mentions that are parties of a verb, by line and verb."""
        out: dict[tuple[int, int], list[int]] = {}
        for n, f in enumerate(self.found):
            verb = governor(self.lines[f.line], f)
            if verb is not None:
                out.setdefault((f.line, verb), []).append(n)
        return out

    def called(self, head: str) -> list[Draft]:
        """The drafts described by this head noun, the first MEMORY."""
        return list(itertools.islice((d for d in self.drafts if head in d.heads), MEMORY))

    @functools.cached_property
    def countries(self) -> dict[str, int]:
        """Countries in play, with how many mentions speak for each."""
        out: dict[str, int] = {}
        for f in self.found:
            if f.country:
                out[f.country] = out.get(f.country, 0) + 1
        return out


BRIEF = 5  # tokens: shorter lines (times, headings) do not count as lines between
WORLD = "igo"  # the sector of bodies of several states, which have the country the tables say or none
HEAD = 6  # lines
LONG = 40  # tokens: no mention is longer
MEMORY = 1000  # mentions back or ahead: longer reports are not searched through, time would grow with the square
NAMESAKES = 100  # persons who share a name or an initial that are compared
DESCRIBED = 40  # wordings kept of how somebody is described
CLAUSES = 8  # steps up the parse
DATELINE = ("(", ",", "-", "–", "—", "/")
PARTIES = SUBJECT | OBJECT | {"obl:mod", "obl", "nmod", "pobj", "conj"}


def governor(line: Line, f: Found) -> int | None:
    """The token number of the verb whose subject, object or adjunct a mention is; None if it is none."""
    token = line.doc[f.start : f.end].root
    for _ in range(3):
        if token.dep_ not in PARTIES or token.head.i == token.i:
            return None
        if token.head.pos_ in ("VERB", "AUX"):
            return int(token.head.i) if token.dep_ not in ("conj", "nmod") else None
        if token.head.pos_ not in ("ADP", "NOUN", "PROPN") or token.dep_ not in ("pobj", "conj"):
            return None
        if token.dep_ == "conj":
            return None
        token = token.head
        if token.pos_ == "ADP":
            head = token.head
            return int(head.i) if head.pos_ in ("VERB", "AUX") else None
    return None


def reporters(line: Line, f: Found, lex: Lexicon) -> list[int]:
    """The token numbers of the verbs that report the clause a mention stands in, the nearest first."""
    out: list[int] = []
    token = line.doc[f.start : f.end].root
    for _ in range(CLAUSES):
        if token.dep_ == "ccomp" and speaks(token.head, lex):
            out.append(int(token.head.i))
        token = token.head
    return out


def slug(text: str) -> str:
    """A name as part of a key: folded words joined by spaces."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())
