"""Backup, restore, verify, salvage: a copy is whole or not there, and what is wrong is said."""

from __future__ import annotations

import gzip
import os
import random
import signal
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from sitroom.errors import RoomNotFound, StoreError
from sitroom.model import Raw, Span
from sitroom.room import Room
from sitroom.room.safekeeping import backup, restore, salvage, verify
from tests.room_kit import NOW, annotate, raw


def report(n: int) -> Raw:
    body = "Anna Brandt said: the port is closed.\nNOR attacks ISL on 2026-03-01 in Oslo.\n" * 3
    return raw(f"Report number {n}\n{body}", outlet=f"Outlet {n}", published="2026-03-02")


def room_of(path: Path, number: int) -> Path:
    """A room with so many reports, closed; its database."""
    with Room.create(path, annotate=annotate, engine="test-1") as room:
        assert len(list(room.add((report(n) for n in range(number)), now=NOW))) == number
        return room.path


@pytest.mark.parametrize("name", ["copy.db", "copy.db.gz"])
def test_there_and_back(tmp_path: Path, name: str) -> None:
    database = room_of(tmp_path / "x.room", 5)
    copy = tmp_path / name
    assert backup(database, copy) == copy.stat().st_size
    assert list(verify(database)) == []
    assert restore(copy, tmp_path / "y.room" / "room.db") == 5
    with Room.open(tmp_path / "y.room", annotate=annotate, engine="test-1") as room:
        assert [a.status for a in room.add([report(0), report(9)], now=NOW)] == ["unchanged", "added"]
    assert backup(database, copy) > 0  # a backup may be made again over the last
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["x.room", "y.room", name])


def test_a_room_is_not_replaced_by_mistake(tmp_path: Path) -> None:
    database = room_of(tmp_path / "x.room", 2)
    copy = tmp_path / "copy.db"
    backup(database, copy)
    other = room_of(tmp_path / "y.room", 4)
    with pytest.raises(StoreError, match="--force"):
        restore(copy, other)
    assert restore(copy, other, force=True) == 2
    with Room.open(other.with_name("room.db.before-restore"), annotate=annotate) as aside:
        assert aside.count() == 4
    with Room.open(other, annotate=annotate) as room:
        assert room.count() == 2


