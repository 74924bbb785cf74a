"""Actors: who a description or a pronoun is; abstention. All people here are invented, roster facts aside."""

from __future__ import annotations

import pytest

from sitroom.annotate.actors import Cast, find_actors
from sitroom.annotate.parse import parse
from sitroom.annotate.prior import Prior
from sitroom.lang import load_lang
from sitroom.model import Actor, Section


def read(text: str, code: str = "fr", published: str | None = "2024-04-14") -> Cast:
    sections, at = [], 0
    for line in text.split("\n"):
        sections.append(Section(start=at, end=at + len(line), kind="body", reason="test"))
        at += len(line) + 1
    prior = Prior(published=published, sections=tuple(sections))
    return find_actors(parse(text, tuple(sections), code), prior, load_lang(code))


def who(found: Cast, text: str, words: str, nth: int = 1) -> Actor | None:
    """The actor of the nth mention or pronoun that reads so."""
    there = [m for m in (*found.mentions, *found.references) if text[m.start : m.end] == words]
    assert len(there) >= nth, (
        f"{words!r} not in {[text[m.start : m.end] for m in (*found.mentions, *found.references)]}"
    )
    return next((a for a in found.actors if a.id == there[nth - 1].actor), None)


def name(text: str, words: str, code: str = "fr", nth: int = 1, published: str | None = "2024-04-14") -> str | None:
    actor = who(read(text, code, published), text, words, nth)
    return actor.name if actor else None


def test_gender_forbids_the_holder() -> None:
    text = "La ministre israélienne de la Défense a quitté la salle."
    assert who(read(text), text, "ministre israélienne de la Défense").wikidata is None
    text = "Le ministre israélien de la Défense a quitté la salle."
    assert who(read(text), text, "ministre israélien de la Défense").wikidata == "Q723506"


def test_the_reports_own_holder_wins() -> None:
    text = (
        "Le ministre israélien de la Défense, Avner Tsurim, est arrivé à Rome.\n"
        "Une manifestation a bloqué le port pendant des heures.\nDes trains ont été supprimés dans la région.\n"
        "La gare a rouvert vers midi.\nLe ministre israélien de la Défense est reparti mardi."
    )
    assert name(text, "ministre israélien de la Défense", nth=2) == "Avner Tsurim"


def test_holder_of_another_country_is_not_taken() -> None:
    text = "Le porte-parole militaire péruvien a démenti."
    assert who(read(text), text, "porte-parole militaire péruvien").wikidata is None


def test_seat_of_another_office() -> None:
    text = "Le Premier ministre norvégien a parlé mardi. Le Premier ministre de l'archipel, Jens Olvar, se tait."
    assert name(text, "Premier ministre norvégien") != "Jens Olvar"


def test_office_first_name_next() -> None:
    text = "Le Premier ministre norvégien est sorti de son silence. « Je regrette », a déclaré Odd Tveiten à Oslo."
    assert name(text, "Premier ministre norvégien") == "Odd Tveiten"


def test_counterpart_in_apposition_has_the_office() -> None:
    text = (
        "Le président arménien Davit Orbelan a reçu son homologue Nino Gachava.\n"
        "La présidente géorgienne a salué un accord."
    )
    assert name(text, "présidente géorgienne") == "Nino Gachava"


def test_first_and_second_source() -> None:
    text = (
        "Une première source policière évoque douze blessés. Une deuxième source policière parle de vingt.\n"
        "Selon la première source, un pont a cédé. La deuxième source n'en sait rien."
    )
    found = read(text)
    assert who(found, text, "première source") is who(found, text, "première source policière")
    assert who(found, text, "deuxième source") is who(found, text, "deuxième source policière")
    assert who(found, text, "première source") is not who(found, text, "deuxième source")


def test_same_source_is_the_one_of_that_noun() -> None:
    text = (
        "Une source portuaire chilienne évoque trois navires. Un conseiller du maire se tait.\n"
        "Aucun marin n'est blessé, selon la même source."
    )
    assert name(text, "même source") == "source portuaire chilienne"


