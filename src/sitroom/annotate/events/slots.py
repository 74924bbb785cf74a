"""Places in a sentence where parties stand, looked up the same way for verbs and event nouns: under a preposition, in
the clause below, before an institution's gates.

Deliberately not here: what a party is (parties.py), and which place is the actor's (roles.py, nouns.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.parties import parties
from sitroom.annotate.events.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token


def facing(scene: Scene, word: Token) -> list[Token]:
    """The institution a crowd stands before: "outside the ministry", "at the gates of the prefecture", "marched on
    parliament"."""
    found: list[Token] = []
    for name, head in tree.obliques(word):
        words = scene.lexicon
        if not (words.has("prep_facing", name) or words.has("prep_facing", name.split(" ")[-1])):
            continue
        inner = [h for _, h in tree.obliques(head)] if words.has("frontage", tree.lemma(head)) else [head]
        for one in inner:  # "the ministry", "the police station"
            named_by = [one, *(c for c in one.children if c.dep_ == "compound")]
            found += [one] if any(words.has("institution", tree.lemma(t)) for t in named_by) else []
    return found


def named(scene: Scene, token: Token, names: str) -> list[Token]:
    """Heads of prepositional dependents with one of these prepositions, `prep_x` standing for a word list."""
    wanted = names.split(",")

    def fits(preposition: str) -> bool:
        return any(n == preposition or scene.lexicon.has(n, preposition) for n in wanted)

    found = [h for p, h in tree.obliques(token) if fits(p) and h.i not in scene.timed]
    if found:
        return found
    lasting = {h.i for _, h in tree.obliques(token) if scene.lexicon.has("time_unit", tree.lemma(h))}
    days = scene.timed | lasting  # "for a ninth night against the decision"
    todo = [c for c in token.children if c.i in days] + [h for _, h in tree.obliques(token) if h.i in lasting]
    for _ in range(6):  # "the attack of 7 October by Hamas", with the doer hung on the day
        if not todo:
            break
        day = todo.pop()
        found += [h for p, h in tree.obliques(day) if fits(p) and h.i not in days]
        todo += [c for c in day.children if c.i in days]
    return found


def below(scene: Scene, clauses: list[Token], depth: int) -> list[Token]:
    """Parties' places in the clauses a verb governs: their own subject, then object and prepositional dependents."""
    for clause in clauses:
        own = [c for c in clause.children if c.dep_ in tree.SUBJECT and not tree.is_relative(c)]
        if own and not tree.is_passive(clause) and own[0].pos_ != "PRON" and parties(scene, own):
            return own
        agents = tree.agents(clause) if tree.is_passive(clause) else []
        heads = agents or [c for c in clause.children if c.dep_ in tree.INDIRECT and c.pos_ != "ADP"]
        heads = heads or named(scene, clause, "prep_to,prep_against,prep_with")
        things = [t for t in tree.objects(clause) if t != clause.head]
        for thing in things:
            heads = heads or named(scene, thing, "prep_to,prep_against,prep_with,prep_on")
        made = scene.lexicon.has("sending", tree.lemma(clause)) or scene.lexicon.has("creating", tree.lemma(clause))
        if made:  # "promised to send experts", "agreed to set up a force": a means, not a party
            things = []
        things = [t for t in things if not their_troops(scene, t)]
        heads = heads if parties(scene, heads) else things
        heads = heads if parties(scene, heads) else named(scene, clause, "prep_on,prep_in,prep_of,from")
        if parties(scene, heads):
            return heads
        if depth < 3:
            inner = below(scene, tree.complements(clause), depth + 1)
            if inner:
                return inner
    return []


def their_troops(scene: Scene, thing: Token) -> bool:
    """Troops of one's own, which are moved and no party ("will withdraw its soldiers from Lebanon")?"""
    if not any(scene.lexicon.has("own", c.lower_) for c in thing.lefts):
        return False
    return any(scene.lexicon.has(name, tree.lemma(thing)) for name in ("force_word", "troops"))


def anywhere(scene: Scene, verb: Token) -> list[Token]:
    """The first party below a verb, whatever its place: first in a clause of condition or reason, then to its right."""
    subjects = {t.i for t in tree.subjects(verb)}
    clauses = [c for c in verb.children if c.dep_ == "advcl"] + [
        c for x in tree.complements(verb) for c in x.children if c.dep_ == "advcl"
    ]
    for clause in clauses:
        own = [c for c in clause.children if c.dep_ in tree.SUBJECT and c.pos_ != "PRON"]
        marks = [c for c in clause.children if c.dep_ == "mark" and not scene.lexicon.has("aside_mark", c.lower_)]
        if own and marks and not of_its_own(scene, clause) and any(p.country for p in parties(scene, own)):
            return own
    others = {t.i for c in verb.children if c.dep_ == "conj" and c.pos_ in tree.VERBAL for t in c.subtree}
    apart = {t.i for c in tree.subtree_of(verb, tree.SUBJECT) if of_its_own(scene, c) for t in c.subtree}
    below = sorted((t for t in tree.subtree_of(verb, tree.SUBJECT)), key=lambda t: t.i)
    for token in below:
        if token.i <= verb.i or token.i in subjects or token.i in others or token.i in apart or located(scene, token):
            continue
        if token.i in scene.countries or token.i in scene.mentions:
            if token.dep_ in ("amod", "compound") and token.head.i > verb.i:
                return [token.head]
            if token.pos_ in ("NOUN", "PROPN"):
                return [token]
    return []


def located(scene: Scene, token: Token) -> bool:
    """Is it a country or town under a bare preposition of place ("à New York", "en Iran"), not "à la Russie"?"""
    if token.i not in scene.countries or not scene.lexicon.has("prep_in", tree.case_of(token)):
        return False
    cases = [c for c in token.lefts if c.dep_ == "case"]
    return not any(c.dep_ == "det" for c in token.lefts) and all(c.lower_ == tree.lemma(c) for c in cases)


def of_its_own(scene: Scene, clause: Token) -> bool:
    """Is it a clause that only goes along with the act: told besides it ("affirmant que ..."), set against it ("tandis
    que ...") or before it ("après que ...")?"""
    if clause.dep_ not in ("advcl", "parataxis") or clause.pos_ not in tree.VERBAL:
        return False
    first = [c for c in clause.lefts if c.dep_ in ("mark", "advmod", "case")]
    if any(scene.lexicon.has("aside_mark", c.lower_) for c in first):
        return True
    participle = "Part" in clause.morph.get("VerbForm", []) and "Pres" in clause.morph.get("Tense", [])
    return participle and any(c.dep_ in tree.COMPLEMENT for c in clause.children)
