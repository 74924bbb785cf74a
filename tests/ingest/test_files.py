"""Files and streams: every refusal names its file and says what to do; the others are still read."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from sitroom.errors import EmptyInput, InputError, TooLargeInput, UnreadableInput
from sitroom.ingest.files import LIMIT, read_file, read_inputs, read_stream
from sitroom.model import Raw


def test_bad_inputs_come_out_as_errors_and_stop_nobody(tmp_path: Path) -> None:
    good, empty = tmp_path / "good.txt", tmp_path / "empty.txt"
    good.write_text("Le ministre est parti.", encoding="utf-8")
    empty.write_text(" \n\t")
    paths = [str(tmp_path), str(tmp_path / "nope"), str(empty), "a\0b", "x" * 5000, str(good)]
    items = list(read_inputs(paths, outlet="Le Courrier", published="2026-03-02"))
    assert [type(i) for i in items[:5]] == [
        UnreadableInput,
        UnreadableInput,
        EmptyInput,
        UnreadableInput,
        UnreadableInput,
    ]
    assert all(isinstance(i, InputError) and i.name and i.name in str(i) for i in items[:5])
    last = items[5]
    assert isinstance(last, Raw)
    assert (last.outlet, last.published, last.media_type) == ("Le Courrier", "2026-03-02", "text/plain")


def test_directory_says_to_name_its_files(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="is a directory: name the files in it"):
        read_file(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(UnreadableInput, match="permission"):
        read_file(path)


def test_standard_input() -> None:
    (item,) = read_inputs(["-"], stdin=io.BytesIO(b"Un texte."))
    assert isinstance(item, Raw)
    assert (item.name, item.data, item.media_type) == ("<stdin>", b"Un texte.", None)
    (item,) = read_inputs(["-"])
    assert isinstance(item, UnreadableInput)


class Endless(io.RawIOBase):
    """A stream without end that counts what is taken from it."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        self.taken += size
        return b"x" * size


def test_never_more_than_the_limit_is_held() -> None:
    stream = Endless()
    with pytest.raises(TooLargeInput, match="20 MB"):
        read_stream(stream, "<stdin>", LIMIT)  # type: ignore[arg-type]
    assert stream.taken == LIMIT + 1
