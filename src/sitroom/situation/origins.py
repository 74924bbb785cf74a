"""Which reports derive from one piece of reporting: copies, rewrites, spins, translations.

Each report looks for the one earlier report it most likely derives from; the trees that result are the origins. A
report has one parent at most, so a live page that gathers everything does not make one origin of all it gathered.

Evidence, never the mere fact that two reports tell of the same event:
  wording   the same runs of words outside quotation marks (same language)
  anchors   the same numbers, places and names in the same order (any language): a translation keeps both, while two
            reporters who cover one event share some of them, in an order of their own
  address   the same page, published again
  credit    the later report names the earlier one's outlet, or both credit the same agency; it lowers the bar, and
            is never enough alone
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from sitroom.lang.words import folded
from sitroom.model import Origin
from sitroom.model.keys import moment
from sitroom.situation.features import Features, unpacked_prints
from sitroom.situation.vectors import Doc, Rarity, document

COMMON = 40  # a run of words in more earlier reports than this says nothing about who copies whom
CANDIDATES = 25  # earlier reports a report is compared with in full
WORDING, WORDING_CREDITED = 0.30, 0.10
TRANSLATED, TRANSLATED_CREDITED = 0.32, 0.27
REWRITTEN, REWRITTEN_CREDITED = 0.36, 0.28
FEW_PRINTS = 4  # at least so many runs of words shared
FEW_ANCHORS = 7  # at least so many different anchors shared
FEW_EXACT = 4  # of them written exactly alike
FEW_NUMBERS = 2  # of them numbers, in a translation
FEW_SHARED = 2  # quotations or runs of words shared, in a rewrite
SOON = 5  # days within which translations and rewrites appear
DAYS = 3  # days on which an outlet prints the same words, within the weeks around, from which they are its furniture
QUOTING = 0.3  # added to a rewrite's score when all quotations are shared
ALIKE, LONG = 80.0, 7  # names this similar (of 100), of five letters at least, are taken as one


@dataclass(frozen=True, slots=True)
class Link:
    """`child` derives from `parent` (report ids): how sure, and why, in words."""

    child: str
    parent: str
    score: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report, unpacked for comparing.

    prints  its runs of words, without what its outlet prints on many days (notes, background, slogans)
    weight  what each of its anchors weighs as evidence in the weeks before; doc: its vectors
    """

    features: Features
    prints: frozenset[int]
    outlet: str
    wires: frozenset[str]
    weight: dict[str, float]
    doc: Doc


def sheet_of(report: Features, rarity: Rarity) -> Sheet:
    """One report, unpacked, with all its runs of words."""
    wire, outlet = folded(report.wire or ""), folded(report.outlet or "")
    return Sheet(
        features=report,
        prints=unpacked_prints(report.prints),
        outlet=outlet,
        wires=frozenset({wire, outlet} - {""}),
        weight={anchor: weight_of(anchor) * rarity.share(anchor) for anchor in dict.fromkeys(report.anchors)},
        doc=document(report, rarity),
    )


def best_link(late: Sheet, earlier: Sequence[Sheet]) -> Link | None:
    """The report among earlier ones (in order) that a report most likely derives from."""
    best: tuple[float, int, str] | None = None
    for number, early in enumerate(earlier):
        judged = derives(late, early)
        if judged is not None and (best is None or judged[0] > best[0]):
            best = (judged[0], number, judged[1])
    if best is None:
        return None
    score, number, evidence = best
    left, right = late.features, earlier[number].features
    told = f"{left.outlet or left.report} from {right.outlet or right.report}: {evidence}"
    return Link(left.report, right.report, score, told)


def derives(late: Sheet, early: Sheet) -> tuple[float, str] | None:
    """How surely the later report derives from the earlier one, and why; None if it does not seem to."""
    if late.features.url is not None and late.features.url == early.features.url:
        return 3.0, "an update of the page at the same address"
    credit = credit_of(late, early)
    if late.features.language != early.features.language:
        return by_translation(late, early, credit)
    return by_wording(late, early, credit) or by_rewriting(late, early, credit)


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