def test_same_source_is_whoever_was_cited() -> None:
    text = "Selon la police, trois personnes ont été arrêtées. Le calme est revenu, précise-t-on de même source."
    assert name(text, "même source") == "police"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Le préfet Aldo Merk a critiqué le port.\nSelon un officier béninois, le pont tient. Il rouvrira, a-t-il dit.",
         "-t-il", "officier béninois"),
        ("La ministre Ilse Marant recevra une délégation.\nLa Fédération des semeurs était absente. Elle dit espérer.",
         "Elle", "Fédération des semeurs"),
        ("Le juge Paul Kervel a suspendu la vente à la demande de la Bolivie, qui a estimé que le prix était bas.",
         "qui", "Bolivie"),
    ],
)  # fmt: skip
def test_who_a_pronoun_takes_up(text: str, words: str, expected: str) -> None:
    found = read(text)
    ends = [m for m in found.references if text[m.start : m.end].lstrip("-t").lower() == words.lstrip("-t").lower()]
    assert next(a.name for a in found.actors if a.id == ends[-1].actor) == expected


def test_a_strikers_front_is_no_company() -> None:
    text = "La Compagnie Hollard a reçu la CGT. L'intersyndicale a quitté la salle. L'entreprise se tait."
    found = read(text)
    assert who(found, text, "intersyndicale").name == "intersyndicale"


def test_groups_of_different_workers() -> None:
    text = "Les dockers du Havre ont voté la grève. Les transporteurs réclament des indemnités."
    found = read(text)
    assert who(found, text, "transporteurs") is not who(found, text, "dockers du Havre")


def test_the_accused_is_not_the_prosecutor() -> None:
    text = "L'avocat général a requis dix ans. L'accusé a demandé pardon."
    found = read(text)
    assert who(found, text, "accusé") is not who(found, text, "avocat général")


@pytest.mark.parametrize(
    ("text", "span", "kind"),
    [
        ("SUD Rail refuse l'offre. SUD Rail a écrit au préfet.", "SUD Rail", "organisation"),
        ("La CGT-Santé a annoncé une marche.", "CGT-Santé", "organisation"),
        ("Le médiateur a vu son chef de la diplomatie Sergio Lavagna mardi.", "Sergio Lavagna", "person"),
        ("Une aide a été promise, selon la conseillère, Aude Brancelle.", "Aude Brancelle", "person"),
    ],
)
def test_kind_of_a_name(text: str, span: str, kind: str) -> None:
    assert who(read(text), text, span).kind == kind


@pytest.mark.parametrize(
    ("text", "title", "span"),
    [
        ("Iranian Foreign Ministry Spokeswoman Laleh Karimi denied it.", "Iranian Foreign Ministry Spokeswoman",
         "Laleh Karimi"),
        ("California Gov. Karl Pinnock signed the order.", "California Gov.", "Karl Pinnock"),
        ("State Fire Protection Chief Ken Lomax said 40 crews were there.", "State Fire Protection Chief", "Ken Lomax"),
    ],
)  # fmt: skip
def test_english_titles_are_no_part_of_the_name(text: str, title: str, span: str) -> None:
    found = read(text, "en")
    assert who(found, text, span).kind == "person"
    assert who(found, text, title) is who(found, text, span)


def test_a_description_in_brackets_does_not_rename() -> None:
    text = "Selon la CFDT Cheminots (quatrième syndicat), la grève tiendra."
    assert name(text, "CFDT Cheminots") == "CFDT Cheminots"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Les retraites baisseront, annonce la ministre.", "retraites"),
        ("Il a agi dans le cadre d'un accord.", "cadre d'un accord"),
        ("L'ouragan Ilse a touché la côte.", "Ilse"),
        ("Il n'exclut pas l'envoi d'observateurs.", "observateurs"),
        ("Quiconque veut la paix doit parler.", "Quiconque"),
    ],
)
def test_words_that_are_no_actors(text: str, word: str) -> None:
    assert word not in [text[m.start : m.end] for m in read(text).mentions]


def test_a_dateline_is_no_state() -> None:
    text = "TEHRAN (Meridian) – An informed source denied it."
    assert "TEHRAN" not in [text[m.start : m.end] for m in read(text, "en").mentions]


def test_past_terms_are_no_offices() -> None:
    text = "Bernard Cazeneuve a quitté la France."
    assert who(read(text), text, "Bernard Cazeneuve").roles == ()


def test_roles_are_told_once() -> None:
    text = (
        "Le ministre belge de la Défense, Jan Pol, est à Gand. Le ministre a ri.\nL'ancien ministre Paul Kervel aussi."
    )
    found = read(text)
    assert who(found, text, "Jan Pol").roles == ("ministre belge de la Défense",)
    assert who(found, text, "Paul Kervel").roles == ("ancien ministre",)
