"""Commands that look after a room: diff, revisions, correct, reread, backup, restore, verify."""

from __future__ import annotations

import getpass
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from sitroom.errors import UsageError
from sitroom.outputs.cli_room import as_json, opened, row, table
from sitroom.outputs.options import DEFAULT_ROOM, Json, RoomPath
from sitroom.outputs.terminal import complain, console, explain

if TYPE_CHECKING:
    from sitroom.model import Changes, Correction, Dossier, Span, TextChange
    from sitroom.room import Room

By = Annotated[str | None, typer.Option("--by", help="Who says so; your user name if left out.", show_default=False)]
WORDS = (
    "statement REPORT s3 source NAME | ... wrong; event REPORT e2 date DAY | ... wrong; actor REPORT NAME is KEY | "
    "... alone; section REPORT CHARACTER kind promo; report REPORT published DAY; same KEY KEY; list; undo NUMBER"
)


def diff(
    report: Annotated[str, typer.Argument(help="A report's id, or the beginning of it.", show_default=False)],
    room: RoomPath = DEFAULT_ROOM,
    since: Annotated[
        str | None, typer.Option("--from", help="From this text: its id, or its number.", show_default=False)
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="To this text; the one that counts if left out.", show_default=False)
    ] = None,
    json: Json = False,
) -> None:
    """Show what changed in a report after it was published: as text, and as meaning."""
    with opened(room) as r:
        texts = r.revisions(report)
        if since is None and until is None and len(texts) == 1:
            if not json:
                print(f"{texts[0].report}: has one text only; nothing was changed since it was added")
            return
        ids = [t.report for t in texts]
        last = numbered(until, ids, r) or r.current(report)
        first = numbered(since, ids, r) or ids[max(0, ids.index(last) - 1) if last in ids else 0]
        changes = r.diff(first, last)
        if json:
            as_json([changes])
            return
        for text in texts:
            mark = "now" if text.current else ""
            said = f"  [{text.notice}]" if text.notice else ""
            print(f"{text.number}. {text.report}  {text.updated or text.published or 'no date'}  {mark}{said}  "
                  f"{text.why or 'first text'}")  # fmt: skip
        show_changes(changes, r.dossier(first), r.dossier(last))


def numbered(given: str | None, ids: list[str], room: Room) -> str | None:
    """A text named by its number or its id."""
    if given is None:
        return None
    if given.isdigit() and len(given) < 5:
        if not 1 <= int(given) <= len(ids):
            raise UsageError(f"{given}: the report has {len(ids)} texts")
        return ids[int(given) - 1]
    return room.full_id(given)


def show_changes(changes: Changes, old: Dossier, new: Dossier) -> None:
    """What changed, for people: meaning first, then the lines."""
    out = console()
    out.print(Text(f"\nfrom {changes.old} to {changes.new}: {changes.similarity:.0%} the same\n", style="dim"))
    for m in changes.meaning:
        kind = m.kind.replace("_", " ")
        sides = [side for side in (m.before, m.after) if side is not None]
        out.print(Text.assemble((f"{kind}: ", "bold"), "  →  ".join(sides)))
    if not changes.meaning:
        out.print("No change of meaning was found.")
    for c in changes.corrections:
        out.print(Text(f"correction {c.number} by {c.by} no longer finds its words: {c.quote}", style="yellow"))
    print()
    for t in changes.text:
        out.print(shown_change(t, old.text, new.text))


def shown_change(change: TextChange, old: str, new: str) -> Text:
    """One line that changed, as in a proof: taken out struck through and red, put in green."""
    if change.old is None and change.new is not None:
        return Text("+ " + change.new.of(new), style="green")
    if change.new is None and change.old is not None:
        return Text("- " + change.old.of(old), style="red")
    assert change.old is not None
    assert change.new is not None
    if change.kind == "moved":
        return Text("> " + change.new.of(new), style="dim")
    line, at = Text("~ "), change.new.start
    for word in change.words:
        line.append(new[at : word.new.start])
        if word.old.start < word.old.end:
            line.append(f"[-{word.old.of(old)}-]", style="red strike")
        if word.new.start < word.new.end:
            line.append(f"{{+{word.new.of(new)}+}}", style="green")
        at = word.new.end
    line.append(new[at : change.new.end])
    return line


