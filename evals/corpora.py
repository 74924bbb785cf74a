"""Figures on the corpora of ../shared, when that folder stands beside the checkout; nothing otherwise.

Nothing of a corpus is in this repository, and nothing is fitted to a split that is reported here. Each corpus has a
module of its own (polnear, plover, names, lgl) that prints all its figures; here are those the gate watches.
"""

from __future__ import annotations

from collections.abc import Iterator

from evals import SHARED, lgl, names, plover, polnear
from sitroom.lang import load_lang


def measure_corpora() -> Iterator[tuple[str, float]]:
    """(figure's name, value) for each corpus that is there."""
    if not (SHARED / "corpora").is_dir():
        print("no ../shared/corpora here: its figures are left out")
        return
    yield from _polnear()
    yield from _plover()
    yield "corpora.name_bench.f1", names.cross_validated(names.read_pairs())[0]
    found = lgl.measure("report")
    yield "corpora.lgl.acc161", found["lgl.acc161"]
    yield "corpora.lgl.country", found["lgl.country"]


def _polnear() -> Iterator[tuple[str, float]]:
    scorer = polnear.load_scorer()
    rows = polnear.read_rows("dev", None)
    predictions, _, _ = polnear.predict(rows, nested=False)
    figures = scorer.score({r["doc"]: (r["text"], r["attributions"]) for r in rows}, predictions)
    yield "corpora.polnear_dev.ar_d50", figures["AR_d50"]["F1"] / 100
    yield "corpora.polnear_dev.content_d50", figures["content_d50"]["F1"] / 100
    yield "corpora.polnear_dev.content_precision", figures["content_d50"]["P"] / 100
    for kind, values in figures["recall_by_type(d50, +source)"].items():
        yield f"corpora.polnear_dev.{kind}", values["content_and_source"] / 100


def _plover() -> Iterator[tuple[str, float]]:
    scorer = plover.load_scorer(SHARED)
    lang = load_lang("en")
    gsr, dev = SHARED / "corpora/plover/gsr.jsonl", SHARED / "corpora/petrarch/gsr-dev.jsonl"
    focal, _ = scorer.score(scorer.load(gsr), plover.run(gsr, lang, cameo=False), "plover", True)
    yield "corpora.gsr.first_type", focal["top1_accuracy"]
    yield "corpora.gsr.any_type", focal["hit_any"]
    yield "corpora.gsr.actor_country", focal["actor_country_acc"]
    yield "corpora.gsr.recipient_country", focal["recipient_country_acc"]
    whole, _ = scorer.score(scorer.load(dev), plover.run(dev, lang, cameo=True), "plover", False)
    yield "corpora.gsr_dev.f1", whole["f1"]
    yield "corpora.gsr_dev.quiet", 1 - whole["false_alarm_on_zero_event"]