def by_translation(late: Sheet, early: Sheet, credit: str | None) -> tuple[float, str] | None:
    """Shared anchors in the same order, numbers among them, soon after."""
    if not soon(late, early):
        return None
    common, part, order = compare(late, early)
    numbers = sum(anchor.startswith("#") for anchor in common)
    if len(common) < FEW_ANCHORS or numbers < FEW_NUMBERS:
        return None
    if part * order < (TRANSLATED_CREDITED if credit else TRANSLATED):
        return None
    return part * order, "; ".join([reads_like("a translation", common, part, order), *([credit] if credit else [])])


def by_rewriting(late: Sheet, early: Sheet, credit: str | None) -> tuple[float, str] | None:
    """In one language: shared anchors in the same order, soon after, and some of the same quotations or wording."""
    quotes = len(set(late.features.quotes) & set(early.features.quotes))
    worded = len(late.prints & early.prints)
    if quotes + worded < FEW_SHARED or not soon(late, early):
        return None
    common, part, order = compare(late, early)
    if len(common) < FEW_ANCHORS:
        return None
    score = part * order + QUOTING * quotes / max(1, min(len(late.features.quotes), len(early.features.quotes)))
    if score < (REWRITTEN_CREDITED if credit else REWRITTEN):
        return None
    words = [reads_like("a rewrite", common, part, order)]
    if quotes:
        words.append(f"{quotes} quotation{'s' * (quotes > 1)} in common")
    if credit:
        words.append(credit)
    return score, "; ".join(words)


def reads_like(kind: str, common: set[str], part: float, order: float) -> str:
    """The evidence of the anchors, for people."""
    numbers = sum(anchor.startswith("#") for anchor in common)
    return (
        f"reads like {kind}: {len(common)} names, places and numbers ({numbers} of them numbers) are shared, "
        f"{part:.0%} of what the shorter one has, {order:.0%} in the same order"
    )


def soon(late: Sheet, early: Sheet) -> bool:
    """Was the later report published within a few days of the earlier one? Unknown dates do not tell them apart."""
    days = [moment(sheet.features.published)[:10] for sheet in (early, late)]
    if not all(days):
        return True
    return (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days <= SOON


def compare(late: Sheet, early: Sheet) -> tuple[set[str], float, float]:
    """Anchors in common, their weight as a share of the poorer report's, and how far their order agrees (0 to 1).

    Names that differ by a slip or a transliteration count as one.
    """
    right = early.features.anchors
    if len(late.weight.keys() & early.weight.keys()) < FEW_EXACT:
        return set(), 0.0, 0.0
    spelled = spelled_alike(late.features.anchors, right)
    left = [spelled.get(anchor, anchor) for anchor in late.features.anchors]
    common = set(left) & set(right)
    if not common:
        return common, 0.0, 0.0
    poorer = min(fsum(late.weight.values()), fsum(early.weight.values()))
    part = min(1.0, fsum(early.weight[anchor] for anchor in common) / poorer) if poorer else 0.0
    return common, part, agreement([a for a in left if a in common], [a for a in right if a in common])


def spelled_alike(left: Sequence[str], right: Sequence[str]) -> dict[str, str]:
    """Names found only on the left -> a name found only on the right that is spelled nearly the same."""
    from rapidfuzz import fuzz, process

    targets = sorted({a for a in set(right) - set(left) if a.startswith("n:")})
    spelled: dict[str, str] = {}
    for name in sorted({a for a in set(left) - set(right) if a.startswith("n:") and len(a) >= LONG}):
        match = process.extractOne(name, targets, scorer=fuzz.ratio, score_cutoff=ALIKE)
        if match is not None:
            spelled[name] = match[0]
    return spelled


def weight_of(anchor: str) -> float:
    """The weight of one anchor: long numbers most, then names and places, then small numbers, then countries."""
    if anchor.startswith("#"):
        return 1.5 if len(anchor) > 2 else 0.7
    return 0.5 if anchor.startswith("c:") else 1.0


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
    why = {link.child: link.evidence for link in links}
    return tuple(
        Origin(
            id="o" + head[1:],
            head=head,
            reports=tuple(held),
            evidence=tuple(why[report] for report in held if report != head),
        )
        for head, held in members.items()
    )
