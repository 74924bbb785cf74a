"""Second predicates, clauses the parser cut, what is told about the saying; sentences our own, people invented."""

from __future__ import annotations

import pytest

from tests.annotate.marked import fits, shown, statements_of, unmark

# ruff: noqa: E501
FR = [
    "<S Le député Marc Brunet> <C a regretté> que <X le débat ait tourné au match de foot> et a exclu de revenir avec un autre texte.",
    "<S Le député Marc Brunet> a regretté que le débat ait tourné au match de foot et <C a exclu> de <X revenir avec un autre texte>.",
    "<S La ministre> a estimé que le projet était mort et <C a demandé> aux <A élus> de <X rentrer chez eux>.",
    "<S Les chefs d'État> ont exhorté les deux camps à attendre et <C ont menacé> de <X sanctions « quiconque confisquerait le scrutin »>.",
    "<S La France> a condamné une attaque « lâche » et <C promis> <X une aide médicale d'urgence>.",
    "<S Le président> a ordonné la fermeture de la frontière et <C demandé> à <A la France> <X « des yeux, pas des soldats »>.",
    "<S Le syndicat> réclame que le ministre vienne et <C menace> de <X bloquer le port>.",
    "<S Le ministère> <C dément> <X toute négociation> et assure que la frontière reste fermée.",
    "<S Elle> a nié que le chef de l'État ait quitté la capitale, contrairement à ce qui se disait, et <C annoncé> qu'<X il parlerait lundi>.",
    "<S Le Front> a dénoncé un mensonge, ajoutant que ses hommes tenaient la ville, et <C a appelé> <A les soldats> à <X se rendre>.",
    "<S Le syndicat> a appelé le gouvernement à garantir les salaires, <C avertissant> qu'<X il marchera sur la capitale>.",
    "Ce sont les civils qui paient, a regretté <S la coordinatrice Mia Holm>, appelant à une pause et <C demandant> que <X les convois passent>.",
    "<S La porte-parole> <C a déclaré> que <X l'incident était « une provocation » et que Lomé n'était pas « la puissance qu'il rêve d'être »>.",
    "<S La FINUL> <C a annoncé> que <X deux de ses soldats, de nationalité indonésienne, ont été blessés>.",
    "<S Le président> <C a déclaré> que <X les États-Unis ne participeraient à aucune opération>, quelques heures après qu'une vedette a ouvert le feu.",
    "<S Des diplomates> <C ont dit> que <X les discussions pourraient débuter mercredi>, bien qu'aucun gouvernement ne l'ait confirmé.",
    "<S Whitcombe> <C exhorte> Georgetown à <X ne pas riposter> après que Caracas a tiré sur un navire.",
    "<S Un responsable américain> <C a jugé> <X « encourageants » les signaux venus de Téhéran>.",
    "<S Le ministre> critique le dialogue, <C prônant> à l'inverse <X une « pression directe » sur le régime>.",
    "Le ministre s'est dit prêt à négocier, tandis qu'à Lomé <S un responsable> <C a affirmé> que <X rien n'était prêt>.",
    "<S Le médecin> <C a averti> l'accusé que <X le procès reprendrait lundi>.",
    "<C Selon> <S un officier supérieur de l'armée>, <X l'attaque, menée mercredi vers 21 heures, aurait duré cinq minutes>.",
    "<S Le guide> <C a menacé> <A Israël> de <X sanctions>.",
    "Les médias ont cité <S le ministre Farid Osman> <C disant> que <X la base était intacte>.",
    "<S Il> <C a toutefois assuré> que <X la situation était calme>.",
    "<X « C'est un robinet sans eau ! »>, <C s'est-il exclamé>.",
]
EN = [
    "<S The minister> said she was tired and that she would resign and <C urged> <A her party> to <X unite>.",
    "<S He> did it sideways, acknowledging that the mayor had a point but <C warning> that <X it would cost him>.",
    "<S The mayor> <C demanded> that <X the road be closed>.",
    "<S Crowds> <C demand> <X the navy be sent>.",
    "<X “I can only tell you that,”> <C said> <S one source> who asked not to be named.",
    "<X The firm built the tool to help>, <S a spokeswoman> <C said> on Saturday, and <X it has used it five times since>.",
    "<X The plant is hanging on, but it is under pressure from imports>, <C said> <S the company's chief executive>.",
    "<X The investment in its halls>, <S Ms. Tanner> <C said>, <X “is a perfect example of adapting.”>",
    "<S Kaine> <C resisted>: <X “Governors do not have the power to suspend rights.”>",
    "<X “Great speech. She is ready.”> - <S President Odama>",
    "<S The ministry's spokesman>, asked about the claim, <C said> <X he could not confirm it>.",
]
SILENT = [
    ("fr", "Faut-il s'attendre à une opération d'Israël au Liban ?"),
    ("fr", "L'attaque n'a pas été revendiquée."),
    ("fr", "L'armée va s'assurer que la route est libre."),
    ("fr", "Djibouti rappelle son ambassadeur."),
    ("en", "Kenya recalled its ambassador to Uganda on Wednesday."),
    ("en", "The attack claimed the lives of four workers."),
    ("en", "The army did not respond to requests for comment."),
    ("en", "The army did not respond to the charge."),
    ("en", "The army made no mention of any shots."),
]


@pytest.mark.parametrize(("code", "sentence"), [*(("fr", s) for s in FR), *(("en", s) for s in EN)])
def test_construction(code: str, sentence: str) -> None:
    marked = unmark(sentence)
    found = statements_of(marked.text, code)
    assert any(fits(marked, s) for s in found), f"{marked.text}\n{shown(marked.text, found)}"


@pytest.mark.parametrize(("code", "sentence"), SILENT)
def test_nobody_speaks(code: str, sentence: str) -> None:
    assert not statements_of(sentence, code), shown(sentence, statements_of(sentence, code))


def test_label_with_an_office() -> None:
    from sitroom.annotate.prior import Prior
    from sitroom.model import Actor, Mention

    text = "Jean Musa, commissaire de la Cédéao aux Affaires politiques : « Nous voulons la paix, et nous l'aurons. »"
    person = Actor(id="a1", name="Jean Musa", kind="person")
    named = Mention(start=0, end=9, actor="a1", form="name", rule="test", score=1.0)
    found = statements_of(text, "fr", Prior(actors=(person,), mentions=(named,)))
    assert [s.rule for s in found] == ["fr.statement.label"], shown(text, found)


def test_interview_passage_ends_with_its_dashes() -> None:
    """A report with a short interview in it: what follows without a dash is told by the report."""
    text = (
        "Marie Toucas, pharmacienne, habite à deux rues de là.\n"
        "Radio Vallée – Qui a dressé ces barrages ?\n"
        "Marie Toucas – Les voisins. Mon oncle aussi.\n"
        "– Et la police ?\n"
        "– Elle n'est pas venue.\n"
        "La mairie maintient ses deux cents agents sur place, et le conseil se réunira lundi."
    )
    turns = [s for s in statements_of(text, "fr") if s.rule.endswith(".turn")]
    assert [text[s.contents[0].start : s.contents[0].end] for s in turns][-1].endswith("Elle n'est pas venue.")
