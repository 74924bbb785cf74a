"""Points in time: days, weekdays, months, years, hours, and distances from publication or from the last date.

Slots hold values of word classes ("month": "03", "part": "EV") or numbers. Nothing here knows a language.
"""

from __future__ import annotations

import datetime as dt

from sitroom.annotate.times.calendar import Date, add_days, add_months, make_date, unit_value, weekday_date
from sitroom.annotate.times.hours import BEGINS, MIDDLE, Hour, day_options, step_options
from sitroom.annotate.times.values import (
    NO_ANCHOR,
    NO_DATE,
    Context,
    Outcome,
    Slots,
    full_year,
    hour_told,
    whole,
    with_part,
)
from sitroom.annotate.times.years import nearest_day

EARLY_HOURS = 3
FAR = 100_000  # days
MIDWEEK = 3
SOME = {"day": "PXD", "week": "PXW", "month": "PXM", "year": "PXY"}
HALF = 6  # months ahead at which a month that was to come may still be
NEAREST = 3  # days ahead at which a weekday is nearer than the last one
AFTER = 4  # days after one told at which a weekday is still counted on from it
NEAR = (1, 2)  # days (months) ahead at which a weekday (month) is the coming one when nothing says otherwise


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
        if not rel and (ahead is None or (ahead is False and context.weak())):  # "walkouts in July were certain"
            ahead = (month - today.month) % 12 in NEAR
        if not rel and ahead and context.weak():  # "on l'annonçait pour août"
            ahead = (month - today.month) % 12 <= HALF
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
    if slots.get("from") == "text" and context.previous is not None:  # "le jeudi suivant", "That Friday"
        if "near" in slots:  # "le mardi", "on the Tuesday": the one beside the day told last
            return with_part(beside(context.previous, whole(slots, "weekday", 1)), slots)
        if whole(slots, "sign") < 0:  # "le lundi précédent"
            return with_part(
                weekday_date(context.previous, whole(slots, "weekday", 1), ahead=False, strict=True), slots
            )
        strict = whole(slots, "sign") > 0
        return with_part(weekday_date(context.previous, whole(slots, "weekday", 1), True, strict=strict), slots)
    today, rel = context.published.date, whole(slots, "rel")
    points = context.ahead() if rel == 0 else rel > 0
    gap = (whole(slots, "weekday", 1) - today.isoweekday()) % 7
    if points and rel == 0 and "rel" in slots and context.weak():  # "est ce lundi à Caen", said on Tuesday: the nearest
        points = gap <= NEAREST
    if rel == 0 and points and context.near():
        points = gap <= NEAREST
    if rel == 0 and points and context.present() and named_before(whole(slots, "weekday", 1), context):
        points = False  # a story in the present, of the day named last
    ahead = points if points is not None else gap in NEAR
    later = ahead and context.nearby is not None and context.nearby > today  # "du vendredi au dimanche", on a Sunday
    date = weekday_date(today, whole(slots, "weekday", 1), ahead, strict=rel != 0 or later)
    weeks = whole(slots, "weeks")
    if weeks and date:  # "mardi en huit", "a week on Tuesday"
        date = add_days(weekday_date(today, whole(slots, "weekday", 1), True, strict=True) or date, 7 * weeks)
    if date is not None and "step" in slots:  # "overnight into Sunday" is Saturday's night
        date = add_days(date, whole(slots, "step"))
    return with_part(date, slots)


def beside(day: Date, weekday: int) -> Date | None:
    """The weekday nearest to a day told, rather behind it in time."""
    gap = (weekday - day.isoweekday()) % 7
    return add_days(day, gap if gap <= AFTER else gap - 7)


def named_before(weekday: int, context: Context) -> bool:
    """Is the day named last in the text this weekday, in the week before publication?"""
    assert context.published is not None
    day = context.previous
    return day is not None and day.isoweekday() == weekday and 0 < (context.published.date - day).days < 7


def op_weekend(slots: Slots, context: Context) -> Outcome | None:
    """ "over the weekend": the last one, or the coming one if the sentence points ahead."""
    if context.published is None:
        return Outcome(None, None, "weekend", NO_DATE)
    today = context.published.date
    in_it = today.isoweekday() >= 6
    found = unit_value(today, "weekend", 0 if in_it or context.ahead() is True else -1 + whole(slots, "rel"))
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


def op_lone_day(slots: Slots, context: Context) -> Outcome | None:
    """ "le 14 au soir": a day of the month last named, else of the one nearest to publication."""
    if context.published is None:
        return with_part(None, slots)
    today, day = context.published.date, whole(slots, "day")
    if "rel" in slots:  # "le 12 courant", "le 12 du mois dernier"
        date = make_date(*add_months(today, whole(slots, "rel")), day)
        return with_part(date, slots) if date else None
    if context.previous is not None and context.previous.day < day:
        same = make_date(context.previous.year, context.previous.month, day)
        if same is not None:
            return with_part(same, slots)
    near = [make_date(*add_months(today, shift), day) for shift in (0, -1, 1)]
    ahead = context.ahead()
    dates = [d for d in near if d and (ahead is None or d == today or (d > today) is ahead)]
    date = min(dates, key=lambda d: (abs((d - today).days), d), default=None)
    return with_part(date, slots) if date else None


