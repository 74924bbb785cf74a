"""`sitroom add`: reports of any kind into a room, and what became of each."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from sitroom.errors import InputError, SkippedInput, StoreError
from sitroom.outputs.options import DEFAULT_ROOM, RoomPath
from sitroom.outputs.terminal import complain, explain

if TYPE_CHECKING:
    from sitroom.model import Raw

# Refusals shown one by one; more are counted by their reason, and so are all that was left out.
SHOWN, LEFT_SHOWN = 20, 10
REASONS = 30
STATUSES = ("added", "revised", "reread", "unchanged", "refused")
NUMBERS = re.compile(r"\d[\d,.]*")
WHAT = (
    "Text, HTML, Markdown, mail, PDF, CSV, JSON, feeds; folders and archives (zip, tar, gzip, WARC) of these; "
    "web addresses; - reads standard input."
)
COLUMNS = "Names of columns in tables and JSON, for example text=body,published=day."

Inputs = Annotated[list[str], typer.Argument(help=WHAT, show_default=False)]
Columns = Annotated[str | None, typer.Option("--columns", help=COLUMNS, show_default=False)]


class Tally:
    """Counts what became of the inputs, and says what was refused: at once while there is little, else by reason."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.more: Counter[str] = Counter()
        self.left: list[tuple[str, str]] = []
        self.example: dict[str, str] = {}

    def outcome(self, status: str, name: str, reason: str | None) -> None:
        """Count one report; say why it was refused."""
        self.counts[status] += 1
        if status != "refused":
            return
        if self.counts["refused"] <= SHOWN:
            complain(f"{name}: {reason}")
            return
        kind = NUMBERS.sub("N", reason or "refused")
        self.more[kind] += 1
        self.example.setdefault(kind, name)

    def kept(self, items: Iterable[Raw | InputError]) -> Iterator[Raw | InputError]:
        """The items but for what was left out on purpose, which is counted here."""
        for item in items:
            if isinstance(item, SkippedInput):
                self.left.append((item.name, item.message))
            else:
                yield item

    def explain(self) -> None:
        """Say what was refused beyond the first ones, and what was left out: one by one if it is little."""
        for kind, count in sorted(self.more.items(), key=lambda x: (-x[1], x[0]))[:REASONS]:
            complain(f"{count} more like {self.example[kind]}: {kind}")
        if len(self.left) <= LEFT_SHOWN:
            for name, reason in self.left:
                explain().print(f"{name}: {reason}", style="dim", markup=False)
            return
        kinds: dict[str, list[str]] = {}
        for name, reason in self.left:
            kinds.setdefault(NUMBERS.sub("N", reason), []).append(name)
        for kind, names in sorted(kinds.items(), key=lambda x: (-len(x[1]), x[0]))[:REASONS]:
            explain().print(f"{len(names)} × {kind}, such as {names[0]}", style="dim", markup=False)

    def summary(self) -> str:
        """`2 added, 1 refused`."""
        counts = [f"{self.counts[status]} {status}" for status in STATUSES if self.counts[status]]
        if self.left:
            counts.append(f"{len(self.left)} left out")
        return ", ".join(counts) or "nothing to add"


def add(
    files: Inputs,
    room: RoomPath = DEFAULT_ROOM,
    published: Annotated[str | None, typer.Option(help="When they were published.", show_default=False)] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published them.", show_default=False)] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="fr or en; told from the text if left out.")] = None,
    url: Annotated[str | None, typer.Option(help="The report's address.", show_default=False)] = None,
    columns: Columns = None,
) -> None:
    """Add reports to a room (made if there is none). Adding the same again changes nothing."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from sitroom.ingest.columns import parse_columns
    from sitroom.ingest.files import fetcher, read_inputs
    from sitroom.outputs.cli import check_options
    from sitroom.room import Room

    check_options(published, lang)
    tally, named = Tally(), parse_columns(columns)
    shown = (
        SpinnerColumn(),
        TextColumn("{task.completed:,} read"),
        TextColumn("{task.fields[rate]}", style="dim"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    with Room.open(room, create=True) as opened, Progress(*shown, console=explain(), transient=True) as bar:
        inputs = read_inputs(
            files, stdin=sys.stdin.buffer, published=published, outlet=outlet, language=lang, url=url,
            columns=named, fetch=fetcher(opened.config.web),
        )  # fmt: skip
        # How many reports an archive holds is known only once it has been read: a count, not a share.
        task = bar.add_task("adding", total=None, name="getting ready", rate="")
        try:
            for outcome in opened.add(tally.kept(inputs), now=datetime.now(UTC)):
                tally.outcome(outcome.status, outcome.name, outcome.reason)
                bar.update(task, advance=1, name=outcome.name[-60:], rate=tally.summary())
        except (KeyboardInterrupt, StoreError):  # a full disk, a room that stays locked
            bar.stop()
            tally.explain()
            print(f"{room}: {tally.summary()}; stopped, what was added stays", flush=True)
            raise
    tally.explain()
    print(f"{room}: {tally.summary()}")
    if tally.counts["refused"]:
        raise typer.Exit(1)
