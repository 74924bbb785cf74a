"""The board as a reader sees it, and as a hostile report finds it."""

from __future__ import annotations

import re
import tomllib
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient

from sitroom.model import Span
from sitroom.ontology import load_ontology
from sitroom.outputs.board.app import create_app
from sitroom.outputs.board.marking import mark_lines
from sitroom.outputs.words import LANGUAGES, TEXTS, day
from sitroom.room import Room
from tests.room_kit import NOW, annotate, raw


@pytest.fixture
def client(room: Room) -> TestClient:
    return TestClient(create_app(room, "test <room>", ("testserver",)))


def report_ids(room: Room) -> dict[str, str]:
    return {r.outlet.removeprefix("Gazette "): r.id for r in room.reports() if r.outlet}


PAGES = [
    "/",
    "/reports",
    "/timeline",
    "/statements",
    "/actors",
    "/actors/person:ilva%20morant",
    "/search?q=enquete",
    "/api",
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_in_both_languages(client: TestClient, page: str, language: str) -> None:
    client.cookies.set("lang", language)
    answer = client.get(page)
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text


def test_a_report_shows_statement_event_and_greyed_junk(client: TestClient, room: Room) -> None:
    page = client.get(f"/reports/{report_ids(room)['plain']}").text
    assert 'class="line junk"' in page
    assert "dix chats célèbres" in page
    assert "Nous rouvrirons lundi" in page
    assert 'id="s1"' in page
    assert 'id="e1"' in page


def test_every_link_of_the_board_leads_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    todo = ["/"]
    while todo:
        address = todo.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if "text/html" in answer.headers["content-type"]:
            links = [unescape(link) for link in re.findall(r'href="([^"#]+)', answer.text)]
            todo += [urljoin(address, link) for link in links if link.startswith(("/", "?"))]
    assert len(seen) > 30


def test_what_an_address_asks_for_is_marked_once_and_can_be_jumped_to(client: TestClient, room: Room) -> None:
    page = client.get(f"/reports/{report_ids(room)['plain']}?s=s1").text
    assert page.count('id="at"') == 1
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_nothing_in_a_report_can_run_or_style_itself(client: TestClient, room: Room) -> None:
    nasty = report_ids(room)["nasty"]
    story = room.stories()[0].id
    for page in [*PAGES, f"/reports/{nasty}", f"/reports/{nasty}?s=s1", f"/stories/{story}", "/search?q=alert"]:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert "<script" not in answer.text
        assert "<img" not in answer.text
        assert "<style" not in answer.text
        assert "javascript:" not in re.sub(r">[^<]*<", "><", answer.text), page
        assert "\u202e" not in answer.text
        assert "\x00" not in answer.text
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
    assert "&lt;script&gt;alert(1)" in client.get(f"/reports/{nasty}").text


def test_pages_fetch_nothing_from_elsewhere(client: TestClient, room: Room) -> None:
    for page in [*PAGES, f"/reports/{report_ids(room)['plain']}", f"/stories/{room.stories()[0].id}"]:
        text = client.get(page).text
        for address in re.findall(r'(?:src|href|action)="([^"]+)"', text):
            assert address.startswith(("/", "#", "?", "https://gazette.example/")), address
        assert "@import" not in text
        assert not re.search(r'<link[^>]+href="(?!/static/)', text)


def test_another_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("address", ["/reports/zzz", "/stories/zzz", "/actors/zzz", "/nowhere", "/language/xx"])
def test_what_is_not_there_says_so(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "<h1>" in answer.text


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_choosing_a_language_never_leads_elsewhere(client: TestClient, to: str) -> None:
    answer = client.get("/language/fr", params={"to": to}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_the_api_serves_the_contract_and_describes_itself(client: TestClient, room: Room) -> None:
    document = client.get("/openapi.json").json()
    assert {"/api/v1/reports", "/api/v1/reports/{report}", "/api/v1/stories", "/api/v1/timeline"} <= set(
        document["paths"]
    )
    dossier = client.get(f"/api/v1/reports/{report_ids(room)['plain']}").json()
    assert dossier["mentions"][0]["repaired"]["from"] == "Morant"
    assert client.get("/api/v1/reports/zzz").json() == {"detail": "zzz: no report begins with this id"}
    assert client.get("/api/v1/timeline?since=yesterday").status_code == 422
    for path in ("reports", "stories", "timeline", "statements", "actors", "search?q=radio"):
        assert client.get(f"/api/v1/{path}").status_code == 200


def test_pieces_of_a_line_give_back_the_line(room: Room) -> None:
    for summary in room.reports():
        d = room.dossier(summary.id)
        for line in mark_lines(d, [Span(start=3, end=40)]):
            assert "".join(p.text for p in line.pieces) == line.section.of(d.text)


def test_every_word_of_the_interface_is_in_both_languages() -> None:
    for group, words in tomllib.loads(TEXTS.read_text(encoding="utf-8")).items():
        for key, forms in words.items():
            assert set(forms) == set(LANGUAGES), f"{group}.{key}"


def test_every_type_and_mode_of_an_event_has_words() -> None:
    words = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
    for kind in load_ontology().type:
        assert kind.id in words["event"]
        assert {mode if isinstance(mode, str) else mode.id for mode in kind.mode} <= set(words["mode"])


def test_lists_come_in_pages(tmp_path: Path) -> None:
    with Room.create(tmp_path / "many.room", annotate=annotate, engine="test") as room:
        lines = ("Anna Brandt said: the port is closed.", "NOR attacks ISL on 2026-03-01.")
        given = [raw(f"Report {n}\n{lines[n % 2]} {n}", published=f"2026-{n % 9 + 1:02d}-01") for n in range(120)]
        list(room.add(given, now=NOW))
        client = TestClient(create_app(room, "many", ("testserver",)))
        for address in ("/reports?", "/statements?", "/actors/person%3Aanna%20brandt?"):
            first, second = (client.get(f"{address}page={n}").text for n in (1, 2))
            assert f'href="{address}page=2"' in first
            assert f'href="{address}page=1"' in second
            assert first.count("<blockquote") <= 50
        assert client.get("/?page=2").status_code == 200
        assert client.get("/reports?page=0").status_code in (400, 422)


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        ("2026-03-02", "fr", "2 mars 2026"),
        ("2026-03-02T18:40+01:00", "en", "2 Mar 2026, 18:40"),
        ("2026-03", "en", "Mar 2026"),
        ("2026-W09", "fr", "2026-W09"),
        ("2026-03-01/2026-03-04", "en", "1 Mar 2026 – 4 Mar 2026"),
        ("P2D", "en", "P2D"),
        (None, "en", ""),
        ("2026-13-45", "en", "2026-13-45"),
        ("2026-03-02TMO", "en", "2 Mar 2026"),
    ],
)
def test_dates_for_people(value: str | None, language: str, shown: str) -> None:
    assert day(value, language) == shown
