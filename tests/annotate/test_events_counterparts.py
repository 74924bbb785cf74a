"""The other side of an act where its own slots name nobody: within the sentence, and by what was told before."""

from __future__ import annotations

import pytest

from tests.annotate.test_events_kit import fits, read, shown

ENGLISH = [
    # a condition is put to somebody
    ("Chile would suspend the treaty if Peru kept its tax.", "THREATEN CHL > PER conditional"),
    # what hangs on the clause
    ("Poland ruled out reopening the accord, despite pressure from France and Austria.", "REJECT POL > FRA+AUT"),
    # the only other party
    ("Kenya sent troops to the lake; Uganda complained.", "ACCUSE UGA > KEN"),
    # the deed that is judged, in the sentence before
    ("Ethiopia bombed Sudan on Monday. France deplored the raid.", "ACCUSE FRA > ETH"),
    # no victim of a deed that is judged, no place
    ("Norway condemned the attack on the Rwandan camp.", "ACCUSE NOR > -"),
    # own troops, peoples at home
    ("Syria says it is willing to withdraw its troops from Lebanon.", "AGREE SYR > LBN"),
    ("Serb police killed three ethnic Albanians in Serbia.", "ASSAULT SRB > SRB"),
    # whom a crowd is out against
    ("Thousands marched in defiance of the Ugandan army.", "PROTEST Thousands > UGA"),
    ("Brussels announced duties of 20 percent on Belarusian fertiliser.", "SANCTION BEL > BLR"),
]
FRENCH = [
    ("Le Chili suspendrait le traité si Lima maintenait sa taxe.", "THREATEN CHL > PER conditional"),
    ("Le Maroc a envoyé des renforts à la frontière ; l'Algérie crie à la provocation.", "ACCUSE DZA > MAR"),
    ("L'Éthiopie a bombardé le Soudan lundi. La France a condamné le raid.", "ACCUSE FRA > ETH"),
]


@pytest.mark.parametrize(("code", "text", "expect"), [("en", *r) for r in ENGLISH] + [("fr", *r) for r in FRENCH])
def test_the_other_side(code: str, text: str, expect: str) -> None:
    found = read(text, code)
    assert fits(expect, found, text), [shown(e, text) for e in found]
