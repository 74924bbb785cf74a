"""Lines of scraped pages against their gold in evals/lines: `python -m evals.lines [--split train] [--diff]`.

junk_f1    a line is junk when it is neither headline, body, byline, dateline nor live_time (as in evals.score)
body_kept  share of gold body lines that come out as body or headline: in others nothing is read any more
kind       share of lines with the very kind of the gold
--diff     every line of the train split that is wrong, with the reason the program gives. Never of the held-out one.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast, get_args

from evals.score import JUNK
from sitroom.clean.sections import label_sections
from sitroom.lang import load_lang
from sitroom.model import Page, SectionKind

FOLDER = Path(__file__).parent / "lines"
SPLITS = ("train", "heldout")
LANGUAGES = ("fr", "en")
READ = ("body", "headline")  # statements and events are looked for in these


class Told(NamedTuple):
    """A gold line and what the program makes of it."""

    page: str
    gold: SectionKind
    found: str
    reason: str
    text: str

    @property
    def wrong(self) -> bool:
        """Is it junk taken for report, or report taken for junk?"""
        return (self.gold in JUNK) != (self.found in JUNK) or (self.gold in READ and self.found not in READ)

    @property
    def lost(self) -> bool:
        """Is it a line of the report's body that nothing will be read in?"""
        return self.gold == "body" and self.found not in READ


def load_page(path: Path) -> tuple[str, list[SectionKind | None]]:
    """Text of a gold page and a kind for each of its lines, None for blank ones. Raises ValueError naming the line."""
    kinds: list[SectionKind | None] = []
    lines: list[str] = []
    for number, raw in enumerate(path.read_text("utf-8").rstrip("\n").split("\n"), 1):
        kind, tab, text = raw.partition("\t")
        if raw and (not tab or kind not in get_args(SectionKind) or not text.strip()):
            raise ValueError(f"{path}:{number}: expected `kind<TAB>text` with a kind of SectionKind")
        kinds.append(cast(SectionKind, kind) if raw else None)
        lines.append(text)
    return "\n".join(lines) + "\n", kinds


def read_page(path: Path) -> Iterator[Told]:
    """Every line of a gold page with the program's label. The pack is the one of the file's name."""
    text, kinds = load_page(path)
    code = path.stem[:2]
    labelled = label_sections(Page(text=text, language=code), load_lang(code))
    sections = {text.count("\n", 0, s.start): s for s in labelled}
    for number, (line, kind) in enumerate(zip(text.split("\n"), kinds, strict=False)):
        if kind is not None:
            found = sections[number]
            yield Told(path.stem, kind, found.kind, found.reason, line)


def figures(told: list[Told]) -> dict[str, float]:
    """Figures of some lines; see the module."""
    c: Counter[str] = Counter()
    for line in told:
        c["gold"] += line.gold in JUNK
        c["found"] += line.found in JUNK
        c["right"] += line.gold in JUNK and line.found in JUNK
        c["body"] += line.gold == "body"
        c["lost"] += line.lost
        c["kind"] += line.gold == line.found
    return {
        "junk_f1": 2 * c["right"] / max(1, c["gold"] + c["found"]),
        "body_kept": 1 - c["lost"] / max(1, c["body"]),
        "kind": c["kind"] / max(1, len(told)),
    }


def measure_lines() -> Iterator[tuple[str, float, int]]:
    """(figure's name, value, number of lines) for each split and language, for the gate."""
    for split in SPLITS:
        for code in LANGUAGES:
            told = [line for path in sorted((FOLDER / split).glob(f"{code}-*.txt")) for line in read_page(path)]
            for name, value in figures(told).items():
                yield f"lines.{split}.{code}.{name}", value, len(told)


def main(arguments: list[str] | None = None) -> int:
    """Print figures, and with --diff the wrong lines of the train split."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--split", choices=SPLITS)
    parser.add_argument("--diff", action="store_true", help="wrong lines of the train split")
    parser.add_argument("--kinds", action="store_true", help="with --diff: lines of a wrong kind too")
    options = parser.parse_args(arguments)
    for name, value, lines in measure_lines():
        if options.split in (None, name.split(".")[1]):
            print(f"{name:32s} {value:.3f}   ({lines} lines)")
    for path in sorted((FOLDER / "train").glob("*.txt")) if options.diff else ():
        for line in read_page(path):
            if line.wrong or (options.kinds and line.gold != line.found):
                mark = "LOST" if line.lost else "    "
                print(f"{mark} {line.page} {line.gold:9s} -> {line.found:9s} {line.text[:110]}   [{line.reason}]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
