"""Who said it, to whom, where: the source of a statement resolved over sentences. Invented people."""

from __future__ import annotations

import pytest

from sitroom.model import Dossier, Page
from sitroom.pipeline import read_page

SOURCES = [
    # pronouns: subjects before objects, the main name before what lies inside a description
    ("fr", "La maire de Tarb, Odile Fermont, a reçu la directrice, Carole Vinsot.\nElle a promis de saisir le juge.",
     "Elle", "Odile Fermont"),
    ("fr", "La direction de l'usine a reçu les délégués CGT. Elle a assuré qu'aucun site ne fermerait.", "Elle",
     "direction de l'usine"),
    ("fr", "Le Togo a salué les efforts menés par l'Angola et soutenus par l'Union africaine. Il accuse le Front "
     "des collines de violer la trêve.", "Il", "Togo"),
    ("en", "Judge Anthony Perrol remanded the man. According to prosecutor Denis Vial, he faces 20 years. "
     "“He showed no remorse,” he said.", "he", "Denis Vial"),
    ("fr", "Dans son discours, il a promis des hôpitaux. Le président Ibrahim Sow a ensuite quitté la salle.", "il",
     "Ibrahim Sow"),
    # one of two, another, the same
    ("fr", "Jean Vidal et Paul Ricard sont jugés. Le premier affirme qu'il dormait.", "Le premier", "Jean Vidal"),
    ("en", "John Vidal and Paul Ricard deny it. The former said he was asleep. The latter said he was threatened.",
     "The latter", "Paul Ricard"),
    ("fr", "Une source à Oslo a confirmé l'accord. Une autre affirme que rien n'est signé.", "Une autre", "autre"),
    ("fr", "Selon un communiqué du parquet de Nîmes, l'homme a été arrêté. La même source indique qu'il était connu.",
     "La même source", "parquet de Nîmes"),
    # descriptions that take up a person
    ("fr", "L'entraîneur Fabio Renzi a choisi. Le technicien italien estime que l'équipe est prête.",
     "Le technicien italien", "Fabio Renzi"),
    ("fr", "Luc Doh, ministre d'État et président du Mouvement du peuple, a promis un vote. L'ancien ministre de la "
     "Sécurité a ajouté que l'armée resterait neutre.", "L'ancien ministre de la Sécurité", "Luc Doh"),
    ("fr", "Le maire de Brassac, Jean Vidal, est jugé. « Je n'ai rien signé », a dit le maire centriste.",
     "le maire centriste", "Jean Vidal"),
    ("en", "Kevin Marsh, 24, appeared in court. Judge Anne Russell asked why. The young man said he was drunk.",
     "The young man", "Kevin Marsh"),
    ("fr", "Le ministre Paul Garnaud s'est rendu à Brest. Le maire a assuré que le port rouvrirait.", "Le maire",
     "maire"),
    # rows of titles, and titles with more between them and the name
    ("fr", "Le ministre d'État, représentant du président et chef de file du Front, Omar Dideh, a assuré que le vote "
     "aurait lieu.", None, "Omar Dideh"),
    ("fr", "L'adjointe au maire chargée de la culture, Émilie Darrigue, a confirmé que l'école fermerait.", None,
     "Émilie Darrigue"),
    ("en", "The head of the party in the Senate, Karl Pinnock, said the vote would take place.", None, "Karl Pinnock"),
    # bodies
    ("fr", "Le constructeur Arvel supprime mille postes. Le groupe explique que les ventes baissent.", "Le groupe",
     "Arvel"),
    ("en", "Kent Police arrested two men. The force said they had been released.", "The force", "Kent Police"),
    ("en", "Sofrel will close its plant. The company said workers would be moved.", "The company", "Sofrel"),
    ("fr", "Du côté de la direction, on affirme que le dialogue continue.", "on", "direction"),
    ("fr", "« Tout va bien », assure la société Sofrel dans un communiqué. Le communiqué précise que rien ne change.",
     "Le communiqué", "Sofrel"),
]  # fmt: skip
ADDRESSEES = [
    ("fr", "« C'est fini », a dit la maire Odile Fermont à Luc Hamelin.", ["Luc Hamelin"]),
    ("fr", "« Revenez à la table », a lancé le ministre à l'adresse des syndicats.", ["syndicats"]),
    ("fr", "S'adressant aux députés, le ministre a reconnu que le texte était imparfait.", ["députés"]),
    ("fr", "Dans une lettre au préfet, les élus affirment que la digue va céder.", ["préfet"]),
    ("fr", "La directrice a rappelé à ses employés que la grève était interdite.", ["employés"]),
    ("fr", "La maire a reproché à l'État de « regarder ailleurs ».", ["État"]),
    ("fr", "« L'école rouvrira », a dit le maire au micro de Radio Est.", []),
    ("fr", "« L'école rouvrira », a dit le maire à la télévision nationale.", []),
    ("fr", "Il se réserve le droit de saisir la justice.", []),
    ("en", "Residents were told to leave their homes.", ["Residents"]),
    ("en", "In a letter to the governor, councillors said the dam would fail.", ["governor"]),
    ("en", "“It is over,” she said, to shouts of joy.", []),
]  # fmt: skip
VENUES = [
    ("fr", "« Tout va bien », a assuré la ministre sur France Inter.", "broadcast", "la ministre"),
    ("fr", "« Tout va bien », a écrit la ministre sur son compte X.", "social network", "la ministre"),
    ("fr", "« Tout va bien », a tweeté la ministre.", "social network", "la ministre"),
    ("fr", "« Tout va bien », a dit la ministre en marge d'un sommet.", "meeting", "la ministre"),
    ("fr", "La maire a lancé un appel à l'aide.", None, "La maire"),
    ("fr", "« Rien n'est joué », a dit le maire en conférence presse, ce lundi.", "press conference", "le maire"),
    ("en", "On Monday the governor called it a “lost year”.", None, "the governor"),
    ("en", "In Lusk, the governor called for a new vote.", None, "the governor"),
    ("en", "“We lost,” the governor said on a call.", "telephone", "the governor"),
]  # fmt: skip
COUNTRIES = [
    ("fr", "Des tirs ont été entendus à Bamako. Un habitant du quartier a dit que des soldats patrouillaient.", "MLI"),
    ("en", "In Chicago, the street was closed. A passer-by said that the windows had shattered.", "USA"),
    ("fr", "Washington hésite. « Rien n'est décidé », a dit à Lomé un haut responsable togolais.", "TGO"),
]  # fmt: skip


