"""On whose word: the statement an act is told in, and whether telling it is the act itself.

"We will not take part", said by a minister, is a REJECT of that minister: the saying is the act, so it is asserted
where the
report itself quotes it, and attributed only when somebody else tells of the saying.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.match import Match, at
from sitroom.annotate.events.parties import Found
from sitroom.annotate.events.scene import Scene
from sitroom.model import Modality, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

# Types that are done by saying something.
VERBAL = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
SPOKEN = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})  # by any voice of the doer
PROMISED = frozenset({"AGREE", "CONCEDE"})  # what is to come and said by the doer: done by saying it
NEAR = 40  # tokens between an accused deed and its outcome


def enclosing(scene: Scene, trigger: Span) -> Statement | None:
    """The innermost statement whose content holds the trigger and whose cue does not."""
    holding = [
        s for s in scene.around(trigger) if not (s.cue and s.cue.overlaps(trigger))
    ]  # fmt: skip
    return holding[-1] if holding else None


def speaker_acts(scene: Scene, statement: Statement, actors: list[Found]) -> bool:
    """Is a source of the statement one of the actors, or of their country?"""
    for source in statement.sources:
        found = scene.actors.get(source.actor) if source.actor else None
        country = found.country if found else None
        for actor in actors:
            if actor.actor is not None and actor.actor == source.actor:
                return True
            if country is not None and actor.country == country:
                return True
    return False


def on_whose_word(
    scene: Scene, match: Match, type: str, modality: Modality, trigger: Span, actors: list[Found]
) -> tuple[Modality, Statement | None]:
    """Modality of an act and the statement it rests on; None where the report tells of it in its own words.

    What is told by others is attributed, also what is to come; what the doer himself says he will do is done by saying
    it (a promise, a refusal); what a source denies is denied.
    """
    statement = enclosing(scene, trigger)
    if statement is None:
        statement = charge_of(scene, match)
        return ("attributed", statement) if statement and modality == "asserted" else (modality, None)
    if statement.modality == "denied" and modality in ("asserted", "planned") and foremost(scene, match, statement):
        return "denied", statement
    own = type in VERBAL and speaker_acts(scene, statement, actors)
    own = own or (type in SPOKEN and voiced(scene, statement, actors))
    teller = next((s for s in scene.prior.statements if s.id == statement.within), None) if own else statement
    promised = modality == "planned" and type in PROMISED and own and not match.rule.trigger.mutual
    if modality == "asserted" or promised:
        return "attributed" if teller is not None else "asserted", teller
    return "attributed" if modality == "planned" and not own else modality, teller


def charge_of(scene: Scene, match: Match) -> Statement | None:
    """The accusation whose deed had this outcome, which the parser hung on the accuser's verb ("accused the rebels of
    shelling a clinic, killing thirty patients")."""
    verb, above = match.token, match.token.head
    alone = verb.dep_ == "advcl" and verb.i > above.i and not any(c.dep_ in tree.SUBJECT for c in verb.children)
    if match.kind != "verb" or match.rule.trigger.type != "ASSAULT" or not alone or verb.nbor(-1).text != ",":
        return None
    participle = "Part" in verb.morph.get("VerbForm", []) and "Past" not in verb.morph.get("Tense", [])
    judge, statement = at(above, scene.lexicon) if participle else None, scene.cued.get(above.i)
    if judge is None or judge.rule.trigger.type != "ACCUSE" or statement is None:
        return None
    between = [t for t in verb.doc[max(above.i, verb.i - NEAR) : verb.i] if t.pos_ == "VERB"]
    deed = any(scene.block.span(t).within(c) for t in between for c in statement.contents)
    return statement if deed else None


def conditional_content(scene: Scene, match: Match) -> bool:
    """Does the statement whose cue this is tell what will follow under a condition (« Si un avion passe, il sera
    abattu », a prévenu X)?"""
    said = content_of(scene, match)
    opened = any(t.pos_ == "SCONJ" and scene.lexicon.kind(tree.lemma(t)) == "condition" for t in said)
    opened = opened or any(scene.lexicon.has("any_word", t.lower_) for t in said)
    return opened and any("Fut" in t.morph.get("Tense", []) or "Cnd" in t.morph.get("Mood", []) for t in said)


def content_of(scene: Scene, match: Match) -> list[Token]:
    """What is said in the statement whose cue this is, as far as it stands in this line."""
    statement, found = scene.cued.get(match.token.i), []
    for content in statement.contents if statement else ():
        tokens = scene.block.tokens(content) if content.within(scene.block.section) else None
        found += list(tokens) if tokens is not None else []
    return found


def foremost(scene: Scene, match: Match, statement: Statement) -> bool:
    """Is the act what a statement's content tells first of all, not something told by the way in it?"""
    if match.anchor.dep_ in ("relcl", "acl:relcl"):
        return False
    for content in statement.contents:
        tokens = scene.block.tokens(content) if content.within(scene.block.section) else None
        if tokens is not None and tokens.root in (match.token, match.anchor):
            return True
    return bool(statement.cue) and statement.cue.overlaps(scene.block.span(match.token.head))  # type: ignore[union-attr]


def voiced(scene: Scene, statement: Statement, actors: list[Found]) -> bool:
    """Does the source speak for every one of the actors: a state's minister or embassy, named by office alone or of
    that country? Who wants no name, or is one of two sides, does not."""
    if not actors or not all(p.sovereign for p in actors) or len({p.country for p in actors}) > 1:
        return False
    for source in statement.sources:
        actor = scene.actors.get(source.actor) if source.actor else None
        if actor is not None and (actor.kind == "anonymous" or actor.country not in (None, actors[0].country)):
            return False
        tokens = scene.block.tokens(Span(start=source.start, end=source.end))
        if tokens is None or not any(scene.lexicon.has("voice", tree.lemma(t)) for t in tokens):
            return False
    return bool(statement.sources)
