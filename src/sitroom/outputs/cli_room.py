"""Commands over a room (`add` is in cli_add): reports, stories, timeline, statements, actors, search, brief, serve."""

from __future__ import annotations

import json as jsonlib
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from sitroom.errors import UsageError
from sitroom.outputs.cli_add import add
from sitroom.outputs.options import DEFAULT_ROOM, Json, RoomPath
from sitroom.outputs.terminal import complain, console, explain, visible

if TYPE_CHECKING:
    from sitroom.model import Value
    from sitroom.room import Room

Limit = Annotated[int, typer.Option(min=1, help="At most so many.")]
Latest = Annotated[int, typer.Option(min=1, help="At most so many, the latest.")]
Day = Annotated[str | None, typer.Option(help="A date: 2026-03-02.", show_default=False)]
StoryId = Annotated[str | None, typer.Option("--story", help="Only this story (its id).", show_default=False)]


def opened(path: Path) -> Room:
    """The room at `path`. Raises RoomNotFound, StoreError."""
    from sitroom.room import Room  # heavy

    return Room.open(path)


def as_json(values: Iterable[Value]) -> None:
    """One JSON object a line on standard output."""
    for value in values:
        print(jsonlib.dumps(value.model_dump(mode="json", by_alias=True), ensure_ascii=False))


def table(*columns: str) -> Table:
    """A plain table; columns named in capitals hold numbers."""
    made = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        made.add_column(column.lower(), justify="right" if column.isupper() else "left", overflow="fold")
    return made


def row(made: Table, *cells: Any) -> None:
    """A row whose cells are text, whatever they look like."""
    made.add_row(*(Text("" if c is None else visible(str(c))) for c in cells))


def shown(made: Table, found: Sequence[Value], limit: int, more: str) -> None:
    """Print a table, and say on standard error when it may be cut. more: how to see the rest."""
    if not found:
        explain().print("Nothing found.", style="dim", markup=False)
        return
    console().print(made)
    if len(found) == limit:
        explain().print(f"Only {limit} are shown: {more}.", style="dim", markup=False)


def reports(room: RoomPath = DEFAULT_ROOM, story: StoryId = None, limit: Latest = 50, json: Json = False) -> None:
    """List the reports of a room, latest first."""
    with opened(room) as r:
        found = r.reports(limit=limit, story=story)
    if json:
        as_json(found)
        return
    made = table("report", "published", "outlet", "title", "STATEMENTS", "EVENTS")
    for x in found:
        row(made, x.id, x.published or "no date", x.outlet, x.title, x.statements, x.events)
    shown(made, found, limit, "the latest; --limit says how many")


def stories(room: RoomPath = DEFAULT_ROOM, limit: Latest = 50, json: Json = False) -> None:
    """List what the reports are about, each story with its independent origins (copies count once)."""
    with opened(room) as r:
        found = r.stories(limit=limit)
    if json:
        as_json(found)
        return
    made = table("story", "REPORTS", "ORIGINS", "from", "to", "countries", "title")
    for s in found:
        row(made, s.id, len(s.reports), len(s.origins), (s.first or "")[:10], (s.last or "")[:10],
            " ".join(s.countries[:4]), s.title)  # fmt: skip
    shown(made, found, limit, "the latest; --limit says how many")


def timeline(
    room: RoomPath = DEFAULT_ROOM,
    story: StoryId = None,
    actor: Annotated[str | None, typer.Option(help="Only with this actor (name or key).", show_default=False)] = None,
    since: Day = None,
    until: Day = None,
    limit: Latest = 100,
    json: Json = False,
) -> None:
    """List events by the date they happened, each with how many independent origins tell of it."""
    with opened(room) as r:
        found = r.timeline(story=story, actor=actor, since=since, until=until, limit=limit)
    if json:
        as_json(found)
        return
    made = table("date", "event", "who", "to whom", "where", "how sure", "ORIGINS", "as told", "at")
    for t in found:
        first = t.evidence[0] if t.evidence else None
        row(made, t.date or "undated", t.type + (f" ({t.mode})" if t.mode else ""), ", ".join(t.actors),
            ", ".join(t.recipients), t.place, t.modality, t.origins, t.excerpt,
            f"{first.report}@{first.start}" if first else "")  # fmt: skip
    shown(made, found, limit, "the latest; --since, --until or --limit show others")


