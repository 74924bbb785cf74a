"""What is written like an actor and is none, or is somebody else: constructions that sceptical readers met on pages."""

from __future__ import annotations

import pytest

from sitroom import read


def told(text: str) -> dict[str, str | None]:
    """Each mention's words, with the country of its actor."""
    report = read(text, published="2026-11-20")
    return {text[m.start : m.end]: getattr(report.actor(m.actor), "country", None) for m in report.mentions}


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        ("Le syndicat rétorque : « Nous irons jusqu'au bout ».", "syndicat", "syndicat rétorque"),
        ("La police a arrêté des manifestants dans les semaines qui ont suivi.", "manifestants",
         "manifestants dans les semaines"),
        ("Police arrested protesters in the weeks that followed.", "protesters", "protesters in the weeks"),
        ("Dans ce cadre, les deux pays ont signé un accord.", "deux pays", "cadre"),
        ("Le destroyer américain patrouillait en mer Rouge lundi.", "destroyer américain", "Rouge"),
        ("La ministre a vu décoller des F-16 lundi à Lyon.", "ministre", "F-16"),
        ("Le ministère de la Défense de l'Azerbaïdjan a annoncé un cessez-le-feu.",
         "ministère de la Défense de l'Azerbaïdjan", "Défense de l'Azerbaïdjan"),
        ("Le Premier ministre par intérim Samak Radet a reçu la presse.", "Premier ministre par intérim",
         "Premier ministre"),
    ],
)  # fmt: skip
def test_glued_and_made_up(text: str, there: str, not_there: str) -> None:
    names = told(text)
    assert there in names
    assert not_there not in names


@pytest.mark.parametrize(
    ("text", "who", "country"),
    [
        ("La junte a ordonné à l'ambassadeur de France de quitter le pays.", "junte", None),
        ("The foreign ministry summoned the French ambassador on Monday.", "foreign ministry", None),
        ("Des responsables américains ont dit à leurs homologues que Washington attendrait.", "homologues", None),
        ("U.S. officials told their counterparts that Washington would wait.", "counterparts", None),
        ("L'Argentine a connu une grève générale. La CGT argentine a dit oui. La grève de la CGT a débuté à minuit.",
         "CGT", "ARG"),
        ("Demonstrators approached the house of Nepali Congress president Ram Shahi in Kathmandu.", "Nepali Congress",
         "NPL"),
    ],
)  # fmt: skip
def test_country_of_somebody_else(text: str, who: str, country: str | None) -> None:
    assert told(text).get(who, "nobody") == country


def test_bodies_of_one_kind_are_two() -> None:
    text = "Le parti au pouvoir revendique la victoire. Le vote était régulier, selon la commission électorale."
    report = read(text, published="2026-11-20")
    assert len({m.actor for m in report.mentions}) == 2


def test_two_secretaries() -> None:
    text = "The Defence Secretary met unions. The general secretary of the teachers' union, Ann Holt, left early."
    report = read(text, published="2026-11-20")
    by_words = {text[m.start : m.end]: m.actor for m in report.mentions}
    assert by_words["Defence Secretary"] != by_words["Ann Holt"]


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Le ministère moldave de la Santé a fermé le port. Le ministère de la Santé à Oslo a protesté.",
         "ministère de la Santé", "NOR"),
        ("The Omani defence ministry accused Qatar of theft. The defence ministry in Doha denied it.",
         "defence ministry", "QAT"),
        ("Oman's defence ministry spoke. The defence ministry denied a meeting in Doha.", "defence ministry", "OMN"),
    ],
)  # fmt: skip
def test_a_ministry_with_a_place_behind_it_is_of_that_country(text: str, words: str, country: str) -> None:
    assert told(text)[words] == country


@pytest.mark.parametrize(
    "text",
    [
        "L'IMPORTANT\nLe maire de Tours a parlé lundi.",
        "ETAT D'URGENCE : le maire de Tours a parlé lundi.",
        "Le maire de Tours a parlé lundi. L'état d'urgence a été décrété.",
        "RISING ALARM\nThe mayor of Tours spoke on Monday.",
    ],
)
def test_headings_in_capitals_are_nobody(text: str) -> None:
    assert {w.lower() for w in told(text)} <= {"maire de tours", "mayor of tours"}


def test_an_acronym_at_the_head_of_a_line_is_somebody() -> None:
    assert "FRELIMO" in told("FRELIMO a gagné le vote lundi à Maputo.")
