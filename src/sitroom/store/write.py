"""One dossier into its tables, in the caller's transaction. Rows are only added, but for what is derived."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from sitroom.lang.words import fold, stem, words
from sitroom.model import Added, Dossier, Ref, Span, Statement
from sitroom.model.keys import moment, room_key
from sitroom.store import schema
from sitroom.store.corrected import corrected
from sitroom.store.furniture import count_lines
from sitroom.store.packing import packed, unpacked
from sitroom.store.placing import (
    Hooks,
    Marks,
    Place,
    article_of,
    corrections_of,
    earlier,
    head_of,
    keep_place,
    place,
    time_of,
)

# What a search looks through; furniture of the page is left out.
SEARCHED = frozenset({"headline", "byline", "dateline", "body", "caption", "credit", "update"})
INDEXED = 2_000_000  # characters of one report that can be searched for: more is no article
META = ("title", "language", "published", "updated", "wire", "outlet")


def insert_dossier(
    connection: Connection, dossier: Dossier, features: tuple[int, str], name: str, given: tuple[str, str], stamp: str,
    marks: Marks, hooks: Hooks,
) -> Added:  # fmt: skip
    """Keep a dossier unless this very reading is there. Says what became of it.

    given  the input's digest and the engine version that was asked to read it
    marks  what the text is recognised by, should it be a revision; hooks: what is asked back
    """
    report = dossier.report
    row = connection.execute(select(schema.reports.c.seq).where(schema.reports.c.id == report.id)).one_or_none()
    if row is None:
        seq = next_seq(connection, schema.reports)
        values = {"seq": seq, "id": report.id, "sha256": report.sha256, "outlet": report.outlet, "url": report.url}
        connection.execute(insert(schema.reports).values(**values, name=name, added=stamp, text=dossier.text))
        found = place(connection, seq, dossier, marks, hooks)
        status, reason = "added" if found.why is None else "revised", found.why
        insert_reading(connection, seq, dossier, features, stamp, hooks, found)
        keep_place(connection, seq, found, marks)
        put_head(connection, seq, found.head)
        if found.why is None and marks.site:
            count_lines(connection, marks.site, marks.lines, (dossier.report.published or stamp)[:10])
    else:
        seq = int(row.seq)
        status, reason = "reread", why_again(connection, seq, dossier)
        if reason is None and comes_back(connection, seq, dossier):
            status, reason = "revised", "an earlier text of the report again"
        elif reason is None:
            status, reason = "unchanged", "is in the room already"
        else:
            reread(connection, seq, dossier, features, stamp, hooks, marks)
    link = upsert(schema.inputs).values(digest=given[0], engine=given[1], report=seq)
    connection.execute(link.on_conflict_do_nothing())
    return Added.model_validate({"name": name, "status": status, "report": report.id, "reason": reason})


def reread(
    connection: Connection, seq: int, dossier: Dossier, features: tuple[int, str], stamp: str, hooks: Hooks,
    marks: Marks,
) -> None:  # fmt: skip
    """One more reading of a text that is there. It counts if the text does."""
    r = schema.revisions.c
    known = connection.execute(select(r.article, r.at).where(r.report == seq)).one_or_none()
    held = Place(seq if known is None else known.article, None, "" if known is None else known.at, True)
    insert_reading(connection, seq, dossier, features, stamp, hooks, held)
    put_head(connection, seq, False)
    connection.execute(update(schema.revisions).where(r.report == seq).values(notice=marks.notice))


def reindex(connection: Connection, article: int, stamp: str, hooks: Hooks) -> None:
    """Read the rows out of the text that counts anew, after a correction: one more reading, the same but for them."""
    h, d, r = schema.heads, schema.dossiers, schema.reports
    query = select(h.c.report, d.c.body, r.c.text, schema.revisions.c.at)
    query = query.select_from(
        h.join(d, d.c.seq == h.c.dossier).join(r, r.c.seq == h.c.report)
        .join(schema.revisions, schema.revisions.c.report == h.c.report)
    )  # fmt: skip
    row = connection.execute(query.where(schema.revisions.c.article == article)).one()
    machine = Dossier.model_validate(json.loads(unpacked(row.body)) | {"text": row.text})
    features = hooks.features(machine) if hooks.features is not None else (0, "{}")
    insert_reading(connection, row.report, machine, features, stamp, hooks, Place(article, None, row.at, True))
    put_head(connection, row.report, False)


def comes_back(connection: Connection, seq: int, dossier: Dossier) -> bool:
    """Does a text that was revised since count again, now that it came in again? Not if it is surely older."""
    article = article_of(connection, seq)
    head = head_of(connection, article)
    own = time_of(dossier)
    if head is None or head.report == seq or earlier(own, head.at):
        return False
    r, h = schema.revisions.c, schema.heads
    texts = select(r.report).where(r.article == article)
    connection.execute(delete(h).where(h.c.report.in_(texts)))
    connection.execute(update(schema.revisions).where(r.report == seq).values(at=max(own, head.at)))
    put_head(connection, seq, True)
    return True


def put_head(connection: Connection, seq: int, new: bool) -> None:
    """The last reading of a text counts from now on: if the text is `new` and counts, or counted already."""
    last = select(func.max(schema.dossiers.c.seq)).where(schema.dossiers.c.report == seq).scalar_subquery()
    if new:
        connection.execute(insert(schema.heads).values(report=seq, dossier=last))
    else:
        connection.execute(update(schema.heads).where(schema.heads.c.report == seq).values(dossier=last))


def why_again(connection: Connection, report: int, dossier: Dossier) -> str | None:
    """Why a known report is kept in one more reading; None when it adds nothing."""
    table = schema.dossiers
    columns = [table.c.engine, *(table.c[field] for field in META)]
    rows = connection.execute(select(*columns).where(table.c.report == report).order_by(table.c.seq)).all()
    if all(row.engine != dossier.engine for row in rows):
        return f"read again by version {dossier.engine}; the earlier reading is kept"
    last = rows[-1]
    given = dossier.report
    new = [field for field in META if getattr(last, field) is None and getattr(given, field) is not None]
    if new:
        return f"read again with what was missing ({', '.join(new)}); the earlier reading is kept"
    return None


def insert_reading(
    connection: Connection, report: int, machine: Dossier, features: tuple[int, str], stamp: str, hooks: Hooks,
    found: Place,
) -> None:  # fmt: skip
    """One reading of a text: its dossier as the machine read it, and the rows and words read out of it as people
    corrected it."""
    held = corrections_of(connection, found.article)
    dossier = corrected(machine, held) if held else machine
    if held and hooks.features is not None:
        features = hooks.features(dossier)
    seq = next_seq(connection, schema.dossiers)
    meta = {field: getattr(dossier.report, field) for field in META}
    connection.execute(
        insert(schema.dossiers).values(
            seq=seq,
            report=report,
            engine=machine.engine,
            read=stamp,
            **meta,
            moment=moment(dossier.report.published),
            statements=len(dossier.statements),
            events=len(dossier.events),
            lines=json.dumps([[line.start, line.end] for line in searched(dossier)]),
            body=packed(machine.model_dump_json(by_alias=True, exclude={"text"})),
        )
    )
    version, body = features
    connection.execute(insert(schema.features).values(dossier=seq, version=version, body=packed(body)))
    insert_actors(connection, seq, dossier)
    insert_statements(connection, seq, dossier)
    insert_events(connection, seq, dossier)
    insert_words(connection, seq, dossier)


def insert_actors(connection: Connection, seq: int, dossier: Dossier) -> None:
    """A row for each actor, with how often they speak and act."""
    speaks: dict[str, int] = {}
    acts: dict[str, int] = {}
    for statement in dossier.statements:
        for actor in {ref.actor for ref in statement.sources if ref.actor}:
            speaks[actor] = speaks.get(actor, 0) + 1
    for event in dossier.events:
        for actor in {party.actor for party in (*event.actors, *event.recipients) if party.actor}:
            acts[actor] = acts.get(actor, 0) + 1
    rows = [
        {
            "dossier": seq,
            "local": actor.id,
            "key": room_key(actor, dossier.report.id),
            "name": actor.name,
            "folded": folded_name(actor.name),
            "kind": actor.kind,
            "country": actor.country,
            "roles": json.dumps(actor.roles, ensure_ascii=False),
            "statements": speaks.get(actor.id, 0),
            "events": acts.get(actor.id, 0),
        }
        for actor in dossier.actors
    ]
    insert_rows(connection, schema.actors, rows)


def insert_statements(connection: Connection, seq: int, dossier: Dossier) -> None:
    """A row for each statement, one for each of its voices, and its words."""
    first = next_seq(connection, schema.statements)
    rows: list[dict[str, Any]] = []
    voices: list[dict[str, Any]] = []
    index: list[dict[str, Any]] = []
    for number, statement in enumerate(dossier.statements, start=first):
        extent = extent_of(statement)
        content = " … ".join(span.of(dossier.text) for span in statement.contents)
        rows.append(
            {
                "seq": number,
                "dossier": seq,
                "moment": said_at(statement, dossier.report.published),
                "start": extent.start,
                "end": extent.end,
                "content": content,
                "cue": statement.cue.of(dossier.text) if statement.cue else None,
                **statement.model_dump(
                    include={"id", "kind", "sourcing", "modality", "time", "within", "rule", "score"}
                ),
            }
        )
        for role, refs in (("source", statement.sources), ("addressee", statement.addressees)):
            for position, ref in enumerate(refs):
                voices.append({"statement": number, "role": role, "position": position, **named(ref, dossier)})
        index.append({"rowid": number, "content": stemmed(content, dossier.report.language)})
    insert_rows(connection, schema.statements, rows)
    insert_rows(connection, schema.voices, voices)
    if index:
        connection.exec_driver_sql("INSERT INTO statement_words(rowid, content) VALUES (:rowid, :content)", index)


def insert_events(connection: Connection, seq: int, dossier: Dossier) -> None:
    """A row for each event and one for each party to it."""
    first = next_seq(connection, schema.events)
    rows: list[dict[str, Any]] = []
    parties: list[dict[str, Any]] = []
    for number, event in enumerate(dossier.events, start=first):
        span = event.mentions[0] if event.mentions else Span(start=0, end=0)
        said = event.model_dump(include={"id", "type", "mode", "modality", "date", "place", "rule", "score"})
        rows.append({"seq": number, "dossier": seq, "start": span.start, "end": span.end, **said})
        for role, refs in (("actor", event.actors), ("recipient", event.recipients)):
            for position, ref in enumerate(refs):
                party = {"event": number, "role": role, "position": position, "country": ref.country}
                parties.append(party | named(ref, dossier))
    insert_rows(connection, schema.events, rows)
    insert_rows(connection, schema.parties, parties)


def insert_words(connection: Connection, seq: int, dossier: Dossier) -> None:
    """The words of title and text for full-text search."""
    language = dossier.report.language
    body = "\n".join(span.of(dossier.text) for span in searched(dossier))[:INDEXED]
    values = {"rowid": seq, "title": stemmed(dossier.report.title or "", language), "body": stemmed(body, language)}
    connection.exec_driver_sql("INSERT INTO text_words(rowid, title, body) VALUES (:rowid, :title, :body)", values)


def searched(dossier: Dossier) -> list[Span]:
    """The lines a search looks through; the whole text, by line, where nothing is labelled."""
    lines: list[Span] = [s for s in dossier.sections if s.kind in SEARCHED]
    if dossier.sections:
        return lines
    at = 0
    for line in dossier.text.splitlines(keepends=True):
        if line.strip():
            lines.append(Span(start=at, end=at + len(line.rstrip())))
        at += len(line)
    return lines


def stemmed(text: str, language: str | None) -> str:
    """A text as its stems."""
    return " ".join(stem(word.folded, language) for word in words(text))


def folded_name(name: str) -> str:
    """A name for looking up: its words, folded."""
    return " ".join(fold(word.folded) for word in words(name))


def named(ref: Ref, dossier: Dossier) -> dict[str, str]:
    """Key and name of whom a span stands for; the characters themselves where that is unknown."""
    actor = dossier.actor(ref.actor)
    if actor is None:
        return {"key": "", "name": ref.of(dossier.text)}
    return {"key": room_key(actor, dossier.report.id), "name": actor.name}


def extent_of(statement: Statement) -> Span:
    """From the first to the last character the statement rests on."""
    spans: list[Span] = [*statement.contents, *statement.sources]
    if statement.cue is not None:
        spans.append(statement.cue)
    if not spans:
        return Span(start=0, end=0)
    return Span(start=min(s.start for s in spans), end=max(s.end for s in spans))


def said_at(statement: Statement, published: str | None) -> str:
    """When it was said, to sort by: the day the text gives; the publication if that is unknown, or the same day."""
    said, told = moment((statement.time or "")[:10]), moment(published)
    return said if said and said != told[:10] else told


def insert_rows(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert many rows; none is fine."""
    if rows:
        connection.execute(insert(table), rows)


def next_seq(connection: Connection, table: Table) -> int:
    """The next row number; safe because the caller's transaction is the only one that writes."""
    return int(connection.exec_driver_sql(f"SELECT coalesce(max(seq), 0) + 1 FROM {table.name}").scalar_one())
