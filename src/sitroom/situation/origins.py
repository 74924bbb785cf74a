"""Which reports derive from one piece of reporting: copies, rewrites, spins, translations.

Each report looks for the one earlier report it most likely derives from; the trees that result are the origins. A
report has one parent at most, so a live page that gathers everything does not make one origin of all it gathered.

Evidence, never the mere fact that two reports tell of the same event:
  wording   the same runs of words outside quotation marks (same language)
  anchors   the same numbers, places and names in the same order (any language): a translation keeps both, while two
            reporters who cover one event share some of them, in an order of their own
  credit    the later report names the earlier one's outlet, or both credit the same agency; it lowers the bar, and
            is never enough alone
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitroom.model import Origin
from sitroom.model.keys import moment
from sitroom.situation.features import Features, folded, unpacked_prints

COMMON = 40  # a run of words or an anchor in more reports than this says nothing about who copies whom
CANDIDATES = 25  # earlier reports a report is compared with in full
WORDING, WORDING_CREDITED = 0.30, 0.10
TRANSLATED, TRANSLATED_CREDITED = 0.40, 0.26
REWRITTEN, REWRITTEN_CREDITED = 0.50, 0.38
FEW_PRINTS = 4  # at least so many runs of words shared
FEW_ANCHORS = 7  # at least so many different anchors shared
WEIGHTS = {"#": 1.5, "c": 0.5}  # by kind of anchor; names, places and actors weigh 1


@dataclass(frozen=True, slots=True)
class Link:
    """`child` derives from `parent` (report ids): how sure, and why, in words."""

    child: str
    parent: str
    score: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report, unpacked for comparing. `order` is its place by publication."""

    features: Features
    order: int
    prints: frozenset[int]
    outlet: str
    wires: frozenset[str]


def sheets_of(reports: Sequence[Features]) -> list[Sheet]:
    """Reports by publication, earliest first; undated ones after those of known date, in the order given."""
    rank = sorted(range(len(reports)), key=lambda i: (moment(reports[i].published) or "~", i))
    return [sheet_of(reports[i], order) for order, i in enumerate(rank)]


def sheet_of(report: Features, order: int) -> Sheet:
    """One report, unpacked."""
    wire = folded(report.wire or "")
    outlet = folded(report.outlet or "")
    return Sheet(report, order, unpacked_prints(report.prints), outlet, frozenset({wire, outlet} - {""}))


def find_links(sheets: Sequence[Sheet], pairs: Iterator[tuple[int, int]]) -> list[Link]:
    """The best parent of each report among the candidate pairs (earlier, later), as positions in `sheets`."""
    best: dict[int, tuple[float, int, str]] = {}
    for early, late in pairs:
        judged = derives(sheets[late], sheets[early])
        if judged is None:
            continue
        score, evidence = judged
        known = best.get(late)
        if known is None or (score, -early) > (known[0], -known[1]):
            best[late] = (score, early, evidence)
    return [
        Link(sheets[late].features.report, sheets[early].features.report, score, evidence)
        for late, (score, early, evidence) in sorted(best.items())
    ]


def wording_pairs(sheets: Sequence[Sheet]) -> Iterator[tuple[int, int]]:
    """Pairs (earlier, later) that share runs of words; near-linear: only runs in few reports are followed."""
    holders: dict[int, list[int]] = defaultdict(list)
    for at, sheet in enumerate(sheets):
        for value in sheet.prints:
            holders[value].append(at)
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for held in holders.values():
        if 1 < len(held) <= COMMON:
            for number, late in enumerate(held):
                shared[late].update(held[:number])
    yield from strongest(shared, FEW_PRINTS)


