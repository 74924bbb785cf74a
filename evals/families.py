"""Statements by rule family, and by how the gold sentence is built.

    python -m evals.families              both tables on our own gold, end to end
    python -m evals.families --polnear    and PolNeAR dev and train (English; ../shared beside the checkout)

First table: for each rule, over both languages or one, how many statements it made, the share whose content gold has
(precision), the share with the right source too, and the share of all gold statements it finds with the source
(its part of the recall). Held-out texts enter in sum only.
Second table: recall, content and source right, of gold statements by construction: what gold says of kind, cue,
position and nesting. A statement counts in one row of each group.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator

from evals.gate import read_again
from evals.goldset import SPLITS, load_split
from evals.score import sources_meet, statement_pairs
from sitroom.model import Dossier, Statement

Tally = Counter[tuple[str, str]]  # (row, what) -> count
RARE = 3  # rules that made fewer statements in all are summed up in one row


def family(rule: str) -> str:
    """fr.statement.clause_position -> clause_position."""
    return rule.rsplit(".", 1)[-1]


def constructions(gold: Dossier, statement: Statement) -> Iterator[str]:
    """The rows of the second table that a gold statement belongs to."""
    yield statement.kind
    line = next((s.kind for s in gold.sections if s.start <= statement.contents[0].start < s.end), "body")
    yield f"in a {line}" if line in ("headline", "subheading") else "in the body"
    if statement.within:
        yield "nested in another"
    if len(statement.contents) > 1:
        yield "content in pieces"
    if not statement.sources:
        yield "no source"
    yield place_of_cue(statement)


def place_of_cue(statement: Statement) -> str:
    """Where the cue stands: before, after or between the contents, or none (labels, turns, further paragraphs)."""
    cue = statement.cue
    if cue is None:
        return "no cue"
    if all(c.start >= cue.start for c in statement.contents):
        return "cue before"
    return "cue after" if all(c.end <= cue.end for c in statement.contents) else "cue between"


def tally(gold: Dossier, found: Dossier, rules: Tally, built: Tally) -> None:
    """Adds one text to both tables."""
    pairs = statement_pairs(gold, found)
    right = {f.id: sources_meet(g.sources, f.sources, gold.text) for g, f in pairs}
    got = {g.id for g, f in pairs if right[f.id]}
    for f in found.statements:
        row = family(f.rule)
        rules[row, "found"] += 1
        rules[row, "content"] += f.id in right
        rules[row, "source"] += right.get(f.id, False)
    for g in gold.statements:
        for row in constructions(gold, g):
            built[row, "gold"] += 1
            built[row, "source"] += g.id in got


def rule_table(rules: Tally, total: int) -> Iterator[str]:
    """Markdown rows, the most frequent rule first; rare ones together."""
    yield "| rule | found | content right | with source | share of recall |\n|---|---|---|---|---|"
    sums: Tally = Counter()
    for (row, what), n in rules.items():
        sums[row if rules[row, "found"] >= RARE else "(rarer ones)", what] += n
    names = sorted({row for row, _ in sums}, key=lambda r: (-sums[r, "found"], r))
    for row in names:
        n = sums[row, "found"]
        shares = (f"{100 * sums[row, what] / n:.0f} %" for what in ("content", "source"))
        yield f"| {row} | {n} | {' | '.join(shares)} | {100 * sums[row, 'source'] / total:.1f} |"


def built_table(built: Tally) -> Iterator[str]:
    """Markdown rows, in order of how many gold has."""
    yield "| gold statements that are | gold | found with source |\n|---|---|---|"
    for row in sorted({row for row, _ in built}, key=lambda r: (-built[r, "gold"], r)):
        yield f"| {row} | {built[row, 'gold']} | {100 * built[row, 'source'] / built[row, 'gold']:.0f} % |"


def measure(split: str, language: str | None, reader: Callable[[Dossier], Dossier]) -> tuple[Tally, Tally]:
    """Both tables of a split, in sum over its texts."""
    rules: Tally = Counter()
    built: Tally = Counter()
    for gold in load_split(split):
        if language in (None, gold.report.language):
            tally(gold, reader(gold), rules, built)
    return rules, built


def polnear(split: str) -> Iterator[str]:
    """The first table on a split of PolNeAR."""
    from evals.polnear import by_rule, load_scorer, predict, read_rows

    scorer, rows = load_scorer(), read_rows(split, 250 if split == "train" else None)
    gold = {r["doc"]: (r["text"], r["attributions"]) for r in rows}
    predictions, _, _ = predict(rows, nested=False)
    rules: Tally = Counter()
    for row, (n, content, source) in by_rule(scorer, gold, predictions).items():
        rules.update({(row, "found"): n, (row, "content"): content, (row, "source"): source})
    yield from rule_table(rules, scorer.score(gold, predictions)["n_gold"])


def main(arguments: list[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--lang", help="fr or en; both if left out")
    parser.add_argument("--polnear", action="store_true", help="PolNeAR dev and the first 250 articles of train too")
    options = parser.parse_args(arguments)
    for split in SPLITS:
        rules, built = measure(split, options.lang, read_again)
        print(f"\n== own gold, {split}\n")
        gold = sum(built[row, "gold"] for row in ("direct", "mixed", "indirect"))
        print("\n".join((*rule_table(rules, gold), "", *built_table(built))))
    for split in ("dev", "train") if options.polnear else ():
        print(f"\n== PolNeAR, {split}\n")
        print("\n".join(polnear(split)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
