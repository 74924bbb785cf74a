"""OPML lists: nested, hostile, and back again."""

from __future__ import annotations

import pytest

from sitroom.errors import EmptyInput, InputError, UnreadableInput
from sitroom.ingest.discover import feeds_in
from sitroom.ingest.opml import read_opml, write_opml
from sitroom.model.web import FeedSetting

LIST = """<?xml version="1.0"?><opml version="1.1"><head><title>Mine</title></head><body>
<outline text="World"><outline title="Europe &amp; more" text="x">
  <outline type="rss" text="Gazette" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/></outline>
  <outline TYPE="RSS" Text="Bulletin" xmlURL="feed://b.example/rss"/>
</outline>
<outline text="Loose" xmlUrl="feed:https://c.example/f?a=1&amp;b=2"/>
<outline text="Again" xmlUrl="https://a.example/feed"/>
<outline text="Files" xmlUrl="file:///etc/passwd"/><outline text="Script" xmlUrl="javascript:alert(1)"/>
<outline text="Relative" xmlUrl="/feed"/><outline text="Empty folder"/>
</body></opml>"""


def test_a_list_is_read() -> None:
    listed = read_opml(LIST.encode(), "list.opml")
    assert listed.feeds == (
        FeedSetting(url="https://a.example/feed", title="Gazette", folder="World/Europe & more"),
        FeedSetting(url="http://b.example/rss", title="Bulletin", folder="World"),
        FeedSetting(url="https://c.example/f?a=1&b=2", title="Loose"),
    )
    assert [title for title, _ in listed.left_out] == ["Files", "Script", "Relative"]


def test_there_and_back() -> None:
    feeds = (
        FeedSetting(url="https://a.example/?x=<&\"'>", title='Ti"t<l&e \x0b', folder="A/B"),
        FeedSetting(url="https://b.example/", title="Été", folder="A", interval=300),
        FeedSetting(url="https://c.example/", folder="C/D/E"),
        FeedSetting(url="https://d.example/"),
    )
    text = write_opml(feeds, "Feeds & <more>")
    found = {feed.url: feed for feed in read_opml(text.encode(), "x").feeds}
    assert found["https://b.example/"] == feeds[1]
    assert found["https://c.example/"] == feeds[2].model_copy(update={"title": "https://c.example/"})
    assert found["https://d.example/"].folder is None
    (first,) = (feed for url, feed in found.items() if url.startswith("https://a."))
    assert (first.folder, first.title) == ("A/B", 'Ti"t<l&e \ufffd')
    assert write_opml(read_opml(text.encode(), "x").feeds, "Feeds & <more>") == write_opml(found.values(), "Feeds & <more>")  # fmt: skip  # noqa: E501


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyInput),
        (b"<html/>", UnreadableInput),
        (b"words", UnreadableInput),
        (b'<!DOCTYPE o [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><opml><body/></opml>', UnreadableInput),
        (b'<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml><body/></opml>', UnreadableInput),
        (b"x" * (9 << 20), InputError),
    ],
)
def test_hostile_lists(data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error):
        read_opml(data, "x")


def test_deep_and_long_lists() -> None:
    deep = b"<opml><body>" + b"<outline text='a'>" * 100_000
    assert read_opml(deep, "x").feeds == ()
    many = b"<opml><body>" + b"<outline xmlUrl='http://a.example/'/>" * 10_000 + b"</body></opml>"
    assert len(read_opml(many, "x").feeds) == 1


def test_feeds_that_a_page_names() -> None:
    head = b"""<html><head><base href="https://cdn.example/x/"><link rel=stylesheet href=a.css>
    <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
    <LINK href='feed.xml' TYPE="application/rss+xml" REL="alternate">
    <link rel="alternate" hreflang="fr" href="/fr">
    <link rel="alternate" type="application/atom+xml" href="javascript:x">
    """
    assert feeds_in(head, "https://a.example/") == (
        "https://cdn.example/x/feed.xml",
        "https://cdn.example/comments/feed",
    )
    assert feeds_in(b"<link " * 100_000, "https://a.example/") == ()
