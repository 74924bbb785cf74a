"""Rooms of earlier formats: opened by this version, nothing lost, and killed half-way they open all the same."""

from __future__ import annotations

import gzip
import os
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from sitroom.room import Room
from sitroom.store import schema
from tests.room_kit import NOW, annotate, raw
from tests.store.make_room_v1 import FRENCH, OPEN, PORT, URL

V1 = Path(__file__).parent / "room-v1.db.gz"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A room of format 1, as it was."""
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(V1.read_bytes()))
    return path


def test_the_fixture_is_of_format_1(old: Path) -> None:
    with sqlite3.connect(old) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM reports").fetchone() == (8,)


def check(room: Room) -> None:
    assert room.count() == 7  # two of the eight were one report, which format 1 did not know
    first, second = room.revisions(next(r.id for r in room.reports() if r.url == URL))
    assert (room.dossier(first.report).text, room.dossier(second.report).text) == (PORT, OPEN)
    assert (second.current, second.why) == (True, "the same address")
    assert room.search("open again")
    assert not room.search('"the port is closed"', kind="statement")
    assert len(room.readings(next(r.id for r in room.reports() if r.title == "Talks go on"))) == 2
    assert len(room.statements()) == 1 + 2 + 1 + 4
    assert sum(len(s.reports) for s in room.stories()) == 7
    assert {name for name, _ in room.outlets()} == {"A", "Nordposten", "Le Fil Alpin"}


def test_a_room_of_format_1_is_brought_up_to_date(old: Path) -> None:
    with Room.open(old, annotate=annotate, engine="test-1") as room:
        check(room)
        again = raw(FRENCH, outlet="Le Fil Alpin", language="fr", published="2026-03-03T08:00+01:00")
        assert [a.status for a in room.add([again], now=NOW)] == ["unchanged"]
        (revised,) = room.add([raw(PORT + "\nMore.", outlet="Nordposten", url=URL)], now=NOW)
        assert (revised.status, len(room.revisions(revised.report or ""))) == ("revised", 3)
    with Room.open(old, annotate=annotate) as room:
        assert room.count() == 7
    with sqlite3.connect(old) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        fresh = shape(old.with_name("fresh.db"))
        assert {(t, n) for t, n, _ in tables(database)} == {(t, n) for t, n, _ in fresh}


def tables(database: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """Every table and index that is ours."""
    rows = database.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return set(rows.fetchall())


def shape(path: Path) -> set[tuple[str, str, str]]:
    Room.create(path).close()
    with sqlite3.connect(path) as database:
        return tables(database)


def test_columns_are_those_of_a_new_room(old: Path) -> None:
    Room.open(old, annotate=annotate).close()
    Room.create(old.with_name("fresh.db")).close()
    with sqlite3.connect(old) as migrated, sqlite3.connect(old.with_name("fresh.db")) as fresh:
        for _, name, _ in sorted(tables(fresh)):
            columns = [
                {c[1:4] for c in d.execute(f"PRAGMA table_info('{name}')").fetchall()} for d in (migrated, fresh)
            ]
            assert columns[0] == columns[1], name


def test_killed_while_it_is_brought_up_to_date(old: Path) -> None:
    """Whatever moment the kill comes at: the room is of the old format or of the new one, and then opens whole."""
    data = old.read_bytes()
    with Room.create(old.with_name("warm.db"), annotate=annotate) as room:
        list(room.add([raw(PORT)], now=NOW))
    versions = set()
    for kill in range(14):
        path = old.with_name(f"killed{kill}.db")
        path.write_bytes(data)
        child = os.fork()
        if child == 0:
            try:
                Room.open(path, annotate=annotate).close()
            finally:
                os._exit(0)
        time.sleep(0.005 * kill)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with sqlite3.connect(path) as database:
            versions |= set(database.execute("PRAGMA user_version").fetchone())
        with Room.open(path, annotate=annotate, engine="test-1") as room:
            check(room)
    assert versions <= {1, schema.VERSION}


V3 = """
DROP TABLE marks; DROP TABLE placed;
CREATE TABLE marks (bucket INTEGER NOT NULL, value BIGINT NOT NULL, report INTEGER NOT NULL,
    PRIMARY KEY (bucket, value, report)) WITHOUT ROWID;
CREATE TABLE placed (report INTEGER NOT NULL PRIMARY KEY, id VARCHAR NOT NULL, dossier INTEGER NOT NULL,
    place VARCHAR NOT NULL, day INTEGER, bucket INTEGER, outlet VARCHAR NOT NULL, card VARCHAR NOT NULL,
    facts BLOB NOT NULL, marks VARCHAR NOT NULL, furniture VARCHAR NOT NULL, near INTEGER, across INTEGER,
    origin INTEGER, why VARCHAR, score FLOAT, story INTEGER, root VARCHAR);
CREATE INDEX placed_bucket ON placed (bucket, id);
CREATE INDEX placed_story ON placed (story);
PRAGMA user_version = 3;
"""


def test_the_situation_of_a_room_of_format_3_is_worked_out_anew(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with Room.create(path, annotate=annotate) as room:
        list(room.add([raw(t, outlet=o, published="2026-03-02") for t, o in ((PORT, "A"), (OPEN, "B"))], now=NOW))
        stories, timeline = room.stories(), room.timeline()
    with sqlite3.connect(path) as database:
        database.executescript(V3)
    with Room.open(path, annotate=annotate) as room:
        assert (room.stories(), room.timeline()) == (stories, timeline)
    with sqlite3.connect(path) as database:
        assert {(t, n) for t, n, _ in tables(database)} == {(t, n) for t, n, _ in shape(tmp_path / "fresh.db")}
