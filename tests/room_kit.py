"""A fast stand-in for the annotator, for tests and benchmarks of the room: it reads a few fixed sentence forms.

Anna Brandt said: the port is closed.       a statement by a person
An official said: talks go on.              a statement by an anonymous source
NOR attacks ISL on 2026-03-01 in Oslo.      an event between two states
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime

from sitroom.errors import EmptyInput
from sitroom.model import (
    Actor,
    Dossier,
    Event,
    EventMention,
    Mention,
    Party,
    Raw,
    Ref,
    Report,
    Section,
    Span,
    Statement,
)

NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
SAID = re.compile(r"(?P<who>[A-Z][^.:\n]*?) (?P<cue>said|a dit)\s?: (?P<what>[^\n]+)")
DID = re.compile(
    r"(?P<who>[A-Z]{3}) (?P<what>attacks|helps|attaque|aide) (?P<whom>[A-Z]{3})(?: on (?P<on>\S+))?"
    r"(?: in (?P<place>\w+))?\."
)
TYPES = {"attacks": "ASSAULT", "attaque": "ASSAULT", "helps": "AID", "aide": "AID"}


def raw(text: str, name: str = "report.txt", **fields: str | None) -> Raw:
    """An input. fields: outlet, published, language (en), title, url."""
    return Raw.model_validate({"name": name, "data": text.encode(), "language": "en", **fields})


def annotate(given: Raw, engine: str = "test-1") -> Dossier:
    """The dossier of an input in the forms above. Raises EmptyInput; a report that says `crash` makes it fail."""
    text = given.data.decode()
    if not text.strip():
        raise EmptyInput(given.name, "is empty")
    if "crash" in text:
        raise KeyError("a slip in a stage")
    cast: dict[str, Actor] = {}
    mentions: list[Mention] = []

    def actor(start: int, end: int) -> str:
        name = text[start:end]
        if name not in cast:
            cast[name] = actor_of(f"a{len(cast) + 1}", name)
        mentions.append(Mention(start=start, end=end, actor=cast[name].id, rule="test"))
        return cast[name].id

    statements = tuple(
        Statement(
            id=f"s{number}",
            sources=(Ref(start=m.start("who"), end=m.end("who"), actor=actor(*m.span("who"))),),
            cue=Span(start=m.start("cue"), end=m.end("cue")),
            contents=(Span(start=m.start("what"), end=m.end("what")),),
            kind="indirect",
            sourcing="anonymous" if "official" in m["who"] else "named",
            rule="test",
        )
        for number, m in enumerate(SAID.finditer(text), start=1)
    )
    events = tuple(event_of(f"e{number}", m, actor) for number, m in enumerate(DID.finditer(text), start=1))
    return Dossier(
        report=report_of(given, text),
        text=text,
        sections=sections_of(text),
        actors=tuple(cast.values()),
        mentions=tuple(mentions),
        statements=statements,
        events=events,
        engine=engine,
    )


def actor_of(id: str, name: str) -> Actor:
    if re.fullmatch("[A-Z]{3}", name):
        return Actor(id=id, name=name, kind="state", country=name, key=f"state:{name}")
    if "official" in name:
        return Actor(id=id, name=name, kind="anonymous", key="anonymous:official")
    return Actor(id=id, name=name, kind="person", key=f"person:{name.casefold()}", roles=("minister",))


def event_of(id: str, m: re.Match[str], actor) -> Event:  # type: ignore[no-untyped-def]
    def party(group: str) -> Party:
        return Party(start=m.start(group), end=m.end(group), actor=actor(*m.span(group)), country=m[group])

    return Event(
        id=id,
        type=TYPES[m["what"]],
        actors=(party("who"),),
        recipients=(party("whom"),),
        date=m["on"],
        place=m["place"],
        mentions=(
            EventMention(start=m.start(), end=m.end(), trigger_start=m.start("what"), trigger_end=m.end("what")),
        ),
        rule="test",
    )


def sections_of(text: str) -> tuple[Section, ...]:
    """The first line is the headline, one that starts with READ is furniture, the rest is body."""
    found: list[Section] = []
    for m in re.finditer(r"[^\n]+", text):
        kind = "promo" if m.group().startswith("READ") else "body" if found else "headline"
        found.append(Section.model_validate({"start": m.start(), "end": m.end(), "kind": kind, "reason": "test"}))
    return tuple(found)


def report_of(given: Raw, text: str) -> Report:
    """As the pipeline makes it: content-addressed."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    identity = "\0".join((given.outlet or "", given.url or "", digest))
    return Report(
        id="r" + hashlib.sha256(identity.encode()).hexdigest()[:15],
        sha256=digest,
        title=given.title or text.split("\n", 1)[0],
        outlet=given.outlet,
        url=given.url,
        published=given.published,
        language=given.language,
    )
