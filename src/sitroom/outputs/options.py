"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

RoomPath = Annotated[
    Path, typer.Option("--room", "-r", envvar="SITROOM_ROOM", help="The room's folder.", show_default=True)
]
DEFAULT_ROOM = Path("sitroom.room")
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
