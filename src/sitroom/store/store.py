"""The store: one SQLite file behind a few plain methods. Values in, values out; no SQL leaves this folder.

What it does not do: it never changes or deletes what was kept, and draws no conclusions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Engine, delete, insert, select

from sitroom.errors import RoomLocked, RoomNotFound, StoreError
from sitroom.model import ActorSummary, Added, Dossier, ReportSummary, SearchHit, StatementHit
from sitroom.store import fulltext, read, schema
from sitroom.store.engine import connect, explained, reading, writing
from sitroom.store.write import insert_dossier, packed, unpacked


class Store:
    """An open room database. Safe to share between threads. Every method raises StoreError on disk trouble."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def open(cls, path: Path, *, create: bool = False, timeout: float = 10.0) -> Store:
        """Open the database at `path`; with `create`, make it and its folder if missing.

        A file that was left empty by a kill during creation is finished. Raises RoomNotFound, RoomTooNew,
        RoomLocked, StoreError.
        """
        place = path.parent if path.name == "room.db" else path
        if path.is_dir():
            raise StoreError(f"{path}: is a folder; a room's database is a file")
        try:
            if not path.exists():
                if not create:
                    raise RoomNotFound(
                        f"{place}: there is no room here; `sitroom add --room {place} FILE...` makes one"
                    )
                path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{place}: no room can be made here: {error.strerror}") from error
        store = cls(path, connect(path, timeout))
        try:
            store._prepare()
        except BaseException:
            store.close()
            raise
        return store

    def _prepare(self) -> None:
        with explained(self.path), self._engine.connect() as connection:
            application, version = (
                int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
                for name in ("application_id", "user_version")
            )
        if application == schema.APPLICATION and version == schema.VERSION:
            return
        if application or version:
            schema.check(application, version, str(self.path))
        with explained(self.path):
            raw = self._engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA journal_mode = WAL")  # not possible inside a transaction
            finally:
                raw.close()
        with writing(self._engine, self.path) as connection:
            schema.prepare(connection, str(self.path))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    # putting in

    def known_input(self, digest: str, engine: str) -> str | None:
        """The report that this very input gave when `engine` read it, or None."""
        table = schema.inputs
        query = select(schema.reports.c.id).join(table, table.c.report == schema.reports.c.seq)
        with reading(self._engine, self.path) as connection:
            return connection.execute(query.where(table.c.digest == digest, table.c.engine == engine)).scalar()

    def insert(
        self, dossier: Dossier, features: tuple[int, str], *, name: str, given: tuple[str, str], stamp: str
    ) -> Added:
        """Keep a dossier and what was read out of it; when this returns, it is on the disk.

        features  version and JSON of what the situation needs of it
        given     the input's digest and the engine version asked to read it (see `known_input`)
        stamp     ISO 8601 time of adding
        Raises RoomLocked, StoreError (disk full ...): then nothing of it is kept.
        """
        with writing(self._engine, self.path) as connection:
            return insert_dossier(connection, dossier, features, name, given, stamp)

    # looking up

    def full_id(self, id: str) -> str:
        """The report id this one is a beginning of. Raises NotInRoom."""
        with reading(self._engine, self.path) as connection:
            return read.full_id(connection, id)

    def dossier(self, id: str, engine: str | None = None) -> Dossier:
        """The reading that counts, or the last one by `engine`. Raises NotInRoom."""
        with reading(self._engine, self.path) as connection:
            return read.dossier(connection, id, engine)

    def readings(self, id: str) -> tuple[tuple[str, str], ...]:
        """(engine, when) of every reading of a report, oldest first."""
        with reading(self._engine, self.path) as connection:
            return read.readings(connection, id)

    def count(self, *, ids: Sequence[str] | None = None, outlet: str | None = None, language: str | None = None) -> int:
        """How many reports there are, among `ids`, of an outlet, in a language."""
        with reading(self._engine, self.path) as connection:
            return read.count(connection, ids, outlet, language)

    def reports(
        self,
        limit: int | None = None,
        offset: int = 0,
        *,
        ids: Sequence[str] | None = None,
        outlet: str | None = None,
        language: str | None = None,
    ) -> tuple[ReportSummary, ...]:
        """Reports, last published first; filters as in `count`."""
        with reading(self._engine, self.path) as connection:
            return read.list_reports(connection, limit, offset, ids, outlet, language)

    def outlets(self) -> tuple[tuple[str, int], ...]:
        """Outlets with their number of reports."""
        with reading(self._engine, self.path) as connection:
            return read.outlets(connection)

    def actors(self) -> tuple[ActorSummary, ...]:
        """Actors across reports, those in most reports first."""
        with reading(self._engine, self.path) as connection:
            return read.list_actors(connection)

    def keys_of(self, actor: str) -> frozenset[str]:
        """Keys of the actors meant by a key or a name."""
        with reading(self._engine, self.path) as connection:
            return read.keys_of(connection, actor)

    def statements(
        self,
        *,
        keys: frozenset[str] | None = None,
        ids: Sequence[str] | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        newest: bool = False,
    ) -> tuple[StatementHit, ...]:
        """Statements over time: of actors (keys), of reports (ids), between two ISO dates, both included."""
        with reading(self._engine, self.path) as connection:
            found = read.list_statements(connection, keys, ids, since, until, limit, offset, newest=newest)
        return tuple(hit for _, hit in found)

    def search(self, query: str, limit: int, kind: fulltext.Kind | None = None) -> tuple[SearchHit, ...]:
        """Full-text search; see Room.search."""
        with reading(self._engine, self.path) as connection:
            return fulltext.search(connection, query, limit, kind)

    # for the situation

    def state(self) -> int:
        """A number that changes when, and only when, something was added."""
        with reading(self._engine, self.path) as connection:
            return read.state(connection)

    def features(self) -> Iterator[tuple[str, int, str]]:
        """(report, version, JSON) for every report, in the order they came in."""
        with reading(self._engine, self.path) as connection:
            yield from read.stored_features(connection)

    def picture(self, state: int, version: int) -> str | None:
        """The situation kept for this state, as JSON, if it was drawn by this version."""
        table = schema.pictures
        with reading(self._engine, self.path) as connection:
            query = select(table.c.body).where(table.c.state == state, table.c.version == version)
            body = connection.execute(query).scalar()
        return None if body is None else unpacked(body)

    def keep_picture(self, state: int, version: int, body: str) -> None:
        """Keep the situation of a state instead of earlier ones. It can be drawn again: a locked room is no error."""
        table = schema.pictures
        try:
            with writing(self._engine, self.path) as connection:
                connection.execute(delete(table))
                connection.execute(insert(table).values(state=state, version=version, body=packed(body)))
        except RoomLocked:
            return
