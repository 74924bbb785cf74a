"""Corrections by people: they win, they last, they can be taken back, and it is known who made them."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from sitroom.errors import NotInRoom, UsageError
from sitroom.model import Dossier, Raw, Span
from sitroom.room import Room
from tests.room_kit import NOW, annotate, raw

URL = "https://www.nordposten.example/port"
TEXT = (
    "Port closed in Oslo\nAnna Brandt said: the port is closed.\nAn official said: nobody was hurt.\n"
    "NOR attacks ISL on 2026-03-01 in Oslo.\nREAD Ten ways to cook fish"
)


@pytest.fixture
def room(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Room.create(tmp_path / "crisis.room", annotate=annotate, engine="test-1") as room:
        yield room


def added(room: Room, text: str = TEXT, **fields: str | None) -> str:
    given = raw(text, **{"outlet": "Nordposten", "published": "2026-03-02", "url": URL, **fields})
    (outcome,) = room.add([given], now=NOW)
    return outcome.report or ""


def content(d: Dossier, id: str) -> Span:
    return next(s.contents[0] for s in d.statements if s.id == id)


def test_another_source(room: Room) -> None:
    id = added(room)
    made = room.correct(id, "statement", content(room.dossier(id), "s2"), "source", "Anna Brandt", by="Lea", now=NOW)
    assert (made.number, made.by, made.at, made.quote) == (1, "Lea", "2026-03-05T12:00:00Z", "nobody was hurt.")
    d = room.dossier(id)
    assert d.statements[1].sourcing == "named"
    (note,) = (d.statements[1].detail or {})["corrected"]
    assert (note["by"], note["was"]) == ("Lea", "An official")
    assert [h.content for h in room.statements("Anna Brandt")] == ["the port is closed.", "nobody was hurt."]
    assert room.reports()[0].corrected
    assert len(room.statements()) == 2
    room.undo(made.number, by="Lea", now=NOW)
    assert room.dossier(id) == annotate(raw(TEXT, outlet="Nordposten", published="2026-03-02", url=URL))
    assert len(room.statements("Anna Brandt")) == 1
    (known,) = room.corrections(undone=True)
    assert known.undone == "2026-03-05T12:00:00Z"
    assert room.corrections() == ()


def test_somebody_the_report_does_not_name(room: Room) -> None:
    id = added(room)
    room.correct(id, "statement", content(room.dossier(id), "s2"), "source", "wikidata:Q42", by="Lea", now=NOW)
    assert [h.content for h in room.statements("wikidata:Q42")] == ["nobody was hurt."]


def test_what_is_wrong_is_gone_everywhere(room: Room) -> None:
    id = added(room)
    d = room.dossier(id)
    room.correct(id, "statement", content(d, "s1"), "wrong", by="Lea", now=NOW)
    mention = d.events[0].mentions[0]
    room.correct(id, "event", Span(start=mention.start, end=mention.end), "wrong", by="Lea", now=NOW)
    assert [s.id for s in room.dossier(id).statements] == ["s2"]
    assert room.timeline() == room.dossier(id).events == ()
    assert room.search("closed", kind="statement") == ()
    assert room.search("closed", kind="text")
    (line,) = room.reports()
    assert (line.statements, line.events) == (1, 0)


def test_an_event_put_right(room: Room) -> None:
    id = added(room)
    m = room.dossier(id).events[0].mentions[0]
    span = Span(start=m.start, end=m.end)
    for field, value in (("date", "2026-03-02"), ("type", "THREATEN"), ("modality", "denied")):
        room.correct(id, "event", span, field, value, by="Lea", now=NOW)
    (entry,) = room.timeline()
    assert (entry.date, entry.type, entry.modality) == ("2026-03-02", "THREATEN", "denied")


def test_a_line_that_is_no_body(room: Room) -> None:
    id = added(room)
    d = room.dossier(id)
    line = d.sections[1]
    room.correct(id, "section", Span(start=line.start, end=line.end), "kind", "promo", by="Lea", now=NOW)
    found = room.dossier(id)
    assert (found.sections[1].kind, [s.id for s in found.statements]) == ("promo", ["s2"])
    assert "Lea" in found.sections[1].reason
    assert room.search('"port is closed"') == ()


def test_date_and_outlet(room: Room) -> None:
    id = added(room)
    room.correct(id, "report", None, "published", "2026-04-01", by="Lea", now=NOW)
    room.correct(id, "report", None, "outlet", "Le Fil Alpin", by="Lea", now=NOW)
    (line,) = room.reports(outlet="Le Fil Alpin")
    assert line.published == "2026-04-01"
    assert room.outlets() == (("Le Fil Alpin", 1),)
    assert room.stories()[0].last == "2026-04-01"
    d = room.dossier(id)
    assert (d.report.id, d.notes[0]) == (id, "published: 2026-04-01, put right by Lea (was: 2026-03-02)")
    for number in (1, 2):
        room.undo(number, by="Lea", now=NOW)
    assert room.dossier(id).report == annotate(raw(TEXT, outlet="Nordposten", published="2026-03-02", url=URL)).report
    assert room.outlets() == (("Nordposten", 1),)


def test_who_is_who(room: Room) -> None:
    id = added(room)
    other = added(room, "Talks\nAna Brand said: talks go on.\nAnna Brandt said: no.", url=None, outlet="B")
    room.same_actor("person:anna brandt", "person:ana brand", by="Lea", now=NOW)
    assert len(room.statements("Anna Brandt")) == len(room.statements("person:ana brand")) == 3
    assert room.actor("person:ana brand") == room.actor("Anna Brandt")
    assert set(room.actor("Anna Brandt").reports) == {id, other}
    m = next(m for m in room.dossier(other).mentions if m.of(room.dossier(other).text) == "Anna Brandt")
    room.correct(other, "actor", Span(start=m.start, end=m.end), "alone", by="Lea", now=NOW)
    assert len(room.statements("person:anna brandt")) == 2
    room.correct(other, "actor", Span(start=m.start, end=m.end), "is", "wikidata:Q7", by="Lea", now=NOW)
    assert [h.content for h in room.statements("wikidata:Q7")] == ["no."]
    for c in room.corrections():
        room.undo(c.number, by="Lea", now=NOW)
    assert len(room.statements("person:anna brandt")) == 2
    assert len(room.statements("person:ana brand")) == 1


def test_they_survive_a_new_engine_and_a_revision(tmp_path: Path) -> None:
    path = tmp_path / "x.room"
    with Room.create(path, annotate=annotate, engine="test-1") as room:
        id = added(room)
        room.correct(id, "statement", content(room.dossier(id), "s2"), "source", "Anna Brandt", by="Lea", now=NOW)
        room.correct(id, "statement", content(room.dossier(id), "s1"), "wrong", by="Max", now=NOW)
    with Room.open(path, annotate=functools.partial(annotate, engine="test-2"), engine="test-2") as room:
        assert [a.status for a in room.reread(now=NOW)] == ["reread"]
        assert [h.content for h in room.statements("Anna Brandt")] == ["nobody was hurt."]
        assert list(room.reread(now=NOW)) == []
        new = added(room, TEXT.replace("Port closed", "The port of Oslo closed").replace("is closed", "is shut"))
        assert [r.report for r in room.revisions(id)] == [id, new]
        assert [h.content for h in room.statements("Anna Brandt")] == ["the port is shut.", "nobody was hurt."]
        assert [c.standing for c in room.corrections()] == [True, False]
        assert [c.by for c in room.diff(id, new).corrections] == ["Max"]
        assert room.dossier(id).statements[0].id == "s2"  # the old text keeps both


def test_words_that_stand_twice_are_not_guessed(room: Room) -> None:
    id = added(room)
    room.correct(id, "statement", content(room.dossier(id), "s1"), "wrong", by="Lea", now=NOW)
    twice = TEXT.replace("Port closed in Oslo", "Port closed: the port is closed.\nA line") + "\nthe port is closed."
    added(room, twice)
    assert len(room.statements()) == 2
    assert [c.standing for c in room.corrections()] == [False]


@pytest.mark.parametrize(
    ("target", "field", "value"),
    [
        ("report", "published", "soon"),
        ("report", "id", "r1"),
        ("statement", "modality", "maybe"),
        ("event", "type", "WAR"),
        ("section", "kind", "junk"),
        ("story", "title", "x"),
        ("statement", "source", " "),
        ("statement", "source", "x" * 5000),
    ],
)
def test_what_cannot_be(room: Room, target: str, field: str, value: str) -> None:
    id = added(room)
    span = None if target == "report" else Span(start=0, end=4)
    with pytest.raises(UsageError):
        room.correct(id, target, span, field, value, by="Lea", now=NOW)
    for wrong in (Span(start=5, end=5), Span(start=-1, end=4), Span(start=0, end=10_000)):
        with pytest.raises(UsageError):
            room.correct(id, "statement", wrong, "wrong", by="Lea", now=NOW)
    with pytest.raises(UsageError):
        room.correct(id, "report", None, "title", "x", by=" ", now=NOW)
    with pytest.raises(NotInRoom):
        room.undo(7, by="Lea", now=NOW)
    assert room.corrections(undone=True) == ()


def test_reading_again_can_be_stopped_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "x.room"
    with Room.create(path, annotate=annotate, engine="test-1") as room:
        for n in range(6):
            added(room, f"Day {n}\nAnna Brandt said: number {n}.", url=None, outlet=f"O{n}")
    with Room.open(path, annotate=functools.partial(annotate, engine="test-2"), engine="test-2") as room:
        turns = room.reread(now=NOW)
        assert [next(turns).status for _ in range(2)] == ["reread", "reread"]
        turns.close()
        assert len(room.to_reread()) == 4
        assert [a.status for a in room.reread(now=NOW)] == ["reread"] * 4
        assert len(room.statements()) == room.count() == 6
        assert [e for e, _ in room.readings(room.reports()[0].id)] == ["test-1", "test-2"]


def test_a_text_that_can_no_longer_be_read_keeps_its_reading(tmp_path: Path) -> None:
    path = tmp_path / "x.room"
    with Room.create(path, annotate=annotate, engine="test-1") as room:
        id = added(room)

    def refuses(given: Raw) -> Dossier:
        from sitroom.errors import UnsupportedLanguage

        raise UnsupportedLanguage(given.name, "is in a language that cannot be read any more")

    with Room.open(path, annotate=refuses, engine="test-3") as room:
        assert [a.status for a in room.reread(now=NOW)] == ["refused"]
        assert len(room.dossier(id).statements) == 2
