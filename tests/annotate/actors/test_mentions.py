"""Where a mention begins and ends, and what is none: constructions, in sentences of our own with invented people."""

from __future__ import annotations

import pytest

from sitroom import pipeline
from sitroom.model import Page

# (language, sentence, spans that are mentions, spans that are none)
CASES: list[tuple[str, str, tuple[str, ...], tuple[str, ...]]] = [
    ("en", "The ship's second engineer has left.", ("ship's second engineer",), ("second engineer",)),
    ("en", "A source in Niamey said no.", ("source in Niamey",), ("source",)),
    ("en", "Men in uniform attacked the post.", ("Men in uniform",), ("Men",)),
    ("en", "Police arrested a man in Leeds.", ("man",), ("man in Leeds",)),
    ("en", "Egypt, Jordan and Qatar condemned the strike.", ("Egypt", "Jordan", "Qatar"), ()),
    ("en", "He has lived in Egypt, Jordan and Qatar.", (), ("Egypt", "Jordan", "Qatar")),
    ("en", "Kenya recalled its ambassador to Uganda.", ("Kenya", "ambassador to Uganda", "Uganda"), ()),
    ("en", "Brighton and Hove City Council will pay.", ("Brighton and Hove City Council",), ("Hove City Council",)),
    ("en", "The inquest at St Brannoc's Hospital heard her.", ("St Brannoc's Hospital",), ("St Brannoc",)),
    ("en", "Station Manager Ann Holt was late.", ("Station Manager", "Ann Holt"), ("Station Manager Ann Holt",)),
    ("en", "The Convention against Torture was signed. CCTV was shown.", (), ("Torture", "CCTV")),
    ("en", "The Zanu-PF party met.", ("Zanu-PF",), ("Zanu-PF party",)),
    ("en", "The Kenya Red Cross came.", ("Kenya Red Cross",), ("Red Cross", "Kenya")),
    ("en", "The Ministry of Trade and Labour Relations paid.", ("Ministry of Trade and Labour Relations",), ()),
    ("en", "The law gives the government wider powers.", ("government",), ("government wider powers", "powers")),
    ("en", "U.S.-backed forces left.", ("U.S.-backed forces",), ("U.S.-backed", "U.S.")),
    ("en", "MANILA (Meridian Press) - Fishermen left.", ("Fishermen",), ("Meridian Press",)),
    ("en", "A couple of days passed in police custody.", (), ("couple", "police")),
    ("fr", "La prison de Toamasina a brûlé.", ("prison de Toamasina",), ()),
    ("fr", "Des miliciens venus du Soudan ont tiré.", ("miliciens venus du Soudan",), ("miliciens",)),
    ("fr", "Une trentaine de soldats ont fui.", ("trentaine de soldats",), ("soldats",)),
    ("fr", "Trente et un voyageurs sont morts.", ("Trente et un voyageurs",), ("voyageurs",)),
    ("fr", "L'État n'a pas payé.", ("État",), ()),
    ("fr", "Le chef de l'État n'a pas payé.", ("chef de l'État",), ("État",)),
    ("fr", "À Paris, on refuse de commenter.", ("Paris",), ()),
    ("fr", "L'ONG Main tendue a fermé.", ("Main tendue",), ("Main",)),
    ("fr", "La Croix-Rouge népalaise est venue.", ("Croix-Rouge népalaise",), ("Croix-Rouge",)),
    ("fr", "L'auteur des coups de couteau a fui.", ("auteur des coups de couteau",), ()),
    ("fr", "Le village est dans le centre du Mali.", (), ("centre du Mali",)),
    ("fr", "La garde à vue a été levée. Le mouvement durera.", (), ("garde", "garde à vue", "mouvement")),
    ("fr", "Ils ont signé un Accord Général de Coopération.", (), ("Général de Coopération",)),
    ("fr", "La majorité des salariés a voté.", ("majorité des salariés",), ()),
    ("fr", "Le « Mouvement du 23 mars » avance.", ("Mouvement du 23 mars",), ()),
    ("fr", "Son Excellence Yvonne Marant a parlé.", ("Yvonne Marant",), ("Excellence",)),
]


@pytest.mark.parametrize(("code", "text", "there", "missing"), CASES, ids=lambda v: str(v)[:28])
def test_mentions(code: str, text: str, there: tuple[str, ...], missing: tuple[str, ...]) -> None:
    dossier = pipeline.read_page(Page(text=text, language=code, published="2026-11-20"))
    found = {m.of(text) for m in dossier.mentions}
    assert set(there) <= found
    assert not set(missing) & found


def test_the_state_is_the_report_s_own() -> None:
    text = "À Cotonou, le Bénin a fermé la frontière. L'État béninois paiera. L'État n'a rien promis."
    dossier = pipeline.read_page(Page(text=text, language="fr", published="2026-11-20"))
    states = [dossier.actor(m.actor) for m in dossier.mentions if m.of(text) == "État"]
    assert {a.country for a in states if a} == {"BEN"}
