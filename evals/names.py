"""How well are pairs of personal names told apart? The Person pairs of name_bench (../shared/corpora/names, MIT).

    .venv/bin/python -m evals.names

Two figures: F1 with the threshold chosen on four fifths of the pairs and scored on the fifth (five times, by whole
groups of pairs that share a name, so a name never helps to score itself), and the time of one pair, caches empty.
"""

from __future__ import annotations

import csv
import sys
import time
import zlib
from pathlib import Path

from sitroom.annotate import names

BENCH = Path(__file__).parent.parent.parent / "shared" / "corpora" / "names" / "name_bench.csv"
FOLDS = 5
Pair = tuple[str, str, bool]


def read_pairs(path: Path = BENCH) -> list[Pair]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["schema"] == "Person"]
    return [(r["name1"], r["name2"], r["is_match"] == "true") for r in rows]


def f1(scored: list[tuple[float, bool]], threshold: float) -> float:
    hits = sum(1 for s, y in scored if y and s >= threshold)
    wrong = sum(1 for s, y in scored if (s >= threshold) != y)
    return 2 * hits / (2 * hits + wrong) if hits else 0.0


def best_threshold(scored: list[tuple[float, bool]]) -> float:
    return max((k / 100 for k in range(30, 100)), key=lambda t: (f1(scored, t), -t))


def cross_validated(pairs: list[Pair]) -> tuple[float, list[float]]:
    """F1 over all pairs, each scored with a threshold chosen without its fold, and the thresholds."""
    scores = [names.similarity(a, b).score for a, b, _ in pairs]
    folds = [zlib.crc32(names.fold(b).encode()) % FOLDS for _, b, _ in pairs]
    hits = wrong = 0
    chosen = []
    for fold in range(FOLDS):
        rest = [(s, p[2]) for s, p, f in zip(scores, pairs, folds, strict=True) if f != fold]
        threshold = best_threshold(rest)
        chosen.append(threshold)
        for s, p, f in zip(scores, pairs, folds, strict=True):
            if f == fold:
                hits += p[2] and s >= threshold
                wrong += (s >= threshold) != p[2]
    return 2 * hits / (2 * hits + wrong), chosen


def microseconds(pairs: list[Pair], rounds: int = 3) -> float:
    """CPU time of one pair, the least of some rounds, with nothing remembered from the round before."""
    names.similarity("warm", "up")
    times = []
    for _ in range(rounds):
        for cached in (names.fold, names.parse, names.sound, names.word_likeness):
            cached.cache_clear()
        begin = time.process_time()
        for a, b, _ in pairs:
            names.similarity(a, b)
        times.append((time.process_time() - begin) / len(pairs) * 1e6)
    return min(times)


def main() -> int:
    if not BENCH.exists():
        print(f"{BENCH} is not there: nothing measured")
        return 0
    pairs = read_pairs()
    score, thresholds = cross_validated(pairs)
    print(f"name_bench, {len(pairs)} Person pairs: F1 {score:.3f}, {FOLDS}-fold; thresholds {thresholds}")
    print(f"{microseconds(pairs):.1f} microseconds a pair (CPU, caches empty)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
