"""countries.toml: every ISO 3166-1 country in both packs, and every entry's example names its country."""

from __future__ import annotations

import re

import pycountry
import pytest

from sitroom.lang import languages, load_lang
from sitroom.lang.schemas.countries import Country

ENTRIES = [pytest.param(code, e, id=f"{code}-{e.id}") for code in languages() for e in load_lang(code).table(Country)]


@pytest.mark.parametrize(("code", "entry"), ENTRIES)
def test_example_names_the_country(code: str, entry: Country) -> None:
    def found(form: str, text: str) -> bool:
        return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None

    names = any(found(name, entry.example) for name in entry.names)
    demonyms = any(found(form, entry.example.lower()) for form in entry.demonyms)
    assert names or demonyms


@pytest.mark.parametrize("code", languages())
def test_complete_and_consistent(code: str) -> None:
    entries = load_lang(code).table(Country)
    assert {e.id for e in entries} == {c.alpha_3 for c in pycountry.countries} | {"XKX"}
    owner: dict[str, str] = {}
    for entry in entries:
        assert set(entry.ambiguous) <= set(entry.names)
        assert len(set(entry.demonyms)) == len(entry.demonyms)
        assert all(form == form.lower() for form in entry.demonyms)
        for name in entry.names:
            assert owner.setdefault(name, entry.id) == entry.id, name
