"""What lines tell together: each look of clean/runs.py alone, on lines made for it."""

from __future__ import annotations

import pytest

from sitroom.clean import runs
from sitroom.clean.rules import rules_for
from tests.clean.kit import MORE, SURE, draft_of, kinds_of

NAMES = [rule for rule in rules_for("en") if rule.entry.kind == "byline"]
PLAIN = [rule for rule in rules_for("en") if not rule.contextual]


def test_hours_of_entries_stay_and_durations_go() -> None:
    live = draft_of("14:32", SURE, "13:10", MORE, n0="live_time", n2="live_time")
    runs.settle_clocks(live)
    assert kinds_of(live) == ["live_time", None, "live_time", None]
    video = draft_of("2:31", "Harbour seen from above", SURE, MORE, n0="live_time")
    runs.settle_clocks(video)
    assert kinds_of(video)[0] == "other"


def test_a_paragraph_broken_into_lines_is_one() -> None:
    draft = draft_of(
        "The board of the harbour has met for the third", "time this week and has decided nothing at all", SURE
    )
    draft.lines = tuple(
        line if line.number != 1 else type(line)(**{f: getattr(line, f) for f in line.__slots__} | {"gap": False})
        for line in draft.lines
    )
    runs.tell_wrapped(draft)
    assert kinds_of(draft) == ["body", "body", None]


def test_a_title_that_recurs_is_a_running_head() -> None:
    draft = draft_of(
        SURE, "Harbour Board Report 12", MORE, "Harbour Board Report 13", SURE + " Again.", "Harbour Board Report 14"
    )
    runs.tell_running_heads(draft)
    assert kinds_of(draft) == [None, "other", None, "other", None, "other"]


@pytest.mark.parametrize(
    ("line", "junk"),
    [
        ("News | Sport | Culture", True),
        ("Home > World > Europe", True),
        ("Dollar - Euro - Yen - Pound", True),
        ("Talks fail - strike goes on", False),
        ("Port and rail: who pays for what, and until when", False),
    ],
)
def test_short_names_in_a_row_are_a_menu(line: str, junk: bool) -> None:
    draft = draft_of(line)
    runs.tell_menus(draft)
    assert (draft.kind(0) == "other") is junk


def test_rows_of_a_table_are_no_menu() -> None:
    draft = draft_of("Party | Seats | Change")
    draft.lines = (
        type(draft.lines[0])(**{f: getattr(draft.lines[0], f) for f in draft.lines[0].__slots__} | {"tag": "td"}),
    )
    runs.tell_menus(draft)
    assert kinds_of(draft) == [None]


def test_buttons_in_a_row() -> None:
    draft = draft_of("Share | Comment | Print", "Share | the water of the river | or lose it")
    runs.tell_bars(draft, PLAIN)
    assert kinds_of(draft)[0] is not None
    assert kinds_of(draft)[1] is None


def test_titles_between_junk_are_links_and_subheadings_lead_to_paragraphs() -> None:
    lines = (SURE, "More", "Five arrested over fire at grain store", "Share", "A long winter ahead", MORE)
    draft = draft_of(*lines, n1="promo", n3="other")
    runs.tell_links(draft)
    assert kinds_of(draft) == [None, "promo", "promo", "other", None, None]


def test_the_sentence_above_a_pictures_credit_is_its_caption() -> None:
    draft = draft_of(SURE, "Advertisement", "Dockers wait at the gate.", "Photo: Vera Holm")
    draft.put(draft.lines[3], "credit", "picture credit (x)")
    runs.tell_captions(draft, NAMES)
    assert draft.kind(2) == "caption"
    right_below = draft_of("A title", SURE, "Dockers wait at the gate.", "Photo: Vera Holm")
    right_below.put(right_below.lines[3], "credit", "picture credit (x)")
    runs.tell_captions(right_below, NAMES)
    assert right_below.kind(2) is None


def test_three_short_headings_are_tags_and_two_are_none() -> None:
    tags, two = draft_of("# Ports", "# Strikes", "# Lorne"), draft_of("# Ports", "# Strikes", SURE)
    runs.tell_tags(tags)
    runs.tell_tags(two)
    assert kinds_of(tags) == ["other"] * 3
    assert kinds_of(two) == [None] * 3


