"""diff, correct, reread, backup, restore, verify as their users type them; no parser is loaded."""

from __future__ import annotations

import functools
import json
import sqlite3
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from sitroom.outputs import cli
from sitroom.outputs.board.app import create_app
from sitroom.pipeline import ENGINE
from sitroom.room import Room
from tests.room_kit import NOW, annotate, raw

URL = "https://nordposten.example/port"
OLD = "Four hurt in Oslo port\nFour men were hurt in the port on Sunday night.\nAnna Brandt said: the port is closed."
NEW = (
    "Five hurt in Oslo port\nFive men were hurt in the port on Sunday night.\nAn official said: the port is closed.\n"
    "Correction: An earlier version of this article gave a wrong number. <script>alert(1)</script>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    present = functools.partial(annotate, engine=ENGINE)
    with Room.create(tmp_path / "x.room", annotate=present, engine=ENGINE) as room:
        inputs = [raw(text, outlet="Nordposten", published="2026-03-02", url=URL) for text in (OLD, NEW)]
        assert [a.status for a in room.add(inputs, now=NOW)] == ["added", "revised"]
    return tmp_path


def run(*words: object, room: Path | None = None, fails: int = 0) -> str:
    options = ["--room", str(room)] if room is not None else []
    result = CliRunner().invoke(cli.app, [*map(str, words), *options])
    assert result.exit_code == fails, (result.output, result.exception)
    return result.output


def report_of(path: Path) -> str:
    with Room.open(path / "x.room", annotate=annotate) as room:
        return room.reports()[0].id


def test_diff(folder: Path) -> None:
    id = report_of(folder)
    out = run("diff", id, room=folder / "x.room")
    told = ("number changed: Four  →  Five", "notice added", "[-Four-]{+Five+} men", "source anonymised")
    for words in (*told, "the same address"):
        assert words in out, words
    changes = json.loads(run("diff", id, "--json", room=folder / "x.room"))
    assert {"old", "new", "text", "meaning", "lost_statements"} <= changes.keys()
    assert changes["new"] == id
    back = json.loads(run("diff", id, "--from", "2", "--to", "1", "--json", room=folder / "x.room"))
    assert (back["old"], back["new"]) == (id, changes["old"])
    listed = json.loads(run("reports", "--json", room=folder / "x.room"))
    assert (listed["revisions"], listed["notice"], listed["corrected"]) == (2, "correction", False)


def test_correct_list_undo(folder: Path) -> None:
    room, id = folder / "x.room", report_of(folder)
    run("correct", "statement", id, "s1", "source", "Anna", "Brandt", "--by", "Lea", room=room)
    run("correct", "section", id, "3", "kind", "other", "--by", "Lea", room=room)
    run("correct", "report", id, "outlet", "Le Fil Alpin", "--by", "Lea", room=room)
    said = json.loads(run("statements", "--actor", "Anna Brandt", "--json", room=room))
    assert said["content"] == "the port is closed."
    out = run("correct", "list", room=room)
    assert out.count("Lea") == 3
    assert "holds" in out
    run("correct", "undo", 1, "--by", "Max", room=room)
    assert run("statements", "--actor", "Anna Brandt", "--json", room=room) == ""
    assert "taken back" in run("correct", "list", id, room=room)


@pytest.mark.parametrize(
    "words",
    [
        ("statement",), ("statement", "REPORT", "s9", "wrong"), ("story", "x"), ("undo", "x"), ("same", "a", "b"),
        ("report", "REPORT", "published", "soon"), ("statement", "REPORT", "@1-99999", "wrong"), ("same", "a"),
    ],
)  # fmt: skip
def test_what_cannot_be_corrected_is_said(folder: Path, words: tuple[str, ...]) -> None:
    id = report_of(folder)
    given = [id if w == "REPORT" else w for w in words]
    result = CliRunner().invoke(cli.app, ["correct", *given, "--by", "Lea", "--room", str(folder / "x.room")])
    assert result.exit_code != 0
    assert result.exception is not None


def test_backup_restore_verify(folder: Path) -> None:
    room = folder / "x.room"
    assert "MB" in run("backup", folder / "copy.db.gz", room=room)
    assert "1 reports" in run("restore", folder / "copy.db.gz", room=folder / "y.room")
    assert "sound" in run("verify", room=folder / "y.room")
    assert "2 reports saved, 0 lost" in run("restore", room / "room.db", "--salvage", room=folder / "z.room")
    database = folder / "y.room" / "room.db"
    with sqlite3.connect(database) as d:
        d.execute("UPDATE reports SET text = 'x'")
    assert "hash differs" in run("verify", room=folder / "y.room", fails=1)


def test_reread(folder: Path) -> None:
    assert "everything is read already" in run("reread", room=folder / "x.room")


def test_the_board_shows_what_changed(folder: Path) -> None:
    with Room.open(folder / "x.room", annotate=annotate, engine=ENGINE) as room:
        new = room.reports()[0].id
        old = room.revisions(new)[0].report
        client = TestClient(create_app(room, "x"), base_url="http://localhost")
        older = client.get(f"/reports/{old}").text
        assert "a later one counts" in older
        assert "changed since" in older
        content = room.dossier(new).statements[0].contents[0]
        room.correct(new, "statement", content, "source", "Anna <b>Brandt</b>", by="<i>Lea", now=NOW)
        page = client.get(f"/reports/{new}/changes").text
        for words in ("Number changed", "<del>Four</del>", "<ins>Five</ins>", "Notice added"):
            assert words in page, words
        assert "<script>alert" not in page
        assert "Ce qui a changé" in client.get(f"/reports/{new}/changes", headers={"accept-language": "fr"}).text
        shown = client.get(f"/reports/{new}").text
        assert "put right by hand" in shown
        assert "&lt;i&gt;Lea" in shown
        assert "<b>Brandt" not in shown
        assert "says that it was corrected" in shown
        for address in ("/", "/reports", f"/stories/{room.stories()[0].id}"):
            assert "revised" in client.get(address).text, address
        assert client.get(f"/api/v1/reports/{new}/changes").json()["new"] == new
        assert len(client.get(f"/api/v1/reports/{new}/revisions").json()) == 2
        assert client.get("/api/v1/corrections").json()[0]["by"] == "<i>Lea"
        assert client.get("/reports/nothing/changes").status_code == 404