@pytest.mark.parametrize("damage", ["cut", "noise", "empty", "other", "zipcut"])
def test_a_bad_backup_replaces_nothing(tmp_path: Path, damage: str) -> None:
    database = room_of(tmp_path / "x.room", 3)
    copy = tmp_path / "copy.db"
    backup(database, copy)
    data = copy.read_bytes()
    if damage == "cut":
        copy.write_bytes(data[: len(data) // 2])
    elif damage == "noise":
        copy.write_bytes(random.Random(1).randbytes(5000))
    elif damage == "empty":
        copy.write_bytes(b"")
    elif damage == "zipcut":
        copy.write_bytes(gzip.compress(data)[:-2000])
    else:
        copy.unlink()
        with sqlite3.connect(copy) as foreign:
            foreign.execute("CREATE TABLE t (x)")
    before = database.read_bytes()
    with pytest.raises(StoreError):
        restore(copy, database, force=True)
    assert database.read_bytes() == before
    assert not list(database.parent.glob("*.part"))
    with pytest.raises(RoomNotFound):
        restore(tmp_path / "none.db", database, force=True)
    with pytest.raises(StoreError):
        backup(database, database)
    with pytest.raises(StoreError):
        backup(database, tmp_path)


def test_a_backup_made_while_others_write_is_one_moment_of_the_room(tmp_path: Path) -> None:
    database = room_of(tmp_path / "x.room", 40)
    stop, acknowledged = threading.Event(), [40]

    def write() -> None:
        with Room.open(database, annotate=annotate, engine="test-1") as room:
            for n in range(40, 5_000):
                if stop.is_set():
                    return
                list(room.add([report(n)], now=NOW))
                acknowledged[0] += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for turn in range(4):
            time.sleep(0.05)
            at_least = acknowledged[0]
            copy = tmp_path / f"copy{turn}.db"
            backup(database, copy)
            assert list(verify(copy)) == []
            with Room.open(copy, annotate=annotate) as room:
                assert at_least <= room.count() <= acknowledged[0] + 1
                assert len(room.statements()) == 3 * room.count()
    finally:
        stop.set()
        writer.join()


def test_killed_while_restoring_or_backing_up(tmp_path: Path) -> None:
    """The room is the old one or the new one, whole; the backup is whole or not there."""
    copy = tmp_path / "copy.db"
    backup(room_of(tmp_path / "x.room", 30), copy)
    old = room_of(tmp_path / "y.room", 3)
    data = old.read_bytes()
    for kill in range(16):
        for log in old.parent.iterdir():
            log.unlink()
        old.write_bytes(data)
        again = tmp_path / "again.db"
        again.unlink(missing_ok=True)
        child = os.fork()
        if child == 0:
            try:
                backup(copy, again)
                restore(copy, old, force=True)
            finally:
                os._exit(0)
        time.sleep(0.004 * kill)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if again.exists():
            assert list(verify(again)) == []
        if not old.exists():  # between the two renames: what was there stands beside
            old = old.with_name("room.db.before-restore")
        with Room.open(old, annotate=annotate) as room:
            assert room.count() in (3, 30)
        old = tmp_path / "y.room" / "room.db"


def problems(path: Path) -> list[str]:
    found = list(verify(path))
    assert all(p.remedy for p in found)
    return [p.what for p in found]


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    database = room_of(tmp_path / "x.room", 3)
    with sqlite3.connect(database) as d:
        d.execute("UPDATE reports SET text = text || '!' WHERE seq = 1")
        d.execute("UPDATE dossiers SET body = x'00' WHERE seq = 2")
        d.execute("DELETE FROM heads WHERE report = 3")
        d.execute("DELETE FROM voices")
        d.execute("DELETE FROM statements WHERE dossier = 3")
    told = " | ".join(problems(database))
    for words in ("hash differs", "cannot be read", "no text counts", "statements of report"):
        assert words in told
    with sqlite3.connect(database) as d:
        d.execute("PRAGMA foreign_keys = OFF")
        d.execute("DELETE FROM dossiers WHERE seq = 1")
    assert "not there" in " | ".join(problems(database))
    (tmp_path / "notes.db").write_text("only notes\n" * 900)
    assert "cannot be read" in problems(tmp_path / "notes.db")[0]
    with pytest.raises(RoomNotFound):
        list(verify(tmp_path / "none"))


def test_what_can_be_read_of_a_damaged_room_is_saved(tmp_path: Path) -> None:
    database = room_of(tmp_path / "x.room", 60)
    with Room.open(database, annotate=annotate, engine="test-1") as room:
        id = room.reports()[0].id
        content = room.dossier(id).statements[0].contents[0]
        room.correct(id, "statement", Span(start=content.start, end=content.end), "wrong", by="Lea", now=NOW)
    with sqlite3.connect(database) as d:
        d.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(database.read_bytes())
    chance = random.Random(3)
    # Leaves of tables (first byte 13): who loses the root of a table has lost the table.
    leaves = [page for page in range(20, len(data) // 4096) if data[page * 4096] == 13]
    for page in chance.sample(leaves, 12):
        data[page * 4096 : page * 4096 + 4096] = chance.randbytes(4096)
    database.write_bytes(bytes(data))
    assert problems(database)
    outcomes = list(salvage(database, tmp_path / "saved.db", now=NOW))
    saved = [o for o in outcomes if o.status == "added"]
    assert len(saved) > 20
    assert list(verify(tmp_path / "saved.db")) == []
    with Room.open(tmp_path / "saved.db", annotate=annotate, engine="test-1") as room:
        assert room.count() == len(saved)
    with pytest.raises(StoreError, match="already"):
        list(salvage(database, tmp_path / "saved.db", now=NOW))
