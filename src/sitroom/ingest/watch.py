"""Watching feeds: looks at each when it is due, reads what is new, and loses nothing when it is stopped.

What is decided is in schedule and fulltext (pure); this is the loop around it. Workers ask the web, one request a host
at a time; the calling thread alone writes: what a look brought, then, one by one, each report and what became of it.
Trouble with one feed or page is written down and stops nobody. Trouble with the store stops the loop.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Literal, NamedTuple, Protocol

from pydantic import ValidationError

from sitroom.errors import ForbiddenAddress, InputError, RoomLocked, UnreachableInput
from sitroom.ingest import schedule
from sitroom.ingest.feeds import parse_feed
from sitroom.ingest.fulltext import HELD, Fetched, Measure, Measured, choose, fetch_page, host_of, own_text
from sitroom.ingest.gate import Gate
from sitroom.ingest.guard import Resolver, system_resolver
from sitroom.ingest.robots import Robots
from sitroom.ingest.web import FEEDS, Web
from sitroom.model import Added, Feed, FeedEntry, Raw
from sitroom.model.web import Answer, EntryState, FeedState, Policy

TICK = 0.5  # seconds between two looks at the clock
RELOAD = 5.0  # between two looks at the list of feeds: another process may add some
BATCH = 1_000  # entries taken up at a time
LOCKED = 5.0  # seconds until an entry is tried again that found the room locked
PATIENCE = 120.0  # seconds that a single round waits for a host
FAREWELL = 2.0  # seconds that workers are given to end
# A slip of ours over one feed must not stop the others.
SLIPS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError, OSError)


class Book(Protocol):
    """Where feeds and entries are kept (store.feeds.FeedBook)."""

    def feeds(self) -> tuple[FeedState, ...]: ...
    def known(self, url: str, ids: Sequence[str]) -> dict[str, EntryState]: ...
    def record(self, state: FeedState, entries: Sequence[EntryState], stamp: str) -> None: ...
    def settle(self, entry: EntryState, stamp: str) -> None: ...
    def waiting(self, now: float, limit: int, horizon: float) -> tuple[EntryState, ...]: ...
    def twin(self, entry: EntryState) -> EntryState | None: ...


class Clock:
    """The time of day, which may jump, and a steady count of seconds."""

    def now(self) -> float:
        return time.time()

    def steady(self) -> float:
        return time.monotonic()


class Told(NamedTuple):
    """Something to tell the user. kind: a look at a feed, an entry, or trouble with either."""

    kind: Literal["feed", "entry", "trouble"]
    name: str
    text: str
    report: str | None = None
    status: str | None = None


class Polled(NamedTuple):
    """A look at a feed: the answer, and the feed in it or why there is none."""

    answer: Answer
    feed: Feed | None = None
    problem: str | None = None


@dataclass(frozen=True)
class Settings:
    """interval: seconds between two looks at a feed; pages: fetch them, or be content with the feeds' own text."""

    policy: Policy
    interval: float = 900.0
    pages: bool = True


@dataclass
class Job:
    """Something to ask of a host. `key`: the feed's address, or that and the entry's id."""

    key: tuple[str, str | None]
    host: str
    run: Callable[[], Polled | Fetched]
    state: FeedState | EntryState
    feed: Feed | None = None
    result: Polled | Fetched | None = None
    born: float = 0.0  # steady time
    started: float = 0.0


