"""The room as its users see it: adding, looking up, refusing, opening."""

from __future__ import annotations

import functools
from datetime import datetime
from pathlib import Path

import pytest

from sitroom.errors import EmptyInput, NotInRoom, RoomNotFound, StoreError, UnreadableInput, UsageError
from sitroom.model import Actor, Added, Dossier
from sitroom.model.keys import room_key
from sitroom.room import Room
from sitroom.situation.picture import VERSION
from tests.room_kit import NOW, annotate, raw

FIRST = "Port closed in Oslo\nAnna Brandt said: the port is closed.\nNOR attacks ISL on 2026-03-01 in Oslo."
SECOND = "Talks go on\nAn official said: talks go on in Copenhagen.\nAnna Brandt said: nobody wants a war."


@pytest.fixture
def room(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Room.create(tmp_path / "crisis.room", annotate=annotate, engine="test-1") as room:
        yield room


def fill(room: Room, *raws, now: datetime = NOW) -> list[Added]:  # type: ignore[no-untyped-def]
    return list(room.add(raws, now=now))


def test_what_goes_in_comes_out(room: Room) -> None:
    given = raw(FIRST, outlet="Nordposten", published="2026-03-02")
    (added,) = fill(room, given)
    assert (added.status, room.count()) == ("added", 1)
    dossier = room.dossier(added.report or "")
    assert dossier == annotate(given)
    assert Dossier.model_validate_json(dossier.model_dump_json(by_alias=True)) == dossier
    (line,) = room.reports()
    assert (line.id, line.outlet, line.statements, line.events) == (added.report, "Nordposten", 1, 1)
    assert line.added == "2026-03-05T12:00:00Z"


def test_adding_the_same_again_changes_nothing(room: Room) -> None:
    first = fill(room, raw(FIRST), raw(SECOND))
    state = room._store.state()
    again = fill(room, raw(FIRST, name="elsewhere.txt"), raw(SECOND))
    assert [a.status for a in again] == ["unchanged", "unchanged"]
    assert [a.report for a in again] == [a.report for a in first]
    assert (room.count(), room._store.state()) == (2, state)
    assert len(room.statements()) == 3


def test_the_same_text_from_other_bytes_is_the_same_report(room: Room) -> None:
    fill(room, raw(FIRST))
    (again,) = fill(room, raw(FIRST, title=FIRST.split("\n")[0]))
    assert again.status == "unchanged"


def test_a_date_that_was_missing_is_taken_and_the_earlier_reading_kept(room: Room) -> None:
    (first,) = fill(room, raw(FIRST))
    (again,) = fill(room, raw(FIRST, published="2026-03-02"))
    assert again.status == "reread"
    assert "published" in (again.reason or "")
    assert [line.published for line in room.reports()] == ["2026-03-02"]
    assert len(room.readings(first.report or "")) == 2
    assert len(room.statements()) == 1
    (hit,) = room.search("closed", kind="statement")
    assert hit.published == "2026-03-02"


def test_a_new_engine_reads_again_and_keeps_the_old(tmp_path: Path) -> None:
    path = tmp_path / "x.room"
    with Room.create(path, annotate=annotate, engine="test-1") as room:
        (first,) = fill(room, raw(FIRST))
    later = functools.partial(annotate, engine="test-2")
    with Room.open(path, annotate=later, engine="test-2") as room:
        (again,) = fill(room, raw(FIRST))
        assert again.status == "reread"
        id = first.report or ""
        assert [engine for engine, _ in room.readings(id)] == ["test-1", "test-2"]
        assert (room.dossier(id).engine, room.dossier(id, engine="test-1").engine) == ("test-2", "test-1")
        assert len(room.statements()) == len(room.search("closed", kind="statement")) == 1
        assert len(room.search("port", kind="text")) == 1
        assert fill(room, raw(FIRST))[0].status == "unchanged"


def test_one_bad_report_never_stops_the_others(room: Room) -> None:
    seen: list[str] = []
    inputs = [raw("", "empty"), UnreadableInput("gone.txt", "does not exist"), raw("crash", "odd"), raw(FIRST)]
    outcomes = list(room.add(inputs, now=NOW, progress=lambda a: seen.append(a.name)))
    assert [a.status for a in outcomes] == ["refused", "refused", "refused", "added"]
    assert outcomes[0].reason == "is empty"
    assert "KeyError" in (outcomes[2].reason or "")
    assert seen == [a.name for a in outcomes]
    assert isinstance(EmptyInput("x", "y"), Exception)


def test_halves_of_characters_in_what_is_said_of_a_report_stop_nothing(room: Room) -> None:
    """JSON can spell half a character, and a file's name may be no text at all; neither can be stored."""
    odd = {"title": "Port \ud800", "outlet": "Nord\udfffposten", "url": "https://a.example/\ud801"}
    (added,) = fill(room, raw(FIRST, name="\udcff.txt", **odd))
    assert added.status == "added"
    assert [line.outlet for line in room.reports()] == ["Nord\ufffdposten"]


def test_the_time_of_adding_needs_a_zone(room: Room) -> None:
    with pytest.raises(UsageError):
        next(room.add([raw(FIRST)], now=datetime(2026, 3, 5)))


def test_ids_may_be_shortened(room: Room) -> None:
    (added,) = fill(room, raw(FIRST))
    assert room.dossier((added.report or "")[:6]).report.id == added.report
    for wrong in ("", "r-nothing", "%", "R"):
        with pytest.raises(NotInRoom):
            room.dossier(wrong)
    for number in range(40):
        fill(room, raw(f"Report {number}\nnothing else"))
    with pytest.raises(NotInRoom, match="several"):
        room.dossier("r")


def test_reports_filtered_and_paged(room: Room) -> None:
    for day in range(1, 8):
        fill(room, raw(f"Day {day}\nBody {day}", outlet="A" if day % 2 else "B", published=f"2026-03-0{day}"))
    fill(room, raw("Undated\nBody", outlet="A", language="fr"))
    assert [r.published for r in room.reports(limit=2)] == ["2026-03-07", "2026-03-06"]
    assert [r.published for r in room.reports(limit=2, offset=6)] == ["2026-03-01", None]
    assert room.count(outlet="A") == len(room.reports(outlet="A")) == 5
    assert room.count(language="fr") == 1
    assert room.outlets() == (("A", 5), ("B", 3))
    story = room.story_of(room.reports(outlet="A")[0].id)
    assert set(story.reports) == {r.id for r in room.reports(story=story.id)}
    assert room.count(story=story.id) == len(story.reports)


def test_actors_and_what_they_said_over_time(room: Room) -> None:
    fill(
        room,
        raw(SECOND, outlet="A", published="2026-03-04T08:00+01:00"),
        raw(FIRST, outlet="B", published="2026-03-04T07:30Z"),
        raw("Later\nAnna Brandt said: we wait.", outlet="A", published="2026-03-06"),
    )
    anna = room.actor("Anna Brandt")
    assert (anna.key, anna.statements, len(anna.reports), anna.roles) == ("person:anna brandt", 3, 3, ("minister",))
    said = [hit.content for hit in room.statements("person:anna brandt")]
    assert said == ["nobody wants a war.", "the port is closed.", "we wait."]
    assert [hit.content for hit in room.statements("brandt", since="2026-03-05")] == ["we wait."]
    assert [hit.content for hit in room.statements("ANNA BRANDT", until="2026-03-04")] == said[:2]
    assert room.statements("Nobody Known") == room.voice("Nobody Known") == ()
    assert [(u.content, u.origins) for u in room.voice("Anna Brandt")] == [(content, 1) for content in said]
    assert room.actors()[0].key == "person:anna brandt"
    with pytest.raises(NotInRoom):
        room.actor("Nobody Known")


def test_anonymous_sources_of_two_reports_stay_two(room: Room) -> None:
    fill(room, raw(SECOND, outlet="A"), raw(SECOND + " Later.", outlet="B"))
    nameless = [a for a in room.actors() if a.kind == "anonymous"]
    assert [len(a.reports) for a in nameless] == [1, 1]
    police = Actor(id="a1", name="police", kind="organisation", key="org::police")
    assert room_key(police, "r1") != room_key(police, "r2")
    assert room_key(police.model_copy(update={"key": "org:NOR:police"}), "r1") == "org:NOR:police"


def test_the_timeline_counts_origins_not_reports(room: Room) -> None:
    told = (
        "The harbour master of the northern town spent the whole night counting boats while smoke rose over the old "
        "quarter and families carried water from the single well that still worked near the church."
    )
    other = "Seen from the hills above, a very different account was given by the shepherds of the valley today."
    fill(
        room,
        raw(f"A\n{told}\nNOR attacks ISL on 2026-03-01 in Oslo.", outlet="A", published="2026-03-02"),
        raw(f"B\n{told}\nNOR attacks ISL on 2026-03-01.", outlet="B", published="2026-03-03"),
        raw(f"C\n{other}\nNOR attacks ISL on 2026-03-01 in Oslo.", outlet="C", published="2026-03-03"),
        raw("D\nNOR helps ISL on 2026-03-02.", outlet="D", published="2026-03-03"),
    )
    attack, aid = room.timeline()
    assert (attack.type, attack.date, attack.place, attack.actors) == ("ASSAULT", "2026-03-01", "Oslo", ("NOR",))
    assert (len(attack.reports), attack.origins, len(attack.evidence)) == (3, 2, 3)
    assert (aid.type, aid.origins) == ("AID", 1)
    assert room.timeline(since="2026-03-02") == (aid,)
    assert room.timeline(until="2026-03-01") == (attack,)
    assert room.timeline(actor="state:NOR") == room.timeline(actor="ISL") == (attack, aid)
    assert room.timeline(limit=1) == (aid,)
    story = room.story_of(attack.reports[0])
    assert attack in room.timeline(story=story.id)
    (copied,) = [o for o in story.origins if len(o.reports) == 2]
    assert room.origin_of(attack.reports[1]) == copied
    assert "wording" in copied.evidence[0]


def test_the_situation_is_of_now_for_whoever_asks(tmp_path: Path) -> None:
    path = tmp_path / "x.room"
    with Room.create(path, annotate=annotate) as room:
        fill(room, raw(FIRST, outlet="A", published="2026-03-02"))
        before = room.stories(), room.timeline()
        assert room.refresh() == 0
    with Room.open(path, annotate=annotate) as room:
        assert (room.stories(), room.timeline()) == before
        next(room.add([raw(SECOND, outlet="A"), raw("Never asked for")], now=NOW))  # whoever adds stops early
        assert room._store.unsettled(VERSION)
        assert sum(len(s.reports) for s in room.stories()) == 2
        assert not room._store.unsettled(VERSION)


def test_what_changes_changes_the_situation(room: Room) -> None:
    url = "https://a.example/x"
    (first,) = fill(room, raw(FIRST, outlet="A", url=url, published="2026-03-02"))
    (other,) = fill(room, raw("Other\nDNK helps SWE on 2026-03-01.", outlet="B", published="2026-03-03"))
    (second,) = fill(room, raw(FIRST.replace("ISL", "FIN"), outlet="A", url=url, published="2026-03-02T18:00Z"))
    assert second.status == "revised"
    assert {r for s in room.stories() for r in s.reports} == {second.report, other.report}
    assert {t.recipients for t in room.timeline()} == {("FIN",), ("SWE",)}
    assert room.story_of(first.report or "") == room.story_of(second.report or "")
    room.same_actor("state:FIN", "state:SWE", by="Lea", now=NOW)
    assert len(room.timeline(actor="state:SWE")) == 2
    room.undo(1, by="Lea", now=NOW)
    assert len(room.timeline(actor="state:SWE")) == 1


def test_an_empty_room(room: Room) -> None:
    assert room.count() == 0
    assert room.stories() == room.timeline() == room.actors() == room.statements() == room.search("x") == ()
    with pytest.raises(NotInRoom):
        room.story("s")


def test_opening(tmp_path: Path) -> None:
    with pytest.raises(RoomNotFound, match="no room here"):
        Room.open(tmp_path / "none.room")
    assert not (tmp_path / "none.room").exists()
    Room.open(tmp_path / "deep" / "er.room", create=True).close()
    with Room.open(tmp_path / "deep" / "er.room") as room:
        assert room.path == tmp_path / "deep" / "er.room" / "room.db"
    with pytest.raises(StoreError, match="already"):
        Room.create(tmp_path / "deep" / "er.room")
    for odd in ("what?", "50 % #1", "salle « crise » 🙂", "a:b"):
        Room.create(tmp_path / odd).close()
        assert (tmp_path / odd / "room.db").is_file()
    Room.create(tmp_path / "single.db").close()
    assert (tmp_path / "single.db").is_file()


def test_settings(tmp_path: Path) -> None:
    from sitroom.errors import DataError

    folder = tmp_path / "x.room"
    folder.mkdir()
    (folder / "room.toml").write_text("timeout = 2.5")
    with Room.create(folder) as room:
        assert room.config.timeout == 2.5
    for wrong in ("timeout = -1", "timeuot = 3", "timeout = ", "timeout = 'x'"):
        (folder / "room.toml").write_text(wrong)
        with pytest.raises(DataError, match=r"room\.toml"):
            Room.open(folder)
