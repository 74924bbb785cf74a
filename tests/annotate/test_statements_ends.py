"""Where contents end, and what is one statement: awkward constructions; all sentences our own, all people invented."""

from __future__ import annotations

import pytest

from tests.annotate.marked import fits, shown, statements_of, unmark

# ruff: noqa: E501
EN = [
    "<S The navy> <C said> <X the trawler had ignored two warnings>, with its captain insisting the radio was broken.",
    "<S Bangui> <C denied> <X buying arms abroad> as the bishop urged both sides to lay down theirs.",
    "While <S the mayor> <C insists> <X the harbour is safe>, fishermen have moved their boats.",
    "<S The nurses> <C are demanding> <X back pay and a new ward>, failing which they will walk out on Monday.",
    "<X The bridge will reopen in May> (<C according to> <S the builder>), but nobody here believes it.",
    "Under what <S the army> <C calls> <X “a voluntary exit”>, some 300 families left the valley.",
]
FR = [
    "<S La marine> <C affirme> que <X le chalutier a ignoré deux appels>, son capitaine assurant que la radio était en panne.",
    "<S Bangui> <C nie> <X avoir acheté des armes> au moment où l'évêque exhorte les deux camps à déposer les leurs.",
    "Si <S le maire> <C jure> que <X le port est sûr>, les pêcheurs ont déplacé leurs bateaux.",
    "<S Les infirmières> <C réclament> <X les arriérés de salaire et un nouveau service>, faute de quoi elles cesseront le travail.",
    "<X Le pont rouvrira en mai> (<C selon> <S le constructeur>), mais personne ici n'y croit.",
    "<S Lima> <C a ordonné> à <A tous ses ressortissants> de <X quitter le pays> et prié les compagnies d'éviter la région.",
    "<S Le chirurgien>, qui <C dit> <X avoir soigné dix enfants cette nuit-là>, s'est effondré deux fois.",
    "Des <C accusations> selon lesquelles <X des gardes auraient vidé le dépôt> sont examinées par un juge.",
]


DIRECT = [
    "<X “When this came up, her answer was, ‘What can we do to help?’”> <S Renta> <C told> reporters on Monday.",
    "<S The senator> emailed supporters <C saying>: <X “The struggle goes on.”>",
    "<X “Two people who know it are enough,”> <C said> <S Skelly>, explaining the plan.",
    "From <S the report>: <X “In general, longer periods gave better results.”>",
]


@pytest.mark.parametrize(
    ("language", "sentence"), [(code, s) for code, told in (("en", EN), ("fr", FR), ("en", DIRECT)) for s in told]
)
def test_contents_end_before_what_is_not_told_and_quotations_have_their_sources(language: str, sentence: str) -> None:
    marked = unmark(sentence)
    found = statements_of(marked.text, language)
    assert any(fits(marked, s) for s in found), shown(marked.text, found)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Lagos threatened to respond to “provocations” at sea."),
        ("fr", "Lomé menace de répondre aux « provocations » en mer."),
    ],
)
def test_an_answer_that_is_threatened_is_no_statement_of_its_own(language: str, sentence: str) -> None:
    found = statements_of(sentence, language)
    assert len(found) == 1, shown(sentence, found)


def test_a_court_that_examines_claims_does_not_make_them() -> None:
    text = "Allegations that guards emptied the depot are being examined by a military court."
    assert [s.sources for s in statements_of(text, "en")] == [()]


def test_the_cue_of_a_quotation_is_no_content_of_the_verb_before_it() -> None:
    text = "He explained the headline by saying: “I asked for a day of rest and prayer, and nothing else.”"
    found = statements_of(text, "en")
    assert [s.within for s in found if s.kind == "direct"] == [None], shown(text, found)


def test_paragraphs_of_a_long_quotation_with_quoted_words_in_them() -> None:
    text = """Dr. Wand stated:

"The office isn't about “equal justice” anymore. It's about one man's vision.

"The latest case is a suit against the province for its “river law,” which allows farmers to choose.

"The solution is not politics, but property. Let owners make up their minds."
"""
    found = statements_of(text, "en")
    assert [(s.sources[0].of(text), len(s.contents)) for s in found] == [("Dr. Wand", 3)], shown(text, found)


def test_a_line_behind_a_colon_is_the_speakers_whatever_it_reports() -> None:
    text = """Reporter Joana Kara says:

"Well, according to the witness, the place is a frontline. Forces were engaged in heavy clashes there."
"""
    found = statements_of(text, "en")
    assert ("Reporter Joana Kara", "says") in [(s.sources[0].of(text), s.cue and s.cue.of(text)) for s in found]


FURTHER = [
    ("en", "<S Quito> <C said> on Tuesday <X it fired two flares over the strait>."),
    ("en", "<S Tehran> <C has made clear> <X it would answer any strike>, a position its envoy repeated in Vienna."),
    ("en", "<X The toll>, which <S the Red Cross> <C called> <X “far too low”>, leaves out the missing."),
    ("en", "<X Depot blaze contained>, <S firefighters> <C say>, as smoke drifts over the port"),
    ("en", "<S Ann Holt> on the missing crew: <X “Every hour counts.”>"),
    ("en", "The truce (<X which both sides break daily>, <C says> <S the mission>) ends on Thursday."),
    ("fr", "La trêve (que <X les deux camps violent chaque jour>, <C dit> <S la mission>) expire jeudi à minuit."),
    ("fr", "<S Lima> <C a dit> mardi <X avoir tiré deux fusées>, quelques heures après des manœuvres de Quito."),
    ("fr", "<X Onze mineurs seraient>, <C dit-on>, <X bloqués sous la troisième galerie>."),
    ("fr", "<X « Le pont est fermé »>, <C peut-on lire> dans <S un avis de la mairie>."),
    ("fr", "<S Les grévistes> <C ont exigé> que <X le patron parte>, puis marché sur la mairie."),
    ("fr", "<S Le parquet> <C a annoncé> <X l'arrestation d'« une cellule » préparant des attaques>."),
    (
        "fr",
        "Devant ses partisans réunis mercredi soir à Kano, <S Bello Garba>, 62 ans, a dénoncé un « vol » et <C appelé> à <X une « colère calme »>.",
    ),
]


FURTHER += [
    ("en", "<X The boat was insured for nine million in 2011>, <S records> <C show>."),
    ("en", "<S About 4 in 10> <C say> <X they want the next mayor to be a nurse>."),
    ("en", "<S The governor> laughed, then <C said> <X the audit would speak for itself>."),
    ("en", "<S An aide to the premier> <C conceded> <X the vote was lost> but insisted there would be no new one."),
    ("en", "<C According to> <S police>, <X the gunman fired nine times and fled>; his lawyer says he was at home."),
    ("en", "<S He> <C said> <X legalizing it could put thousands of people to work in the valley>."),
    ("fr", "Et <S lui> d'<C ajouter> : <X « Nous savons qui a fait ça. »>"),
    ("fr", "<X « Personne ne nous a rien demandé »>, <C se plaint> <S Adama Sow>, dont la famille cultive ces terres."),
]


@pytest.mark.parametrize(("language", "sentence"), FURTHER)
def test_further_contents(language: str, sentence: str) -> None:
    marked = unmark(sentence)
    found = statements_of(marked.text, language)
    assert any(fits(marked, s) for s in found), shown(marked.text, found)
