"""Which reports are about the same happening: each report joins the earlier ones it is most like.

A report has up to two links to earlier reports: to the one it is most like in its own language, and to the one it is
most like in another, which they can be by their anchors alone. Stories are what hangs together by these links, and by
those of origins. A link depends on nothing but earlier reports of the weeks before (`WITHIN`) and on how rare things
were in these weeks; so an addition changes no link of what came before it, nor of what comes weeks later.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from sitroom.situation.vectors import Doc, dot

WITHIN = 21  # days: what is further apart is never compared
JOIN, JOIN_ACROSS = 0.16, 0.16  # similarity to join: with terms of one language, by anchors alone
CROWDING, ALONE = 0.03, 10  # added to the bars for each tenfold of reports beyond so many in the weeks before
TERM_SHARE = 0.6  # of the similarity, when both parts can be compared
HALF_LIFE = 10.0  # days between two reports that halve their likeness
RARE = 24  # dimensions by which reports find each other: a third of them terms
HOLDERS = 60  # of a dimension, so many of the latest reports are followed
TRIED = 16  # reports compared in full

T = TypeVar("T", bound=Hashable)


def rarest(doc: Doc) -> list[str]:
    """The dimensions that weigh most: a third from the terms, the others from the anchors."""
    heavy: list[str] = []
    for part, number in ((doc.terms, RARE // 3), (doc.anchors, RARE - RARE // 3)):
        heavy += sorted(part, key=lambda name: (-part[name], name))[:number]
    return heavy


def likeness(late: Doc, early: Doc, same_language: bool, days: int | None) -> float:
    """How alike two reports are, 0 to 1, faded by the days between them (None: unknown)."""
    anchors = dot(late.anchors, early.anchors)
    fade = 1.0 if days is None else 0.5 ** (abs(days) / HALF_LIFE)
    if not same_language:
        return anchors * fade
    return float((TERM_SHARE * dot(late.terms, early.terms) + (1 - TERM_SHARE) * anchors) * fade)


def bar(same_language: bool, before: int) -> float:
    """The likeness from which two reports are of one story. `before`: how many reports the weeks before had, about."""
    return (JOIN if same_language else JOIN_ACROSS) + CROWDING * math.log10(max(1.0, before / ALONE))


def grouped(members: Iterable[T], links: Iterable[tuple[T, T]], rank: Mapping[T, object]) -> list[list[T]]:
    """What hangs together among the members, each group and all of them in the order of `rank`."""
    head: dict[T, T] = {member: member for member in members}

    def root(member: T) -> T:
        while head[member] != member:
            head[member] = head[head[member]]
            member = head[member]
        return member

    for left, right in links:
        if left in head and right in head:
            first, second = sorted((root(left), root(right)), key=rank.__getitem__)  # type: ignore[arg-type]
            head[second] = first
    groups: dict[T, list[T]] = defaultdict(list)
    for member in sorted(head, key=rank.__getitem__):  # type: ignore[arg-type]
        groups[root(member)].append(member)
    return list(groups.values())
