"""A value worked out of the whole room, remembered for as long as nothing is added.

For a command the answer must be of now: it waits. For the board, which many look at while reports come in, the last
answer is shown at once and the next one is worked out beside (`beside=True`), one at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from sitroom.errors import StoreError

T = TypeVar("T")


class Kept(Generic[T]):
    """A remembered value with the state of the room it belongs to. Safe to share between threads."""

    def __init__(self, make: Callable[[int], T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._working = threading.Lock()
        self._value: tuple[int, T] | None = None

    def get(self, state: int, beside: bool) -> T:
        """The value for a state; with `beside`, the last one there is while that is worked out."""
        value = self._value
        if value is not None and value[0] == state:
            return value[1]
        if value is not None and beside:
            if self._working.acquire(blocking=False):
                threading.Thread(target=self._work, args=(state,), daemon=True, name="sitroom-situation").start()
            return value[1]
        with self._lock:
            if self._value is None or self._value[0] != state:
                self._value = (state, self._make(state))
            return self._value[1]

    def _work(self, state: int) -> None:
        try:
            made = self._make(state)
            with self._lock:
                if self._value is None or self._value[0] < state:
                    self._value = (state, made)
        except StoreError:
            return  # the next who asks tries again, and hears of it if nothing was ever worked out
        finally:
            self._working.release()
