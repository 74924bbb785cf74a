"""Who is meant by what takes somebody up: pronouns, "son rival", "l'ONG", "the two ministers"; texts of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitroom.annotate.names import fold
from sitroom.model import Actor, Dossier, Mention, Page, Ref
from sitroom.pipeline import read_page

HERE = Path(__file__).parent
FLOORS = {"fr": 0.93, "en": 0.87}  # .95 and .90 when they were written


def cases(code: str) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """(publication day, text, (words, who they are))."""
    for part in re.split(r"^=== ", (HERE / f"taken_up_{code}.txt").read_text(encoding="utf-8"), flags=re.M)[1:]:
        head, *rest = part.split("\n")
        text = "\n".join(line for line in rest if not line.startswith("> ")).strip() + "\n"
        asked = [line[2:].split(" = ") for line in rest if line.startswith("> ")]
        yield head.split()[1], text, [(words, who) for words, who in asked]


def place(text: str, words: str) -> tuple[int, int]:
    """Where the words stand; "#2": their second occurrence."""
    form, _, nth = words.partition("#")
    end = r"(?!\w)" if form[-1].isalnum() else ""
    found = list(re.finditer(r"(?<!\w)" + re.escape(form) + end, text))[int(nth or 1) - 1]
    return found.span()


def actor_at(d: Dossier, start: int, end: int) -> Actor | None:
    """The actor of a source, pronoun or mention there, in this order."""
    sources = [r for s in d.statements for r in s.sources if r.end - r.start < end - start + 60]
    items: list[Ref | Mention] = [*sources, *d.references, *d.mentions]
    for item in items:
        if item.start < end and start < item.end:
            return d.actor(item.actor)
    return None


def is_meant(d: Dossier, actor: Actor | None, answer: str) -> bool:
    """Is the actor called so, or the unnamed source of that country?"""
    if actor is None:
        return False
    if answer.startswith("anon:"):
        return actor.kind == "anonymous" and actor.country == answer[5:]
    called = {fold(n) for n in (actor.name, *actor.aliases)}
    called |= {fold(m.of(d.text)) for m in d.mentions if m.actor == actor.id}
    return any(set(fold(answer).split()) <= set(name.split()) for name in called)


@pytest.mark.parametrize("code", ["fr", "en"])
def test_who_is_taken_up(code: str) -> None:
    total, wrong = 0, []
    for published, text, asked in cases(code):
        d = read_page(Page(text=text, published=published, language=code))
        for words, answers in asked:
            total += 1
            actor = actor_at(d, *place(text, words))
            if not any(is_meant(d, actor, answer) for answer in answers.split("|")):
                wrong.append(f"{words!r} in {text[:40]!r}: {actor.name if actor else None}")
    assert 1 - len(wrong) / total >= FLOORS[code], "\n".join(wrong)
