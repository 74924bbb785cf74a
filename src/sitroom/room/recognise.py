"""What a text is recognised by, and whether it is a revision: the room's side of adding. Pure functions of values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sitroom.model import Dossier, Raw
from sitroom.model.keys import moment

if TYPE_CHECKING:
    from sitroom.situation.features import Features
    from sitroom.store import Store
    from sitroom.store.placing import Hooks, Marks
    from sitroom.store.shelf import Shelf

SKETCH = 8  # smallest hashes of a text's wording: two texts of one report share most of them


def features_for(dossier: Dossier) -> Features:
    """What the situation needs of a dossier."""
    from sitroom.situation.features import features_of

    return features_of(dossier)


def as_kept(features: Features) -> tuple[int, str]:
    """Features as the store keeps them, with the version of how they are worked out."""
    from sitroom.situation.features import VERSION

    return VERSION, features.model_dump_json()


def marks_of(dossier: Dossier, features: Features, raw: Raw | None = None) -> Marks:
    """What a text is recognised by, should it be added again changed."""
    from sitroom.clean.furniture import line_keys
    from sitroom.situation.features import unpacked_prints
    from sitroom.situation.notices import gravest, notices_of
    from sitroom.store.address import address_key, feed_key
    from sitroom.store.placing import Marks

    report = dossier.report
    site = site_of(report.outlet, report.url)
    urls = [address_key(url) for url in (report.url, raw.url if raw else None)]
    keys = [*urls, feed_key(raw.feed_id, site) if raw is not None else None]
    return Marks(
        addresses=tuple(sorted({key for key in keys if key})),
        site=site,
        sketch=tuple(sorted(unpacked_prints(features.prints))[:SKETCH]),
        lines=line_keys(dossier.text) if site else (),
        live=sum(section.kind == "live_time" for section in dossier.sections) > 1,
        notice=gravest(notices_of(dossier)),
    )


def hooks_for(own: Features) -> Hooks:
    """What the store asks while it adds a text with these features: is it a revision of that report?"""
    from sitroom.situation.features import Features
    from sitroom.situation.revise import same_report
    from sitroom.store.placing import Hooks

    def decide(how: str, features: str, live: bool) -> str | None:
        return same_report(own, Features.model_validate_json(features), how, live)

    return Hooks(decide=decide, features=lambda dossier: as_kept(features_for(dossier)))


def site_of(outlet: str | None, url: str | None) -> str | None:
    """The site a report is published on: its outlet, else the host of its address."""
    from sitroom.lang.words import folded
    from sitroom.store.address import host_of

    return folded(outlet or "") or host_of(url)


def renamed(features: Features, same: Mapping[str, str]) -> Features:
    """Features with the keys of actors that people said are the same as others."""

    def keys(found: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted({same.get(key, key) for key in found}))

    events = tuple(
        event.model_copy(
            update={
                "actors": keys(event.actors),
                "recipients": keys(event.recipients),
                "names": {same.get(key, key): name for key, name in event.names.items()},
            }
        )
        for event in features.events
    )
    return features.model_copy(update={"events": events})


def loader(store: Store) -> Callable[[Shelf, int], tuple[str, int, Features] | None]:
    """What gives the situation the features of a text that counts (row of reports), with its id and its reading."""
    from sitroom.situation.features import VERSION, Features, features_of

    def load(shelf: Shelf, report: int) -> tuple[str, int, Features] | None:
        row = shelf.features(report)
        if row is None:
            return None
        id, dossier, version, body, first = row
        kept = Features.model_validate_json(body) if version == VERSION else features_of(store.dossier(id))
        if first is not None and (not kept.published or moment(first) < moment(kept.published)):
            kept = kept.model_copy(update={"published": first})  # a revision is as old as its first text
        return id, dossier, renamed(kept, shelf.same) if shelf.same else kept

    return load
