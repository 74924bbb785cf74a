"""A copy of a room that can be relied on: made while others write, checked before it replaces anything.

    back_up(room.db, target)    a copy in one consistent state, flushed and checked before it gets its name
    put_back(copy, room.db)     the reverse; what is there is replaced only when asked to, and only by a sound room

A target that ends in .gz is compressed.
"""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sitroom.errors import RoomNotFound, StoreError
from sitroom.store import schema
from sitroom.store.engine import explanation

PAGES = 2_000  # copied at a time: writers get their turn between
GZIP = b"\x1f\x8b"

Progress = Callable[[int, int], None]  # (pages done, pages in all)


def back_up(database: Path, target: Path, progress: Progress | None = None) -> int:
    """Copy the room `database` to the file `target`, while others may write; size of the copy in bytes.

    The target appears whole or not at all; one that is there is replaced. Raises RoomNotFound, StoreError.
    """
    if not database.is_file():
        raise RoomNotFound(f"{database}: there is no room here")
    if target.is_dir() or target.resolve() == database.resolve():
        raise StoreError(f"{target}: name a file for the backup, not the room itself or a folder")
    with troubles(target), beside(target) as part:
        copy(database, part, progress)
        trouble = quick_check(part)
        if trouble:
            raise StoreError(f"{database}: {trouble}; no backup was made. `sitroom verify` says more")
        if target.suffix == ".gz":
            compress(part)
        flush(part)
        os.replace(part, target)
    flush(target.parent)
    return target.stat().st_size


def put_back(source: Path, database: Path, *, force: bool = False) -> int:
    """Make the backup `source` the room `database`; how many reports it has.

    Nothing is touched unless the backup is a sound room; a room that is there is replaced only with `force`, and is
    then kept beside as `NAME.before-restore`. Raises RoomNotFound, StoreError.
    """
    if not source.is_file():
        raise RoomNotFound(f"{source}: there is no such backup")
    if database.exists() and not force:
        raise StoreError(f"{database}: there is a room already; --force replaces it (and keeps it beside)")
    with troubles(database):
        database.parent.mkdir(parents=True, exist_ok=True)
        with beside(database) as part:
            expand(source, part)
            trouble = quick_check(part)
            if trouble:
                raise StoreError(f"{source}: {trouble}; nothing was restored")
            with closing(sqlite3.connect(part)) as connection:
                (reports,) = connection.execute("SELECT count(*) FROM heads").fetchone()
            flush(part)
            if database.exists():
                set_aside(database)
            os.replace(part, database)
        flush(database.parent)
    return int(reports)


def set_aside(database: Path) -> None:
    """Move a room away, its log folded into it first. Raises StoreError when somebody is writing into it."""
    aside = database.with_name(database.name + ".before-restore")
    try:
        with closing(sqlite3.connect(database, timeout=2)) as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION:
                busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                if busy:
                    raise StoreError(f"{database}: another process uses this room; stop it before restoring")
    except sqlite3.DatabaseError:
        pass  # damaged, which may be why it is replaced: it is kept as it is
    for end in ("-wal", "-shm"):
        log = database.with_name(database.name + end)
        if log.exists():
            os.replace(log, aside.with_name(aside.name + end))
    os.replace(database, aside)


def copy(database: Path, target: Path, progress: Progress | None = None) -> None:
    """A consistent copy by SQLite's own means."""
    with closing(sqlite3.connect(f"file:{quoted(database)}?mode=ro", uri=True)) as source, \
            closing(sqlite3.connect(target)) as made:  # fmt: skip
        if source.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION:
            raise StoreError(f"{database}: is not a room of sitroom's")
        # One read transaction: SQLite would begin anew whenever somebody writes, and never end beside a busy writer.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(made, pages=PAGES, progress=lambda _, left, all: progress(all - left, all) if progress else None)
        source.execute("ROLLBACK")
        made.execute("PRAGMA journal_mode = DELETE")


def quick_check(database: Path) -> str | None:
    """What is wrong with a file as a room, in words; None if it looks sound."""
    try:
        with closing(sqlite3.connect(f"file:{quoted(database)}?mode=ro", uri=True)) as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION:
                return "is not a room of sitroom's"
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > schema.VERSION:
                return f"was written by a later version of sitroom (room format {version})"
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            return None if found == "ok" else f"is damaged ({found})"
    except sqlite3.DatabaseError as error:
        return f"is damaged or no room ({error})"


def quoted(path: Path) -> str:
    """A path inside a file: address."""
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def compress(part: Path) -> None:
    """Compress a file in place."""
    packed = part.with_name(part.name + ".gz")
    try:
        with part.open("rb") as plain, gzip.open(packed, "wb", compresslevel=6) as target:
            shutil.copyfileobj(plain, target, 1 << 20)
        os.replace(packed, part)
    finally:
        packed.unlink(missing_ok=True)


def expand(source: Path, part: Path) -> None:
    """A backup, compressed or not, as a plain file. Raises StoreError when it is cut off."""
    with source.open("rb") as file:
        zipped = file.read(2) == GZIP
    try:
        with gzip.open(source, "rb") if zipped else source.open("rb") as plain, part.open("wb") as target:
            shutil.copyfileobj(plain, target, 1 << 20)
    except (EOFError, gzip.BadGzipFile) as error:
        raise StoreError(f"{source}: the compressed backup is damaged ({error}); nothing was restored") from error


def flush(path: Path) -> None:
    """Make sure a file, or a folder's list of files, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A file to work on in the target's folder; gone in the end unless it was renamed."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for end in ("", "-journal", "-wal", "-shm"):
            Path(name + end).unlink(missing_ok=True)


@contextmanager
def troubles(path: Path) -> Iterator[None]:
    """Turn the system's errors into ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise explanation(path, error) from error
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from error
