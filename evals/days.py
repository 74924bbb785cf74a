"""Weights for src/sitroom/annotate/events/dating.py: `python -m evals.days`.

Learnt from evals/gold/train, for every event of ours that is gold's: which of the days its mentions may have been on is
gold's, or none; and from short reports of our own (evals/times/days.txt) on what gold has too seldom. `--folds` says
how often texts of the gold that were left out get gold's day, where gold gives one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from evals.choice import Case, fit, folds, write
from evals.goldset import load_split
from evals.hours import sections_of
from evals.score import day_told, event_pairs
from sitroom.annotate.actors import find_actors, with_sources
from sitroom.annotate.events import find_drafts
from sitroom.annotate.events.dating import NAME, Options, day_of
from sitroom.annotate.events.drafts import Draft
from sitroom.annotate.events.merge import event, grouped
from sitroom.annotate.parse import Parsed, parse
from sitroom.annotate.places import find_places
from sitroom.annotate.prior import Prior
from sitroom.annotate.statements import find_statements
from sitroom.annotate.times import find_times
from sitroom.lang import Lang, load_lang
from sitroom.model import Dossier
from sitroom.ontology import load_ontology

PENALTY, TEXTS = 1.0, 3
OWN = Path(__file__).parent / "times" / "days.txt"
UNDATED = 0.5  # what an event that gold leaves undated counts: often only nobody looked


def examples() -> Iterator[tuple[str, str, str | None, bool, list[Options]]]:
    """Text, language, gold's day, is it core?, and the days of each mention, of every event that is gold's."""
    ontology = load_ontology()
    for gold in load_split("train"):
        r, lang = gold.report, load_lang(gold.report.language or "")
        parsed = parse(gold.text, gold.sections, lang.code)
        prior, drafts = read(parsed, Prior(published=r.published, outlet=r.outlet, sections=gold.sections), lang)
        groups = grouped(drafts)
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


def read(parsed: Parsed, prior: Prior, lang: Lang) -> tuple[Prior, list[Draft]]:
    """The stages before events, and the mentions of events."""
    prior = replace(prior, times=find_times(parsed, prior.published, lang, prior.sections))
    prior = replace(prior, places=find_places(parsed, prior.outlet, lang))
    cast = find_actors(parsed, prior, lang)
    prior = replace(prior, actors=cast.actors, mentions=cast.mentions, references=cast.references)
    actors, statements = with_sources(prior.actors, find_statements(parsed, prior, lang), cast.nameless)
    prior = replace(prior, actors=actors, statements=statements)
    return prior, list(find_drafts(parsed, prior, lang))


def own() -> Iterator[Case]:
    """The acts of our own short reports, which tell their form, of which a draft was made. Raises ValueError."""
    for number, row in enumerate(OWN.read_text(encoding="utf-8").splitlines()):
        if not row.strip() or row.startswith("#"):
            continue
        head, body, told = (part.strip() for part in row.split(" | "))
        (code, published), text, at = head.split(" "), body.replace(" / ", "\n"), 0
        sections = sections_of(text)
        parsed = parse(text, sections, code)
        _, drafts = read(parsed, Prior(published=published, sections=tuple(sections)), load_lang(code))
        for item in told.split("; "):
            word, day = item.split(" = ")
            at = text.index(word, at)
            right = None if day == "none" else day
            for draft in drafts:
                if draft.trigger.start <= at < draft.trigger.end:
                    yield from cases(f"own-{number}", right, True, [draft.days])
                    break


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
    short = list(own())
    if not options.folds:
        path = write(NAME, learn([*(c for _, cs in found for c in cs), *short]), "python -m evals.days")
        print(f"{path}: {len(rows)} events, {len(short)} of our own")
        return 0
    by_case = {id(c): weights for c, weights in folds([*(c for _, cs in found for c in cs), *short], learn)}
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
