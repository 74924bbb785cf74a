"""What every operation works on: slots, context, outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sitroom.annotate.times.calendar import Date, Published
from sitroom.annotate.times.hours import NOTHING, Choose, Story, likeliest

Slots = Mapping[str, str]
NO_DATE = "the report's publication date is not known"
NO_ANCHOR = "no earlier date in the text to count from"


@dataclass(frozen=True, slots=True)
class Context:
    """What a value is computed against. `ahead()` tells from the sentence: True to come, False past, None unclear;
    `weak()` that its evidence is weak; `near()` that the nearest day is meant, be it past or to come.

    previous  the last day named in the text before this expression; nearby: the last one in the same line;
              last: the first day of whatever was dated last, be it a year
    present() tells that the evidence is a present
    part      the part of a day told last, as a value
    story     the days told so far; line, start, sentence: where the expression and its sentence begin; live: is the
              report a live page?; choose: picks the day of an hour; entry: is `published` the moment of an entry of a
              live page?; head: is this the hour that heads it?; headed: the day that
              heads the line of an hour; around: the last date told that is no bare year
    """

    published: Published | None
    ahead: Callable[[], bool | None]
    previous: Date | None = None
    nearby: Date | None = None
    last: Date | None = None
    weak: Callable[[], bool] = lambda: False
    near: Callable[[], bool] = lambda: False
    part: str | None = None
    present: Callable[[], bool] = lambda: False
    story: Story = NOTHING
    line: int = 0
    start: int = 0
    sentence: int = 0
    live: bool = False
    entry: bool = False
    head: bool = False
    headed: Date | None = None
    around: Date | None = None
    choose: Choose = likeliest


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value, the first day it covers (for what is counted from it), and what kind of joint it may take."""

    value: str | None
    date: Date | None = None
    kind: str = "other"
    reason: str | None = None


def whole(slots: Slots, name: str, default: int = 0) -> int:
    """A slot as a whole number."""
    text = slots.get(name, "")
    return int(float(text)) if text and text.lstrip("-").replace(".", "", 1).isdigit() else default


def hour_told(slots: Slots) -> int | None:
    """The hour of the slots, 0 to 24, halves of the day reckoned in; None for what is none."""
    hour, half = whole(slots, "hour"), slots.get("ampm", "")
    if half and not 1 <= hour <= 12:
        return None
    if half == "PM" and hour < 12:
        hour += 12
    elif half == "AM" and hour == 12:
        hour = 0
    return hour if hour <= 24 else None


def with_part(date: Date | None, slots: Slots, reason: str | None = None) -> Outcome:
    """A day, or a part of it when the slots name one."""
    part = slots.get("part")
    if date is None:
        return Outcome(None, None, "part" if part else "day", reason or NO_DATE)
    if part:
        return Outcome(f"{date.isoformat()}T{part}", date, "part")
    return Outcome(date.isoformat(), date, "day")


def full_year(slots: Slots, name: str = "year") -> int | None:
    """The year slot; two digits are read as 1950 to 2049."""
    if name not in slots:
        return None
    year = whole(slots, name)
    return year if year >= 100 else year + (1900 if year >= 50 else 2000)


Operation = Callable[[Slots, Context], Outcome | None]