def op_night_of(slots: Slots, context: Context) -> Outcome | None:
    """ "la nuit du 1er au 2 mars": the night that begins on the first day."""
    end = op_day({**slots, "day": slots["day_b"], "month": slots["month_b"], "part": "NI"}, context)
    if end is None or end.date is None:
        return end
    return with_part(add_days(end.date, -1), {"part": "NI"})


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
    if unit == "weekend" and not rel and context.ahead() is False and context.published.date.isoweekday() < 5:
        rel = -1  # "ont repris ce week-end", said on a Tuesday
    if unit == "week" and not rel and slots.get("edge") in ("START", "END"):
        late = context.published.date.isoweekday() > MIDWEEK
        if slots["edge"] == "START" and late and context.ahead() is True:
            rel = 1  # "se réuniront en début de semaine", said on a Friday
        elif slots["edge"] == "END" and not late and context.ahead() is False and "rel" not in slots:
            rel = -1
    found = unit_value(context.published.date, unit, rel)
    if not found:
        return None
    return with_part(found[1], slots) if unit == "day" else Outcome(found[0], found[1], unit)


def op_shift(slots: Slots, context: Context) -> Outcome | None:
    """So many units before or after publication ("il y a trois jours"), or after the last date with `from` = text, or
    the day told by the slots with `from` = slots ("two days after Tuesday's attack")."""
    unit, sign = slots.get("unit", "day"), whole(slots, "sign", 1)
    if slots.get("n", "1") == "X" and unit in ("hour", "minute", "second") and slots.get("from") == "text":
        return Outcome(context.part, None, "other", None if context.part else NO_ANCHOR)
    if slots.get("n", "1") == "X" and slots.get("from") == "text":  # "quelques mois plus tard": the length alone
        return Outcome(SOME.get(unit), None, "duration", None if unit in SOME else NO_ANCHOR)
    if slots.get("n", "1") == "X":
        return Outcome("PAST_REF" if sign < 0 else "FUTURE_REF" if "from" not in slots else None, None, "other")
    if slots.get("from") == "line":  # "au lendemain de": the day told beside it if that is over, else the report's
        today = context.published.date if context.published else None
        base = context.nearby if context.nearby and today and context.nearby <= today else today
    elif slots.get("from") == "slots":
        told = op_day(slots, context) if "month" in slots else op_weekday(slots, context)
        base = told.date if told else None
    elif slots.get("from") == "text" and unit == "day" and (steps := float(slots.get("n", "1")) * sign) % 1 == 0:
        date = stepped(int(max(-FAR, min(FAR, steps))), context)
        if date is None and "else" in slots and context.published is not None:
            date = add_days(context.published.date, int(steps))  # "la veille", where no day was named
        return with_part(date, slots, NO_ANCHOR)
    elif slots.get("from") == "text":
        base = context.last if unit in ("year", "month") else context.previous
        if base is None and "else" in slots and context.published is not None:
            base = context.published.date  # "la veille", where no day was named: the day before the report
    else:
        base = context.published.date if context.published else None
    if base is None:
        return Outcome(None, None, "other", NO_ANCHOR if "from" in slots else NO_DATE)
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
    if unit == "night":
        return with_part(add_days(base, round(count) * sign), {"part": "NI"})
    found = unit_value(base, unit, round(count) * sign)
    if not found:
        return None
    return with_part(found[1], slots) if unit == "day" else Outcome(found[0], found[1], unit)


