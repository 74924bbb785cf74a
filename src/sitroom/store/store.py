"""The store: one SQLite file behind a few plain methods. Values in, values out; no SQL leaves this folder.

What it does not do: it never changes or deletes what was kept, and draws no conclusions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from sitroom.errors import RoomLocked, RoomNotFound, StoreError
from sitroom.model import (
    ActorSummary,
    Added,
    Correction,
    Dossier,
    ReportSummary,
    Revision,
    SearchHit,
    StatementHit,
)
from sitroom.store import fulltext, migrations, read, schema
from sitroom.store.corrected import Aliases
from sitroom.store.engine import connect, explained, reading, writing
from sitroom.store.feeds import FeedBook
from sitroom.store.furniture import furniture_of
from sitroom.store.placing import Hooks, Marks, article_of, keep_place, place
from sitroom.store.shelf import Shelf
from sitroom.store.siblings import persons_of
from sitroom.store.write import insert_dossier, next_seq, put_head, reindex, reread


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
            migrations.check(application, version, str(self.path))
        with explained(self.path):
            raw = self._engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA journal_mode = WAL")  # not possible inside a transaction
            finally:
                raw.close()
        with writing(self._engine, self.path) as connection:
            migrations.prepare(connection, str(self.path))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @property
    def feeds(self) -> FeedBook:
        """The feeds that are watched, and the entries seen in them."""
        return FeedBook(self._engine, self.path)

    # putting in

    def known_input(self, digest: str, engine: str) -> str | None:
        """The report that this very input gave when `engine` read it, or None."""
        table = schema.inputs
        query = select(schema.reports.c.id).join(table, table.c.report == schema.reports.c.seq)
        with reading(self._engine, self.path) as connection:
            return connection.execute(query.where(table.c.digest == digest, table.c.engine == engine)).scalar()

    def insert(
        self, dossier: Dossier, features: tuple[int, str], *, name: str, given: tuple[str, str], stamp: str,
        marks: Marks | None = None, hooks: Hooks | None = None,
    ) -> Added:  # fmt: skip
        """Keep a dossier and what was read out of it; when this returns, it is on the disk.

        features  version and JSON of what the situation needs of it
        given     the input's digest and the engine version asked to read it (see `known_input`)
        stamp     ISO 8601 time of adding
        marks     what the text is recognised by; hooks: what is asked back (see placing)
        Raises RoomLocked, StoreError (disk full ...): then nothing of it is kept.
        """
        with writing(self._engine, self.path) as connection:
            return insert_dossier(connection, dossier, features, name, given, stamp, marks or Marks(), hooks or Hooks())

    def reread(
        self, id: str, dossier: Dossier, features: tuple[int, str], stamp: str, marks: Marks, hooks: Hooks
    ) -> None:
        """Keep one more reading of a text. Raises RoomLocked, StoreError."""
        with writing(self._engine, self.path) as connection:
            reread(connection, self._seq(connection, id), dossier, features, stamp, hooks, marks)

    def correct(self, row: dict[str, Any], hooks: Hooks | None) -> int:
        """Keep a correction (its row without number and article) and index the report anew; its number."""
        with writing(self._engine, self.path) as connection:
            number = next_seq(connection, schema.corrections)
            seq = self._seq(connection, row["report"]) if row["report"] else None
            article = None if seq is None else article_of(connection, seq)
            connection.execute(insert(schema.corrections).values(seq=number, article=article, **row))
            if article is not None and hooks is not None:
                reindex(connection, article, row["at"], hooks)
            if row["target"] == "same":
                Shelf(connection).wait_for_actors((row["quote"], row["value"]))
        return number

    def undo(self, number: int, stamp: str, by: str, hooks: Hooks | None) -> None:
        """Take a correction back and index the report anew."""
        c = schema.corrections.c
        with writing(self._engine, self.path) as connection:
            row = connection.execute(select(c.article, c.target, c.quote, c.value).where(c.seq == number)).one()
            article = row.article
            if row.target == "same":
                Shelf(connection).wait_for_actors((row.quote, row.value))
            connection.execute(update(schema.corrections).where(c.seq == number).values(undone=stamp, undone_by=by))
            if article is not None and hooks is not None:
                reindex(connection, int(article), stamp, hooks)

    def unplaced(self) -> tuple[str, ...]:
        """Texts an older room brought along, of which it is not known yet what report they are of; oldest first."""
        r, v = schema.reports.c, schema.revisions.c
        query = select(r.id).where(r.seq.not_in(select(v.report))).order_by(r.seq)
        with reading(self._engine, self.path) as connection:
            last = connection.execute(select(func.max(r.seq))).scalar()
            count = connection.execute(select(func.count()).select_from(schema.revisions)).scalar_one()
            return () if last in (None, count) else tuple(connection.execute(query).scalars())

    def settle(self, id: str, dossier: Dossier, marks: Marks, hooks: Hooks) -> bool:
        """Place a text that `unplaced` named; False if another process is writing."""
        try:
            with writing(self._engine, self.path) as connection:
                seq = self._seq(connection, id)
                r = schema.revisions.c
                if connection.execute(select(r.report).where(r.report == seq)).scalar() is None:
                    found = place(connection, seq, dossier, marks, hooks)
                    keep_place(connection, seq, found, marks)
                    if found.why is not None:
                        connection.execute(delete(schema.heads).where(schema.heads.c.report == seq))
                        put_head(connection, seq, found.head)
        except RoomLocked:
            return False
        return True

    @staticmethod
    def _seq(connection: Connection, id: str) -> int:
        return int(connection.execute(select(schema.reports.c.seq).where(schema.reports.c.id == id)).scalar_one())

    # revisions and corrections

    def current_id(self, id: str) -> str:
        """The text that counts of the report this is a text of."""
        with reading(self._engine, self.path) as connection:
            return read.current_id(connection, id)

    def revisions(self, id: str) -> tuple[Revision, ...]:
        """Every text of a report, the first published first."""
        with reading(self._engine, self.path) as connection:
            return read.list_revisions(connection, id)

    def corrections(self, id: str | None = None, undone: bool = False) -> tuple[Correction, ...]:
        """Corrections of a report, or all, oldest first."""
        with reading(self._engine, self.path) as connection:
            return read.list_corrections(connection, id, undone)

    def aliases(self) -> Aliases:
        """Which keys are one actor, by people's word."""
        with reading(self._engine, self.path) as connection:
            return read.aliases(connection)

    def furniture(self, site: str) -> dict[int, float]:
        """Lines that recur on a site, with the share of its reports they stand on."""
        with reading(self._engine, self.path) as connection:
            return furniture_of(connection, site)

    def persons(self, since: str, until: str) -> tuple[tuple[str, str], ...]:
        """(name, key) of persons whom several reports published from `since` to before `until` (ISO) name in full."""
        with reading(self._engine, self.path) as connection:
            return persons_of(connection, since, until)

    def texts_to_read(self, engine: str | None) -> tuple[str, ...]:
        """Texts whose last reading is not by `engine` (None: all), in the order they came in."""
        d, last = schema.dossiers.c, select(func.max(schema.dossiers.c.seq)).group_by(schema.dossiers.c.report)
        query = select(schema.reports.c.id).join(schema.dossiers, d.report == schema.reports.c.seq)
        query = query.where(d.seq.in_(last)).order_by(schema.reports.c.seq)
        if engine is not None:
            query = query.where(d.engine != engine)
        with reading(self._engine, self.path) as connection:
            return tuple(connection.execute(query).scalars())

    # looking up

    def has(self, id: str) -> bool:
        """Is there a text with this id?"""
        with reading(self._engine, self.path) as connection:
            found = connection.execute(select(schema.reports.c.seq).where(schema.reports.c.id == id))
            return found.scalar() is not None

    def full_id(self, id: str) -> str:
        """The report id this one is a beginning of. Raises NotInRoom."""
        with reading(self._engine, self.path) as connection:
            return read.full_id(connection, id)

    def dossier(self, id: str, engine: str | None = None, *, raw: bool = False) -> Dossier:
        """The last reading of a text, or the last one by `engine`; `raw`: without corrections. Raises NotInRoom."""
        with reading(self._engine, self.path) as connection:
            return read.dossier(connection, id, engine, raw)

    def texts(self, ids: Sequence[str]) -> dict[str, str]:
        """The characters of texts, by id; ids that are not there are left out."""
        with reading(self._engine, self.path) as connection:
            return read.texts(connection, ids)

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

    def ranked(self, keys: frozenset[str] | None = None) -> list[tuple[int, int, int, str]]:
        """Actors, or those of these keys, as (-reports, -statements, -events, key), in no order."""
        with reading(self._engine, self.path) as connection:
            return read.ranked_actors(connection, keys)

    def actors(self, keys: Sequence[str]) -> tuple[ActorSummary, ...]:
        """The actors of these keys, in this order."""
        with reading(self._engine, self.path) as connection:
            return read.list_actors(connection, keys)

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

    @contextmanager
    def shelving(self) -> Iterator[Shelf]:
        """The pieces of the situation, to change them: in one transaction. Raises RoomLocked, StoreError."""
        with writing(self._engine, self.path) as connection:
            yield Shelf(connection)

    @contextmanager
    def shelf(self) -> Iterator[Shelf]:
        """The pieces of the situation, to look at. Raises StoreError."""
        with reading(self._engine, self.path) as connection:
            yield Shelf(connection)

    @contextmanager
    def situation(self) -> Iterator[Connection]:
        """The situation's pieces, for the questions in store/situation.py. Raises StoreError."""
        with reading(self._engine, self.path) as connection:
            yield connection

    def unsettled(self, version: int = 0) -> bool:
        """Is there anything that waits for its place in the situation, or was it worked out by another version?"""
        with self.shelf() as shelf:
            return shelf.waiting() > 0 or not shelf.is_by(version)
