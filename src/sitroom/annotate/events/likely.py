"""Which of those named near an act did it, and to whom, or nobody: weighed by what is told of each.

What the rule of the act itself says (roles.py) is one of the candidates. The weights are in data/parties.toml, learnt
from our own train gold by `python -m evals.parties`.
Deliberately not here: who may be one (pool.py).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log
from typing import TYPE_CHECKING, Literal, NamedTuple

from sitroom.annotate.events import tree
from sitroom.annotate.events.drafts import Draft
from sitroom.annotate.events.lending import countries_of, lend_country
from sitroom.annotate.events.match import Match, things_of
from sitroom.annotate.events.parties import Found
from sitroom.annotate.events.pool import (
    PREPS,
    STEPS,
    Candidate,
    Pool,
    alike,
    climbed,
    key_of,
    path,
    sort_of,
    step_of,
    who,
)
from sitroom.annotate.events.scene import SHORT_TEXT, Scene
from sitroom.annotate.weights import best, weights_of
from sitroom.model import Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

EARLIER, LATER = 8, 3  # acts told before and behind that are looked at
JUDGES = frozenset({"ACCUSE", "SUPPORT", "REJECT"})  # the victim of what is judged is no side
NEXT = 3  # steps of a path that tell something
SLOTS = {"object": "O", "indirect": "I", "subject": "S"}  # what a rule's slot is as a step of a path
Side = Literal["actors", "recipients"]
SIDES: tuple[Side, ...] = ("actors", "recipients")


class Option(NamedTuple):
    """A candidate for a side: the parties (none for nobody), what is told of them, and where they stand, if not at the
    act's own places."""

    found: tuple[Found, ...]
    signs: Mapping[str, float]
    source: str | None


def settled(
    drafts: Sequence[Draft], scenes: Sequence[Scene], weights: Mapping[str, float] | None = None
) -> list[Draft]:
    """The mentions in text order, each with whoever most likely did it, and to whom."""
    sides = {side: weights_for(side) if weights is None else own_of(side, weights) for side in SIDES}
    pool = Pool(scenes)
    told: list[Draft] = []
    ordered = sorted(drafts, key=lambda d: (d.trigger.start, d.trigger.end))
    for at, draft in enumerate(ordered):
        beside = [*told[-EARLIER:], *ordered[at + 1 : at + LATER]]
        for side in SIDES:
            if open_to(draft, side):
                draft = decided(draft, side, likeliest(options(draft, pool, beside, side), sides[side]))
        told.append(draft)
    return [together(d) for d in told]


def own_of(side: Side, weights: Mapping[str, float]) -> dict[str, float]:
    """The weights of one side, which stand under its first letter in the file, by the features' own names."""
    return {name[2:]: x for name, x in weights.items() if name[0] == side[0]}


@functools.cache
def weights_for(side: Side) -> dict[str, float]:
    """The learnt weights of a side."""
    return own_of(side, weights_of("parties"))


def open_to(draft: Draft, side: Side) -> bool:
    """Is there a choice? Of a meeting all are actors, and some acts are done by nobody."""
    closed = side == "actors" and draft.match.rule.trigger.actor == ("none",)
    return not (draft.bare or draft.mutual or closed or says_both(draft))


def to_come(draft: Draft) -> bool:
    """Is it a meeting to come, whose sides are one as those of any meeting?"""
    return draft.type == "AGREE" and (draft.mutual or draft.match.rule.trigger.type == "CONSULT")


def together(draft: Draft) -> Draft:
    """With all who will meet as actors; the town or state of a visit is its recipient."""
    if not to_come(draft):
        return draft
    others = [p for p in draft.recipients if draft.mutual or not (p.sovereign or p.place)]
    others = [p for p in others if not any(p.span == a.span for a in draft.actors)]
    left = tuple(p for p in draft.recipients if not draft.mutual and (p.sovereign or p.place))
    return replace(draft, actors=(*draft.actors, *others), recipients=left)


def says_both(draft: Draft) -> bool:
    """Does the phrase of a noun name who and whom ("Israel's raid on the embassy")?"""
    noun = draft.match.token
    sides = (draft.actors, draft.recipients)
    own = all(side and all(p.token.doc is noun.doc and noun.is_ancestor(p.token) for p in side) for side in sides)
    return draft.match.kind == "noun" and own


def decided(draft: Draft, side: Side, chosen: Option) -> Draft:
    """With this side; who is of no country is lent one, as beside the rule's own words."""
    found = chosen.found
    if side == "actors":
        if chosen.source is None and found == draft.actors:
            return draft
        found = lent(draft, found, draft.recipients)
        kept = [p for p in draft.recipients if not any(alike(p, a) for a in found)]
        return replace(draft, actors=found, recipients=draft.recipients if chosen.source is None else tuple(kept))
    return replace(draft, recipients=lent(draft, found, draft.actors), far=chosen.source)


