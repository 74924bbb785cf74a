"""Watching feeds on a real local server: what is new, what failed, what is asked when; and the pure decisions."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from email.utils import formatdate
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sitroom.errors import RoomLocked, StoreError
from sitroom.ingest import schedule
from sitroom.ingest.feeds import parse_feed
from sitroom.ingest.fulltext import Measured, outlet_of
from sitroom.ingest.schedule import after, due_in, news_of, next_try, retry_after, to_read
from sitroom.ingest.watch import Clock, Settings, Told, Watcher
from sitroom.model import Added, Raw
from sitroom.model.web import Answer, EntryState, FeedSetting, FeedState
from sitroom.room import Room
from tests.ingest.web_kit import Request, Route, Server, answer, page, resolver, rss
from tests.room_kit import NOW, annotate

LONG = "Anna Brandt said: the port is closed. " * 20


def words(raw: Raw) -> Measured:
    return Measured(len(raw.data))


class Desk:
    """A room that watches feeds of a local server."""

    def __init__(self, path: Path, server: Server, *hosts: str, pages: bool = True, **policy: Any) -> None:
        self.server = server
        self.room = Room.open(path / "x.room", create=True, annotate=annotate)
        self.told: list[Told] = []
        self.clock = Clock()
        self.settings = Settings(server.policy(*hosts, **policy), pages=pages)
        self.measure: Callable[[Raw], Measured] = words

    def follow(self, *urls: str) -> None:
        self.room.feeds.add([FeedSetting(url=url) for url in urls], "2026-03-05T12:00:00Z")

    def add(self, raw: Raw) -> Added:
        given = raw.model_copy(update={"language": "en", "title": raw.title or raw.name})
        return next(iter(self.room.add([given], now=NOW)))

    def watcher(self, add: Callable[[Raw], Added] | None = None) -> Watcher:
        return Watcher(
            self.room.feeds, add or self.add, self.settings, self.measure, chance=lambda: 0.0, tell=self.told.append,
            clock=self.clock, resolver=resolver(),
        )  # fmt: skip

    def once(self, add: Callable[[Raw], Added] | None = None) -> dict[str, int]:
        return dict(+self.watcher(add).run(once=True))

    def texts(self) -> list[str]:
        return sorted(self.room.dossier(r.id).text for r in self.room.reports())

    def feed(self) -> FeedState:
        return self.room.feeds.feeds()[0]


@pytest.fixture
def routes() -> dict[str, Route]:
    return {"/robots.txt": answer(b"", 404)}


@pytest.fixture
def server(routes: dict[str, Route]):  # type: ignore[no-untyped-def]
    with Server(routes) as server:
        yield server


@pytest.fixture
def desk(tmp_path: Path, server: Server):  # type: ignore[no-untyped-def]
    desk = Desk(tmp_path, server)
    yield desk
    desk.room.close()


def item(n: int | str, *, description: str = "teaser", more: str = "") -> str:
    return (
        f"<title>Report {n}</title><link>/p/{n}</link><guid isPermaLink='false'>id-{n}</guid>"
        f"<description>{description}</description>{more}"
    )


def feed_of(*items: str, **headers: str) -> bytes:
    return answer(rss(*items), kind="application/rss+xml", **headers)


# the loop


def test_new_entries_come_in_with_their_pages_once(desk: Desk, server: Server) -> None:
    server.routes |= {"/feed": feed_of(item(2), item(1)), "/p/1": page("Page one"), "/p/2": page("Page two")}
    desk.follow(server.url("/feed"))
    assert desk.once() == {"feeds": 1, "added": 2}
    assert [t.name for t in desk.told if t.kind == "entry"] == ["Report 1", "Report 2"]  # oldest first
    assert ["Page one" in t or "Page two" in t for t in desk.texts()] == [True, True]
    assert desk.once() == {"feeds": 1}
    assert server.asked() == ["/feed", "/p/1", "/p/2", "/feed"]
    server.routes["/feed"] = feed_of(item(3), item(2), item(1))
    server.routes["/p/3"] = page("Page three")
    assert desk.once() == {"feeds": 1, "added": 1}
    assert desk.feed().last_status == "3 entries, 1 new"
    assert desk.room.feeds.tally()[server.url("/feed")] == {"added": 3}


def test_nothing_new_is_asked_for_politely(desk: Desk, server: Server) -> None:
    def feed(request: Request) -> bytes:
        if request.headers.get("if-none-match") == '"v1"':
            assert request.headers["if-modified-since"] == "Mon, 02 Mar 2026 10:00:00 GMT"
            return answer(status=304)
        return feed_of(item(1), ETag='"v1"', Last_Modified="Mon, 02 Mar 2026 10:00:00 GMT")

    server.routes |= {"/feed": feed, "/p/1": page("Page one")}
    desk.follow(server.url("/feed"))
    desk.once()
    assert desk.once() == {"feeds": 1}
    assert desk.feed().last_status == "nothing new (304)"
    assert desk.once() == {"feeds": 1}  # and the tag is still known


def test_an_edited_entry_is_read_again(desk: Desk, server: Server) -> None:
    server.routes |= {"/feed": feed_of(item(1)), "/p/1": page("Two people are missing")}
    desk.follow(server.url("/feed"))
    desk.once()
    server.routes |= {"/feed": feed_of(item(1, description="new teaser")), "/p/1": page("Three people are missing")}
    tally = desk.once()
    assert tally.get("revised", 0) + tally.get("added", 0) == 1
    assert server.asked("/p/1") == ["/p/1", "/p/1"]
    desk.once()
    assert server.asked("/p/1") == ["/p/1", "/p/1"]


def test_pages_that_are_not_to_be_had_leave_the_feeds_own_text(desk: Desk, server: Server) -> None:
    def entry(n: int) -> str:
        return item(n, more=f"<content:encoded>&lt;p&gt;Own text {n}. {LONG}&lt;/p&gt;</content:encoded>")

    server.routes |= {
        "/robots.txt": answer(b"User-agent: *\nDisallow: /p/1\n", kind="text/plain"),
        "/feed": feed_of(*(entry(n) for n in range(1, 7))),
        "/p/1": page("never fetched"),
        "/p/2": answer(b"pay", 402),
        "/p/3": page("cookies?"),
        "/p/4": answer(status=302, Location="/"),
        "/p/5": answer(b"film", kind="video/mp4"),
        "/p/6": answer(status=302, Location="http://10.0.0.1/"),
        "/": page(LONG * 3),
    }
    desk.measure = lambda raw: Measured(len(raw.data) - 80)
    desk.follow(server.url("/feed"))
    assert desk.once() == {"feeds": 1, "added": 6}
    reasons = {t.name: t.text for t in desk.told if t.kind == "entry"}
    for n, words in enumerate(
        ["robots.txt asks", "asks for payment", "holds less", "front page", "no text to read", "is not asked"], start=1
    ):
        assert words in reasons[f"Report {n}"]
        assert "the feed's own text" in reasons[f"Report {n}"]
    assert all("Own text" in text for text in desk.texts())
    assert "/p/1" not in server.asked()


def test_an_entry_with_nothing_to_read_is_refused_with_the_reason(desk: Desk, server: Server) -> None:
    server.routes |= {"/feed": feed_of(item(1, description=""), "<title>Only a title</title>")}
    desk.follow(server.url("/feed"))
    assert desk.once() == {"feeds": 1, "refused": 2}
    refusals = {e.url: e.reason for e in desk.room.feeds.refusals(server.url("/feed"))}
    assert refusals == {server.url("/p/1"): "is not there (404)", None: "the feed gives no address for it"}
    assert desk.once() == {"feeds": 1}  # and is not asked for again and again


def test_a_page_that_fails_for_now_is_tried_again_though_the_feed_moves_on(desk: Desk, server: Server) -> None:
    server.routes |= {"/feed": feed_of(item(1)), "/p/1": answer(b"", 500)}
    desk.follow(server.url("/feed"))
    assert desk.once() == {"feeds": 1, "waiting": 1}
    server.routes |= {"/feed": feed_of(item(9)), "/p/9": page("Nine"), "/p/1": page("Page one at last")}
    assert desk.once() == {"feeds": 1, "added": 1}
    desk.clock = shifted(3600)
    assert desk.once() == {"feeds": 1, "added": 1}
    assert any("at last" in text for text in desk.texts())


def test_a_single_round_does_not_sit_out_a_long_wait(desk: Desk, server: Server) -> None:
    server.routes |= {"/feed": feed_of(item(1), item(2)), "/p/2": answer(b"", 429, Retry_After="3000")}
    desk.follow(server.url("/feed"))
    start = time.monotonic()
    assert desk.once() == {"feeds": 1, "waiting": 2}
    assert time.monotonic() - start < 5
    assert server.asked() == ["/feed", "/p/2"]
    server.routes |= {"/p/1": page("Page one"), "/p/2": page("Page two")}
    desk.clock = shifted(3600)
    assert desk.once() == {"feeds": 1, "added": 2}


def test_a_page_the_room_refuses_gives_way_to_the_feeds_own_text(desk: Desk, server: Server) -> None:
    server.routes |= {"/feed": feed_of(item(1, description="The teaser.")), "/p/1": page("crash")}
    desk.follow(server.url("/feed"))
    assert desk.once() == {"feeds": 1, "added": 1}
    assert "its page is refused" in desk.told[-1].text
    assert "The teaser." in desk.texts()[0]


def test_a_page_that_goes_on_failing_gives_way_to_the_feeds_own_text(desk: Desk, server: Server) -> None:
    server.routes |= {"/feed": feed_of(item(1, description="All we have.")), "/p/1": answer(b"", 503, Retry_After="90")}
    desk.follow(server.url("/feed"))
    assert desk.once() == {"feeds": 1, "waiting": 1}
    for hours in (1, 2):
        desk.clock = shifted(hours * 3600)
        tally = desk.once()
    assert tally == {"feeds": 1, "added": 1}
    assert "All we have." in desk.texts()[0]


def shifted(seconds: float) -> Clock:
    class Shifted(Clock):
        def now(self) -> float:
            return time.time() + seconds

    return Shifted()


def test_trouble_with_one_feed_stops_no_other(desk: Desk, server: Server) -> None:
    def stalls(request: Request) -> None:
        time.sleep(1.2)

    bad: dict[str, Route] = {
        "/500": answer(b"", 500), "/404": answer(b"", 404), "/html": page("no feed"), "/cut": feed_of()[:-20],
        "/circle": answer(status=302, Location="/circle"),
        "/bomb": answer(b'<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;">]><rss/>'),
        "/inner": answer(status=302, Location="http://169.254.169.254/feed"), "/stall": stalls, "/empty": answer(b""),
    }  # fmt: skip
    server.routes |= bad | {"/good": feed_of(item(1)), "/p/1": page("Page one")}
    desk.follow(*(server.url(path) for path in (*bad, "/good")))
    assert desk.once() == {"feeds": 10, "feeds failed": 9, "added": 1}
    said = {state.url.rpartition("/")[2]: state for state in desk.room.feeds.feeds()}
    for name, words in (("500", "fails (500)"), ("404", "is not there"), ("html", "web page"), ("cut", "cut off"),
                        ("circle", "circle"), ("bomb", "entities"), ("inner", "metadata"), ("stall", "silent"),
                        ("empty", "empty")):  # fmt: skip
        assert words in (said[name].last_status or ""), name
        assert said[name].failures == 1
    assert said["good"].failures == 0
    asked = len(server.log)
    assert desk.once() == {"feeds": 1, "feeds resting": 9}  # those that failed are left alone for a while
    assert len(server.log) == asked + 1


def test_500_then_200(desk: Desk, server: Server) -> None:
    answers = iter([answer(b"", 500), feed_of(item(1))])
    server.routes |= {"/feed": lambda request: next(answers), "/p/1": page("Page one")}
    desk.follow(server.url("/feed"))
    assert desk.once() == {"feeds": 1, "feeds failed": 1}
    desk.clock = shifted(7200)
    assert desk.once() == {"feeds": 1, "added": 1}
    assert desk.feed().failures == 0


def test_moved_and_gone(desk: Desk, server: Server) -> None:
    server.routes |= {"/old": answer(status=301, Location="/new"), "/new": feed_of(item(1)), "/p/1": page("Page one")}
    desk.follow(server.url("/old"))
    desk.once()
    assert desk.feed().address == server.url("/new")
    desk.once()
    assert server.asked() == ["/old", "/new", "/p/1", "/new"]
    server.routes["/new"] = answer(b"", 410)
    desk.once()
    assert "gone for good" in (desk.feed().paused or "")
    assert desk.once() == {}
    desk.follow(server.url("/old"))  # added anew by hand: asked again
    assert desk.feed().paused is None


def test_a_move_to_something_that_is_no_feed_is_not_believed(desk: Desk, server: Server) -> None:
    server.routes |= {"/feed": answer(status=301, Location="/login"), "/login": page("Sign in")}
    desk.follow(server.url("/feed"))
    desk.once()
    assert desk.feed().address == server.url("/feed")


def test_two_feeds_with_the_same_entry(desk: Desk, server: Server) -> None:
    server.routes |= {"/a": feed_of(item(1)), "/b": feed_of(item(1)), "/p/1": page("Page one")}
    desk.follow(server.url("/a"), server.url("/b"))
    assert desk.once()["added"] == 1
    desk.once()
    assert desk.room.count() == 1
    assert len(server.asked("/p/1")) == 1


def test_entries_of_a_live_page_are_read_with_it(desk: Desk, server: Server) -> None:
    entries = [f"<title>At {n}</title><link>/live#post-{n}</link><guid>live-{n}</guid>" for n in range(5)]
    server.routes |= {"/feed": feed_of(*entries), "/live": page("The whole live page")}
    desk.follow(server.url("/feed"))
    assert desk.once() == {"feeds": 1, "added": 1, "unchanged": 4}
    assert server.asked("/live") == ["/live"]


def test_one_request_a_host_at_a_time_and_hosts_side_by_side(tmp_path: Path, server: Server) -> None:
    busy: dict[str, int] = {}
    most: dict[str, int] = {}
    starts: dict[str, list[float]] = {}
    lock = threading.Lock()

    def slow(request: Request) -> bytes:
        host = request.headers["host"]
        with lock:
            busy[host] = busy.get(host, 0) + 1
            most[host] = max(most.get(host, 0), busy[host])
            most["all"] = max(most.get("all", 0), sum(busy.values()))
            starts.setdefault(host, []).append(time.monotonic())
        time.sleep(0.1)
        with lock:
            busy[host] -= 1
        return page(f"Page {request.path}")

    hosts = ("a.test", "b.test", "c.test")
    desk = Desk(tmp_path, server, *hosts, delay=0.1)
    for host in hosts:
        links = [f"<title>{host} {n}</title><link>{server.url(f'/p/{n}', host)}</link>" for n in range(3)]
        server.routes[f"/{host}"] = feed_of(*links)
    server.routes |= {f"/p/{n}": slow for n in range(3)}
    desk.follow(*(server.url(f"/{host}", host) for host in hosts))
    tally = desk.once()
    assert (tally["feeds"], tally["added"] + tally.get("revised", 0)) == (3, 9)  # pages much alike may be one report
    assert [most[f"{host}:{server.port}"] for host in hosts] == [1, 1, 1]
    assert most["all"] >= 2
    for moments in starts.values():
        assert min(b - a for a, b in pairwise(moments)) >= 0.19
    desk.room.close()


def test_a_stop_finishes_the_report_in_hand_and_the_rest_waits(desk: Desk, server: Server) -> None:
    server.routes["/feed"] = feed_of(*(item(n) for n in range(9)))
    server.routes |= {f"/p/{n}": page(f"Page {n}") for n in range(9)}
    desk.follow(server.url("/feed"))
    watcher: list[Watcher] = []

    def add(raw: Raw) -> Added:
        watcher[0].stop.set()
        return desk.add(raw)

    watcher.append(desk.watcher(add))
    start = time.monotonic()
    assert dict(watcher[0].run())["added"] == 1
    assert time.monotonic() - start < 3
    assert desk.room.count() == 1
    server.routes["/feed"] = feed_of()  # the entries are no longer in the feed, but in the book
    assert desk.once()["added"] == 8


def test_a_stop_while_a_server_stalls(desk: Desk, server: Server) -> None:
    server.routes["/feed"] = lambda request: time.sleep(4)
    desk.follow(server.url("/feed"))
    desk.settings = Settings(server.policy(silence=4.0))
    watcher = desk.watcher()
    threading.Timer(0.3, watcher.stop.set).start()
    start = time.monotonic()
    watcher.run()
    assert time.monotonic() - start < 2
    assert desk.feed().failures == 0  # a request cut short says nothing about its server


def test_a_locked_room_costs_nothing_but_time(desk: Desk, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitroom.ingest.watch.LOCKED", 0.0)
    server.routes |= {"/feed": feed_of(item(1)), "/p/1": page("Page one")}
    desk.follow(server.url("/feed"))

    def locked(raw: Raw) -> Added:
        raise RoomLocked("x.room: another process is writing")

    assert desk.once(locked) == {"feeds": 1}
    assert desk.once() == {"feeds": 1, "added": 1}

    def full(raw: Raw) -> Added:
        raise StoreError("the disk is full")

    server.routes |= {"/feed": feed_of(item(2)), "/p/2": page("Page two")}
    with pytest.raises(StoreError, match="full"):
        desk.once(full)
    assert desk.once() == {"feeds": 1, "added": 1}


def test_a_clock_that_jumps_neither_stops_nor_floods(
    desk: Desk, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forward a year, back two, forth and back: each feed is looked at at most once in each shortest interval."""
    monkeypatch.setattr(schedule, "SHORTEST", 0.4)
    monkeypatch.setattr("sitroom.ingest.watch.RELOAD", 0.05)
    monkeypatch.setattr("sitroom.ingest.watch.TICK", 0.02)
    server.routes["/feed"] = feed_of()
    desk.follow(server.url("/feed"))
    desk.settings = Settings(server.policy(), interval=0.5)
    jumps = iter([0.0] * 10 + [3e7] * 10 + [-6e7] * 10 + [3e7, -3e7] * 1000)

    class Jumping(Clock):
        def now(self) -> float:
            return time.time() + next(jumps)

    desk.clock = Jumping()
    watcher = desk.watcher()
    threading.Timer(2.5, watcher.stop.set).start()
    watcher.run()
    moments = [request.at for request in server.log]
    assert 4 <= len(moments) <= 7
    assert min(b - a for a, b in pairwise(moments)) >= 0.35


