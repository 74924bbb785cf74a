"""The markup of labelled sentences, and how found events are held against it."""

from __future__ import annotations

import pytest

from evals.sentences import HOME, read_item, read_items

MARKED = (
    "+ [A La Cédéao] {REQUEST asserted: a exhorté} [R la junte] à libérer, "
    "dit [A2R1 Paris], qui {2 ACCUSE denied: blâme}."
)


def test_markup_is_taken_out_and_spans_fit_the_bare_text() -> None:
    item = read_item(MARKED, "x:1")
    assert item.text == "La Cédéao a exhorté la junte à libérer, dit Paris, qui blâme."
    request, accuse = item.events
    assert [item.text[a:b] for a, b in request.recipients] == ["la junte", "Paris"]
    assert [item.text[a:b] for a, b in request.triggers + accuse.triggers] == ["a exhorté", "blâme"]
    assert (accuse.type, accuse.modality) == ("ACCUSE", "denied")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("? Rien.", "not + or - or ~"),
        ("+ Rien.", "has 0 events"),
        ("- {AID asserted: aide}", "has 1 events"),
        ("+ {HELP asserted: aide}", "no type"),
        ("+ {AID asserted: aide} [R2 toi]", "no trigger"),
        ("+ {AID asserted: aide", "never closed"),
        ("+ aide}", "never opened"),
    ],
)
def test_wrong_markup_is_named(line: str, says: str) -> None:
    with pytest.raises(ValueError, match="x:3") as raised:
        read_item(line, "x:3")
    assert says in str(raised.value)


@pytest.mark.parametrize("split", ["train", "heldout"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_item_of_the_project_can_be_read(split: str, language: str) -> None:
    read_items(HOME / split, language)
