"""Words that tell of an act though no rule of theirs holds: the types they hint at (hints.py) as rules of their own.

What they make takes part in the choice of judging.py beside what rules make, never without it. Where the parties
stand is told by type in data/unlisted.toml.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sitroom.annotate.events.lexicon import Lexicon, Rule
from sitroom.annotate.events.match import Match, light_verb
from sitroom.annotate.events.modality import Status
from sitroom.annotate.weights import DATA
from sitroom.lang.schemas.events import Trigger
from sitroom.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

PREFIX = "unlisted-"
# A word is looked at that so likely tells of an event, and those of its types that are so likely, two at most.
LIKELY, LIKELY_TYPE, MOST = 0.25, 0.08, 2
# What is done with words, and refused or promised by the very word ("will not sign").
SPOKEN = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "THREATEN"})
EMPTY: frozenset[str] = frozenset()


def with_unlisted(
    found: list[Match], sentence: Tokens, hinted: Mapping[int, Mapping[str, float]], lexicon: Lexicon
) -> list[Match]:
    """Matches of a sentence in text order, those that words only hint at behind the rules of the same word."""
    ruled = {m.token.i: m for m in found}
    result = []
    for token in sentence:
        match, types = ruled.get(token.i), hinted.get(token.i, {})
        known = {m.rule.trigger.type for m in match.chain()} if match is not None else EMPTY
        further = [t for t in likeliest(types) if t not in known]
        kind = match.kind if match is not None else "noun" if token.pos_ == "NOUN" else "verb"
        light = light_verb(token, lexicon) if kind == "noun" and further else None
        chain: Match | None = None
        for type in reversed(further):
            chain = Match(rule_of(type, kind), token, kind, light, next=chain)
        chain = joined(match, chain) if match is not None else chain
        if chain is not None:
            result.append(chain)
    return result


def likeliest(types: Mapping[str, float]) -> list[str]:
    """The types that a word hints at strongly enough, the likeliest first."""
    if sum(types.values()) < LIKELY:
        return []
    likely = sorted((-share, type) for type, share in types.items() if share >= LIKELY_TYPE)
    return [type for _, type in likely[:MOST]]


def joined(match: Match, last: Match | None) -> Match:
    """A chain of matches with another one behind it."""
    chain = last
    for one in reversed(list(match.chain())):
        chain = replace(one, next=chain)
    return chain if chain is not None else match


def is_unlisted(match: Match) -> bool:
    """Is it a match of no rule?"""
    return match.rule.trigger.id.startswith(PREFIX)


def told_as(type: str, found: Status) -> tuple[str, str | None, Modality] | None:
    """Type, mode and modality of an act whose word itself tells the type; None where it is no event. Rules name what
    was done and convert it (conversion.py); a hint is at what gold calls the word, converted already."""
    if found.state in ("unreal", "possible"):
        return (type, None, "conditional") if type == "THREATEN" else None
    if found.state == "denied":
        return type, None, "denied"
    if found.state in ("negated", "refused"):
        return type, None, "asserted" if type in SPOKEN else "denied"
    if found.state in ("planned", "conditional"):
        planned: Modality = "planned" if found.state == "planned" else "conditional"
        return type, None, "attributed" if found.hearsay else planned
    return type, None, "attributed" if found.hearsay or found.state == "hearsay" else "asserted"


@functools.cache
def rule_of(type: str, kind: str) -> Rule:
    """The rule of a type for words of a kind (verb, noun, adjective)."""
    slots = _slots()[type]
    verbal = kind != "noun"
    both = slots.get("both") and not verbal
    trigger = Trigger(
        id=f"{PREFIX}{type.lower()}",
        type=type,
        actor=("both", "subject") if both else ("subject",) if verbal else ("subject", "owner", "prep:prep_by"),
        recipient=tuple(slots["verb" if verbal else "noun"]),
        mutual=bool(slots.get("mutual")),
        needs="any",
        score=0.5,
        example=type,
        expect="*",
    )
    return Rule(trigger, EMPTY, EMPTY, (), EMPTY, EMPTY, 0)


def types_told() -> Iterator[str]:
    """Types that have slots."""
    yield from _slots()


@functools.cache
def _slots() -> Mapping[str, Mapping[str, list[str]]]:
    slots: dict[str, dict[str, list[str]]] = tomllib.loads((DATA / "unlisted.toml").read_text("utf-8"))
    return slots
