"""Dates at the grain people speak in (day, week, month ...), as TIMEX3 values. Pure arithmetic, no language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Date = dt.date
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month of each (it begins on the 20th)


@dataclass(frozen=True, slots=True)
class Published:
    """The report's publication moment. `clock` is False when only the day is known."""

    date: Date
    moment: dt.datetime | None = None


def read_published(published: str | None) -> Published | None:
    """ISO 8601 date or date and time, with or without a zone; None when missing or not readable."""
    if not published:
        return None
    text = published.strip().replace("Z", "+00:00").replace("z", "+00:00")
    try:
        if len(text) <= 10:
            return Published(Date.fromisoformat(text))
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        try:
            return Published(Date.fromisoformat(text[:10]))
        except ValueError:
            return None
    return Published(moment.date(), moment)


def make_date(year: int, month: int, day: int) -> Date | None:
    """The date, or None when there is no such day."""
    try:
        return Date(year, month, day)
    except ValueError:
        return None


def add_days(date: Date, days: int) -> Date | None:
    """The date so many days on; None beyond the calendar."""
    try:
        return date + dt.timedelta(days=days)
    except (OverflowError, ValueError):
        return None


def add_months(date: Date, months: int) -> tuple[int, int]:
    """Year and month, so many months on."""
    index = date.year * 12 + date.month - 1 + months
    return index // 12, index % 12 + 1


def week_value(date: Date) -> str:
    """ISO week, `2026-W09`."""
    year, week, _ = date.isocalendar()
    return f"{year:04d}-W{week:02d}"


def unit_value(date: Date, unit: str, steps: int) -> tuple[str, Date] | None:
    """TIMEX3 value of the unit that lies `steps` from the one holding `date`, and its first day.

    Units: day, weekend, week, fortnight, month, quarter, half, year, decade, century. None beyond the calendar.
    """
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
    if unit in days:
        moved = add_days(date, days[unit] * steps)
        if moved is None:
            return None
        if unit == "day":
            return moved.isoformat(), moved
        monday = add_days(moved, -moved.weekday()) or moved
        if unit == "weekend":
            saturday = add_days(monday, 5) or monday
            return f"{week_value(monday)}-WE", saturday
        return week_value(moved), monday
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
    if unit not in months:
        return None
    year, month = add_months(date, months[unit] * steps)
    if not 1 <= year <= 9999:
        return None
    if unit == "month":
        return f"{year:04d}-{month:02d}", Date(year, month, 1)
    if unit == "quarter":
        return f"{year:04d}-Q{(month + 2) // 3}", Date(year, (month - 1) // 3 * 3 + 1, 1)
    if unit == "half":
        return f"{year:04d}-H{1 if month < 7 else 2}", Date(year, 1 if month < 7 else 7, 1)
    text = f"{year:04d}"
    if unit == "year":
        return text, Date(year, 1, 1)
    return (text[:3], Date(max(1, year // 10 * 10), 1, 1)) if unit == "decade" else (
        text[:2], Date(max(1, year // 100 * 100), 1, 1)
    )  # fmt: skip


def weekday_date(published: Date, weekday: int, ahead: bool, strict: bool = False) -> Date | None:
    """The nearest such weekday (1 Monday to 7 Sunday), behind or ahead. The publication day counts unless `strict`."""
    gap = (weekday - 1 - published.weekday()) % 7
    if ahead:
        return add_days(published, gap or (7 if strict else 0))
    return add_days(published, -((7 - gap) % 7 or (7 if strict else 0)))


def easter(year: int) -> Date:
    """Easter Sunday (Gregorian), by the anonymous computus of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return Date(year, month, day + 1)
