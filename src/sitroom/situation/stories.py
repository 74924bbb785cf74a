"""Which reports are about the same happening: clustering by similarity and time.

Reports are taken by publication date; each joins the story it is most like, or opens one. A second pass joins
stories that turned out to be one, which matters across languages: two languages meet only through anchors, and a
single report has few. Deterministic; each report is compared only with stories that share its rarest dimensions.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from sitroom.model.keys import moment
from sitroom.situation.features import Features
from sitroom.situation.vectors import Doc, Vector, documents, dot, unit

JOIN, JOIN_ACROSS = 0.15, 0.15  # similarity to join: with terms of one language, by anchors alone
MERGE, MERGE_ACROSS = 0.32, 0.28  # the same, for two stories
CROWDING = 0.03  # added to every bar for each tenfold of reports beyond ten around that time
TERM_SHARE = 0.6  # of the similarity, when both parts can be compared
HALF_LIFE = 10.0  # days of silence that halve a story's pull
RARE = 16  # dimensions of a report that are followed to find stories
CROWD = 60  # a dimension in more open stories than this is not followed
TRIED = 12  # stories compared in full


class Cluster:
    """A story being put together; local to one call of `cluster`."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.members: list[int] = []
        self.terms: dict[str, Vector] = defaultdict(dict)
        self.anchors: Vector = {}
        self.last: date | None = None
        self._units: dict[str, Vector] = {}

    def take(self, at: int, doc: Doc, language: str, day: date | None) -> None:
        """Add a report's vectors."""
        self.members.append(at)
        add(self.terms[language], doc.terms)
        add(self.anchors, doc.anchors)
        self.last = max((d for d in (self.last, day) if d), default=None)
        self._units.clear()

    def absorb(self, other: Cluster) -> None:
        """Add a whole story."""
        self.members += other.members
        for language, terms in other.terms.items():
            add(self.terms[language], terms)
        add(self.anchors, other.anchors)
        self.last = max((d for d in (self.last, other.last) if d), default=None)
        self._units.clear()

    def direction(self, part: str) -> Vector:
        """Unit vector of the terms of a language, or of the anchors (part "")."""
        if part not in self._units:
            self._units[part] = unit(self.terms[part] if part else self.anchors)
        return self._units[part]


def cluster(reports: Sequence[Features], tied: Sequence[tuple[int, int]] = ()) -> list[list[int]]:
    """Stories as lists of positions in `reports`, each in publication order, by their first report.

    tied  pairs of positions that belong together whatever their vectors say (copies of each other)
    """
    docs = documents(reports)
    order = sorted(range(len(reports)), key=lambda i: (moment(reports[i].published) or "~", i))
    clusters: dict[int, Cluster] = {}
    index: dict[str, set[int]] = defaultdict(set)
    home: dict[int, int] = {}
    extra = crowding([day_of(report.published) for report in reports])
    for at in order:
        doc, language, day = docs[at], reports[at].language or "", day_of(reports[at].published)
        best = (0.0, 0)
        for number in candidates(rarest(doc), index):
            score, bar = likeness(doc, language, day, clusters[number])
            if score >= bar + extra[at]:
                best = max(best, (score, -number))
        number = -best[1] if best[0] else len(clusters)
        clusters.setdefault(number, Cluster(number)).take(at, doc, language, day)
        home[at] = number
        for name in rarest(doc):
            index[name].add(number)
    merged = merge(clusters, index, [(home[a], home[b]) for a, b in tied], extra)
    rank = {at: place for place, at in enumerate(order)}
    found = [sorted(c.members, key=rank.__getitem__) for c in merged]
    return sorted(found, key=lambda members: rank[members[0]])


def add(total: Vector, vector: Vector) -> None:
    """Add a vector to a running total."""
    for name, value in vector.items():
        total[name] = total.get(name, 0.0) + value


def rarest(doc: Doc) -> list[str]:
    """The dimensions that weigh most: half from the terms, half from the anchors."""
    heavy = []
    for part in (doc.terms, doc.anchors):
        heavy += sorted(part, key=lambda name: (-part[name], name))[: RARE // 2 * (2 if part is doc.anchors else 1)]
    return heavy


def candidates(names: list[str], index: dict[str, set[int]]) -> list[int]:
    """Stories that share most of these dimensions, most first, then the newest."""
    shared: Counter[int] = Counter()
    for name in names:
        held = index.get(name, ())
        if len(held) <= CROWD:
            shared.update(held)
    return sorted(shared, key=lambda number: (-shared[number], -number))[:TRIED]


def likeness(doc: Doc, language: str, day: date | None, story: Cluster) -> tuple[float, float]:
    """How alike a report and a story are, faded by time, and the bar to join."""
    anchors = dot(doc.anchors, story.direction(""))
    fade = fading(day, story.last)
    if language not in story.terms:
        return anchors * fade, JOIN_ACROSS
    terms = dot(doc.terms, story.direction(language))
    return (TERM_SHARE * terms + (1 - TERM_SHARE) * anchors) * fade, JOIN


def merge(
    clusters: dict[int, Cluster], index: dict[str, set[int]], tied: list[tuple[int, int]], extra: list[float]
) -> list[Cluster]:
    """Join stories tied by copies, then those that are alike as wholes."""
    into: dict[int, int] = {}

    def root(number: int) -> int:
        while number in into:
            number = into[number]
        return number

    def join(left: int, right: int) -> None:
        keep, drop = sorted((root(left), root(right)))
        if keep != drop:
            clusters[keep].absorb(clusters[drop])
            into[drop] = keep

    for left, right in tied:
        join(left, right)
    for number in sorted(clusters):
        story = clusters[root(number)]
        heavy = sorted(story.anchors, key=lambda name: (-story.anchors[name], name))[:RARE]
        for language in sorted(story.terms):
            terms = story.terms[language]
            heavy += sorted(terms, key=lambda name: (-terms[name], name))[: RARE // 2]
        for other in candidates(heavy, index):
            here, there = clusters[root(number)], clusters[root(other)]
            if here is not there and akin(here, there, extra[here.members[0]]):
                join(number, other)
    return [clusters[number] for number in sorted(clusters) if number not in into]


def akin(left: Cluster, right: Cluster, extra: float) -> bool:
    """Are two stories one, taken as wholes?"""
    fade = fading(left.last, right.last)
    anchors = dot(left.direction(""), right.direction(""))
    shared = sorted(left.terms.keys() & right.terms.keys())
    if not shared:
        return anchors * fade >= MERGE_ACROSS + extra
    terms = max(dot(left.direction(language), right.direction(language)) for language in shared)
    return (TERM_SHARE * terms + (1 - TERM_SHARE) * anchors) * fade >= MERGE + extra


def crowding(days: Sequence[date | None]) -> list[float]:
    """For each report, what its surroundings add to the bars: among many reports some are alike by chance."""
    known = sorted(day.toordinal() for day in days if day)
    undated = len(days) - len(known)
    found = []
    for day in days:
        number = len(days)
        if day is not None:
            at = day.toordinal()
            number = undated + bisect_right(known, at + HALF_LIFE) - bisect_left(known, at - HALF_LIFE)
        found.append(CROWDING * math.log10(max(1.0, number / 10)))
    return found


def fading(left: date | None, right: date | None) -> float:
    """1 for the same day or an unknown one, halved for every HALF_LIFE days between."""
    if left is None or right is None:
        return 1.0
    return float(0.5 ** (abs((left - right).days) / HALF_LIFE))


def day_of(published: str | None) -> date | None:
    """The day of a publication date."""
    known = moment(published)[:10]
    return date.fromisoformat(known) if known else None
