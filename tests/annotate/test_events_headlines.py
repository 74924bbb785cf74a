"""Headlines whose verb the tagger takes for a noun, what English counts as public life, and small rules of matching."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.annotate.events.headlines import mended
from sitroom.annotate.events.lexicon import load_lexicon
from sitroom.annotate.parse import parse
from sitroom.lang import load_lang
from sitroom.model import Section
from tests.annotate.test_events_kit import fits, read, shown

HEADLINES = [
    ("Moscow boots out Estonian consul", "SANCTION RUS > EST"),
    ("Kenyan army shells Somali town", "ASSAULT KEN > SOM"),
    ("Truckers blockade port of Santos", "PROTEST Truckers > *"),
    ("Libyan rivals ink unity deal", "SUPPORT LBY > *"),
    ("EU sanctions Georgian judges", "SANCTION EU > GEO"),
    ("Turkey ships tents to Syria", "AID TUR > SYR"),
    ("Inmates riot in Ecuador prison", "PROTEST Inmates > *"),
    ("Sweden expels Iranian cleric", "* SWE > IRN"),
    ("Thousands march in Tbilisi against law", "PROTEST Thousands > *"),
    ("Pyongyang test-fires another hypersonic missile", "MOBILIZE PRK > *"),
    ("South Korea police storm president's home", "* KOR > *"),
]
AS_PARSED = [
    "Yemen peace talks",
    "Gaza aid ships turned back",
    "Bus strikes hit London",
    "Vietnam to buy Brazilian jets",
    "Drones strike Sevastopol fuel depot",
    "The army shells the town.",
]


def block(text: str):  # type: ignore[no-untyped-def]
    return parse(text, (Section(start=0, end=len(text), kind="headline", reason="test"),), "en").blocks[0]


@pytest.mark.parametrize(("text", "expect"), HEADLINES)
def test_headline(text: str, expect: str) -> None:
    events = read(text, "en")
    kinds = sorted({e.type for e in events}) if expect.startswith("* ") else [expect.split()[0]]
    wanted = [expect.replace("* ", f"{kind} ", 1) if expect.startswith("* ") else expect for kind in kinds]
    assert any(fits(w, events, text) for w in wanted), [shown(e, text) for e in events]


@pytest.mark.parametrize("text", AS_PARSED)
def test_a_sound_parse_is_left_alone(text: str) -> None:
    one = block(text)
    assert mended(one, load_lexicon(load_lang("en"))) is one


def test_a_language_without_headline_end_is_read_as_parsed() -> None:
    text = "Le Kenya bombarde la ville"
    one = parse(text, (Section(start=0, end=len(text), kind="headline", reason="test"),), "fr").blocks[0]
    assert mended(one, load_lexicon(load_lang("fr"))) is one


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Army",
                "shells",
                ":",
                "town",
                "—",
                "and",
                "of",
                "to",
                "the",
                "police",
                "raid",
                "'s",
                "-",
                "12",
                ",",
                "sanctions",
                "«",
                "“",
                "’",
                "x",
            ]
        ),
        max_size=12,
    )
)
def test_any_row_of_words_keeps_its_characters(words: list[str]) -> None:
    text = " ".join(words) or "x"
    one = block(text)
    again = mended(one, load_lexicon(load_lang("en")))
    assert [(t.idx, t.text) for t in again.doc] == [(t.idx, t.text) for t in one.doc]


@pytest.mark.parametrize(
    "text",
    [
        "The coach asked his players to attack from the first minute.",
        "A bus plunged into a ravine, killing 14 pilgrims.",
        "In October the elephants flattened eleven huts and killed a watchman.",
        "A gas explosion levelled a block of flats in Lyon.",
        "The insurer refused to pay out.",
        "Readers have asked why we call the group by its initials.",
        "The foreign minister speaks Mandarin.",
        "The tortured prisoners, the ousted premier and the jailed poet watched the rain.",
    ],
)
def test_no_act_of_public_life(text: str) -> None:
    assert not read(text, "en"), [shown(e, text) for e in read(text, "en")]


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("Armed men killed a Kenyan herder.", "ASSAULT men > KEN"),
        ("Moscow's team walked out of the talks.", "SANCTION RUS > *"),
        ("Unions urged teachers to strike.", "PROTEST Unions > - planned"),
        ("Rescuers pulled a Syrian girl from the rubble in Aleppo.", "AID Rescuers > SYR"),
        ("An Iraqi activist was found shot dead in Basra.", "ASSAULT - > IRQ"),
    ],
)
def test_act_of_public_life(text: str, expect: str) -> None:
    assert fits(expect, read(text, "en"), text), [shown(e, text) for e in read(text, "en")]
