"""Quotation marks: every pairing, nesting, strays; never raises, near-linear."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.annotate.statements import find_quotations

MARKS = "«»“”„‟\"‘’‹›''``「」'"


def found(line: str) -> list[tuple[str, int]]:
    return [(line[q.start : q.end], q.depth) for q in find_quotations(line).found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("« oui », dit-il", [("« oui »", 0)]),
        ("«oui», dit-il", [("«oui»", 0)]),
        ("«\u00a0oui\u202f», dit-il", [("«\u00a0oui\u202f»", 0)]),
        ("“yes,” he said", [("“yes,”", 0)]),
        ('"yes," he said', [('"yes,"', 0)]),
        ("‘yes,’ he said", [("‘yes,’", 0)]),
        ("„ja“, sagte er", [("„ja“", 0)]),
        ("„tak”, powiedział", [("„tak”", 0)]),
        ("''yes,'' he said", [("''yes,''", 0)]),
        ('"yes,” he said', [('"yes,”', 0)]),
        ('“yes," he said', [('“yes,"', 0)]),
        ("« il a dit “oui” hier »", [("« il a dit “oui” hier »", 0), ("“oui”", 1)]),
        ("“he said ‘yes’ to me”", [("“he said ‘yes’ to me”", 0), ("‘yes’", 1)]),
        ("« un » et « deux »", [("« un »", 0), ("« deux »", 0)]),
        ("the mayor’s plan and the unions’ plan", []),
        ("l’école d’Anvers", []),
        ("oui » dit-il « non »", [("« non »", 0)]),
        ('a 12" pipe', []),
    ],
)
def test_pairing(line: str, expected: list[tuple[str, int]]) -> None:
    assert found(line) == expected


def test_strays_are_reported() -> None:
    quotations = find_quotations("Il a dit « oui ». Non. »")
    assert [q.start for q in quotations.found] == [9]
    assert quotations.strays == (23,)


def test_an_unclosed_quotation_runs_to_the_end_of_the_line() -> None:
    line = "« Nous partirons demain, dit le texte de la lettre"
    (quotation,) = find_quotations(line).found
    assert not quotation.closed
    assert quotation.end == len(line)


@given(st.text(alphabet=MARKS + "ab .,\n", max_size=120))
@settings(max_examples=400, deadline=None)
def test_never_raises_and_nests(line: str) -> None:
    quotations = find_quotations(line)
    for q in quotations.found:
        assert 0 <= q.start < q.end <= len(line)
        a, b = q.inner
        assert q.start <= a <= b or a <= q.end
    for p in quotations.found:
        for q in quotations.found:
            crossing = p.start < q.start < p.end < q.end
            assert not crossing or not (p.closed and q.closed)


@pytest.mark.parametrize("unit", ["«", "»", "“", '"', "« a » ", "“‘", "‘a’ ", "« “ "])
def test_a_huge_line_takes_linear_time(unit: str) -> None:
    start = time.process_time()
    find_quotations(unit * (200_000 // len(unit)))
    assert time.process_time() - start < 4