def lent(draft: Draft, found: tuple[Found, ...], other: tuple[Found, ...]) -> tuple[Found, ...]:
    """Parties with the country that a phrase without one has of the other side or the sentence."""
    here = countries_of(draft.scene, draft.match.token)
    return tuple(lend_country(draft.scene, p, list(other), here) if p.country is None else p for p in found)


def likeliest(ways: Sequence[Option], weights: Mapping[str, float]) -> Option:
    """The likeliest candidate, the first of equals. Adding up all words for one side (a country's) was tried: on unseen
    pages parties F1 .40 for .42, as nobody goes by one name only."""
    return ways[best([o.signs for o in ways], weights)]


def options(draft: Draft, pool: Pool, beside: Sequence[Draft], side: Side = "recipients") -> list[Option]:
    """Nobody first, then the rule's own filler, then who else is named near. `beside`: the acts told before it and
    next."""
    scene, match = draft.scene, draft.match
    rule, other = (draft.actors, draft.recipients) if side == "actors" else (draft.recipients, draft.actors)
    if side == "actors" and match.kind == "noun" and all(in_town(scene, p.token) for p in rule):
        rule = ()
    told = relations(draft, beside) if side == "recipients" else alike_deeds(draft, beside)
    links = by_party(told)
    above = climbed(scene, (match.token, match.anchor))
    around = scene.around(draft.trigger)
    result = [Option((), nobody(draft, side), None)]
    position = draft.trigger.start
    here = pool.here(position)
    if rule:
        own = next((c for c in here if c.first.span.overlaps(rule[0].span) and c.first.actor == rule[0].actor), None)
        signs = about(draft, rule[0], own.who if own is not None else who(scene, rule[0]), pool, links, side)
        signs |= (
            {"rule": 1.0, f"rule:{draft.type}": 1.0}
            | hanging(draft, scene, match, rule[0], above)
            | telling(rule, around)
        )
        result.append(Option(rule, signs, None))
    taken = (*other, *rule)
    victims = [p for name, p in told if name == "victim of the judged" and draft.type in JUDGES]
    for one in here:
        inside = any(p.span.overlaps(t.span) for p in one.found for t in taken)
        if inside or one.first.span.overlaps(draft.trigger) or barred(draft, one, side, other, victims):
            continue
        signs = about(draft, one.first, one.who, pool, links, side) | hanging(draft, scene, match, one.first, above)
        result.append(Option(one.found, signs | telling(one.found, around), "named in its sentence"))
    known = {key_of(p) for p in taken} | {c.key for c in here}
    number = pool.sentence_of(position)
    for one in pool.around(position):
        if one.key in known or barred(draft, one, side, other, victims):
            continue
        signs = about(draft, one.first, one.who, pool, links, side) | away(draft, one, number, pool)
        result.append(Option(one.found, signs | telling(one.found, around), "named elsewhere in the report"))
    return result


def by_party(told: Sequence[tuple[str, Found]]) -> list[tuple[Found, set[str]]]:
    """What is told of each party of the acts beside, each once."""
    known: dict[int, tuple[Found, set[str]]] = {}
    for name, party in told:
        known.setdefault(id(party), (party, set()))[1].add(name)
    return list(known.values())


def barred(draft: Draft, one: Candidate, side: Side, other: Sequence[Found], victims: Sequence[Found]) -> bool:
    """Can it not be? Nobody is on both sides, nor judged for what was done to him; where something happens, and who is
    only named in the other side's phrase, does nothing."""
    if any(alike(p, v) for p in one.found for v in victims) or in_town(one.scene, one.first.token):
        return True
    if "unknown" in one.who and "stateless" in one.who:
        return True  # "side by side"
    if side == "recipients":
        adjective = one.first.token.pos_ == "ADJ" and any(one.first.token.head == a.token for a in other)
        return adjective or any(alike(p, a) for p in one.found for a in other)  # "le gouverneur kényan"
    within = any(a.token.doc is one.first.token.doc and a.token.is_ancestor(one.first.token) for a in other)
    return within or "scenery" in one.who or any(one.key == key_of(a) for a in other)


def in_town(scene: Scene, token: Token) -> bool:
    """Is it a town that something happens in ("à Nairobi")?"""
    country = scene.countries.get(token.i) if token.doc is scene.block.doc else None
    town = country is not None and country.kind in ("place", "capital")
    return town and scene.lexicon.has("prep_in", tree.case_of(token))


