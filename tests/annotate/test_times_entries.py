"""Entries of live pages, and days counted from one told before."""

from __future__ import annotations

import pytest

from evals.hours import sections_of
from sitroom.annotate.parse import parse
from sitroom.annotate.times import find_times
from sitroom.annotate.times.calendar import read_published
from sitroom.annotate.times.entries import moments
from sitroom.lang import load_lang


def days(heads: list[int], published: str) -> list[str]:
    moment = read_published(published)
    assert moment is not None
    return [at.date.isoformat()[8:] for _, at in sorted(moments(list(enumerate(heads)), moment).items())]


def test_entries_over_midnight_are_of_two_days() -> None:
    assert days([35, 1430, 1142, 705], "2026-03-11T00:40+01:00") == ["11", "10", "10", "10"]
    assert days([705, 1142, 1430, 35], "2026-03-11T00:40+01:00") == ["10", "10", "10", "11"]


def test_entries_of_a_page_dated_before_them_are_of_its_day() -> None:
    assert days([1142, 905, 540], "2026-03-11T08:00+01:00") == ["11", "11", "11"]


def test_a_page_of_the_small_hours_whose_entries_are_late_is_of_the_day_before() -> None:
    assert days([1430, 1142, 705], "2026-03-11T00:40+01:00") == ["10", "10", "10"]


def test_two_heads_are_no_live_page_and_odd_dates_raise_nothing() -> None:
    assert days([1142, 905], "2026-03-11") == []
    assert len(days([100, 1400, 200, 1400], "0001-01-01")) == 4


@pytest.mark.parametrize(
    ("code", "published", "text", "wanted"),
    [
        (
            "fr",
            "2026-03-11T00:40+01:00",
            "00h35 - Fin de ce direct.\n23h50 - Les mutins sont partis.\n19h02 - Le vol de ce soir est annulé.",
            {"ce soir": "2026-03-10TEV", "23h50": "2026-03-10T23:50"},
        ),
        (
            "en",
            "2026-07-30T21:00+02:00",
            "18:20: Rain is due in the evening.\n17:05: A bridge fell at 2pm.\n16:10: Police speak at 5pm.",
            {"the evening": "2026-07-30TEV", "2pm": "2026-07-30T14:00", "5pm": "2026-07-30T17:00"},
        ),
        (
            "fr",
            "2026-10-21T14:00+02:00",
            "Il est arrivé mercredi. Il partira jeudi.\nLa veille, il avait réuni les deux camps à Malte.",
            {"La veille": "2026-10-20"},
        ),
        (
            "en",
            "2026-05-12T18:30+02:00",
            "The talks resume at noon on Friday. Two shots were heard at 9 a.m. outside.",
            {"9 a.m.": "2026-05-12T09:00"},
        ),
    ],
)
def test_hours_and_days_count_from_the_right_day(code: str, published: str, text: str, wanted: dict[str, str]) -> None:
    sections = sections_of(text)
    found = find_times(parse(text, sections, code), published, load_lang(code), sections)
    values = {t.of(text): t.value for t in found}
    assert {span: values.get(span) for span in wanted} == wanted
