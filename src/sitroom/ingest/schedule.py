"""When a feed is looked at next, and which entries are news: pure decisions over what is known and what came back.

"Now" (seconds since 1970) and the jitter (0 to 1) are arguments. Nothing here asks, waits or writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from email.utils import parsedate_to_datetime
from typing import Literal

from sitroom.ingest.feeds import entry_digest
from sitroom.ingest.web import status_words
from sitroom.model import Feed, FeedEntry, on_one_line
from sitroom.model.web import Answer, EntryState, FeedState

SHORTEST = 60.0  # seconds between two looks at a feed, whatever is asked
LONGEST = 24 * 3600.0  # however often it has failed, whatever it asks
ASKED = 6 * 3600.0  # at most so much is heeded of a feed that wants to be looked at seldom (ttl, max-age)
JITTER = 0.2  # share of the interval, so that feeds added together drift apart
SLACK = 60.0  # a moment so far in the future was written by a clock that has been set back
QUIET = 3600.0  # an entry whose date alone changes is read again after so long, then twice that, ...
TRIES = (60.0, 600.0)  # seconds until a page that failed is tried again, while the feed has a text of its own
LONG_TRIES = (60.0, 600.0, 3600.0, 6 * 3600.0, 24 * 3600.0)  # while it has none

News = Literal["new", "changed", "seen"]


def due_in(state: FeedState, now: float) -> float:
    """Seconds until a feed is to be looked at; 0 if it is due. A clock that was set back makes nothing wait longer."""
    if state.next_poll is None or state.last_polled is None or state.last_polled > now + SLACK:
        return 0.0
    return min(max(0.0, state.next_poll - now), LONGEST * (1 + JITTER))


def after(
    state: FeedState, answer: Answer, now: float, jitter: float, *, interval: float, feed: Feed | None, said: str
) -> FeedState:
    """What is known of a feed after a look at it.

    interval  seconds, the room's
    feed      what was read, if the answer was a feed
    said      what came, in words; or what was wrong with an answer that is no feed
    """
    base = max(SHORTEST, float(state.interval or interval))
    changes: dict[str, object] = {"last_polled": now}
    if answer.status == 304 or (answer.status == 200 and feed is not None):
        asked = [float(feed.wait)] if feed is not None and feed.wait else []
        asked += [age for age in [max_age(answer.headers)] if age is not None]
        wait = max(base, min(max(asked, default=0.0), ASKED))
        changes |= {
            "failures": 0,
            "paused": None,
            "last_success": now,
            "last_status": said,
            "etag": answer.headers.get("etag", state.etag if answer.status == 304 else None),
            "last_modified": answer.headers.get("last-modified", state.last_modified if answer.status == 304 else None),
            "address": answer.moved or state.address,
            "title": state.title or (feed.title if feed is not None else None),
            "next_poll": now + wait * (1 + JITTER * jitter),
        }
        return state.model_copy(update=changes)
    failures = state.failures + 1
    wait = min(LONGEST, base * 2.0 ** min(failures, 20)) * (1 + JITTER * jitter)
    asked_wait = retry_after(answer.headers, now)
    if asked_wait is not None:
        wait = min(LONGEST, max(SHORTEST, asked_wait) * (1 + JITTER * jitter / 4))
    changes |= {"failures": failures, "last_status": trouble(answer, said), "next_poll": now + wait}
    if answer.status == 410:
        changes["paused"] = "the server says it is gone for good (410)"
    return state.model_copy(update=changes)


def trouble(answer: Answer, said: str) -> str:
    """What went wrong, in words."""
    if answer.error is not None:
        return on_one_line(answer.error, 300)
    if answer.status == 200:
        return on_one_line(said, 300)
    return status_words(answer.status)


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Seconds that the server asks to wait: a number, or a date (measured from the server's own, if it tells it)."""
    value = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,12}", value):
        return float(value)
    until, sent = http_date(value), http_date(headers.get("date", ""))
    return None if until is None else max(0.0, until - (now if sent is None else sent))


def max_age(headers: Mapping[str, str]) -> float | None:
    """Seconds that an answer says it holds (Cache-Control)."""
    found = re.search(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", headers.get("cache-control", ""), re.I)
    return float(found[1]) if found else None


def http_date(value: str) -> float | None:
    """Seconds since 1970 of a date in a header."""
    try:
        return parsedate_to_datetime(value).timestamp() if value else None
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


# entries


def news_of(entry: FeedEntry, known: EntryState | None, now: float) -> News:
    """Is an entry new, changed, or seen before?

    Words decide; a date alone does too, but feeds that date every entry anew at every look are not read in full every
    time: after each reading that brought nothing, the next one waits twice as long.
    """
    if known is None:
        return "new"
    if known.waiting:
        return "changed" if entry_digest(entry) != known.digest else "seen"
    if entry_digest(entry) != known.digest:
        return "changed"
    if entry.updated == known.updated or entry.updated is None:
        return "seen"
    rest = min(LONGEST, QUIET * 2.0 ** min(known.quiet, 20))
    return "changed" if known.fetched is None or known.quiet == 0 or abs(now - known.fetched) >= rest else "seen"


def to_read(feed: Feed, url: str, known: Mapping[str, EntryState], now: float) -> tuple[EntryState, ...]:
    """The entries to be read, oldest first (feeds list the latest first), as the states to be kept."""
    found: list[EntryState] = []
    for entry in reversed(feed.entries):
        before = known.get(entry.id)
        if news_of(entry, before, now) == "seen":
            continue
        found.append(
            EntryState(
                feed=url,
                id=entry.id,
                url=entry.url,
                digest=entry_digest(entry),
                updated=entry.updated,
                quiet=before.quiet if before is not None else 0,
                report=before.report if before is not None else None,
                entry=feed.model_copy(update={"entries": (entry,)}).model_dump_json(),
            )
        )
    return tuple(found)


def next_try(state: EntryState, now: float, asked: float | None, own_text: bool) -> float | None:
    """When a page that failed, for now, is tried again; None when it is time to do without it.

    asked     seconds the server asks to wait
    own_text  the feed has a text of its own that can stand in
    """
    waits = TRIES if own_text else LONG_TRIES
    if state.attempts >= len(waits):
        return None
    wait = waits[state.attempts]
    return now + (wait if asked is None else min(max(wait, asked), LONGEST))


def summary(feed: Feed, news: Iterable[News]) -> str:
    """What a look at a feed brought, in words."""
    total = len(feed.entries)
    told = list(news)
    parts = [f"{told.count(kind)} {kind}" for kind in ("new", "changed") if told.count(kind)]
    return f"{total} {'entry' if total == 1 else 'entries'}, {' and '.join(parts) or 'nothing new'}" + (
        f", {feed.dropped} of no use (empty, told twice, or too many)" if feed.dropped else ""
    )
