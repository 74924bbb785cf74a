"""What a room does with reports after they came in: revisions, corrections by people, reading again, safe keeping."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from sitroom.errors import InputError, NotInRoom, UsageError
from sitroom.model import Added, Changes, Correction, Dossier, Notice, Page, Raw, Revision, SectionKind, Span
from sitroom.model.keys import moment
from sitroom.room.recognise import as_kept, features_for, hooks_for, marks_of, site_of

if TYPE_CHECKING:
    from sitroom.store import Store

Annotate = Callable[[Raw], Dossier]
Progress = Callable[[Added], None]

FIELDS: dict[str, tuple[str, ...]] = {
    "report": ("published", "updated", "outlet", "title", "language", "wire"),
    "statement": ("source", "wrong", "modality", "time", "sourcing", "kind"),
    "event": ("wrong", "type", "mode", "date", "place", "modality"),
    "actor": ("is", "alone", "name", "country", "kind"),
    "section": ("kind",),
}
READ_ANEW = ("published", "language")  # what else the machine would have read from the same text
LONGEST = 2_000  # characters of a value


class Keeping:
    """The part of `Room` that looks after what is there. Not used on its own."""

    _store: Store
    _engine: str
    _annotate: Annotate | None
    _rosters: tuple[Path, ...]

    # revisions

    def full_id(self, report: str) -> str:
        """The id this one is a beginning of. Raises NotInRoom."""
        return self._store.full_id(report)

    def current(self, report: str) -> str:
        """The id of the text that counts of a report, given any of its texts (or the beginning of an id).

        Raises NotInRoom.
        """
        return self._store.current_id(self._store.full_id(report))

    def revisions(self, report: str) -> tuple[Revision, ...]:
        """Every text of a report, the first published first; one alone for a report never changed. Raises NotInRoom."""
        return self._store.revisions(self._store.full_id(report))

    def diff(self, old: str, new: str | None = None) -> Changes:
        """What changed from one text to another, as text and as meaning.

        With one text only: what changed since the one before it (or, for the first, up to the one that counts).
        Raises NotInRoom.
        """
        from sitroom.situation.meaning import compare
        from sitroom.store.corrected import stands

        first = self._store.full_id(old)
        second = self._store.full_id(new) if new is not None else None
        if second is None:
            texts = [r.report for r in self.revisions(first)]
            at = texts.index(first)
            first, second = (texts[at - 1], first) if at else (first, texts[-1])
        left, right = self._store.dossier(first), self._store.dossier(second)
        lost = [
            c.model_copy(update={"standing": False})
            for c in self._store.corrections(first)
            if c.quote and stands(c, right) is None
        ]
        return compare(left, right, lost)

    def notices(self, report: str) -> tuple[Notice, ...]:
        """Where a report says of itself that it was updated, corrected or withdrawn. Raises NotInRoom."""
        from sitroom.situation.notices import notices_of

        return notices_of(self._store.dossier(self._store.full_id(report)))

    # corrections by people

    def correct(
        self, report: str, target: str, at: Span | None, field: str, value: str = "", *, by: str, now: datetime
    ) -> Correction:
        """Put something right in a report; it wins over what the machine says, now and in later readings.

        target, at  what it is about: "report" (at: None), "statement" (characters of its content), "event" (of a
                    mention), "actor" (of a mention), "section" (of the line)
        field       see FIELDS; "wrong" takes the statement or event out, "alone" makes an actor somebody else than
                    those of the same name in other reports
        by          who says so
        Raises NotInRoom, UsageError (no such field, an impossible value, nothing at these characters).
        """
        full = self._store.full_id(report)
        dossier = self._store.dossier(full)
        quote = check(dossier, target, at, field, value, by)
        row = {
            "report": full, "target": target, "start": at.start if at else None, "end": at.end if at else None,
            "quote": quote, "field": field, "value": value, "by": by, "at": stamp_of(now),
        }  # fmt: skip
        number = self._store.correct(row, hooks_for(features_for(dossier)))
        if target == "report" and field in READ_ANEW:
            list(self.reread([full], now=now, every=True))
        return next(c for c in self.corrections() if c.number == number)

    def same_actor(self, left: str, right: str, *, by: str, now: datetime) -> Correction:
        """Two keys are one actor, in the whole room. Raises UsageError (nobody has such a key)."""
        for key in (left, right):
            if not self._store.keys_of(key) - {key} and key not in self._store.keys_of(key):
                raise UsageError(f"{key}: nobody of this key is in the room; `sitroom actors` lists the keys")
        if left == right:
            raise UsageError(f"{left}: is the same as itself already")
        row = {"report": None, "target": "same", "start": None, "end": None, "quote": left, "field": "same",
               "value": right, "by": by, "at": stamp_of(now)}  # fmt: skip
        number = self._store.correct(row, None)
        return next(c for c in self.corrections() if c.number == number)

    def corrections(self, report: str | None = None, *, undone: bool = False) -> tuple[Correction, ...]:
        """Corrections of a report, or all, oldest first; `undone`: with those taken back. Raises NotInRoom."""
        from sitroom.store.corrected import stands

        found = self._store.corrections(None if report is None else self._store.full_id(report), undone)
        texts: dict[str, Dossier] = {}
        told = []
        for c in found:
            if c.report is None:
                told.append(c)
                continue
            if c.report not in texts:
                texts[c.report] = self._store.dossier(self._store.current_id(c.report), raw=True)
            standing = c.target == "report" or stands(c, texts[c.report]) is not None
            told.append(c.model_copy(update={"standing": standing}))
        return tuple(told)

    def undo(self, number: int, *, by: str, now: datetime) -> Correction:
        """Take a correction back; that it was made is still known. Raises NotInRoom."""
        found = next((c for c in self.corrections() if c.number == number), None)
        if found is None:
            raise NotInRoom(f"{number}: there is no such correction, or it was taken back")
        hooks = None
        if found.report is not None:
            hooks = hooks_for(features_for(self._store.dossier(found.report)))
        self._store.undo(number, stamp_of(now), by, hooks)
        if found.report is not None and found.target == "report" and found.field in READ_ANEW:
            list(self.reread([found.report], now=now, every=True))
        return next(c for c in self.corrections(undone=True) if c.number == number)

    # reading again

    def to_reread(self, *, every: bool = False) -> tuple[str, ...]:
        """Texts that were not read by the present engine yet; `every`: all of them."""
        return self._store.texts_to_read(None if every else self._engine)

    def reread(self, reports: Iterable[str] | None = None, *, now: datetime, every: bool = False) -> Iterator[Added]:
        """Read reports again with the present engine; iterate to make it happen. Earlier readings are kept.

        reports  ids; default: all that this engine has not read (so what was stopped goes on where it was)
        every    also those it has read
        Each is kept, on the disk, before it is handed out: "reread", "unchanged" (this engine read it already) or
        "refused" (it can no longer be read; the earlier reading counts).
        """
        stamp = stamp_of(now)
        wanted = self.to_reread(every=every) if reports is None else [self._store.full_id(r) for r in reports]
        for id in wanted:
            yield self._reread_one(id, stamp, every)

    def _reread_one(self, id: str, stamp: str, every: bool) -> Added:
        from sitroom.store.corrected import corrected

        old = self._store.dossier(id, raw=True)
        if not every and old.engine == self._engine:
            return Added(name=id, status="unchanged", report=id, reason="was read by this engine already")
        metadata = [c for c in self._store.corrections(id) if c.target == "report"]
        given = corrected(old, metadata)
        try:
            new = self._read_text(given, id)
        except InputError as error:
            return Added(name=id, status="refused", report=id, reason=error.message)
        kept = {c.field: getattr(old.report, c.field) for c in metadata if c.undone is None}
        kept |= {"id": id, "outlet": old.report.outlet}  # what people said is applied when the dossier is read out
        new = new.model_copy(update={"report": new.report.model_copy(update=kept)})
        if new.text != old.text:
            return Added(name=id, status="refused", report=id, reason="its text would be read differently")
        features = features_for(new)
        marks = marks_of(new, features)
        self._store.reread(id, new, as_kept(features), stamp, marks, hooks_for(features))
        return Added(name=id, status="reread", report=id, reason=f"read again by version {new.engine}")

    def _read_text(self, d: Dossier, name: str) -> Dossier:
        """Read a text that is there once more."""
        r = d.report
        if self._annotate is not None:
            raw = Raw(
                name=name, data=d.text.encode("utf-8"), media_type="text/plain", url=r.url, outlet=r.outlet,
                published=r.published, language=r.language, title=r.title, updated=r.updated,
            )  # fmt: skip
            new = self._annotate(raw)
        else:
            from sitroom.pipeline import read_page

            page = Page(
                text=d.text, hints=d.hints, title=r.title, outlet=r.outlet, url=r.url, published=r.published,
                updated=r.updated, language=r.language, authors=r.authors, wire=r.wire,
            )  # fmt: skip
            site = site_of(r.outlet, r.url)
            new = read_page(page, name, self._rosters, self._store.furniture(site) if site else {})
        return new if new.engine else new.model_copy(update={"engine": self._engine})

    def settle(self) -> int:
        """Work out which reports are one for those a room of version 1 brought along; how many were.

        Takes one transaction for each, so it can be stopped and goes on with the next opening; another process that
        writes meanwhile is no error.
        """
        done = 0
        for id in self._store.unplaced():
            dossier = self._store.dossier(id)
            features = features_for(dossier)
            if not self._store.settle(id, dossier, marks_of(dossier, features), hooks_for(features)):
                break
            done += 1
        return done


def check(dossier: Dossier, target: str, at: Span | None, field: str, value: str, by: str) -> str:
    """The characters a correction holds on to. Raises UsageError."""
    if target not in FIELDS:
        raise UsageError(f"{target}: what can be put right is a {', '.join(FIELDS)}")
    if field not in FIELDS[target]:
        raise UsageError(f"{field}: of a {target} one can put right: {', '.join(FIELDS[target])}")
    if not by.strip():
        raise UsageError("say who makes the correction (--by)")
    if len(value) > LONGEST:
        raise UsageError(f"the value is longer than {LONGEST} characters")
    if field in ("source", "is", "kind", "type") and not value.strip():
        raise UsageError(f"{field}: say what it is")
    check_value(target, field, value)
    if target == "report":
        return ""
    if at is None or not 0 <= at.start < at.end <= len(dossier.text):
        raise UsageError(f"say which {target} is meant by its characters in the text")
    quote = dossier.text[at.start : at.end]
    if not quote.strip():
        raise UsageError(f"there is nothing at these characters of {dossier.report.id}")
    return quote


def check_value(target: str, field: str, value: str) -> None:
    """May this field have this value? Raises UsageError."""
    if target == "report" and field in ("published", "updated") and value and not moment(value):
        raise UsageError(f"{value!r} is not a date: write 2026-03-02 or 2026-03-02T18:40+01:00")
    from sitroom.model import ActorKind, Modality, Sourcing, StatementKind

    allowed = {
        ("section", "kind"): get_args(SectionKind),
        ("statement", "modality"): get_args(Modality),
        ("event", "modality"): get_args(Modality),
        ("statement", "sourcing"): get_args(Sourcing),
        ("statement", "kind"): get_args(StatementKind),
        ("actor", "kind"): get_args(ActorKind),
    }.get((target, field))
    if target == "event" and field == "type":
        from sitroom.ontology import load_ontology

        allowed = tuple(kind.id for kind in load_ontology().type)
    if target == "report" and field == "language":
        from sitroom.lang import languages

        allowed = languages()
    if allowed is not None and value not in allowed:
        raise UsageError(f"{value!r}: the {field} of a {target} is one of {', '.join(allowed)}")


def stamp_of(now: datetime) -> str:
    """A time for keeping, in UTC. Raises UsageError without a zone."""
    if now.tzinfo is None:
        raise UsageError("the time of adding needs a time zone")
    return now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
