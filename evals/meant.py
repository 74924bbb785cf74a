"""Weights for src/sitroom/annotate/actors/meant.py: `python -m evals.meant`.

Learnt from evals/gold/train, and the short texts of tests/annotate/actors/taken_up_*.txt: every description of one
person there, and whom of those spoken of before it means. `--folds` says how often gold texts that were left out get
gold's.
"""

from __future__ import annotations

import argparse
import functools
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from unittest.mock import patch

from evals.choice import Case, fit, folds, write
from evals.goldset import load_split
from evals.upstream import company_in, prior_of, prior_of_example
from sitroom.annotate.actors import described, which
from sitroom.annotate.actors.company import Company, Draft
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.meant import Option, meant, options
from sitroom.annotate.actors.spans import Found
from sitroom.annotate.prior import Prior
from sitroom.annotate.weights import best
from sitroom.model import Dossier, Mention
from tests.annotate.actors.test_taken_up import cases as shown
from tests.annotate.actors.test_taken_up import place

PENALTY = 8.0
TEXTS = 4  # that a feature is seen in
SHOWN = 0.5  # what an example counts


class Known:
    """Gold's actor of each mention of ours."""

    def __init__(self, gold: Dossier) -> None:
        self.gold = gold
        self.first: dict[str, int] = {}
        for m in sorted(gold.mentions, key=lambda m: m.start):
            if m.actor:
                self.first.setdefault(m.actor, m.start)

    def mention(self, company: Company, f: Found) -> Mention | None:
        """Gold's mention with the same words or the same noun, or None."""
        line = company.lines[f.line]
        span = line.block.span(line.doc[f.start : f.end])
        same = [m for m in self.gold.mentions if m.start < span.end and span.start < m.end]
        exact = [m for m in same if (m.start, m.end) == (span.start, span.end)]
        if exact or not same:
            return exact[0] if exact else None
        root = line.block.span(line.doc[f.start : f.end].root)
        for m in same:
            tokens = line.block.tokens(m)
            if tokens is not None and line.block.span(tokens.root) == root:
                return m
        return None

    def actor(self, company: Company, draft: Draft, but: Found | None = None) -> str | None:
        """Whom most mentions of the draft are, but this one."""
        votes = Counter(
            m.actor
            for n in draft.numbers
            if company.found[n] is not but and (m := self.mention(company, company.found[n])) is not None and m.actor
        )
        return votes.most_common(1)[0][0] if votes else None


Judge = Callable[[Company, Found, Sequence[Option]], frozenset[int]]


def told(text: str, code: str, prior: Prior, judge: Judge) -> list[Case]:
    """The descriptions of a text that are weighed, each taken as `judge` says."""
    out: list[Case] = []

    def noted(company: Company, f: Found) -> Draft | None:
        ways = options(company, f)
        right = judge(company, f, ways)
        if right:
            out.append(Case("", [o.signs for o in ways], right))
        return ways[min(right)].draft if right else meant(company, f)

    with patch.object(described, "meant", noted):
        company_in(text, code, prior)
    return out


def of_text(gold: Dossier) -> list[Case]:
    """Those of a train text."""
    found = told(gold.text, gold.report.language or "", prior_of(gold), functools.partial(rights, Known(gold)))
    return [c._replace(text=gold.report.id) for c in found]


def rights(known: Known, company: Company, f: Found, ways: Sequence[Option | which.Option]) -> frozenset[int]:
    """The options that are gold's; none where gold says nothing, or those before are not whom gold means."""
    m = known.mention(company, f)
    if m is None or m.actor is None:
        return frozenset()
    right = frozenset(n for n, o in enumerate(ways) if o.draft and known.actor(company, o.draft, f) == m.actor)
    if right:
        return right
    return frozenset({0}) if known.first[m.actor] >= m.start else frozenset()


def examples() -> Iterator[Case]:
    """Those of the short texts that tests/annotate/actors/test_taken_up.py runs."""
    for code in ("fr", "en"):
        for n, (published, text, asked) in enumerate(shown(code)):
            where = {place(text, words): answers.split("|") for words, answers in asked}
            judge = functools.partial(as_shown, where)
            for case in told(text, code, prior_of_example(text, published), judge):
                yield case._replace(text=f"{code}:{n}", weight=SHOWN)


def as_shown(
    where: Mapping[tuple[int, int], Sequence[str]], company: Company, f: Found, ways: Sequence[Option | which.Option]
) -> frozenset[int]:
    """The options that are the example's answer."""
    line = company.lines[f.line]
    span = line.block.span(line.doc[f.start : f.end])
    answers = next((a for (start, end), a in where.items() if start < span.end and span.start < end), None)
    if answers is None:
        return frozenset()
    wanted = [set(fold(a).split()) for a in answers]
    right = frozenset(n for n, o in enumerate(ways) if o.draft and any(w <= called(o.draft) for w in wanted))
    return right or (frozenset({0}) if any(w <= set(fold(f.text).split()) for w in wanted) else frozenset())


def called(draft: Draft) -> set[str]:
    """All words of a draft's names and descriptions."""
    return {w for name in (draft.name, *draft.names, *(d.text for d in draft.described)) for w in fold(name).split()}


def cases() -> Iterator[Case]:
    """All of train, then the examples."""
    for gold in load_split("train"):
        yield from of_text(gold)
    yield from examples()


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on texts left out; write nothing")
    given = parser.parse_args(arguments)
    known = list(cases())
    if given.folds:
        judged = [(0 in c.right, best(c.options, w) in c.right) for c, w in folds(known, _fit, 8) if c.weight == 1]
        for name, new in (("of before", False), ("new", True)):
            right = [good for is_new, good in judged if is_new is new]
            print(f"{name}: {sum(right) / len(right):.3f} of {len(right)}")
        return 0
    print(f"{write('meant', _fit(known), 'python -m evals.meant')}: {len(known)} descriptions")
    return 0


def _fit(known: Sequence[Case]) -> dict[str, float]:
    return fit(known, PENALTY, TEXTS)


if __name__ == "__main__":
    sys.exit(main())
