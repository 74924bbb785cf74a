"""Weights for src/sitroom/annotate/actors/inland.py: `python -m evals.inland`.

Learnt from evals/gold/train alone: for every actor of ours whose country nothing tells and one of whose mentions is
gold's, which of the report's countries gold gives it, or none. Twice: by what stands around it (data/inland.toml)
and by how likely that makes the countries of those beside it, too (data/fellows.toml); the likelihoods the second is
learnt with come from weights that have not seen the text.
`--folds` says how often texts that were left out get gold's country, alone and beside others.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import sqrt
from typing import NamedTuple

from evals.choice import FOLDS, Case, fit, write
from evals.goldset import load_split
from sitroom.annotate.actors import company_of
from sitroom.annotate.actors.bearings import Bearings
from sitroom.annotate.actors.company import Company, Draft
from sitroom.annotate.actors.fellows import Fellows, Shares
from sitroom.annotate.actors.inland import KINDS, options_of, undecided_in
from sitroom.annotate.parse import parse
from sitroom.annotate.places import find_places
from sitroom.annotate.prior import Prior
from sitroom.annotate.times import find_times
from sitroom.annotate.weights import best, shares
from sitroom.lang import load_lang
from sitroom.model import Dossier

MOST = 4  # mentions of an actor that count
PENALTY = 4.0


class Undecided(NamedTuple):
    """One actor: the countries it may be of (None first), what is told of each, and what gold gives its mentions."""

    order: int
    countries: Sequence[str | None]
    rows: Sequence[Mapping[str, float]]
    told: Counter[str | None]


class Text(NamedTuple):
    """The undecided actors of one report."""

    name: str
    actors: Sequence[Undecided]
    fellows: Fellows


def texts() -> Iterator[Text]:
    """All train texts."""
    for gold in load_split("train"):
        r = gold.report
        lang = load_lang(r.language or "")
        parsed = parse(gold.text, gold.sections, lang.code)
        prior = Prior(published=r.published, outlet=r.outlet, sections=gold.sections)
        prior = replace(prior, times=find_times(parsed, r.published, lang))
        prior = replace(prior, places=find_places(parsed, r.outlet, lang))
        yield text_of(company_of(parsed, prior, lang), gold)


def text_of(company: Company, gold: Dossier) -> Text:
    """One report's undecided actors."""
    bearings, drafts = Bearings(company), undecided_in(company)
    actors = [Undecided(d.order, *options_of(bearings, d), _told(company, d, gold)) for d in drafts]
    return Text(gold.report.id, actors, Fellows(company, bearings, drafts))


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


def _case(text: Text, actor: Undecided, rows: Sequence[Mapping[str, float]]) -> Case | None:
    country = actor.told.most_common(1)[0][0] if actor.told else None
    if not actor.told or country not in actor.countries:
        return None
    right = frozenset({list(actor.countries).index(country)})
    return Case(text.name, rows, right, sqrt(min(sum(actor.told.values()), MOST)))


def learn_alone(known: Sequence[Text]) -> dict[str, float]:
    """Weights of what stands around an actor."""
    cases = (_case(text, actor, actor.rows) for text in known for actor in text.actors)
    return fit([c for c in cases if c is not None], PENALTY)


def learn_beside(known: Sequence[Text]) -> dict[str, float]:
    """Weights of that and of what others say; these are weighed by what is learnt from the other texts."""
    cases = []
    for k in range(FOLDS):
        out = known[k::FOLDS]
        alone = learn_alone([t for i, t in enumerate(known) if i % FOLDS != k])
        cases += [_case(t, a, rows) for t in out for a, rows in zip(t.actors, beside(t, alone), strict=True)]
    return fit([c for c in cases if c is not None], PENALTY)


def beside(text: Text, alone: Mapping[str, float]) -> list[list[dict[str, float]]]:
    """For each actor what is told of its countries, with what the others say."""
    first: dict[int, Shares] = {
        a.order: dict(zip(a.countries, shares(a.rows, alone), strict=True)) for a in text.actors
    }
    more = [text.fellows.signs(a.order, a.countries, first) for a in text.actors]
    return [
        [{**row, **signs} for row, signs in zip(a.rows, added, strict=True)]
        for a, added in zip(text.actors, more, strict=True)
    ]


def measure(known: Sequence[Text]) -> tuple[float, float, float]:
    """How often texts that were left out get gold's country: alone, beside others; and how many mentions of those."""
    right = [0.0, 0.0]
    total = 0.0
    for k in range(FOLDS):
        out, rest = known[k::FOLDS], [t for i, t in enumerate(known) if i % FOLDS != k]
        alone, weights = learn_alone(rest), learn_beside(rest)
        for text in out:
            for actor, rows in zip(text.actors, beside(text, alone), strict=True):
                chosen = actor.countries[best(actor.rows, alone)], actor.countries[best(rows, weights)]
                right = [n + actor.told[c] for n, c in zip(right, chosen, strict=True)]
                total += sum(actor.told.values())
    return right[0] / total, right[1] / total, total


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on texts left out; write nothing")
    options = parser.parse_args(arguments)
    known = list(texts())
    if options.folds:
        alone, weighed, total = measure(known)
        print(f"{weighed:.3f} of {total:.0f} mentions; {alone:.3f} without the others")
        return 0
    for name, weights in (("inland", learn_alone(known)), ("fellows", learn_beside(known))):
        print(f"{write(name, weights, 'python -m evals.inland')}: {sum(len(t.actors) for t in known)} actors")
    return 0


if __name__ == "__main__":
    sys.exit(main())
