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
