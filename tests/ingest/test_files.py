"""Files, folders and streams: every refusal names its input and says what to do; the others are still read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from sitroom.errors import (
    BinaryInput,
    EmptyInput,
    InputError,
    SkippedInput,
    TooLargeInput,
    UnreadableInput,
)
from sitroom.ingest.files import read_file, read_inputs
from sitroom.ingest.sniff import kind_of
from sitroom.ingest.streams import Limits, Stream, printable
from sitroom.model import Raw

TEXT = "Le pont de Sarnel fermé\n\nLa maire Ilva Morant a déclaré dimanche que le pont resterait fermé.\n"
HTML = f"<html><head><title>Le pont</title></head><body><article><p>{TEXT}</p></article></body></html>"


def items(*paths: str | Path, **given: Any) -> list[Raw | InputError]:
    return list(read_inputs(paths, **given))


def names(found: Sequence[Raw | InputError], kind: type = Raw) -> list[str]:
    return [item.name for item in found if isinstance(item, kind)]


def test_bad_inputs_come_out_as_errors_and_stop_nobody(tmp_path: Path) -> None:
    good, empty = tmp_path / "good.txt", tmp_path / "empty.txt"
    good.write_text("Le ministre est parti.", encoding="utf-8")
    empty.write_text(" \n\t")
    found = items(str(tmp_path / "nope"), empty, "a\0b", "x" * 5000, good, outlet="Le Courrier", published="2026-03-02")
    assert [type(i) for i in found[:4]] == [UnreadableInput, EmptyInput, UnreadableInput, UnreadableInput]
    assert all(isinstance(i, InputError) and i.name and i.name in str(i) for i in found[:4])
    last = found[4]
    assert isinstance(last, Raw)
    assert (last.outlet, last.published, last.media_type) == ("Le Courrier", "2026-03-02", "text/plain")


def test_a_folder_is_read_in_order_once_and_what_is_no_report_is_said(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.html").write_text(HTML, encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "style.css").write_text("p {}")
    (tmp_path / "photo").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "settings.json").write_text('{"width": 3}')
    (tmp_path / "b" / "loop").symlink_to("..", target_is_directory=True)
    (tmp_path / "broken").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    found = items(tmp_path)
    assert [Path(n).name for n in names(found)] == ["a.txt", "two.html"]
    left = {Path(i.name).name: i.message for i in found if isinstance(i, SkippedInput)}
    assert set(left) == {".hidden", "style.css", "photo", "settings.json", "loop", "pipe"}
    assert "hidden" in left[".hidden"]
    assert "read already" in left["loop"]
    (wrong,) = [i for i in found if type(i) is UnreadableInput]
    assert "broken link" in wrong.message
    assert isinstance(items(tmp_path / "photo")[0], BinaryInput)  # named by the user: refused, not left out


def test_an_empty_folder_and_a_room_are_said(tmp_path: Path) -> None:
    assert isinstance(items(tmp_path)[0], EmptyInput)
    (tmp_path / "x.room").mkdir()
    (tmp_path / "x.room" / "room.db").write_bytes(b"SQLite format 3\0")
    (item,) = items(tmp_path)
    assert isinstance(item, SkippedInput)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(UnreadableInput, match="permission"):
        read_file(path)


def test_standard_input_is_told_by_what_it_holds() -> None:
    (item,) = items("-", stdin=io.BytesIO(b"Un texte."))
    assert isinstance(item, Raw)
    assert (item.name, item.data, item.media_type) == ("<stdin>", b"Un texte.", None)
    assert isinstance(items("-")[0], UnreadableInput)
    rows = io.BytesIO(b"titre;texte\nUn;Un texte\n")
    assert names(items("-", stdin=rows)) == ["<stdin>:2"]
    assert names(items("-", stdin=io.BytesIO(gzip.compress(b'{"text": "a"}\n{"text": "b"}\n')))) == [
        "<stdin>:1",
        "<stdin>:2",
    ]


class Endless(io.RawIOBase):
    """A stream without end that counts what is taken from it."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        self.taken += size
        return b"x" * size


def test_never_more_than_the_limit_is_held() -> None:
    stream = Endless()
    (item,) = items("-", stdin=stream)
    assert isinstance(item, TooLargeInput)
    assert "20 MB" in item.message
    assert stream.taken < 23 << 20


def test_inputs_are_looked_at_only_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    found = read_inputs([tmp_path / "a.txt", "-"], stdin=Endless())
    assert isinstance(next(found), Raw)


