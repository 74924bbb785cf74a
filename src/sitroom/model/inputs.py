"""What comes in, before anything is read out of it."""

from __future__ import annotations

from pydantic import field_validator

from sitroom.model.base import Span, Value, whole


class Raw(Value):
    """Bytes of one report handed in, and what the user, or what carried it, says about it.

    name       a path, an address, `<stdin>`, or a member of one: `archive.zip!dir/page.html`, `rows.csv:17`
    published  and updated: as written by whoever said it; ISO 8601 is best
    feed_id    what a feed calls the report, the same in all its versions
    retrieved  when it was fetched, ISO 8601
    """

    name: str
    data: bytes
    media_type: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    title: str | None = None
    updated: str | None = None
    feed_id: str | None = None
    authors: tuple[str, ...] = ()
    retrieved: str | None = None

    _whole = field_validator(
        "name", "url", "outlet", "published", "title", "updated", "feed_id", "authors", mode="before"
    )(whole)


class LineHint(Span):
    """What the page's markup said of one line of the extracted text, for the section labeller.

    tag  h1, h2, p, li, blockquote, figcaption, time ...: the innermost block element
    """

    tag: str


class Page(Value):
    """A report as text with what its page said of itself; the input of the section labeller.

    text is NFC with LF line ends. Every field but the text may be unknown.
    wire is the agency the report credits ("AFP").
    """

    text: str
    hints: tuple[LineHint, ...] = ()
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    wire: str | None = None
    notes: tuple[str, ...] = ()

    _whole = field_validator("text", "title", "outlet", "url", "published", "updated", "authors", mode="before")(whole)


class FeedEntry(Value):
    """One entry of a feed, as the feed tells it.

    id         what the feed calls it: the same in all its versions, unique in the feed
    url        its page, absolute, http or https
    published  and updated: ISO 8601, with the zone if the feed gave one
    html       the whole content, a fragment of HTML; None where the feed has a teaser only
    summary    teaser or abstract, a fragment of HTML (a feed with one text calls it that, however long it is)
    source     who published it first, where the feed collects from others
    """

    id: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    html: str | None = None
    summary: str | None = None
    language: str | None = None
    source: str | None = None


class Feed(Value):
    """A feed as it was read. kind: rss, atom or json. url: where it came from; link: the site it belongs to.

    wait     seconds the publisher asks to leave between two looks (ttl, sy:updatePeriod)
    dropped  entries that could not be used, or were beyond the limit
    """

    kind: str
    url: str | None = None
    title: str | None = None
    link: str | None = None
    language: str | None = None
    wait: int | None = None
    entries: tuple[FeedEntry, ...] = ()
    dropped: int = 0
