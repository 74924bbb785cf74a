"""The roster's commands: a refresh from a server that speaks SPARQL, rows of one's own, and asking who."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sitroom.errors import DataError, InputError, UsageError
from sitroom.model import Raw
from sitroom.outputs.cli import app
from sitroom.room import Room
from tests.sparql_kit import sparql_service

PRIME_MINISTER = "Q213107"  # Wikidata's position: prime minister of Belgium
RUN = CliRunner()


ROW = {
    "position": {"type": "uri", "value": f"http://www.wikidata.org/entity/{PRIME_MINISTER}"},
    "person": {"type": "uri", "value": "http://www.wikidata.org/entity/Q900000002"},
    "en": {"type": "literal", "value": "Orvald Tavart"},
    "start": {"type": "literal", "value": "2026-09-30T00:00:00Z"},
    "startPrecision": {"type": "literal", "value": "11"},
}


@pytest.fixture
def endpoint() -> Iterator[str]:
    with sparql_service(PRIME_MINISTER, [ROW]) as address:
        yield address


def test_a_refreshed_roster_is_what_the_room_reads_with(endpoint: str, tmp_path: Path) -> None:
    room = tmp_path / "x.room"
    Room.create(room).close()
    done = RUN.invoke(app, ["roster", "update", "--room", str(room), "--endpoint", endpoint])
    assert done.exit_code == 0
    assert "1 terms of office" in done.stdout
    asked = RUN.invoke(app, ["roster", "who", "le Premier ministre belge", "--on", "2026-11-02", "--room", str(room)])
    assert asked.stdout.startswith("Orvald Tavart  head-of-government, BEL, 2026-09-30 to open")
    text = "Le Premier ministre belge a déclaré lundi que la Belgique fermerait ses ports."
    with Room.open(room) as opened:
        (added,) = opened.add([Raw(name="x", data=text.encode(), published="2026-11-02")], now=datetime.now(UTC))
        assert added.report
        names = [a.name for a in opened.dossier(added.report).actors]
    assert "Orvald Tavart" in names


def test_rows_of_ones_own_win_over_wikidata_and_a_wrong_one_is_named(endpoint: str, tmp_path: Path) -> None:
    room = tmp_path / "x.room"
    Room.create(room).close()
    RUN.invoke(app, ["roster", "update", "--room", str(room), "--endpoint", endpoint])
    mine = room / "roster.csv"
    mine.write_text("name,role,country,from\nIlse Marant,head-of-government,BEL,2026-10-15\n", encoding="utf-8")
    asked = ["roster", "who", "le Premier ministre belge", "--on", "2026-11-02", "--room", str(room)]
    assert RUN.invoke(app, asked).stdout.startswith("Ilse Marant")
    mine.write_text("name,role,country,from\nIlse Marant,head-of-government,BELGIQUE,2026\n", encoding="utf-8")
    raw = Raw(name="x", data="Le ministre a parlé lundi à Bruxelles.".encode(), published="2026-11-02")
    with Room.open(room) as opened, pytest.raises(DataError, match=r"roster\.csv"):
        list(opened.add([raw], now=datetime.now(UTC)))


def test_without_a_network_the_update_says_so_and_changes_nothing(tmp_path: Path) -> None:
    room = tmp_path / "x.room"
    Room.create(room).close()
    asked = ["roster", "update", "--room", str(room), "--endpoint", "http://127.0.0.1:9/sparql"]
    failed = RUN.invoke(app, asked)
    assert isinstance(failed.exception, InputError)
    assert "cannot be reached" in str(failed.exception)
    assert not (room / "roster-wikidata.csv").exists()


@pytest.mark.parametrize(
    ("office", "says"),
    [
        ("le plombier", "no office"),
        ("l'ancien président français", "does not mean the one"),
        ("le ministre de la Défense", "nobody sure"),
    ],
)
def test_an_office_it_cannot_answer_for_is_said_plainly(office: str, says: str, tmp_path: Path) -> None:
    failed = RUN.invoke(app, ["roster", "who", office, "--on", "2024-04-14", "--room", str(tmp_path)])
    assert says in str(failed.exception)


def test_read_takes_office_holders_of_ones_own(tmp_path: Path) -> None:
    report = tmp_path / "x.txt"
    report.write_text(
        "Le Premier ministre belge a déclaré lundi que la Belgique fermerait ses ports.", encoding="utf-8"
    )
    mine = tmp_path / "mine.csv"
    mine.write_text("name,role,country,from\nArno Tavelle,head-of-government,BEL,2026-10-15\n", encoding="utf-8")
    asked = ["read", str(report), "--published", "2026-11-02", "--json"]
    assert "Arno Tavelle" in RUN.invoke(app, [*asked, "--roster", str(mine)]).stdout
    assert "Arno Tavelle" not in RUN.invoke(app, asked).stdout
    (tmp_path / "x.room").mkdir()
    (tmp_path / "x.room" / "room.toml").write_text("[web]\ndelay = 1.0\n")
    mine.rename(tmp_path / "x.room" / "roster.csv")
    assert "Arno Tavelle" in RUN.invoke(app, [*asked, "--room", str(tmp_path / "x.room")]).stdout


def test_read_names_a_roster_or_room_that_is_not_there(tmp_path: Path) -> None:
    for option in ("--roster", "--room"):
        with pytest.raises(UsageError, match=f"{option} .*nowhere"):
            RUN.invoke(app, ["read", "x.txt", option, str(tmp_path / "nowhere")], catch_exceptions=False)
