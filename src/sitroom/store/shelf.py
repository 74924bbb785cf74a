"""The situation in pieces: what is known of each report, who shares what with whom, stories, timeline entries.

Everything here can be thrown away and worked out again; room/situate.py does, from what waits:

waiting     reports whose piece is not as it should be, and from which stage on (see Stage); triggers put there what is
            added, read again, corrected, or no longer counts
placed      a report: where it stands in time, what stories and timeline need of it, its links to earlier reports
marks       what a report is found by: its rarest dimensions, its runs of words (store/marks.py)
rarities    how many of a sample of the reports of some days have each dimension
tales       stories; happenings: events of one story; entries: events of all stories; entry_keys: who had part in them
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from sitroom.model import TimelineEntry
from sitroom.store import read, schema
from sitroom.store.marks import Marks
from sitroom.store.packing import packed, unpacked

NEW, POST, COMPARE, LINK, TELL = range(5)  # place it; write its marks; find its furniture; find its links; its story
BUCKET = 8  # days whose reports are sampled together
BEFORE = 4  # such stretches before a report tell how rare things are
SAMPLE = 100  # reports of a stretch
FEW_BEFORE = 64  # reports in these stretches: with fewer, the first of its own stretch tell how rare things are ...
OPENING = (32, 128)  # ... if it has so many; of more, so many at most


class Slip(NamedTuple):
    """What of a report's row is needed to compare it."""

    report: int
    dossier: int
    place: str
    day: int | None
    bucket: int | None
    marks: str
    furniture: str
    tried: str
    near: int | None
    across: int | None
    origin: int | None


class Shelf(Marks):
    """The pieces, over one connection; to be used inside a transaction."""

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
            return TELL, []
        rows = self._run("SELECT report FROM waiting WHERE stage = ? ORDER BY report LIMIT ?", stage, limit)
        return int(stage), [int(row.report) for row in rows]

    def waiting(self) -> int:
        """How many reports wait."""
        return int(self._run("SELECT count(*) FROM waiting").scalar())

    def stages(self, reports: Iterable[int]) -> dict[int, int]:
        """What stage each of these waits for; those that wait for nothing are left out."""
        query = "SELECT report, stage FROM waiting WHERE report IN (SELECT value FROM json_each(?))"
        return {int(report): int(stage) for report, stage in self._rows(query, json.dumps(sorted(set(reports))))}

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

    def slips(self, reports: Iterable[int]) -> list[Slip]:
        """What is needed to compare reports, in the order of time."""
        rows = self._rows(
            "SELECT report, dossier, place, day, bucket, marks, furniture, tried, near, across, origin FROM placed "
            "WHERE report IN (SELECT value FROM json_each(?)) ORDER BY place",
            json.dumps(sorted(set(reports))),
        )
        return [Slip(*row) for row in rows]

    def put(self, report: int, **values: Any) -> None:
        """Change or make a report's row."""
        names = ", ".join(values)
        if self._run(
            f"UPDATE placed SET ({names}, report) = ({', '.join('?' * len(values))}, report) WHERE report = ?",
            *values.values(), report,
        ).rowcount == 0:  # fmt: skip
            self._run(
                f"INSERT INTO placed (report, marks, tried, {names}) VALUES (?, '[]', '{{}}'"
                f"{', ?' * len(values)})",
                report, *values.values(),
            )  # fmt: skip

    def remove(self, report: int) -> None:
        """Take a report's row away."""
        self._run("DELETE FROM placed WHERE report = ?", report)

    # how rare things are

    def sampled(self, bucket: int) -> list[tuple[int, int]]:
        """The reports of a stretch that are counted, with their readings: the first by id, as good as chance."""
        query = "SELECT report, dossier FROM placed WHERE bucket = ? ORDER BY id LIMIT ?"
        return [(int(row.report), int(row.dossier)) for row in self._run(query, bucket, SAMPLE)]

    def opening(self, bucket: int) -> list[tuple[int, int]]:
        """The first reports of a stretch, with their readings: a power of two of them, so that few additions change
        which. For a room's first days."""
        query = "SELECT report, dossier FROM placed WHERE bucket = ? ORDER BY at, place LIMIT ?"
        return [
            (int(row.report), int(row.dossier))
            for row in self._run(query, bucket, opening_of(self.number(bucket, bucket)))
        ]

    def opening_ends(self, bucket: int) -> int:
        """The time (`order_of`) up to which the first reports of a stretch are counted."""
        query = "SELECT at FROM placed WHERE bucket = ? ORDER BY at LIMIT 1 OFFSET ?"
        size = opening_of(self.number(bucket, bucket))
        return int(self._run(query, bucket, size - 1).scalar()) if size else -1

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


def bucket_of(day: int | None) -> int | None:
    """The stretch a day is sampled with."""
    return None if day is None else day // BUCKET


def opening_of(number: int) -> int:
    """How many of the first reports of a stretch of so many tell how rare things are in it: a power of two, or 0."""
    fewest, most = OPENING
    return 0 if number < fewest else min(most, 1 << number.bit_length() - 1)
