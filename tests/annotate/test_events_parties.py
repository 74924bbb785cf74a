"""Parties, conditions and days, construction by construction, in both languages: each line is a sentence of our own and
what the whole stage makes of it ("TYPE actors > recipients [modality]")."""

from __future__ import annotations

import pytest

from sitroom.annotate.parse import parse
from sitroom.annotate.prior import Prior
from sitroom.annotate.times import find_times
from sitroom.lang import load_lang
from sitroom.model import Event, Section
from tests.annotate.test_events_kit import by_rules, fits, read, shown

PUBLISHED = "2026-11-08"  # a Sunday

FRENCH = [
    # lists and pairs
    ("Bagdad et Ankara ont signé un accord de coopération.", "* IRQ+TUR > -"),
    ("Entretien à Doha entre le Hamas et l'Égypte", "CONSULT Hamas+EGY > -"),
    (
        "Le Conseil a sanctionné le ministre kényan, son frère et deux généraux.",
        "SANCTION Conseil > ministre+frère+généraux",
    ),
    ("La Suède et la Norvège ont condamné la Russie.", "ACCUSE SWE+NOR > RUS"),
    # participles and relative clauses
    ("Accusée par la Serbie de fraude, la Bosnie se tait.", "ACCUSE SRB > BIH"),
    ("La Jordanie, que Riyad soutient, a expulsé deux diplomates syriens.", "SANCTION JOR > SYR"),
    ("La junte a fermé la frontière, accusant Paris d'ingérence.", "ACCUSE junte > FRA"),
    # nominalisations
    ("Le bombardement de la Syrie par l'armée russe a duré trois heures.", "ASSAULT RUS > SYR"),
    # who judges a deed addresses its author
    ("La Norvège a condamné l'attaque contre le camp rwandais.", "ACCUSE NOR > -"),
    ("La Norvège a condamné l'attaque russe contre le camp.", "ACCUSE NOR > RUS"),
    # one's own troops, a town that is left
    ("L'Ouganda a retiré ses soldats du Kivu.", "RETREAT UGA > -"),
    # who promises or refuses a meeting
    ("Londres signera mardi un accord de pêche avec Oslo.", "AGREE GBR+NOR > - planned"),
    # conditions
    (
        "Riyad normalisera ses relations avec Israël, à condition que naisse un État palestinien.",
        "AGREE SAU > ISR conditional",
    ),
    ("La junte libérera les soldats ivoiriens pourvu que Dakar lève ses sanctions.", "CONCEDE junte > * conditional"),
    # objects behind adjuncts
    ("Le général mutin a élargi dimanche quatre ministres.", "RETREAT général > ministres"),
    ("Le Kenya a accusé samedi Mogadiscio d'avoir armé les rebelles.", "ACCUSE KEN > SOM"),
    ("L'Iran a tué lundi à Damas devant un hôtel deux opposants irakiens.", "ASSAULT IRN > IRQ"),
    ("La Slovaquie infligera lundi de nouvelles sanctions à Minsk.", "SANCTION SVK > BLR planned"),
    (
        "Des rebelles ont relâché les onze enseignants qu'ils avaient enlevés la veille.",
        "RETREAT rebelles > enseignants",
    ),
    ("La police kényane a arrêté l'opposant Ivo Kral.", "COERCE KEN > opposant"),
    ("L'armée a tué l'un des chefs rebelles.", "ASSAULT armée > chefs"),
    ("Moscou bombarde de nouveau la Géorgie.", "ASSAULT RUS > GEO"),
    # done to something, by a state
    ("Lima a inscrit une marque de vodka sur sa liste noire.", "SANCTION PER > -"),
    # hearsay
    ("La Suède suspendrait son aide au Niger.", "SANCTION SWE > NER attributed"),
]

ENGLISH = [
    ("Algeria, Tunisia and Libya agreed to set up a joint force.", "AGREE DZA+TUN+LBY > -"),
    ("Accused by Serbia of fraud, Bosnia kept silent.", "ACCUSE SRB > BIH"),
    ("Norway condemned the attack on the Rwandan camp.", "ACCUSE NOR > -"),
    ("Norway condemned the Russian attack on the camp.", "ACCUSE NOR > RUS"),
    ("Kenya would reopen its border with Somalia only after the camps are closed.", "* KEN > * conditional"),
    ("Should Chad close the road, Niger would expel its ambassador.", "THREATEN NER > * conditional"),
]


@pytest.mark.parametrize(("text", "expect"), FRENCH)
def test_french(text: str, expect: str) -> None:
    check(text, expect, "fr")


@pytest.mark.parametrize(("text", "expect"), ENGLISH)
def test_english(text: str, expect: str) -> None:
    check(text, expect, "en")


def check(text: str, expect: str, code: str) -> None:
    events = read(text, code)
    types = {e.type for e in events} if expect.startswith("* ") else {expect.split(" ")[0]}
    wanted = [f"{t} {expect.split(' ', 1)[1]}" for t in sorted(types)]
    assert any(fits(w, events, text) for w in wanted), (expect, [shown(e, text) for e in events])


def dated(text: str, code: str) -> tuple[Event, ...]:
    """Events of a report published on PUBLISHED whose times are found."""
    lang = load_lang(code)
    sections = (Section(start=0, end=len(text), kind="body", reason="test"),)
    parsed = parse(text, sections, code)
    prior = Prior(published=PUBLISHED, sections=sections, times=find_times(parsed, PUBLISHED, lang))
    return by_rules(parsed, prior, code)


@pytest.mark.parametrize(
    ("text", "code", "type", "day"),
    [
        ("Lundi soir, le poste kényan a été la cible d'une attaque djihadiste.", "fr", "ASSAULT", "2026-11-02"),
        ("Tout comme en 2013, la Suisse a condamné la Russie.", "fr", "ACCUSE", None),
        ("Malgré le raid de mardi, la France a condamné la Russie.", "fr", "ACCUSE", None),
        ("Vendredi, la ville a tremblé. Dans la matinée, Israël a bombardé la Syrie.", "fr", "ASSAULT", "2026-11-06"),
        (
            "Le Kenya a expulsé jeudi le consul turc. La Somalie a fermé sa frontière avec le Kenya.",
            "fr",
            "SANCTION",
            "2026-11-05",
        ),
        ("As in 2013, Switzerland condemned Russia.", "en", "ACCUSE", None),
        ("Chad accused Sudan of breaking an accord reached 10 years ago.", "en", "ACCUSE", None),
        ("Russian jets bombed Syria on Friday.", "en", "ASSAULT", "2026-11-06"),
        ("Kenya condemned on Saturday a Russian raid on Syria.", "en", "ACCUSE", "2026-11-07"),
    ],
)
def test_days(text: str, code: str, type: str, day: str | None) -> None:
    events = [e for e in dated(text, code) if e.type == type]
    assert events, text
    assert [e.date for e in events] == [day] * len(events)


def test_a_deed_takes_a_day_told_beside_it_and_says_so() -> None:
    text = "Vendredi, la foule a envahi la place. Le Kenya a expulsé le consul turc."
    (event,) = (e for e in dated(text, "fr") if e.type == "SANCTION")
    assert event.date == "2026-11-06"
    assert event.detail is not None
    assert "not in its clause" in event.detail["date"]


def test_what_something_is_about_did_not_happen_by_that() -> None:
    text = "Kigali a salué les avancées concernant le retrait des troupes ougandaises."
    assert not any(e.type == "RETREAT" for e in read(text, "fr"))
