"""What each stage costs, as a ratio to the parse it stands on, beside textacy where that is installed.

    .venv/bin/python -m benchmarks.stages [--runs 3]
    pip install textacy==0.13.0        # in the same environment or a copy of it, for the peer's line

Reads the train texts of evals/gold. CPU seconds of this process, least of some runs, after a warm-up; memory is its
peak. Timings depend on the machine: compare ratios, and only within one run.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import resource
import time
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from evals.goldset import load_split
from sitroom.annotate.actors import find_actors
from sitroom.annotate.events import find_events
from sitroom.annotate.parse import load_model, parse
from sitroom.annotate.places import find_places
from sitroom.annotate.prior import Prior
from sitroom.annotate.statements import find_statements
from sitroom.annotate.times import find_times
from sitroom.clean.sections import label_sections
from sitroom.lang import load_lang
from sitroom.model import Page
from sitroom.ontology import load_ontology

if TYPE_CHECKING:
    from sitroom.model import Dossier

STAGES = ("sections", "parse", "times", "places", "actors", "statements", "events")


def timed_read(gold: Dossier) -> dict[str, float]:
    """CPU seconds of each stage on one text."""
    r = gold.report
    lang = load_lang(r.language or "")
    marks = [time.process_time()]

    def mark() -> None:
        marks.append(time.process_time())

    sections = label_sections(Page(text=gold.text, published=r.published, language=r.language), lang)
    mark()
    parsed = parse(gold.text, sections, lang.code)
    mark()
    prior = Prior(published=r.published, outlet=r.outlet, sections=sections)
    prior = replace(prior, times=find_times(parsed, r.published, lang))
    mark()
    prior = replace(prior, places=find_places(parsed, r.outlet, lang))
    mark()
    cast = find_actors(parsed, prior, lang)
    prior = replace(prior, actors=cast.actors, mentions=cast.mentions, references=cast.references)
    mark()
    prior = replace(prior, statements=find_statements(parsed, prior, lang))
    mark()
    find_events(parsed, prior, lang, load_ontology())
    mark()
    return dict(zip(STAGES, (b - a for a, b in itertools.pairwise(marks)), strict=True))


def measure(language: str, runs: int) -> tuple[dict[str, float], int]:
    """(least CPU seconds of each stage over all texts of a language, number of words)."""
    texts = [g for g in load_split("train") if g.report.language == language]
    for gold in texts[:1]:
        timed_read(gold)
    best: dict[str, float] = defaultdict(lambda: float("inf"))
    for _ in range(runs):
        total: dict[str, float] = defaultdict(float)
        for gold in texts:
            for stage, seconds in timed_read(gold).items():
                total[stage] += seconds
        best = defaultdict(lambda: float("inf"), {s: min(best[s], total[s]) for s in STAGES})
    return dict(best), sum(len(g.text.split()) for g in texts)


def textacy_seconds(language: str, runs: int) -> float | None:
    """CPU seconds of textacy's direct quotations over the same texts, on docs already parsed; None if not installed."""
    if importlib.util.find_spec("textacy") is None:
        return None
    from textacy.extract import direct_quotations  # type: ignore[import-not-found]

    docs = [load_model(language)(g.text) for g in load_split("train") if g.report.language == language]
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        for doc in docs:
            try:
                list(direct_quotations(doc))
            except ValueError:  # it gives up on a whole text for one stray quotation mark
                continue
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    for language in ("fr", "en"):
        best, words = measure(language, runs)
        peer = textacy_seconds(language, runs)
        share = f"{peer:.3f} s, {peer / best['parse']:.1%} of the parse" if peer else "not installed"
        print(f"{language}: {words} words, least of {runs} runs")
        for stage in STAGES:
            print(f"  {stage:12s} {best[stage]:7.3f} s  {best[stage] / best['parse']:6.1%} of the parse")
        whole = sum(best.values())
        print(f"  {'all':12s} {whole:7.3f} s  {words / whole:,.0f} words a second")
        print(f"  textacy quotations: {share}")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (both languages)")


if __name__ == "__main__":
    main()
