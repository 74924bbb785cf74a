"""Days that the text around tells: the head of the line, the year of the story, the day told before."""

from __future__ import annotations

import pytest

from sitroom.annotate.parse import parse
from sitroom.annotate.times import find_times
from sitroom.lang import load_lang
from sitroom.model import Section

ON = "2026-11-27T18:00+01:00"
CASES = (
    # the hour is of the day that heads its line
    ("fr", "Mardi 1er décembre : discours des présidents, dès 9 heures.", "9 heures", "2026-12-01T09:00"),
    ("en", "Tuesday, Dec. 1: leaders speak, from 9 a.m.", "9 a.m.", "2026-12-01T09:00"),
    # a day without year soon after one long ago is of the same year
    ("fr", "Les faits remontent à l'été 2021. Le 14 juillet, un cargo avait disparu.", "14 juillet", "2021-07-14"),
    ("en", "The election of March 3, 2024 was disputed. On March 5 barricades went up.", "March 5", "2024-03-05"),
    # "that year" is that of a season too
    ("fr", "Il a fui en 2019 et, à l'automne 2022, est revenu. Cette année-là, il neigeait.", "Cette année-là", "2022"),
    # a weekday with its article is the one beside the day told last
    ("en", "He is in Rome from December 9 to 11. The pope sees him on the Thursday.", "the Thursday", "2026-12-10"),
    # the start of the week is the next one's late in a week, if it is to come
    ("fr", "Les ministres se réuniront en début de semaine.", "début de semaine", "2026-W49"),
    # the night of a past is over in the evening
    ("fr", "Vingt drones ont été abattus dans la nuit.", "la nuit", "2026-11-26TNI"),
)  # fmt: skip


@pytest.mark.parametrize(("code", "text", "span", "value"), CASES)
def test_what_the_text_around_tells(code: str, text: str, span: str, value: str) -> None:
    doc = parse(text, [Section(start=0, end=len(text), kind="body", reason="test")], code)
    found = [(t.of(text), t.value) for t in find_times(doc, ON, load_lang(code))]
    assert (span, value) in found
