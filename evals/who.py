"""Short texts dense with people spoken of again, marked with who is meant: `python -m evals.who`.

evals/who/<language>.txt may be read while rules are written; <language>-unread.txt was written with it, before the
program was run, and is only counted. The figure is B-cubed (Bagga & Baldwin 1998) over the marked
words: whether those that mean the same one have the same actor (recall), and the other way round (precision).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sitroom.annotate.actors import find_actors, with_sources
from sitroom.annotate.parse import parse
from sitroom.annotate.places import find_places
from sitroom.annotate.prior import Prior
from sitroom.annotate.statements import find_statements
from sitroom.annotate.times import find_times
from sitroom.lang import load_lang
from sitroom.model import Dossier, Mention, Ref, Report, Section, Span

HERE = Path(__file__).parent / "who"
MARK = re.compile(r"\[\[([^\]|]*)\|([^\]]*)\]\]")
OUT = "-"


def marked(code: str, unread: bool = False) -> Iterator[tuple[str, str, str, list[tuple[Span, str]]]]:
    """(id, publication day, text, marks) of each text of a language. Lines that began with "# " are headlines."""
    whole = (HERE / f"{code}{'-unread' if unread else ''}.txt").read_text(encoding="utf-8")
    for part in whole.split("### ")[1:]:
        head, body = part.rstrip("\n").split("\n", 1)
        name, day = head.split()
        text, marks, at = "", [], 0
        for m in MARK.finditer(body):
            text += body[at : m.start()]
            marks.append((Span(start=len(text), end=len(text) + len(m[1].rstrip(","))), m[2]))
            text, at = text + m[1], m.end()
        yield name, day, text + body[at:], marks


def _sections(text: str) -> Iterator[Section]:
    for m in re.finditer(r"[^\n]+", text):
        kind = "headline" if m.group().startswith("# ") else "body"
        start = m.start() + 2 * (kind == "headline")
        yield Section(start=start, end=m.end(), kind=kind, reason="marked")


def read(text: str, code: str, day: str) -> Dossier:
    """A text read as far as the statements, its lines being what the marks say."""
    lang, sections = load_lang(code), tuple(_sections(text))
    parsed = parse(text, sections, code)
    prior = Prior(published=day, sections=sections)
    prior = replace(prior, times=find_times(parsed, day, lang))
    prior = replace(prior, places=find_places(parsed, None, lang))
    cast = find_actors(parsed, prior, lang)
    prior = replace(prior, actors=cast.actors, mentions=cast.mentions, references=cast.references)
    actors, statements = with_sources(cast.actors, find_statements(parsed, prior, lang), cast.nameless)
    report = Report(id="who", language=code, published=day, sha256="0" * 64)
    return Dossier(
        report=report, text=text, sections=sections, actors=actors, mentions=cast.mentions, statements=statements,
        references=cast.references,
    )  # fmt: skip


def measure(code: str, unread: bool) -> tuple[float, float, int]:
    """(precision, recall, marks): B-cubed over the marked words of a file's texts."""
    right = Counter[str]()
    for _, day, text, marks in marked(code, unread):
        d = read(text, code, day)
        told: list[Ref | Mention] = [*(r for s in d.statements for r in s.sources), *d.mentions, *d.references]
        pairs = []
        for span, who in (m for m in marks if m[1] != OUT):
            actor = next((r.actor for r in told if r.overlaps(span)), None)
            pairs.append((who, actor or f"nobody at {span.start}"))
        both, gold, found = Counter(pairs), Counter(w for w, _ in pairs), Counter(f for _, f in pairs)
        right["marks"] += len(pairs)
        right["precision"] += round(1000 * sum(n * n / found[f] for (_, f), n in both.items()))
        right["recall"] += round(1000 * sum(n * n / gold[w] for (w, _), n in both.items()))
    total = 1000 * max(1, right["marks"])
    return right["precision"] / total, right["recall"] / total, right["marks"]


def main() -> int:
    """Print the figures."""
    for code in ("fr", "en"):
        for unread in (False, True):
            precision, recall, marks = measure(code, unread)
            kind = "unread" if unread else "read"
            print(f"{code} {kind:6s} B-cubed precision {precision:.3f} recall {recall:.3f} of {marks}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
