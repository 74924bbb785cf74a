"""Two happenings, each told by an agency, by its French translation, and by two reporters of their own. All invented.

Places and institutions are real; people and outlets are not. Written after the thresholds were set, to test them;
then the bar for joining a story was lowered, because these showed that it was too high.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

from sitroom.model import Story, TimelineEntry
from sitroom.room.situate import Work
from sitroom.situation.features import Features
from sitroom.situation.picture import VERSION
from sitroom.store import schema, situation
from sitroom.store.shelf import Shelf

TEXTS = Path(__file__).parent / "texts"
META = {
    "tunnel-agency": ("en", "Nordlicht News", "2026-06-10T09:00Z"),
    "tunnel-translated": ("fr", "Le Fil Alpin", "2026-06-10T15:00Z"),
    "tunnel-french": ("fr", "La Gazette du Col", "2026-06-10T18:00Z"),
    "tunnel-english": ("en", "The Transit Review", "2026-06-11T08:00Z"),
    "vote-agency": ("en", "Nordlicht News", "2026-06-09T14:00Z"),
    "vote-translated": ("fr", "Le Fil Alpin", "2026-06-09T19:00Z"),
    "vote-french": ("fr", "Le Carnet d'Orient", "2026-06-10T06:00Z"),
    "vote-english": ("en", "The Danube Letter", "2026-06-11T10:00Z"),
}


def texts() -> dict[str, tuple[str, str, str, str]]:
    """Name -> language, outlet, publication date, text."""
    return {name: (*meta, (TEXTS / f"{name}.txt").read_text(encoding="utf-8").rstrip()) for name, meta in META.items()}


@dataclass(frozen=True)
class Picture:
    """Stories and timeline of some reports."""

    stories: tuple[Story, ...]
    timeline: tuple[TimelineEntry, ...]


def draw(reports: Sequence[Features], *, one_by_one: bool = False, without: Collection[int] = ()) -> Picture:
    """The situation of these reports, put in place together, or one after the other in this order.

    without  positions of reports that are taken away again
    """
    given = dict(enumerate(reports, start=1))

    def load(_: Any, report: int) -> tuple[str, int, Features] | None:
        return (given[report].report, report, given[report]) if report in given else None

    with create_engine("sqlite://").connect() as connection:
        schema.metadata.create_all(connection)
        shelf, work = Shelf(connection), Work(load)
        shelf.start_anew(VERSION)
        for batch in [[report] for report in given] if one_by_one else [list(given)]:
            shelf.wait(batch, 0)
            while work.step(shelf):
                pass
        for number in sorted(without):
            del given[number + 1]
            shelf.wait([number + 1], 0)
        while work.step(shelf):
            pass
        return Picture(
            situation.list_stories(connection, None, 0),
            situation.timeline(connection, None, None, None, None, None),
        )
