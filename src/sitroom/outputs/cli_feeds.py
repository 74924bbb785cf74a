"""Commands over feeds: `watch`, and `feeds` add, list, remove, import, export."""

from __future__ import annotations

import json as jsonlib
import random
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from sitroom.errors import InputError, UsageError
from sitroom.outputs.options import DEFAULT_ROOM, RoomPath
from sitroom.outputs.terminal import complain, console, explain, visible

if TYPE_CHECKING:
    from collections import Counter
    from types import FrameType

    from sitroom.ingest.watch import Told
    from sitroom.model import Added, Raw
    from sitroom.model.web import FeedSetting, FeedState
    from sitroom.room import Room

Outcomes = ("added", "revised", "reread", "unchanged", "refused", "waiting")

app = typer.Typer(
    help="The feeds a room watches: add, list, remove, import and export them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def watch(
    room: RoomPath = DEFAULT_ROOM,
    once: Annotated[bool, typer.Option("--once", help="Look at every feed once, read what is new, and leave.")] = False,
    interval: Annotated[
        float | None, typer.Option(min=60, help="Seconds between two looks at a feed (room.toml, else 900).")
    ] = None,
    pages: Annotated[
        bool | None, typer.Option("--pages/--no-pages", help="Fetch the pages of entries, or take the feeds' own text.")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Also say what is unchanged.")] = False,
) -> None:
    """Read new reports from the room's feeds until stopped (Ctrl-C); what was added stays.

    Feeds come from `sitroom feeds add`, `sitroom feeds import` and room.toml. Pages are fetched politely (one request
    a host at a time, robots.txt is obeyed), and never from a private network unless room.toml allows the host.
    """
    from sitroom.clean.page import to_page
    from sitroom.ingest.fulltext import Measured
    from sitroom.ingest.watch import Settings, Watcher

    with opened(room) as r:
        if not r.feeds.feeds():
            raise UsageError(f"{room}: no feeds to watch yet; `sitroom feeds add --room {room} ADDRESS` adds one")
        config = r.config
        settings = Settings(
            policy=config.web,
            interval=interval if interval is not None else config.watch.interval,
            pages=config.watch.pages if pages is None else pages,
        )

        def add(raw: Raw) -> Added:
            return next(r.add([raw], now=datetime.now(UTC)))

        def measure(raw: Raw) -> Measured:
            page = to_page(raw)
            return Measured(len(page.text), page.outlet)

        watcher = Watcher(
            r.feeds,
            add,
            settings,
            measure,
            chance=random.random,
            tell=lambda told: say(told, verbose),
        )
        if not once:
            note(f"{room}: watching {len(r.feeds.feeds())} feeds; Ctrl-C stops")
        with stopped_by_signals(watcher.stop):
            tally = watcher.run(once=once)
        print(f"{room}: {summary(tally)}{'; stopped, what was added stays' if watcher.stop.is_set() else ''}")
    # A watch that was told to stop did its work; what went wrong on the way is in `feeds list`.
    if not watcher.stop.is_set() and (tally["refused"] or tally["feeds failed"]):
        raise typer.Exit(1)


@app.command("add")
def feeds_add(
    addresses: Annotated[list[str], typer.Argument(help="Addresses of feeds, or of pages that name theirs.")],
    room: RoomPath = DEFAULT_ROOM,
    title: Annotated[str | None, typer.Option(help="Its name, if not the feed's own.", show_default=False)] = None,
    folder: Annotated[str | None, typer.Option(help="A folder, for the list and OPML.", show_default=False)] = None,
    interval: Annotated[
        int | None, typer.Option(min=60, max=30 * 86400, help="Seconds between two looks, if its own.")
    ] = None,
    check: Annotated[bool, typer.Option("--check/--no-check", help="Look at it before adding it.")] = True,
) -> None:
    """Watch feeds from now on (the room is made if there is none). A page's feed is found by the links in it."""
    from sitroom.ingest.opml import feed_address
    from sitroom.model.web import FeedSetting

    refused = 0
    with opened(room, create=True) as r:
        for given in addresses:
            url = feed_address(given if "://" in given or given.startswith("feed:") else f"https://{given}")
            if url is None:
                raise UsageError(f"{given}: is not an http or https address")
            try:
                found, name = looked_up(url, r) if check else (url, None)
            except InputError as error:
                refused += 1
                complain(f"{error} (not added; --no-check adds it all the same)")
                continue
            setting = FeedSetting(url=found, title=title or name, folder=folder, interval=interval)
            new = r.feeds.add([setting], stamp())
            known = "added" if new else "is watched already"
            print(visible(f"{found}: {known}{f' ({name})' if name else ''}"))
    if refused:
        raise typer.Exit(1)


@app.command("list")
def feeds_list(
    room: RoomPath = DEFAULT_ROOM,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    refused: Annotated[bool, typer.Option("--refused", help="Also list entries that were refused, and why.")] = False,
) -> None:
    """List the feeds with when they were last looked at, what came, and what is wrong."""
    with opened(room) as r:
        feeds, tally = r.feeds.feeds(), r.feeds.tally()
        refusals = {feed.url: r.feeds.refusals(feed.url) for feed in feeds} if refused else {}
    if json:
        for feed in feeds:
            row = {**feed.model_dump(mode="json"), "entries": tally.get(feed.url, {})}
            if refused:
                row["refused"] = [{"id": e.id, "url": e.url, "reason": e.reason} for e in refusals[feed.url]]
            print(jsonlib.dumps(row, ensure_ascii=False))
        return
    if not feeds:
        note(f"{room}: no feeds yet; `sitroom feeds add --room {room} ADDRESS` adds one")
        return
    now = datetime.now(UTC).timestamp()
    made = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("feed", "last look", "what came of it", "next", "entries"):
        made.add_column(column, overflow="fold")
    for feed in feeds:
        name = Text(visible(feed.title or feed.url))
        name.append(visible(f"\n{feed.address}") if feed.title else "", style="dim")
        wrong = feed.paused or (f"{feed.last_status} ({times(feed.failures)} in a row)" if feed.failures else None)
        state = Text(visible(wrong or feed.last_status or "not looked at yet"), style="red" if wrong else "")
        counts = tally.get(feed.url, {})
        entries = ", ".join(f"{counts[name]} {name}" for name in Outcomes if counts.get(name)) or "none"
        made.add_row(name, Text(ago(feed.last_polled, now)), state, Text(coming(feed, now)), Text(entries))
    console().print(made)
    for feed in feeds:
        for entry in refusals.get(feed.url, ()):
            complain(f"{entry.url or entry.id}: {entry.reason}")


@app.command("remove")
def feeds_remove(
    addresses: Annotated[list[str], typer.Argument(help="Addresses as `feeds list` shows them.")],
    room: RoomPath = DEFAULT_ROOM,
) -> None:
    """Watch feeds no longer. Their reports stay in the room."""
    unknown = 0
    with opened(room) as r:
        listed = {setting.url for setting in r.config.feeds}
        for url in addresses:
            if url in listed:
                complain(f"{url}: is set in room.toml; take it out there as well, or it comes back")
            if r.feeds.remove(url):
                print(f"{url}: removed; its reports stay")
            else:
                unknown += 1
                complain(f"{url}: is not watched; `sitroom feeds list` shows what is")
    if unknown:
        raise typer.Exit(1)


@app.command("import")
def feeds_import(
    files: Annotated[list[str], typer.Argument(help="OPML files; - reads standard input.")],
    room: RoomPath = DEFAULT_ROOM,
) -> None:
    """Watch the feeds of OPML lists, as other feed readers export them (the room is made if there is none)."""
    from sitroom.ingest.opml import read_opml

    refused = 0
    with opened(room, create=True) as r:
        for name in files:
            shown = "<stdin>" if name == "-" else name
            try:
                listed = read_opml(bytes_of(name), shown)
            except InputError as error:
                refused += 1
                complain(str(error))
                continue
            new = r.feeds.add(listed.feeds, stamp())
            for title, reason in listed.left_out:
                complain(f"{shown}: {title}: {reason}")
            refused += len(listed.left_out)
            print(f"{shown}: {len(new)} added, {len(listed.feeds) - len(new)} watched already")
    if refused:
        raise typer.Exit(1)


@app.command("export")
def feeds_export(
    room: RoomPath = DEFAULT_ROOM,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; standard output if left out.", show_default=False)
    ] = None,
) -> None:
    """Write the feeds as an OPML list that any feed reader takes."""
    from sitroom.ingest.opml import write_opml

    with opened(room) as r:
        feeds = r.feeds.feeds()
    text = write_opml(feeds, f"Feeds of {room.name.removesuffix('.room')}")
    if output is None:
        print(text, end="")
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--output {output}: cannot be written: {error.strerror}") from error
    print(f"{output}: {len(feeds)} feeds")


