"""Connections to the room's SQLite file, and its errors put into words.

Every write is one IMMEDIATE transaction: a second writer waits its turn instead of failing half-way. The log is
written ahead and flushed at each commit (WAL, synchronous=FULL), so what was committed survives a kill or a power cut.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from sitroom.errors import RoomLocked, StoreError

WRITE = {"sitroom_begin": "BEGIN IMMEDIATE"}


def connect(path: Path, timeout: float) -> Engine:
    """An engine on the SQLite file `path`; `timeout` seconds are waited for another writer."""
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": timeout})

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, the driver would say it too late
        for pragma in ("foreign_keys = ON", "synchronous = FULL", "cache_size = -32768", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("sitroom_begin", "BEGIN"))

    return engine


@contextmanager
def reading(engine: Engine, path: Path) -> Iterator[Connection]:
    """One consistent view of the room. Raises StoreError."""
    with explained(path), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """One transaction: all of it is kept, on the disk, or none. Raises RoomLocked, StoreError."""
    with explained(path), engine.connect().execution_options(**WRITE) as connection, connection.begin():
        yield connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the driver's errors into ours. Raises RoomLocked, StoreError."""
    try:
        yield
    except DBAPIError as error:
        raise explanation(path, error.orig) from error
    except sqlite3.Error as error:
        raise explanation(path, error) from error


def explanation(path: Path, error: BaseException | None) -> StoreError:
    """The error that says what is wrong with the database at `path`, and what to do."""
    code = str(getattr(error, "sqlite_errorname", ""))
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return RoomLocked(
            f"{path}: another process is writing into this room; try again when it is done, or wait longer "
            "(`timeout` in room.toml)"
        )
    reasons = {
        "SQLITE_FULL": "the disk is full, so nothing more was written; make room, then add the rest again",
        "SQLITE_NOTADB": "is not a room: the file is not a database",
        "SQLITE_CORRUPT": "the database is damaged; restore it from a backup",
        "SQLITE_READONLY": "may not be written; check who owns the file and its folder",
        "SQLITE_CANTOPEN": "cannot be opened; check that the folder exists and may be written",
        "SQLITE_IOERR": "reading or writing failed; check the disk",
        "SQLITE_TOOBIG": "the report is too large for the database",
    }
    for start, reason in reasons.items():
        if code.startswith(start):
            return StoreError(f"{path}: {reason}")
    return StoreError(f"{path}: the database refused: {error}")
