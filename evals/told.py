"""Weights for src/sitroom/annotate/statements/told.py: `python -m evals.told`.

Learnt from evals/gold/train alone, read end to end: for every cue, which of its candidates gold has, or none of them.
`--folds` says how it does on texts that were left out, beside what the rules keep by themselves.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unittest.mock import patch

from evals.choice import Case, fit, folds, write
from evals.gate import read_again
from evals.goldset import load_split
from evals.matching import jaccard, words
from sitroom.annotate.parse import Parsed
from sitroom.annotate.prior import Prior
from sitroom.annotate.statements import collect
from sitroom.annotate.statements.drafts import Draft
from sitroom.annotate.statements.settle import candidates
from sitroom.annotate.statements.told import Candidate, cases, pick
from sitroom.lang import Lang
from sitroom.model import Dossier, Statement

PENALTY = 8.0
TEXTS = 2  # that a sign is seen in
ALIKE = 0.5  # Jaccard of contents, as in the score
NOTHING = (0.0,)


class Weighed(NamedTuple):
    """A case, and which option the rules by themselves would take."""

    case: Case
    kept: int


def weighed(gold: Dossier, drafts: list[Draft], parsed: Parsed, prior: Prior, code: str) -> Iterator[Weighed]:
    """The cases of one text. Option 0 is no statement."""
    drafts, spans = candidates(drafts, parsed, prior)
    groups = [[c for _, c in group] for group in cases(drafts, spans, prior, code)]
    right: dict[tuple[int, int], None] = {}
    for statement in gold.statements:
        fits = [(_fit_of(gold, statement, c), -g, n) for g, group in enumerate(groups) for n, c in enumerate(group)]
        best = max(fits, default=((0.0,), 0, 0))
        if best[0] > NOTHING:
            right |= {(-g, n): None for fit_of, g, n in fits if g == best[1] and fit_of > NOTHING}
    for g, group in enumerate(groups):
        if group[0].draft.hit is not None:
            found = frozenset(n + 1 for n in range(len(group)) if (g, n) in right) or frozenset({0})
            kept = next((n for n, c in enumerate(group, 1) if c.kept), 0)
            yield Weighed(Case(gold.report.id, [{}, *(c.signs for c in group)], found), kept)


def _fit_of(gold: Dossier, statement: Statement, candidate: Candidate) -> tuple[float, ...]:
    """How well a candidate is this statement: the rules' own first, then same cue and source, then like contents.
    NOTHING where the contents differ, or both cue and source do."""
    cue, contents = candidate.spans
    alike = jaccard(words(statement.contents, gold.text), words(contents, gold.text))
    draft = candidate.draft
    block = (draft.source_tree or draft.tree).block
    source = block.chars(draft.source.start, draft.source.end) if draft.source is not None else None
    same = statement.cue is not None and cue is not None and statement.cue.overlaps(cue)
    spoken = any(r.overlaps(source) for r in statement.sources) if source else not statement.sources
    return (1.0 + candidate.kept, same + spoken, alike) if alike >= ALIKE and (same or spoken) else NOTHING


def of_text(gold: Dossier) -> list[Weighed]:
    """The cases of a gold text, read end to end up to the statements."""
    out: list[Weighed] = []

    def noted(drafts: list[Draft], parsed: Parsed, prior: Prior, lang: Lang) -> tuple[Statement, ...]:
        out.extend(weighed(gold, drafts, parsed, prior, lang.code))
        return ()

    with patch.object(collect, "settle", noted):
        read_again(gold)
    return out


def report(known: Sequence[Weighed], learn: Sequence[tuple[Case, dict[str, float]]]) -> str:
    """What the choice adds to and takes from the rules' statements."""
    kept = {id(w.case): w.kept for w in known}
    counts: Counter[str] = Counter()
    for case, weights in learn:
        own = kept[id(case)]
        taken = pick(case.options[1:], own, weights)
        counts["rules"] += own > 0
        counts["rules right"] += own > 0 and own in case.right
        counts["taken"] += taken > 0
        counts["taken right"] += taken > 0 and taken in case.right
        counts["added"] += taken > 0 and own == 0
        counts["added right"] += taken > 0 and own == 0 and taken in case.right
        counts["dropped"] += own > 0 and taken == 0
        counts["dropped right"] += own > 0 and taken == 0 and own in case.right
    return ", ".join(f"{name} {n}" for name, n in sorted(counts.items()))


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on texts left out; write nothing")
    options = parser.parse_args(arguments)
    known = [w for gold in load_split("train") for w in of_text(gold)]
    if options.folds:
        print(report(known, list(folds([w.case for w in known], _fit))))
        return 0
    print(f"{write('told', _fit([w.case for w in known]), 'python -m evals.told')}: {len(known)} cues")
    return 0


def _fit(known: Sequence[Case]) -> dict[str, float]:
    return fit(known, PENALTY, TEXTS)


if __name__ == "__main__":
    sys.exit(main())
