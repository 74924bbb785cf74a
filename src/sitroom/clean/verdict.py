"""The last word on lines: the labels of rules and shape are weighed against everything that can be told of a line.

A softmax over kinds; weights are in data/verdict.tsv, one row a sign, one column a kind, learnt from our own labelled
pages by `python -m evals.verdict`, with words and folds that have not seen a page. A label is changed only where the
weights are sure, sentences of the report more surely than titles. Without weights the labels stay as they are.
Deliberately not here: words of any language; what is told of a line (clean/signs.py).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from math import exp
from pathlib import Path
from typing import NamedTuple

from sitroom.clean.draft import Draft, is_sure
from sitroom.clean.found import OUTLET, WHEN
from sitroom.clean.lines import FACT, Line
from sitroom.clean.signs import JUNK, RULE, Signs, see, signs_of
from sitroom.clean.wording import table_in
from sitroom.model import SectionKind

FILE = Path(__file__).parent.parent / "data" / "verdict.tsv"
# Kinds that have a column, the report's own first.
COLUMNS: tuple[SectionKind, ...] = (
    "body",
    "headline",
    "byline",
    "dateline",
    "promo",
    "ad",
    "form",
    "credit",
    "caption",
    "update",
    "other",
)
OWN = 4
# How likely furniture must be to take a sentence or a fact of the report, a heading from it; up to how likely furniture
# is given back; how likely a by-line or a date must be to take a line of body.
SENTENCE, HEADING, BACK, SIGNED = 0.9, 0.7, 0.3, 0.8
# The same for a sentence right behind a line of body: seldom does furniture begin there with a full stop.
BEHIND = 0.93
# What a pattern said is given up only where furniture is so unlikely; its by-lines and dates, where it is so likely.
GIVEN_UP, TAKEN = 0.25, 0.85
# Facts in a row, so many at least, are judged together: of the report, up to how likely they are furniture on average.
ROW, TOGETHER = 3, 0.93
# A kind gives way to another of its side that is so many times as likely; one that a pattern gave to furniture.
TIMES, FIRM = 1.5, 4.0
# Paragraphs of more words are left alone; a page with fewer lines of body is.
WORDS, BODIES = 40, 2
# Why a line is body that nothing else may say of it.
SETTLED = (
    "words of a video",
    "a line of a paragraph broken into lines",
    "cut short",
    "entry of a live page",
    "between sentences of the report",
    "a row of a table",
)
# Why a line is furniture that only its build tells.
BUILT = ("chapter of a video", "recurs in the text", "a note:", "number of a page", "marked as", "no words")
# So many signs are named as the reason.
NAMED = 3


class Verdict(NamedTuple):
    """A kind, how likely it is, and the signs that speak most for it against the label it takes the place of."""

    kind: SectionKind
    share: float
    signs: tuple[str, ...]


def weigh(draft: Draft) -> None:
    """Change the labels that the weights are sure are wrong. Every line must have a label."""
    weights = weights_in_file()
    if not weights or sum(draft.kind(n.number) == "body" for n in draft.lines) < BODIES:
        return
    told = signs_of(draft, see(draft.lines))
    shares = [shares_of(signs, weights) for signs in told]
    kept = _title(draft, shares)
    bodies = [n for n in range(len(draft.lines)) if draft.kind(n) == "body"]
    spared = _rows(draft, told, shares, bodies[0])
    chosen = [
        choose(draft, line, share, line.number in spared, bodies[0] < line.number < bodies[-1])
        for line, share in zip(draft.lines, shares, strict=True)
    ]
    for line, signs, share, new in zip(draft.lines, told, shares, chosen, strict=True):
        kind, reason = draft.labels[line.number] or ("other", "")
        if new == kind or (line.number == kept and new in JUNK):
            continue
        named = ", ".join(_telling(signs, weights, kind, new))
        draft.put(line, new, f"weighed anew ({share[COLUMNS.index(new)]:.0%}: {named}); was: {kind}, {reason}")


def choose(draft: Draft, line: Line, share: Sequence[float], spared: bool = False, within: bool = False) -> SectionKind:
    """The kind of a line by its label and the shares of kinds, in the order of COLUMNS.

    spared  it stands among facts in a row that are the report's
    within  it stands between lines of body
    """
    kind, reason = draft.labels[line.number] or ("other", "")
    if kind not in COLUMNS or _alone(draft, line, kind, reason):
        return kind
    junk, firm = sum(share[OWN:]), RULE.search(reason) is not None
    now = COLUMNS.index(kind)
    own = max(range(OWN), key=lambda n: share[n])
    rest = max(range(OWN, len(COLUMNS)), key=lambda n: share[n])
    if kind in JUNK:
        dated = reason.startswith((*WHEN, OUTLET))
        if spared and not dated:
            return "body"
        if junk < (GIVEN_UP if firm else BACK) and (not dated or COLUMNS[own] == "headline"):
            return COLUMNS[own]
        return COLUMNS[rest] if share[rest] > (FIRM if firm else TIMES) * share[now] and not dated else kind
    told = kind == "body" or FACT.search(line.look) is not None
    behind = told and line.stop and draft.kind(line.number - 1) == "body"
    bar = BEHIND if behind else SENTENCE if told else TAKEN if firm or _leads(draft, line) else HEADING
    if junk > bar and not spared:
        return COLUMNS[rest]
    if own > 1 and share[own] < SIGNED and (kind == "body" or (kind == "headline" and within)):
        return kind
    return COLUMNS[own] if share[own] > TIMES * share[now] else kind


def _rows(draft: Draft, told: Sequence[Signs], shares: Sequence[Sequence[float]], first: int) -> set[int]:
    """Lines that are facts of the report by the company they keep: rows of facts below its first line, of which no
    pattern knows anything, not right below links or an advertisement."""
    found: set[int] = set()
    row: list[int] = []
    for n in range(first + 1, len(draft.lines) + 1):
        if n < len(draft.lines) and _is_fact(draft, n, told[n]):
            row.append(n)
            continue
        likely = sum(sum(shares[m][OWN:]) for m in row) / max(1, len(row))
        if len(row) >= ROW and likely <= TOGETHER and draft.kind(row[0] - 1) not in ("promo", "ad", "form"):
            found.update(row)
        row = []
    return found


def _is_fact(draft: Draft, number: int, signs: Signs) -> bool:
    """Does the line hold a figure or a label, and has no pattern, no clock and no block of links spoken?"""
    kind, reason = draft.labels[number] or ("other", "")
    shaped = "fact" in signs or "label" in signs
    return shaped and kind != "live_time" and RULE.search(reason) is None and "block above" not in reason


def _leads(draft: Draft, line: Line) -> bool:
    """Does it stand between a line of the report and a paragraph, as subheadings do?"""
    below = line.number + 1
    paragraph = draft.kind(below) == "body" and is_sure(draft.lines[below])
    return paragraph and draft.kind(line.number - 1) == "body"


def _alone(draft: Draft, line: Line, kind: str, reason: str) -> bool:
    """Has something spoken that the weights know less of: markup, a pattern for words of the report, speech?"""
    if line.tag is not None and (line.heading or reason.startswith("marked as")):
        return True
    if kind != "body":
        return reason == "the title of the page" or reason.startswith(BUILT)
    if line.words > WORDS or RULE.search(reason) or reason.startswith(SETTLED):
        return True
    if line.speech or line.quoted or line.cited or line.says:
        return True
    below = line.number + 1
    return line.asks and below < len(draft.lines) and draft.lines[below].stop


def _title(draft: Draft, shares: Sequence[Sequence[float]]) -> int:
    """The likeliest of the headlines above the report: one is always left. Without any, the first line of the text, if
    it is body: titles may end in a full stop."""
    first = next((n.number for n in draft.lines if draft.kind(n.number) == "body"), 0)
    titles = [n for n in range(first) if draft.kind(n) == "headline"]
    return max(titles, key=lambda n: (shares[n][1], -n), default=0 if first == 0 else -1)


def shares_of(signs: Signs, weights: Mapping[str, Sequence[float]]) -> list[float]:
    """How likely each kind is, in the order of COLUMNS."""
    totals = [0.0] * len(COLUMNS)
    for name, value in signs.items():
        if (row := weights.get(name)) is not None:
            for column, weight in enumerate(row):
                totals[column] += value * weight
    most = max(totals)
    powers = [exp(total - most) for total in totals]
    return [power / sum(powers) for power in powers]


def _telling(signs: Signs, weights: Mapping[str, Sequence[float]], old: SectionKind, new: SectionKind) -> list[str]:
    """The signs that speak most for the new kind against the old one, the constant aside."""
    one, two = COLUMNS.index(new), COLUMNS.index(old)
    parts = [
        (-value * (weights[name][one] - weights[name][two]), name)
        for name, value in signs.items()
        if name in weights and name != "one"
    ]
    return [name for part, name in sorted(parts)[:NAMED] if part < 0]


@functools.cache
def weights_in_file() -> dict[str, tuple[float, ...]]:
    """Weights by sign (hundredths in the file), in the order of COLUMNS; none without a file."""
    return table_in(FILE, COLUMNS) if FILE.exists() else {}
