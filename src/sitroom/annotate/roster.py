"""Who held which office, and when: the dated roster, read from CSV in the package and from a file of the user's.

    roster = load_roster()
    roster.holders("defence-minister", "ISR", "2024-04-14")   -> (Holder(name="Yoav Gallant", ...),)

Three layers, each overriding the one before it: `data/roster-base.csv` (built from Wikidata by tools/build_roster.py),
`data/roster-recent.csv` (written by hand, with how sure and how recently known), the user's rows (same columns).
docs/roster.md explains the columns. Abstaining is an empty tuple; more than one holder means the roster cannot tell.

Dates are ISO 8601 strings of year, month or day precision, as the source states them; `on` is a day, and is compared
with the first and last day a stated date can mean. On a handover day the incoming holder holds the office.
A row without an end holds until `known` and, with falling certainty, for a while after it (GRACE_DAYS).
"""

from __future__ import annotations

import csv
import datetime
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path

from sitroom.annotate.names import fold, key
from sitroom.annotate.roster_rows import (
    Holder,
    day_of,
    days_of,
    first_day,
    last_day,
    plus,
    read_rows,
    trusted_rows,
)

__all__ = ["Holder", "Roster", "load_roster", "name_key", "surname_keys"]

LAYERS = ("roster-base.csv", "roster-recent.csv")
# Written with a capital, and still part of the last name: "Abdel Fattah Al Sisi", "Van der Bellen".
PARTICLES = frozenset(["Al", "El", "Bin", "Ben", "Van", "Von", "Der", "De", "Le", "La", "Da", "Di", "Mc"])
# Rows less certain than this are no answer: a minister last heard of fifteen months ago may well be another.
FLOOR = 0.55
HANDOVER_DAYS = 75  # two holders overlapping by less are one handing over to the other
# Offices several people hold at once: nobody's start ends another's term.
SHARED = frozenset(
    [
        "vice-president",
        "deputy-head-of-government",
        "deputy-foreign-minister",
        "deputy-defence-minister",
        "intelligence-chief",
        "special-envoy",
        "spokesperson",
        "deputy-spokesperson",
        "first-lady",
        "minister",
        "presidential-adviser",
        "military-commander",
        "group-leader",
        "group-commander",
        "deputy-group-leader",
        "political-figure",
    ]
)
# Where a country has no such office, another minister is called by its name.
KINDRED = {"finance-minister": "economy-minister", "economy-minister": "finance-minister"}
SHARED_HEADS = frozenset({"AND", "SMR", "BIH"})
_WORDS = re.compile(r"[\s\-'’.]+")


Seat = tuple[str, str, str]  # role, country, body


