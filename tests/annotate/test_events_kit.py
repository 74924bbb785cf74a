"""What the event tests share: read a sentence by the whole stage, compare with "TYPE actors > recipients
[modality]"."""

from __future__ import annotations

import functools
import re

from sitroom.annotate.events import find_drafts
from sitroom.annotate.events.judging import undoubted
from sitroom.annotate.events.merge import merge
from sitroom.annotate.parse import Parsed, parse
from sitroom.annotate.prior import Prior
from sitroom.lang import load_lang
from sitroom.model import Event, Party, Section
from sitroom.ontology import load_ontology


def by_rules(parsed: Parsed, prior: Prior, code: str) -> tuple[Event, ...]:
    """Events by the rules alone: where no actors are given, the learnt choice knows nobody."""
    return merge(find_drafts(parsed, prior, load_lang(code), undoubted), load_ontology())


@functools.cache
def read(text: str, code: str) -> tuple[Event, ...]:
    """Events of a text without any earlier stage."""
    sections = (Section(start=0, end=len(text), kind="body", reason="test"),)
    return by_rules(parse(text, sections, code), Prior(sections=sections), code)


def shown(event: Event, text: str) -> str:
    """An event as `expect` writes it, for messages."""

    def side(parties: tuple[Party, ...]) -> str:
        return "+".join(f"{p.of(text)}:{p.country}" for p in parties) or "-"

    return f"{event.type} {side(event.actors)} > {side(event.recipients)} {event.modality} ({event.rule})"


def side_fits(wanted: str, parties: tuple[Party, ...], text: str) -> bool:
    """Are these the wanted parties: country codes or words of the party, "-" none, "*" anything?"""
    if wanted == "*":
        return True
    if wanted == "-":
        return not parties
    names = wanted.split("+")
    fits = [any(p.country == n or n.lower() in p.of(text).lower() for p in parties) for n in names]
    return all(fits) and len(parties) <= len(names)


def fits(expect: str, events: tuple[Event, ...], text: str) -> bool:
    """Does the stage find what `expect` says?"""
    if expect == "none":
        return not events
    for one in expect.split(" ; "):
        found = re.fullmatch(r"(\w+) (\S+) > (\S+)(?: (\w+))?", one)
        assert found, f"cannot read {one!r}"
        type, actors, recipients, modality = found.groups()
        if not any(
            e.type == type
            and side_fits(actors, e.actors, text)
            and side_fits(recipients, e.recipients, text)
            and (modality is None or e.modality == modality)
            for e in events
        ):
            return False
    return True
