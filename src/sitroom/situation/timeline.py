"""Events of many reports, merged where they are the same happening, by date.

First within each story: two reports tell of the same event when type and kind of modality agree, the day is the same,
at least one party is the same and no side contradicts the other; a day's difference or a missing date is forgiven if
both sides agree. Of several events that fit, the one with most in common is taken. What one report tells as two events
stays two: its own reading knew more of it. Then across stories, where less is known to be the same: events of one type
and day are one entry if their parties are of the same countries on both sides, or the same where no country is known;
with one side only, the place must be the same too. So an entry depends on the stories that tell of it, and on nothing
else.
Corroboration counts origins, never reports.
"""

from __future__ import annotations

import functools
import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from sitroom.model import Evidence, TimelineEntry
from sitroom.model.keys import unnamed
from sitroom.ontology import load_ontology
from sitroom.situation.features import EventFact

HAPPENED = "happened"
SHOWN = 40  # pieces of evidence kept for one entry


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one report tells it. `order` sorts reports by publication; `number`: its place in the report."""

    order: str
    number: int
    report: str
    origin: str
    story: str
    event: EventFact

    def rank(self) -> tuple[str, int]:
        """Sorts tellings by publication, then as the report has them."""
        return self.order, self.number


@dataclass
class Happening:
    """An entry being put together; local to one call of `happenings_of`."""

    story: str
    told: list[Told] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    recipients: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)

    def take(self, one: Told) -> Happening:
        """Add one more telling of it; the happening itself."""
        event = one.event
        self.told.append(one)
        self.reports.add(one.report)
        actors, recipients = parties_of(one, self.story)
        self.actors |= actors
        self.recipients |= recipients
        self.people |= set(event.people)
        self.modes |= {event.mode} - {None}  # type: ignore[arg-type]
        self.places |= {event.place} - {None}  # type: ignore[arg-type]
        return self

    def fits(self, one: Told) -> int:
        """How much speaks for this being another telling of the same event (type, modality and day already agree): one
        more than the keys they share, or 0 if it may not be one."""
        event, (actors, recipients) = one.event, parties_of(one, self.story)
        if one.report in self.reports:
            return 0
        meet, part = self.sides(actors, recipients, set(event.people))
        if part or not self.mode_fits({event.mode} - {None}, meet == 2):  # type: ignore[arg-type]
            return 0
        elsewhere = bool(self.places and event.place and event.place not in self.places)
        if meet:
            fits = meet == 2 or not elsewhere
        else:
            nobody = not (self.actors or self.recipients or event.actors or event.recipients)
            fits = nobody and bool(self.places) and event.place in self.places
        return fits * (1 + len(self.actors & actors) + len(self.recipients & recipients))

    def matches(self, other: Happening) -> bool:
        """Are these one event, told with different or no dates? Both sides must share somebody."""
        if self.reports & other.reports:
            return False
        meet, part = self.sides(other.actors, other.recipients, other.people)
        return meet == 2 and not part and self.mode_fits(other.modes, True)

    def sides(self, actors: set[str], recipients: set[str], people: set[str]) -> tuple[int, bool]:
        """On how many sides another telling names somebody of this one, and whether a side parts them.

        A side parts them if it is named in both and nobody is shared. Two ministers of a country who condemn a thing
        condemn it twice: of what is said, people on both hands and none of them shared part it too. Who acts together
        (talks, an accord) is on one side: two in common are as good as both sides, and one in common with others on
        either hand is another meeting of the same person.
        """
        pairs = (self.actors, actors), (self.recipients, recipients)
        meet = sum(bool(one & two) for one, two in pairs)
        part = any(one and two and not one & two for one, two in pairs)
        if self.told[0].event.type not in deeds():
            both = [(one & self.people, two & people) for one, two in pairs]
            part = part or any(one and two and not one & two for one, two in both)
        together = not (self.recipients or recipients)
        if together and number_of(self.actors) > 1 and number_of(actors) > 1:
            if number_of(self.actors & actors) > 1:
                return 2, part
            part = part or bool(self.actors - actors and actors - self.actors)
        return meet, part

    def close_to(self, other: Happening) -> bool:
        """The same event a day apart: it matches, and by more than the two countries, which may clash every day."""
        shared = (self.actors & other.actors) | (self.recipients & other.recipients)
        exact = any(not key.startswith(("country:", "state:")) for key in shared)
        return self.matches(other) and (exact or bool(self.places & other.places))

    def mode_fits(self, modes: set[str], both: bool) -> bool:
        """May the modes stand for one event? Reports differ on how a deed was done, if they agree on both sides of it;
        what was said in two ways was said twice."""
        if not modes or not self.modes or modes & self.modes:
            return True
        return both and self.told[0].event.type in deeds()

    def absorb(self, other: Happening) -> None:
        """Add all tellings of another."""
        for one in other.told:
            self.take(one)

    @property
    def day(self) -> str:
        """The day most tellings give, or ""."""
        return day_of(usual([one.event.date for one in self.told if day_of(one.event.date)]))


@dataclass
class Found:
    """Happenings in their order, and which of them somebody has part in: (side, key), or None for those of nobody."""

    happenings: list[Happening] = field(default_factory=list)
    known: dict[tuple[int, str] | None, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, happening: Happening) -> None:
        """One more."""
        self.happenings.append(happening)
        self.know(len(self.happenings) - 1, happening.actors, happening.recipients)

    def know(self, at: int, actors: set[str], recipients: set[str]) -> None:
        """These have part in one of them."""
        for key in keyed(actors, recipients):
            self.known[key].add(at)

    def sharing(self, actors: set[str], recipients: set[str]) -> list[int]:
        """Those in which one of these has part on the same side (or nobody, if these are nobody), in their order."""
        return sorted(set().union(*(self.known.get(key, ()) for key in keyed(actors, recipients))))


def keyed(actors: set[str], recipients: set[str]) -> list[tuple[int, str] | None]:
    """Sides and keys; None for nobody."""
    return [*((0, key) for key in actors), *((1, key) for key in recipients)] or [None]


def parties_of(one: Told, story: str) -> tuple[set[str], set[str]]:
    """Who acts in an event and upon whom, to compare by."""
    return known_by(one.event.actors, story), known_by(one.event.recipients, story)


def known_by(keys: Sequence[str], story: str) -> set[str]:
    """Keys to compare by. Who is only called "the police" is the same within a story, and somebody else in another."""
    return {f"{key.partition('@')[0]}@{story}" if unnamed(key) else key for key in keys}


def number_of(keys: set[str]) -> int:
    """How many parties these keys stand for at least: a party has a key, a country or both."""
    countries = sum(key.startswith("country:") for key in keys)
    return max(countries, len(keys) - countries)


@functools.cache
def deeds() -> frozenset[str]:
    """Types of events that are done, not said."""
    return frozenset(kind.id for kind in load_ontology().type if kind.quad.startswith("material"))


def happenings_of(told: Sequence[Told], story: str) -> list[Happening]:
    """The events of one story's reports (given in order), merged; by their first telling."""
    blocks: dict[tuple[str, str, str], Found] = defaultdict(Found)
    for one in told:
        block = blocks[block_of(one.event)]
        parties = parties_of(one, story)
        fits = {at: block.happenings[at].fits(one) for at in block.sharing(*parties)}
        home = max(fits, key=lambda at: (fits[at], -at), default=None)
        if home is None or not fits[home]:
            block.add(Happening(story).take(one))
        else:
            block.happenings[home].take(one)
            block.know(home, *parties)
    found = join_dates([h for block in blocks.values() for h in block.happenings])
    for happening in found:
        happening.told.sort(key=Told.rank)
    return sorted(found, key=lambda h: h.told[0].rank())


