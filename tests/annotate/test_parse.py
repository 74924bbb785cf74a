"""The parse keeps offsets, lines stay apart, and loading leaves the interpreter as it was."""

from __future__ import annotations

import gc
import re
import time
from typing import Any

import pytest

from sitroom.annotate.parse import load_model, parse, quick_loading
from sitroom.errors import UnsupportedLanguage
from sitroom.model import Section, Span

TEXT = "Le pont\n\nL’élue\u00a0Ilva Morant 😀 a dit qu’elle viendrait.\nPublicité"


def sections() -> tuple[Section, ...]:
    starts = [0, TEXT.index("L’élue"), TEXT.index("Publicité")]
    ends = [TEXT.index("\n"), TEXT.index("\nPub"), len(TEXT)]
    kinds = ("headline", "body", "ad")
    return tuple(
        Section.model_validate({"start": a, "end": b, "kind": k, "reason": "test"})
        for a, b, k in zip(starts, ends, kinds, strict=True)
    )


def test_offsets_are_those_of_the_text_whatever_its_typography() -> None:
    parsed = parse(TEXT, sections(), "fr")
    assert [b.section.kind for b in parsed.blocks] == ["headline", "body"]
    block = parsed.blocks[1]
    for token in block.doc:
        assert len(block.span(token).of(TEXT)) == len(token.text)
    name = Span(start=TEXT.index("Ilva"), end=TEXT.index(" 😀"))
    tokens = block.tokens(name)
    assert tokens is not None
    assert block.span(tokens) == name
    assert parsed.block_at(name.start) is block
    assert parsed.block_at(TEXT.index("Publicité")) is None


def test_loading_quickly_changes_no_pattern_and_leaves_no_trace() -> None:
    compiler: Any = re._compiler  # type: ignore[attr-defined]
    before = compiler._optimize_charset
    source = "(?iu)[a-zà-ÿœ'-]+x[a-zà-ÿœ'-]+|[^\\W\\d_]{2,}é"
    with quick_loading():
        assert not gc.isenabled()
        quick = re.compile(source)
    assert gc.isenabled()
    assert compiler._optimize_charset is before
    re.purge()
    words = "Exœ auxquels été l'EXIL x Éxé 12 __ çéÉ ŒuXæ"
    assert quick.findall(words) == re.compile(source).findall(words)


def test_a_language_without_a_parser_says_so() -> None:
    with pytest.raises(UnsupportedLanguage, match="fr, en"):
        load_model("xx")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_endless_run_of_marks_is_read_in_no_time_and_keeps_its_place(language: str) -> None:
    text = "'" * 20_000 + " Paris."
    begin = time.process_time()
    parsed = parse(text, [Section(start=0, end=len(text), kind="body", reason="test")], language)
    assert time.process_time() - begin < 10
    assert parsed.blocks[0].doc.text.index("Paris") == text.index("Paris")
