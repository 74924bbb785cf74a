"""zip, tar and WARC: every member by a name one can find again; hostile and broken ones in bounded time and memory."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from benchmarks.fuzz_readers import tarred, warc, zipped
from sitroom.errors import EmptyInput, InputError, SkippedInput, TooLargeInput, UnreadableInput
from sitroom.ingest.files import read_inputs
from sitroom.ingest.streams import Limits
from sitroom.model import Raw

TEXT = "Le pont de Sarnel est fermé, a déclaré la maire Ilva Morant dimanche.\n"
PAGE = f"<html><body><article><p>{TEXT}</p></article></body></html>".encode()


def read(data: bytes, name: str, tmp_path: Path, limits: Limits | None = None) -> tuple[list[Raw], list[InputError]]:
    path = tmp_path / name
    path.write_bytes(data)
    found = list(read_inputs([path], limits=limits or Limits()))
    return [i for i in found if isinstance(i, Raw)], [i for i in found if isinstance(i, InputError)]


def members(raws: list[Raw]) -> list[str]:
    return [raw.name.partition("!")[2] for raw in raws]


def test_a_zip_with_a_zip_in_it(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("dir/page.html", PAGE)
        archive.writestr("same.txt", TEXT)
        archive.writestr("rows.csv", "text,title\nUn texte,T\n")
        archive.writestr("__MACOSX/x.txt", TEXT)
        archive.writestr("inner.zip", zipped(PAGE))
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("same.txt", TEXT)
    raws, errors = read(made.getvalue(), "a.zip", tmp_path)
    assert members(raws) == [
        *("dir/page.html", "same.txt", "rows.csv:2"),
        *("inner.zip!a/page.html", "inner.zip!../b.txt", "inner.zip!c.txt.gz", "same.txt (2)"),
    ]
    assert [type(e) for e in errors] == [SkippedInput]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip"]  # nothing is unpacked on the disk


def test_what_is_said_of_one_report_is_not_said_of_members(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(PAGE))
    given = {"url": "https://x.example/", "title": "T", "outlet": "Le Courrier"}
    for item in read_inputs([tmp_path / "a.zip"], **given):
        assert isinstance(item, Raw)
        assert (item.url, item.title, item.outlet) == (None, None, "Le Courrier")


def test_a_zip_without_its_end_is_read_from_the_front(tmp_path: Path) -> None:
    whole = zipped(PAGE * 20)
    raws, errors = read(whole[: whole.rfind(b"PK\x01\x02") - 60], "a.zip", tmp_path)
    assert members(raws)[:2] == ["a/page.html", "../b.txt"]
    assert raws[0].data == PAGE * 20
    assert "what could be read was read" in errors[-1].message
    assert isinstance(read(b"PK\x03\x04nonsense", "b.zip", tmp_path)[1][0], UnreadableInput)


def test_a_locked_member_and_a_damaged_one(tmp_path: Path) -> None:
    data = bytearray(zipped(PAGE))
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1  # the last member says it is locked
    data[60] ^= 0xFF  # and the first is damaged
    raws, errors = read(bytes(data), "a.zip", tmp_path)
    assert "../b.txt" in members(raws)
    assert any("password" in e.message for e in errors)
    assert any("damaged" in e.message for e in errors)


def test_zip_bombs(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20):
            archive.writestr(f"{number}.txt", b"0" * (4 << 20))
    raws, errors = read(made.getvalue(), "flat.zip", tmp_path)
    assert len(raws) < 8
    assert any(isinstance(e, TooLargeInput) for e in errors)
    nested = PAGE
    for number in range(9):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("x.html" if not number else "x.zip", nested)
        nested = packed.getvalue()
    raws, errors = read(nested, "deep.zip", tmp_path)
    assert not raws
    assert "archives deep" in errors[0].message


def test_too_many_members(tmp_path: Path) -> None:
    raws, errors = read(tarred(PAGE), "a.tar", tmp_path, Limits(members=1))
    assert len(raws) == 1
    assert "more than 1 members" in errors[-1].message
    assert "lists 3 members" in read(zipped(PAGE), "a.zip", tmp_path, Limits(members=2))[1][0].message
    head = bytearray(zipped(PAGE))
    end = head.rfind(b"PK\x05\x06")
    head[end + 12 : end + 16] = struct.pack("<I", 1 << 30)
    assert read(bytes(head), "b.zip", tmp_path)[1]


def test_tar(tmp_path: Path) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name in ("a.txt", "d/" * 90 + "long.txt", "../../etc/passwd"):
            info = tarfile.TarInfo(name)
            info.size = len(TEXT.encode())
            archive.addfile(info, io.BytesIO(TEXT.encode()))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    raws, errors = read(made.getvalue(), "a.tgz", tmp_path)
    assert members(raws) == ["a.txt", "d/" * 90 + "long.txt", "../../etc/passwd"]
    assert {raw.data.decode() for raw in raws} == {TEXT}
    assert not errors
    raws, errors = read(tarred(TEXT.encode())[:700], "cut.tar", tmp_path)
    assert len(raws) == 1 or errors
    assert any("cut off" in e.message for e in errors) or not errors


def record(kind: str, url: str, body: bytes, head: str = "Content-Type: text/html") -> bytes:
    top = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-02T18:00:00Z\r\n{head}\r\n"
    return top.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def answer(body: bytes, *heads: str, status: str = "200 OK") -> bytes:
    return "\r\n".join((f"HTTP/1.1 {status}", *heads, "", "")).encode() + body


CHUNKED = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (PAGE[:50], PAGE[50:])) + b"0\r\n\r\n"
WESTERN = PAGE.decode().encode("cp1252")
HTML_TYPE = "Content-Type: text/html"
CRAWL = [
    record("warcinfo", "", b"software: x"),
    record("request", "https://x.example/a", b"GET / HTTP/1.1\r\n\r\n"),
    record("response", "https://x.example/a", answer(WESTERN, f"{HTML_TYPE}; charset=windows-1252")),
    record("response", "https://x.example/b", answer(CHUNKED, HTML_TYPE, "Transfer-Encoding: chunked")),
    record("response", "https://x.example/c", answer(gzip.compress(PAGE), HTML_TYPE, "Content-Encoding: gzip")),
    record("response", "https://x.example/d", answer(zlib.compress(PAGE), HTML_TYPE, "Content-Encoding: deflate")),
    record("response", "https://x.example/e", answer(PAGE, "Content-Type: text/html", "Content-Encoding: gzip")),
    record("response", "https://x.example/f", answer(b"x", "Content-Type: image/png")),
    record("response", "https://x.example/g", answer(PAGE, "Content-Type: text/html", status="404 Not Found")),
    record("resource", "https://x.example/h", TEXT.encode(), "Content-Type: text/plain"),
]  # fmt: skip


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_warc(tmp_path: Path, name: str) -> None:
    data = b"".join(gzip.compress(r) for r in CRAWL) if name.endswith("gz") else b"".join(CRAWL)
    raws, errors = read(data, name, tmp_path)
    assert members(raws) == [f"https://x.example/{x}" for x in "abcdeh"]
    assert {raw.data for raw in raws[1:5]} == {PAGE}
    first = raws[0]
    assert (first.url, first.retrieved) == ("https://x.example/a", "2026-03-02T18:00:00Z")
    assert (first.media_type, first.published) == ("text/html; charset=windows-1252", None)
    (left,) = errors
    assert isinstance(left, SkippedInput)
    assert "1 of type image/png, 1 with status 404" in left.message


def test_half_a_page_of_a_torn_crawl_is_not_read(tmp_path: Path) -> None:
    """It would be taken for a later text of the page where a sound crawl was read before."""
    records = [
        gzip.compress(CRAWL[9]),
        gzip.compress(record("response", "https://x.example/z", answer(PAGE, HTML_TYPE))),
    ]
    raws, errors = read(records[0] + records[1][:-60], "torn.warc.gz", tmp_path)
    assert members(raws) == ["https://x.example/h"]
    assert any("half a report is worse than none" in e.message for e in errors)


def test_a_damaged_crawl_goes_on_at_the_next_record(tmp_path: Path) -> None:
    data = CRAWL[2] + b"garbage\nand more\n" + CRAWL[9] + CRAWL[3][:-80]
    raws, errors = read(data, "a.warc", tmp_path)
    assert members(raws) == [f"https://x.example/{x}" for x in "ah"]
    assert ["damaged at byte" in e.message for e in errors].count(True) == 1
    assert "cut off" in errors[-1].message
    assert isinstance(read(record("warcinfo", "", b"x"), "b.warc", tmp_path)[1][0], EmptyInput)
    lie = warc(PAGE).replace(b"Content-Length: ", b"Content-Length: 99999")
    assert members(read(lie, "c.warc", tmp_path)[0]) == ["https://x.example/a"]


def test_a_large_crawl_is_never_held(tmp_path: Path) -> None:
    path = tmp_path / "large.warc"
    big = record("response", "https://x.example/big", answer(b"x" * (30 << 20), "Content-Type: text/html"))
    with path.open("wb") as file:
        for _ in range(4):
            file.write(big)
            file.write(CRAWL[9])
    tracemalloc.start()
    found = [type(item) for item in read_inputs([path])]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [TooLargeInput, Raw] * 4
    assert peak < 80 << 20
