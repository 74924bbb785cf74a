"""Datelines, headlines in capitals and main verbs the English parser took for something else."""

from __future__ import annotations

import pytest

from sitroom.annotate.parse import parse, sentence_case
from sitroom.model import Section
from tests.annotate.test_events_kit import fits, read, shown

ENGLISH = [
    ("A Russian missile attack killed nine dockers in Odesa.", "ASSAULT RUS > dockers"),
    ("Mara Holt, who chairs the farmers' union, called on Kenya to act.", "REQUEST Holt > KEN"),
    ("Hundreds of fishermen in Ranai plan to demonstrate on Monday.", "PROTEST fishermen > -"),
    ("NAIROBI, Kenya (AP) — Sudan recalled its ambassador from Chad.", "SANCTION SDN > TCD"),
    ("At least five people were killed in Russian strikes across Ukraine.", "ASSAULT RUS > people"),
    ("Pristina blamed the ambush on Serbia.", "ACCUSE XKX > SRB"),
    ("Guinean students were beaten with sticks by police.", "ASSAULT police > GIN"),
    ("A man given asylum in Peru in 2019 owns the shop.", "none"),
    ("France urged Iran to cooperate and threatened to restore sanctions.", "THREATEN FRA > *"),
    ("The envoys met neither General Bari nor President Tala.", "none"),
    ("The Kenyan army will not block humanitarian aid or bar the visit.", "none"),
    ("The raid left seven dead, prompting Pakistan to shut the border.", "COERCE PAK > *"),
]


@pytest.mark.parametrize(("text", "expect"), ENGLISH)
def test_english(text: str, expect: str) -> None:
    events = read(text, "en")
    assert fits(expect, events, text), [shown(e, text) for e in events]


@pytest.mark.parametrize(
    ("text", "code", "lead"),
    [
        ("BAMAKO, March 4 (Reuters) - Gunmen attacked a convoy.", "en", "BAMAKO, March 4 (Reuters) -"),
        ("Kigali, 14 November – The president met an envoy.", "en", "Kigali, 14 November –"),
        ("14.12 The coast guard says a boat was hit.", "en", "14.12"),
        ("Dakar, 8 nov (APS) – La police a dispersé la foule.", "fr", "Dakar, 8 nov (APS) –"),
        ("The U.S. (and its allies) - Britain among them - agreed.", "en", None),
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(text: str, code: str, lead: str | None) -> None:
    sections = (Section(start=0, end=len(text), kind="body", reason="test"),)
    first = next(parse(text, sections, code).blocks[0].doc.sents).text
    assert first == lead if lead else first.startswith(text[:20]) and len(first) > 20


def test_a_headline_in_capitals_keeps_the_capitals_of_names() -> None:
    names, plain = frozenset({"Malawi", "Opposition"}), frozenset({"opposition", "runoff"})
    assert sentence_case("Malawi Heads To Runoff As Opposition Cries Foul", names, plain) == (
        "Malawi heads to runoff as opposition cries foul"
    )
    assert sentence_case("MALAWI HEADS FOR RUNOFF", names, plain) == "Malawi heads for runoff"
    assert sentence_case("Malawi heads to a runoff", names, plain) == "Malawi heads to a runoff"
