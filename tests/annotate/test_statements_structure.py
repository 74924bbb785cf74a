"""Nesting, layout, sourcing, modality, time; all sentences our own, all people invented."""

from __future__ import annotations

import pytest

from sitroom.annotate.prior import Prior
from sitroom.model import Actor, Mention, Statement, Timex
from tests.annotate.marked import statements_of


def by_cue(text: str, found: tuple[Statement, ...]) -> dict[str, Statement]:
    return {s.cue.of(text) if s.cue else "": s for s in found}


def test_double_attribution_is_two_nested_statements() -> None:
    text = "Karm a dit au maire que le pont serait fermé, a déclaré un haut responsable."
    inner, outer = (by_cue(text, statements_of(text, "fr"))[c] for c in ("a dit", "a déclaré"))
    assert inner.within == outer.id
    assert inner.modality == "attributed"
    assert outer.within is None
    assert outer.sourcing == "anonymous"
    assert outer.contents[0].of(text) == "Karm a dit au maire que le pont serait fermé"


@pytest.mark.parametrize(
    "text",
    [
        "Karm a déclaré que le maire espère rouvrir le pont.",
        "Karm a déclaré que la police refuse de partir.",
        "« La mairie craint une crue », a déclaré Karm.",
    ],
)
def test_beliefs_and_refusals_inside_a_content_are_part_of_it(text: str) -> None:
    (found,) = statements_of(text, "fr")
    assert found.cue is not None
    assert found.cue.of(text) == "a déclaré"


def test_reported_speech_inside_reported_speech_stays() -> None:
    text = "Selon un diplomate, le ministre a demandé à la préfète de fermer le pont."
    found = by_cue(text, statements_of(text, "fr"))
    assert found["a demandé"].within == found["Selon"].id


def test_where_and_when_are_no_addressees() -> None:
    text = "Karm a déclaré à l'issue de la réunion que le pont était fermé."
    (found,) = statements_of(text, "fr")
    assert not found.addressees


def test_selon_alone_points_backward() -> None:
    text = "La ministre a promis de revenir. Selon des responsables proches du dossier."
    found = by_cue(text, statements_of(text, "fr"))
    assert found["Selon"].contents[0].of(text) == "La ministre a promis de revenir"
    assert found["a promis"].within == found["Selon"].id


def test_a_label_names_the_speaker() -> None:
    text = "Lise Karm : « Le pont restera fermé »"
    (found,) = statements_of(text, "fr", kind="headline")
    assert found.sources[0].of(text) == "Lise Karm"
    assert found.kind == "direct"


def test_a_topic_before_a_colon_is_no_speaker() -> None:
    assert not statements_of("Photo : le pont fermé", "fr", kind="headline")


def test_a_quotation_goes_on_in_the_next_line() -> None:
    text = "« Le pont est fermé », a déclaré Lise Karm.\n\n« Il ne rouvrira pas avant mai. »"
    (found,) = statements_of(text, "fr")
    assert [c.of(text) for c in found.contents] == ["« Le pont est fermé »", "« Il ne rouvrira pas avant mai. »"]


def test_a_quotation_after_an_indirect_statement_is_its_own() -> None:
    text = "Lise Karm a déclaré que le pont était fermé.\n\n« Il ne rouvrira pas avant mai. »"
    first, second = statements_of(text, "fr")
    assert second.sources == first.sources
    assert second.cue is None
    assert second.rule == "fr.statement.continued"


def test_a_line_ending_in_a_colon_introduces_the_next() -> None:
    text = 'The mayor released this statement:\n\n"We will reopen the bridge in May."'
    (found,) = statements_of(text, "en")
    assert found.sources[0].of(text) == "The mayor"


def test_an_orphan_quotation_is_nobody_s() -> None:
    (found,) = statements_of("« Le pont est fermé depuis lundi. »", "fr")
    assert found.sourcing == "unattributed"
    assert found.detail is not None
    assert found.detail["reason"]


@pytest.mark.parametrize(
    ("text", "language", "modality"),
    [
        ("Karm a démenti que le pont soit fermé.", "fr", "denied"),
        ("Karm n'a pas dit que le pont était fermé.", "fr", "denied"),
        ("Karm annoncera que le pont est fermé.", "fr", "planned"),
        ("Holt will announce that the bridge is closed.", "en", "planned"),
        ("Holt denied that the bridge was closed.", "en", "denied"),
        ("Holt said that the bridge was closed.", "en", "asserted"),
    ],
)
def test_modality(text: str, language: str, modality: str) -> None:
    (found,) = statements_of(text, language)
    assert found.modality == modality


def test_time_and_actor_come_from_earlier_stages() -> None:
    text = "Lise Karm a déclaré dimanche que le pont était fermé."
    prior = Prior(
        times=(Timex(start=21, end=29, type="DATE", value="2026-03-01", rule="test"),),
        actors=(Actor(id="a1", name="Lise Karm", kind="person"),),
        mentions=(Mention(start=0, end=9, actor="a1", rule="test"),),
    )
    (found,) = statements_of(text, "fr", prior)
    assert found.time == "2026-03-01"
    assert found.sources[0].actor == "a1"
    assert found.sourcing == "named"
