"""Reports as vectors: how alike are two of them, in one language or across languages?

A report has two parts: its terms (only comparable within a language) and its anchors (numbers, places, actors,
names: comparable across languages). Both are weighted by rarity: how many reports of the weeks before have them, as
counted on a sample of these. So a report's vector is settled when the weeks before it are, whatever comes later. Where
little is known of these weeks every count is smoothed, as if PRIOR more reports of all kinds were there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sitroom.situation.features import Features

PRIOR = 200
Vector = dict[str, float]


@dataclass(frozen=True)
class Rarity:
    """How many of `total` reports have each dimension (those seen once only are left out)."""

    total: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    def of(self, name: str) -> float:
        """The weight of a dimension: the logarithm of how rare it is."""
        return math.log((self.total + PRIOR) / (self.counts.get(name, 0) + 1))

    def share(self, name: str) -> float:
        """The same as a share of what the rarest one has, 0 to 1."""
        return self.of(name) / math.log(self.total + PRIOR)


@dataclass(frozen=True, slots=True)
class Doc:
    """A report's vectors, each of length 1 (or empty). Term dimensions carry their language."""

    terms: Vector
    anchors: Vector


def dimensions(reports: Iterable[Features]) -> dict[str, int]:
    """How many of these reports have each dimension; those of one report only are left out."""
    spread: Counter[str] = Counter()
    for report in reports:
        spread.update(term_counts(report).keys())
        spread.update(anchor_counts(report).keys())
    return {name: number for name, number in sorted(spread.items()) if number > 1}


def document(report: Features, rarity: Rarity) -> Doc:
    """The vectors of a report."""
    return Doc(weighted(term_counts(report), rarity), weighted(anchor_counts(report), rarity))


def term_counts(report: Features) -> dict[str, int]:
    """Terms as dimensions."""
    return {f"{report.language}:{term}": count for term, count in report.terms.items()}


def anchor_counts(report: Features) -> dict[str, int]:
    """Anchors and countries as dimensions."""
    counts = Counter(report.anchors)
    counts.update({f"c:{code}": number for code, number in report.countries.items()})
    return counts


def weighted(counts: dict[str, int], rarity: Rarity) -> Vector:
    """Counts, damped, times rarity, brought to length 1."""
    return unit({name: (1 + math.log(count)) * rarity.of(name) for name, count in counts.items() if count > 0})


def unit(vector: Vector) -> Vector:
    """The vector brought to length 1; the empty one stays."""
    length = math.sqrt(math.fsum(value * value for value in vector.values()))
    return {name: value / length for name, value in vector.items()} if length else {}


def dot(left: Vector, right: Vector) -> float:
    """Inner product; the cosine of two unit vectors. The same whichever comes first."""
    return math.fsum(left[name] * right[name] for name in left.keys() & right.keys())
