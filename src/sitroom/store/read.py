"""Questions to the room's tables, answered as values. Only the reading that counts (`heads`) is asked, unless said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from sitroom.errors import NotInRoom
from sitroom.model import ActorSummary, Correction, Dossier, Evidence, ReportSummary, Revision, StatementHit
from sitroom.store import schema
from sitroom.store.corrected import Aliases, corrected
from sitroom.store.packing import unpacked
from sitroom.store.placing import article_of, correction_from, corrections_of
from sitroom.store.schema import actors, corrections, dossiers, heads, reports, revisions, statements, voices
from sitroom.store.write import folded_name

CHUNK = 20_000  # values in one IN (...): SQLite allows 32,766 parameters


def full_id(connection: Connection, id: str) -> str:
    """The id this one is a beginning of. Raises NotInRoom: none, or several."""
    query = select(reports.c.id).where(reports.c.id >= id, reports.c.id < id + "\U0010ffff").order_by(reports.c.id)
    fits = connection.execute(query.limit(2)).scalars().all() if id else []
    if id in fits or len(fits) == 1:
        return str(fits[0])
    raise NotInRoom(f"{id}: {'several reports begin' if fits else 'no report begins'} with this id")


def dossier(connection: Connection, id: str, engine: str | None, raw: bool = False) -> Dossier:
    """The last reading of a text, or the last one by `engine`, as people corrected it; `raw`: as the machine read it.

    Raises NotInRoom.
    """
    query = select(dossiers.c.body, dossiers.c.report, reports.c.text).join(reports, reports.c.seq == dossiers.c.report)
    query = query.where(reports.c.id == id).order_by(dossiers.c.seq.desc()).limit(1)
    if engine is not None:
        query = query.where(dossiers.c.engine == engine)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotInRoom(f"{id}: was not read by version {engine}")
    found = whole(row.body, row.text)
    held = () if raw else corrections_of(connection, article_of(connection, row.report))
    return corrected(found, held) if held else found


def whole(body: bytes, text: str) -> Dossier:
    """A dossier from its two halves: the text is kept once, whatever the number of readings."""
    return Dossier.model_validate(json.loads(unpacked(body)) | {"text": text})


def current_id(connection: Connection, id: str) -> str:
    """The text that counts of the report this is a text of."""
    r, mine = revisions.alias(), reports.alias()
    query = (
        select(reports.c.id)
        .select_from(
            mine.join(r, r.c.report == mine.c.seq)
            .join(revisions, revisions.c.article == r.c.article)
            .join(heads, heads.c.report == revisions.c.report)
            .join(reports, reports.c.seq == heads.c.report)
        )
        .where(mine.c.id == id)
    )
    return str(connection.execute(query).scalar() or id)


def list_revisions(connection: Connection, id: str) -> tuple[Revision, ...]:
    """Every text of a report, the first published first."""
    seq = connection.execute(select(reports.c.seq).where(reports.c.id == id)).scalar_one()
    every = dossiers.alias()
    last = select(func.max(every.c.seq)).where(every.c.report == reports.c.seq).correlate(reports).scalar_subquery()
    query = (
        select(
            reports.c.id.label("report"), dossiers.c.title, dossiers.c.published, dossiers.c.updated, reports.c.added,
            revisions.c.why, revisions.c.notice, heads.c.dossier.is_not(None).label("current"),
        )
        .select_from(
            revisions.join(reports, reports.c.seq == revisions.c.report)
            .join(dossiers, dossiers.c.seq == last)
            .outerjoin(heads, heads.c.report == reports.c.seq)
        )
        .where(revisions.c.article == article_of(connection, seq))
        .order_by(revisions.c.at, reports.c.seq)
    )  # fmt: skip
    rows = connection.execute(query).all()
    return tuple(
        Revision.model_validate({**row._asdict(), "current": bool(row.current), "number": number})
        for number, row in enumerate(rows, start=1)
    )


def list_corrections(connection: Connection, id: str | None, undone: bool) -> tuple[Correction, ...]:
    """Corrections of a report (any text of it), or all; oldest first."""
    query = select(corrections).order_by(corrections.c.seq)
    if id is not None:
        seq = connection.execute(select(reports.c.seq).where(reports.c.id == id)).scalar_one()
        query = query.where(corrections.c.article == article_of(connection, seq))
    if not undone:
        query = query.where(corrections.c.undone.is_(None))
    return tuple(correction_from(row) for row in connection.execute(query))


def aliases(connection: Connection) -> Aliases:
    """Which keys are one actor, by people's word."""
    return Aliases(corrections_of(connection, None))


