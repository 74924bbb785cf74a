"""Weights for src/sitroom/annotate/actors/whom.py: `python -m evals.whom`.

Learnt from the pronouns that are sources, addressees or parties in evals/gold/train, and from the short texts of
tests/annotate/actors/taken_up_*.txt. `--folds` says how often gold texts that were left out get gold's.
Pronouns of the English corpus GUM (588) taught nothing more: folds .88 with and without them.
"""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from unittest.mock import patch

from evals.choice import Case, fit, folds, write
from evals.goldset import load_split
from evals.meant import Known, called
from evals.upstream import company_in, prior_of, prior_of_example
from sitroom.annotate.actors import pronouns
from sitroom.annotate.actors.antecedents import Antecedents
from sitroom.annotate.actors.company import Company
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.pronouns import Answer, Place, find_references, resolve
from sitroom.annotate.actors.whom import Option, options
from sitroom.annotate.prior import Prior
from sitroom.annotate.weights import best
from sitroom.model import Dossier, Span
from tests.annotate.actors.test_taken_up import cases as shown
from tests.annotate.actors.test_taken_up import place as where_is

PENALTY = 3.0
TEXTS = 3  # that a feature is seen in
SHOWN = 0.5  # what an example counts

Judge = Callable[[Company, Span, Sequence[Option]], frozenset[int]]


def told(text: str, code: str, prior: Prior, judge: Judge) -> list[Case]:
    """The pronouns of a text that are weighed, each taken as `judge` says."""
    out: list[Case] = []

    def noted(company: Company, candidates: Antecedents, place: Place) -> Answer | None:
        ways = options(company, candidates, place.line, place.start, place.pronoun)
        right = judge(company, place.line.block.span(place.line.doc[place.start : place.end]), ways)
        if right and len(ways) > 1:
            out.append(Case("", [o.signs for o in ways], right))
        draft = ways[min(right)].draft if right else None
        return (draft, 0.8, None) if draft is not None else resolve(company, candidates, place)

    with patch.object(pronouns, "resolve", noted):
        find_references(company_in(text, code, prior))
    return out


def of_text(gold: Dossier) -> list[Case]:
    """Those of a train text."""
    r = gold.report
    refs = [(x.start, x.end, x.actor) for s in gold.statements for x in (*s.sources, *s.addressees)]
    refs += [(x.start, x.end, x.actor) for e in gold.events for x in (*e.actors, *e.recipients)]
    known = Known(gold)
    meant = {end: actor for start, end, actor in reversed(refs) if end - start < 14}
    cache: dict[int, str | None] = {}

    def judge(company: Company, span: Span, ways: Sequence[Option]) -> frozenset[int]:
        if span.end not in meant:
            return frozenset()
        actor = meant[span.end]
        if actor is None:
            return frozenset({0})
        for o in ways:
            if o.draft is not None and id(o.draft) not in cache:
                cache[id(o.draft)] = known.actor(company, o.draft)
        return frozenset(n for n, o in enumerate(ways) if o.draft is not None and cache[id(o.draft)] == actor)

    return [c._replace(text=r.id) for c in told(gold.text, r.language or "", prior_of(gold), judge)]


def examples() -> Iterator[Case]:
    """Those of the short texts that tests/annotate/actors/test_taken_up.py runs."""
    for code in ("fr", "en"):
        for n, (published, text, asked) in enumerate(shown(code)):
            where = {where_is(text, words)[1]: answers.split("|") for words, answers in asked}
            for case in told(text, code, prior_of_example(text, published), functools.partial(as_shown, where)):
                yield case._replace(text=f"{code}:{n}", weight=SHOWN)


def as_shown(
    where: Mapping[int, Sequence[str]], company: Company, span: Span, ways: Sequence[Option]
) -> frozenset[int]:
    """The options that are the example's answer."""
    wanted = [set(fold(a).split()) for a in where.get(span.end, ())]
    return frozenset(n for n, o in enumerate(ways) if o.draft and any(w <= called(o.draft) for w in wanted))


def cases() -> Iterator[Case]:
    """All of train, then the examples."""
    for gold in load_split("train"):
        yield from of_text(gold)
    yield from examples()


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on texts left out; write nothing")
    given = parser.parse_args(arguments)
    known = list(cases())
    if given.folds:
        judged = [best(c.options, w) in c.right for c, w in folds(known, _fit, 8) if ":" not in c.text]
        print(f"{sum(judged) / len(judged):.3f} of {len(judged)}")
        return 0
    print(f"{write('whom', _fit(known), 'python -m evals.whom')}: {len(known)} pronouns")
    return 0


def _fit(known: Sequence[Case]) -> dict[str, float]:
    return fit(known, PENALTY, TEXTS)


if __name__ == "__main__":
    sys.exit(main())
