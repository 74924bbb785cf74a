"""Which report is a text a revision of? Candidates by address, feed entry and wording; the decision is the caller's.

Everything here runs inside the transaction that adds the text, so two writers cannot each miss the other's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from sitroom.model import Correction, Dossier
from sitroom.model.keys import moment
from sitroom.store import schema
from sitroom.store.packing import unpacked

TRIED = 6  # candidates by wording that are compared in full
ALIKE = 2  # values of a sketch in common, of eight, to be compared

Decide = Callable[[str, str, bool], str | None]  # (what is in common, the other's features, live?) -> why, or None


@dataclass(frozen=True)
class Marks:
    """What a text is recognised by, worked out by the caller from dossier and input.

    addresses  address and feed keys; site: its outlet or host; sketch: a sample of its wording
    lines      hashes of its short lines; live: is it a live page; notice: what it says of itself
    """

    addresses: tuple[str, ...] = ()
    site: str | None = None
    sketch: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()
    live: bool = False
    notice: str | None = None


@dataclass(frozen=True)
class Hooks:
    """What the store asks its caller for while it adds.

    decide    is this a revision of that? (see Decide)
    features  (version, JSON) of a dossier, for when corrections change it
    """

    decide: Decide = field(default=lambda how, features, live: None)
    features: Callable[[Dossier], tuple[int, str]] | None = None


@dataclass(frozen=True)
class Place:
    """Where a text belongs: the report it is a text of, why, its place in time, and whether it counts."""

    article: int
    why: str | None
    at: str
    head: bool


def place(connection: Connection, seq: int, dossier: Dossier, marks: Marks, hooks: Hooks) -> Place:
    """Find the report a new text (row `seq`) belongs to. Reads only."""
    own = time_of(dossier)
    for how, article in candidates(connection, seq, marks):
        head = head_of(connection, article)
        if head is None or head.report == seq:
            continue
        why = hooks.decide(how, unpacked(head.body), bool(head.live) or marks.live)
        if why is not None:
            older = earlier(own, head.at)
            return Place(article, why, own if older else max(own, head.at), not older)
    return Place(seq, None, own, True)


def keep_place(connection: Connection, seq: int, found: Place, marks: Marks) -> None:
    """Write down where a text belongs and what it is recognised by; the text that counted before counts no more."""
    if found.why is not None and found.head:
        texts = select(schema.revisions.c.report).where(schema.revisions.c.article == found.article)
        connection.execute(schema.heads.delete().where(schema.heads.c.report.in_(texts)))
    values = {"report": seq, "article": found.article, "at": found.at, "why": found.why}
    connection.execute(insert(schema.revisions).values(**values, live=int(marks.live), notice=marks.notice))
    if found.why is not None:  # the date of the first text is that of the report
        heads = "SELECT report, 0 FROM revisions JOIN heads USING (report) WHERE article = ?"
        connection.exec_driver_sql(f"INSERT OR REPLACE INTO waiting {heads}", (found.article,))
    if marks.addresses:
        rows = [{"key": key, "report": seq} for key in sorted(set(marks.addresses))]
        connection.execute(upsert(schema.addresses).on_conflict_do_nothing(), rows)
    if marks.site and marks.sketch:
        rows = [{"site": marks.site, "value": value, "report": seq} for value in sorted(set(marks.sketch))]
        connection.execute(upsert(schema.sketches).on_conflict_do_nothing(), rows)


def candidates(connection: Connection, seq: int, marks: Marks) -> list[tuple[str, int]]:
    """Reports that have something in common with a text: (what, article), the surest first, each once."""
    a, s, r = schema.addresses.c, schema.sketches.c, schema.revisions.c
    found: dict[int, str] = {}
    if marks.addresses:
        query = select(r.article, func.max(a.key)).join(schema.addresses, a.report == r.report)
        same = connection.execute(
            query.where(a.key.in_(marks.addresses)).group_by(r.article).order_by(r.article.desc())
        )
        rows = sorted(((str(key).startswith("f:"), -int(article)) for article, key in same))
        found |= {-article: "feed" if feed else "address" for feed, article in rows}
    if marks.site and marks.sketch:
        number = func.count().label("number")
        query = select(r.article, number).join(schema.sketches, s.report == r.report)
        query = query.where(s.site == marks.site, s.value.in_(marks.sketch)).group_by(r.article)
        for article, _ in connection.execute(
            query.having(number >= ALIKE).order_by(number.desc(), r.article.desc()).limit(TRIED)
        ):
            found.setdefault(int(article), "wording")
    return [(how, article) for article, how in found.items() if article != seq]


def head_of(connection: Connection, article: int) -> Any:
    """The text of a report that counts: its row, its place in time, its features."""
    r, h, f = schema.revisions, schema.heads, schema.features
    query = select(r.c.report, r.c.at, r.c.live, f.c.body)
    query = query.select_from(r.join(h, h.c.report == r.c.report).join(f, f.c.dossier == h.c.dossier))
    return connection.execute(query.where(r.c.article == article).limit(1)).one_or_none()


def time_of(dossier: Dossier) -> str:
    """When a text says it was published or last changed; "" if it does not say."""
    return max(moment(dossier.report.updated), moment(dossier.report.published))


def earlier(left: str, right: str) -> bool:
    """Is the first time surely before the second? A day is not before an hour of that day."""
    size = 10 if min(len(left), len(right)) <= 10 else None
    return bool(left and right) and left[:size] < right[:size]


def article_of(connection: Connection, seq: int) -> int:
    """The report a text is one of."""
    r = schema.revisions.c
    found = connection.execute(select(r.article).where(r.report == seq)).scalar()
    return seq if found is None else int(found)


def corrections_of(connection: Connection, article: int | None) -> tuple[Correction, ...]:
    """Corrections of a report, those taken back left out, oldest first; of the whole room for None."""
    c = schema.corrections.c
    query = select(schema.corrections).where(c.undone.is_(None)).order_by(c.seq)
    query = query.where(c.article.is_(None) if article is None else c.article == article)
    return tuple(correction_from(row) for row in connection.execute(query))


def correction_from(row: Any) -> Correction:
    """A correction's row as a value."""
    fields = ("report", "target", "start", "end", "quote", "field", "value", "by", "at", "undone")
    return Correction.model_validate({"number": row.seq, **{name: getattr(row, name) for name in fields}})
