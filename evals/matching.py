"""What is the same: spans by their words, names, actors. Pure functions; evals.score counts with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sitroom.model import Actor, Dossier, Span

G = TypeVar("G")
P = TypeVar("P")

# Articles and elided words that some readers put inside a span and others do not.
LIGHT = frozenset(re.findall(r"\w+", "le la les l un une des du de d à que qu the a an of that to"))


def words(spans: Iterable[Span], text: str) -> frozenset[int]:
    """Offsets of the word tokens that the spans touch, light words left out."""
    found = set()
    for span in spans:
        for m in re.finditer(r"\w+", text[span.start : span.end]):
            if m.group().lower() not in LIGHT:
                found.add(span.start + m.start())
    return frozenset(found)


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    """Size of the intersection over that of the union; 0 when both are empty."""
    return len(a & b) / len(a | b) if a | b else 0.0


def pair(gold: Sequence[G], found: Sequence[P], fit: Callable[[G, P], float], least: float) -> list[tuple[G, P]]:
    """Greedy one-to-one pairs in order of decreasing fit, at least `least`; ties go to the earlier."""
    scored = sorted(
        ((fit(g, p), -i, -j) for i, g in enumerate(gold) for j, p in enumerate(found)),
        reverse=True,
    )
    taken_g: set[int] = set()
    taken_p: set[int] = set()
    out = []
    for score, i, j in scored:
        if score < least or score <= 0 or -i in taken_g or -j in taken_p:
            continue
        taken_g.add(-i)
        taken_p.add(-j)
        out.append((gold[-i], found[-j]))
    return out


def plain(name: str) -> str:
    """Lower case without diacritics or punctuation, for comparing names."""
    flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"\w+", flat))


def names_of(d: Dossier, actor: Actor) -> set[str]:
    """What an actor is called: name, aliases, and the words of every mention but roles of named people."""
    called = {actor.name, *actor.aliases}
    called |= {m.of(d.text) for m in d.mentions if m.actor == actor.id and (m.form == "name" or actor.kind != "person")}
    return {plain(name) for name in called} - {""}


def same_actor(gold: Dossier, g: str | None, found: Dossier, f: str | None) -> bool:
    """Do two actor ids stand for the same somebody? States by country, anonymous ones by country where gold has one,
    everybody else by a shared name or mention; a person also by a shared family name."""
    a, b = gold.actor(g), found.actor(f)
    if a is None or b is None:
        return a is b
    if "anonymous" in (a.kind, b.kind):
        return a.kind == b.kind and (a.country == b.country or a.country is None)
    if a.kind == "state" and b.kind == "state":
        return a.country == b.country
    names_a, names_b = names_of(gold, a), names_of(found, b)
    if names_a & names_b:
        return True
    if a.kind == b.kind == "person":
        return any(
            set(x.split()) <= set(y.split()) or set(y.split()) <= set(x.split()) for x in names_a for y in names_b
        )
    return False
