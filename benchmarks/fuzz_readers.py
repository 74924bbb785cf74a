"""Damaged inputs by the thousand for every reader: none may crash it (only InputError is allowed) or hang it.

    .venv/bin/python -m benchmarks.fuzz_readers --count 10000 [--only html,warc] [--seed 1]

Each input is a small sound file, damaged one to eight times: bits flipped, ends cut, pieces moved, doubled, taken from
another format, random characters of all planes, tokens that formats trip over. Of archives, half are damaged inside
and packed again. What is read is also cleaned (always for text, HTML, Markdown and mail, one in ten elsewhere).
A finding is written to --keep with its seed; the same seed makes the same inputs.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import io
import json
import lzma
import random
import signal
import sys
import tarfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from sitroom.clean.page import to_page
from sitroom.errors import InputError
from sitroom.ingest import files, pdf
from sitroom.ingest.parts import Item, Job, Part
from sitroom.ingest.streams import Budget, Limits, of_bytes
from sitroom.model import Raw

SECONDS = 10.0
LIMITS = Limits(unpacked=256 << 20, members=20_000)
TEXT = (
    "Le pont de Sarnel fermé\n\nSARNEL, 2 mars 2026 (AFP) - La maire Ilva Morant a déclaré dimanche que le pont "
    "resterait fermé. « Personne ne passera », a-t-elle ajouté.\n\nLes travaux dureront trois semaines 🚧.\n"
)
HTML = (
    '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Le pont - Le Courrier</title>'
    '<script type="application/ld+json">{"@graph":[{"@type":"LiveBlogPosting","headline":"Le pont","datePublished":'
    '"2026-03-02T18:40:00+01:00","liveBlogUpdate":[{"datePublished":"2026-03-02T18:00:00Z","articleBody":"<p>Un</p>"}]}'
    "]}</script></head><body><nav><ul><li>Accueil</li></ul></nav><article><h1>Le pont de Sarnel</h1>"
    "<table><tr><td>a</td><td>1</td></tr></table><div class=post><time datetime=2026-03-02T10:00Z>10h00</time><p>Un."
    "</p></div><div class=post><time>11h00</time><p>Deux.</p></div><div class=post><time>12h00</time><p>Trois.</p>"
    "</div><pre>   Un texte\nbrisé en\nlignes.</pre>a<br><br>b" + f"<p>{TEXT}</p>" * 3 + "</article></body></html>"
)
FRONT = "---\ntitle: Le pont\ndate: 2026-03-02\nauthor: [Ilse Marant]\n---\n\n"
MARKDOWN = f"{FRONT}# Le pont\n\n{TEXT}\n> cité\n> encore\n\n- un\n- deux\n"
MAIL = (
    "From: =?utf-8?q?Agence_Nord?= <desk@agence.example>\r\nSubject: =?iso-8859-1?B?TGUgcG9udA==?=\r\n"
    "Date: Mon, 02 Mar 2026 18:40:00 +0100\r\nMIME-Version: 1.0\r\nMessage-ID: <1@x>\r\n"
    'Content-Type: multipart/mixed; boundary="b1"\r\n\r\n--b1\r\n'
    'Content-Type: multipart/alternative; boundary="b2"\r\n\r\n'
    "--b2\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    "---------- Forwarded message ---------\r\nFrom: Desk <d@x.example>\r\nDate: Mon, 2 Mar 2026\r\n"
    "Subject: Pont\r\n\r\n"
    "Le pont de Sarnel est ferm=C3=A9, a d=C3=A9clar=C3=A9 la maire dimanche.\r\n"
    "--b2\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+TGUgcG9udDwvcD4=\r\n--b2--\r\n"
    '--b1\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\nUn texte joint.\r\n'
    "--b1\r\nContent-Type: message/rfc822\r\n\r\nFrom: x@y.example\r\nSubject: Dedans\r\n\r\n"
    "Un autre texte.\r\n--b1--\r\n"
)
ROWS = 'titre;texte;date;média\r\n"Le ""pont""";"Une ligne\nqui va plus loin";02/03/2026;Le Courrier\r\na;b;c;d\r\n'
FEED = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aa">]><rss version="2.0"><channel><title>N</title><item>'
    "<title>A</title><guid>1</guid><link>https://x.example/1</link><pubDate>Mon, 02 Mar 2026 18:40:00 GMT</pubDate>"
    "<description><![CDATA[<p>Un texte</p>]]></description></item></channel></rss>"
)
TOKENS = (
    *(b"\0", b'"', b"'", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n\r\n", b"--b1", b"<div>" * 400, b"</p>", b"<!--", b"]]>"),
    *(b"&#xD800;", b"&amp", b"\xf0\x9f", b"Content-Length: 99999999999\r\n", b"Transfer-Encoding: chunked\r\n"),
    *(b"WARC/1.0\r\n", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08\x00", b"\xff" * 8, b"0" * 40, b"-1", b"1e999"),
    *(b"{" * 200, b"[" * 2000, b'{"text":', b"=?utf-8?q?=FF?=", b"Content-Type: multipart/mixed; boundary=x\r\n"),
    *(b" obj\n<< /Length 9 >>", b"/Kids [1 0 R]", b"endstream", b"\xe2\x80\xa8", b"\xcc\x81" * 50, b"a" * 5000),
    *(b"\t;,|", b"-" * 3000, b"| " * 2000, b"> " * 2000),
)  # fmt: skip


