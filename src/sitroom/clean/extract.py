"""The article in a page's HTML, as lines with the markup tag each came from.

trafilatura finds the article, with recall preferred because the section labeller takes junk out later. Where it finds
nothing (too short, too deep, broken), every block of the page becomes a line and the labeller decides.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Lines = list[tuple[str, str]]

BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
        *("li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "td", "th", "time", "title"),
        *("tr", "ul"),
    )
)
CODE = (
    *("script", "style", "svg", "noscript", "template"),
    *("amp-ad", "amp-sticky-ad", "amp-embed", "amp-consent", "amp-sidebar", "amp-lightbox", "amp-user-notification"),
)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>|<[!?/][^<>]*>")
# libxml2 takes quadratic time over a tag's attributes; no honest tag is so long (embedded pictures are, and go).
HUGE_TAG = re.compile(r"<[^<>]{20000,}>?")
HEADS = {"head": "h2", "quote": "blockquote", "item": "li", "cell": "td"}
STOP = (".", "!", "?", "…", "»", "”", '"', ":", ";")
# Stands before the text of an element that is a block of its own.
HARD = "\x1e"
# Fewer characters than this are no article: try the plain way too.
THIN = 200


def strip_code(source: str, *, keep: tuple[str, ...] = ()) -> str:
    """HTML without scripts, styles, comments, drawings and giant tags. Linear in the length of `source`.

    keep: elements to be left in, such as "noscript".
    """
    lower = source.lower() if source.isascii() else "".join(c.lower() if c.isascii() else c for c in source)
    for name in CODE:
        if name in keep:
            continue
        source, lower = _cut(source, lower, f"<{name}", f"</{name}")
    return HUGE_TAG.sub("", _cut(source, lower, "<!--", "-->")[0])


def _cut(source: str, lower: str, opening: str, closing: str) -> tuple[str, str]:
    keep: list[tuple[int, int]] = []
    at = 0
    while (start := lower.find(opening, at)) != -1:
        after = start + len(opening)
        if opening != "<!--" and lower[after : after + 1].isalnum():
            keep.append((at, after))
            at = after
            continue
        end = lower.find(closing, after)
        keep.append((at, start))
        end = len(lower) if end == -1 else end
        close = lower.find(">", end)
        at = len(lower) if close == -1 else close + 1
    if not keep:
        return source, lower
    keep.append((at, len(source)))
    return "".join(source[a:b] for a, b in keep), "".join(lower[a:b] for a, b in keep)


def parse_html(source: str) -> HtmlElement | None:
    """The page's tree, or None when libxml2 can make nothing of it."""
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def article_lines(page: HtmlElement | str) -> Lines:
    """(tag, text) of each line of the article in a tree (it is changed) or source; [] when trafilatura finds none."""
    import trafilatura
    from lxml import etree

    try:
        found = trafilatura.bare_extraction(page, favor_recall=True, include_comments=False, with_metadata=False)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError):  # odd pages trip the library
        return []
    body = getattr(found, "body", None)
    return [] if body is None else list(_walk(body))


def _walk(body: Any) -> Iterator[tuple[str, str]]:
    """Leaf blocks of trafilatura's tree in document order, each as one line or, where <lb/> parts it, several."""
    for block in body:
        tag = block.tag if isinstance(block.tag, str) else ""
        if tag == "head":
            yield from _lines(block.get("rend") or "h2", block)
        elif tag == "table":
            for row in block.iter("row"):
                cells = [" ".join("".join(cell.itertext()).split()) for cell in row.iter("cell")]
                if any(cells):
                    yield "td", " | ".join(c for c in cells if c)
        elif tag in ("list", "quote") and len(block):
            if block.text and block.text.strip():
                yield HEADS.get(tag, "p"), " ".join(block.text.split())
            for child in block:
                yield from _lines("li" if tag == "list" else "blockquote", child)
                if child.tail and child.tail.strip():
                    yield HEADS.get(tag, "p"), " ".join(child.tail.split())
        else:
            yield from _lines(HEADS.get(tag, "p"), block)
        if block.tail and block.tail.strip():
            yield "p", " ".join(block.tail.split())


def _lines(tag: str, block: Any) -> Iterator[tuple[str, str]]:
    """The block's text, parted at line breaks that follow a closed sentence; other breaks are spaces."""
    parts = [block.text or ""]
    for child in block.iter():
        if child is block:
            continue
        if child.tag in ("lb", "p", "item"):
            parts.append("" if child.tag == "lb" else HARD)
        parts[-1] += child.text or ""
        parts[-1] += child.tail or "" if child.tail else ""
    line = ""
    for given in parts:
        part = " ".join(given.replace(HARD, " ").split())
        if line and (line.endswith(STOP) or given.startswith(HARD)):
            yield tag, line
            line = part
        else:
            line = f"{line} {part}".strip()
    if line:
        yield tag, line


def all_lines(source: str) -> Lines:
    """(tag, text) of every block of the page, found by its tags alone. Linear, whatever the nesting."""
    lines: Lines = []
    tag, parts, at = "p", [], 0
    for found in TAG.finditer(source):
        parts.append(source[at : found.start()])
        at = found.end()
        name = (found[2] or "").lower()
        if name in BLOCKS:
            _flush(lines, tag, parts)
            tag, parts = ("p" if found[1] else name), []
    parts.append(source[at:])
    _flush(lines, tag, parts)
    return lines


def _flush(lines: Lines, tag: str, parts: list[str]) -> None:
    text = " ".join(html.unescape("".join(parts)).split())
    if text and tag not in ("title", "option"):
        lines.append((tag, text))
