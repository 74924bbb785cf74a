"""How room-v1.db.gz was made: a room of format 1, by the code of git 3499c34 (not run by the tests).

git archive 3499c34 | tar -x -C /tmp/v1
PYTHONPATH=/tmp/v1/src:/tmp/v1 .venv/bin/python tests/store/make_room_v1.py /tmp/room-v1.db.gz
"""

from __future__ import annotations

import gzip
import sqlite3
import sys
from pathlib import Path

from sitroom.room import Room
from tests.room_kit import NOW, annotate, raw

PORT = "Port closed in Oslo\nAnna Brandt said: the port is closed.\nNOR attacks ISL on 2026-03-01 in Oslo."
OPEN = PORT.replace("the port is closed", "the port is open again")
TALKS = "Talks go on\nAn official said: talks go on in Copenhagen.\nAnna Brandt said: nobody wants a war."
FRENCH = "Les pourparlers continuent\nAnna Brandt a dit : personne ne veut la guerre.\nISL aide NOR on 2026-03-03."
URL = "https://www.nordposten.example/port"


def main(out: Path) -> None:
    database = out.with_suffix("")
    with Room.create(database, annotate=annotate, engine="test-1") as room:
        talks = raw(TALKS, outlet="Nordposten")
        inputs = [
            raw(PORT, outlet="Nordposten", published="2026-03-02", url=URL + "?utm_source=x"),
            raw(OPEN, outlet="Nordposten", published="2026-03-02", url=URL),
            talks,
            raw(FRENCH, outlet="Le Fil Alpin", language="fr", published="2026-03-03T08:00+01:00"),
            *(raw(f"Report {n}\nAnna Brandt said: number {n} is closed.", outlet="A") for n in range(4)),
        ]
        list(room.add([*inputs, talks.model_copy(update={"published": "2026-03-02"})], now=NOW))
        room.stories()
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("VACUUM")
    connection.close()
    out.write_bytes(gzip.compress(database.read_bytes(), 9, mtime=0))
    database.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
