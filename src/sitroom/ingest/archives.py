"""zip and tar: their members, one after the other, never written to disk under any name.

A zip that lost its end (a broken download) is read from the front as far as it goes.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import IO

from sitroom.errors import InputError, SkippedInput, TooLargeInput, UnreadableInput
from sitroom.ingest.parts import Item, Job, Part
from sitroom.ingest.sniff import NO_REPORTS, suffix
from sitroom.ingest.streams import MB, Budget, Stream, printable, seekable, within

BLOCK = 512
LONG_NAME = 64 * 1024
# The table at a zip's end is held as a whole.
DIRECTORY = 256 * MB
LOCAL = struct.Struct("<4sHHHHHIIIHH")
HIDDEN = re.compile(r"(?:\A|/)(?:\.[^./]|__MACOSX/)")
ENDED = "is cut off or damaged: what could be read was read"


def read_zip(part: Part, job: Job) -> Iterator[Item]:
    """The members of a zip, in the order of its table."""
    file = seekable(part.stream, job.limits)
    size = file.seek(0, 2)
    try:
        _check_directory(file, size, part.name, job)
        archive = zipfile.ZipFile(file)
        infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError, EOFError, IndexError) as error:
        yield from _salvage(file, part, job, error)
        return
    made = [0]
    names: Counter[str] = Counter()
    with archive:
        for info in infos:
            if info.is_dir():
                continue
            name = _again(info.filename, names)
            if left := left_out(name):
                yield SkippedInput(f"{part.name}!{printable(name)}", left)
                continue
            if info.flag_bits & 1:
                yield UnreadableInput(f"{part.name}!{printable(name)}", "is locked with a password: unpack it first")
                continue
            try:
                with archive.open(info) as opened:
                    member = part.member(_counted(opened, part.name, size, made, job.budget), name)
                    yield from job.members(member)
                    yield from told_fault(member)
            except (
                zipfile.BadZipFile, OSError, ValueError, zlib.error, EOFError, NotImplementedError, struct.error,
                RuntimeError,
            ) as error:  # fmt: skip
                yield UnreadableInput(f"{part.name}!{printable(name)}", f"is damaged in the archive ({error})")
            if made[0] > job.limits.free and made[0] > job.limits.ratio * size:
                raise TooLargeInput(part.name, "unpacks like a decompression bomb: the rest of it was not read")


def left_out(name: str) -> str | None:
    """Why a member of a folder or archive is no report, by its name alone; None where it may be one."""
    if HIDDEN.search(name.replace("\\", "/")):
        return "left out: a hidden file"
    return f"left out: {suffix(name)} files are no reports" if suffix(name) in NO_REPORTS else None


def told_fault(member: Part) -> Iterator[Item]:
    """A member whose bytes ended too early says so, after what could be read of it."""
    if member.stream.fault:
        yield UnreadableInput(member.name, member.stream.fault + " (what came before was read)")


def _again(name: str, names: Counter[str]) -> str:
    """Archives may hold one name twice; the second is name (2)."""
    names[name] += 1
    return name if names[name] == 1 else f"{name} ({names[name]})"


def _counted(opened: IO[bytes], name: str, size: int, made: list[int], budget: Budget) -> Stream:
    """A member as a stream that keeps the archive's budget: members may overlap, so all count together."""

    def source(wanted: int) -> bytes:
        try:
            part = opened.read(min(wanted, MB))
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise ValueError(f"damaged in the archive ({error})") from error
        made[0] += len(part)
        budget.unpack(name, size, made[0], len(part))
        return part

    return Stream(source, name)


def _check_directory(file: IO[bytes], size: int, name: str, job: Job) -> None:
    """Refuse a table of members that would not fit into memory, before anything reads it."""
    file.seek(max(0, size - 66_000))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at != -1 and len(tail) >= at + 22:
        count, length = struct.unpack("<HI", tail[at + 10 : at + 16])
        wide = tail.rfind(b"PK\x06\x06")
        if length == 0xFFFFFFFF and wide != -1 and len(tail) >= wide + 48:
            count, length = struct.unpack("<QQ", tail[wide + 32 : wide + 48])
        if min(length, size) > DIRECTORY or (count > job.limits.members and length < size):
            raise TooLargeInput(name, f"lists {count:,} members, too many to read: split it")
    file.seek(0)


