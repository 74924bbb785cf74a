"""Which sides an act must have to be one: whom a trigger asks for, who may act without anybody on the other side, and
that a storm acts not.

Deliberately not here: whether an act with these sides is one of public life (standing.py).
"""

from __future__ import annotations

from sitroom.annotate.events import tree
from sitroom.annotate.events.match import Match, things_of
from sitroom.annotate.events.parties import Found
from sitroom.annotate.events.scene import Scene
from sitroom.annotate.events.standing import is_local, standing

# Acts complete without another side: an official's condemnation, a promise, help that a state sends.
DONE_ALONE = frozenset({"ACCUSE", "SUPPORT", "AGREE", "AID"})
# Acts whose doer is left out where everybody knows that it can only be a state or its forces.
BORNE = frozenset({"SANCTION", "COERCE", "RETREAT", "ASSAULT"})
RELATIVES = frozenset({"relcl", "acl:relcl"})
# Words and visits, whose other side is always told.
NEEDS_SOMEBODY = frozenset({"CONSULT", "SUPPORT", "AGREE", "REQUEST", "REJECT"})


def enough(scene: Scene, match: Match, actors: list[Found], recipients: list[Found], type: str) -> bool:
    """Are the parties there that a trigger needs?

    What an official, a union or an NGO condemns, what an official promises is an act even without addressee; praise
    only where a government or an international organisation gives it, a charge only against somebody.
    """
    needs = match.rule.trigger.needs
    if needs in ("both", "actor") and not actors and borne(scene, match, type, recipients):
        return True
    if needs == "both":
        alone = type in DONE_ALONE and match.kind == "verb" and not (type == "ACCUSE" and charges(scene, match))
        alone = alone and any(acts_alone(scene, type, p) for p in actors)
        return bool(actors and recipients) or alone or at_something(scene, match, type, actors)
    if needs == "actor":
        return bool(actors)
    if needs == "recipient":
        return bool(recipients)
    return needs == "none" or bool(actors or recipients)


def borne(scene: Scene, match: Match, type: str, recipients: list[Found]) -> bool:
    """Is it done by nobody named to a side of public life, told in the passive ("two envoys were blacklisted")?"""
    if (
        match.kind != "verb"
        or type not in BORNE
        or match.rule.trigger.mode == "abduct"
        or not tree.is_passive(match.token)
        or tree.agents(match.token)
    ):
        return False
    finite = any(c.dep_ in ("auxpass", "aux:pass", "nsubjpass") for c in match.token.children)
    heads = [t for o in tree.objects(match.token) for t in tree.conjuncts(o) if t.pos_ != "PRON"]
    return finite and any(standing(scene, p) in ("public", "organised") and p.token in heads for p in recipients)


def several(match: Match, actors: list[Found]) -> bool:
    """Are those who do it to each other told in one plural ("their armies clashed", "the two leaders sat down")?"""
    verb = match.token
    if match.kind != "verb" or verb.dep_ == "acl" or tree.objects(verb):  # "sources speaking", "they saw the lights"
        return False
    return any("Plur" in p.token.morph.get("Number", []) for p in actors)


def at_something(scene: Scene, match: Match, type: str, actors: list[Found]) -> bool:
    """Does a state, a force or a body of public life do it to something we know as nobody ("Lima closes its airspace",
    "the army burned the depots")? Animals and what local authorities handle are no matter of politics."""
    if (match.kind != "verb" and not match.base) or type in NEEDS_SOMEBODY or match.rule.trigger.mutual or not actors:
        return False
    words = scene.lexicon
    things = [t for t in things_of(match) if t.pos_ in ("NOUN", "PROPN")]
    if not things or any(words.has("animal", tree.lemma(t)) for t in things):
        return False
    if type == "ASSAULT" and not any(words.has(w, tree.lemma(t)) for w in ("property", "struck_thing") for t in things):
        return False  # "is fighting inflation"
    protest = any(r.trigger.type == "PROTEST" for t in things for _, r in words.nouns.get(tree.lemma(t), ()))
    return all(
        standing(scene, p) == "public" and (protest or not is_local(scene, p)) and p.token.pos_ != "PRON"
        for p in actors
    )


def charges(scene: Scene, match: Match) -> bool:
    """Is it a word that accuses somebody, used only to say that he was quoted (« ... », accuse-t-il)?"""
    quoted = match.rule.trigger.mode == "allege" and not match.rest
    named = any(t.pos_ in ("NOUN", "PROPN") for t in tree.objects(match.token))
    return quoted and not named and not tree.complements(match.token)


def acts_alone(scene: Scene, type: str, party: Found) -> bool:
    """Is the act of such a party one without anybody on the other side?"""
    if type in ("SUPPORT", "AID"):
        return party.sovereign or (type == "SUPPORT" and scene.lexicon.has("executive", tree.lemma(party.token)))
    if party.state or (scene.official and party.token.pos_ == "PRON"):
        return True
    return type == "ACCUSE" and (party.political or standing(scene, party) in ("public", "organised"))


def by_nature(scene: Scene, match: Match) -> bool:
    """Does a storm, a fire or an accident do it ("the hurricane struck the coast and killed twelve")?"""
    doers = tree.subjects(match.anchor) or tree.agents(match.anchor)
    words = scene.lexicon
    fires = [t for t in doers if words.has("disaster", tree.lemma(t))]
    if any(words.has("disaster", tree.lemma(c)) for t in doers for c in t.children if c.dep_ == "compound"):
        return True  # "a gas explosion"
    if any(words.has("blast_cause", tree.lemma(c)) for t in doers for c in tree.subtree_of(t, RELATIVES)):
        return True  # "une explosion due au gaz"
    return any(not any(words.has("weapon_doer", tree.lemma(c)) for c in t.children) for t in fires)  # "tank fire"
