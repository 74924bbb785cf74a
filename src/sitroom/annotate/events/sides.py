"""Which of the phrases found are sides of the act: of the class a rule asks for, not scenery, not the actor's own.

Deliberately not here: where a side stands in the sentence (roles.py) and what a party is (parties.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.bystanders import directed, member
from sitroom.annotate.events.match import Match
from sitroom.annotate.events.parties import PERSON_LIKE, Found
from sitroom.annotate.events.phrases import country_of, phrase_span
from sitroom.annotate.events.scene import Scene
from sitroom.annotate.events.slots import their_troops

if TYPE_CHECKING:
    from spacy.tokens import Token

# Acts that may be done to whoever is at their place; where people march, meet or are posted is only a place.
AIMED = frozenset({"ASSAULT", "COERCE", "SANCTION", "AID", "RETREAT", "CONCEDE", "ACCUSE"})
LEFT_BEHIND = frozenset({"RETREAT", "CONCEDE"})  # a town that is left, a road that is cleared, is only the place
BESIDE = frozenset({"amod", "compound", "nmod", "appos", "flat:name", "poss"})


def own(scene: Scene, match: Match, party: Found, actors: list[Found]) -> bool:
    """Does a would-be recipient only belong to the actor: "searched his house" (whose, if not theirs), troops one
    moves or pulls back?"""
    token = party.token
    if scene.lexicon.has("owner", token.lower_) and actors:
        return all(party.span == a.span or (party.actor is not None and party.actor == a.actor) for a in actors)
    if token not in tree.objects(match.anchor):
        return False
    theirs = any(scene.lexicon.has("own", c.lower_) for c in token.lefts)
    if match.rule.trigger.type == "CONSULT" and theirs and tree.lemma(token) in match.rule.object:
        return True  # "enverra ses chefs du renseignement"
    if match.rule.trigger.type in ("AGREE", "AID") and party.country is None and is_sent(scene, token):
        return True  # "promised two ships"
    if match.rule.trigger.type not in ("MOBILIZE", "RETREAT", "CONCEDE"):
        return False
    if their_troops(scene, token):
        return True
    return scene.lexicon.has("troops", tree.lemma(token)) and any(party.country in (None, a.country) for a in actors)


def is_sent(scene: Scene, token: Token) -> bool:
    """Is it something that is given or sent, not somebody it is sent to?"""
    return any(scene.lexicon.has(words, tree.lemma(token)) for words in ("aid", "troops", "sent_thing"))


def of_class(scene: Scene, found: list[Found], wanted: frozenset[str]) -> bool:
    """Is one of the parties of a class a rule asks for: by its head, a word beside it, or its nature ("=state")?"""
    if not wanted:
        return True
    for party in found:
        token = party.token
        near = [token, *(c for c in token.children if c.dep_ in BESIDE)]
        near += [token.head] if token.dep_ in BESIDE else []
        above = token.head.head if token.dep_ == "pobj" else token.head  # "thousands of Georgians"
        near += [above] if scene.lexicon.has("measure", tree.lemma(above)) else []
        if any(tree.lemma(t) in wanted or t.lower_ in wanted for t in near):
            return True
        actor = scene.actors.get(party.actor) if party.actor else None
        person = token.ent_type_ in PERSON_LIKE or (actor is not None and actor.kind == "person")
        civil = scene.lexicon.has("civil", tree.lemma(token))
        natures = {
            "=national": party.country is not None,
            "=state": party.sovereign or token.i in scene.countries,
            "=nationals": nationals(scene, token),
            "=political": party.political or party.igo,
            "=person": person or (token.pos_ == "PRON" and scene.lexicon.has("person_pronoun", token.lower_)),
            "=civil": civil or token.pos_ == "NUM",
        }
        if any(natures.get(w, False) for w in wanted) or (actor is not None and actor.sector in wanted):
            return True
    return False


def nationals(scene: Scene, token: Token) -> bool:
    """Is it people named by their nation alone ("des Serbes")?"""
    country = scene.countries.get(token.i)
    return country is not None and country.kind == "demonym" and "Plur" in token.morph.get("Number", [])


def beside(scene: Scene, match: Match, party: Found, actors: list[Found]) -> bool:
    """Is a would-be recipient only an apposition to the actor, the one whose word the act is told on, or (of acts
    that strike nobody) the place?"""
    token = party.token
    if any(a.token.is_ancestor(token) and token.dep_ == "appos" for a in actors):
        return True
    if match.rule.trigger.type != "ASSAULT" and reciprocal(scene, party):
        return True
    span = scene.block.span(match.token)
    told = scene.around(span)
    if token.pos_ != "PRON" and any(party.span.overlaps(source) for s in told for source in s.sources):
        return True
    trigger = match.rule.trigger  # a visit's host is named by the place
    if trigger.type in LEFT_BEHIND and left(scene, party):
        return True
    if trigger.type == "PROTEST" and before_it(scene, match, party):
        return True
    coming = trigger.type == "AGREE" and trigger.modality == "planned" and not trigger.mutual
    hosted = trigger.mode == "visit" or coming
    return trigger.type not in AIMED and not hosted and not party.place and stands_in(scene, party)


def reciprocal(scene: Scene, party: Found) -> bool:
    """Does a phrase only say that the actors do it to each other?"""
    before = party.token.nbor(-1).lower_ if party.token.i else ""
    return scene.lexicon.has("reciprocal", f"{before} {party.token.lower_}")


def before_it(scene: Scene, match: Match, party: Found) -> bool:
    """Is it only what a crowd stands before ("outside the ministry")? Against whom it protests is another matter."""
    for one in (party.token, *tree.ancestors(party.token)):
        if one in (match.token, match.anchor):
            return False
        beside = one.nbor(-1) if one.pos_ == "ADP" and one.i else one
        if any(scene.lexicon.has("cause_word", tree.lemma(t)) for t in (one, beside)):
            return True  # "in solidarity with the lecturers"
        if scene.lexicon.has("prep_standing", tree.case_of(one)):
            return not any(scene.lexicon.has("embassy", tree.lemma(t)) for t in (one, *tree.conjuncts(one)))
    return False


def left(scene: Scene, party: Found) -> bool:
    """Is it a town that somebody leaves, not one that is given something back?"""
    country, case = scene.countries.get(party.token.i), tree.case_of(party.token)
    if country is None or country.kind not in ("place", "capital"):
        return False
    return party.place or party.token in tree.objects(tree.clause_of(party.token)) or scene.lexicon.has("prep_of", case)


def stands_in(scene: Scene, party: Found) -> bool:
    """Is it a city that an earlier stage took for a place, not for its government? Who acts or is acted on by its very
    position in the clause ("Bangui demands", "against Goma") is none."""
    token, words = party.token, scene.lexicon
    if token.dep_ in tree.SUBJECT or token.dep_ in tree.OBJECT or token.dep_ in tree.INDIRECT:
        return False
    first = token
    while first.dep_ == "conj" and not tree.case_of(first) and first.head != first:  # "between the rebels and Bogota"
        first = first.head
    case = tree.case_of(first)
    sides = ("prep_between", "prep_against", "prep_with", "prep_to", "prep_asked")
    if not words.has("prep_in", case) and any(words.has(p, case) for p in sides):
        return False
    country = scene.countries.get(token.i)
    if country is None or country.kind not in ("place", "capital"):
        return False
    if any(t.i in scene.mentions and t.i not in scene.countries for t in tree.conjuncts(token)):
        return False  # "à Colombo et aux séparatistes"
    span = scene.block.span(token)
    return any(span.within(p) and p.use == "literal" for p in scene.sites.get(token.i, ()))


def scenery(scene: Scene, party: Found) -> bool:
    """Is it only where the act took place ("a raid near the Malian border", "the Geneva meeting"), not who acts?"""
    token = party.token
    head = token.head if token.dep_ in ("amod", "compound") or token.pos_ == "ADJ" else token
    if scene.lexicon.has("place_word", tree.lemma(head)) or directed(scene, token) or member(scene, token):
        return True
    return stands_in(scene, party)


def is_struck(scene: Scene, head: Token) -> bool:
    """Is it a thing that is attacked, or a place no table knows ("captured El-Dirra")?"""
    nameless = head.pos_ == "PROPN" and head.dep_ in tree.OBJECT and head.ent_type_ not in PERSON_LIKE
    return scene.lexicon.has("struck_thing", tree.lemma(head)) or (nameless and head.i not in scene.mentions)


def armed_with(scene: Scene, verb: Token) -> bool:
    """Is it weapons that do it ("hit by a drone", "the shell tore into a van"), whatever thing they do it to?"""
    doers = tree.agents(verb) if tree.is_passive(verb) else tree.subjects(verb)
    return any(scene.lexicon.has("weapon_doer", tree.lemma(t)) for t in doers)


def struck(
    scene: Scene, heads: list[Token], found: list[Found], around: list[Found], any_thing: bool = False
) -> list[Found]:
    """What is attacked where nobody is named: the hospital, the depot, the camp itself, not the town it stands in;
    its country is that of its phrase, else of where the act took place (`around`). `any_thing`: whatever is hit."""
    things = [
        h for head in heads for h in tree.conjuncts(head) if is_struck(scene, h) or (any_thing and h.pos_ == "NOUN")
    ]
    result = list(found)
    for thing in things:
        inside = [p for p in found if thing.is_ancestor(p.token)]
        inside = [p for p in inside if not scene.lexicon.has("prep_by", tree.case_of(p.token))]
        located = [p for p in inside if scene.lexicon.has("prep_in", tree.case_of(p.token))]
        if len(inside) != len(located) or any(p.token == thing for p in found):
            continue  # it belongs to somebody, or is a party as it is
        where = located or [p for p in around if p.country]
        country = where[0].country if where else country_of(scene, thing)
        result = [p for p in result if p not in located]
        result.append(Found(thing, phrase_span(scene, thing), None, country, bool(where)))
    return sorted(result, key=lambda p: (p.span.start, p.span.end))