class TooSlow(BaseException):
    """An input took more processor time than it may; no reader may swallow it."""


@dataclass
class Format:
    """A reader's sound files. inner and pack: what is damaged before it is packed; name gives the ending."""

    name: str
    sound: list[bytes]
    inner: list[bytes] = field(default_factory=list)
    pack: Callable[[bytes], bytes] | None = None
    cleaned: int = 10


def warc(data: bytes) -> bytes:
    """A crawl of one page."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + data
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/a\r\n"
    head += b"WARC-Date: 2026-03-02T18:00:00Z\r\n"
    return head + b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n"


def zipped(data: bytes) -> bytes:
    """Three members, one of them an archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/page.html", data)
        archive.writestr("../b.txt", TEXT)
        archive.writestr("c.txt.gz", gzip.compress(data, mtime=0))
    return made.getvalue()


def tarred(data: bytes) -> bytes:
    """Two members, one with a long name."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name in ("a.html", "d/" * 80 + "b.txt"):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


def pdf_of(lines: list[str]) -> bytes:
    """A small sound PDF of one page."""
    shown = b"BT /F1 12 Tf 72 720 Td 14 TL " + b" ".join(
        b"(" + line.encode("cp1252", "replace").replace(b"(", rb"\(").replace(b")", rb"\)") + b") Tj T*"
        for line in lines
    )
    stream = shown + b" ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> "
        b">>",
        b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        made
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(made)
    )


def formats() -> list[Format]:
    """Every reader with its sound files."""
    text, page, mail = TEXT.encode(), HTML.encode(), MAIL.encode()
    row = json.dumps({"body": TEXT, "title": "T", "source": {"name": "C"}, "date": 1772470800}).encode()
    table = ROWS.encode()
    jsonfeed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": TEXT}]})
    crawl = warc(page) + warc(text)
    crawl_gz = gzip.compress(warc(page), mtime=0) + gzip.compress(warc(text), mtime=0)
    mails = (b"From x@y Mon Mar  2 18:40:00 2026\n" + mail + b"\n") * 2
    return [
        Format("a.txt", [text, TEXT.encode("utf-16"), TEXT.encode("cp1252", "replace")], cleaned=1),
        Format("a.html", [page, HTML.encode("utf-16")], cleaned=1),
        Format("a.md", [MARKDOWN.encode()], cleaned=1),
        Format("a.eml", [mail], cleaned=1),
        Format("a.mbox", [mails]),
        Format("a.pdf", [pdf_of([*TEXT.split("\n"), "(Un) texte"])]),
        Format("a.jsonl", [row + b"\n" + row + b"\n\n{}\n"]),
        Format("a.json", [b"[" + row + b"," + row + b"]", b'{"items": [' + row + b"]}"]),
        Format("a.csv", [table, ROWS.replace(";", ",").encode("utf-16"), ROWS.replace(";", "\t").encode("cp1252")]),
        Format("a.xml", [FEED.encode(), jsonfeed.encode()]),
        Format("a.zip", [zipped(page)], [page, text], zipped),
        Format("a.tar", [tarred(text)], [page, text], tarred),
        Format("a.txt.gz", [gzip.compress(text, mtime=0) * 2], [text, table], gzip.compress),
        Format("a.html.bz2", [bz2.compress(page)], [page], bz2.compress),
        Format("a.txt.xz", [lzma.compress(text)], [text, mail], lzma.compress),
        Format("a.warc", [crawl], [page, text], warc),
        Format("a.warc.gz", [crawl_gz], [crawl], gzip.compress),
    ]  # fmt: skip


def damaged(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """The data damaged one to eight times."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(made))
        piece = made[at : at + chance.choice((1, 4, 30, 300))]
        match chance.randrange(9):
            case 0 if made:
                made[at - 1] ^= 1 << chance.randrange(8)
            case 1:
                del made[at:]
            case 2:
                del made[at : at + len(piece)]
            case 3:
                made[at:at] = piece * chance.choice((1, 3, 100))
            case 4:
                other = chance.choice(others)
                start = chance.randint(0, len(other))
                made[at:at] = other[start : start + chance.choice((10, 200, 2000))]
            case 5:
                made[at:at] = strange(chance).encode()
            case 6:
                made[at : at + chance.randrange(3)] = chance.choice(TOKENS)
            case 7:
                made[at : at + 4] = chance.randbytes(4)
            case _:
                half = len(made) // 2
                made = made[half:] + made[:half] if chance.random() < 0.2 else made
        if len(made) > 400_000:
            del made[400_000:]
    return bytes(made)


