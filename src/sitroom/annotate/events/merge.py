"""From mentions to events: mentions of one happening become one event with every mention kept.

Each mention joins the happening of its type told before that it most likely speaks of, or is a new one: a learnt choice
over what is told of both (likeness.py; weights in data/merging.toml, made by `python -m evals.merging`). A mention that
names no party of its own ("the attack") is never a new one.
Deliberately not here: mentions of different types, which are different events by the manual.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sitroom.annotate.events.dating import day_of
from sitroom.annotate.events.drafts import Draft
from sitroom.annotate.events.likeness import FORCE, Group, collective, crossed, likeness, met, same_of
from sitroom.annotate.events.parties import Found
from sitroom.annotate.weights import best, weights_of
from sitroom.model import Event, EventMention, Modality, Party
from sitroom.ontology import Ontology

# The report's own word counts more than another's.
RANK: dict[str, int] = {"asserted": 0, "attributed": 1, "planned": 2, "conditional": 3, "denied": 4}
RECENT = 30  # happenings of one type a mention is compared with, the latest told


def merge(found: Sequence[Draft], ontology: Ontology) -> tuple[Event, ...]:
    """Events in order of their first mention."""
    return tuple(event(g, number, ontology) for number, g in enumerate(grouped(found), start=1))


def grouped(found: Sequence[Draft], weights: Mapping[str, float] | None = None) -> list[Group]:
    """The mentions of each happening, in order of the first one."""
    weights = weights_of("merging") if weights is None else weights
    groups: list[Group] = []
    kinds: dict[str, list[Group]] = {}
    for draft in in_order(found):
        near = homes(kinds.setdefault(draft.type, []), draft)
        at = best([*(likeness(g, draft, rank) for rank, g in enumerate(near)), {}], weights)
        if at < len(near):
            near[at].add(draft)
        elif not draft.bare or coming(draft):
            group = Group()
            group.add(draft)
            groups.append(group)
            kinds[draft.type].append(group)
    return groups


def in_order(found: Sequence[Draft]) -> list[Draft]:
    """Mentions by their place in the text."""
    return sorted(found, key=lambda d: (d.trigger.start, d.trigger.end))


def homes(groups: Sequence[Group], draft: Draft) -> list[Group]:
    """The happenings a mention may speak of, the latest first."""
    return [g for g in reversed(groups[-RECENT:]) if not apart(g, draft)]


def apart(group: Group, draft: Draft) -> bool:
    """Does the text itself say that they are two: two days, one deed more ("also hit a convoy"), the doer of one
    undergoing the other, or two meetings with one participant in common?"""
    if same_of(group.dates, draft.date) == "other":
        return True
    if draft.mutual and group.drafts[0].mutual:
        return not collective(draft) and elsewhere(group, draft)
    more = draft.more and not draft.pointing and not undergone(group, draft)
    return draft.type in FORCE and (more or crossed(group, draft))


def elsewhere(group: Group, draft: Draft) -> bool:
    """Do both name who met, and are they others?"""
    sides = (*group.parties("actors"), *group.parties("recipients")), (*draft.actors, *draft.recipients)
    return all(len(side) > 1 for side in sides) and met(*sides) < 2


def undergone(group: Group, draft: Draft) -> bool:
    """Is somebody who undergoes the one named as undergoing the other, by actor or word?"""
    known = {key for p in group.parties("recipients") for key in (p.actor, p.token.lemma_)} - {None}
    return any(p.actor in known or p.token.lemma_ in known for p in draft.recipients)


def coming(draft: Draft) -> bool:
    """A meeting that is fixed, told without its participants."""
    return draft.bare and draft.mutual and draft.type == "AGREE"


def event(group: Group, number: int, ontology: Ontology) -> Event:
    """The event of a group, its id in order of appearance."""
    drafts = group.drafts
    best = max(drafts, key=lambda d: (d.score, -d.trigger.start))
    modality: Modality = min((d.modality for d in drafts if not d.bare or coming(d)), key=lambda m: RANK[m])
    teller = next((d.attributed_to for d in drafts if d.modality == modality and (not d.bare or coming(d))), None)
    mode = next((d.mode for d in sorted(drafts, key=lambda d: -d.score) if d.mode), None)
    kind = ontology.get(group.type)
    mode = mode if kind.has_mode(mode) else None
    known = {c.id for c in ontology.context}
    background = all(d.background for d in drafts)
    detail = {"background": best.background} if background and best.background else {}
    if best.because:
        detail["modality"] = best.because
    date, sure = day_of([d.days for d in drafts])
    if date is not None and date not in group.dates:
        detail["date"] = f"not in its clause, {sure:.2f} likely"
    return Event(
        id=f"e{number}",
        type=group.type,
        mode=mode,
        contexts=tuple(sorted({c for d in drafts for c in d.contexts if c in known})),
        actors=listed(group.parties("actors")),
        recipients=listed(only(group.parties("recipients"), group.parties("actors"))),
        date=date,
        place=next((d.place for d in drafts if d.place), None),
        modality=modality,
        attributed_to=teller if modality != "asserted" else None,
        intensity=ontology.intensity(group.type, mode),
        mentions=tuple(mention(d) for d in drafts),
        rule=best.rule,
        score=best.score,
        detail=detail or None,
    )


def only(recipients: Sequence[Found], actors: Sequence[Found]) -> list[Found]:
    """Those to whom it is done who are none of its doers: nobody stands on both sides."""
    return [p for p in recipients if all(p.span != a.span and (p.actor is None or p.actor != a.actor) for a in actors)]


def mention(draft: Draft) -> EventMention:
    """As printed."""
    return EventMention(
        start=min(draft.clause.start, draft.trigger.start),
        end=max(draft.clause.end, draft.trigger.end),
        trigger_start=draft.trigger.start,
        trigger_end=draft.trigger.end,
    )


def listed(found: Sequence[Found]) -> tuple[Party, ...]:
    """Each party once, the first mention of it that is resolved, in text order; a bare country gives way to its
    people."""
    kept: dict[str, Found] = {}
    aimed = [p for p in found if not p.place]
    for party in aimed or found:
        key = party.actor or party.country or party.token.lower_
        if key not in kept:
            kept[key] = party
    named = {p.country for p in kept.values() if p.actor is not None and p.country}
    people = [p for p in kept.values() if p.actor is not None or p.token.pos_ == "NOUN"]  # "the army and the militia"
    chosen = people + [p for p in kept.values() if p not in people and p.country not in named]
    return tuple(p.party() for p in sorted(chosen, key=lambda p: (p.span.start, p.span.end)))
