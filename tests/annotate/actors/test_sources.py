"""Who is an anonymous source, and who is only somebody without a name."""

from __future__ import annotations

import pytest

from sitroom import pipeline
from sitroom.model import Page

# (language, text, description, kind)
CASES = [
    ("fr", "Un homme de 34 ans a été placé en garde à vue samedi à Quimper.", "homme de 34 ans", "person"),
    ("fr", "Un homme de 34 ans a été interpellé samedi. « Je n'ai rien fait », a dit cet homme.", "homme", "anonymous"),
    ("fr", "Une infirmière a été blessée par un patient.", "infirmière", "person"),
    ("fr", "« On étouffe », souffle une infirmière.", "infirmière", "anonymous"),
    ("fr", "Selon un riverain, la maison était vide.", "riverain", "anonymous"),
    ("fr", "Le préfet a décoré un pompier mardi.", "pompier", "person"),
    ("fr", "Selon un cousin de l'accusé, la voiture était déjà vendue.", "cousin de l'accusé", "anonymous"),
    ("fr", "Son mari a dit que la porte était ouverte.", "mari", "person"),
    ("fr", "Le Premier ministre portugais a dit qu'il ne céderait pas.", "Premier ministre portugais", "person"),
    ("fr", "Un diplomate européen se montre prudent : « Mardi, c'est loin ».", "diplomate européen", "anonymous"),
    ("fr", "Des habitants disent avoir vu la fumée.", "habitants", "group"),
    ("fr", "Deux diplomates occidentaux ont été expulsés.", "Deux diplomates occidentaux", "group"),
    ("fr", "Deux diplomates occidentaux ont dit que rien n’avance.", "Deux diplomates occidentaux", "anonymous"),
    ("en", "A 63-year-old man was arrested on Monday in Leeds.", "63-year-old man", "person"),
    ("en", "“It was like a bomb,” said a 63-year-old man who lives next door.", "63-year-old man", "anonymous"),
    ("en", "A firefighter was hurt when the roof fell in.", "firefighter", "person"),
    ("en", "A firefighter said the roof fell in.", "firefighter", "anonymous"),
    ("en", "Her father said the door was open.", "father", "person"),
    ("en", "Western diplomats were expelled on Monday.", "Western diplomats", "group"),
    ("en", "Western diplomats say the road is closed.", "Western diplomats", "anonymous"),
    ("en", "A spokesman declined to comment on the inquiry.", "spokesman", "anonymous"),
]


@pytest.mark.parametrize(("code", "text", "span", "kind"), CASES, ids=lambda v: str(v)[:30])
def test_sources_and_others(code: str, text: str, span: str, kind: str) -> None:
    dossier = pipeline.read_page(Page(text=text, language=code, published="2026-11-20"))
    found = [dossier.actor(m.actor) for m in dossier.mentions if m.of(text) == span]
    assert [a.kind for a in found if a] == [kind] * len(found)
    assert found, [m.of(text) for m in dossier.mentions]


NAMED_LATER = [
    ("A ferry captain has been jailed for six years.\n\nCallum Rendall, 54, denied the charges.", "ferry captain"),
    ("Teacher jailed over theft\n\nA teacher has been jailed.\n\nIlse Marant, 41, took the cash.", "Teacher"),
    ("Un maçon a été condamné à deux ans de prison.\n\nJan Pol, 41 ans, avait nié.", "maçon"),
]


@pytest.mark.parametrize(("text", "span"), NAMED_LATER)
def test_described_first_named_afterwards(text: str, span: str) -> None:
    code = "fr" if text.startswith("Un ") else "en"
    dossier = pipeline.read_page(Page(text=text, language=code, published="2026-11-20"))
    first = next(m for m in dossier.mentions if m.of(text) == span)
    actor = dossier.actor(first.actor)
    assert actor is not None
    assert actor.name in ("Callum Rendall", "Ilse Marant", "Jan Pol")


def test_a_passer_by_with_an_age_is_not_whom_the_lead_describes() -> None:
    text = "A man was killed by a bus on Monday.\n\n“I saw it all,” said Ilse Marant, 41, a baker."
    dossier = pipeline.read_page(Page(text=text, language="en", published="2026-11-20"))
    man = next(m for m in dossier.mentions if m.of(text) == "man")
    assert dossier.actor(man.actor).name == "man"  # type: ignore[union-attr]
