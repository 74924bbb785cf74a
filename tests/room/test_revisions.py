"""The same report again: what becomes a revision, what does not, and what changed."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from sitroom.model import Added, Raw
from sitroom.room import Room
from tests.room_kit import NOW, annotate, raw

URL = "https://www.nordposten.example/2026/03/port-closed"
LEAD = (
    "The harbour master of the northern town spent the whole night counting boats while smoke rose over the old "
    "quarter and families carried water from the single well that still worked near the church."
)
MORE = "Fishermen who came home before dawn told of lights far out and of a silence on every channel of the radio."
BACKGROUND = "Two ferries and a tanker had asked for shelter since the storm began on the last day of February."
FIRST = f"Port closed after blaze\n{LEAD}\n{MORE}\n{BACKGROUND}\nAnna Brandt said: the port is closed."
SECOND = FIRST.replace("the port is closed.", "the port is open again.")


@pytest.fixture
def room(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Room.create(tmp_path / "crisis.room", annotate=annotate, engine="test-1") as room:
        yield room


def fill(room: Room, *raws: Raw) -> list[Added]:
    return list(room.add(raws, now=NOW))


def post(text: str, **fields: str | None) -> Raw:
    return raw(text, **{"outlet": "Nordposten", "published": "2026-03-02T08:00Z", **fields})


ADDRESSES = [
    "https://nordposten.example/2026/03/port-closed/",
    "http://www.nordposten.example/2026/03/port-closed?utm_source=feed&utm_medium=rss",
    "https://m.nordposten.example/2026/03/port-closed#comments",
    "https://www.nordposten.example/2026/03/port-closed/amp",
    "https://www.nordposten.example/amp/2026/03/port-closed",
    "https://www.nordposten.example:443/2026/03/port-closed/index.html?xtor=RSS-1",
]


@pytest.mark.parametrize("url", ADDRESSES)
def test_the_same_address_however_written(room: Room, url: str) -> None:
    first, second = fill(room, post(FIRST, url=URL), post(SECOND, url=url))
    assert (first.status, second.status, second.reason) == ("added", "revised", "the same address")
    assert room.count() == 1
    assert [r.report for r in room.revisions(first.report or "")] == [first.report, second.report]


def test_the_latest_text_counts_and_the_old_is_kept(room: Room) -> None:
    first, second = fill(room, post(FIRST, url=URL), post(SECOND, url=URL))
    old, new = first.report or "", second.report or ""
    (line,) = room.reports()
    assert (line.id, line.revisions) == (new, 2)
    assert [h.content for h in room.statements()] == ["the port is open again."]
    assert room.search("open again")
    assert room.search('"port is closed"', kind="statement") == ()
    assert [s.reports for s in room.stories()] == [(new,)]
    assert room.dossier(old).text == FIRST
    assert room.story_of(old) == room.story_of(new) == room.story("s" + old[1:])
    assert room.origin_of(old).reports == (new,)
    assert [u.content for u in room.voice("Anna Brandt")] == ["the port is open again."]
    assert [h.report for h in room.statements(report=old)] == [new]
    assert [r.current for r in room.revisions(new)] == [False, True]


def test_adding_an_old_text_again_changes_nothing(room: Room) -> None:
    _, second = fill(room, post(FIRST, url=URL), post(SECOND, url=URL))
    assert [a.status for a in fill(room, post(FIRST, url=URL))] == ["unchanged"]
    assert room.reports()[0].id == second.report


TEXTS = {
    "one": post(FIRST, url=URL),
    "two": post(SECOND, url=URL, title="Two", published="2026-03-02T10:00Z"),
    "three": post(SECOND + "\nMore to come.", url=URL, title="Three", published="2026-03-02T12:00Z"),
    "other": post("Choir sings\nThe choir sang all night in the rain.", url=URL + "-choir"),
}


@pytest.mark.parametrize("order", list(itertools.permutations(TEXTS)), ids="-".join)
def test_the_order_of_adding_makes_no_difference_where_texts_say_their_time(tmp_path: Path, order: list[str]) -> None:
    with Room.create(tmp_path / "x.db", annotate=annotate) as room:
        ids = {name: a.report for name, a in zip(order, fill(room, *(TEXTS[n] for n in order)), strict=True)}
        told = room.revisions(ids["two"] or "")
        assert [r.report for r in told] == [ids["one"], ids["two"], ids["three"]]
        assert [r.current for r in told] == [False, False, True]
        assert room.count() == 2


def test_the_entry_of_a_feed(room: Room) -> None:
    def entry(text: str, id: str, outlet: str = "Nordposten") -> Raw:
        return post(text, outlet=outlet).model_copy(update={"feed_id": id})

    other = "Boats are free\nNobody had waited for it."
    found = fill(room, entry(FIRST, "17"), entry(other, "17"), entry(other, "17", "Le Fil Alpin"), entry("X\nY.", "18"))
    assert [a.status for a in found] == ["added", "revised", "added", "added"]
    wide = fill(room, entry("A\nOne.", "urn:uuid:9", "A"), entry("B\nTwo.", "urn:uuid:9", "A"))
    assert [a.status for a in wide] == ["added", "revised"]


def test_nearly_the_same_text_of_the_same_outlet(room: Room) -> None:
    fill(room, post(FIRST))
    (again,) = fill(room, post(SECOND, published="2026-03-03"))
    assert again.status == "revised"
    assert "of the wording" in (again.reason or "")


def test_never_across_outlets(room: Room) -> None:
    fill(room, post(FIRST))
    (copy,) = fill(room, post(SECOND, outlet="Le Fil Alpin"))
    assert copy.status == "added"
    assert len(room.origin_of(copy.report or "").reports) == 2


WEATHER = (
    "{day} in {city}: {low} to {high} degrees\nThe service expects {low} degrees at night and {high} degrees by day "
    "in {city}, with wind from the {side} at {wind} kilometres an hour and a chance of rain of {rain} percent, and "
    "asks drivers on the coast road to leave more room between cars when the surface is wet in the morning hours."
)


def test_pages_of_one_template_are_many_reports(room: Room) -> None:
    days = [
        WEATHER.format(day="Monday", city="Bergen", low=2, high=7, side="west", wind=30, rain=60),
        WEATHER.format(day="Tuesday", city="Bergen", low=4, high=9, side="south", wind=22, rain=35),
        WEATHER.format(day="Monday", city="Tromso", low=11, high=15, side="east", wind=18, rain=5),
    ]
    inputs = [post(text, published=f"2026-03-0{n + 2}") for n, text in enumerate(days)]
    assert {a.status for a in fill(room, *inputs)} == {"added"}


def test_a_series_at_one_address_is_many_reports(room: Room) -> None:
    one = post("Wheat fell\nPrices in the north fell for a third day.", url=URL, published="2026-03-02")
    two = post("A bridge opened\nThousands crossed it on foot in the rain.", url=URL, published="2026-03-09")
    assert [a.status for a in fill(room, one, two)] == ["added", "added"]
    front = "https://www.nordposten.example/"
    pages = [post(f"{n}\nText {n}.", url=front) for n in ("Wheat", "Bridge")]
    assert [a.status for a in fill(room, *pages)] == ["added", "added"]


def test_a_story_told_again_later_is_another_report(room: Room) -> None:
    fill(room, post(FIRST))
    (later,) = fill(room, post(SECOND, published="2026-04-20"))
    (quoting,) = fill(
        room, post("Summing up\n" + "\n".join(f"Line {n} of a long page on the year." for n in range(90)) + f"\n{LEAD}")
    )
    assert (later.status, quoting.status) == ("added", "added")


def test_a_number_put_right_and_a_source_that_lost_its_name(room: Room) -> None:
    before = (
        f"Four hurt in blaze\n{LEAD}\n{MORE}\nFour men were hurt and 12 boats burned.\nAnna Brandt said: nobody saw it."
    )
    after = (
        f"Five hurt in blaze\n{LEAD}\n{MORE}\nFive men were hurt and 14 boats burned.\nAn official said: "
        "nobody saw it.\n"
        "NOR attacks ISL on 2026-03-01.\nCorrection: An earlier version of this article gave a wrong number."
    )  # fmt: skip
    first, second = fill(room, post(before, url=URL), post(after, url=URL))
    changes = room.diff(first.report or "", second.report or "")
    found = {(c.kind, c.before, c.after) for c in changes.meaning}
    assert ("number_changed", "Four", "Five") in found
    assert ("number_changed", "12", "14") in found
    assert ("source_anonymised", "Anna Brandt", "An official") in found
    kinds = [c.kind for c in changes.meaning]
    assert kinds[0] == "notice_added"
    assert {"headline_changed", "event_added"} <= set(kinds)
    for change in changes.meaning:
        for span, words, text in ((change.old, change.before, before), (change.new, change.after, after)):
            if span is not None and change.kind in ("number_changed", "notice_added"):
                assert text[span.start : span.end] == words
    assert changes.lost_statements == ("s1",)
    (line,) = room.reports()
    assert line.notice == "correction"
    assert room.diff(second.report or "") == changes == room.diff(first.report or "")


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("NOR attacks ISL.", "An official said: NOR attacks ISL.", "headline_softened"),
        ("Will the port close?", "The port closes", "headline_hardened"),
        ("NOR attacks ISL.", "RETRACTION", "headline_changed"),
    ],
)
def test_whether_a_headline_says_less_or_more(room: Room, before: str, after: str, kind: str) -> None:
    """What was withdrawn has a title of its own, which is neither more nor less."""
    notice = "\nThis story has been withdrawn." if after == "RETRACTION" else ""
    first, second = fill(
        room, post(f"{before}\n{LEAD}\n{MORE}", url=URL), post(f"{after}{notice}\n{LEAD}\n{MORE}", url=URL)
    )
    kinds = [c.kind for c in room.diff(first.report or "", second.report or "").meaning]
    assert [k for k in kinds if k.startswith("headline")] == [kind]


def test_what_changed_as_text(room: Room) -> None:
    before = f"Head\n{LEAD}\nThe mayor left.\n{MORE}\nLast words."
    after = f"Head\n{MORE}\n{LEAD.replace('northern', 'southern')}\nLast words.\nOne line more."
    first, second = fill(room, post(before, url=URL), post(after, url=URL))
    changes = room.diff(first.report or "")
    assert changes.new == second.report
    kinds = sorted(c.kind for c in changes.text)
    assert {"added", "removed", "changed"} <= set(kinds) or "moved" in kinds
    removed = [c.old for c in changes.text if c.kind == "removed" and c.old]
    assert "The mayor left." in {before[s.start : s.end] for s in removed}
    words = [(before[w.old.start : w.old.end], after[w.new.start : w.new.end]) for c in changes.text for w in c.words]
    assert ("northern", "southern") in words
    assert 0 < changes.similarity < 1
    assert room.diff(second.report or "", second.report).text == ()


def test_a_revision_is_as_old_as_its_first_text(room: Room) -> None:
    """Who copied whom is told by the first publication, not by the last change."""
    fill(room, post(FIRST, url=URL, published="2026-03-02T08:00Z"))
    fill(room, post(FIRST, outlet="Le Fil Alpin", published="2026-03-02T09:00Z"))
    (revised,) = fill(room, post(SECOND, url=URL, published="2026-03-02T11:00Z"))
    assert revised.status == "revised"
    assert room.origin_of(revised.report or "").head == revised.report


def test_withdrawn(room: Room) -> None:
    fill(room, post(FIRST, url=URL))
    (gone,) = fill(room, post("RETRACTION\nThis story has been withdrawn.", url=URL))
    assert gone.status == "revised"
    (line,) = room.reports()
    assert (line.notice, line.revisions) == ("retraction", 2)
    assert room.statements() == ()


def test_a_text_that_comes_back_counts_again(tmp_path: Path) -> None:
    first = "Port closed\nAnna Brandt said: the port of Oslo is closed to all ships until the end of the week."
    second = first.replace("closed to all ships", "open again to all but the largest ships")
    url = "https://a.example/port"
    with Room.create(tmp_path / "x.room", annotate=annotate) as room:

        def come(text: str, title: str | None = None) -> str:  # a title that is given makes other bytes of it
            given = raw(text, outlet="A", url=url, published="2026-03-02", title=title)
            return next(iter(list(room.add([given], now=NOW)))).status

        assert [come(first), come(second), come(first, "Port closed")] == ["added", "revised", "revised"]
        (line,) = room.reports()
        assert room.dossier(line.id).text == first
        assert [hit.content for hit in room.statements()] == [first.partition(": ")[2]]
        assert {r for s in room.stories() for r in s.reports} == {line.id}
        assert come(first) == come(second) == "unchanged"
        assert [r.current for r in room.revisions(line.id)].count(True) == 1


def test_an_older_text_that_comes_again_does_not_count(tmp_path: Path) -> None:
    text = "Port closed\nAnna Brandt said: the port of Oslo is closed to all ships until the end of the week."
    url = "https://a.example/port"
    with Room.create(tmp_path / "x.room", annotate=annotate) as room:
        given = [
            raw(text, outlet="A", url=url, published="2026-03-02"),
            raw(text.replace("closed to all", "open to most"), outlet="A", url=url, published="2026-03-03"),
        ]
        assert [a.status for a in room.add(given, now=NOW)] == ["added", "revised"]
        assert [a.status for a in room.add(given, now=NOW)] == ["unchanged", "unchanged"]
