"""The last word on lines: what it changes, what it leaves alone, and that it may be missing."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from sitroom.clean import verdict
from sitroom.clean.signs import JUNK, see, signs_of
from sitroom.clean.verdict import COLUMNS, choose, shares_of, weigh, weights_in_file
from tests.clean.kit import MORE, SURE, draft_of, kinds_of

JUNKY = [0.0] * 4 + [0.99] + [0.0] * 5 + [0.01]
BODY = [0.97, 0.01, 0.01, 0.0] + [0.0] * 6 + [0.01]


def test_the_file_has_a_weight_for_every_kind() -> None:
    assert {len(row) for row in weights_in_file().values()} == {len(COLUMNS)}
    assert all(abs(cell) < 20 for row in weights_in_file().values() for cell in row)


def test_shares_add_up() -> None:
    draft = draft_of(SURE, "More news", MORE, n0="body", n1="promo", n2="body")
    for signs in signs_of(draft, see(draft.lines)):
        assert sum(shares_of(signs, weights_in_file())) == pytest.approx(1)


def test_without_weights_labels_stay() -> None:
    draft = draft_of(SURE, "More news", MORE, n0="body", n1="headline", n2="body")
    with patch.object(verdict, "weights_in_file", dict):
        weigh(draft)
    assert kinds_of(draft) == ["body", "headline", "body"]


def test_sure_weights_change_a_label_both_ways() -> None:
    draft = draft_of("They gave up everything for goats.", SURE, MORE, n0="body", n1="promo", n2="body")
    assert choose(draft, draft.lines[0], JUNKY) in JUNK
    assert choose(draft, draft.lines[1], BODY) == "body"


@pytest.mark.parametrize(
    "line",
    ["“Subscribe to the truth,” the admiral said, and nobody did.", "Who asked them to?", " ".join([SURE, MORE, SURE])],
    ids=["speech", "answered question", "long paragraph"],
)
def test_what_is_left_alone(line: str) -> None:
    draft = draft_of(line, SURE, MORE, n0="body", n1="body", n2="body")
    assert choose(draft, draft.lines[0], JUNKY) == "body"


def test_one_title_is_left() -> None:
    draft = draft_of("Quay closed", SURE, MORE, n0="headline", n1="body", n2="body")
    with patch.object(verdict, "shares_of", lambda *_: JUNKY):
        weigh(draft)
    assert draft.kind(0) == "headline"


def test_a_first_line_that_ends_like_a_sentence_may_be_the_title() -> None:
    draft = draft_of("Voters of 2016 are tired.", SURE, MORE, n0="body", n1="body", n2="body")
    with patch.object(verdict, "shares_of", lambda *_: JUNKY):
        weigh(draft)
    assert draft.kind(0) == "body"


def test_a_sentence_behind_the_report_is_taken_only_where_it_is_surer() -> None:
    likely = [0.08, 0.0, 0.0, 0.0, 0.92, *[0.0] * 6]
    draft = draft_of(SURE, "He faces three years in jail.", "More news", n0="body", n1="body", n2="promo")
    assert choose(draft, draft.lines[1], likely) == "body"
    assert choose(draft, draft.lines[1], JUNKY) in JUNK


FACTS = ("Score: 2-1", "Scorers: Dorn (12), Vale (88)", "Attendance: 14,112")


@pytest.mark.parametrize(("likely", "kept"), [(0.9, True), (0.99, False)])
def test_facts_in_a_row_behind_the_report_are_judged_together(likely: float, kept: bool) -> None:
    """One of three alone would be furniture; together they are the report's, unless all are surely none of it."""
    promo, other = {f"n{n}": "promo" for n in (2, 3, 4)}, {"n0": "body", "n1": "body"}
    draft = draft_of(SURE, MORE, *FACTS, **other, **promo)
    shares = [1 - likely, 0.0, 0.0, 0.0, likely, *[0.0] * 6]
    with patch.object(verdict, "shares_of", lambda *_: shares):
        weigh(draft)
    assert (kinds_of(draft)[2:] == ["body"] * 3) is kept


def test_links_with_figures_below_their_heading_are_no_facts() -> None:
    draft = draft_of(SURE, MORE, "Most read", *FACTS, n0="body", n1="body", **{f"n{n}": "promo" for n in (2, 3, 4, 5)})
    shares = [0.1, 0.0, 0.0, 0.0, 0.9, *[0.0] * 6]
    with patch.object(verdict, "shares_of", lambda *_: shares):
        weigh(draft)
    assert kinds_of(draft)[3:] == ["promo"] * 3


def test_a_name_in_a_list_of_the_report_is_no_byline() -> None:
    draft = draft_of(SURE, "Davies Mumba", MORE, n0="body", n1="headline", n2="body")
    named = [0.1, 0.2, 0.6, 0.0, 0.1, *[0.0] * 6]
    assert choose(draft, draft.lines[1], named, within=True) == "headline"
    assert choose(draft, draft.lines[1], named) == "byline"
