"""Connections that go only where they may, hold only so much, and end in time.

httpcore asks its network backend for every connection. This one resolves the name, judges all its addresses and
connects to one that was judged: there is no second look-up that could answer otherwise (DNS rebinding), and TLS still
names and verifies the host. All reading goes through one budget: seconds in all, seconds of silence, bytes, and a
signal to stop. This module imports httpcore and is itself imported only when something is fetched.
"""

from __future__ import annotations

import re
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore
import httpx

from sitroom.errors import UnreachableInput
from sitroom.ingest.guard import Resolver, pick
from sitroom.model.web import Policy

SLICE = 0.25  # seconds between two looks at the signal to stop
OVERHEAD = 1 << 20  # bytes on the wire besides the body: headers, chunk sizes, TLS
HEAD_END = re.compile(rb"\n\r?\n")
LINGER = 0.1


class Budget:
    """What one address, with all its redirects, may cost. `name` is used in messages.

    Raises UnreachableInput when it is spent. `extra` is set when a server sent more than it announced.
    """

    def __init__(self, name: str, policy: Policy, limit: int, stop: threading.Event | None = None) -> None:
        self.name = name
        self.silence = policy.silence
        self.seconds = policy.total
        self.deadline = time.monotonic() + policy.total
        self.bytes_left = limit + OVERHEAD
        self.stop = stop
        self.expected: int | None = None
        self.extra = False

    def left(self) -> float:
        """Seconds left. Raises UnreachableInput when none is, or when we are to stop."""
        if self.stop is not None and self.stop.is_set():
            raise UnreachableInput(self.name, "stopped before the answer had come")
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise UnreachableInput(self.name, f"the answer had not come in full after {self.seconds:g} seconds")
        return left

    def take(self, number: int) -> None:
        """Count bytes from the wire."""
        self.bytes_left -= number
        if self.bytes_left < 0:
            raise UnreachableInput(self.name, "sends without end", later=False)


class Stream(httpcore.NetworkStream):
    """A connection read under a budget."""

    def __init__(self, inner: httpcore.NetworkStream, budget: Budget) -> None:
        self.inner = inner
        self.budget = budget
        self._head: bytes | None = b""
        self._body = 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        silent_until = time.monotonic() + self.budget.silence
        while True:
            left = min(self.budget.left(), silent_until - time.monotonic())
            if left <= 0:
                raise UnreachableInput(
                    self.budget.name, f"the server has been silent for {self.budget.silence:g} seconds"
                )
            try:
                data = self.inner.read(max_bytes, timeout=min(left, SLICE))
            except httpcore.ReadTimeout:
                continue
            self.budget.take(len(data))
            self._count(data)
            return data

    def _count(self, data: bytes) -> None:
        """Keep count of the body's bytes; interim answers (1xx) come before the head that counts."""
        if self._head is None:
            self._body += len(data)
            return
        self._head += data
        while found := HEAD_END.search(self._head):
            rest = self._head[found.end() :]
            if re.match(rb"HTTP/\d\.\d 1(?!01)", self._head):
                self._head = rest
                continue
            self._head, self._body = None, len(rest)
            return

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, timeout=min(self.budget.left(), self.budget.silence))

    def close(self) -> None:
        if self.budget.expected is not None and self._head is None:
            self._look_for_more(self.budget.expected)
        self.inner.close()

    def _look_for_more(self, expected: int) -> None:
        """Has the server sent more than the length it announced? Then what we hold may be cut off."""
        self.budget.expected = None
        if self._body > expected:
            self.budget.extra = True
        elif self._body == expected:
            try:
                self.budget.extra = bool(self.inner.read(64, timeout=LINGER).strip())
            except (httpcore.TimeoutException, httpcore.NetworkError):
                return

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        limit = min(self.budget.left(), self.budget.silence)
        return Stream(self.inner.start_tls(ssl_context, server_hostname, timeout=limit), self.budget)

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)


class Backend(httpcore.NetworkBackend):
    """Connects to judged addresses only. `trusted` (host, port) is the configured proxy."""

    def __init__(
        self, policy: Policy, resolver: Resolver, budget: Budget, trusted: tuple[str, int] | None = None
    ) -> None:
        self._policy = policy
        self._resolver = resolver
        self._budget = budget
        self._trusted = trusted
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        if (host, port) == self._trusted:
            return self._connect(host, port)
        limit = min(self._budget.left(), self._budget.silence)
        addresses = pick(host, port, self._policy, self._resolver, limit, self._budget.name)
        for address in addresses[:-1][:3]:
            try:
                return self._connect(address, port)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(addresses[-1], port)

    def _connect(self, address: str, port: int) -> httpcore.NetworkStream:
        limit = min(self._budget.left(), self._budget.silence)
        return Stream(self._inner.connect_tcp(address, port, timeout=limit), self._budget)

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Any = None) -> Any:
        raise UnreachableInput(self._budget.name, "is not on the network", later=False)


class Transport(httpx.BaseTransport):
    """httpx over the backend: one connection for each request, none kept."""

    def __init__(self, policy: Policy, resolver: Resolver, budget: Budget, context: Callable[[], ssl.SSLContext]):
        self._policy = policy
        self._resolver = resolver
        self._budget = budget
        self._context = context

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        pool = self._pool(request)
        try:
            answer = pool.handle_request(asked)
        except BaseException:
            pool.close()
            raise
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer, pool))

    def _pool(self, request: httpx.Request) -> httpcore.ConnectionPool:
        context = self._context() if request.url.scheme == "https" or self._policy.proxy else None
        if self._policy.proxy is None:
            backend = Backend(self._policy, self._resolver, self._budget)
            return httpcore.ConnectionPool(ssl_context=context, network_backend=backend)
        proxy = httpx.Proxy(self._policy.proxy)
        port = proxy.url.port or (443 if proxy.url.scheme == "https" else 80)
        backend = Backend(self._policy, self._resolver, self._budget, (proxy.url.raw_host.decode("ascii"), port))
        return httpcore.HTTPProxy(
            proxy_url=httpcore.URL(proxy.url.raw_scheme + b"://" + proxy.url.netloc + b"/"),
            proxy_auth=proxy.raw_auth,
            ssl_context=context,
            network_backend=backend,
        )


class _Body(httpx.SyncByteStream):
    """The answer's bytes; closing it closes the connection."""

    def __init__(self, answer: httpcore.Response, pool: httpcore.ConnectionPool) -> None:
        self._answer = answer
        self._pool = pool

    def __iter__(self) -> Any:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
        self._pool.close()
