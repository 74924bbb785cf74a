"""Who acts and who is acted on, for a matched trigger: the slots its entry names, first that gives a party wins.

Deliberately not here: what a party is (parties.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.conditions import marked
from sitroom.annotate.events.match import Match
from sitroom.annotate.events.parties import Found, parties
from sitroom.annotate.events.scene import Scene
from sitroom.annotate.events.sides import AIMED, beside, own, scenery, struck

if TYPE_CHECKING:
    from spacy.tokens import Token


def participants(scene: Scene, match: Match) -> tuple[list[Found], list[Found]]:
    """Actors and recipients of a match."""
    trigger = match.rule.trigger
    look = _noun_slot if match.kind == "noun" else _verb_slot
    actors = [p for p in _first(scene, match, trigger.actor, look, []) if not scenery(scene, p)]
    recipients = [
        p for p in _first(scene, match, trigger.recipient, look, actors) if not beside(scene, match, p, actors)
    ]
    if trigger.mutual:
        return _merge(actors, recipients), []
    return actors, [p for p in recipients if not own(scene, match, p, actors)]


def _first(
    scene: Scene,
    match: Match,
    slots: tuple[str, ...],
    look: Callable[[Scene, Match, str], list[Token]],
    taken: list[Found],
) -> list[Found]:
    spans = [t.span for t in taken]
    for slot in slots:
        if slot == "none":
            break
        aside = slot == "place" and slots is match.rule.trigger.recipient
        if aside and match.rule.trigger.type not in AIMED:  # where people march or meet is no party
            continue
        heads = look(scene, match, slot)
        found = parties(scene, heads)
        hit = slot in ("object", "thing", "subject") or (slot.startswith("prep:") and match.kind == "verb")
        if match.rule.trigger.type == "ASSAULT" and hit and not taken_from(slots, match):
            around = parties(scene, look(scene, match, "place")) if "place" in slots else []
            found = struck(scene, heads, found, around)
        found = [p for p in found if not any(p.span.overlaps(s) for s in spans)]
        if slot == "below" and match.rule.trigger.type == "THREATEN":  # "warned that his country would react"
            found = [p for p in found if p.country is None or all(p.country != t.country for t in taken)]
        if found:
            return [replace(p, place=True) for p in found] if aside else found
    return []


def taken_from(slots: tuple[str, ...], match: Match) -> bool:
    """Are these the slots of the actor?"""
    return slots is match.rule.trigger.actor


def _facing(scene: Scene, word: Token) -> list[Token]:
    """The institution a crowd stands before: "outside the ministry", "at the gates of the prefecture", "marched on
    parliament"."""
    found: list[Token] = []
    for name, head in tree.obliques(word):
        words = scene.lexicon
        if not (words.has("prep_facing", name) or words.has("prep_facing", name.split(" ")[-1])):
            continue
        inner = [h for _, h in tree.obliques(head)] if words.has("frontage", tree.lemma(head)) else [head]
        found += [h for h in inner if words.has("institution", tree.lemma(h))]
    return found


def _merge(first: list[Found], second: list[Found]) -> list[Found]:
    return first + [p for p in second if all(p.span != q.span for q in first)]


def _named(scene: Scene, token: Token, names: str) -> list[Token]:
    """Heads of prepositional dependents with one of these prepositions, `prep_x` standing for a word list."""
    wanted = names.split(",")

    def fits(preposition: str) -> bool:
        return any(n == preposition or scene.lexicon.has(n, preposition) for n in wanted)

    found = [h for p, h in tree.obliques(token) if fits(p) and h.i not in scene.timed]
    if found:
        return found
    days, todo = scene.timed, [c for c in token.children if c.i in scene.timed]
    for _ in range(6):  # "the attack of 7 October by Hamas", with the doer hung on the day
        if not todo:
            break
        day = todo.pop()
        found += [h for p, h in tree.obliques(day) if fits(p) and h.i not in days]
        todo += [c for c in day.children if c.i in days]
    return found


