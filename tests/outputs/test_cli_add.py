"""`sitroom add` and `read` take any mix of inputs, and say what became of each."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from sitroom.errors import SkippedInput, StoreError, UnreadableInput
from sitroom.model import Added, Raw
from sitroom.outputs import cli
from sitroom.outputs.cli_add import SHOWN, Tally
from sitroom.room import Room

ONE = "Sarnel bridge closed\n\nMayor Ilva Morant said on Sunday the bridge would stay closed.\n"
TWO = "Ferry talks collapse\n\nUnion leader Petra Holm told reporters on Monday that talks had failed.\n"


def run(*arguments: str | Path, monkeypatch: pytest.MonkeyPatch, stdin: bytes = b"") -> int:
    monkeypatch.setattr(sys, "argv", ["sitroom", *map(str, arguments)])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
    monkeypatch.setenv("COLUMNS", "200")
    try:
        cli.main()
    except SystemExit as leave:
        return int(leave.code or 0)
    return 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    mix = tmp_path / "mix"
    mix.mkdir()
    (mix / "a.txt").write_text(ONE)
    (mix / "logo.png").write_bytes(b"\x89PNG")
    (mix / "rows.csv").write_text(f'day,words\n2026-03-02,"{TWO}"\n2026-03-03,\n')
    with zipfile.ZipFile(mix / "z.zip", "w") as archive:
        archive.writestr("same.txt", ONE)
    return tmp_path


def test_add_sums_up(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    columns = ("--columns", "text=words,published=day", "--room", folder / "x.room")
    assert run("add", folder / "mix", *columns, monkeypatch=monkeypatch) == 1
    out, err = capsys.readouterr()
    assert "2 added, 1 unchanged, 1 refused, 1 left out" in out
    assert "rows.csv:6: has an empty text" in err
    assert "logo.png" in err
    assert run("add", folder / "mix" / "a.txt", *columns, monkeypatch=monkeypatch) == 0
    assert "1 unchanged" in capsys.readouterr().out


def test_what_is_left_out_is_no_failure(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "mix" / "rows.csv").unlink()
    assert run("add", folder / "mix", "--room", folder / "x.room", monkeypatch=monkeypatch) == 0
    assert "1 added, 1 unchanged, 1 left out" in capsys.readouterr().out


def test_read_tells_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = "\n".join(json.dumps({"text": text, "date": "2 March 2026"}) for text in (ONE, TWO))
    assert run("read", "-", "--json", monkeypatch=monkeypatch, stdin=gzip.compress(lines.encode())) == 0
    out, _ = capsys.readouterr()
    read = [json.loads(line) for line in out.splitlines()]
    assert [r["text"] for r in read] == [ONE, TWO]
    assert {r["report"]["published"] for r in read} == {"2026-03-02"}


def test_many_refusals_are_counted_by_reason(capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally()
    items = [SkippedInput(f"{n}.png", "left out: .png files are no reports") for n in range(15)]
    raw = Raw(name="a", data=b"x")
    assert len(list(tally.kept([*items, raw, UnreadableInput("x", "y")]))) == 2
    for number in range(SHOWN + 30):
        tally.outcome("refused", f"rows.csv:{number}", f"has {number} cells")
    tally.outcome("added", "a", None)
    tally.explain()
    err = capsys.readouterr().err
    assert f"rows.csv:{SHOWN - 1}: has" in err
    assert f"rows.csv:{SHOWN + 1}: has" not in err
    assert f"30 more like rows.csv:{SHOWN}: has N cells" in err
    assert "15 × left out: .png files are no reports, such as 0.png" in err
    assert tally.summary() == f"1 added, {SHOWN + 30} refused, 15 left out"


def test_a_disk_that_fills_up_is_told_with_what_was_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: Room, raws: Iterable[Raw], **__: object) -> Iterator[Added]:
        yield Added(name="a.txt", status="added")
        raise StoreError("room.db: the disk is full")

    monkeypatch.setattr(Room, "add", full)
    assert run("add", tmp_path / "a.txt", "--room", tmp_path / "x.room", monkeypatch=monkeypatch) == 1
    out, err = capsys.readouterr()
    assert out.endswith("x.room: 1 added; stopped, what was added stays\n")
    assert "the disk is full" in err
