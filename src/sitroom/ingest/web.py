"""Addresses to bytes, politely and safely: redirects followed by hand, every limit kept, nothing private asked.

What is checked before each request: scheme, port, host (guard); the address really connected to (wire). What is
checked of the answer: its size on the way and unpacked, its time, its type, its announced length.
Deliberately not here: charsets (clean), robots.txt (robots), whose turn it is (gate), what is new (watch).
"""

from __future__ import annotations

import functools
import re
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sitroom.errors import EmptyInput, ForbiddenAddress, UnreachableInput
from sitroom.ingest.guard import Resolver, Target, check_target, cleaned, shortened, system_resolver
from sitroom.ingest.unzip import unpacked
from sitroom.model import Raw
from sitroom.model.web import Answer, Policy

if TYPE_CHECKING:
    import httpx

    from sitroom.ingest.wire import Budget

# What is asked for and accepted: a page for a report, a feed, anything that may hold text.
PAGES = re.compile(r"text/(?:html|plain|markdown|x-markdown)|application/xhtml\+xml", re.I)
FEEDS = re.compile(r"text/(?!css|javascript|csv)|application/(?!pdf|zip|gzip|javascript|wasm|font)|binary/octet", re.I)
READABLE = re.compile(r"(?!image/|audio/|video/|font/|text/css|(?:text|application)/javascript|application/wasm)", re.I)
ACCEPT = {
    PAGES: "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1",
    FEEDS: "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
    "application/json;q=0.8, */*;q=0.2",
    READABLE: "text/html, application/xhtml+xml, */*;q=0.8",
}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
KEPT_HEADERS = ("content-type", "etag", "last-modified", "retry-after", "cache-control", "expires", "date", "age")
HEADER_LENGTH = 1_000
Turn = Callable[[str], AbstractContextManager[object]]


