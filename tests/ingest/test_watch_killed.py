"""`watch` killed with SIGKILL at random moments: nothing acknowledged is lost, nothing is twice, no entry is skipped.

The server shows three entries at a time. It moves on to the next three, and never shows the old ones again, as soon as
the watcher proves by its If-None-Match that it has written the last answer down: an entry that was only remembered
would be lost for good.
"""

from __future__ import annotations

import functools
import hashlib
import os
import random
import signal
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sitroom.ingest import schedule, watch
from sitroom.ingest.fulltext import Measured
from sitroom.ingest.watch import Settings, Told, Watcher
from sitroom.model import Added, Raw
from sitroom.model.web import FeedSetting, Policy
from sitroom.room import Room
from tests.ingest.web_kit import Request, Server, answer, page, resolver, rss
from tests.kill_kit import killed_child
from tests.room_kit import NOW, annotate

KILLS = 100
ENTRIES = 3  # shown at a time


@contextmanager
def in_another_process() -> Iterator[int]:
    """The server, forked, so that this process stays without threads and can fork itself; gives the port."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        version = [0]

        def feed(request: Request) -> bytes:
            if request.headers.get("if-none-match") == f'"{version[0]}"':
                version[0] += 1
            shown = range(version[0] * ENTRIES, (version[0] + 1) * ENTRIES)
            items = (f"<title>Report {n}</title><link>/p/{n}</link><guid>id-{n}</guid>" for n in shown)
            return answer(rss(*items), kind="application/rss+xml", ETag=f'"{version[0]}"')

        def any_page(request: Request) -> bytes:
            words = hashlib.sha512(request.path.encode()).hexdigest()  # no two pages are near-identical
            return page(f"Text of {request.path} " + " ".join(words[at : at + 5] for at in range(0, 120, 5)))

        routes = {"/feed": feed, "/robots.txt": answer(b"", 404)}
        with Server({**routes, **{f"/p/{n}": any_page for n in range(20_000)}}) as server:
            os.write(writer, f"{server.port}\n".encode())
            threading.Event().wait()
    try:
        with os.fdopen(reader) as pipe:
            yield int(pipe.readline())
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def make_watcher(room: Room, port: int, tell) -> Watcher:  # type: ignore[no-untyped-def]
    def add(raw: Raw) -> Added:
        return next(iter(room.add([raw.model_copy(update={"language": "en", "title": raw.name})], now=NOW)))

    policy = Policy(allow=(f"127.0.0.1:{port}",), delay=0.0, parallel=2, silence=3.0)
    settings = Settings(policy, interval=0.01)
    return Watcher(room.feeds, add, settings, measure, chance=lambda: 0.0, tell=tell, resolver=resolver())


def measure(raw: Raw) -> Measured:
    return Measured(len(raw.data))


def watch_until_killed(path: Path, port: int, pipe: int) -> None:
    """In a child: watch without a pause and say what is acknowledged."""
    schedule.SHORTEST = 0.0
    watch.RELOAD = watch.TICK = 0.005

    def tell(told: Told) -> None:
        if told.kind == "entry":
            os.write(pipe, f"{told.report} {told.status}\n".encode())

    with Room.open(path, create=True, annotate=annotate) as room:
        room.feeds.add([FeedSetting(url=f"http://127.0.0.1:{port}/feed")], "2026-03-05T12:00:00Z")
        make_watcher(room, port, tell).run()


def test_killed_a_hundred_times(tmp_path: Path) -> None:
    path = tmp_path / "x.room"
    chance = random.Random(20261122)
    acknowledged: set[str] = set()
    with in_another_process() as port:
        with Room.create(tmp_path / "warm.db", annotate=annotate) as warm:  # imports everything before the forks
            warm.feeds.add([FeedSetting(url=f"http://127.0.0.1:{port}/feed")], "2026-03-05T12:00:00Z")
            make_watcher(warm, port, lambda told: None).run(once=True)
        for kill in range(KILLS):
            reports, wait = (0, chance.uniform(0, 0.1)) if kill % 4 else (1, chance.uniform(0, 0.03))
            lines = killed_child(functools.partial(watch_until_killed, path, port), reports, wait)
            acknowledged |= {line.split()[0] for line in lines}
        with Room.open(path, annotate=annotate) as room:
            make_watcher(room, port, lambda told: None).run(once=True)
            kept = {report.id: room.dossier(report.id).text for report in room.reports()}
            (feed,) = room.feeds.feeds()
            tally = room.feeds.tally()[feed.url]
    assert len(acknowledged) >= KILLS / 4
    assert acknowledged <= set(kept)
    numbers = sorted(int(text.split("/p/")[1].split("<")[0].split()[0]) for text in kept.values())
    seen = (int((feed.etag or "").strip('"')) + 1) * ENTRIES
    assert numbers == list(range(seen))  # each once, none skipped
    assert set(tally) <= {"added", "unchanged"}  # unchanged: killed between the report and the note of it
    assert sum(tally.values()) == seen
    with sqlite3.connect(path / "room.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
