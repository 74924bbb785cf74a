"""A page's tree made ready for finding the article: old habits of layout put into blocks.

- tables that only place things become plain blocks; tables of data stay
- text set as typed (<pre>) becomes paragraphs
Two line breaks in a row are a paragraph's end: `broken` does that in the source, before it is parsed.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from sitroom.lang.unwrap import unwrapped

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BREAKS = re.compile(r"<br\b[^<>]{0,100}>(?:\s|&nbsp;|<br\b[^<>]{0,100}>)*<br\b[^<>]{0,100}>", re.I)
# A cell that says more than this is no datum.
DATUM = 250
BLOCKS = frozenset(("table", "p", "div", "h1", "h2", "h3", "h4", "ul", "ol", "article", "section", "form"))
PARTS = ("table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption")
PRE_SIZE, PRES = 1_000_000, 100


def broken(source: str) -> str:
    """The source with runs of line breaks as paragraph ends."""
    return BREAKS.sub("<p>", source)


def prepare(tree: HtmlElement) -> None:
    """Change the tree in place."""
    for table in [t for t in tree.iter("table") if is_layout(t)]:
        _unfold(table)
    for pre in list(islice(tree.iter("pre"), PRES)):
        _paragraphs(pre)


def is_layout(table: HtmlElement) -> bool:
    """Does the table only place things on the page?"""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    widest = 0
    for row in _own(table, "tr"):
        cells = [c for c in row if c.tag in ("td", "th")]
        widest = max(widest, len(cells))
        for cell in cells:
            blocks = [b for b in cell.iter() if b.tag in BLOCKS and b is not cell]
            if any(b.tag in ("table", "article", "form") or b.tag in ("h1", "h2") for b in blocks) or len(blocks) > 2:
                return True
            if len(cell.text_content()) > DATUM:
                return True
    return widest == 1


def _own(table: HtmlElement, tag: str) -> list[HtmlElement]:
    """Rows of the table itself, not of tables within."""
    rows = []
    for child in table:
        if child.tag == tag:
            rows.append(child)
        elif child.tag in ("tbody", "thead", "tfoot"):
            rows += [c for c in child if c.tag == tag]
    return rows


def _unfold(table: HtmlElement) -> None:
    stack = [table]
    while stack:
        part = stack.pop()
        part.tag = "div"
        stack += [child for child in part if child.tag in PARTS and child.tag != "table"]


def _paragraphs(pre: HtmlElement) -> None:
    from lxml import etree

    text = pre.text_content()[:PRE_SIZE]
    pre.clear(keep_tail=True)
    pre.tag = "div"
    for line in unwrapped(text.replace("\r\n", "\n")).split("\n"):
        if line.strip():
            etree.SubElement(pre, "p").text = CONTROL.sub("\ufffd", line)


CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
