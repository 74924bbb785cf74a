"""The day of an hour or a part of the day told without one ("À 3 h 05", "in the evening"), and of a day counted from
one told before ("la veille", "the next morning").

Candidates are the report's day, the ones beside it and the days the text has told so far; an evening or a night told
before makes a morning the next day's. What speaks for each (which day was told last, with an hour, how near; whether
the hour goes on from the one before; tense; how far the day lies back) is weighed as learnt from our own train gold and
short reports of our own, by `python -m evals.hours` (data/hours.toml).

Limits: zones are not reckoned with: an hour of the far side of the globe may seem not to have come yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sitroom.annotate.times.calendar import Date, add_days
from sitroom.annotate.weights import best, weights_of

NAME = "hours"
BEGINS = {"MO": 4, "MI": 11, "AF": 12, "EV": 17, "NI": 20}  # the hour at which a part of the day begins
MIDDLE = {"MO": 6, "MI": 12, "AF": 15, "EV": 19, "NI": 23}  # the hour it is compared by
LATE, EARLY, NOON = 18, 6, 12
DEEP = 23  # from this hour on "in the night" may be the one that has begun
GAPS = {0: "today", 1: "yesterday"}
OLD = 5  # days back
CLOSE = 2  # lines back that are near
LONG = 5  # hours that are long

Signs = Mapping[str, float]
Choose = Callable[[list[tuple[Date, Signs]], int, int], Date]


@dataclass(frozen=True, slots=True)
class Told:
    """A day told: by which value, in which line, at which character. `lent`: of an hour without a day of its own;
    `pointed`: by a word that counts from today ("hier")."""

    date: Date
    value: str
    line: int
    start: int
    lent: bool = False
    pointed: bool = False

    @property
    def hour(self) -> int | None:
        return hour_of(self.value)


@dataclass(frozen=True, slots=True)
class Story:
    """What a text has told so far: the first day and the last ones of each kind."""

    first: Told | None = None
    last: Told | None = None
    timed: Told | None = None  # with an hour or a part of the day
    lent: Told | None = None
    named: Told | None = None
    days: frozenset[Date] = frozenset()

    def add(self, told: Told, today: Date) -> Story:
        """With one more day."""
        own = not told.lent and not told.pointed and told.date <= today
        return Story(
            self.first or told,
            told,
            told if own and "T" in told.value else self.timed,
            told if told.lent else self.lent,
            told if own else self.named,
            self.days | {told.date},
        )


NOTHING = Story()


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour in search of its day. `hour` is None for a whole day ("dans la journée"), `part` a part of the day;
    over: the night that is over; zoned: it has a zone; live: of a live page, or the head of an entry; that: of a day
    told ("that evening"); tense: A to come, B past, P present, N nothing says; steps: days from the day it is counted
    from, for days so told."""

    hour: int | None
    part: str
    tense: str
    line: int
    start: int
    sentence: int
    over: bool = False
    zoned: bool = False
    live: bool = False
    that: bool = False
    steps: int = 0


def hour_of(value: str) -> int | None:
    """The hour of a value, that of a part of the day roughly."""
    clock = value.partition("T")[2]
    return MIDDLE.get(clock[:2], int(clock[:2]) if clock[:2].isdigit() else None)


