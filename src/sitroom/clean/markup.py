"""What a page's markup says of it: title, dates, outlet, language, address, authors, live entries.

JSON-LD first, then meta elements, then marks in the page (microdata, rel), then htmldate. Nothing is fetched and
nothing runs.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitroom.clean.dates import machine_date, url_date
from sitroom.clean.linked import BLOCK_SIZE, Linked, Object, addresses, read_linked
from sitroom.clean.live import Live, linked_entries

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHORT = 300
# What stands between a title and the name of its site, and how many words such a name has at most.
PARTS = re.compile(r"\s+[-–—|•·:»›]\s+|\s?[:|]\s+")
SITE_WORDS = 6
ORGANISATION = re.compile(r"(?:Organization|Corporation)\Z")


@dataclass(frozen=True, slots=True)
class Markup:
    """What the markup says; None and () where it says nothing.

    body    the article's text in JSON-LD
    closed  the page says that not everybody may read all of it
    """

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    body: str | None = None
    live: tuple[Live, ...] = ()
    closed: bool = False


def read_markup(source: str, tree: HtmlElement | None, url: str | None) -> Markup:
    """All metadata of a page. `source` is its HTML, `tree` its parse (None when it could not be parsed)."""
    linked = read_linked(source)
    meta = _metas(tree) if tree is not None else {}
    named = _address(meta.get("canonical") or meta.get("og:url"))
    about = linked.about(named or url, meta.get("og:title") or meta.get("title"))
    address = named or _address(next(addresses(about), None)) or url
    publisher = linked.resolved(about.get("publisher"))
    outlet = _name(publisher) or meta.get("og:site_name") or meta.get("application-name") or meta.get("by:publisher")
    published = machine_date(_text(about.get("datePublished"))) or _meta_date(meta, PUBLISHED)
    heads = _headings(tree)
    title, site = _title(_text(about.get("headline")) or meta.get("og:title") or meta.get("title"), outlet, heads)
    return Markup(
        title=title,
        outlet=outlet or site,
        published=published or url_date(address) or _guessed_date(tree, address),
        updated=machine_date(_text(about.get("dateModified"))) or _meta_date(meta, UPDATED),
        language=_language(_text(about.get("inLanguage")) or meta.get("lang") or meta.get("og:locale")),
        url=address,
        authors=_authors(linked, about, outlet) or _meta_authors(meta),
        body=_text(about.get("articleBody"), limit=BLOCK_SIZE),
        live=tuple(linked_entries(about.get("liveBlogUpdate"), linked.resolved)),
        closed=str(about.get("isAccessibleForFree")).strip().lower() == "false",
    )


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
    for element in tree.iter("a", "span", "div", "p", "address", "cite"):
        marks = (element.get("itemprop") or "").lower().split() + (element.get("rel") or "").lower().split()
        if "author" in marks and "by:author" not in found:
            keep("by:author", _inner_name(element))
        elif "publisher" in marks and "by:publisher" not in found:
            keep("by:publisher", _inner_name(element))
    keep("lang", tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
    return found


def _inner_name(element: HtmlElement) -> str:
    """The name an element marks, or its words."""
    inner = next((e for e in element.iter() if "name" in (e.get("itemprop") or "").split()), element)
    return str(inner.get("content") or inner.text_content()[: 2 * SHORT])


def _headings(tree: HtmlElement | None) -> tuple[str, ...]:
    """The page's first headings, of the highest level first."""
    if tree is None:
        return ()
    found = [(str(h.tag), " ".join(h.text_content()[: 2 * SHORT].split())) for h in tree.iter("h1", "h2", "h3")]
    return tuple(text for _, text in sorted(found[:20], key=lambda h: h[0]) if text)


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


def _title(title: str | None, outlet: str | None, headings: tuple[str, ...]) -> tuple[str | None, str | None]:
    """A title without the outlet's name that pages put before or behind it; and that name, if nothing else tells it.

    What is left must stand on the page as a heading, or the name must be known.
    """
    if not title:
        return next((h for h in headings[:1] if len(h.split()) > 2), None), None
    title = " ".join(html.unescape(title).split())
    if outlet:
        name = re.escape(outlet)
        bare = re.sub(rf"\s+[-–—|•:·]\s+{name}\W*\Z|\A{name}\s+[-–—|•:·]\s+", "", title, flags=re.I)
        if bare and bare != title:
            return bare, None
    return cut_title(title, headings)


def cut_title(title: str, headings: tuple[str, ...]) -> tuple[str, str | None]:
    """A title without its site's name before or behind it, if what is left is one of `headings`; and that name."""
    plain = {" ".join(h.casefold().split()).rstrip("…."): h for h in headings}
    if title.casefold().rstrip("….") in plain:
        return title, None
    cuts = list(PARTS.finditer(title))[::-1]  # the name of a site stands behind the last mark, or before the first
    for same in (plain.get, lambda look: _continued(look, plain)):
        for cut in cuts:
            before, after = title[: cut.start()], title[cut.end() :]
            for kept, rest in ((before, after), (after, before)):
                heading = same(kept.casefold().rstrip("…."))
                if heading:
                    site = rest if cut.group().strip() != ":" and len(rest.split()) <= SITE_WORDS else None
                    return heading, site
    return title, None


def _continued(look: str, plain: dict[str, str]) -> str | None:
    """The heading that goes on where this part of a title was cut."""
    long = len(look.split()) >= 4
    return next((heading for told, heading in plain.items() if long and told.startswith(look)), None)


def _authors(linked: Linked, about: Object, outlet: str | None) -> tuple[str, ...]:
    """People named as authors; an organisation that is the outlet itself is none."""
    value = linked.resolved(about.get("author"))
    items = (value if isinstance(value, list) else [value])[:20]
    names = [n for item in items for n in _people(linked.resolved(item)) if n.casefold() != (outlet or "").casefold()]
    return tuple(dict.fromkeys(n for n in names if len(n) < 100 and not n.startswith("http")))


def _people(item: Any) -> Iterator[str]:
    if isinstance(item, dict) and ORGANISATION.search(str(item.get("@type") or "")):
        return
    name = _name(item)
    if name:
        yield name


def _meta_authors(meta: dict[str, str]) -> tuple[str, ...]:
    name = meta.get("author") or meta.get("by:author") or meta.get("article:author") or meta.get("byl") or ""
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