def _verb_slot(scene: Scene, match: Match, slot: str) -> list[Token]:
    verb = match.token
    name, _, rest = slot.partition(":")
    if name == "subject":
        anchor = match.verb if match.kind == "adjective" and match.verb is not None else verb
        return _subjects(scene, anchor)
    if name == "object":
        found = [t for t in tree.objects(verb) if tree.lemma(t) not in match.rest and t.lower_ not in match.rest]
        found = found or tree.after_particle(verb, match.rest)
        return [t for t in found if not _wanted(scene, match, t)]
    if name == "indirect":
        found = [c for c in verb.children if c.dep_ in tree.INDIRECT and c.pos_ != "ADP"]
        return found + [h for c in verb.children if c.dep_ == "dative" for h in c.children if h.dep_ == "pobj"]
    if name == "prep":
        found = [t for t in _named(scene, verb, rest) if tree.lemma(t) not in match.rest]
        for thing in tree.objects(verb) + [c for c in verb.children if c.dep_ in ("acomp", "attr")]:
            found += _named(scene, thing, rest)
        if not found and match.rule.trigger.mutual:  # "spoke by telephone to the king"
            found = [t for _, h in tree.obliques(verb) if h.pos_ == "NOUN" for t in _named(scene, h, rest)]
        return found
    if name == "below":
        return _below(scene, tree.complements(verb), 0)
    if name == "condition":
        return _condition(scene, verb)
    if name == "thing":  # what the object's act is aimed at: "called for sanctions against X"
        heads = [t for t in tree.objects(verb) if not _wanted(scene, match, t)]
        heads += [h for _, h in tree.obliques(verb)]
        return [t for h in heads for t in _named(scene, h, "prep_against,prep_with,prep_to,prep_on,prep_of,prep_in")]
    if name == "place":
        return _named(scene, verb, "prep_in") or [
            t for _, h in tree.obliques(verb) for t in _named(scene, h, "prep_in")
        ]
    if name == "anywhere":
        return _anywhere(scene, verb)
    if name == "facing":
        things = [t for t in tree.objects(verb) if scene.lexicon.has("frontage", tree.lemma(t))]
        return _facing(scene, verb) or [t for thing in things for t in _facing(scene, thing)]
    return []


def _wanted(scene: Scene, match: Match, thing: Token) -> bool:
    """Is it something to be made, whose parts are nobody asked ("called for a meeting of the council")?"""
    return match.rule.trigger.type == "REQUEST" and scene.lexicon.has("made_thing", tree.lemma(thing))


def _subjects(scene: Scene, verb: Token) -> list[Token]:
    """Subjects that are parties; of a participle after a thing ("a declaration demanding ..."), the clause's
    subject."""
    found = tree.subjects(verb) or _before(scene, verb)
    if verb.dep_ == "acl" and found == [verb.head] and verb.nbor(-1).text == "," and verb.head.dep_ not in tree.SUBJECT:
        whole = tree.subjects(tree.clause_of(verb.head))  # "hailed the condemnation of the attack, calling it ..."
        if parties(scene, whole):
            return whole
    if verb.dep_ in ("acl", "xcomp") and found and not parties(scene, found) and not tree.is_passive(verb):
        above = tree.clause_of(verb.head)
        if above != verb:
            return tree.subjects(above) or found
    return found


def _before(scene: Scene, verb: Token) -> list[Token]:
    """The nearest noun phrase before a verb the parser left without subject, in the same clause."""
    if verb.dep_ not in ("ROOT", "acl", "conj", "ccomp") or tree.is_passive(verb):
        return []
    if verb.dep_ == "acl" and verb.head.pos_ in tree.NOMINAL:
        return [verb.head] if any(c.dep_.startswith("aux") for c in verb.children) else []
    for i in range(verb.i - 1, max(0, verb.i - 8) - 1, -1):
        token = verb.doc[i]
        if token.is_punct or token.pos_ in ("SCONJ", "CCONJ", "VERB"):
            return []
        if (token.pos_ == "PROPN" or token.i in scene.mentions or token.i in scene.countries) and token.dep_ != "pobj":
            return [token] if not tree.cases(token) else []
    return []


