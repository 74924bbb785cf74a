"""Turns of phrase that once made two actors of one, or the wrong one. All people here are invented."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitroom.annotate.actors import Cast, find_actors
from sitroom.annotate.parse import parse
from sitroom.annotate.places import find_places
from sitroom.annotate.prior import Prior
from sitroom.lang import load_lang
from sitroom.model import Raw, Section
from sitroom.room import Room


def read(text: str, code: str, known: tuple[tuple[str, str], ...] = ()) -> Cast:
    sections, at = [], 0
    for line in text.split("\n"):
        sections.append(Section(start=at, end=at + len(line), kind="body", reason="test"))
        at += len(line) + 1
    lang, parsed = load_lang(code), parse(text, sections, code)
    places = find_places(parsed, None, lang)
    prior = Prior(published="2026-03-02", sections=tuple(sections), places=places, known=known)
    return find_actors(parsed, prior, lang)


def actor_of(cast: Cast, text: str, words: str) -> str | None:
    """The name of the actor of the last mention or pronoun that reads so."""
    there = [m for m in (*cast.mentions, *cast.references) if text[m.start : m.end] == words]
    assert there, f"{words!r} not in {[text[m.start : m.end] for m in (*cast.mentions, *cast.references)]}"
    return next((a.name for a in cast.actors if a.id == there[-1].actor), None)


@pytest.mark.parametrize(
    ("code", "text", "words", "name"),
    [
        ("fr", "Le président du Conseil constitutionnel, Paul Yao N’Dabi, a parlé.",
         "président du Conseil constitutionnel", "Paul Yao N'Dabi"),
        ("fr", "M. N'Gossan a protesté lundi.", "N'Gossan", "N'Gossan"),
        ("fr", "Emmanuel N’Dribo a protesté.", "Emmanuel N’Dribo", "Emmanuel N'Dribo"),
        ("fr", "Mme M'Bayo a répondu.", "M'Bayo", "M'Bayo"),
        ("fr", "Le secrétaire général CGT de la plateforme normande, Luc Morel, a refusé.",
         "secrétaire général CGT de la plateforme normande", "Luc Morel"),
        ("fr", "Le délégué CFDT du site, Paul Varin, a parlé.", "délégué CFDT du site", "Paul Varin"),
        ("fr", "Le commissaire européen à la gestion des crises, Ivo Kral, a parlé.",
         "commissaire européen à la gestion des crises", "Ivo Kral"),
        ("fr", "La directrice Afrique de l'ONG Vigie, Anne Labrit, dénonce la loi.",
         "directrice Afrique de l'ONG Vigie", "Anne Labrit"),
        ("en", "U.S. adviser for African affairs Karl Boulter met the minister.",
         "U.S. adviser for African affairs", "Karl Boulter"),
        ("en", "The President of the National Teachers Union (NTU), Angela Carbon, said so.",
         "President of the National Teachers Union", "Angela Carbon"),
        ("en", "The chairman of the Holt Group (HG), Ruth Ames, agreed.", "chairman of the Holt Group", "Ruth Ames"),
        ("en", "Rapid Support Forces or RSF have left. The RSF claimed victory.", "RSF", "Rapid Support Forces"),
        ("fr", "Jeanne Morel a démissionné.\nInterrogée par l'AFP, elle a confirmé.", "elle", "Jeanne Morel"),
        ("fr", "Luc Morel est maire. Interrogé par Radio Vallée, il a dit oui.", "il", "Luc Morel"),
        ("fr", "La rébellion avance. Les efforts sont menés par l'Angola et soutenus par l'Union africaine. "
         "Elle accuse l'armée.", "Elle", "rébellion"),
        ("fr", "Une source militaire a parlé du fleuve. Il a débordé, a précisé la même source.", "même source",
         "source militaire"),
    ],
)  # fmt: skip
def test_one_actor(code: str, text: str, words: str, name: str) -> None:
    assert actor_of(read(text, code), text, words) == name


@pytest.mark.parametrize(
    "text",
    ["Le maire a reçu à la mairie, hier, Luc Morel.", "Le maire de Gao attend à la mairie Luc Morel et les élus."],
)
def test_a_title_does_not_reach_over_a_verb(text: str) -> None:
    assert actor_of(read(text, "fr"), text, "Luc Morel") == "Luc Morel"
    assert not next(a for a in read(text, "fr").actors if a.name == "Luc Morel").roles


def test_an_implied_country_must_be_in_play() -> None:
    cast = read("Les maires de Lyon et de Lille étaient à Paris. Le secrétaire d’État Luc Morel a parlé.", "fr")
    assert next(a for a in cast.actors if a.name == "Luc Morel").country != "USA"


KNOWN = (("Ilse Markhoven", "person:ilse markhoven"),)


@pytest.mark.parametrize(
    ("name", "right"),
    [("Ilse Marckhoven", True), ("Ivan Markhoven", False), ("Ilse Morkova", False), ("Ilse Markhoven", False)],
)
def test_a_name_is_put_right_by_sibling_reports(name: str, right: bool) -> None:
    cast = read(f"L'avocate {name} a protesté.", "fr", KNOWN)
    assert [m.repaired.to for m in cast.mentions if m.repaired] == (["Ilse Markhoven"] if right else [])


def test_a_room_hands_on_the_names_it_knows(tmp_path: Path) -> None:
    def page(name: str, day: int, words: str) -> Raw:
        text = f"{words}\n\nL'avocate {name} a protesté à Lille. « Nous irons en justice », a-t-elle dit."
        return Raw(data=text.encode(), name=f"{day}.txt", published=f"2026-03-0{day}", language="fr")

    pages = [
        page("Ilse Markhoven", 1, "Les juges ont siégé toute la journée à Lille."),
        page("Ilse Markhoven", 2, "Le procès a repris lundi matin dans la salle pleine."),
        page("Ilse Marckhoven", 3, "La décision sera rendue au printemps."),
    ]
    with Room.create(tmp_path / "a.room") as room:
        added = list(room.add(pages, now=datetime(2026, 3, 4, tzinfo=UTC)))
        dossier = room.dossier(str(added[-1].report))
    assert {m.repaired.to for m in dossier.mentions if m.repaired} == {"Ilse Markhoven"}
