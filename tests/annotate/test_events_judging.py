"""Which candidate of a word is an event: the learnt choice and what it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

import sitroom
from sitroom.annotate.events import find_drafts
from sitroom.annotate.events.candidates import Candidate
from sitroom.annotate.events.judging import chosen, undoubted
from sitroom.annotate.events.scene import Scene
from sitroom.annotate.events.signs import signs
from sitroom.annotate.parse import parse
from sitroom.annotate.prior import Prior
from sitroom.annotate.weights import weights_of
from sitroom.lang import load_lang
from sitroom.model import Section

TEXTS = (
    ("fr", "Le Togo a expulsé lundi l'ambassadeur du Ghana. Les deux voisins ont promis de se parler."),
    ("en", "Togo expelled the Ghanaian ambassador on Monday. A raid on a village killed nine people."),
)


def words(text: str, code: str) -> list[tuple[Scene, list[Candidate]]]:
    """What is asked of the choice in a text."""
    asked: list[tuple[Scene, list[Candidate]]] = []

    def judge(scene: Scene, options: Sequence[Candidate]) -> tuple[Candidate, float] | None:
        asked.append((scene, list(options)))
        return undoubted(scene, options)

    sections = (Section(start=0, end=len(text), kind="body", reason="test"),)
    find_drafts(parse(text, sections, code), Prior(sections=sections), load_lang(code), judge)
    return asked


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_what_is_told_has_weights(code: str, text: str) -> None:
    known = weights_of("acts")
    for scene, options in words(text, code):
        for rank, candidate in enumerate(options):
            told = signs(scene, candidate, rank)
            assert told == signs(scene, candidate, rank)
            assert len(known.keys() & told.keys()) > 10


def test_nothing_comes_of_nothing() -> None:
    scene, options = next((s, o) for s, o in words(*reversed(TEXTS[0])) if o)
    assert chosen(scene, []) is None
    bare = replace(options[0], bare=True, doubts=("named only",))
    assert chosen(scene, [bare]) is None
    assert chosen(scene, [replace(bare, doubts=())]) is not None


def test_the_score_is_a_share_and_doubts_are_told() -> None:
    for code, text in TEXTS:
        events = sitroom.read(text, published="2026-03-04", language=code).events
        assert {"SANCTION"} <= {e.type for e in events}
        assert all(0 < e.score < 1 for e in events)
