"""How fast a room takes reports in and answers, on synthetic reports and a stand-in annotator.

    python -m benchmarks.room [--reports 20000] [--json FILE] [--keep FOLDER] [--board] [--real]

Needs the project on the path, sqlalchemy and pydantic (rapidfuzz is stood in for if it is missing, which is slower);
--board needs fastapi too, --real the whole pipeline.
The room stays in the folder FILE.room (or --keep), and a run that was stopped goes on where it was. FILE gets the
figures as JSON, each as soon as it is known.

Adding is measured against the bare annotation rate: with the stand-in (a few regular expressions), which shows what
the room itself costs, and, with --real, on the example reports with the real pipeline, which is what users see.
Each report of the room is about 450 words with ten statements and six events; one in ten is a copy of an earlier one.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from itertools import accumulate
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.likeness import stand_in  # noqa: E402
from sitroom.model import Raw  # noqa: E402
from sitroom.room import Room  # noqa: E402
from tests.room_kit import NOW, annotate, raw  # noqa: E402

DAYS = 300  # that the reports are spread over
ALONE = 50  # the last so many reports before each checkpoint are added one by one
CHECKPOINTS = (1_000, 5_000, 10_000, 20_000, 30_000, 40_000, 50_000, 75_000, 100_000)
QUERIES = ("kato", '"kato sera"', "kato sera mipo", "ka*", "said closed", "kato -sera", "zzyzx")
SYLLABLES = ("ka", "to", "se", "ra", "mi", "po", "lu", "ne", "di", "fo", "ga", "vu", "ber", "lin", "tor", "mal")
STATES = (
    "NOR",
    "ISL",
    "DNK",
    "SWE",
    "FIN",
    "EST",
    "LVA",
    "LTU",
    "POL",
    "DEU",
    "NLD",
    "BEL",
    "FRA",
    "ESP",
    "PRT",
    "ITA",
)


class World:
    """Where the synthetic reports come from: each is a function of its number and of how many there are to be.

    Some 333 reports a day (100,000 in 300 days), about happenings that come and go: a new one every six reports, most
    of them told a few times within days, some a hundred times; and in one report of eleven about one of three subjects
    that never end. Each has its own words, people and countries, in a fifth of the text; the rest is drawn from 12,000
    words of Zipf's kind, without a language's commonest, which are no content words. One report in ten copies one of
    the 200 before it. Seven in ten tell the hour they were published at, three only the day, and they come in as they
    please within some hours.
    """

    def __init__(self, number: int) -> None:
        chance = Random(7)
        self.words = sorted({"".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(12_000)})
        chance.shuffle(self.words)
        self.weights = list(accumulate(1 / (rank + 60) for rank in range(len(self.words))))
        self.daily = number / DAYS if number >= 20_000 else 333

    def reports(self, first: int, last: int) -> Iterator[Raw]:
        """The reports from one number to before another."""
        for n in range(first, last):
            chance = Random(n)
            if n and chance.random() < 0.1:
                text = f"Copied {n}\n{self.text(max(0, n - chance.randint(1, 200)))}"
            else:
                text = self.text(n)
            day, hour = divmod(n / self.daily * 24, 24)
            published = date_of(int(day))
            if chance.random() < 0.7:
                published += f"T{min(23, max(0, int(hour + chance.gauss(0, 2)))):02d}:{chance.randrange(60):02d}Z"
            yield raw(text, outlet=f"Outlet {n % 40}", published=published, name=f"{n}.txt")

    def text(self, n: int) -> str:
        """About 450 words with ten statements and six events."""
        chance = Random(-n - 1)
        if chance.random() < 1 / 11:
            number = -1 - chance.randrange(3)
        else:
            ages = [int(chance.expovariate(1 / (3 * self.daily / 6))) for _ in range(6)]
            number = max((n // 6 + 10_000 - age for age in ages), key=lambda t: Random(t).random())
        topic = Random(f"topic {number}")
        own = topic.sample(self.words[200:], 40)
        if number < 0:  # what never ends does not stay the same
            own = own[:20] + Random(f"{number} {int(n / self.daily / 4)}").sample(self.words[200:], 20)
        people = [f"{topic.choice(self.words).title()} {topic.choice(self.words).title()}" for _ in range(8)]
        states = topic.sample(STATES, 3)
        lines = [f"Report {n} {' '.join(chance.sample(own, 4))}"]
        for _ in range(10):
            filler = chance.choices(self.words, cum_weights=self.weights, k=30) + chance.choices(own, k=8)
            chance.shuffle(filler)
            lines.append(" ".join(filler) + ".")
            said = chance.choices(own, k=4) + chance.choices(self.words, cum_weights=self.weights, k=6)
            lines.append(f"{chance.choice(people)} said: “the port is closed {' '.join(said)}.”")
        for _ in range(6):
            who, whom = chance.sample(states, 2)
            day = date_of(int(n / self.daily) - chance.randint(0, 3))  # quoted: else all reports shared their wording
            lines.append(f"“{' '.join(chance.choices(own, k=6))} {who} attacks {whom} on {day}.”")
        return "\n".join(lines)


def date_of(day: int) -> str:
    """A day of the benchmark as a date; its months have 28 days."""
    return f"2026-{1 + max(0, day) // 28 % 12:02d}-{1 + max(0, day) % 28:02d}"


FIGURES: dict[str, dict[str, list[str]]] = {}  # by the size of the room
AT: list[str] = []  # the size it has
FILE: list[Path] = []  # where the figures go


def row(name: str, value: str, note: str = "") -> None:
    FIGURES.setdefault(AT[-1] if AT else "", {})[name] = [value, note]
    if FILE:
        FILE[0].write_text(json.dumps(FIGURES, indent=1, ensure_ascii=False), encoding="utf-8")
    print(f"| {AT[-1] if AT else '':>7} | {name:<42} | {value:>12} | {note:<48} |", flush=True)


def fill(folder: Path, world: World, number: int) -> None:
    """Bring a room to so many reports, from where it was left, and add some of them one by one by the clock."""
    alone = min(ALONE, number // 4)
    with Room.open(folder / "bench.room", create=True, annotate=annotate, engine="bench") as room:
        there = room._store.state()  # a reading for each report: nothing here is read twice or corrected
        if there >= number:
            return
        start, used = time.perf_counter(), time.process_time()
        for done, _ in enumerate(room.add(world.reports(there, number - alone), now=NOW), start=1):
            if done % 500 == 0:
                spent, seconds = time.process_time() - used, time.perf_counter() - start
                print(f"  {there + done} reports, {1000 * spent / done:.1f} ms of processor time each, "
                      f"{1000 * seconds / done:.0f} ms by the clock", file=sys.stderr, flush=True)  # fmt: skip
        done, spent = max(1, number - alone - there), time.process_time() - used
        row("add, all at once", f"{1000 * spent / done:.1f} ms",
            f"of processor time a report, of {done}, with its share of the situation; "
            f"{1000 * (time.perf_counter() - start) / done:.0f} by the clock")  # fmt: skip
        one_by_one(room, list(world.reports(number - alone, number)))


def one_by_one(room: Room, inputs: list[Raw]) -> None:
    """Each report is kept and put in its place before the next one comes."""
    bare = cpu(lambda: [annotate(one) for one in inputs]) / len(inputs)
    refresh, kept, shares = room.refresh, [], []
    for one in inputs:
        room.refresh = lambda **_: 0  # type: ignore[method-assign]  # so that the two are timed apart
        kept.append(cpu(lambda one=one: list(room.add([one], now=NOW))))  # type: ignore[misc]
        room.refresh = refresh  # type: ignore[method-assign]
        shares.append(cpu(room.refresh))
    each, share = sum(kept) / len(kept) - bare, sum(shares) / len(shares)
    row("add one by one: kept", f"{1000 * each:.1f} ms", f"of processor time, of {len(inputs)}, without annotation")
    row("add one by one: its share of the situation", f"{1000 * statistics.median(shares):.0f} ms",
        f"median; mean {1000 * share:.0f}, 95 % below {1000 * sorted(shares)[len(shares) * 95 // 100]:.0f}, "
        f"most {1000 * max(shares):.0f}")  # fmt: skip
    row("60 % of the bare rate, if annotation takes", f"{1500 * (each + share):.0f} ms", "one by one, on one core")


def cpu(call: Callable[[], object]) -> float:
    """Seconds of processor time one call takes."""
    start = time.process_time()
    call()
    return time.process_time() - start


def late_comers(room: Room, world: World, number: int) -> None:
    """Reports of some weeks ago: the situation of the weeks after each is looked at again."""
    chance, shares = Random(11), []
    for n, one in enumerate(world.reports(number // 2, number // 2 + 20)):
        text = f"Late {n} {chance.random()}\n" + one.data.decode().partition("\n")[2].replace("port", f"port {n}")
        given = raw(text, outlet=one.outlet, published=one.published, name=f"late {n}")
        refresh, room.refresh = room.refresh, lambda **_: 0  # type: ignore[method-assign]
        list(room.add([given], now=NOW))
        room.refresh = refresh  # type: ignore[method-assign]
        shares.append(cpu(room.refresh))
    row("the same, a report of long ago", f"{1000 * statistics.median(shares):.0f} ms",
        f"median of 20; mean {1000 * sum(shares) / len(shares):.0f}, most {1000 * max(shares):.0f}")  # fmt: skip


def look_ups(room: Room) -> None:
    """Search and the views of the board, in a process that has just opened the room."""
    row("size of the room", f"{room.path.stat().st_size / room.count() / 1024:.1f} KiB", f"a report, of {room.count()}")
    for query in QUERIES:
        hits = len(room.search(query))
        times = [cpu(lambda q=query: room.search(q)) for _ in range(11)]  # type: ignore[misc]
        row(f"search {query}", f"{1000 * statistics.median(times):.1f} ms",
            f"of processor time, median of 11, most {1000 * max(times):.1f}; {hits} hits")  # fmt: skip
    story, actor = room.stories(1)[0].id, room.actors(1)[0].key
    views: dict[str, Callable[[], object]] = {
        "reports(50)": lambda: room.reports(50),
        "stories(50)": lambda: room.stories(50),
        "story_of(report)": lambda: room.story_of(room.stories(1)[0].reports[0]),
        "timeline(limit=100)": lambda: room.timeline(limit=100),
        "timeline(story)": lambda: room.timeline(story=story),
        "timeline(actor, limit=100)": lambda: room.timeline(actor="state:NOR", limit=100),
        "timeline(since, until)": lambda: room.timeline(since="2026-03-01", until="2026-03-03", limit=300),
        "actors(50)": lambda: room.actors(50),
        "statements(actor)": lambda: room.statements(actor, limit=100),
        "voice(actor)": lambda: room.voice(actor, limit=100),
        "dossier": lambda: room.dossier(room.reports(1)[0].id),
    }
    for name, view in views.items():
        first = cpu(view)
        times = [cpu(view) for _ in range(3)]
        row(name, f"{1000 * statistics.median(times):.1f} ms", f"median of 3; first time {1000 * first:.1f} ms")
    row("stories, entries", f"{room.count_stories()}", "stories")
    row("peak memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def board(room: Room) -> None:
    """The board's pages, and the first one after an addition."""
    from fastapi.testclient import TestClient

    from sitroom.outputs.board.app import create_app

    client = TestClient(create_app(room, "bench"), base_url="http://localhost")
    story, report, actor = room.stories(1)[0].id, room.reports(1)[0].id, room.actors(1)[0].key
    with room._store.situation() as connection:
        longest = connection.exec_driver_sql(
            "SELECT id FROM tales WHERE head = (SELECT story FROM placed GROUP BY story ORDER BY count(*) DESC LIMIT 1)"
        ).scalar()
    named = {
        f"/reports/{report}": "/reports/REPORT", f"/stories/{story}": "/stories/LATEST",
        f"/stories/{longest}": f"/stories/LONGEST ({len(room.story(str(longest)).reports)})",
        f"/actors/{actor}": "/actors/MOST",
    }  # fmt: skip
    pages = ["/", "/reports", "/reports?page=40", *named, "/?page=20", "/timeline",
             "/timeline?since=2026-03-01&until=2026-03-03", "/statements", "/actors",
             "/search?q=kato+sera"]  # fmt: skip
    for page in pages:
        size = len(client.get(page).raise_for_status().content) / 1024
        times = [cpu(lambda p=page: client.get(p)) for _ in range(5)]  # type: ignore[misc]
        row(f"board {named.get(page, page)[:36]}", f"{1000 * statistics.median(times):.0f} ms",
            f"of processor time, median of 5, most {1000 * max(times):.0f}; {size:.0f} KiB")  # fmt: skip


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
    bare = min(cpu(lambda: [pipeline.read_raw(one) for one in inputs]) for _ in range(2))
    with Room.create(folder / "real.room") as room:
        seconds = cpu(lambda: sum(1 for _ in room.add(inputs, now=NOW)))
    row("real pipeline, bare", f"{len(inputs) / bare:.2f} /s", f"of processor time; {len(inputs)} example reports")
    row("real pipeline, add", f"{len(inputs) / seconds:.2f} /s", f"{bare / seconds:.0%} of the bare rate (floor 60 %)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--json", type=Path, help="where the figures go")
    parser.add_argument("--keep", type=Path, help="a folder to keep the room in, and to go on from")
    parser.add_argument("--board", action="store_true", help="pages of the board, too")
    parser.add_argument("--real", action="store_true", help="the real pipeline, too")
    given = parser.parse_args()
    if given.json:
        FILE.append(given.json)
        if given.json.is_file():
            FIGURES.update(json.loads(given.json.read_text(encoding="utf-8")))
    keep = given.keep or (given.json.with_suffix(".room") if given.json else None)
    missing = stand_in()
    row("what", "figure", f"room of {given.reports} reports, Python {sys.version.split()[0]}")
    if missing:
        row("rapidfuzz", "missing", "stood in for by plain Python")
    with nullcontext(keep) if keep else tempfile.TemporaryDirectory() as folder:
        if given.real:
            real_rates(Path(folder))
        world = World(given.reports)
        for number in [n for n in CHECKPOINTS if n < given.reports] + [given.reports]:
            AT.append(f"{number:,}")
            if "reports(50)" in FIGURES.get(AT[-1], {}):
                continue
            fill(Path(folder), world, number)
            with Room.open(Path(folder) / "bench.room", annotate=annotate, engine="bench") as room:
                look_ups(room)
                if given.board:
                    board(room)
        with Room.open(Path(folder) / "bench.room", annotate=annotate, engine="bench") as room:
            late_comers(room, world, given.reports)


if __name__ == "__main__":
    main()
