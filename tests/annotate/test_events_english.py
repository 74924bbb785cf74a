"""English acts told in the words reporters vary, their sides and their dates; sentences that tell of none."""

from __future__ import annotations

import pytest

from sitroom.annotate.parse import parse
from sitroom.annotate.prior import Prior
from sitroom.annotate.times import find_times
from sitroom.lang import load_lang
from sitroom.model import Event, Section
from tests.annotate.test_events_kit import by_rules, fits, read, shown

TOLD = [
    ("Estonia gave the green light to a Latvian plan.", "AGREE EST > *"),
    ("Thousands took to the streets of Lusaka to demand a vote.", "PROTEST Thousands > *"),
    ("Dozens of nurses marched on the Zambian parliament.", "PROTEST nurses > ZMB"),
    ("The Togolese army waved through ten aid trucks.", "RETREAT TGO > -"),
    ("A Peruvian court found the former minister guilty of fraud.", "SANCTION PER > minister"),
    ("Oman is to expel two Yemeni diplomats.", "SANCTION OMN > YEM planned"),
    ("Vietnam to buy Brazilian jets under a defence accord", "AGREE VNM > BRA planned"),
    ("Soldiers reportedly shot two Chadian teachers.", "ASSAULT Soldiers > TCD attributed"),
    ("Police are said to have shot two Chadian teachers.", "ASSAULT Police > TCD attributed"),
    ("Kenya pulled its troops back from the river.", "RETREAT KEN > -"),
    ("Rebels bombed a hospital near Goma.", "ASSAULT Rebels > hospital"),
    ("The Gambian president spoke by telephone to the Senegalese premier.", "CONSULT GMB+SEN > -"),
]  # fmt: skip

QUIET = [
    "Dengue has killed forty people in Peru.",
    "The court sentenced a shoplifter to nine weeks.",
    "Thousands of dollars were handed to the winner.",
    "Insurers raised premiums for ships in the gulf.",
]


@pytest.mark.parametrize(("text", "expect"), TOLD)
def test_told(text: str, expect: str) -> None:
    events = read(text, "en")
    assert fits(expect, events, text), [shown(e, text) for e in events]


@pytest.mark.parametrize("text", QUIET)
def test_what_is_no_event(text: str) -> None:
    assert not read(text, "en"), [shown(e, text) for e in read(text, "en")]


def dated(text: str) -> tuple[Event, ...]:
    sections = (Section(start=0, end=len(text), kind="body", reason="test"),)
    lang, parsed = load_lang("en"), parse(text, sections, "en")
    times = find_times(parsed, "2026-03-04", lang)
    prior = Prior(published="2026-03-04", sections=sections, times=times)
    return by_rules(parsed, prior, "en")


def test_a_deed_takes_the_date_of_the_sentence_before() -> None:
    events = dated("The rains began on Monday. Rebels attacked a Sudanese village.")
    attack = next(e for e in events if e.type == "ASSAULT")
    assert attack.date == "2026-03-02"
    assert "not in its clause" in (attack.detail or {})["date"]


def test_words_and_sentences_with_two_days_lend_no_date() -> None:
    events = dated("The rains began on Monday. Chad accused Sudan of bad faith.")
    assert next(e for e in events if e.type == "ACCUSE").date is None
    events = dated("It rained on Sunday and on Monday. Rebels attacked a Sudanese village.")
    assert next(e for e in events if e.type == "ASSAULT").date is None


def test_what_is_done_has_no_date_after_the_report() -> None:
    events = dated("Chad asked Sudan to withdraw by Friday.")
    assert next(e for e in events if e.type == "REQUEST").date is None
