"""What a page's markup says of it: title, dates, outlet, language, address, authors, live entries.

JSON-LD first, then meta elements, then what trafilatura and htmldate find. Nothing is fetched and nothing runs.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitroom.clean.dates import machine_date, url_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ARTICLES = re.compile(r"(?:News|Reportage|Analysis|Opinion|Background|LiveBlog|Blog)?(?:Article|Posting)\Z")
SCRIPT = re.compile(r"<script\b[^<>]{0,300}application/ld\+json[^<>]{0,300}>", re.I)
# JSON-LD blocks looked at, and characters of each: more is no metadata but an attack or an archive.
BLOCKS, BLOCK_SIZE, NESTING = 12, 2_000_000, 8
SHORT = 300


@dataclass(frozen=True, slots=True)
class Live:
    """One entry of a live blog."""

    time: str | None
    title: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Markup:
    """What the markup says; None and () where it says nothing. `body` is the article's text in JSON-LD."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    body: str | None = None
    live: tuple[Live, ...] = ()


def read_markup(source: str, tree: HtmlElement | None, url: str | None) -> Markup:
    """All metadata of a page. `source` is its HTML, `tree` its parse (None when it could not be parsed)."""
    linked = next(iter(articles(source)), {})
    meta = _metas(tree) if tree is not None else {}
    address = _address(meta.get("canonical") or meta.get("og:url") or _text(linked.get("url"))) or url
    outlet = _name(linked.get("publisher")) or meta.get("og:site_name") or meta.get("application-name")
    published = machine_date(_text(linked.get("datePublished"))) or _meta_date(meta, PUBLISHED)
    return Markup(
        title=_title(_text(linked.get("headline")) or meta.get("og:title") or meta.get("title"), outlet),
        outlet=outlet,
        published=published or url_date(address) or _guessed_date(tree, address),
        updated=machine_date(_text(linked.get("dateModified"))) or _meta_date(meta, UPDATED),
        language=_language(_text(linked.get("inLanguage")) or meta.get("lang") or meta.get("og:locale")),
        url=address,
        authors=_authors(linked.get("author")) or _meta_authors(meta),
        body=_text(linked.get("articleBody"), limit=BLOCK_SIZE),
        live=tuple(_live(linked.get("liveBlogUpdate"))),
    )


def articles(source: str) -> Iterator[dict[str, Any]]:
    """Objects of JSON-LD that describe an article, in page order."""
    for number, found in enumerate(SCRIPT.finditer(source)):
        end = source.find("</", found.end())
        while end != -1 and not source[end : end + 8].lower().startswith("</script"):
            end = source.find("</", end + 2)
        if number >= BLOCKS:
            return
        if end != -1 and end - found.end() < BLOCK_SIZE:
            try:
                yield from _article_objects(json.loads(source[found.end() : end], strict=False), NESTING)
            except (ValueError, RecursionError):
                continue


def _article_objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _article_objects(item, depth - 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if any(isinstance(k, str) and ARTICLES.match(k) for k in (kinds if isinstance(kinds, list) else [kinds])):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _article_objects(value.get(key), depth - 1)


PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date.published", "publishdate", "pubdate",
    "publish-date", "article.published", "dc.date.issued", "dcterms.created", "parsely-pub-date", "sailthru.date",
    "dc.date", "date", "cxenseparse:recs:publishtime", "itemprop:datepublished",
)  # fmt: skip
UPDATED = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "last-modified", "lastmod",
    "dcterms.modified", "itemprop:datemodified",
)  # fmt: skip


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Values of meta, title, canonical link, html lang and dated time elements; the first of a name wins."""
    found: dict[str, str] = {}

    def keep(name: str | None, value: str | None) -> None:
        if name and value and value.strip() and len(name) < 100:
            found.setdefault(name.strip().lower(), " ".join(html.unescape(value[: 4 * SHORT]).split())[:SHORT])

    for meta in tree.iter("meta"):
        keep(meta.get("property") or meta.get("name"), meta.get("content"))
        if meta.get("itemprop"):
            keep("itemprop:" + meta.get("itemprop", ""), meta.get("content"))
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            keep("canonical", link.get("href"))
    for time in tree.iter("time"):
        if time.get("itemprop") or time.get("pubdate") is not None:
            keep("itemprop:" + (time.get("itemprop") or "datepublished"), time.get("datetime"))
    for title in tree.iter("title"):
        keep("title", title.text)
    keep("lang", tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
    return found


def _guessed_date(tree: HtmlElement | None, url: str | None) -> str | None:
    """htmldate's careful search of the markup; a date alone."""
    if tree is None:
        return None
    from htmldate import find_date  # heavy

    try:
        found = find_date(tree, extensive_search=False, original_date=True, url=url, min_date="1995-01-01")
    except (ValueError, TypeError, RecursionError, AttributeError):  # odd pages trip the library, not us
        return None
    return machine_date(found)


def _title(title: str | None, outlet: str | None) -> str | None:
    """A title without the outlet's name that pages put behind it."""
    if not title:
        return None
    title = " ".join(html.unescape(title).split())
    if outlet:
        tail = re.compile(rf"\s+[-–—|•:·]\s+{re.escape(outlet)}\W*\Z", re.I)
        title = tail.sub("", title) or title
    return title


def _live(updates: Any) -> Iterator[Live]:
    for item in updates[:2000] if isinstance(updates, list) else []:
        text = _text(item.get("articleBody"), limit=100_000) if isinstance(item, dict) else None
        if text:
            yield Live(machine_date(_text(item.get("datePublished"))), _text(item.get("headline")), text)


def _authors(value: Any) -> tuple[str, ...]:
    names = (_name(item) for item in (value if isinstance(value, list) else [value])[:20])
    return tuple(dict.fromkeys(n for n in names if n and len(n) < 100 and not n.startswith("http")))


def _meta_authors(meta: dict[str, str]) -> tuple[str, ...]:
    name = meta.get("author") or meta.get("article:author") or ""
    return (name,) if name and len(name) < 100 and not name.startswith("http") else ()


def _meta_date(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((day for name in names if (day := machine_date(meta.get(name)))), None)


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return _text(value)


def _text(value: Any, limit: int = SHORT) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    value = html.unescape(value[:limit]).strip()
    return value if limit > SHORT else " ".join(value.split())


def _address(value: str | None) -> str | None:
    return value if value and re.match(r"https?://[^\s<>\"']+\Z", value) else None


def _language(value: str | None) -> str | None:
    found = re.match(r"([A-Za-z]{2,3})(?:[-_]|\Z)", value or "")
    return found[1].lower() if found else None
