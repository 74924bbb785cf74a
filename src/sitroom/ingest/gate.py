"""Whose turn it is: one connection to a host at a time, and a pause after each."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

HOSTS = 2_000  # hosts remembered; those that are free again are forgotten first
TICK = 0.25


@dataclass
class _Host:
    free_at: float = 0.0
    delay: float = 0.0
    busy: bool = False


class Gate:
    """Politeness towards hosts, for all threads. Times by a clock that never jumps."""

    def __init__(
        self, delay: float, stop: threading.Event | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`delay`: seconds between two requests to a host; once `stop` is set nobody waits any more."""
        self._delay = delay
        self._stop = stop or threading.Event()
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._changed = threading.Condition()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until the host may be asked, and hold it."""
        with self._changed:
            while not self._stop.is_set():
                known = self._known(host)
                left = known.free_at - self._clock()
                if not known.busy and left <= 0:
                    break
                self._changed.wait(TICK if known.busy else min(left, TICK))
            known = self._known(host)
            known.busy = True
        try:
            yield
        finally:
            with self._changed:
                known.busy = False
                known.free_at = max(known.free_at, self._clock() + max(self._delay, known.delay))
                self._changed.notify_all()

    def ready_in(self, host: str) -> float:
        """Seconds until the host may be asked; while it is asked, at least a tick."""
        with self._changed:
            known = self._hosts.get(host)
            if known is None:
                return 0.0
            left = max(0.0, known.free_at - self._clock())
            return max(left, TICK) if known.busy else left

    def slow(self, host: str, delay: float) -> None:
        """Leave at least `delay` seconds between two requests to this host (its crawl-delay)."""
        with self._changed:
            self._known(host).delay = delay

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long (its Retry-After)."""
        with self._changed:
            known = self._known(host)
            known.free_at = max(known.free_at, self._clock() + seconds)

    def _known(self, host: str) -> _Host:
        found = self._hosts.get(host)
        if found is None:
            if len(self._hosts) >= HOSTS:
                now = self._clock()
                self._hosts = {name: h for name, h in self._hosts.items() if h.busy or h.free_at > now or h.delay}
            found = self._hosts[host] = _Host()
        return found
