"""Changes between any two texts: offsets that hold on both sides, nothing raised, no text too odd or too long."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.model import Dossier, Report
from sitroom.room.kept import Kept
from sitroom.situation.changes import text_changes
from sitroom.situation.meaning import compare
from sitroom.store.address import address_key, feed_key
from tests.room_kit import annotate, raw

LINES = st.lists(
    st.sampled_from(["Anna Brandt said: no.", "An official said: no.", "NOR attacks ISL.", "4 men", "5 men", ""])
    | st.text(max_size=20),
    min_size=1,
    max_size=9,
).map("\n".join)  # fmt: skip


def dossier(text: str) -> Dossier:
    if text.strip() and "crash" not in text:
        return annotate(raw(text))
    return Dossier(report=Report(id="r0", sha256="0"), text=text)


@settings(max_examples=120, deadline=None)
@given(LINES, LINES)
def test_any_two_texts(before: str, after: str) -> None:
    old, new = dossier(before), dossier(after)
    changes = compare(old, new)
    for c in (*changes.text, *(w for t in changes.text for w in t.words), *changes.meaning):
        for span, text in ((c.old, before), (c.new, after)):
            if span is not None:
                assert 0 <= span.start <= span.end <= len(text)
    assert 0 <= changes.similarity <= 1
    same = compare(old, old)
    assert (same.text, same.meaning, same.similarity) == ((), (), 1.0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\n" * 20_000, "b\n" * 20_000),
        ("a\n" * 4_000, "a\n" * 4_900),
        ("word " * 50_000, "word other " * 30_000),
        ("«" * 30_000, "»" * 30_000),
        ("x\ny\n" * 1_000, "y\nx\n" * 1_000),
    ],
    ids=["many", "repeated", "long", "quotes", "turned"],
)
def test_odd_texts_take_no_time(old: str, new: str) -> None:
    start = time.process_time()
    text_changes(dossier(old), dossier(new))
    assert time.process_time() - start < 4


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("HTTPS://WWW.A.example/x/?utm_campaign=1&id=7", "u:a.example/x?id=7"),
        ("http://a.example/x?b=2&a=1", "u:a.example/x?a=1&b=2"),
        ("http://a.example:8080/x", "u:a.example:8080/x"),
        ("https://m.example/x", "u:m.example/x"),
        ("https://a.example/", None),
        ("https://a.example/index.html", None),
        ("ftp://a.example/x", None),
        ("http://[oops/x", None),
        ("", None),
        (None, None),
    ],
)
def test_addresses(url: str | None, key: str | None) -> None:
    assert address_key(url) == key


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_address(url: str, site: str) -> None:
    address_key(url)
    address_key("http://" + url)
    feed_key(url, site)


def test_what_is_kept_is_shown_while_the_next_is_made() -> None:
    go, made = threading.Event(), []

    def make(state: int) -> str:
        if state > 1:
            go.wait(5)
        made.append(state)
        return f"value {state}"

    kept = Kept(make)
    assert kept.get(1, True) == "value 1"
    assert kept.get(2, True) == kept.get(2, True) == "value 1"
    go.set()
    for _ in range(200):
        if kept.get(2, True) == "value 2":
            break
        time.sleep(0.01)
    assert kept.get(2, False) == "value 2"
    assert made == [1, 2]
    assert kept.get(3, False) == "value 3"