def _salvage(file: IO[bytes], part: Part, job: Job, error: Exception) -> Iterator[Item]:
    """Members of a zip without its table, by the heads that stand before each."""
    file.seek(0)
    stream = Stream(file.read, part.name)
    found = 0
    while stream.peek(4) == b"PK\x03\x04":
        head = stream.exactly(LOCAL.size)
        if len(head) < LOCAL.size:
            break
        _, _, flags, method, _, _, _, packed, _, name_size, extra = LOCAL.unpack(head)
        name = stream.exactly(name_size).decode("utf-8", "replace")
        stream.skip(extra)
        if flags & 1 or method not in (0, 8) or (flags & 8 and method == 0):
            break
        member = part.member(_salvaged(stream, method, packed, part.name, job.budget), name)
        found += 1
        if not name.endswith("/") and not left_out(name):
            try:
                yield from job.members(member)
            except InputError:
                if job.spent:
                    raise
        while member.stream.read(MB):
            pass
        yield from told_fault(member)
        if flags & 8 and stream.peek(4) == b"PK\x07\x08":
            stream.skip(16)
        elif flags & 8:
            stream.skip(12)
    if not found:
        yield UnreadableInput(part.name, f"is a zip archive that cannot be read ({error})")
    else:
        yield UnreadableInput(part.name, ENDED)


def _salvaged(stream: Stream, method: int, packed: int, name: str, budget: Budget) -> Stream:
    if method == 0:
        return within(stream, packed, name)
    machine = zlib.decompressobj(-15)
    counts = [0, 0]

    def source(wanted: int) -> bytes:
        while not machine.eof:
            data = machine.unconsumed_tail or stream.read(1 << 14)
            if not data:
                made.fault = "is cut off: the archive ends in the middle of it"
                return b""
            counts[0] += 0 if machine.unconsumed_tail else len(data)
            try:
                part = machine.decompress(data, max(1, min(wanted, MB)))
            except zlib.error as error:
                raise ValueError(f"damaged in the archive ({error})") from error
            if machine.eof:
                stream.back(machine.unused_data)
            if part:
                counts[1] += len(part)
                budget.unpack(name, counts[0], counts[1], len(part))
                return part
        return b""

    made = Stream(source, name)
    return made


def read_tar(part: Part, job: Job) -> Iterator[Item]:
    """The regular files of a tar archive, front to back (ustar, GNU long names, pax)."""
    stream = part.stream
    names: Counter[str] = Counter()
    long: dict[str, str] = {}
    found = False
    while len(head := stream.exactly(BLOCK)) == BLOCK and any(head):
        size, kind = _number(head[124:136]), head[156:157]
        if size is None or not _checks(head):
            yield UnreadableInput(part.name, ENDED if found else "is a tar archive that cannot be read")
            return
        found = True
        rest = -size % BLOCK
        if kind in (b"L", b"x"):
            told = stream.exactly(min(size, LONG_NAME))
            stream.skip(size - len(told) + rest)
            long = {"path": _cut(told)} if kind == b"L" else _pax(told)
            continue
        prefix = _cut(head[345:500]) if head[257:263] == b"ustar\0" else ""
        name = long.get("path") or (f"{prefix}/" if prefix else "") + _cut(head[:100])
        size = int(long["size"]) if long.get("size", "").isdecimal() else size
        rest, long = -size % BLOCK, {}
        member = part.member(within(stream, size, part.name), _again(name, names))
        if kind in (b"0", b"\0", b"7") and not name.endswith("/"):
            left = left_out(name)
            if left:
                yield SkippedInput(member.name, left)
            else:
                yield from job.members(member)
        while member.stream.read(MB):
            pass
        yield from told_fault(member)
        stream.skip(rest)
    if stream.fault:
        yield UnreadableInput(part.name, stream.fault + " (what came before was read)")
    elif not found or 0 < len(head) < BLOCK:
        yield UnreadableInput(part.name, ENDED if found else "is a tar archive that cannot be read")


def _number(field: bytes) -> int | None:
    """A tar head's number: octal digits, or binary where the first bit says so; None for nonsense."""
    if field[:1] and field[0] & 0x80:
        return int.from_bytes(field[1:], "big") if len(field.lstrip(b"\x80\0")) <= 8 else None
    digits = field.strip(b"\0 ")
    return int(digits, 8) if re.fullmatch(rb"[0-7]{0,22}", digits) and digits else (0 if not digits else None)


def _checks(head: bytes) -> bool:
    told = _number(head[148:156])
    return told is not None and told == sum(head[:148]) + sum(head[156:]) + 8 * 32


def _cut(field: bytes) -> str:
    return field.split(b"\0", 1)[0].decode("utf-8", "replace")


def _pax(data: bytes) -> dict[str, str]:
    """The records of a pax head: "30 path=...\\n"."""
    found: dict[str, str] = {}
    at = 0
    while match := re.compile(rb"(\d{1,6}) ([^=\n]{1,100})=").match(data, at):
        end = at + int(match[1])
        if end <= match.end() or end > len(data):
            break
        found[match[2].decode("utf-8", "replace")] = data[match.end() : end - 1].decode("utf-8", "replace")
        at = end
    return found