def nobody(draft: Draft, side: Side) -> dict[str, float]:
    """What speaks for an act done by or to nobody named."""
    match, kind = draft.match, draft.type
    found = ["none", f"none:{kind}", f"none:{draft.modality}", *(f"none:context:{c}" for c in draft.contexts)]
    slots = match.rule.trigger.actor if side == "actors" else match.rule.trigger.recipient
    names = [name.partition(":")[0] for name in slots]
    found += [f"none:slot:{names[0]}", f"none:slots:{'+'.join(names)}", f"none:{len(slots)}"]
    if side == "actors":
        if match.kind == "verb" and tree.is_passive(match.token):
            found += ["none:passive", f"none:passive:{kind}"]
    else:
        if any(t.pos_ in ("NOUN", "PROPN") for t in things_of(match)):
            found += ["none:object", f"none:object:{kind}"]
        if tree.complements(match.anchor):
            found += ["none:clause", f"none:clause:{kind}"]
    if match.kind == "noun":
        found += ["none:noun", f"none:noun:{kind}"]
    if match.rule.trigger.type != kind:
        found += ["none:turned", f"none:turned:{kind}"]
    if draft.mode:
        found.append(f"none:mode:{draft.mode}")
    if draft.judged:
        found += ["none:judged", f"none:judged:{kind}"]
    statement = draft.scene.cued.get(match.token.i)
    if statement is not None:
        found += ["none:cue", f"none:cue:{kind}", f"none:cue:{'addressed' if statement.addressees else 'to nobody'}"]
    if dict(draft.scene.genre).get(SHORT_TEXT):
        found += ["none:short", f"none:short:{kind}", f"none:short:{match.kind}"]
    for step in sorted({STEPS[t.dep_] for t in match.anchor.children if t.dep_ in STEPS}):
        found += [f"none:has:{step}", f"none:{kind}:has:{step}"]
    if draft.headline:
        found.append("none:headline")
    if draft.background:
        found.append("none:background")
    if draft.actors if side == "actors" else draft.recipients:
        found.append("none:against rule")
    if not (draft.recipients if side == "actors" else draft.actors):
        found.append("none:no other")
    return dict.fromkeys(found, 1.0)


def relations(draft: Draft, beside: Sequence[Draft]) -> list[tuple[str, Found]]:
    """Who did the deed that an act judges, and to whom; whom the actor has just met."""
    found: list[tuple[str, Found]] = []
    for one in reversed(beside):
        within = one.trigger.within(draft.clause)
        if one.trigger.start > draft.trigger.start and not within:
            continue
        if one.type in draft.judged and not any(name == "judged" for name, _ in found):
            found += [("judged", p) for p in one.actors] + [("victim of the judged", p) for p in one.recipients]
        if one.mutual and any(alike(p, a) for p in one.actors for a in draft.actors):
            found += [("met", p) for p in one.actors]
    return found + dealings(draft, beside)


def dealings(draft: Draft, beside: Sequence[Draft]) -> list[tuple[str, Found]]:
    """Who did the acts told last, one of each type, and to whom; who did something to the actor, to whom he did it."""
    found: list[tuple[str, Found]] = []
    seen: set[str] = set()
    for one in reversed(beside):
        if one.trigger.start > draft.trigger.start:
            continue
        if not seen:
            found += [("did the last", p) for p in one.actors] + [("bore the last", p) for p in one.recipients]
        if one.type not in seen and (one.actors or one.recipients):
            seen.add(one.type)
            found += [(f"did {one.type}", p) for p in one.actors] + [(f"bore {one.type}", p) for p in one.recipients]
        if any(alike(p, a) for p in one.recipients for a in draft.actors):
            found += [(name, p) for p in one.actors for name in ("did to them", f"did {one.type} to them")]
        if any(alike(p, a) for p in one.actors for a in draft.actors):
            found += [(name, p) for p in one.recipients for name in ("borne by them", f"bore {one.type} by them")]
    return found


def alike_deeds(draft: Draft, beside: Sequence[Draft]) -> list[tuple[str, Found]]:
    """Who did acts of the same type near, and to the same people; who does the acts next to it."""
    found: list[tuple[str, Found]] = []
    nearest = True
    for one in reversed(beside):
        if one.trigger.start > draft.trigger.start:
            continue
        if one.type == draft.type:
            again = any(alike(p, r) for p in one.recipients for r in draft.recipients)
            found += [("did the same to them" if again else "did the same", p) for p in one.actors]
            found += [("bore the same", p) for p in one.recipients]
        if nearest and one.actors:
            found += [("did the last", p) for p in one.actors]
            nearest = False
    return found


