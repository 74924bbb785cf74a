"""The words around a trigger that belong to it or to its conditions: particles, the words of an idiom, prepositions.

Deliberately not here: which rules hold (match.py), and any word of a language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sitroom.annotate.events import tree

if TYPE_CHECKING:
    from spacy.tokens import Token

IDIOM = 8  # an idiom's words stand within so many words after its verb


def particles(verb: Token, rest: tuple[str, ...]) -> bool:
    """Are the verb's other words there ("carry out", "ouvrir le feu", "se retirer")?"""
    if not rest:
        return True
    if not around(verb).issuperset(rest) or tree.lacks_pronoun(verb, rest):
        return False
    return len(rest) > 1 or not only_preposition(verb, rest[0])


@tree.remembered
def around(verb: Token) -> frozenset[str]:
    """Words beside a verb, its object and its prepositions, and those that follow in its clause."""
    near = after(verb)
    for child in verb.children:
        if child.dep_ not in tree.SUBJECT or child.i > verb.i:  # "les bureaux ferment" is no closing
            near |= {child.lower_, tree.lemma(child)}
        if child.dep_ in tree.OBJECT:  # "gave the green light": the words beside the object
            near |= {w for c in child.children for w in (c.lower_, tree.lemma(c))}
    near |= {w for _, h in prepositional(verb) for w in (h.lower_, tree.lemma(h))}  # "took to the streets"
    return frozenset(near)


def only_preposition(verb: Token, word: str) -> bool:
    """Does a verb's particle stand in its clause only as the preposition of a later phrase ("pulled a girl from the
    rubble in Aleppo" is not "pull in")?"""
    found = [t for t in verb.doc[verb.i + 1 : min(verb.i + IDIOM, tree.bounds(verb)[1])] if t.lower_ == word]
    if not found:
        return any(c.lower_ == word and c.pos_ == "ADP" and c.i < verb.i for c in verb.children)
    return all(
        t.pos_ == "ADP" and t.dep_ != "prt" and t.i > verb.i + 1 and any(c.dep_ == "pobj" for c in t.children)
        for t in found
    )


def after(verb: Token) -> set[str]:
    """Words that follow a verb in its own clause, whatever the parse: idioms are known by their words."""
    found: set[str] = set()
    end = tree.bounds(verb)[1]
    for token in verb.doc[verb.i + 1 : min(verb.i + IDIOM, end)]:
        if token.text == "-" and token.i + 1 < end:  # "gave the go-ahead", cut in three
            found.add(f"{token.nbor(-1).lower_}-{token.nbor().lower_}")
        if token.text in (",", ";", ":", "(") or (token.pos_ == "VERB" and "Fin" in token.morph.get("VerbForm", [])):
            break
        found |= {token.lower_, tree.lemma(token)}
    return found


def modified(noun: Token, rest: tuple[str, ...]) -> bool:
    """Are the noun's modifiers there ("hunger strike", "grève de la faim")?"""
    if not rest:
        return True
    near = {w for c in noun.children for w in (c.lower_, tree.lemma(c))}
    near |= {tree.lemma(h) for _, h in tree.obliques(noun)}
    return near.issuperset(rest)


@tree.remembered
def prepositional(token: Token) -> list[tuple[str, Token]]:
    """(preposition, head) of what hangs on a verb or noun, its objects, predicates, days and doers in the passive."""
    return list(_prepositional(token))


def _prepositional(token: Token) -> Iterator[tuple[str, Token]]:
    yield from tree.obliques(token)
    if token.pos_ in ("NOUN", "PROPN"):  # "ultimatum de l'armée aux rebelles", hung on the army
        of = tree.listed(token.lang_, "prep_of")
        inside = [h for p, h in tree.obliques(token) if p in of]
        yield from ((p, h) for head in inside for p, h in tree.obliques(head) if p not in of)
    for agent in tree.agents(token) if token.pos_ in tree.VERBAL and tree.is_passive(token) else ():
        yield from tree.obliques(agent)  # "was warned by Beijing of consequences", hung on the name
    for child in token.children:
        day = child if child.dep_ == "obl:mod" and not tree.cases(child) else None
        while day is not None:  # "est attendu dimanche en Norvège", "le vendredi 7 juin à Oslo", hung on the day
            yield from tree.obliques(day)
            day = next((c for c in day.rights if c.dep_ == "nmod" and not tree.cases(c)), None)
        if (
            child.dep_ in tree.OBJECT
            or child.dep_ in ("xcomp", "acomp", "attr", "nsubjpass", "nsubj:pass")
            or (child.dep_ == "acl" and token.pos_ == "NOUN" and tree.is_passive(child))
        ):
            for name, head in tree.obliques(child):
                yield name, head
                counted = tree.lemma(child) in tree.listed(token.lang_, "measure")  # "a wave of drones against"
                if counted or any(c.dep_ == "nummod" for c in head.children):  # "duties of 20 percent on fertiliser"
                    yield from tree.obliques(head)
