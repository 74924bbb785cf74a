"""Where names begin and end beside nouns for bodies, titles and given names; countries told by a town's adjective."""

from __future__ import annotations

import pytest

from sitroom.model import Dossier, Page
from sitroom.pipeline import read_page

CASES = [
    ("en", "The strike killed four, a medic told the AFP news agency.", {"AFP": "organisation"}, {"AFP news agency"}),
    ("en", "The ruling Frelimo party claimed victory.", {"Frelimo": "organisation"}, {"ruling Frelimo party"}),
    ("en", "Minister thanks the news agency and AFP", {"AFP": "organisation"}, set()),  # a name ends the text
    ("en", "Volkan U-turn angers teachers.", {}, {"Volkan U-turn"}),
    ("en", "General Zaw Min Tun denied it on Monday.", {"Zaw Min Tun": "person"}, {"Zaw Min"}),
    ("en", "Dan Obaro, who ran for president in May, rejected it.", {"Dan Obaro": "person"}, {"president"}),
    ("en", "Shares in Corvenix fell by four percent.", {"Corvenix": "organisation"}, set()),
    ("en", "Orchid Air has cancelled all flights.", {"Orchid Air": "organisation"}, set()),
    ("en", "A commander in Zazi Maidan put the number at twelve.", {}, {"Zazi Maidan"}),
    ("en", "Mobile internet would remain suspended in Feni and Bogura.", {}, {"Bogura"}),
    ("fr", "La vedette l'a conduit vers le mouillage de Bandar Abbas.", {}, {"Bandar Abbas"}),
    ("fr", "Selon l'agence Tass, le navire a coulé.", {"Tass": "organisation"}, {"agence Tass"}),
    ("fr", "Le croiseur Amiral Golitsine a tiré six missiles.", {"Amiral Golitsine": "organisation"}, {"Golitsine"}),
    ("fr", "Elle travaille chez Crédit Alpin depuis dix ans.", {"Crédit Alpin": "organisation"}, {"Alpin"}),
    ("fr", "L'association Toits pour tous a saisi le tribunal.", {"Toits pour tous": "organisation"}, {"Toits"}),
    ("fr", "Le député Mapar Julio Sanz a montré une balle.", {"Julio Sanz": "person"}, {"Mapar Julio Sanz"}),
    ("fr", "Le vice-président de l'Assemblée Pedro Infante a parlé.", {"Pedro Infante": "person"}, {"Infante"}),
    ("fr", "À Jérusalem, le ministre Yoram Gilead a parlé.", {"Yoram Gilead": "person"}, {"Gilead"}),
]


def kinds(dossier: Dossier) -> dict[str, str]:
    actors = {a.id: a.kind for a in dossier.actors}
    return {m.of(dossier.text): actors[m.actor] for m in dossier.mentions if m.actor}


@pytest.mark.parametrize(("code", "text", "there", "missing"), CASES, ids=lambda v: str(v)[:28])
def test_names_end_where_they_should(code: str, text: str, there: dict[str, str], missing: set[str]) -> None:
    found = kinds(read_page(Page(text=text, language=code, published="2026-11-20")))
    assert there.items() <= found.items()
    assert not missing & set(found)


def test_who_is_called_after_a_town_is_of_its_country() -> None:
    text = "La police genevoise a ouvert une enquête à Nairobi avec les autorités du Kenya."
    dossier = read_page(Page(text=text, language="fr", published="2026-11-20"))
    assert {a.country for a in dossier.actors if "police" in a.name} == {"CHE"}
