"""What the store promises when things go wrong: kills, two writers, full disks, foreign and future files."""

from __future__ import annotations

import functools
import os
import random
import resource
import signal
import sqlite3
import threading
from datetime import timedelta
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import event

from sitroom.errors import RoomLocked, RoomTooNew, StoreError
from sitroom.model import Raw
from sitroom.room import Room
from sitroom.room.recognise import loader
from sitroom.room.situate import LAST, Work
from sitroom.store import Store, migrations, schema
from tests.kill_kit import killed_child
from tests.room_kit import NOW, annotate, raw

KILLS = int(os.environ.get("SITROOM_KILLS", "25"))  # 100 for a thorough run


def quick_check(path: Path) -> bool:
    """Is the database in order, as it was left by a kill?"""
    with sqlite3.connect(path / "room.db") as database:
        return bool(database.execute("PRAGMA quick_check").fetchone() == ("ok",))


def many(start: int, number: int) -> list[Raw]:
    body = "Anna Brandt said: the port is closed.\nNOR attacks ISL on 2026-03-01 in Oslo.\n" * 5
    return [raw(f"Report number {n}\n{body}", outlet="A", published="2026-03-02") for n in range(start, start + number)]


def add_until_killed(path: Path, start: int, pipe: int) -> None:
    """In a child: add reports and say which are acknowledged, until killed."""
    with Room.open(path, create=True, annotate=annotate) as room:
        for added in room.add((one for n in range(start, 10_000) for one in many(n, 1)), now=NOW):
            os.write(pipe, f"{added.report}\n".encode())
    os._exit(0)