def _below(scene: Scene, clauses: list[Token], depth: int) -> list[Token]:
    """Parties' places in the clauses a verb governs: their own subject, then object and prepositional dependents."""
    for clause in clauses:
        own = [c for c in clause.children if c.dep_ in tree.SUBJECT and not tree.is_relative(c)]
        if own and not tree.is_passive(clause) and own[0].pos_ != "PRON" and parties(scene, own):
            return own
        agents = tree.agents(clause) if tree.is_passive(clause) else []
        heads = agents or [c for c in clause.children if c.dep_ in tree.INDIRECT and c.pos_ != "ADP"]
        heads = heads or _named(scene, clause, "prep_to,prep_against,prep_with")
        things = [t for t in tree.objects(clause) if t != clause.head]
        for thing in things:
            heads = heads or _named(scene, thing, "prep_to,prep_against,prep_with,prep_on")
        if scene.lexicon.has("sending", tree.lemma(clause)):  # "promised to send experts": a means, not a party
            things = []
        heads = heads if parties(scene, heads) else things
        heads = heads if parties(scene, heads) else _named(scene, clause, "prep_on,prep_in,prep_of")
        if parties(scene, heads):
            return heads
        if depth < 3:
            inner = _below(scene, tree.complements(clause), depth + 1)
            if inner:
                return inner
    return []


def _condition(scene: Scene, verb: Token) -> list[Token]:
    """Subject of an if-clause under a threat or promise: "would react if Israel struck"."""
    for token in tree.subtree_of(verb):
        if token.i > verb.i and marked(token, scene.lexicon):
            own = [c for c in token.children if c.dep_ in tree.SUBJECT and c.pos_ != "PRON"]
            return own or ([token] if token.pos_ in ("NOUN", "PROPN") else [])
    return []


def _anywhere(scene: Scene, verb: Token) -> list[Token]:
    """The first party below a verb, whatever its place: first in a clause of condition or reason, then to its right."""
    subjects = {t.i for t in tree.subjects(verb)}
    clauses = [c for c in verb.children if c.dep_ == "advcl"] + [
        c for x in tree.complements(verb) for c in x.children if c.dep_ == "advcl"
    ]
    for clause in clauses:
        own = [c for c in clause.children if c.dep_ in tree.SUBJECT and c.pos_ != "PRON"]
        if own and any(c.dep_ == "mark" for c in clause.children) and any(p.country for p in parties(scene, own)):
            return own
    others = {t.i for c in verb.children if c.dep_ == "conj" and c.pos_ in tree.VERBAL for t in c.subtree}
    below = sorted((t for t in tree.subtree_of(verb, tree.SUBJECT)), key=lambda t: t.i)
    for token in below:
        if token.i <= verb.i or token.i in subjects or token.i in others:
            continue
        if token.i in scene.countries or token.i in scene.mentions:
            if token.dep_ in ("amod", "compound") and token.head.i > verb.i:
                return [token.head]
            if token.pos_ in ("NOUN", "PROPN"):
                return [token]
    return []


def _noun_slot(scene: Scene, match: Match, slot: str) -> list[Token]:
    noun, light = match.token, match.verb
    name, _, rest = slot.partition(":")
    if name == "subject":
        return _doer(scene, noun, light)
    if name == "object":
        return _target(scene, noun, light)
    if name == "prep":
        found = _named(scene, noun, rest)
        return found or (_named(scene, light, rest) if light is not None else [])
    if name == "owner":
        return _owner(scene, noun)
    if name == "self":  # "neuf prêtres sous les verrous": the noun is who it is done to
        return [noun]
    if name == "sentence":
        return []
    if name == "both":  # participants of a meeting
        among = _named(scene, noun, "prep_between")
        if light is not None:
            among += _named(scene, light, "prep_between")
            among += [] if noun in tree.subjects(light) else tree.subjects(light)
        return among + _beside(scene, noun, light) or _owner(scene, noun) or _modifier(scene, noun)
    if name == "below":
        return _below(scene, tree.complements(noun) + (tree.complements(light) if light is not None else []), 0)
    if name == "place":
        return _named(scene, noun, "prep_in") + (_named(scene, light, "prep_in") if light is not None else [])
    if name == "thing":
        inner = [h for _, h in tree.obliques(noun)]
        return [
            t
            for h in inner
            for t in _named(scene, h, "prep_between,prep_against,prep_with,prep_to,prep_on,prep_of,prep_in,from")
        ]
    if name == "anywhere":
        return _anywhere(scene, light if light is not None else noun)
    if name == "facing":
        return _facing(scene, noun) or (_facing(scene, light) if light is not None else [])
    return []


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
    if not _named(scene, noun, "prep_with"):
        found += [h for h in _named(scene, verb, "prep_to,prep_with") if h.i != noun.i]
        found += [
            c for c in verb.children if c.dep_ in tree.INDIRECT or (c.dep_ in tree.OBJECT and verb.tag_.startswith("V"))
        ]
    return found


