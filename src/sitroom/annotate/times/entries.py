"""When each entry of a live page was written, from the hours that head its entries.

The last entry is the report's day's, unless its hour has not come when a report of the small hours appears; the others
stand before or after it, a day back wherever the hours jump over midnight.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from sitroom.annotate.times.calendar import Published, add_days
from sitroom.annotate.times.values import Slots, hour_told, whole

LEAST = 3  # heads that make a live page
NIGHT = 6  # until this hour a report may tell the day before
JUMP = 6 * 60  # minutes the wrong way that are another day

Head = tuple[int, int]  # where it stands, minutes since midnight


def moments(heads: Sequence[Head], published: Published) -> dict[int, Published]:
    """The moment of each entry by where its head stands, heads in text order; nothing for what is no live page."""
    if len(heads) < LEAST:
        return {}
    falls = sum(a[1] > b[1] for a, b in pairwise(heads))
    latest_first = 2 * falls >= len(heads) - 1
    ordered = heads if latest_first else heads[::-1]
    now = published.moment.hour * 60 + published.moment.minute if published.moment else None
    day = published.date
    if now is not None and now < NIGHT * 60 and ordered[0][1] > now:
        day = add_days(day, -1) or day
    found: dict[int, Published] = {}
    previous = ordered[0][1]
    for place, minutes in ordered:
        if minutes - previous > JUMP:
            day = add_days(day, -1) or day
        previous = minutes
        zone = published.moment.tzinfo if published.moment else None
        at = dt.datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=zone)
        found[place] = Published(day, at)
    return found


def minutes_of(slots: Slots) -> int | None:
    """The hour told by slots, in minutes since midnight; None for what is none."""
    hour, minute = hour_told(slots), whole(slots, "minute")
    return None if hour is None or hour > 23 or minute > 59 else 60 * hour + minute