def read(text: str, code: str) -> Dossier:
    return read_page(Page(text=text, published="2026-03-12", language=code))


@pytest.mark.parametrize(("code", "text", "source", "expected"), SOURCES)
def test_who_spoke(code: str, text: str, source: str | None, expected: str) -> None:
    d = read(text, code)
    refs = [r for s in d.statements for r in s.sources if source is None or r.of(text) == source]
    assert refs, [r.of(text) for s in d.statements for r in s.sources]
    actor = d.actor(refs[-1].actor)
    assert actor is not None
    assert expected in (actor.name, *actor.aliases), actor


@pytest.mark.parametrize(("code", "text", "expected"), ADDRESSEES)
def test_to_whom(code: str, text: str, expected: list[str]) -> None:
    found = [r.of(text) for s in read(text, code).statements for r in s.addressees]
    assert len(found) == len(expected)
    assert all(e in f for e, f in zip(expected, found, strict=True)), found


@pytest.mark.parametrize(("code", "text", "venue", "source"), VENUES)
def test_where_it_was_said(code: str, text: str, venue: str | None, source: str) -> None:
    statement = read(text, code).statements[0]
    assert (statement.venue, statement.sources[0].of(text)) == (venue, source)


@pytest.mark.parametrize(("code", "text", "country"), COUNTRIES)
def test_the_country_of_unnamed_sources_is_where_the_report_is(code: str, text: str, country: str) -> None:
    assert [a.country for a in read(text, code).actors if a.kind == "anonymous"] == [country]