@contextmanager
def opened(path: Path, create: bool = False) -> Iterator[Room]:
    """The room, with the feeds of its room.toml in its book. A folder with a room.toml becomes a room."""
    from sitroom.room import Room

    with Room.open(path, create=create or (path / "room.toml").is_file()) as room:
        watched = {feed.url: feed for feed in room.feeds.feeds()} if room.config.feeds else {}
        news = [setting for setting in room.config.feeds if is_news(setting, watched.get(setting.url))]
        if news:
            room.feeds.add(news, stamp())
        yield room


def is_news(setting: FeedSetting, known: FeedState | None) -> bool:
    """Does room.toml say anything of a feed that the book does not know? A feed that was paused stays so."""
    if known is None:
        return True
    given = setting.model_dump(exclude_none=True, exclude={"url"})
    return not known.paused and any(getattr(known, name) != value for name, value in given.items())


def looked_up(url: str, room: Room) -> tuple[str, str | None]:
    """The address and title of the feed at an address, or of the first one that the page there names.

    Raises InputError.
    """
    from sitroom.errors import UnreachableInput
    from sitroom.ingest.discover import feeds_in
    from sitroom.ingest.feeds import parse_feed
    from sitroom.ingest.web import FEEDS, Web, may_mend, status_words

    web = Web(room.config.web)
    answer = web.get(url, FEEDS, limit=room.config.web.feed_size)
    if answer.status != 200:
        raise UnreachableInput(url, status_words(answer.status), status=answer.status, later=may_mend(answer.status))
    try:
        return answer.moved or url, parse_feed(answer.data, answer.url).title
    except InputError as error:
        named = feeds_in(answer.data, answer.url)
        if not named:
            raise
        if len(named) > 1:
            note(f"{url}: names {len(named)} feeds; the first is taken. The others: {', '.join(named[1:9])}")
        second = web.get(named[0], FEEDS, limit=room.config.web.feed_size)
        if second.status != 200:
            raise error
        return named[0], parse_feed(second.data, second.url).title


