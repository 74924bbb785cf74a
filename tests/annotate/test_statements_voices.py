"""Names alone beside quotations, speakers that position shows, and where contents end; all sentences our own, people invented."""

from __future__ import annotations

import pytest

from tests.annotate.marked import fits, shown, statements_of, unmark

# ruff: noqa: E501

FOUND = [
    ("en", "<S Ana Lopes>, 34, nurse\n<X “I was glad when it was over. My mother has waited for years.”>"),
    ("en", "<X “I was glad when it was over. My mother has waited for years.”>\n<S Ana Lopes>, 34, nurse"),
    ("en", "1. <S Ana Lopes>: <X “I was glad when it was over.”>"),
    ("en", "<X “I was glad when it was over. She has waited for years.”> <S Ana Lopes>, Denver."),
    ("fr", "<S Ana Lopes>, 34 ans, infirmière\n<X « J'étais soulagée. Ma mère attend ça depuis des années. »>"),
    ("fr", "<X « J'étais soulagée. Ma mère attend ça depuis des années. »> (<S Ana Lopes>, infirmière)"),
    ("en", "<C Continued> <S Stone>: <X “So I think it is a real problem.”>"),
    ("en", "<X “I would support the plan,”> <S Will> <C wrote>."),
    ("en", "The court hears a claim, which <S Oslo> <C has vowed> to <X ignore>."),
    (
        "en",
        "<S Holt's campaign> acknowledged that the mayor has given speeches but <C declined> to <X give a list of venues>.",
    ),
    ("en", "<X Militants attacked a convoy and abducted three drivers>, <S officials and villagers> <C said>."),
    ("en", "<S The mayor> was very <C clear> that <X the bridge stays shut>."),
    ("fr", "<S La maire> a été très <C claire> sur le fait que <X le pont restera fermé>."),
    ("fr", "<S La CEDEAO> <C a déclaré> plus tôt cette semaine qu'<X elle préférait le dialogue>."),
    ("fr", "Les otages ont été remis à la Croix-Rouge par <S le Front>, qui <C a exigé> <X une trêve>."),
    ("fr", "L'ONU accuse l'armée d'<X avoir bombardé le marché>, ce que <S le gouvernement> <C dément>."),
    ("fr", "<S Les soldats> <C ont affirmé> <X prendre le pouvoir> alors que des tirs ont été entendus."),
    (
        "fr",
        "<S Le Département d'État> <C dément> <X toute rupture> : son porte-parole, Carl Lanier, a affirmé que tout allait bien.",
    ),
    ("fr", "<X « C'est la police qui ira »>, <C a-t-il laissé planer>."),
    ("en", "<S Oslo> <C has demanded> that <X Bergen rein in the group>, which said it had fired first."),
    ("en", "<S India> <C said> <X it was watching the talks>, a remark that drew a rebuke."),
]

NONE = [
    ("fr", "Il est clair que le pont restera fermé."),
    ("fr", "Le fait que les putschistes aient entamé des pourparlers indique que la junte cède."),
    ("en", "It is clear that the plan is dead."),
]


@pytest.mark.parametrize(("code", "sentence"), FOUND)
def test_is_found(code: str, sentence: str) -> None:
    marked = unmark(sentence)
    found = statements_of(marked.text, code)
    assert any(fits(marked, s) for s in found), shown(marked.text, found)


@pytest.mark.parametrize(("code", "sentence"), NONE)
def test_nobody_speaks(code: str, sentence: str) -> None:
    found = statements_of(sentence, code)
    assert not found, shown(sentence, found)
