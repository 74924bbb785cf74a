"""The section labeller on whole pages, and what must hold on any text."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.clean.sections import label_by_rules, label_sections
from sitroom.lang import load_lang
from sitroom.model import READABLE, LineHint, Page

PAGES = tomllib.loads((Path(__file__).parent / "pages.toml").read_text(encoding="utf-8"))["page"]


def kinds(text: str, code: str = "fr", **known: object) -> list[str]:
    return [s.kind for s in label_sections(Page(text=text, **known), load_lang(code))]


@pytest.mark.parametrize("page", PAGES, ids=[p["id"] for p in PAGES])
def test_pages(page: dict[str, str]) -> None:
    """Each line of a page in pages.toml begins with its kind, which the rules alone give it."""
    pairs = [line.split(" ", 1) for line in page["lines"].splitlines() if line.strip()]
    text = "\n\n".join(line for _, line in pairs)
    labels = label_by_rules(Page(text=text), load_lang(page["language"])).labels
    found = [label[0] if label else None for label in labels]
    wrong = [(want, got, line[:80]) for (want, line), got in zip(pairs, found, strict=True) if want != got]
    assert wrong == []


JUNK = ["READ  Dix blessés", "Publicité", "# Titre", "- ", "**", "« Oui", "Un mot. " * 20, "14h32", "© X", "\u2028"]
LINES = st.lists(st.text(max_size=60) | st.sampled_from(JUNK), max_size=25)


@settings(max_examples=200, deadline=None)
@given(LINES, st.sampled_from(["fr", "en"]))
def test_every_line_is_labelled_once(lines: list[str], code: str) -> None:
    text = "\n".join(lines)
    sections = label_sections(Page(text=text), load_lang(code))
    assert [s.of(text) for s in sections] == [line.strip() for line in text.split("\n") if line.strip()]
    assert all(s.reason for s in sections)
    assert [s.start for s in sections] == sorted(s.start for s in sections)


@pytest.mark.parametrize(
    "text",
    ["un. " * 200_000, "ab\n" * 30_000, "Le ministre a dit non hier.\n" * 5_000, "\n" * 500_000, "a" * 900_000],
    ids=["one line", "short lines", "sentences", "blank", "one word"],
)
def test_time_is_linear(text: str) -> None:
    started = time.perf_counter()
    kinds(text)
    assert time.perf_counter() - started < 12


def test_hints_tell_headings() -> None:
    text = (
        "Un titre du jour à Namur\n\n"
        + "La pluie est tombée sur la ville pendant toute la nuit de dimanche à lundi.\n\n" * 2
    )
    hint = LineHint(start=0, end=24, tag="h1")
    assert kinds(text, hints=(hint,))[0] == "headline"


def test_hints_tell_clock_lines_and_captions() -> None:
    body = "La pluie est tombée sur la ville pendant toute la nuit de dimanche à lundi."
    text = f"2026-03-02 14:32\n\n{body}\n\nVera Holm à Namur"
    hints = (LineHint(start=0, end=16, tag="time"), LineHint(start=text.index("Vera"), end=len(text), tag="figcaption"))
    assert kinds(text, hints=hints) == ["live_time", "body", "caption"]


def test_name_of_the_outlet_alone() -> None:
    body = "La pluie est tombée sur la ville pendant toute la nuit de dimanche à lundi."
    assert kinds(f"Un titre du jour à Namur\n\nLe Courrier\n\n{body}\n\n{body}", outlet="Le Courrier")[1] == "other"


# Lines that are junk wherever they stand, written before the patterns that now know them.
JUNK_LINES = tomllib.loads((Path(__file__).parent / "junk.toml").read_text(encoding="utf-8"))
BETWEEN = {
    "fr": "Le président de la région a annoncé lundi que les travaux commenceraient au printemps prochain.",
    "en": "The president of the region announced on Monday that works would begin in the coming spring.",
}


@pytest.mark.parametrize(("code", "line"), [(c, line) for c, lines in JUNK_LINES.items() for line in lines])
def test_junk_is_junk_between_paragraphs_and_at_the_end(code: str, line: str) -> None:
    top = f"Un titre du jour\n\n{BETWEEN[code]}\n\n{line}"
    assert kinds(top, code)[-1] not in READABLE
    assert kinds(f"{top}\n\n{BETWEEN[code]}", code)[-2] not in READABLE


# Sentences of reports that speak of what furniture speaks of.
BODY_LINES = tomllib.loads((Path(__file__).parent / "body.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("code", "line"), [(c, line) for c, lines in BODY_LINES.items() for line in lines])
def test_a_report_may_speak_of_what_furniture_speaks_of(code: str, line: str) -> None:
    top = f"Un titre du jour\n\n{BETWEEN[code]}\n\n{line}"
    assert kinds(f"{top}\n\n{BETWEEN[code]}", code)[-2] in READABLE
    assert kinds(top, code)[-1] in READABLE


def test_entries_of_a_live_page_are_of_one_kind() -> None:
    text = (
        "Crise à Tessaro : suivez la journée\n\n"
        "20 heures 22 : le maire Luc Morel appelle au calme\n"
        "20 heures 32 : le préfet annonce la fermeture du pont et demande aux habitants de rester chez eux.\n"
        "20 heures 45 : des tirs sont entendus près du port\n\n"
        "Le pont avait été fermé une première fois en janvier, après la crue qui emporta la route et deux maisons."
    )
    kinds = [s.kind for s in label_sections(Page(text=text, language="fr"), load_lang("fr"))]
    assert kinds[1:4] == ["body"] * 3


def test_a_title_cut_by_the_page_is_still_the_title() -> None:
    title = "Crue : le préfet Paul Varin ordonne l'évacuation de trois villages et demande l'aide de l'armée"
    body = "Le préfet a demandé dimanche à mille habitants de quitter leurs maisons avant la nuit, dit un porte-parole."
    page = Page(text=f"{title} pour la nuit.\n\n{body}", language="fr", title=f"{title[:70]}...")
    assert label_sections(page, load_lang("fr"))[0].kind == "headline"