def shift_clock(base: Date, steps: float, unit: str, slots: Slots, context: Context) -> Outcome | None:
    """Hours and minutes before or after the publication moment; the day alone when its hour is not known."""
    moment = context.published.moment if context.published and "from" not in slots else None
    seconds = steps * {"hour": 3600, "minute": 60, "second": 1}[unit]
    if abs(seconds) > 1e9:
        return None
    if moment is None:
        days = int(abs(seconds) // 86400) * (1 if seconds > 0 else -1)
        moved = add_days(base, days)
        return Outcome(moved.isoformat(), moved, "day") if moved else None
    moved_at = moment + dt.timedelta(seconds=seconds)
    return Outcome(moved_at.strftime("%Y-%m-%dT%H:%M"), moved_at.date(), "other")


def op_clock(slots: Slots, context: Context) -> Outcome | None:
    """A clock time on the publication day (a neighbouring day is joined later)."""
    if slots.get("ampm") == "?":
        return Outcome(None, None, "clock", "before or after noon is not said")
    hour, minute = hour_told(slots), whole(slots, "minute")
    if hour == 24 and minute and slots.get("approx") == "AFTER":
        hour = 0  # "ten past midnight"
    if hour is None or minute > 59 or (hour == 24 and minute):
        return None
    if context.published is None:
        return Outcome(f"T{hour % 24:02d}:{minute:02d}{slots.get('zone', '')}", None, "clock")
    near = slots.get("approx")
    timed = context.story.timed  # a present is past in a story of an earlier day
    told = context.present() and timed is not None and timed.date < context.published.date
    if hour == 24 and near != "BEFORE" and (near == "AFTER" or context.ahead() is not True or told):
        hour = 0  # "peu après minuit", and the midnight that was
    date = day_for(min(hour, 23), "clock", slots, context)
    clock = f"T{hour:02d}:{minute:02d}{slots.get('zone', '')}"
    return Outcome(f"{date.isoformat()}{clock}", date, "clock")


def day_for(hour: int | None, part: str, slots: Slots, context: Context) -> Date:
    """The day of an hour or a part of the day told without one (hours.py)."""
    assert context.published is not None
    if context.head:
        return context.published.date
    if context.headed is not None:
        return context.headed
    moment = context.published.moment
    told = Hour(
        hour,
        part,
        tense_of(context),
        context.line,
        context.start,
        context.sentence,
        over="over" in slots,
        zoned="zone" in slots,
        live=context.live,
        that="that" in slots,
    )
    options = day_options(told, context.story, context.published.date, moment.hour if moment else None)
    return context.choose(options, context.line, context.start)


def tense_of(context: Context) -> str:
    """How a sentence tells what it tells: A to come, B past, P present, N nothing says, or what was to come."""
    ahead = context.ahead()
    return "P" if context.present() else "N" if ahead is None or context.near() else "A" if ahead else "B"


def stepped(steps: int, context: Context) -> Date | None:
    """The day so many days from one told before (hours.py); None where no day was told."""
    if context.published is None or context.story.first is None:
        return add_days(context.previous, steps) if context.previous else None
    told = Hour(None, "day", tense_of(context), context.line, context.start, context.sentence, steps=steps)
    return context.choose(step_options(told, context.story, context.published.date), context.line, context.start)


def op_weekday_clock(slots: Slots, context: Context) -> Outcome | None:
    """ "lundi, 8 heures", "hier midi": a clock time on a weekday or on a day counted from today."""
    day = (op_weekday if "weekday" in slots else op_unit)(slots, context)
    clock = op_clock(slots, context)
    if clock is None or day is None or clock.value is None or day.date is None:
        return None if clock is None else day
    hour = clock.value.partition("T")[2]
    if whole(slots, "hour") == 24 and slots.get("approx") != "AFTER":  # "lundi à minuit" ends it
        hour = f"24{hour[2:]}"
    return Outcome(f"{day.date.isoformat()}T{hour}", day.date, "moment")


def op_part(slots: Slots, context: Context) -> Outcome | None:
    """A part of the publication day, or of the day `rel` days from it: "ce matin", "last night"; the night that is over
    where what it is told of is past."""
    if context.published is None:
        return Outcome(None, None, "part", NO_DATE)
    moment, rel = context.published.moment, whole(slots, "rel")
    if slots.get("part") == "NI" and "rel" not in slots and context.ahead() is False:
        rel = -1 if moment is None or moment.hour < BEGINS["NI"] else 0  # "cette nuit, trois obus sont tombés"
    return with_part(add_days(context.published.date, rel), slots)


def op_same_day_part(slots: Slots, context: Context) -> Outcome | None:
    """A part of the day being told: "in the evening"; `rel` days from the one told last ("la nuit précédente")."""
    part, rel = slots.get("part", ""), whole(slots, "rel")
    if context.published is None:
        return with_part(context.nearby, slots)
    if rel:
        return with_part(stepped(rel, context) or add_days(context.published.date, rel), slots)
    hour = EARLY_HOURS if "own" in slots else MIDDLE.get(part)
    return with_part(day_for(hour, "own" if "own" in slots else part or "day", slots, context), slots)


def op_month_between(slots: Slots, context: Context) -> Outcome | None:
    """ "entre janvier et septembre 2025": the first month, by the year of the second (`month_b`)."""
    year = (full_year(slots) or 1) - (whole(slots, "month") > whole(slots, "month_b"))
    return op_month({**slots, "year": str(year)}, context)


def op_month_of_year(slots: Slots, context: Context) -> Outcome | None:
    """ "mars de l'an dernier": a month in the year told by `rel`."""
    if context.published is None:
        return Outcome(None, None, "month", NO_DATE)
    year = add_months(context.published.date, 12 * whole(slots, "rel"))[0]
    return op_month({**slots, "year": str(year)}, context)