# the decisions

STATE = FeedState(url="http://a.test/f", address="http://a.test/f")
FEED = parse_feed(rss(item(1)), STATE.url)


def polled(status: int, state: FeedState = STATE, **given: Any) -> FeedState:
    headers = {name.replace("_", "-"): value for name, value in given.pop("headers", {}).items()}
    got = Answer(url=state.address, status=status, headers=headers, moved=given.pop("moved", None))
    feed = FEED if status == 200 else None
    return after(state, got, 1000.0, given.pop("jitter", 0.0), interval=900, feed=given.pop("feed", feed), said="said")


def test_when_a_feed_is_looked_at_next() -> None:
    assert polled(200).next_poll == 1900
    assert polled(200, jitter=1.0).next_poll == 1000 + 900 * 1.2
    assert polled(200, STATE.model_copy(update={"interval": 300})).next_poll == 1300
    assert polled(200, headers={"cache_control": "public, max-age=3600"}).next_poll == 4600
    assert polled(200, headers={"cache_control": "max-age=999999999"}).next_poll == 1000 + schedule.ASKED
    assert polled(200, feed=FEED.model_copy(update={"wait": 1800})).next_poll == 2800
    waits = []
    state = STATE
    for _ in range(12):
        state = polled(500, state)
        waits.append((state.next_poll or 0) - 1000)
    assert waits[:4] == [1800, 3600, 7200, 14400]
    assert waits[-1] == schedule.LONGEST
    assert polled(200, state).failures == 0


