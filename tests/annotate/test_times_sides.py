"""Weekdays on the side of the report that the sentence tells: our own sentences, each published on two days."""

from __future__ import annotations

import pytest

from sitroom.annotate.parse import parse
from sitroom.annotate.times import find_times
from sitroom.lang import load_lang
from sitroom.model import Section

PAST = {
    "fr": (
        "C'est {samedi} que la police a donné l'assaut.",
        "Libéré {dimanche}, le député veut se présenter à la présidentielle.",
        "Le sommet, achevé {lundi}, doit être suivi d'un autre.",
        "Les trois hommes étaient partis {dimanche} du refuge.",
        "Les deux camps devaient se parler {mardi}.",
        "On a retrouvé {lundi} la boîte noire.",
        "{Mardi}. Dans le port, les remorqueurs sont à quai.",
    ),
    "en": (
        "The summit, which ended on {Monday}, will be followed by another.",
        "The party had planned to meet on {Monday}, but the hall burned down.",
        "The two sides were due to talk on {Tuesday}.",
        "The ship was due in Aden on {Tuesday} but never arrived.",
        "Two dead in Tova {Saturday}",
    ),
}
AHEAD = {
    "fr": (
        "C'est {vendredi} que le juge tranchera.",
        "Une trêve à partir de {samedi} a été proposée par Le Caire.",
        "Grève {vendredi} dans les hôpitaux publics.",
        "Un retrait est envisagé {vendredi}.",
        "D'autres pluies sont attendues jeudi et {vendredi}.",
    ),
    "en": (
        "The bill is being debated on {Friday}.",
        "A truce starting {Saturday} was proposed by Cairo.",
        "More rain is forecast for Thursday and {Friday}.",
    ),
}
CASES = [(code, row, False) for code, rows in PAST.items() for row in rows]
CASES += [(code, row, True) for code, rows in AHEAD.items() for row in rows]


@pytest.mark.parametrize(("code", "row", "ahead"), CASES)
def test_the_side_of_a_weekday(code: str, row: str, ahead: bool) -> None:
    start, text = row.index("{"), row.replace("{", "").replace("}", "")
    parsed = parse(text, [Section(start=0, end=len(text), kind="body", reason="test")], code)
    (time,) = (t for t in find_times(parsed, "2026-03-04", load_lang(code)) if t.start <= start < t.end)
    assert time.value is not None
    assert (time.value > "2026-03-04") is ahead


def test_hours_of_every_day_told_before_their_word() -> None:
    text = "On circule, sauf de 22 heures à 5 heures, pendant le couvre-feu."
    parsed = parse(text, [Section(start=0, end=len(text), kind="body", reason="test")], "fr")
    assert [t.value for t in find_times(parsed, "2026-03-04", load_lang("fr"))] == ["T22:00", "T05:00"]


def test_two_sentences_are_not_joined() -> None:
    text = "A bomb went off on Monday at 6 p.m. On Tuesday he chaired a meeting."
    parsed = parse(text, [Section(start=0, end=len(text), kind="body", reason="test")], "en")
    values = [t.value for t in find_times(parsed, "2026-03-04", load_lang("en"))]
    assert values == ["2026-03-02T18:00", "2026-03-03"]
