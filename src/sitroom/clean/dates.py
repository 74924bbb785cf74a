"""Dates as pages write them, to ISO 8601. A date that is not wholly there is no date; nothing comes from a clock.

machine_date("2026-03-02T18:40:00+0100")               -> "2026-03-02T18:40+01:00"
written_date("lundi 2 mars 2026 à 18h40", "fr")        -> "2026-03-02T18:40"
written_date("2 mars", "fr")                           -> None
"""

from __future__ import annotations

import functools
import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from sitroom.lang import languages, load_lang
from sitroom.lang.schemas.metadata import MetadataWords
from sitroom.lang.schemas.sections import fold

# No news page is older, and later years are slips or tricks.
YEARS = range(1900, 2200)
NUMERIC = re.compile(
    r"(?<![\d/.-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)|(?<![\d/.-])(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)"
)
CLOCK = re.compile(
    r"(?<![\d:])([01]?\d|2[0-4])(?:\s?[:h.]\s?([0-5]\d)(?::[0-5]\d)?|\s?h\b|(?=\s?[ap]\.?m\b))"
    r"\s?(?:([ap])\.?\s?m\b\.?)?\s*\(?(utc|gmt|[a-z]{2,5}\b)?\s?([+-]\d{1,2}(?::?\d{2})?)?",
    re.I,
)
URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|\Z)")


def machine_date(value: str | None) -> str | None:
    """ISO 8601 of a date meant for machines (ISO 8601, RFC 2822, epoch seconds are not); None when it is none.

    Seconds are dropped; a time zone is kept as written; midnight without a zone counts as a date alone.
    """
    if not value or len(value) > 60:
        return None
    value = value.strip()
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            found = NUMERIC.match(value)
            return _day(found, day_first=True) if found else None
    if moment.year not in YEARS:
        return None
    if not re.search(r"\d[T ]\d|\d:\d", value) or (moment.tzinfo is None and moment.time().isoformat() == "00:00:00"):
        return moment.date().isoformat()
    return moment.replace(second=0, microsecond=0).isoformat(timespec="minutes")


def given_date(value: str, language: str | None) -> str | None:
    """ISO 8601 of a date somebody gave in whatever form. 02/03/2026 is a date only where the language says which."""
    value = value.strip()
    if not re.match(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}", value) and (told := machine_date(value)):
        return told
    known = languages()
    tongues = [language] if language in known else list(known)
    told_by = {written_date(value, code) for code in tongues}
    return told_by.pop() if len(told_by) == 1 else None


def url_date(url: str | None) -> str | None:
    """The date in an address such as /2026/03/02/; None when there is none."""
    found = URL_DATE.search(url[:500]) if url else None
    return f"{found[1]}-{found[2]}-{found[3]}" if found else None


def written_date(text: str, language: str) -> str | None:
    """ISO 8601 of the first whole date in a short text, with the clock time after (or right before) it; else None."""
    text = fold(text[:300])
    day, start, end = _written_day(text, language)
    if day is None:
        return None
    clock = CLOCK.search(text, end, min(len(text), end + 40)) or CLOCK.search(text, 0, start)
    return _with_clock(day, clock) if clock else day


def beside_date(text: str, language: str) -> tuple[str, str] | None:
    """What stands before and behind the first whole date of a short text; None where there is none."""
    text = fold(text[:300])
    day, start, end = _written_day(text, language)
    return (text[:start].strip(), text[end:].strip()) if day else None


def _written_day(text: str, language: str) -> tuple[str | None, int, int]:
    words, months, day_first = _words(language)
    found = words.search(text)
    if found:
        month = months[(found["month1"] or found["month2"]).lower()]
        day = _iso(int(found["year1"] or found["year2"]), month, int(found["day1"] or found["day2"]))
        return day, found.start(), found.end()
    found = NUMERIC.search(text)
    return (_day(found, day_first), found.start(), found.end()) if found else (None, 0, 0)


def _day(found: re.Match[str], day_first: bool | None) -> str | None:
    """`day_first` None: the language writes both ways, so 02/03/2026 tells no date but 13/03/2026 does."""
    if found[1]:
        return _iso(int(found[1]), int(found[2]), int(found[3]))
    first, second, year = int(found[4]), int(found[5]), int(found[6])
    if day_first is None and first <= 12 and second <= 12 and first != second:
        return None
    if day_first is False or (day_first is None and second > 12):
        first, second = second, first
    return _iso(year, second, first)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year in YEARS else None
    except ValueError:
        return None


def _with_clock(day: str, clock: re.Match[str]) -> str:
    hour, minute = int(clock[1]), int(clock[2] or 0)
    if clock[3]:
        if not 1 <= hour <= 12:
            return day
        hour = hour % 12 + (12 if clock[3].lower() == "p" else 0)
    if hour > 23:
        return day
    zone = _zone((clock[4] or "").lower(), clock[5])
    moment = datetime.fromisoformat(day).replace(hour=hour, minute=minute, tzinfo=zone)
    return moment.isoformat(timespec="minutes")


def _zone(name: str, shift: str | None) -> timezone | None:
    minutes = _zones().get(name)
    if shift and (minutes == 0 or not name):
        sign, digits = (-1 if shift[0] == "-" else 1), shift[1:].replace(":", "")
        hours, rest = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
        minutes = sign * (60 * hours + rest)
    if minutes is None or abs(minutes) >= 24 * 60:
        return None
    return timezone(timedelta(minutes=minutes))


@functools.cache
def _zones() -> dict[str, int]:
    """Minutes from UTC by the abbreviation, of all packs' tables (they are international)."""
    return {
        name.lower(): minutes
        for code in languages()
        for entry in load_lang(code).table(MetadataWords)
        for name, minutes in entry.zones.items()
    }


@functools.cache
def _words(language: str) -> tuple[re.Pattern[str], dict[str, int], bool | None]:
    entries = load_lang(language).table(MetadataWords)
    months = {fold(form).lower(): number for e in entries for form, number in e.months.items()}
    names = "|".join(re.escape(name) for name in sorted(months, key=lambda n: (-len(n), n)))
    day = r"(\d{1,2})(?:er|st|nd|rd|th)?"
    pattern = (
        rf"(?<!\d){day.replace('(', '(?P<day1>', 1)}\s+(?:of\s+)?(?P<month1>{names})\b\.?,?\s+(?P<year1>\d{{4}})"
        rf"|\b(?P<month2>{names})\b\.?\s+{day.replace('(', '(?P<day2>', 1)},?\s+(?P<year2>\d{{4}})"
    )
    return re.compile(pattern, re.I), months, next((e.day_first for e in entries if e.day_first is not None), None)
