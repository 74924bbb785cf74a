"""Who speaks, what is denied and what is no speech at all, in constructions that critics found read wrongly."""

from __future__ import annotations

import pytest

import sitroom
from sitroom.model import Dossier


def read(text: str, code: str) -> Dossier:
    return sitroom.read(f"{text}\n", published="2026-03-12", language=code)


def said(d: Dossier) -> list[tuple[str, str]]:
    """(first source or "", contents joined by a bar) of each statement."""
    return [
        (s.sources[0].of(d.text) if s.sources else "", "|".join(c.of(d.text) for c in s.contents)) for s in d.statements
    ]


@pytest.mark.parametrize(
    ("code", "text", "modality"),
    [
        ("fr", "Le ministère a rejeté ces accusations.", "denied"),
        ("fr", "La maire a écarté toute démission.", "denied"),
        ("en", "The ministry dismissed the allegation.", "denied"),
        ("en", "The council rejected the plan.", "asserted"),
        ("en", "The mayor would not say whether the bridge was safe.", "asserted"),
        ("fr", "Le préfet n'a pas souhaité commenter cette enquête.", "asserted"),
        ("fr", "Le maire dit ne pas connaître cet homme.", "asserted"),
        ("en", "The envoy would neither confirm nor deny that a call had taken place.", "asserted"),
    ],
)
def test_claims_rejected_are_denied_and_what_is_withheld_is_not(code: str, text: str, modality: str) -> None:
    assert {s.modality for s in read(text, code).statements} == {modality}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The guards stopped the lorries in order to maintain calm in the port."),
        ("en", "The war has dragged on, claiming hundreds of lives in the valley."),
        ("en", "The regime used drones to crush resistance to its rule."),
        ("en", "It is important to note that the road remains closed."),
        ("en", "He was jailed for refusing the general's command to stand down."),
        ("fr", "Deux hommes ont été reconnus coupables de « complot »."),
        ("fr", "Également appelé « la Tour », le fort domine la baie."),
    ],
)
def test_words_that_only_look_like_saying(code: str, text: str) -> None:
    assert said(read(text, code)) == []


@pytest.mark.parametrize(
    ("code", "text", "source", "content"),
    [
        (
            "fr",
            "L'armée a poursuivi ses tirs, et le chef rebelle a menacé de répliquer, affirmant que Tarma paierait.",
            "le chef rebelle",
            "Tarma paierait",
        ),
        (
            "fr",
            "Reuters a cité un responsable grec affirmant que « le navire a coulé ».",
            "un responsable grec",
            "« le navire a coulé »",
        ),
        (
            "fr",
            "Le vote aura lieu dimanche, comme le parti l'a exigé, malgré les protestations.",
            "le parti",
            "Le vote aura lieu dimanche",
        ),
        (
            "en",
            "The gunmen fell back after a newly appointed army chief ordered them to leave the town.",
            "a newly appointed army chief",
            "leave the town",
        ),
        (
            "en",
            "Unions had called for a general strike to contest the vote.",
            "Unions",
            "a general strike to contest the vote",
        ),
        (
            "en",
            "Police stated that an inquiry had been opened but did not confirm the names.",
            "Police",
            "an inquiry had been opened",
        ),
        ("en", "Croatia accuses Serbs of massacre as Belgrade warns of unrest", "Belgrade", "unrest"),
        ("en", "Two women were reported to have been killed.", "", "Two women|have been killed"),
    ],
)
def test_who_says_it_and_how_far(code: str, text: str, source: str, content: str) -> None:
    assert (source, content) in said(read(text, code))


def test_accusations_are_nobody_to_speak_to() -> None:
    d = read("In response to the accusations, the ministry called for talks.", "en")
    assert all(not s.addressees for s in d.statements)
