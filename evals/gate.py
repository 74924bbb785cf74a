"""The evaluation gate: `python -m evals.gate` scores everything and fails when a figure falls under its floor.

    python -m evals.gate                 score all gold; with ../shared beside the checkout, its corpora too
    python -m evals.gate --texts         a line for each text of the train split
    python -m evals.gate --upstream      each stage with gold upstream instead of end to end
    python -m evals.gate --markdown      the README's table of our own gold, last
    python -m evals.gate --raise-floors  write today's figures (less a margin) as floors; never lowers one

Floors live in baseline.json. A floor goes down only by hand, in a commit that says why. Held-out texts are
scored in sum only: looking at single ones would spoil them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from evals.goldset import SPLITS, load_split
from evals.score import Counts, figures, score
from evals.upstream import read_upstream
from sitroom import pipeline
from sitroom.model import Dossier, Page

BASELINE = Path(__file__).parent / "baseline.json"
MARGIN = 0.005  # noise we allow before a figure counts as fallen
LANGUAGES = ("fr", "en")


def read_again(gold: Dossier) -> Dossier:
    """The program's own reading of a gold text, end to end."""
    r = gold.report
    return pipeline.read_page(
        Page(text=gold.text, title=r.title, outlet=r.outlet, published=r.published, language=r.language), r.id
    )


def measure(split: str, reader: Callable[[Dossier], Dossier], texts: bool) -> Iterator[tuple[str, float, int]]:
    """(figure's name, value, number of texts) for each language of a split."""
    sums: dict[str, Counts] = {code: Counter() for code in LANGUAGES}
    sizes: Counter[str] = Counter()
    for gold in load_split(split):
        counts = score(gold, reader(gold))
        code = gold.report.language or ""
        sums[code].update(counts)
        sizes[code] += 1
        if texts and split == "train":
            f = figures(counts)
            print(f"  {gold.report.id:28s}", *(f"{k.split('.')[0][:2]}.{k.split('.')[1]}={v:.2f}" for k, v in f.items()
                  if k.endswith(("_f1", "speaker", "resolved"))))  # fmt: skip
    for code in LANGUAGES:
        if sizes[code]:
            for name, value in figures(sums[code]).items():
                yield f"{split}.{code}.{name}", value, sizes[code]


def measure_sentences() -> Iterator[tuple[str, float, int]]:
    """(name, value, number of items) of held-out labelled sentences and dispatches; `quiet`: 1 less false alarms."""
    from evals.sentences import DISPATCHES, HOME, figures, measure

    for home in (HOME, DISPATCHES):
        for code in LANGUAGES:
            counts = measure("heldout", code, home=home)
            found = figures(counts)
            found["quiet"] = 1 - found.pop("false_alarm")
            for name, value in found.items():
                yield f"{home.name}.heldout.{code}.{name}", value, counts["items"]


# What the README shows: a figure's name here -> its name for people.
SHOWN = {
    "sections.junk_f1": "junk lines, F1",
    "sections.body_kept": "body lines kept",
    "mentions.exact_f1": "mentions, exact and typed, F1",
    "mentions.canonical": "canonical actor, of those",
    "mentions.country": "country of actors that are no states",
    "mentions.anonymous_f1": "anonymous sources, F1",
    "times.value_f1": "times, value F1",
    "places.exact_f1": "places, exact F1",
    "places.country": "country, of those",
    "statements.content_f1": "statements, content F1",
    "statements.speaker": "speaker as written, of those",
    "statements.resolved": "speaker resolved, of those",
    "statements.addressee": "addressee, where there is one",
    "events.type_f1": "events, type F1",
    "events.parties_f1": "with both parties, F1",
    "events.modality": "modality, of those with the type",
}


def markdown(found: dict[str, float]) -> str:
    """The README's table: held-out first, because train is what rules were written on."""
    columns = [f"{split}.{code}" for split in ("heldout", "train") for code in LANGUAGES]
    rows = ["| | held-out fr | held-out en | train fr | train en |", "|---|---|---|---|---|"]
    for name, words in SHOWN.items():
        values = [found.get(f"{column}.{name}") for column in columns]
        rows.append(f"| {words} | " + " | ".join("" if v is None else f"{v:.3f}".lstrip("0") for v in values) + " |")
    return "\n".join(rows)


def check(found: dict[str, float], floors: dict[str, float]) -> list[str]:
    """What fell under its floor, or is gone. A fresh clone has no corpora: `corpora.` figures may be absent."""
    out = []
    for name, floor in sorted(floors.items()):
        if name not in found:
            if not name.startswith("corpora."):
                out.append(f"{name}: has a floor of {floor:.3f} but was not measured")
        elif found[name] < floor - MARGIN:
            out.append(f"{name}: {found[name]:.3f} is under its floor of {floor:.3f}")
    return out


def main(arguments: list[str] | None = None) -> int:
    """Score, print, compare. Exit code 1 when a floor is broken."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--texts", action="store_true", help="a line for each text of the train split")
    parser.add_argument("--upstream", action="store_true", help="gold upstream of each stage")
    parser.add_argument("--no-corpora", action="store_true", help="leave ../shared/corpora out")
    parser.add_argument("--markdown", action="store_true", help="print the README's table, last")
    parser.add_argument("--raise-floors", action="store_true", help="write today's figures as floors")
    options = parser.parse_args(arguments)
    reader = read_upstream if options.upstream else read_again
    found: dict[str, float] = {}
    for split in SPLITS:
        for name, value, texts in measure(split, reader, options.texts):
            found[name] = value
            print(f"{name:44s} {value:.3f}   ({texts} texts)")
    if not options.upstream:
        for name, value, items in measure_sentences():
            found[name] = value
            print(f"{name:44s} {value:.3f}   ({items} items)")
    if not options.upstream:
        from evals.lines import measure_lines

        for name, value, lines in measure_lines():
            found[name] = value
            print(f"{name:44s} {value:.3f}   ({lines} lines)")
    if not options.no_corpora and not options.upstream:
        from evals.corpora import measure_corpora

        for name, value in measure_corpora():
            found[name] = value
            print(f"{name:44s} {value:.3f}")
    if options.markdown:
        print(markdown(found))
    if options.upstream:
        return 0
    floors: dict[str, float] = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    if options.raise_floors:
        raised = {name: max(floors.get(name, 0.0), round(value - MARGIN, 3)) for name, value in found.items()}
        BASELINE.write_text(json.dumps({**floors, **raised}, indent=1, sort_keys=True) + "\n")
        return 0
    broken = check(found, floors)
    print("\n".join(broken) if broken else f"evaluation gate: {len(floors)} floors hold")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
