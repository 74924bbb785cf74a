"""No text makes the stage raise; what it returns is well formed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.annotate.marked import statements_of

# ruff: noqa: E501
PIECES = {
    "fr": ["« ", " »", "“", "”", '"', "‘", "’", "Lise Karm", "a déclaré", "a-t-il dit", "que", "selon", "d'après", ",", ".", ":", "?",
           "le pont est fermé", "la ministre", "qualifié", "de", "à", "-", "–", "\n", "\n\n", "il", "Selon", "pour", "(", ")", "…", "🙂", "\u202f"],
    "en": ["“", "”", '"', "''", "‘", "’", "Mara Holt", "said", "told", "reporters", "that", "according to", ",", ".", ":", "?",
           "the bridge is closed", "the mayor", "called", "accused", "of", "to", "-", "–", "\n", "\n\n", "he", "As", "(", ")", "…", "🙂", "'s"],
}  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_never_raises(language: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(PIECES[language]), max_size=45))
    glue = data.draw(st.sampled_from([" ", ""]))
    text = glue.join(words)
    found = statements_of(text, language)
    ids = {s.id for s in found}
    for s in found:
        assert s.contents
        assert s.rule.startswith(f"{language}.statement.")
        assert 0 <= s.score <= 1
        assert s.within != s.id
        assert s.within is None or s.within in ids
        for span in (*s.contents, *s.sources, *s.addressees, *([s.cue] if s.cue else [])):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip()


@given(text=st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_characters(text: str) -> None:
    statements_of(text, "fr")


def test_deterministic() -> None:
    text = "« Nous partons », a dit Lise Karm. Selon elle, « rien » n'est perdu."
    assert statements_of(text, "fr") == statements_of(text, "fr")


def test_a_very_long_sentence_is_left_to_its_quotation_marks() -> None:
    text = "Elle dit que " + "le pont et " * 3000 + "la route sont fermés."
    statements_of(text, "fr")
