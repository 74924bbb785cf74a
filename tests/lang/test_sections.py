"""Every example of every pack's sections.toml, and that no pattern can be made slow."""

from __future__ import annotations

import time

import pytest

from sitroom.clean.lines import split_lines
from sitroom.clean.rules import Rule, rules_for
from sitroom.lang import languages

RULES = list(rules_for("fr"))
IDS = [rule.id for rule in RULES]


def fits(rule: Rule, text: str) -> bool:
    return any(rule.fits(line) for line in split_lines(text, {}))


def test_every_pack_has_a_table() -> None:
    assert {rule.id.split(".")[0] for rule in RULES} == set(languages())


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_examples(rule: Rule) -> None:
    assert [e for e in rule.entry.yes if not fits(rule, e)] == []
    assert [e for e in rule.entry.no if fits(rule, e)] == []


# Strings that make careless patterns try many ways: repeats of what the patterns themselves repeat.
NASTY = [
    seed * 400
    for seed in (
        "a",
        "a ",
        "A. ",
        "Aa-",
        "read more ",
        "par X de ",
        "12:30 - ",
        "(AFP/",
        "photo / ",
        "x | ",
        "- ",
        "# ",
        "share 1 ",
        "le 2 mars ",
        "by Aa Bb ",
        "« ",
        "é",
        "the ",
        "menu > ",
        "\t",
        "a\u00a0",
        "[",
        "*",
        "@a ",
        "12 ",
        "www.",
    )
]


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_no_pattern_is_slow(rule: Rule) -> None:
    lines = [line for nasty in NASTY for line in split_lines(nasty, {})]
    started = time.perf_counter()
    for line in lines:
        rule.regex.search(line.look)
        rule.regex.search(line.tail)
    assert time.perf_counter() - started < 1.0
