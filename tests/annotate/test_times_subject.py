"""A weekday that the sentence speaks of is not dated by a conditional."""

from __future__ import annotations

import pytest

import sitroom


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Le chef du port a dit que samedi devrait être considéré comme une victoire.", "2026-02-28"),
        ("La réunion du port devrait avoir lieu samedi.", "2026-03-07"),
        ("Mardi sera décisif pour le port, a dit la maire.", "2026-03-03"),
    ],
)
def test_a_conditional_does_not_date_its_subject(sentence: str, value: str) -> None:
    dossier = sitroom.read(f"Titre du jour\n\n{sentence}", published="2026-03-01", language="fr")
    assert [t.value for t in dossier.times] == [value]
