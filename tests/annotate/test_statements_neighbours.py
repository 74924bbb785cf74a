"""Where a statement ends beside another one, and sentences that point back; all sentences our own, all people invented."""

from __future__ import annotations

import pytest

from sitroom.annotate.prior import Prior
from sitroom.model import Actor, Mention, Timex
from tests.annotate.marked import fits, shown, statements_of, unmark

# ruff: noqa: E501
FR = [
    "<X Trois civils sont morts>, <C selon> <S l'armée>, tandis que les rebelles parlent de dix victimes.",
    "Trois civils sont morts, selon l'armée, tandis que <S les rebelles> <C parlent> de <X dix victimes>.",
    "Le juge Yao, <X qui a été évacué par les Casques bleus> <C selon> <S Libération>, a surpris les journalistes.",
    "Le Conseil, selon un diplomate, se réunira lundi, et <S la Russie> <C a déclaré> que <X le texte serait rejeté>.",
    "Le mouvement est suivi à 95% d'après la CGT, <X 80%> <C selon> <S la direction>.",
    "<C Selon> <S l'armée>, <X dix rebelles ont été tués>, mais les rebelles affirment que personne n'est mort.",
    "Selon la CGT, 500 personnes ont défilé, tandis que <C selon> <S la préfecture>, <X elles étaient 200>.",
    "Le maire assure que, <C selon> <S la police>, <X deux hommes ont été arrêtés>.",
    "Les rebelles ont fui, après avoir, <C selon> <S Lomé>, <X participé au massacre de 1994>.",
    "<X Six personnes ont péri>, <C selon> <S un bilan complémentaire>, fourni, hier, par la Protection civile, rapporté par l'APS.",
    "<S Le préfet> a également indiqué que « les syndicats seront là », <C ajoutant> que <X « toute violence sera sanctionnée »>.",
    "<S Le préfet> <C a également indiqué> que <X « les syndicats seront là »>, ajoutant que « toute violence sera sanctionnée ».",
    "<S La CGT> et <S FO> <C ont dénoncé> <X une « désinformation », une « intox » de Carfil>.",
    "<S La ministre> <C a dénoncé> <X une « mascarade » et « un coup d'État »>.",
    "<S Le communiqué> <C fait état> de <X dix morts et trois disparus>.",
    "<S Le ministère> <C a annoncé> <X la fermeture de deux écoles> et le maire est parti.",
    "<X « Je ne partirai pas. »> Ces propos <C ont été tenus> par <S le porte-parole, Luc Kanza>, auprès de l'AFP.",
    "<X Le pont sera fermé lundi>. C'est ce qu'<C a indiqué> hier <S le directeur, Omar Doh>.",
    "<X Le pont sera fermé lundi>. C'est ce que <S le directeur, Omar Doh>, <C a fait savoir> hier.",
    "<X Le pont sera fermé>. L'annonce <C a été faite> par <S la préfecture>.",
    "<X « Je ne partirai pas. »> C'est par ces mots que <S Luc Doh> <C a répondu>.",
    "JAKARTA - <X Le ministère togolais des Affaires étrangères veille à ce qu'il ne laisse pas ces actes>, <C a déclaré> lundi <S le porte-parole Luc Karimi>.",
]
EN = [
    "<X Two people died>, <C according to> <S police>, while the union said ten were missing.",
    "Two people died, according to police, while <S the union> <C said> <X ten were missing>.",
    "<C According to> <S the army>, <X ten rebels died>, but the rebels say nobody was hurt.",
    "The bridge is closed and, <C according to> <S the mayor>, <X it will reopen in May>.",
    "<X The bridge will close on Monday>. The announcement <C was made> by <S the mayor, Ann Holt>.",
    "<X “We will not leave.”> That is what <S Ann Holt> <C told> reporters on Monday.",
    "<S The mayor> <C announced> <X two closures and a new school>.",
    "<S The White House> <C declined> to <X comment on the talks>.",
]
NONE = [
    ("fr", "Il faut s'attendre à des mots directs."),
    ("fr", "Le maire, prévenu de détournement de fonds, a quitté la salle."),
    ("fr", "Il n'est pas sûr que le pont rouvre."),
    ("fr", "Le ministère n'a pas souhaité s'exprimer."),
    ("fr", "Ces propos ont été tenus lundi à Lomé."),
    ("en", "The White House declined to comment."),
    ("en", "Relief efforts were halted near the buildings, fearing they could be brought down."),
    ("en", "The army would agree to a ceasefire only if the rebels withdraw."),
]


@pytest.mark.parametrize(("code", "marked"), [("fr", m) for m in FR] + [("en", m) for m in EN])
def test_found(code: str, marked: str) -> None:
    plain = unmark(marked)
    found = statements_of(plain.text, code)
    assert any(fits(plain, s) for s in found), shown(plain.text, found)


@pytest.mark.parametrize(("code", "text"), NONE)
def test_nobody_speaks(code: str, text: str) -> None:
    assert statements_of(text, code) == ()


@pytest.mark.parametrize(
    ("text", "said", "time"),
    [
        (
            "La frontière reste close, a dit Ivo Kral en réponse à une question sur la frontière, fermée depuis 1994.",
            "1994",
            None,
        ),
        ("« Nous restons », a dit Luc Doh, avant d'ajouter que le vote aurait lieu lundi.", "lundi", None),
        ("« Nous restons », a dit Luc Doh, porte-parole du « Mouvement du 23 mars ».", "23 mars", None),
        ("« Nous restons », a déclaré lundi Luc Doh.", "lundi", "2026-03-23"),
        ("Lundi, alors qu'il visitait le port, Luc Doh a dit que le pont fermerait.", "Lundi", "2026-03-23"),
        ("Le maire, élu en 2020, a dit hier que le pont fermerait.", "hier", "2026-03-23"),
    ],
)
def test_time_of_saying(text: str, said: str, time: str | None) -> None:
    at = text.index(said)
    timex = Timex(start=at, end=at + len(said), type="DATE", value="2026-03-23", rule="test", score=1.0)
    found = statements_of(text, "fr", Prior(published="2026-03-24", times=(timex,)))
    assert [x.time for x in found[:1]] == [time], found
    later = statements_of(text, "fr", Prior(published="2026-03-01", times=(timex,)))
    assert later[0].time is None


def test_a_pronoun_is_not_the_one_who_asked() -> None:
    text = "Le pont est fermé, a dit Jeanne Morel. Interrogée par Radio Vallée, elle a assuré que le pont rouvrirait."

    def mention(words: str, actor: str) -> Mention:
        at = text.index(words)
        return Mention(start=at, end=at + len(words), actor=actor, rule="test", score=1.0)

    prior = Prior(
        actors=(
            Actor(id="a1", name="Jeanne Morel", kind="person"),
            Actor(id="a2", name="Radio Vallée", kind="organisation"),
        ),
        mentions=(mention("Jeanne Morel", "a1"), mention("Radio Vallée", "a2")),
        references=(mention("elle", "a2"),),
    )
    assert [s.sources[0].actor for s in statements_of(text, "fr", prior)] == ["a1", "a1"]