def bytes_of(name: str) -> bytes:
    """What is in a file or on standard input. Raises InputError."""
    from sitroom.errors import UnreadableInput
    from sitroom.ingest.opml import LIMIT

    if name == "-":
        return sys.stdin.buffer.read(LIMIT + 1)
    try:
        with open(name, "rb") as file:
            return file.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        raise UnreadableInput(name, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error


@contextmanager
def stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """SIGINT and SIGTERM set `stop`; a second one ends the program as usual."""
    before: dict[int, Any] = {}

    def handle(number: int, frame: FrameType | None) -> None:
        stop.set()
        for known, handler in before.items():
            signal.signal(known, handler)
        note("stopping after the report in hand ...")

    for number in (signal.SIGINT, signal.SIGTERM):
        before[number] = signal.signal(number, handle)
    try:
        yield
    finally:
        for known, handler in before.items():
            signal.signal(known, handler)


def say(told: Told, verbose: bool) -> None:
    """One line on what happened: results on standard output, trouble on standard error."""
    if told.kind == "trouble" or told.status == "refused":
        complain(f"{told.name}: {told.text}")
    elif told.kind == "entry" and (told.status != "unchanged" or verbose):
        reason = f" ({told.text})" if told.text else ""
        print(visible(f"{told.status} {told.report or ''} {told.name}{reason}"), flush=True)
    elif told.kind == "feed" and verbose:
        note(f"{told.name}: {told.text}")


def note(text: str) -> None:
    """One line on standard error that is no complaint."""
    explain().print(visible(text), style="dim", markup=False)


def summary(tally: Counter[str]) -> str:
    """`3 feeds, 2 added, 1 refused`."""
    parts = [f"{tally['feeds']} looks at feeds" if tally["feeds"] != 1 else "1 look at a feed"]
    if tally["feeds failed"]:
        parts[0] += f" ({tally['feeds failed']} failed)"
    names = {"waiting": "to be tried again"}
    parts += [f"{tally[name]} {names.get(name, name)}" for name in Outcomes if tally[name]]
    return ", ".join(parts)


def ago(moment: float | None, now: float) -> str:
    """How long ago, in words."""
    if moment is None:
        return "never"
    if moment > now + 60:
        return "in the future (the clock was set back)"
    return f"{span(now - moment)} ago"


def coming(feed: FeedState, now: float) -> str:
    """When a feed is looked at next, in words."""
    from sitroom.ingest.schedule import due_in

    if feed.paused:
        return "paused"
    wait = due_in(feed, now)
    return f"in {span(wait)}" if wait else "due"


def span(seconds: float) -> str:
    """A stretch of time in its largest unit."""
    for unit, size in (("d", 86400.0), ("h", 3600.0), ("min", 60.0)):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return f"{max(0.0, seconds):.0f} s"


def times(number: int) -> str:
    """`once`, `3 times`."""
    return "once" if number == 1 else f"{number} times"


def stamp() -> str:
    """Now, as the room writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


COMMANDS = (watch,)
