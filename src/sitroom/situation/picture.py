"""One story out of its reports: origins, headline, countries. A pure function of what is known of the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sitroom.model import Origin, Story
from sitroom.model.keys import moment
from sitroom.situation.features import Features
from sitroom.situation.origins import Link, group

VERSION = 6  # of everything here: stories, origins, timeline. What an earlier one worked out is worked out anew
COUNTRIES = 6


class Card(NamedTuple):
    """What a story says of a report. `countries`: ISO code -> how often."""

    report: str
    title: str | None
    published: str | None
    countries: dict[str, int]


def card_of(report: Features) -> Card:
    """The card of a report."""
    return Card(report.report, report.title, report.published, report.countries)


@dataclass(frozen=True)
class Drawn:
    """A story, and the origin (id) of each of its reports."""

    story: Story
    origin_of: dict[str, str]


def draw(cards: Sequence[Card], links: Sequence[Link]) -> Drawn:
    """A story from its reports, in the order of publication, and the links of origin among them."""
    ids = [card.report for card in cards]
    origins = group(ids, links)
    published = [card.published for card in cards if card.published and moment(card.published)]
    countries = Counter[str]()
    for card in cards:
        countries.update(card.countries)
    story = Story(
        id="s" + ids[0][1:],
        title=title_of(cards, origins),
        reports=tuple(ids),
        origins=origins,
        first=min(published, key=moment, default=None),
        last=max(published, key=moment, default=None),
        countries=tuple(sorted(countries, key=lambda code: (-countries[code], code))[:COUNTRIES]),
    )
    return Drawn(story, {report: origin.id for origin in origins for report in origin.reports})


def title_of(cards: Sequence[Card], origins: Sequence[Origin]) -> str:
    """The headline of the report most others derive from; the earliest of those that have one."""
    size = {origin.head: len(origin.reports) for origin in origins}
    titled = [card for card in cards if card.title]
    if not titled:
        return cards[0].report
    best = max(titled, key=lambda card: size.get(card.report, 0))
    return best.title or best.report
