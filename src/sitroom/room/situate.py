"""The situation, kept up to date: what was added or changed is put in its place, and nothing else is worked out.

Stories, origins and timeline are a function of the reports alone, whatever the order they came in (situation/*). Each
piece depends on few others, all within some weeks, so it is enough to work out again, in five stages, what an addition
can have touched. A report waits in the store for the next of its stages; this can be stopped anywhere and goes on.

1 place    where the report stands in time; how rare things are for the weeks after it changes if it is among the sample
2 marks    what it is found by, and what its outlet prints on many days, which is no evidence; later reports that share
           any of it look for their links again, if it can beat what they have
3 compare  the same for others of its outlet that have more or less such furniture because of it
4 link     the earlier reports it is most like, and the one it derives from
5 tell     the stories these links touch, each once for all that joined it; of these the events, and the timeline's
           entries
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sitroom.errors import RoomLocked
from sitroom.lang.words import folded
from sitroom.model.keys import moment
from sitroom.room.finding import (
    Meeting,
    Tried,
    crowds,
    kin_of,
    limits_of,
    marks_of,
    met,
    recurring,
    swayed,
    tried,
    worded,
)
from sitroom.room.retelling import regroup
from sitroom.room.weeks import Weeks, shift
from sitroom.situation import stories as alike
from sitroom.situation.features import Features
from sitroom.situation.origins import FEW_PRINTS, Sheet, best_link, derives, sheet_of
from sitroom.situation.picture import VERSION, card_of
from sitroom.store.marks import UNDATED, order_of
from sitroom.store.packing import packed
from sitroom.store.shelf import bucket_of

if TYPE_CHECKING:
    from sitroom.store import Store
    from sitroom.store.shelf import Shelf, Slip

AT_ONCE = (200, 100, 50, 25, 250)  # reports in one transaction, by stage: others may write in between
LINKED, LAST = 3, 4  # stages: after one, all that hangs on the order of adding is settled; the last one
TOGETHER = 40  # steps after which a transaction ends
HOGGED, BREATH = 1.0, 0.12  # seconds of writing, then of rest: SQLite lets who waits look every tenth of a second
HELD = 3_000  # reports kept in memory

Load = Callable[["Shelf", int], tuple[str, int, Features] | None]  # a text that counts: id, dossier, features


class Work:
    """Puts things in place, one at a time (not to be shared between threads), and remembers what it has read."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._weeks = Weeks(self._known)
        self._sheets: dict[tuple[int, int], tuple[Any, Sheet]] = {}  # with all their wording

    def settle(self, store: Store, last: int = LAST) -> int:
        """Put what waits in its place; how many steps it took. What another process works on is left to it.

        last  the last stage to take: what is done with it waits for the next
        """
        done, start = 0, time.monotonic()
        with suppress(RoomLocked):
            while step := self.go_on(store, last):
                done += step
                if time.monotonic() - start > HOGGED:
                    time.sleep(BREATH)
                    start = time.monotonic()
        return done

    def go_on(self, store: Store, last: int = LAST) -> int:
        """Take some of what waits further, in one transaction; how many steps, 0 if nothing waits."""
        with store.shelf() as shelf:
            if shelf.is_by(VERSION) and not shelf.waiting():
                return 0
        done = 0
        with store.shelving() as shelf:
            while done < TOGETHER and (step := self.step(shelf, last)):
                done += step
        return done

    def step(self, shelf: Shelf, last: int = LAST) -> int:
        """Take some of what waits one stage further, in the caller's transaction."""
        self._weeks.begin_step()
        if not shelf.is_by(VERSION):
            shelf.start_anew(VERSION)
        stage, reports = shelf.waits(max(AT_ONCE))
        reports = reports[: AT_ONCE[stage]]
        if not reports or stage > last:
            return 0
        if stage == 0:
            self._place(shelf, reports)
        elif stage == 1:
            self._post(shelf, reports)
        elif stage == 2:
            self._compare(shelf, reports)
        elif stage == 3:
            shelf.goes_on(reports, 4)
            for report in reports:
                self._link(shelf, report)
        else:
            shelf.goes_on(reports, None)
            regroup(shelf, reports)
        return len(reports)

    # 1: in time

    def _place(self, shelf: Shelf, reports: Sequence[int]) -> None:
        """Reports get a row, or lose it if they count no more."""
        shelf.goes_on(reports, 1)
        gone = []
        for report in reports:
            old, new = shelf.place(report), self._load(shelf, report)
            if old is not None:
                self._retract(shelf, old)
            if new is None:
                gone.append(report)
                if old is not None:
                    shelf.remove(report)
                    shift(shelf, old.bucket, old.id, old.at)
                    regroup(shelf, [], shelf_story(old))
                continue
            id, dossier, features = new
            day = day_of(features.published)
            bucket = bucket_of(day)
            row = row_of(id, dossier, features, day, bucket)
            shelf.put(report, **row)
            if old is not None and old.bucket != bucket:
                shift(shelf, old.bucket, id, old.at)
            shift(shelf, bucket, id, row["at"])
        shelf.goes_on(gone, None)

    def _retract(self, shelf: Shelf, old: Any) -> None:
        """A report is about to change: who shares anything with it has to look again."""
        values = json.loads(old.marks)
        self._look_again(shelf, old, values)
        shelf.wait(swayed(old, kin_of(shelf, old, values, 2 * alike.WITHIN)), 2)
        shelf.mark(old, values, ())

    def _look_again(self, shelf: Shelf, row: Any, values: Sequence[int]) -> None:
        """Later reports that follow one of these marks as far back as to a report look for their links again."""
        later = shelf.later(row, limits_of(values), alike.WITHIN)
        shelf.wait({one[2] for held in later.values() for one in held}, 3)

    def _refurnish(self, shelf: Shelf, row: Any, values: Sequence[int]) -> None:
        """Other wording of a report is furniture now: later ones that are compared with it and share some of it look
        for their links again."""
        later = shelf.later(row, limits_of(values), alike.WITHIN)
        for late in shelf.slips(one[2] for held in later.values() for one in held):
            shared = len(worded(json.loads(late.marks), json.loads(late.furniture)) & worded(values, ()))
            near = Tried.model_validate_json(late.tried).near
            if shared >= FEW_PRINTS or (shared and row.report in (one[-1] for one in near)):
                shelf.wait([late.report], 3)

    def _meet(self, shelf: Shelf, row: Any, sheet: Sheet, values: Sequence[int]) -> None:
        """A report that was not there before: later ones for which it makes a difference look for their links again.

        For most it makes none: others share more with them, or they are more like others. Then it is only noted.
        """
        meetings = self._meetings(shelf, row, limits_of(values))
        again = shelf.stages(meetings)
        for late in shelf.slips(report for report in meetings if again.get(report, LAST) > LINKED):
            meeting, tried = meetings[late.report], Tried.model_validate_json(late.tried)
            entry = (meeting.dimensions, row.at, "", row.report)
            if crowds(meeting, tried, set(json.loads(late.furniture)), late.day) or row.at in (
                t[1] for t in tried.near
            ):
                again[late.report] = LINKED
            elif meeting.dimensions and (len(tried.near) < alike.TRIED or entry > tried.near[-1]):
                if self._beats(shelf, late, tried, row, sheet):
                    again[late.report] = LINKED
                else:
                    near = tuple(sorted((*tried.near, entry), reverse=True)[: alike.TRIED])
                    shelf.put(late.report, tried=tried.model_copy(update={"near": near}).model_dump_json())
        shelf.wait((report for report in meetings if again.get(report, LAST) <= LINKED), LINKED)

    def _meetings(self, shelf: Shelf, row: Any, limits: Mapping[int, int]) -> dict[int, Meeting]:
        """What later reports share with a new one (row; mark -> how many are followed), by report. Undated reports
        follow whatever is before them, however far: for these the marks are looked for at any time."""
        later = shelf.later(row, limits, alike.WITHIN)
        found = met(shelf.earlier(row, limits, alike.WITHIN), later)
        shared = sorted(value for value, held in later.items() if held[-1][0] >= UNDATED)
        if row.day is None or not shared:
            return found
        undated = {report for value in shared for at, _, report in later[value] if at >= UNDATED}
        limits = limits_of(shared)
        ever = met(shelf.earlier(row, limits, None), shelf.later(row, limits, None))
        return {r: meeting for r, meeting in found.items() if r not in undated} | {
            r: meeting for r, meeting in ever.items() if r in undated
        }

    def _beats(self, shelf: Shelf, late: Slip, tried: Tried, row: Any, sheet: Sheet) -> bool:
        """May an earlier report that is new take the place of one a later report is linked with, or was tried for?"""
        own = self._sheet(shelf, late)
        if len(tried.near) == alike.TRIED and tried.near[-1][-1] in (late.near, late.across, late.origin):
            return True
        score, same = self._likeness(own, sheet, late, row)
        least = max(alike.bar(same, self._weeks.before(shelf, late.bucket)), tried.best[same])
        return score >= least or derives(own, sheet) is not None

    def _likeness(self, late: Sheet, early: Sheet, row: Any, other: Any) -> tuple[float, bool]:
        """How alike two reports are, and whether they are in one language."""
        same = early.features.language == late.features.language
        days = None if row.day is None or other.day is None else row.day - other.day
        return alike.likeness(late.doc, early.doc, same, days), same

    # 2: what they are found by

    def _post(self, shelf: Shelf, reports: Sequence[int]) -> None:
        """The marks of reports are written. Those of a new one are met by others as soon as they are there: one after
        the other, so that each is told apart."""
        shelf.goes_on(reports, 3)
        for report in reports:
            row = shelf.place(report)
            old, new = json.loads(row.marks), marks_of(self._sheet(shelf, row))
            shelf.mark(row, old, new)
            kin = kin_of(shelf, row, new, 2 * alike.WITHIN)
            found = recurring(row, kin)
            shelf.put(report, furniture=json.dumps(found))
            if old:
                self._look_again(shelf, row, sorted({*old, *new}))
            else:
                self._meet(shelf, row, self._sheet(shelf, shelf.place(report)), new)
                shelf.wait(swayed(row, kin), 2)

    # 3: what their outlets print anyway

    def _compare(self, shelf: Shelf, reports: Sequence[int]) -> None:
        """What of their wording is furniture of their outlets, now that these have printed more or less."""
        shelf.goes_on(reports, 3)
        for report in reports:
            row = shelf.place(report)
            marks = json.loads(row.marks)
            found = recurring(row, kin_of(shelf, row, marks, alike.WITHIN))
            if found != json.loads(row.furniture):
                shelf.put(report, furniture=json.dumps(found))
                self._refurnish(shelf, row, marks)

    # 4: links

    def _link(self, shelf: Shelf, report: int) -> None:
        """Find the links of a report, if it is still there."""
        row = shelf.place(report)
        if row is None:
            return
        late = self._sheet(shelf, row)
        found = shelf.earlier(row, limits_of(json.loads(row.marks)), alike.WITHIN)
        near, copied = tried(found, set(json.loads(row.furniture)))
        rows = {held.report: held for held in shelf.slips([*(one[-1] for one in near), *copied])}
        sheets = {r: self._sheet(shelf, held) for r, held in rows.items()}
        best: dict[bool, tuple[float, str, int]] = {}
        before = self._weeks.before(shelf, row.bucket)
        for r, early in sheets.items():
            score, same = self._likeness(late, early, row, rows[r])
            if score >= alike.bar(same, before):
                best[same] = max(best.get(same, (0.0, "", 0)), (score, rows[r].place, r))
        link = best_link(late, list(sheets.values()))
        parents = {sheet.features.report: r for r, sheet in sheets.items()}
        held = Tried(near=near, best=(best.get(False, (0.0,))[0], best.get(True, (0.0,))[0]))
        shelf.put(
            report,
            tried=held.model_dump_json(),
            near=best[True][2] if True in best else None,
            across=best[False][2] if False in best else None,
            origin=parents[link.parent] if link else None,
            why=link.evidence if link else None,
            score=link.score if link else None,
        )

    # what reports are

    def _sheet(self, shelf: Shelf, row: Any) -> Sheet:
        """A report, unpacked for comparing, without what is furniture of its outlet."""
        state = (self._weeks.counts(shelf, row.bucket), row.place, shelf.same)
        key = (row.report, row.dossier)
        held = self._sheets.pop(key, None)
        if held is None or held[0] != state:
            held = (state, sheet_of(self._known(shelf, row.report), self._weeks.rarity(shelf, state[0])))
        self._sheets[key] = held  # at the end: what was not asked for longest goes first
        if len(self._sheets) > HELD:
            del self._sheets[next(iter(self._sheets))]
        furniture = {value >> 2 for value in json.loads(row.furniture)}
        return replace(held[1], prints=held[1].prints - furniture) if furniture else held[1]

    def _known(self, shelf: Shelf, report: int) -> Features:
        """The features of a report that is placed."""
        found = self._load(shelf, report)
        if found is None:  # cannot be: what no longer counts is taken away before anything is compared
            raise LookupError(f"row {report} of reports has no text that counts")
        return found[2]


def shelf_story(row: Any) -> set[int]:
    """The story of a row."""
    return set() if row.story is None else {int(row.story)}


def day_of(published: str | None) -> int | None:
    """The day of a publication, as a number."""
    known = moment(published)[:10]
    return date.fromisoformat(known).toordinal() if known else None


def row_of(id: str, dossier: int, features: Features, day: int | None, bucket: int | None) -> dict[str, Any]:
    """What the shelf keeps of a report."""
    place = f"{moment(features.published) or '~'} {id}"
    facts = [event.model_dump(mode="json") for event in features.events]
    return {
        "id": id,
        "dossier": dossier,
        "place": place,
        "at": order_of(place),
        "day": day,
        "bucket": bucket,
        "outlet": folded(features.outlet or ""),
        "card": json.dumps(card_of(features)),
        "facts": packed(json.dumps(facts)),
        "furniture": "[]",
    }
