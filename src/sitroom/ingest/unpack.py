"""gzip, bzip2 and xz, in pieces and within limits.

Several compressed parts one after the other are one stream, as gunzip takes them (a .warc.gz has one for each record).
What was unpacked before damage is handed on; the damage is the stream's fault, said at the end.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from typing import Any, Literal

from sitroom.ingest.streams import PIECE, Budget, Stream

Codec = Literal["gzip", "bzip2", "xz"]
BEGINS: dict[Codec, bytes] = {"gzip": b"\x1f\x8b", "bzip2": b"BZh", "xz": b"\xfd7zXZ\x00"}
ENDINGS = (".gz", ".bz2", ".xz", ".gzip")
TAR_ENDINGS = {".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}
# Most memory xz may ask for; its strongest preset takes 65 MB.
XZ_MEMORY = 128 << 20


class Unpacker:
    """The source of an unpacked stream: call it for at most so many bytes."""

    def __init__(self, packed: Stream, codec: Codec, budget: Budget) -> None:
        self.packed, self.codec, self.budget = packed, codec, budget
        self.taken = self.made = 0
        self.fault: str | None = None
        self.left = b""
        self.ended = False
        self.machine: Any = _machine(codec)

    def __call__(self, size: int) -> bytes:
        while not self.ended:
            part = self._step(max(1, min(size, PIECE * 4)))
            if part:
                self.made += len(part)
                self.budget.unpack(self.packed.name, self.taken, self.made, len(part))
                return part
        return b""

    def _step(self, size: int) -> bytes:
        if self.machine.eof:
            self._next_part()
            return b""
        data = self.left
        if not data and (self.codec == "gzip" or self.machine.needs_input):
            data = self.packed.read(PIECE)
            self.taken += len(data)
            if not data:
                self._stop(self.packed.fault or "is cut off: the file ends in the middle of the compressed data")
                return b""
        try:
            part: bytes = self.machine.decompress(data, size)
        except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError, MemoryError) as error:
            self._stop(f"is damaged: the compressed data cannot be read on ({error})")
            return b""
        if self.machine.eof:
            self.left = self.machine.unused_data
        else:
            self.left = self.machine.unconsumed_tail if self.codec == "gzip" else b""
        return part

    def _next_part(self) -> None:
        """Another compressed part, or zeros as padding, or the end. Whatever else follows is a fault."""
        while True:
            self.left = self.left.lstrip(b"\0")
            if len(self.left) >= 6:
                break
            more = self.packed.read(PIECE)
            if not more:
                break
            self.taken += len(more)
            self.left += more
        if self.left.startswith(BEGINS[self.codec]):
            self.machine = _machine(self.codec)
        else:
            self._stop("has something else after the compressed data, which was left out" if self.left else None)

    def _stop(self, fault: str | None) -> None:
        self.fault, self.ended = fault, True


def unpacked(packed: Stream, codec: Codec, name: str, budget: Budget) -> Stream:
    """What is in a compressed stream. Reading it raises TooLargeInput where a limit is passed."""
    unpacker = Unpacker(packed, codec, budget)
    made = Stream(unpacker, name)

    def source(size: int) -> bytes:
        part = unpacker(size)
        if not part and unpacker.fault:
            made.fault = unpacker.fault
        return part

    made.source = source
    return made


def inner_name(name: str) -> str:
    """The name of what is in a compressed file: page.html.gz holds page.html."""
    lower = name.lower()
    for ending in ENDINGS:
        if lower.endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    for ending, inner in TAR_ENDINGS.items():
        if lower.endswith(ending):
            return name[: -len(ending)] + inner
    return name


def _machine(codec: Codec) -> Any:
    if codec == "gzip":
        return zlib.decompressobj(31)
    if codec == "bzip2":
        return bz2.BZ2Decompressor()
    return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=XZ_MEMORY)
