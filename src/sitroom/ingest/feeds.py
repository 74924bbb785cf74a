"""Feeds to values: RSS 0.9 to 2.0, RDF and Atom (lxml, read forgivingly) and JSON Feed.

data -> parse_feed -> Feed -> entry_raw -> Raw        (an entry's own content as a report)

XML is read without its DOCTYPE, so no entity can name a file or multiply itself; a feed that tries is refused.
Time is linear in the size. Deliberately not here: fetching (web), what is new (watch).
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin, urlsplit

from sitroom.errors import EmptyInput, TooLargeInput, UnreadableInput
from sitroom.ingest.feed_dates import feed_date
from sitroom.model import Feed, FeedEntry, Raw, on_one_line

LIMIT = 16 * 1024 * 1024  # bytes of a feed; the longest archives of podcasts are below 10 MB
ENTRIES = 5_000  # entries of a feed that are read
CONTENT = 2_000_000  # characters of an entry's content
SHORT = 1_000  # characters of a title, a name, an id
LONG_URL = 4_000
CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])
TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
LINKS = re.compile(r"""\b(href|src)\s{0,5}=\s{0,5}(?:"([^"<>]{0,2000})"|'([^'<>]{0,2000})')""", re.I)
JSON_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/1", re.I)
LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*\Z", re.I)


def parse_feed(data: bytes, url: str | None = None) -> Feed:
    """Read a feed. `url` is its address, against which relative links are resolved.

    Raises EmptyInput, TooLargeInput, UnreadableInput (no feed, or one that declares XML entities of its own).
    """
    from sitroom.ingest.feed_xml import read_xml

    name = url or "feed"
    if len(data) > LIMIT:
        raise TooLargeInput(name, f"is larger than {LIMIT >> 20} MB, too large for a feed")
    bare = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not bare:
        raise EmptyInput(name, "is empty: there is no feed in it")
    if bare[:1] in (b"{", b"["):
        return finished(_read_json(bare, url, name))
    return finished(read_xml(data, url, name))


def _read_json(data: bytes, url: str | None, name: str) -> Feed:
    """JSON Feed 1.0 and 1.1. Raises UnreadableInput."""
    try:
        given = json.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(name, f"is not a feed: its JSON is broken ({on_one_line(str(error), 80)})") from error
    version = given.get("version") if isinstance(given, dict) else None
    if not isinstance(version, str) or not JSON_VERSION.match(version):
        raise UnreadableInput(name, "is JSON, but not a JSON Feed (it does not say so in `version`)")
    items = given.get("items")
    items = items if isinstance(items, list) else []
    base = address(given.get("feed_url"), url) or url
    common = _json_authors(given)
    entries = [_json_entry(item, base, common) for item in items[:ENTRIES] if isinstance(item, dict)]
    kept = tuple(entry for entry in entries if entry is not None)
    return Feed(
        kind="json",
        url=url,
        title=line(given.get("title")),
        link=address(given.get("home_page_url"), base),
        language=language(given.get("language")),
        entries=kept,
        dropped=len(items) - len(kept),
    )


def _json_entry(item: dict[str, Any], base: str | None, common: tuple[str, ...]) -> FeedEntry | None:
    number = item.get("id")
    if isinstance(number, int | float) and not isinstance(number, bool):
        item = {**item, "id": f"{number:.17g}"}
    body = block(item.get("content_html"))
    if body is None:
        body = paragraphs(block(item.get("content_text")))
    return made_entry(
        item.get("id"),
        address(item.get("url"), base) or address(item.get("external_url"), base),
        base=base,
        title=item.get("title"),
        published=item.get("date_published"),
        updated=item.get("date_modified"),
        authors=_json_authors(item) or common,
        content=body,
        summary=paragraphs(block(item.get("summary"))),
        tongue=item.get("language"),
    )


def _json_authors(given: dict[str, Any]) -> tuple[str, ...]:
    """Names from `authors` (1.1) or `author` (1.0)."""
    found = given.get("authors")
    people = found if isinstance(found, list) else [given.get("author")]
    return names(person.get("name") for person in people if isinstance(person, dict))


# building, for both forms


def made_entry(
    id: object,
    url: str | None,
    *,
    base: str | None,
    title: object = None,
    published: object = None,
    updated: object = None,
    authors: tuple[str, ...] = (),
    content: str | None = None,
    summary: str | None = None,
    tongue: object = None,
    source: object = None,
) -> FeedEntry | None:
    """An entry from what a feed gives, cleaned; None when there is nothing to read and nothing to fetch."""
    heading, told = line(title), content or summary
    if url is None and not told and heading is None:
        return None
    said = clean_text(id).strip() if isinstance(id, str) else ""
    when = feed_date(published)
    if not said:
        said = url or hashed(heading, when, told)
    elif len(said) > SHORT:
        said = hashed(said)
    return FeedEntry(
        id=said,
        url=url,
        title=heading,
        published=when,
        updated=feed_date(updated),
        authors=authors,
        html=resolved(content, url or base),
        summary=resolved(summary, url or base),
        language=language(tongue),
        source=line(source),
    )


