"""Events of many reports, merged where they are the same happening, by date.

Two reports tell of the same event when type and kind of modality agree, the day is the same, at least one party is
the same and no side contradicts the other. Within a story a day's difference or a missing date is forgiven if both
sides agree. Corroboration counts origins, never reports.
"""

from __future__ import annotations

import functools
import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sitroom.model import Evidence, TimelineEntry
from sitroom.model.keys import unnamed
from sitroom.ontology import load_ontology
from sitroom.situation.features import EventFact, Features

HAPPENED = "happened"
SHOWN = 40  # pieces of evidence kept for one entry

Placed = tuple[str, EventFact]  # report id, event


@dataclass
class Happening:
    """An entry being put together; local to one call of `merge_events`."""

    story: str
    told: list[Placed] = field(default_factory=list)
    actors: set[str] = field(default_factory=set)
    recipients: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)

    def take(self, report: str, event: EventFact) -> None:
        """Add one more telling of it."""
        self.told.append((report, event))
        self.actors |= known_by(event.actors, self.story)
        self.recipients |= known_by(event.recipients, self.story)
        self.modes |= {event.mode} - {None}  # type: ignore[arg-type]
        self.places |= {event.place} - {None}  # type: ignore[arg-type]

    def fits(self, event: EventFact, story: str) -> bool:
        """May this be another telling of the same event (type, modality and day already agree)?"""
        meet, part = sides(
            (self.actors, known_by(event.actors, story)), (self.recipients, known_by(event.recipients, story))
        )
        if part or not self.mode_fits({event.mode} - {None}, meet == 2):  # type: ignore[arg-type]
            return False
        elsewhere = bool(self.places and event.place and event.place not in self.places)
        if meet:
            return meet == 2 or not elsewhere
        nobody = not (self.actors or self.recipients or event.actors or event.recipients)
        return nobody and bool(self.places) and event.place in self.places

    def matches(self, other: Happening) -> bool:
        """Are these one event, told with different or no dates? Both sides must share somebody."""
        meet, _ = sides((self.actors, other.actors), (self.recipients, other.recipients))
        return meet == 2 and self.mode_fits(other.modes, True)

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
        return both and self.told[0][1].type in deeds()

    def absorb(self, other: Happening) -> None:
        """Add all tellings of another."""
        for report, event in other.told:
            self.take(report, event)

    @property
    def day(self) -> str:
        """The day most tellings give, or ""."""
        return day_of(usual([event.date for _, event in self.told if day_of(event.date)]))


def known_by(keys: Sequence[str], story: str) -> set[str]:
    """Keys to compare by. Who is only called "the police" is the same within a story, and somebody else in another."""
    return {f"{key.partition('@')[0]}@{story}" if unnamed(key) else key for key in keys}


@functools.cache
def deeds() -> frozenset[str]:
    """Types of events that are done, not said."""
    return frozenset(kind.id for kind in load_ontology().type if kind.quad.startswith("material"))


def sides(*pairs: tuple[set[str], set[str]]) -> tuple[int, bool]:
    """On how many sides two tellings share somebody, and whether a side parts them (named in both, nobody shared)."""
    return sum(bool(left & right) for left, right in pairs), any(
        left and right and not left & right for left, right in pairs
    )


def merge_events(
    reports: Sequence[Features], story_of: Mapping[str, str], origin_of: Mapping[str, str]
) -> tuple[TimelineEntry, ...]:
    """The timeline of all reports (given in publication order), by date; undated entries last, ties by id."""
    blocks: dict[tuple[str, str, str], list[Happening]] = defaultdict(list)
    for report in reports:
        for event in report.events:
            story = story_of.get(report.report, report.report)
            block = blocks[block_of(event, story)]
            home = next((h for h in block if h.fits(event, story)), None)
            if home is None:
                home = Happening(story)
                block.append(home)
            home.take(report.report, event)
    happenings = join_dates([h for block in blocks.values() for h in block])
    entries = [entry_of(h, story_of, origin_of) for h in happenings]
    return tuple(sorted(entries, key=lambda e: (e.date is None, e.date or "", e.id)))


def join_dates(happenings: Sequence[Happening]) -> list[Happening]:
    """Within a story, join events told a day apart (a night has two dates), and undated ones with the one that fits."""
    groups: dict[tuple[str, str, str], list[Happening]] = defaultdict(list)
    for happening in happenings:
        _, event = happening.told[0]
        groups[event.type, modality_of(event.modality), happening.story].append(happening)
    found: list[Happening] = []
    for group in groups.values():
        dated: list[Happening] = []
        for happening in sorted((h for h in group if h.day), key=lambda h: h.day):
            near = (h for h in reversed(dated) if days_between(h.day, happening.day) <= 1)
            home = next((h for h in near if h.close_to(happening)), None)
            if home is None:
                dated.append(happening)
            else:
                home.absorb(happening)
        for happening in (h for h in group if not h.day):
            homes = [h for h in dated if h.matches(happening)] if happening.told[0][1].date is None else []
            if len(homes) == 1:
                homes[0].absorb(happening)
            else:
                found.append(happening)
        found += dated
    return found


def days_between(first: str, second: str) -> int:
    """Days from one ISO day to another; far apart if one is no day of the calendar."""
    try:
        return abs((date.fromisoformat(second) - date.fromisoformat(first)).days)
    except ValueError:
        return 0 if first == second else 10_000


def block_of(event: EventFact, story: str) -> tuple[str, str, str]:
    """Only events of one block are compared: same type, modality and day; without a day, of the same story."""
    when = day_of(event.date)
    return event.type, modality_of(event.modality), when if when else f"{story} {event.date or ''}"


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


def entry_of(happening: Happening, story_of: Mapping[str, str], origin_of: Mapping[str, str]) -> TimelineEntry:
    """A happening, ready to show."""
    report, first = happening.told[0]
    reports = tuple(dict.fromkeys(r for r, _ in happening.told))
    events = [event for _, event in happening.told]
    stories = Counter(story_of[r] for r in reports if r in story_of)
    evidence = [
        Evidence(report=r, start=span.start, end=span.end) for r, event in happening.told for span in event.mentions
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
        origins=len({origin_of.get(r, r) for r in reports}),
        evidence=tuple(evidence[:SHOWN]),
        excerpt=max((e.excerpt for e in events), key=len),
        story=max(sorted(stories), key=stories.__getitem__) if stories else None,
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


def select(
    entries: Sequence[TimelineEntry],
    story: str | None,
    keys: frozenset[str] | None,
    since: str | None,
    until: str | None,
    limit: int | None,
) -> tuple[TimelineEntry, ...]:
    """Entries of a story, of actors (keys), between two ISO dates (both included), in order; see Room.timeline."""
    found = list(entries)
    if story is not None:
        found = [e for e in found if e.story == story]
    if keys is not None:
        found = [e for e in found if not keys.isdisjoint(e.keys)]
    if since is not None:
        found = [e for e in found if e.date is not None and e.date.rpartition("/")[2] >= since]
    if until is not None:
        found = [e for e in found if e.date is not None and e.date.partition("/")[0] <= until + "~"]
    if limit is None or len(found) <= limit:
        return tuple(found)
    dated = [e for e in found if e.date is not None]
    undated = [e for e in found if e.date is None]
    kept = dated[max(0, len(dated) - limit) :]
    return tuple(kept + undated[: limit - len(kept)])
