"""Is a room what it should be? Every text against its hash, every reading against its rows, the database in itself.

And if it is not: what can still be read goes, report by report, into a new room.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sitroom.errors import RoomNotFound
from sitroom.model import Dossier, Problem
from sitroom.store import schema
from sitroom.store.backup import quoted
from sitroom.store.packing import unpacked

RESTORE = "restore a backup (sitroom restore), or save what can be read (sitroom restore --salvage)"
REREAD = "read it again: sitroom reread REPORT --all"
SHOWN = 20  # problems of one kind that are listed one by one

Progress = Callable[[int, int], None]

# (what is wrong, what to do, SQL that gives the rows concerned)
RULES = (
    ("report {} has no reading", RESTORE,
     "SELECT id FROM reports WHERE seq NOT IN (SELECT report FROM dossiers)"),
    ("report {} is not placed among the revisions", "open the room once with this version; it will be placed",
     "SELECT id FROM reports WHERE seq NOT IN (SELECT report FROM revisions)"),
    ("no text counts of report {}", REREAD,
     "SELECT id FROM reports WHERE seq IN (SELECT article FROM revisions) AND seq NOT IN "
     "(SELECT article FROM revisions JOIN heads USING (report))"),
    ("more than one text counts of report {}", RESTORE,
     "SELECT id FROM reports JOIN (SELECT article, count(*) n FROM revisions JOIN heads USING (report) "
     "GROUP BY article) ON article = seq WHERE n > 1"),
    ("the last reading of report {} does not count", REREAD,
     "SELECT id FROM heads h JOIN reports r ON r.seq = h.report WHERE h.dossier <> "
     "(SELECT max(seq) FROM dossiers d WHERE d.report = h.report)"),
    ("report {} cannot be found by its words", REREAD,
     "SELECT id FROM reports r JOIN dossiers d ON d.report = r.seq "
     "WHERE d.seq NOT IN (SELECT id FROM text_words_docsize) GROUP BY r.seq"),
    ("a statement of report {} cannot be found by its words", REREAD,
     "SELECT r.id FROM statements s JOIN dossiers d ON d.seq = s.dossier JOIN reports r ON r.seq = d.report "
     "WHERE s.seq NOT IN (SELECT id FROM statement_words_docsize) GROUP BY r.seq"),
    ("the statements of report {} are not those of its reading", REREAD,
     "SELECT r.id FROM dossiers d JOIN reports r ON r.seq = d.report WHERE d.statements <> "
     "(SELECT count(*) FROM statements s WHERE s.dossier = d.seq) GROUP BY r.seq"),
    ("the events of report {} are not those of its reading", REREAD,
     "SELECT r.id FROM dossiers d JOIN reports r ON r.seq = d.report WHERE d.events <> "
     "(SELECT count(*) FROM events e WHERE e.dossier = d.seq) GROUP BY r.seq"),
)  # fmt: skip


def verify(database: Path, progress: Progress | None = None) -> Iterator[Problem]:
    """Everything that is wrong with the room, with what to do about it; nothing if it is sound. Changes nothing.

    Raises RoomNotFound.
    """
    if not database.is_file():
        raise RoomNotFound(f"{database}: there is no room here")
    try:
        with closing(sqlite3.connect(f"file:{quoted(database)}?mode=ro", uri=True)) as connection:
            connection.execute("BEGIN")
            yield from whole(connection)
            yield from rules(connection)
            yield from contents(connection, progress)
    except sqlite3.DatabaseError as error:
        yield Problem(what=f"the database cannot be read further ({error})", remedy=RESTORE)


def whole(connection: sqlite3.Connection) -> Iterator[Problem]:
    """The database as a database."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION:
        yield Problem(what="the file is not a room of sitroom's", remedy="name the room's folder or its room.db")
        return
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != schema.VERSION:
        yield Problem(
            what=f"the room has format {version}, this version of sitroom writes {schema.VERSION}",
            remedy="open it once (sitroom reports)" if version < schema.VERSION else "update sitroom",
        )
        return
    for (found,) in connection.execute(f"PRAGMA integrity_check({SHOWN})"):
        if found != "ok":
            yield Problem(what=f"the database is damaged: {found}", remedy=RESTORE)
    for name, row, target, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(SHOWN):
        yield Problem(what=f"row {row} of {name} points to a row of {target} that is not there", remedy=RESTORE)


