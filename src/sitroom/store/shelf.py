"""The situation in pieces: what is known of each report, who shares what with whom, stories, timeline entries.

Everything here can be thrown away and worked out again; room/situate.py does, from what waits:

waiting     reports whose piece is not as it should be, and from which stage on (see Stage); triggers put there what is
            added, read again, corrected, or no longer counts
placed      a report: where it stands in time, what stories and timeline need of it, its links to earlier reports
marks       what a report is found by: its rarest dimensions, its runs of words; by stretches of time
rarities    how many of a sample of the reports of some days have each dimension
tales       stories; happenings: events of one story; entries: events of all stories; entry_keys: who had part in them
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import Connection

from sitroom.model import TimelineEntry
from sitroom.store import read, schema
from sitroom.store.packing import packed, unpacked

NEW, POST, COMPARE, LINK = range(4)  # stages: place it; write its marks; find its furniture; find its links
SPAN = 16  # days of marks that are kept together
BUCKET = 8  # days whose reports are sampled together
BEFORE = 4  # such stretches before a report tell how rare things are
SAMPLE = 100  # reports of a stretch
FEW = 64  # reports of a stretch that have a mark: all are looked at; of more, only the nearest so many on either side
UNDATED = 1 << 62


class Sharer(NamedTuple):
    """A report that shares a mark with another."""

    value: int
    report: int
    place: str
    day: int | None
    outlet: str


class Shelf:
    """The pieces, over one connection; to be used inside a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _run(self, query: str, *values: Any) -> Any:
        return self._connection.exec_driver_sql(query, values)

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """The same, straight from the driver: for the many small queries about marks."""
        driver: Any = self._connection.connection.driver_connection
        found: list[tuple[Any, ...]] = driver.execute(query, values).fetchall()
        return found

    @cached_property
    def same(self) -> Mapping[str, str]:
        """Keys of actors that are another's, by people's word."""
        return read.aliases(self._connection).mapping()

    # what waits

    def is_by(self, version: int) -> bool:
        """Is all this by the present version of how it is worked out?"""
        return bool(self._run("SELECT version FROM drawn").scalar() == version)

    def start_anew(self, version: int) -> None:
        """Throw everything away; all reports wait."""
        for table in schema.SITUATION:
            self._run(f"DELETE FROM {table.name}")
        self._run("INSERT INTO waiting SELECT report, 0 FROM heads")
        self._run("INSERT INTO drawn VALUES (?)", version)

    def waits(self, limit: int) -> tuple[int, list[int]]:
        """The first stage at which something waits, and what (at most `limit`), in the order it came in."""
        stage = self._run("SELECT min(stage) FROM waiting").scalar()
        if stage is None:
            return LINK, []
        rows = self._run("SELECT report FROM waiting WHERE stage = ? ORDER BY report LIMIT ?", stage, limit)
        return int(stage), [int(row.report) for row in rows]

    def waiting(self) -> int:
        """How many reports wait."""
        return int(self._run("SELECT count(*) FROM waiting").scalar())

    def wait(self, reports: Iterable[int], stage: int) -> None:
        """These have to be looked at again, from this stage on."""
        self._run(
            "INSERT INTO waiting SELECT value, ? FROM json_each(?) WHERE true "
            "ON CONFLICT (report) DO UPDATE SET stage = min(stage, excluded.stage)",
            stage, json.dumps(sorted(set(reports))),
        )  # fmt: skip

    def wait_for_days(self, first: int, last: int, stage: int) -> None:
        """The same, for all reports of these stretches of BUCKET days."""
        self._run(
            "INSERT INTO waiting SELECT report, ? FROM placed WHERE bucket BETWEEN ? AND ? "
            "ON CONFLICT (report) DO UPDATE SET stage = min(stage, excluded.stage)",
            stage, first, last,
        )  # fmt: skip

    def wait_for_actors(self, keys: Sequence[str]) -> None:
        """All reports that know one of these actors, or who is the same, are to be placed again."""
        known = read.aliases(self._connection).group(frozenset(keys))
        self._run(
            "INSERT OR REPLACE INTO waiting SELECT DISTINCT h.report, 0 FROM actors a JOIN heads h "
            "ON h.dossier = a.dossier WHERE a.key IN (SELECT value FROM json_each(?))",
            json.dumps(sorted(known)),
        )

    def goes_on(self, reports: Sequence[int], stage: int | None) -> None:
        """These are done with a stage: they wait for this one now (None: for nothing)."""
        held = json.dumps(list(reports))
        if stage is None:
            self._run("DELETE FROM waiting WHERE report IN (SELECT value FROM json_each(?))", held)
        else:
            self._run("UPDATE waiting SET stage = ? WHERE report IN (SELECT value FROM json_each(?))", stage, held)

    # reports

    def features(self, report: int) -> tuple[str, int, int, str, str | None] | None:
        """(id, dossier, version, JSON, date of its first text) of a text, None if it does not count."""
        row = read.stored_features(self._connection, report)
        return None if row is None else (row.id, row.dossier, row.version, unpacked(row.body), row.first)

    def place(self, report: int) -> Any:
        """A report's row of `placed`, or None."""
        return self._run("SELECT * FROM placed WHERE report = ?", report).one_or_none()

    def put(self, report: int, **values: Any) -> None:
        """Change or make a report's row."""
        names = ", ".join(values)
        if self._run(
            f"UPDATE placed SET ({names}, report) = ({', '.join('?' * len(values))}, report) WHERE report = ?",
            *values.values(), report,
        ).rowcount == 0:  # fmt: skip
            self._run(
                f"INSERT INTO placed (report, marks, furniture, {names}) VALUES (?, '[]', '[]'"
                f"{', ?' * len(values)})",
                report, *values.values(),
            )  # fmt: skip

    def remove(self, report: int) -> None:
        """Take a report's row away."""
        self._run("DELETE FROM placed WHERE report = ?", report)

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

    def sharers(self, row: Any, values: Sequence[int], within: int) -> list[Sharer]:
        """Reports that have some of these marks, so many days around a report, in their order.

        Of a mark that many have, only the nearest FEW on either side (and those that `order_of` cannot tell apart).
        Unknown days are near all.
        """
        spans = self._spans(row.day, within)
        many = self._crowded(spans, values)
        found = self._holders(spans, set(values) - many)
        for value in sorted(many):
            found += self._nearest(row, spans, value)
        near = (s for s in found if s.report != row.report and is_near(row.day, s.day, within))
        return sorted(near, key=lambda s: (s.place, s.value))

    def kin(self, row: Any, values: Sequence[int], within: int) -> list[Sharer]:
        """Reports of a report's outlet that have some of these marks, so many days around, in no order."""
        spans = self._spans(row.day, within)
        many = self._crowded(spans, values)
        found = [s for s in self._holders(spans, set(values) - many) if s.outlet == row.outlet]
        if many:
            first, last = (0, UNDATED) if row.day is None else (row.day - within, row.day + within)
            rows = self._rows(
                "SELECT v.value, p.report, p.place, p.day, p.outlet FROM placed p CROSS JOIN json_each(?) v "
                f"CROSS JOIN marks m ON m.bucket = coalesce(p.day / {SPAN}, -1) AND m.value = v.value AND m.at = p.at "
                "AND m.report = p.report WHERE p.outlet = ? AND (p.day BETWEEN ? AND ? OR p.day IS NULL)",
                json.dumps(sorted(many)), row.outlet, first, last,
            )  # fmt: skip
            found += [Sharer(*one) for one in rows]
        return [s for s in found if s.report != row.report and is_near(row.day, s.day, within)]

    def _spans(self, day: int | None, within: int) -> list[int]:
        """The stretches of marks so many days around, in the order of time."""
        if day is not None:
            return [*range(span_of(day - within), span_of(day + within) + 1), span_of(None)]
        known = self._run("SELECT DISTINCT bucket / 2 AS span FROM placed WHERE bucket NOT NULL ORDER BY span")
        return [*(int(row.span) for row in known), span_of(None)]

    def _crowded(self, spans: Sequence[int], values: Iterable[int]) -> set[int]:
        """Those of some marks that more than FEW reports of one of these stretches have."""
        rows = self._rows(
            "SELECT DISTINCT v.value FROM json_each(?) b CROSS JOIN json_each(?) v WHERE "
            "(SELECT count(*) FROM (SELECT 1 FROM marks WHERE bucket = b.value AND value = v.value LIMIT ?)) > ?",
            json.dumps(spans), json.dumps(sorted(set(values))), FEW + 1, FEW,
        )  # fmt: skip
        return {int(row[0]) for row in rows}

    def _holders(self, spans: Sequence[int], values: Iterable[int]) -> list[Sharer]:
        """All who have some of these marks in these stretches."""
        rows = self._rows(
            "SELECT m.value, p.report, p.place, p.day, p.outlet FROM json_each(?) b CROSS JOIN json_each(?) v "
            "CROSS JOIN marks m ON m.bucket = b.value AND m.value = v.value "
            "CROSS JOIN placed p ON p.report = m.report",
            json.dumps(spans), json.dumps(sorted(values)),
        )  # fmt: skip
        return [Sharer(*one) for one in rows]

    def _nearest(self, row: Any, spans: Sequence[int], value: int) -> list[Sharer]:
        """Who has a mark: the FEW before a report and the FEW after it, with all of the same numbers in time."""
        home = spans.index(span_of(row.day))
        ends = []
        for stretches, side, order in ((spans[home::-1], "<", "DESC"), (spans[home:], ">", "ASC")):
            end, left = None, FEW
            for span in stretches:
                found = self._rows(
                    f"SELECT at FROM marks WHERE bucket = ? AND value = ? AND at {side} ? ORDER BY at {order} LIMIT ?",
                    span, value, row.at, left,
                )  # fmt: skip
                end, left = (found[-1][0] if found else end), left - len(found)
                if left <= 0:
                    break
            ends.append(row.at if end is None else end)
        rows = self._rows(
            "SELECT m.value, p.report, p.place, p.day, p.outlet FROM json_each(?) b CROSS JOIN marks m "
            "ON m.bucket = b.value AND m.value = ? AND m.at BETWEEN ? AND ? CROSS JOIN placed p ON p.report = m.report",
            json.dumps(spans), value, *ends,
        )  # fmt: skip
        return [Sharer(*one) for one in rows]

    # how rare things are

    def sampled(self, bucket: int) -> list[tuple[int, int]]:
        """The reports of a stretch that are counted, with their readings: the first by id, as good as chance."""
        query = "SELECT report, dossier FROM placed WHERE bucket = ? ORDER BY id LIMIT ?"
        return [(int(row.report), int(row.dossier)) for row in self._run(query, bucket, SAMPLE)]

    def sample_ends(self, bucket: int) -> str | None:
        """The id up to which reports of a stretch are counted, None if all are."""
        query = "SELECT id FROM placed WHERE bucket = ? ORDER BY id LIMIT 1 OFFSET ?"
        found = self._run(query, bucket, SAMPLE - 1).scalar()
        return None if found is None else str(found)

    def peopled(self, first: int, last: int) -> list[int]:
        """Those of some stretches that have reports."""
        query = "SELECT 1 FROM placed WHERE bucket = ? LIMIT 1"
        return [bucket for bucket in range(first, last + 1) if self._run(query, bucket).scalar()]

    def counted(self, first: int, last: int) -> dict[int, str]:
        """Those of some stretches that were counted, with a token of the sample."""
        query = "SELECT bucket, token FROM rarities WHERE bucket BETWEEN ? AND ?"
        return {int(row.bucket): str(row.token) for row in self._run(query, first, last)}

    def rarity(self, bucket: int) -> tuple[int, dict[str, int]]:
        """What was counted in a stretch: so many reports, of them so many with each dimension."""
        row = self._run("SELECT total, body FROM rarities WHERE bucket = ?", bucket).one()
        return int(row.total), json.loads(unpacked(row.body))

    def put_rarity(self, bucket: int, token: str, total: int, counts: dict[str, int]) -> None:
        """Keep what was counted."""
        body = packed(json.dumps(counts))
        self._run("INSERT OR REPLACE INTO rarities VALUES (?, ?, ?, ?)", bucket, token, total, body)

    def forget_rarity(self, bucket: int) -> None:
        """The sample of this stretch has changed."""
        self._run("DELETE FROM rarities WHERE bucket = ?", bucket)

    def number(self, first: int, last: int) -> int:
        """How many reports there are in these stretches."""
        return int(self._run("SELECT count(*) FROM placed WHERE bucket BETWEEN ? AND ?", first, last).scalar())

    # stories

    def stories_of(self, reports: Iterable[int]) -> set[int]:
        """The stories of reports."""
        query = "SELECT DISTINCT story FROM placed WHERE story NOT NULL AND report IN (SELECT value FROM json_each(?))"
        return {int(row.story) for row in self._run(query, json.dumps(sorted(set(reports))))}

    def members(self, stories: Iterable[int], reports: Iterable[int]) -> list[Any]:
        """Rows of all reports of stories, and of these reports."""
        columns = "report, id, place, card, near, across, origin, why, score, story, root"
        held = (json.dumps(sorted(stories)), json.dumps(sorted(set(reports))))
        return list(
            self._run(
                f"SELECT {columns} FROM placed WHERE story IN (SELECT value FROM json_each(?)) UNION "
                f"SELECT {columns} FROM placed WHERE report IN (SELECT value FROM json_each(?))",
                *held,
            )
        )

    def facts(self, reports: Iterable[int]) -> dict[int, str]:
        """The events of reports, as JSON."""
        query = "SELECT report, facts FROM placed WHERE report IN (SELECT value FROM json_each(?))"
        return {int(row.report): unpacked(row.facts) for row in self._run(query, json.dumps(sorted(reports)))}

    def put_story(self, head: int, id: str, last: str, body: str) -> None:
        """Keep a story under the row of its first report."""
        self._run("INSERT OR REPLACE INTO tales VALUES (?, ?, ?, ?)", head, id, last, packed(body))

    def drop_story(self, head: int) -> None:
        """A story is no more, or has another first report now."""
        self._run("DELETE FROM tales WHERE head = ?", head)

    # the timeline

    def happenings(self, story: int) -> dict[tuple[str, str], str]:
        """The events of a story: (sign, first telling) -> JSON."""
        rows = self._run("SELECT sign, first, body FROM happenings WHERE story = ?", story)
        return {(row.sign, row.first): unpacked(row.body) for row in rows}

    def put_happening(self, sign: str, story: int, first: str, body: str | None) -> None:
        """Keep an event of a story, or (None) take it away."""
        if body is None:
            self._run("DELETE FROM happenings WHERE sign = ? AND story = ? AND first = ?", sign, story, first)
        else:
            self._run("INSERT OR REPLACE INTO happenings VALUES (?, ?, ?, ?)", sign, story, first, packed(body))

    def tellings(self, sign: str) -> list[str]:
        """All events of one sign, whatever their story, as JSON."""
        rows = self._run("SELECT body FROM happenings WHERE sign = ? ORDER BY story, first", sign)
        return [unpacked(row.body) for row in rows]

    def put_entry(self, sign: str, entry: TimelineEntry | None) -> None:
        """Keep the entry of a sign, or (None) take it away."""
        old = self._run("SELECT seq FROM entries WHERE sign = ?", sign).scalar()
        if old is not None:
            self._run("DELETE FROM entry_keys WHERE entry = ?", old)
        if entry is None:
            self._run("DELETE FROM entries WHERE sign = ?", sign)
            return
        until = None if entry.date is None else entry.date.rpartition("/")[2]
        body = packed(entry.model_dump_json())
        self._run(
            "INSERT OR REPLACE INTO entries (seq, sign, id, date, until, body) VALUES (?, ?, ?, ?, ?, ?)",
            old, sign, entry.id, entry.date, until, body,
        )  # fmt: skip
        seq = old if old is not None else self._run("SELECT seq FROM entries WHERE sign = ?", sign).scalar()
        self._run("INSERT INTO entry_keys SELECT value, ? FROM json_each(?)", seq, json.dumps(entry.keys))


def order_of(place: str) -> int:
    """A report's place ("2026-03-05T12:00:00Z r0a1..", "~ r0a1..") as a number in the same order: the second, then the
    beginning of the id, so that a few may have the same number. Reports without a date are last."""
    moment, _, id = place.partition(" ")
    first = int.from_bytes(id.removeprefix("r").encode("utf-8", "surrogatepass")[:3].ljust(3, b"\0"), "big")
    if moment == "~":
        return UNDATED | first
    hours, minutes, seconds = (int(moment[at : at + 2] or -1) for at in (11, 14, 17))
    clock = max(0, hours * 3600 + minutes * 60 + seconds + 1)
    return (date.fromisoformat(moment[:10]).toordinal() * 100_000 + clock) << 24 | first


def is_near(day: int | None, other: int | None, within: int) -> bool:
    """Are two days so many days apart at most? Unknown days are near all."""
    return day is None or other is None or abs(other - day) <= within


def span_of(day: int | None) -> int:
    """The stretch of marks a day (ordinal) is in."""
    return -1 if day is None else day // SPAN


def bucket_of(day: int | None) -> int | None:
    """The stretch a day is sampled with."""
    return None if day is None else day // BUCKET
