"""Full-text search: endings, accents, phrases, beginnings, exclusions, and whatever else people type."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitroom.room import Room
from sitroom.store.query import expression, parse_query
from tests.room_kit import NOW, annotate, raw

FRENCH = (
    "Deux navires frappés près de Sète\n"
    "Le chalutier islandais a été frappé par des missiles de l'armée norvégienne.\n"
    "READ Un chat retrouvé dans un conteneur\n"
    "Élodie Marchetti a dit : les généraux n'ont rien vu 🙂 venir au large de l'Éthiopie."
)
ENGLISH = (
    "Trawler struck off Jan Mayen\n"
    "Missiles were striking the harbour while the port authority closed the port.\n"
    "Anna Brandt said: the cease-fire holds, and attacks have ended."
)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    with Room.create(tmp_path_factory.mktemp("search") / "x.room", annotate=annotate) as room:
        inputs = [raw(FRENCH, language="fr", outlet="F"), raw(ENGLISH, outlet="E"), raw("Empty\nnothing", outlet="N")]
        assert len(list(room.add(inputs, now=NOW))) == 3
        yield room


@pytest.mark.parametrize(
    ("query", "outlets"),
    [
        ("frappe", "F"),
        ("FRAPPÉES", "F"),
        ("ethiopie", "F"),
        ("l'Éthiopie", "F"),
        ("general", "F"),
        ("missile", "EF"),
        ("missiles norvégiennes", "F"),
        ("attack", "E"),
        ("cease-fire", "E"),
        ("ceasefire", ""),
        ('"port authority"', "E"),
        ('"authority port"', ""),
        ("«armée norvégienne»", "F"),
        ("“armée norvégienne”", "F"),
        ("isl*", "F"),
        ("miss*", "EF"),
        ("missiles*", "EF"),
        ("missile -harbour", "F"),
        ('missile -"port authority"', "F"),
        ("chat conteneur", ""),  # furniture is not searched
        ("le", "F"),  # only stop words: they are looked for all the same
        ("trawler harbour", "E"),
        ("trawler islandais", ""),  # all words must occur
    ],
)
def test_texts(room: Room, query: str, outlets: str) -> None:
    hits = room.search(query, kind="text")
    assert "".join(sorted(hit.outlet or "" for hit in hits)) == outlets
    for hit in hits:
        text = room.dossier(hit.report).text
        assert text[hit.evidence.start : hit.evidence.end] == hit.snippet
        assert hit.marks
        assert all(0 <= mark.start < mark.end <= len(hit.snippet) for mark in hit.marks)


def test_what_is_marked(room: Room) -> None:
    (hit,) = room.search("généraux éthiopie", kind="text")
    assert [hit.snippet[m.start : m.end] for m in hit.marks] == ["généraux", "Éthiopie"]
    (hit,) = room.search('"port authority"', kind="text")
    assert [hit.snippet[m.start : m.end] for m in hit.marks] == ["port authority"]


def test_statements(room: Room) -> None:
    (hit,) = room.search("attack", kind="statement")
    assert (hit.kind, hit.statement, hit.snippet) == (
        "statement",
        "s1",
        "the cease-fire holds, and attacks have ended.",
    )
    assert [hit.snippet[m.start : m.end] for m in hit.marks] == ["attacks"]
    text = room.dossier(hit.report).text
    assert text[hit.evidence.start : hit.evidence.end].startswith("Anna Brandt said")
    assert [h.kind for h in room.search("attack")] == ["statement", "text"]
    assert room.search("attack", limit=1)[0].kind == "statement"
    assert room.search("attack", limit=0) == room.search("attack", limit=-3) == ()


HOSTILE = [
    "", " ", '"', '""', "'", "''", "*", "-", "--", "()", ")(", "AND", "OR", "NOT", "NEAR(a b)", "a AND", "title:port",
    "^port",     '"unclosed', "«unclosed", "port\0closed", "\0", "{a b}", "a+b", "col : x", "-port", "- port",
    "port*)", '"port" OR "',
    "💥", "; DROP TABLE reports", "%", "_", "\\", "\ud800", "a" * 100_000, "a " * 5_000, '"' * 1_000,
    "NOT port NOT", "é" * 3_000,
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_typed_is_an_error(room: Room, query: str) -> None:
    for hit in room.search(query):
        assert hit.snippet


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from("port missile\"«»“”*-()^:+{}\0AND OR'\\é,;~") | st.characters(), max_size=40))
def test_any_query(room: Room, query: str) -> None:
    room.search(query, limit=3)


def test_operators_are_words() -> None:
    assert expression(parse_query("port OR harbour")) is not None
    assert " OR harbour" not in (expression(parse_query("port OR harbour")) or "")
    assert expression(parse_query("-only -these")) is None
    assert len(parse_query("word " * 500).wanted) <= 24


def test_a_long_line_is_cut_around_the_marks(tmp_path: Path) -> None:
    with Room.create(tmp_path / "x.db", annotate=annotate) as room:
        text = "Headline\n" + "filler " * 3000 + "needle " + "filler " * 3000
        assert [a.status for a in room.add([raw(text)], now=NOW)] == ["added"]
        (hit,) = room.search("needle")
        assert len(hit.snippet) <= 240
        assert [hit.snippet[m.start : m.end] for m in hit.marks] == ["needle"]
