"""Who shares what with whom: the marks reports are found by, in the order of time.

marks  (bucket, value, at, report): a stretch of SPAN days, what is shared, when (`order_of`), whose it is. Of a mark
that thousands have, only the nearest holders are read, so what a question costs does not grow with the room.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection

SPAN = 16  # days of marks that are kept together
FEW = 64  # reports of a stretch that have a mark: their outlets are looked up; of more, the outlet's reports are
SPARE = 8  # holders read beyond those asked for: the report itself, and those of the same moment
UNDATED = 1 << 62  # from here on: reports without a date
LAST = (1 << 63) - 1

# A report that has a mark: the number of its time; its place in time, where another has the same number; its row. Sorts
# by time. A plain tuple, because thousands are read for each report.
Holder = tuple[int, str, int]


class Kin(NamedTuple):
    """A report of the same outlet that has a mark."""

    value: int
    report: int
    day: int | None


class Marks:
    """The marks, over one connection; a part of `Shelf`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _run(self, query: str, *values: Any) -> Any:
        return self._connection.exec_driver_sql(query, values)

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """The same, straight from the driver: for the many small queries."""
        driver: Any = self._connection.connection.driver_connection
        found: list[tuple[Any, ...]] = driver.execute(query, values).fetchall()
        return found

    def mark(self, row: Any, old: Sequence[int], new: Sequence[int]) -> None:
        """Write the marks of a report (a row of `placed`), and take those away that it no longer has."""
        bucket, report = span_of(row.day), row.report
        gone, come = sorted(set(old) - set(new)), sorted(set(new) - set(old))
        if gone:
            self._run(
                "DELETE FROM marks WHERE bucket = ? AND at = ? AND report = ? "
                "AND value IN (SELECT value FROM json_each(?))",
                bucket, row.at, report, json.dumps(gone),
            )  # fmt: skip
        if come:
            self._run(
                "INSERT OR IGNORE INTO marks SELECT ?, value, ?, ? FROM json_each(?)",
                bucket, row.at, report, json.dumps(come),
            )  # fmt: skip
        self._run("UPDATE placed SET marks = ? WHERE report = ?", json.dumps(sorted(new)), report)

    def earlier(self, row: Any, limits: Mapping[int, int], within: int | None) -> dict[int, list[Holder]]:
        """Who has each of these marks before a report, so many days back: the latest, as many as are asked for.

        limits  mark -> how many. Marks nobody has are left out; holders come in the order of time
        within  days; None: however far
        """
        if row.day is None:
            spans, first = [span_of(None), *reversed(self._peopled())], 0
        elif within is None:
            spans, first = [span for span in reversed(self._peopled()) if span <= span_of(row.day)], 0
        else:
            spans, first = [*range(span_of(row.day), span_of(row.day - within) - 1, -1)], begin_of(row.day - within)
        return self._beside(row, limits, spans, (first, row.at), None)

    def later(self, row: Any, limits: Mapping[int, int], within: int | None) -> dict[int, list[Holder]]:
        """The same for those after a report: the first, as many as are asked for. Undated ones come last."""
        spans: list[int] = []
        if row.day is not None:
            last = span_of(row.day if within is None else row.day + within)
            spans = [*range(span_of(row.day), last + 1)]
            if within is None:
                spans = [span for span in self._peopled() if span >= last]
        until = None if row.day is None or within is None else begin_of(row.day + within + 1)
        return self._beside(row, limits, [*spans, span_of(None)], (row.at, LAST), until)

    def _beside(
        self, row: Any, limits: Mapping[int, int], spans: Sequence[int], reach: tuple[int, int], until: int | None
    ) -> dict[int, list[Holder]]:
        """Holders of marks on one side of a report, told apart where their numbers are the same."""
        after = reach[1] == LAST
        read = {
            value: self._nearest(row.at, value, limits[value], spans, reach, until)
            for value in self._shared(row.report, limits, spans, reach)
        }
        pairs = set().union(*read.values()) - {(row.at, row.report)}
        times = Counter(at for at, _ in pairs)
        times[row.at] += 1
        tied = [report for at, report in [*pairs, (row.at, row.report)] if times[at] > 1]
        query = "SELECT report, place FROM placed WHERE report IN (SELECT value FROM json_each(?))"
        places = dict(self._rows(query, json.dumps(tied))) if tied else {}
        own = (row.at, places.get(row.report, ""), row.report)
        found: dict[int, list[Holder]] = {}
        for value, held in read.items():
            told = sorted((at, places.get(report, "") if tied else "", report) for at, report in held)
            if own in told:
                told.remove(own)
            if tied:
                told = [one for one in told if (one > own if after else one < own)]
            if told:
                found[value] = told[: limits[value]] if after else told[-limits[value] :]
        return found

    def _shared(self, report: int, values: Iterable[int], spans: Sequence[int], reach: tuple[int, int]) -> list[int]:
        """Those of some marks that another report has."""
        rows = self._rows(
            "SELECT v.value FROM json_each(?) v WHERE EXISTS (SELECT 1 FROM json_each(?) s CROSS JOIN marks m "
            "ON m.bucket = s.value AND m.value = v.value AND m.at BETWEEN ? AND ? AND m.report <> ?)",
            json.dumps(list(values)), json.dumps(spans), *reach, report,
        )  # fmt: skip
        return [int(row[0]) for row in rows]

    def _nearest(
        self, own: int, value: int, most: int, spans: Sequence[int], reach: tuple[int, int], until: int | None
    ) -> list[tuple[int, int]]:
        """Who has a mark, as (at, report), from the nearest on: at least so many, with all of the same moments."""
        order = "ASC" if reach[1] == LAST else "DESC"
        limit = most + SPARE
        while True:
            rows: list[Any] = []
            for span in spans:
                if len(rows) < limit:
                    rows += self._rows(
                        "SELECT at, report FROM marks WHERE bucket = ? AND value = ? AND at BETWEEN ? AND ? "
                        f"ORDER BY at {order} LIMIT ?",
                        span, value, *reach, limit - len(rows),
                    )  # fmt: skip
            full = len(rows) >= limit
            if full and sum(at not in (own, rows[-1][0]) for at, _ in rows) < most:
                limit *= 2
                continue
            return rows if until is None else [pair for pair in rows if pair[0] < until or pair[0] >= UNDATED]

    def kin(self, row: Any, values: Sequence[int], within: int) -> list[Kin]:
        """Reports of a report's outlet that have some of these marks, so many days around, in no order."""
        spans = [span_of(None)]
        spans += self._peopled() if row.day is None else range(span_of(row.day - within), span_of(row.day + within) + 1)
        shared = self._shared(row.report, values, spans, (0, LAST))
        if not shared:
            return []
        many = self._crowded(spans, shared)
        query = (
            "SELECT m.value, p.report, p.day, p.outlet FROM json_each(?) b CROSS JOIN json_each(?) v "
            "CROSS JOIN marks m ON m.bucket = b.value AND m.value = v.value CROSS JOIN placed p ON p.report = m.report"
        )
        rows = self._rows(query, json.dumps(spans), json.dumps(sorted(set(shared) - many)))
        if many:
            first, last = (0, UNDATED) if row.day is None else (row.day - within, row.day + within)
            rows += self._rows(
                "SELECT v.value, p.report, p.day, p.outlet FROM placed p CROSS JOIN json_each(?) v "
                f"CROSS JOIN marks m ON m.bucket = coalesce(p.day / {SPAN}, -1) AND m.value = v.value AND m.at = p.at "
                "AND m.report = p.report WHERE p.outlet = ? AND (p.day BETWEEN ? AND ? OR p.day IS NULL)",
                json.dumps(sorted(many)), row.outlet, first, last,
            )  # fmt: skip
        return [
            Kin(value, report, day)
            for value, report, day, outlet in rows
            if outlet == row.outlet and report != row.report and is_near(row.day, day, within)
        ]

    def _crowded(self, spans: Sequence[int], values: Iterable[int]) -> set[int]:
        """Those of some marks that more than FEW reports of one of these stretches have."""
        rows = self._rows(
            "SELECT DISTINCT v.value FROM json_each(?) b CROSS JOIN json_each(?) v WHERE "
            "(SELECT count(*) FROM (SELECT 1 FROM marks WHERE bucket = b.value AND value = v.value LIMIT ?)) > ?",
            json.dumps(spans), json.dumps(sorted(set(values))), FEW + 1, FEW,
        )  # fmt: skip
        return {int(row[0]) for row in rows}

    def _peopled(self) -> list[int]:
        """All stretches of marks, in the order of time."""
        rows = self._rows("SELECT DISTINCT bucket / 2 AS span FROM placed WHERE bucket NOT NULL ORDER BY span")
        return [int(row[0]) for row in rows]


