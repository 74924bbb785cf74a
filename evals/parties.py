"""Weights for src/sitroom/annotate/events/likely.py: `python -m evals.parties`.

Learnt from evals/gold/train and evals/sentences/train alone: for every mention of an act of ours that gold has, which
of the candidates near it did it, and to whom, or nobody. `--folds` says how often texts that were left out get gold's.
"""

from __future__ import annotations

import argparse
import functools
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple
from unittest.mock import patch

from evals import sentences
from evals.choice import Case, fit, folds, write
from evals.gate import read_again
from evals.goldset import load_split
from evals.matching import same_actor
from evals.score import sides_meet
from sitroom.annotate import events
from sitroom.annotate.events.drafts import Draft
from sitroom.annotate.events.likely import (
    EARLIER,
    LATER,
    Option,
    Side,
    decided,
    likeliest,
    open_to,
    options,
    own_of,
    to_come,
)
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
ITEM = 0.4  # a sentence by itself shows less than an act in its report: on unseen pages F1 .42 -> .43
PARTLY = 0.5  # some of several sides
SHOWN = 0.5  # examples of the lexicon show what its rules do
EXPECTED = re.compile(r"(?:^| ; )(\w+) (\S+) > (\S+)")


class Read(NamedTuple):
    """What our reading of a text comes upon, and what gold says of the candidates for a side of one of its acts."""

    name: str
    drafts: Sequence[Draft]  # in text order, with the sides that the rules give
    scenes: Sequence[Scene]
    judged: Callable[[Draft, Side, Sequence[Option]], Iterator[Case]]


def noted(read: Callable[[], object]) -> tuple[list[Draft], Sequence[Scene]]:
    """The mentions of acts that a reading comes upon, before their sides are settled."""
    out: list[tuple[list[Draft], Sequence[Scene]]] = []

    def note(drafts: Sequence[Draft], scenes: Sequence[Scene]) -> list[Draft]:
        out.append((sorted(drafts, key=lambda d: (d.trigger.start, d.trigger.end)), scenes))
        return out[-1][0]

    with patch.object(events, "settled", note):
        read()
    return out[-1] if out else ([], [])


def reads() -> Iterator[Read]:
    """Train reports and items, and the examples of the lexicon, read without the earlier stages as its test does."""
    for gold in load_split("train"):
        dossiers: list[Dossier] = []
        found = noted(lambda gold=gold, dossiers=dossiers: dossiers.append(read_again(gold)))  # type: ignore[misc]
        yield Read(gold.report.id, *found, functools.partial(case_of_report, gold, dossiers[0]))
    for code in ("fr", "en"):
        for item in sentences.train_items(code):
            if item.events and not item.doubtful:
                found = noted(functools.partial(sentences.events_of, item.text, code))
                yield Read(item.name, *found, functools.partial(case_of_item, item))
        lang = load_lang(code)
        for trigger in lang.table(Trigger):
            text = trigger.example
            section = Section(start=0, end=len(text), kind="body", reason="example")
            parsed, prior = parse(text, (section,), code), Prior(sections=(section,))
            found = noted(functools.partial(events.find_events, parsed, prior, lang, load_ontology()))
            yield Read(f"{code}-{trigger.id}.txt:", *found, functools.partial(case_of_example, trigger))


def cases(known: Sequence[Read], side: Side) -> Iterator[Case]:
    """All mentions of acts that gold has, too, as a choice of this side."""
    for read in known:
        pool = Pool(read.scenes)
        for at, draft in enumerate(read.drafts):
            if open_to(draft, side):
                beside = [*read.drafts[max(0, at - EARLIER) : at], *read.drafts[at + 1 : at + LATER]]
                for case in read.judged(draft, side, options(draft, pool, beside, side)):
                    yield case._replace(options=[named(side, o) for o in case.options])


def named(side: Side, signs: Mapping[str, float]) -> dict[str, float]:
    """The features of a side under its first letter, as the file has them."""
    return {f"{side[0]} {name}": x for name, x in signs.items()}


def acted(known: Sequence[Read], told: Sequence[Case]) -> list[Read]:
    """The texts with the actors that weights give which have not seen them: of these the other side is learnt."""
    unseen, whole = {c.text: w for c, w in folds(told, _fit)}, _fit(told)
    out = []
    for read in known:
        weights = own_of("actors", unseen.get(read.name, whole))
        pool, drafts = Pool(read.scenes), list[Draft]()
        for at, draft in enumerate(read.drafts):
            beside = [*drafts[-EARLIER:], *read.drafts[at + 1 : at + LATER]]
            if open_to(draft, "actors"):
                draft = decided(draft, "actors", likeliest(options(draft, pool, beside, "actors"), weights))
            drafts.append(draft)
        out.append(read._replace(drafts=drafts))
    return out


