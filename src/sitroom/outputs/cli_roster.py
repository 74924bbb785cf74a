"""Commands over the roster of office holders: who held an office, and a refresh from Wikidata."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

import typer

from sitroom.errors import SitroomError, UsageError
from sitroom.outputs.options import DEFAULT_ROOM, RoomPath
from sitroom.outputs.terminal import complain, console

app = typer.Typer(
    help="The dated roster of office holders: ask it, or refresh it from Wikidata.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
ENDPOINT = "https://query.wikidata.org/sparql"
LOOK_BACK = timedelta(days=3 * 366)


@app.command()
def update(
    room: RoomPath = DEFAULT_ROOM,
    since: Annotated[
        str | None, typer.Option(help="Terms that ended before this day stay out; three years ago if left out.")
    ] = None,
    endpoint: Annotated[str, typer.Option(help="A SPARQL service that holds Wikidata.")] = ENDPOINT,
) -> None:
    """Fetch office holders from Wikidata into roster-wikidata.csv beside the room. Needs a network.

    Rows of your own go into roster.csv there (docs/roster.md names the columns); they win over both. Reports are
    read with the new rows from then on.
    """
    from sitroom.annotate.roster_update import sparql_fetch, to_csv
    from sitroom.annotate.roster_update import update as fetch_rows
    from sitroom.room import database_of

    today = datetime.now(UTC).date()
    target = database_of(room).parent / "roster-wikidata.csv"
    if not target.parent.is_dir():
        raise UsageError(f"{target.parent}: there is no room; `sitroom add` makes one")
    fetch = sparql_fetch(endpoint)
    complain(f"asking {endpoint} ...")
    rows = fetch_rows(fetch, since or (today - LOOK_BACK).isoformat(), today.isoformat())
    if not rows:
        raise SitroomError(f"{endpoint}: knows no office holder of the positions asked for; the roster stays as it is")
    written = target.with_suffix(".part")
    try:
        written.write_text(to_csv(rows), encoding="utf-8")
        written.replace(target)
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {os.strerror(error.errno or 0)}") from error
    print(f"{target}: {len(rows)} terms of office, as of {today}")


@app.command()
def who(
    office: Annotated[str, typer.Argument(help='As written: "ministre israélien de la Défense".', show_default=False)],
    on: Annotated[str | None, typer.Option(help="On which day; today if left out.", show_default=False)] = None,
    room: RoomPath = DEFAULT_ROOM,
    lang: Annotated[str | None, typer.Option("--lang", help="The language it is written in; any, if left out.")] = None,
) -> None:
    """Say who held an office on a day, as sitroom reads and knows it. Says so when it cannot tell."""
    from sitroom.annotate.roles import role_of
    from sitroom.annotate.roster import load_roster
    from sitroom.lang import languages, load_lang
    from sitroom.room import database_of, rosters_of

    try:
        day = date.fromisoformat(on) if on else datetime.now(UTC).date()
    except ValueError:
        raise UsageError(f"--on {on!r} is not a day: write 2024-04-14") from None
    if lang is not None and lang not in languages():
        raise UsageError(f"--lang {lang!r}: there is no such language pack; there are: {', '.join(languages())}")
    readings = [r for code in ([lang] if lang else languages()) if (r := role_of(office, load_lang(code))) is not None]
    reading = next((r for r in readings if r.country or r.body), readings[0] if readings else None)
    if reading is None:
        raise SitroomError(f"{office}: is no office sitroom knows (docs/roster.md lists the roles)")
    if reading.former or reading.elect or reading.plural:
        raise SitroomError(f"{office}: does not mean the one who held the office on that day")
    roster = load_roster(*rosters_of(database_of(room)))
    holders = roster.holders(reading.role, reading.country, day, reading.body)
    place = " ".join(p for p in (reading.country, reading.body) if p) or "of no named country"
    if not holders:
        raise SitroomError(f"{office}: nobody sure for {reading.role}, {place}, on {day}")
    for h in holders:
        term = f"{h.start} to {h.until or h.end or 'open'}"
        source = f"{h.source or 'your roster'}, {h.certain(day.isoformat()):.0%} sure"
        console().print(f"{h.name}  {reading.role}, {place}, {term}  ({source})", markup=False, highlight=False)
