"""Every entry of events.toml, modality.toml and event_words.toml is read by the whole stage on its own example."""

from __future__ import annotations

import pytest

from sitroom.annotate.events.lexicon import load_lexicon
from sitroom.annotate.parse import parse
from sitroom.lang import load_lang
from sitroom.lang.schemas.events import ModalityCue, Trigger, Words
from sitroom.model import Section
from sitroom.ontology import load_ontology
from tests.annotate.test_events_kit import fits, read, shown

LANGUAGES = ("fr", "en")


def entries() -> list[tuple[str, Trigger | ModalityCue]]:
    found: list[tuple[str, Trigger | ModalityCue]] = []
    for code in LANGUAGES:
        found += [(code, t) for t in load_lang(code).table(Trigger)]
        found += [(code, c) for c in load_lang(code).table(ModalityCue)]
    return found


@pytest.mark.parametrize(("code", "entry"), entries(), ids=lambda v: v if isinstance(v, str) else f"{v.TABLE}-{v.id}")
def test_example(code: str, entry: Trigger | ModalityCue) -> None:
    events = read(entry.example, code)
    assert fits(entry.expect, events, entry.example), (
        entry.example,
        entry.expect,
        [shown(e, entry.example) for e in events],
    )


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
