"""The brief: every sentence is referenced, and report text stays text."""

from __future__ import annotations

import re

from sitroom.outputs.brief import as_html, as_markdown, escaped, gather
from sitroom.room import Room
from tests.outputs.conftest import NASTY


def test_every_sentence_carries_a_reference_whose_characters_are_the_quoted_ones(room: Room) -> None:
    brief = gather(room, "test", "en")
    sentences = [s for part in brief.parts for s in (*part.events, *part.statements)]
    assert sentences
    numbers = {r.number for r in brief.references}
    for sentence in sentences:
        assert sentence.references
        assert set(sentence.references) <= numbers
    for reference in brief.references:
        text = room.dossier(reference.report).text
        assert reference.quoted == " ".join(text[reference.start : reference.end].split())


def test_the_same_characters_get_one_number(room: Room) -> None:
    references = gather(room, "test", "en").references
    places = [(r.report, r.start, r.end) for r in references]
    assert len(places) == len(set(places))


def test_html_needs_nothing_else_and_runs_nothing(room: Room) -> None:
    page = as_html(gather(room, NASTY, "fr"))
    assert "<script" not in page
    assert "<img" not in page
    assert page.count("<style>") == 1
    assert not re.search(r'(?:src|href)="(?!#|https://gazette\.example)', page)
    assert '<html lang="fr">' in page


def test_markdown_shows_report_text_as_text(room: Room) -> None:
    text = as_markdown(gather(room, "test", "en"))
    assert "<script" not in text
    assert "](javascript" not in text
    assert "[^1]:" in text


def test_escaping_keeps_one_line() -> None:
    assert escaped("a\n# b <i>*c*") == r"a \# b &lt;i&gt;\*c\*"
    assert escaped("a\x1b[31mb\u202e") == r"a�\[31mb�"


def test_an_empty_room_says_so(room: Room, tmp_path) -> None:  # type: ignore[no-untyped-def]
    with Room.create(tmp_path / "empty.room") as empty:
        assert "nothing to brief on" in as_markdown(gather(empty, "empty", "en"))
