"""Origins, stories and timeline on hand-made reports: what must meet, what must stay apart, in any order."""

from __future__ import annotations

import random
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.model import Dossier, Report, Span, Story
from sitroom.room import finding
from sitroom.situation import stories as stories_module
from sitroom.situation import vectors
from sitroom.situation.features import (
    EventFact,
    Features,
    called,
    features_of,
    number_of,
    packed_prints,
    unpacked_prints,
)
from sitroom.situation.timeline import Told, happenings_of
from sitroom.store import marks, shelf
from tests.room_kit import annotate, raw
from tests.situation.cases import Picture, draw, texts


def told(name: str, text: str, **meta: str | None) -> Features:
    """The features of a report of which only the text is known."""
    report = Report.model_validate({"id": f"r{name}", "sha256": "0", "title": text.split("\n")[0], **meta})
    return features_of(Dossier(report=report, text=text))


def cases() -> list[Features]:
    return [
        told(f"-{name}", text, language=language, outlet=outlet, published=published)
        for name, (language, outlet, published, text) in texts().items()
    ]


def stories(reports: list[Features]) -> list[set[str]]:
    return [set(story.reports) for story in draw(reports).stories]


def origins(reports: list[Features]) -> list[set[str]]:
    return [set(o.reports) for story in draw(reports).stories for o in story.origins if len(o.reports) > 1]


def test_tellings_of_one_happening_are_one_story_in_both_languages() -> None:
    expected = [{f"r-{name}" for name in texts() if name.startswith(h)} for h in ("tunnel", "vote")]
    assert sorted(map(sorted, stories(cases()))) == sorted(map(sorted, expected))


def test_a_translation_shares_its_origin_and_independent_reports_do_not() -> None:
    expected = [{f"r-{h}-agency", f"r-{h}-translated"} for h in ("tunnel", "vote")]
    assert sorted(map(sorted, origins(cases()))) == sorted(map(sorted, expected))
    (evidence,) = next(o.evidence for s in draw(cases()).stories for o in s.origins if o.evidence)
    assert "Le Fil Alpin from Nordlicht News" in evidence
    assert "translation" in evidence


def test_the_order_of_adding_changes_nothing() -> None:
    reference = draw(cases())
    for seed in range(5):
        mixed = cases()
        random.Random(seed).shuffle(mixed)
        assert draw(mixed) == reference


def test_the_title_is_the_headline_most_others_derive_from() -> None:
    (story,) = [s for s in draw(cases()).stories if "r-vote-agency" in s.reports]
    assert story.title == texts()["vote-agency"][3].split("\n")[0]
    assert (story.first, story.last) == ("2026-06-09T14:00Z", "2026-06-11T10:00Z")
    assert story.id == "s-vote-agency"


AGENCY = texts()["vote-agency"][3]


