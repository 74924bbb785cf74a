"""What reports are found by, and which of those that share it are compared. Pure functions of values."""

from __future__ import annotations

import hashlib
import heapq
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any, NamedTuple

from sitroom.model import Value
from sitroom.situation import stories as alike
from sitroom.situation.features import unpacked_prints
from sitroom.situation.origins import CANDIDATES, COMMON, DAYS, FEW_PRINTS, Sheet

if TYPE_CHECKING:
    from sitroom.store.marks import Holder, Kin
    from sitroom.store.shelf import Shelf

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


def worded(values: Iterable[int], furniture: Iterable[int]) -> set[int]:
    """Those of a report's marks that are runs of words, without its furniture."""
    return {value for value in values if value & 3 == PRINT}.difference(furniture)


def kin_of(shelf: Shelf, row: Any, values: Iterable[int], within: int) -> list[Kin]:
    """Reports of a report's outlet that share some of its wording, so many days around."""
    return shelf.kin(row, sorted(worded(values, ())), within) if row.outlet else []


def recurring(row: Any, kin: Iterable[Kin]) -> list[int]:
    """Marks of a report's wording that its outlet prints on many days of the weeks around."""
    from sitroom.store.marks import is_near

    days: dict[int, set[Any]] = defaultdict(set)
    for s in kin:
        if is_near(row.day, s.day, alike.WITHIN):
            days[s.value].add(day_or(s))
    return sorted(value for value, held in days.items() if len(held | {day_or(row)}) >= DAYS)


def day_or(told: Any) -> int | str:
    """The day of a report; one of its own, if it is not known."""
    return told.day if told.day is not None else f"undated {told.report}"


def swayed(row: Any, kin: Iterable[Kin]) -> set[int]:
    """Of its outlet's reports of some weeks, those for which wording they share with a report becomes furniture, or
    stops being it, when that report comes or goes: without it they have one day too few (an undated report's are not
    all among these)."""
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
                sways = len(known) + undated < DAYS
            else:
                near = bisect_right(known, s.day + alike.WITHIN) - bisect_left(known, s.day - alike.WITHIN)
                sways = near + undated == DAYS - 1 and row.day not in known
            if sways:
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
    return tuple(like), [holder[2] for _, holder in enough[:CANDIDATES]]


class Meeting(NamedTuple):
    """What a later report shares with one that is new.

    dimensions  in so many the new one is among those that are followed
    pushed      whom it pushes out of those that are followed, in some of them
    prints      runs of words shared: when the earliest of those who make it too common without the new one was
                published (`order_of`; 0: it is not), and whether it is with the new one
    address     the new one is the last before it at its address
    """

    dimensions: int
    pushed: frozenset[int]
    prints: dict[int, tuple[int, bool]]
    address: bool


def met(earlier: Mapping[int, Sequence[Holder]], later: Mapping[int, Sequence[Holder]]) -> dict[int, Meeting]:
    """What later reports share with one that is new, by report.

    earlier, later  mark -> who has it before and after it, as many as `limits_of` says, in the order of time
    """
    number: Counter[int] = Counter()
    pushed: dict[int, set[int]] = defaultdict(set)
    prints: dict[int, dict[int, tuple[int, bool]]] = defaultdict(dict)
    addressed: set[int] = set()
    for value, held in later.items():
        before = earlier.get(value, ())
        for distance, late in enumerate(held, start=1):
            if value & 3 == DIMENSION:
                number[late[2]] += 1
                if distance + len(before) > alike.HOLDERS:
                    pushed[late[2]].add(before[distance - alike.HOLDERS - 1][2])
            elif value & 3 == PRINT:
                last = before[distance - COMMON - 2][0] if distance + len(before) > COMMON + 1 else 0
                prints[late[2]][value] = last, distance + len(before) > COMMON
            else:
                addressed.add(late[2])
    return {
        report: Meeting(number[report], frozenset(pushed[report]), prints[report], report in addressed)
        for report in {*number, *prints, *addressed}
    }


def crowds(meeting: Meeting, known: Tried, furniture: Set[int], day: int | None) -> bool:
    """May a later report (with its furniture, of a day) have others to be compared with now, whatever its likeness?"""
    from sitroom.store.marks import begin_of

    if meeting.address or not meeting.pushed.isdisjoint(one[-1] for one in known.near):
        return True
    worded = 0
    for value, (last, full) in meeting.prints.items():
        if value in furniture or (last and (day is None or last >= begin_of(day - alike.WITHIN))):
            continue
        if full:
            return True
        worded += 1
    return worded >= FEW_PRINTS
