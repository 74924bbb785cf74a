"""What is compared across reports: one order for dates of any precision, one key for an actor.

Pure functions of values; no clock: a date without a zone is taken as UTC.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from sitroom.model.dossier import Actor

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def moment(iso: str | None) -> str:
    """A string that sorts dates and times of any zone and precision: `2024-04-14`, `2024-04-14T10:00:00Z`.

    A day sorts before its hours; "" for None and for what is no date (it sorts first).
    """
    if iso is None or not DAY.match(iso):
        return ""
    try:
        when = datetime.fromisoformat(iso)
        if len(iso) <= 10:
            return iso
        when = when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return ""
    return when.isoformat(timespec="seconds").replace("+00:00", "Z")


def unnamed(key: str) -> bool:
    """Does this key stand for somebody known by a common noun only, of no known country ("org::police")?"""
    return "::" in key


def room_key(actor: Actor, report: str) -> str:
    """The actor's key across reports. Who has no name gets one of their own in each report: nobody can say that two
    unnamed officials, or the police of two reports, are the same. An actor without a key is known by kind and name."""
    key = actor.key or f"{actor.kind}:{actor.name.casefold()}"
    return f"{key}@{report}" if actor.kind == "anonymous" or unnamed(key) else key
