"""The event stage stays near-linear in the length of a line."""

from __future__ import annotations

import time

import pytest

from sitroom.annotate.events import find_events
from sitroom.annotate.parse import Parsed, parse
from sitroom.annotate.places import find_places
from sitroom.annotate.prior import Prior
from sitroom.annotate.times import find_times
from sitroom.lang import load_lang
from sitroom.model import Page, Section
from sitroom.ontology import load_ontology
from sitroom.pipeline import read_page

SENTENCE = "Le ministre du Mali a attaqué le Niger à Gao lundi, a dit Luc Morel. "


def line(times: int) -> tuple[Parsed, Prior]:
    text = SENTENCE * times
    parsed = parse(text, (Section(start=0, end=len(text), kind="body", reason="test"),), "fr")
    times = find_times(parsed, "2026-11-08", load_lang("fr"))
    places = find_places(parsed, None, load_lang("fr"))
    return parsed, Prior(published="2026-11-08", times=times, places=places)


def cost(parsed: Parsed, prior: Prior) -> float:
    """Seconds of CPU, the best of two runs."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        find_events(parsed, prior, load_lang("fr"), load_ontology())
        best = min(best, time.process_time() - start)
    return best


def test_four_times_the_line_costs_about_four_times_as_much() -> None:
    short, long = line(40), line(160)
    cost(*short)
    assert cost(*long) < 9 * cost(*short)


def test_one_happening_told_often_is_one_event() -> None:
    parsed, prior = line(40)
    events = find_events(parsed, prior, load_lang("fr"), load_ontology())
    assert len(events) == 1
    assert len(events[0].mentions) == 40


@pytest.mark.parametrize(
    ("code", "text", "days"),
    [
        ("en", "Kenya recalled its ambassador to Uganda on Wednesday, a day after Ugandan marines seized Kenyan boats.",
         ["2026-11-18", "2026-11-17"]),
        ("en", "A week after rebels kidnapped two priests, the government closed the airport on Monday.",
         ["2026-11-09", "2026-11-16"]),
        ("en", "The army released on Tuesday three miners it had captured after bombing their camp.",
         ["2026-11-17", None]),
        ("fr", "Deux jours après avoir expulsé l'ambassadeur de France, la junte a fermé mercredi l'aéroport.",
         ["2026-11-16", "2026-11-18"]),
        ("fr", "Le Kenya a rappelé mercredi son ambassadeur en Ouganda, au lendemain de la saisie d'un bateau kényan.",
         ["2026-11-18", "2026-11-17"]),
        ("fr", "Le ministre a condamné lundi l'attaque contre l'ambassade au début du mois.",
         ["2026-11-16", "2026-11"]),
    ],
)  # fmt: skip
def test_what_is_told_as_earlier_has_a_day_of_its_own(code: str, text: str, days: list[str | None]) -> None:
    events = read_page(Page(text=text, language=code, published="2026-11-20"), "test").events
    assert [e.date for e in sorted(events, key=lambda e: e.mentions[0].start)] == days


@pytest.mark.parametrize(
    ("code", "text", "days"),
    [
        # the day of a noun or of another clause does not date the act
        ("fr", "Rome a imposé des sanctions à dix juges accusés d'avoir validé le vote du 28 juillet.", [None]),
        ("fr", "Trois soldats ont été tués mardi à Tova. Des manifestants ont défilé à Jinja.", ["2026-11-17", None]),
    ],
)  # fmt: skip
def test_a_day_stays_with_its_clause(code: str, text: str, days: list[str | None]) -> None:
    events = read_page(Page(text=text, language=code, published="2026-11-20"), "test").events
    assert [e.date for e in sorted(events, key=lambda e: e.mentions[0].start)] == days
