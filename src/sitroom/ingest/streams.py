"""Bytes read once, from front to back, with a look ahead; and the limits every reader keeps.

Nothing here holds more than it is asked for: a 2 GB archive passes through in pieces.
Deliberately not here: what the bytes are (sniff), how a format is read (one module each).
"""

from __future__ import annotations

import errno
import io
import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, BinaryIO

from sitroom.errors import EmptyInput, TooLargeInput, UnreadableInput

# Half a report would be taken for a later text of the whole one, where that is known.
HALF = " (half a report is worse than none: it was not read)"
MB = 1 << 20
PIECE = 1 << 16
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SAYINGS = {
    errno.ENOENT: "there is no such file",
    errno.EACCES: "may not be read: you have no permission (chmod +r gives it)",
    errno.ENAMETOOLONG: "is too long for a file name",
    errno.ELOOP: "is a symbolic link that leads back to itself",
    errno.ENOTDIR: "there is no such file: a part of the path is not a directory",
    errno.EISDIR: "is a directory",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken from one input named by the user.

    report    bytes of one report, and of one row, message or record
    document  bytes of a container that can only be read whole (a JSON array, a mail with attachments)
    unpacked  bytes that come out of compressed data, over all levels
    ratio     how many times larger it may become, once `free` bytes have come out
    depth     containers within containers
    members   members over all levels
    spool     bytes kept in an unnamed temporary file, for archives that come from a pipe or another archive
    """

    report: int = 20 * MB
    document: int = 64 * MB
    unpacked: int = 64 * 1024 * MB
    ratio: int = 200
    free: int = 16 * MB
    depth: int = 5
    members: int = 1_000_000
    spool: int = 4 * 1024 * MB


@dataclass(slots=True)
class Budget:
    """What has been taken so far from one input named by the user."""

    limits: Limits
    unpacked: int = 0
    members: int = 0

    def unpack(self, name: str, given: int, made: int, size: int) -> None:
        """Count `size` bytes more; `given` went in and `made` came out of this one. Raises TooLargeInput."""
        self.unpacked += size
        if made > self.limits.free and made > self.limits.ratio * max(1, given):
            raise TooLargeInput(
                name, f"unpacks to more than {self.limits.ratio} times its size, as a decompression bomb does: stopped"
            )
        if self.unpacked > self.limits.unpacked:
            raise TooLargeInput(
                name, f"unpacks to more than {self.limits.unpacked / (1 << 30):.4g} GB: unpack it and add it in parts"
            )

    def member(self, name: str) -> None:
        """Count one member. Raises TooLargeInput."""
        self.members += 1
        if self.members > self.limits.members:
            raise TooLargeInput(name, f"has more than {self.limits.members:,} members: stopped; add it in parts")


@dataclass(slots=True)
class Stream:
    """A source of bytes with a look ahead.

    source  returns at most so many bytes, b"" at the end; may return fewer
    file    the seekable file behind it, for formats that are read from their end
    fault   why the bytes end before they should, once that is known
    """

    source: Callable[[int], bytes]
    name: str
    file: IO[bytes] | None = None
    fault: str | None = None
    position: int = 0
    _held: bytearray = field(default_factory=bytearray)
    _at: int = 0
    _ended: bool = False

    def peek(self, size: int) -> bytes:
        """The next `size` bytes, fewer at the end; they stay to be read."""
        while not self._ended and len(self._held) - self._at < size:
            self._fill(max(size, PIECE))
        return bytes(self._held[self._at : self._at + size])

    def read(self, size: int) -> bytes:
        """At most `size` bytes, b"" only at the end (or for no size)."""
        if self._at >= len(self._held) and not self._ended:
            self._fill(min(max(size, 1), MB))
        part = bytes(self._held[self._at : self._at + size])
        self._at += len(part)
        self.position += len(part)
        return part

    def exactly(self, size: int) -> bytes:
        """`size` bytes, fewer only at the end."""
        parts: list[bytes] = []
        left = size
        while left > 0 and (part := self.read(min(left, MB))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def line(self, limit: int) -> bytes:
        """The next line with its line feed, b"" at the end; of a line longer than `limit`, `limit` + 1 bytes."""
        searched = self._at
        while True:
            end = self._held.find(b"\n", searched)
            if end != -1 or self._ended or len(self._held) - self._at > limit:
                stop = len(self._held) if end == -1 else end + 1
                return self.read(min(stop - self._at, limit + 1))
            searched = len(self._held) - self._at
            self._fill(PIECE)
            searched += self._at

    def back(self, data: bytes) -> None:
        """Put bytes back that were read too many."""
        self._held[self._at : self._at] = data
        self.position -= len(data)

    def skip(self, size: int) -> int:
        """Pass over `size` bytes; how many there were."""
        left = size
        while left > 0 and (part := self.read(min(left, MB))):
            left -= len(part)
        return size - left

    def whole(self, limit: int, what: str = "one report: split it into its reports") -> bytes:
        """All bytes, never holding more than `limit` + 1. Raises TooLargeInput, EmptyInput."""
        data = self.exactly(limit + 1)
        if len(data) > limit:
            raise TooLargeInput(self.name, f"is larger than {limit / MB:.4g} MB, too large for {what}")
        if not data.strip():
            raise EmptyInput(self.name, "is empty: there is nothing to read in it")
        return data

    def _fill(self, size: int) -> None:
        if self._at > 4 * MB or self._at >= len(self._held):
            del self._held[: self._at]
            self._at = 0
        try:
            part = self.source(size)
        except (EOFError, ValueError) as error:  # a closed or damaged source: what came before stays
            self.fault, part = f"cannot be read on: {error}", b""
        except OSError as error:
            self.fault, part = saying(error), b""
        if part:
            self._held += part
        else:
            self._ended = True


def of_bytes(data: bytes, name: str) -> Stream:
    """A stream over bytes that are held anyway."""
    file = io.BytesIO(data)
    return Stream(file.read, name, file)


def of_file(file: BinaryIO, name: str) -> Stream:
    """A stream over an open file; seekable if the file is."""
    try:
        seekable = file.seekable() and file.tell() == 0
    except (OSError, ValueError, AttributeError):
        seekable = False
    return Stream(file.read, name, file if seekable else None)


def within(stream: Stream, size: int, name: str) -> Stream:
    """The next `size` bytes of a stream as a stream of its own; read it, or what it leaves, before going on."""
    left = size

    def source(wanted: int) -> bytes:
        nonlocal left
        part = stream.read(min(wanted, left))
        left -= len(part)
        if not part and left and wanted:
            made.fault = made.fault or stream.fault or "is cut off: the file ends in the middle of it"
        return part

    made = Stream(source, name)
    return made


def seekable(stream: Stream, limits: Limits) -> IO[bytes]:
    """A file over all bytes of a fresh stream that can be read from its end. Raises TooLargeInput, UnreadableInput."""
    if stream.file is not None:
        stream.file.seek(0)
        return stream.file
    import tempfile

    spool = tempfile.SpooledTemporaryFile(max_size=32 * MB)  # noqa: SIM115 (closed when the archive has been read)
    size = 0
    try:
        while part := stream.read(MB):
            size += len(part)
            if size > limits.spool:
                raise TooLargeInput(
                    stream.name, f"is an archive larger than {limits.spool / (1 << 30):.4g} GB within another or a pipe"
                )
            spool.write(part)
    except OSError as error:
        raise UnreadableInput(stream.name, f"cannot be kept for reading: {error.strerror or error}") from error
    spool.seek(0)
    return spool


def saying(error: OSError) -> str:
    """An operating system's error as a sentence that goes on after the file's name."""
    return SAYINGS.get(error.errno or 0, f"cannot be read: {error.strerror or error}")


def printable(name: str | bytes, limit: int = 500) -> str:
    """A name that can be shown and stored: bytes that are no text and control characters become question marks."""
    if isinstance(name, bytes):
        name = os.fsdecode(name)
    name = CONTROL.sub("?", name.encode("utf-8", "replace").decode("utf-8"))
    name = unicodedata.normalize("NFC", name) if len(name) < 4 * limit else name
    return name if len(name) <= limit else name[: limit // 2] + "…" + name[-limit // 2 :]