def signature(happening: Happening) -> str | None:
    """What the same event in another story has in common with this; None if no other story's can be known for it."""
    first, day = happening.told[0].event, happening.day
    sides = [common(happening.actors), common(happening.recipients)]
    if not day or None in sides:
        return None
    both = all(sides)
    place = "" if both else usual([one.event.place for one in happening.told]) or ""
    if not both and not place:
        return None
    mode = "" if both and first.type in deeds() else usual([one.event.mode for one in happening.told]) or ""
    parts = [first.type, modality_of(first.modality), day, *(side or "" for side in sides), place, mode]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def common(keys: set[str]) -> str | None:
    """One side of an event as other stories would name it: its countries, else its keys; "" if nobody is named, None
    if who is named is known in this story only."""
    if not keys:
        return ""
    countries = {key for key in keys if key.startswith("country:")}
    named = countries or {key for key in keys if not unnamed(key)}
    return " ".join(sorted(named)) or None


def join_dates(happenings: Sequence[Happening]) -> list[Happening]:
    """Of one story, join events told a day apart (a night has two dates), and undated ones with the one that fits."""
    groups: dict[tuple[str, str], list[Happening]] = defaultdict(list)
    for happening in happenings:
        event = happening.told[0].event
        groups[event.type, modality_of(event.modality)].append(happening)
    found: list[Happening] = []
    for group in groups.values():
        dated = Found()
        days = [happening.day for happening in group]
        told: list[str] = []  # the days of those in `dated`
        for day, happening in sorted(zip(days, group, strict=True), key=lambda pair: pair[0]):
            if not day:
                continue
            shared = reversed(dated.sharing(happening.actors, set()))
            near = takewhile(lambda at: days_between(told[at], day) <= 1, shared)  # noqa: B023
            home = next((at for at in near if dated.happenings[at].close_to(happening)), None)
            if home is None:
                dated.add(happening)
                told.append(day)
            else:
                dated.happenings[home].absorb(happening)
                dated.know(home, happening.actors, happening.recipients)
        for happening in (h for day, h in zip(days, group, strict=True) if not day):
            known = dated.sharing(happening.actors, set()) if happening.told[0].event.date is None else []
            homes = [at for at in known if dated.happenings[at].matches(happening)]
            if len(homes) == 1:
                dated.happenings[homes[0]].absorb(happening)
                dated.know(homes[0], happening.actors, happening.recipients)
            else:
                found.append(happening)
        found += dated.happenings
    return found


