"""What was missed and made up, to read while rules are written: `python -m evals.diff LAYER [--lang fr] [TEXT ...]`.

LAYER is statements, events, mentions, times, places or sections. Train texts only: held-out ones are never shown.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator

from evals.gate import read_again
from evals.goldset import load_split
from evals.matching import jaccard, pair, same_actor, words
from evals.upstream import read_upstream
from sitroom.model import Dossier, Event, Mention, Span, Statement


def quote(d: Dossier, span: Span, most: int = 110) -> str:
    """The characters, on one line, cut in the middle."""
    text = " ".join(span.of(d.text).split())
    return text if len(text) <= most else f"{text[: most // 2]} ... {text[-most // 2 :]}"


def said(d: Dossier, s: Statement) -> str:
    """A statement on one line."""
    who = "; ".join(f"{quote(d, r)}={getattr(d.actor(r.actor), 'name', None)}" for r in s.sources) or "-"
    to = "; ".join(quote(d, r) for r in s.addressees)
    cue = quote(d, s.cue) if s.cue else "-"
    what = " || ".join(quote(d, c) for c in s.contents)
    inner = f" in {s.within}" if s.within else ""
    return f"{s.id}{inner} [{who}] <{cue}>{f' to {to}' if to else ''}: {what}   ({s.rule})"


def happened(d: Dossier, e: Event) -> str:
    """An event on one line."""
    sides = ["; ".join(f"{quote(d, p)}={p.country}" for p in side) or "-" for side in (e.actors, e.recipients)]
    triggers = ", ".join(d.text[m.trigger_start : m.trigger_end] for m in e.mentions)
    head = f"{e.id} {e.type} {sides[0]} -> {sides[1]} {e.modality} {e.date}"
    return f"{head} <{triggers}> {quote(d, e.mentions[0])} ({e.rule})"


def statements(gold: Dossier, found: Dossier) -> Iterator[str]:
    """Missed, made up, wrong source."""
    g_words = {s.id: words(s.contents, gold.text) for s in gold.statements}
    f_words = {s.id: words(s.contents, gold.text) for s in found.statements}
    pairs = pair(gold.statements, found.statements, lambda g, f: jaccard(g_words[g.id], f_words[f.id]), 0.5)
    for g in gold.statements:
        if not any(g is a for a, _ in pairs):
            yield f"  MISSED {said(gold, g)}"
    for f in found.statements:
        if not any(f is b for _, b in pairs):
            yield f"  EXTRA  {said(found, f)}"
    for g, f in pairs:
        right = (not g.sources and not f.sources) or any(
            same_actor(gold, a.actor, found, b.actor) for a in g.sources for b in f.sources
        )
        if not right or bool(g.addressees) != bool(f.addressees):
            yield f"  GOLD   {said(gold, g)}\n   FOUND {said(found, f)}"


def events(gold: Dossier, found: Dossier) -> Iterator[str]:
    """Missed, made up; matched ones side by side."""

    def fit(g: Event, f: Event) -> float:
        return float(g.type == f.type) * sum(m.overlaps(n) for m in g.mentions for n in f.mentions)

    pairs = pair(gold.events, found.events, fit, 1)
    for g in gold.events:
        if not any(g is a for a, _ in pairs):
            core = "" if (g.detail or {}).get("core", True) else " (not core)"
            yield f"  MISSED{core} {happened(gold, g)}"
    for f in found.events:
        if not any(f is b for _, b in pairs):
            yield f"  EXTRA  {happened(found, f)}"
    for g, f in pairs:
        yield f"  GOLD   {happened(gold, g)}\n   FOUND {happened(found, f)}"


ABOUT = {"times": ("value", "mod"), "places": ("country", "use"), "sections": ("kind",)}


def _spans(layer: str) -> Callable[[Dossier, Dossier], Iterator[str]]:
    def told(d: Dossier, item: Span) -> str:
        if isinstance(item, Mention):
            about: object = getattr(d.actor(item.actor), "name", None)
        else:
            about = tuple(getattr(item, field) for field in ABOUT[layer])
        return f"{quote(d, item)!r} = {about}"

    def differences(gold: Dossier, found: Dossier) -> Iterator[str]:
        g_all = {(i.start, i.end): told(gold, i) for i in getattr(gold, layer)}
        f_all = {(i.start, i.end): told(found, i) for i in getattr(found, layer)}
        for key in sorted(set(g_all) | set(f_all)):
            g, f = g_all.get(key), f_all.get(key)
            if g != f:
                yield f"  {'MISSED ' + str(g) if f is None else 'EXTRA  ' + f if g is None else f'GOLD {g}  FOUND {f}'}"

    return differences


LAYERS: dict[str, Callable[[Dossier, Dossier], Iterator[str]]] = {
    "statements": statements,
    "events": events,
    **{layer: _spans(layer) for layer in ("mentions", "times", "places", "sections")},
}


def main(arguments: list[str] | None = None) -> int:
    """Print the differences."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("layer", choices=sorted(LAYERS))
    parser.add_argument("texts", nargs="*", help="ids of train texts; all if left out")
    parser.add_argument("--lang", help="fr or en")
    parser.add_argument("--upstream", action="store_true", help="gold upstream of the stage")
    options = parser.parse_args(arguments)
    for gold in load_split("train"):
        if (options.texts and gold.report.id not in options.texts) or options.lang not in (None, gold.report.language):
            continue
        found = read_upstream(gold) if options.upstream else read_again(gold)
        print(f"== {gold.report.id}")
        for line in LAYERS[options.layer](gold, found):
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
