"""Sentences of the sort real pages are full of: what must be read, and what is no political event at all."""

from __future__ import annotations

import pytest

from sitroom.model import Dossier, Page
from sitroom.pipeline import read_page
from tests.annotate.test_events_kit import fits, shown


def page(text: str, code: str) -> Dossier:
    """A text read by the whole pipeline."""
    return read_page(Page(text=text, title=None, outlet=None, published="2026-03-03", language=code))


READ = [
    ("fr", "Les frappes menées dimanche par les États-Unis contre l'Iran ont fait douze morts.", "ASSAULT USA > IRN"),
    ("fr", "Onze militaires maliens ont péri dans une embuscade.", "ASSAULT - > MLI"),
    ("fr", "Les cheminots népalais sont appelés à la grève.", "PROTEST NPL > - planned"),
    ("fr", "Deux manifestants ont été tués par la police à Nairobi.", "ASSAULT KEN > KEN"),
    ("fr", "Des soldats maliens ont été déployés à Gao.", "MOBILIZE MLI > *"),
    ("fr", "Le ministre norvégien, Arne Holt, a appelé Paris à la retenue.", "REQUEST NOR > FRA"),
    ("fr", "Le Bénin a une nouvelle fois exhorté le Togo à négocier.", "REQUEST BEN > TGO"),
    ("fr", "Minsk promet de riposter.", "THREATEN BLR > -"),
    ("fr", "La Première ministre danoise recevra le président kényan jeudi.", "AGREE DNK+KEN > - planned"),
    ("en", "Eleven Malian soldiers died in an ambush.", "ASSAULT - > MLI"),
    ("en", "Greece sent two rescue teams to Bulgaria.", "AID GRC > BGR"),
    ("en", "Moldova expels two Hungarian diplomats, Budapest vows reply.", "SANCTION MDA > HUN"),
    ("en", "The strikes carried out on Sunday by Israel against Lebanon lasted all night.", "ASSAULT ISR > LBN"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expect"), READ)
def test_read(code: str, text: str, expect: str) -> None:
    events = page(text, code).events
    assert fits(expect, events, text), (text, expect, [shown(e, text) for e in events])


def test_a_place_is_no_party() -> None:
    for text in (
        "Un raid près de la frontière malienne a tué dix soldats tchadiens.",
        "Le poste de Kourou a été la cible d'une attaque lundi soir.",
        "La réunion de Genève a échoué.",
    ):
        assert not [p for e in page(text, "fr").events for p in e.actors], text


def test_title_and_name_are_one_party() -> None:
    text = "Le ministre danois des Affaires étrangères, Arne Holt, a condamné le raid."
    (event,) = [e for e in page(text, "fr").events if e.type == "ACCUSE"]
    assert [(p.of(text), p.country) for p in event.actors] == [
        ("ministre danois des Affaires étrangères, Arne Holt", "DNK")
    ]


def test_a_date_is_carried_on() -> None:
    text = "On Sunday Norway summoned the Danish ambassador and accused Denmark of lying."
    assert {e.date for e in page(text, "en").events} == {"2026-03-01"}


HARD = {
    "fr": (
        "La gouverneure a décrété l'état d'urgence face aux incendies de forêt.",
        "L'entreprise a lancé une offensive commerciale contre son rival japonais.",
        "Le cyclone a frappé la côte malgache et tué douze personnes.",
        "Le gouvernement craint une attaque iranienne.",
        "En cas d'attaque chinoise, Taïwan se défendrait.",
        "Le film raconte l'assassinat d'un ministre chilien.",
        "Le Maroc a battu l'Espagne en finale du tournoi.",
        "La bataille de Verdun fascine toujours les lecteurs belges.",
        "Le gouvernement craint une grève des cheminots.",
        "La police a arrêté un cambrioleur à Lyon.",
        "Le tribunal a condamné un chauffard à deux ans de prison.",
        "Le séisme a détruit des maisons en Turquie.",
        "Le groupe Carval a signé un contrat avec son fournisseur coréen.",
        "La Banque centrale européenne attaque l'inflation.",
        "Que se passerait-il si la Russie attaquait la Pologne ?",
        "« Où étiez-vous ? », a demandé le président du tribunal.",
        "Le procès du meurtrier de Lina Roux s'est ouvert lundi à Rennes.",
        "Les habitants ont profité d'une accalmie dans les bombardements russes.",
        "Un cadre a témoigné, ayant requis l'anonymat.",
        "Le vieux port a été le théâtre d'un tournage.",
    ),
    "en": (
        "The governor declared a state of emergency over the wildfires.",
        "The hurricane struck the Cuban coast and killed twelve people.",
        "Tariffs threaten to imperil Canadian supply chains.",
        "Paris fears an Iranian attack.",
        "The novel tells of the murder of a Chilean minister.",
        "Morocco beat Spain in the final.",
        "The murder trial of Dan Oakes opened in Leeds on Monday.",
        "What would happen if Russia attacked Poland?",
        "The company launched an aggressive campaign against its Japanese rival.",
        "The Bank of England is fighting inflation.",
        "Police arrested a burglar in Leeds.",
        "The jury convicted a driver of drunk driving.",
        "Analysts say a Chinese invasion is possible.",
        "The team fired its coach after the defeat in Berlin.",
        "The rebels could attack the capital, residents fear.",
        "A virus attacked the plants in Kenya.",
        "The clerk asked not to be named.",
        "Residents reported a lull in the Russian bombing.",
        "The White House declined to comment.",
        "“And where were you?” asked the prosecutor.",
    ),
}


@pytest.mark.parametrize("code", sorted(HARD))
def test_what_is_no_event(code: str) -> None:
    """At most one sentence in twenty may become an event."""
    made = [(t, [shown(e, t) for e in page(t, code).events]) for t in HARD[code]]
    assert sum(bool(events) for _, events in made) <= len(made) // 20, [m for m in made if m[1]]


def test_a_persons_name_is_no_country() -> None:
    text = "UN refugee chief Maren Turk condemned the arrests in Harare, calling for an inquiry."
    events = page(text, "en").events
    assert events
    assert not [p for e in events for p in e.actors if p.country == "TUR"], [shown(e, text) for e in events]


@pytest.mark.parametrize(
    ("code", "text", "expect"),
    [
        ("en", "Togo's army accused the rebels of shelling a clinic in Lusk, killing at least 30 patients.",
         "ASSAULT rebels > patients attributed"),
        ("fr", "L'armée togolaise a accusé les rebelles d'avoir bombardé une clinique, tuant au moins trente patients.",
         "ASSAULT rebelles > patients attributed"),
        ("en", "Togo's army shelled a clinic in Lusk, killing at least 30 patients.",
         "ASSAULT army > * asserted"),
    ],
)  # fmt: skip
def test_the_outcome_of_an_accused_deed_is_the_accuseds(code: str, text: str, expect: str) -> None:
    events = page(text, code).events
    assert fits(expect, events, text), (text, expect, [shown(e, text) for e in events])
