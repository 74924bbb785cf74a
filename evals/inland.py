"""Weights for src/sitroom/annotate/actors/inland.py: `python -m evals.inland`.

Learnt from evals/gold/train alone: for every actor of ours whose country nothing tells and one of whose mentions is
gold's, which of the report's countries gold gives it, or none. A softmax regression over the countries and "none", with
a penalty on squares, full batches, no chance in it: the same gold gives the same file.
`--folds` says how often texts that were left out get gold's country instead.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from evals.goldset import load_split
from sitroom.annotate.actors import company_of
from sitroom.annotate.actors.bearings import SIGNS, Bearings
from sitroom.annotate.actors.company import Company, Draft
from sitroom.annotate.actors.inland import FILE, KINDS, undecided_in
from sitroom.annotate.parse import parse
from sitroom.annotate.places import find_places
from sitroom.annotate.prior import Prior
from sitroom.annotate.times import find_times
from sitroom.lang import load_lang
from sitroom.model import Dossier

STEPS, RATE, PENALTY = 200, 0.12, 2.0
OFTEN = 3  # times a class must occur
MOST = 4  # mentions of an actor that count
FOLDS = 4


class Example(NamedTuple):
    """An actor, what speaks for each country, its classes, gold's country and how many mentions gold has of it."""

    text: str
    signs: dict[str, list[float]]
    classes: list[str]
    country: str | None
    mentions: int


def examples() -> Iterator[Example]:
    """All actors of the train texts whose country is to be found."""
    for gold in load_split("train"):
        r = gold.report
        lang = load_lang(r.language or "")
        parsed = parse(gold.text, gold.sections, lang.code)
        prior = Prior(published=r.published, outlet=r.outlet, sections=gold.sections)
        prior = replace(prior, times=find_times(parsed, r.published, lang))
        prior = replace(prior, places=find_places(parsed, r.outlet, lang))
        company = company_of(parsed, prior, lang)
        bearings = Bearings(company)
        for draft in undecided_in(company):
            told = _told(company, draft, gold)
            if told:
                country, _ = told.most_common(1)[0]
                yield Example(r.id, bearings.of(draft), bearings.classes(draft), country, sum(told.values()))


def _told(company: Company, draft: Draft, gold: Dossier) -> Counter[str | None]:
    """The countries gold gives those of the actor's mentions that it has, too."""
    by_span = {(m.start, m.end): gold.actor(m.actor) for m in gold.mentions}
    spans = []
    for n in draft.numbers:
        f = company.found[n]
        line = company.lines[f.line]
        spans.append(line.block.span(line.doc[f.start : f.end]))
    actors = (by_span.get((s.start, s.end)) for s in spans)
    return Counter(a.country for a in actors if a is not None and a.kind in KINDS)


def fit(rows: Sequence[Example]) -> tuple[Any, dict[str, float]]:
    """Weights of the signs, and of each class for no country."""
    rows = [r for r in rows if r.country is None or r.country in r.signs]
    often = Counter(c for r in rows for c in r.classes)
    names = sorted(c for c, n in often.items() if n >= OFTEN)
    column = {c: i for i, c in enumerate(names)}
    most = max(len(r.signs) for r in rows)
    signs = np.zeros((len(rows), most, len(SIGNS)))
    mask = np.full((len(rows), most + 1), -1e9)
    classes = np.zeros((len(rows), len(names)))
    right = np.zeros(len(rows), int)
    for i, r in enumerate(rows):
        countries = sorted(r.signs)
        mask[i, : len(countries) + 1] = 0
        for j, country in enumerate(countries):
            signs[i, j] = r.signs[country]
        for c in r.classes:
            if c in column:
                classes[i, column[c]] = 1
        right[i] = countries.index(r.country) + 1 if r.country is not None else 0
    weight = np.sqrt([min(r.mentions, MOST) for r in rows])
    pair = [np.zeros(len(SIGNS)), np.zeros(len(names))]
    means, squares = [np.zeros_like(w) for w in pair], [np.zeros_like(w) for w in pair]
    every = np.arange(len(rows))
    for step in range(1, STEPS + 1):
        score = np.concatenate([(classes @ pair[1])[:, None], signs @ pair[0]], axis=1) + mask
        share = np.exp(score - score.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        share[every, right] -= 1
        share *= weight[:, None]
        slopes = [np.einsum("rc,rcf->f", share[:, 1:], signs), share[:, 0] @ classes]
        for w, slope, mean, square in zip(pair, slopes, means, squares, strict=True):
            slope += PENALTY * w
            mean += 0.1 * (slope - mean)
            square += 0.01 * (slope * slope - square)
            w -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return pair[0], dict(zip(names, pair[1].tolist(), strict=True))


def guess(row: Example, weights: tuple[Any, dict[str, float]]) -> str | None:
    """The likeliest country, or none."""
    scores = {c: float(np.dot(weights[0], s)) for c, s in row.signs.items()}
    best = max(sorted(scores), key=scores.__getitem__, default=None)
    none = sum(weights[1].get(c, 0.0) for c in row.classes)
    return best if best is not None and scores[best] > none else None


def folds(rows: Sequence[Example]) -> float:
    """The share of mentions whose actor gets gold's country, or none, by weights that have not seen its text."""
    texts = sorted({r.text for r in rows})
    good = total = 0
    for k in range(FOLDS):
        out = set(texts[k::FOLDS])
        weights = fit([r for r in rows if r.text not in out])
        for r in rows:
            if r.text in out:
                good += r.mentions * (guess(r, weights) == r.country)
                total += r.mentions
    return good / max(1, total)


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on texts left out; write nothing")
    options = parser.parse_args(arguments)
    rows = list(examples())
    if options.folds:
        print(f"{folds(rows):.3f} of {sum(r.mentions for r in rows)} mentions")
        return 0
    signs, none = fit(rows)
    lines = ["# Made by `python -m evals.inland` from evals/gold/train; see src/sitroom/annotate/actors/inland.py.", ""]
    lines += ["[country]", *(f"{s} = {w:.2f}" for s, w in zip(SIGNS, signs, strict=True)), "", "[none]"]
    lines += [f'"{c}" = {w:.2f}' for c, w in sorted(none.items()) if abs(w) >= 0.05]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{FILE}: {len(rows)} actors")
    return 0


if __name__ == "__main__":
    sys.exit(main())