def readings(connection: Connection, id: str) -> tuple[tuple[str, str], ...]:
    """(engine, when) of every reading of a report, oldest first."""
    query = select(dossiers.c.engine, dossiers.c.read).join(reports, reports.c.seq == dossiers.c.report)
    rows = connection.execute(query.where(reports.c.id == id).order_by(dossiers.c.seq))
    return tuple((str(row.engine), str(row.read)) for row in rows)


def current() -> Select[Any]:
    """Reports with the reading that counts."""
    other, mine = revisions.alias(), revisions.alias()
    same = other.c.article == mine.c.article
    texts = select(func.count()).select_from(other).where(same, mine.c.report == reports.c.seq)
    notice = select(mine.c.notice).where(mine.c.report == reports.c.seq)
    right = select(corrections.c.seq).join(mine, mine.c.article == corrections.c.article)
    right = right.where(mine.c.report == reports.c.seq, corrections.c.undone.is_(None)).correlate(reports)
    columns = [
        reports.c.id, dossiers.c.outlet, reports.c.url, reports.c.added, dossiers.c.title, dossiers.c.language,
        dossiers.c.published, dossiers.c.statements, dossiers.c.events,
        func.max(1, texts.correlate(reports).scalar_subquery()).label("revisions"),
        notice.correlate(reports).scalar_subquery().label("notice"), right.exists().label("corrected"),
    ]  # fmt: skip
    joined = heads.join(dossiers, dossiers.c.seq == heads.c.dossier).join(reports, reports.c.seq == heads.c.report)
    return select(*columns).select_from(joined)


def filtered(query: Select[Any], outlet: str | None, language: str | None) -> Select[Any]:
    """The query, for one outlet or language only."""
    if outlet is not None:
        query = query.where(dossiers.c.outlet == outlet)
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