def half(text: str, part: int) -> str:
    lines = text.split("\n")
    return "\n".join(lines[: len(lines) // 2] if part == 0 else lines[len(lines) // 2 :])


def test_a_copy_with_another_headline_and_half_the_text_is_a_copy() -> None:
    reports = [
        told("1", AGENCY, language="en", outlet="A", published="2026-06-09"),
        told("2", "Top lawyer fired\n" + half(AGENCY, 0), language="en", outlet="B", published="2026-06-10"),
    ]
    assert origins(reports) == [{"r1", "r2"}]


def test_shared_quotations_alone_are_no_copy() -> None:
    quotes = "\n".join(line for line in AGENCY.split("\n") if line.startswith('"'))
    quotes += (
        '\n"We asked for a commission of judges and nobody answered us," said Corina Vartic of the bar in Chisinau.'
    )
    first = f"One\nThe chamber was silent when the tall man rose, and then it was loud again for an hour.\n{quotes}"
    second = (
        f"Two\nRain fell over the square as lawmakers hurried inside under umbrellas held by their aides.\n{quotes}"
    )
    reports = [
        told("1", first, language="en", outlet="A", published="2026-06-09"),
        told("2", second, language="en", outlet="B", published="2026-06-09"),
    ]
    assert origins(reports) == []


def test_an_update_at_the_same_address_has_the_same_origin() -> None:
    url = "https://a.example/vote"
    reports = [
        told("1", AGENCY, language="en", outlet="A", url=url, published="2026-06-09"),
        told("2", "Successor named\nNobody expected it so soon.", language="en", outlet="A", url=url),
    ]
    assert origins(reports) == [{"r1", "r2"}]


def test_what_an_outlet_prints_every_day_is_no_evidence() -> None:
    note = (
        "The editors of this paper wish to remind all readers that the archive stays open to subscribers through the "
        "whole summer and that letters to the newsroom are answered within one working week by the desk."
    )
    reports = [
        told(str(n), f"Story {n}\n{text}\n{note}", language="en", outlet="A", published=f"2026-06-{day:02d}")
        for n, (day, text) in enumerate(
            [(1, "Wheat fell."), (5, "A bridge opened downtown."), (9, "The choir sang."), (14, "Cup final moved.")]
        )
    ]
    assert origins(reports) == []


def test_a_live_page_does_not_make_one_origin_of_all_it_gathered() -> None:
    tunnel, vote = texts()["tunnel-english"][3], texts()["tunnel-agency"][3]
    reports = [
        told("1", tunnel, language="en", outlet="A", published="2026-06-11T08:00Z"),
        told("2", vote, language="en", outlet="B", published="2026-06-11T09:00Z"),
        told("3", f"Live\n{tunnel}\n{vote}", language="en", outlet="C", published="2026-06-11T10:00Z"),
    ]
    (both,) = origins(reports)
    assert "r3" in both
    assert len(both) == 2


def test_time_parts_what_words_would_join() -> None:
    text = "Quake shakes Lima\nA quake of 5.8 shook Lima and Callao, the geophysical institute said. No one was hurt."
    near = [told(str(n), text + f" {n}", language="en", outlet="AB"[n], published=f"2026-03-0{n + 1}") for n in (0, 1)]
    assert len(stories(near)) == 1
    other = "Quake shakes Lima\nThe institute of geophysics said a quake shook Callao and Lima; streets were empty."
    far = [near[0], told("9", other, language="en", outlet="B", published="2027-03-01")]
    assert len(stories(far)) == 2


def events(*lines: str) -> Picture:
    reports = []
    for number, line in enumerate(lines):
        text = f"Report {number}\n{line}"
        dossier = annotate(raw(text, outlet=f"Outlet {number}", published="2026-03-04"))
        report = dossier.report.model_copy(update={"id": f"r{number}"})
        reports.append(features_of(dossier.model_copy(update={"report": report})))
    return draw(reports)


@pytest.mark.parametrize(
    ("left", "right", "together"),
    [
        ("NOR attacks ISL on 2026-03-01.", "NOR attacks ISL on 2026-03-01.", True),
        ("NOR attacks ISL on 2026-03-01 in Oslo.", "NOR attacks ISL on 2026-03-01.", True),
        ("NOR attacks ISL on 2026-03-01.", "NOR attacks ISL on 2026-03-02.", False),
        ("NOR attacks ISL on 2026-03-01.", "ISL attacks NOR on 2026-03-01.", False),
        ("NOR attacks ISL on 2026-03-01.", "NOR attacks DNK on 2026-03-01.", False),
        ("NOR attacks ISL on 2026-03-01.", "NOR helps ISL on 2026-03-01.", False),
        ("NOR attacks ISL on 2026-03-01.", "NOR attaque ISL.", True),
        ("NOR attacks ISL on 2026-03-01 in Oslo.", "NOR attacks ISL on 2026-03-02 in Oslo.", True),
        ("NOR attacks ISL on 2026-03-01 in Oslo.", "NOR attacks ISL on 2026-03-03 in Oslo.", False),
        ("NOR attacks ISL on 2026-03-01/2026-03-02.", "NOR attacks ISL on 2026-03-01.", True),
        ("NOR attacks ISL on 2026-03.", "NOR attacks ISL on 2026-03-01.", False),
    ],
)
def test_which_events_are_one(left: str, right: str, together: bool) -> None:
    entries = events(left, right).timeline
    assert len(entries) == (1 if together else 2)
    if together:
        assert (entries[0].origins, len(entries[0].reports), len(entries[0].evidence)) == (2, 2, 2)
        assert (entries[0].actors, entries[0].recipients) == (("NOR",), ("ISL",))


def test_undated_events_come_last_and_meet_within_a_story_only() -> None:
    picture = events("NOR attacks ISL.", "NOR attacks ISL.", "DNK helps SWE on 2026-02-01.")
    assert picture.timeline[0].date == "2026-02-01"
    assert picture.timeline[-1].date is None
    homes = {story.id for story in picture.stories if {"r0", "r1"} & set(story.reports)}
    assert len([e for e in picture.timeline if e.date is None]) == len(homes)


def telling(report: str, number: int, actors: str, recipients: str = "", **about: Any) -> Told:
    """An event of 1 March 2026; parties as keys, those with a capital first letter are persons."""
    sides = [
        tuple(f"person:{k}" if k[0].isupper() and ":" not in k else k for k in s.split()) for s in (actors, recipients)
    ]
    people = tuple(key for side in sides for key in side if key.startswith("person:"))
    given = {"type": "CONSULT", "mode": None, "modality": "asserted", "date": "2026-03-01", "place": None, **about}
    event = EventFact(
        id=f"e{number}", actors=sides[0], recipients=sides[1], names={}, people=people,
        mentions=(Span(start=0, end=1),), excerpt="", **given,
    )  # fmt: skip
    return Told(f"2026-03-02 {report}", number, report, report, "s", event)


def entries(*told: Told) -> list[list[str]]:
    """Which tellings are one event: report and number."""
    return [[f"{one.report}{one.number}" for one in h.told] for h in happenings_of(told, "s")]


CALL = "Biri country:NOR Tala country:ISL"


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (CALL, CALL, True),
        (CALL, "country:NOR country:ISL state:NOR state:ISL", True),
        (CALL, "Biri country:NOR group:advisers", False),
        (CALL, "Biri country:NOR Koba country:DNK", False),
        (CALL, "Ruda country:NOR Lemi country:ISL", False),
        (CALL, "Biri country:NOR", True),
        ("group:teachers country:NOR", "group:unions country:NOR", True),
    ],
)
def test_two_meetings_of_one_person_are_two(one: str, other: str, together: bool) -> None:
    assert (len(entries(telling("a", 1, one), telling("b", 1, other))) == 1) == together


