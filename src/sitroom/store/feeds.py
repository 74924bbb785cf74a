"""The feeds a room watches and every entry seen in them. Values in, values out; each method is one transaction.

A poll's new entries are kept together with the server's ETag, before any of them is read: whatever happens then, the
next start finds them waiting. An entry stops waiting only after its report is in the room.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from sitroom.model.web import EntryState, FeedSetting, FeedState
from sitroom.store.engine import reading, writing
from sitroom.store.schema_feeds import feed_entries, feeds

CHUNK = 500  # values in one IN (...)
STATE = (
    "url", "address", "title", "folder", "added", "etag", "last_modified", "interval", "next_poll", "last_polled",
    "last_status", "last_success", "failures", "paused",
)  # fmt: skip
ENTRY = (
    "url", "digest", "updated", "first_seen", "waiting", "attempts", "next_try", "quiet", "fetched", "outcome",
    "reason", "report",
)  # fmt: skip


class FeedBook:
    """Watched feeds in a room's database. Safe to share between threads. Every method raises StoreError."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path

    def feeds(self) -> tuple[FeedState, ...]:
        """Every feed that is watched, in the order they were added."""
        query = select(feeds).where(feeds.c.removed == 0).order_by(feeds.c.seq)
        with reading(self._engine, self._path) as connection:
            return tuple(_state(row) for row in connection.execute(query))

    def add(self, settings: Iterable[FeedSetting], stamp: str) -> tuple[str, ...]:
        """Watch these feeds from now on; the addresses of those that were not watched before.

        Title, folder and interval given for a feed that is watched replace its own. A feed that was paused or removed
        is asked again; entries it brought before stay known.
        """
        new: list[str] = []
        with writing(self._engine, self._path) as connection:
            for setting in settings:
                given = setting.model_dump(exclude={"url"}, exclude_none=True)
                row = connection.execute(select(feeds).where(feeds.c.url == setting.url)).one_or_none()
                if row is None:
                    values = {"url": setting.url, "address": setting.url, "added": stamp, "failures": 0, "removed": 0}
                    connection.execute(insert(feeds).values(**values, **given))
                    new.append(setting.url)
                    continue
                changes = {name: value for name, value in given.items() if getattr(row, name) != value}
                if row.removed or row.paused:
                    changes |= {"removed": 0, "paused": None, "next_poll": None, "failures": 0}
                    new += [setting.url] if row.removed else []
                if changes:
                    connection.execute(update(feeds).where(feeds.c.seq == row.seq).values(**changes))
        return tuple(new)

    def remove(self, url: str) -> bool:
        """Watch a feed no longer; False if it was not watched. Its reports stay, and its entries stay known."""
        gone = update(feeds).where((feeds.c.url == url) | (feeds.c.address == url), feeds.c.removed == 0)
        with writing(self._engine, self._path) as connection:
            return connection.execute(gone.values(removed=1)).rowcount > 0

    def record(self, state: FeedState, entries: Sequence[EntryState], stamp: str) -> None:
        """Keep what a look at a feed brought, all of it or nothing. Times of first sight are kept."""
        with writing(self._engine, self._path) as connection:
            feed = _number(connection, state.url)
            if feed is None:
                return
            changes = state.model_dump(include=set(STATE) - {"url", "added", "folder", "interval"})
            connection.execute(update(feeds).where(feeds.c.seq == feed).values(**changes))
            for entry in entries:
                _keep(connection, feed, entry, stamp)

    def settle(self, entry: EntryState, stamp: str) -> None:
        """Keep what became of an entry."""
        with writing(self._engine, self._path) as connection:
            feed = _number(connection, entry.feed)
            if feed is not None:
                _keep(connection, feed, entry, stamp)

    def known(self, url: str, ids: Sequence[str]) -> dict[str, EntryState]:
        """What is known of these entries of a feed, by id; without what the feed said."""
        found: dict[str, EntryState] = {}
        columns = [c for c in feed_entries.c if c.name != "body"]
        with reading(self._engine, self._path) as connection:
            feed = _number(connection, url)
            for start in range(0, len(ids), CHUNK):
                part = ids[start : start + CHUNK]
                query = select(*columns).where(feed_entries.c.feed == feed, feed_entries.c.entry.in_(part))
                for row in connection.execute(query):
                    found[row.entry] = _entry(row, url, None)
        return found

    def waiting(self, now: float, limit: int, horizon: float) -> tuple[EntryState, ...]:
        """Entries whose page is to be read now, as they came in.

        horizon  a next try further ahead than so many seconds was set by a clock that has since been set back
        """
        e = feed_entries.c
        late = e.next_try.is_(None) | (e.next_try <= now) | (e.next_try > now + horizon)
        query = select(feed_entries, feeds.c.url.label("home")).join(feeds, feeds.c.seq == e.feed)
        query = query.where(e.waiting == 1, feeds.c.removed == 0, late).order_by(e.seq).limit(limit)
        with reading(self._engine, self._path) as connection:
            return tuple(_entry(row, row.home, row.body) for row in connection.execute(query))

    def twin(self, entry: EntryState) -> EntryState | None:
        """The same page, with the same words, that another feed brought and that has been read."""
        e = feed_entries.c
        query = select(feed_entries, feeds.c.url.label("home")).join(feeds, feeds.c.seq == e.feed)
        query = query.where(e.url == entry.url, e.digest == entry.digest, e.waiting == 0, e.report.is_not(None))
        with reading(self._engine, self._path) as connection:
            row = connection.execute(query.where(feeds.c.url != entry.feed).order_by(e.seq).limit(1)).one_or_none()
        return None if row is None else _entry(row, row.home, None)

    def tally(self) -> dict[str, dict[str, int]]:
        """How many entries of each feed came to what: by address, then by outcome (`waiting` if to none yet)."""
        e = feed_entries.c
        query = select(feeds.c.url, e.waiting, e.outcome, func.count()).join(feeds, feeds.c.seq == e.feed)
        found: dict[str, dict[str, int]] = {}
        with reading(self._engine, self._path) as connection:
            for url, waits, outcome, number in connection.execute(query.group_by(feeds.c.url, e.waiting, e.outcome)):
                counts = found.setdefault(url, {})
                name = "waiting" if waits else outcome or "waiting"
                counts[name] = counts.get(name, 0) + number
        return found

    def refusals(self, url: str, limit: int = 20) -> tuple[EntryState, ...]:
        """Entries of a feed that were refused, the last first."""
        e = feed_entries.c
        query = select(feed_entries).where(e.outcome == "refused", e.waiting == 0)
        with reading(self._engine, self._path) as connection:
            feed = _number(connection, url)
            rows = connection.execute(query.where(e.feed == feed).order_by(e.seq.desc()).limit(limit))
            return tuple(_entry(row, url, None) for row in rows)


def _number(connection: Connection, url: str) -> int | None:
    found: int | None = connection.execute(select(feeds.c.seq).where(feeds.c.url == url)).scalar()
    return found


def _keep(connection: Connection, feed: int, entry: EntryState, stamp: str) -> None:
    values: dict[str, Any] = entry.model_dump(include=set(ENTRY))
    values["waiting"] = int(entry.waiting)
    values["body"] = zlib.compress(entry.entry.encode("utf-8"), 3) if entry.waiting and entry.entry else None
    row = upsert(feed_entries).values(**values | {"feed": feed, "entry": entry.id, "first_seen": stamp})
    del values["first_seen"]
    connection.execute(row.on_conflict_do_update(index_elements=["feed", "entry"], set_=values))


def _state(row: Any) -> FeedState:
    return FeedState.model_validate({name: getattr(row, name) for name in STATE})


def _entry(row: Any, feed: str, body: bytes | None) -> EntryState:
    said = zlib.decompress(body).decode("utf-8") if body else None
    given = {name: getattr(row, name) for name in ENTRY}
    return EntryState.model_validate(
        {**given, "waiting": bool(row.waiting), "feed": feed, "id": row.entry, "entry": said}
    )
