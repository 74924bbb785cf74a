"""What stands above a report: clean/head.py alone."""

from __future__ import annotations

from sitroom.clean.head import find_title, is_dated, tell_dates, tell_head
from sitroom.clean.rules import rules_for
from tests.clean.kit import MORE, SURE, draft_of, kinds_of

NAMES = [rule for rule in rules_for("en") if rule.entry.kind in ("byline", "dateline")]


def title_of(*lines: str, **known: str) -> str | None:
    line = find_title(draft_of(*lines, **known))  # type: ignore[arg-type]
    return line.look if line else None


def test_the_title_is_the_line_as_long_as_titles_are() -> None:
    assert title_of("The Lorne Times", "Ports", "Harbour board closes northern quay until Friday", SURE) == (
        "Harbour board closes northern quay until Friday"
    )


def test_a_marked_title_goes_before_a_longer_line() -> None:
    lines = ("The paper of the valley, every day since 1911", "# Quay closed until Friday", SURE)
    assert title_of(*lines) == "Quay closed until Friday"


def test_the_line_above_a_by_line_is_the_title() -> None:
    assert title_of(
        "All the news of the valley at a glance", "Quay stays shut again", "By Vera Holm", SURE, n2="byline"
    ) == ("Quay stays shut again")


def test_a_standfirst_is_no_title() -> None:
    lead = "Dockers and board have been at odds since March over who pays for the new cranes and when"
    assert title_of("Board closes quay", "Harbour board closes northern quay until Friday", lead, SURE) == (
        "Harbour board closes northern quay until Friday"
    )


def test_of_listed_titles_the_one_with_a_date_is_the_pages() -> None:
    lines = ("Latest", "Five arrested over fire at the grain store", "Harbour board closes northern quay until Friday")
    draft = draft_of(*lines, "By Vera Holm", SURE, n0="promo", n1="promo", n2="promo", n3="byline")
    draft.opens.add(0)
    title = find_title(draft)
    assert title is not None
    assert title.number == 2
    assert is_dated(draft, title)
    assert not is_dated(draft, draft.lines[1])


def test_short_lines_above_the_title_are_the_sites() -> None:
    draft = draft_of("The Lorne Times", "Ports", "Harbour board closes northern quay until Friday", SURE, MORE)
    tell_head(draft)
    assert kinds_of(draft) == ["other", "other", None, None, None]


def test_a_page_without_paragraphs_has_no_head() -> None:
    draft = draft_of("The Lorne Times", "Ports")
    assert tell_head(draft) is None
    assert kinds_of(draft) == [None, None]


def test_a_short_line_with_a_whole_date_is_told_by_it() -> None:
    title = "Harbour board closes northern quay until Friday"
    lines = (title, "Live since 4 March 2026 at 09:15", "Vera Holm March 4, 2026", "Saturday March 7, 2026", SURE)
    draft = draft_of(*lines)
    tell_dates(draft, "en", NAMES)
    assert kinds_of(draft) == [None, "other", "byline", "other", None]


def test_a_title_or_a_sentence_may_hold_a_date() -> None:
    draft = draft_of("Attack of 13 November 2015: the trial opens", "It was signed on 4 March 2026.", SURE)
    tell_dates(draft, "en", NAMES)
    assert kinds_of(draft) == [None, None, None]
