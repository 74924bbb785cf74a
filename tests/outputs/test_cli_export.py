"""Tables out of a room: everything is in them, and nothing in them is a formula."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from sitroom.errors import UsageError
from sitroom.outputs import cli
from sitroom.outputs.cli_export import FORMULA, cell
from sitroom.outputs.terminal import visible
from sitroom.room import Room
from tests.room_kit import NOW, annotate, raw

TEXT = '=HYPERLINK("http://x.example")\nAnna Brandt said: =cmd|calc.\nNOR attacks ISL on 2026-03-01 in Oslo.'


@pytest.fixture
def room(tmp_path: Path) -> Path:
    path = tmp_path / "x.room"
    with Room.create(path, annotate=annotate) as made:
        list(made.add([raw(TEXT, outlet="@SUM(A1)", published="2026-03-02", title="=1+1")], now=NOW))
    return path


def run(*words: object) -> str:
    result = CliRunner().invoke(cli.app, [*map(str, words)])
    if result.exception:
        raise result.exception
    return result.output


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_kind_of_row_with_its_evidence(room: Path, tmp_path: Path) -> None:
    for what, field in (("reports", "title"), ("statements", "content"), ("events", "type"), ("actors", "name")):
        out = tmp_path / f"{what}.csv"
        assert f"{what}.csv" in run("export", what, "--room", room, "-o", out)
        assert rows(out), what
        assert field in rows(out)[0]
    (statement,) = rows(tmp_path / "statements.csv")
    report, _, characters = statement["evidence"].partition("@")
    start, end = map(int, characters.split("-"))
    with Room.open(room, annotate=annotate) as opened:
        assert opened.dossier(report).text[start:end] in TEXT


def test_no_cell_is_a_formula(room: Path, tmp_path: Path) -> None:
    for what in ("reports", "statements", "events", "actors"):
        run("export", what, "--room", room, "-o", tmp_path / "x.csv")
        for row in rows(tmp_path / "x.csv"):
            assert not [value for value in row.values() if value.startswith(FORMULA)], what
    assert rows(tmp_path / "x.csv")
    run("export", "statements", "--room", room, "-o", tmp_path / "x.jsonl")
    (told,) = (json.loads(line) for line in (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines())
    assert told["content"].startswith("=cmd")  # text as it is: JSON has no formulas


@given(st.text())
def test_any_text_is_no_formula(text: str) -> None:
    made = cell(text)
    assert isinstance(made, str)
    assert not made.lstrip(" \n\u00a0\u202f").startswith(FORMULA)


def test_names_that_cannot_be_written_are_said(room: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.csv or \.jsonl"):
        run("export", "events", "--room", room, "-o", tmp_path / "x.xls")
    with pytest.raises(UsageError, match="cannot be written"):
        run("export", "events", "--room", room, "-o", tmp_path / "none" / "x.csv")
    assert not list(tmp_path.glob("**/*.part"))


def test_blanks_of_french_quotation_marks_stay() -> None:
    assert visible("«\u00a0Non\u202f!\u00a0»\u202e") == "«\u00a0Non\u202f!\u00a0»\ufffd"
