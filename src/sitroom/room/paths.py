"""Where the files of a room are."""

from __future__ import annotations

from pathlib import Path


def database_of(path: Path) -> Path:
    """The database of the room at `path`: the path itself if it ends in .db or is a file, else `room.db` in it."""
    return path if path.suffix == ".db" or path.is_file() else path / "room.db"


def rosters_of(database: Path) -> tuple[Path, ...]:
    """The files beside a room's database that name holders of offices: Wikidata's first, the user's own over it."""
    return tuple(p for p in (database.parent / "roster-wikidata.csv", database.parent / "roster.csv") if p.is_file())
