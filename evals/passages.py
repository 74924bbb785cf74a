"""Mentions of short passages marked before the program read them: `python -m evals.passages [--show]`.

evals/passages/<language>.txt holds one passage a line (blank lines between them), our own writing. A mention stands in
braces with a letter for its kind, and a country where the text tells one: `{maire|p:TGO}`; mentions may lie in others.
The passages were marked before session 11 changed anything; what was wrong in them was then looked at.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import NamedTuple

from sitroom.errors import DataError
from sitroom.model import Page
from sitroom.pipeline import read_page

PASSAGES = Path(__file__).parent / "passages"
KINDS = {"o": "organisation", "p": "person", "g": "group", "s": "state", "a": "anonymous"}
PUBLISHED = "2026-03-04"
MARK = re.compile(r"\{|\|([pogsa])(?::([A-Z]{3}))?\}")
Key = tuple[int, int, str]


class Tally(NamedTuple):
    """Mentions marked, found, and right by ends and kind; those of them that are no state and their right countries."""

    marked: int = 0
    found: int = 0
    right: int = 0
    owned: int = 0
    country: int = 0


def unmark(line: str, file: str = "<passage>") -> tuple[str, dict[Key, str | None]]:
    """The plain text, and the country of each marked mention. Raises DataError where braces do not match."""
    text, out, open_at, last = "", dict[Key, str | None](), list[int](), 0
    for mark in MARK.finditer(line):
        text += line[last : mark.start()]
        last = mark.end()
        if mark[0] == "{":
            open_at.append(len(text))
        elif open_at:
            out[open_at.pop(), len(text), KINDS[mark[1]]] = mark[2]
        else:
            raise DataError(file, line[:40], "a mention ends that did not begin")
    if open_at:
        raise DataError(file, line[:40], "a mention begins that does not end")
    return text + line[last:], out


def read(line: str, code: str) -> tuple[dict[Key, str | None], dict[Key, str | None], str]:
    """What is marked in a passage, what the program finds, and the plain text."""
    text, marked = unmark(line, f"{code}.txt")
    dossier = read_page(Page(text=text, language=code, published=PUBLISHED))
    actors = {a.id: a for a in dossier.actors}
    named = ((m, actors[m.actor]) for m in dossier.mentions if m.actor)
    return marked, {(m.start, m.end, a.kind): a.country for m, a in named}, text


def tally(code: str, show: bool = False) -> Tally:
    """The counts of all passages of a language; `show` prints what differs."""
    total = Tally()
    for line in (PASSAGES / f"{code}.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        marked, found, text = read(line.strip(), code)
        both = sorted(set(marked) & set(found))
        owned = [k for k in both if k[2] != "state"]
        same = sum(marked[k] == found[k] for k in owned)
        counts = (len(marked), len(found), len(both), len(owned), same)
        total = Tally(*(a + b for a, b in zip(total, counts, strict=True)))
        if show and set(marked) != set(found):
            lost, made = ([(text[a:b], kind) for a, b, kind in sorted(keys)]
                          for keys in (set(marked) - set(found), set(found) - set(marked)))  # fmt: skip
            print(f"{code} lost {lost} made up {made} :: {text[:60]}")
    return total


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of both languages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--show", action="store_true", help="print what differs")
    options = parser.parse_args(arguments)
    for code in ("fr", "en"):
        t = tally(code, options.show)
        f1, country = 2 * t.right / (t.marked + t.found), t.country / max(1, t.owned)
        print(f"{code} {t.marked} mentions: F1 {f1:.3f}, country {country:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
