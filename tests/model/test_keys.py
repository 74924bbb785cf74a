"""Dates and times of any precision and zone sort as they happened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.model.keys import moment


def test_moments_sort() -> None:
    ordered = [None, "2026-03-01", "2026-03-01T23:30+02:00", "2026-03-01T22:00Z", "2026-03-01T22:00:01", "2026-03-02"]
    assert sorted(ordered, key=moment) == ordered


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2026-03-01", "2026-03-01"),
        ("2026-03-01T10:15+01:00", "2026-03-01T09:15:00Z"),
        ("2026-03-01 10:15", "2026-03-01T10:15:00Z"),
        ("0001-01-01T00:00+10:00", ""),
        ("2026-13-45", ""),
        ("2026-03", ""),
        ("next week", ""),
        (None, ""),
    ],
)
def test_moment(iso: str | None, expected: str) -> None:
    assert moment(iso) == expected


@given(st.text(max_size=30))
def test_any_text(text: str) -> None:
    assert isinstance(moment("2026-03-01" + text), str)