def day_options(hour: Hour, story: Story, today: Date, now: int | None) -> list[tuple[Date, Signs]]:
    """The days an hour may be of, in order, with what speaks for each; `now` is the hour of publication."""
    told: dict[Date, dict[str, float]] = defaultdict(dict)

    def speaks(date: Date | None, *signs: str) -> None:
        if date is not None:
            told[date].update(dict.fromkeys(signs, 1.0))

    speaks(today, "today")
    speaks(add_days(today, -1), "yesterday")
    if hour.tense == "A":
        speaks(add_days(today, 1), "tomorrow")
    for name, one in (("last", story.last), ("timed", story.timed), ("lent", story.lent)):
        if one is not None:
            for step, sign in goes_on(hour, one):
                speaks(add_days(one.date, step), *(f"{name} {s}" for s in sign))
    if story.named is not None:
        speaks(story.named.date, "named")
    if story.first is not None:
        speaks(story.first.date, "first")
        if len(story.days) == 1 and story.first.date < today:
            speaks(story.first.date, "only")
    begins = BEGINS.get(hour.part, hour.hour)
    out: list[tuple[Date, Signs]] = []
    for date, signs in sorted(told.items()):
        gap = (today - date).days
        if gap < 0 and hour.tense == "B" and not hour.zoned and not ("last beside" in signs and hour.part == "clock"):
            continue  # nothing was tomorrow
        if not gap and now is not None and begins is not None:
            if hour.over and hour.tense == "B" and now < DEEP:
                continue  # the night to come is not over
            if begins > now and not hour.over:
                if hour.tense == "B" and not hour.zoned:
                    continue  # it was not yet
                signs["not yet"] = 1.0
            if begins < now and hour.tense == "A" and hour.part != "NI":
                signs.update(dict.fromkeys(("gone", *(["long gone"] if now - begins >= LONG else [])), 1.0))
        far = "future" if gap < 0 else GAPS.get(gap, "days" if gap < OLD else "older")
        flags = {"over": hour.over, "live": hour.live, "that": hour.that}
        kinds = (hour.tense, *(name for name, holds in flags.items() if holds))
        out.append((date, signs | dict.fromkeys((far, *(f"{far}, {kind}" for kind in kinds)), 1.0)))
    return out or [(today, {})]


def goes_on(hour: Hour, told: Told) -> list[tuple[int, tuple[str, ...]]]:
    """How an hour follows a day told before: (days from it, what speaks for that)."""
    where = place_of(hour, told)
    signs = ["told", where, *(["over"] if hour.over else []), *(["that"] if hour.that else [])]
    signs += ["zone"] if hour.zoned and where == "beside" else []
    if told.hour is None or hour.hour is None:
        return [(0, tuple(signs))]
    if told.hour >= LATE and hour.hour < NOON:
        return [(0, (*signs, "back")), (1, ("morrow",))]
    if told.hour < EARLY and hour.part == "NI":
        return [(0, tuple(signs)), (-1, ("night before",))]
    return [(0, (*signs, "later" if hour.hour >= told.hour else "earlier"))]


def place_of(hour: Hour, told: Told) -> str:
    """Where a day was told before: in the sentence, the line, near or far."""
    if told.line == hour.line:
        return "beside" if told.start >= hour.sentence else "same line"
    return "near" if hour.line - told.line <= CLOSE else "far"


def step_options(hour: Hour, story: Story, today: Date) -> list[tuple[Date, Signs]]:
    """The days that may be meant by one counted from a day told before, in order, with what speaks for each."""
    told: dict[Date, dict[str, float]] = defaultdict(dict)
    way = "back" if hour.steps < 0 else "on" if hour.steps > 0 else "same"

    def speaks(base: Date, name: str, *where: str) -> None:
        date = add_days(base, hour.steps)
        if date is None:
            return
        signs = [f"step {name}", f"step {name}, {way}", *(f"step {name} {w}" for w in where)]
        signs += ["step from future"] if base > today else []
        signs += ["step ahead"] if date > today and hour.tense != "A" else []
        told[date].update(dict.fromkeys(signs, 1.0))

    speaks(today, "today", hour.tense)
    days = (("last", story.last), ("timed", story.timed), ("named", story.named), ("first", story.first))
    for name, one in days:
        if one is not None:
            speaks(one.date, name, place_of(hour, one))
    return sorted(told.items())


def likeliest(options: list[tuple[Date, Signs]], line: int, start: int) -> Date:
    """The day that most speaks for; the first of equals."""
    return options[best([signs for _, signs in options], weights_of(NAME))][0]
