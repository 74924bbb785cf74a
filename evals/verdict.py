"""Weights of the last word on lines (src/sitroom/clean/verdict.py): `python -m evals.verdict [--folds]`.

Learnt from our own gold only: the pages of evals/lines/train and the sections of evals/gold/train. Each page is
labelled by the rules with words (clean/wording.py) that have not seen it, because words know their own pages too well.
Pages that the patterns were written on count less than those they have not seen; reports of the gold less still.
`--folds` measures on pages left out of both; run `python -m evals.wording` first when pages are new.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np

from evals import wording as words
from evals.lines import FOLDER, LANGUAGES, Told, figures, load_page
from evals.softmax import Thing, fit
from sitroom.clean import verdict, wording
from sitroom.clean.draft import Draft
from sitroom.clean.sections import label_by_rules
from sitroom.clean.signs import Signs, see, signs_of
from sitroom.clean.verdict import COLUMNS, FILE, weigh
from sitroom.lang import load_lang
from sitroom.model import Page, SectionKind

GOLD = Path(__file__).parent / "gold" / "train"
FOLDS, PENALTY, LEAST = 6, 4.0, 0.03
# How much a line of each kind of page counts. Pages from these numbers on were blind for the patterns.
UNSEEN, WEIGHTS = {"fr": 131, "en": 80}, {"unseen": 2.0, "pages": 1.0, "gold": 0.6}
# Pages that tell of the same things in the other language go into the same fold: number of the English one.
TWINS = {
    **{fr: fr - 51 for fr in range(131, 140)},
    **{fr: fr - 52 for fr in range(142, 161)},
    **{fr: fr - 52 for fr in range(161, 174)},
    **{fr: fr - 51 for fr in range(173, 185)},
    **{fr: fr - 52 for fr in range(186, 190)},
    191: 138,
    192: 139,
    **{fr: fr - 54 for fr in range(194, 198)},
    **{fr: fr - 50 for fr in range(201, 261)},
}


class Known(NamedTuple):
    """A labelled page: where it is from, its language, its fold's key, the draft of the rules, the signs and kinds of
    its lines."""

    source: str
    code: str
    key: str
    draft: Draft
    signs: list[Signs]
    gold: list[SectionKind]


def texts() -> Iterator[tuple[str, str, str, str, list[SectionKind | None]]]:
    """(source, name, language, text, kinds of its lines) of every labelled page."""
    for path in sorted((FOLDER / "train").glob("*.txt")):
        code, number = path.stem.split("-")
        yield ("unseen" if int(number) >= UNSEEN[code] else "pages", path.stem, code, *load_page(path))
    for path in sorted(GOLD.glob("*.json")):
        row, text = json.loads(path.read_text("utf-8")), path.with_suffix(".txt").read_text("utf-8")
        kinds: list[SectionKind | None] = [None] * len(text.split("\n"))
        for section in row["sections"]:
            kinds[section["line"] - 1] = section["kind"]
        yield "gold", path.stem, row["language"][:2], text, kinds


def key_of(name: str) -> str:
    """What decides on the fold of a page: its name, or that of its French twin."""
    twins = {f"en-{en}": f"fr-{fr}" for fr, en in TWINS.items()}
    return twins.get(name, name)


def known_pages() -> list[Known]:
    """Every labelled page, drafted by the rules with words that have not seen it."""
    given = [*words.pages(), *words.others()]
    pages = list(texts())
    keys = sorted({key_of(name) for _, name, *_ in pages})
    fold = {key: n % FOLDS for n, key in enumerate(keys)}
    out = []
    for k in range(FOLDS):
        learnt = words.learn([e for e in given if fold.get(key_of(e.page), -1) != k])
        table = {name: tuple(round(100 * float(cell)) / 100 for cell in row) for name, row in learnt.items()}
        with patch.object(wording, "weights_in_file", lambda table=table: table):
            for source, name, code, text, kinds in pages:
                if fold[key_of(name)] == k:
                    page = Page(text=text, language=code)
                    draft = label_by_rules(page, load_lang(code))
                    told = [kinds[text.count("\n", 0, line.start)] or "other" for line in draft.lines]
                    signs = signs_of(draft, see(draft.lines))
                    out.append(Known(source, code, key_of(name), draft, signs, told))
    return out


def learn(known: Sequence[Known]) -> dict[str, tuple[float, ...]]:
    """Weights by sign, as the file would have them."""
    things = [
        Thing(signs, COLUMNS.index(kind), page.key, (), WEIGHTS[page.source])
        for page in known
        for signs, kind in zip(page.signs, page.gold, strict=True)
        if kind in COLUMNS
    ]
    names, weights, _ = fit(things, len(COLUMNS), PENALTY)
    rows = {name: tuple(round(100 * float(cell)) / 100 for cell in weights[n]) for n, name in enumerate(names)}
    return {name: row for name, row in rows.items() if np.abs(row).max() >= LEAST}


def weighed(page: Known, weights: dict[str, tuple[float, ...]]) -> list[Told]:
    """The lines of a page with the label that these weights leave."""
    draft = Draft(page.draft.page, page.draft.lines, list(page.draft.labels))
    with (
        patch.object(verdict, "weights_in_file", lambda: weights),
        patch.object(verdict, "signs_of", lambda *_: page.signs),
        patch.object(verdict, "see", lambda _: []),
    ):
        weigh(draft)
    labels = [label or ("other", "") for label in draft.labels]
    return [
        Told(page.key, gold, label[0], label[1], line.look)
        for line, gold, label in zip(draft.lines, page.gold, labels, strict=True)
    ]


def ruled(page: Known) -> list[Told]:
    """The lines of a page with the labels of the rules."""
    return weighed(page, {})


def measure(known: Sequence[Known]) -> Iterator[tuple[str, str, list[Told], list[Told]]]:
    """(source, language, lines by rules alone, lines weighed) on pages left out."""
    keys = sorted({page.key for page in known})
    fold = {key: n % FOLDS for n, key in enumerate(keys)}
    found: dict[tuple[str, str], tuple[list[Told], list[Told]]] = {}
    for k in range(FOLDS):
        weights = learn([page for page in known if fold[page.key] != k])
        for page in known:
            if fold[page.key] == k:
                before, after = found.setdefault((page.source, page.code), ([], []))
                before += ruled(page)
                after += weighed(page, weights)
    for source in WEIGHTS:
        for code in LANGUAGES:
            yield source, code, *found.get((source, code), ([], []))


def write(weights: dict[str, tuple[float, ...]]) -> None:
    """The file of weights, in hundredths, sorted."""
    rows = ["# Learnt by `python -m evals.verdict` from our own gold. Weights in hundredths; see clean/verdict.py."]
    rows.append("\t".join(["sign", *COLUMNS]))
    for name in sorted(weights):
        rows.append("\t".join([name, *(str(round(100 * cell)) for cell in weights[name])]))
    FILE.write_text("\n".join(rows) + "\n", "utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Learn and write, or measure on pages left out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on pages left out; write nothing")
    parser.add_argument("--diff", action="store_true", help="with --folds: what is lost, every change for the worse")
    options = parser.parse_args(arguments)
    known = known_pages()
    if not options.folds:
        weights = learn(known)
        write(weights)
        print(f"{sum(len(p.gold) for p in known)} lines, {len(weights)} signs, {FILE.stat().st_size / 1e3:.0f} kB")
        return 0
    for source, code, before, after in measure(known):
        for name, told in (("rules", before), ("weighed", after)):
            row = "  ".join(f"{n} {value:.3f}" for n, value in figures(told).items())
            print(f"{source:7s} {code} {name:8s} {row}  ({len(told)} lines, {sum(t.lost for t in told)} of body lost)")
        for one, two in zip(before, after, strict=True) if options.diff else ():
            if two.lost or (two.wrong and not one.wrong):
                mark = "LOST" if two.lost else "    "
                print(f"{mark} {two.page} {two.gold} {one.found} -> {two.found}: {two.text[:80]}   [{two.reason}]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
