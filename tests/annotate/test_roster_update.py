"""The refresh from Wikidata, against a local server that speaks the same protocol. People here are invented."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitroom.annotate.roster import load_roster
from sitroom.annotate.roster_update import _positions, parse_results, queries, sparql_fetch, to_csv, update
from sitroom.errors import DataError, UnreadableInput
from tests.sparql_kit import sparql_service

SEAT = next(id for id, place in sorted(_positions().items()) if place == ("head-of-government", "BEL", ""))


def cell(value: str) -> dict[str, str]:
    return {"type": "literal", "value": value}


def binding(person: str, name: str, start: str, end: str = "", precision: str = "11") -> dict[str, dict[str, str]]:
    row = {
        "position": {"type": "uri", "value": f"http://www.wikidata.org/entity/{SEAT}"},
        "person": {"type": "uri", "value": f"http://www.wikidata.org/entity/{person}"},
        "en": cell(name),
        "start": cell(f"{start}T00:00:00Z"),
        "startPrecision": cell(precision),
    }
    if end:
        row |= {"end": cell(f"{end}T00:00:00Z"), "endPrecision": cell("11")}
    return row


ANSWER = [
    binding("Q900000001", "Ilse Marant", "2026-03-01", "2026-09-30"),
    binding("Q900000002", "Orvald Tavart", "2026-09-30"),
    binding("Q900000003", "No Start", "", precision="11"),
]


@pytest.fixture
def endpoint() -> Iterator[str]:
    with sparql_service(SEAT, ANSWER) as address:
        yield address


def test_a_refresh_becomes_a_file_that_wins(endpoint: str, tmp_path: Path) -> None:
    rows = update(sparql_fetch(endpoint), since="2026-01-01", today="2026-11-22")
    assert [(r.name, r.start, r.end, r.known) for r in rows] == [
        ("Ilse Marant", "2026-03-01", "2026-09-30", ""),
        ("Orvald Tavart", "2026-09-30", "", "2026-11-22"),
    ]
    path = tmp_path / "roster.csv"
    path.write_text(to_csv(rows), encoding="utf-8")
    roster = load_roster(path)
    found = [h.name for h in roster.holders("head-of-government", "BEL", "2026-06-01")]
    assert found == ["Ilse Marant"]
    assert [h.name for h in roster.holders("head-of-government", "BEL", "2026-09-30")] == ["Orvald Tavart"]


def test_no_network_is_said_plainly() -> None:
    with pytest.raises(UnreadableInput, match="cannot be reached"):
        update(sparql_fetch("http://127.0.0.1:9/sparql", timeout=2), since="2026-01-01", today="2026-11-22")


def test_a_refusal_is_said_plainly() -> None:
    with sparql_service(SEAT, [], status=429) as endpoint, pytest.raises(UnreadableInput, match="429"):
        update(sparql_fetch(endpoint), since="2026-01-01", today="2026-11-22")


@pytest.mark.parametrize("data", [b"<html>", b"[]", b'{"results": {}}', b"\xff"])
def test_an_answer_of_another_kind_is_a_data_error(data: bytes) -> None:
    with pytest.raises(DataError):
        list(parse_results(data, "2026-11-22"))


def test_coarse_dates_stay_coarse() -> None:
    data = json.dumps({"results": {"bindings": [binding("Q1", "Ilse Marant", "2026-03-01", precision="10")]}}).encode()
    assert [r.start for r in parse_results(data, "2026-11-22")] == ["2026-03"]


def test_since_must_be_a_day() -> None:
    with pytest.raises(DataError, match="since"):
        list(queries('2026"} DROP'))
