"""Which body or group a description means is weighed: the rules' proposal is one sign, not the last word."""

from __future__ import annotations

from sitroom.model import Dossier, Page
from sitroom.pipeline import read_page


def read(text: str, code: str) -> Dossier:
    return read_page(Page(text=text, title=None, outlet=None, published="2026-03-02", language=code))


def test_the_same_noun_again_is_the_same_body() -> None:
    d = read("The ministry denied the report.\n\nThe spokesman of the ministry said nothing was signed.\n", "en")
    assert len({m.actor for m in d.mentions if m.of(d.text) == "ministry"}) == 1


def test_groups_of_the_same_words_with_the_definite_article_are_one() -> None:
    text = "Des grévistes ont bloqué le port dimanche.\n\nLes grévistes demandent une rencontre avec la direction.\n"
    d = read(text, "fr")
    assert len({m.actor for m in d.mentions if m.of(d.text).lower() == "grévistes"}) == 1


def test_other_groups_of_one_noun_stay_apart() -> None:
    d = read("Four soldiers were killed in Pau.\n\nTwo other soldiers were wounded a day later in Brest.\n", "en")
    assert len({m.actor for m in d.mentions if "soldiers" in m.of(d.text)}) == 2