def strange(chance: random.Random) -> str:
    """Up to forty characters of all planes."""
    points = (chance.choice((chance.randrange(1, 0x300), chance.randrange(0xE000, 0x30000))) for _ in range(40))
    return "".join(map(chr, points))[: chance.randint(1, 40)]


def inputs(format: Format, count: int, seed: int, others: list[bytes]) -> Iterator[bytes]:
    """Damaged inputs of a format, the same for the same seed."""
    chance = random.Random(f"{format.name} {seed}")
    for _ in range(count):
        if format.pack and chance.random() < 0.5:
            yield format.pack(damaged(chance.choice(format.inner), chance, others))
        else:
            yield damaged(chance.choice(format.sound), chance, others)


def read(name: str, data: bytes, clean: bool) -> list[str]:
    """Read one input as a program would; what came of it. Raises whatever a reader lets through."""
    job = Job(LIMITS, Budget(LIMITS), {}, {}, files.read_part)
    part = Part(of_bytes(data, name), name)
    outcome: list[str] = []
    reader: Iterator[Item] = files.read_part(part, job)
    if name.endswith(".pdf") and b"%PDF-" in data[:1024]:
        reader = pdf.report_of(json.loads(json.dumps(pdf.extract(data))), part, job)
    try:
        for number, item in enumerate(reader):
            if isinstance(item, InputError):
                outcome.append("refused")
            else:
                assert isinstance(item, Raw)
                outcome.append("read")
                if clean and number < 3:
                    _cleaned(item)
    except InputError:
        outcome.append("refused")
    return outcome


def _cleaned(raw: Raw) -> None:
    try:
        page = to_page(raw)
    except InputError:
        return
    assert page.text.strip()
    page.text.encode()


def fuzz(format: Format, count: int, seed: int, keep: Path | None = None, seconds: float = SECONDS) -> dict[str, Any]:
    """Read `count` damaged inputs; how many were read, refused, crashed or too slow, and the longest time."""

    def too_slow(signum: int, frame: FrameType | None) -> None:
        raise TooSlow

    others = [sound for f in formats() for sound in f.sound]
    told: Counter[str] = Counter()
    findings: list[str] = []
    longest = 0.0
    before = signal.signal(signal.SIGVTALRM, too_slow)
    try:
        for number, data in enumerate(inputs(format, count, seed, others)):
            started = time.process_time()
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
            try:
                outcome = read(format.name, data, number % format.cleaned == 0)
                told["read" if "read" in outcome else "refused"] += 1
            except TooSlow:
                told["slow"] += 1
                findings.append(f"{format.name} #{number}: more than {seconds} s")
            except Exception as error:  # noqa: BLE001 (what must not happen is what is looked for)
                told["crash"] += 1
                findings.append(f"{format.name} #{number}: {traceback.format_exception(error)[-3:]}")
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            longest = max(longest, time.process_time() - started)
            if keep and len(findings) and findings[-1].startswith(f"{format.name} #{number}:"):
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{number}-{format.name}").write_bytes(data)
    finally:
        signal.signal(signal.SIGVTALRM, before)
    return {"format": format.name, "inputs": count, **told, "longest": round(longest, 3), "findings": findings}


def main() -> None:
    """Fuzz all readers, or those named, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="endings, by commas: html,warc")
    parser.add_argument("--keep", type=Path, default=None)
    options = parser.parse_args()
    wanted = {f"a.{ending}" for ending in options.only.split(",") if ending}
    heads = ("input", "inputs", "read", "refused", "crash", "slow", "longest s")
    print("{:12} {:>7} {:>7} {:>8} {:>6} {:>5} {:>10}  wall s".format(*heads))
    failed = False
    for format in formats():
        if wanted and format.name not in wanted:
            continue
        started = time.monotonic()
        told = fuzz(format, options.count, options.seed, options.keep)
        wall = time.monotonic() - started
        cells = [told.get(key, 0) for key in ("inputs", "read", "refused", "crash", "slow", "longest")]
        print("{:12} {:7} {:7} {:8} {:6} {:5} {:10}".format(format.name, *cells), f"{wall:7.0f}", flush=True)
        for finding in told["findings"][:5]:
            print("   ", finding[:1500], file=sys.stderr)
        failed = failed or bool(told["findings"])
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
