"""Copies of a room, and what to do when one is damaged: the database's file as such, nobody has it open here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from sitroom.errors import StoreError
from sitroom.model import Added, Problem
from sitroom.room.keeping import stamp_of
from sitroom.room.recognise import as_kept, features_for, hooks_for, marks_of

Progress = Callable[[int, int], None]


def backup(database: Path, target: Path, progress: Progress | None = None) -> int:
    """Copy a room to a file (compressed if it ends in .gz), while others may write; the copy's size in bytes.

    Raises RoomNotFound, StoreError: then there is no new file.
    """
    from sitroom.store.backup import back_up

    return back_up(database, target, progress)


def restore(source: Path, database: Path, *, force: bool = False) -> int:
    """Make a backup the room; how many reports it has. See `store.backup.put_back`. Raises RoomNotFound, StoreError."""
    from sitroom.store.backup import put_back

    return put_back(source, database, force=force)


def verify(database: Path, progress: Progress | None = None) -> Iterator[Problem]:
    """Everything that is wrong with a room, each with what to do about it. Raises RoomNotFound."""
    from sitroom.store.verify import verify as look

    return look(database, progress)


def salvage(damaged: Path, target: Path, *, now: datetime) -> Iterator[Added]:
    """Save every report of a damaged room that can still be read into a new one; iterate to make it happen.

    A report is handed out as "refused" if its text is not what was added or no reading of it is sound. Corrections by
    people are saved where they can be read; of several readings of a text, the last sound one is.
    Raises StoreError (there is a room at the target, the damaged file is no database at all).
    """
    from sitroom.store import Store
    from sitroom.store.backup import troubles
    from sitroom.store.verify import salvage as saved
    from sitroom.store.verify import salvage_corrections

    if target.exists():
        raise StoreError(f"{target}: there is a room already; choose another name for what is saved")
    stamp = stamp_of(now)
    store = Store.open(target, create=True)
    try:
        with troubles(damaged):
            for id, name, dossier in saved(damaged):
                if dossier is None:
                    yield Added(name=name, status="refused", reason=f"report {id} cannot be read any more")
                    continue
                features = features_for(dossier)
                yield store.insert(
                    dossier, as_kept(features), name=name, given=(f"saved {id}", dossier.engine), stamp=stamp,
                    marks=marks_of(dossier, features), hooks=hooks_for(features),
                )  # fmt: skip
            for row in salvage_corrections(damaged):
                hooks = None
                if row["report"] is not None:
                    if not store.has(row["report"]):
                        continue
                    hooks = hooks_for(features_for(store.dossier(row["report"])))
                store.correct(row, hooks)
    finally:
        store.close()
