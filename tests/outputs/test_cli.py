"""The command line: results on standard output, refusals on standard error, exit codes 0, 1 and 2."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from sitroom.outputs import cli

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "dossier.schema.json").read_text(encoding="utf-8"))
FRENCH = (
    "Le pont de Sarnel fermé 🚧\n\n"
    "La maire Ilva Morant a déclaré dimanche que le pont resterait fermé. « Personne ne passera », a-t-elle ajouté.\n"
)
ENGLISH = "Sarnel bridge closed\n\nMayor Ilva Morant said on Sunday the bridge would stay closed.\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def call(*arguments: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["sitroom", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        monkeypatch.setenv("COLUMNS", "200")
        try:
            cli.main()
            code = 0
        except SystemExit as leave:
            code = int(leave.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fr.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "empty.txt").write_text(" \n\n")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "arabic.txt").write_text("قال الوزير إن الاتفاق جاهز وسيوقع غدا في العاصمة بحضور الوفود المشاركة\n" * 3)
    (tmp_path / "latin.txt").write_bytes("La maire a déclaré : « L’école fermera lundi prochain. »\n".encode("cp1252"))
    (tmp_path / "open.html").write_text(f"<html><body><p>{FRENCH}<p>« Jamais, a-t-elle dit. <b>Non")
    (tmp_path / "folder").mkdir()
    return tmp_path


def test_json_follows_the_contract_and_the_text_is_the_file(run: Run, folder: Path) -> None:
    code, out, err = run("read", folder / "fr.txt", folder / "en.txt", "--published", "2026-03-02", "--json")
    assert (code, err) == (0, "")
    first, second = (json.loads(line) for line in out.splitlines())
    for dossier in (first, second):
        jsonschema.validate(dossier, SCHEMA)
    assert first["text"] == FRENCH
    assert (first["report"]["language"], second["report"]["language"]) == ("fr", "en")
    said = first["statements"]
    assert "« Personne ne passera »" in {FRENCH[c["start"] : c["end"]] for s in said for c in s["contents"]}
    assert {t["value"] for t in first["times"]} == {"2026-03-01"}


def test_standard_input_is_read(run: Run) -> None:
    code, out, _ = run("read", "-", "--json", stdin=FRENCH.encode())
    assert code == 0
    assert json.loads(out)["text"] == FRENCH


def test_people_get_text_statements_events_and_actors(run: Run, folder: Path) -> None:
    code, out, _ = run("read", folder / "fr.txt", "--published", "2026-03-02")
    assert code == 0
    for words in ("Statements:", "Events:", "Actors:", "Ilva Morant", "Personne ne passera"):
        assert words in out


def test_a_missing_date_is_said_and_nothing_is_guessed_from_today(run: Run, folder: Path) -> None:
    _, out, _ = run("read", folder / "fr.txt", "--json")
    dossier = json.loads(out)
    assert dossier["report"]["published"] is None
    assert [t["value"] for t in dossier["times"]] == [None]
    assert any("publication date" in note for note in dossier["notes"])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("empty.txt", "is empty"),
        ("noise.bin", "not text"),
        ("arabic.txt", "language"),
        ("folder", "is an empty folder"),
        ("missing.txt", "no such file"),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_still_read(run: Run, folder: Path, name: str, words: str) -> None:
    code, out, err = run("read", folder / name, folder / "en.txt", "--json")
    assert code == 1
    assert len(out.splitlines()) == 1
    assert name in err
    assert words in err
    assert "Traceback" not in err


@pytest.mark.parametrize("name", ["latin.txt", "open.html"])
def test_a_strange_file_is_read(run: Run, folder: Path, name: str) -> None:
    code, out, _ = run("read", folder / name, "--json")
    assert code == 0
    dossier = json.loads(out)
    jsonschema.validate(dossier, SCHEMA)
    assert "é" in dossier["text"]


def test_a_huge_file_is_refused_without_reading_it_all(run: Run, folder: Path) -> None:
    huge = folder / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    code, _, err = run("read", huge)
    assert code == 1
    assert "MB" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("read", "x", "--published", "yesterday"),
        ("read", "x", "--lang", "tlh"),
        ("read",),
        ("nonsense",),
        ("read", "x", "--nonsense"),
        ("read", "x", "--columns", "body=text"),
        ("brief", "--lang", "de"),
        ("brief", "--output", "x.pdf"),
    ],
)
def test_wrong_usage_is_exit_code_2(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err


@pytest.mark.parametrize("command", ["stories", "timeline", "statements", "actors", "reports", "brief", "serve"])
def test_a_room_that_is_not_there_is_said(run: Run, tmp_path: Path, command: str) -> None:
    code, out, err = run(command, "--room", tmp_path / "none.room")
    assert (code, out) == (1, "")
    assert "none.room" in err


def test_a_room_from_end_to_end(run: Run, folder: Path) -> None:
    room = folder / "test.room"
    code, out, err = run("add", folder / "fr.txt", folder / "en.txt", folder / "empty.txt", "--room", room)
    assert code == 1
    assert "2 added, 1 refused" in out
    assert "empty.txt" in err
    code, out, _ = run("add", folder / "fr.txt", "--room", room)
    assert (code, "1 unchanged" in out) == (0, True)
    for command in ("reports", "stories", "timeline", "statements", "actors"):
        code, out, err = run(command, "--room", room, "--json")
        assert (code, err) == (0, "")
        assert all(json.loads(line) for line in out.splitlines())
        assert run(command, "--room", room)[0] == 0
    code, out, _ = run("search", "passera", "--room", room)
    assert "Personne ne passera" in out
    code, out, _ = run("brief", "--room", room, "--output", folder / "note.html", "--lang", "fr")
    assert code == 0
    assert "Personne ne passera" in (folder / "note.html").read_text(encoding="utf-8")


def test_every_command_and_option_is_described(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for name in ["read", *(c.__name__ for c in cli.cli_room.COMMANDS)]:
        assert f"  {name} " in out
        assert run(name, "--help")[1].count("--") > 1


def test_the_readme_and_the_docs_name_every_command() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    for name in ["read", *(c.__name__ for c in cli.cli_room.COMMANDS)]:
        assert f"sitroom {name}" in readme, name
