"""What people put right, applied to a dossier: the one place where it happens, for reading and for the index alike.

A correction holds on to characters, not to the ids a reading gave: so it survives a new engine version, and a new
revision as long as the characters still stand there exactly once (or at the same place).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sitroom.lang.words import folded
from sitroom.model import Actor, Correction, Dossier, Event, Mention, Ref, Section, Span, Statement

T = TypeVar("T", Statement, Event, Mention, Section)

CLOSE = 0.6  # of the characters two readings share, to be the same statement or event
REPORT_FIELDS = ("published", "updated", "outlet", "title", "language", "url", "wire")
EVENT_FIELDS = ("type", "mode", "date", "place", "modality")
STATEMENT_FIELDS = ("modality", "time", "sourcing", "kind")
KIND_KEYS = {"wikidata", "state", "person", "org", "organisation", "group"}


def corrected(dossier: Dossier, corrections: Sequence[Correction]) -> Dossier:
    """The dossier with the corrections that still find their characters, in the order they were made."""
    for correction in corrections:
        if correction.report is None or correction.undone is not None:
            continue
        if correction.target == "report":
            dossier = correct_report(dossier, correction)
            continue
        span = stands(correction, dossier)
        if span is not None:
            dossier = APPLY[correction.target](dossier, correction, span)
    return dossier


def stands(correction: Correction, dossier: Dossier) -> Span | None:
    """Where the characters a correction speaks of stand in this text; None if they are gone or stand twice."""
    if correction.start is None or correction.end is None or not correction.quote:
        return None
    if dossier.text[correction.start : correction.end] == correction.quote:
        return Span(start=correction.start, end=correction.end)
    at = dossier.text.find(correction.quote)
    if at < 0 or dossier.text.find(correction.quote, at + 1) >= 0:
        return None
    return Span(start=at, end=at + len(correction.quote))


def note_of(correction: Correction, was: str | None) -> dict[str, Any]:
    """What `detail` says of a corrected annotation."""
    return {"by": correction.by, "at": correction.at, "number": correction.number, "field": correction.field,
            "was": was}  # fmt: skip


def marked(value: Any, correction: Correction, was: str | None, **changes: Any) -> Any:
    """A judged value with changes, and a note of who put it right."""
    detail = dict(value.detail or {})
    detail["corrected"] = [*detail.get("corrected", []), note_of(correction, was)]
    return value.model_copy(update={**changes, "detail": detail})


def correct_report(dossier: Dossier, correction: Correction) -> Dossier:
    """Metadata of the report."""
    if correction.field not in REPORT_FIELDS:
        return dossier
    was = getattr(dossier.report, correction.field)
    report = dossier.report.model_copy(update={correction.field: correction.value or None})
    note = (
        f"{correction.field}: {correction.value or 'unknown'}, put right by {correction.by} (was: {was or 'unknown'})"
    )
    return dossier.model_copy(update={"report": report, "notes": (*dossier.notes, note)})


def correct_statement(dossier: Dossier, correction: Correction, span: Span) -> Dossier:
    """One statement: wrong (left out), another source, another modality ..."""
    best = closest([(s, s.contents[0]) for s in dossier.statements if s.contents], span)
    if best is None:
        return dossier
    if correction.field == "wrong":
        return without_statements(dossier, {best.id})
    if correction.field == "source":
        dossier, actor = with_actor(dossier, correction.value, span)
        old = next(iter(best.sources), None) or best.cue or Span(start=span.start, end=span.start)
        was = ", ".join(a.name if (a := dossier.actor(r.actor)) else r.of(dossier.text) for r in best.sources)
        ref = Ref(start=old.start, end=old.end, actor=actor.id)
        sourcing = {"anonymous": "anonymous", "group": "group", "organisation": "organisation", "state": "organisation"}
        new = marked(best, correction, was, sources=(ref,), sourcing=sourcing.get(actor.kind, "named"))
    elif correction.field in STATEMENT_FIELDS:
        was_value = getattr(best, correction.field)
        new = marked(best, correction, was_value, **{correction.field: correction.value or None})
    else:
        return dossier
    replaced = tuple(new if s.id == best.id else s for s in dossier.statements)
    return dossier.model_copy(update={"statements": replaced})


def correct_event(dossier: Dossier, correction: Correction, span: Span) -> Dossier:
    """One event: wrong (left out), another type, date ..."""
    best = closest([(e, m) for e in dossier.events for m in e.mentions], span)
    if best is None:
        return dossier
    if correction.field == "wrong":
        return dossier.model_copy(update={"events": tuple(e for e in dossier.events if e.id != best.id)})
    if correction.field not in EVENT_FIELDS:
        return dossier
    was = getattr(best, correction.field)
    new = marked(best, correction, was, **{correction.field: correction.value or None})
    return dossier.model_copy(update={"events": tuple(new if e.id == best.id else e for e in dossier.events)})


def correct_actor(dossier: Dossier, correction: Correction, span: Span) -> Dossier:
    """The actor named at these characters: who it is (a key or a name), or somebody of their own."""
    mention = closest([(m, m) for m in dossier.mentions if m.actor], span)
    actor = dossier.actor(mention.actor) if mention is not None else None
    if actor is None or mention is None:
        return dossier
    changes: dict[str, Any]
    if correction.field == "is":
        changes = identity(correction.value)
        changes.setdefault("name", actor.name)
        if changes.get("key", "").startswith("wikidata:"):
            changes["wikidata"] = changes["key"].partition(":")[2]
    elif correction.field == "alone":
        changes = {"key": f"{actor.key or 'person:' + folded(actor.name)}@{dossier.report.id}", "wikidata": None}
    elif correction.field in ("name", "country", "kind"):
        changes = {correction.field: correction.value or None}
    else:
        return dossier
    new = actor.model_copy(update=changes)
    cast = tuple(new if a.id == actor.id else a for a in dossier.actors)
    mentions = tuple(marked(m, correction, actor.key) if m == mention else m for m in dossier.mentions)
    return dossier.model_copy(update={"actors": cast, "mentions": mentions})


def correct_section(dossier: Dossier, correction: Correction, span: Span) -> Dossier:
    """A line's kind. What was read in a line that is none of the report's is left out."""
    line = closest([(s, s) for s in dossier.sections], span)
    if line is None or correction.field != "kind":
        return dossier
    reason = f"put right by {correction.by} (was: {line.kind}, {line.reason})"
    new = Section.model_validate({"start": line.start, "end": line.end, "kind": correction.value, "reason": reason})
    dossier = dossier.model_copy(update={"sections": tuple(new if s == line else s for s in dossier.sections)})
    if new.readable:
        return dossier
    gone = {s.id for s in dossier.statements if s.contents and all(c.within(line) for c in s.contents)}
    kept = tuple(e for e in dossier.events if not all(m.within(line) for m in e.mentions))
    return without_statements(dossier.model_copy(update={"events": kept}), gone)


APPLY = {
    "statement": correct_statement,
    "event": correct_event,
    "actor": correct_actor,
    "section": correct_section,
}


def without_statements(dossier: Dossier, gone: set[str]) -> Dossier:
    """The dossier without these statements; what hung on them hangs on nothing."""
    kept = tuple(
        s.model_copy(update={"within": None}) if s.within in gone else s for s in dossier.statements if s.id not in gone
    )
    events = tuple(
        e.model_copy(update={"attributed_to": None}) if e.attributed_to in gone else e for e in dossier.events
    )
    return dossier.model_copy(update={"statements": kept, "events": events})


def closest(
    values: Sequence[tuple[T, Span]], span: Span
) -> T | None:  # fmt: skip
    """The value whose characters are most nearly these; None if none is close."""
    best: tuple[float, int] = (0.0, 0)
    for number, (_, at) in enumerate(values):
        shared = min(at.end, span.end) - max(at.start, span.start)
        whole = max(at.end, span.end) - min(at.start, span.start)
        best = max(best, (shared / whole if whole else 0.0, -number))
    return values[-best[1]][0] if best[0] >= CLOSE else None


def with_actor(dossier: Dossier, value: str, span: Span) -> tuple[Dossier, Actor]:
    """The actor a key or name means, added to the cast if it is nobody of the report's."""
    wanted = folded(value)
    for actor in dossier.actors:
        if actor.key == value or wanted in {folded(name) for name in (actor.name, *actor.aliases)}:
            return dossier, actor
    fields = {"name": value, "kind": "person", **identity(value)}
    taken = {a.id for a in dossier.actors}
    number = next(n for n in range(1, len(taken) + 2) if f"a{n}" not in taken)
    actor = Actor.model_validate({"id": f"a{number}", **fields})
    return dossier.model_copy(update={"actors": (*dossier.actors, actor)}), actor


