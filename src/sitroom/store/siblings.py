"""Persons whom several reports of some days name in full: what a new report's mangled names are compared with."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from sitroom.store import schema

REPORTS, MOST = 2, 1000  # reports that must name somebody so; how many persons, those of most reports first


def persons_of(connection: Connection, since: str, until: str) -> tuple[tuple[str, str], ...]:
    """(name, key) of persons known by name alone in reports published from one ISO day to before another."""
    a, d = schema.actors.c, schema.dossiers.c
    count = func.count(a.dossier.distinct())
    query = (
        select(a.name, a.key)
        .join(schema.dossiers, d.seq == a.dossier)
        .join(schema.heads, schema.heads.c.dossier == d.seq)
        .where(d.published >= since, d.published < until, a.kind == "person", a.key.startswith("person:"))
        .where(a.name.contains(" "))
        .group_by(a.name, a.key)
        .having(count >= REPORTS)
        .order_by(count.desc(), a.key, a.name)
        .limit(MOST)
    )
    return tuple((str(name), str(key)) for name, key in connection.execute(query))