def test_a_button_that_recurs_closes_boxes() -> None:
    boxes = (
        "WORLD",
        "Parliament passes the water act",
        "Learn more",
        "SPORT",
        "Lorne lose again at home",
        "Learn more",
    )
    draft = draft_of(*boxes, "FOCUS", "The town that moved its church", "Learn more", "Two dockers hurt", SURE, MORE)
    runs.tell_boxes(draft)
    assert kinds_of(draft) == ["promo"] * 9 + [None] * 3


def test_names_of_speakers_are_no_buttons() -> None:
    turns = (
        "Ms Holm",
        "I have nothing to add to that.",
        "Mr Pol",
        "You said so last year.",
        "Ms Holm",
        "And I meant it then.",
    )
    draft = draft_of(SURE, *turns, "Mr Pol", "So you did.", "Ms Holm", "Good evening to you all.")
    runs.tell_boxes(draft)
    assert set(kinds_of(draft)) == {None}


def test_titles_told_twice_and_teasers_that_break_off_are_boxes() -> None:
    twice = draft_of(SURE, MORE, "Five arrested over fire at store", "Five arrested over fire at store", SURE)
    runs.tell_cards(twice)
    assert kinds_of(twice) == [None, None, "promo", "promo", None]
    teasers = ("Mall fire under control", "A fire at a mall in Lorne was put out on Friday after a ...")
    more = ("Ferry crews vote on deal", "Crews of the northern ferries have voted on an offer that ...")
    cards = draft_of(SURE, MORE, *teasers, *more)
    runs.tell_cards(cards)
    assert kinds_of(cards) == [None, None, *["promo"] * 4]


def test_one_line_that_breaks_off_is_the_reports() -> None:
    torn = "The council has met for the third time this week and nobody knows what the ..."
    two, one = draft_of(SURE, torn, torn), draft_of(SURE, torn, MORE)
    runs.tell_torn(two)
    runs.tell_torn(one)
    assert kinds_of(two) == [None, "promo", "promo"]
    assert kinds_of(one) == [None] * 3


def test_pointers_and_labels_make_links_below_the_report_begins() -> None:
    draft = draft_of(
        "[LIVE] Harbour closed", SURE, ">> The harbour in maps", "[VIDEO] The quay from above", "[Laughter]", MORE
    )
    runs.tell_marked(draft)
    assert kinds_of(draft) == [None, None, "promo", "promo", None, None]


def test_a_note_begins_with_the_mark_of_a_word_above() -> None:
    draft = draft_of(
        "The treaty was signed in Lorne in the year that the dam was built.1", SURE, "1 Law Gazette, 4 March 1961."
    )
    runs.tell_notes(draft)
    assert kinds_of(draft) == [None, None, "other"]


def test_chapters_of_a_video_are_not_its_words() -> None:
    chapters = draft_of("0:00 Introduction", "2:10 The dam", "9:45 What the law says", SURE)
    runs.tell_chapters(chapters)
    assert kinds_of(chapters) == ["other"] * 3 + [None]
    said = [f"00:{4 * n:02d} and so we went on to the next village" for n in range(8)]
    words = draft_of(*said)
    runs.tell_chapters(words)
    assert kinds_of(words) == ["body"] * 8


def test_readers_below_a_heading_of_comments() -> None:
    draft = draft_of(SURE, MORE, "Comments", "Odile from Lorne", "They will never finish it. Never.")
    draft.put(draft.lines[2], "form", "heading of readers' comments")
    runs.tell_discussion(draft)
    assert kinds_of(draft) == [None, None, "form", "form", "form"]


def test_the_author_at_the_end() -> None:
    draft = draft_of("By Vera Holm", SURE, MORE, "Vera Holm writes on ports for this paper.", "Vera Holm", n0="byline")
    runs.tell_authors(draft)
    assert kinds_of(draft) == ["byline", None, None, "credit", "byline"]
