"""Who acts and who is acted on, for a trigger that is an event noun ("the attack on A by B", "A held talks with B").

Deliberately not here: verbs (roles.py), and what a party is (parties.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.match import Match
from sitroom.annotate.events.mends import next_phrase
from sitroom.annotate.events.nominal import done_by, done_to, wide
from sitroom.annotate.events.parties import parties
from sitroom.annotate.events.scene import Scene
from sitroom.annotate.events.slots import anywhere, below, facing, named

if TYPE_CHECKING:
    from spacy.tokens import Token


def noun_slot(scene: Scene, match: Match, slot: str) -> list[Token]:
    noun, light = match.token, match.verb
    name, _, rest = slot.partition(":")
    if match.base and name in ("subject", "object", "indirect", "prep"):
        return derived_slot(scene, match, name, rest)
    if name == "subject":
        return _doer(scene, noun, light)
    if name == "object":
        return _target(scene, noun, light)
    if name == "prep":
        return _under(scene, noun, light, rest)
    if name == "owner":
        return _owner(scene, noun)
    if name == "self":  # "neuf prêtres sous les verrous": the noun is who it is done to
        return [noun]
    if name == "sentence":
        return []
    if name == "clause_object":  # "sentenced X to six years in prison"
        return [o for o in tree.objects(tree.clause_of(noun)) if o.i != noun.i]
    if name == "clause_subject":  # "the fishermen are in the hands of X"
        return (
            [c for c in tree.clause_of(noun).children if c.dep_ in tree.SUBJECT and c.i != noun.i]
            or [c for c in noun.children if c.dep_ in tree.SUBJECT]
            or _topic(noun)
        )
    if name == "clause":  # "on a visit to X, the minister said ..."
        return [s for s in tree.subjects(tree.clause_of(noun)) if not noun.is_ancestor(s)]
    if name == "both":  # participants of a meeting
        among = paired(_under(scene, noun, None, "prep_between"))
        among = among or [t for c in noun.children if c.dep_ == "amod" for t in named(scene, c, "prep_between")]
        if light is not None:
            among += paired(named(scene, light, "prep_between"))
            among += [] if noun in tree.subjects(light) else tree.subjects(light)
        if noun.dep_ in tree.SUBJECT and scene.lexicon.has("opposing", tree.lemma(noun.head)):
            among += opposed(scene, noun.head)
        elif light is None and noun.dep_ in tree.SUBJECT:  # "the truce took effect between X and Y"
            among += named(scene, noun.head, "prep_between")
        return among + _beside(scene, noun, light) or _owner(scene, noun) or _modifier(scene, noun)
    if name == "below":
        return below(scene, tree.complements(noun) + (tree.complements(light) if light is not None else []), 0)
    if name == "place":
        where = named(scene, noun, "prep_in") + (named(scene, light, "prep_in") if light is not None else [])
        return [t for t in where if t.i in scene.countries or tree.lemma(t) not in scene.lexicon.nouns]
    if name == "thing":
        inner = [h for _, h in tree.obliques(noun)]
        return [
            t
            for h in inner
            for t in named(scene, h, "prep_between,prep_against,prep_with,prep_to,prep_on,prep_of,prep_in,from")
        ]
    if name == "anywhere":
        return anywhere(scene, light if light is not None else noun)
    if name == "facing":
        return facing(scene, noun) or (facing(scene, light) if light is not None else [])
    return []


def opposed(scene: Scene, verb: Token) -> list[Token]:
    """Whom a verb sets against each other ("les combats ont opposé vendredi à Conakry X à Y"): not the town."""
    one, other = tree.objects(verb), named(scene, verb, "prep_a")
    towns = [t for t in other if t.i in scene.countries and scene.countries[t.i].kind in ("place", "capital")]
    if towns == other:
        other = [h for o in one for h in wide(o, frozenset(scene.lexicon.words.get("prep_a", ())))] or other
    return [*one, *other]


def derived_slot(scene: Scene, match: Match, name: str, rest: str) -> list[Token]:
    """The places of subject, object and prepositions of a noun made of a verb."""
    noun, light = match.token, match.verb
    if name == "object":
        return done_to(noun)
    if name == "indirect":
        return named(scene, noun, "prep_a")
    if name == "prep":
        under = done_to(noun)
        wanted = [*scene.lexicon.words.get("prep_of", ())]
        found = [t for t in named(scene, noun, rest) if t not in under]
        found = found or (named(scene, light, rest) if light is not None else [])
        return found or [t for h in under for t in named(scene, h, rest) if tree.case_of(t) not in wanted]
    by = wide(noun, frozenset(scene.lexicon.words.get("prep_by", ())))
    if by or light is None or bears(scene, light):
        named_by = [t for t in done_by(noun, scene.timed) if t.i in scene.countries or t.i in scene.mentions]
        return by or named_by or [t for t in done_by(noun, scene.timed) if t.dep_ == "poss"]
    return [t for t in tree.subjects(light) if t.i != noun.i] or done_by(noun)


def _under(scene: Scene, noun: Token, light: Token | None, names: str) -> list[Token]:
    """Who stands under one of these prepositions beside an event noun, its light verb, or the verb it is subject of,
    also where the parser hung them on a phrase between ("ultimatum de l'armée aux rebelles")."""
    found = named(scene, noun, names) or (named(scene, light, names) if light is not None else [])
    inside = [h for p, h in tree.obliques(noun) if scene.lexicon.has("prep_of", p)]
    found = found or [
        t for h in inside for t in named(scene, h, names) if not scene.lexicon.has("prep_of", tree.cases(t))
    ]
    if found or noun.dep_ not in tree.SUBJECT or noun.head.pos_ not in tree.VERBAL:
        return found
    found = named(scene, noun.head, names)
    wanted = {p for n in names.split(",") for p in scene.lexicon.words.get(n, (n,))}
    return found or [t for t in wide(noun.head, frozenset(wanted)) if t.i > noun.head.i]


def _topic(noun: Token) -> list[Token]:
    """Whom a line without verb is about ("Sept ministres du Sahel en conclave à Niamey")."""
    top = tree.clause_of(noun)
    return [top] if top.pos_ in ("NOUN", "PROPN") and top.head == top and top.i < noun.i else []


def paired(heads: list[Token]) -> list[Token]:
    """Who stands between, and the other side where the parser hung it elsewhere ("entre le Hamas et l'Égypte")."""
    if len(heads) != 1 or len(tree.conjuncts(heads[0])) > 1:
        return heads
    i = max(t.i for t in tree.subtree_of(heads[0], frozenset({"conj", "relcl", "acl:relcl", "advcl"}))) + 1
    doc, end = heads[0].doc, tree.bounds(heads[0])[1]
    if i >= end or doc[i].pos_ != "CCONJ":
        return heads
    return heads + next_phrase(doc[i])


def _beside(scene: Scene, noun: Token, light: Token | None) -> list[Token]:
    """Who talks in a talk named in passing: "X told Y in a phone call that ...", "in a call with Y, X said ..."."""
    preposition = noun.head if noun.dep_ == "pobj" else None
    top = noun if preposition is None else preposition
    verb = top.head if top.head.pos_ in tree.VERBAL else tree.clause_of(top)
    name = preposition.lower_ if preposition is not None else tree.cases(noun) or tree.cases(noun.head)
    adjunct = scene.lexicon.has("prep_during", name) or (
        noun.head.pos_ == "ADV" and scene.lexicon.has("prep_during", noun.head.lower_)
    )
    if light is not None or not adjunct or verb.pos_ not in tree.VERBAL:
        return []
    found = [t for t in tree.subjects(verb) if not noun.is_ancestor(t)]
    if not named(scene, noun, "prep_with"):
        found += [h for h in named(scene, verb, "prep_to,prep_with") if h.i != noun.i]
        found += [
            c for c in verb.children if c.dep_ in tree.INDIRECT or (c.dep_ in tree.OBJECT and verb.tag_.startswith("V"))
        ]
    return found


def _near(scene: Scene, noun: Token, names: str) -> list[Token]:
    """A prepositional phrase soon after the noun that the parser hung on something between ("attaque présumée de ...",
    "a raid by soldiers in Goma on a camp")."""
    wanted = names.split(",")
    for i in range(noun.i + 1, min(noun.i + 11, tree.bounds(noun)[1])):
        token = noun.doc[i]
        if (token.pos_ in ("VERB", "AUX", "SCONJ") and token.dep_ not in ("acl", "amod")) or token.text in (
            ".",
            ";",
            ":",
            ",",
        ):
            return []
        if token.pos_ == "ADP" and any(
            n == tree.lemma(token) or scene.lexicon.has(n, tree.lemma(token)) for n in wanted
        ):
            if token.dep_ == "case":
                return [token.head] if token.head.i > token.i and token.head.i not in scene.timed else []
            return [c for c in token.children if c.dep_ == "pobj" and c.i not in scene.timed]
        if token.pos_ in ("NOUN", "PROPN") and not passable(scene, token):
            return []
    return []


def passable(scene: Scene, token: Token) -> bool:
    """Does a phrase go on over this noun: it stands under a preposition, or before the noun that does?"""
    if scene.lexicon.has("prep_of", tree.cases(token)):
        return True
    return token.dep_ == "pobj" or (token.dep_ in ("compound", "poss") and token.head.i > token.i)


def _owner(scene: Scene, noun: Token) -> list[Token]:
    return [c for c in noun.children if c.dep_ == "poss"] + named(scene, noun, "prep_of")


def _modifier(scene: Scene, noun: Token) -> list[Token]:
    found = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.i in scene.countries]
    found += [c for c in noun.children if c.dep_ == "compound" and c.i in scene.mentions and c not in found]
    found = found or [d for c in noun.children if c.dep_ == "compound" for d in c.children if d.i in scene.countries]
    return [t for t in found if not (t.dep_ == "nmod" and tree.cases(t))]


def doers(scene: Scene, noun: Token) -> list[Token]:
    """Who did what an event noun names."""
    return _doer(scene, noun, None)


def _doer(scene: Scene, noun: Token, light: Token | None) -> list[Token]:
    by = named(scene, noun, "prep_by") or _near(scene, noun, "prep_by") or _by_far(scene, noun)
    by += [
        a for c in noun.children if borne(scene, c) for a in tree.agents(c) or named(scene, c, "prep_by")
    ]  # "the strikes carried out by X"
    if by:
        return by
    if light is not None and not bears(scene, light):
        doers = [t for t in tree.subjects(light) if t.i != noun.i]
        if doers and parties(scene, doers):
            return doers
    owned = [c for c in noun.children if c.dep_ == "poss" and not is_when(scene, c)]
    adjectives = _modifier(scene, noun)
    of = named(scene, noun, "prep_of") or _near(scene, noun, "prep_of")
    if adjectives and not owned:
        return adjectives
    target = named(scene, noun, "prep_against,prep_on") or _near(scene, noun, "prep_against")
    if owned:
        return owned
    if target or scene.lexicon.has("noun_of_doer", tree.lemma(noun)):
        return of
    return [] if scene.lexicon.has("noun_of_target", tree.lemma(noun)) else of


def is_when(scene: Scene, token: Token) -> bool:
    """Is a possessor only a time ("Monday's Israeli raid", "last week's seizure")?"""
    return token.i in scene.timed or scene.lexicon.has("time_unit", tree.lemma(token))


def _by_far(scene: Scene, noun: Token) -> list[Token]:
    """The doer behind a long phrase of who undergoes it ("the detention of a boat and its crew by the navy")."""
    if not scene.lexicon.has("noun_of_target", tree.lemma(noun)):
        return []
    under = tree.subtree_of(noun, frozenset({"relcl", "acl:relcl", "acl", "advcl", "appos"}))
    return [h for t in under for p, h in tree.obliques(t) if scene.lexicon.has("prep_by", p)]


def borne(scene: Scene, verb: Token) -> bool:
    """Is it a participle that only carries the noun before it ("strikes carried out by", "frappes menées par")?"""
    return verb.dep_ in ("acl", "amod") and verb.pos_ == "VERB" and scene.lexicon.has("light", tree.lemma(verb))


def bears(scene: Scene, light: Token) -> bool:
    """Does the subject of a light verb bear what the noun names ("essuie des critiques", "fait l'objet d'un raid")?"""
    things = ["", *(f" {tree.lemma(t)}" for t in light.children if t.dep_ in tree.OBJECT)]
    return any(scene.lexicon.has("undergone", f"{tree.lemma(light)}{t}") for t in things)


def _suffering(scene: Scene, noun: Token, light: Token | None) -> list[Token]:
    """Who suffers an act told by a noun: the subject of "essuie des critiques", of "est visé par une enquête"."""
    if light is not None and bears(scene, light):
        return [t for t in tree.subjects(light) or light.children if t.i != noun.i and t.dep_ in tree.SUBJECT]
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if scene.lexicon.has("aimed", tree.lemma(verb)) and tree.is_passive(verb) and noun in tree.agents(verb):
        return [t for t in tree.objects(verb) if t.i != noun.i]
    return []


def _target(scene: Scene, noun: Token, light: Token | None) -> list[Token]:
    target = named(scene, noun, "prep_against,prep_on")
    target = target or [t for c in noun.children if borne(scene, c) for t in named(scene, c, "prep_against,prep_on")]
    if not target and light is not None:
        target = named(scene, light, "prep_against,prep_on")
    target = target or _near(scene, noun, "prep_against,prep_on") or _suffering(scene, noun, light)
    if target:
        return target
    of = named(scene, noun, "prep_of")
    if of and wide(noun, frozenset(scene.lexicon.words.get("prep_by", ()))):
        return of  # "the shooting of a councillor by soldiers"
    verb = noun.head
    above = verb.head if noun.dep_ == "pobj" else verb
    if scene.lexicon.has("target_word", tree.lemma(above)):  # "the post was the target of a raid"
        struck = [c for c in above.children if c.dep_ in tree.SUBJECT]
        struck = struck or (tree.subjects(above.head) if above.head.pos_ in tree.VERBAL else [])
        return [t for t in struck if not noun.is_ancestor(t)] or ([above.head] if above.dep_ == "appos" else [])
    if above.pos_ == "VERB" and scene.lexicon.has("dying", tree.lemma(above)):  # "eleven soldiers died in an ambush"
        return [t for t in tree.subjects(above) if not noun.is_ancestor(t)]
    harmed = [] if verb.pos_ != "VERB" or noun.dep_ not in tree.SUBJECT else tree.objects(verb)
    if harmed and scene.lexicon.has("harm", tree.lemma(verb)):
        return harmed
    if of and scene.lexicon.has("noun_of_target", tree.lemma(noun)):
        return of
    return of if _modifier(scene, noun) or light is not None else []
