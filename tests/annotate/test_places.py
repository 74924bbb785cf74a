"""find_places on whole reports: detection, ambiguity, use, hostile input, time it takes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sitroom
from sitroom.annotate.parse import Block, Parsed, load_model, parse, readable
from sitroom.annotate.places import find_places
from sitroom.annotate.places.gazetteer import country_place, distance, fold, look_up
from sitroom.lang import load_lang
from sitroom.model import Section, Toponym


def lines(text: str) -> list[Section]:
    sections, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            sections.append(Section(start=at, end=at + len(line), kind="body", reason="test"))
        at += len(line) + 1
    return sections


def places(text: str, code: str, outlet: str | None = None) -> tuple[Toponym, ...]:
    return find_places(parse(text, lines(text), code), outlet, load_lang(code))


def read(text: str, code: str, outlet: str | None = None) -> list[tuple[str, str | None, str]]:
    return [(t.of(text), t.country, t.use) for t in places(text, code, outlet)]


def blank(text: str, code: str) -> Parsed:
    nlp = load_model(code)
    return Parsed(text, code, tuple(Block(s, nlp.make_doc(readable(s.of(text)))) for s in lines(text)))


def test_a_capital_that_acts_is_the_state() -> None:
    text = "Téhéran a averti Elsa Worm. Elle vit à Téhéran."
    assert read(text, "fr") == [("Téhéran", "IRN", "metonymic"), ("Téhéran", "IRN", "literal")]
    first, second = places(text, "fr")
    assert (first.name, second.name) == ("Iran", "Téhéran")
    assert first.geonames == country_place("IRN").geonames  # type: ignore[union-attr]


def test_seats_of_government() -> None:
    text = "La Maison Blanche a démenti les propos de Elsa Worm."
    assert read(text, "fr") == [("Maison Blanche", "USA", "metonymic")]
    assert read("Downing Street denied the report, Elsa Worm wrote.", "en") == [("Downing Street", "GBR", "metonymic")]


def test_persons_and_larger_names_are_no_places() -> None:
    assert read("M. Rennes et Mme Paris ont voté.", "fr") == []
    assert read("Mr Bergen reads the Washington Post.", "en") == []


def test_the_larger_place_named_next_decides() -> None:
    (texas, *_) = places("A barn burned in Paris, Texas, on Monday.", "en")
    assert (texas.country, round(texas.lat or 0)) == ("USA", 34)


def test_names_in_a_list_vouch_for_each_other() -> None:
    found = read("The army said it shot down drones over the Belgorod, Kursk and Tula regions on Tuesday.", "en")
    assert found == [(name, "RUS", "literal") for name in ("Belgorod", "Kursk", "Tula")]
    found = read("Des tirs ont été signalés à Soumy, Poltava et Tchernihiv, selon le gouverneur de Kharkiv.", "fr")
    assert [name for name, _, _ in found] == ["Soumy", "Poltava", "Tchernihiv", "Kharkiv"]


def test_the_outlet_decides() -> None:
    text = "Firefighters were called to a barn in London on Monday. The mayor of Woodstock praised them."
    (london, *_) = places(text, "en", "woodstocksentinelreview.ca")
    assert london.country == "CAN"
    (london, *_) = places("Firefighters were called to a barn in London on Monday.", "en")
    assert london.country == "GBR"


def test_relation_to_a_place_is_kept() -> None:
    (place,) = places("Un pont a cédé au sud de Rouen.", "fr")
    assert place.detail is not None
    assert place.detail["relation"] == "au sud de"


def test_gazetteer_finds_every_kind_of_key() -> None:
    assert look_up(fold("Saint-Louis")) == look_up(fold("St. Louis"))
    assert {p.country for p in look_up("paris")} >= {"FRA", "USA", "CAN"}
    assert look_up("") == look_up("zzzzzz") == look_up("\x00") == ()
    assert distance(48.85, 2.35, 51.5, -0.13) == pytest.approx(344, abs=5)


@pytest.mark.parametrize("code", ["fr", "en"])
@settings(max_examples=100, deadline=None)
@given(
    pieces=st.lists(
        st.one_of(
            st.text(max_size=8),
            st.sampled_from(
                ["Paris", "U.S.", "St.", "d'", "à", "in", ",", "Texas", "N'Djamena", "-", "États-Unis", "’", "\t", "(",
                 "Mar-a-Lago", "LE", "PARIS", "m.", "\u0130", "ß", "ﬁ", "\x00", "\n", "Georgia", "@Paris", "Îles"]
            ),
        )
    ),
    outlet=st.one_of(st.none(), st.text(max_size=12), st.sampled_from(["parisbeacon.com", "..", "The Paris News"])),
)  # fmt: skip
def test_never_raises(code: str, pieces: list[str], outlet: str | None) -> None:
    text = " ".join(pieces)
    for t in find_places(blank(text, code), outlet, load_lang(code)):
        assert 0 <= t.start < t.end <= len(text)


@pytest.mark.parametrize("piece", ["Paris ", "Saint-", "U.S.", "in Springfield, ", "A B C ", "'"])
def test_time_grows_with_length(piece: str) -> None:
    def seconds(length: int) -> float:
        parsed = blank(piece * (length // len(piece)), "en")
        begin = time.perf_counter()
        find_places(parsed, "Paris News", load_lang("en"))
        return time.perf_counter() - begin

    seconds(500)
    assert seconds(16_000) < 0.5 + 8 * 4 * seconds(4_000)


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        (
            "fr",
            "Mambasa, dans l'est de la RDC, a été prise.",
            [("Mambasa", "COD", "literal"), ("RDC", "COD", "literal")],
        ),
        (
            "fr",
            "La République démocratique du Congo a protesté.",
            [("République démocratique du Congo", "COD", "metonymic")],
        ),
        ("fr", "Le fort du XIXe siècle domine la baie.", []),
        ("fr", "À Lomé, on se dit serein.", [("Togo", "TGO", "metonymic")]),
        ("fr", "Il l'a dit sur FRANCE 24.", []),
        ("en", "The Kobrenou dam in Ghana held.", [("Kobrenou", "GHA", "literal"), ("Ghana", "GHA", "literal")]),
        (
            "en",
            "WINDHOEK/SYDNEY, Aug 27 (Atlas) - The mine shut.",
            [("WINDHOEK", "NAM", "literal"), ("SYDNEY", "AUS", "literal")],
        ),
        ("en", "Gen. Lyon retired.", []),
    ],
)
def test_where_reports_say_it_lies(code: str, text: str, found: list[tuple[str, str | None, str]]) -> None:
    assert [(t.name, t.country, t.use) for t in places(text, code)] == found


@pytest.mark.parametrize("channel", ["France 5", "France 24", "France Culture"])
def test_a_channel_named_after_a_country_is_no_place_elsewhere(channel: str) -> None:
    text = f"Le ministre a parlé lundi à {channel} de la guerre en Ukraine et des forces russes à Marioupol."
    found = sitroom.read(text, published="2022-02-14").places
    assert [p.name for p in found if p.name.startswith("France") and p.country != "FRA"] == []


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("fr", "Les protestations de Doha restent vaines.", [("Doha", "QAT", "metonymic")]),
        ("fr", "Le ministre s'envolera jeudi pour Doha.", [("Doha", "QAT", "literal")]),
        ("fr", "Des groupes alignés sur Damas ont fui.", [("Damas", "SYR", "metonymic")]),
        ("fr", "La secrétaire à la Défense Elsa Worm et le Croissant-Rouge ont averti les Éthiopiens.", []),
        ("fr", "Les exigences du Caire ont été publiées.", [("Caire", "EGY", "metonymic")]),
        ("en", "The warship came at the request of Oslo.", [("Oslo", "NOR", "metonymic")]),
        ("en", "They talked in a Muscat hotel.", [("Muscat", "OMN", "literal")]),
        ("en", "Norway's police chief met Elsa Worm, and Norway's police left.", [("Norway", "NOR", "metonymic")]),
    ],
)
def test_whose_act_it_is_and_where_it_goes(code: str, text: str, found: list[tuple[str, str | None, str]]) -> None:
    assert read(text, code) == found


def test_a_division_named_right_behind_tells_the_country() -> None:
    assert ("Newark", "GBR", "literal") in read("Police in Newark, Nottinghamshire, arrested two men.", "en")
    assert ("Newark", "USA", "literal") in read("Police in Newark, New Jersey, arrested two men.", "en")


def test_a_name_no_table_has_is_a_place_wherever_it_stands_once_a_cue_tells_so() -> None:
    text = "Residents of Ngoulia fled on Monday. Shells had hit Ngoulia. Ngoulia is empty."
    parsed = parse(text, [Section(start=0, end=len(text), kind="body", reason="test")], "en")
    found = [text[p.start : p.end] for p in find_places(parsed, None, load_lang("en"))]
    assert len(found) > 1
    assert found == ["Ngoulia"] * len(found)


def test_a_palace_behind_the_article_that_opens_the_sentence_is_a_place() -> None:
    text = "The White House has not released a readout."
    parsed = parse(text, [Section(start=0, end=len(text), kind="body", reason="test")], "en")
    assert [text[p.start : p.end] for p in find_places(parsed, None, load_lang("en"))] == ["White House"]
