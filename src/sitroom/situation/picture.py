"""The situation of a room: its stories, origins and timeline, from the features of its reports.

Everything here is a pure function of the reports in the order they came in; it can be thrown away and drawn again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import chain

from sitroom.errors import NotInRoom
from sitroom.model import Origin, Story, TimelineEntry, Value
from sitroom.model.keys import moment
from sitroom.situation.features import Features
from sitroom.situation.origins import (
    Link,
    Sheet,
    address_pairs,
    anchor_pairs,
    find_links,
    group,
    sheets_of,
    wording_pairs,
)
from sitroom.situation.stories import cluster
from sitroom.situation.timeline import merge_events

VERSION = 2
COUNTRIES = 6


class Picture(Value):
    """Stories (the one with the latest report first) and timeline of a room in a given state."""

    state: int
    stories: tuple[Story, ...]
    timeline: tuple[TimelineEntry, ...]

    @cached_property
    def _homes(self) -> dict[str, Story]:
        return {report: story for story in self.stories for report in story.reports}

    def story_of(self, report: str) -> Story:
        """The story of a report. Raises NotInRoom."""
        if report not in self._homes:
            raise NotInRoom(f"{report}: was added just now; ask again")
        return self._homes[report]


def draw(reports: Sequence[Features], state: int) -> Picture:
    """The picture of these reports, given in the order they came in. Deterministic, near-linear."""
    sheets = sheets_of(reports)
    copied = find_links(sheets, chain(address_pairs(sheets), wording_pairs(sheets)))
    place = {sheet.features.report: at for at, sheet in enumerate(sheets)}
    tied = [(place[link.child], place[link.parent]) for link in copied]
    ordered = [sheet.features for sheet in sheets]
    stories = [story_of(sheets, members, copied) for members in cluster(ordered, tied)]
    stories.sort(key=lambda story: story.id)
    stories.sort(key=lambda story: moment(story.last), reverse=True)
    homes = {report: story.id for story in stories for report in story.reports}
    origins = {report: origin.id for story in stories for origin in story.origins for report in origin.reports}
    return Picture(state=state, stories=tuple(stories), timeline=merge_events(ordered, homes, origins))


def story_of(sheets: Sequence[Sheet], members: Sequence[int], copied: Sequence[Link]) -> Story:
    """A story from its reports (positions, in publication order), with the origins they derive from."""
    held = [sheets[at].features for at in members]
    ids = [report.report for report in held]
    inside = set(ids)
    links = {link.child: link for link in find_links(sheets, anchor_pairs(sheets, members))}
    links |= {link.child: link for link in copied if link.child in inside and link.parent in inside}
    origins = group(ids, list(links.values()))
    published = [report.published for report in held if moment(report.published)]
    countries = Counter[str]()
    for report in held:
        countries.update(report.countries)
    return Story(
        id="s" + ids[0][1:],
        title=title_of(held, origins),
        reports=tuple(ids),
        origins=origins,
        first=min(published, key=moment, default=None),
        last=max(published, key=moment, default=None),
        countries=tuple(sorted(countries, key=lambda code: (-countries[code], code))[:COUNTRIES]),
    )


def title_of(reports: Sequence[Features], origins: Sequence[Origin]) -> str:
    """The headline of the report most others derive from; the earliest of those that have one."""
    size = {origin.head: len(origin.reports) for origin in origins}
    titled = [report for report in reports if report.title]
    if not titled:
        return reports[0].report
    best = max(titled, key=lambda report: size.get(report.report, 0))
    return best.title or best.report
