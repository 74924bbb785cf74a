"""Weights for src/sitroom/annotate/events/dating.py: `python -m evals.days`.

Learnt from evals/gold/train alone: for every event of ours that is gold's, which of the days its mentions may have been
on is gold's, or none. `--folds` says how often texts that were left out get gold's day, where gold gives one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evals.choice import Case, fit, folds, write
from evals.goldset import load_split
from evals.score import day_told, event_pairs
from sitroom.annotate.actors import find_actors, with_sources
from sitroom.annotate.events import find_drafts
from sitroom.annotate.events.dating import NAME, Options, day_of
from sitroom.annotate.events.merge import event, grouped
from sitroom.annotate.parse import parse
from sitroom.annotate.places import find_places
from sitroom.annotate.prior import Prior
from sitroom.annotate.statements import find_statements
from sitroom.annotate.times import find_times
from sitroom.lang import load_lang
from sitroom.model import Dossier
from sitroom.ontology import load_ontology

PENALTY, TEXTS = 2.0, 3
UNDATED = 0.5  # what an event that gold leaves undated counts: often only nobody looked


def examples() -> Iterator[tuple[str, str, str | None, bool, list[Options]]]:
    """Text, language, gold's day, is it core?, and the days of each mention, of every event that is gold's."""
    ontology = load_ontology()
    for gold in load_split("train"):
        r, lang = gold.report, load_lang(gold.report.language or "")
        parsed = parse(gold.text, gold.sections, lang.code)
        prior = Prior(published=r.published, outlet=r.outlet, sections=gold.sections)
        prior = replace(prior, times=find_times(parsed, r.published, lang, gold.sections))
        prior = replace(prior, places=find_places(parsed, r.outlet, lang))
        cast = find_actors(parsed, prior, lang)
        prior = replace(prior, actors=cast.actors, mentions=cast.mentions, references=cast.references)
        actors, statements = with_sources(prior.actors, find_statements(parsed, prior, lang), cast.nameless)
        prior = replace(prior, actors=actors, statements=statements)
        groups = grouped(find_drafts(parsed, prior, lang))
        found = Dossier(
            report=r,
            text=gold.text,
            sections=gold.sections,
            actors=prior.actors,
            mentions=prior.mentions,
            events=tuple(event(g, n, ontology) for n, g in enumerate(groups)),
        )
        for g, f in event_pairs(gold, found):
            core = bool((g.detail or {}).get("core", True))
            yield r.id, lang.code, day_told(g), core, [d.days for d in groups[found.events.index(f)].drafts]


def cases(text: str, day: str | None, core: bool, rows: Sequence[Options]) -> list[Case]:
    """One case a mention; the mentions of one event count together less than so many events."""
    weight = (1.0 if day else UNDATED) * (1.0 if core else 0.5) / len(rows) ** 0.5
    return [
        Case(text, [s for _, s in row], frozenset(n for n, (d, _) in enumerate(row) if d == day), weight)
        for row in rows
    ]


def learn(found: Sequence[Case]) -> dict[str, float]:
    """Weights by sign."""
    return fit(found, PENALTY, TEXTS)


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on texts left out; write nothing")
    options = parser.parse_args(arguments)
    rows = list(examples())
    found = [(row, cases(row[0], *row[2:])) for row in rows]
    if not options.folds:
        path = write(NAME, learn([c for _, cs in found for c in cs]), "python -m evals.days")
        print(f"{path}: {len(rows)} events")
        return 0
    by_case = {id(c): weights for c, weights in folds([c for _, cs in found for c in cs], learn)}
    for code in ("fr", "en"):
        told = [(row[2], day_of(row[4], by_case[id(cs[0])])[0]) for row, cs in found if row[1] == code and row[3]]
        dated, given = [(g, f) for g, f in told if g], [(g, f) for g, f in told if g and f]
        right = sum(g == f for g, f in given)
        rest = [f for g, f in told if not g]
        print(
            f"{code} found {right / max(1, len(dated)):.3f} of {len(dated)}, agreeing {right / max(1, len(given)):.3f};"
            f" {sum(map(bool, rest))} of {len(rest)} undated ones given a day"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
