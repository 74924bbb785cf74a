"""Sentences that name acts nobody did: fear, hope, risk, hypothesis, questions, history lessons, sport, business,
accidents."""

from __future__ import annotations

import pytest

from tests.annotate.test_events_kit import read, shown

FRENCH = [
    "Les habitants redoutent une attaque du Soudan contre le Tchad.",
    "Une guerre régionale reste possible, selon des experts.",
    "Le risque d'une frappe israélienne inquiète les marchés.",
    "Le Kenya pourrait attaquer la Somalie.",
    "Le Kenya va-t-il attaquer la Somalie ?",
    "Si le Pérou bombardait la Bolivie, la région s'embraserait.",
    "On ignore si la Norvège a livré des armes à la Moldavie.",
    "Les diplomates cherchent à éviter une invasion du Niger.",
    "Le Pérou a battu la Bolivie en finale du tournoi de football.",
    "L'attaquant marocain a frappé le poteau au match retour.",
    "Un accident de car a tué douze touristes belges.",
    "La tempête a frappé Madagascar dans la nuit.",
    "Un automobiliste ivre a percuté un arbre près de Rennes.",
    "L'entreprise a signé un contrat avec son fournisseur.",
    "La banque a annoncé le rachat de sa rivale.",
    "Une trêve est un arrêt provisoire des combats.",
    "Le film raconte l'invasion de la Pologne.",
    "Les prix du blé ont reculé de deux pour cent.",
    "La ministre a publié un livre de souvenirs.",
    "Il espère que les deux pays se parleront un jour.",
    "Le pays commémore l'anniversaire du massacre.",
    "Un séisme a détruit des centaines de maisons au Népal.",
    "Deux hommes ont été condamnés pour vol de voiture.",
]

ENGLISH = [
    "Residents fear a Sudanese attack on Kenya.",
    "A regional war remains possible, experts say.",
    "The risk of an Israeli strike worries markets.",
    "Kenya could attack Somalia.",
    "Will Kenya attack Somalia?",
    "If Peru bombed Bolivia, the region would burn.",
    "It is unclear whether Norway sent weapons to Moldova.",
    "Diplomats hope to prevent an invasion of Niger.",
    "Peru beat Bolivia in the football tournament.",
    "The Moroccan striker hit the post and the coach resigned.",
    "A bus accident killed twelve Belgian tourists.",
    "The storm struck Madagascar overnight.",
    "The company signed a contract with its supplier.",
    "The bank announced a merger with its rival.",
    "A truce is a pause in fighting.",
    "The novel tells of the invasion of Poland.",
    "Wheat prices fell two percent.",
    "An earthquake destroyed hundreds of homes in Nepal.",
    "Her memoir sold thousands of copies.",
]


@pytest.mark.parametrize("text", FRENCH)
def test_french_no_event(text: str) -> None:
    assert not read(text, "fr"), [shown(e, text) for e in read(text, "fr")]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_no_event(text: str) -> None:
    assert not read(text, "en"), [shown(e, text) for e in read(text, "en")]
