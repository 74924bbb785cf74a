"""Lines that are one paragraph for the parse; sentences our own."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.annotate.paragraphs import paragraphs
from tests.annotate.marked import sections_of, statements_of

TELEX = """Le pont de la rue Haute restera fermé jusqu'au mois de mai, a annoncé
mardi la mairie de Brénod, après la chute de plusieurs pierres sur les
berges.

"Nous ne prendrons aucun risque. Les travaux commenceront dès que la
rivière aura baissé", a déclaré la maire, Lise Karm.
"""


def joined(text: str) -> list[str]:
    return [s.of(text) for s in paragraphs(text, sections_of(text))]


def test_lines_broken_to_a_width_are_joined() -> None:
    assert len(joined(TELEX)) == 2


def test_paragraphs_of_one_line_stay() -> None:
    text = "Le pont est fermé depuis lundi.\nLa mairie cherche une solution.\nLes riverains attendent."
    assert joined(text) == text.split("\n")


def test_a_list_stays_a_list() -> None:
    text = "- un pont fermé depuis lundi matin et pour longtemps\n- une route\n- un quai fermé depuis lundi soir déjà"
    assert joined(text) == text.split("\n")


def test_an_open_quotation_reaches_its_closing_mark() -> None:
    text = "« Le pont est fermé.\nIl le restera », a déclaré Lise Karm.\nLe quai est ouvert."
    assert joined(text) == ["« Le pont est fermé.\nIl le restera », a déclaré Lise Karm.", "Le quai est ouvert."]


def test_a_quotation_that_never_closes_joins_nothing() -> None:
    text = "« Le pont est fermé.\nLe quai, dit « le petit », est ouvert."
    assert joined(text) == text.split("\n")


def test_statements_of_a_broken_text() -> None:
    found = statements_of(TELEX, "fr")
    assert [" ".join(s.sources[0].of(TELEX).split()) for s in found] == ["la mairie de Brénod", "la maire, Lise Karm"]


def test_no_quotation_runs_over_a_line_that_is_not_the_reports() -> None:
    text = "« Le pont est fermé.\nPar Lise Karm\nIl le restera », a déclaré la maire."
    first, byline, last = sections_of(text)
    sections = [first, byline.model_copy(update={"kind": "byline"}), last]
    assert [s.of(text) for s in paragraphs(text, sections)] == [first.of(text), last.of(text)]


def test_a_quotation_over_paragraphs_has_a_content_for_each() -> None:
    text = "« Le pont est fermé.\n\nIl le restera », a déclaré Lise Karm."
    (found,) = statements_of(text, "fr")
    assert [c.of(text) for c in found.contents] == ["« Le pont est fermé.", "Il le restera »"]


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="ab .«»\"“”'\n-", max_size=200))
def test_any_text_keeps_its_lines_in_order(text: str) -> None:
    found = paragraphs(text, sections_of(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert {s.start for s in found} <= {s.start for s in sections_of(text)}
