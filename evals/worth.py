"""Weights for src/sitroom/annotate/actors/worth.py: `python -m evals.worth`.

Learnt from evals/gold/train alone: every description around a noun of the tables, and whether gold has a mention of
this noun there. `--folds` says how it does on texts that were left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from unittest.mock import patch

from evals.choice import Case, f1, fit, folds, write
from evals.goldset import load_split
from evals.upstream import company_in, prior_of
from sitroom.annotate.actors import nominals
from sitroom.annotate.actors.scene import Scene
from sitroom.annotate.actors.worth import LEAST, Outline, counts, settled, signs
from sitroom.annotate.weights import score
from sitroom.model import Dossier

PENALTY = 4.0
TEXTS = 2  # that a feature is seen in


def outlines(gold: Dossier) -> list[tuple[Scene, Outline]]:
    """Every description of a train text that is weighed."""
    out: list[tuple[Scene, Outline]] = []

    def noted(scene: Scene, outline: Outline) -> bool:
        out.append((scene, outline))
        return counts(scene, outline)

    with patch.object(nominals, "counts", noted):
        company_in(gold.text, gold.report.language or "", prior_of(gold))
    return out


def is_mention(gold: Dossier, scene: Scene, outline: Outline) -> bool:
    """Has gold a mention with these ends, or one of which this is the noun?"""
    block, doc = scene.line.block, scene.line.doc
    whole, noun = block.span(doc[outline.left : outline.right]), block.span(doc[outline.start : outline.end])
    for m in gold.mentions:
        if (m.start, m.end) == (whole.start, whole.end):
            return True
        tokens = block.tokens(m) if m.start < noun.end and noun.start < m.end else None
        if tokens is not None and outline.start <= tokens.root.i < outline.end:
            return True
    return False


def cases() -> Iterator[Case]:
    """The descriptions of all train texts: a mention (0) or none (1)."""
    for gold in load_split("train"):
        for scene, outline in outlines(gold):
            if settled(scene, outline) is not None:
                continue
            right = frozenset({0 if is_mention(gold, scene, outline) else 1})
            yield Case(gold.report.id, [signs(scene, outline), {}], right)


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on texts left out; write nothing")
    options = parser.parse_args(arguments)
    known = list(cases())
    if options.folds:
        told = [(0 in c.right, score(c.options[0], weights) > LEAST) for c, weights in folds(known, _fit)]
        print(f"F1 {f1(told):.4f} of {len(known)} descriptions")
        return 0
    print(f"{write('worth', _fit(known), 'python -m evals.worth')}: {len(known)} descriptions")
    return 0


def _fit(known: Sequence[Case]) -> dict[str, float]:
    return fit(known, PENALTY, TEXTS)


if __name__ == "__main__":
    sys.exit(main())
