"""Events of whole French reports: what only a headline, a statement or the report around a sentence decides."""

from __future__ import annotations

from sitroom.model import Event, Page
from sitroom.pipeline import read_page


def events(*lines: str) -> list[Event]:
    page = Page(text="\n\n".join(lines), language="fr", published="2026-03-10T18:00+01:00")
    return list(read_page(page).events)


def test_a_headline_and_what_the_text_tells_of_it_are_one_event() -> None:
    found = events(
        "Niger : neuf soldats tués dans une embuscade",
        "NIAMEY, 10 mars 2026 (Agence du Golfe)",
        "Neuf soldats nigériens ont été tués lundi dans une embuscade tendue par des jihadistes près de Tillabéri, a "
        "annoncé mardi le ministère de la Défense.",
    )
    assert [e.type for e in found] == ["ASSAULT"]


def test_a_threat_is_what_is_said_under_a_condition() -> None:
    found = events(
        "« Si un soldat somalien passe, le Kenya frappera », a prévenu mardi le ministre kényan de la Défense."
    )
    assert [(e.type, e.modality) for e in found] == [("THREATEN", "conditional")]


def test_a_report_about_sport_tells_of_no_attack() -> None:
    found = events(
        "L'Argentine a battu le Chili en finale du championnat.",
        "Le sélectionneur a salué ses joueurs. L'attaquant a ouvert le score sur penalty. Le Chili a riposté.",
        "L'Argentine a attaqué fort. L'entraîneur chilien a accusé la Fédération.",
    )
    assert found == []


def test_what_is_said_has_not_the_day_of_what_was_done() -> None:
    found = events(
        "Des rebelles ont attaqué un poste de l'armée malienne à Gao samedi, a indiqué mardi l'état-major.",
        "La France a condamné cette attaque.",
    )
    assert [e.date for e in found if e.type == "ASSAULT"] == ["2026-03-07"]
    assert {e.date for e in found if e.type == "ACCUSE"} <= {None, "2026-03-10"}
