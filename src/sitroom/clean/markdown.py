"""What Markdown's marks say of each line: headings, quotations, items, tables, front matter.

The text stays as it is. Deliberately not here: joining broken lines and reading front matter (ingest does that).
"""

from __future__ import annotations

import re

from sitroom.model import LineHint

FRONT = re.compile(r"(---|\+\+\+)[ \t]*\n(?:[^\n]*\n){0,200}?(?:\1|\.\.\.)[ \t]*(?:\n|\Z)")
HEADING = re.compile(r"(#{1,6})\s")
UNDERLINE = re.compile(r"(?:=+|-{2,})\s*\Z")
RULE = re.compile(r"(?:[-*_]\s*){3,}\Z|\[\^?[^\]]{1,60}\]:\s|<!--|[|:\s-]*--[|:\s-]*\Z")
ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s")


def markdown_hints(text: str) -> tuple[LineHint, ...]:
    """A hint for every line whose marks tell what it is. Linear in the text."""
    front = FRONT.match(text)
    end = front.end() if (front and ":" in front.group()) or (front and "=" in front.group()) else 0
    hints: list[LineHint] = []
    at, fenced, before = 0, False, None
    for raw in text.split("\n"):
        bare = raw.strip()
        start = at + len(raw) - len(raw.lstrip())
        at += len(raw) + 1
        if not bare:
            before = None
            continue
        tag = "meta" if start < end else _tag(bare, fenced)
        if start >= end and bare.startswith(("```", "~~~")):
            fenced = not fenced
        if tag == "p" and before and UNDERLINE.match(bare):
            hints[-1] = hints[-1].model_copy(update={"tag": "h1" if bare[0] == "=" else "h2"})
            tag = "meta"
        hints.append(LineHint(start=start, end=start + len(bare), tag=tag))
        before = bare if tag == "p" else None
    return tuple(hints)


def _tag(bare: str, fenced: bool) -> str:
    if bare.startswith(("```", "~~~")):
        return "meta"
    if fenced:
        return "pre"
    heading = HEADING.match(bare)
    if heading:
        return f"h{len(heading[1])}"
    if UNDERLINE.match(bare):
        return "p"
    if RULE.match(bare):
        return "meta"
    if bare.startswith(">"):
        return "blockquote"
    if bare.startswith("|"):
        return "td"
    return "li" if ITEM.match(bare) else "p"
