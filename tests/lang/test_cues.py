"""Every example of the statement tables of every pack is what the stage finds."""

from __future__ import annotations

import pytest

from sitroom.annotate.parse import load_model
from sitroom.lang import languages, load_lang
from sitroom.lang.schemas.cues import Cue
from sitroom.lang.schemas.grammar import Role
from sitroom.lang.schemas.source_nouns import SourceNoun
from sitroom.lang.schemas.venues import Venue
from tests.annotate.marked import fits, shown, statements_of, unmark

CUES = [
    pytest.param(code, cue, example, id=f"{code}-{cue.id}-{n}")
    for code in languages()
    for cue in load_lang(code).table(Cue)
    for n, example in enumerate(cue.examples)
]


@pytest.mark.parametrize(("code", "cue", "example"), CUES)
def test_cue_examples(code: str, cue: Cue, example: str) -> None:
    marked = unmark(example)
    found = statements_of(marked.text, code)
    assert any(fits(marked, s) for s in found), f"{cue.id}: {marked.text}\n{shown(marked.text, found)}"


@pytest.mark.parametrize("code", languages())
def test_every_word_of_an_entry_is_lower_case_and_said_once(code: str) -> None:
    for cue in load_lang(code).table(Cue):
        for words in (cue.verbs, cue.nouns, cue.adjectives, cue.prepositions):
            assert len(set(words)) == len(words), cue.id
            assert all(w == w.lower() for w in words), cue.id


@pytest.mark.parametrize("code", languages())
def test_role_examples_mark_a_word_of_the_role(code: str) -> None:
    nlp = load_model(code)
    for role in load_lang(code).table(Role):
        assert "[" in role.example, role.id
        before, rest = role.example.split("[", 1)
        word, after = rest.split("]", 1)
        if role.labels:
            doc = nlp(before + word + after)
            marked = doc.char_span(len(before), len(before) + len(word), alignment_mode="expand")
            assert marked is not None, role.id
            assert any(t.dep_ in role.labels for t in marked), f"{role.id}: {[(t.text, t.dep_) for t in doc]}"


@pytest.mark.parametrize(
    ("code", "entry"),
    [pytest.param(c, e, id=f"{c}-{e.id}") for c in languages() for e in load_lang(c).table(SourceNoun)],
)
def test_source_noun_examples(code: str, entry: SourceNoun) -> None:
    found = statements_of(entry.example, code)
    assert [s.sourcing for s in found] == [entry.sourcing], shown(entry.example, found)


@pytest.mark.parametrize(
    ("code", "entry"), [pytest.param(c, e, id=f"{c}-{e.id}") for c in languages() for e in load_lang(c).table(Venue)]
)
def test_venue_examples(code: str, entry: Venue) -> None:
    found = statements_of(entry.example, code)
    assert [s.venue for s in found] == [entry.id], shown(entry.example, found)
