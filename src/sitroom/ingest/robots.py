"""robots.txt by RFC 9309: may this page be fetched by us, and how slowly does the host want it?

2xx                    its rules, at most the first 500 KiB
4xx (but 429)          there are none: everything may be fetched
429, 5xx, no answer    nothing may, for a while; rules known from before go on to hold
"""

from __future__ import annotations

import math
import re
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from sitroom.errors import ForbiddenAddress, InputError, UnreachableInput
from sitroom.ingest.guard import cleaned
from sitroom.ingest.web import READABLE, Web
from sitroom.model.web import Answer

if TYPE_CHECKING:
    from protego import Protego

ENDLESS = 10**9  # of a rate: numbers beyond it do not divide as floats
SIZE = 500 * 1024
KEEP = 24 * 3600.0  # seconds that rules are kept
FAILED = 600.0  # seconds after which a robots.txt that could not be had is asked for again
SITES = 5_000  # sites remembered


class Verdict(NamedTuple):
    """May a page be fetched? `reason` if not; `delay` in seconds if the host asks for one; `later`: ask again."""

    allowed: bool
    reason: str | None = None
    delay: float | None = None
    later: bool = False


class _Site(NamedTuple):
    rules: Protego | None  # None: no rules
    failed: str | None  # why nothing may be fetched
    until: float


class Robots:
    """The rules of sites, kept while they hold. Safe to share between threads."""

    def __init__(self, web: Web, clock: Callable[[], float] = time.monotonic) -> None:
        self._web = web
        self._clock = clock
        self._token = product(web.policy.user_agent)
        self._sites: dict[str, _Site] = {}
        self._lock = threading.Lock()

    def verdict(self, url: str) -> Verdict:
        """May this address be fetched? Asks for its site's robots.txt if it is not known. Raises ForbiddenAddress."""
        url = cleaned(url)
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        site = self._site(origin)
        if site.failed is not None:
            return Verdict(False, f"robots.txt could not be had, so nothing is fetched: {site.failed}", later=True)
        if site.rules is None:
            return Verdict(True)
        delay = delay_of(site.rules, self._token)
        if site.rules.can_fetch(url, self._token):
            return Verdict(True, delay=delay)
        return Verdict(False, "robots.txt asks not to fetch this page", delay)

    def _site(self, origin: str) -> _Site:
        now = self._clock()
        with self._lock:
            known = self._sites.get(origin)
        if known is not None and now < known.until:
            return known
        made = self._ask(origin, known)
        with self._lock:
            if len(self._sites) >= SITES:
                self._sites = {o: s for o, s in self._sites.items() if now < s.until}
                self._sites = self._sites if len(self._sites) < SITES else {}
            self._sites[origin] = made
        return made

    def _ask(self, origin: str, known: _Site | None) -> _Site:
        now = self._clock()
        try:
            answer = self._web.get(f"{origin}/robots.txt", READABLE, limit=SIZE, cut=True)
            failed = failure_of(answer)
            rules = read_rules(answer.data) if answer.status == 200 else None
        except ForbiddenAddress:
            raise
        except UnreachableInput as error:
            if error.status == 200 or not error.later:
                return _Site(None, None, now + KEEP)  # no text, or a circle of redirects: there are no rules
            failed, rules = error.message, None
        except InputError as error:
            failed, rules = error.message, None
        if failed is None:
            return _Site(rules, None, now + KEEP)
        if known is not None and known.failed is None:
            return _Site(known.rules, None, now + FAILED)
        return _Site(None, failed, now + FAILED)


def failure_of(answer: Answer) -> str | None:
    """Why an answer leaves the rules unknown; None if it tells them, or that there are none."""
    if answer.status == 429 or answer.status >= 500:
        return f"the server answers {answer.status}"
    return None


def read_rules(data: bytes) -> Protego:
    """The rules in a robots.txt, whatever else is in it."""
    from protego import Protego

    return Protego.parse(data[:SIZE].decode("utf-8-sig", "replace").replace("\0", ""))


def delay_of(rules: Protego, token: str) -> float | None:
    """Seconds between two requests, from Crawl-delay or Request-rate; None when there is none that makes sense."""
    delay = rules.crawl_delay(token)
    rate = rules.request_rate(token)
    found = [float(delay)] if delay is not None else []
    if rate is not None and rate.requests > 0:
        found.append(min(rate.seconds, ENDLESS) / min(rate.requests, ENDLESS))
    sane = [seconds for seconds in found if math.isfinite(seconds) and seconds > 0]
    return max(sane, default=None)


def product(agent: str) -> str:
    """The product token of a User-Agent, which is what robots.txt names: `sitroom/0.1 (+...)` -> `sitroom`."""
    found = re.match(r"[A-Za-z_-]+", agent)
    return found[0] if found else agent
