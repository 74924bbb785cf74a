"""What is told of a candidate event: features for the learnt choice (judging.py), none of them a word of a language or
a single rule.

A feature is a name with a number, mostly 1. Deliberately not here: the weights (data/acts.toml, made by evals/acts.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log, log1p

from sitroom.annotate.events import tree
from sitroom.annotate.events.candidates import Candidate
from sitroom.annotate.events.lexicon import Lexicon
from sitroom.annotate.events.parties import Found
from sitroom.annotate.events.scene import Scene
from sitroom.annotate.events.standing import standing
from sitroom.annotate.events.told import behind, definite
from sitroom.annotate.events.unlisted import is_unlisted

FORCE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
MEETING = frozenset({"CONSULT", "COOPERATE", "AID", "RETREAT", "CONCEDE"})
RELATIONS = {
    **dict.fromkeys(tree.SUBJECT, "subject"),
    **dict.fromkeys(tree.OBJECT, "object"),
    "ROOT": "root",
    "conj": "conjunct",
}
DEEP = 4  # clauses above an act that are counted
MANY = 3
SLIGHT = 1e-4  # a share that is never nothing


def signs(scene: Scene, candidate: Candidate, rank: int) -> dict[str, float]:
    """What is told of the candidate; `rank`: how many rules of its word were tried before."""
    match, rule = candidate.match, candidate.match.rule
    kind = match.kind if match.kind != "noun" or match.verb is None else "carried noun"
    kind = "derived noun" if match.base else kind
    group = "force" if candidate.type in FORCE else "meeting" if candidate.type in MEETING else "words"
    found = {"act": 1.0, f"type {candidate.type}": 1.0, f"kind {kind}": 1.0, f"{kind} {group}": 1.0}
    for doubt in candidate.doubts:
        found |= {f"doubt {doubt}": 1.0, f"doubt {doubt} {group}": 1.0}
    found["doubts"] = float(len(candidate.doubts))
    found["rank"] = float(min(rank, MANY))
    found["conditions"] = float(min(rule.weight, MANY))
    found["further words"] = float(min(len(match.rest), MANY))
    found["rule"] = rule.trigger.score
    found |= dict.fromkeys(_rule(candidate), 1.0)
    found |= dict.fromkeys(_told(scene, candidate, kind), 1.0)
    found |= dict.fromkeys(_sides(scene, candidate, group), 1.0)
    found |= _senses(scene.lexicon, candidate)
    found |= dict(_hinted(scene, candidate))
    found |= dict(scene.genre)
    return found


def _rule(candidate: Candidate) -> Iterator[str]:
    """Of the rule, by its family."""
    match, trigger = candidate.match, candidate.match.rule.trigger
    if trigger.id.endswith("-wide"):
        yield "wide"
    if trigger.id.startswith("idiome"):
        yield "set phrase"
    if candidate.match.rule.doer or candidate.match.rule.undergoer:
        yield "asks for a class"
    if match.rest and match.rule.weight:
        yield "phrase with conditions"
    if not match.rest and not match.rule.weight:
        yield f"bare {match.kind}"
    yield f"needs {trigger.needs}"
    if trigger.swallow:
        yield "swallows"


def _told(scene: Scene, candidate: Candidate, kind: str) -> Iterator[str]:
    """How it is told: state, tense, clause, line, on whose word."""
    match, anchor = candidate.match, candidate.match.anchor
    yield f"state {candidate.status.state}"
    yield f"modality {candidate.modality}"
    background = behind(match, scene) or "news"
    yield f"told {background}"
    yield f"{kind} told {background}"
    yield f"hangs as {RELATIONS.get(match.token.dep_, 'another')}"
    if anchor.pos_ in tree.VERBAL:
        for name in ("Tense", "VerbForm", "Mood"):
            yield from (f"{name} {value}" for value in anchor.morph.get(name, []))
        yield "passive" if tree.is_passive(anchor) else "active"
        helpers = sum(c.dep_.startswith("aux") for c in anchor.children)
        yield f"helpers {min(helpers, 2)}"
    else:
        yield "definite" if definite(scene, match.token) else "indefinite"
        if not any(c.dep_ == "det" for c in match.token.children):
            yield "no article"
        yield f"number {''.join(match.token.morph.get('Number', []))}"
    if match.kind == "noun" and match.verb is None:
        case = tree.case_of(match.token)
        yield "noun below a preposition" if case else "noun without a preposition"
        yield f"noun hangs on {match.token.head.pos_}"
    depth = sum(1 for a in tree.ancestors(anchor) if a.pos_ in tree.VERBAL)
    yield f"depth {min(depth, DEEP)}"
    section = scene.block.section.kind
    yield f"line {section}"
    if match.token.i in scene.cued:
        yield "is a cue"
    told = scene.told.get(match.token.i, ())
    if told:
        yield "in a statement"
        yield f"in a {told[-1].kind} statement"
    if any(c in scene.clock for c in range(*tree.bounds(match.token))):
        yield "sentence with a time"
    if candidate.bare:
        yield "bare"


def _sides(scene: Scene, candidate: Candidate, group: str) -> Iterator[str]:
    """Who they are."""
    for name, side in (("actor", candidate.actors), ("recipient", candidate.recipients)):
        yield f"{name}s {min(len(side), MANY)}"
        if not side:
            yield f"no {name} {group}"
        for party in side[:MANY]:
            kind = standing(scene, party)
            yield f"{name} {kind}"
            yield f"{name} {kind} {group}"
            yield from (f"{name} {what}" for what in _of_party(scene, party))
    homes = [{p.country for p in side if p.country} for side in (candidate.actors, candidate.recipients)]
    if all(homes):
        yield "one country" if homes[0] & homes[1] else "two countries"
    elif any(homes):
        yield "a country"
    else:
        yield "no country"


def _of_party(scene: Scene, party: Found) -> Iterator[str]:
    """Of one side."""
    token = party.token
    if token.pos_ == "PRON":
        yield "pronoun"
    if token.pos_ == "PROPN":
        yield "name"
    if party.sovereign:
        yield "sovereign"
    if party.political:
        yield "political"
    if party.igo:
        yield "igo"
    if party.arms:
        yield party.arms
    if party.country is None and not party.igo:
        yield "homeless"
    if party.place:
        yield "place"
    actor = scene.actors.get(party.actor) if party.actor else None
    yield f"is {actor.kind if actor is not None else 'unknown'}"
    if actor is not None and actor.sector:
        yield f"of {actor.sector}"


def _senses(lexicon: Lexicon, candidate: Candidate) -> dict[str, float]:
    """In how many senses its word is known, and whether the type needs no condition."""
    match = candidate.match
    table = lexicon.nouns if match.kind == "noun" and not match.base else lexicon.verbs
    rows = table.get(match.base or tree.lemma(match.token), ())
    types = {rule.trigger.type for _, rule in rows}
    same = sum(rule.trigger.type == candidate.match.rule.trigger.type for _, rule in rows)
    return {"senses": log1p(len(types)), "share of sense": same / max(1, len(rows)), "rules": log1p(len(rows))}


def _hinted(scene: Scene, candidate: Candidate) -> Iterator[tuple[str, float]]:
    """What the words alone say (hints.py): of this type, of any; the light verb speaks for its noun."""
    match = candidate.match
    words = [scene.hinted.get(t.i, {}) for t in (match.token, match.verb) if t is not None]
    this = max((types.get(candidate.type, 0.0) for types in words), default=0.0)
    any_ = max((sum(types.values()) for types in words), default=0.0)
    ruled = "unlisted" if is_unlisted(match) else "ruled"
    yield f"hint {ruled}", _odds(this)
    yield f"hint any {ruled}", _odds(any_)
    yield "hint share", this / (any_ + SLIGHT)
    if ruled == "unlisted":
        rows = (scene.lexicon.verbs, scene.lexicon.nouns, scene.lexicon.adjectives)
        known = any(tree.lemma(match.token) in table for table in rows)
        yield f"unlisted {match.kind} {'with rules' if known else 'without'}", 1.0


def _odds(share: float) -> float:
    """Half the logarithm of the odds."""
    return log((share + SLIGHT) / (1 - share + SLIGHT)) / 2
