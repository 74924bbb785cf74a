"""Every example of every pack's metadata.toml and language.toml."""

from __future__ import annotations

import pytest

from sitroom.clean.found import line_metadata
from sitroom.clean.language import WORD, small_words
from sitroom.lang import languages, load_lang
from sitroom.lang.schemas.language import LanguageWords
from sitroom.lang.schemas.metadata import MetadataExample, MetadataWords

LINES = [(c, e.id, x) for c in languages() for e in load_lang(c).table(MetadataWords) for x in e.examples]


@pytest.mark.parametrize(("code", "entry", "example"), LINES, ids=lambda v: getattr(v, "line", v))
def test_metadata_examples(code: str, entry: str, example: MetadataExample) -> None:
    found = line_metadata(example.line, code)
    assert (found.updated if example.updated else found.published) == example.date
    assert found.authors == example.authors
    assert (found.wire, found.outlet) == (example.wire, example.outlet)


@pytest.mark.parametrize("code", languages())
def test_language_examples(code: str) -> None:
    for entry in load_lang(code).table(LanguageWords):
        for text, told in [(t, True) for t in entry.yes] + [(t, False) for t in entry.no]:
            share, best = small_words([w.lower() for w in WORD.findall(text)])[0]
            assert (best == code and share >= 0.16) == told, text
