"""Weights for src/sitroom/annotate/times/hours.py: `python -m evals.hours`.

Learnt from evals/gold/train and from short reports of our own (evals/times/hours.txt): for every hour or part of the
day told without a day, which of the days at hand is gold's. While a text is read, an hour has gold's day, so that one
mistake does not make the next. `--folds` says how often texts that were left out get gold's day instead.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from evals.choice import Case, fit, share_right, write
from evals.goldset import load_split
from sitroom.annotate.parse import Parsed, parse
from sitroom.annotate.times import LENT, find_times, lines_of
from sitroom.annotate.times.calendar import Date
from sitroom.annotate.times.grammar import load_grammar
from sitroom.annotate.times.hours import NAME, Signs
from sitroom.lang import load_lang
from sitroom.model import Section

OWN = Path(__file__).parent / "times" / "hours.txt"
PENALTY, TEXTS = 1.0, 3


class Text(NamedTuple):
    """A report with the values gold gives some of its times, by where they stand."""

    id: str
    language: str
    published: str
    parsed: Parsed
    sections: Sequence[Section]
    values: Mapping[tuple[int, int], str]


def texts() -> Iterator[Text]:
    """Train gold, then our own short reports."""
    for gold in load_split("train"):
        r, values = gold.report, {(t.start, t.end): t.value or "" for t in gold.times}
        parsed = parse(gold.text, gold.sections, r.language or "")
        yield Text(r.id, r.language or "", r.published or "", parsed, gold.sections, values)
    for number, row in enumerate(OWN.read_text(encoding="utf-8").splitlines()):
        if row.strip() and not row.startswith("#"):
            yield own_text(f"own-{number}", row)


def own_text(name: str, row: str) -> Text:
    """A line of our own file, which tells its form. Raises ValueError."""
    head, body, told = (part.strip() for part in row.split(" | "))
    text = body.replace(" / ", "\n")
    values: dict[tuple[int, int], str] = {}
    at = 0
    for item in told.split("; "):
        span, value = item.split(" = ")
        at = text.index(span, at)
        values[at, at + len(span)] = value
    sections = sections_of(text)
    code, published = head.split(" ")
    return Text(name, code, published, parse(text, sections, code), sections, values)


def sections_of(text: str) -> list[Section]:
    """The lines of one of our own reports."""
    sections, start = [], 0
    for line in text.split("\n"):
        sections.append(Section(start=start, end=start + len(line), kind="body", reason="own"))
        start += len(line) + 1
    return sections


def cases(text: Text) -> list[Case]:
    """The hours of a text for which gold has a day among those at hand. Not those that have a day beside them."""
    found: list[tuple[int, Case]] = []
    offsets = [offset for offset, _, _ in lines_of(text.parsed, text.sections)]
    length = len(" environ 3 heures")

    def choose(options: list[tuple[Date, Signs]], line: int, start: int) -> Date:
        at = offsets[line] + start
        value = next((v for (s, e), v in text.values.items() if s < at + length and at < e and at - s < length), "")
        right = frozenset(n for n, (day, _) in enumerate(options) if value.startswith(day.isoformat()))
        if right:
            found.append((at, Case(text.id, [signs for _, signs in options], right)))
        today = Date.fromisoformat(text.published[:10])
        last = next((day for day, signs in options if "step last" in signs), today)
        return options[min(right)][0] if right else last

    lang = load_lang(text.language)
    rules = (c.rule for c in load_grammar(lang).rules)
    lending = {f"{lang.code}.time.{r.id}" for r in rules if r.op in LENT or r.args.get("from") == "text"}
    times = find_times(text.parsed, text.published, lang, text.sections, choose)
    alone = {t.start for t in times if t.rule in lending}
    return [case for at, case in found if at in alone]


def learn(found: Sequence[Case]) -> dict[str, float]:
    """Weights by sign."""
    return fit(found, PENALTY, TEXTS)


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on texts left out; write nothing")
    options = parser.parse_args(arguments)
    found = [case for text in texts() for case in cases(text)]
    if not options.folds:
        print(f"{write(NAME, learn(found), 'python -m evals.hours')}: {len(found)} hours")
        return 0
    print(f"{share_right(found, learn):.3f} of {len(found)} hours")
    return 0


if __name__ == "__main__":
    sys.exit(main())
