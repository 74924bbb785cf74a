"""Which of those named near an act is its other side, or nobody: weighed by what is told of each.

What the rule of the act itself says (roles.py) is one of the candidates. The weights are in data/parties.toml, learnt
from our own train gold by `python -m evals.parties`.
Deliberately not here: who may be one (pool.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log
from typing import NamedTuple

from sitroom.annotate.events import tree
from sitroom.annotate.events.drafts import Draft
from sitroom.annotate.events.match import Match, things_of
from sitroom.annotate.events.parties import Found
from sitroom.annotate.events.pool import Candidate, Pool, alike, key_of, path, sort_of, step_of, who
from sitroom.annotate.events.scene import Scene
from sitroom.annotate.weights import best, weights_of
from sitroom.model import Statement

EARLIER, LATER = 8, 3  # acts told before and behind that are looked at
JUDGES = frozenset({"ACCUSE", "SUPPORT", "REJECT"})  # the victim of what is judged is no side
NEXT = 3  # steps of a path that tell something


class Option(NamedTuple):
    """A candidate for a side: the parties (none for nobody), what is told of them, and where they stand, if not at the
    act's own places."""

    found: tuple[Found, ...]
    signs: Mapping[str, float]
    source: str | None


def settled(
    drafts: Sequence[Draft], scenes: Sequence[Scene], weights: Mapping[str, float] | None = None
) -> list[Draft]:
    """The mentions in text order, each with its likeliest other side, or none."""
    weights = weights_of("parties") if weights is None else weights
    pool = Pool(scenes)
    told: list[Draft] = []
    ordered = sorted(drafts, key=lambda d: (d.trigger.start, d.trigger.end))
    for at, draft in enumerate(ordered):
        if not (draft.bare or draft.mutual or draft.match.rule.trigger.recipient == ("none",)):
            ways = options(draft, pool, [*told[-EARLIER:], *ordered[at + 1 : at + LATER]])
            chosen = ways[best([o.signs for o in ways], weights)]
            draft = replace(draft, recipients=chosen.found, far=chosen.source)
        told.append(draft)
    return told


def options(draft: Draft, pool: Pool, beside: Sequence[Draft]) -> list[Option]:
    """Nobody first, then the rule's own filler, then who else is named near. `beside`: the acts told before it and
    next."""
    scene, match, rule = draft.scene, draft.match, draft.recipients
    links = relations(draft, beside)
    result = [Option((), nobody(draft), None)]
    position = draft.trigger.start
    here = pool.here(position)
    if rule:
        own = next((c for c in here if c.first.span.overlaps(rule[0].span) and c.first.actor == rule[0].actor), None)
        signs = about(draft, rule[0], own.who if own is not None else who(scene, rule[0]), pool, links)
        signs |= {"rule": 1.0, f"rule:{draft.type}": 1.0} | hanging(draft, scene, match, rule[0])
        result.append(Option(rule, signs, None))
    taken = (*draft.actors, *rule)
    ours = {key_of(a) for a in draft.actors}
    around = scene.around(draft.trigger)
    victims = [p for name, p in links if name == "victim of the judged" and draft.type in JUDGES]
    for one in here:
        inside = any(p.span.overlaps(t.span) for p in one.found for t in taken)
        if inside or one.first.span.overlaps(draft.trigger) or any(key_of(p) in ours for p in one.found):
            continue
        if any(p.span.overlaps(one.first.span) for p in victims) or any(alike(one.first, a) for a in draft.actors):
            continue
        signs = about(draft, one.first, one.who, pool, links) | hanging(draft, scene, match, one.first)
        signs |= telling(one, around)
        result.append(Option(one.found, signs, "named in its sentence"))
    known = {key_of(p) for p in taken} | {c.key for c in here}
    number = pool.sentence_of(position)
    for one in pool.around(position):
        if one.key in known or any(alike(one.first, a) for a in draft.actors):
            continue
        signs = about(draft, one.first, one.who, pool, links) | away(draft, one, number, pool)
        result.append(Option(one.found, signs, "named elsewhere in the report"))
    return result


