"""Mentions inside and around a description, names that go on behind a hyphen, and whose unnamed officials are."""

from __future__ import annotations

import pytest

from sitroom.model import Dossier, Page
from sitroom.pipeline import read_page

MENTIONS = [
    ("en", "A police spokesman said the road was open.", ["police", "police spokesman"]),
    ("en", "One of the victims, Ana Brod, was shot.", ["One of the victims", "victims", "Ana Brod"]),
    ("en", "One of his aides said so.", ["One of his aides"]),
    ("en", "A spokeswoman for India's embassy denied it.",
     ["spokeswoman for India's embassy", "India", "India's embassy"]),
    ("en", "Egypt's Defense Ministry said nothing.", ["Egypt", "Egypt's Defense Ministry"]),
    ("en", "A source in the Kuwaiti coast guard said so.",
     ["source in the Kuwaiti coast guard", "Kuwaiti coast guard"]),
    ("en", "Chiu Mei-lan, a London-based analyst, said so.", ["Chiu Mei-lan", "London-based analyst"]),
    ("en", "Army spokesman Lt. Col. Amit Barel said so.", ["Army", "Army spokesman", "Lt. Col.", "Amit Barel"]),
    ("en", "She wrote on Facebook that Ann Holt had left.", ["Ann Holt"]),
    ("fr", "Le secrétaire du Cabinet à la Défense Jonas Mwale a affirmé le contraire.",
     ["secrétaire du Cabinet à la Défense", "Jonas Mwale"]),
    ("fr", "Le leader d'opposition Mutale Kapam a refusé.", ["leader d'opposition", "Mutale Kapam"]),
    ("fr", "Le président de la République Cemal Ersoy a parlé.", ["président de la République", "Cemal Ersoy"]),
    ("fr", "Un fonctionnaire à Bruxelles en doute.", ["fonctionnaire à Bruxelles"]),
    ("fr", "La cheffe de l'opposition, Ana Brod, a refusé.", ["cheffe de l'opposition", "opposition", "Ana Brod"]),
    ("fr", "Le chef du gouvernement belge a refusé.", ["chef du gouvernement belge", "gouvernement belge"]),
    ("fr", "La cheffe de la diplomatie belge a refusé.", ["cheffe de la diplomatie belge"]),
    ("fr", "Personne n'a parlé.", []),
    ("fr", "L'armée se déploie dans l'État de Roraima.", ["armée"]),
]  # fmt: skip
KINDS = [
    ("fr", "L'entourage du ministre assure que rien n'est décidé.", "entourage du ministre", "anonymous"),
    ("fr", "Le porte-parole de l'armée israélienne a indiqué que tout était calme.",
     "porte-parole de l'armée israélienne", "anonymous"),
    ("fr", "Huit agents devaient être engagés.", "Huit agents", "group"),
    ("fr", "Deux personnes de son entourage affirment qu'il partira.", "Deux personnes de son entourage", "anonymous"),
    ("en", "Dunefield Resources appealed. Dunefield said it had a case.", "Dunefield", "organisation"),
]  # fmt: skip
COUNTRIES = [
    # two states, nothing said: nobody's
    ("fr", "L'Iran a frappé Israël. Israël répondra à l'Iran. « Nous attendons », a déclaré un cadre supérieur.", None),
    ("fr", "Un responsable américain l'a dit. L'Iran et Israël se taisent.", "USA"),
    ("en", "Russia and Finland closed the border. A NATO official said patrols would go on.", None),
    ("en", "LOME (Wire) - Togo and Ghana closed the border. A security source said patrols would go on.", "TGO"),
]  # fmt: skip


def read(text: str, code: str) -> Dossier:
    return read_page(Page(text=text, published="2026-03-12", language=code))


@pytest.mark.parametrize(("code", "text", "expected"), MENTIONS)
def test_mentions(code: str, text: str, expected: list[str]) -> None:
    assert [m.of(text) for m in read(text, code).mentions] == expected


@pytest.mark.parametrize(("code", "text", "span", "kind"), KINDS)
def test_kinds(code: str, text: str, span: str, kind: str) -> None:
    d = read(text, code)
    there = [d.actor(m.actor) for m in d.mentions if m.of(text) == span]
    assert [a.kind for a in there if a is not None] == [kind]


@pytest.mark.parametrize(("code", "text", "country"), COUNTRIES)
def test_whose_they_are(code: str, text: str, country: str | None) -> None:
    assert [a.country for a in read(text, code).actors if a.kind == "anonymous"] == [country]
