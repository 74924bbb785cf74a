"""`sitroom export`: a room's reports, statements, events or actors as a table for a spreadsheet, or as JSON lines.

A spreadsheet takes a cell that begins with =, +, - or @ for a formula, and runs it. What reports say is data: such
cells get an apostrophe in front (OWASP, "CSV Injection"), in the table only; JSON lines carry the text as it is.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from sitroom.errors import UsageError
from sitroom.outputs.cli_room import Day, StoryId, opened
from sitroom.outputs.options import DEFAULT_ROOM, RoomPath
from sitroom.outputs.terminal import visible

if TYPE_CHECKING:
    from sitroom.model import Value
    from sitroom.room import Room

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
LONGEST = 32_000  # characters of a cell: spreadsheets cut, or refuse, what is above 32,767


class What(StrEnum):
    """What can be exported; each is one row."""

    reports = "reports"
    statements = "statements"
    events = "events"
    actors = "actors"


def export(
    what: Annotated[What, typer.Argument(help="Of what there is one row each.")],
    room: RoomPath = DEFAULT_ROOM,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A .csv or .jsonl file; CSV on standard output if left out."),
    ] = None,
    story: StoryId = None,
    since: Day = None,
    until: Day = None,
) -> None:
    """Write a table of everything in the room, each row with the characters it comes from (report@start-end)."""
    if output is not None and output.suffix not in (".csv", ".jsonl"):
        raise UsageError(f"--output {output}: end the name in .csv or .jsonl")
    if what is What.actors and (story or since or until):
        raise UsageError("actors are those of the whole room: leave out --story, --since and --until")
    if what is What.reports and (since or until):
        raise UsageError("reports are chosen by --story only: leave out --since and --until")
    with opened(room) as r:
        found = values_of(r, what, story, since, until)
    with target(output) as file:
        if output is not None and output.suffix == ".jsonl":
            for value in found:
                file.write(json.dumps(value.model_dump(mode="json", by_alias=True), ensure_ascii=False) + "\n")
        else:
            write_table(file, found)
    if output is not None:
        print(f"{output}: {len(found)} {what.value}")


def values_of(room: Room, what: What, story: str | None, since: str | None, until: str | None) -> tuple[Value, ...]:
    """The values to write, in the order in which they are listed elsewhere. Raises NotInRoom."""
    if what is What.reports:
        return room.reports(story=story)
    if what is What.statements:
        return room.statements(story=story, since=since, until=until)
    if what is What.events:
        return room.timeline(story=story, since=since, until=until)
    return room.actors()


@contextmanager
def target(output: Path | None) -> Iterator[IO[str]]:
    """Where to write: standard output, or a file that is there whole or not at all. Raises UsageError."""
    if output is None:
        yield sys.stdout
        return
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    mark = "utf-8-sig" if output.suffix == ".csv" else "utf-8"  # spreadsheets guess wrong without the mark
    try:
        with part.open("w", encoding=mark, errors="replace", newline="") as file:
            yield file
        part.replace(output)
    except OSError as error:
        raise UsageError(f"--output {output}: cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def write_table(file: IO[str], values: Iterable[Value]) -> None:
    """A header and a row each; nothing, not even a header, for no values."""
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    for number, value in enumerate(values):
        cells = value.model_dump(mode="json")
        if number == 0:
            writer.writerow(cells)
        writer.writerow([cell(content) for content in cells.values()])


def cell(content: Any) -> str | int | float:
    """A field as one cell: lists by semicolons, evidence as report@start-end, text that cannot be a formula."""
    if isinstance(content, bool) or content is None:
        return "" if content is None else str(content).lower()
    if isinstance(content, int | float):
        return content
    text = visible(flat(content))
    text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return f"'{text}" if text.lstrip(" \n\u00a0\u202f").startswith(FORMULA) else text


def flat(content: Any) -> str:
    """Text of a value: a string, characters of a report, or several of them."""
    if isinstance(content, dict):
        return f"{content['report']}@{content['start']}-{content['end']}"
    if isinstance(content, list):
        return "; ".join(flat(one) for one in content)
    return str(content)
