"""Main verbs that the parser lost or gave to the wrong noun: who speaks all the same."""

from __future__ import annotations

import pytest

from tests.annotate.marked import fits, shown, statements_of, unmark


@pytest.mark.parametrize(
    ("code", "marked"),
    [
        ("en", "<S Norvia>, whose envoy is in Brest this week on a visit, <C offered> to <X host both sides in June>."),
        ("en", "<S Della Marsh>, who chairs the Harbour Forum, <C called on> <A ministers> to <X “stop watching”>."),
        ("fr", "<S Kigali>, de son côté, dément et <C parle> de <X « fable saisonnière »>."),
        ("fr", "<S Le directeur de Main Ouverte, Oscar Tellier>, <C a pour sa part exclu> de <X fermer la mission>."),
        ("fr", "<S Les deux voisins> <C s'étaient ensuite promis> de <X ne pas employer la force>."),
        ("fr", "<S La maire> lui a apporté son soutien tout en <C réclamant> <X une enquête du Sénat>."),
    ],
)  # fmt: skip
def test_a_verb_hung_on_a_noun_is_the_main_verb(code: str, marked: str) -> None:
    wanted = unmark(marked)
    found = statements_of(wanted.text, code)
    assert any(fits(wanted, s) for s in found), shown(wanted.text, found)


@pytest.mark.parametrize(
    "marked",
    [
        "<S She> noted that 19 million people were in need of food and <C urged> <A donors> to <X follow the example>.",
        "<S The commissioner> told reporters that 300 families had been moved, and <C appealed> to <A the state> for "
        "<X tents>.",
        "In an address <S he> said the forces had been placed on alert but <C urged> <A residents> <X not to attack "
        "migrants>.",
    ],
)
def test_behind_words_in_which_nobody_acts_the_speaker_goes_on(marked: str) -> None:
    wanted = unmark(marked)
    found = statements_of(wanted.text, "en")
    assert any(fits(wanted, s) for s in found), shown(wanted.text, found)


def test_an_infinitive_behind_an_inverted_cue_is_its_speakers() -> None:
    text = "Un homme de 23 ans a été arrêté, a confirmé la procureure, Ada Darric, sans vouloir dire si la piste tient."
    found = statements_of(text, "fr")
    assert {s.sources[0].of(text) for s in found} == {"la procureure, Ada Darric"}, shown(text, found)


@pytest.mark.parametrize(
    "marked",
    [
        "<S La ministre>, arrivée lundi à Tarma, <C a promis> <X une aide « sans condition »> et demandé du temps.",
        "Alger a pris <X des mesures>, qu'<S elle> <C qualifie> d'<X « actions nécessaires »>.",
        "<S La candidate> <C accuse> le camp présidentiel d'<X « avoir laissé entrer les tueurs »>.",
    ],
)
def test_objects_taken_for_subjects_and_a_torn_preposition(marked: str) -> None:
    wanted = unmark(marked)
    found = statements_of(wanted.text, "fr")
    assert any(fits(wanted, s) for s in found), shown(wanted.text, found)


def test_an_aside_of_turns_is_no_part_of_who_speaks() -> None:
    text = "L'armée, de son côté, assure avoir abattu neuf drones."
    (found,) = statements_of(text, "fr")
    assert [s.of(text) for s in found.sources] == ["L'armée"]
