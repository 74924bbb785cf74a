"""What reports are found by, and which of those that share it are compared. Pure functions of values."""

from __future__ import annotations

import hashlib
import heapq
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any

from sitroom.model import Value
from sitroom.situation import stories as alike
from sitroom.situation.features import unpacked_prints
from sitroom.situation.origins import CANDIDATES, COMMON, DAYS, FEW_PRINTS, Sheet

if TYPE_CHECKING:
    from sitroom.store.marks import Holder, Kin

PRINT, DIMENSION, ADDRESS = range(3)  # kinds of marks: the lowest two bits


def marks_of(sheet: Sheet) -> list[int]:
    """What a report is found by, as numbers: its runs of words, its rarest dimensions, its address."""
    found = {value << 2 | PRINT for value in unpacked_prints(sheet.features.prints)}
    found |= {number_of(name) << 2 | DIMENSION for name in alike.rarest(sheet.doc)}
    if sheet.features.url is not None:
        found.add(number_of(sheet.features.url) << 2 | ADDRESS)
    return sorted(found)


def number_of(name: str) -> int:
    """A name as a number of 48 bits."""
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")


def recurring(row: Any, kin: Iterable[Kin]) -> list[int]:
    """Marks of a report's wording that its outlet prints on many days of the weeks around."""
    days: dict[int, set[Any]] = defaultdict(set)
    for s in kin:
        days[s.value].add(day_or(s))
    return sorted(value for value, held in days.items() if len(held | {day_or(row)}) >= DAYS)


def day_or(told: Any) -> int | str:
    """The day of a report; one of its own, if it is not known."""
    return told.day if told.day is not None else f"undated {told.report}"


def swayed(row: Any, kin: Iterable[Kin]) -> set[int]:
    """Of its outlet's reports of some weeks, those for which wording they share with a report becomes furniture, or
    stops being it, when that report comes or goes: without it they have too few days, or just enough."""
    from sitroom.store.marks import is_near

    held: dict[int, list[Kin]] = defaultdict(list)
    for s in kin:
        held[s.value].append(s)
    found: set[int] = set()
    for sharers in held.values():
        known = sorted({s.day for s in sharers if s.day is not None})
        undated = sum(s.day is None for s in sharers)
        for s in sharers:
            if s.report in found or not is_near(row.day, s.day, alike.WITHIN):
                continue
            if s.day is None:
                near = len(known)
            else:
                near = bisect_right(known, s.day + alike.WITHIN) - bisect_left(known, s.day - alike.WITHIN)
            if near + undated < DAYS:
                found.add(s.report)
    return found


def limits_of(values: Iterable[int]) -> dict[int, int]:
    """How many of the latest earlier reports that have a mark are followed: mark -> number."""
    limits = {PRINT: COMMON + 1, DIMENSION: alike.HOLDERS, ADDRESS: 1}
    return {value: limits[value & 3] for value in values}


class Tried(Value):
    """What a report was compared with for likeness, so that it is known whether a new one can make a difference.

    near  the earlier reports that share most dimensions: how many, and who; the best first
    best  the likeness to the report it is linked with, in another language and in its own; 0 for none
    """

    near: tuple[tuple[int, int, str, int], ...] = ()
    best: tuple[float, float] = (0.0, 0.0)


def tried(
    earlier: Mapping[int, Sequence[Holder]], furniture: Set[int]
) -> tuple[tuple[tuple[int, int, str, int], ...], list[int]]:
    """Of the earlier reports that share marks with one: those to compare for likeness, with how many dimensions they
    share, and those to compare for wording or address.

    earlier  mark -> who has it, the latest as many as `limits_of` says, in the order of time
    """
    near: Counter[Holder] = Counter()
    shared: Counter[Holder] = Counter()
    for value, held in earlier.items():
        if value & 3 == DIMENSION:
            near.update(held)
        elif value & 3 == ADDRESS:
            shared[held[-1]] += FEW_PRINTS
        elif value not in furniture and len(held) <= COMMON:
            shared.update(held)
    like = heapq.nlargest(alike.TRIED, ((number, *holder) for holder, number in near.items()))
    enough = sorted((-number, holder) for holder, number in shared.items() if number >= FEW_PRINTS)
    return tuple(like), [holder.report for _, holder in enough[:CANDIDATES]]
