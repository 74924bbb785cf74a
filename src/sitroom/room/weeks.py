"""How rare things were in the weeks before a report, and how much was told then: by it likeness is weighed.

It comes from a sample of what the four stretches of eight days before hold (store/shelf.py says which), so a report
that comes into a sample, or leaves it, changes it for the weeks after; docs/room.md tells why.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from sitroom.situation.features import Features
from sitroom.situation.vectors import Rarity, dimensions
from sitroom.store.shelf import BEFORE, FEW_BEFORE, opening_of

if TYPE_CHECKING:
    from sitroom.store.shelf import Shelf

SETS = 8  # of counts, kept in memory

Counts = tuple[tuple[int, str], ...]  # stretches of days that were counted: which, and what says it is still true


class Weeks:
    """Counts of the weeks before stretches of days, as far as they were asked for."""

    def __init__(self, known: Callable[[Shelf, int], Features]) -> None:
        self._known = known
        self._rarities: dict[Counts, Rarity] = {}
        self._now: dict[int, Counts] = {}  # of one step only
        self._openings: dict[int, int] = {}  # the same
        self._numbers: dict[int, int] = {}  # the same: how many reports the weeks before a stretch have, about

    def begin_step(self) -> None:
        """What was counted may be changed by the step that begins."""
        self._now.clear()
        self._numbers.clear()
        self._openings.clear()

    def counts(self, shelf: Shelf, bucket: int | None) -> Counts:
        """What was counted in the weeks before a stretch of days; what was not yet is counted now."""
        if bucket is None:
            return ()
        if bucket in self._now:
            return self._now[bucket]
        held = shelf.counted(bucket - BEFORE, bucket - 1)
        samples = dict.fromkeys(shelf.peopled(bucket - BEFORE, bucket - 1), shelf.sampled)
        if self.opening(shelf, bucket):
            held |= shelf.counted(~bucket, ~bucket)
            samples[~bucket] = shelf.opening
        for stretch, sample_of in samples.items():
            if stretch not in held:
                sample = sample_of(stretch if stretch >= 0 else ~stretch)
                token = hashlib.sha256(json.dumps(sample).encode()).hexdigest()[:16]
                counts = dimensions(self._known(shelf, report) for report, _ in sample)
                shelf.put_rarity(stretch, token, len(sample), counts)
                held[stretch] = token
        self._now[bucket] = tuple(sorted(held.items()))
        return self._now[bucket]

    def rarity(self, shelf: Shelf, counted: Counts) -> Rarity:
        """How rare things were in these stretches of days."""
        if counted not in self._rarities:
            total, counts = 0, defaultdict[str, int](int)
            for stretch, _ in counted:
                number, held = shelf.rarity(stretch)
                total += number
                for name, count in held.items():
                    counts[name] += count
            if len(self._rarities) > SETS:
                self._rarities.clear()
            self._rarities[counted] = Rarity(total, dict(counts))
        return self._rarities[counted]

    def opening(self, shelf: Shelf, bucket: int) -> int:
        """Of a stretch that so little comes before that nothing is known of how rare things are: how many of its own
        first reports tell it. 0 for any other, and for one of few reports."""
        if bucket not in self._openings:
            cold = shelf.number(bucket - BEFORE, bucket - 1) < FEW_BEFORE
            self._openings[bucket] = opening_of(shelf.number(bucket, bucket)) if cold else 0
        return self._openings[bucket]

    def before(self, shelf: Shelf, bucket: int | None) -> int:
        """How many reports there were in the weeks before, to a power of two."""
        if bucket is None:
            return 0
        if bucket not in self._numbers:
            number = shelf.number(bucket - BEFORE, bucket - 1)
            self._numbers[bucket] = self.opening(shelf, bucket) or (1 << number.bit_length() - 1 if number else 0)
        return self._numbers[bucket]


def shift(shelf: Shelf, bucket: int | None, id: str, at: int) -> None:
    """A report came into a stretch of days, or left it: what hangs on the weeks before is to be worked out again."""
    if bucket is None:
        return
    sampled = shelf.sample_ends(bucket)
    if sampled is None or id <= sampled:
        shelf.forget_rarity(bucket)
        shelf.wait_for_days(bucket + 1, bucket + BEFORE, 1)
    for later in shelf.peopled(bucket + 1, bucket + BEFORE):
        number = shelf.number(later - BEFORE, later - 1)
        if number in (FEW_BEFORE, FEW_BEFORE - 1):  # it just became so many, or was
            shelf.wait_for_days(later, later, 1)
        elif number & (number - 1) == 0 or number & (number + 1) == 0:  # the same, of a power of two
            shelf.wait_for_days(later, later, 3)
    if shelf.number(bucket - BEFORE, bucket - 1) < FEW_BEFORE:
        number = shelf.number(bucket, bucket)
        sizes = {opening_of(near) for near in (number - 1, number, number + 1)}
        if len(sizes) > 1 or at <= shelf.opening_ends(bucket):
            shelf.forget_rarity(~bucket)
            shelf.wait_for_days(bucket, bucket, 1)
