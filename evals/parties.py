"""Weights for src/sitroom/annotate/events/likely.py: `python -m evals.parties`.

Learnt from evals/gold/train and evals/sentences/train alone: for every mention of an act of ours that gold has, which
of the candidates near it is gold's other side, or nobody. `--folds` says how often texts that were left out get gold's.
"""

from __future__ import annotations

import argparse
import functools
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from unittest.mock import patch

from evals import sentences
from evals.choice import Case, fit, folds, write
from evals.gate import read_again
from evals.goldset import load_split
from evals.matching import same_actor
from evals.score import sides_meet
from sitroom.annotate import events
from sitroom.annotate.events.drafts import Draft
from sitroom.annotate.events.likely import EARLIER, LATER, Option, options
from sitroom.annotate.events.pool import Pool
from sitroom.annotate.events.scene import Scene
from sitroom.annotate.parse import parse
from sitroom.annotate.prior import Prior
from sitroom.annotate.weights import best
from sitroom.lang import load_lang
from sitroom.lang.schemas.events import Trigger
from sitroom.model import Actor, Dossier, Event, Party, Section, Span
from sitroom.ontology import load_ontology

PENALTY = 8.0
TEXTS = 5  # that a feature is seen in
REPEATED = 0.3  # an act told of several times need not name its other side each time
PARTLY = 0.5  # some of several sides
SHOWN = 0.3  # examples of the lexicon show what its rules do
EXPECTED = re.compile(r"(?:^| ; )(\w+) \S+ > (\S+)")

Found = list[tuple[Draft, list[Option]]]


def told(read: Callable[[], object]) -> Found:
    """The mentions of acts that a reading comes upon, with the candidates of each."""
    out: Found = []

    def noted(drafts: Sequence[Draft], scenes: Sequence[Scene]) -> list[Draft]:
        pool = Pool(scenes)
        ordered = sorted(drafts, key=lambda d: (d.trigger.start, d.trigger.end))
        for at, draft in enumerate(ordered):
            if not (draft.bare or draft.mutual):
                out.append(
                    (draft, options(draft, pool, [*ordered[max(0, at - EARLIER) : at], *ordered[at + 1 : at + LATER]]))
                )
        return ordered

    with patch.object(events, "settled", noted):
        read()
    return out


def cases() -> Iterator[Case]:
    """All mentions of acts in train texts and items that gold has, too."""
    for gold in load_split("train"):
        dossiers: list[Dossier] = []
        found = told(lambda gold=gold, dossiers=dossiers: dossiers.append(read_again(gold)))  # type: ignore[misc]
        for draft, ways in found:
            event = of_gold(gold, draft)
            if event is not None and (event.type != "CONSULT" or event.recipients):
                yield from case_of_report(gold, dossiers[0], event, ways)
    for code in ("fr", "en"):
        for item in sentences.read_items(sentences.HOME / "train", code):
            if item.doubtful or not item.events:
                continue
            for draft, ways in told(lambda item=item, code=code: sentences.events_of(item.text, code)):  # type: ignore[misc]
                yield from case_of_item(item, draft, ways)
    yield from examples()


def examples() -> Iterator[Case]:
    """The mentions of acts in the examples of the lexicon, read without the earlier stages as its test does."""
    for code in ("fr", "en"):
        lang = load_lang(code)
        for trigger in lang.table(Trigger):
            text = trigger.example
            wanted = {m[1]: m[2] for m in EXPECTED.finditer(trigger.expect)}
            section = Section(start=0, end=len(text), kind="body", reason="example")
            parsed, prior = parse(text, (section,), code), Prior(sections=(section,))
            for draft, ways in told(functools.partial(events.find_events, parsed, prior, lang, load_ontology())):
                side = wanted.get(draft.type, "*")
                right = frozenset(n for n, o in enumerate(ways) if shown_as(side, [p.party() for p in o.found], text))
                if right and side != "*":
                    yield Case(f"{code}-{trigger.id}.txt:", [o.signs for o in ways], right, SHOWN)