def about(
    draft: Draft, party: Found, facts: Sequence[str], pool: Pool, links: Sequence[tuple[Found, set[str]]], side: Side
) -> dict[str, float]:
    """What a party is, to the other side and in the report, whatever its place in the sentence."""
    kind = draft.type
    other = draft.recipients if side == "actors" else draft.actors
    found = [*facts, *(f"{kind}:{f}" for f in facts)]
    if other:
        first = other[0]
        if any(alike(party, a) for a in other):
            found += ["alike", f"alike:{kind}"]
        elif party.country is not None and party.country == first.country:
            found += ["same country", f"same country:{kind}"]
        elif party.country is not None and first.country is not None:
            found += ["abroad", f"abroad:{kind}"]
        found.append(f"{sort_of(draft.scene, first)}>{sort_of(draft.scene, party)}")
    for name in sorted(set[str]().union(*(names for other, names in links if alike(party, other)))):
        found += [name, f"{name}:{kind}"]
    result = dict.fromkeys(found, 1.0)
    result["named"] = log(1 + pool.count(party)) / 2
    rival = pool.rival(party, other)
    if rival:
        result |= {"rival": rival, f"rival:{kind}": rival}
    return result


def hanging(
    draft: Draft, scene: Scene, match: Match, party: Found, above: Mapping[int, Sequence[str]]
) -> dict[str, float]:
    """How a party's words hang on those of the act, and whether the act's own words are said to it or hold it."""
    token, kind = party.token, draft.type
    if token.doc is not scene.block.doc:
        return {"astray": 1.0}
    down, up = path(scene, token, above)
    steps = down or ["self"]
    if up:
        found = [f"up:{up[-1]}", f"up:{up[-1]}>{steps[0]}", f"up:{min(len(up), NEXT)}", f"outside:{kind}", "outside"]
    else:
        found = [f"step:{steps[0]}", f"{kind}:step:{steps[0]}", f"depth:{min(len(steps), NEXT + 1)}"]
        found += [f"{steps[0]}>{steps[1]}"] if len(steps) > 1 else []
        found += [f"{match.kind}:step:{steps[0]}"]
        slots = match.rule.trigger.recipient
        fits = any(SLOTS.get(s) == steps[0] or (s.startswith("prep:") and steps[0] in PREPS) for s in slots)
        found += ["slot" if fits else "no slot", f"slot {slots[0].partition(':')[0]}:{steps[0]}"]
        mode = draft.mode or match.rule.trigger.mode
        found += [f"{mode}:step:{steps[0]}"] if mode else []
        if match.kind == "verb" and tree.is_passive(match.token):
            found += [f"passive:step:{steps[0]}"]
    found += [f"end:{steps[-1]}", "behind" if token.i > match.token.i else "ahead of it"]
    country = scene.countries.get(token.i)
    if country is not None and country.kind in ("place", "capital"):
        found += [f"town:{steps[-1]}"]
    if party.span.within(draft.clause):
        found += ["in clause", f"in clause:{kind}"]
    ours, theirs = scene.told.get(match.token.i, ()), scene.told.get(token.i, ())
    if ours != theirs:
        found.append("in what is said" if len(theirs) > len(ours) else "out of what is said")
    statement = scene.cued.get(match.token.i)
    if statement is not None:
        if any(party.span.overlaps(s) or (s.actor and s.actor == party.actor) for s in statement.addressees):
            found += ["addressed", f"addressed:{kind}"]
        if any(party.span.overlaps(s) or (s.actor and s.actor == party.actor) for s in statement.sources):
            found += ["says it", f"says it:{kind}"]
        if any(party.span.within(c) for c in statement.contents):
            found += ["in its words", f"in its words:{kind}", f"in its words:{step_of(scene, token)[0]}"]
    return dict.fromkeys(found, 1.0) | {"distance": log(1 + abs(token.i - match.token.i)) / 3}


def telling(found: Sequence[Found], around: Sequence[Statement]) -> dict[str, float]:
    """Is it several, or who tells of the act or is told of it?"""
    first = found[0]
    signs = ["several"] if len(found) > 1 else []
    for name in ("sources", "addressees"):
        refs = [s for statement in around for s in getattr(statement, name)]
        if any(first.span.overlaps(s) or (s.actor is not None and s.actor == first.actor) for s in refs):
            signs.append(name)
    return dict.fromkeys(signs, 1.0)


def away(draft: Draft, one: Candidate, number: int, pool: Pool) -> dict[str, float]:
    """Where in the report somebody of another sentence stands."""
    gap = number - one.sentence
    where = "headline" if one.sentence in pool.headlines else "further on" if gap < 0 else f"back:{gap}"
    place = step_of(one.scene, one.first.token)[0] if one.first.token.doc is one.scene.block.doc else "?"
    found = ["away", f"away:{draft.type}", where, f"there:{place}", f"away:{draft.match.kind}"]
    return dict.fromkeys([*found, "same line"] if one.scene is draft.scene else found, 1.0)
