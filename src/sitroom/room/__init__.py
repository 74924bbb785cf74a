"""A room: one store, and the situation read out of everything in it. The composition root and the Python API.

    with Room.open("crisis.room", create=True) as room:
        for added in room.add(raws, now=datetime.now(timezone.utc)):
            print(added.name, added.status)
        for story in room.stories():
            print(story.title, len(story.origins), "independent origins")

A room is a folder that holds `room.db` (and `room.toml`, if it is configured); a path that ends in `.db` names
the database itself. What this file does not do: it knows no SQL (store), and decides nothing about stories,
origins or the timeline (situation); it hands values from one to the other and remembers the result for as long
as nothing is added.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sitroom.errors import InputError, StoreError
from sitroom.model import Added, Dossier, Page, Raw
from sitroom.room.keeping import Annotate, Progress, stamp_of
from sitroom.room.kept import Kept
from sitroom.room.paths import database_of, rosters_of
from sitroom.room.recognise import as_kept, features_for, hooks_for, marks_of, site_of
from sitroom.room.views import Cast, Views

if TYPE_CHECKING:
    from sitroom.config import Config
    from sitroom.room.situate import Work
    from sitroom.store import Store
    from sitroom.store.feeds import FeedBook

__all__ = ["SLIPS", "Room", "database_of", "rosters_of"]

TOGETHER = 500  # additions, after which what was added is put in its place
SIBLING_DAYS = 10  # days before a report whose reports' names of persons are compared with its own
SIBLING_READS = 20  # reports read until those names are asked for again

# A slip of ours in one report must not stop the ten thousand after it: it is refused, with the error as reason.
SLIPS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)


class Room(Views):
    """One room, open. Safe to share between threads; close it, or use it as a context manager."""

    def __init__(
        self,
        store: Store,
        config: Config,
        annotate: Annotate | None = None,
        engine: str | None = None,
        rosters: tuple[Path, ...] = (),
    ):
        """Use `Room.open` or `Room.create`. `annotate` and `engine` default to the pipeline and its version."""
        if engine is None:
            from sitroom.pipeline import ENGINE  # heavy

            engine = ENGINE

        self._store = store
        self.config = config
        self._annotate = annotate  # None: the pipeline
        self._rosters: tuple[Path, ...] = rosters
        self._engine = engine
        self.beside = False  # may answers about the whole room be a moment old?
        self._settling = threading.Lock()
        self._named: tuple[str, int, tuple[tuple[str, str], ...]] | None = None  # day, how long it holds, persons
        self._work: Work | None = None  # what puts additions in their place, and remembers what it has read for it
        self._cast: Kept[Cast] = Kept(self._rank)

    # opening and closing

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        create: bool = False,
        annotate: Annotate | None = None,
        engine: str | None = None,
        timeout: float | None = None,
    ) -> Room:
        """Open the room at `path`; with `create`, make it if there is none.

        timeout  seconds to wait for another process that writes (default: room.toml, else 10)
        Raises RoomNotFound, RoomTooNew, RoomLocked, StoreError (not a room, disk trouble), DataError (room.toml).
        """
        from sitroom.config import load_config
        from sitroom.store import Store

        database = database_of(Path(path))
        config = load_config(database.with_suffix(".toml"))
        store = Store.open(database, create=create, timeout=config.timeout if timeout is None else timeout)
        room = cls(store, config, annotate, engine, rosters_of(database))
        try:
            room.settle()
        except BaseException:
            store.close()
            raise
        return room

    @classmethod
    def create(cls, path: str | Path, *, annotate: Annotate | None = None, engine: str | None = None) -> Room:
        """Make a new, empty room. Raises StoreError when there is one already, or the folder cannot be written."""

        database = database_of(Path(path))
        if database.exists():
            raise StoreError(f"{path}: there is a room already; add to it, or choose another name")
        return cls.open(path, create=True, annotate=annotate, engine=engine)

    def close(self) -> None:
        """Let go of the database. Closing twice does nothing."""
        self._store.close()

    def __enter__(self) -> Room:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The database file."""
        return self._store.path

    @property
    def feeds(self) -> FeedBook:
        """The feeds that are watched, and the entries seen in them (see sitroom.ingest.watch)."""
        return self._store.feeds

    # putting in

    def add(
        self, raws: Iterable[Raw | InputError], *, now: datetime, progress: Progress | None = None
    ) -> Iterator[Added]:
        """Read reports and keep them, one by one; iterate to make it happen.

        A report is on the disk before its `Added` is handed out, so what was seen is never lost. Adding the same
        again changes nothing. What cannot be read is handed out as refused and never stops the others; an
        InputError among the inputs (from a reader of files) is passed on as refused.

        now       aware date and time, kept as the time of adding
        progress  called with each outcome, before it is handed out
        Raises RoomLocked, StoreError: what was handed out before stays.
        """
        stamp = stamp_of(now)
        try:
            for number, raw in enumerate(raws, start=1):
                outcome = self._add_one(raw, stamp)
                if progress is not None:
                    progress(outcome)
                yield outcome
                if number % TOGETHER == 0:
                    self.refresh(told=False)  # a story that grows all the time is told once, at the end
        except GeneratorExit:
            raise  # whoever stops does not want to wait; the next who asks puts the rest in its place
        self.refresh()

    def _add_one(self, raw: Raw | InputError, stamp: str) -> Added:
        from sitroom.store import digest_of

        if isinstance(raw, InputError):
            return Added(name=raw.name, status="refused", reason=raw.message)
        digest = digest_of(raw)
        known = self._store.known_input(digest, self._engine)
        if known is not None:  # byte for byte: added twice. A text that comes back in other bytes may count again
            return Added(name=raw.name, status="unchanged", report=known, reason="is in the room already")
        try:
            dossier = self._read(raw)
            features = features_for(dossier)
            marks, kept = marks_of(dossier, features, raw), as_kept(features)
        except InputError as error:
            return Added(name=raw.name, status="refused", reason=error.message)
        except SLIPS as error:
            slip = f"{type(error).__name__}: {error}"
            return Added(name=raw.name, status="refused", reason=f"sitroom failed on it, please report this ({slip})")
        return self._store.insert(
            dossier, kept, name=raw.name, given=(digest, self._engine), stamp=stamp, marks=marks,
            hooks=hooks_for(features),
        )  # fmt: skip

    def _read(self, raw: Raw) -> Dossier:
        """The dossier of an input. Raises InputError, and whatever a slip of ours raises."""
        if self._annotate is not None:
            dossier = self._annotate(raw)
        else:
            from sitroom.pipeline import read_raw

            dossier = read_raw(raw, self._rosters, self._recurring, self._siblings)
        return dossier if dossier.engine else dossier.model_copy(update={"engine": self._engine})

    def _recurring(self, page: Page) -> Mapping[int, float]:
        """Lines that recur on the site of a page."""
        site = site_of(page.outlet, page.url)
        return self._store.furniture(site) if site is not None else {}

    def _siblings(self, page: Page) -> tuple[tuple[str, str], ...]:
        """Persons whom the room's reports of the days before a page name; asked once for each day, until a refresh."""
        day = (page.published or "")[:10]
        try:
            first, after = (date.fromisoformat(day) + timedelta(days=n) for n in (-SIBLING_DAYS, 1))
        except (ValueError, OverflowError):
            return ()
        held = self._named
        if held is None or held[0] != day or held[1] <= 0:
            held = (day, SIBLING_READS, self._store.persons(first.isoformat(), after.isoformat()))
        self._named = (day, held[1] - 1, held[2])
        return held[2]
