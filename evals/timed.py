"""Times of our own short reports: `python -m evals.timed [-v] [FILE ...]`, files of evals/times/passages.

A row is "genre published | text": " / " parts lines; a line that begins with "# " is a headline, with "@" the hour of
an entry of a live page (of which nothing is marked). "[dimanche=2026-03-01]" is a time with its value, "~APPROX" behind
the value its mod, "?" no value. The name of a file begins with its language.

They were written with all values before the program ran on them. Figures: value F1 as in evals.score (overlapping span,
equal value). `-v` lists what differs; of files whose names end in "-unread" it never does.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from evals.matching import pair
from sitroom.annotate.parse import parse
from sitroom.annotate.times import find_times
from sitroom.lang import load_lang
from sitroom.model import Section, SectionKind, Timex, TimexType

FOLDER = Path(__file__).parent / "times" / "passages"
UNREAD = "-unread"
MARK = re.compile(r"\[([^\[\]=]+)=([^\[\]]+)\]")
HEADS: dict[str, SectionKind] = {"# ": "headline", "@": "live_time"}


class Passage(NamedTuple):
    """A short report and its times."""

    id: str
    language: str
    published: str
    text: str
    sections: Sequence[Section]
    times: Sequence[Timex]


def passages(path: Path) -> Iterator[Passage]:
    """The reports of one file, in its order. Raises ValueError for a row without "|"."""
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if row.strip() and not row.startswith("#"):
            head, body = row.split(" | ", 1)
            yield passage(f"{path.stem}-{number}", path.name[:2], head.split()[1], body)


def passage(name: str, language: str, published: str, body: str) -> Passage:
    """The report a row tells."""
    text, sections, times = "", [], []
    for line in body.split(" / "):
        start, kind = next(((s, k) for s, k in HEADS.items() if line.startswith(s)), ("", "body"))
        base, at, begun = len(text), len(start), len(text)
        for mark in MARK.finditer(line):
            text += line[at : mark.start()]
            times.append(marked(len(text), mark.group(1), mark.group(2)))
            text += mark.group(1)
            at = mark.end()
        text += line[at:]
        sections.append(Section(start=base, end=max(base + 1, len(text)), kind=kind, reason="own"))
        text += "\n" if len(text) > begun else ""
    return Passage(name, language, published, text, sections, times)


def marked(start: int, words: str, told: str) -> Timex:
    """The time of a mark; its type follows from its value."""
    value, _, mod = told.partition("~")
    return Timex(
        start=start,
        end=start + len(words),
        type=type_of(value),
        value=None if value == "?" else value,
        mod=mod or None,
        rule="own",
    )


def type_of(value: str) -> TimexType:
    """The TIMEX3 type of a value."""
    if value.startswith("XXXX"):
        return "SET"
    if re.match(r"P[T\dX]", value):
        return "DURATION"
    return "TIME" if "T" in value[:11] and not value.endswith("_REF") else "DATE"


def differences(one: Passage) -> tuple[Counter[str], list[str]]:
    """Counts of a report's times, and what differs in words."""
    found = find_times(
        parse(one.text, one.sections, one.language), one.published, load_lang(one.language), one.sections
    )
    heads = [s for s in one.sections if s.kind == "live_time"]
    found = tuple(t for t in found if not any(s.start <= t.start < s.end for s in heads))
    pairs = [
        (g, f)
        for g, f in pair(one.times, found, lambda g, f: shared(g, f) + (g.value == f.value), 0.01)
        if g.overlaps(f)
    ]
    counts = Counter({"gold": len(one.times), "found": len(found)})
    counts["right"] = sum(g.value == f.value for g, f in pairs)
    counts["mod"] = sum(g.value == f.value and g.mod == f.mod for g, f in pairs)
    rows = [f"{around(one, g)}: {g.value}, found {f.value} ({f.rule})" for g, f in pairs if g.value != f.value]
    taken = [t for both in pairs for t in both]
    rows += [f"{around(one, t)}: {t.value} missed" for t in one.times if t not in taken]
    rows += [f"{around(one, t)}: {t.value} is none ({t.rule})" for t in found if t not in taken]
    return counts, rows


def shared(a: Timex, b: Timex) -> float:
    """The share of their characters that two times have in common."""
    return max(0, min(a.end, b.end) - max(a.start, b.start)) / max(a.end - a.start, b.end - b.start, 1)


def around(one: Passage, time: Timex) -> str:
    """A time in its words."""
    text = one.text.replace("\n", " / ")
    before = one.text[max(0, time.start - 70) : time.start].replace("\n", " / ")
    return f"{one.id} {before}[{one.text[time.start : time.end]}]" + text[time.end : time.end + 30].replace("\n", " / ")


def main(arguments: list[str] | None = None) -> int:
    """Score the files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("-v", action="store_true", help="list what differs in files that may be read")
    options = parser.parse_args(arguments)
    for path in options.files or sorted(FOLDER.glob("*.txt")):
        total: Counter[str] = Counter()
        for one in passages(path):
            counts, rows = differences(one)
            total += counts
            if options.v and not path.stem.endswith(UNREAD):
                print(*rows, sep="\n", end="\n" if rows else "")
        f1 = 2 * total["right"] / max(1, total["gold"] + total["found"])
        print(f"{path.stem}: F1 {f1:.3f} of {total['gold']} ({total['found']} found, {total['right']} right)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
