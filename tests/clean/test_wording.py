"""Words that sound like furniture: the file of weights and what is made of it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.clean.lines import Line, split_lines
from sitroom.clean.rules import rules_for
from sitroom.clean.wording import KINDS, NAMED, tell_wording, weights_in_file, wording_of
from tests.clean.kit import MORE, SURE, draft_of, kinds_of

NAMES = [rule for rule in rules_for("en") if rule.entry.kind == "byline"]


def line_of(text: str) -> Line:
    return next(split_lines(text, {}))


def test_the_file_has_a_weight_for_every_kind() -> None:
    assert {len(row) for row in weights_in_file().values()} == {len(KINDS)}
    assert all(abs(cell) < 20 for row in weights_in_file().values() for cell in row)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Send us your questions by email and subscribe to our newsletter.", "form"),
        ("Reporting for this story was supported by a grant.", "credit"),
        ("Abonnez-vous à notre newsletter et recevez nos articles par e-mail", "form"),
    ],
)
def test_furniture_never_seen_has_its_kind(text: str, kind: str) -> None:
    said = wording_of(line_of(text))
    assert (said.kind, said.odds > 2) == (kind, True)
    assert 0 < len(said.words) <= NAMED


@pytest.mark.parametrize("text", [SURE, MORE, "Deux douaniers ont été tués mardi, a indiqué le gouverneur."])
def test_a_report_sounds_like_one(text: str) -> None:
    assert wording_of(line_of(text)).odds < -1


def test_unknown_words_tell_nothing() -> None:
    said = wording_of(line_of("Qwxzk vbnmq zzyxw"))
    assert (said.odds, said.words) == (0.0, ())


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=80).filter(lambda t: any(c.isprintable() and not c.isspace() for c in t)))
def test_any_line_has_finite_odds(text: str) -> None:
    for line in split_lines(text, {}):
        assert math.isfinite(wording_of(line).odds)


PLEA = "Please consider a donation: your support keeps our newsletter free for all readers."


def test_what_speaks_like_furniture_is_told_with_its_words() -> None:
    draft = draft_of(SURE, MORE, PLEA)
    tell_wording(draft, NAMES)
    assert kinds_of(draft)[:2] == [None, None]
    label = draft.labels[2]
    assert label is not None
    assert label[1].startswith("words of furniture: ")


@pytest.mark.parametrize(
    "lines",
    [
        (SURE, MORE, f"“{PLEA}”"),
        (SURE, MORE, "“Subscribe to our newsletter,” the banner said, and readers did."),
        (SURE, "Do you read your newsletter, do you support us?", MORE),
        (PLEA,),
        ("# " + PLEA, SURE, MORE),
    ],
    ids=["quotation", "speech", "answered", "nothing else", "heading"],
)
def test_what_is_left_alone(lines: tuple[str, ...]) -> None:
    draft = draft_of(*lines)
    tell_wording(draft, NAMES)
    assert set(kinds_of(draft)) == {None}


def test_a_report_that_says_you_and_we_itself_raises_the_bar() -> None:
    turns = (
        "You read what we publish, you share it, you pay us if you like it.",
        "We ask our readers to support us and they send us an email a day.",
        "You can copy our lessons from the website, you can sell them.",
        "This is our newsletter and this is your water bill, as you see.",
    )
    draft = draft_of(*turns, SURE, *turns[:2], MORE)
    tell_wording(draft, NAMES)
    assert set(kinds_of(draft)) == {None}
