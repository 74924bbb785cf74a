"""OPML lists of feeds, as every feed reader writes them: to settings and back.

Outlines may be nested to any depth; the path of the outer ones is the feed's folder ("World/Europe"). Only http and
https addresses are taken. Read with the same care as feeds: no DOCTYPE reaches the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

from pydantic import ValidationError

from sitroom.errors import EmptyInput, TooLargeInput, UnreadableInput
from sitroom.ingest.feed_xml import tag_of
from sitroom.ingest.feeds import address, line
from sitroom.ingest.safe_xml import parsed, to_text, without_doctype
from sitroom.model.web import FeedSetting, FeedState

LIMIT = 8 * 1024 * 1024
FEEDS = 20_000
FOLDER = 300  # characters
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Listed(NamedTuple):
    """The feeds of an OPML list, each once, and what was left out with the reason."""

    feeds: tuple[FeedSetting, ...]
    left_out: tuple[tuple[str, str], ...]


def read_opml(data: bytes, name: str) -> Listed:
    """Read an OPML list. Raises EmptyInput, TooLargeInput, UnreadableInput."""
    if len(data) > LIMIT:
        raise TooLargeInput(name, f"is larger than {LIMIT >> 20} MB, too large for a list of feeds")
    if not data.strip():
        raise EmptyInput(name, "is empty: there is no list of feeds in it")
    text, entities = without_doctype(to_text(data), name)
    root = parsed(text, entities)
    if root is None or tag_of(root).lower() not in ("opml", "outline", "body"):
        raise UnreadableInput(name, "is not an OPML list of feeds (your feed reader exports one)")
    found: dict[str, FeedSetting] = {}
    left_out: list[tuple[str, str]] = []
    stack: list[tuple[Any, str]] = [(root, "")]
    while stack and len(found) < FEEDS:
        element, folder = stack.pop()
        attributes = {key.lower(): value for key, value in element.attrib.items()}
        title = line(attributes.get("title")) or line(attributes.get("text"))
        given = attributes.get("xmlurl")
        url = feed_address(given)
        if url is not None:
            setting = FeedSetting(url=url, title=title, folder=folder or None, interval=_wait(attributes))
            found.setdefault(url, setting)
        elif given is not None:
            left_out.append((title or line(given) or "?", "has no http or https address"))
        elif title and tag_of(element).lower() == "outline":
            folder = f"{folder}/{title}".strip("/")[:FOLDER]
        stack += [(child, folder) for child in reversed(list(element))]
    return Listed(tuple(found.values()), tuple(left_out))


def feed_address(given: str | None) -> str | None:
    """The http(s) address of a feed, also as feed:https://host/ and feed://host/; None for anything else."""
    bare = re.sub(r"\Afeed:(?=https?:)", "", (given or "").strip(), flags=re.I)
    bare = re.sub(r"\Afeed://", "http://", bare, flags=re.I)
    return address(bare, None)


def _wait(attributes: dict[str, str]) -> int | None:
    """Our own attribute: seconds between two looks."""
    given = attributes.get("sitroominterval", "")
    try:
        return FeedSetting(url="http://x/", interval=int(given)).interval if given.isdecimal() else None
    except (ValidationError, ValueError):
        return None


def write_opml(feeds: Iterable[FeedSetting | FeedState], title: str) -> str:
    """The feeds as an OPML 2.0 document, in their folders."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    parts += [f"  <head><title>{_escaped(title)}</title></head>", "  <body>"]
    open_folders: list[str] = []
    for feed in sorted(feeds, key=lambda f: f.folder or ""):
        folders = [part for part in (feed.folder or "").split("/") if part]
        shared = 0
        while shared < min(len(folders), len(open_folders)) and folders[shared] == open_folders[shared]:
            shared += 1
        parts += ["  " * (depth + 2) + "</outline>" for depth in range(len(open_folders) - 1, shared - 1, -1)]
        for depth in range(shared, len(folders)):
            parts.append("  " * (depth + 2) + f"<outline text={_quoted(folders[depth])}>")
        open_folders = folders
        name = _quoted(feed.title or feed.url)
        more = f' sitroomInterval="{feed.interval}"' if feed.interval else ""
        indent = "  " * (len(folders) + 2)
        parts.append(f'{indent}<outline type="rss" text={name} title={name} xmlUrl={_quoted(feed.url)}{more}/>')
    parts += ["  " * (depth + 2) + "</outline>" for depth in range(len(open_folders) - 1, -1, -1)]
    return "\n".join([*parts, "  </body>", "</opml>", ""])


def _quoted(value: str) -> str:
    return quoteattr(ILLEGAL.sub("\ufffd", value))


def _escaped(value: str) -> str:
    return ILLEGAL.sub("\ufffd", value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
