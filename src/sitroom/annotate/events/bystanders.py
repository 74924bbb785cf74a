"""Who only stands near an act: the place of a strike ("in northern Iraq"), a member of those who bear it ("thirty
people, including a minister, were jailed"), who is spoken of in the deed somebody is accused of; and to whom a strike
is credited ("strikes blamed on Turkey"), who stands near and is the doer.

Deliberately not here: words of a language (`inclusion`, `direction`, `credited` of event_words.toml).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.scene import Scene
from sitroom.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMES = frozenset({"appos", "flat:name"})
SAID = frozenset({"ACCUSE", "REQUEST"})
INSIDE = 4  # words that a name in a deed may hang below


def credited_with(scene: Scene, noun: Token) -> list[Token]:
    """To whom a strike, a raid is said to be owed, right behind its noun."""
    verbs = [c for c in noun.children if c.dep_ in ("acl", "amod") and c.i > noun.i]
    verbs = [c for c in verbs if scene.lexicon.has("credited", tree.lemma(c))]
    return [h for c in verbs for p, h in tree.obliques(c) if scene.lexicon.has("credited_to", p)]


def hit(scene: Scene, weapon: Token, place: Token) -> bool:
    """Is it the country or town that a strike or a weapon only came down in, whose it is not?"""
    return place.i in scene.countries and scene.lexicon.has("weapon_doer", tree.lemma(weapon))


def headed(token: Token) -> Token:
    """What a name stands beside ("the former minister Jan Pol"), or the token itself."""
    while token.dep_ in NAMES and token.head != token:
        token = token.head
    return token


def member(scene: Scene, token: Token) -> bool:
    """Is it one of those to whom something is done, named behind "including"?"""
    token = headed(token)
    before = [*token.lefts, *(g for c in token.lefts for g in c.children)]
    before += [token.head] if token.dep_ == "pobj" else []
    clause = tree.clause_of(token)
    named = any(scene.lexicon.has("inclusion", t.lower_) for t in before)
    return named and clause.pos_ in tree.VERBAL and tree.is_passive(clause) and token not in tree.agents(clause)


def directed(scene: Scene, token: Token) -> bool:
    """Is it a country or town of which only a part is named as the place ("in northern Iraq", "dans le nord du
    Mali")?"""
    if token.i not in scene.countries:
        return False
    words, case = scene.lexicon, tree.case_of(token)
    if words.has("prep_in", case):
        return any(words.has("direction", c.lower_) for c in token.lefts)
    above = token.head.head if token.dep_ == "pobj" else token.head
    part = words.has("prep_of", case) and words.has("direction", tree.lemma(above))
    return part and words.has("prep_in", tree.case_of(above))


def aside(scene: Scene, token: Token, position: int) -> bool:
    """Can somebody be no side of the act told at an offset, by how it is told: he only judges it ("X condemned the
    raid"), or stands in the deed that it charges another with, or names the place of the crime that it judges?"""
    at = scene.block.tokens(Span(start=position, end=position + 1))
    if at is None or not len(at):
        return False
    act = at[0]
    if token.i < act.i:
        return act.pos_ == "NOUN" and judged_by(scene, act, token)
    if cited(scene, token) or accused_deed(scene, token, position) or crime_scene(scene, token, act):
        return True
    return act.pos_ in tree.VERBAL and next_said(scene, token, act)


def cited(scene: Scene, token: Token) -> bool:
    """Is it a person whose word the sentence is told on ("according to Jan Pol, a spokesman")?"""
    token = headed(token)
    actor = scene.actor_at(token)
    case = tree.case_of(token)
    above = token.head.head.lower_ if token.dep_ == "pobj" else ""
    named = scene.lexicon.has("cited", case) or scene.lexicon.has("cited", f"{above} {case}")
    return named and actor is not None and actor.kind == "person"


def next_said(scene: Scene, token: Token, act: Token) -> bool:
    """Is it named only in what the same one says next ("appelle à des sanctions et exhorte la Chine à ...", "condemned
    the murders and called on the police to ...")? Not who did what is judged ("condemned the invasion and asked X")."""
    joined = [c for c in act.children if c.dep_ == "conj" and c.pos_ in tree.VERBAL and c.i < token.i]
    if not any(c == token or c.is_ancestor(token) for c in joined):
        return False
    first = min(c.i for c in joined)
    own = [t for t in (*tree.objects(act), *(h for _, h in tree.obliques(act))) if act.i < t.i < first]
    types = {rule.trigger.type for rest, rule in scene.lexicon.verbs.get(tree.lemma(act), ()) if not rest}
    if scene.lexicon.has("condemning", tree.lemma(act)):
        return any(scene.lexicon.has("terror", tree.lemma(t)) for t in own)
    return bool(own and types) and types <= SAID


def judged_by(scene: Scene, noun: Token, token: Token) -> bool:
    """Is it the subject of a verb that only judges what the noun tells?"""
    verb = noun.head
    while verb.dep_ in ("prep", "conj", "nmod") and verb.head != verb:
        verb = verb.head
    judges = verb.pos_ in tree.VERBAL and scene.lexicon.has("condemning", tree.lemma(verb))
    return judges and not tree.is_passive(verb) and any(token in tree.conjuncts(s) for s in tree.subjects(verb))


def crime_scene(scene: Scene, token: Token, verb: Token) -> bool:
    """Is it the country where a crime that the verb judges was done ("condemned the massacre in Kenya")?"""
    if token.i not in scene.countries or not scene.lexicon.has("prep_in", tree.case_of(token)):
        return False
    if verb.pos_ not in tree.VERBAL or not scene.lexicon.has("condemning", tree.lemma(verb)):
        return False
    crimes = [t for t in tree.ancestors(token) if t.i > verb.i and t.pos_ == "NOUN"]
    crimes = crimes or [o for o in tree.objects(verb) if verb.i < o.i < token.i]  # the place hung on the verb
    types = {r.trigger.type for t in crimes for rest, r in scene.lexicon.nouns.get(tree.lemma(t), ()) if not rest}
    words = [w for t in crimes for w in (t, *t.children)]
    return "ASSAULT" in types or any(scene.lexicon.has("terror", tree.lemma(w)) for w in words)


def accused_deed(scene: Scene, token: Token, position: int) -> bool:
    """Does it only stand in the deed that the verb at an offset charges somebody with ("was accused of backing Turkey's
    raids")?"""
    one = token
    for _ in range(INSIDE):
        above = one.head
        if above == one:
            return False
        clause = one.dep_ in tree.COMPLEMENT or one.dep_ == "pcomp"
        if clause and one.pos_ in tree.VERBAL and one != token:
            verb = above.head if one.dep_ == "pcomp" else above
            held = scene.block.span(verb).start <= position < scene.block.span(verb).end
            return held and scene.lexicon.has("accusing", tree.lemma(verb))
        one = above
    return False
