"""What others whose country nothing tells say about whose an actor is: those named near it, inside it or around it.

Everybody is weighed alone first (`bearings`), then once more beside the others, with how likely each country is theirs:
a spokesman and his army, officers in a row, ministers at one table are mostly of one country.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import exp

from sitroom.annotate.actors.bearings import MENTIONS, Bearings
from sitroom.annotate.actors.company import Company, Draft

Shares = Mapping[str | None, float]  # how likely each country is an actor's, or none
LENGTH, FAR = 25, 100  # tokens after which a neighbour counts a third, and nothing
AHEAD = 0.6  # what stands behind the mention counts less
LITTLE = 0.05
MOST = 60  # neighbours of a mention that are looked at


class Fellows:
    """Where the undecided actors of one report stand to each other, by their order."""

    def __init__(self, company: Company, bearings: Bearings, drafts: Sequence[Draft]) -> None:
        self._manner = {d.order: f"{d.kind} {'named' if d.proper else 'unnamed'}" for d in drafts}
        self._at = {d.order: [bearings.at(n) for n in d.numbers[:MENTIONS]] for d in drafts}
        self._rows = sorted((bearings.at(n), d.order) for d in drafts for n in d.numbers)
        self._ats = [at for at, _ in self._rows]
        self._inside: dict[int, Counter[int]] = {d.order: Counter() for d in drafts}
        self._around: dict[int, Counter[int]] = {d.order: Counter() for d in drafts}
        for n in range(len(company.found)):
            self._hold(company, _order(company, n), n)
        for title, name in company.bonds.items():
            self._hold(company, _order(company, name), title)

    def _hold(self, company: Company, whole: int | None, n: int) -> None:
        """Note who stands inside mention n, which is said of `whole`."""
        if whole is None or whole not in self._inside:
            return
        for part in (_order(company, k) for k in company.inside(company.found[n])):
            if part is not None and part in self._around and part != whole:
                self._inside[whole][part] += 1
                self._around[part][whole] += 1

    def signs(
        self, order: int, countries: Sequence[str | None], shares: Mapping[int, Shares]
    ) -> list[dict[str, float]]:
        """What the others say for each of an actor's countries (None: none of them). `shares`: of all, by order."""
        out: list[dict[str, float]] = [{} for _ in countries]
        for sign, kin in (("holds", self._inside[order]), ("held by", self._around[order])):
            total = sum(kin.values())
            for other, times in sorted(kin.items()):
                for row, country in zip(out, countries, strict=True):
                    name = sign if country else f"{sign} none"
                    row[name] = row.get(name, 0.0) + shares[other].get(country, 0.0) * times / total
        near = self._near(order, shares)
        known = sum(x for country, x in near.items() if country) + LITTLE
        for row, country in zip(out, countries, strict=True):
            if country:
                row["fellows"] = near.get(country, 0.0) / known
            else:
                row["fellows none"] = near.get(None, 0.0) / (near.get(None, 0.0) + known)
        manner = self._manner[order]
        return [row | {f"{manner} {sign}": x for sign, x in row.items()} for row in out]

    def _near(self, order: int, shares: Mapping[int, Shares]) -> Mapping[str | None, float]:
        """The countries of the neighbours, by how near they are and how likely theirs."""
        out: defaultdict[str | None, float] = defaultdict(float)
        for at in self._at[order]:
            here = bisect_left(self._ats, at)
            low, high = bisect_left(self._ats, at - FAR), bisect_left(self._ats, at + FAR)
            for k in range(max(low, here - MOST), min(high, here + MOST)):
                there, other = self._rows[k]
                if other != order:
                    weight = exp(-abs(there - at) / LENGTH) * (1.0 if there < at else AHEAD)
                    for country, share in shares[other].items():
                        out[country] += weight * share
        return out


def _order(company: Company, n: int) -> int | None:
    """Who a mention is; None if nobody."""
    link = company.links.get(n)
    return link.draft.held().order if link is not None and link.draft is not None else None