def nobody(draft: Draft) -> dict[str, float]:
    """What speaks for an act done to nobody named."""
    match, kind = draft.match, draft.type
    found = ["none", f"none:{kind}", f"none:{draft.modality}"]
    if any(t.pos_ in ("NOUN", "PROPN") for t in things_of(match)):
        found += ["none:object", f"none:object:{kind}"]
    if tree.complements(match.anchor):
        found += ["none:clause", f"none:clause:{kind}"]
    if match.kind == "noun":
        found += ["none:noun", f"none:noun:{kind}"]
    if match.rule.trigger.type != kind:
        found += ["none:turned", f"none:turned:{kind}"]
    found.append(f"none:{match.rule.trigger.id}")
    if draft.headline:
        found.append("none:headline")
    if draft.background:
        found.append("none:background")
    if draft.recipients:
        found.append("none:against rule")
    if not draft.actors:
        found.append("none:no actor")
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
    return found


def about(
    draft: Draft, party: Found, facts: Sequence[str], pool: Pool, links: Sequence[tuple[str, Found]]
) -> dict[str, float]:
    """What a party is, to the actor and in the report, whatever its place in the sentence."""
    kind = draft.type
    found = [*facts, *(f"{kind}:{f}" for f in facts)]
    if draft.actors:
        first = draft.actors[0]
        if any(alike(party, a) for a in draft.actors):
            found += ["alike", f"alike:{kind}"]
        elif party.country is not None and party.country == first.country:
            found += ["same country", f"same country:{kind}"]
        elif party.country is not None and first.country is not None:
            found += ["abroad", f"abroad:{kind}"]
        found.append(f"{sort_of(draft.scene, first)}>{sort_of(draft.scene, party)}")
    for name in sorted({name for name, other in links if alike(party, other)}):
        found += [name, f"{name}:{kind}"]
    result = dict.fromkeys(found, 1.0)
    result["named"] = log(1 + pool.count(party)) / 2
    rival = pool.rival(party, draft.actors)
    if rival:
        result |= {"rival": rival, f"rival:{kind}": rival}
    return result


def hanging(draft: Draft, scene: Scene, match: Match, party: Found) -> dict[str, float]:
    """How a party's words hang on those of the act, and whether the act's own words are said to it or hold it."""
    token, kind = party.token, draft.type
    if token.doc is not scene.block.doc:
        return {"astray": 1.0}
    down, up = path(scene, token, (match.token, match.anchor))
    steps = down or ["self"]
    if up:
        found = [f"up:{up[-1]}", f"up:{up[-1]}>{steps[0]}", f"up:{min(len(up), NEXT)}", f"outside:{kind}", "outside"]
    else:
        found = [f"step:{steps[0]}", f"{kind}:step:{steps[0]}", f"depth:{min(len(steps), NEXT + 1)}"]
        found += [f"{steps[0]}>{steps[1]}"] if len(steps) > 1 else []
    found += [f"end:{steps[-1]}", "behind" if token.i > match.token.i else "ahead of it"]
    if party.span.within(draft.clause):
        found += ["in clause", f"in clause:{kind}"]
    ours, theirs = scene.told.get(match.token.i, ()), scene.told.get(token.i, ())
    if ours != theirs:
        found.append("in what is said" if len(theirs) > len(ours) else "out of what is said")
    statement = scene.cued.get(match.token.i)
    if statement is not None:
        if any(party.span.overlaps(s) or (s.actor and s.actor == party.actor) for s in statement.addressees):
            found += ["addressed", f"addressed:{kind}"]
        if any(party.span.within(c) for c in statement.contents):
            found += ["in its words", f"in its words:{kind}", f"in its words:{step_of(scene, token)[0]}"]
    return dict.fromkeys(found, 1.0) | {"distance": log(1 + abs(token.i - match.token.i)) / 3}


def telling(one: Candidate, around: Sequence[Statement]) -> dict[str, float]:
    """Is it several, or who tells of the act or is told of it?"""
    found = ["several"] if len(one.found) > 1 else []
    if any(one.first.span.overlaps(s) for statement in around for s in statement.sources):
        found.append("speaker")
    if any(one.first.span.overlaps(s) for statement in around for s in statement.addressees):
        found.append("addressee")
    return dict.fromkeys(found, 1.0)


def away(draft: Draft, one: Candidate, number: int, pool: Pool) -> dict[str, float]:
    """Where in the report somebody of another sentence stands."""
    gap = number - one.sentence
    where = "headline" if one.sentence in pool.headlines else "further on" if gap < 0 else f"back:{gap}"
    place = step_of(one.scene, one.first.token)[0] if one.first.token.doc is one.scene.block.doc else "?"
    found = ["away", f"away:{draft.type}", where, f"there:{place}"]
    return dict.fromkeys([*found, "same line"] if one.scene is draft.scene else found, 1.0)
