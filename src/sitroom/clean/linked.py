"""JSON-LD: what a page says of itself for machines, with references between its objects followed.

A page may hold several scripts, several graphs and several articles; the one the page is about is told by its
address and title. Nothing is fetched.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

ARTICLES = re.compile(r"(?:https?://schema\.org/)?\w{0,20}(?:Article|Posting)\Z|(?:https?://schema\.org/)?Report\Z")
ADVERT = re.compile(r"Advertiser|JobPosting\Z")
SCRIPT = re.compile(r"<script\b[^<>]{0,300}application/ld\+json[^<>]{0,300}>", re.I)
# JSON-LD blocks looked at, characters of each, nesting, objects: more is no metadata but an attack or an archive.
BLOCKS, BLOCK_SIZE, NESTING, OBJECTS = 20, 2_000_000, 8, 3000
WRAPPERS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")

Object = dict[str, Any]


@dataclass(slots=True)
class Linked:
    """Every article object of a page in page order, and every named object by its @id."""

    articles: list[Object] = field(default_factory=list)
    named: dict[str, Object] = field(default_factory=dict)

    def about(self, address: str | None, title: str | None) -> Object:
        """The article the page is about: a live page first, then by address, by title, by how much it says."""
        if not self.articles:
            return {}

        def rank(numbered: tuple[int, Object]) -> tuple[bool, bool, bool, bool, int]:
            number, item = numbered
            here = bool(address) and bare_address(address) in {bare_address(a) for a in addresses(item)}
            told = str(item.get("headline") or item.get("name") or "").strip().casefold()
            same = bool(title and told) and title is not None and (told in title.casefold())
            return (bool(item.get("liveBlogUpdate")), here, same, "datePublished" in item, -number)

        return max(enumerate(self.articles), key=rank)[1]

    def resolved(self, value: Any) -> Any:
        """The object a reference names; the value itself if it is none. Lists are resolved item by item."""
        if isinstance(value, list):
            return [self.resolved(item) for item in value[:50]]
        if isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
            return self.named.get(value["@id"], value)
        return value


def read_linked(source: str) -> Linked:
    """All JSON-LD of a page. Broken blocks are passed over."""
    found = Linked()
    count = [0]
    for number, opening in enumerate(SCRIPT.finditer(source)):
        if number >= BLOCKS:
            break
        end = _closing(source, opening.end())
        if end != -1 and end - opening.end() < BLOCK_SIZE:
            try:
                value = json.loads(_bare(source[opening.end() : end]), strict=False)
            except (ValueError, RecursionError):
                continue
            for item in _objects(value, NESTING, count):
                _keep(found, item)
    return found


def _keep(found: Linked, item: Object) -> None:
    kinds = item.get("@type")
    kinds = [k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]
    if any(ARTICLES.match(k) for k in kinds) and not any(ADVERT.search(k) for k in kinds):
        found.articles.append(item)
    name = item.get("@id")
    if isinstance(name, str) and len(item) > 2:
        found.named.setdefault(name, item)


def _objects(value: Any, depth: int, count: list[int]) -> Iterator[Object]:
    """Objects worth knowing, outermost first; bounded in number and depth."""
    if depth == 0 or count[0] >= OBJECTS:
        return
    if isinstance(value, list):
        for item in value[:500]:
            yield from _objects(item, depth - 1, count)
    elif isinstance(value, dict):
        count[0] += 1
        yield value
        for key in WRAPPERS:
            if isinstance(value.get(key), (dict, list)):
                yield from _objects(value[key], depth - 1, count)
        for key in ("author", "publisher"):
            if isinstance(value.get(key), dict) and "@id" in value[key]:
                count[0] += 1
                yield value[key]


def addresses(item: Object) -> Iterator[str]:
    """The addresses an article object gives as its own."""
    for key in ("url", "mainEntityOfPage", "@id"):
        value = item.get(key)
        value = (value.get("@id") or value.get("url")) if isinstance(value, dict) else value
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            yield value


def bare_address(address: str | None) -> str:
    """An address for comparing: no scheme, www, query, fragment, trailing slash."""
    return re.sub(r"\Ahttps?://(?:www\.|m\.|amp\.)?", "", re.split(r"[?#]", address or "")[0]).rstrip("/").casefold()


def _closing(source: str, at: int) -> int:
    end = source.find("</", at)
    while end != -1 and not source[end : end + 8].lower().startswith("</script"):
        end = source.find("</", end + 2)
    return end


def _bare(text: str) -> str:
    """Some templates wrap the JSON in a comment or CDATA, or escape it as HTML."""
    text = re.sub(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)", "", text[:100]) + text[100:]
    text = re.sub(r"(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*\Z", "", text[-100:]) if len(text) <= 100 else (
        text[:-100] + re.sub(r"(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*\Z", "", text[-100:])
    )  # fmt: skip
    return html.unescape(text) if text.lstrip().startswith(("{&quot;", "[{&quot;")) else text
