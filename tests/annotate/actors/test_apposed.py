"""A description and the name beside it are one actor, where only the learnt choice of `apposed` can tell."""

from __future__ import annotations

import pytest

from sitroom.model import Page
from sitroom.pipeline import read_page


def actor_of(text: str, code: str, words: str) -> str | None:
    """The name of the actor of the mention with these words."""
    d = read_page(Page(text=text, title=None, outlet=None, published="2026-03-02", language=code))
    mention = next(m for m in d.mentions if m.of(d.text) == words)
    actor = d.actor(mention.actor)
    return actor.name if actor else None


@pytest.mark.parametrize(
    ("code", "text", "words", "name"),
    [
        ("fr", "L'accord tient, a écrit sur X son porte-parole, le colonel Ivo Kralik.", "porte-parole", "Ivo Kralik"),
        (
            "fr",
            "Il a été réveillé par son chef d'état-major, le général Ivo Kralik.",
            "chef d'état-major",
            "Ivo Kralik",
        ),
        ("en", "“We saw nothing,” said their leader, Kralik (52).", "leader", "Kralik"),
        ("en", "He spoke with his Belgian counterpart, Gen Ivo Kralik.", "Belgian counterpart", "Ivo Kralik"),
    ],
)
def test_a_description_is_the_name_beside_it(code: str, text: str, words: str, name: str) -> None:
    assert actor_of(text, code, words) == name


def test_whose_somebody_is_is_not_the_name_behind() -> None:
    text = "The president's spokesman, Ivo Kralik, brushed the complaint aside."
    assert actor_of(text, "en", "president") != "Ivo Kralik"
