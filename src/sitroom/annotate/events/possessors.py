"""Whose something is that a possessive names ("demanded his departure", "réclame leur libération").

Deliberately not here: the words (`owner_many`, `owner_person`, `owner_thing` of event_words.toml), and what the actors
stage has resolved already.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

UPWARDS = 5  # clauses


def owner_of(scene: Scene, token: Token) -> list[Token]:
    """The nearest subject that agrees with a possessive, from its clause upwards, then that of the sentence before."""
    return [s for s in subjects_above(token) if owns(scene, token, s)][:1]


def subjects_above(token: Token) -> Iterator[Token]:
    """Subjects of the clauses above a word, then of the sentence before."""
    clause = tree.clause_of(token)
    for _ in range(UPWARDS):
        yield from (s for s in tree.subjects(clause) if not s.is_ancestor(token) and s.pos_ != "PRON")
        if clause.head == clause:
            break
        clause = tree.clause_of(clause.head)
    if token.sent.start:
        yield from (s for s in tree.subjects(token.doc[token.sent.start - 1].sent.root) if s.pos_ != "PRON")


def owns(scene: Scene, token: Token, subject: Token) -> bool:
    """Can a subject be whom a possessive stands for: one or several, person or thing?"""
    actor = scene.actor_at(subject)
    person = actor is not None and actor.kind == "person"
    many = "Plur" in subject.morph.get("Number", []) or len(tree.conjuncts(subject)) > 1
    several = scene.lexicon.has("owner_many", token.lower_)
    if scene.lexicon.has("owner_person", token.lower_) and actor is not None and not person:
        return False
    if scene.lexicon.has("owner_thing", token.lower_) and person:
        return False
    return many == several or (several and not person and scene.lexicon.has("force_word", tree.lemma(subject)))
