"""Mangled names put right, and correct names left alone. evals/data/mangled_names.csv and correct_names.csv, our own.

    .venv/bin/python -m evals.repairs [--wrong]

A mangled name counts as repaired when the actor of its mention is the right one: repaired, or known to the roster in
that spelling, too. Correct names are invented, none is in the roster; each stands in one of
the sentences of CONTEXTS, which put countries and offices into play, because there a false repair is likeliest. Any
repair there is false. sibling_names.csv: names that only sibling reports of the room spell right (`Prior.known`); all
its names are known while each sentence is read, and while every fifth correct name is read again.
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


def read(text: str, code: str, published: str, known: tuple[tuple[str, str], ...] = ()) -> Cast:
    """The actors of one line; `known`: (name, key) of persons whom other reports name."""
    sections = (Section(start=0, end=len(text), kind="body", reason="eval"),)
    lang = load_lang(code)
    parsed = parse(text, sections, code)
    places = find_places(parsed, None, lang)
    return find_actors(parsed, Prior(published=published, sections=sections, places=places, known=known), lang)


def repaired(row: dict[str, str]) -> bool:
    """Is the mangled name of a row put right?"""
    cast = read(row["sentence"], row["lang"], row["on"])
    at = row["sentence"].index(row["mangled"])
    names = {a.id: (a.name, *a.aliases) for a in cast.actors}
    there = [m for m in cast.mentions if m.start < at + len(row["mangled"]) and at < m.end and m.form == "name"]
    return any(
        similarity(name, row["answer"]).score >= SAME for m in there for name in names.get(m.actor or "", ())[:1]
    )


def siblings() -> tuple[tuple[str, str], ...]:
    """What other reports of the room are taken to know: (name, key)."""
    return tuple((name, f"person:{name.lower()}") for name in sorted({r["right"] for r in rows("sibling_names.csv")}))


def repaired_by_sibling(row: dict[str, str], known: tuple[tuple[str, str], ...]) -> bool:
    """Is a name that only a sibling report spells right put right?"""
    cast = read(row["sentence"].format(row["mangled"]), row["lang"], "2026-11-20", known)
    return any(m.repaired is not None and m.repaired.to == row["right"] for m in cast.mentions)


def falsely(name: str, number: int, known: tuple[tuple[str, str], ...] = ()) -> str | None:
    """What a correct name is turned into; None if it is left alone."""
    code, context = CONTEXTS[number % len(CONTEXTS)]
    text = context.format(name=name, last=name.split()[-1])
    cast = read(text, code, "2024-03-05", known)
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
    known, respelt = siblings(), rows("sibling_names.csv")[::every]
    put_right = [repaired_by_sibling(r, known) for r in respelt]
    misled = [falsely(r["name"], n, known) for n, r in enumerate(correct[::5])]
    if show_wrong:
        for row, ok in zip(mangled, right, strict=True):
            if not ok:
                print(f"{row['id']} {row['mangled']}: not {row['answer']}")
        for row, ok in zip(respelt, put_right, strict=True):
            if not ok:
                print(f"{row['id']} {row['mangled']}: not {row['right']} (sibling)")
        for row, to in zip(correct, wrong, strict=True):
            if to is not None:
                print(f"{row['name']} -> {to}")
    return {
        "repairs.right": sum(right) / len(right),
        "repairs.false": sum(w is not None for w in wrong) / len(wrong),
        "repairs.sibling_right": sum(put_right) / len(put_right),
        "repairs.sibling_false": sum(w is not None for w in misled) / len(misled),
    }


def main(show_wrong: bool = False) -> int:
    for name, value in figures(show_wrong).items():
        print(f"{name:22s} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main("--wrong" in sys.argv))
