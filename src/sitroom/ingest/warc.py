"""WARC: the pages of a crawl, one by one; the file is never held.

Records that are answers with a page or a text in them are read; the rest is counted and said at the end. After a
damaged record reading goes on at the next one.
Written out here because a crawl is hostile input: fastwarc, which is faster, ends the process on some damaged files.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitroom.errors import EmptyInput, InputError, SkippedInput, TooLargeInput, UnreadableInput
from sitroom.ingest.parts import Item, Job, Part
from sitroom.ingest.sniff import TYPES
from sitroom.ingest.streams import HALF, MB, Stream, of_bytes, printable, within
from sitroom.ingest.unpack import unpacked

READ = ("html", "text", "markdown", "feed", "pdf")
WANTED = ("response", "resource")
# Bytes and lines of one record's head.
HEAD_LIMIT, HEAD_LINES = 64 * 1024, 400
# Reasons listed at the end.
REASONS = 12
# A page that is whole though its record promises more closes its markup in so many last bytes.
CLOSING = 400
SIZE = re.compile(rb"[0-9a-fA-F]{1,8}(?=[\r\n; ])")
STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b")


@dataclass(slots=True)
class Record:
    """One record: its head, and its block still to be read."""

    head: Mapping[str, str]
    block: Stream
    at: int

    @property
    def url(self) -> str:
        return self.head.get("warc-target-uri", "").strip("<> ")

    @property
    def name(self) -> str:
        return self.url or self.head.get("warc-record-id") or f"record at {self.at}"


def read_warc(part: Part, job: Job) -> Iterator[Item]:
    """Pages of a WARC file: responses with status 200 and resources that hold HTML, text, a feed or a PDF."""
    left: Counter[str] = Counter()
    pages = 0
    for record in _records(part):
        if isinstance(record, InputError):
            yield record
            continue
        if record.head.get("warc-type", "").lower() in WANTED:
            pages += 1
            for item in _page(record, part, job):
                if isinstance(item, str):
                    left[item] += 1
                else:
                    yield item
        while record.block.read(MB):
            pass
    if part.stream.fault:
        yield UnreadableInput(part.name, part.stream.fault + " (what came before was read)")
    if left:
        most = sorted(left.items(), key=lambda x: (-x[1], x[0]))
        reasons = ", ".join(f"{count} {reason}" for reason, count in most[:REASONS])
        yield SkippedInput(part.name, f"{left.total()} record{'s' if left.total() > 1 else ''} left out: {reasons}")
    if not pages and not part.stream.fault:
        yield EmptyInput(part.name, "holds no pages (responses or resources)")


def _records(part: Part) -> Iterator[Record | InputError]:
    """Records in order; an error wherever bytes are no record, once for each run of them."""
    stream, lost = part.stream, False
    while line := stream.line(HEAD_LIMIT):
        at = stream.position - len(line)
        if not line.strip():
            continue
        head = _head(stream) if line.startswith(b"WARC/") else None
        size = (head or {}).get("content-length", "")
        if head is None or not re.fullmatch(r"\d{1,15}", size):
            if not lost and not stream.fault:
                yield UnreadableInput(part.name, f"is damaged at byte {at:,}: went on at the next record")
            lost = True
            continue
        lost = False
        block = within(stream, int(size), part.name)
        yield Record(head, block, at)
        while block.read(MB):
            pass
        if block.fault:
            stream.fault = stream.fault or block.fault


def _head(stream: Stream) -> dict[str, str] | None:
    """Lines of a head up to the blank one; None if there is no end to it."""
    found: dict[str, str] = {}
    last, size = "", 0
    for _ in range(HEAD_LINES):
        line = stream.line(HEAD_LIMIT)
        size += len(line)
        if not line or size > HEAD_LIMIT:
            return None
        if not line.strip():
            return found
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[:1] in " \t" and last:
            found[last] += " " + text.strip()
            continue
        key, colon, value = text.partition(":")
        if colon:
            last = key.strip().lower()
            found.setdefault(last, value.strip())
    return None


def _page(record: Record, part: Part, job: Job) -> Iterator[Item | str]:
    """The reports in a record, or why it is left out, as text."""
    body, kind = record.block, record.head.get("content-type", "")
    http: Mapping[str, str] = {}
    if record.block.peek(5) == b"HTTP/":
        status = STATUS.match(record.block.line(HEAD_LIMIT))
        told = _head(record.block)
        if status is None or told is None:
            yield UnreadableInput(f"{part.name}!{printable(record.name)}", "has a damaged answer of the server")
            return
        if status[1] != b"200":
            yield f"with status {status[1].decode()}"
            return
        http, kind = told, told.get("content-type", "")
    plain = kind.partition(";")[0].strip().lower()
    if plain and TYPES.get(plain) not in READ:
        yield f"of type {printable(plain, 60)}"
        return
    yield from _report(record, _payload(body, http, part, job), kind, part, job)


def _report(record: Record, body: Stream, kind: str, part: Part, job: Job) -> Iterator[Item]:
    name = f"{part.name}!{printable(record.name)}"
    address = record.url if record.url.lower().startswith(("http://", "https://")) else None
    said = {"url": address, "media_type": kind or None, "retrieved": record.head.get("warc-date")}
    try:
        data = body.exactly(job.limits.report + 1)
        if len(data) > job.limits.report:
            raise TooLargeInput(name, f"is larger than {job.limits.report / MB:.4g} MB, too large for one report")
        if body.fault and not data:
            raise UnreadableInput(name, body.fault)
        if body.fault and b"</html>" not in data[-CLOSING:].lower():
            raise UnreadableInput(name, body.fault + HALF)
        yield from job.members(part.member(of_bytes(data, name), record.name, said))
        if body.fault:
            yield UnreadableInput(name, body.fault + " (what came before was read)")
    except InputError as error:
        if job.spent:
            raise
        yield error


def _payload(body: Stream, http: Mapping[str, str], part: Part, job: Job) -> Stream:
    """A body without the server's chunks and compression. Archivers often keep the head of what they took away."""
    if "chunked" in http.get("transfer-encoding", "").lower() and SIZE.match(body.peek(12)):
        body = _unchunked(body)
    coding = http.get("content-encoding", "").strip().lower()
    if coding in ("gzip", "x-gzip") and body.peek(2) == b"\x1f\x8b":
        return unpacked(body, "gzip", part.name, job.budget)
    if coding == "deflate":
        return _inflated(body, part, job)
    return body


