"""The command line: `sitroom read` here, the commands over a room in cli_room.

Exit codes: 0 done; 1 something was refused, and said so; 2 wrong usage.
Standard output holds results only; refusals, notes and progress go to standard error.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sitroom
from sitroom.errors import SitroomError, UsageError
from sitroom.outputs import cli_export, cli_feeds, cli_keep, cli_room, cli_roster
from sitroom.outputs.cli_add import Columns, Inputs, Tally
from sitroom.outputs.terminal import complain, console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitroom.model.web import Policy

app = typer.Typer(
    help="Reads news reports into a sourced picture: who said and did what, to whom, when, where, on whose word.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Published = Annotated[
    str | None, typer.Option(help="When it was published: 2026-03-02 or 2026-03-02T18:40+01:00.", show_default=False)
]
Outlet = Annotated[str | None, typer.Option(help="Who published it.", show_default=False)]
Language = Annotated[str | None, typer.Option("--lang", help="fr or en; told from the text if left out.")]
Rosters = Annotated[
    list[Path] | None,
    typer.Option("--roster", help="A table of office holders of yours (docs/roster.md); may be given again."),
]
RoomRules = Annotated[
    Path | None,
    typer.Option("--room", "-r", help="Take web rules and office holders from this room."),
]
Url = Annotated[str | None, typer.Option(help="The report's address, kept as its reference.", show_default=False)]


@app.callback(invoke_without_command=True)
def options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    if version:
        print(f"sitroom {sitroom.__version__}")
        raise typer.Exit()


@app.command()
def read(
    files: Inputs,
    published: Published = None,
    outlet: Outlet = None,
    lang: Language = None,
    url: Url = None,
    columns: Columns = None,
    roster: Rosters = None,
    room: RoomRules = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line, one for each report.")] = False,
) -> None:
    """Read reports and print what they say, with the characters every line comes from. Nothing is kept."""
    check_options(published, lang)
    policy, rosters = rules_of(room, roster or [])
    from sitroom import pipeline  # heavy
    from sitroom.errors import InputError
    from sitroom.ingest.columns import parse_columns
    from sitroom.ingest.files import fetcher, read_inputs
    from sitroom.outputs.contract import as_line
    from sitroom.outputs.show import show
    from sitroom.room import SLIPS

    tally = Tally()
    inputs = read_inputs(
        files, stdin=sys.stdin.buffer, published=published, outlet=outlet, language=lang, url=url,
        columns=parse_columns(columns), fetch=fetcher(policy),
    )  # fmt: skip
    for number, item in enumerate(tally.kept(inputs)):
        try:
            if isinstance(item, InputError):
                raise item
            dossier = pipeline.read_raw(item, rosters)
        except InputError as error:
            tally.outcome("refused", error.name, error.message)
            continue
        except SLIPS as error:  # slips of ours in one report: the others are still read
            slip = f"{type(error).__name__}: {error}"
            tally.outcome("refused", item.name, f"sitroom failed on it, please report this ({slip})")
            continue
        if json:
            print(as_line(dossier), flush=True)
        else:
            if number:
                console().rule()
            show(dossier, console())
    tally.explain()
    if tally.counts["refused"]:
        raise typer.Exit(1)


def rules_of(room: Path | None, given: Sequence[Path]) -> tuple[Policy | None, tuple[Path, ...]]:
    """How the web is asked, and files of office holders: the room's, and over them those given.

    Raises UsageError (a file that is not there), DataError (a wrong room.toml or roster).
    """
    from sitroom.annotate.roster import load_roster
    from sitroom.config import load_config
    from sitroom.room import database_of, rosters_of

    policy, rosters = None, tuple(given)
    missing = next((str(file) for file in given if not file.is_file()), None)
    if missing is not None:
        raise UsageError(f"--roster {missing}: there is no such file")
    if room is not None:
        database = database_of(room)
        if not database.exists() and not database.with_suffix(".toml").exists():
            raise UsageError(f"--room {room}: there is no room here")
        policy = load_config(database.with_suffix(".toml")).web
        rosters = rosters_of(database) + rosters
    if rosters:
        load_roster(*rosters)  # a wrong row is said once, before anything is read
    return policy, rosters


def check_options(published: str | None, lang: str | None) -> None:
    """Raises UsageError for a date that is none or a language there is no pack for."""
    from datetime import datetime

    from sitroom.lang import languages

    if published is not None:
        try:
            datetime.fromisoformat(published)
        except ValueError:
            raise UsageError(
                f"--published {published!r} is not a date: write 2026-03-02 or 2026-03-02T18:40+01:00"
            ) from None
    if lang is not None and lang not in languages():
        raise UsageError(f"--lang {lang!r}: there is no such language pack; there are: {', '.join(languages())}")


for command in (*cli_room.COMMANDS, cli_export.export, *cli_keep.COMMANDS, *cli_feeds.COMMANDS):
    app.command()(command)
app.add_typer(cli_roster.app, name="roster")
app.add_typer(cli_feeds.app, name="feeds")


def main() -> None:
    """Run the command line; every error of ours becomes one line and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except UsageError as error:
        complain(str(error))
        sys.exit(2)
    except SitroomError as error:
        complain(str(error))
        sys.exit(1)
    except BrokenPipeError:
        # The reader left (`| head`): nothing more to say, and nothing for Python to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        complain("stopped")
        sys.exit(130)


if __name__ == "__main__":
    main()
