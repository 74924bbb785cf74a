"""How often each short line stands on the pages of a site: what recurs under other stories is furniture of the page."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from sitroom.store import schema

REPORTS, DAYS = 4, 3  # a line on fewer reports or days of a site is no furniture


def count_lines(connection: Connection, site: str, lines: tuple[int, ...], day: str) -> None:
    """Count one more report of a site, of a day, with these lines."""
    s = schema.sites
    more = upsert(s).values(site=site, reports=1)
    connection.execute(more.on_conflict_do_update(index_elements=["site"], set_={"reports": s.c.reports + 1}))
    if not lines:
        return
    connection.exec_driver_sql(
        "INSERT INTO furniture (site, line, reports, days, last) VALUES (?, ?, 1, 1, ?) ON CONFLICT (site, line) "
        "DO UPDATE SET reports = reports + 1, days = days + (excluded.last > last), last = max(last, excluded.last)",
        [(site, line, day) for line in lines],
    )


def furniture_of(connection: Connection, site: str) -> dict[int, float]:
    """Lines that recur on a site, with the share of its reports they stand on."""
    f = schema.furniture.c
    total = connection.execute(select(schema.sites.c.reports).where(schema.sites.c.site == site)).scalar() or 0
    rows = connection.execute(select(f.line, f.reports).where(f.site == site, f.days >= DAYS, f.reports >= REPORTS))
    return {int(line): min(1.0, number / max(1, total)) for line, number in rows}
