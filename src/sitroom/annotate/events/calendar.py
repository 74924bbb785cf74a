"""The days a report names, gathered once for all its events."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from sitroom.annotate.prior import Prior
from sitroom.model import Timex

DAY = re.compile(r"^(\d{4}(?:-\d{2}(?:-\d{2})?|-W\d{2})?)")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days a report names, in text order, with what is said of them as a whole."""

    published: str | None
    times: tuple[tuple[Timex, str], ...]
    starts: tuple[int, ...]
    first: str | None
    live: bool


EMPTY = Calendar(None, (), (), None, False)


def calendar_of(prior: Prior) -> Calendar:
    """Of a report; bounded work for every act afterwards."""
    published = (prior.published or "")[:10] or None
    lines = [s for s in prior.sections if s.readable]
    times = tuple((t, day) for t in sorted(prior.times, key=lambda t: (t.start, t.end)) if (day := day_in(t)))
    starts = [s.start for s in lines]

    def in_body(t: Timex) -> bool:
        at = bisect_left(starts, t.start + 1) - 1
        return at >= 0 and t.start < lines[at].end and lines[at].kind == "body"

    first = next((day for t, day in times if len(day) == 10 and (not lines or in_body(t))), None)
    live = any(s.kind == "live_time" for s in prior.sections)
    return Calendar(published, times, tuple(t.start for t, _ in times), first, live)


def day_in(time: Timex) -> str | None:
    """The day, week, month or year of a time expression."""
    found = DAY.match(time.value or "") if time.type in ("DATE", "TIME") else None
    return found.group(1) if found else None
