"""Sources that no table knows become actors; "I" in quoted words is who is quoted; who else speaks is a source."""

from __future__ import annotations

import pytest

from sitroom.model import Actor, Dossier, Page
from sitroom.pipeline import read_page


def read(text: str, code: str) -> Dossier:
    return read_page(Page(text=text, published="2026-03-05", language=code))


def speaker(d: Dossier, words: str) -> Actor | None:
    """The actor of the first source with these words."""
    found = [r for s in d.statements for r in s.sources if r.of(d.text).lower() == words]
    return d.actor(found[0].actor) if found else None


@pytest.mark.parametrize(
    ("code", "text", "words", "name", "kind"),
    [
        ("fr", "Le zanibaire a affirmé que la digue tiendrait.", "le zanibaire", "zanibaire", "person"),
        ("fr", "Un zanibaire a affirmé que la digue tiendrait.", "un zanibaire", "zanibaire", "anonymous"),
        ("fr", "Ses zanibaires ont affirmé que la digue tiendrait.", "ses zanibaires", "zanibaires", "group"),
        ("en", "Her Danish gorbers insisted that the dam would hold.", "her danish gorbers", "Danish gorbers", "group"),
    ],
)
def test_a_source_no_table_knows_is_an_actor(code: str, text: str, words: str, name: str, kind: str) -> None:
    actor = speaker(read(text, code), words)
    assert actor is not None
    assert (actor.name, actor.kind) == (name, kind)


def test_the_same_words_are_the_same_actor_and_its_statements_say_so() -> None:
    d = read("Le zanibaire a affirmé que la digue tiendrait. Le zanibaire a ajouté que l'eau baissait.", "fr")
    assert len({r.actor for s in d.statements for r in s.sources}) == 1
    assert [s.sourcing for s in d.statements] == ["named", "named"]


@pytest.mark.parametrize(
    "text", ["Un communiqué affirme que la digue tiendra.", "Selon un registre, la digue tiendra."]
)
def test_a_document_is_no_actor(text: str) -> None:
    d = read(text, "fr")
    assert d.statements
    assert not d.actors


def test_who_is_quoted_says_i_in_what_is_reported_inside() -> None:
    text = "« Je lui ai dit que le pont était fermé, et il a ri », a raconté Ilse Marant."
    d = read(text, "fr")
    inner = [s for s in d.statements if s.within]
    assert [d.actor(r.actor).name for s in inner for r in s.sources if r.of(text) == "Je"] == ["Ilse Marant"]  # type: ignore[union-attr]


def test_another_one_who_speaks_is_a_source() -> None:
    d = read(
        "Un responsable à Oslo se montre prudent. Ce responsable attend ses équipes. Un autre estime que c'est fini.",
        "fr",
    )
    actor = speaker(d, "un autre")
    assert actor is not None
    assert actor.kind == "anonymous"
