"""Stories drawn anew from the links that changed, and of these the events, and the timeline's entries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from sitroom.model.keys import moment
from sitroom.situation import stories as alike
from sitroom.situation.features import EventFact
from sitroom.situation.origins import Link
from sitroom.situation.picture import Card, draw
from sitroom.situation.timeline import Told, entry_of, happenings_of, signature

if TYPE_CHECKING:
    from sitroom.store.shelf import Shelf

FACTS, TOLD = TypeAdapter(list[EventFact]), TypeAdapter(list[Told])


def regroup(shelf: Shelf, changed: Sequence[int], stories: Iterable[int] = ()) -> None:
    """Draw the stories anew that reports with new links belong to, belonged to, or now join."""
    touched = shelf.stories_of(changed) | set(stories)
    own = shelf.members((), changed)
    touched |= shelf.stories_of(p for row in own for p in (row.near, row.across, row.origin) if p is not None)
    rows = {row.report: row for row in shelf.members(touched, changed)}
    links = [(r, p) for r, row in rows.items() for p in (row.near, row.across, row.origin) if p is not None]
    groups = alike.grouped(rows, links, {report: row.place for report, row in rows.items()})
    for head in touched - {group[0] for group in groups}:
        shelf.drop_story(head)
    signs: set[str] = set()
    for group in groups:
        signs |= tell(shelf, [rows[report] for report in group], rows)
    for head in touched - {group[0] for group in groups}:
        signs |= retell(shelf, head, {})
    for sign in sorted(signs):
        told = [one for body in shelf.tellings(sign) for one in tellings_from(body)]
        shelf.put_entry(sign, entry_of(sorted(told, key=Told.rank)) if told else None)


def tell(shelf: Shelf, members: Sequence[Any], rows: Mapping[int, Any]) -> set[str]:
    """Keep one story; the signs of its events that changed."""
    head = members[0].report
    links = [
        Link(row.id, rows[row.origin].id, row.score, row.why)
        for row in members
        if row.origin is not None and row.origin in rows
    ]
    drawn = draw([Card(*json.loads(row.card)) for row in members], links)
    story = drawn.story
    shelf.put_story(head, story.id, moment(story.last), story.model_dump_json())
    for row in members:
        root = drawn.origin_of[row.id]
        if (row.story, row.root) != (head, root):
            shelf.put(row.report, story=head, root=root)
    facts = shelf.facts(row.report for row in members)
    told = [
        Told(row.place, number, row.id, drawn.origin_of[row.id], story.id, event)
        for row in members
        for number, event in enumerate(FACTS.validate_json(facts[row.report]))
    ]
    new: dict[tuple[str, str], str] = {}
    signs: set[str | None] = {None}
    for happening in happenings_of(told, story.id):
        first = happening.told[0]
        begins = f"{first.report} {first.event.id}"
        sign = signature(happening)
        new[f"{story.id} {begins}" if sign in signs else str(sign), begins] = body_of(happening.told)
        signs.add(sign)  # what one story keeps apart does not meet in another
    return retell(shelf, head, new)


def retell(shelf: Shelf, story: int, new: Mapping[tuple[str, str], str]) -> set[str]:
    """Keep the events of a story; the signs of those that changed."""
    old = shelf.happenings(story)
    changed = {key for key in {*old, *new} if old.get(key) != new.get(key)}
    for sign, first in sorted(changed):
        shelf.put_happening(sign, story, first, new.get((sign, first)))
    return {sign for sign, _ in changed}


def body_of(told: Sequence[Told]) -> str:
    """Tellings as JSON; the reverse of `tellings_from`."""
    return TOLD.dump_json(list(told)).decode("utf-8")


def tellings_from(body: str) -> list[Told]:
    """Tellings from JSON."""
    return list(TOLD.validate_json(body))