class Web:
    """Asks the web by a policy. Safe to share between threads; remembers nothing (no cookies beyond one address).

    resolver  name and port -> IP addresses
    turn      given the host, waits until it may be asked, and holds it during the request (gate.Gate.turn)
    stop      once set, requests under way end with UnreachableInput
    """

    def __init__(
        self,
        policy: Policy,
        *,
        resolver: Resolver = system_resolver,
        turn: Turn | None = None,
        stop: threading.Event | None = None,
    ) -> None:
        self.policy = policy
        self._resolver = resolver
        self._turn = turn or nullcontext
        self._stop = stop

    def get(
        self,
        url: str,
        accept: re.Pattern[str] = PAGES,
        *,
        limit: int | None = None,
        cut: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """The answer of an address, through redirects. Any status is an answer; only 200 has data.

        limit   bytes at most (default: the policy's `size`); with `cut` a longer body is cut there
        Raises ForbiddenAddress, UnreachableInput, TooLargeInput.
        """
        import httpcore
        import httpx

        from sitroom.ingest.wire import Budget, Transport

        url = cleaned(url)
        limit = limit or self.policy.size
        budget = Budget(shortened(url), self.policy, limit, self._stop)
        transport = Transport(self.policy, self._resolver, budget, tls_context)
        asked = {"User-Agent": self.policy.user_agent, "Accept": ACCEPT.get(accept, "*/*"), "Connection": "close",
                 "Accept-Encoding": "gzip, deflate", **(headers or {})}  # fmt: skip
        try:
            with httpx.Client(transport=transport, trust_env=False, headers=asked, timeout=None) as client:
                return self._follow(client, url, accept, limit, cut, budget)
        except httpx.InvalidURL as error:
            raise ForbiddenAddress(budget.name, f"is not an address ({error})") from error
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            raise UnreachableInput(budget.name, "the server does not answer in time") from error
        except (httpcore.ProtocolError, httpx.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise UnreachableInput(budget.name, saying(str(error))) from error
        except (httpcore.NetworkError, httpcore.ProxyError, httpx.HTTPError, OSError) as error:
            raise UnreachableInput(budget.name, f"cannot be reached ({error or type(error).__name__})") from error

    def _follow(
        self, client: httpx.Client, url: str, accept: re.Pattern[str], limit: int, cut: bool, budget: Budget
    ) -> Answer:
        """Ask, and go where redirects lead, each judged like the first."""
        import httpx

        seen: set[tuple[str, str]] = set()
        moved: str | None = None
        for_good = True
        for _ in range(self.policy.redirects + 1):
            at = httpx.URL(url)
            host = at.raw_host.decode("ascii").lower().rstrip(".").strip("[]")
            port = at.port or (443 if at.scheme == "https" else 80)
            check_target(Target(at.scheme, host, port), url, self.policy)
            visit = (str(at), "; ".join(sorted(f"{c.name}={c.value}" for c in client.cookies.jar)))
            if visit in seen:
                raise UnreachableInput(budget.name, "is redirected in a circle", later=False)
            seen.add(visit)
            asked = time.monotonic()
            with self._turn(host):
                budget.deadline += time.monotonic() - asked  # waiting for our turn is not the server's slowness
                self._check_behind_proxy(host, port, budget)
                with client.stream("GET", at) as response:
                    target = response.headers.get("location", "")
                    if response.status_code not in REDIRECTS or not target:
                        return self._answer(response, url, moved, accept, limit, cut, budget)
            url = cleaned(joined(url, target, budget.name))
            for_good = for_good and response.status_code in FOR_GOOD
            moved = url if for_good else moved
        raise UnreachableInput(budget.name, f"is redirected more than {self.policy.redirects} times", later=False)

    def _check_behind_proxy(self, host: str, port: int, budget: Budget) -> None:
        """With a proxy the name is looked up twice, by us only to judge it; one that only the proxy knows may pass."""
        from sitroom.ingest.guard import pick

        if self.policy.proxy is None:
            return
        try:
            pick(host, port, self.policy, self._resolver, min(budget.left(), budget.silence), budget.name)
        except UnreachableInput:
            budget.left()

    def _answer(
        self, response: httpx.Response, url: str, moved: str | None, accept: re.Pattern[str], limit: int, cut: bool,
        budget: Budget,
    ) -> Answer:  # fmt: skip
        headers = {name: response.headers[name][:HEADER_LENGTH] for name in KEPT_HEADERS if name in response.headers}
        status = response.status_code
        if status != 200:
            return Answer(url=url, status=status, headers=headers, moved=moved)
        kind = "".join(c for c in headers.get("content-type", "") if c.isprintable()).strip()
        if kind and not accept.match(kind):
            raise UnreachableInput(budget.name, f"is no text to read but {kind[:60]}", status=status, later=False)
        length = response.headers.get("content-length", "")
        chunked = "transfer-encoding" in response.headers
        budget.expected = int(length) if re.fullmatch(r"\d{1,15}", length) and not chunked else None
        encoding = response.headers.get("content-encoding", "")
        data = unpacked(response.iter_raw(), encoding, limit, budget.name, cut=cut)
        response.close()
        if budget.extra and not cut:
            raise UnreachableInput(
                budget.name, "sends more than the length it announces, so what came may be cut off", status=status
            )
        return Answer(url=url, status=status, headers=headers, data=data, moved=moved)


def fetch_raw(url: str, policy: Policy, client: Web | None = None) -> Raw:
    """The page at an address as a report, as a user asked for it (robots.txt is for what nobody asked for).

    Raises ForbiddenAddress, UnreachableInput, TooLargeInput, EmptyInput.
    """
    web = client or Web(policy)
    return raw_of(url, web.get(url, READABLE))


def raw_of(url: str, answer: Answer) -> Raw:
    """An answer as a report. Raises UnreachableInput (no page), EmptyInput."""
    name = shortened(url)
    if answer.status != 200:
        raise UnreachableInput(name, status_words(answer.status), status=answer.status, later=may_mend(answer.status))
    if not answer.data.strip():
        raise EmptyInput(name, "is empty: there is nothing to read in it")
    return Raw(
        name=name,
        data=answer.data,
        media_type=answer.headers.get("content-type"),
        url=answer.url,
        retrieved=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    )


def status_words(status: int) -> str:
    """A server's refusal in words."""
    words = {
        401: "asks for a password",
        402: "asks for payment",
        403: "refuses to show it",
        404: "is not there",
        410: "is gone for good",
        429: "asks to be left alone for a while",
        451: "is withheld for legal reasons",
        503: "is out of service for now",
    }
    said = words.get(status, "fails" if status >= 500 else "gives no page")
    return f"the server {said} ({status})" if not said.startswith("is ") else f"{said} ({status})"


def may_mend(status: int) -> bool:
    """May the same request be answered later?"""
    return status in (408, 421, 423, 425, 429) or status >= 500


def joined(base: str, target: str, name: str) -> str:
    """Where a redirect leads. Raises UnreachableInput."""
    from urllib.parse import urljoin

    try:
        return urljoin(base, target.strip())
    except ValueError as error:
        raise UnreachableInput(name, "is redirected to something that is no address", later=False) from error


def saying(error: str) -> str:
    """A protocol error in words."""
    if "incomplete" in error or "without sending complete" in error:
        return "is cut off: the server closed the connection before the end"
    if "without sending a response" in error:
        return "the server closed the connection without an answer"
    if "too" in error and ("large" in error or "long" in error):
        return "the answer's headers have no end"
    return f"the server does not speak HTTP properly ({error[:100]})"


@functools.cache
def tls_context() -> ssl.SSLContext:
    """Certificates are verified, against the usual authorities; nothing is taken from the environment."""
    import httpx

    return httpx.create_ssl_context(trust_env=False)
