"""Files and standard input to raw reports.

One bad input never stops the others: it comes out as the InputError that says what is wrong and what to do.

Deliberately not here: what the bytes say (clean does that); directories, feeds, archives, addresses.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from sitroom.errors import EmptyInput, InputError, TooLargeInput, UnreadableInput
from sitroom.model import Raw

# Bytes of one report. The longest news pages are below 5 MB of markup and 1 MB of text.
LIMIT = 20 * 1024 * 1024
STDIN = "-"
MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/plain",
    ".markdown": "text/plain",
}
SAYINGS = {
    errno.ENOENT: "there is no such file",
    errno.EACCES: "may not be read: you have no permission (chmod +r gives it)",
    errno.ENAMETOOLONG: "is too long for a file name",
    errno.ELOOP: "is a symbolic link that leads back to itself",
    errno.ENOTDIR: "there is no such file: a part of the path is not a directory",
}


def read_inputs(
    paths: Iterable[str | os.PathLike[str]],
    *,
    stdin: BinaryIO | None = None,
    published: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    url: str | None = None,
    title: str | None = None,
    limit: int = LIMIT,
) -> Iterator[Raw | InputError]:
    """Each path as a Raw, or as the InputError (not raised) that refuses it, in order.

    "-" reads `stdin`. What is given (published as ISO 8601, outlet, language as ISO 639-1, url, title) is taken for
    every input and wins over what a page says of itself. At most `limit` bytes of an input are held.
    """
    given = {"published": published, "outlet": outlet, "language": language, "url": url, "title": title}
    for path in paths:
        try:
            name, data, media_type = _read(path, stdin, limit)
            yield Raw(name=name, data=data, media_type=media_type, **given)
        except InputError as error:
            yield error


def read_file(path: str | os.PathLike[str], *, limit: int = LIMIT) -> Raw:
    """One file. Raises UnreadableInput, EmptyInput, TooLargeInput."""
    name, data, media_type = _read(path, None, limit)
    return Raw(name=name, data=data, media_type=media_type)


def _read(path: str | os.PathLike[str], stdin: BinaryIO | None, limit: int) -> tuple[str, bytes, str | None]:
    shown = printable(os.fspath(path))
    if os.fspath(path) == STDIN:
        if stdin is None:
            raise UnreadableInput("<stdin>", "standard input is not open here; name a file instead")
        return "<stdin>", read_stream(stdin, "<stdin>", limit), None
    try:
        if Path(path).is_dir():
            raise UnreadableInput(shown, f"is a directory: name the files in it, for example {shown.rstrip('/')}/*.txt")
        with open(path, "rb") as stream:
            data = read_stream(stream, shown, limit)
    except OSError as error:
        raise UnreadableInput(shown, saying(error)) from error
    except ValueError as error:  # a NUL character in the path
        raise UnreadableInput(shown, f"is not a file name ({error})") from error
    return shown, data, MEDIA_TYPES.get(Path(path).suffix.lower())


def read_stream(stream: BinaryIO, name: str, limit: int) -> bytes:
    """All bytes of a stream, never holding more than `limit` + 1. Raises EmptyInput, TooLargeInput, UnreadableInput."""
    parts: list[bytes] = []
    left = limit + 1
    try:
        while left > 0 and (part := stream.read(min(left, 1 << 20))):
            parts.append(part)
            left -= len(part)
    except OSError as error:
        raise UnreadableInput(name, saying(error)) from error
    data = b"".join(parts)
    if len(data) > limit:
        raise TooLargeInput(
            name, f"is larger than {limit / (1 << 20):.4g} MB, too large for one report: split it into its reports"
        )
    if not data.strip():
        raise EmptyInput(name, "is empty: there is nothing to read in it")
    return data


def saying(error: OSError) -> str:
    """An operating system's error as a sentence that goes on after the file's name."""
    return SAYINGS.get(error.errno or 0, f"cannot be read: {error.strerror or error}")


def printable(name: str | bytes) -> str:
    """A file name that can be printed and stored: bytes that are not text become question marks."""
    if isinstance(name, bytes):
        name = os.fsdecode(name)
    return name.encode("utf-8", "replace").decode("utf-8")
