"""Every example of the time tables gives what it says, and every counter-example nothing."""

from __future__ import annotations

import functools

import pytest

from sitroom.annotate.parse import Parsed, parse
from sitroom.annotate.times import find_times
from sitroom.annotate.times.grammar import load_grammar
from sitroom.lang import languages, load_lang
from sitroom.lang.schemas.times import TimeExample, TimeJoin, TimeRule, TimeTense, TimeWords
from sitroom.model import Section

CODES = [code for code in languages() if (load_lang(code).folder / "times.toml").exists()]
EXAMPLES = [
    pytest.param(code, example, id=f"{code}-{table.TABLE}-{entry.id}-{n}")
    for code in CODES
    for table in (TimeRule, TimeJoin, TimeTense)
    for entry in load_lang(code).table(table)
    for n, example in enumerate(entry.examples)
]
NONE = [
    pytest.param(code, text, id=f"{code}-{rule.id}")
    for code in CODES
    for rule in load_lang(code).table(TimeRule)
    for text in rule.none
]
WORDS = [
    pytest.param(code, entry, id=f"{code}-{entry.id}") for code in CODES for entry in load_lang(code).table(TimeWords)
]


@functools.cache
def parsed(code: str, text: str) -> Parsed:
    return parse(text, [Section(start=0, end=len(text), kind="body", reason="test")], code)


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_example(code: str, example: TimeExample) -> None:
    found = find_times(parsed(code, example.text), example.on or None, load_lang(code))
    seen = [(t.of(example.text), t.value or "") for t in found]
    assert (example.span, example.value) in seen
    if example.mod is not None:
        assert example.mod in [t.mod for t in found if t.of(example.text) == example.span]


@pytest.mark.parametrize(("code", "text"), NONE)
def test_counter_example(code: str, text: str) -> None:
    assert [t.of(text) for t in find_times(parsed(code, text), "2026-03-04", load_lang(code))] == []


@pytest.mark.parametrize(("code", "entry"), WORDS)
def test_word(code: str, entry: TimeWords) -> None:
    form, value = entry.example
    assert load_grammar(load_lang(code)).value(entry.id, form) == value
