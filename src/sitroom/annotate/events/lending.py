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
    """Countries the sentence of a token is set in ("in Sudan", "en Guinée")."""
    return frozenset(
        scene.countries[i].iso
        for i in range(max(1, token.sent.start), token.sent.end)
        if i in scene.countries and scene.lexicon.has("prep_home", before(scene, scene.countries[i].first))
    )


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
    if party.country is not None or party.igo or not (party.domestic or party.actor):
        return party
    words, lemma = scene.lexicon, tree.lemma(party.token)
    for p in other:
        home = words.has("homebody", tree.lemma(p.token))
        ruler = words.has("state_word", tree.lemma(p.token)) or words.has("force_word", tree.lemma(p.token))
        if p.country and (home or (ruler and words.has("homebody", lemma))):
            return replace(party, country=p.country)
    if party.domestic and len(here) == 1 and not any(p.country in here for p in other):
        return replace(party, country=next(iter(here)))
    if scene.home and all(p.country in (None, scene.home) for p in other):
        return replace(party, country=scene.home)
    return party
