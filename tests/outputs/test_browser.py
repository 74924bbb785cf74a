"""The board in a real browser (chromium): it renders, and nothing of a hostile report runs. Skipped without one."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from sitroom.outputs.board.app import create_app
from sitroom.room import Room

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--window-size=1200,900", "--timeout=8000",
)  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]


@pytest.fixture
def address(room: Room) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(room, "test", ("127.0.0.1",)), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)
    listener.close()


def rendered(address: str, profile: Path) -> str:
    """The page's tree after the browser has built it."""
    assert CHROMIUM is not None
    done = subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", "--dump-dom", address],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return done.stdout


def test_a_report_renders_with_its_statement(address: str, room: Room, tmp_path: Path) -> None:
    plain = next(r.id for r in room.reports() if r.outlet == "Gazette plain")
    tree = rendered(f"{address}/reports/{plain}?s=s1", tmp_path)
    assert "Nous rouvrirons lundi" in tree
    assert 'class="line junk"' in tree
    assert 'id="at"' in tree


def test_a_hostile_report_stays_text(address: str, room: Room, tmp_path: Path) -> None:
    nasty = next(r.id for r in room.reports() if r.outlet == "Gazette nasty")
    tree = rendered(f"{address}/reports/{nasty}", tmp_path)
    assert "alert(1)" in tree  # shown
    assert "<script" not in tree
    assert "<img" not in tree
    assert "<style" not in tree