def _unchunked(body: Stream) -> Stream:
    """RFC 9112, section 7.1."""
    left = -1

    def source(size: int) -> bytes:
        nonlocal left
        if left == -1:
            found = SIZE.match(body.line(1000))
            if found is None:
                made.fault = "is cut off or damaged in its chunks"
                return b""
            left = int(found[0], 16)
        if left == 0:
            return b""
        part = body.read(min(size, left))
        left -= len(part)
        if not part:
            made.fault = body.fault or "is cut off in its chunks"
        elif left == 0:
            body.line(2)
            left = -1
        return part

    made = Stream(source, body.name)
    return made


def _inflated(body: Stream, part: Part, job: Job) -> Stream:
    """zlib or, as some servers send it, bare deflate."""
    raw = body.peek(1)[:1] not in (b"\x78", b"\x58", b"\x68", b"\x48")
    machine = zlib.decompressobj(-15 if raw else 15)
    counts = [0, 0]

    def source(size: int) -> bytes:
        while not machine.eof:
            data = machine.unconsumed_tail or body.read(1 << 14)
            if not data:
                break
            counts[0] += 0 if machine.unconsumed_tail else len(data)
            piece = machine.decompress(data, max(1, min(size, MB)))
            if piece:
                counts[1] += len(piece)
                job.budget.unpack(part.name, counts[0], counts[1], len(piece))
                return piece
        return b""

    def guarded(size: int) -> bytes:
        try:
            return source(size)
        except zlib.error as error:
            raise ValueError(str(error)) from error

    return Stream(guarded, body.name)
