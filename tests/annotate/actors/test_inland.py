"""Officials and bodies the report leaves to the reader: of the country it speaks of, where there is no doubt."""

from __future__ import annotations

import pytest

from sitroom.annotate.actors.letters import load_letters
from tests.annotate.actors.test_roles_of_others import actor_of, read

LESOTHO = (
    "À Maseru, des soldats ont encerclé la résidence du Premier ministre du Lesotho. L'armée a démenti tout putsch. "
    "Le ministre de l'Intérieur, Thabo Lerotse, a parlé à Maseru. Une banque a fermé."
)
SIDES = (
    ("Kosovo and Serbia closed two roads. Serbia sent troops, and Kosovo called up reservists. An official said no "
     "more.", "official", None),
    ("Kosovo et la Serbie s'accusent. La Serbie a rappelé ses troupes. Son ministre de la Défense, Ilja Dorn, l'a dit.",
     "Ilja Dorn", "SRB"),
    ("France and Chad met in Paris. In Ndjamena, the interior minister, Omar Dideh, denied it.", "Omar Dideh", "TCD"),
    ("The president, Omar Dideh, phoned his Kenyan counterpart. Uganda and Kenya had closed the border. Uganda's army "
     "left.", "Omar Dideh", "UGA"),
)  # fmt: skip


@pytest.mark.parametrize(("words", "country"), [("armée", "LSO"), ("Thabo Lerotse", "LSO")])
def test_who_serves_is_of_the_country_of_the_report(words: str, country: str) -> None:
    cast = read(LESOTHO, "fr")
    assert actor_of(cast, LESOTHO, words).country == country
    mention = next(m for m in cast.mentions if m.actor == actor_of(cast, LESOTHO, "armée").id)
    assert "country" in (mention.detail or {})


@pytest.mark.parametrize(("text", "words", "country"), SIDES)
def test_between_two_countries(text: str, words: str, country: str | None) -> None:
    code = "fr" if " la " in text else "en"
    assert actor_of(read(text, code), text, words).country == country


def test_aid_groups_and_media_have_no_home() -> None:
    text = "Niamey is calm. The army of Niger said so. The police closed two roads in Niamey. MSF left."
    cast = read(text, "en")
    assert actor_of(cast, text, "police").country == "NER"
    assert all(a.country is None for a in cast.actors if a.sector in ("ngo", "media", "igo"))


GEORGIA = (
    "Georgia and Denmark held talks in Tbilisi. Danish and Georgian officials met twice. The negotiator, Lasha "
    "Tsikarishvili, left early. The other negotiator, Lars Mikkelsen, stayed."
)


@pytest.mark.parametrize(("words", "country"), [("Lasha Tsikarishvili", "GEO"), ("Lars Mikkelsen", "DNK")])
def test_between_two_countries_a_name_tells(words: str, country: str) -> None:
    actor = actor_of(read(GEORGIA, "en"), GEORGIA, words)
    assert actor.country == country


def test_letters_of_names_are_those_of_office_holders() -> None:
    letters = load_letters()
    assert letters.likeness("Lasha Tsikarishvili", "GEO") > letters.likeness("Lasha Tsikarishvili", "DNK") + 1
    assert letters.likeness("Lars Mikkelsen", "DNK") > letters.likeness("Lars Mikkelsen", "GEO") + 1
    assert letters.likeness("", "GEO") == letters.likeness("Lars", "???") == 0.0


def test_where_diplomats_sit_is_not_whose_they_are() -> None:
    text = "Sudan closed the border. Two diplomats in Nairobi said the talks had failed."
    assert actor_of(read(text, "en"), text, "Two diplomats in Nairobi").country is None


def test_a_foreign_office_is_of_the_country_of_the_report() -> None:
    text = "Pakistan closed the crossing at Torkham. The Foreign Office in Islamabad summoned the Afghan envoy."
    assert actor_of(read(text, "en"), text, "Foreign Office").country != "GBR"


def test_agencies_of_the_tables_have_no_country() -> None:
    text = "Niamey is calm, residents told Reuters. The army of Niger said so."
    assert actor_of(read(text, "en"), text, "Reuters").country is None
