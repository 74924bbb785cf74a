"""One long line takes time in proportion to its length."""

from __future__ import annotations

import time

import pytest

from sitroom.annotate.actors import find_actors
from sitroom.annotate.parse import parse
from sitroom.annotate.places import find_places
from sitroom.annotate.prior import Prior
from sitroom.lang import load_lang
from sitroom.model import Section

SENTENCE = {
    "fr": "Le ministre du Mali a attaqué le Niger à Gao lundi, a dit Luc Morel. ",
    "en": "The minister of Mali attacked Niger in Gao on Monday, said Luc Morel. ",
}


def seconds(code: str, count: int) -> float:
    """Processor time for one line of so many sentences, the better of two."""
    text = (SENTENCE[code] * count).strip()
    sections, lang = (Section(start=0, end=len(text), kind="body", reason="test"),), load_lang(code)
    parsed = parse(text, sections, code)
    prior = Prior(published="2026-03-02", sections=sections, places=find_places(parsed, None, lang))
    out = []
    for _ in range(2):
        begin = time.process_time()
        find_actors(parsed, prior, lang)
        out.append(time.process_time() - begin)
    return min(out)


@pytest.mark.parametrize("code", ["fr", "en"])
def test_time_grows_with_length_not_with_its_square(code: str) -> None:
    seconds(code, 1)  # tables and roster
    short, long = seconds(code, 100), seconds(code, 300)
    assert long < 6 * short + 0.05
