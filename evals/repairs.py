"""Mangled names put right, and correct names left alone. evals/data/mangled_names.csv and correct_names.csv, our own.

    .venv/bin/python -m evals.repairs [--wrong]

A mangled name counts as repaired when the actor of its mention is the right one: repaired, or known to the roster in
that spelling, too. Correct names are invented, none is in the roster; each stands in one of
the sentences of CONTEXTS, which put countries and offices into play, because there a false repair is likeliest. Any
repair there is false.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from sitroom.annotate.actors import Cast, find_actors
from sitroom.annotate.names import similarity
from sitroom.annotate.parse import parse
from sitroom.annotate.places import find_places
from sitroom.annotate.prior import Prior
from sitroom.lang import load_lang
from sitroom.model import Section

DATA = Path(__file__).parent / "data"
SAME = 0.9
CONTEXTS = (
    ("fr", "À Téhéran, {name} a critiqué le président américain et le Premier ministre israélien."),
    ("fr", "Le ministre russe de la Défense a reçu {name}, ingénieur à Moscou. {last} a démenti."),
    ("fr", "« Nous avons peur », a raconté {name}, une commerçante de Kiev."),
    ("fr", "Le député français {name} a interpellé le ministre des Armées."),
    ("en", "In Ankara, {name} criticised the Turkish president and the German chancellor."),
    ("en", "The Egyptian foreign minister met {name}, an engineer from Cairo. {last} denied it."),
    ("en", "“We are afraid,” said {name}, a trader from Beirut."),
    ("en", "Polish lawmaker {name} questioned the defence minister in Warsaw."),
)


def read(text: str, code: str, published: str) -> Cast:
    """The actors of one line."""
    sections = (Section(start=0, end=len(text), kind="body", reason="eval"),)
    lang = load_lang(code)
    parsed = parse(text, sections, code)
    places = find_places(parsed, None, lang)
    return find_actors(parsed, Prior(published=published, sections=sections, places=places), lang)


def repaired(row: dict[str, str]) -> bool:
    """Is the mangled name of a row put right?"""
    cast = read(row["sentence"], row["lang"], row["on"])
    at = row["sentence"].index(row["mangled"])
    names = {a.id: (a.name, *a.aliases) for a in cast.actors}
    there = [m for m in cast.mentions if m.start < at + len(row["mangled"]) and at < m.end and m.form == "name"]
    return any(
        similarity(name, row["answer"]).score >= SAME for m in there for name in names.get(m.actor or "", ())[:1]
    )


def falsely(name: str, number: int) -> str | None:
    """What a correct name is turned into; None if it is left alone."""
    code, context = CONTEXTS[number % len(CONTEXTS)]
    text = context.format(name=name, last=name.split()[-1])
    cast = read(text, code, "2024-03-05")
    return next((m.repaired.to for m in cast.mentions if m.repaired is not None), None)


def rows(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def figures(show_wrong: bool = False, every: int = 1) -> dict[str, float]:
    """`repairs.right`: share of mangled names repaired; `repairs.false`: share of correct names "repaired".

    every   takes each n-th row only, for a quick look
    """
    mangled, correct = rows("mangled_names.csv")[::every], rows("correct_names.csv")[::every]
    right = [repaired(r) for r in mangled]
    wrong = [falsely(r["name"], n) for n, r in enumerate(correct)]
    if show_wrong:
        for row, ok in zip(mangled, right, strict=True):
            if not ok:
                print(f"{row['id']} {row['mangled']}: not {row['answer']}")
        for row, to in zip(correct, wrong, strict=True):
            if to is not None:
                print(f"{row['name']} -> {to}")
    return {
        "repairs.right": sum(right) / len(right),
        "repairs.false": sum(w is not None for w in wrong) / len(wrong),
    }


def main(show_wrong: bool = False) -> int:
    for name, value in figures(show_wrong).items():
        print(f"{name:16s} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main("--wrong" in sys.argv))
