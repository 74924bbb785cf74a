"""Which lines a pattern of times need not be tried in."""

from __future__ import annotations

import pytest

from sitroom.annotate.parse import PLAIN
from sitroom.annotate.times.grammar import load_grammar
from sitroom.annotate.times.needs import needed
from sitroom.lang import languages, load_lang
from sitroom.lang.schemas.times import TimeRule


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("{number:n} {unit} (?:plus tard|après)", [{"{number}"}, {"{unit}"}, {"après", "tard"}]),
        ("(?:the )?night before", [{"night"}, {"before"}]),
        ("{month}(?: {day})?", [{"{month}"}]),
        ("week-?ends?", [{"week"}, {"end"}]),
        ("(?!jusqu')(?<!{day} )hier", [{"hier"}]),
        ("hier|{day}", [{"hier", "{day}"}]),
        ("hier|à", []),
        (r"\d{4}|[Hh]ier", []),
        ("(?P<x>soirs?){1,2} tard(?=ivement)", [{"soir"}, {"tard"}, {"ivement"}]),
        ("(?:hier){0,2}|tot", []),
    ],
)
def test_what_every_match_holds(pattern: str, needs: list[set[str]]) -> None:
    assert [set(n) for n in needed(pattern)] == needs


@pytest.mark.parametrize("code", languages())
def test_a_rule_is_tried_wherever_it_matches(code: str) -> None:
    lang = load_lang(code)
    grammar = load_grammar(lang)
    lines = [example.text.translate(PLAIN) for rule in lang.table(TimeRule) for example in rule.examples]
    assert len(lines) > 100
    for line in lines:
        low = line.lower()
        met = {need for mark, needs in grammar.marks.items() if mark in low for need in needs}
        for rule in grammar.rules:
            if any(met.isdisjoint(need) for need in rule.needs):
                assert not rule.regex.search(line), (rule.rule.id, line)
