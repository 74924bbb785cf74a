"""Made tests/store/room-v1.db.gz: run with the code of git 3499c34 on the path."""
import gzip, sys, shutil
from pathlib import Path
from sitroom.room import Room
from tests.room_kit import NOW, annotate, raw
out = Path(sys.argv[1]); db = out.with_suffix("")
with Room.create(db, annotate=annotate, engine="test-1") as room:
    raws = [
        raw("Port closed in Oslo\nAnna Brandt said: the port is closed.\nNOR attacks ISL on 2026-03-01 in Oslo.", outlet="Nordposten", published="2026-03-02", url="https://www.nordposten.example/port?utm_source=x"),
        raw("Talks go on\nAn official said: talks go on in Copenhagen.\nAnna Brandt said: nobody wants a war.", outlet="Nordposten"),
        raw("Les pourparlers continuent\nAnna Brandt a dit : personne ne veut la guerre.\nISL aide NOR on 2026-03-03.", outlet="Le Fil Alpin", language="fr", published="2026-03-03T08:00+01:00"),
        *(raw(f"Report {n}\nAnna Brandt said: number {n} is closed.", outlet="A", published="2026-03-04") for n in range(4)),
    ]
    print([a.status for a in room.add(raws, now=NOW)])
    print([a.status for a in room.add([raws[1].model_copy(update={"published": "2026-03-02"})], now=NOW)])
    print(len(room.stories()))
import sqlite3
c = sqlite3.connect(db); c.execute("PRAGMA journal_mode=DELETE"); c.execute("VACUUM"); print(c.execute("PRAGMA user_version").fetchone()); c.close()
out.write_bytes(gzip.compress(db.read_bytes(), 9, mtime=0)); db.unlink()