def texts(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The characters of these reports, by id."""
    query = select(reports.c.id, reports.c.text)
    return {
        str(row.id): str(row.text)
        for chunk in chunks(ids)
        for row in connection.execute(query.where(reports.c.id.in_(chunk)))
    }


def count(connection: Connection, ids: Sequence[str] | None, outlet: str | None, language: str | None) -> int:
    """How many reports fit the filters."""
    if ids is None and outlet is None and language is None:
        return int(connection.execute(select(func.count()).select_from(heads)).scalar_one())
    joined = heads.join(dossiers, dossiers.c.seq == heads.c.dossier).join(reports, reports.c.seq == heads.c.report)
    query = filtered(select(func.count()).select_from(joined), outlet, language)
    if ids is None:
        return int(connection.execute(query).scalar_one())
    return sum(int(connection.execute(query.where(reports.c.id.in_(part))).scalar_one()) for part in chunks(ids))


def outlets(connection: Connection) -> tuple[tuple[str, int], ...]:
    """Outlets by number of reports."""
    number = func.count().label("number")
    query = select(dossiers.c.outlet, number).join(heads, heads.c.dossier == dossiers.c.seq)
    query = query.where(dossiers.c.outlet.is_not(None)).group_by(dossiers.c.outlet)
    rows = connection.execute(query.order_by(number.desc(), dossiers.c.outlet))
    return tuple((str(row.outlet), int(row.number)) for row in rows)


def ranked_actors(connection: Connection, keys: frozenset[str] | None) -> list[tuple[int, int, int, str]]:
    """Actors of all reports, or those of these keys, as (-reports, -statements, -events, key)."""
    counts = "count(DISTINCT a.dossier), sum(a.statements), sum(a.events)"
    query = f"SELECT a.key, {counts} FROM actors a CROSS JOIN heads h ON h.dossier = a.dossier"
    same = aliases(connection)
    rows: list[Any] = []
    if keys is None:
        rows += connection.exec_driver_sql(f"{query} GROUP BY a.key")
    else:
        for key in sorted(keys):
            rows += connection.exec_driver_sql(f"{query} WHERE a.key = ? GROUP BY a.key", (key,))
    found: dict[str, list[int]] = {}
    for key, *numbers in rows:
        held = found.setdefault(same.of(key), [0, 0, 0])
        for place, number in enumerate(numbers):
            held[place] += number
    return [(-reports_, -said, -done, key) for key, (reports_, said, done) in found.items()]


def list_actors(connection: Connection, keys: Sequence[str]) -> tuple[ActorSummary, ...]:
    """These actors, in this order. Name and roles as most reports have them."""
    same = aliases(connection)
    wanted = sorted(same.group(frozenset(keys)))
    query = (
        select(actors, reports.c.id.label("report"))
        .select_from(
            actors.join(heads, heads.c.dossier == actors.c.dossier).join(reports, reports.c.seq == heads.c.report)
        )
        .order_by(actors.c.key, reports.c.seq, actors.c.seq)
    )
    groups: dict[str, list[Any]] = {}
    for part in chunks(wanted):
        for row in connection.execute(query.where(actors.c.key.in_(part))):
            groups.setdefault(same.of(row.key), []).append(row)
    return tuple(summary(key, groups[key]) for key in keys if key in groups)


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
    return aliases(connection).group(frozenset(found))


def list_statements(
    connection: Connection, keys: frozenset[str] | None, ids: Sequence[str] | None, since: str | None,
    until: str | None, limit: int | None, offset: int, seqs: Sequence[int] | None = None, newest: bool = False,
) -> tuple[tuple[int, StatementHit], ...]:  # fmt: skip
    """Statements over time with their row numbers; `seqs` asks for these rows only, `newest` turns the order round."""
    order = (statements.c.moment, statements.c.seq)
    query = (
        select(statements, reports.c.id.label("report"), dossiers.c.outlet, dossiers.c.published)
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
    if ids is not None:  # any number of them, in one query, so that the limit is the database's
        given = func.json_each(json.dumps(list(ids))).table_valued("value")
        query = query.where(reports.c.id.in_(select(given.c.value)))
    rows = connection.execute(query.limit(limit).offset(offset)).all()
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


STORED = """
SELECT r.id, h.dossier, f.version, f.body,
    (SELECT min(d.published) FROM revisions m JOIN revisions o ON o.article = m.article
     JOIN dossiers d ON d.report = o.report
     WHERE m.report = r.seq AND m.why IS NOT NULL AND d.moment <> '') AS first
FROM heads h JOIN features f ON f.dossier = h.dossier JOIN reports r ON r.seq = h.report WHERE h.report = ?
"""


def stored_features(connection: Connection, report: int) -> Any:
    """Of the text that counts in this row of reports: id, dossier (row), version, JSON (packed), date of the first
    text of the report (None if it is the only one). None if the text does not count."""
    return connection.exec_driver_sql(STORED, (report,)).one_or_none()


def chunks(values: Sequence[Any]) -> Iterator[list[Any]]:
    """Values in parts small enough for one query."""
    for start in range(0, len(values), CHUNK):
        yield list(values[start : start + CHUNK])


def state(connection: Connection) -> int:
    """A number that grows with everything added, corrected, or taken back."""
    last = select(func.coalesce(func.max(schema.dossiers.c.seq), 0)).scalar_subquery()
    made = select(func.count() + func.count(corrections.c.undone)).select_from(corrections).scalar_subquery()
    return int(connection.execute(select(last + made)).scalar_one())
