"""Mended parses: words never hang on one another in a circle."""

import pytest

import sitroom
from sitroom.annotate.events.reparse import circular


@pytest.mark.parametrize(
    ("heads", "expected"),
    [([], False), ([0], False), ([1, 2, 2], False), ([1, 0], True), ([0, 2, 3, 1], True), ([1, 1, 1], False)],
)
def test_a_circle_is_told_from_a_tree(heads: list[int], expected: bool) -> None:
    assert circular(heads) is expected


def test_two_mends_of_one_line_that_would_make_a_circle_do_not_stop_the_reading() -> None:
    """A line of ours on which spaCy's search for a root failed."""
    found = sitroom.read("« Ils nous ont crié de courir », dit cette mère de trois enfants.")
    assert len(found.statements) == 1