def order_of(place: str) -> int:
    """A report's place ("2026-03-05T12:00:00Z r0a1..", "~ r0a1..") as a number in the same order: the second, then the
    beginning of the id, so that a few may have the same number. Reports without a date are last."""
    moment, _, id = place.partition(" ")
    first = begins(id.removeprefix("r"))
    if moment == "~":
        return UNDATED | first
    hours, minutes, seconds = (int(moment[at : at + 2] or -1) for at in (11, 14, 17))
    clock = max(0, hours * 3600 + minutes * 60 + seconds + 1)
    return begin_of(date.fromisoformat(moment[:10]).toordinal()) | clock << 24 | first


def begins(id: str) -> int:
    """The first digits (hexadecimal) of an id as a number of 24 bits; of any other id, one that sorts alike."""
    number = 0
    for at in range(6):
        digit = "0123456789abcdef".find(id[at : at + 1]) if id[at : at + 1] else -1
        if digit < 0:  # the end, or no such digit: nothing after it counts
            fill = 0xFFFFFF if id[at : at + 1] > "f" else 0xA00000 if id[at : at + 1] > "9" else 0
            return number << 4 * (6 - at) | fill >> 4 * at
        number = number << 4 | digit
    return number


def begin_of(day: int) -> int:
    """The least number (`order_of`) a report of a day (ordinal) can have. A day has less than 2**17 seconds."""
    return min(day, (1 << 21) - 1) << 41


def is_near(day: int | None, other: int | None, within: int) -> bool:
    """Are two days so many days apart at most? Unknown days are near all."""
    return day is None or other is None or abs(other - day) <= within


def span_of(day: int | None) -> int:
    """The stretch of marks a day (ordinal) is in."""
    return -1 if day is None else day // SPAN
