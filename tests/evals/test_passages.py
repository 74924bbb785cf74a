"""Passages with mentions in braces."""

from __future__ import annotations

import pytest

from evals.passages import PASSAGES, unmark
from sitroom.errors import DataError


def test_a_mention_within_another_has_ends_of_its_own() -> None:
    text, marked = unmark("Le {PDG d'{Alpin|o}|p:FRA} part.")
    assert text == "Le PDG d'Alpin part."
    assert marked == {(9, 14, "organisation"): None, (3, 14, "person"): "FRA"}


@pytest.mark.parametrize("line", ["Le {maire part.", "Le maire|p} part."])
def test_braces_that_do_not_match_are_named(line: str) -> None:
    with pytest.raises(DataError, match="maire"):
        unmark(line, "fr.txt")


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_passage_is_marked_rightly(code: str) -> None:
    lines = (PASSAGES / f"{code}.txt").read_text(encoding="utf-8").split("\n")
    assert all(unmark(line, f"{code}.txt")[1] for line in lines if line.strip())
