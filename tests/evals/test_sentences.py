"""The markup of labelled sentences, and how found events are held against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.sentences import DISPATCHES, HOME, read_item, read_items, sections_of

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


def test_the_lines_of_a_dispatch_are_a_headline_and_body_and_spans_fit_them() -> None:
    item = read_item("+ {1 ASSAULT asserted: Raid} au nord ¶ [A1 L'armée] {1 ASSAULT asserted: a tiré}.", "x:1")
    assert item.text == "Raid au nord\nL'armée a tiré."
    assert item.whole
    assert [item.text[a:b] for a, b in item.events[0].triggers] == ["Raid", "a tiré"]
    assert [(s.kind, item.text[s.start : s.end]) for s in sections_of(item.text)] == [
        ("headline", "Raid au nord"),
        ("body", "L'armée a tiré."),
    ]


@pytest.mark.parametrize("home", [HOME, DISPATCHES])
@pytest.mark.parametrize("split", ["train", "heldout"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_item_of_the_project_can_be_read(home: Path, split: str, language: str) -> None:
    assert read_items(home / split, language)