@pytest.mark.parametrize(("ending", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_compressed_files(tmp_path: Path, ending: str, pack: Any) -> None:
    whole, cut, bad = (tmp_path / f"{n}.txt.{ending}" for n in ("whole", "cut", "bad"))
    text = TEXT * 300
    packed = pack(text.encode())
    whole.write_bytes(packed + packed)
    cut.write_bytes(packed[:-9])
    bad.write_bytes(packed + b"and something else")
    one = read_file(whole)
    assert (one.name, one.media_type, one.data.decode()) == (str(whole), "text/plain", text + text)
    part, fault = items(cut)
    assert isinstance(part, Raw)
    assert text.startswith(part.data.decode("utf-8", "ignore"))
    assert isinstance(fault, UnreadableInput)
    assert "what came before was read" in fault.message
    assert [type(i) for i in items(bad)] == [Raw, UnreadableInput]


def test_decompression_bombs_stop_early(tmp_path: Path) -> None:
    zeros = gzip.compress(b"\0" * (40 << 20), 1)
    (tmp_path / "bomb.gz").write_bytes(zeros)
    (tmp_path / "twice.gz").write_bytes(gzip.compress(zeros))
    text = tmp_path / "text.gz"
    text.write_bytes(gzip.compress((TEXT * 250_000).encode()))
    for name in ("bomb.gz", "twice.gz", "text.gz"):
        assert [type(i) for i in items(tmp_path / name)] == [TooLargeInput], name
    many = Limits(unpacked=1 << 20)
    (item,) = items(text, limits=many)
    assert "GB" in str(item)


def test_compressed_again_and_again(tmp_path: Path) -> None:
    data = TEXT.encode()
    for _ in range(12):
        data = gzip.compress(data)
    (tmp_path / "x.gz").write_bytes(data)
    (item,) = items(tmp_path / "x.gz")
    assert isinstance(item, UnreadableInput)
    assert "again and again" in item.message


def test_addresses_are_fetched_and_read_like_files() -> None:
    def fetch(address: str) -> Raw:
        return Raw(name=address, data=HTML.encode(), media_type="text/html", url=address + "/final")

    (item,) = items("https://courrier.example/pont", fetch=fetch)
    assert isinstance(item, Raw)
    assert (item.url, item.media_type) == ("https://courrier.example/pont/final", "text/html")


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"%PDF-1.7", "x", "pdf"),
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml", "x.docx", "office"),
        (b"PK\x03\x04" + b"\0" * 26 + b"a.txt", "x", "zip"),
        (b"WARC/1.0\r\n", "x", "warc"),
        (b"<?xml version='1.0'?>\n<!-- a --><rss version='2.0'>", "x.txt", "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "-", "feed"),
        (b'{"text": "a"}\n{"text": "b"}\n', "-", "jsonl"),
        (b'[{"text": "a"}]', "-", "json"),
        (b"[Mise a jour] Le ministre", "-", "text"),
        (b"{Dossier} Le ministre", "x.txt", "text"),
        (b"From: a@b.example\nMIME-Version: 1.0\nSubject: x\n\nUn", "-", "mail"),
        (b"From: le ministre\nDate: lundi\nSubject: x\n\nUn", "-", "text"),
        (b"From a@b Mon Mar  2 18:40:00 2026\nSubject: x\n", "-", "mbox"),
        (b"\xff\xd8\xff\xe0", "x.txt", "foreign"),
        (b"Titre", "x.md", "markdown"),
    ],
)
def test_kinds(head: bytes, name: str, kind: str) -> None:
    assert kind_of(head, name) == kind


def test_names_can_be_printed() -> None:
    assert printable(b"a\xffb") == "a?b"
    assert printable("a\x1b[2J\u202eb\nc") == "a?[2J?b?c"
    assert len(printable("x" * 9000)) < 600


def test_lines_of_a_stream() -> None:
    data = b"one\n" + b"x" * 200_000 + b"\nlast"
    stream = Stream(io.BytesIO(data).read, "x")
    assert stream.peek(2) == b"on"
    assert stream.line(100) == b"one\n"
    assert len(stream.line(100)) == 101
    while not stream.line(1 << 16).endswith(b"\n"):
        pass
    assert stream.line(100) == b"last"
    assert stream.line(100) == b""


def test_markdown_from_standard_input_is_told_by_its_front_matter() -> None:
    data = b"---\ntitle: The port\ndate: 2026-03-04\n---\n\nThe port of Karn is shut.\n"
    (one,) = list(read_inputs(["-"], stdin=io.BytesIO(data)))
    assert isinstance(one, Raw)
    assert (one.title, one.published) == ("The port", "2026-03-04")
    (other,) = list(read_inputs(["-"], stdin=io.BytesIO(b"---\nThe port of Karn is shut.\n---\nMore soon.\n")))
    assert isinstance(other, Raw)
    assert other.title is None


def test_addresses_of_other_kinds_are_named_as_such() -> None:
    (error,) = list(read_inputs(["ftp://karn.example/report.txt"]))
    assert isinstance(error, UnreadableInput)
    assert "http" in error.message