def test_servers_that_ask_to_wait() -> None:
    assert polled(429, headers={"retry_after": "120"}).next_poll == 1120
    assert polled(503, headers={"retry_after": "0"}).next_poll == 1060
    assert polled(503, headers={"retry_after": "9" * 12}).next_poll == 1000 + schedule.LONGEST
    assert polled(429, headers={"retry_after": "soon"}).next_poll == 2800
    assert retry_after({"retry-after": formatdate(5000, usegmt=True)}, 1000.0) == 4000
    skewed = {"retry-after": formatdate(5000, usegmt=True), "date": formatdate(4900, usegmt=True)}
    assert retry_after(skewed, 99_999.0) == 100  # our clock may be wrong
    assert retry_after({"retry-after": formatdate(10, usegmt=True)}, 1000.0) == 0
    assert retry_after({}, 0.0) is None


def test_what_a_feed_is_remembered_by() -> None:
    state = polled(200, headers={"etag": '"1"', "last_modified": "x"})
    assert (state.etag, state.last_modified, state.title) == ('"1"', "x", "Gazette")
    assert polled(304, state).etag == '"1"'
    assert polled(200, state).etag is None
    assert polled(500, state).etag == '"1"'
    assert polled(200, state, moved="http://b.test/").address == "http://b.test/"
    assert polled(500, state, moved="http://b.test/").address == STATE.address
    assert polled(410, state).paused
    assert polled(404, state).paused is None


