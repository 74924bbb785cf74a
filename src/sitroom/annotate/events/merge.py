"""From mentions to events: mentions of one happening become one event with every mention kept.

Two mentions are one event when type and modality agree, no party, date or place contradicts, and at least one party
is the
same. A bare noun ("the attack") joins the last event of its type. Abstains (keeps two events) when in doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitroom.annotate.events.attribution import VERBAL
from sitroom.annotate.events.dating import day_of
from sitroom.annotate.events.drafts import Draft
from sitroom.annotate.events.parties import Found
from sitroom.model import Event, EventMention, Modality, Party
from sitroom.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

# The report's own word counts more than another's.
RANK: dict[str, int] = {"asserted": 0, "attributed": 1, "planned": 2, "conditional": 3, "denied": 4}
RECENT = 60  # happenings of one type a mention is compared with, the latest told
TAKEN = "abduct"
FORCE = frozenset({"ASSAULT", "COERCE"})
REAL = frozenset({"asserted", "attributed"})
BESIDE = frozenset({"noun", "adverbial clause"})  # how what goes with an act is told


@dataclass
class Group:
    """Drafts of one happening, while they are being collected."""

    drafts: list[Draft] = field(default_factory=list)
    states: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    sides: dict[str, dict[tuple[object, ...], Found]] = field(default_factory=dict)

    def add(self, draft: Draft) -> None:
        """One more mention. What later ones are compared with is kept once each, so that a happening told of a
        thousand times costs no more to compare than one told of twice."""
        known = bool(self.drafts) and collective(draft)  # "the two leaders" are those the text has named
        self.drafts.append(draft)
        self.states.add(draft.modality)
        self.modes |= {draft.mode} if draft.mode else set()
        self.dates |= {draft.date} if draft.date else set()
        for side in ("actors", "recipients"):
            for p in getattr(draft, side) if not known else ():
                key = (p.actor, p.country, p.token.lemma_, p.igo, p.place)
                self.sides.setdefault(side, {}).setdefault(key, p)

    @property
    def type(self) -> str:
        return self.drafts[0].type

    def parties(self, side: str) -> list[Found]:
        """The different parties of a side, in the order they were met."""
        return list(self.sides.get(side, {}).values())


def merge(found: Sequence[Draft], ontology: Ontology) -> tuple[Event, ...]:
    """Events in order of their first mention."""
    return tuple(event(g, number, ontology) for number, g in enumerate(grouped(found), start=1))


def grouped(found: Sequence[Draft]) -> list[Group]:
    """The mentions of each happening, in order of the first one."""
    groups: list[Group] = []
    kinds: dict[str, list[Group]] = {}
    for draft in sorted(found, key=lambda d: (d.trigger.start, d.trigger.end)):
        near = reversed(kinds.get(draft.type, [])[-RECENT:])
        homes = (g for g in near if same(g, draft))
        if draft.bare and not draft.mutual:
            home = max(homes, key=lambda g: nearness(g, draft), default=None)
        else:
            home = next(homes, None)
        if home is not None:
            home.add(draft)
        elif not draft.bare or coming(draft):
            home = Group()
            home.add(draft)
            groups.append(home)
            kinds.setdefault(draft.type, []).append(home)
    return groups


def coming(draft: Draft) -> bool:
    """A meeting that is fixed, told without its participants."""
    return draft.bare and draft.mutual and draft.type == "AGREE"


def nearness(group: Group, draft: Draft) -> tuple[bool, int]:
    """What a bare noun most likely points back to: the same date, then the happening told of most often."""
    return draft.date in group.dates, len(group.drafts)


def same(group: Group, draft: Draft) -> bool:
    """Does a mention speak of this event?"""
    if group.type != draft.type:
        return False
    states = group.states
    if draft.modality not in states and not (draft.modality in REAL and states <= REAL):
        return False
    if draft.bare and draft.mutual and "phone" in group.modes and draft.mode != "phone":
        return False  # "the meeting" is no telephone call
    if coming(draft) or coming(group.drafts[0]):
        return draft.mutual and group.drafts[0].mutual and agree_dates(group, draft)
    if draft.bare:
        return draft.modality in REAL and agree_modes(group, draft) and agree_dates(group, draft)
    if draft.more and not draft.pointing and draft.type in FORCE and not met(group, draft):
        return False
    if draft.type == "ASSAULT" and told_of(draft, group.drafts[-1]):
        return True
    if not (agree_modes(group, draft) and agree_dates(group, draft)):
        return False
    if all(d.headline for d in group.drafts) and not draft.mutual and announced(group, draft):
        return True
    if draft.mutual and collective(draft):
        return close(group, draft)
    if draft.mutual or group.drafts[0].mutual:
        mine = keys((*draft.actors, *draft.recipients))
        theirs = keys((*group.parties("actors"), *group.parties("recipients")))
        if len(mine) < 2 or len(theirs) < 2:
            return mine == theirs and close(group, draft)
        return len(mine & theirs) > 1
    if draft.type in FORCE and crossed(group, draft):
        return False
    actors = compare(group.parties("actors"), draft.actors, draft.type)
    if draft.reply and draft.type in FORCE and actors is not True and draft.actors:
        return False  # who strikes back is the other side
    if draft.type in FORCE and draft.actors and not draft.recipients and all(nobody(p) for p in draft.actors):
        return draft.modality in REAL  # "they fired without warning"
    if draft.actors and all(p.unknown_we for p in draft.actors):
        return draft.type in VERBAL  # "we" in a quotation whose speaker's country is not known
    recipients = compare(group.parties("recipients"), draft.recipients, draft.type)
    if recipients is False or (actors is False and draft.type not in VERBAL):
        return False
    if draft.type in VERBAL:
        again = draft.type == "CONCEDE" and any(d.rule == draft.rule for d in group.drafts)  # one truce, told twice
        if recipients is True and actors is False:
            return one_voice(group.parties("actors"), draft.actors)
        return actors is True and (recipients is True or again or close(group, draft))
    if actors is recipients is None and draft.type == "ASSAULT" and draft.date is not None:
        return draft.date in group.dates  # told by its place or its dead alone
    if draft.pointing and draft.type in FORCE and draft.modality in REAL:
        return True  # "the attack was claimed by X": nothing contradicts
    return actors is True or recipients is True


def collective(draft: Draft) -> bool:
    """Does a meeting name only people the text must have named ("the two leaders", "les délégations")?"""
    sides = (*draft.actors, *draft.recipients)
    return draft.mutual and bool(sides) and all(p.country is None and not p.igo and several(p.token) for p in sides)


def several(token: Token) -> bool:
    """Is it a definite plural?"""
    known = any("Def" in c.morph.get("Definite", []) for c in token.children if c.dep_ == "det")
    return token.pos_ == "NOUN" and known and "Plur" in token.morph.get("Number", [])


def met(group: Group, draft: Draft) -> bool:
    """Is somebody who undergoes the one named as undergoing the other, by actor or word?"""
    known = {key for p in group.parties("recipients") for key in (p.actor, p.token.lemma_)} - {None}
    return any(p.actor in known or p.token.lemma_ in known for p in draft.recipients)


def one_voice(known: Sequence[Found], new: Sequence[Found]) -> bool:
    """Is it a state once and its minister, army or capital another time ("N'Djamena accuse", "the army accuses")?"""
    return any(
        a.country is not None
        and a.country == b.country
        and (a.sovereign or b.sovereign)
        and a.political
        and b.political
        for a in known
        for b in new
    )


def announced(group: Group, draft: Draft) -> bool:
    """Does the text tell what its headline told: the first act of the type that contradicts nothing, with a side in
    common or (of force) none named twice?"""
    if draft.type in FORCE and crossed(group, draft):
        return False
    actors = compare(group.parties("actors"), draft.actors, "")
    recipients = compare(group.parties("recipients"), draft.recipients, "")
    if actors is False or recipients is False:
        return False
    if draft.type in VERBAL:
        return actors is True
    return True in (actors, recipients) or (draft.type in FORCE and actors is recipients is None)


def nobody(party: Found) -> bool:
    """Is it a pronoun nobody could resolve?"""
    return party.actor is None and party.country is None and party.token.pos_ == "PRON"


def told_of(new: Draft, last: Draft) -> bool:
    """Is one the toll of the other ("clashes between A and B left nine dead"): in one clause, and only one names who
    acts? Of an act named in passing ("forty died in a strike on a hospital") neither need."""
    inside = last.trigger.within(new.clause) or new.trigger.within(last.clause)
    if inside and not new.actors and not last.actors and BESIDE & {new.background, last.background}:
        return True  # "a car exploded, killing two"
    if inside and new.rule == last.rule and not new.actors and not last.actors:
        return True  # "strikes killed two and damaged a school"
    hit = [p for p in new.recipients if not p.place] and [p for p in last.recipients if not p.place]
    hit = (
        hit if "adverbial clause" not in (new.background, last.background) else []
    )  # "killed when gunmen raided a camp"
    return inside and bool(new.actors) != bool(last.actors) and not hit


def close(group: Group, draft: Draft) -> bool:
    """In the same or the neighbouring sentence, roughly: 300 characters."""
    return draft.trigger.start - group.drafts[-1].trigger.end < 300


def crossed(group: Group, draft: Draft) -> bool:
    """Does one who acts in the one undergo the other ("they answer an attack by the army"), by actor or word?"""

    def meet(ones: Sequence[Found], others: Sequence[Found]) -> bool:
        known = {key for p in others for key in (p.actor, p.token.lemma_)} - {None}
        return any(p.actor in known or p.token.lemma_ in known for p in ones if not p.place)

    doers, others = group.parties("actors"), group.parties("recipients")
    if meet(draft.actors, doers) or meet(draft.recipients, others):
        return False
    return meet(draft.actors, others) or meet(draft.recipients, doers)


def compare(known: Sequence[Found], new: Sequence[Found], type: str) -> bool | None:
    """True: a party is shared; False: they contradict; None: one side says nothing."""
    known, new = [p for p in known if not p.place], [p for p in new if not p.place]
    if not known or not new:
        return None
    open_ends = False
    for a in known:
        for b in new:
            if a.actor is not None and a.actor == b.actor:
                return True
            if type in FORCE and a.arms and b.arms and a.arms != b.arms:
                continue  # soldiers, rebels and strikers of one country
            crowd = (a.arms == "crowd") != (b.arms == "crowd")  # a union of the country is not its government
            loose = type not in VERBAL or (None in (a.actor, b.actor) and not crowd)
            if a.country is not None and a.country == b.country and loose:
                return True
            if a.country is None and b.country is None and a.token.lemma_ == b.token.lemma_:
                return True
            if a.igo and b.igo and proper(a) & proper(b):
                return True  # "the bloc" is "the bloc's heads of state"
            open_ends = open_ends or (type not in VERBAL and None in (a.country, b.country) and (a.igo == b.igo))
    return None if open_ends else False


def proper(party: Found) -> set[str]:
    """The names in a party's phrase."""
    return {t.lower_ for t in (party.token, *party.token.rights) for t in (t, *t.rights) if t.pos_ == "PROPN"}


def keys(parties: Sequence[Found]) -> set[str]:
    """What two meetings' participants are compared by: the country where there is one, else the actor, else the
    word."""
    return {p.country or p.actor or p.token.lower_ for p in parties}


def agree_modes(group: Group, draft: Draft) -> bool:
    """No two different modes, except those of force, which one attack may combine."""
    modes = group.modes
    if draft.type == "ASSAULT":  # who is carried off is not who is shot elsewhere
        return not modes or draft.mode is None or (TAKEN in modes) == (draft.mode == TAKEN)
    return not modes or draft.mode is None or draft.mode in modes


def agree_dates(group: Group, draft: Draft) -> bool:
    """No two dates that exclude each other."""
    dates, new = group.dates, draft.date
    return not dates or not new or any(d.startswith(new) or new.startswith(d) for d in dates)


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
        recipients=listed(group.parties("recipients")),
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
