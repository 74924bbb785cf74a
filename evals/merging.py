"""Weights for src/sitroom/annotate/events/merge.py: `python -m evals.merging` (three minutes).

Learnt from train reports and dispatches: which happening told before a mention of ours speaks of, by gold's mentions.
What gold does not have is better one mention more of a happening than an event of its own: it counts for joining any.
`--folds` says what texts that were left out get; writes nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from evals import before
from evals.before import Marks
from evals.choice import Case, fit, folds, write
from evals.gate import read_again
from evals.goldset import load_split
from evals.score import Counts, figures, score_events
from evals.sentences import DISPATCHES, read_items, score
from evals.sentences import figures as item_figures
from sitroom.annotate.events import find_drafts
from sitroom.annotate.events.drafts import Draft
from sitroom.annotate.events.likeness import Group, likeness
from sitroom.annotate.events.merge import coming, event, grouped, homes, in_order
from sitroom.annotate.prior import Prior
from sitroom.annotate.weights import best
from sitroom.lang import load_lang
from sitroom.ontology import load_ontology

PENALTY, TEXTS, STRAY = 20.0, 3, 0.8


class Told(NamedTuple):
    """A text and our mentions of events in it, in order, each with the number of gold's event."""

    name: str
    marks: Marks
    prior: Prior
    drafts: Sequence[Draft]
    numbers: Sequence[int | None]


def texts() -> Iterator[Told]:
    """Every train text where gold has all mentions of an event."""
    for name, code, parsed, prior, marks in before.texts(short=False):
        drafts = in_order(find_drafts(parsed, prior, load_lang(code)))
        yield Told(name, marks, prior, drafts, numbered(marks, drafts))


def numbered(marks: Marks, drafts: Sequence[Draft]) -> list[int | None]:
    """Gold's event of the same type at each mention's trigger, else the only one in its clause that no other mention
    stands at."""

    def at(draft: Draft, taken: set[tuple[int, int]]) -> list[int]:
        where = draft.trigger if not taken else draft.clause
        return [n for n, (type, _, mentions) in enumerate(marks) if type == draft.type
                and any(m.overlaps(where) and (n, m.start) not in taken for m in mentions)]  # fmt: skip

    found = [next(iter(at(d, set())), None) for d in drafts]
    met = {(n, m.start) for d, n in zip(drafts, found, strict=True) if n is not None
           for m in marks[n][2] if m.overlaps(d.trigger)}  # fmt: skip
    rest = [at(d, met | {(-1, -1)}) if n is None else [] for d, n in zip(drafts, found, strict=True)]
    return [more[0] if len(more) == 1 else n for n, more in zip(found, rest, strict=True)]


def cases(told: Told, weights: Mapping[str, float] | None = None) -> Iterator[Case]:
    """A case for each mention that has happenings of its type before it. Those are gold's, or with `weights` what these
    make of them, as they will be met."""
    kinds: dict[str, list[Group]] = {}
    marks: dict[int, set[int]] = {}
    for draft, number in zip(told.drafts, told.numbers, strict=True):
        groups = kinds.setdefault(draft.type, [])
        near = homes(groups, draft)
        options = [*(likeness(g, draft, rank) for rank, g in enumerate(near)), {}]
        right = frozenset(n for n, g in enumerate(near) if number in marks[id(g)])
        if near and number is not None:
            yield Case(told.name, options, right or frozenset({len(near)}))
        elif near and not draft.bare:
            yield Case(told.name, options, frozenset(range(len(near))), STRAY)
        at = best(options, weights) if weights is not None else min(right, default=len(near))
        if at == len(near):
            if draft.bare and (number is None or weights is not None) and not coming(draft):
                continue
            near.append(Group())
            groups.append(near[-1])
        near[at].add(draft)
        marks.setdefault(id(near[at]), set()).update({number} - {None})  # type: ignore[arg-type]


def learn(known: Sequence[Told]) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Weights for each text that have not seen it, and those of all; in two rounds, the second on happenings as the
    first put them together."""
    once = [c for t in known for c in cases(t)]
    unseen = {c.text: w for c, w in folds(once, _fit)}
    whole = _fit(once)
    twice = once + [c for t in known for c in cases(t, unseen.get(t.name, whole))]
    return {c.text: w for c, w in folds(twice, _fit)}, _fit(twice)


def _fit(known: Sequence[Case]) -> dict[str, float]:
    return fit(known, PENALTY, TEXTS)


def report(known: Sequence[Told]) -> None:
    """The figures of events of texts left out."""
    unseen, whole = learn(known)
    reports = {gold.report.id: gold for gold in load_split("train")}
    items = {item.name: item for code in ("fr", "en") for item in read_items(DISPATCHES / "train", code)}
    sums: dict[str, Counts] = {}
    for told in known:
        groups = grouped(told.drafts, unseen.get(told.name, whole))
        events = tuple(event(g, n, load_ontology()) for n, g in enumerate(groups, start=1))
        if gold := reports.get(told.name):
            counts = score_events(gold, read_again(gold).model_copy(update={"events": events}))
            sums.setdefault(gold.report.language or "", Counter()).update(counts)
        elif told.name in items:
            sums.setdefault(f"dispatches {told.name[:2]}", Counter()).update(
                score(items[told.name], events, told.prior)[0]
            )
    for code, counts in sorted(sums.items(), reverse=True):
        told_of = item_figures(counts) if "dispatches" in code else figures(counts)
        print(code, *(f"{k} {v:.3f}" for k, v in told_of.items() if "events." in k or "dispatches" in code))


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on texts left out; write nothing")
    given = parser.parse_args(arguments)
    known = list(texts())
    if given.folds:
        report(known)
    else:
        print(f"{write('merging', learn(known)[1], 'python -m evals.merging')}: {len(known)} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
