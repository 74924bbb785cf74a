"""Stretches of time: durations, sets, seasons, quarters, decades, ranges, feasts."""

from __future__ import annotations

from sitroom.annotate.times.calendar import SEASONS, Date, add_days, easter, make_date, week_value
from sitroom.annotate.times.points import op_day, op_month, op_shift, op_year
from sitroom.annotate.times.values import NO_DATE, Context, Outcome, Slots, full_year, whole, with_part

PERIODS = {
    "second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "night": "P{}NI", "week": "P{}W",
    "weekend": "P{}WE", "fortnight": "P{}W", "month": "P{}M", "quarter": "P{}Q", "half": "P{}M", "year": "P{}Y",
    "decade": "P{}Y", "century": "P{}Y", "season": "P{}M", "millennium": "P{}Y",
}  # fmt: skip
SMALLER = {"year": ("M", 12), "month": ("D", 30), "hour": ("M", 60), "minute": ("S", 60)}  # fractions are told in it
TIMES_OVER = {"fortnight": 2, "decade": 10, "century": 100, "half": 6, "millennium": 1000, "season": 3}


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


def op_within(slots: Slots, context: Context) -> Outcome | None:
    """ "in ten days": a length of time, and the day it ends where the sentence tells of what will be."""
    if context.ahead() is True and not context.weak() and whole(slots, "n"):
        return op_shift(slots, context)
    return op_duration(slots, context)


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
        if "from" in slots:  # "the following summer"
            today = context.last or today
        year = today.year
        begun = (today.month, today.day) >= (start, 20)
        over = begun and (today.month, today.day) >= (start + 3, 20)
        last = season == "WI" and (today.month, today.day) < (3, 20)  # the winter that began last year is not over
        if rel < 0 or (rel == 0 and context.ahead() is not True):
            year -= not (over or (rel == 0 and begun))
        elif rel > 0:
            year += begun
        elif over or last:
            year += over - last
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


def op_range_months(slots: Slots, context: Context) -> Outcome | None:
    """ "March 28 to April 2": from/to, both days with their month."""
    start = op_day(slots, context)
    end = op_day({**slots, "day": slots["day_b"], "month": slots["month_b"]}, context)
    if start is None or end is None or start.value is None or end.value is None or start.value >= end.value:
        return None
    return Outcome(f"{start.value}/{end.value}", start.date, "range")


def op_month_range(slots: Slots, context: Context) -> Outcome | None:
    """ "de mars à juin 2020": from/to."""
    end = op_month({**slots, "month": slots["month_b"]}, context)
    if end is None or end.date is None:
        return end
    year = end.date.year - (whole(slots, "month") > whole(slots, "month_b"))  # "décembre-janvier 2025"
    start = op_month({**slots, "year": str(year)}, context)
    if start is None or end is None or start.value is None or end.value is None or start.value >= end.value:
        return None
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


def op_none(slots: Slots, context: Context) -> Outcome | None:
    """Not a time expression: the rule is there to block what it covers."""
    return None
