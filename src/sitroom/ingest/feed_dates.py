"""Dates as feeds write them (RFC 822 and its misspellings, ISO 8601 and W3CDTF) to ISO 8601.

feed_date("Mon, 02 Mar 2026 18:40:05 +0100")     -> "2026-03-02T18:40:05+01:00"
feed_date("lun., 02 mars 2026 18:40:05 CET")     -> "2026-03-02T18:40:05+01:00"
feed_date("2026-03-02")                          -> "2026-03-02"
feed_date("March 2026")                          -> None: a date that is not wholly there is no date
"""

from __future__ import annotations

import functools
import re
import unicodedata
from datetime import datetime, timedelta, timezone

YEARS = range(1900, 2200)
# Zones that RFC 822 names, in minutes from UTC; further ones are in the language packs.
RFC_822 = {"z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300,
           "mst": -420, "mdt": -360, "pst": -480, "pdt": -420}  # fmt: skip
# Half of the day, then the zone: PM, CET, +0100, +01:00, GMT+1
ZONE = r"([ap]\.?m\b\.?)?\s*([a-z]{0,5}[+-]\d{1,2}(?::?\d\d)?|[a-z]{1,5})?"
ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]\s?(\d{1,2}):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,12})?)?\s?" + ZONE + ")?",
    re.I,
)
RFC = re.compile(
    r"(?:[^\W\d_]{2,12}\.?\s*,?\s*)?(\d{1,2})[\s-]+([^\W\d_]{3,12})\.?[\s,-]+(\d{4}|\d\d)"
    r"(?:[\s,]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d{1,9})?)?\s*" + ZONE + ")?",
    re.I,
)
ASCTIME = re.compile(
    r"[a-z]{3,9},?\s+([a-z]{3,9})\s+(\d{1,2}),?\s+(?:(\d{1,2}):(\d\d)(?::(\d\d))?\s*([a-z]{1,5})?\s*)?(\d{4})", re.I
)


def feed_date(value: object) -> str | None:
    """ISO 8601 of a feed's date, with the zone it gives (none if it names none we know); None when it is none."""
    if not isinstance(value, str):
        return None
    text = " ".join(value[:120].split())
    if found := ISO.match(text):
        year, month, day, hour, minute, second, half, zone = found.groups()
        return _iso(year, int(month), day, (_hour(hour, half), minute, second), zone)
    if found := RFC.match(text):
        day, name, year, hour, minute, second, half, zone = found.groups()
        return _iso(year, _month(name), day, (_hour(hour, half), minute, second), zone)
    if found := ASCTIME.match(text):
        name, day, hour, minute, second, zone, year = found.groups()
        return _iso(year, _month(name), day, (hour, minute, second), zone)
    return None


def _iso(
    year: str, month: int, day: str, clock: tuple[str | None, str | None, str | None], zone: str | None
) -> str | None:
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 70 else 1900
    hour, minute, second = (int(part or 0) for part in clock)
    try:
        late = (hour, minute, second) == (24, 0, 0)
        moment = datetime(number, month, int(day), 0 if late else hour, minute, min(second, 59))
        moment += timedelta(days=late)
        if moment.year not in YEARS:
            return None
        if clock[0] is None:
            return moment.date().isoformat()
        return moment.replace(tzinfo=_zone(zone)).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return None


def _hour(hour: str | None, half: str | None) -> str | None:
    """The hour of 24 for one of 12; an hour that cannot be is left as it is."""
    if hour is None or not half or not 1 <= int(hour) <= 12:
        return hour
    return str(int(hour) % 12 + (12 if half[0] in "pP" else 0))


def _zone(written: str | None) -> timezone | None:
    parts = re.fullmatch(r"([a-z]*)([+-])?(\d{1,2})?:?(\d\d)?", written or "", re.I)
    if not written or parts is None:
        return None
    name, sign, hours, rest = parts.groups()
    minutes = _names()[1].get(name.lower(), None if name else 0)
    if sign is not None:
        if minutes != 0:
            return None  # CET+1 means nothing
        minutes = (int(hours) * 60 + int(rest or 0)) * (-1 if sign == "-" else 1)
    return timezone(timedelta(minutes=minutes)) if minutes is not None and abs(minutes) < 24 * 60 else None


def _month(name: str) -> int:
    """1 to 12; 0 for no month."""
    months = _names()[0]
    folded = _folded(name)
    return months.get(folded) or months.get(folded[:3], 0)


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower())
    return "".join(c for c in plain if not unicodedata.combining(c))


@functools.cache
def _names() -> tuple[dict[str, int], dict[str, int]]:
    """Month names and zone abbreviations (minutes from UTC) of all language packs."""
    from sitroom.lang import languages, load_lang
    from sitroom.lang.schemas.metadata import MetadataWords

    months: dict[str, int] = {}
    zones = dict(RFC_822)
    for code in languages():
        for entry in load_lang(code).table(MetadataWords):
            months |= {_folded(name): number for name, number in entry.months.items()}
            zones = {name.lower(): minutes for name, minutes in entry.zones.items()} | zones
    return months, zones
