"""How a mention of an act is told: its words, its clause, whether it is the news of its sentence, how far it is to be
believed.

Deliberately not here: who and what it tells of (drafts.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.match import Match
from sitroom.annotate.events.modality import Status
from sitroom.annotate.events.parties import Found
from sitroom.annotate.events.scene import Scene
from sitroom.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token


HISTORY = 15  # years back that are nothing of a report's story
OLD = 1  # years before the report's own whose acts are still news


def words_of(match: Match) -> list[Token]:
    """The trigger: its word, with the light verb where that stands close ("ouvert une enquête", "held talks")."""
    if match.kind != "noun" or match.verb is None or abs(match.verb.i - match.token.i) > 4:
        return [match.token]
    first, last = sorted((match.verb, match.token), key=lambda t: t.i)
    return list(match.token.doc[first.i : last.i + 1])


def clause_span(scene: Scene, match: Match) -> Span:
    """The clause the act is told in: from its first to its last word, subordinate clauses at its edges included."""
    head = match.anchor if match.kind != "noun" or match.verb is not None else match.token
    return scene.block.span(match.token.doc[head.left_edge.i : head.right_edge.i + 1])


def behind(match: Match, scene: Scene) -> str | None:
    """Why an act is background rather than the news of its sentence; None where it is the news."""
    if match.kind == "noun" and match.verb is None:
        return "noun"
    verb = match.anchor
    for _ in range(6):
        if verb.dep_ in ("relcl", "acl:relcl", "acl", "amod"):
            return "relative clause"
        if verb.dep_ == "advcl":
            return "adverbial clause"
        if verb.dep_ == "pcomp" or verb.head == verb:
            break
        verb = verb.head
    helpers = [c for c in match.anchor.children if c.dep_.startswith("aux")]
    if any(c.lower_ == "had" or "Imp" in c.morph.get("Tense", []) for c in helpers):
        return "past before the past"
    return None


def added(scene: Scene, match: Match) -> bool:
    """Is it told as one more ("also", "another convoy", "a second raid")?"""
    said = [c for t in (match.anchor, match.token) for c in t.children]
    said += [c for t in said if t.dep_ in tree.OBJECT or t.dep_ in tree.SUBJECT for c in t.children]
    return any(scene.lexicon.has("more_word", c.lower_) for c in said)


def pointing(scene: Scene, match: Match) -> bool:
    """Is the act most likely one already told: a definite noun, or what such a noun does ("the strike wounded")?"""
    doers = [match.token] if match.kind == "noun" else [
        t for t in tree.subjects(match.token) if scene.lexicon.has("weapon_doer", tree.lemma(t))
    ]  # fmt: skip
    return any(definite(scene, t) for t in doers)


def definite(scene: Scene, noun: Token) -> bool:
    """Has the noun a definite article or demonstrative: does it point back to an act already told?"""
    return any(c.dep_ == "det" and scene.lexicon.has("definite", c.lower_) for c in noun.children)


def contested(scene: Scene, match: Match) -> bool:
    """Does somebody deny what was not done, not only the report ("contrairement à ce qu'affirme Kinshasa")?"""
    said = any(scene.lexicon.has("denying_word", tree.lemma(t)) for t in match.token.sent)
    return said or bool(scene.told.get(match.token.i))


def of_old(scene: Scene, match: Match, date: str | None) -> bool:
    """Is it something of another time that the report only names ("l'accord de 2015")? What it tells by a verb ("seized
    the town in 2012") is background, but a happening, unless it is history."""
    if date is None or scene.prior.published is None:
        return False
    named = match.kind == "noun" and match.verb is None
    return int(date[:4]) < int(scene.prior.published[:4]) - (OLD if named else HISTORY)


def of_protest(scene: Scene, match: Match) -> bool:
    """Is it a protest that is threatened ("taxi drivers threatened to strike")?"""
    below = [tree.lemma(t) for t in tree.complements(match.token)]
    return any(r.trigger.type == "PROTEST" for w in below for rest, r in scene.lexicon.verbs.get(w, ()) if not rest)


def in_passing(match: Match) -> bool:
    """Is a meeting only named by a noun that no verb carries?"""
    return match.kind == "noun" and match.verb is None and match.rule.trigger.type == "CONSULT"


def idiomatic(match: Match, scene: Scene) -> bool:
    """Has a trigger further words of its own ("a pris d'assaut"), not only a reflexive pronoun?"""
    return any(not scene.lexicon.has("reflexive", w) for w in match.rest)


def confidence(
    match: Match, found: Status, actors: list[Found], recipients: list[Found], background: str | None
) -> float:
    """0 to 1: the trigger's own score, less for background, hearsay and missing parties, more for conditions met."""
    score = match.rule.trigger.score + 0.03 * match.rule.weight
    score -= {None: 0.0, "noun": 0.2, "relative clause": 0.2, "adverbial clause": 0.12}.get(background, 0.1)
    score -= 0.1 if not actors else 0.0
    score -= (
        0.05 if not recipients and not match.rule.trigger.mutual and match.rule.trigger.recipient != ("none",) else 0.0
    )
    score += 0.06 if match.anchor.dep_ == "ROOT" else 0.0
    score -= 0.1 if found.state not in ("real", "planned") else 0.0
    depth = sum(1 for a in tree.ancestors(match.anchor) if a.pos_ in tree.VERBAL)
    return round(max(0.05, min(0.99, score - 0.02 * min(depth, 4))), 3)
