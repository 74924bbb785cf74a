"""Weights for src/sitroom/annotate/actors/which.py: `python -m evals.which`.

Learnt from evals/gold/train, and the short texts of tests/annotate/actors/taken_up_*.txt: every description of a body
or of several there, and whom of those known it means.
`--folds` says how often texts that were left out get gold's, and how often the rules' proposals are gold's.
"""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from unittest.mock import patch

from evals import choice
from evals.goldset import load_split
from evals.meant import SHOWN, Known, as_shown, rights
from evals.upstream import company_in, prior_of, prior_of_example
from sitroom.annotate.actors import which
from sitroom.annotate.actors.company import Company, Draft
from sitroom.annotate.actors.spans import Found
from sitroom.annotate.actors.which import Option, options
from sitroom.annotate.prior import Prior
from sitroom.annotate.weights import best
from sitroom.model import Dossier
from tests.annotate.actors.test_taken_up import cases as shown
from tests.annotate.actors.test_taken_up import place

PENALTY = 8.0
TEXTS = 5  # that a feature is seen in


class Weighed(NamedTuple):
    """A description as a case, and which of its options the rules propose."""

    case: choice.Case
    rule: int


Judge = Callable[[Company, Found, Sequence[Option]], frozenset[int]]


def told(text: str, code: str, prior: Prior, judge: Judge) -> list[tuple[choice.Case, int]]:
    """The descriptions of a text that are weighed and what the rules propose, each taken as `judge` says."""
    out: list[tuple[choice.Case, int]] = []

    def noted(company: Company, f: Found, rule: Draft | None, way: str) -> Draft | None:
        ways = options(company, f, rule, way)
        right = judge(company, f, ways)
        proposed = next((n for n, o in enumerate(ways) if o.draft is rule), 0)
        if right:
            out.append((choice.Case("", [o.signs for o in ways], right), proposed))
        return ways[min(right)].draft if right else rule

    with patch.object(which, "chosen", noted):
        company_in(text, code, prior)
    return out


def of_text(gold: Dossier) -> list[Weighed]:
    """Those of a train text."""
    judge = functools.partial(rights, Known(gold))
    rows = told(gold.text, gold.report.language or "", prior_of(gold), judge)
    return [Weighed(case._replace(text=gold.report.id), rule) for case, rule in rows]


def examples() -> Iterator[Weighed]:
    """Those of the short texts that tests/annotate/actors/test_taken_up.py runs."""
    for code in ("fr", "en"):
        for n, (published, text, asked) in enumerate(shown(code)):
            where = {place(text, words): answers.split("|") for words, answers in asked}
            judge = functools.partial(as_shown, where)
            for case, rule in told(text, code, prior_of_example(text, published), judge):
                yield Weighed(case._replace(text=f"{code}:{n}", weight=SHOWN), rule)


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on texts left out; write nothing")
    given = parser.parse_args(arguments)
    known = [*(w for gold in load_split("train") for w in of_text(gold)), *examples()]
    cases = [w.case for w in known]
    if given.folds:
        proposed = {id(w.case): w.rule for w in known}
        judged = [(c, best(c.options, w)) for c, w in choice.folds(cases, _fit, 8)]
        for name, new in (("of before", False), ("new", True)):
            there = [(c, n) for c, n in judged if (0 in c.right) is new and c.weight == 1]
            learnt, ruled = (sum(n in c.right for c, n in there), sum(proposed[id(c)] in c.right for c, _ in there))
            print(f"{name}: {learnt / len(there):.3f} of {len(there)}; the rules {ruled / len(there):.3f}")
        return 0
    print(f"{choice.write('which', _fit(cases), 'python -m evals.which')}: {len(known)} descriptions")
    return 0


def _fit(known: Sequence[choice.Case]) -> dict[str, float]:
    return choice.fit(known, PENALTY, TEXTS)


if __name__ == "__main__":
    sys.exit(main())
