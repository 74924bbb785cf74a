"""One body told in several ways is one actor: an army and its acronym, rebels and the band the report names."""

from __future__ import annotations

import pytest

from sitroom import read


def actors(text: str) -> dict[str, str | None]:
    """The actor's name by each mention's words (the last mention of those words)."""
    report = read(text, published="2026-11-20")
    return {text[m.start : m.end]: getattr(report.actor(m.actor), "name", None) for m in report.mentions}


@pytest.mark.parametrize(
    ("text", "one", "other", "same"),
    [
        ("The IDF said it hit the camp. The Israeli military denied the rest.", "IDF", "Israeli military", True),
        ("Les Forces armées de la RDC (FARDC) ont reculé. L'armée congolaise a démenti.", "FARDC", "armée congolaise",
         True),
        ("Sudan's army shelled the market. The Sudanese Armed Forces denied it.", "Sudan's army",
         "Sudanese Armed Forces", True),
        ("L'armée ukrainienne a reculé. L'armée rwandaise a avancé.", "armée ukrainienne", "armée rwandaise", False),
        ("Le M23 a pris la ville. Les rebelles ont pillé le marché.", "M23", "rebelles", True),
        ("The Houthis fired two missiles. The rebels had warned Israel.", "Houthis", "rebels", True),
        ("Le M23 a pris la ville. Des rebelles ougandais ont pillé le marché.", "M23", "rebelles ougandais", False),
        ("Hamas rejected the offer on Monday. The Islamist movement wants a full truce.", "Hamas", "Islamist movement",
         True),
        ("The Polish Foreign Ministry protested. The Ministry of Foreign Affairs of Poland denied it.",
         "Polish Foreign Ministry", "Ministry of Foreign Affairs of Poland", True),
        ("Omar Syl (dit Fonik Meng) a appelé à manifester. Fonik Meng a été arrêté.", "Omar Syl", "Fonik Meng", True),
        ("Mohamed Dara, known as Hemo, admitted the loss. Hemo fled.", "Mohamed Dara", "Hemo", True),
        ("Les avocats des séparatistes ont parlé. Les séparatistes ont boycotté le procès.", "avocats des séparatistes",
         "séparatistes", False),
        ("Le site du gouvernement, El 19 Digital, a publié le texte. La police a démenti.", "gouvernement",
         "El 19 Digital", False),
        ("The speaker of Norvia's Parliament says President Dal may resign.", "speaker of Norvia's Parliament",
         "Dal", False),
        ("Le porte-parole a parlé de Yaro Diop.", "porte-parole", "Yaro Diop", False),
        ("Police cleared the square in Tbilisi. Georgian riot police used water cannon.", "Police",
         "Georgian riot police", True),
        ("Tsahal a identifié la cible. L'armée israélienne a tiré.", "Tsahal", "armée israélienne", True),
        ("L'armée ukrainienne a reculé. L'armée de l'air ukrainienne a abattu deux drones.", "armée ukrainienne",
         "armée de l'air ukrainienne", False),
        ("Omar Bongo est mort en 2009, son fils Ali Bongo a été arrêté mercredi. Paris défend l'ex-président gabonais.",
         "Ali Bongo", "ex-président gabonais", True),
        ("President Daniel Noboa spoke. Lawmakers backed the president. Former president Rafael Correa objected.",
         "president", "Daniel Noboa", True),
        ("Le Parti démocratique gabonais (PDG) n'a pas réagi.", "Parti démocratique gabonais", "PDG", True),
        ("L'Algérie, ancien médiateur, suit la situation.", "Algérie", "ancien médiateur", True),
        ("Son fils et conseiller, Noureddin Valentin, a été arrêté.", "fils", "Noureddin Valentin", True),
        ("Le Hezbollah a confirmé le raid. Le parti chiite libanais a tiré.", "Hezbollah", "parti chiite libanais",
         True),
        ("A Meridian Airlines jet was hit on Monday. Meridian said a passenger was hurt.", "Meridian Airlines",
         "Meridian", True),
        ("Le premier syndicat du pays, l'Union des dockers (UDD), a mis en cause la police.",
         "premier syndicat du pays", "Union des dockers", True),
        ("Le ministre a vu son homologue sénégalaise. Amnesty International a recensé trois morts.",
         "homologue sénégalaise", "Amnesty International", False),
    ],
)  # fmt: skip
def test_one_body_is_one_actor(text: str, one: str, other: str, same: bool) -> None:
    who = actors(text)
    assert (who[one] == who[other]) is same


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The junta has denied attacking civilians in the north.", "attacking civilians"),
        ("« Les militaires sont partis sans combattre », a déploré cette source.", "partis"),
        ("M. Henry, en déplacement à l'étranger, a parlé lundi.", "étranger"),
        ("Demonstrators blocked the N4 highway on Monday.", "N4"),
        ("A junta jet bombed Ke Ni Maw on Wednesday, the rebels said.", "Ke Ni Maw"),
        ("Les rebelles se sont emparés mardi de Malandra, a dit l'armée.", "Malandra"),
        ("The United Port Alliance (UPA) party dismissed the claims.", "party"),
        ("Protesters angry at the result set fire to the town hall.", "Protesters angry"),
        ("The minister met the teachers' union on Monday.", "teachers"),
        ("Une partie des habitants des provinces anglophones a pris les armes.", "partie des habitants"),
        ("Chérif Sow a été arrêté lundi.", "Chérif"),
        ("La télévision d'opposition Pirveli a montré une vidéo.", "télévision d'opposition Pirveli"),
        ("La commissaire à l'Élargissement, Marta Kos, a parlé lundi.", "Élargissement"),
        ("The Students Against Discrimination group rejected the offer.", "Discrimination group"),
        ("Ecuador declared a state of emergency on Monday.", "state of emergency"),
        ("Jose Macias, alias “Fito”, leader of the gang, was missing.", "alias"),
        ("Les voisins ont monté la garde toute la nuit.", "garde"),
        ("Le Maroc, mis en cause par la ministre, a démenti.", "mis en cause"),
        ("They recalled the 2014 Maidan uprising on Monday.", "Maidan"),
        ("Neighbouring Peru sent 500 officers to the border.", "Neighbouring Peru"),
        ("Le patron de la compagnie pétrolière Norkimba, Jan Pol, a démissionné.", "compagnie pétrolière Norkimba"),
        ("Adolfo “Fito” Maran fled on Sunday.", "Fito"),
    ],
)
def test_no_actor_is_made_up(text: str, words: str) -> None:
    assert words not in actors(text)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Le Syndicat national des policiers haïtiens (Synapoha) a dénoncé un abandon.", "Synapoha", "organisation"),
        ("One demonstrator, who gave her name only as Wanjiku, said she had been beaten.", "Wanjiku", "person"),
        ("President Hassan Sheikh Mohamud said his country was ready.", "Hassan Sheikh Mohamud", "person"),
        ("The junta toppled the elected government of Aung San Mara in 2021.", "Aung San Mara", "person"),
        ("Selon Seydi Dara, directeur d'Amnesty Sénégal, la police a tiré.", "Amnesty Sénégal", "organisation"),
    ],
)
def test_kinds_of_names_nobody_knows(text: str, words: str, kind: str) -> None:
    report = read(text, published="2026-11-20")
    kinds = {text[m.start : m.end]: getattr(report.actor(m.actor), "kind", None) for m in report.mentions}
    assert kinds[words] == kind


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("The US has condemned the regime of Ivo Dal.", "Ivo Dal", None),
        ("The US has condemned the regime of Ivo Dal.", "regime of Ivo Dal", None),
        ("Rabat a fermé son ambassade à Alger.", "ambassade à Alger", "MAR"),
        ("Oslo closed its embassy in Algiers.", "embassy in Algiers", "NOR"),
        ("Haiti protested. The US Federal Aviation Administration banned flights to Haiti.",
         "US Federal Aviation Administration", "USA"),
        ("Mozambique's police fired. The small Podemos party left Maputo.", "Podemos", "MOZ"),
    ],
)  # fmt: skip
def test_whose_they_are(text: str, words: str, country: str | None) -> None:
    report = read(text, published="2026-11-20")
    told = {text[m.start : m.end]: getattr(report.actor(m.actor), "country", None) for m in report.mentions}
    assert told[words] == country
