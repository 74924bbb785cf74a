"""Folders: what lies in them, in sorted order, once each, whatever symbolic links lead where."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sitroom.errors import EmptyInput, SkippedInput, UnreadableInput
from sitroom.ingest.archives import left_out
from sitroom.ingest.streams import printable, saying

# Folders within folders: deeper ones are a mistake or a trap.
DEPTH = 64


def files_in(folder: str) -> Iterator[str | UnreadableInput | SkippedInput]:
    """Paths of the files below a folder that may be reports; the others as what is wrong with them."""
    found = False
    for item in _walk(folder, set(), 0):
        found = True
        yield item
    if not found:
        yield EmptyInput(printable(folder), "is an empty folder")  # type: ignore[misc]


def _walk(folder: str, seen: set[tuple[int, int]], depth: int) -> Iterator[str | UnreadableInput | SkippedInput]:
    shown = printable(folder)
    try:
        told = os.stat(folder)
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield UnreadableInput(shown, saying(error))
        return
    if (told.st_dev, told.st_ino) in seen:
        yield SkippedInput(shown, "left out: a link to a folder that is read already")
        return
    if depth > DEPTH:
        yield SkippedInput(shown, f"left out: it lies more than {DEPTH} folders deep")
        return
    seen.add((told.st_dev, told.st_ino))
    for name in names:
        path = os.path.join(folder, name)
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            reason = saying(error) if isinstance(error, OSError) else str(error)
            yield UnreadableInput(printable(path), f"{reason} (a broken link?)" if Path(path).is_symlink() else reason)
            continue
        if left := left_out(name):
            yield SkippedInput(printable(path), left)
        elif stat.S_ISDIR(mode):
            if name.endswith(".room") and os.path.exists(os.path.join(path, "room.db")):
                yield SkippedInput(printable(path), "left out: a room")
            else:
                yield from _walk(path, seen, depth + 1)
        elif stat.S_ISREG(mode):
            yield path
        else:
            yield SkippedInput(printable(path), "left out: no file (a pipe, a socket, a device)")