def correct(
    words: Annotated[list[str], typer.Argument(help=WORDS, show_default=False)],
    room: RoomPath = DEFAULT_ROOM,
    by: By = None,
    json: Json = False,
) -> None:
    """Put right what the machine got wrong. It counts from now on, whatever version reads the report again.

    Statements and events are named by their id in the report (`sitroom read`, the board), or by @START-END, the
    characters. Nothing is lost: `sitroom correct list` shows who put what right and when, `undo` takes it back.
    """
    what, *rest = words
    with opened(room) as r:
        who, now = by or user(), datetime.now(UTC)
        if what == "list":
            list_corrections(r, rest[0] if rest else None, json)
            return
        if what == "undo":
            need(rest, 1, "undo NUMBER")
            number = int(rest[0]) if rest[0].isdigit() else 0
            done = r.undo(number, by=who, now=now)
            print(f"{done.number}: taken back")
            return
        if what == "same":
            need(rest, 2, "same KEY KEY")
            made = r.same_actor(rest[0], rest[1], by=who, now=now)
        else:
            made = make(r, what, rest, who, now)
    if json:
        as_json([made])
    else:
        print(f"{made.number}: kept; `sitroom correct undo {made.number}` takes it back")


def make(r: Room, what: str, rest: list[str], who: str, now: datetime) -> Correction:
    """A correction of one report from its words. Raises UsageError."""
    from sitroom.room.keeping import FIELDS

    if what not in FIELDS:
        raise UsageError(f"{what}: begin with {', '.join((*FIELDS, 'same', 'list', 'undo'))}")
    least = 2 if what == "report" else 3
    if len(rest) < least:
        raise UsageError(f"correct {what} needs more: {WORDS}")
    id = r.full_id(rest[0])
    if what == "report":
        return r.correct(id, what, None, rest[1], " ".join(rest[2:]), by=who, now=now)
    span = located(r.dossier(id), what, rest[1])
    return r.correct(id, what, span, rest[2], " ".join(rest[3:]), by=who, now=now)


def located(dossier: Dossier, what: str, name: str) -> Span:
    """The characters meant by an id, a name, a number of characters, or @START-END. Raises UsageError."""
    from sitroom.model import Span

    start, dash, end = name.removeprefix("@").partition("-")
    if name.startswith("@") and dash and start.isdigit() and end.isdigit():
        return Span(start=int(start), end=int(end))
    found: Span | None = None
    if what == "statement":
        found = next((s.contents[0] for s in dossier.statements if s.id == name and s.contents), None)
    elif what == "event":
        found = next((e.mentions[0] for e in dossier.events if e.id == name and e.mentions), None)
    elif what == "actor":
        actors = {a.id for a in dossier.actors if name in (a.id, a.key, a.name, *a.aliases)}
        found = next((m for m in dossier.mentions if m.actor in actors), None)
    elif what == "section" and name.lstrip("@").isdigit():
        at = int(name.lstrip("@"))
        found = next((s for s in dossier.sections if s.start <= at < s.end), None)
    if found is None:
        raise UsageError(f"{name}: report {dossier.report.id} has no such {what}; name it by id or by @START-END")
    return Span(start=found.start, end=found.end)


def list_corrections(r: Room, report: str | None, json: bool) -> None:
    """Who put what right, and does it still find its words?"""
    found = r.corrections(report, undone=True)
    if json:
        as_json(found)
        return
    made = table("NUMBER", "when", "by", "report", "what", "field", "is", "words", "state")
    for c in found:
        state = "taken back" if c.undone else "words are gone" if c.standing is False else "holds"
        row(made, c.number, c.at, c.by, c.report or "(room)", c.target, c.field, c.value, c.quote[:60], state)
    console().print(made)


