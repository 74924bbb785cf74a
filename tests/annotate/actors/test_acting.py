"""Which countries and capitals are states that act, and which only places; and people counted out of those before."""

from __future__ import annotations

import pytest

from sitroom.model import Page
from sitroom.pipeline import read_page

STATES = [
    ("en", "Kenya has closed the border. Uganda protested.", ["Kenya", "Uganda"]),
    ("en", "The march was held in Kenya on Sunday.", []),
    ("en", "He has lived in Egypt, Jordan and Qatar.", []),
    ("en", "Norway's foreign minister resigned.", ["Norway"]),
    ("fr", "La Norvège a rappelé son ambassadeur.", ["Norvège"]),
    ("fr", "La foule a défilé dans les rues de Lisbonne.", []),
]
COUNTED = [
    ("en", "The miners fled. Police held three of them overnight.", "three of them", "group"),
    ("fr", "Les mineurs ont fui. La police a arrêté cinq d'entre eux.", "cinq d'entre eux", "group"),
]


@pytest.mark.parametrize(("code", "text", "names"), STATES)
def test_states(code: str, text: str, names: list[str]) -> None:
    read = read_page(Page(text=text, language=code, published="2026-03-01"))
    kinds = {a.id: a.kind for a in read.actors}
    assert [m.of(text) for m in read.mentions if kinds.get(m.actor or "") == "state"] == names


@pytest.mark.parametrize(("code", "text", "words", "kind"), COUNTED)
def test_counted(code: str, text: str, words: str, kind: str) -> None:
    read = read_page(Page(text=text, language=code, published="2026-03-01"))
    kinds = {m.of(text): a.kind for m in read.mentions if (a := read.actor(m.actor)) is not None}
    assert kinds.get(words) == kind


SEATS = [
    ("en", "Warsaw would close the border unless Brussels acted. Brussels refused.", "Brussels", "organisation"),
    ("en", "The Belgian army protested. Brussels refused to answer.", "Brussels", "state"),
    ("fr", "Bruxelles prépare de nouvelles sanctions contre la Somalie.", "Bruxelles", "organisation"),
    ("fr", "La Belgique a protesté. Bruxelles refuse de payer.", "Bruxelles", "state"),
]


@pytest.mark.parametrize(("code", "text", "town", "kind"), SEATS)
def test_brussels_is_the_union_where_nothing_else_is_belgian(code: str, text: str, town: str, kind: str) -> None:
    read = read_page(Page(text=text, language=code, published="2026-03-01"))
    kinds = [a.kind for m in read.mentions if m.of(text) == town and (a := read.actor(m.actor)) is not None]
    assert set(kinds) == {kind}


PALACES = [
    ("À l'Élysée, on se félicite de l'accord.", ["Élysée"]),
    ("Au Quai d'Orsay, on assure n'avoir rien su.", ["Quai d'Orsay"]),
    ("Le ministre a été reçu à l'Élysée.", []),
]


@pytest.mark.parametrize(("text", "names"), PALACES)
def test_a_palace_where_somebody_speaks_for_it(text: str, names: list[str]) -> None:
    read = read_page(Page(text=text, language="fr", published="2026-03-01"))
    assert [m.of(text) for m in read.mentions if m.form == "name"] == names
