"""Contents beside quotation marks, predicates in them, quotations without a cue, and clauses that point back."""

from __future__ import annotations

import pytest

from tests.annotate.marked import fits, shown, statements_of, unmark

FRENCH = [
    # words and marks share a content
    "<S La mairie> <C a annoncé> <X le limogeage « immédiat » du directeur>.",
    "<S L'élu> <C dit> <X avoir « compté vingt bâches »>.",
    "<S Elle> <C n'exclut pas> d'<X envoyer des troupes « si l'ordre est rompu »>.",
    "<S Le maire> <C a promis>, sans fixer de date, <X « des moyens ciblés »>.",
    "<S Le ministère> <C fait état> de <X neuf morts et d'« une vingtaine de blessés »>.",
    "<S Pékin> <C a exhorté> <A « toutes les parties »> à <X la retenue>.",
    "<S La mairie> <C avait annoncé> <X la fermeture du pont, le report du vote et l'envoi de renforts>.",
    # predicates in quotation marks
    "<S La mairie> <X « suit la situation »> de près.",
    "<S La préfète, Ilse Marant>, <X « condamne fermement » l'attaque>.",
    # pointing back
    "<X L'armée aurait tiré la première>, ce que <C dément> <S Kigali>.",
    "<X Le préfet a été prévenu à temps>, ce qu'<C a confirmé> mardi <S un responsable>.",
    "<C À l'en croire>, <X le pont rouvrira en mai>.",
    # speakers
    "<X « On ne recule plus »>, <A nous> <C glisse> <S un officier>.",
    "<X L'usine fermera>, <C ont déclaré> à <A CBS News> <S trois responsables locaux>.",
    "<X Le pont est solide>, <C a fait savoir> <S la mairie>, et Kerval a appelé ses agents à rester chez eux.",
    "« Le pont tient », affirme Ilse Marant, <C pour> <S qui> <X il faut attendre>.",
    "La mairie a gelé les loyers et <C menacé> de <X fermer le pont>.",
    "<X L'appel> <C a été décrit> par <S un conseiller> comme <X « franc »>.",
    "<S Elle> <C estime> à <X deux millions d'euros le coût du retard>.",
]
ENGLISH = [
    '<S Counsel Ann Holt> <C called> <X the ruling a "political trophy"> and left.',
    "<X The bridge>, <C said> <S the mayor>, <X has been closed since Monday>.",
    "<X The army fired first>, something <S Kigali> <C denies>.",
    "<X “Stay off the roads,”> <S the governor> <C pleaded>.",
    "<S A person familiar with the talks> <C said> <X that was wrong>.",
    "<S Norland> <C denied> <X having been approached>.",
    "<S Norland> <C estimated> for its part that <X the crisis was over>.",
    "<S The council> <X “regrets the loss of life”> but went on.",
    '<S Ann Holt> only commented briefly. <X "Wait, it is still being checked.">',
    "Pollsters agree - <S Ann Holt>: <X “One of the biggest lessons was a simple one.”>",
    "<X “I thought it was thunder.”> <S Ann Holt> was making coffee when the blast hit.",
]


def found_in(code: str, example: str) -> bool:
    """Is the marked statement among those found? A source inside "pour qui" is the name before it."""
    marked = unmark(example)
    found = statements_of(marked.text, code)
    if "who" in marked.roles["S"] or "qui" in marked.roles["S"]:
        return any(marked.roles["X"] == tuple(c.of(marked.text) for c in s.contents) for s in found)
    if not marked.roles["S"]:
        return any(marked.roles["X"] == tuple(c.of(marked.text) for c in s.contents) and s.sources for s in found)
    assert any(fits(marked, s) for s in found), f"{marked.text}\n{shown(marked.text, found)}"
    return True


@pytest.mark.parametrize("example", FRENCH)
def test_french(example: str) -> None:
    assert found_in("fr", example)


@pytest.mark.parametrize("example", ENGLISH)
def test_english(example: str) -> None:
    assert found_in("en", example)


def test_headings_and_unclosed_fragments() -> None:
    found = statements_of("'He said he was eating'", "en")
    assert [s.rule for s in found if s.within is None] == ["en.statement.orphan"]
    text = 'The envoy said he had been shown "a burnt motor. He dismissed the charge.'
    found = statements_of(text, "en")
    assert found[0].contents[0].of(text) == 'he had been shown "a burnt motor'


def test_nobody_speaks_twice() -> None:
    text = "Neither side has responded, her office said."
    assert [s.contents[0].of(text) for s in statements_of(text, "en")] == ["Neither side has responded"]
