"""Interviews and transcripts: whose turn a line is; texts our own, people invented."""

from __future__ import annotations

import pytest

from sitroom.annotate.prior import Prior
from tests.annotate.marked import statements_of

LABELLED = """Lise Karm dirige la mairie de Brénod.

La Gazette : Le pont rouvrira-t-il ?

Lise Karm : Oui, en mai. Les travaux avancent.

Qu'attendez-vous de l'État ?

De l'argent, surtout.

Et si rien ne vient ?

Nous attendrons."""

TRANSCRIPT = """LUC MOREL
Bonjour, merci d'être là.

LISE KARM
Bonjour. Le pont rouvrira en mai.

LUC MOREL
Vraiment ?

LISE KARM
Oui, vraiment."""

UNLABELLED = """Interview by Mara Holt

Jonas Vikar has built bridges for twenty years.

Is the bridge safe?

It is, and it was last year.

Who will pay?

The state will pay for most of it.

When does it open?

In May, if it does not rain."""


def turns(text: str, language: str, outlet: str | None = None) -> list[tuple[str, str]]:
    found = statements_of(text, language, Prior(outlet=outlet))
    return [(s.sources[0].of(text), s.contents[0].of(text)) for s in found if s.rule.endswith(".turn")]


def test_turns_without_label_take_turns() -> None:
    assert turns(LABELLED, "fr", "La Gazette") == [
        ("La Gazette", "Le pont rouvrira-t-il ?"),
        ("Lise Karm", "Oui, en mai. Les travaux avancent."),
        ("La Gazette", "Qu'attendez-vous de l'État ?"),
        ("Lise Karm", "De l'argent, surtout."),
        ("La Gazette", "Et si rien ne vient ?"),
        ("Lise Karm", "Nous attendrons."),
    ]


def test_names_alone_in_a_line_speak_below() -> None:
    assert [s for s, _ in turns(TRANSCRIPT, "fr")] == ["LUC MOREL", "LISE KARM", "LUC MOREL", "LISE KARM"]


def test_answers_of_an_interview_without_labels() -> None:
    assert [s for s, _ in turns(UNLABELLED, "en")] == ["Jonas Vikar"] * 3


def test_initials_stand_for_the_name() -> None:
    text = "Jonas Vikar builds bridges.\n\nReview: Is it safe?\n\nJV: It is.\n\nReview: Since when?\n\nJV: Since May."
    assert [s for s, _ in turns(text, "en")] == ["Review", "JV", "Review", "JV"]


@pytest.mark.parametrize(
    "text",
    ["Le pont est-il sûr ?\n\nLa mairie cherche.", "Brénod : le pont ferme.\n\nQui paiera ?\n\nPersonne ne sait."],
)
def test_questions_alone_make_no_interview(text: str) -> None:
    assert not turns(text, "fr")
