"""places.toml, place_cues.toml and data/places.tsv: every example finds what it says, every id has its facts."""

from __future__ import annotations

import functools

import pytest

from sitroom.annotate.parse import parse
from sitroom.annotate.places import find_places
from sitroom.annotate.places.gazetteer import sites
from sitroom.lang import languages, load_lang
from sitroom.lang.schemas.countries import Country
from sitroom.lang.schemas.places import PlaceCue, PlaceExample, PlaceName
from sitroom.model import Section, Toponym

CODES = [code for code in languages() if (load_lang(code).folder / "places.toml").exists()]
NAMES = [pytest.param(code, e, id=f"{code}-{e.id}") for code in CODES for e in load_lang(code).table(PlaceName)]
CUES = [
    pytest.param(code, example, id=f"{code}-{e.id}-{n}")
    for code in CODES
    for e in load_lang(code).table(PlaceCue)
    for n, example in enumerate(e.examples)
]


@functools.cache
def found(code: str, text: str) -> tuple[Toponym, ...]:
    section = Section(start=0, end=len(text), kind="body", reason="test")
    return find_places(parse(text, [section], code), None, load_lang(code))


@pytest.mark.parametrize(("code", "entry"), NAMES)
def test_name(code: str, entry: PlaceName) -> None:
    place = sites()[entry.id]
    spans = [t.of(entry.example) for t in found(code, entry.example)]
    assert set(spans) & set(entry.names)
    if place.country:
        assert place.country in [t.country for t in found(code, entry.example)]


@pytest.mark.parametrize(("code", "example"), CUES)
def test_cue(code: str, example: PlaceExample) -> None:
    uses = {t.of(example.text): t.use for t in found(code, example.text)}
    assert uses.get(example.span) == example.use


@pytest.mark.parametrize("code", CODES)
def test_every_site_is_of_a_country_the_pack_names(code: str) -> None:
    codes = {entry.id for entry in load_lang(code).table(Country)}
    for key, place in sites().items():
        assert {place.country, place.stands_for} - {None} <= codes, key
