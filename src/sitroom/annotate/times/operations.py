"""From the slots of a match to its TIMEX3 value. One function an operation; rules name them in `op`.

Slots hold values of word classes ("month": "03", "part": "EV") or numbers. Nothing here knows a language.
Outcome.value None: it is a time expression that cannot be anchored; `reason` says why. None instead of an
outcome: it is no time expression after all (30 February).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sitroom.annotate.times.calendar import (
    SEASONS,
    Date,
    Published,
    add_days,
    add_months,
    easter,
    make_date,
    unit_value,
    week_value,
    weekday_date,
)

Slots = Mapping[str, str]
NO_DATE = "the report's publication date is not known"
NO_ANCHOR = "no earlier date in the text to count from"
PERIODS = {
    "second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "night": "P{}NI", "week": "P{}W",
    "weekend": "P{}WE", "fortnight": "P{}W", "month": "P{}M", "quarter": "P{}Q", "half": "P{}M", "year": "P{}Y",
    "decade": "P{}Y", "century": "P{}Y", "season": "P{}M", "millennium": "P{}Y",
}  # fmt: skip
SMALLER = {"year": ("M", 12), "month": ("D", 30), "hour": ("M", 60), "minute": ("S", 60)}  # fractions are told in it
NEAR = (1, 2)  # days ahead at which a weekday is the coming one when nothing says otherwise
TIMES_OVER = {"fortnight": 2, "decade": 10, "century": 100, "half": 6, "millennium": 1000, "season": 3}


@dataclass(frozen=True, slots=True)
class Context:
    """What a value is computed against. `ahead()` tells from the sentence: True to come, False past, None unclear.

    previous  the last day named in the text before this expression; nearby: the last one in the same line;
              last: the first day of whatever was dated last, be it a year
    """

    published: Published | None
    ahead: Callable[[], bool | None]
    previous: Date | None = None
    nearby: Date | None = None
    last: Date | None = None


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


def op_day(slots: Slots, context: Context) -> Outcome | None:
    """Day and month, with or without year; without: the side the sentence points to, else the nearest."""
    month, day, year = whole(slots, "month"), whole(slots, "day"), full_year(slots)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if year is not None:
        date = make_date(year, month, day)
        return with_part(date, slots) if date else None
    if make_date(2024, month, day) is None:
        return None
    if context.published is None:
        return Outcome(None, None, "part" if "part" in slots else "day", NO_DATE)
    return with_part(nearest_day(month, day, context, slots), slots)


def nearest_day(month: int, day: int, context: Context, slots: Slots) -> Date | None:
    """The year of a day and month: by the weekday if one is named, by tense, else the nearest to publication."""
    assert context.published is not None
    today = context.published.date
    years = [today.year + shift for shift in (0, -1, 1)]
    dates = [d for d in (make_date(y, month, day) for y in years) if d]
    if "weekday" in slots:
        named = [d for d in dates if d.isoweekday() == whole(slots, "weekday")]
        dates = named or dates
    rel = whole(slots, "rel")
    if rel:
        dates = [d for d in dates if (d - today).days * rel > 0] or dates
    ahead = context.ahead()

    # Tense is weak evidence (narrative present, announcements in the past): the other side must be four times nearer.
    def cost(date: Date) -> tuple[int, Date]:
        gap = (date - today).days
        against = ahead is not None and gap != 0 and (gap > 0) is not ahead
        return abs(gap) * (4 if against else 1), date

    return min(dates, key=cost, default=None)


def op_month(slots: Slots, context: Context) -> Outcome | None:
    """A month, with or without year."""
    month, year = whole(slots, "month"), full_year(slots)
    if not 1 <= month <= 12:
        return None
    if year is None:
        if context.published is None:
            return Outcome(None, None, "month", NO_DATE)
        today = context.published.date
        rel = whole(slots, "rel")
        ahead = context.ahead() if not rel else rel > 0
        if "rel" in slots and rel == 0:
            year = today.year
        elif ahead:
            year = today.year + (month < today.month or (rel > 0 and month == today.month))
        else:
            year = today.year - (month > today.month or (rel < 0 and month == today.month))
    return Outcome(f"{year:04d}-{month:02d}", Date(max(1, year), month, 1), "month")


def op_year(slots: Slots, context: Context) -> Outcome | None:
    """A year by its number; `prefix` FY for fiscal years."""
    year = full_year(slots)
    if not year:
        return None
    return Outcome(f"{slots.get('prefix', '')}{year:04d}", Date(year, 1, 1), "year")


def op_weekday(slots: Slots, context: Context) -> Outcome | None:
    """A weekday: the publication day itself, else the last one, or the next one if the sentence points ahead."""
    if context.published is None:
        return with_part(None, slots)
    today, rel = context.published.date, whole(slots, "rel")
    points = context.ahead() if rel == 0 else rel > 0
    gap = (whole(slots, "weekday", 1) - today.isoweekday()) % 7
    ahead = points if points is not None else gap in NEAR
    date = weekday_date(today, whole(slots, "weekday", 1), ahead, strict=rel != 0)
    weeks = whole(slots, "weeks")
    if weeks and date:  # "mardi en huit", "a week on Tuesday"
        date = add_days(weekday_date(today, whole(slots, "weekday", 1), True, strict=True) or date, 7 * weeks)
    return with_part(date, slots)


def op_weekend(slots: Slots, context: Context) -> Outcome | None:
    """ "over the weekend": the last one, or the coming one if the sentence points ahead."""
    if context.published is None:
        return Outcome(None, None, "weekend", NO_DATE)
    today = context.published.date
    in_it = today.isoweekday() >= 6
    found = unit_value(today, "weekend", 0 if in_it or context.ahead() is True else -1)
    return Outcome(found[0], found[1], "weekend") if found else None


def op_day_of_month(slots: Slots, context: Context) -> Outcome | None:
    """ "lundi 2": the month nearest to publication in which the weekday falls on that day."""
    if context.published is None:
        return Outcome(None, None, "day", NO_DATE)
    today = context.published.date
    near = [make_date(*add_months(today, shift), whole(slots, "day")) for shift in (0, -1, 1, -2, 2)]
    dates = [d for d in near if d and d.isoweekday() == whole(slots, "weekday")]
    date = min(dates, key=lambda d: (abs((d - today).days), d), default=None)
    return with_part(date, slots) if date else None


def op_night_of(slots: Slots, context: Context) -> Outcome | None:
    """ "la nuit du 1er au 2 mars": the night that begins on the first day."""
    end = op_day({**slots, "day": slots["day_b"], "month": slots["month_b"], "part": "NI"}, context)
    if end is None or end.date is None:
        return end
    return with_part(add_days(end.date, -1), {"part": "NI"})


def op_month_range(slots: Slots, context: Context) -> Outcome | None:
    """ "de mars à juin 2020": from/to."""
    start, end = op_month(slots, context), op_month({**slots, "month": slots["month_b"]}, context)
    if start is None or end is None or start.value is None or end.value is None or start.value >= end.value:
        return None
    return Outcome(f"{start.value}/{end.value}", start.date, "range")


def op_range_months(slots: Slots, context: Context) -> Outcome | None:
    """ "March 28 to April 2": from/to, both days with their month."""
    start = op_day(slots, context)
    end = op_day({**slots, "day": slots["day_b"], "month": slots["month_b"]}, context)
    if start is None or end is None or start.value is None or end.value is None or start.value >= end.value:
        return None
    return Outcome(f"{start.value}/{end.value}", start.date, "range")


def op_none(slots: Slots, context: Context) -> Outcome | None:
    """Not a time expression: the rule is there to block what it covers."""
    return None


def op_weekday_of_week(slots: Slots, context: Context) -> Outcome | None:
    """ "mardi de la semaine dernière": a weekday in a week told by `rel`."""
    if context.published is None:
        return with_part(None, slots)
    found = unit_value(context.published.date, "week", whole(slots, "rel"))
    return with_part(add_days(found[1], whole(slots, "weekday", 1) - 1), slots) if found else None


def op_unit(slots: Slots, context: Context) -> Outcome | None:
    """The unit `rel` steps from the one of publication: "hier", "la semaine dernière", "this year"."""
    unit, rel = slots.get("unit", "day"), whole(slots, "rel")
    if context.published is None:
        return Outcome(None, None, "part" if "part" in slots else unit, NO_DATE)
    if unit == "season":
        return None
    found = unit_value(context.published.date, unit, rel)
    if not found:
        return None
    return with_part(found[1], slots) if unit == "day" else Outcome(found[0], found[1], unit)


def op_shift(slots: Slots, context: Context) -> Outcome | None:
    """So many units before or after publication ("il y a trois jours"), or after the last date with `from` = text."""
    unit, sign = slots.get("unit", "day"), whole(slots, "sign", 1)
    if slots.get("from") == "text":
        base = context.last if unit in ("year", "month") else context.previous
    else:
        base = context.published.date if context.published else None
    if base is None:
        return Outcome(None, None, "other", NO_ANCHOR if slots.get("from") == "text" else NO_DATE)
    if slots.get("n", "1") == "X":
        return Outcome("PAST_REF" if sign < 0 else "FUTURE_REF", None, "other")
    count = float(slots.get("n", "1")) + float(slots.get("plus", "0"))
    if unit in ("hour", "minute", "second"):
        return shift_clock(base, count * sign, unit, slots, context)
    if count > 10_000:
        return None
    if count != int(count):  # half a year, a year and a half: counted in the next smaller unit
        smaller = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7), "decade": ("year", 10)}
        if unit not in smaller:
            return None
        unit, times = smaller[unit]
        count *= times
    if unit == "fortnight":
        unit, count = "week", count * 2
    if unit == "half":
        unit, count = "month", count * 6
    found = unit_value(base, unit, round(count) * sign)
    if not found:
        return None
    return with_part(found[1], slots) if unit == "day" else Outcome(found[0], found[1], unit)


def shift_clock(base: Date, steps: float, unit: str, slots: Slots, context: Context) -> Outcome | None:
    """Hours and minutes before or after the publication moment; the day alone when its hour is not known."""
    moment = context.published.moment if context.published and slots.get("from") != "text" else None
    seconds = steps * {"hour": 3600, "minute": 60, "second": 1}[unit]
    if abs(seconds) > 1e9:
        return None
    if moment is None:
        days = int(abs(seconds) // 86400) * (1 if seconds > 0 else -1)
        moved = add_days(base, days)
        return Outcome(moved.isoformat(), moved, "day") if moved else None
    import datetime as dt

    moved_at = moment + dt.timedelta(seconds=seconds)
    return Outcome(moved_at.strftime("%Y-%m-%dT%H:%M"), moved_at.date(), "other")


def op_clock(slots: Slots, context: Context) -> Outcome | None:
    """A clock time on the publication day (a neighbouring day is joined later)."""
    hour, minute = whole(slots, "hour"), whole(slots, "minute")
    half = slots.get("ampm", "")
    if half and not 1 <= hour <= 12:
        return None
    if half == "PM" and hour < 12:
        hour += 12
    elif half == "AM" and hour == 12:
        hour = 0
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    clock = f"T{hour:02d}:{minute:02d}{slots.get('zone', '')}"
    if context.published is None:
        return Outcome(clock, None, "clock")
    date = context.published.date
    if context.nearby is not None and context.nearby < date:
        date = context.nearby
    return Outcome(f"{date.isoformat()}{clock}", date, "clock")


def op_part(slots: Slots, context: Context) -> Outcome | None:
    """A part of the publication day, or of the day `rel` days from it: "ce matin", "last night"."""
    if context.published is None:
        return Outcome(None, None, "part", NO_DATE)
    return with_part(add_days(context.published.date, whole(slots, "rel")), slots)


def op_same_day_part(slots: Slots, context: Context) -> Outcome | None:
    """A part of the day last named, else of the publication day: "in the evening"."""
    base = context.nearby
    if base is None or (context.published and base > context.published.date):
        return op_part(slots, context)
    return with_part(add_days(base, whole(slots, "rel")), slots)


def op_duration(slots: Slots, context: Context) -> Outcome | None:
    """A length of time; an unknown number is X."""
    unit, number = slots.get("unit", "day"), slots.get("n", "1")
    if unit not in PERIODS:
        return None
    if number == "X":
        return Outcome(PERIODS[unit].format("X"), None, "duration")
    count = (float(number) + float(slots.get("plus", "0"))) * TIMES_OVER.get(unit, 1)
    if count != int(count) and unit in SMALLER:
        letter, times = SMALLER[unit]
        rest = f"{round((count - int(count)) * times)}{letter}"
        if int(count) == 0:
            return Outcome(f"P{'T' if unit in ('hour', 'minute') else ''}{rest}", None, "duration")
        return Outcome(PERIODS[unit].format(int(count)) + rest, None, "duration")
    return Outcome(PERIODS[unit].format(f"{count:g}" if count < 1e6 else f"{count:.0f}"), None, "duration")


def op_set(slots: Slots, context: Context) -> Outcome | None:
    """What recurs: each weekday (XXXX-WXX-1), each part of the day (XXXX-XX-XXTMO), each unit (P1M)."""
    if "weekday" in slots:
        part = f"T{slots['part']}" if "part" in slots else ""
        return Outcome(f"XXXX-WXX-{slots['weekday']}{part}", None, "set")
    if "part" in slots:
        return Outcome(f"XXXX-XX-XXT{slots['part']}", None, "set")
    if "season" in slots:
        return Outcome(f"XXXX-{slots['season']}", None, "set")
    if "month" in slots:
        return Outcome(f"XXXX-{slots['month']}", None, "set")
    return op_duration(slots, context)


def op_season(slots: Slots, context: Context) -> Outcome | None:
    """A season, with a year or relative to publication."""
    season, year, rel = slots["season"], full_year(slots), whole(slots, "rel")
    start = SEASONS[season]
    if year is None:
        if context.published is None:
            return Outcome(None, None, "season", NO_DATE)
        today = context.published.date
        year = today.year
        begun = (today.month, today.day) >= (start, 20)
        if rel < 0 or (rel == 0 and "rel" not in slots and context.ahead() is not True):
            over = (today.month, today.day) >= (start + 3, 20) or (not rel and begun)
            year -= not over
        elif rel > 0 or "rel" not in slots:
            year += begun
        elif season == "WI" and today.month < 3:
            year -= 1
    return Outcome(f"{year:04d}-{season}", Date(max(1, year), start, 1), "season")


def op_quarter(slots: Slots, context: Context) -> Outcome | None:
    """A numbered quarter (`Q`) or half (`H`) of a year."""
    letter, number, year = slots.get("letter", "Q"), whole(slots, "n"), full_year(slots)
    months = 3 if letter == "Q" else 6
    if not 1 <= number <= 12 // months:
        return None
    if year is None:
        if context.published is None:
            return Outcome(None, None, "quarter", NO_DATE)
        today = context.published.date
        year = today.year + whole(slots, "rel")
        if "rel" not in slots:
            begun = today.month > (number - 1) * months
            year += -1 if not begun and context.ahead() is not True else 0
    return Outcome(f"{year:04d}-{letter}{number}", Date(max(1, year), (number - 1) * months + 1, 1), "quarter")


def op_decade(slots: Slots, context: Context) -> Outcome | None:
    """ "the 1990s", "les années 90": 199."""
    year = whole(slots, "year")
    year = year if year >= 100 else 1900 + year if year >= 20 else 2000 + year
    return Outcome(f"{year // 10:03d}", Date(max(1, year // 10 * 10), 1, 1), "decade")


def op_century(slots: Slots, context: Context) -> Outcome | None:
    """ "le XIXe siècle": 18."""
    number = whole(slots, "n")
    return Outcome(f"{number - 1:02d}", Date(max(1, (number - 1) * 100), 1, 1), "century") if 0 < number < 31 else None


def op_range(slots: Slots, context: Context) -> Outcome | None:
    """ "du 3 au 5 mars", "2019-2021": from/to."""
    if "month" in slots:
        end = op_day({**slots, "day": slots["day_b"], "month": slots.get("month_b", slots["month"])}, context)
        start = op_day({k: v for k, v in slots.items() if k != "weekday"}, context)
    else:
        first, last = full_year(slots), full_year(slots, "year_b")
        if first is None or last is None:
            return None
        if len(slots["year_b"]) == 2:
            last = first // 100 * 100 + whole(slots, "year_b")
        start, end = op_year({"year": str(first)}, context), op_year({"year": str(last)}, context)
    if start is None or end is None or start.value is None or end.value is None or start.value >= end.value:
        return Outcome(None, None, "other", NO_DATE) if start and start.value is None else None
    return Outcome(f"{start.value}/{end.value}", start.date, "range")


def op_fixed(slots: Slots, context: Context) -> Outcome | None:
    """A value that does not depend on anything (PRESENT_REF, a day known by its name)."""
    value = slots["value"]
    date = Date.fromisoformat(value) if len(value) == 10 and value[:4].isdigit() else None
    return Outcome(value, date, "day" if date else "other")


def op_holiday(slots: Slots, context: Context) -> Outcome | None:
    """A feast by its date (`12-25`) or its distance from Easter (`E-2`), in a year told or meant."""
    code, year = slots["holiday"], full_year(slots)
    if year is None and context.published is None:
        return Outcome(None, None, "day", NO_DATE)
    if year is None:
        assert context.published is not None
        today = context.published.date
        dates = [d for y in (-1, 0, 1) if (d := feast(code, today.year + y))]
        rel = whole(slots, "rel")
        ahead = {-1: False, 1: True}.get(rel, context.ahead())
        side = [d for d in dates if (d >= today if ahead else d <= today)] if ahead is not None else dates
        date = min(side, key=lambda d: (abs((d - today).days), d), default=None)
    else:
        date = feast(code, year)
    return with_part(date, slots) if date else None


def feast(code: str, year: int) -> Date | None:
    """The day of a feast in a year."""
    if code.startswith("E"):
        return add_days(easter(year), int(code[1:] or 0))
    return make_date(year, int(code[:2]), int(code[3:]))


def op_week_of(slots: Slots, context: Context) -> Outcome | None:
    """ "la semaine du 3 mars": the week that holds the day."""
    day = op_day(slots, context)
    if day is None or day.date is None:
        return day
    return Outcome(week_value(day.date), day.date, "week")


def op_month_of_year(slots: Slots, context: Context) -> Outcome | None:
    """ "mars de l'an dernier": a month in the year told by `rel`."""
    if context.published is None:
        return Outcome(None, None, "month", NO_DATE)
    year = add_months(context.published.date, 12 * whole(slots, "rel"))[0]
    return op_month({**slots, "year": str(year)}, context)


Operation = Callable[[Slots, Context], Outcome | None]
OPERATIONS: dict[str, Operation] = {
    "day": op_day,
    "month": op_month,
    "year": op_year,
    "weekday": op_weekday,
    "weekend": op_weekend,
    "day_of_month": op_day_of_month,
    "night_of": op_night_of,
    "month_range": op_month_range,
    "range_months": op_range_months,
    "none": op_none,
    "weekday_of_week": op_weekday_of_week,
    "unit": op_unit,
    "shift": op_shift,
    "clock": op_clock,
    "part": op_part,
    "same_day_part": op_same_day_part,
    "duration": op_duration,
    "set": op_set,
    "season": op_season,
    "quarter": op_quarter,
    "decade": op_decade,
    "century": op_century,
    "range": op_range,
    "fixed": op_fixed,
    "holiday": op_holiday,
    "week_of": op_week_of,
    "month_of_year": op_month_of_year,
}
