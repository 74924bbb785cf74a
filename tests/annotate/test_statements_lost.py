"""Constructions that the parser mangles, and several sources; all sentences our own, all people invented."""

from __future__ import annotations

import pytest

from tests.annotate.marked import fits, shown, statements_of, unmark

# ruff: noqa: E501
FR = [
    "<S Il> <C a exigé> <X des excuses>.",
    "<S Le maire> <C a exigé>, mardi, <X une enquête, des excuses et un procès>.",
    "Il appelle les habitants au calme, et <C exprime> aux familles <X sa pleine solidarité>.",
    "<S La Ligue, puissante organisation paysanne>, <C menace> de <X bloquer le port>.",
    "<S Le préfet>, joint par téléphone, <C dément> <X toute pollution>.",
    "<S Le Front du Sahel>, que Bamako accuse souvent, <C a démenti> <X toute participation>.",
    "<S Le chef de gare, Omar Brel>, <C jure>, lui, <X avoir « signalé la tranchée »>.",
    "<S La mairie> <C fait valoir>, quoi qu'il en soit, que <X le pont était fermé>.",
    "« Nous ne céderons pas », a-t-<S il> dit, <C menaçant> cependant de <X « porter l'affaire en justice » si rien ne changeait>.",
    "« C'est un acquis », a averti depuis Amman <S la coordinatrice de l'ONU, Pilar Etxe>, <C rappelant> que <X deux millions de personnes « mangent grâce à ces camions »>.",
    "<S Une source proche> du dossier <C indique> que <X l'État pourrait garantir un prêt>, tout en précisant que rien n'est décidé.",
    "<C Refusant> de <X commenter l'affaire>, le parquet renvoie vers la préfecture.",
    "<S Le général> <C a confirmé> <X l'incident> mais pas la distance.",
    "<X Neuf sur dix>, <C assure> <S le collectif>.",
    "<X Le pont est fermé>, <C a indiqué> <S la mairie>, après que le préfet a demandé au maire de recevoir les riverains.",
    "<X Le pont est fermé>, <C a-t-on appris> mardi auprès de <S sources policières>.",
    "<X « La saison est finie » pour le club>, <C a annoncé> <S le président>.",
    '<X La raffinerie, arrêtée depuis mai, "ne redémarre pas"> <C a assuré> <S Luc Morel>.',
    "<S Le ministre> <C a jugé> <X cette exigence inacceptable>.",
    "<C Pour> <S Lise Dabert, la maire de Brénod>, <X le premier rendez-vous est une visite>.",
    "<S Les syndicats> <C exigent> du <A gouvernement> <X « une proposition »>.",
    "<X L'information sur l'attaque et le bilan> <C a été confirmée> par <S le maire>.",
    "<S La CGT>, <S FO> et <S SUD> <C demandent> que <X la direction recule>.",
    "<X « C'est fini »>, <C ont déclaré> <S le maire> et <S la préfète>.",
    "<S Le ministre de la Défense et des Sports> <C a annoncé> <X son départ>.",
    "La présidente : « Vous étiez là ? » <S Le prévenu> : <X « Oui. »>",
    "<S Un habitant> <C avait lui indiqué> que <X des hommes à moto étaient venus>.",
]
EN = [
    '<X "Really,"> <S she> <C added> when the host looked puzzled.',
    'Holt said he welcomed the inquiry and <C added>, <X "I\'ll answer every question.">',
    "<S Ms. Brandt> <C said> that <X she did not want to leave> and predicted that the board would vote again.",
    "Holt wants a wall, which <S he> <C said> <X the company should also pay for>.",
    "As <C reported> by <S the Daily Ledger>, <X the bridge has been closed since May>.",
    "<S Residents> <C reported> <X hearing explosions near the plant>.",
    "<S Brown> <C denied> <X having seen the last of those warnings>.",
    "<S Washington> <C would not rule out> <X escorting the next mission>.",
    '"Tell her I promised a picture," Ebel said, and <S her husband> <C cut in>. <X "Don\'t forget me.">',
    '<X "It\'s according to age groups,"> <C said> <S Mara Thomas>.',
    "<X That will be true up to a point>, <C said> <S Ann Sherman>.",
    "<S Many members> are not mincing words in their <C opposition> to <X Holt>.",
    'Officials did read it, according to <S a Home Office official>, <C adding> that <X "reading is not opening">.',
]
NONE = [
    ("fr", "Peut-on dire aujourd'hui que la crise est finie ?"),
    ("fr", "Beaucoup l'ont critiquée après les intempéries de mars."),
    ("fr", "Cette signature témoigne du grand intérêt que les deux pays portent à la paix."),
    ("fr", "Il ne dit que la vérité."),
    ("en", 'The judge interrupted me. "Explain to me why you are here."'),
]


@pytest.mark.parametrize(("code", "marked"), [("fr", m) for m in FR] + [("en", m) for m in EN])
def test_found(code: str, marked: str) -> None:
    plain = unmark(marked)
    found = statements_of(plain.text, code)
    wanted = [s for s in found if fits(plain, s)] or [
        s for s in found if not plain.roles["S"] and tuple(c.of(plain.text) for c in s.contents) == plain.roles["X"]
    ]
    assert wanted, f"{plain.text}\n{shown(plain.text, found)}"


@pytest.mark.parametrize(("code", "text"), NONE)
def test_nothing(code: str, text: str) -> None:
    found = statements_of(text, code)
    assert not found, shown(text, found)


def test_a_denial_that_is_denied_is_no_denial() -> None:
    (found,) = statements_of("Le ministre n'exclut pas une hausse des taxes.", "fr")
    assert found.modality == "asserted"