def days_between(first: str, second: str) -> int:
    """Days from one ISO day to another; far apart if one is no day of the calendar."""
    try:
        return abs((date.fromisoformat(second) - date.fromisoformat(first)).days)
    except ValueError:
        return 0 if first == second else 10_000


def block_of(event: EventFact) -> tuple[str, str, str]:
    """Only events of one block are compared: same type, modality and day, or what is given instead of a day."""
    return event.type, modality_of(event.modality), day_of(event.date) or f"? {event.date or ''}"


def modality_of(modality: str) -> str:
    """What happened by anybody's account is one kind; what is planned, conditional or denied stays apart."""
    return HAPPENED if modality in ("asserted", "attributed") else modality


def day_of(date: str | None) -> str:
    """The day of a date, the first of an interval of two days; "" for anything vaguer."""
    if date is None:
        return ""
    first, _, last = date.partition("/")
    if len(first) < 10 or (last and days_between(first[:10], last[:10]) > 1):
        return ""
    return first[:10]


def entry_of(told: Sequence[Told]) -> TimelineEntry:
    """The tellings of one event, in their order, ready to show."""
    report, first = told[0].report, told[0].event
    reports = tuple(dict.fromkeys(one.report for one in told))
    events = [one.event for one in told]
    stories = Counter({one.report: one.story for one in told}.values())
    evidence = [
        Evidence(report=one.report, start=span.start, end=span.end) for one in told for span in one.event.mentions
    ]
    return TimelineEntry(
        id="e" + hashlib.sha256(f"{report} {first.id}".encode()).hexdigest()[:12],
        date=usual([e.date for e in events]),
        type=first.type,
        mode=usual([e.mode for e in events]),
        modality=usual([e.modality for e in events]) or first.modality,
        actors=names_of(events, "actors"),
        recipients=names_of(events, "recipients"),
        place=usual([e.place for e in events]),
        reports=reports,
        origins=len({one.origin for one in told}),
        evidence=tuple(evidence[:SHOWN]),
        excerpt=max((e.excerpt for e in events), key=len),
        story=max(sorted(stories), key=stories.__getitem__),
        keys=tuple(sorted({key for event in events for key in (*event.actors, *event.recipients)})),
    )


def names_of(events: Sequence[EventFact], side: str) -> tuple[str, ...]:
    """Names of one side, each actor by the name most reports use, sorted; a country's code only if nobody is named."""
    called: dict[str, Counter[str]] = defaultdict(Counter)
    for event in events:
        for key in getattr(event, side):
            if key in event.names:
                called[key][event.names[key]] += 1
    named = {key: min(names, key=lambda n: (-names[n], n)) for key, names in called.items()}
    people = {name for key, name in named.items() if not key.startswith("country:")}
    return tuple(sorted(people or set(named.values())))


def usual(values: Sequence[str | None]) -> str | None:
    """The most frequent value, the longer one (more precise) and then the first in the alphabet on a tie."""
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda v: (-counts[v], -len(v), v)) if counts else None
