"""What the situation needs of rapidfuzz, in plain Python, for machines without it: the same results, slower."""

from __future__ import annotations

import sys
from collections.abc import Hashable, Sequence
from types import ModuleType
from typing import Any


def common(left: Sequence[Hashable], right: Sequence[Hashable]) -> int:
    """Length of the longest common subsequence, with the bits of a number as a row of the table (Hyyroe 2004)."""
    masks: dict[Hashable, int] = {}
    for at, item in enumerate(left):
        masks[item] = masks.get(item, 0) | 1 << at
    whole = (1 << len(left)) - 1
    row = whole
    for item in right:
        met = row & masks.get(item, 0)
        row = (row + met | row - met) & whole
    return len(left) - row.bit_count()


def ratio(left: str, right: str) -> float:
    """As rapidfuzz.fuzz.ratio."""
    return 200.0 * common(left, right) / (len(left) + len(right)) if left or right else 100.0


def extract_one(query: str, choices: Sequence[str], scorer: Any, score_cutoff: float) -> tuple[str, float, int] | None:
    """As rapidfuzz.process.extractOne."""
    best: tuple[str, float, int] | None = None
    for at, choice in enumerate(choices):
        score = ratio(query, choice)
        if score >= score_cutoff and (best is None or score > best[1]):
            best = (choice, score, at)
    return best


def stand_in() -> bool:
    """Put this in the place of rapidfuzz if that is missing; was it?"""
    try:
        import rapidfuzz  # noqa: F401
    except ModuleNotFoundError:
        package, fuzz, process, distance = (
            ModuleType(name) for name in ("rapidfuzz", "rapidfuzz.fuzz", "rapidfuzz.process", "rapidfuzz.distance")
        )
        fuzz.ratio = ratio  # type: ignore[attr-defined]
        process.extractOne = extract_one  # type: ignore[attr-defined]
        distance.LCSseq = type("LCSseq", (), {"similarity": staticmethod(common)})  # type: ignore[attr-defined]
        package.fuzz, package.process, package.distance = fuzz, process, distance  # type: ignore[attr-defined]
        sys.modules |= {module.__name__: module for module in (package, fuzz, process, distance)}
        return True
    return False
