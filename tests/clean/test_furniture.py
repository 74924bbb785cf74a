"""Lines that recur on a site: what is set apart on its evidence, and what never is. Invented sites."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.clean.furniture import key_of, line_keys, set_apart
from sitroom.clean.sections import label_sections
from sitroom.lang import load_lang
from sitroom.model import Page, Section
from sitroom.room import Room
from tests.room_kit import NOW, annotate, raw

STORIES = [
    ("Wheat prices fall again", "Traders in the northern ports sold at a loss for the third day, brokers said.",
     "The ministry of farming promised loans to those who had borrowed for seed in the autumn."),
    ("Bridge opens after two years", "Thousands crossed the new bridge on foot in the rain, many with children.",
     "Engineers said the cables would be looked at every month during the first winter."),
    ("Choir wins prize in Bergen", "The choir of the fishermen's hall sang four songs and won the prize of the jury.",
     "Its leader thanked the bakers of the town, who had paid for the bus and for the meals."),
    ("Court hears pilot", "A pilot told the court that the runway lights had gone out twice before he landed.",
     "The airport denied it and named an inspector who had seen all lamps burning that night."),
    ("Storm closes harbour", "Waves of nine metres kept every boat in the harbour on Tuesday, the master said.",
     "Two ferries turned back and spent the night in the shelter of the island of Stord."),
    ("School gets a roof", "The school of the upper valley has a roof again, a year after the snow broke it.",
     "Parents carried the old tiles down by hand and will sell them for the library."),
]  # fmt: skip
TOP = ["Nordposten Plus", "My page", "Morning edition with Ilva"]
BOTTOM = [
    "Give us a hint about this story",
    "The hundred best huts of the north",
    "Our desk answers letters from readers within one working week, all year round.",
]
BACKGROUND = "The two ports have been rivals since the herring left the southern banks forty years ago."
INSIDE = "Listen while you walk"


def page(number: int, background: bool = True) -> str:
    """A page of the site: furniture around a story of its own, one line of it between the paragraphs."""
    title, first, second = STORIES[number % len(STORIES)]
    standing = [BACKGROUND] if background else []
    end = f"End {number} of it came late in the day, they said."
    story = [title, f"{first} ({number})", INSIDE, second, *standing, end]
    return "\n\n".join([*TOP, *story, *BOTTOM])


def evidence(pages: list[str]) -> dict[int, float]:
    keys = [set(line_keys(text)) for text in pages]
    counts = {key: sum(key in k for k in keys) for k in keys for key in k}
    return {key: n / len(pages) for key, n in counts.items() if n >= 4}


def kinds(text: str, furniture: dict[int, float]) -> dict[str, str]:
    made = Page(text=text, language="en")
    sections = set_apart(made, label_sections(made, load_lang("en")), furniture)
    return {s.of(text): s.kind for s in sections}


def test_what_recurs_around_the_story_is_set_apart() -> None:
    seen = evidence([page(n) for n in range(12)])
    before, after = kinds(page(20), {}), kinds(page(20), seen)
    lost = [line for line in before if before[line] == "body" and after[line] != "body"]
    assert set(lost) <= {*TOP, *BOTTOM, INSIDE}
    for line in (*TOP, *BOTTOM, INSIDE):
        assert after[line] not in ("body", "headline"), line
    title, first, second = STORIES[20 % len(STORIES)]
    assert (after[title], after[f"{first} (20)"], after[second]) == ("headline", "body", "body")


def test_standing_background_is_the_reports() -> None:
    pages = [page(n, background=n % 3 == 0) for n in range(12)]
    seen = evidence(pages)
    assert key_of(BACKGROUND) in seen
    assert kinds(page(21), seen)[BACKGROUND] == "body"
    short = f"Title of the day\n\nA first paragraph tells what has happened in the port.\n\n{BACKGROUND}"
    assert kinds(short, seen)[BACKGROUND] == "body"


def test_titles_speech_and_what_leads_on_are_never_set_apart() -> None:
    lines = [
        "The weather", "« Nous restons »", '"We stay," she said', "What we know:", "## The weather today",
    ]  # fmt: skip
    body = "A long first paragraph tells what has happened in the port during the night of the storm."
    for line in lines:
        text = f"{line}\n\n{body}\n\n{line} \n\n{body}"
        seen = {key_of(line): 0.9}
        assert kinds(text, seen)[line] == kinds(text, {})[line] or line == "The weather"
    assert kinds(f"The weather\n\n{body}", {key_of("The weather"): 0.9})["The weather"] == "headline"


def test_without_evidence_nothing_changes() -> None:
    text = page(3)
    made = Page(text=text, language="en")
    sections = label_sections(made, load_lang("en"))
    assert set_apart(made, sections, {}) is sections
    assert set_apart(made, sections, {1: 1.0}) == sections


def test_figures_make_no_difference() -> None:
    assert key_of("12 comments") == key_of("3 comments") == key_of("**4 comments**")
    assert key_of("12 comments") != key_of("12 letters")
    assert line_keys("word " * 40 + "\n\n \n") == ()


def test_the_room_counts_reports_and_days_but_not_revisions(tmp_path: Path) -> None:
    with Room.create(tmp_path / "x.db", annotate=annotate) as room:
        line = "Give us a hint about this story"
        for n in range(6):
            text = f"{STORIES[n][0]}\n{STORIES[n][1]}\n{line}"
            day = f"2026-03-0{n // 2 + 1}"
            url = f"https://nordposten.example/{n}"
            first = raw(text, outlet="Nordposten", published=day, url=url)
            again = raw(text + "\nMore was heard later.", outlet="Nordposten", published=day, url=url)
            other = raw(text, outlet="Le Fil Alpin", published=day)
            assert [a.status for a in room.add([first, again, other], now=NOW)] == ["added", "revised", "added"]
        seen = room._store.furniture("nordposten")
        assert seen == {key_of(line): 1.0}
        assert room._store.furniture("somewhere else") == {}


def test_the_pipeline_uses_what_the_room_saw(tmp_path: Path) -> None:
    """The real reader, on a site it comes to know."""
    pages = [raw(page(n), outlet="Nordposten", published=f"2026-03-{n + 1:02d}", name=f"{n}.txt") for n in range(7)]
    with Room.create(tmp_path / "x.db") as room:
        added = list(room.add(pages, now=NOW))
        first, last = (room.dossier(added[n].report or "") for n in (0, 6))
    labels = [{s.of(d.text): s.kind for s in d.sections} for d in (first, last)]
    set_aside = [line for line in (*TOP, *BOTTOM, INSIDE) if labels[1][line] not in ("body", "headline")]
    assert len(set_aside) == len((*TOP, *BOTTOM, INSIDE))
    assert {a.status for a in added} == {"added"}
    assert last.report.title == STORIES[0][0]
    assert labels[1][STORIES[0][2]] == "body"
    assert any("recurs on the site" in s.reason for s in last.sections)
    assert not any("recurs on the site" in s.reason for s in first.sections)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.floats(0, 1))
def test_any_text(text: str, share: float) -> None:
    made = Page(text=text, language="en")
    sections = label_sections(made, load_lang("en"))
    found = set_apart(made, sections, dict.fromkeys(line_keys(text), share))
    assert [(s.start, s.end) for s in found] == [(s.start, s.end) for s in sections]
    assert all(isinstance(s, Section) for s in found)
