"""The text of an entry: its page, or what the feed itself says where the page is not to be had.

`fetch_page` asks (in a worker); `choose` decides which of the two texts is the report, and says why.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from sitroom.errors import InputError, UnreachableInput
from sitroom.ingest.feeds import TAG, entry_fields, entry_raw
from sitroom.ingest.gate import Gate
from sitroom.ingest.robots import Robots
from sitroom.ingest.schedule import retry_after
from sitroom.ingest.web import PAGES, Web, may_mend, raw_of
from sitroom.model import Feed, FeedEntry, Raw
from sitroom.model.web import Answer

TEXT = 400  # characters from which on a feed's own text can be a whole report
LESS = 0.8  # a page with less than this share of the feed's own text is not the article
HELD = 3600.0  # seconds that a host is left alone at most, however long it asks for

Length = Callable[[Raw], int]


class Fetched(NamedTuple):
    """What came of asking for a page. `raw` None: `why` not; `later`: it may be better then, after `wait` seconds."""

    raw: Raw | None
    why: str | None = None
    later: bool = False
    wait: float | None = None


class Choice(NamedTuple):
    """The report to be added (None: there is none), and a note on why it is not the page."""

    raw: Raw | None
    note: str | None = None
    later: bool = False


def fetch_page(feed: Feed, entry: FeedEntry, web: Web, robots: Robots | None, gate: Gate, now: float) -> Fetched:
    """Ask for an entry's page, if its site allows that (`robots` None: unasked)."""
    if entry.url is None:
        return Fetched(None, "the feed gives no address for it")
    url = entry.url.partition("#")[0]
    try:
        if robots is not None:
            verdict = robots.verdict(url)
            if verdict.delay is not None:
                gate.slow(host_of(url), min(verdict.delay, web.policy.max_delay))
            if not verdict.allowed:
                return Fetched(None, verdict.reason, verdict.later)
        answer = web.get(url, PAGES)
        wait = retry_after(answer.headers, now) if answer.status in (429, 503) else None
        if wait is not None:
            gate.hold(host_of(url), min(wait, HELD))
        if answer.status != 200:
            why = _refusal(answer, url)
            return Fetched(None, why, may_mend(answer.status), wait)
        if is_front_page(answer.url) and not is_front_page(url):
            return Fetched(None, "its address leads to the site's front page")
        raw = raw_of(url, answer)
    except UnreachableInput as error:
        return Fetched(None, error.message, error.later, error.wait)
    except InputError as error:
        return Fetched(None, error.message)
    said = {name: value for name, value in entry_fields(feed, entry).items() if value}
    return Fetched(raw.model_copy(update=said))


def choose(feed: Feed, entry: FeedEntry, fetched: Fetched, length: Length) -> Choice:
    """Which text is the report: the page, unless it is not to be had or holds less than the feed's own text.

    length  characters of the article in a page; raises InputError where there is none
    """
    own = len(own_text(entry))
    raw, why, later = fetched.raw, fetched.why, fetched.later
    if raw is not None:
        try:
            size = length(raw)
        except InputError as error:
            raw, why, later = None, error.message, False
        else:
            if own >= TEXT and size < LESS * own:
                raw, why = None, f"its page holds less ({size} characters) than the feed ({own})"
    if raw is not None:
        return Choice(raw)
    if own == 0:
        return Choice(None, why, later)
    return Choice(entry_raw(feed, entry), f"the feed's own text: {why}", later)


def own_text(entry: FeedEntry) -> str:
    """The words a feed gives of an entry, without markup."""
    given = max(entry.html or "", entry.summary or "", key=len)
    return " ".join(html.unescape(TAG.sub(" ", given)).split())


def is_front_page(url: str) -> bool:
    """Is this address a site's first page?"""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path.strip("/").lower() in ("", "index.html", "index.php", "home") and not parts.query


def host_of(url: str) -> str:
    """The host as turns are counted by; empty for an address without one."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _refusal(answer: Answer, url: str) -> str:
    try:
        raw_of(url, answer)
    except InputError as error:
        return error.message
    return "the server gives no page"