def identity(value: str) -> dict[str, Any]:
    """What a key or a name says of who it is."""
    head, colon, rest = value.partition(":")
    if colon and head in KIND_KEYS and rest and " " not in head:
        kinds = {"state": "state", "org": "organisation", "organisation": "organisation", "group": "group"}
        found: dict[str, Any] = {"key": value}
        if head in kinds:
            found["kind"] = kinds[head]
        if head == "state":
            found["country"] = rest
        return found
    return {"key": f"person:{folded(value)}", "name": value}


class Aliases:
    """Which keys are one actor, by people's word (`same`). The smallest key of a group stands for all of it."""

    def __init__(self, corrections: Sequence[Correction]) -> None:
        self._head: dict[str, str] = {}
        for c in corrections:
            if c.target == "same" and c.undone is None:
                left, right = sorted((self.of(c.quote), self.of(c.value)))
                self._head |= dict.fromkeys((c.quote, c.value, right), left)
                self._head |= {key: left for key, head in self._head.items() if head == right}

    def of(self, key: str) -> str:
        """The key that stands for this one."""
        return self._head.get(key, key)

    def group(self, keys: frozenset[str]) -> frozenset[str]:
        """These keys and all that are the same actors."""
        heads = {self.of(key) for key in keys}
        return keys | heads | {key for key, head in self._head.items() if head in heads}

    def mapping(self) -> Mapping[str, str]:
        """Every key that another stands for."""
        return {key: head for key, head in self._head.items() if key != head}