def statements(
    room: RoomPath = DEFAULT_ROOM,
    actor: Annotated[str | None, typer.Option(help="Only by this actor (name or key).", show_default=False)] = None,
    story: StoryId = None,
    since: Day = None,
    until: Day = None,
    limit: Latest = 100,
    json: Json = False,
) -> None:
    """List who said what over time, each with the characters it comes from."""
    with opened(room) as r:
        found = r.statements(actor=actor, story=story, since=since, until=until, limit=limit, newest=True)[::-1]
    if json:
        as_json(found)
        return
    made = table("when", "who", "to whom", "what", "how", "outlet", "at")
    for h in found:
        modality = h.modality if h.modality != "asserted" else None
        how = ", ".join(word for word in (h.cue, h.kind, h.sourcing, modality) if word)
        row(made, h.time or h.published, "; ".join(h.sources) or "(unattributed)", "; ".join(h.addressees), h.content,
            how, h.outlet, f"{h.report}@{h.evidence.start}")  # fmt: skip
    shown(made, found, limit, "the latest; --since, --until or --limit show others")


def actors(room: RoomPath = DEFAULT_ROOM, limit: Limit = 100, json: Json = False) -> None:
    """List actors across reports."""
    with opened(room) as r:
        found = r.actors(limit=limit)
    if json:
        as_json(found)
        return
    made = table("name", "kind", "country", "roles", "REPORTS", "STATEMENTS", "EVENTS", "key")
    for a in found:
        row(made, a.name, a.kind, a.country, ", ".join(a.roles), len(a.reports), a.statements, a.events, a.key)
    shown(made, found, limit, "those in most reports; --limit says how many")


def search(
    query: Annotated[str, typer.Argument(help='Words, or "an exact phrase" in quotation marks.')],
    room: RoomPath = DEFAULT_ROOM,
    limit: Limit = 20,
    json: Json = False,
) -> None:
    """Search texts and statements, in French and English."""
    with opened(room) as r:
        found = r.search(query, limit=limit)
    if json:
        as_json(found)
        return
    if not found:
        explain().print("Nothing found.", style="dim", markup=False)
    for hit in found:
        words = Text(hit.snippet)
        for mark in hit.marks:
            words.stylize("bold yellow", mark.start, mark.end)
        head = f"{hit.report}@{hit.evidence.start}  {hit.kind}  {hit.outlet or ''}  {hit.published or ''}"
        if hit.statement:
            words = Text(visible("; ".join(hit.sources) or "(unattributed)") + ": ", style="bold") + words
        console().print(Text(head, style="dim"), words, "", sep="\n")


def brief(
    room: RoomPath = DEFAULT_ROOM,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A .md or .html file; Markdown on standard output if left out."),
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="The brief's own language: fr or en.")] = "en",
    story: StoryId = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many stories, the latest.")] = 50,
) -> None:
    """Write a sourced brief: every sentence carries its reference down to the quoted characters."""
    from sitroom.outputs.brief import as_html, as_markdown, gather
    from sitroom.outputs.words import LANGUAGES

    if lang not in LANGUAGES:
        raise UsageError(f"--lang {lang!r}: a brief can be written in {' or '.join(LANGUAGES)}")
    if output is not None and output.suffix not in (".md", ".html"):
        raise UsageError(f"--output {output}: end the name in .md or .html")
    with opened(room) as r:
        made = gather(r, room.name.removesuffix(".room"), lang, story, limit)
    if output is None:
        print(as_markdown(made))
        return
    try:
        output.write_text(
            as_html(made) if output.suffix == ".html" else as_markdown(made), encoding="utf-8", errors="replace"
        )
    except OSError as error:
        raise UsageError(f"--output {output}: cannot be written: {error.strerror}") from error
    print(f"{output}: {len(made.parts)} stories, {len(made.references)} references")


def serve(
    room: RoomPath = DEFAULT_ROOM,
    host: Annotated[
        str, typer.Option(help="Address to listen on. Only this machine unless you name another.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8765,
) -> None:
    """Show the room in a browser, served from this machine only unless told otherwise."""
    import socket

    import uvicorn  # heavy

    from sitroom.outputs.board.app import create_app

    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise UsageError(
            f"cannot listen on {host} port {port}: {os.strerror(error.errno or 0)}; try --port 0"
        ) from error
    with listener, opened(room) as r:
        address = f"[{host}]" if ":" in host else host
        hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]", address)
        if host in ("0.0.0.0", "::"):
            complain(
                f"Listening on every network address of this machine: whoever reaches port {port} can read the room."
            )
            hosts = ("*",)
        print(f"The board is at http://{address}:{listener.getsockname()[1]}/  (stop with Ctrl-C)", flush=True)
        config = uvicorn.Config(
            create_app(r, room.name.removesuffix(".room"), hosts), log_level="warning", access_log=False
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


COMMANDS = (add, reports, stories, timeline, statements, actors, search, brief, serve)