def test_what_one_report_tells_as_two_events_stays_two() -> None:
    told = [telling("a", 1, CALL), telling("a", 2, CALL), telling("b", 1, CALL), telling("b", 2, CALL)]
    assert entries(*told) == [["a1", "b1"], ["a2", "b2"]]
    undated = telling("a", 2, CALL, date=None)
    assert entries(telling("a", 1, CALL), undated) == [["a1"], ["a2"]]


def test_of_two_events_the_one_with_more_in_common_is_meant() -> None:
    first, second = telling("a", 1, "Biri country:NOR"), telling("a", 2, CALL)
    assert entries(first, second, telling("b", 1, CALL)) == [["a1"], ["a2", "b1"]]


def test_two_ministers_of_a_country_say_a_thing_twice_but_their_army_strikes_once() -> None:
    one, other = "Biri country:NOR", "Ruda country:NOR"
    said = [telling(r, 1, who, "country:ISL", type="ACCUSE") for r, who in (("a", one), ("b", other))]
    assert len(entries(*said)) == 2
    done = [telling(r, 1, who, "country:ISL", type="ASSAULT") for r, who in (("a", one), ("b", other))]
    assert len(entries(*done)) == 1


def test_a_country_without_an_actor_is_shown_by_its_name() -> None:
    assert [called("IRN", language) for language in ("fr", "en", "de", None)] == ["Iran"] * 4
    assert (called("DEU", "fr"), called("DEU", "en"), called("XXX", "fr")) == ("Allemagne", "Germany", "XXX")


def test_values_survive_json() -> None:
    picture = draw(cases())
    for report in cases():
        assert Features.model_validate_json(report.model_dump_json()) == report
    story = picture.stories[0]
    assert Story.model_validate_json(story.model_dump_json(by_alias=True)) == story


WORDS = ("harbour", "bridge", "strike", "Kalmar", "minister", "1400", "vote", "Oslo", "budget", "flood", "Varga", "77")


@st.composite
def rooms(drawn: st.DrawFn) -> list[Features]:
    """Reports of a few words and events each, over some weeks, many of them alike; some undated, some copied."""
    found: list[Features] = []
    for number in range(drawn(st.integers(2, 14))):
        text = " ".join(drawn(st.lists(st.sampled_from(WORDS), min_size=3, max_size=16)))
        if found and drawn(st.booleans()):
            text = drawn(st.sampled_from(COPIED))
        who, whom = drawn(st.permutations(["NOR", "ISL", "DNK"]))[:2]
        text += f"\n{who} attacks {whom} on 2026-03-{drawn(st.integers(1, 3)):02d}."
        day = drawn(st.integers(0, 70))
        published = None if day > 65 else f"2026-{1 + day // 28:02d}-{1 + day % 28:02d}"
        outlet = drawn(st.sampled_from(["A", "B", None]))
        dossier = annotate(raw(f"Report {number}\n{text}", outlet=outlet, published=published))
        language = drawn(st.sampled_from(["en", "fr"]))
        report = dossier.report.model_copy(update={"id": f"r{number}", "language": language})
        found.append(features_of(dossier.model_copy(update={"report": report})))
    return found


