"""Every entry of events.toml, modality.toml and event_words.toml is read by the whole stage on its own example."""

from __future__ import annotations

import functools
import re

import pytest

from sitroom.annotate.events import find_events
from sitroom.annotate.events.lexicon import load_lexicon
from sitroom.annotate.parse import parse
from sitroom.annotate.prior import Prior
from sitroom.lang import load_lang
from sitroom.lang.schemas.events import ModalityCue, Trigger, Words
from sitroom.model import Event, Party, Section
from sitroom.ontology import load_ontology

LANGUAGES = ("fr", "en")
MODALITIES = {"asserted", "attributed", "planned", "conditional", "denied"}


@functools.cache
def read(text: str, code: str) -> tuple[Event, ...]:
    """Events of a text without any earlier stage."""
    sections = (Section(start=0, end=len(text), kind="body", reason="test"),)
    return find_events(parse(text, sections, code), Prior(sections=sections), load_lang(code), load_ontology())


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


def entries() -> list[tuple[str, Trigger | ModalityCue]]:
    found: list[tuple[str, Trigger | ModalityCue]] = []
    for code in LANGUAGES:
        found += [(code, t) for t in load_lang(code).table(Trigger)]
        found += [(code, c) for c in load_lang(code).table(ModalityCue)]
    return found


@pytest.mark.parametrize(("code", "entry"), entries(), ids=lambda v: v if isinstance(v, str) else f"{v.TABLE}-{v.id}")
def test_example(code: str, entry: Trigger | ModalityCue) -> None:
    events = read(entry.example, code)
    assert fits(entry.expect, events, entry.example), (entry.example, entry.expect, [shown(e, entry.example) for e in events])


@pytest.mark.parametrize("code", LANGUAGES)
def test_types_modes_and_contexts_are_those_of_the_ontology(code: str) -> None:
    ontology = load_ontology()
    contexts = {c.id for c in ontology.context}
    for trigger in load_lang(code).table(Trigger):
        kind = ontology.get(trigger.type)
        assert trigger.mode is None or kind.has_mode(trigger.mode), trigger.id
        assert contexts.issuperset(trigger.contexts), trigger.id


@pytest.mark.parametrize("code", LANGUAGES)
def test_word_lists_hold_their_example(code: str) -> None:
    lexicon = load_lexicon(load_lang(code))
    for entry in load_lang(code).table(Words):
        if entry.id.endswith(("_slip", "_end", "_stem", "light_prep", "not_own")):
            continue  # endings and word pairs, no words
        words = lexicon.words[entry.id]
        low = entry.example.lower()
        sections = (Section(start=0, end=len(low), kind="body", reason="test"),)
        doc = parse(entry.example, sections, code).blocks[0].doc
        lemmas = {t.lemma_.lower() for t in doc}
        assert any(w in low or w in lemmas for w in words), entry.id


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_word_is_lower_case_and_stands_once_in_an_entry(code: str) -> None:
    for trigger in load_lang(code).table(Trigger):
        for field in ("verbs", "nouns", "adjectives"):
            words = getattr(trigger, field)
            assert len(set(words)) == len(words), (trigger.id, field)
            assert all(w == w.lower() for w in words), (trigger.id, field)
