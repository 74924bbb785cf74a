"""Full-text search over texts and statements (FTS5), in every language of the packs."""

from __future__ import annotations

import json
from typing import Any, Literal

from sqlalchemy import Connection, select

from sitroom.model import Evidence, SearchHit, Span, StatementHit
from sitroom.store.passages import best_passage
from sitroom.store.query import Query, expression, parse_query
from sitroom.store.read import list_statements
from sitroom.store.schema import dossiers, reports, statements

Kind = Literal["text", "statement"]

RANKED = 2_000  # of the matches, the last added so many are ranked: ranking all would take a second where many match

# CROSS JOIN keeps the order: the words first, then whether the reading found still counts.
TEXTS = """
SELECT found FROM (
    SELECT text_words.rowid AS found, bm25(text_words, 4.0, 1.0) AS worth FROM text_words
    CROSS JOIN heads ON heads.dossier = text_words.rowid
    WHERE text_words MATCH :words ORDER BY text_words.rowid DESC LIMIT :ranked
) ORDER BY worth, found DESC LIMIT :limit
"""
STATEMENTS = """
SELECT found FROM (
    SELECT statement_words.rowid AS found, bm25(statement_words) AS worth FROM statement_words
    CROSS JOIN statements ON statements.seq = statement_words.rowid
    CROSS JOIN heads ON heads.dossier = statements.dossier
    WHERE statement_words MATCH :words ORDER BY statement_words.rowid DESC LIMIT :ranked
) ORDER BY worth, found DESC LIMIT :limit
"""


def search(connection: Connection, typed: str, limit: int, kind: Kind | None) -> tuple[SearchHit, ...]:
    """Hits, best first; the two kinds take turns, statements first, unless one is asked for."""
    query = parse_query(typed)
    words = expression(query)
    if words is None or limit <= 0:
        return ()
    said = find_statements(connection, query, words, limit) if kind != "text" else []
    told = find_texts(connection, query, words, limit) if kind != "statement" else []
    turns = [(place, hit) for hits in (said, told) for place, hit in enumerate(hits)]
    return tuple(hit for _, hit in sorted(turns, key=lambda turn: turn[0]))[:limit]


def find_texts(connection: Connection, query: Query, words: str, limit: int) -> list[SearchHit]:
    """Reports that meet the query, each with its best passage."""
    rowids = (
        connection.exec_driver_sql(TEXTS, {"words": words, "limit": limit, "ranked": max(RANKED, limit)})
        .scalars()
        .all()
    )
    d = dossiers.c
    asked = (
        select(d.seq, d.title, d.language, d.published, d.lines, reports.c.id, dossiers.c.outlet, reports.c.text)
        .join(reports, reports.c.seq == d.report)
        .where(d.seq.in_(rowids))
    )
    rows = {row.seq: row for row in connection.execute(asked)}
    return [text_hit(rows[rowid], query) for rowid in rowids]


def text_hit(row: Any, query: Query) -> SearchHit:
    """The best passage of a report."""
    lines = [Span(start=start, end=end) for start, end in json.loads(row.lines)]
    passage, marks = best_passage(row.text, lines, query, row.language)
    return SearchHit(
        kind="text",
        report=row.id,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        snippet=passage.of(row.text),
        marks=shifted(marks, passage.start),
        evidence=Evidence(report=row.id, start=passage.start, end=passage.end),
    )


def find_statements(connection: Connection, query: Query, words: str, limit: int) -> list[SearchHit]:
    """Statements whose content meets the query."""
    rowids = (
        connection.exec_driver_sql(STATEMENTS, {"words": words, "limit": limit, "ranked": max(RANKED, limit)})
        .scalars()
        .all()
    )
    columns = (statements.c.seq, dossiers.c.title, dossiers.c.language)
    asked = select(*columns).join(dossiers, dossiers.c.seq == statements.c.dossier).where(statements.c.seq.in_(rowids))
    rows = {row.seq: row for row in connection.execute(asked)}
    hits = dict(list_statements(connection, None, None, None, None, None, 0, seqs=rowids))
    return [statement_search_hit(rows[rowid], hits[rowid], query) for rowid in rowids]


def statement_search_hit(row: Any, hit: StatementHit, query: Query) -> SearchHit:
    """The best passage of a statement's content; the evidence is all the statement rests on."""
    passage, marks = best_passage(hit.content, [Span(start=0, end=len(hit.content))], query, row.language)
    return SearchHit(
        kind="statement",
        report=hit.report,
        title=row.title,
        outlet=hit.outlet,
        published=hit.published,
        snippet=passage.of(hit.content),
        marks=shifted(marks, passage.start),
        evidence=hit.evidence,
        statement=hit.statement,
        sources=hit.sources,
        cue=hit.cue,
    )


def shifted(marks: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    """Spans into a text, as spans into its passage that starts at `by`."""
    return tuple(Span(start=mark.start - by, end=mark.end - by) for mark in marks)
