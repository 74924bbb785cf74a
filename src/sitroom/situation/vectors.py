"""Reports as vectors: how alike are two of them, in one language or across languages?

A report has two parts: its terms (only comparable within a language) and its anchors (numbers, places, actors,
names: comparable across languages). Both are weighted by rarity in the room. In a small room rarity means little,
so every count is smoothed as if PRIOR more reports of all kinds were there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sitroom.situation.features import Features

PRIOR = 200
Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Doc:
    """A report's vectors, each of length 1 (or empty). Term dimensions carry their language."""

    terms: Vector
    anchors: Vector


def documents(reports: Iterable[Features]) -> list[Doc]:
    """Vectors of all reports, weighted by how rare each dimension is among them."""
    reports = list(reports)
    counted = [(term_counts(r), anchor_counts(r)) for r in reports]
    spread: Counter[str] = Counter()
    for terms, anchors in counted:
        spread.update(terms.keys())
        spread.update(anchors.keys())
    total = len(reports) + PRIOR
    rarity = {name: math.log(total / (number + 1)) for name, number in spread.items()}
    return [Doc(weighted(terms, rarity), weighted(anchors, rarity)) for terms, anchors in counted]


def term_counts(report: Features) -> dict[str, int]:
    """Terms as dimensions."""
    return {f"{report.language}:{term}": count for term, count in report.terms.items()}


def anchor_counts(report: Features) -> dict[str, int]:
    """Anchors and countries as dimensions."""
    counts = Counter(report.anchors)
    counts.update({f"c:{code}": number for code, number in report.countries.items()})
    return counts


def weighted(counts: dict[str, int], rarity: dict[str, float]) -> Vector:
    """Counts, damped, times rarity, brought to length 1."""
    raw = {name: (1 + math.log(count)) * rarity[name] for name, count in counts.items() if count > 0}
    return unit(raw)


def unit(vector: Vector) -> Vector:
    """The vector brought to length 1; the empty one stays."""
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {name: value / length for name, value in vector.items()} if length else {}


def dot(left: Vector, right: Vector) -> float:
    """Inner product; the cosine of two unit vectors."""
    if len(left) > len(right):
        left, right = right, left
    return sum(value * right[name] for name, value in left.items() if name in right)
