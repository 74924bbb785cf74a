"""Officials and bodies the report leaves to the reader: of the country it speaks of, where there is no doubt."""

from __future__ import annotations

import pytest

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
