"""Roles that must not become a living politician: provinces, guests, two countries in play, two parties of one verb."""

from __future__ import annotations

import pytest

from sitroom.annotate.actors import Cast, find_actors
from sitroom.annotate.parse import parse
from sitroom.annotate.places import find_places
from sitroom.annotate.prior import Prior
from sitroom.lang import load_lang
from sitroom.model import Actor, Section


def read(text: str, code: str) -> Cast:
    sections = (Section(start=0, end=len(text), kind="body", reason="test"),)
    lang = load_lang(code)
    parsed = parse(text, sections, code)
    prior = Prior(published="2024-05-02", sections=sections, places=find_places(parsed, None, lang))
    return find_actors(parsed, prior, lang)


def actor_of(cast: Cast, text: str, words: str, nth: int = 0) -> Actor:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    mention = next(m for m in cast.mentions if (m.start, m.end) == (at, at + len(words)))
    return next(a for a in cast.actors if a.id == mention.actor)


@pytest.mark.parametrize(
    ("code", "text", "role"),
    [
        ("en", "The premier of Ontario agreed.", "premier of Ontario"),
        ("en", "The premier of New South Wales agreed.", "premier of New South Wales"),
        ("fr", "Le premier ministre de Québec a salué l'annonce.", "premier ministre de Québec"),
        ("fr", "À Djibouti, la ministre française a rencontré le ministre de la Défense.", "ministre de la Défense"),
        ("en", "In Nairobi, the French minister met the interior minister.", "interior minister"),
    ],
)
def test_abstains(code: str, text: str, role: str) -> None:
    actor = actor_of(read(text, code), text, role)
    assert actor.wikidata is None
    assert actor.name == role


def test_guest_is_not_the_minister() -> None:
    text = (
        "Le président sénégalais a reçu à Dakar Omar Dideh. "
        "Le ministre des Affaires étrangères et le chef d'état-major étaient présents."
    )
    cast = read(text, "fr")
    assert actor_of(cast, text, "ministre des Affaires étrangères").name != "Omar Dideh"


def test_nobody_receives_himself() -> None:
    text = "Le président Ivo Kral a reçu à Paris le président de la République."
    cast = read(text, "fr")
    assert actor_of(cast, text, "président de la République").name != "Ivo Kral"


def test_bodies_of_two_countries_stay_apart() -> None:
    text = (
        "La junte birmane a lancé un appel à l'aide, les autorités ayant déclaré l'état d'urgence. "
        "Les autorités françaises suivent."
    )
    cast = read(text, "fr")
    assert actor_of(cast, text, "autorités").country != "FRA"


def test_secretary_of_state_is_american_only_when_said() -> None:
    text = "M. Jean Tabard, secrétaire d'État aux Transports, est arrivé."
    assert actor_of(read(text, "fr"), text, "Jean Tabard").country is None


@pytest.mark.parametrize(
    ("code", "text", "name", "kind"),
    [
        ("en", "Foreign Ministry Spokeswoman Laleh Karimi denied it.", "Laleh Karimi", "person"),
        ("en", "California Gov. Jerry Melton spoke.", "Jerry Melton", "person"),
        ("fr", "SUD Rail appelle à la grève.", "SUD Rail", "organisation"),
        ("fr", "CFDT Cheminots (quatrième syndicat) appelle à la grève.", "CFDT Cheminots", "organisation"),
        ("fr", "Le PDG de Carfil, Jean Tabard, a parlé.", "Carfil", "organisation"),
        ("fr", "Le laboratoire danois Nordvex a démenti.", "Nordvex", "organisation"),
        ("fr", "« Non », ont renchéri les États-Unis.", "États-Unis", "state"),
        ("fr", "SE M. Mohamed Bourhal a signé l'accord.", "Mohamed Bourhal", "person"),
        (
            "fr",
            "Le Rassemblement pour la paix et l'unité (RPU) a gagné.",
            "Rassemblement pour la paix et l'unité",
            "organisation",
        ),
        ("en", "A Grimsby skipper, Alison Prike, said so.", "Alison Prike", "person"),
    ],
)
def test_kind_of_names(code: str, text: str, name: str, kind: str) -> None:
    actor = actor_of(read(text, code), text, name)
    assert (actor.kind, actor.name) == (kind, name)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Maëlle Jouhan, déléguée, a parlé. La syndicaliste réclame des embauches.", "syndicaliste", "Maëlle Jouhan"),
        ("Le PDG de Carfil, Jean Tabard, a parlé. Le groupe a précisé la date.", "groupe", "Carfil"),
        ("Le chalutier Hafdas a coulé. Le navire avait dix ans.", "navire", "Hafdas"),
    ],
)
def test_taken_up_by_a_description(text: str, words: str, name: str) -> None:
    assert actor_of(read(text, "fr"), text, words).name == name


@pytest.mark.parametrize("text", ["La réunion de Genève a échoué.", "La réunion s'est tenue lundi."])
def test_a_meeting_is_no_island(text: str) -> None:
    assert [a for a in read(text, "fr").actors if a.country == "REU"] == []
