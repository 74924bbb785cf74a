"""What a room answers: reports, stories, timeline, actors, statements, full text."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Literal

from sitroom.errors import NotInRoom, StoreError
from sitroom.model import (
    ActorSummary,
    Dossier,
    Origin,
    ReportSummary,
    SearchHit,
    StatementHit,
    Story,
    TimelineEntry,
    Utterance,
)
from sitroom.room.keeping import Keeping
from sitroom.room.kept import Kept
from sitroom.room.recognise import loader
from sitroom.situation.picture import VERSION as SITUATION

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sitroom.room.situate import Work

Cast = tuple[list[str], dict[str, ActorSummary]]
TOP = 500  # actors whose summaries are kept


class Views(Keeping):
    """The part of `Room` that answers questions. Not used on its own."""

    beside: bool  # may answers about the whole room be a moment old?
    _settling: threading.Lock
    _work: Work | None  # what puts additions in their place, and remembers what it has read for it
    _cast: Kept[Cast]

    def count(self, *, story: str | None = None, outlet: str | None = None, language: str | None = None) -> int:
        """How many reports there are, or how many of a story (id), an outlet, a language (ISO 639-1)."""
        return self._store.count(ids=self._ids(story), outlet=outlet, language=language)

    def reports(
        self,
        limit: int | None = None,
        offset: int = 0,
        *,
        story: str | None = None,
        outlet: str | None = None,
        language: str | None = None,
    ) -> tuple[ReportSummary, ...]:
        """Reports, last published first (undated ones last), ties by id. Filters as in `count`."""
        return self._store.reports(limit, offset, ids=self._ids(story), outlet=outlet, language=language)

    def summaries(self, ids: Iterable[str]) -> dict[str, ReportSummary]:
        """The reports with these ids, by id; ids that are not there are left out."""
        return {r.id: r for r in self._store.reports(None, 0, ids=tuple(sorted(set(ids))))}

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """The characters of the reports with these ids, by id; ids that are not there are left out."""
        return self._store.texts(sorted(set(ids)))

    def outlets(self) -> tuple[tuple[str, int], ...]:
        """Outlets with their number of reports, most first."""
        return self._store.outlets()

    def dossier(self, id: str, *, engine: str | None = None) -> Dossier:
        """Everything read out of one report: the latest reading, or the one by an engine version.

        `id` may be shortened as long as it fits one report only. Raises NotInRoom.
        """
        return self._store.dossier(self._store.full_id(id), engine)

    def readings(self, id: str) -> tuple[tuple[str, str], ...]:
        """The readings kept of one report as (engine version, when read), oldest first. Raises NotInRoom."""
        return self._store.readings(self._store.full_id(id))

    # the situation

    def stories(self, limit: int | None = None, offset: int = 0) -> tuple[Story, ...]:
        """Stories, the one with the latest report first. Every report is in exactly one."""
        with self._situation() as connection:
            from sitroom.store import situation

            return situation.list_stories(connection, limit, offset)

    def count_stories(self) -> int:
        """How many stories there are."""
        with self._situation() as connection:
            from sitroom.store import situation

            return situation.count_stories(connection)

    def story(self, id: str) -> Story:
        """One story by its id, or by a beginning of it that fits one only. Raises NotInRoom."""
        with self._situation() as connection:
            from sitroom.store import situation

            found = situation.story(connection, id)
        if found is None and len(id) > 1:  # named after a report that has a later revision, or went into another story
            with suppress(NotInRoom):
                return self.story_of("r" + id[1:])
        if found is None:
            raise NotInRoom(f"{id}: no story begins with this id")
        return found

    def story_of(self, report: str) -> Story:
        """The story a report (id or beginning of it) belongs to. Raises NotInRoom."""
        full = self.current(report)
        with self._situation() as connection:
            from sitroom.store import situation

            found = situation.story_of(connection, full)
        if found is None:
            raise NotInRoom(f"{full}: was added just now; ask again")
        return found

    def origin_of(self, report: str) -> Origin:
        """The origin a report derives from; a report that copies nobody is its own. Raises NotInRoom."""
        full = self.current(report)
        return next(o for o in self.story_of(full).origins if full in o.reports)

    def timeline(
        self,
        story: str | None = None,
        actor: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> tuple[TimelineEntry, ...]:
        """Events by date, earliest first, undated ones last.

        actor         key or name of one of the parties
        since, until  ISO dates, both included; undated events are left out when one is given
        limit         keep the latest so many (of the dated ones first)
        Raises NotInRoom for an unknown story.
        """
        story_id = self.story(story).id if story is not None else None
        keys = self._keys(actor) if actor is not None else None
        with self._situation() as connection:
            from sitroom.store import situation

            return situation.timeline(connection, story_id, keys, since, until, limit)

    def actors(self, limit: int | None = None, offset: int = 0) -> tuple[ActorSummary, ...]:
        """Actors across reports, those who speak and act in most reports first. Anonymous ones are never merged."""
        ranked, known = self._cast.get(self._store.state(), self.beside)
        wanted = ranked[offset : None if limit is None else offset + limit]
        rest = {a.key: a for a in self._store.actors([key for key in wanted if key not in known])}
        return tuple(known.get(key) or rest[key] for key in wanted if key in known or key in rest)

    def _rank(self, state: int) -> Cast:
        """All actors' keys in order, and summaries of those at the top: in most reports, so the slowest to get."""
        ranked = [key for *_, key in sorted(self._store.ranked())]
        return ranked, {a.key: a for a in self._store.actors(ranked[:TOP])}

    def actor(self, key: str) -> ActorSummary:
        """One actor by key (`wikidata:Q6279`, `state:IRN` ...) or by name. Raises NotInRoom."""
        keys = self._store.keys_of(key)
        if self.beside:
            known = self._cast.get(self._store.state(), True)[1]
            for held in keys & known.keys():
                return known[held]
        ranked = sorted(self._store.ranked(keys)) if keys else []
        found = next(iter(self._store.actors([key for *_, key in ranked[:1]])), None)
        if found is None:
            raise NotInRoom(f"{key}: nobody of this key or name is in the room")
        return found

    def statements(
        self,
        actor: str | None = None,
        *,
        story: str | None = None,
        report: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        newest: bool = False,
    ) -> tuple[StatementHit, ...]:
        """Statements over time, earliest first: by when they were made where that is known, else by publication.

        actor         key or name of a source; since, until: ISO dates, both included
        newest        latest first instead
        Raises NotInRoom for an unknown story or report; an unknown actor has said nothing.
        """
        ids = self._ids(story)
        if report is not None:
            full = self.current(report)
            ids = (full,) if ids is None or full in ids else ()
        keys = self._keys(actor) if actor is not None else None
        return self._store.statements(
            keys=keys, ids=ids, since=since, until=until, limit=limit, offset=offset, newest=newest
        )

    def voice(
        self,
        actor: str,
        *,
        story: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> tuple[Utterance, ...]:
        """What an actor said over time, each thing once, with every report that tells it and how many origins do.

        Arguments as in `statements`; `limit` counts the statements that are looked at. Raises NotInRoom (story).
        """
        from sitroom.situation.voices import utterances

        hits = self.statements(actor, story=story, since=since, until=until, limit=limit)
        with self._situation() as connection:
            from sitroom.store import situation

            homes = situation.roots_of(connection, (hit.report for hit in hits))
        return utterances(hits, homes)

    def search(
        self, query: str, limit: int = 20, *, kind: Literal["text", "statement"] | None = None
    ) -> tuple[SearchHit, ...]:
        """Full-text search over texts and statements, best first, the two kinds taking turns unless one is asked for.

        Words are matched whatever their accents, case and usual endings, in every language of the packs; all must
        occur. "Quoted words" must follow each other, `word*` is a beginning, `-word` must not occur. Nothing in
        a query is an error: one without any word finds nothing. At most 1,000 hits; where more than 2,000 reports or
        statements match, the last added 2,000 are ranked.
        """
        return self._store.search(query, min(max(0, limit), 1000), kind)

    # keeping it up to date

    def refresh(self, *, told: bool = True) -> int:
        """Put in its place what was added, changed or corrected: stories, origins and timeline are then of now.

        Adding does it, and whoever asks; how many steps were taken. If another process is at it, it is left to it.
        told  False: only find what is linked to what; the stories are left to the next who refreshes
        """
        if not self._store.unsettled(SITUATION):
            return 0
        from sitroom.room.situate import LAST, LINKED, Work

        with self._settling:
            if self._work is None:
                self._work = Work(loader(self._store))
            return self._work.settle(self._store, LAST if told else LINKED)

    @contextmanager
    def _situation(self) -> Iterator[Connection]:
        """The situation to ask; with `beside` set (the board does), what is added meanwhile may still be missing."""
        if not self.beside:
            self.refresh()
        elif self._store.unsettled(SITUATION) and self._settling.acquire(blocking=False):
            self._settling.release()
            threading.Thread(target=self._refresh_beside, daemon=True, name="sitroom-situation").start()
        with self._store.situation() as connection:
            yield connection

    def _refresh_beside(self) -> None:
        with suppress(StoreError):  # the next who asks tries again
            self.refresh()

    def _ids(self, story: str | None) -> tuple[str, ...] | None:
        return None if story is None else self.story(story).reports

    def _keys(self, actor: str) -> frozenset[str]:
        """Keys meant by a key or a name; the text itself, if nobody is known by it."""
        return self._store.keys_of(actor) or frozenset({actor})
