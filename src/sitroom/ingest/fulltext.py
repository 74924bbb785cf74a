"""The text of an entry: its page, or what the feed itself says where the page is not to be had.

`fetch_page` asks (in a worker); `choose` decides which of the two texts is the report, and says why.
"""

from __future__ import annotations

import html
import re
import unicodedata
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
NAME = 40  # characters of an outlet's name at most
HELD = 3600.0  # seconds that a host is left alone at most, however long it asks for

SEPARATORS = re.compile(r"\s+[-–—|:·»«]+\s+|\s*[|»]\s*")


class Measured(NamedTuple):
    """What a page holds: characters of its article, and the outlet if it names one."""

    size: int
    outlet: str | None = None


Measure = Callable[[Raw], Measured]


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
        if wait is not None and answer.status == 429:
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


def choose(feed: Feed, entry: FeedEntry, fetched: Fetched, measure: Measure) -> Choice:
    """Which text is the report: the page, unless it is not to be had or holds less than the feed's own text.

    measure  tells what is in a page; raises InputError where there is nothing to read
    """
    own = len(own_text(entry))
    raw, why, later = fetched.raw, fetched.why, fetched.later
    if raw is not None:
        try:
            size, outlet = measure(raw)
        except InputError as error:
            raw, why, later = None, error.message, False
        else:
            if own >= TEXT and size < LESS * own:
                raw, why = None, f"its page holds less ({size} characters) than the feed ({own})"
    if raw is not None:
        return Choice(raw if outlet else raw.model_copy(update={"outlet": outlet_of(feed, entry)}))
    if own == 0:
        return Choice(None, why, later)
    raw = entry_raw(feed, entry)
    raw = raw.model_copy(update={"outlet": outlet_of(feed, entry) or raw.outlet})
    return Choice(raw, f"the feed's own text: {why}", later)


def outlet_of(feed: Feed, entry: FeedEntry) -> str | None:
    """Who published an entry, for a page that does not say: the source the feed names, else the site's own feed.

    Feeds are titled "World news | The Chronicle" or "The Chronicle - World": the part that the host is named after.
    """
    if entry.source:
        return entry.source
    home, host = host_of(feed.link or feed.url or ""), host_of(entry.url or "")
    if not feed.title or home.split(".")[-2:] != host.split(".")[-2:]:
        return None
    parts = [part.strip() for part in SEPARATORS.split(feed.title) if 0 < len(part.strip()) <= NAME]
    known = "".join(c for c in host if c.isalnum())
    named = [(part, re.findall(r"[a-z0-9]+", folded(part))) for part in parts]
    whole = [part for part, words in named if words and "".join(words) in known]
    some = [part for part, words in named if any(len(word) > 2 and word in known for word in words)]
    if whole or some:
        return (whole or some)[0]
    return feed.title if parts == [feed.title] else None


def folded(text: str) -> str:
    """Lower case, without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


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
