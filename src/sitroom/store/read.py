"""Questions to the room's tables, answered as values. Only the reading that counts (`heads`) is asked, unless said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from sitroom.errors import NotInRoom
from sitroom.model import ActorSummary, Dossier, Evidence, ReportSummary, StatementHit
from sitroom.store import schema
from sitroom.store.schema import actors, dossiers, features, heads, reports, statements, voices
from sitroom.store.write import folded_name, unpacked

CHUNK = 20_000  # values in one IN (...): SQLite allows 32,766 parameters


def full_id(connection: Connection, id: str) -> str:
    """The id this one is a beginning of. Raises NotInRoom: none, or several."""
    query = select(reports.c.id).where(reports.c.id >= id, reports.c.id < id + "\U0010ffff").order_by(reports.c.id)
    fits = connection.execute(query.limit(2)).scalars().all() if id else []
    if id in fits or len(fits) == 1:
        return str(fits[0])
    raise NotInRoom(f"{id}: {'several reports begin' if fits else 'no report begins'} with this id")


def dossier(connection: Connection, id: str, engine: str | None) -> Dossier:
    """The reading that counts, or the last one by `engine`. Raises NotInRoom."""
    query = select(dossiers.c.body, reports.c.text).join(reports, reports.c.seq == dossiers.c.report)
    if engine is None:
        query = query.join(heads, heads.c.dossier == dossiers.c.seq)
    else:
        query = query.where(dossiers.c.engine == engine).order_by(dossiers.c.seq.desc())
    row = connection.execute(query.where(reports.c.id == id).limit(1)).one_or_none()
    if row is None:
        raise NotInRoom(f"{id}: was not read by version {engine}")
    return whole(row.body, row.text)


def whole(body: bytes, text: str) -> Dossier:
    """A dossier from its two halves: the text is kept once, whatever the number of readings."""
    return Dossier.model_validate(json.loads(unpacked(body)) | {"text": text})


def readings(connection: Connection, id: str) -> tuple[tuple[str, str], ...]:
    """(engine, when) of every reading of a report, oldest first."""
    query = select(dossiers.c.engine, dossiers.c.read).join(reports, reports.c.seq == dossiers.c.report)
    rows = connection.execute(query.where(reports.c.id == id).order_by(dossiers.c.seq))
    return tuple((str(row.engine), str(row.read)) for row in rows)


def current() -> Select[Any]:
    """Reports with the reading that counts."""
    columns = [
        reports.c.id, reports.c.outlet, reports.c.url, reports.c.added, dossiers.c.title, dossiers.c.language,
        dossiers.c.published, dossiers.c.statements, dossiers.c.events,
    ]  # fmt: skip
    joined = heads.join(dossiers, dossiers.c.seq == heads.c.dossier).join(reports, reports.c.seq == heads.c.report)
    return select(*columns).select_from(joined)


def filtered(query: Select[Any], outlet: str | None, language: str | None) -> Select[Any]:
    """The query, for one outlet or language only."""
    if outlet is not None:
        query = query.where(reports.c.outlet == outlet)
    if language is not None:
        query = query.where(dossiers.c.language == language)
    return query


def list_reports(
    connection: Connection, limit: int | None, offset: int, ids: Sequence[str] | None,
    outlet: str | None, language: str | None,
) -> tuple[ReportSummary, ...]:  # fmt: skip
    """Reports, last published first, ties by id."""
    query = filtered(current(), outlet, language)
    if ids is None:
        ordered = query.order_by(dossiers.c.moment.desc(), reports.c.id).limit(limit).offset(offset)
        return tuple(ReportSummary.model_validate(row._asdict()) for row in connection.execute(ordered))
    found = []
    for chunk in chunks(ids):
        rows = connection.execute(query.add_columns(dossiers.c.moment).where(reports.c.id.in_(chunk)))
        found += [row._asdict() for row in rows]
    found.sort(key=lambda row: row["id"])
    found.sort(key=lambda row: row.pop("moment"), reverse=True)
    kept = found[offset : None if limit is None else offset + limit]
    return tuple(ReportSummary.model_validate(row) for row in kept)


def count(connection: Connection, ids: Sequence[str] | None, outlet: str | None, language: str | None) -> int:
    """How many reports fit the filters."""
    query = filtered(current(), outlet, language)
    if ids is None:
        return int(connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())
    parts = [query.where(reports.c.id.in_(chunk)).subquery() for chunk in chunks(ids)]
    return sum(int(connection.execute(select(func.count()).select_from(part)).scalar_one()) for part in parts)


def outlets(connection: Connection) -> tuple[tuple[str, int], ...]:
    """Outlets by number of reports."""
    number = func.count().label("number")
    query = select(reports.c.outlet, number).where(reports.c.outlet.is_not(None)).group_by(reports.c.outlet)
    rows = connection.execute(query.order_by(number.desc(), reports.c.outlet))
    return tuple((str(row.outlet), int(row.number)) for row in rows)


def list_actors(connection: Connection) -> tuple[ActorSummary, ...]:
    """Actors of all reports by key. Name and roles as most reports have them; most reports first, ties by key."""
    query = (
        select(actors, reports.c.id.label("report"))
        .select_from(
            actors.join(heads, heads.c.dossier == actors.c.dossier).join(reports, reports.c.seq == heads.c.report)
        )
        .order_by(actors.c.key, reports.c.seq, actors.c.seq)
    )
    groups: dict[str, list[Any]] = {}
    for row in connection.execute(query):
        groups.setdefault(row.key, []).append(row)
    found = [summary(key, rows) for key, rows in groups.items()]
    return tuple(sorted(found, key=lambda a: (-len(a.reports), -a.statements, -a.events, a.key)))


def summary(key: str, rows: list[Any]) -> ActorSummary:
    """One actor from the rows of every report that knows them."""
    roles = usual([role for row in rows for role in json.loads(row.roles)])
    return ActorSummary(
        key=key,
        name=usual([row.name for row in rows])[0],
        kind=usual([row.kind for row in rows])[0],
        country=next(iter(usual([row.country for row in rows if row.country])), None),
        roles=tuple(roles),
        reports=tuple(dict.fromkeys(row.report for row in rows)),
        statements=sum(row.statements for row in rows),
        events=sum(row.events for row in rows),
    )


def usual(values: list[str]) -> list[str]:
    """Distinct values, most frequent first, ties in order of appearance."""
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return sorted(counts, key=lambda value: -counts[value])


def keys_of(connection: Connection, name: str) -> frozenset[str]:
    """Keys of the actors meant by a key, a full name, or else by some words of a name."""
    folded = folded_name(name)
    exact = select(actors.c.key).where(
        actors.c.key == name if not folded else or_(actors.c.key == name, actors.c.folded == folded)
    )
    found = connection.execute(exact.distinct()).scalars().all()
    if not found and folded:
        padded = " " + actors.c.folded + " "
        parts = [padded.contains(f" {word} ", autoescape=True) for word in folded.split()[:8]]
        named = select(actors.c.key).where(*parts, actors.c.kind != "anonymous")
        found = connection.execute(named.distinct()).scalars().all()
    return frozenset(found)


def list_statements(
    connection: Connection, keys: frozenset[str] | None, ids: Sequence[str] | None, since: str | None,
    until: str | None, limit: int | None, offset: int, seqs: Sequence[int] | None = None, newest: bool = False,
) -> tuple[tuple[int, StatementHit], ...]:  # fmt: skip
    """Statements over time with their row numbers; `seqs` asks for these rows only, `newest` turns the order round."""
    order = (statements.c.moment, statements.c.seq)
    query = (
        select(statements, reports.c.id.label("report"), reports.c.outlet, dossiers.c.published)
        .select_from(
            statements.join(heads, heads.c.dossier == statements.c.dossier)
            .join(dossiers, dossiers.c.seq == heads.c.dossier)
            .join(reports, reports.c.seq == heads.c.report)
        )
        .order_by(*((column.desc() for column in order) if newest else order))
    )
    if keys is not None:
        spoken = select(voices.c.statement).where(voices.c.key.in_(sorted(keys)[:CHUNK]), voices.c.role == "source")
        query = query.where(statements.c.seq.in_(spoken))
    if since is not None:
        query = query.where(statements.c.moment >= since)
    if until is not None:
        query = query.where(statements.c.moment <= until + "~", statements.c.moment != "")
    if seqs is not None:
        query = query.where(statements.c.seq.in_(seqs[:CHUNK]))
    if ids is None:
        rows = connection.execute(query.limit(limit).offset(offset)).all()
    else:
        found = [row for part in chunks(ids) for row in connection.execute(query.where(reports.c.id.in_(part)))]
        found.sort(key=lambda row: (row.moment, row.seq), reverse=newest)
        rows = found[offset : None if limit is None else offset + limit]
    said = voices_of(connection, [row.seq for row in rows])
    return tuple((row.seq, statement_hit(row, said.get(row.seq, []))) for row in rows)


def voices_of(connection: Connection, seqs: list[int]) -> dict[int, list[Any]]:
    """Sources and addressees of statements, by statement."""
    found: dict[int, list[Any]] = {}
    for chunk in chunks(seqs):
        query = select(voices).where(voices.c.statement.in_(chunk)).order_by(voices.c.statement, voices.c.position)
        for row in connection.execute(query):
            found.setdefault(row.statement, []).append(row)
    return found


def statement_hit(row: Any, said: list[Any]) -> StatementHit:
    """A statement's row, ready to show."""
    return StatementHit(
        report=row.report,
        statement=row.id,
        published=row.published,
        outlet=row.outlet,
        sources=tuple(v.name for v in said if v.role == "source"),
        addressees=tuple(v.name for v in said if v.role == "addressee"),
        sourcing=row.sourcing,
        kind=row.kind,
        modality=row.modality,
        cue=row.cue,
        time=row.time,
        content=row.content,
        evidence=Evidence(report=row.report, start=row.start, end=row.end),
    )


def stored_features(connection: Connection) -> Iterator[tuple[str, int, str]]:
    """(report, version, JSON) of every report's features, in the order the reports came in."""
    query = (
        select(reports.c.id, features.c.version, features.c.body)
        .select_from(
            heads.join(features, features.c.dossier == heads.c.dossier).join(reports, reports.c.seq == heads.c.report)
        )
        .order_by(reports.c.seq)
    )
    for row in connection.execute(query):
        yield str(row.id), int(row.version), unpacked(row.body)


def chunks(values: Sequence[Any]) -> Iterator[list[Any]]:
    """Values in parts small enough for one query."""
    for start in range(0, len(values), CHUNK):
        yield list(values[start : start + CHUNK])


def state(connection: Connection) -> int:
    """A number that grows with everything added: the last reading's row."""
    return int(connection.execute(select(func.coalesce(func.max(schema.dossiers.c.seq), 0))).scalar_one())
