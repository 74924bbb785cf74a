"""Is this text the same report as that one, published again? Pure decisions over features; the store finds candidates.

Three ways, in this order: the same address, the same feed entry, near-identity. Another outlet's copy is never a
revision, it shares an origin. Near-identity is refused to what only looks alike: pages of a running series made from
one template (the numbers and names differ), and live pages (which share their furniture with their neighbours).
"""

from __future__ import annotations

from datetime import date

from sitroom.lang.words import fold, folded, words
from sitroom.model.keys import moment
from sitroom.situation.features import Features, unpacked_prints

NEAR = 3  # days between two texts of one report, unless the address says that they are one
SHARED = 6  # runs of words in common, sampled one in four: about thirty words
SAME, SAME_MOVED = 0.6, 0.8  # share of the shorter text's wording: at an unknown or the same address, at another one
GROWN = 0.25  # and of the longer text's: beyond, it is rather a report that quotes the other
TITLED = 0.5  # share of the shorter headline's words
NUMBERS, ANCHORED = 0.5, 0.5  # share of numbers, and of names and places, that a template would change
LED = 0.3  # share of the first paragraphs' wording: other reports of a site share furniture and background, not these
UNLIKE = 0.08  # at one address on different days, a text that shares less is another report: a page of a series


def same_report(new: Features, old: Features, how: str, live: bool) -> str | None:
    """Why `new` is a revision of `old`, in words; None if it is not.

    how   what the store found in common: "address", "feed", "wording"
    live  is either a live page? Those are told apart by address only.
    """
    if not same_outlet(new, old):
        return None
    prints = [unpacked_prints(f.prints) for f in (new, old)]
    shared = len(prints[0] & prints[1])
    part = shared / min(map(len, prints)) if all(prints) else 0.0
    if how in ("address", "feed"):
        if apart(new, old) > 0 and part < UNLIKE and titles_alike(new.title, old.title) < TITLED:
            return None
        return "the same address" if how == "address" else "the same entry of a feed"
    if live or apart(new, old) > NEAR:
        return None
    whole = shared / max(map(len, prints)) if all(prints) else 0.0
    moved = bool(new.url and old.url)
    if shared < SHARED or part < (SAME_MOVED if moved else SAME) or whole < GROWN:
        return None
    if titles_alike(new.title, old.title) < TITLED and part < SAME_MOVED:
        return None
    if template(new, old) or leads_alike(new, old) < LED:
        return None
    return f"the same outlet, {part:.0%} of the wording and the headline alike" + (", another address" if moved else "")


def same_outlet(new: Features, old: Features) -> bool:
    """Is it one outlet? An unknown one may be any; the name is compared without case, marks and "www"."""
    names = [folded(f.outlet or "") for f in (new, old)]
    return not all(names) or names[0] == names[1]


def apart(new: Features, old: Features) -> int:
    """Days between the two; 0 where one is undated."""
    days = [moment(f.published)[:10] for f in (new, old)]
    if not all(days):
        return 0
    first, second = (date.fromisoformat(day) for day in days)
    return abs((first - second).days)


def titles_alike(new: str | None, old: str | None) -> float:
    """Share of the shorter headline's words that the other has, 0 to 1; nothing to compare is 1."""
    left, right = ({fold(w.folded) for w in words(t or "")} for t in (new, old))
    if not left or not right:
        return 1.0
    return len(left & right) / min(len(left), len(right))


def leads_alike(new: Features, old: Features) -> float:
    """Share of the shorter opening's wording that the other opens with, 0 to 1; 0 if one has no paragraph."""
    left, right = set(new.lead), set(old.lead)
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def template(new: Features, old: Features) -> bool:
    """Do the two share their words but not what they tell of: other numbers, other names and places?"""
    for kind, bar in (("#", NUMBERS), ("", ANCHORED)):
        sides = [{a for a in f.anchors if a.startswith("#") == (kind == "#")} for f in (new, old)]
        if min(map(len, sides)) < 2:
            continue
        if len(sides[0] & sides[1]) / min(map(len, sides)) < bar:
            return True
    return False