def shown_as(side: str, parties: Sequence[Party], text: str) -> bool:
    """Are these the parties of an example: country codes or words, "-" for nobody?"""
    names = [] if side == "-" else side.split("+")
    met = all(any(p.country == n or n.lower() in p.of(text).lower() for p in parties) for n in names)
    return met and len(parties) <= len(names)


def of_gold(gold: Dossier, draft: Draft) -> Event | None:
    """Gold's event at this trigger, else the only one of its type in this clause."""
    same = [e for e in gold.events if e.type == draft.type]
    here = [e for e in same if any(m.overlaps(draft.trigger) for m in e.mentions)]
    near = [e for e in same if any(m.overlaps(draft.clause) for m in e.mentions)]
    return here[0] if here else near[0] if len(near) == 1 else None


def case_of_report(gold: Dossier, found: Dossier, event: Event, ways: Sequence[Option]) -> Iterator[Case]:
    """Right are candidates that are gold's side itself. Who only shares its country counts neither way, unless nobody
    else is right."""
    fits = [n for n, o in enumerate(ways) if sides_meet(gold, event.recipients, found, [p.party() for p in o.found])]
    right = [n for n in fits if not ways[n].found or itself(gold, event, found, ways[n])]
    if fits:
        kept = [n for n in range(len(ways)) if n in right or n not in fits] if right else list(range(len(ways)))
        chosen = frozenset(kept.index(n) for n in (right or fits))
        yield Case(gold.report.id, [ways[n].signs for n in kept], chosen)
    elif len(event.mentions) > 1:
        yield Case(gold.report.id, [o.signs for o in ways], frozenset({0}), REPEATED)


def itself(gold: Dossier, event: Event, found: Dossier, way: Option) -> bool:
    """Is one of a candidate's parties gold's: by its words, its actor, or as a state body of the same country?"""

    def state(actor: Actor | None) -> bool:
        return actor is None or actor.kind == "state" or actor.sector == "government"

    def meet(side: Party, ours: Party, body: bool) -> bool:
        if side.overlaps(ours) or (side.actor and ours.actor and same_actor(gold, side.actor, found, ours.actor)):
            return True
        return bool(side.country and side.country == ours.country and body and state(gold.actor(side.actor)))

    return any(meet(side, p.party(), p.state) for side in event.recipients for p in way.found)


def case_of_item(item: sentences.Item, draft: Draft, ways: Sequence[Option]) -> Iterator[Case]:
    """Right are candidates whose words are gold's side; some of them count half, where no candidate has all."""
    same = [e for e in item.events if e.type == draft.type]
    at: list[Span] = [draft.trigger, draft.clause]
    here = [e for span in at for e in same if any(sentences.touch((span.start, span.end), t) for t in e.triggers)]
    if not here:
        return
    gold = here[0].recipients
    told = [[(p.span.start, p.span.end) for p in o.found] for o in ways]
    right = frozenset(n for n, side in enumerate(told) if sentences.same_side(gold, side))
    partly = frozenset(n for n, side in enumerate(told) if side and sentences.same_side(gold, side, whole=False))
    if right or partly:
        yield Case(item.name, [o.signs for o in ways], right or partly, 1.0 if right else PARTLY)


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on texts left out; write nothing")
    given = parser.parse_args(arguments)
    known = list(cases())
    if given.folds:
        told_whole = ((c, w) for c, w in folds(known, _fit) if c.weight == 1.0)
        judged = [(".txt:" in c.text, best(c.options, w) in c.right) for c, w in told_whole]
        for name, items in (("reports", False), ("items", True)):
            right = [good for is_item, good in judged if is_item is items]
            print(f"{name}: {sum(right) / len(right):.3f} of {len(right)} acts")
        return 0
    print(f"{write('parties', _fit(known), 'python -m evals.parties')}: {len(known)} acts")
    return 0


def _fit(known: Sequence[Case]) -> dict[str, float]:
    return fit(known, PENALTY, TEXTS)


if __name__ == "__main__":
    sys.exit(main())
