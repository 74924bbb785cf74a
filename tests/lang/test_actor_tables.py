"""Every example of the actor tables: the mention is found with the kind, country, level and name it promises."""

from __future__ import annotations

import pytest

from sitroom.annotate.actors import find_actors
from sitroom.annotate.parse import parse
from sitroom.annotate.prior import Prior
from sitroom.lang import Entry, languages, load_lang
from sitroom.lang.schemas.anonymous import Descriptor
from sitroom.lang.schemas.firstnames import FirstNames
from sitroom.lang.schemas.institutions import Institution
from sitroom.lang.schemas.nominals import MentionExample, Nominal
from sitroom.lang.schemas.pronouns import Pronoun
from sitroom.lang.schemas.titles import Title
from sitroom.lang.schemas.wordclasses import WordClass
from sitroom.model import Section

TABLES: tuple[type[Entry], ...] = (Nominal, Institution, Title, Descriptor, FirstNames)


def cast(text: str, code: str):
    sections = (Section(start=0, end=len(text), kind="body", reason="test"),)
    return find_actors(parse(text, sections, code), Prior(sections=sections), load_lang(code))


def problem(example: MentionExample, code: str) -> str | None:
    """What is wrong with the example's mention, or None."""
    found = cast(example.text, code)
    texts = [example.text[m.start : m.end] for m in found.mentions]
    mention = next((m for m in found.mentions if example.text[m.start : m.end] == example.span), None)
    if mention is None:
        return f"{example.span!r} is not among {texts} of {example.text!r}"
    actor = next((a for a in found.actors if a.id == mention.actor), None)
    if actor is None:
        return f"{example.span!r} of {example.text!r} has no actor"
    for field in ("kind", "country", "level", "name"):
        expected = getattr(example, field)
        if expected is not None and getattr(actor, field) != expected:
            return f"{example.text!r}: {field} is {getattr(actor, field)!r}, expected {expected!r}"
    return None


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.TABLE)
def test_examples(code: str, table: type[Entry]) -> None:
    wrong = {e.id: p for e in load_lang(code).table(table) if (p := problem(e.example, code))}  # type: ignore[attr-defined]
    assert not wrong


@pytest.mark.parametrize("code", languages())
def test_agencies_papers_and_broadcasters_have_no_country(code: str) -> None:
    media = [e.example for e in load_lang(code).table(Institution) if e.sector == "media"]
    assert media
    for example in media:
        found = cast(example.text, code)
        actors = {a.id: a for a in found.actors}
        ours = [actors[m.actor] for m in found.mentions if example.text[m.start : m.end] == example.span]
        assert [a.country for a in ours] == [None] * max(1, len(ours)), example.text


@pytest.mark.parametrize("code", languages())
def test_pronouns(code: str) -> None:
    wrong = {}
    for entry in load_lang(code).table(Pronoun):
        example = entry.example
        found = cast(example.text, code)
        at = example.text.rindex(example.span)
        reference = next((m for m in (*found.references, *found.mentions) if m.start == at), None)
        names = {a.id: a.name for a in found.actors}
        got = names.get(reference.actor or "") if reference else None
        if got != example.actor:
            wrong[entry.id] = f"{example.text!r}: {example.span!r} is {got!r}, expected {example.actor!r}"
    assert not wrong


@pytest.mark.parametrize("code", languages())
def test_word_classes_show_their_words(code: str) -> None:
    for entry in load_lang(code).table(WordClass):
        assert any(w in entry.example.lower() for w in entry.words), entry.id
        assert not entry.values or len(entry.values) == len(entry.words), entry.id


def test_both_languages_share_ids() -> None:
    """Ids are parts of actor keys, so a French and an English report must agree on them."""
    for table in (Nominal, Institution):
        known = [{e.id for e in load_lang(c).table(table)} for c in languages()]
        assert len(set.union(*known)) - len(set.intersection(*known)) < 10
