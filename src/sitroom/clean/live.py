"""Live pages: their entries, each with its clock time, title and text.

Told by JSON-LD (LiveBlogPosting), by the same in microdata, or by the page's shape: three or more blocks of one kind,
each opening with a clock time, that hold the article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from sitroom.clean.dates import machine_date
from sitroom.clean.extract import TAG, Lines, all_lines

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Entries of one page, characters of one entry.
ENTRIES, ENTRY_SIZE = 2000, 100_000
# As few blocks may be chance; as much of the article's text must be in them.
FEWEST, SHARE = 3, 0.5
# A clock time as it opens an entry: "14:32", "14h32", "10.14 GMT", "2:05 p.m."
OPENS = re.compile(r"\d{1,2}\s?[h:.]\s?\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?\(?(?-i:[A-Z]{2,5})\b\)?)?", re.I)
WRITTEN = 60


@dataclass(frozen=True, slots=True)
class Live:
    """One entry of a live page. time: as written, or ISO 8601 with a space; lines: tag and text of each."""

    time: str | None
    lines: tuple[tuple[str, str], ...]


def linked_entries(updates: Any, resolved: Any) -> Iterator[Live]:
    """Entries of a LiveBlogPosting of JSON-LD. `resolved` follows references."""
    for given in updates[:ENTRIES] if isinstance(updates, list) else []:
        item = resolved(given)
        if not isinstance(item, dict):
            continue
        body = next((item[k] for k in ("articleBody", "text", "description") if isinstance(item.get(k), str)), "")
        lines = text_lines(body[:ENTRY_SIZE])
        title = item.get("headline") or item.get("name")
        title = _plain(title[:500]) if isinstance(title, str) else ""
        if title and lines and not lines[0][1].startswith(title.rstrip("…. ")):
            lines.insert(0, ("h2", title))
        moment = item.get("datePublished") or item.get("dateCreated")
        time = machine_date(moment) if isinstance(moment, str) else None
        if lines:
            yield Live(time.replace("T", " ") if time else None, tuple(lines))


def text_lines(body: str) -> Lines:
    """Text as JSON-LD gives it, with or without markup, as lines."""
    if TAG.search(body):
        return [(tag if tag in ("li", "blockquote") or tag.startswith("h") else "p", t) for tag, t in all_lines(body)]
    return [("p", line) for part in body.split("\n") if (line := _plain(part))]


def _plain(text: str) -> str:
    return " ".join(part for _, part in all_lines(text))


def shown_entries(tree: HtmlElement | None, article: Lines) -> tuple[Live, ...]:
    """Entries by microdata or by shape; () where the page is no live page. `article` is what was found otherwise."""
    if tree is None:
        return ()
    marked = [e for e in tree.iter() if "liveBlogUpdate" in (e.get("itemprop") or "").split()]
    if len(marked) > 1:
        return tuple(_entries(marked[:ENTRIES]))
    length = sum(len(text) for _, text in article)
    for group in _groups(tree):
        entries = tuple(_entries(group[:ENTRIES]))
        told = {text for entry in entries for _, text in entry.lines}
        words = " ".join(told)
        inside = sum(len(text) for _, text in article if text in told or _rest(text) in words)
        if len(entries) >= FEWEST and length and inside >= SHARE * length:
            return entries
    return ()


def _rest(text: str) -> str:
    """The end of a line: extractors glue time and title to its beginning."""
    return text[-40:]


def _groups(tree: HtmlElement) -> list[list[HtmlElement]]:
    """Siblings of one tag and class, three or more, each opening with a clock time; largest text first."""
    by_kind: dict[tuple[int, str, str], list[HtmlElement]] = defaultdict(list)
    for element in tree.iter("div", "li", "article", "section", "tr"):
        parent = element.getparent()
        if parent is not None:
            # Inner classes vary ("post pinned"): the first one tells the kind.
            kind = ((element.get("class") or "").split() or [""])[0]
            by_kind[id(parent), str(element.tag), kind].append(element)
    groups = []
    for elements in by_kind.values():
        if len(elements) >= FEWEST:
            timed = [e for e in elements if opening_time(e)]
            if len(timed) >= FEWEST and 2 * len(timed) >= len(elements):
                groups.append(timed)
    return sorted(groups, key=lambda g: -sum(len(e.text_content()) for e in g))[:3]


def opening_time(element: HtmlElement) -> str | None:
    """The clock time an element opens with, as marked up or written; None if it opens otherwise."""
    for part in islice(element.iter(), 12):
        if part.tag == "time" and (stamp := machine_date(part.get("datetime"))) and "T" in stamp:
            return stamp.replace("T", " ")
        text = (part.text or "").strip() if isinstance(part.tag, str) else ""
        if text:
            found = OPENS.match(text)
            return found.group().strip() if found and len(text) < WRITTEN else None
    return None


def _entries(elements: Sequence[HtmlElement]) -> Iterator[Live]:
    from lxml import etree

    for element in elements:
        time = opening_time(element)
        source = etree.tostring(element, encoding="unicode", with_tail=False)[:ENTRY_SIZE]
        lines = [(tag, text) for tag, text in all_lines(source) if not (time and _is_time(text))]
        lines = [(tag if tag in ("li", "blockquote") or tag.startswith("h") else "p", text) for tag, text in lines]
        if lines:
            if time and lines[0][1].startswith(time):
                lines[0] = (lines[0][0], lines[0][1][len(time) :].lstrip(" :–—-"))
            yield Live(time, tuple(line for line in lines if line[1]))


def _is_time(text: str) -> bool:
    found = OPENS.match(text)
    return found is not None and len(text) - found.end() < 12


def entry_lines(entry: Live) -> Lines:
    """An entry as lines of the report: its time, its title, its text."""
    clock = [("time", entry.time)] if entry.time else []
    return clock + list(entry.lines)
