"""One learner for all small choices: which of some candidates is right, by what is told of each.

Softmax regression over the candidates of each case (a conditional logit: McFadden, 1974), with a penalty on squares,
full batches, no chance in it: the same cases give the same weights. "None of them" is a candidate like the others, told
by features of its own; a yes or no is a case with two candidates of which one has no features.
What is learnt goes to src/sitroom/data/<name>.toml and is read there by `sitroom.annotate.weights`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sitroom.annotate.weights import best, file_of

STEPS, RATE = 200, 0.12
FOLDS = 4


class Case(NamedTuple):
    """What is told of each candidate, which ones are right (any of them will do), and how much the case counts."""

    text: str
    options: Sequence[Mapping[str, float]]
    right: frozenset[int]
    weight: float = 1.0


def fit(cases: Sequence[Case], penalty: float = 2.0, texts: int = 1) -> dict[str, float]:
    """Weights by feature, of those features that at least `texts` texts have. Only cases with a right one count."""
    cases = [c for c in cases if c.right and len(c.options) > 1]
    seen: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        for option in case.options:
            for name in option:
                seen[name].add(case.text)
    names = sorted(name for name, on in seen.items() if len(on) >= texts)
    if not names:
        return {}
    index = {name: n for n, name in enumerate(names)}
    told = [(row, index[n], x) for row, o in enumerate(_options(cases)) for n, x in sorted(o.items()) if n in index]
    rows, columns = (np.array([cell[n] for cell in told], dtype=np.int64) for n in (0, 1))
    values = np.array([cell[2] for cell in told])
    sizes = np.array([len(c.options) for c in cases])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.array([float(n in c.right) for c in cases for n in range(len(c.options))])
    counts = np.repeat([c.weight for c in cases], sizes)
    weights, mean, square = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        score = np.bincount(rows, values * weights[columns], minlength=len(right))
        share = np.exp(score - np.repeat(np.maximum.reduceat(score, starts), sizes))
        wanted = share * right
        share /= np.repeat(np.add.reduceat(share, starts), sizes)
        wanted /= np.repeat(np.add.reduceat(wanted, starts), sizes)
        error = (share - wanted) * counts
        slope = np.bincount(columns, values * error[rows], minlength=len(names)) + penalty * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return dict(zip(names, weights.tolist(), strict=True))


def _options(cases: Sequence[Case]) -> Iterator[Mapping[str, float]]:
    return (option for case in cases for option in case.options)


def folds(
    cases: Sequence[Case], learn: Callable[[Sequence[Case]], dict[str, float]] = fit, count: int = FOLDS
) -> Iterator[tuple[Case, dict[str, float]]]:
    """Every case with weights that have not seen its text."""
    texts = sorted({c.text for c in cases})
    for k in range(count):
        out = set(texts[k::count])
        weights = learn([c for c in cases if c.text not in out])
        yield from ((c, weights) for c in cases if c.text in out)


def share_right(cases: Sequence[Case], learn: Callable[[Sequence[Case]], dict[str, float]] = fit) -> float:
    """How often texts that were left out get a right candidate, by the weight of the cases."""
    good = total = 0.0
    for case, weights in folds(cases, learn):
        good += case.weight * (best(case.options, weights) in case.right)
        total += case.weight
    return good / max(1.0, total)


def f1(told: Sequence[tuple[bool, bool]]) -> float:
    """F1 of pairs (in gold, taken)."""
    both = sum(gold for gold, _ in told) + sum(taken for _, taken in told)
    return 2 * sum(gold and taken for gold, taken in told) / max(1, both)


def write(name: str, weights: Mapping[str, float], made_by: str, least: float = 0.05) -> Path:
    """The weights in hundredths, sorted by feature; those nearer to zero than `least` are left out."""
    rows = [f'"{n}" = {w:.2f}' for n, w in sorted(weights.items()) if abs(w) >= least]
    path = file_of(name)
    path.write_text("\n".join([f"# Made by `{made_by}` from our own train gold.", "", *rows]) + "\n", encoding="utf-8")
    return path
