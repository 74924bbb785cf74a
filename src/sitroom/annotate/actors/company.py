"""The actors of a report while they are being worked out. Lives inside one call of `find_actors`; nothing is shared."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field

from sitroom.annotate.actors.lexicon import Gender, Lexicon, fold
from sitroom.annotate.actors.spans import OBJECT, SUBJECT, Found, Line
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
    plural: bool = False
    body: str | None = None
    level: str | None = None
    number: int | None = None
    sector: str | None = None
    members: tuple[Draft, ...] = ()
    places: list[tuple[int, int]] = field(default_factory=list)
    proper: bool = False  # has a proper name
    described: list[Found] = field(default_factory=list)

    def agrees(self, gender: Gender | None, country: str | None) -> bool:
        """Does nothing known speak against this gender and country?"""
        return (not gender or not self.gender or gender == self.gender) and (
            not country or not self.country or country == self.country
        )


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
    drafts: list[Draft] = field(default_factory=list)
    links: dict[int, Link] = field(default_factory=dict)
    by_key: dict[str, Draft] = field(default_factory=dict)

    def add(self, draft: Draft) -> Draft:
        """Take in a draft; one with the same key is returned instead."""
        there = self.by_key.get(draft.key)
        if there is not None:
            return there
        self.by_key[draft.key] = draft
        self.drafts.append(draft)
        return draft

    def link(self, number: int, draft: Draft | None, score: float | None = None, **detail: object) -> None:
        """Say who the mention is; keeps the draft's traits up to date."""
        f = self.found[number]
        self.links[number] = Link(draft, f.rule, f.score if score is None else score, dict(detail) or None)
        if draft is None:
            return
        draft.places.append(f.place)
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
        draft.country = draft.country or f.country

    def take_role(self, draft: Draft, f: Found) -> None:
        """Let a draft have the office a description gives it."""
        role = f.text
        draft.described.append(f)
        if f.form == "nominal" and f.head is not None and f.head.kind != "counterpart" and role not in draft.roles:
            draft.roles.append(role)
        if f.reading is not None and not f.reading.former:
            draft.offices.add(f.reading.role)
        if f.head is not None:
            draft.heads.add(f.head.id)
        reading = f.reading
        draft.country = draft.country or f.country or (reading.country if reading else None)
        draft.sector = draft.sector or f.sector
        draft.body = draft.body or f.body
        draft.gender = draft.gender or f.gender

    def before(self, place: tuple[int, int], *kinds: ActorKind) -> Iterator[Draft]:
        """Drafts of these kinds mentioned before a place, the most recent first."""

        def last(d: Draft) -> tuple[int, int]:
            return max((p for p in d.places if p < place), default=(-1, -1))

        there = [(last(d), n, d) for n, d in enumerate(self.drafts) if d.kind in kinds]
        yield from (d for at, _, d in sorted(there, key=lambda t: (t[0], t[1]), reverse=True) if at >= (0, 0))

    def after(self, place: tuple[int, int], *kinds: ActorKind) -> Iterator[Draft]:
        """Drafts of these kinds first mentioned after a place, the nearest first."""
        there = [(min(d.places), n, d) for n, d in enumerate(self.drafts) if d.kind in kinds and d.places]
        yield from (d for at, _, d in sorted(there, key=lambda t: (t[0], t[1])) if at > place)

    @functools.cached_property
    def by_line(self) -> dict[int, list[int]]:
        """Numbers of the mentions of each line."""
        out: dict[int, list[int]] = {}
        for number, f in enumerate(self.found):
            out.setdefault(f.line, []).append(number)
        return out

    @functools.cached_property
    def home(self) -> str | None:
        """The country most of the report's places and states lie in; None when there is no clear one."""
        out: dict[str, int] = {}
        for line in self.lines:
            for _, _, place in line.places:
                if place.country:
                    out[place.country] = out.get(place.country, 0) + 1
        for f in self.found:
            if f.country and f.sector != "media" and len(f.country) == 3:
                out[f.country] = out.get(f.country, 0) + 1
        if self.dateline:
            out[self.dateline] = out.get(self.dateline, 0) + 2
        ranked = sorted(out.items(), key=lambda c: (-c[1], c[0]))
        if not ranked or ranked[0][1] < 2:
            return None
        return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else None

    @functools.cached_property
    def dateline(self) -> str | None:
        """The country of the town a line at the report's head begins with ("MANILA (Wire) -"); None without one."""
        for line in self.lines[:HEAD]:
            first = next((p for s, e, p in line.places if s == 0 and line.word(e)[:1] in DATELINE), None)
            if first is not None:
                return first.country
        return None

    def near(self, f: Found) -> str | None:
        """The country of the place that stands right behind a description ("une source à Oslo"); None if none does."""
        line = self.lines[f.line]
        if not self.lex.is_in(line.word(f.end), "place-preposition"):
            return None
        return next((p.country for s, _, p in line.places if s - 2 < f.end + 1 <= s + 1 and s > f.end), None)

    def same_clause(self, f: Found, draft: Draft) -> bool:
        """Is the draft already another party of the verb that the mention is a party of? Nobody receives himself."""
        line = self.lines[f.line]
        verb = governor(line, f)
        if verb is None:
            return False
        for n in self.by_line[f.line]:
            other = self.found[n]
            link = self.links.get(n)
            if other is f or link is None or link.draft is not draft:
                continue
            if not (other.start < f.end and f.start < other.end) and governor(line, other) == verb:
                return True
        return False

    def countries(self) -> dict[str, int]:
        """Countries in play, with how many mentions speak for each."""
        out: dict[str, int] = {}
        for f in self.found:
            if f.country:
                out[f.country] = out.get(f.country, 0) + 1
        return out


HEAD = 6  # lines
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


def slug(text: str) -> str:
    """A name as part of a key: folded words joined by spaces."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())
