"""One learner for kinds: which of the same few kinds each thing is of, by what is told of it.

Softmax regression with a penalty on squares, full batches, no chance in it: the same things give the same weights.
Its kin for choices among candidates of one case each is evals/choice.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

STEPS, RATE = 160, 0.1
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]


class Thing(NamedTuple):
    """What is told of it, the column of its kind, the text it is from."""

    told: Mapping[str, float]
    column: int
    text: str
    dense: Sequence[float] | np.ndarray[tuple[int], np.dtype[np.float32]] = ()
    weight: float = 1.0


def fit(things: Sequence[Thing], columns: int, penalty: float, texts: int = 2) -> tuple[list[str], Matrix, Matrix]:
    """Features that at least `texts` texts have, sorted; their weights (rows) by kind (columns); the weights of what is
    told by numbers in a row (`dense`), by place in the row and kind."""
    seen: dict[str, set[str]] = defaultdict(set)
    for thing in things:
        for name in thing.told:
            if len(on := seen[name]) < texts:
                on.add(thing.text)
    names = sorted(name for name, on in seen.items() if len(on) >= texts)
    index = {name: n for n, name in enumerate(names)}
    told = [(n, index[f], x) for n, t in enumerate(things) for f, x in t.told.items() if f in index]
    rows, feats = (np.array([cell[k] for cell in told], dtype=np.int64) for k in (0, 1))
    values = np.array([cell[2] for cell in told], dtype=np.float32)[:, None]
    starts = np.searchsorted(rows, np.arange(len(things)))  # every thing has the constant, so none is empty
    turned = np.argsort(feats, kind="stable")
    owners, turned_values = rows[turned], values[turned]
    edges = np.searchsorted(feats[turned], np.arange(len(names)))
    counts = np.array([t.weight for t in things], dtype=np.float32)[:, None]
    gold = np.eye(columns, dtype=np.float32)[[t.column for t in things]]
    dense = np.array([t.dense for t in things], dtype=np.float32)
    weights = np.zeros((len(names) + dense.shape[1], columns), dtype=np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = np.add.reduceat(weights[feats] * values, starts, axis=0) + dense @ weights[len(names) :]
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = (shares / shares.sum(axis=1, keepdims=True) - gold) * counts
        slope = np.vstack([np.add.reduceat(error[owners] * turned_values, edges, axis=0), dense.T @ error])
        slope += penalty * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return names, weights[: len(names)], weights[len(names) :]
