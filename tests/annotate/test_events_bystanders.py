"""Who is done to, and who only stands by: passives without auxiliary, members of a group, places of a strike, judges of
a deed, sources. The learnt choices take part: a report's actors are given by the earlier stages."""

from __future__ import annotations

import functools

import pytest

from evals.sentences import events_of
from sitroom.model import Event


@functools.cache
def told(text: str, code: str) -> tuple[Event, ...]:
    return events_of(text, code)[0]


def sides(text: str, code: str, type: str) -> list[tuple[str, str]]:
    """(actors, recipients) of the events of a type, each the words joined by "+"."""
    return [
        ("+".join(p.of(text) for p in e.actors), "+".join(p.of(text) for p in e.recipients))
        for e in told(text, code)
        if e.type == type
    ]


@pytest.mark.parametrize(
    ("text", "type", "recipient"),
    [
        ("Dozens of Volkan's supporters detained", "COERCE", "supporters"),
        ("Gabon general arrested after failed revolt", "COERCE", "general"),
        ("Opposition leader shot dead in Maputo", "ASSAULT", "Opposition leader"),
        ("French ambassador expelled over spying row", "SANCTION", "French ambassador"),
        ("Opposition supporters beaten outside court", "ASSAULT", "Opposition supporters"),
        ("Rebel leader captured in eastern Congo", "ASSAULT", "Rebel leader"),
    ],
)
def test_a_headline_participle_without_auxiliary_is_done_to_its_noun(text: str, type: str, recipient: str) -> None:
    assert [(a, recipient in r) for a, r in sides(text, "en", type)] == [("", True)]


def test_a_verb_with_an_object_stays_active() -> None:
    assert sides("Police detained 80 protesters in Kampala", "en", "COERCE") == [("Police", "80 protesters")]


def test_who_orders_is_not_who_is_ordered() -> None:
    text = "The gunmen fell back after a freshly appointed army chief ordered them to leave the town."
    assert [(a, "gunmen" in r) for a, r in sides(text, "en", "REQUEST")] == [("freshly appointed army chief", True)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Trente opposants ont été condamnés samedi, y compris l'ancienne ministre Sonia Barket.", "fr"),
        ("Thirty opponents were sentenced on Saturday, including the former minister Sonia Barket.", "en"),
    ],
)
def test_a_member_of_those_it_is_done_to_does_nothing(text: str, code: str) -> None:
    assert [a for a, _ in sides(text, code, "SANCTION")] == [""]


@pytest.mark.parametrize(
    ("text", "code", "actor"),
    [
        ("A drone strike in northern Iraq killed four fighters on Thursday.", "en", ""),
        ("Une frappe de drone dans le nord de l'Irak a tué quatre combattants kurdes jeudi.", "fr", ""),
        ("A strike blamed on Turkey killed two Kurdish commanders in Syria.", "en", "Turkey"),
        ("Une frappe attribuée à Israël a tué deux commandants du Hezbollah en Syrie.", "fr", "Israël"),
        ("Reuters reported some officers firing pistols while dispersing the crowd.", "en", "officers"),
        ("More than 200 people have lost their lives in Israeli strikes on Lebanon.", "en", "Israeli"),
    ],
)
def test_the_place_of_a_strike_does_nothing_and_who_is_credited_with_it_does(text: str, code: str, actor: str) -> None:
    assert [a for a, _ in sides(text, code, "ASSAULT")] == [actor]


def test_the_state_in_the_deed_somebody_is_accused_of_accuses_nobody() -> None:
    text = "The Iraqi government has been accused of supporting Turkey's military activity."
    assert sides(text, "en", "ACCUSE") == [("", "Iraqi government")]


def test_who_condemns_a_massacre_did_not_commit_it_and_its_country_is_not_charged() -> None:
    text = "Kenya condemned the massacre of farmers in Somalia."
    assert sides(text, "en", "ACCUSE") == [("Kenya", "")]
    assert sides(text, "en", "ASSAULT") == [("", "farmers")]
    text = "Oslo condamne le meurtre d'infirmières au Soudan et exhorte les deux camps à la retenue."
    assert sides(text, "fr", "ACCUSE") == [("Oslo", "")]
    assert sides("Lisbonne condamne un massacre contre les Arméniens.", "fr", "ASSAULT") == [("", "Arméniens")]


def test_whom_the_next_verb_asks_is_not_accused() -> None:
    text = "The minister condemned the killings and called on the authorities to find the killers."
    assert sides(text, "en", "ACCUSE") == [("minister", "")]


def test_a_person_cited_is_no_side() -> None:
    text = "Police have conducted raids, according to Zaeem Lodhi, a spokesman."
    assert sides(text, "en", "ASSAULT") == [("Police", "")]


def test_the_town_of_a_clash_does_not_fight() -> None:
    text = "De violents heurts ont opposé vendredi à Conakry les forces de l'ordre à de jeunes manifestants."
    assert sides(text, "fr", "ASSAULT") == [("forces de l'ordre+jeunes manifestants", "")]


def test_police_that_block_a_road_protest_against_nobody() -> None:
    assert not sides("Police blocked the road to the parliament on Tuesday.", "en", "PROTEST")
    assert sides("Farmers blocked the road to the port on Tuesday.", "en", "PROTEST")


@pytest.mark.parametrize(
    "text",
    [
        "The minister left the chamber surrounded by aides.",
        "The senator celebrated his victory with friends.",
        "It is possible that he was killed by rebels.",
    ],
)
def test_no_event(text: str) -> None:
    assert not told(text, "en")


def test_what_is_believed_to_have_happened_is_attributed() -> None:
    text = "The Kenyan army's air strike is believed to have killed 90 people."
    assert [(e.type, e.modality) for e in told(text, "en")] == [("ASSAULT", "attributed")]


def test_a_march_agreed_on_is_a_protest_to_come() -> None:
    text = "Les trois partis ont convenu de venir manifester vendredi à Dakar."
    assert [(e.type, e.modality) for e in told(text, "fr")] == [("PROTEST", "planned")]


def test_who_is_left_dead_is_left_by_nobody() -> None:
    text = "Gunmen stormed a barracks in Gao overnight, leaving nine soldiers dead."
    assert [e.type for e in told(text, "en")] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Le groupe armé avait pris le contrôle de la ville de Goma en 2021. L'armée l'a reprise.", ["COERCE"]),
        ("Les Alliés avaient débarqué en Provence le 15 août 1944.", []),
    ],
)
def test_what_is_told_of_years_ago_is_background_but_history_is_none(text: str, types: list[str]) -> None:
    assert [e.type for e in told(text, "fr")][:1] == types