def need(words: list[str], number: int, how: str) -> None:
    """Raises UsageError."""
    if len(words) != number:
        raise UsageError(f"write: sitroom correct {how}")


def user() -> str:
    """Who is at the keyboard."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


def reread(
    reports: Annotated[list[str] | None, typer.Argument(help="Reports; all if left out.", show_default=False)] = None,
    room: RoomPath = DEFAULT_ROOM,
    every: Annotated[bool, typer.Option("--all", help="Also those this version has read already.")] = False,
) -> None:
    """Read reports again with the present version; earlier readings are kept. Stopped, it goes on where it was."""
    outcomes: Counter[str] = Counter()
    with opened(room) as r, progress("reading again") as bar:
        wanted = reports or list(r.to_reread(every=every))
        task = bar.add_task("reading", total=len(wanted))
        for outcome in r.reread(wanted, now=datetime.now(UTC), every=every or bool(reports)):
            outcomes[outcome.status] += 1
            bar.update(task, advance=1)
            if outcome.status == "refused":
                complain(f"{outcome.name}: {outcome.reason}")
    print(f"{room}: " + (", ".join(f"{n} {s}" for s, n in sorted(outcomes.items())) or "everything is read already"))
    if outcomes["refused"]:
        raise typer.Exit(1)


def backup(
    file: Annotated[Path, typer.Argument(help="Where to; compressed if the name ends in .gz.", show_default=False)],
    room: RoomPath = DEFAULT_ROOM,
) -> None:
    """Copy a room to one file, checked, even while something is being added."""
    from sitroom.room import database_of
    from sitroom.room.safekeeping import backup as back_up

    with progress("copying") as bar:
        task = bar.add_task("copying", total=None)
        size = back_up(database_of(room), file, lambda done, all: bar.update(task, completed=done, total=all))
    print(f"{file}: {size / 1e6:.1f} MB")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup, or with --salvage a damaged room.db.", show_default=False)],
    room: RoomPath = DEFAULT_ROOM,
    force: Annotated[bool, typer.Option("--force", help="Replace the room that is there (it is kept beside).")] = False,
    salvage: Annotated[bool, typer.Option("--salvage", help="Save what can be read of a damaged room.")] = False,
) -> None:
    """Make a backup the room again. It is checked first; a room that is there is not replaced unless you say so."""
    from sitroom.room import database_of
    from sitroom.room.safekeeping import restore as put_back
    from sitroom.room.safekeeping import salvage as save

    if not salvage:
        print(f"{room}: {put_back(file, database_of(room), force=force)} reports")
        return
    outcomes: Counter[str] = Counter()
    for outcome in save(file, database_of(room), now=datetime.now(UTC)):
        outcomes["lost" if outcome.status == "refused" else "saved"] += 1
        if outcome.status == "refused":
            complain(f"{outcome.name}: {outcome.reason}")
    print(f"{room}: {outcomes['saved']} reports saved, {outcomes['lost']} lost")
    if outcomes["lost"]:
        raise typer.Exit(1)


def verify(room: RoomPath = DEFAULT_ROOM, json: Json = False) -> None:
    """Check a room: texts against their hashes, readings against texts, the index against readings. Changes nothing."""
    from sitroom.room import database_of
    from sitroom.room.safekeeping import verify as look

    found = 0
    with progress("checking") as bar:
        task = bar.add_task("checking", total=None)
        for problem in look(database_of(room), lambda done, all: bar.update(task, completed=done, total=all)):
            found += 1
            if json:
                as_json([problem])
            else:
                print(f"{problem.what}\n  → {problem.remedy}", file=sys.stdout)
    if found:
        raise typer.Exit(1)
    if not json:
        print(f"{room}: sound")


def progress(what: str) -> Progress:
    """A bar on standard error, gone when done."""
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=explain(), transient=True)


COMMANDS = (diff, correct, reread, backup, restore, verify)