def finished(feed: Feed) -> Feed:
    """The feed with ids that are unique in it: ids given to different pages are replaced by the pages' addresses.

    An entry told twice (same id, same page) is kept once, as told first.
    """
    homes: dict[str, set[str | None]] = {}
    for entry in feed.entries:
        homes.setdefault(entry.id, set()).add(entry.url)
    shared = {id for id, urls in homes.items() if len(urls) > 1}
    kept: dict[str, FeedEntry] = {}
    for entry in feed.entries:
        if entry.id in shared:
            entry = entry.model_copy(update={"id": entry.url or hashed(entry.id, entry.title, entry.published)})
        kept.setdefault(entry.id, entry)
    dropped = feed.dropped + len(feed.entries) - len(kept)
    return feed.model_copy(update={"entries": tuple(kept.values()), "dropped": dropped})


def entry_raw(feed: Feed, entry: FeedEntry, *, body: str | None = None) -> Raw:
    """An entry's own content as a report: a small page with its title and all the text the feed gives of it.

    `body` replaces the content (a fragment of HTML).
    """
    tongue = entry.language or feed.language
    content = body or entry.html or entry.summary or ""
    if entry.html and entry.summary and body is None and not told_in(entry.summary, entry.html):
        content = f"<div>{entry.summary}</div>\n{entry.html}"
    title = html.escape(entry.title or "")
    page = (
        f'<!DOCTYPE html>\n<html{f" lang={chr(34)}{tongue}{chr(34)}" if tongue else ""}>\n<head><meta charset="utf-8">'
        f"<title>{title}</title></head>\n<body><article>\n<h1>{title}</h1>\n{content}\n</article></body></html>\n"
    )
    return Raw(
        name=entry.url or f"{feed.url or 'feed'}#{entry.id}",
        data=page.encode("utf-8", "replace"),
        media_type="text/html; charset=utf-8",
        url=entry.url,
        outlet=entry.source or feed.title,
        title=entry.title,
        **entry_fields(feed, entry),
    )


def entry_fields(feed: Feed, entry: FeedEntry) -> dict[str, Any]:
    """What the feed says of an entry that holds for its page as well: fields of a Raw."""
    return {
        "published": entry.published,
        "updated": entry.updated,
        "authors": entry.authors,
        "feed_id": feed_id(feed, entry),
    }


def feed_id(feed: Feed, entry: FeedEntry) -> str:
    """The entry's id, unique over all feeds: an address or URN as it is, anything else under the feed's host."""
    if re.match(r"(?:https?://|urn:|tag:)", entry.id, re.I):
        return entry.id
    home = feed.link or feed.url
    return f"{host_of(home) or 'feed'} {entry.id}"


def entry_digest(entry: FeedEntry) -> str:
    """What tells a changed entry: its title, address and words, whatever the markup around them (counters, pixels)."""
    words = " ".join(html.unescape(TAG.sub(" ", f"{entry.summary or ''} {entry.html or ''}")).split())
    return hashed(entry.title, entry.url, words)


def told_in(summary: str, content: str) -> bool:
    """Does the content begin with the summary's words, or hold them?"""
    short, long = ("".join(html.unescape(TAG.sub("", text)).split()).casefold() for text in (summary, content))
    return short.rstrip("….[]")[:300] in long


# cleaning of single values


def clean_text(value: str) -> str:
    """Without control characters and lone surrogates, which nothing after us could store or show."""
    return value.translate(CONTROLS).encode("utf-8", "replace").decode("utf-8")


def block(value: object) -> str | None:
    """A text of any length, or None when there is none in it."""
    if not isinstance(value, str) or not value.strip():
        return None
    return clean_text(value[:CONTENT]).strip()


def line(value: object) -> str | None:
    """A short text on one line, without markup: titles come escaped once, twice or not at all."""
    if not isinstance(value, str):
        return None
    bare = html.unescape(TAG.sub(" ", html.unescape(value[: 4 * SHORT])))
    return on_one_line(clean_text(bare), SHORT) or None


def names(values: Iterable[object]) -> tuple[str, ...]:
    """People's names, each once."""
    found = (line(value) for value in values)
    return tuple(dict.fromkeys(name for name in found if name))[:50]


def language(value: object) -> str | None:
    """The language's code without its country."""
    found = LANGUAGE.match(value.strip()) if isinstance(value, str) else None
    return found[1].lower() if found else None


def address(value: object, base: str | None) -> str | None:
    """An absolute http(s) address, an empty fragment left off; None for anything else."""
    if not isinstance(value, str) or not value.strip() or len(value) > LONG_URL:
        return None
    given = re.sub(r"[\x00-\x20\x7f]+", lambda m: "" if m[0].strip(" ") else "%20", clean_text(value.strip()))
    try:
        joined = urljoin(base, given) if base else given
        parts = urlsplit(joined)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return None
    except ValueError:
        return None
    return joined.rstrip("#")


def resolved(fragment: str | None, base: str | None) -> str | None:
    """A fragment of HTML with its links made absolute."""
    if not fragment or not base:
        return fragment

    def absolute(found: re.Match[str]) -> str:
        given = html.unescape(found[2] if found[2] is not None else found[3]).strip()
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|#", given) or not given:
            return found[0]
        joined = address(given, base)
        return f'{found[1]}="{html.escape(joined)}"' if joined else found[0]

    return LINKS.sub(absolute, fragment)


def paragraphs(text: str | None) -> str | None:
    """Plain text as a fragment of HTML."""
    if text is None:
        return None
    parts = re.split(r"\n[ \t\r]*\n", text)
    return "\n".join(f"<p>{html.escape(part.strip())}</p>" for part in parts if part.strip())


def host_of(url: str | None) -> str | None:
    """The host of an address, without `www.`; None when there is none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def hashed(*parts: str | None) -> str:
    """A short digest of some texts."""
    joined = "\0".join(part or "" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:32]
