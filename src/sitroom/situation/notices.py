"""What a report says of itself: that it was updated, corrected, or withdrawn. The words are data (notices.toml)."""

from __future__ import annotations

import functools
import re

from sitroom.lang import languages, load_lang
from sitroom.lang.schemas.notices import NoticePattern
from sitroom.lang.schemas.sections import fold
from sitroom.lang.words import has_table
from sitroom.model import Dossier, Notice, NoticeKind, Span

ORDER: tuple[NoticeKind, ...] = ("retraction", "correction", "update")
LOOK = 700  # characters of a line that are looked at
EDGE = 4  # a line among so many at either end, or labelled as a notice, may be one; others tell the news
QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")


def notices_of(dossier: Dossier) -> tuple[Notice, ...]:
    """Every notice of a report, in text order. Never raises on any text; linear in its length."""
    rules = patterns(dossier.report.language or "")
    lines = lines_of(dossier)
    found: list[Notice] = []
    for number, (span, kind) in enumerate(lines):
        title = kind == "headline" and number < EDGE
        close = number < EDGE or number >= len(lines) - EDGE or kind in ("update", "byline", "dateline", "credit")
        if title or close:
            rule = notice_in(span.of(dossier.text), title, rules)
            if rule is not None:
                found.append(Notice(start=span.start, end=span.end, kind=rule[1].kind, rule=rule[0]))
    return tuple(found)


def gravest(notices: tuple[Notice, ...]) -> NoticeKind | None:
    """The notice that counts: a retraction before a correction before an update."""
    kinds = {notice.kind for notice in notices}
    return next((kind for kind in ORDER if kind in kinds), None)


def notice_in(line: str, title: bool, rules: tuple[tuple[str, NoticePattern, re.Pattern[str]], ...]) -> (
    tuple[str, NoticePattern] | None
):  # fmt: skip
    """The pattern a line fits, with its id. What stands between quotation marks is somebody's speech."""
    look = fold(" ".join(QUOTED.sub("«»", line[:LOOK]).split()))
    long = len(look.split())
    for id, entry, regex in rules:
        placed = entry.where == "any" or (entry.where == "title") == title
        if placed and long <= entry.max_words and regex.search(look):
            return id, entry
    return None


@functools.cache
def patterns(code: str) -> tuple[tuple[str, NoticePattern, re.Pattern[str]], ...]:
    """Every pack's patterns, gravest kind first, within a kind the language's own first."""
    packs = sorted(languages(), key=lambda other: (other != code, other))
    entries = [
        (f"{pack}.notice.{entry.id}", entry, entry.compiled())
        for pack in packs
        if has_table(pack, NoticePattern.TABLE)
        for entry in load_lang(pack).table(NoticePattern)
    ]
    return tuple(sorted(entries, key=lambda item: ORDER.index(item[1].kind)))


def lines_of(dossier: Dossier) -> list[tuple[Span, str]]:
    """Lines with their kind; the first unlabelled line counts as the title."""
    if dossier.sections:
        return [(section, section.kind) for section in dossier.sections]
    spans = [Span(start=m.start(), end=m.end()) for m in re.finditer(r"[^\n]+", dossier.text) if m.group().strip()]
    return [(span, "body" if number else "headline") for number, span in enumerate(spans)]