def test_killed_at_random_moments_nothing_is_lost_and_nothing_twice(tmp_path: Path) -> None:
    """The first kills come while the room is being made; the later ones in the middle of adding."""
    path = tmp_path / "x.room"
    with Room.create(tmp_path / "warm.db", annotate=annotate) as room:
        list(room.add(many(0, 1), now=NOW))  # everything is imported before the children fork
    chance = random.Random(20261122)
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        reports, wait = (0, chance.uniform(0.0, 0.1)) if kill < 8 else (chance.randrange(1, 6), chance.uniform(0, 0.02))
        work = functools.partial(add_until_killed, path, chance.randrange(0, 400))
        acknowledged |= set(killed_child(work, reports, wait))
        if kill % 10 == 9:
            assert quick_check(path)
    assert len(acknowledged) > KILLS
    with Room.open(path, create=True, annotate=annotate) as room:
        kept = [report.id for report in room.reports()]
        assert acknowledged <= set(kept)
        assert len(kept) == len(set(kept)) == room.count()
        for id in kept[:20]:
            assert room.dossier(id).statements
        assert len(room.statements()) == 5 * len(kept)
        assert len(list(room.add(many(0, 60), now=NOW))) == 60
        assert len(room.statements()) == 5 * room.count()
        for id in kept:
            assert [r.report for r in room.revisions(id)] == [id]
    with sqlite3.connect(path / "room.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        database.execute("INSERT INTO text_words(text_words) VALUES ('integrity-check')")


def test_two_processes_add_revisions_of_one_report_at_once(tmp_path: Path) -> None:
    """Each text is a revision of the one report, whoever came first: none is missed, none counts twice."""
    path = tmp_path / "x.room"
    Room.create(path, annotate=annotate).close()
    url = "https://a.example/story"

    def texts(who: int) -> list[Raw]:
        return [raw(f"Port closed\nAnna Brandt said: text {n} of {who}.", outlet="A", url=url) for n in range(12)]

    children = []
    for who in (1, 2):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                with Room.open(path, annotate=annotate, timeout=30) as room:
                    code = 0 if all(a.status != "refused" for a in room.add(texts(who), now=NOW)) else 2
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
    with Room.open(path, annotate=annotate) as room:
        assert room.count() == 1
        told = room.revisions(room.reports()[0].id)
        assert (len(told), sum(text.current for text in told)) == (24, 1)
        assert len(room.statements()) == 1


def test_the_clock_may_jump(tmp_path: Path) -> None:
    """The time of adding is only kept, nothing is ordered by it."""
    path = tmp_path / "x.room"
    times = [NOW, NOW - timedelta(days=9000), NOW + timedelta(days=40_000), NOW]
    with Room.create(path, annotate=annotate) as room:
        url = "https://a.example/story"
        for n, now in enumerate(times):
            (added,) = room.add([raw(f"Port closed\nAnna Brandt said: text {n}.", outlet="A", url=url)], now=now)
            assert added.status == ("revised" if n else "added")
        assert [h.content for h in room.statements()] == ["text 3."]
        told = room.revisions(added.report or "")
        assert [r.number for r in told] == [1, 2, 3, 4]
        assert [r.current for r in told] == [False, False, False, True]
        (again,) = room.add([raw("Port closed\nAnna Brandt said: text 0.", outlet="A", url=url)], now=times[1])
        assert again.status == "unchanged"


def test_a_disk_that_takes_no_more(tmp_path: Path) -> None:
    """The system lets no file grow beyond a size: what was acknowledged is there, the rest can follow."""
    warm = Room.create(tmp_path / "warm.db", annotate=annotate)
    list(warm.add(many(0, 1), now=NOW))
    warm.close()
    for size in (200_000, 260_000, 330_000, 420_000):
        path = tmp_path / f"{size}.room"
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            try:
                with Room.open(path, create=True, annotate=annotate) as room:
                    for added in room.add(many(0, 400), now=NOW):
                        os.write(writer, f"{added.report}\n".encode())
            except StoreError as error:
                os.write(writer, f"error {error}\n".encode())
            finally:
                os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            lines = [line.strip() for line in pipe]
        os.waitpid(child, 0)
        assert lines[-1].startswith("error"), lines[-3:]
        acknowledged = {line for line in lines if not line.startswith("error")}
        with Room.open(path, create=True, annotate=annotate) as room:
            assert acknowledged <= {report.id for report in room.reports()}
            assert len(room.statements()) == 5 * room.count()
            assert len(list(room.add(many(0, 12), now=NOW))) == 12
            assert room.count() >= 12


def test_two_writers_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.room"
    failures: list[Exception] = []

    def write(start: int) -> None:
        try:
            with Room.open(path, create=True, annotate=annotate) as room:
                assert len(list(room.add(many(start, 30), now=NOW))) == 30
        except (StoreError, AssertionError) as error:
            failures.append(error)

    writers = [threading.Thread(target=write, args=(start,)) for start in (0, 15, 30)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    with Room.open(path, annotate=annotate) as room:
        assert room.count() == 60
        assert len(room.statements()) == 300


def test_a_locked_room_says_so_and_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "x.room"
    with Room.create(path, annotate=annotate) as room:
        list(room.add(many(0, 1), now=NOW))
    other = sqlite3.connect(path / "room.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Room.open(path, annotate=annotate, timeout=0.1) as room:
        with pytest.raises(RoomLocked, match="another process is writing"):
            list(room.add(many(5, 1), now=NOW))
        assert room.count() == 1
        assert len(room.stories()) == 1  # the picture cannot be kept now, and is drawn all the same
        other.execute("ROLLBACK")
        assert [a.status for a in room.add(many(5, 1), now=NOW)] == ["added"]
    other.close()


def test_who_settles_much_lets_others_write_in_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The board may have minutes of stories to tell: an addition beside it waits for one transaction, not for all."""
    path = tmp_path / "x.room"
    left = [1] * 8

    def go_on(self: Work, store: Store, last: int = LAST) -> int:
        with store.shelving():
            sleep(0.5)
        return left.pop() if left else 0

    with Room.create(path, annotate=annotate) as busy, Room.open(path, annotate=annotate, timeout=2.5) as other:
        list(busy.add(many(0, 1), now=NOW))
        monkeypatch.setattr(Work, "go_on", go_on)
        monkeypatch.setattr(other, "refresh", lambda **_: 0)
        settling = threading.Thread(target=Work(loader(busy._store)).settle, args=(busy._store,))
        settling.start()
        sleep(0.1)
        assert [a.status for a in other.add(many(5, 1), now=NOW)] == ["added"]
        assert left  # it was not at its end
        settling.join()


def test_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "x.room"
    with Room.create(path, annotate=annotate) as room:
        pages = {"limit": 0}

        @event.listens_for(room._store._engine, "begin")
        def limit(connection) -> None:  # type: ignore[no-untyped-def]
            if pages["limit"]:
                connection.exec_driver_sql(f"PRAGMA max_page_count = {pages['limit']}")

        done = [a.report for a in room.add(many(0, 3), now=NOW)]
        pages["limit"] = 1  # as large as it is now, SQLite takes it to mean
        outcomes: list[str | None] = []
        with pytest.raises(StoreError, match="disk is full"):  # noqa: PT012
            for added in room.add(many(3, 500), now=NOW):
                outcomes.append(added.report)
        assert {report.id for report in room.reports()} == {*done, *outcomes}
        pages["limit"] = 1_000_000
        assert len(list(room.add(many(3, 10), now=NOW))) == 10
        assert room.count() == 13 + max(0, len(outcomes) - 10)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("only notes, but long enough to be looked at by a database\n" * 100)
    with pytest.raises(StoreError, match="is not a room"):
        Room.open(file)
    assert file.read_text().startswith("only notes")


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE t (x)")
    for create in (False, True):
        with pytest.raises(StoreError, match="not one of sitroom's"):
            Room.open(file, create=create)
    with sqlite3.connect(file) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("t",)]


def test_a_room_from_the_future(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    Room.create(path).close()
    with sqlite3.connect(path) as database:
        database.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(RoomTooNew, match="later version"):
        Room.open(path)


def test_an_older_room_is_brought_up_to_date_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.db"
    with Room.create(path, annotate=annotate) as room:
        list(room.add(many(0, 2), now=NOW))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)

    def fails(connection) -> None:  # type: ignore[no-untyped-def]
        connection.exec_driver_sql("CREATE TABLE half (x)")
        raise StoreError("stopped half-way")

    monkeypatch.setitem(migrations.MIGRATIONS, schema.VERSION - 1, fails)
    with pytest.raises(StoreError, match="half-way"):
        Room.open(path)
    monkeypatch.setitem(
        migrations.MIGRATIONS, schema.VERSION - 1, lambda c: c.exec_driver_sql("CREATE TABLE remarks (x)") and None
    )
    with Room.open(path, annotate=annotate) as room:
        assert room.count() == 2
    with sqlite3.connect(path) as database:
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
        assert database.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    assert "remarks" in names
    assert "half" not in names


def test_a_damaged_room(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with Room.create(path, annotate=annotate) as room:
        list(room.add(many(0, 30), now=NOW))
    data = bytearray(path.read_bytes())
    for page in range(8192, len(data), 4096):
        data[page : page + 64] = b"\xff" * 64
    path.write_bytes(bytes(data))
    with pytest.raises(StoreError), Room.open(path, annotate=annotate) as room:  # noqa: PT012
        room.reports()
        room.statements()


def test_paths_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError):
        Room.open(tmp_path / "file" / "room", create=True)
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(StoreError, match="is a folder"):
        Room.open(tmp_path / "folder.db", create=True)