def rules(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What must hold between the tables."""
    for what, remedy, query in RULES:
        rows = [row[0] for row in connection.execute(query).fetchmany(SHOWN + 1)]
        for row in rows[:SHOWN]:
            yield Problem(what=what.format(row), remedy=remedy, report=row)
        if len(rows) > SHOWN:
            yield Problem(what=what.format("...") + " (and more of this kind)", remedy=remedy)


def contents(connection: sqlite3.Connection, progress: Progress | None) -> Iterator[Problem]:
    """Texts against their hashes; readings against their texts."""
    (total,) = connection.execute("SELECT count(*) FROM reports").fetchone()
    rows = connection.execute("SELECT seq, id, sha256, text FROM reports ORDER BY seq")
    for number, (seq, id, sha256, text) in enumerate(rows, start=1):
        if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != sha256:
            yield Problem(what=f"the text of report {id} is not what was added (its hash differs)", remedy=RESTORE,
                          report=id)  # fmt: skip
        bodies = connection.execute("SELECT body, statements, engine FROM dossiers WHERE report = ?", (seq,))
        for body, _, engine in bodies:
            trouble = reading_trouble(body, text, id)
            if trouble:
                yield Problem(what=f"the reading of report {id} by {engine} {trouble}", remedy=REREAD, report=id)
        if progress is not None:
            progress(number, total)


def reading_trouble(body: bytes, text: str, id: str) -> str | None:
    """What is wrong with one reading, in words."""
    try:
        dossier = Dossier.model_validate(json.loads(unpacked(body)) | {"text": text})
    except (zlib.error, ValueError, ValidationError):
        return "cannot be read"
    if dossier.report.id != id:
        return f"is of another report ({dossier.report.id})"
    spans: list[Any] = [*dossier.sections, *dossier.mentions, *(c for s in dossier.statements for c in s.contents)]
    if any(not 0 <= span.start <= span.end <= len(text) for span in spans):
        return "points outside its text"
    return None


def salvage(database: Path) -> Iterator[tuple[str, str, Dossier | None]]:
    """What can still be read of a damaged room: (id, name, last sound reading), in the order it came in.

    A report whose text is not what was added, or that has no sound reading, comes with None.
    """
    with closing(sqlite3.connect(f"file:{quoted(database)}?mode=ro", uri=True)) as connection:
        for seq in sorted(readable_rows(connection)):
            try:
                row = connection.execute("SELECT id, name, sha256, text FROM reports WHERE seq = ?", (seq,)).fetchone()
            except sqlite3.DatabaseError:
                continue
            if row is not None:
                id, name, sha256, text = row
                sound = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == sha256
                yield id, name, last_reading(connection, seq, text, id) if sound else None


def readable_rows(connection: sqlite3.Connection) -> set[int]:
    """Row numbers of reports, by whatever table and order still gives them: damage stops each somewhere else."""
    found: set[int] = set()
    for query in (
        "SELECT seq FROM reports ORDER BY seq", "SELECT seq FROM reports ORDER BY seq DESC",
        "SELECT report FROM dossiers", "SELECT report FROM revisions", "SELECT report FROM heads",
        "SELECT seq FROM reports ORDER BY id",
    ):  # fmt: skip
        try:
            for (seq,) in connection.execute(query):
                found.add(int(seq))
        except sqlite3.DatabaseError:
            continue
    top = max(found, default=0)
    return found | set(range(1, top + 1))


def last_reading(connection: sqlite3.Connection, seq: int, text: str, id: str) -> Dossier | None:
    """The last reading of a report that can be read."""
    try:
        bodies = connection.execute("SELECT body FROM dossiers WHERE report = ? ORDER BY seq DESC", (seq,)).fetchall()
    except sqlite3.DatabaseError:
        bodies = []
    for (body,) in bodies:
        if reading_trouble(body, text, id) is None:
            return Dossier.model_validate(json.loads(unpacked(body)) | {"text": text})
    return None


def salvage_corrections(database: Path) -> list[dict[str, Any]]:
    """Corrections of a damaged room that were not taken back, as far as they can be read, without number."""
    names = ("report", "target", "start", "end", "quote", "field", "value", "by", "at")
    columns = ", ".join(f'"{name}"' for name in names)
    found: list[dict[str, Any]] = []
    with closing(sqlite3.connect(f"file:{quoted(database)}?mode=ro", uri=True)) as connection:
        try:
            for row in connection.execute(f"SELECT {columns} FROM corrections WHERE undone IS NULL ORDER BY seq"):
                found.append(dict(zip(names, row, strict=True)))
        except sqlite3.DatabaseError:
            return found
    return found