COPIED = [
    "The harbour master counted boats through the night while smoke rose over the old quarter and families carried "
    "water from the only well that still worked near the church on the hill above the town and its empty market.",
    "Lawmakers hurried inside under umbrellas held by their aides as rain fell over the square and the vote was put "
    "off once more because nobody could agree on who should count the ballots in the northern districts this time.",
]


def as_if_large(patch: pytest.MonkeyPatch) -> None:
    """As in a large room, where not all reports are counted, and rarity and crowds weigh more."""
    patch.setattr(shelf, "SAMPLE", 2)
    patch.setattr(shelf, "OPENING", (2, 4))
    patch.setattr(shelf, "FEW_BEFORE", 3)
    patch.setattr(vectors, "PRIOR", 2)
    patch.setattr(stories_module, "CROWDING", 0.5)
    patch.setattr(stories_module, "ALONE", 1)
    patch.setattr(stories_module, "HOLDERS", 2)
    patch.setattr(stories_module, "TRIED", 2)
    patch.setattr(finding, "COMMON", 1)


def test_a_report_pushes_one_of_long_before_out_of_what_an_undated_one_follows() -> None:
    """An undated report follows the latest of all that have a mark, months before them too: the one of 9 March takes
    the place of that of 2 January there, though the two are never compared with each other."""
    told = [
        ("B", "2026-01-02", "fr", "strike Oslo 1400\nDNK attacks ISL on 2026-03-01."),
        (None, "2026-03-09", "fr", "strike 77 budget minister 1400 vote Oslo\nDNK attacks NOR on 2026-03-01."),
        (None, None, "en", f"{COPIED[0]}\nISL attacks DNK on 2026-03-02."),
        ("A", "2026-01-23", "en", "harbour minister minister 77 flood bridge\nNOR attacks ISL on 2026-03-02."),
    ]
    reports = []
    for number, (outlet, published, language, text) in enumerate(told):
        dossier = annotate(raw(f"Report {number}\n{text}", outlet=outlet, published=published))
        report = dossier.report.model_copy(update={"id": f"r{number}", "language": language})
        reports.append(features_of(dossier.model_copy(update={"report": report})))
    with pytest.MonkeyPatch.context() as patch:
        as_if_large(patch)
        pictures = [draw([reports[n] for n in order], one_by_one=True) for order in permutations(range(4))]
        assert all(picture == draw(reports) for picture in pictures)


@settings(max_examples=40, deadline=None)
@given(rooms(), st.randoms(use_true_random=False), st.booleans())
def test_adding_in_any_order_gives_the_situation_drawn_at_once(
    reports: list[Features], chance: random.Random, small_samples: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if small_samples:
            as_if_large(patch)
        reference = draw(reports)
        if small_samples:  # nobody is so far down the line as to make a difference
            patch.setattr(marks, "FEW", 2)
            patch.setattr(marks, "SPARE", 1)
        mixed = list(reports)
        chance.shuffle(mixed)
        assert draw(mixed, one_by_one=True) == reference


@settings(max_examples=20, deadline=None)
@given(rooms(), st.data())
def test_taking_reports_out_leaves_the_situation_of_the_others(reports: list[Features], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from(range(len(reports)))))
    assert draw(reports, without=gone) == draw([r for n, r in enumerate(reports) if n not in gone])


@pytest.mark.parametrize(
    ("written", "number"),
    [("3 400", "3400"), ("3,400", "3400"), ("12.5", "12.5"), ("12,5", "12.5"), ("1 234 567", "1234567"), ("7", "7")],
)
def test_numbers_are_written_one_way(written: str, number: str) -> None:
    assert number_of(written) == number


def test_prints_are_packed() -> None:
    assert unpacked_prints(packed_prints([1, 2, 4_294_967_295])) == {1, 2, 4_294_967_295}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=120), st.sampled_from(["2026-03-01", "soon", "", "9999-99-99", None])), max_size=5
    )
)
def test_any_texts_and_dates(given_reports: list[tuple[str, str | None]]) -> None:
    reports = [
        told(str(n), text, published=published, language=["fr", "en", "xx", None][n % 4])
        for n, (text, published) in enumerate(given_reports)
    ]
    picture = draw(reports)
    held = [report for story in picture.stories for report in story.reports]
    assert sorted(held) == sorted(report.report for report in reports)
    for story in picture.stories:
        assert sorted(r for origin in story.origins for r in origin.reports) == sorted(story.reports)
