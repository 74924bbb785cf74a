"""Titles beside names: what the name is, what the title, whose it is. Sentences of our own, invented people."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitroom import pipeline
from sitroom.model import Page

HERE = Path(__file__).parent
UNIONS = (None, "EUE", "XAU")


def cases() -> list[tuple[str, ...]]:
    out = []
    for code in ("en", "fr"):
        lines = (HERE / f"titles_{code}.txt").read_text(encoding="utf-8").splitlines()
        out += [(code, *line.split(" | ")) for line in lines if not line.startswith("#")]
    return out


@pytest.mark.parametrize(("code", "text", "name", "titles", "country"), cases(), ids=lambda v: str(v)[:24])
def test_titles(code: str, text: str, name: str, titles: str, country: str) -> None:
    dossier = pipeline.read_page(Page(text=text, language=code, published="2026-11-20"))
    found = {m.of(text): dossier.actor(m.actor) for m in dossier.mentions}
    person = found.get(name)
    assert person is not None
    assert person.kind == "person"
    for title in titles.split(";"):
        assert found.get(title) == person
    if country == "-":
        assert person.country in UNIONS
    elif country != "*":
        assert person.country == country
