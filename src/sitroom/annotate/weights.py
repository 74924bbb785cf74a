"""Small learnt choices: weights by feature in data/<name>.toml, made by scripts in evals/ that use `evals.choice`.

A candidate is told by features with numbers; its score is their weighted sum, and softmax of the scores is how likely
it is the right one of its case. Features that the file does not have count nothing.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from math import exp, fsum
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"


def file_of(name: str) -> Path:
    """The file of a choice's weights."""
    return DATA / f"{name}.toml"


@functools.cache
def weights_of(name: str) -> Mapping[str, float]:
    """The weights of a choice, by feature."""
    return {k: float(v) for k, v in tomllib.loads(file_of(name).read_text(encoding="utf-8")).items()}


def score(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The weighted sum of what is told of a candidate, whatever order it is told in (sets have none of their own)."""
    return fsum(x * weights.get(name, 0.0) for name, x in features.items())


def best(options: Sequence[Mapping[str, float]], weights: Mapping[str, float]) -> int:
    """The number of the likeliest candidate, the first of equals. Raises ValueError without candidates."""
    return max(range(len(options)), key=lambda n: (score(options[n], weights), -n))


def shares(options: Sequence[Mapping[str, float]], weights: Mapping[str, float]) -> list[float]:
    """How likely each candidate is the right one; they add up to 1."""
    scores = [score(o, weights) for o in options]
    most = max(scores, default=0.0)
    powers = [exp(s - most) for s in scores]
    return [p / sum(powers) for p in powers]