def case_of_example(trigger: Trigger, draft: Draft, side: Side, ways: Sequence[Option]) -> Iterator[Case]:
    """Right are the candidates that the entry expects."""
    text = trigger.example
    wanted = {m[1]: (m[2], m[3]) for m in EXPECTED.finditer(trigger.expect)}
    shown = wanted.get(draft.type, ("*", "*"))[side == "recipients"]
    right = frozenset(n for n, o in enumerate(ways) if shown_as(shown, [p.party() for p in o.found], text))
    if right and shown != "*":
        yield Case(f"{draft.scene.lexicon.code}-{trigger.id}.txt:", [o.signs for o in ways], right, SHOWN)


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


def case_of_report(gold: Dossier, found: Dossier, draft: Draft, side: Side, ways: Sequence[Option]) -> Iterator[Case]:
    """Right are candidates that are gold's side itself. Who only shares its country counts neither way, unless nobody
    else is right."""
    event = of_gold(gold, draft)
    if event is None or (event.type == "CONSULT" and not event.recipients):
        return
    wanted = event.actors if side == "actors" else event.recipients
    if side == "recipients" and to_come(draft) and not wanted:  # of a meeting gold has all as actors
        wanted = tuple(p for p in event.actors if not sides_meet(gold, (p,), found, [a.party() for a in draft.actors]))
    fits = [n for n, o in enumerate(ways) if sides_meet(gold, wanted, found, [p.party() for p in o.found])]
    right = [n for n in fits if not ways[n].found or itself(gold, wanted, found, ways[n])]
    if fits:
        kept = [n for n in range(len(ways)) if n in right or n not in fits] if right else list(range(len(ways)))
        chosen = frozenset(kept.index(n) for n in (right or fits))
        yield Case(gold.report.id, [ways[n].signs for n in kept], chosen)
    elif len(event.mentions) > 1:
        yield Case(gold.report.id, [o.signs for o in ways], frozenset({0}), REPEATED)


def itself(gold: Dossier, wanted: Sequence[Party], found: Dossier, way: Option) -> bool:
    """Is one of a candidate's parties gold's: by its words, its actor, or as a state body of the same country?"""

    def state(actor: Actor | None) -> bool:
        return actor is None or actor.kind == "state" or actor.sector == "government"

    def meet(side: Party, ours: Party, body: bool) -> bool:
        if side.overlaps(ours) or (side.actor and ours.actor and same_actor(gold, side.actor, found, ours.actor)):
            return True
        return bool(side.country and side.country == ours.country and body and state(gold.actor(side.actor)))

    return any(meet(side, p.party(), p.state) for side in wanted for p in way.found)


def case_of_item(item: sentences.Item, draft: Draft, side: Side, ways: Sequence[Option]) -> Iterator[Case]:
    """Right are candidates whose words are gold's side; some of them count half, where no candidate has all."""
    same = [e for e in item.events if e.type == draft.type]
    at: list[Span] = [draft.trigger, draft.clause]
    here = [e for span in at for e in same if any(sentences.touch((span.start, span.end), t) for t in e.triggers)]
    if not here:
        return
    gold = here[0].actors if side == "actors" else here[0].recipients
    prior = draft.scene.prior
    told = [[sentences.words_for(p.span, p.actor, prior) for p in o.found] for o in ways]
    right = frozenset(n for n, one in enumerate(told) if sentences.same_side(gold, one))
    partly = frozenset(n for n, one in enumerate(told) if one and sentences.same_side(gold, one, whole=False))
    if right or partly:
        yield Case(item.name, [o.signs for o in ways], right or partly, ITEM if right else ITEM * PARTLY)


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on texts left out; write nothing")
    given = parser.parse_args(arguments)
    known = list(reads())
    doers = list(cases(known, "actors"))
    others = list(cases(acted(known, doers), "recipients"))
    if given.folds:
        for side, told in (("actors", doers), ("recipients", others)):
            whole = [
                (".txt:" in c.text, best(c.options, w) in c.right)
                for c, w in folds(told, _fit)
                if c.weight in (1.0, ITEM)
            ]
            for name, items in (("reports", False), ("items", True)):
                right = [good for is_item, good in whole if is_item is items]
                print(f"{side} {name}: {sum(right) / len(right):.3f} of {len(right)} acts")
        return 0
    path = write("parties", _fit(doers) | _fit(others), "python -m evals.parties")
    print(f"{path}: {len(doers)} and {len(others)} acts")
    return 0


def _fit(known: Sequence[Case]) -> dict[str, float]:
    return fit(known, PENALTY, TEXTS)


if __name__ == "__main__":
    sys.exit(main())
