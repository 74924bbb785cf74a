"""Merging, attribution, dates, anaphora, parties from earlier stages; and that no text makes the stage fail."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.annotate.events import find_events
from sitroom.annotate.parse import parse
from sitroom.annotate.prior import Prior
from sitroom.lang import load_lang
from sitroom.model import Actor, Event, Mention, Ref, Section, Span, Statement, Timex
from sitroom.ontology import load_ontology
from tests.annotate.test_events_kit import by_rules


def find(text: str, code: str, **prior: tuple) -> tuple[Event, ...]:  # type: ignore[type-arg]
    """Events of a text of one or more lines, with annotations of earlier stages."""
    sections, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            sections.append(Section(start=at, end=at + len(line), kind="body", reason="test"))
        at += len(line) + 1
    given_prior = Prior(sections=tuple(sections), **prior)
    return by_rules(parse(text, sections, code), given_prior, code)


def span(text: str, words: str) -> dict[str, int]:
    at = text.index(words)
    return {"start": at, "end": at + len(words)}


def test_one_happening_is_one_event_with_every_mention() -> None:
    text = (
        "Le Kenya a bombardé la Somalie samedi.\n"
        "L'attaque a duré une heure. Les frappes kényanes contre la Somalie ont visé un port.\n"
        "La Tanzanie a condamné l'attaque kényane."
    )
    events = find(text, "fr")
    assaults = [e for e in events if e.type == "ASSAULT"]
    assert len(assaults) == 1
    assert len(assaults[0].mentions) == 4
    assert [e.type for e in events] == ["ASSAULT", "ACCUSE"]


def test_opposite_directions_are_two_events() -> None:
    events = find("Kenya bombed Somalia. Somali strikes against Kenya followed.", "en")
    assert [(e.actors[0].country, e.recipients[0].country) for e in events] == [("KEN", "SOM"), ("SOM", "KEN")]


def test_a_bare_noun_alone_is_no_event() -> None:
    assert not find("The attack was on everybody's lips.", "en")


def test_two_dates_are_two_events() -> None:
    text = "Kenya bombed Somalia on Monday. Kenya bombed Somalia in June."
    times = (
        Timex(**span(text, "Monday"), rule="t", type="DATE", value="2026-03-02"),
        Timex(**span(text, "June"), rule="t", type="DATE", value="2025-06"),
    )
    events = find(text, "en", times=times)
    assert [e.date for e in events] == ["2026-03-02", "2025-06"]


def test_the_statement_an_act_is_told_in() -> None:
    text = "Kenya bombed Somalia, a witness said."
    witness = Actor(id="a1", name="witness", kind="anonymous")
    statement = Statement(
        id="s1",
        rule="t",
        sources=(Ref(**span(text, "witness"), actor="a1"),),
        cue=Span(**span(text, "said")),
        contents=(Span(**span(text, "Kenya bombed Somalia")),),
        kind="indirect",
        sourcing="anonymous",
    )
    event = find(text, "en", statements=(statement,), actors=(witness,))[0]
    assert (event.modality, event.attributed_to) == ("attributed", "s1")


def test_saying_no_is_the_act_itself() -> None:
    text = "The Kenyan premier said that Kenya will not send tanks to Somalia."
    state = Actor(id="a1", name="Kenya", kind="state", country="KEN")
    premier = Actor(id="a2", name="premier", kind="person", country="KEN", roles=("premier",))
    statement = Statement(
        id="s1",
        rule="t",
        sources=(Ref(**span(text, "Kenyan premier"), actor="a2"),),
        cue=Span(**span(text, "said")),
        contents=(Span(**span(text, "Kenya will not send tanks to Somalia")),),
        kind="indirect",
        sourcing="named",
    )
    mention = Mention(**span(text, "Kenya will"), rule="t", actor="a1")
    mention = mention.model_copy(update={"end": mention.start + 5})
    event = find(text, "en", statements=(statement,), actors=(state, premier), mentions=(mention,))[0]
    assert (event.type, event.modality, event.attributed_to) == ("REJECT", "asserted", None)


def test_parties_are_linked_to_mentions() -> None:
    text = "Ilse Marant met the Peruvian president."
    marant = Actor(id="a1", name="Ilse Marant", kind="person", country="BEL", roles=("minister",), sector="government")
    mention = Mention(**span(text, "Ilse Marant"), rule="t", actor="a1")
    event = find(text, "en", actors=(marant,), mentions=(mention,))[0]
    assert [(p.of(text), p.actor, p.country) for p in event.actors] == [
        ("Ilse Marant", "a1", "BEL"),
        ("Peruvian president", None, "PER"),
    ]


def test_every_event_says_by_which_rule_and_where() -> None:
    text = "Le Pérou a rompu ses relations diplomatiques avec la Bolivie."
    event = find(text, "fr")[0]
    assert event.rule == "fr.event.rompre-relations"
    assert event.intensity == -6
    mention = event.mentions[0]
    assert text[mention.trigger_start : mention.trigger_end] == "rompu"
    assert mention.start <= mention.trigger_start < mention.trigger_end <= mention.end


def test_offsets_count_from_the_start_of_the_text() -> None:
    text = "😀 Un titre\n\nLe Kenya a bombardé la Somalie."
    mention = find(text, "fr")[0].mentions[0]
    assert text[mention.trigger_start : mention.trigger_end] == "bombardé"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "«»«»«",
        "a" * 5000,
        "attaque " * 300,
        "\u202e\u0000 frappe",
        "Le Le Le a a a par par contre contre",
        "???",
        "- - -",
        "« l'attaque » de « l' »",
    ],
)
@pytest.mark.parametrize("code", ["fr", "en"])
def test_odd_texts(text: str, code: str) -> None:
    find(text, code)


WORDS = st.sampled_from(
    [
        "le",
        "Kenya",
        "a",
        "attaqué",
        "l'",
        "attaque",
        "«",
        "»",
        "de",
        "contre",
        "Israël",
        "qui",
        ",",
        "que",
        "dit",
        "si",
        "ne",
        "pas",
        "refuse",
        "d'",
        "aider",
        "the",
        "strike",
        "killed",
        "by",
        "of",
        "said",
        "will",
        "not",
        ".",
        "?",
        "\n",
        "\u00a0",
        "-",
        "😀",
    ]
)


@given(st.lists(WORDS, max_size=40), st.sampled_from(["fr", "en"]))
@settings(max_examples=40, deadline=None)
def test_never_raises(words: list[str], code: str) -> None:
    text = " ".join(words)
    for event in find(text, code):
        for mention in event.mentions:
            assert 0 <= mention.start <= mention.trigger_start < mention.trigger_end <= mention.end <= len(text)


def test_time_grows_with_length_not_faster() -> None:
    line = "Le Kenya a attaqué la Somalie et la Somalie a dénoncé l'attaque kényane contre la Somalie, "

    def cost(times: int) -> float:
        text = line * times
        sections = (Section(start=0, end=len(text), kind="body", reason="test"),)
        parsed = parse(text, sections, "fr")
        start = time.perf_counter()
        find_events(parsed, Prior(sections=sections), load_lang("fr"), load_ontology())
        return time.perf_counter() - start

    cost(1)
    assert cost(24) < 40 * max(cost(6), 0.01)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "L'opposition togolaise a demandé à ses partisans de manifester devant le parlement."),
        ("en", "Togo's opposition leader urged his supporters to take to the streets of the capital."),
    ],
)
def test_who_is_asked_to_protest_is_no_other_side_of_the_protest_that_is_called(code: str, text: str) -> None:
    events = find(text, code)
    assert [(e.type, e.modality, len(e.recipients)) for e in events] == [("PROTEST", "planned", 0)]
    assert events[0].actors[0].country == "TGO"


def test_what_a_government_is_asked_for_stays_a_request() -> None:
    events = find("Togo urged Ghana to withdraw its troops from the border.", "en")
    assert [e.type for e in events] == ["REQUEST"]
