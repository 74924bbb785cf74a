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


def room_key(actor: Actor, report: str) -> str:
    """The actor's key across reports. Anonymous sources get one of their own in each report: nobody can say
    that two unnamed officials are the same. An actor without a key is known by kind and name."""
    key = actor.key or f"{actor.kind}:{actor.name.casefold()}"
    return f"{key}@{report}" if actor.kind == "anonymous" else key