def anchor_pairs(sheets: Sequence[Sheet], members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs (earlier, later) among the members of one story that share anchors; those that share most."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at in sorted(members):
        for anchor in sorted(set(sheets[at].features.anchors)):
            holders[anchor].append(at)
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for held in holders.values():
        if 1 < len(held) <= COMMON:
            for number, late in enumerate(held):
                shared[late].update(held[:number])
    yield from strongest(shared, FEW_ANCHORS)


def strongest(shared: dict[int, Counter[int]], least: int) -> Iterator[tuple[int, int]]:
    """For each report, the earlier ones it shares most with."""
    for late in sorted(shared):
        ranked = sorted(shared[late].items(), key=lambda item: (-item[1], item[0]))
        yield from ((early, late) for early, number in ranked[:CANDIDATES] if number >= least)


def derives(late: Sheet, early: Sheet) -> tuple[float, str] | None:
    """How surely the later report derives from the earlier one, and why; None if it does not seem to."""
    credit = credit_of(late, early)
    same = late.features.language == early.features.language
    if same:
        found = by_wording(late, early, credit)
        if found is not None:
            return found
    return by_anchors(late, early, credit, same)


def credit_of(late: Sheet, early: Sheet) -> str | None:
    """What ties the two by their own word: the later one names the earlier one's outlet, or both the same agency."""
    names = late.features.credits
    if early.outlet and late.outlet != early.outlet and early.outlet in names:
        return f"names {early.features.outlet}"
    agency = late.wires & early.wires - ({late.outlet} & {early.outlet})
    if agency:
        return f"both carry {late.features.wire or early.features.wire}"
    return None


def by_wording(late: Sheet, early: Sheet, credit: str | None) -> tuple[float, str] | None:
    """Shared runs of words outside quotation marks, as a share of the shorter report."""
    shared = len(late.prints & early.prints)
    if shared < FEW_PRINTS:
        return None
    part = shared / min(len(late.prints), len(early.prints))
    if part < (WORDING_CREDITED if credit else WORDING):
        return None
    words = [f"{part:.0%} of the wording outside quotations is the same"]
    quotes = len(set(late.features.quotes) & set(early.features.quotes))
    if quotes:
        words.append(f"{quotes} quotation{'s' * (quotes > 1)} in common")
    if credit:
        words.append(credit)
    return 1 + part, "; ".join(words)


def by_anchors(late: Sheet, early: Sheet, credit: str | None, same: bool) -> tuple[float, str] | None:
    """Shared numbers, places and names, and whether they come in the same order."""
    left, right = late.features.anchors, early.features.anchors
    common = set(left) & set(right)
    if len(common) < FEW_ANCHORS:
        return None
    part = weight(common) / min(weight(set(left)), weight(set(right)))
    order = agreement([a for a in left if a in common], [a for a in right if a in common])
    score = part * order
    bars = (REWRITTEN, REWRITTEN_CREDITED) if same else (TRANSLATED, TRANSLATED_CREDITED)
    if score < bars[1 if credit else 0]:
        return None
    numbers = sum(a.startswith("#") for a in common)
    kind = "a rewrite" if same else "a translation"
    words = [
        f"reads like {kind}: {len(common)} names, places and numbers ({numbers} of them numbers) are shared, "
        f"{part:.0%} of what the shorter one has, {order:.0%} in the same order"
    ]
    if credit:
        words.append(credit)
    return score, "; ".join(words)


def weight(anchors: set[str]) -> float:
    """What a set of anchors weighs as evidence."""
    return sum(WEIGHTS.get(anchor[0], 1.0) for anchor in anchors)


def agreement(left: list[str], right: list[str]) -> float:
    """Longest common subsequence as a share of the shorter sequence, 0 to 1."""
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity(left, right) / min(len(left), len(right))


def group(reports: Sequence[str], links: Sequence[Link]) -> tuple[Origin, ...]:
    """Origins of reports (ids, earliest first): each report is in exactly one; by their heads' order."""
    parent = {link.child: link.parent for link in links}
    known = set(reports)
    members: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        head = report
        while parent.get(head) in known:  # parents are earlier, so this ends
            head = parent[head]
        members[head].append(report)
    why = {link.child: f"{link.child} from {link.parent}: {link.evidence}" for link in links}
    return tuple(
        Origin(
            id="o" + head[1:],
            head=head,
            reports=tuple(held),
            evidence=tuple(why[r] for r in held if r in why and r != head),
        )
        for head, held in members.items()
    )