def test_due() -> None:
    assert due_in(STATE, 5.0) == 0
    state = polled(200)
    assert due_in(state, 1000.0) == 900
    assert due_in(state, 5000.0) == 0
    assert due_in(state, 500.0) == 0  # the clock was set back: looked at once too often rather than never
    assert due_in(state.model_copy(update={"next_poll": 9e9}), 1000.0) <= schedule.LONGEST * 1.2


def test_which_entries_are_news() -> None:
    entry = FEED.entries[0].model_copy(update={"updated": "2026-03-02"})
    feed = FEED.model_copy(update={"entries": (entry,)})
    (state,) = to_read(feed, STATE.url, {}, 0.0)
    known = state.model_copy(update={"waiting": False, "fetched": 0.0})
    assert news_of(entry, None, 0.0) == "new"
    assert news_of(entry, known, 10.0) == "seen"
    assert news_of(entry, state, 10.0) == "seen"  # it is in the queue already
    assert news_of(entry.model_copy(update={"title": "Otherwise"}), known, 10.0) == "changed"
    later = entry.model_copy(update={"updated": "2026-03-03"})
    assert news_of(later, known, 10.0) == "changed"
    quiet = known.model_copy(update={"quiet": 1})
    assert news_of(later, quiet, 10.0) == "seen"
    assert news_of(later, quiet, 8000.0) == "changed"
    assert news_of(later, quiet.model_copy(update={"quiet": 9}), 8000.0) == "seen"
    assert to_read(feed, STATE.url, {known.id: known}, 0.0) == ()


