"""How fast a room takes reports in and answers, on synthetic reports and a stand-in annotator.

    .venv/bin/python benchmarks/room.py [--reports 20000] [--real] [--keep FOLDER]

With --keep the room stays, and a run that was stopped goes on where it was: 100,000 reports take an hour or two.

Adding is measured against the bare annotation rate: with the stand-in (a few regular expressions), which shows what
the room itself costs, and, with --real, on the example reports with the real pipeline, which is what users see.
Each report of the room is about 450 words with ten statements and six events; one in ten is a copy of an earlier one.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from sitroom.model import Raw  # noqa: E402
from sitroom.room import Room  # noqa: E402
from tests.room_kit import NOW, annotate, raw  # noqa: E402

STRETCH = 2_000  # the last so many reports are added by the clock
QUERIES = ("kato", '"kato sera"', "kato sera mipo", "ka*", "said closed", "kato -sera", "zzyzx")
SYLLABLES = ("ka", "to", "se", "ra", "mi", "po", "lu", "ne", "di", "fo", "ga", "vu", "ber", "lin", "tor", "mal")
STATES = ("NOR", "ISL", "DNK", "SWE", "FIN", "EST", "LVA", "LTU", "POL", "DEU")


def synthetic(number: int) -> Iterator[Raw]:
    """Reports with a vocabulary of Zipf's kind, about happenings that come and go."""
    chance = Random(7)
    vocabulary = sorted({"".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(12_000)})
    chance.shuffle(vocabulary)
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    people = [f"{w[:6].title()} {v[:7].title()}" for w, v in zip(vocabulary[:900], vocabulary[900:1800], strict=True)]
    topics = [chance.sample(vocabulary[200:], 40) for _ in range(max(1, number // 8))]
    past: list[tuple[str, int]] = []
    for n in range(number):
        day = n * 300 // number
        if past and chance.random() < 0.1:
            text, topic = chance.choice(past[-200:])
            text = f"Copied {n}\n{text}"
        else:
            topic = chance.randrange(len(topics))
            text = f"Report {n}\n" + body(chance, vocabulary, weights, topics[topic], people)
            past.append((text, topic))
        published = f"2026-{1 + day // 28 % 12:02d}-{1 + day % 28:02d}"
        yield raw(text, outlet=f"Outlet {n % 40}", published=published, name=f"{n}.txt")


def body(chance: Random, words: list[str], weights: list[float], topic: list[str], people: list[str]) -> str:
    lines = []
    for _ in range(10):
        filler = chance.choices(words, weights, k=30) + chance.choices(topic, k=8)
        chance.shuffle(filler)
        lines.append(" ".join(filler) + ".")
        said = " ".join(chance.choices(topic, k=4) + chance.choices(words, weights, k=6))
        lines.append(f"{chance.choice(people)} said: the port is closed {said}.")
    for _ in range(6):
        who, whom = chance.sample(STATES, 2)
        lines.append(f"{who} attacks {whom} on 2026-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}.")
    return "\n".join(lines)


def timed(call: Callable[[], object]) -> float:
    """Seconds one call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def row(name: str, value: str, note: str = "") -> None:
    print(f"| {name:<44} | {value:>12} | {note:<48} |", flush=True)


def add_rates(folder: Path, number: int) -> Room:
    """Fill a room with stand-in dossiers, from where it was left; the rates are those of the last STRETCH reports."""
    room = Room.open(folder / "bench.room", create=True, annotate=annotate, engine="bench")
    there = room._store.state()  # a reading for each report: nothing here is read twice or corrected
    for _ in room.add(islice(synthetic(number), there, max(there, number - STRETCH)), now=NOW):
        pass
    inputs = list(islice(synthetic(number), max(there, number - STRETCH), number)) or list(islice(synthetic(500), 500))
    bare = timed(lambda: [annotate(one) for one in inputs]) / len(inputs)
    used = time.process_time()
    seconds = timed(lambda: sum(1 for _ in room.add(inputs, now=NOW)))
    used = time.process_time() - used
    row("stand-in annotation", f"{1000 * bare:.2f} ms", "a report")
    each = seconds / len(inputs)
    row(
        "add, durable one by one",
        f"{1000 * each:.2f} ms",
        f"a report; {1000 * used / len(inputs):.2f} ms of processor time",
    )
    cost = each - bare
    row(
        "cost of the room alone",
        f"{1000 * cost:.2f} ms",
        f"60 % of bare rate if annotation takes >= {1500 * cost:.0f} ms",
    )
    row("bare rate kept, if annotation takes 500 ms", f"{0.5 / (0.5 + cost):.0%}", "floor 60 %")
    again = timed(lambda: sum(1 for _ in room.add(inputs, now=NOW)))
    row("add again (unchanged)", f"{1000 * again / len(inputs):.2f} ms", "a report")
    row("size of the room", f"{room.path.stat().st_size / room.count() / 1024:.1f} KiB", f"a report, of {room.count()}")
    return room


def look_ups(room: Room) -> None:
    """Search and the views of the board."""
    for query in QUERIES:
        times = [timed(lambda q=query: room.search(q)) for _ in range(5)]  # type: ignore[misc]
        row(
            f"search {query}",
            f"{1000 * statistics.median(times):.1f} ms",
            f"{len(room.search(query))} hits, median of 5",
        )
    row("stories, timeline, origins: first time", f"{timed(room.picture):.2f} s", f"{len(room.stories())} stories")
    views: dict[str, Callable[[], object]] = {
        "reports(50)": lambda: room.reports(50),
        "stories(50)": lambda: room.stories(50),
        "timeline(limit=100)": lambda: room.timeline(limit=100),
        "actors(50), first time": lambda: room.actors(50),
        "actors(50)": lambda: room.actors(50),
        "statements(actor)": lambda: room.statements(room.actors(1)[0].key, limit=100),
        "dossier": lambda: room.dossier(room.reports(1)[0].id),
    }
    for name, view in views.items():
        row(name, f"{1000 * timed(view):.1f} ms")
    board(room)
    with Room.open(room.path, annotate=annotate) as other:
        row("kept picture, read by another process", f"{timed(other.picture):.2f} s")
    row("peak memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def board(room: Room) -> None:
    """The board's pages, and the first one after an addition."""
    from fastapi.testclient import TestClient

    from sitroom.outputs.board.app import create_app

    client = TestClient(create_app(room, "bench"), base_url="http://localhost")
    story, report, actor = room.stories(1)[0].id, room.reports(1)[0].id, room.actors(1)[0].key
    pages = ["/", "/reports", "/reports?page=40", f"/reports/{report}", f"/stories/{story}", "/timeline",
             "/timeline?since=2026-03-01&until=2026-03-03", "/statements", "/actors", f"/actors/{actor}",
             "/search?q=kato+sera"]  # fmt: skip
    for page in pages:
        times = [timed(lambda p=page: client.get(p).raise_for_status()) for _ in range(3)]  # type: ignore[misc]
        row(f"board {page[:36]}", f"{1000 * statistics.median(times):.0f} ms", "median of 3")
    one = raw("A new report\nAnna Brandt said: the port is closed.", outlet="Outlet 1", published="2026-12-01")
    list(room.add([one], now=NOW))
    row("board /, right after an addition", f"{1000 * timed(lambda: client.get('/').raise_for_status()):.0f} ms",
        "the last picture, the next is being drawn")  # fmt: skip


def real_rates(folder: Path) -> None:
    """The example reports with the real pipeline: bare, and into a room."""
    from sitroom import pipeline

    index = tomllib.loads((ROOT / "examples/reports/index.toml").read_text(encoding="utf-8"))["reports"]
    fields = ("outlet", "published", "url", "language", "title")
    inputs = [
        Raw(name=r["file"], data=(ROOT / "examples/reports" / r["file"]).read_bytes(), **{f: r.get(f) for f in fields})
        for r in index
    ]
    for one in inputs:
        pipeline.read_raw(one)  # models load, caches fill
    bare = min(timed(lambda: [pipeline.read_raw(one) for one in inputs]) for _ in range(2))
    with Room.create(folder / "real.room") as room:
        seconds = timed(lambda: sum(1 for _ in room.add(inputs, now=NOW)))
    row("real pipeline, bare", f"{len(inputs) / bare:.2f} /s", f"{len(inputs)} example reports")
    row("real pipeline, add", f"{len(inputs) / seconds:.2f} /s", f"{bare / seconds:.0%} of the bare rate (floor 60 %)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--keep", type=Path, help="a folder to keep the room in, and to go on from")
    given = parser.parse_args()
    row("what", "figure", f"room of {given.reports} reports, Python {sys.version.split()[0]}")
    row("---", "---", "---")
    with nullcontext(given.keep) if given.keep else tempfile.TemporaryDirectory() as folder:
        if given.real:
            real_rates(Path(folder))
        with add_rates(Path(folder), given.reports) as room:
            look_ups(room)


if __name__ == "__main__":
    main()
