"""Offices as the texts around them word them: country from the context, abstaining, marks."""

from __future__ import annotations

import pytest

from sitroom.annotate.roles import office_name, role_of
from sitroom.lang import load_lang

FR, EN = load_lang("fr"), load_lang("en")


def test_the_context_chooses_between_readings_and_is_not_returned() -> None:
    general = role_of("la secrétaire d'État", FR, country="FRA")
    assert general is not None
    assert (general.role, general.country) == ("junior-minister", None)
    american = role_of("la secrétaire d'État", FR)
    assert american is not None
    assert (american.role, american.country, american.implied) == ("foreign-minister", "USA", True)


def test_a_country_that_is_said_is_not_implied() -> None:
    reading = role_of("le ministre letton des Affaires étrangères", FR)
    assert reading is not None
    assert (reading.country, reading.implied) == ("LVA", False)


@pytest.mark.parametrize(
    "phrase",
    ["la présidente du club de voile", "le président du syndicat", "une boulangère", "", "de la", "le roi du pétrole"],
)
def test_no_office_of_a_state(phrase: str) -> None:
    assert role_of(phrase, FR) is None


@pytest.mark.parametrize("phrase", ["the company president", "the leader of the choir", "a baker", "the drama queen"])
def test_no_office_of_a_state_in_english(phrase: str) -> None:
    assert role_of(phrase, EN) is None


def test_marks_add_up() -> None:
    reading = role_of("l'ancienne vice-ministre bulgare de la Défense par intérim", FR)
    assert reading is not None
    assert (reading.role, reading.country, reading.former, reading.acting) == (
        "deputy-defence-minister", "BGR", True, True,
    )  # fmt: skip


def test_the_owner_of_an_office_is_not_the_office() -> None:
    reading = role_of("the Estonian prime minister's spokeswoman", EN)
    assert reading is not None
    assert (reading.role, reading.country, reading.body) == ("spokesperson", "EST", "head-of-government-office")


def test_an_institution_may_hold_a_countrys_name() -> None:
    reading = role_of("le gouverneur de la Banque d'Angleterre", FR)
    assert reading is not None
    assert (reading.role, reading.country) == ("central-bank-governor", "GBR")


def test_a_longer_institution_is_not_cut_in_two() -> None:
    reading = role_of("le président du Conseil européen", FR)
    assert reading is not None
    assert (reading.role, reading.body, reading.country) == ("organisation-head", "european-council", None)


def test_an_office_has_a_name_for_people_to_read() -> None:
    assert office_name(FR, "defence-minister") == "ministre de la Défense"
    assert office_name(EN, "head-of-state") == "head of state"
    assert office_name(EN, "no-such-office") == "no-such-office"
