"""`sitroom feeds` and `sitroom watch` as a user meets them, over a local server."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

import sitroom
from sitroom.config import Watching, load_config
from sitroom.errors import DataError
from sitroom.model.web import VERSION, FeedSetting, Policy
from sitroom.outputs.cli import app
from tests.ingest.web_kit import Server, answer, page, rss

FRENCH = (
    "<article><h1>Le pont de Varelle est fermé</h1><p>« Le pont restera fermé trois semaines », a déclaré lundi la "
    "maire de Varelle, Odile Sarrant.</p><p>La préfecture a confirmé que la circulation était interrompue depuis "
    "dimanche soir et que les habitants devaient passer par la vallée.</p></article>"
)


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        return 2, done.stdout, str(done.exception)
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def server():  # type: ignore[no-untyped-def]
    routes = {
        "/feed": answer(rss("<title>Le pont</title><link>/pont</link>"), kind="application/rss+xml"),
        "/": page('x<link rel="alternate" type="application/rss+xml" href="/feed">'),
        "/pont": page(FRENCH),
    }
    with Server(routes) as server:
        yield server


@pytest.fixture
def room(tmp_path: Path, server: Server) -> str:
    folder = tmp_path / "crisis.room"
    folder.mkdir()
    (folder / "room.toml").write_text(f'[web]\nallow = ["127.0.0.1:{server.port}"]\ndelay = 0.0\n')
    return str(folder)


def test_from_a_page_to_reports(server: Server, room: str) -> None:
    code, out, err = run("feeds", "add", "--room", room, server.url("/"))
    assert (code, out) == (0, f"{server.url('/feed')}: added (Gazette)\n"), err
    code, out, err = run("watch", "--room", room, "--once")
    assert code == 0, err
    assert "added r" in out
    assert out.endswith(": 1 look at a feed, 1 added\n")
    code, out, _ = run("feeds", "list", "--room", room)
    assert "Gazette" in out
    assert "1 entry, 1 new" in out
    assert "s ago" in out
    assert "1 added" in out
    code, out, _ = run("feeds", "list", "--room", room, "--json")
    assert json.loads(out)["entries"] == {"added": 1}
    code, out, _ = run("reports", "--room", room, "--json")
    assert json.loads(out)["url"] == server.url("/pont")


def test_what_is_wrong_is_said(server: Server, room: str) -> None:
    server.routes["/broken"] = answer(b"", 500)
    code, _, err = run("feeds", "add", "--room", room, server.url("/pont"), "http://10.0.0.1/feed")
    assert code == 1
    assert "is a web page, not a feed" in err
    assert "is a private network" in err
    assert "room.toml" in err
    assert run("watch", "--room", room, "--once")[0] == 2
    assert "feeds add" in run("watch", "--room", room, "--once")[2]
    run("feeds", "add", "--room", room, "--no-check", server.url("/broken"))
    code, out, err = run("watch", "--room", room, "--once")
    assert code == 1
    assert "the server fails (500)" in err
    assert "1 look at a feed (1 failed)" in out
    code, out, _ = run("feeds", "list", "--room", room)
    assert "fails (500) (once in a row)" in out or "(once in a row)" in out.replace("\n", " ")
    assert run("feeds", "remove", "--room", room, server.url("/nowhere"))[0] == 1
    assert run("feeds", "remove", "--room", room, server.url("/broken"))[:2] == (
        0,
        f"{server.url('/broken')}: removed; its reports stay\n",
    )


def test_lists_come_and_go(server: Server, room: str, tmp_path: Path) -> None:
    listed = tmp_path / "list.opml"
    outline = f'<outline text="Presse"><outline text="G" xmlUrl="{server.url("/feed")}"/><outline text="F" xmlUrl="file:///x"/></outline>'
    listed.write_text(f"<opml><body>{outline}</body></opml>")
    code, out, err = run("feeds", "import", "--room", room, str(listed), str(tmp_path / "none.opml"))
    assert code == 1
    assert "1 added, 0 watched already" in out
    assert "no http or https address" in err
    assert "cannot be read" in err
    code, out, _ = run("feeds", "export", "--room", room)
    assert f'<outline type="rss" text="G" title="G" xmlUrl="{server.url("/feed")}"/>' in out
    assert '<outline text="Presse">' in out


def test_feeds_of_room_toml(server: Server, room: str) -> None:
    path = Path(room) / "room.toml"
    feed = f'[[feeds]]\nurl = "{server.url("/feed")}"\nfolder = "A"\n'
    path.write_text(path.read_text() + feed)
    code, out, err = run("watch", "--room", room, "--once", "--no-pages")
    assert code == 1, err  # the feed has nothing but a title
    assert "refused" in out
    code, out, _ = run("feeds", "export", "--room", room)
    assert '<outline text="A">' in out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[web]\ndealy = 1", "web.dealy"),
        ("[web]\nproxy = 'socks://x'", "http://"),
        ("[web]\ncontact = 'a\\nb'\nagent = \"a\\nb\"", "printable"),
        ("[watch]\ninterval = 1", "watch.interval"),
        ("[[feeds]]\nurl = 'file:///x'", "is not an http"),
    ],
)
def test_room_toml_that_is_wrong(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "room.toml").write_text(text)
    with pytest.raises(DataError, match=words):
        load_config(tmp_path / "room.toml")


def test_every_setting_is_documented() -> None:
    told = (Path(__file__).parents[2] / "docs" / "watch.md").read_text()
    for model in (Policy, Watching, FeedSetting):
        for name in model.model_fields:
            assert f"\n{name} = " in told, name
    assert sitroom.__version__.startswith(VERSION)


def test_a_signal_stops_watch_cleanly(server: Server, room: str) -> None:
    run("feeds", "add", "--room", room, "--no-check", server.url("/feed"))
    server.routes["/feed"] = answer(rss(), kind="application/rss+xml")
    command = [sys.executable, "-m", "sitroom.outputs.cli", "watch", "--room", room]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ) as child:
        until = time.monotonic() + 60
        while not server.asked("/feed") and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.2)
        child.send_signal(signal.SIGTERM)
        out, err = child.communicate(timeout=20)
    assert child.returncode == 0, err
    assert out.endswith(": 1 look at a feed; stopped, what was added stays\n")
    assert "stopping after the report in hand" in err


def test_titles_do_not_move_the_cursor(server: Server, room: str) -> None:
    items = [{"id": "1", "title": "A\x1b[2J\x1b]0;x\x07\u202eB\x9b31m", "url": "\x1b[31m", "content_text": "x"}]
    given = {"version": "https://jsonfeed.org/version/1.1", "title": "T\x1b[2J", "items": items}
    server.routes["/feed"] = answer(json.dumps(given).encode(), kind="application/json")
    server.routes["/type"] = answer(b"x", kind="video/\x9b31m")
    _, out, err = run("feeds", "add", "--room", room, server.url("/feed"), server.url("/type"))
    _, out2, err2 = run("watch", "--room", room, "--once", "-v")
    out3 = run("feeds", "list", "--room", room, "--refused")[1]
    for text in (out, err, out2, err2, out3):
        assert all(c.isprintable() or c == "\n" for c in text), repr(text)


def test_an_address_added_by_hand_is_asked_by_the_rooms_policy(server: Server, room: str) -> None:
    code, out, err = run("add", "--room", room, server.url("/pont"), server.url("/none"), "http://10.0.0.1/")
    assert code == 1, err
    assert "1 added, 2 refused" in out
    assert "is not there (404)" in err
    assert "a private network" in err
