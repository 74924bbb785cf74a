"""Weights for src/sitroom/annotate/actors/inland.py: `python -m evals.inland`.

Learnt from evals/gold/train alone: for every actor of ours whose country nothing tells and one of whose mentions is
gold's, which of the report's countries gold gives it, or none.
`--folds` says how often texts that were left out get gold's country.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import sqrt

from evals.choice import Case, fit, share_right, write
from evals.goldset import load_split
from sitroom.annotate.actors import company_of
from sitroom.annotate.actors.bearings import Bearings
from sitroom.annotate.actors.company import Company, Draft
from sitroom.annotate.actors.inland import KINDS, undecided_in
from sitroom.annotate.parse import parse
from sitroom.annotate.places import find_places
from sitroom.annotate.prior import Prior
from sitroom.annotate.times import find_times
from sitroom.lang import load_lang
from sitroom.model import Dossier

MOST = 4  # mentions of an actor that count
PENALTY = 4.0


def cases() -> Iterator[Case]:
    """All actors of the train texts whose country is to be found: the countries, and none."""
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
            signs = bearings.of(draft)
            countries = [None, *sorted(signs)]
            country = told.most_common(1)[0][0] if told else None
            if told and country in countries:
                options = [bearings.classes(draft), *(signs[c] for c in countries if c)]
                right = frozenset({countries.index(country)})
                yield Case(r.id, options, right, sqrt(min(sum(told.values()), MOST)))


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


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on texts left out; write nothing")
    options = parser.parse_args(arguments)
    known = list(cases())
    if options.folds:
        print(f"{share_right(known, _fit):.3f} of {len(known)} actors")
        return 0
    print(f"{write('inland', _fit(known), 'python -m evals.inland')}: {len(known)} actors")
    return 0


def _fit(known: Sequence[Case]) -> dict[str, float]:
    return fit(known, PENALTY)


if __name__ == "__main__":
    sys.exit(main())
