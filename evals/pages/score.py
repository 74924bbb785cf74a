"""How much of a page's article is found, and how little else: against plain trafilatura, on our own pages.

    .venv/bin/python -m evals.pages.score

Measured as article-extraction-benchmark does: runs of four words of the text found and of the text meant, each with
its count; precision and recall over a page, their mean over pages, F1 of the means. The lines counted as ours are
those the labeller takes for the report's own words (body and headings), without the title.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sitroom.clean.lines import split_lines
from sitroom.clean.page import to_page
from sitroom.clean.sections import label_sections
from sitroom.clean.shape import is_name_of
from sitroom.ingest.files import read_file
from sitroom.lang import load_lang
from sitroom.model import Page

HERE = Path(__file__).parent
RUN = 4
WORD = re.compile(r"\w+")


def expected() -> dict[str, dict[str, Any]]:
    """What must be read from each page, by the page's name."""
    return tomllib.loads((HERE / "expected.toml").read_text(encoding="utf-8"))


def page_of(name: str) -> Page:
    """One page of this folder, read."""
    return to_page(read_file(HERE / f"{name}.html"))


def report_lines(page: Page) -> list[str]:
    """The lines taken for the report's own words, without the title."""
    lines = {line.start: line for line in split_lines(page.text, {})}
    sections = label_sections(page, load_lang(page.language or "en"))
    return [
        s.of(page.text)
        for s in sections
        if s.kind in ("body", "headline") and not is_name_of(page.title, lines[s.start])
    ]


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words with their counts; a shorter text is one run."""
    words = WORD.findall(text.casefold())
    return Counter(tuple(words[n : n + RUN]) for n in range(max(1, len(words) - RUN + 1)))


def score(found: str, meant: str) -> tuple[float, float]:
    """Precision and recall of one page."""
    have, want = runs(found), runs(meant)
    both = sum((have & want).values())
    return both / max(1, have.total()), both / max(1, want.total())


def plain(name: str) -> str:
    """What trafilatura alone takes for the article, with its defaults."""
    import trafilatura

    text = trafilatura.extract((HERE / f"{name}.html").read_bytes()) or ""
    titles = {expected()[name]["title"].casefold()}  # ours are left out too
    return "\n".join(line for line in text.split("\n") if line.strip("# ").casefold() not in titles)


def ours(name: str) -> str:
    """What we take for the article."""
    return "\n".join(report_lines(page_of(name)))


def f1(reader: Callable[[str], str]) -> tuple[float, float, float]:
    """Mean precision, mean recall and their F1 over all pages."""
    scores = [score(reader(name), "\n".join(told["body"])) for name, told in sorted(expected().items())]
    precision, recall = (sum(s[n] for s in scores) / len(scores) for n in (0, 1))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    """Print both, and each page on which we are worse."""
    for label, reader in (("sitroom", ours), ("trafilatura", plain)):
        print(f"{label:12} precision {{:.3f}}  recall {{:.3f}}  F1 {{:.3f}}".format(*f1(reader)))
    for name, told in sorted(expected().items()):
        (p, r), (q, s) = (score(reader(name), "\n".join(told["body"])) for reader in (ours, plain))
        print(f"  {name:16} {p:.2f} {r:.2f}   {q:.2f} {s:.2f}{'   worse' if p + r < q + s - 1e-9 else ''}")


if __name__ == "__main__":
    main()
