"""The learnt choice between candidates: what no table allows is found, what is nobody's is not; people invented."""

from __future__ import annotations

import pytest

from sitroom.annotate.statements.nested import doubles, reporters
from sitroom.annotate.statements.told import OWN, SPARE, pick
from sitroom.model import Span
from tests.annotate.marked import fits, shown, statements_of, unmark

FOUND = [
    ("en", "<S The minister> <C classified> <X the closing of the markets> as <X “collective punishment”>."),
    ("en", "<S Holt> <C whispered> that <X the bridge “would not last the winter”>."),
    ("fr", "<S Le conseiller> <C a soufflé> que <X le pont « ne tiendrait pas l'hiver »>."),
    ("fr", "<S Le maire> <C a dit> : <X attendez le printemps>."),
    ("fr", "« <S Le maire> <C a dit> que <X le pont fermerait> », raconte Luc Morel."),
    ("en", "<X “Go home to Lima,”> <S Holt> <C barked> and a guard led him out."),
    ("en", "<S Holt> <C had said>, <X “We’ll see,”> when asked whether he would run."),
]
NONE = [
    ("en", "The ship carried that flag for years."),
    ("fr", "Le navire porte ce nom depuis mai."),
    ("fr", "Un journaliste de l'AFP a constaté que la place était vide."),
]


@pytest.mark.parametrize(("code", "sentence"), FOUND)
def test_a_cue_in_a_frame_or_place_that_no_table_names(code: str, sentence: str) -> None:
    marked = unmark(sentence)
    found = statements_of(marked.text, code)
    assert any(fits(marked, s) for s in found), shown(marked.text, found)


@pytest.mark.parametrize(("code", "sentence"), NONE)
def test_nothing_is_made_up(code: str, sentence: str) -> None:
    found = statements_of(sentence, code)
    assert not found, shown(sentence, found)


def test_a_rules_own_statement_needs_less_to_stay_than_a_spare_one_to_come_in() -> None:
    between = {"sign": 1.0, "nest=nested": 1.0}
    weights = {"sign": -0.5}
    assert OWN < 0.38 < SPARE["nest=nested"]  # the share these weights give
    assert pick([between], 1, weights) == 1
    assert pick([between], 0, weights) == 0
    assert pick([between, {"judging": 1.0}], 2, {"sign": -0.5, "judging": -9.0}) == 1


def test_a_reporter_is_the_smallest_content_that_holds_the_cue() -> None:
    inner = (Span(start=20, end=24), (Span(start=25, end=40),))
    outer = (Span(start=5, end=9), (Span(start=10, end=60),))
    wider = (None, (Span(start=0, end=90),))
    assert reporters([inner, outer, wider], [0, 1, 2]) == [1, 2, None]


def test_a_double_shares_more_than_half_of_its_characters() -> None:
    first, near, far = ((None, (Span(start=a, end=b),)) for a, b in ((0, 10), (2, 11), (8, 40)))
    assert doubles([near, far], [0, 1]) == [False, False]
    assert doubles([first, near, far], [0]) == [False, True, False]
