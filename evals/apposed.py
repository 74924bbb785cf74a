"""Weights for src/sitroom/annotate/actors/apposed.py: `python -m evals.apposed`.

Learnt from evals/gold/train alone: every description with a name near it in its line, and whether gold gives both to
one actor, also where a rule of `binding` settles it. `--folds` says what texts that were left out get of the
descriptions no rule settles.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unittest.mock import patch

from evals import choice
from evals.goldset import load_split
from evals.meant import Known
from evals.upstream import company_in, prior_of
from sitroom.annotate import actors
from sitroom.annotate.actors.apposed import LEAST, options, weighed
from sitroom.annotate.weights import shares
from sitroom.model import Dossier

PENALTY = 2.0
TEXTS = 3  # that a feature is seen in


class Weighed(NamedTuple):
    """A description as a case; `open`: no rule settles it."""

    case: choice.Case
    open: bool


def of_text(gold: Dossier) -> Iterator[Weighed]:
    """Those of a train text."""
    with patch.object(actors, "beside", lambda *_: {}):
        company = company_in(gold.text, gold.report.language or "", prior_of(gold))
    known = Known(gold)
    told = [known.mention(company, f) for f in company.found]
    for number, f in enumerate(company.found):
        own = told[number]
        if own is None or not weighed(f):
            continue
        ways = options(company.lines[f.line], company.lex, company.found, company.by_line[f.line], number)
        if len(ways) < 2:
            continue
        named = ((n, told[o.name]) for n, o in enumerate(ways) if o.name is not None)
        right = frozenset(n for n, m in named if m is not None and m.actor == own.actor)
        case = choice.Case(gold.report.id, [o.signs for o in ways], right or frozenset({0}))
        yield Weighed(case, number not in company.bonds)


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on texts left out; write nothing")
    given = parser.parse_args(arguments)
    known = [w for gold in load_split("train") for w in of_text(gold)]
    cases = [w.case for w in known]
    if given.folds:
        left = {id(w.case) for w in known if w.open}
        judged = [(c, shares(c.options, w)) for c, w in choice.folds(cases, _fit, 8) if id(c) in left]
        joined = [(c, p.index(max(p))) for c, p in judged if max(p[1:]) > LEAST]
        right = sum(first in c.right for c, first in joined)
        there = sum(0 not in c.right for c, _ in judged)
        print(
            f"{len(judged)} that no rule settles, {there} beside a name: {len(joined)} joined, {right} of them rightly"
        )
        return 0
    print(f"{choice.write('apposed', _fit(cases), 'python -m evals.apposed')}: {len(known)} descriptions")
    return 0


def _fit(known: Sequence[choice.Case]) -> dict[str, float]:
    return choice.fit(known, PENALTY, TEXTS)


if __name__ == "__main__":
    sys.exit(main())