def _near(scene: Scene, noun: Token, names: str) -> list[Token]:
    """A prepositional phrase soon after the noun that the parser hung on something between ("attaque présumée de
    ...")."""
    wanted = names.split(",")
    for i in range(noun.i + 1, min(noun.i + 11, noun.sent.end)):
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
                return [token.head] if token.head.i > token.i else []
            return [c for c in token.children if c.dep_ == "pobj"]
        if token.pos_ in ("NOUN", "PROPN") and not (scene.lexicon.has("prep_of", tree.cases(token))):
            return []
    return []


def _owner(scene: Scene, noun: Token) -> list[Token]:
    return [c for c in noun.children if c.dep_ == "poss"] + _named(scene, noun, "prep_of")


def _modifier(scene: Scene, noun: Token) -> list[Token]:
    found = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.i in scene.countries]
    found += [c for c in noun.children if c.dep_ == "compound" and c.i in scene.mentions and c not in found]
    found = found or [d for c in noun.children if c.dep_ == "compound" for d in c.children if d.i in scene.countries]
    return [t for t in found if not (t.dep_ == "nmod" and tree.cases(t))]


def _doer(scene: Scene, noun: Token, light: Token | None) -> list[Token]:
    by = _named(scene, noun, "prep_by") + [
        a for c in noun.children if borne(scene, c) for a in tree.agents(c) or _named(scene, c, "prep_by")
    ]  # "the strikes carried out by X"
    if by:
        return by
    if light is not None and not scene.lexicon.has("undergone", tree.lemma(light)):
        doers = [t for t in tree.subjects(light) if t.i != noun.i]
        if doers and parties(scene, doers):
            return doers
    owned = [c for c in noun.children if c.dep_ == "poss"]
    adjectives = _modifier(scene, noun)
    of = _named(scene, noun, "prep_of") or _near(scene, noun, "prep_of")
    if adjectives and not owned:
        return adjectives
    target = _named(scene, noun, "prep_against,prep_on") or _near(scene, noun, "prep_against")
    if owned:
        return owned
    if target or scene.lexicon.has("noun_of_doer", tree.lemma(noun)):
        return of
    return [] if scene.lexicon.has("noun_of_target", tree.lemma(noun)) else of


def borne(scene: Scene, verb: Token) -> bool:
    """Is it a participle that only carries the noun before it ("strikes carried out by", "frappes menées par")?"""
    return verb.dep_ in ("acl", "amod") and verb.pos_ == "VERB" and scene.lexicon.has("light", tree.lemma(verb))


def _suffering(scene: Scene, noun: Token, light: Token | None) -> list[Token]:
    """Who suffers an act told by a noun: the subject of "essuie des critiques", of "est visé par une enquête"."""
    if light is not None and scene.lexicon.has("undergone", tree.lemma(light)):
        return [t for t in tree.subjects(light) if t.i != noun.i]
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if scene.lexicon.has("aimed", tree.lemma(verb)) and tree.is_passive(verb) and noun in tree.agents(verb):
        return [t for t in tree.objects(verb) if t.i != noun.i]
    return []


def _target(scene: Scene, noun: Token, light: Token | None) -> list[Token]:
    target = _named(scene, noun, "prep_against,prep_on")
    target = target or [t for c in noun.children if borne(scene, c) for t in _named(scene, c, "prep_against,prep_on")]
    if not target and light is not None:
        target = _named(scene, light, "prep_against,prep_on")
    target = target or _near(scene, noun, "prep_against") or _suffering(scene, noun, light)
    if target:
        return target
    of = _named(scene, noun, "prep_of")
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
