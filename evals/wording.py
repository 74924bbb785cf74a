"""Weights of words for src/sitroom/clean/wording.py: `python -m evals.wording`.

Learnt from our own gold only: evals/lines/train, evals/lines/examples.txt (loose lines: examples of patterns that the
weights made needless), the lines of evals/gold/train, the sentences of evals/sentences/train
(report), the examples of lang/xx/sections.toml. A softmax regression with a penalty on squares, full batches, no chance
in it: the same gold gives the same file. A feature counts that stands on at least two pages.
Titles of other reports are left out where no pattern knows them: only their place makes them junk.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np

from evals.lines import FOLDER, LANGUAGES, load_page
from evals.score import JUNK
from sitroom.clean.lines import Line, split_lines
from sitroom.clean.rules import rules_for
from sitroom.clean.shape import MENU_WORDS
from sitroom.clean.wording import FILE, KINDS, words_in
from sitroom.lang import load_lang
from sitroom.lang.schemas.sections import SectionPattern
from sitroom.model import SectionKind

HERE = Path(__file__).parent
TESTS = HERE.parent / "tests" / "clean"
# Words in a step of length, steps that are told apart.
STEP, LONGEST = 4, 8
STEPS, RATE, PENALTY = 250, 0.05, 0.6
PAGES = 2
# A feature whose weights all lie below this is left out of the file.
LEAST = 0.12
MARKS = re.compile(r"\{[^{}:]*: ([^{}]*)\}|\[[AR][\dAR,]* ([^\[\]]*)\]")


class Example(NamedTuple):
    """A line, its column, and the page (or the text) it stands on."""

    line: Line
    column: int
    page: str


def pages() -> Iterator[Example]:
    """Lines of evals/lines/train, without the titles of other reports that no pattern knows."""
    for path in sorted((FOLDER / "train").glob("*.txt")):
        text, kinds = load_page(path)
        rules = [rule for rule in rules_for(path.stem[:2]) if rule.entry.kind in JUNK]
        for line in split_lines(text, {}):
            kind = kinds[text.count("\n", 0, line.start)]
            title = kind == "promo" and not line.stop and line.words > MENU_WORDS
            placed = title and not any(rule.fits(line) for rule in rules)
            if kind not in (None, "live_time") and not placed:
                yield Example(line, column_of(kind), path.stem)


def others() -> Iterator[Example]:
    """Lines of the gold texts, sentences of the labelled items, examples of the patterns."""
    for path in sorted((HERE / "gold" / "train").glob("*.json")):
        raw = path.with_suffix(".txt").read_text("utf-8").split("\n")
        for section in json.loads(path.read_text("utf-8"))["sections"]:
            if section["kind"] not in ("live_time", "promo"):
                yield from examples(raw[section["line"] - 1], section["kind"], path.stem)
    for path in sorted((HERE / "sentences" / "train").glob("*.txt")):
        for number, raw_line in enumerate(path.read_text("utf-8").splitlines()):
            if raw_line[:2] in ("+ ", "- ", "~ "):
                plain = MARKS.sub(r"\1\2", MARKS.sub(r"\1\2", raw_line[2:]))
                yield from examples(plain, "body", f"{path.stem}:{number}")
    text, kinds = load_page(FOLDER / "examples.txt")
    for number, (raw_line, kind) in enumerate(zip(text.splitlines(), kinds, strict=True)):
        if kind is not None:
            yield from examples(raw_line, kind, f"example {number}")
    for name in ("body", "junk"):
        for texts in tomllib.loads((TESTS / f"{name}.toml").read_text("utf-8")).values():
            for number, text in enumerate(texts):
                yield from examples(text, "body" if name == "body" else "other", f"{name}:{number}")
    for page in tomllib.loads((TESTS / "pages.toml").read_text("utf-8"))["page"]:
        for kind, text in (row.split(" ", 1) for row in page["lines"].splitlines() if row.strip()):
            if kind not in ("live_time", "promo"):
                yield from examples(text, kind, page["id"])
    for code in LANGUAGES:
        for entry in load_lang(code).table(SectionPattern):
            for text in entry.yes if entry.kind in JUNK else ():
                yield from examples(text, entry.kind, f"{code}.{entry.id}")
            for text in entry.no:
                yield from examples(text, "body", f"{code}.{entry.id}")


def examples(text: str, kind: SectionKind, page: str) -> Iterator[Example]:
    """The lines of a text as examples of one kind."""
    for line in split_lines(text, {}):
        yield Example(line, column_of(kind), page)


# Names that our examples use again and again: learnt, so that nothing else is blamed for them, but not in the file.
INVENTED = frozenset(
    [
        "malon",
        "ilse",
        "marant",
        "jan",
        "pol",
        "vera",
        "namur",
        "holm",
        "northern",
        "northe",
        "courier",
        "courie",
        "odile",
        "lorne",
        "detroit",
        "detroi",
        "tessaro",
        "tessar",
        "korsava",
        "korsav",
        "adrar",
    ]
)


def column_of(kind: SectionKind) -> int:
    """The column that a kind is learnt in."""
    known = {"headline": "body", "byline": "body", "dateline": "body", "update": "other", "prompt": "other"}
    return KINDS.index(cast(SectionKind, known.get(kind, kind)))


def features(line: Line) -> Iterator[str]:
    """The words of a line, and its length and shape beside them."""
    yield from words_in(line)
    yield f"length {min(LONGEST, line.words // STEP)}"
    yield "stop" if line.stop else "colon" if line.colon else "open"
    if line.look.isupper():
        yield "capitals"
    if line.mark:
        yield "mark"


def learn(given: Sequence[Example]) -> dict[str, Any]:
    """Weights by feature of the words."""
    found = [sorted(set(features(example.line))) for example in given]
    seen: dict[str, set[str]] = defaultdict(set)
    for example, names in zip(given, found, strict=True):
        for name in names:
            seen[name].add(example.page)
    index = {name: n for n, name in enumerate(sorted(name for name, on in seen.items() if len(on) >= PAGES))}
    rows = [[index[name] for name in names if name in index] for names in found]
    flat = np.array([n for row in rows for n in row], dtype=np.int64)
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    gold = np.eye(len(KINDS))[[example.column for example in given]]
    weights, bias = np.zeros((len(index), len(KINDS))), np.zeros(len(KINDS))
    first, second = np.zeros((len(index) + 1, len(KINDS))), np.zeros((len(index) + 1, len(KINDS)))
    for step in range(1, STEPS + 1):
        totals = np.tile(bias, (len(rows), 1))
        np.add.at(totals, owner, weights[flat])
        shares = np.exp(totals - totals.max(axis=1, keepdims=True))
        error = shares / shares.sum(axis=1, keepdims=True) - gold
        slope = np.zeros_like(weights)
        np.add.at(slope, flat, error[owner])
        whole = np.vstack([slope + PENALTY * weights, error.sum(axis=0)]) / len(rows)
        first, second = 0.9 * first + 0.1 * whole, 0.999 * second + 0.001 * whole * whole
        move = RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        weights, bias = weights - move[:-1], bias - move[-1]
    named = {name: weights[n] for name, n in index.items() if name[1] == "=" and INVENTED.isdisjoint(name[2:].split())}
    return {name: row for name, row in named.items() if np.abs(row).max() >= LEAST}


def write(weights: dict[str, Any]) -> None:
    """The file of weights, in hundredths, sorted."""
    rows = ["# Learnt by `python -m evals.wording` from our own gold. Weights in hundredths; see clean/wording.py."]
    rows.append("\t".join(["feature", *KINDS]))
    for name in sorted(weights):
        rows.append("\t".join([name, *(str(round(100 * float(cell))) for cell in weights[name])]))
    FILE.write_text("\n".join(rows) + "\n", "utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.parse_args(arguments)
    given = [*pages(), *others()]
    weights = learn(given)
    write(weights)
    print(f"{len(given)} lines, {len(weights)} features, {FILE.stat().st_size / 1e3:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
