"""Weights for src/sitroom/annotate/actors/acting.py: `python -m evals.acting`.

Learnt from evals/gold/train alone: every toponym with a country, and whether gold has a mention of a state there.
`--folds` says how it does on texts that were left out, beside the rules of states.py.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple
from unittest.mock import patch

from evals.choice import Case, f1, fit, folds, write
from evals.goldset import load_split
from evals.upstream import company_in, prior_of
from sitroom.annotate import actors
from sitroom.annotate.actors import acting as choice
from sitroom.annotate.actors.lexicon import Lexicon
from sitroom.annotate.actors.spans import Found, Line
from sitroom.annotate.weights import score
from sitroom.model import Dossier

PENALTY = 3.0
TEXTS = 2  # that a feature is seen in
FOLDS = 8


class Seen(NamedTuple):
    """A toponym that is weighed: where it stands in the text, what is told of it, whether the rules take it."""

    start: int
    end: int
    told: dict[str, float]
    rule: bool


def weighed(gold: Dossier) -> list[Seen]:
    """Every toponym of a train text that is weighed."""
    out: list[Seen] = []

    def noted(
        line: Line, lex: Lexicon, code: str, states: list[Found], named: Container[int], around: list[Found]
    ) -> list[Found]:
        places = choice.toponyms(line, lex, states, named)
        for place, told in zip(places, choice.signs(line, lex, code, places, around), strict=True):
            span = line.block.span(line.doc[place.start : place.end])
            out.append(Seen(span.start, span.end, told, bool(place.rule)))
        return states

    with patch.object(actors, "states_acting", noted):
        company_in(gold.text, gold.report.language or "", prior_of(gold))
    return out


def cases() -> Iterator[tuple[Case, bool]]:
    """The toponyms of all train texts: a state (0) or none (1); and whether the rules take it for one."""
    for gold in load_split("train"):
        kinds = {a.id: a.kind for a in gold.actors}
        states = {(m.start, m.end) for m in gold.mentions if kinds.get(m.actor or "") == "state"}
        for seen in weighed(gold):
            right = frozenset({0 if (seen.start, seen.end) in states else 1})
            yield Case(gold.report.id, [seen.told, {}], right), seen.rule


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on texts left out; write nothing")
    options = parser.parse_args(arguments)
    known = list(cases())
    if options.folds:
        rules = {id(case): rule for case, rule in known}
        told = [(case, weights) for case, weights in folds([case for case, _ in known], _fit, FOLDS)]
        new = f1([(0 in case.right, score(case.options[0], weights) > choice.LEAST) for case, weights in told])
        old = f1([(0 in case.right, rules[id(case)]) for case, _ in told])
        print(f"F1 {new:.4f} of {len(known)} toponyms, by rules {old:.4f}")
        return 0
    print(f"{write('acting', _fit([case for case, _ in known]), 'python -m evals.acting')}: {len(known)} toponyms")
    return 0


def _fit(known: Sequence[Case]) -> dict[str, float]:
    return fit(known, PENALTY, TEXTS)


if __name__ == "__main__":
    sys.exit(main())
