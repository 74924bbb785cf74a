"""Constructions of real pages: single marks, calques, what goes on behind a cue, and what is nobody's statement."""

from __future__ import annotations

import pytest

from tests.annotate.marked import fits, shown, statements_of, unmark

FOUND = [
    # single quotation marks
    ("en", "<X 'We will stay,'> <S Holt> <C said> on Monday."),
    ("en", "<S Holt> <C said>: <X 'We back the workers' claim until the end.'>"),
    ("fr", "<X 'Nous resterons ici'>, <C a dit> <S Luc Morel>."),
    ("en", "<S Holt> <C called> <X the plan 'a disgrace'>."),
    # sources
    ("en", "Kell <C was asked> by <S reporter Tim Osgood>, <X “Will you resign?”>"),
    ("en", "<X “We were wrong to wait,”> <S Ramos, 58>, <C told> <A AFP> in an interview in Mexico City on Monday."),
    ("en", "<X “The bridge is ours,”> <C read> <S one>."),
    ("en", "<X “What if Kell had lessons?”> <S the 43-year-old> <C asked> in the video's description."),
    ("en", "When a man in the hall shouted, “Kell,” <S Beck> <C joked>, again with an accent, <X “Amen, brother!”>"),
    ("en", "<C Continued> <S Holt>: <X “The bridge is ours.”>"),
    ("en", "<X “Let's take this opportunity,”> <S Blackwell> <C concluded>, <X “to elect a man who has courage.”>"),
    ("en", "<X “It is treason”>: <S opposition leader Luke Ferrat> <C slams> fishing deal"),
    ("en", "In a call with her counterpart, <S the undersecretary> <C voiced> <X concern about the arrests>."),
    ("fr", "<S L'état-major> <C précise> que <X deux drones ont été abattus>."),
    ("fr", "<X Le consul est rentré>, <C a annoncé> <S le ministre, Alain Doré>, deux jours après des violences."),
    ("fr", "<X Le consul a été convoqué au ministère>, <C a annoncé> ce vendredi 24 décembre <S la diplomatie russe>."),
    ("fr", "<X Sept villageois ont péri>, <C dit> <S la police locale>."),
    ("fr", "<S La Ligue arabe>, dont les chefs se voient, a exclu Lomé et <C demandé> à <A l'armée> de <X partir>."),
    # a relative clause: the noun, in English with its pronoun
    ("en", "A letter to <S the mayor, who> <C said> <X the bridge would close>, has been found."),
    ("en", "It cited <S a police report that> <C says> <X the bridge was mined>."),
    ("en", "<S The board, which> <C has denied> <X any wrongdoing>, meets on Friday."),
    ("fr", "<S La direction>, qui <C a démenti> <X toute faute>, se réunit vendredi."),
    # lists of speakers, and plural subjects behind a time
    ("fr", "<S Paris>, <S Berlin> et <S Londres> <C ont réclamé> <X une enquête>."),
    ("fr", "<S Le maire>, <S la préfète> et <S un expert> <C ont affirmé> que <X le barrage tiendrait>."),
    ("en", "<S The mayor>, <S two engineers> and <S a judge> <C said> <X the dam would hold>."),
    ("fr", "Lundi, <S le maire> et <S un expert> <C ont affirmé> que <X le barrage tiendrait>."),
    ("fr", "<X Le pont est tombé>, <C ont dit> lundi soir <S des témoins>."),
    ("fr", "<S Les syndicats> ont affirmé que le patron mentait et <C réclament> <X une enquête>."),
    # complements that the parser tore in two; those who are told
    ("en", "<S The board> <C said> <X asset freezes were also under consideration but not economic sanctions>."),
    ("fr", "<S Des témoins> <C ont dit> <X avoir vu des soldats tirer sur la foule>."),
    ("en", "<S The court> <C ordered> <A the police> to <X forward the case file to the registrar>."),
    ("fr", "<S La mairie> <C a confirmé> <X la fermeture du pont> à l'AFP."),
    ("en", "<S The union> <C demanded> <X his departure> after two more people were hurt."),
    ("en", "<X They agreed to ask for help>, <S two diplomats> <C said>, <X but split over a proposal>."),
    ("fr", "<X « On n'en veut pas\">, <C a répété> mardi <S un officier>."),
    # who is named before the colon
    ("en", "The ruling pleased <S Ann Holt>, who runs the shelter: <X “We can reopen at last.”>"),
    ("fr", "La décision ne surprend pas <S l'économiste Anne Doret> : <X « Les prix montent depuis un an. »>"),
    ("fr", "Même son de cloche chez <S Luc Morel>: <X « Nous n'avions pas le choix. »>"),
    ("fr", "<S Le maire> <C a mis au défi> <A la préfète> de <X produire une preuve>."),
    # brackets, offices and names, agencies that learn
    ("fr", "<X Des combats ont lieu à Brévin (à 20 km de Lomé)>, <C a affirmé> <S une source militaire>."),
    ("fr", "<X Des combats ont lieu à Brévin>, <C a appris> l'AFP de <S source militaire>."),
    ("fr", "<X « Il y a eu peu de combats »>, <C a déclaré> <S le porte parole>."),
    ("fr", "<C Selon> <S cette source>, qui a requis l'anonymat, <X « une attaque est en cours, il est trop tôt »>."),
    ("en", "<X The number rose to 30 on Monday>, <S Chief of Police Tatan Holt> <C said> at the hospital in Derby."),
    ("fr", "<S La maire> <C a rejeté> <X le projet « fou » du préfet>, le qualifiant de « folie »."),
    ("fr", "<S La maire> a rejeté le projet du préfet, le <C qualifiant> de <X « folie »>."),
    # according to what they say; between auxiliary and participle
    ("fr", "<C Selon> ce que disent <S les habitants>, <X les miliciens ont quitté le village>."),
    ("en", "<C According to> what <S residents> say, <X the militia left before dawn>."),
    ("fr", "<X Les rebelles ont>, <C selon> <S la police>, <X libéré quatre otages>."),
    ("fr", "<X Le convoi>, toujours <C selon> <S la gendarmerie>, <X transportait du carburant>."),
    # the last word of a sentence
    ("fr", "<X Le ministre a dit qu'il partirait>, <C rapporte> <S la radio>."),
    ("fr", "<S Le ministre> <C a dit> qu'<X il partirait>, rapporte la radio."),
    ("fr", "<X Il jurait que la garde \"mourrait\">, <C rapporte> <S l'un d'eux>."),
    # what goes on behind an inserted cue
    ("fr", "<X Le pont a été miné lundi>, <C a dit> <S le maire>, et <X sera détruit demain>."),
    ("en", "<X The bridge was mined on Monday>, <S the mayor> <C said>, and <X will be destroyed>."),
    ("fr", "<X Si les barrages étaient touchés>, <C a dit> <S le maire>, <X « toutes les options sont ouvertes »>."),
    ("fr", "<X Les frappes ont visé un dépôt>, <C a dit> <S l'armée>, alors que des témoins parlent d'une école."),
    # where a content ends
    ("fr", "<S La Chine> <C a fait savoir> qu'<X elle garderait le navire>, et le parquet a inculpé son capitaine."),
    ("fr", "<S La commission> <C a déclaré> que <X l'eau était potable> alors que les riverains se plaignent."),
    ("fr", "<S Le bureau> <C a déclaré> qu'<X il voyagerait avec le général, tandis que le ministre resterait>."),
    ("fr", "<S Il> <C a affirmé> qu'<X Morel, joint vers 5 heures, avait juré que tout était calme>."),
    ("fr", "<S Les putschistes> <C ont annoncé> <X mettre fin au mandat du président>, dans un communiqué lu hier."),
    ("en", "<S The militia> <C claimed> <X responsibility for the attack> in a video released on Tuesday."),
    ("fr", "<S La France> <C a appelé> <A ses citoyens> à <X \"ne pas sortir\"> et placé en alerte un détachement."),
    ("fr", "<S La Chine> <C a appelé> <A les deux voisins> à <X la retenue>, tout en jugeant l'acte « grave »."),
    ("fr", "<S Le ministre> <C propose> d'<X ouvrir un canal avec le vice-ministre>, qu'il a connu à Genève."),
    ("en", "<S He> <C said> <X he had summoned the ambassador and handed him a note>."),
    ("en", "<S He> <C called> <X the talks>, which began Thursday, <X \"constructive\">."),
    ("en", "<S The mayor> <C slammed> <X a “shameful” delay>."),
    ("en", "<S The rebels> refused to sign the text, <C saying> <X their conditions had not been met>."),
    ("en", "<S Kell> refused to concede and <C called on> <A supporters> to <X take to the streets>."),
    ("fr", "<S Ils> <C ont réaffirmé> <X leur attachement à la mission des Nations unies>."),
    # within statements
    ("en", "“We <C were asked> to <X leave the house>,” Holt said."),
    ("en", "Holt denied <C reports> that <X the jets had fired>."),
]  # fmt: skip

NOTHING = [
    ("en", "Police name 30 suspects in Derby bombing."),
    ("en", "Oslo received an invitation to conduct negotiations."),
    ("en", "Protests against Holt: shops closed, roads blocked"),
    ("en", "The day offered a compelling mix of sun and rain."),
    ("en", "Holt has called a news conference for Monday."),
    ("fr", "M. Xu rappelle le ministre à 3 h 05."),
    ("fr", "Des tirs ont été entendus, a constaté un journaliste de l'AFP."),
]


@pytest.mark.parametrize(("code", "sentence"), FOUND)
def test_is_found(code: str, sentence: str) -> None:
    marked = unmark(sentence)
    found = statements_of(marked.text, code)
    assert any(fits(marked, s) for s in found), shown(marked.text, found)


@pytest.mark.parametrize(("code", "sentence"), NOTHING)
def test_is_nobodys_statement(code: str, sentence: str) -> None:
    found = statements_of(sentence, code)
    assert not found, shown(sentence, found)