def test_when_a_page_is_tried_again() -> None:
    state = EntryState(feed="f", id="1", digest="d")
    assert next_try(state, 0.0, None, True) == 60
    assert next_try(state, 0.0, 300.0, True) == 300
    assert next_try(state, 0.0, 9e9, True) == schedule.LONGEST
    assert next_try(state.model_copy(update={"attempts": 2}), 0.0, None, True) is None
    assert next_try(state.model_copy(update={"attempts": 2}), 0.0, None, False) == 3600
    assert next_try(state.model_copy(update={"attempts": 5}), 0.0, None, False) is None


@pytest.mark.parametrize(
    ("title", "home", "page", "outlet"),
    [
        (
            "World news | The Chronicle",
            "https://www.thechronicle.example/world",
            "https://www.thechronicle.example/1",
            "The Chronicle",
        ),
        ("VRT News - Europe", "https://feeds.vrt.example/", "https://www.vrt.example/1", "VRT News"),
        ("Été Info : à la une", "https://ete-info.example/", "https://ete-info.example/1", "Été Info"),
        ("Gazette", "https://g.example/", "https://g.example/1", "Gazette"),
        ("Planet of many blogs", "https://planet.example/", "https://other.test/1", None),
        ("All the news that there is, from here - and from there", "https://x.example/", "https://x.example/1", None),
    ],
)
def test_the_outlet_of_a_page_that_does_not_say(title: str, home: str, page: str, outlet: str | None) -> None:
    feed = FEED.model_copy(update={"title": title, "link": home})
    entry = FEED.entries[0].model_copy(update={"url": page})
    assert outlet_of(feed, entry) == outlet
    assert outlet_of(feed, entry.model_copy(update={"source": "Bulletin"})) == "Bulletin"