class Watcher:
    """One watch over a room's feeds. `run` in one thread; `stop` from anywhere."""

    def __init__(
        self,
        book: Book,
        add: Callable[[Raw], Added],
        settings: Settings,
        measure: Measure,
        *,
        chance: Callable[[], float],
        tell: Callable[[Told], None] = lambda told: None,
        stop: threading.Event | None = None,
        clock: Clock | None = None,
        resolver: Resolver = system_resolver,
    ) -> None:
        """add: keeps a report (on the disk when it returns); measure: see fulltext.choose; chance: jitter, 0 to 1."""
        self.stop = stop or threading.Event()
        self.tally: Counter[str] = Counter()
        self._book, self._add, self._settings, self._measure = book, add, settings, measure
        self._chance, self._tell, self._clock = chance, tell, clock or Clock()
        policy = settings.policy
        self._gate = Gate(policy.delay, self.stop)
        self._web = Web(policy, resolver=resolver, turn=self._gate.turn, stop=self.stop)
        self._robots = Robots(self._web)
        self._crew = Crew(policy.parallel)
        self._jobs: dict[tuple[str, str | None], Job] = {}
        self._running: dict[tuple[str, str | None], Job] = {}
        self._due: dict[str, float] = {}  # feed -> steady time of the next look
        self._looked: dict[str, float] = {}  # feed -> steady time of the last look
        self._locked: dict[tuple[str, str | None], float] = {}

    def run(self, *, once: bool = False) -> Counter[str]:
        """Watch until stopped; with `once`, look at every feed once and read what is new. The tally of outcomes.

        Raises StoreError (disk full, damaged ...): what was acknowledged is kept, and the rest waits in the book.
        """
        try:
            self._take_up_feeds(once=once)
            reloaded = self._clock.steady()
            self._take_up_entries()
            while not self.stop.is_set():
                self._start_ready(once)
                if once and not self._jobs and not self._running:
                    break
                job = self._crew.finished(TICK if self._running else min(TICK, self._nearest()))
                if job is not None:
                    del self._running[job.key]
                    self._finish(job)
                if not once and self._clock.steady() - reloaded >= min(RELOAD, self._settings.interval):
                    self._take_up_feeds(once=False)
                    self._take_up_entries()
                    reloaded = self._clock.steady()
        finally:
            self._crew.dismiss()
        return self.tally

    # what there is to do

    def _take_up_feeds(self, *, once: bool) -> None:
        """Make a job of each feed that is due: by the steady clock, or, after a pause, by the time of day."""
        now, steady = self._clock.now(), self._clock.steady()
        for state in self._book.feeds():
            url = state.url
            if state.paused or (url, None) in self._jobs or (url, None) in self._running:
                continue
            if url not in self._due:
                wait = schedule.due_in(state, now)
                if once and state.failures == 0:
                    wait = 0.0
                self._due[url] = steady + wait
                if once and wait:
                    self.tally["feeds resting"] += 1
                    self._tell(Told("trouble", state.title or url, f"{state.last_status}; left alone for now"))
            rested = steady - self._looked.get(url, -schedule.SHORTEST) >= schedule.SHORTEST
            if steady >= self._due[url] or (rested and schedule.due_in(state, now) == 0.0):
                run = partial(self._poll, state)
                self._jobs[url, None] = Job((url, None), host_of(state.address), run, state, born=steady)

    def _take_up_entries(self) -> None:
        """Make a job of each entry that waits for its page."""
        steady = self._clock.steady()
        self._locked = {key: until for key, until in self._locked.items() if until > steady}
        for state in self._book.waiting(self._clock.now(), BATCH, schedule.LONGEST * 1.5):
            key = (state.feed, state.id)
            if key in self._jobs or key in self._running or key in self._locked:
                continue
            try:
                feed = Feed.model_validate_json(state.entry or "")
                entry = feed.entries[0]
            except (ValidationError, IndexError):
                self._settle(state, "refused", "what the feed said of it cannot be read any more")
                continue
            twin = self._book.twin(state) if entry.url and state.report is None else None
            if twin is not None:
                self._settle(state, "unchanged", "came in by another feed", twin.report, entry.title)
                continue
            asks = self._settings.pages and entry.url is not None
            host = host_of(entry.url or "") if asks else ""
            self._jobs[key] = Job(key, host, partial(self._page, feed, entry), state, feed, born=steady)

    def _start_ready(self, once: bool) -> None:
        """Hand to the workers what may be asked now: one job a host, in the order they came.

        With `once`, what would have to wait long because its host asked for that is left for another time.
        """
        held = {job.host for job in self._running.values()}
        for key, job in list(self._jobs.items()):
            if len(self._running) >= self._settings.policy.parallel:
                return
            wait = self._gate.ready_in(job.host) if job.host else 0.0
            if job.host in held or wait > 0:
                if once and wait > PATIENCE:
                    del self._jobs[key]
                    self.tally["waiting"] += 1
                    self._tell(Told("trouble", job.state.url or key[0], f"{job.host} asks to wait {wait:.0f} s; left"))
                continue
            held.add(job.host)
            job.started = self._clock.steady()
            self._running[key] = self._jobs.pop(key)
            self._crew.submit(job)

    def _nearest(self) -> float:
        """Seconds until something may be started."""
        waits = [self._gate.ready_in(job.host) for job in self._jobs.values()]
        return max(0.01, min(waits, default=TICK))

    # in the workers

    def _poll(self, state: FeedState) -> Polled:
        headers = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
        asked = {name: value for name, value in headers.items() if value and value.isascii() and value.isprintable()}
        try:
            if self._settings.policy.robots == "all":
                verdict = self._robots.verdict(state.address)
                if not verdict.allowed:
                    return Polled(Answer(url=state.address, status=0, error=verdict.reason))
            answer = self._web.get(state.address, FEEDS, limit=self._settings.policy.feed_size, headers=asked)
        except InputError as error:
            forbidden = isinstance(error, ForbiddenAddress)
            return Polled(Answer(url=state.address, status=0, error=error.message, forbidden=forbidden))
        if answer.status != 200:
            return Polled(answer)
        bare = answer.model_copy(update={"data": b""})
        try:
            return Polled(bare, parse_feed(answer.data, answer.url))
        except InputError as error:
            return Polled(bare, None, error.message)

    def _page(self, feed: Feed, entry: FeedEntry) -> Fetched:
        if not self._settings.pages:
            return Fetched(None, "pages are not fetched (--no-pages)")
        robots = None if self._settings.policy.robots == "none" else self._robots
        return fetch_page(feed, entry, self._web, robots, self._gate, self._clock.now())

    # what came back

    def _finish(self, job: Job) -> None:
        if self.stop.is_set():
            return  # requests cut short by the stop say nothing about their servers
        try:
            if isinstance(job.state, FeedState):
                self._polled(job.state, job.result if isinstance(job.result, Polled) else failed(job))
            else:
                self._read(job)
        except RoomLocked as error:
            self._tell(Told("trouble", job.key[0], f"the room is locked; tried again soon ({error})"))
            self._locked[job.key] = self._clock.steady() + LOCKED
            self._due[job.key[0]] = self._clock.steady() + LOCKED

    def _polled(self, state: FeedState, polled: Polled) -> None:
        """Keep what a look at a feed brought: its new state and its news, in one transaction."""
        now, url = self._clock.now(), state.url
        self._looked[url] = self._clock.steady()
        wait = schedule.retry_after(polled.answer.headers, now) if polled.answer.status == 429 else None
        if wait is not None:
            self._gate.hold(host_of(state.address), min(wait, HELD))
        entries: tuple[EntryState, ...] = ()
        said = polled.problem or "nothing new (304)"
        if polled.feed is not None:
            known = self._book.known(url, [entry.id for entry in polled.feed.entries])
            entries = schedule.to_read(polled.feed, url, known, now)
            said = schedule.summary(polled.feed, ["changed" if e.id in known else "new" for e in entries])
        made = schedule.after(
            state, polled.answer, now, self._chance(), interval=self._settings.interval, feed=polled.feed, said=said
        )
        self._book.record(made, entries, self._stamp())
        self._due[url] = self._looked[url] + max(0.0, (made.next_poll or now) - now)
        self.tally["feeds"] += 1
        self.tally["feeds failed"] += made.failures > 0
        self._tell(Told("trouble" if made.failures else "feed", made.title or url, made.last_status or ""))
        if entries:
            self._take_up_entries()

    def _read(self, job: Job) -> None:
        """Add an entry's report and write down what became of it; or when its page is tried again."""
        state, feed = job.state, job.feed
        assert isinstance(state, EntryState)
        assert feed is not None
        entry, now = feed.entries[0], self._clock.now()
        fetched = job.result if isinstance(job.result, Fetched) else Fetched(None, failed(job).problem)
        choice = choose(feed, entry, fetched, self._measured)
        if choice.later:
            when = schedule.next_try(state, now, fetched.wait, bool(own_text(entry)))
            if when is not None:
                update = {"attempts": state.attempts + 1, "next_try": when, "reason": fetched.why}
                self._book.settle(state.model_copy(update=update), self._stamp())
                self.tally["waiting"] += 1
                self._tell(Told("trouble", entry.title or entry.id, f"{fetched.why}; tried again later"))
                return
        if choice.raw is None:
            self._settle(state, "refused", choice.note or "there is nothing to read in it", title=entry.title)
            return
        added = self._add(choice.raw)
        if added.status == "refused" and choice.note is None and own_text(entry):
            choice = choose(feed, entry, Fetched(None, f"its page is refused: {added.reason}"), self._measured)
            added = self._add(choice.raw) if choice.raw is not None else added
        reason = "; ".join(text for text in (added.reason, choice.note) if text)
        self._settle(state, added.status, reason or None, added.report, entry.title)
        if choice.note is None and added.report is not None:
            self._settle_same_page(job, added)

    def _measured(self, raw: Raw) -> Measured:
        """What a page holds. A slip of ours is no reason to drop a page: adding it will tell."""
        try:
            return self._measure(raw)
        except SLIPS:
            return Measured(len(raw.data))

    def _settle_same_page(self, job: Job, added: Added) -> None:
        """Entries that are parts of the page just read (those of a live page) need no reading of their own."""
        page = (job.state.url or "").partition("#")[0]
        for key, other in list(self._jobs.items()):
            if not isinstance(other.state, EntryState) or other.born > job.started:
                continue  # an entry the feed brought after the page was asked for may not be on it yet
            if page and (other.state.url or "").partition("#")[0] == page:
                del self._jobs[key]
                self._settle(other.state, "unchanged", "its page was read with another entry", added.report)

    def _settle(
        self, state: EntryState, outcome: str, reason: str | None, report: str | None = None, title: str | None = None
    ) -> None:
        quiet = state.quiet + 1 if outcome == "unchanged" else 0
        update = {
            "waiting": False, "outcome": outcome, "reason": reason, "report": report or state.report, "quiet": quiet,
            "fetched": self._clock.now(), "next_try": None, "entry": None,
        }  # fmt: skip
        self._book.settle(state.model_copy(update=update), self._stamp())
        self.tally[outcome] += 1
        self._tell(Told("entry", title or state.url or state.id, reason or "", report, outcome))

    def _stamp(self) -> str:
        return datetime.fromtimestamp(self._clock.now(), UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def failed(job: Job) -> Polled:
    """A look that failed by a slip of ours."""
    return Polled(Answer(url=job.key[0], status=0, error="sitroom failed on it, please report this"), None, "failed")


class Crew:
    """Workers: daemon threads, so that one that hangs keeps nobody from leaving."""

    def __init__(self, size: int) -> None:
        self._todo: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=self._work, name=f"asks-{n}", daemon=True) for n in range(size)]
        for thread in self._threads:
            thread.start()

    def submit(self, job: Job) -> None:
        """Have a job done."""
        self._todo.put(job)

    def finished(self, timeout: float) -> Job | None:
        """The next job that is done, waiting for it at most so many seconds."""
        try:
            return self._done.get(timeout=timeout)
        except queue.Empty:
            return None

    def dismiss(self) -> None:
        """Send the workers home; those that do not come to an end are left behind."""
        for _ in self._threads:
            self._todo.put(None)
        until = time.monotonic() + FAREWELL
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _work(self) -> None:
        while (job := self._todo.get()) is not None:
            with suppress(*SLIPS, UnreachableInput):
                job.result = job.run()
            self._done.put(job)
