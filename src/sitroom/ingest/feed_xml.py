"""XML feeds (RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0) to a Feed, read forgivingly.

Many feeds are not well-formed: bare ampersands, named entities of HTML, undeclared prefixes, control characters,
a missing end. They are read as far as they go. The DOCTYPE is taken out before the parser sees it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sitroom.errors import UnreadableInput
from sitroom.ingest.feeds import ENTRIES, address, block, language, line, made_entry, names
from sitroom.ingest.safe_xml import parsed, to_text, without_doctype
from sitroom.model import Feed, FeedEntry

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

# Namespace -> the prefix we know it by. Elements of any other namespace are left alone.
PREFIXES = {
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/rss": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
}
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
PERIODS = {"hourly": 3600, "daily": 86400, "weekly": 604800, "monthly": 2592000, "yearly": 31536000}
FEED_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF)\b")
LEAD = 20_000  # characters that may stand before a feed by mistake


def read_xml(data: bytes, url: str | None, name: str) -> Feed:
    """Read an XML feed. Raises UnreadableInput."""
    text, entities = without_doctype(to_text(data), name)
    root = parsed(text, entities)
    if root is None:
        raise UnreadableInput(name, "is not a feed: there is no XML in it")
    feed = _read(root, url)
    later = FEED_ROOT.search(text, 1, LEAD) if feed is None else None
    if later is not None:  # a program's warnings stand before the feed it was to write
        again = parsed(text[later.start() :], entities)
        feed = _read(again, url) if again is not None else None
    if feed is None or (later is not None and not feed.entries):
        raise UnreadableInput(name, _what_else(tag_of(root), text))
    return feed


def _read(root: Element, url: str | None) -> Feed | None:
    kind = tag_of(root)
    if kind in ("atom:feed", "feed"):
        return _atom(root, url)
    return _rss(root, url) if kind in ("rss", "rdf:RDF", "RDF", "channel") else None


def _what_else(kind: str, text: str) -> str:
    if kind.removeprefix("xhtml:").lower() in ("html", "body", "head"):
        return "is a web page, not a feed"
    others = {"opml": "is an OPML list of feeds: `sitroom feeds import` reads it", "urlset": "is a site map, no feed"}
    return others.get(kind.lower(), f"is XML, but not a feed: it begins with <{line(kind) or '?'}>")


def tag_of(element: Element) -> str:
    """`prefix:name` by namespace, the bare name for plain RSS; a prefix nobody declared is taken at its word."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    if tag[0] != "{":
        return tag
    space, _, local = tag[1:].partition("}")
    prefix = PREFIXES.get(space.lower() if "Atom" in space else space, "?")
    return f"{prefix}:{local}" if prefix else local


def fields_of(element: Element) -> dict[str, list[Element]]:
    """The children by tag; RSS names are found whatever their case."""
    found: dict[str, list[Element]] = {}
    for child in element:
        tag = tag_of(child)
        found.setdefault(tag if ":" in tag else tag.lower(), []).append(child)
    return found


Fields = dict[str, list[Element]]


def text_of(fields: Fields, *tags: str) -> str | None:
    """The text of the first of these elements that has any."""
    for tag in tags:
        for element in fields.get(tag, ()):
            text = "".join(element.itertext()).strip()
            if text:
                return text
    return None


def markup_of(fields: Fields, *tags: str) -> str | None:
    """Like text_of, for HTML: escaped as it should be, or, by mistake, as elements."""
    for tag in tags:
        for element in fields.get(tag, ()):
            found = block(inner(element) if len(element) else element.text)
            if found:
                return found
    return None


def inner(element: Element) -> str:
    """What stands inside an element, as HTML."""
    from lxml import etree

    parts = [html.escape(element.text or "", quote=False)]
    for child in element:
        parts.append(etree.tostring(child, encoding="unicode", method="html"))
    bare = re.sub(r"(</?)(?:xhtml|html|h|div):", r"\1", "".join(parts))
    return re.sub(r"</(?:br|hr|img|wbr|input)>|\sxmlns(?::[\w.-]{1,40})?=\"[^\"<>]{0,300}\"", "", bare)


# RSS and RDF


def _rss(root: Element, url: str | None) -> Feed:
    channel = root if tag_of(root) == "channel" else next((c for c in root if tag_of(c).lower() == "channel"), root)
    fields = fields_of(channel)
    items = [e for e in root.iter() if tag_of(e).lower() == "item"]
    base = channel.get(XML_BASE) or root.get(XML_BASE) or url
    link = address(text_of(fields, "link"), base)
    base = base or link
    entries = [_item(item, base) for item in items[:ENTRIES]]
    kept = tuple(entry for entry in entries if entry is not None)
    return Feed(
        kind="rss",
        url=url,
        title=line(text_of(fields, "title", "dc:title")),
        link=link or _link(fields.get("atom:link", ()), base),
        language=language(text_of(fields, "language", "dc:language")),
        wait=_wait(fields),
        entries=kept,
        dropped=len(items) - len(kept),
    )


def _item(item: Element, base: str | None) -> FeedEntry | None:
    fields = fields_of(item)
    base = item.get(XML_BASE) or base
    guid = text_of(fields, "guid", "atom:id") or item.get(RDF_ABOUT)
    permanent = next((g.get("isPermaLink", "true").strip().lower() for g in fields.get("guid", ())), "true")
    page = (
        address(text_of(fields, "feedburner:origLink"), base)
        or address(text_of(fields, "link"), base)
        or _link(fields.get("atom:link", ()), base)
        or (address(guid, None) if permanent != "false" else None)
    )
    source = fields.get("source")
    return made_entry(
        guid,
        page,
        base=base,
        title=text_of(fields, "title", "dc:title", "itunes:title"),
        published=text_of(
            fields, "pubdate", "dc:date", "atom:published", "dcterms:issued", "dcterms:created", "date", "published"
        ),
        updated=text_of(fields, "atom:updated", "dcterms:modified", "updated"),
        authors=names(_rss_authors(fields)),
        content=markup_of(fields, "content:encoded", "xhtml:body", "atom:content", "encoded", "fulltext"),
        summary=markup_of(fields, "description", "atom:summary", "dc:description", "itunes:summary"),
        tongue=text_of(fields, "dc:language", "language") or item.get(XML_LANG),
        source=text_of({"source": source}, "source") if source else None,
    )


def _rss_authors(fields: Fields) -> Iterator[str | None]:
    """dc:creator and author/name; RSS's own form is `address@host (Name)`."""
    for element in [*fields.get("dc:creator", ()), *fields.get("author", ())]:
        given = "".join(element.itertext()).strip()[:500]
        mail = re.match(r"\S+@\S+\s*(?:\(([^()]*)\))?\Z", given)
        yield mail[1] if mail else given
    yield from _people(fields.get("atom:author", ()))


def _wait(fields: Fields) -> int | None:
    """Seconds between two looks, as the channel asks for."""
    ttl = text_of(fields, "ttl") or ""
    if re.fullmatch(r"\d{1,6}", ttl):
        return int(ttl) * 60 or None
    period = PERIODS.get((text_of(fields, "sy:updatePeriod") or "").lower())
    times = text_of(fields, "sy:updateFrequency") or "1"
    if period and re.fullmatch(r"[1-9]\d{0,4}", times):
        return max(1, period // int(times))
    return None


# Atom


def _atom(root: Element, url: str | None) -> Feed:
    fields = _plain(fields_of(root))
    base = address(root.get(XML_BASE), url) or url
    authors = names(_people(fields.get("author", ())))
    items = fields.get("entry", [])
    entries = [_atom_entry(item, base, authors) for item in items[:ENTRIES]]
    kept = tuple(entry for entry in entries if entry is not None)
    return Feed(
        kind="atom",
        url=url,
        title=line(text_of(fields, "title")),
        link=_link(fields.get("link", ()), base),
        language=language(root.get(XML_LANG)),
        wait=_wait(fields),
        entries=kept,
        dropped=len(items) - len(kept),
    )


def _atom_entry(item: Element, base: str | None, common: tuple[str, ...]) -> FeedEntry | None:
    fields = _plain(fields_of(item))
    base = address(item.get(XML_BASE), base) or base
    source = _plain(fields_of(fields["source"][0])) if fields.get("source") else {}
    page = address(text_of(fields, "feedburner:origLink"), base) or _link(fields.get("link", ()), base)
    return made_entry(
        text_of(fields, "id"),
        page,
        base=base,
        title=_construct(fields, "title"),
        published=text_of(fields, "published", "issued", "created", "updated", "modified"),
        updated=text_of(fields, "updated", "modified"),
        authors=names(_people(fields.get("author", ()))) or names(_people(source.get("author", ()))) or common,
        content=_construct(fields, "content"),
        summary=_construct(fields, "summary"),
        tongue=item.get(XML_LANG),
        source=text_of(source, "title"),
    )


def _plain(fields: Fields) -> Fields:
    """The fields with Atom's own names bare."""
    found: Fields = {}
    for tag, elements in fields.items():
        found.setdefault(tag.removeprefix("atom:"), []).extend(elements)
    return found


def _construct(fields: Fields, tag: str) -> str | None:
    """An Atom text construct as a fragment of HTML: text, html or xhtml (mode in Atom 0.3)."""
    for element in fields.get(tag, ()):
        kind = (element.get("type") or "text").strip().lower()
        if element.get("mode") == "base64" or not (
            kind in ("text", "html", "xhtml") or kind.startswith("text/") or kind.endswith(("+xml", "/xml"))
        ):
            continue
        if len(element):
            found = block(inner(element))
        elif kind in ("text", "text/plain") and element.get("mode") is None:
            found = block(html.escape(element.text or "", quote=False))
        else:
            found = block(element.text)
        if found:
            return found
    return None


def _people(elements: list[Element] | tuple[Element, ...]) -> Iterator[str | None]:
    for element in elements:
        yield text_of(_plain(fields_of(element)), "name") or (None if len(element) else element.text)


def _link(elements: list[Element] | tuple[Element, ...], base: str | None) -> str | None:
    """The address of the page: rel="alternate" (or none), HTML before other types."""
    best: tuple[int, str] | None = None
    for element in elements:
        if (element.get("rel") or "alternate").rpartition("/")[2] != "alternate":
            continue
        found = address(element.get("href"), address(element.get(XML_BASE), base) or base)
        rank = 0 if "html" in (element.get("type") or "text/html") else 1
        if found and (best is None or rank < best[0]):
            best = (rank, found)
    return best[1] if best else None