class Roster:
    """An index over holders. Build it with `load_roster`; `Roster(rows)` is for tests.

    Rows are put in order office by office when first asked for: one report looks at a few of thousands of offices.
    """

    def __init__(self, rows: Iterable[Holder]) -> None:
        self._raw: dict[Seat, list[Holder]] = {}
        for row in rows:
            self._raw.setdefault((row.role, row.country, row.body), []).append(row)
        self._ready: dict[Seat, tuple[Holder, ...]] = {}
        self._of_country: dict[str, list[Seat]] = defaultdict(list)
        self._of_body: dict[str, list[Seat]] = defaultdict(list)
        for seat in sorted(self._raw):
            self._of_country[seat[1]].append(seat)
            if seat[2]:
                self._of_body[seat[2]].append(seat)

    def __len__(self) -> int:
        return len(self.rows)

    def _seat(self, seat: Seat) -> tuple[Holder, ...]:
        if seat not in self._ready:
            self._ready[seat] = _settled(self._raw.get(seat, []), _shared(seat[0], seat[1]))
        return self._ready[seat]

    @functools.cached_property
    def rows(self) -> tuple[Holder, ...]:
        """Every term, sorted by role, country, body, start."""
        return tuple(row for seat in sorted(self._raw) for row in self._seat(seat))

    def holders(
        self, role: str, country: str | None, on: str | datetime.date, body: str | None = None, floor: float = FLOOR
    ) -> tuple[Holder, ...]:
        """Who held `role` of `country` (or of `body`) on a day: one holder, several if the roster cannot tell, or none.

        body None asks for the office of the state itself and, failing that, for whatever body of the state has it.
        The role "leader" is whichever office leads the country (data/roster-leading.csv).
        country None with a body asks for that body whatever its state. Rows less certain than `floor` stay out.
        """
        day = day_of(on)
        if role == "leader" and country and body is None:
            role = _leading().get(country, "head-of-state")
        for seat in self._asked(role, country, body):
            there = [r for r in seat if r.possible(day)]
            there = there if _shared(role, country or "") else _after_handover(there, day)
            sure = [r for r in there if r.certain(day) >= floor]
            found = sorted(sure, key=lambda r: (-r.layer, -days_of(r.start), r.name))
            if found:
                return tuple(found)
        return ()

    def _asked(self, role: str, country: str | None, body: str | None) -> Iterator[tuple[Holder, ...]]:
        if body is not None and country is None:
            yield self._seats(s for s in self._of_body.get(body, ()) if s[0] == role)
        elif country:
            yield self._seat((role, country, body or ""))
            if not body and role in KINDRED:
                yield self._seat((KINDRED[role], country, ""))
            if body and len({s[1] for s in self._of_body.get(body, ())}) == 1:  # a group, whatever its state
                yield self._seats(s for s in self._of_body[body] if s[0] == role)
            if body is None:
                yield self._seats(s for s in self._of_country.get(country, ()) if s[0] == role and s[2])

    def _seats(self, seats: Iterable[Seat]) -> tuple[Holder, ...]:
        return tuple(row for seat in seats for row in self._seat(seat))

    def outgoing(self, role: str, country: str, on: str | datetime.date, body: str = "") -> tuple[Holder, ...]:
        """Who left the office on that very day, when somebody else took it."""
        day = day_of(on)
        return tuple(r for r in self._seat((role, country, body)) if r.until == day)

    def in_countries(self, countries: Iterable[str], on: str | datetime.date) -> tuple[Holder, ...]:
        """Everybody in office in these countries on a day; ISO codes in, sorted by country, role, name."""
        day = day_of(on)
        rows = [r for c in sorted(set(countries)) for r in self._seats(self._of_country.get(c, ())) if r.possible(day)]
        return tuple(sorted(rows, key=lambda r: (r.country, r.role, r.body, r.name)))

    def of_body(self, body: str, on: str | datetime.date) -> tuple[Holder, ...]:
        """Everybody with an office in a body on a day."""
        day = day_of(on)
        rows = [r for r in self._seats(self._of_body.get(body, ())) if r.possible(day)]
        return tuple(sorted(rows, key=lambda r: (r.role, r.name)))

    def by_name(self, name: str) -> tuple[Holder, ...]:
        """All terms of whoever bears this very name (case, diacritics, hyphens aside), in any spelling we know."""
        return tuple(self._names.get(name_key(name), ()))

    def by_surname(self, surname: str) -> tuple[Holder, ...]:
        """All terms of people whose last name is this (case and diacritics aside)."""
        return tuple(self._surnames.get(name_key(surname), ()))

    def sounding_like(self, name: str) -> tuple[Holder, ...]:
        """All terms of people one of whose names has the same consonant skeleton (names.key) as this word."""
        return tuple(self._sounds.get(key(name), ()))

    def terms(self, holder_id: str) -> tuple[Holder, ...]:
        """All terms of one person (Holder.id), oldest first."""
        return tuple(self._people.get(holder_id, ()))

    # The indexes by name are built when first asked for: many reports never need them.
    @functools.cached_property
    def _people(self) -> dict[str, list[Holder]]:
        return _index(self.rows, lambda r: (r.id,))

    @functools.cached_property
    def _names(self) -> dict[str, list[Holder]]:
        return _index(self.rows, lambda r: {name_key(n) for n in r.names})

    @functools.cached_property
    def _surnames(self) -> dict[str, list[Holder]]:
        return _index(self.rows, lambda r: {s for n in r.names for s in surname_keys(n)})

    @functools.cached_property
    def _sounds(self) -> dict[str, list[Holder]]:
        return _index(self.rows, lambda r: {key(w) for n in r.names for w in n.split() if len(w) > 2})


def _index(rows: Iterable[Holder], keys: object) -> dict[str, list[Holder]]:
    index: dict[str, list[Holder]] = defaultdict(list)
    for row in rows:
        for one in sorted(keys(row)):  # type: ignore[operator]
            index[one].append(row)
    return dict(index)


