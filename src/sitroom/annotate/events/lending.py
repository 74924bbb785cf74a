"""The country of police, rebels or a court whose phrase names none, lent by the other side or by the sentence.

Deliberately not here: the country a phrase itself names (parties.py).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.parties import Found
from sitroom.annotate.events.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token


def countries_of(scene: Scene, token: Token) -> frozenset[str]:
    """Countries the sentence of a token is set in ("in Sudan", "en Guinée"); else the only one it names, where that is
    whose something is ("Haiti's first elections")."""
    here = [i for i in range(*tree.bounds(token)) if i in scene.countries]
    found = frozenset(
        scene.countries[i].iso
        for i in here
        if i and scene.lexicon.has("prep_home", before(scene, scene.countries[i].first))
    )
    if found or len({scene.countries[i].iso for i in here}) != 1:
        return found
    return frozenset(scene.countries[i].iso for i in here if scene.block.doc[i].dep_ == "poss")


def before(scene: Scene, i: int) -> str:
    """The word before a token, an article passed over."""
    doc = scene.block.doc
    j = i - 1
    while j > 0 and doc[j].pos_ in ("DET", "ADJ") and j > i - 4:
        j -= 1
    return str(doc[j].lower_) if j >= 0 else ""


def lend_country(scene: Scene, party: Found, other: list[Found], here: frozenset[str]) -> Found:
    """The country of police, rebels, a court or a president whose phrase names none.

    It is that of the other side where that side can only be at home (opposition, rebels, voters), or where this
    side is a
    group at home and the other side a government or its forces; else the only country of the sentence, unless that
    country is the other side itself.
    """
    beside = [c for t in (party.token, *party.token.lefts) for c in t.children]  # "ethnic Albanian guerrillas"
    if len(here) == 1 and any(scene.lexicon.has("ethnic", tree.lemma(c)) for c in beside):
        return replace(party, country=next(iter(here)))  # a people at home where the sentence is set
    if party.country is not None or party.igo or not (party.domestic or party.actor):
        return party
    at_home = called(scene, party, "homebody")
    for p in other:
        ruler = called(scene, p, "state_word") or called(scene, p, "force_word")
        if p.country and (called(scene, p, "homebody") or (ruler and at_home)):
            return replace(party, country=p.country)
    if party.domestic and len(here) == 1 and not any(p.country in here and not p.place for p in other):
        return replace(party, country=next(iter(here)))
    stranger = not party.domestic and any(p.state for p in other)  # a name beside a state: most likely another's
    if scene.home and not stranger and all(p.country in (None, scene.home) for p in other):
        return replace(party, country=scene.home)
    return party


def called(scene: Scene, party: Found, words: str) -> bool:
    """Is a party named by a word of this list, or has its name one beside it ("opposition leader Ivo Kral")?"""
    near = [party.token, *(c for c in party.token.children if c.dep_ in ("compound", "amod", "appos", "nmod"))]
    return any(scene.lexicon.has(words, tree.lemma(t)) for t in near)
