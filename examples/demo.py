"""`make demo`: the bundled reports into a room, one dossier on screen, the brief on disk, how to open the board."""

from __future__ import annotations

import shutil
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from sitroom.model import Raw
from sitroom.outputs.brief import as_html, as_markdown, gather
from sitroom.outputs.show import show
from sitroom.room import Room

HERE = Path(__file__).parent
DEMO = HERE.parent / "demo"
SHOWN = "02-fr-machine-translated.txt"


def bundled() -> list[Raw]:
    """The example reports with what examples/reports/index.toml says of them."""
    index = tomllib.loads((HERE / "reports" / "index.toml").read_text(encoding="utf-8"))
    return [
        Raw(
            name=entry["file"],
            data=(HERE / "reports" / entry["file"]).read_bytes(),
            outlet=entry.get("outlet"),
            published=entry.get("published"),
            url=entry.get("url"),
            language=entry.get("language"),
        )
        for entry in index["reports"]
    ]


def main() -> int:
    """Run the demo; 1 if a bundled report was refused."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 140)
    shutil.rmtree(DEMO, ignore_errors=True)
    DEMO.mkdir()
    refused = 0
    shown: str | None = None
    with Room.create(DEMO / "demo.room") as room:
        console.print("[bold]Reading the example reports into demo/demo.room[/bold]")
        for added in room.add(bundled(), now=datetime.now(UTC)):
            console.print(
                f"  {added.name}: {added.status}" + (f" ({added.reason})" if added.reason else ""), markup=False
            )
            refused += added.status == "refused"
            shown = added.report if added.name == SHOWN else shown
        if shown:
            console.rule(f"One dossier: {SHOWN}")
            show(room.dossier(shown), console)
        console.rule("The situation")
        for story in room.stories():
            console.print(
                f"  {story.title}: {len(story.reports)} reports, {len(story.origins)} independent origins", markup=False
            )
        brief = gather(room, "demo", "en")
        (DEMO / "brief.md").write_text(as_markdown(brief), encoding="utf-8")
        (DEMO / "brief.html").write_text(as_html(brief), encoding="utf-8")
        (DEMO / "note.html").write_text(as_html(gather(room, "demo", "fr")), encoding="utf-8")
    console.print("\nThe brief is in demo/brief.md and demo/brief.html (in French: demo/note.html).")
    console.print("Open the board with:  [bold].venv/bin/sitroom serve --room demo/demo.room[/bold]")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
