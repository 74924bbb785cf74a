"""Events of many reports, merged where they are the same happening, by date.

Two reports tell of the same event when type and kind of modality agree, dates do not exclude each other, at least one
party is the same and no side contradicts the other. Corroboration counts origins, never reports.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sitroom.model import Evidence, TimelineEntry
from sitroom.situation.features import EventFact, Features

HAPPENED = "happened"
SHOWN = 40  # pieces of evidence kept for one entry
LOOSE = 8  # an interval of more days than this only meets the same interval

Placed = tuple[str, EventFact]  # report id, event


@dataclass
class Happening:
    """An entry being put together; local to one call of `merge_events`."""

    told: list[Placed] = field(default_factory=list)
    actors: set[str] = field(default_factory=set)
    recipients: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)

    def take(self, report: str, event: EventFact) -> None:
        """Add one more telling of it."""
        self.told.append((report, event))
        self.actors |= set(event.actors)
        self.recipients |= set(event.recipients)
        self.modes |= {event.mode} - {None}  # type: ignore[arg-type]
        self.places |= {event.place} - {None}  # type: ignore[arg-type]

    def fits(self, event: EventFact) -> bool:
        """May this be another telling of the same event (type, modality, date and story already agree)?"""
        if event.mode and self.modes and event.mode not in self.modes:
            return False
        actors, recipients = set(event.actors), set(event.recipients)
        sides = ((self.actors, actors), (self.recipients, recipients))
        if any(known and new and not known & new for known, new in sides):
            return False
        if any(known & new for known, new in sides):
            return not (self.places and event.place and event.place not in self.places and not all_meet(sides))
        return not any(known or new for known, new in sides) and bool(event.place) and event.place in self.places


def all_meet(sides: Sequence[tuple[set[str], set[str]]]) -> bool:
    """Do both sides share somebody? Then a place told at another precision does not part them."""
    return all(known & new for known, new in sides)


def merge_events(
    reports: Sequence[Features], story_of: Mapping[str, str], origin_of: Mapping[str, str]
) -> tuple[TimelineEntry, ...]:
    """The timeline of all reports (given in publication order), by date; undated entries last, ties by id."""
    blocks: dict[tuple[str, str, str], list[Happening]] = defaultdict(list)
    for report in reports:
        for event in report.events:
            block = blocks[block_of(event, story_of.get(report.report, report.report))]
            home = next((h for h in block if h.fits(event)), None)
            if home is None:
                home = Happening()
                block.append(home)
            home.take(report.report, event)
    entries = [entry_of(h, story_of, origin_of) for block in blocks.values() for h in block]
    return tuple(sorted(entries, key=lambda e: (e.date is None, e.date or "", e.id)))


def block_of(event: EventFact, story: str) -> tuple[str, str, str]:
    """Only events of one block are compared: same type, modality and day; without a day, of the same story."""
    when = day_of(event.date)
    return event.type, modality_of(event.modality), when if when else f"{story} {event.date or ''}"


def modality_of(modality: str) -> str:
    """What happened by anybody's account is one kind; what is planned, conditional or denied stays apart."""
    return HAPPENED if modality in ("asserted", "attributed") else modality


def day_of(date: str | None) -> str:
    """The day of a date, the first of a short interval; "" for anything vaguer."""
    if date is None:
        return ""
    first, _, last = date.partition("/")
    if len(first) < 10 or (last and not short(first[:10], last[:10])):
        return ""
    return first[:10]


def short(first: str, last: str) -> bool:
    """Is this interval short enough to count as its first day?"""
    from datetime import date

    try:
        return 0 <= (date.fromisoformat(last) - date.fromisoformat(first)).days <= min(LOOSE, 1)
    except ValueError:
        return False


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
        story=max(sorted(stories), key=stories.__getitem__) if stories else None,
        keys=tuple(sorted(happening.actors | happening.recipients)),
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
