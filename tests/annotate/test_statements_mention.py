"""Where the parse loses a subject, the actor named right before the cue is the source."""

from __future__ import annotations

import pytest

import sitroom


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        (
            "Haldors Dottir a déclaré au préfet que les marins devaient rentrer lundi, a déclaré un haut responsable.",
            "Haldors Dottir",
            "les marins devaient rentrer lundi",
        ),
        (
            "La Première ministre islandaise Solron Haldors Dottir, cherchant à répondre à la mort de quatre pêcheurs, "
            "a averti que tous les ports seraient fermés.",
            "Solron Haldors Dottir",
            "tous les ports seraient fermés",
        ),
    ],
)
def test_a_name_before_the_cue_is_the_source(sentence: str, source: str, content: str) -> None:
    d = sitroom.read(f"Titre du jour\n\n{sentence}", published="2026-03-01", language="fr")
    said = {s.contents[0].of(d.text): [r.of(d.text) for r in s.sources] for s in d.statements}
    assert said[content] == [source]
