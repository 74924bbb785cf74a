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


# (language, sentence, mention, its actor's name, country and id)
BODIES = [
    ("en", "The Biden administration paid.", "Biden administration", "Biden administration", "USA", None),
    ("en", "NATO left. The alliance is small. NATO's Mali mission stays.", "alliance", "NATO", None, "Q7184"),
    ("fr", "L'administration Biden a payé.", "administration Biden", "administration Biden", "USA", None),
    ("fr", "Le régime Assad est tombé.", "régime Assad", "régime Assad", "SYR", None),
    (
        "fr",
        "Une délégation de la Communauté économique des Etats d'Afrique de l'ouest (Cédéao) est là.",
        "Cédéao",
        "CEDEAO",
        None,
        "Q193272",
    ),
]


@pytest.mark.parametrize(("code", "text", "span", "name", "country", "wikidata"), BODIES, ids=lambda v: str(v)[:24])
def test_bodies(code: str, text: str, span: str, name: str, country: str | None, wikidata: str | None) -> None:
    dossier = pipeline.read_page(Page(text=text, language=code, published="2024-11-20"))
    found = {m.of(text): dossier.actor(m.actor) for m in dossier.mentions}
    actor = found[span]
    assert actor is not None
    assert (actor.name, actor.country, actor.wikidata) == (name, country, wikidata)


def test_no_name_beside_a_government_called_after_it() -> None:
    text = "The Biden administration paid. A drone hit Tula."
    dossier = pipeline.read_page(Page(text=text, language="en", published="2024-11-20"))
    assert [m.of(text) for m in dossier.mentions] == ["Biden administration"]