@functools.lru_cache(65536)
def name_key(name: str) -> str:
    """Folded words of a name, one space between."""
    return " ".join(w for w in _WORDS.split(fold(name)) if w)


def surname_keys(name: str) -> set[str]:
    """What a person may be called by alone: the last word, and the last name with its particles and hyphens."""
    words = name.split()
    found = {name_key(words[-1])}
    for n in range(2, len(words)):
        if words[-n][:1].islower() or words[-n] in PARTICLES:
            found.add(name_key(" ".join(words[-n:])))
        else:
            break
    if "-" in words[-1]:
        found |= {name_key(part) for part in words[-1].split("-") if len(part) > 2}
    return found - {""}


def _shared(role: str, country: str) -> bool:
    return role in SHARED or (role == "head-of-state" and country in SHARED_HEADS)


def _after_handover(rows: list[Holder], day: str) -> list[Holder]:
    """Of rows that overlap by a handover, keep those in office at the day's end; of layers, the highest."""
    top = max((r.layer for r in rows), default=0)
    rows = [r for r in rows if r.layer == top or not any(_clash(r, s) for s in rows if s.layer > r.layer)]
    gone = [
        r
        for r in rows
        for s in rows
        if s is not r
        and first_day(s.start) > first_day(r.start)
        and r.until
        and days_of(last_day(r.until)) - days_of(s.start) < HANDOVER_DAYS
        and (last_day(s.start) <= day or first_day(r.until) < day)
    ]
    kept = [r for r in rows if r not in gone]
    sure = [r for r in kept if last_day(r.start) <= day <= first_day(r.until or "9999")]
    return sure if len(sure) == 1 else kept


def _clash(low: Holder, high: Holder) -> bool:
    """Does the row of a higher layer contradict this one: another person for the same time?"""
    return low.id != high.id


def _settled(members: list[Holder], shared: bool) -> tuple[Holder, ...]:
    """One office's rows with `until` filled (an end, or a successor's start), less those a higher layer repeats."""
    kept = members
    if len({r.layer for r in members}) > 1:
        kept = [r for r in members if not any(s.layer > r.layer and _repeats(s, r) for s in members)]
    kept = sorted(kept, key=lambda r: (first_day(r.start), r.end or "9999", r.layer, r.name))
    out = []
    for i, row in enumerate(kept):
        until = row.end
        if not until and not shared:
            later = (s for s in kept[i + 1 :] if s.id != row.id and first_day(s.start) > first_day(row.start))
            # A row known to hold is not ended by what a lower layer says of a day before that.
            until = next((s.start for s in later if s.layer >= row.layer or first_day(s.start) > row.known), "")
        out.append(row if until == row.until else replace(row, until=until))
    return tuple(out)


def _repeats(high: Holder, low: Holder) -> bool:
    """Is `low` the same term as `high` of a higher layer, less well told?"""
    if high.id != low.id and name_key(high.name) != name_key(low.name):
        return False
    low_end = low.end or low.known or low.start
    return first_day(low.start) <= last_day(high.end or "9999") and first_day(high.start) <= plus(low_end, 400)


@functools.cache
def _leading() -> dict[str, str]:
    """Which office "the leader" of a country holds, where it is not the head of state; "" where nobody can say."""
    text = (resources.files("sitroom") / "data" / "roster-leading.csv").read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines())
    next(rows)
    return {row[0]: row[1] for row in rows}


def load_roster(*extra: Path) -> Roster:
    """The roster of the package, and files of the user's on top of it, the later over the earlier. Raises DataError.

    Kept until one of the files changes.
    """
    return _load(tuple((path, path.stat().st_mtime_ns if path.exists() else 0) for path in extra))


@functools.lru_cache(maxsize=4)
def _load(extra: tuple[tuple[Path, int], ...]) -> Roster:
    rows: list[Holder] = []
    folder = resources.files("sitroom") / "data"
    for layer, file in enumerate(LAYERS):
        # A test checks our own rows with parse_rows; checking 15,000 of them at every start would double the time.
        rows += trusted_rows((folder / file).read_text(encoding="utf-8"), layer)
    for layer, (path, _) in enumerate(extra, len(LAYERS)):
        rows += read_rows(path, layer)
    return Roster(rows)
