"""Whom an act answers that names nobody: what was told before it ("France deplored the raid", "the minister refused",
"officers fired tear gas"). Gold takes a recipient from the sentence before only where the text leaves no doubt.

Deliberately not here: parties within the sentence (roles.py, counterparts.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from sitroom.annotate.events.counterparts import alike
from sitroom.annotate.events.drafts import Draft
from sitroom.annotate.events.parties import Found

NEAR = 420  # characters back: the sentence before, or two
NEXT = 160  # characters ahead: the same sentence, or the next
FAR = 1500  # to a deed that is named by a noun of its type
REPLIES = frozenset({"ACCUSE", "REJECT", "SUPPORT", "THREATEN", "SANCTION", "REQUEST"})
JUDGES = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN", "ACCUSE", "REJECT", "REQUEST"})
KIND = frozenset({"AGREE", "CONCEDE", "RETREAT", "AID"})
PARLEYS = frozenset({"AGREE", "REQUEST", "SUPPORT", "AID"})  # what is said or given in a talk
REAL = frozenset({"asserted", "attributed"})


def answered(drafts: Sequence[Draft]) -> list[Draft]:
    """The mentions in text order, those without another side given the one they answer, where there is one."""
    told: list[Draft] = []
    ordered = sorted(drafts, key=lambda d: (d.trigger.start, d.trigger.end))
    for at, draft in enumerate(ordered):
        if draft.actors and not (draft.recipients or draft.bare or draft.mutual):
            following = ordered[at + 1 : at + 4]
            sides = aims(draft, following) if draft.type == "PROTEST" else other_side(draft, told, following)
            sides = sides or partners(draft, told) or completed(draft, following)
            draft = replace(draft, recipients=tuple(sides))
        told.append(draft)
    return told


def aims(draft: Draft, following: Sequence[Draft]) -> list[Found]:
    """Against whom a crowd is out: of whom it asks something, or whom it accuses, in the same breath ("marched to
    demand pay from the ministry")."""
    for one in following:
        told = one.trigger.within(draft.clause) or one.trigger.start - draft.trigger.end < NEXT
        if told and one.type in ("REQUEST", "ACCUSE", "THREATEN") and one.recipients:
            ours = not one.actors or any(alike(p, a) for p in one.actors for a in draft.actors)
            return list(one.recipients) if ours else []
    return []


def partners(draft: Draft, told: Sequence[Draft]) -> list[Found]:
    """With whom the actor has just talked ("spoke to his counterpart by telephone and offered air support")."""
    if draft.type not in PARLEYS:
        return []
    back = takewhile(lambda d: d.trigger.start > draft.trigger.start - NEXT, reversed(told))
    for one in (d for d in back if d.type == "CONSULT" and d.modality in REAL):
        sides = [*one.actors, *one.recipients]
        if any(alike(p, a) for p in sides for a in draft.actors):
            return [p for p in sides if not any(alike(p, a) for a in draft.actors)]
    return []


def completed(draft: Draft, following: Sequence[Draft]) -> list[Found]:
    """Who is accused by the rest of a judgment ("condemned the attack, holding the militia responsible"); who is helped
    because he asked for it ("sent two planes after Zagreb appealed for help")."""
    for one in following:
        if draft.type == one.type == "ACCUSE" and one.trigger.within(draft.clause):
            return list(one.recipients)
        if draft.type in ("AID", "AGREE") and one.type == "REQUEST" and one.helped and one.trigger.within(draft.clause):
            return strangers(draft, one)
    return []


def other_side(draft: Draft, told: Sequence[Draft], following: Sequence[Draft]) -> list[Found]:
    """Who did it to the actor is replied to; whose deed it was is judged; a crowd is what weapons against crowds are
    used on; an attack answers another where the text says so, or by who was attacked."""
    start = draft.trigger.start
    back = takewhile(lambda d: d.trigger.start > start - FAR, reversed(told))  # told is in text order
    far = [d for d in back if d.trigger.start < start]
    near = [d for d in far if d.trigger.start > start - NEAR and not d.mutual]
    if draft.type in JUDGES and draft.judged:
        judged = [d for d in far if d.type in draft.judged and d.modality in REAL]
        return next((strangers(draft, d) for d in judged if not another(draft, d, following)), [])
    if draft.type in REPLIES:
        for one in near:
            if one.type in DEEDS and any(alike(p, a) for p in one.recipients for a in draft.actors):
                return strangers(draft, one)
    if draft.type in JUDGES:
        deeds = KIND if draft.type == "SUPPORT" else (DEEDS | KIND) - {draft.type}  # nobody backs who attacks
        return next((s for d in near if d.type in deeds and (s := strangers(draft, d))), [])
    if draft.type == "ASSAULT":
        crowds = [d for d in near if d.type == "PROTEST" or (d.type == "ASSAULT" and struck_back(draft, d))]
        return next((s for d in crowds if (s := strangers(draft, d))), [])
    return []


def another(draft: Draft, one: Draft, following: Sequence[Draft]) -> bool:
    """Is the deed that is judged told with its own victims, who are not those of this earlier one?"""
    here = [d for d in following if d.type in draft.judged and d.trigger.within(draft.clause)]
    victims = [p for d in here for p in d.recipients]
    return bool(victims and one.recipients) and not any(alike(p, v) for p in one.recipients for v in victims)


def struck_back(draft: Draft, one: Draft) -> bool:
    """Does an attack without a victim answer an earlier one: in so many words, because its doers were attacked, or
    because soldiers, rebels and crowds that fight side by side in a text fight each other?"""
    ours, theirs = {p.arms for p in draft.actors}, {p.arms for p in one.actors}
    foes = bool(ours and theirs) and not ours & theirs and "" not in ours | theirs
    struck = any(alike(p, a) or (p.country and p.country == a.country) for p in one.recipients for a in draft.actors)
    return draft.reply or foes or struck


def strangers(draft: Draft, one: Draft) -> list[Found]:
    """The actors of another act, where none of them is on the side of this one's."""
    same = any(alike(p, a) for p in one.actors for a in draft.actors)
    return [] if same else list(one.actors)
