"""Every ending and stop-word group of every pack runs its example; folding and splitting on odd input."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.lang import languages, load_lang
from sitroom.lang.schemas.stems import Stem
from sitroom.lang.schemas.stopwords import Stopwords
from sitroom.lang.words import fold, has_table, stem, stopwords, words

STEMS = [(c, e) for c in languages() if has_table(c, "stems") for e in load_lang(c).table(Stem)]
STOPS = [(c, e) for c in languages() if has_table(c, "stopwords") for e in load_lang(c).table(Stopwords)]


@pytest.mark.parametrize(("code", "entry"), STEMS, ids=lambda v: v if isinstance(v, str) else v.id)
def test_endings(code: str, entry: Stem) -> None:
    assert stem(fold(entry.example), code) == entry.expect


@pytest.mark.parametrize(("code", "entry"), STOPS, ids=lambda v: v if isinstance(v, str) else v.id)
def test_stopwords(code: str, entry: Stopwords) -> None:
    left = [w.folded for w in words(entry.example) if w.folded not in stopwords(code)]
    assert left == list(entry.expect)
    assert all(word == fold(word) for word in entry.words)


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("fr", ["frappe", "frappes", "frapper", "frappé", "frappées"]),
        ("fr", ["iranien", "iranienne", "iraniens", "iraniennes"]),
        ("fr", ["général", "généraux"]),
        ("en", ["attack", "attacks", "attacked", "attacking"]),
        ("en", ["strike", "strikes", "striking"]),
    ],
)
def test_forms_of_one_word_meet(code: str, forms: list[str]) -> None:
    assert len({stem(fold(form), code) for form in forms}) == 1


def test_words_keep_their_place() -> None:
    text = "L'Éthiopie 🙂 a-t-elle _frappé_ ?"
    assert [(text[w.start : w.end], w.folded) for w in words(text)] == [
        ("L", "l"), ("Éthiopie", "ethiopie"), ("a", "a"), ("t", "t"), ("elle", "elle"), ("frappé", "frappe"),
    ]  # fmt: skip


@given(st.text(max_size=60), st.sampled_from(["fr", "en", None, "xx"]))
def test_any_text(text: str, code: str | None) -> None:
    for word in words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert stem(word.folded, code) or not word.folded
