"""Questions to the situation's pieces: stories, and the timeline. Each reads what it hands out and no more."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from sitroom.errors import NotInRoom
from sitroom.model import Story, TimelineEntry
from sitroom.store.packing import unpacked


def run(connection: Connection, query: str, *values: Any) -> Any:
    """A query's result."""
    return connection.exec_driver_sql(query, values)


def list_stories(connection: Connection, limit: int | None, offset: int) -> tuple[Story, ...]:
    """Stories, the one with the latest report first, ties by id."""
    query = "SELECT body FROM tales ORDER BY last DESC, id LIMIT ? OFFSET ?"
    rows = run(connection, query, -1 if limit is None else limit, offset)
    return tuple(Story.model_validate_json(unpacked(row.body)) for row in rows)


def count_stories(connection: Connection) -> int:
    """How many stories there are."""
    return int(run(connection, "SELECT count(*) FROM tales").scalar())


def story(connection: Connection, id: str) -> Story | None:
    """The story this is the id of, or the beginning of it; None if no id begins so. Raises NotInRoom: several do."""
    rows = run(connection, "SELECT id, body FROM tales WHERE id >= ? AND id < ? ORDER BY id LIMIT 2",
               id, id + "\U0010ffff").all() if id else []  # fmt: skip
    if len(rows) > 1 and rows[0].id != id:
        raise NotInRoom(f"{id}: several stories begin with this id")
    return Story.model_validate_json(unpacked(rows[0].body)) if rows else None


def story_of(connection: Connection, report: str) -> Story | None:
    """The story of a report (full id of a text that counts), None if it is not placed yet."""
    query = "SELECT t.body FROM placed p JOIN tales t ON t.head = p.story WHERE p.id = ?"
    body = run(connection, query, report).scalar()
    return None if body is None else Story.model_validate_json(unpacked(body))


def roots_of(connection: Connection, reports: Iterable[str]) -> dict[str, str]:
    """Reports -> ids of their origins."""
    query = "SELECT id, root FROM placed WHERE root NOT NULL AND id IN (SELECT value FROM json_each(?))"
    return {row.id: row.root for row in run(connection, query, json.dumps(sorted(set(reports))))}


def timeline(
    connection: Connection, story: str | None, keys: frozenset[str] | None, since: str | None, until: str | None,
    limit: int | None,
) -> tuple[TimelineEntry, ...]:  # fmt: skip
    """Entries by date, undated ones last; of a story that tells of them, of actors, between two days (both included).

    limit  the latest so many, of the dated ones first
    """
    where, values = ["e.date NOT NULL"], list[Any]()
    if since is not None:
        where.append("e.until >= ?")
        values.append(since)
    if until is not None:
        where.append("e.date < ?")
        values.append(until + "~")
    told, whose = "", list[Any]()
    if story is not None:
        told += " AND e.sign IN (SELECT h.sign FROM tales t JOIN happenings h ON h.story = t.head WHERE t.id = ?)"
        whose.append(story)
    if keys is not None:
        told += " AND e.seq IN (SELECT entry FROM entry_keys WHERE key IN (SELECT value FROM json_each(?)))"
        whose.append(json.dumps(sorted(keys)))
    most = -1 if limit is None else limit
    query = f"SELECT e.body FROM entries e WHERE {' AND '.join(where)}{told} ORDER BY e.date DESC, e.id DESC LIMIT ?"
    found = run(connection, query, *values, *whose, most).all()[::-1]
    if since is None and until is None and (limit is None or len(found) < limit):
        query = f"SELECT e.body FROM entries e WHERE e.date IS NULL{told} ORDER BY e.id LIMIT ?"
        found += run(connection, query, *whose, -1 if limit is None else limit - len(found)).all()
    return tuple(TimelineEntry.model_validate_json(unpacked(row.body)) for row in found)
