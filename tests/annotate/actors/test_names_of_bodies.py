"""Names of bodies and ships that no table knows, told by the noun that introduces them."""

from __future__ import annotations

import pytest

from sitroom.model import Page
from sitroom.pipeline import read_page

NAMES = [
    ("en", "The opposition alliance Sawa Sawa called a strike.", "Sawa Sawa", "organisation"),
    ("en", "The militia Jund al-Sahel claimed the attack.", "Jund al-Sahel", "organisation"),
    ("en", "The firm, Stella Ionia, is based in Piraeus.", "Stella Ionia", "organisation"),
    ("en", "His party, Verde Unido, will boycott the vote.", "Verde Unido", "organisation"),
    ("en", "The head of the firm, Mira Holt, is in Piraeus.", "Mira Holt", "person"),
    ("en", "The opposition leader Mira Holt called a strike.", "Mira Holt", "person"),
    ("en", "A spokesman for the group, Juma Kabeya, said more would follow.", "Juma Kabeya", "person"),
    ("en", "Employees of Nordhaven Rail walked out on Monday.", "Nordhaven Rail", "organisation"),
    ("en", "Ansar Watan fighters entered the town.", "Ansar Watan", "organisation"),
    ("en", "Supporters of Anton Brel blocked the road.", "Anton Brel", "person"),
    ("en", "Customers say that PortaVia had paid.", "PortaVia", "organisation"),
    ("fr", "Les combattants de Jaysh al-Ufuq ont franchi le fleuve.", "Jaysh al-Ufuq", "organisation"),
    ("fr", "L'alliance d'opposition Sawa Sawa a appelé à la grève.", "Sawa Sawa", "organisation"),
    ("fr", "Le groupe rebelle Ansar Watan s'est emparé de la ville.", "Ansar Watan", "organisation"),
    ("fr", "Le porte-avions « Paul Kervel » fait route vers le nord.", "Paul Kervel", "organisation"),
    ("fr", "Ce parti, Fihavanana Vao, n'a pas attendu.", "Fihavanana Vao", "organisation"),
    ("fr", "Le patron de la société, Paul Kervel, a démenti.", "Paul Kervel", "person"),
    ("fr", "La porte-parole du gouvernement, Odile Marant, a démenti.", "Odile Marant", "person"),
]


@pytest.mark.parametrize(("code", "text", "name", "kind"), NAMES)
def test_a_noun_for_a_body_tells_what_the_name_is(code: str, text: str, name: str, kind: str) -> None:
    read = read_page(Page(text=text, language=code, published="2026-03-01"))
    kinds = [a.kind for m in read.mentions if m.of(text) == name and (a := read.actor(m.actor)) is not None]
    assert kinds == [kind]
