"""Weights for src/sitroom/annotate/events/judging.py: `python -m evals.acts` (some minutes; needs git history).

Which candidates of a word are events is learnt from our own train gold, reports and labelled sentences. Each text is
read with the triggers, word lists and cues of before anybody who writes them had read it (evals/before.py), and with
hints (evals/hints.py) that have not seen it.

    python -m evals.acts --folds      what texts left out get, against the rules alone; writes nothing
    python -m evals.acts --families   right and made-up candidates by family of rule, today's rules; writes nothing
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from evals.before import Marks, group_of, is_short, pack_before, texts
from evals.choice import Case, fit, folds, write
from evals.hints import unseen
from sitroom.annotate.events import find_drafts
from sitroom.annotate.events import scene as scene_module
from sitroom.annotate.events.candidates import Candidate
from sitroom.annotate.events.judging import LEAST, undoubted
from sitroom.annotate.events.scene import Scene
from sitroom.annotate.events.signs import signs
from sitroom.annotate.events.told import clause_span, words_of
from sitroom.annotate.weights import best, shares
from sitroom.lang import Lang, load_lang

PENALTY, TEXTS = 6.0, 2
ITEM = 0.4  # a labelled sentence beside a report: folds, F1 of words in reports .758 -> .767 en, .759 -> .768 fr


@dataclass(frozen=True)
class Told:
    """The candidates of one word, and which of them gold has."""

    case: Case
    kind: str
    families: tuple[str, ...]
    sure: int | None  # which one the rules alone would take


def told(today: bool) -> Iterator[Told]:
    """All words of train that may tell of an event; `today`: by the rules of today."""
    packs: dict[tuple[str, str], Lang] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, code, parsed, prior, marks in texts():
            pack = load_lang(code) if today else pack_before(name, code, packs, Path(folder))
            words: list[tuple[Scene, Sequence[Candidate]]] = []

            def judge(
                scene: Scene, options: Sequence[Candidate], words: list[tuple[Scene, Sequence[Candidate]]] = words
            ) -> tuple[Candidate, float] | None:
                words.append((scene, options))
                return undoubted(scene, options)

            with patch.object(scene_module, "likely", unseen(group_of(name))):
                find_drafts(parsed, prior, pack, judge)
            yield from labelled(name, [(s, o) for s, o in words if o and not o[0].bare], marks)


def labelled(name: str, words: Sequence[tuple[Scene, Sequence[Candidate]]], marks: Marks) -> Iterator[Told]:
    """Cases of a text. A candidate is right where gold has an event of its type at its words, or in its clause where no
    other candidate stands at gold's words; a word at which gold only has what is not core is left out, and one that may
    tell an event of a short item again."""
    spans = [scene.block.span(words_of(options[0].match)) for scene, options in words]
    met = {
        (c.type, m)
        for (_, options), span in zip(words, spans, strict=True)
        for c in options
        for type, _, triggers in marks
        for m in triggers
        if type == c.type and m.overlaps(span)
    }
    for (scene, options), span in zip(words, spans, strict=True):
        right, marginal = set(), False
        for n, c in enumerate(options):
            clause = clause_span(scene, c.match)
            for type, core, triggers in marks:
                alone = not any((type, m) in met for m in triggers) and any(m.overlaps(clause) for m in triggers)
                if type == c.type and (alone or any(m.overlaps(span) for m in triggers)):
                    right |= {n} if core else set()
                    marginal = marginal or not core
        again = is_short(name) and any(c.type == type for c in options for type, _, _ in marks)
        if right or not (marginal or again):
            case = Case(group_of(name), [*(signs(scene, c, n) for n, c in enumerate(options)), {}],
                        frozenset(right or {len(options)}), ITEM if is_short(name) else 1.0)  # fmt: skip
            sure = next((n for n, c in enumerate(options) if not c.doubts), None)
            kind = f"{scene.lexicon.code} {'sentences' if is_short(name) else 'reports'}"
            yield Told(case, kind, tuple(family(c) for c in options), sure)


def family(candidate: Candidate) -> str:
    """Of which family a rule is."""
    trigger, match = candidate.match.rule.trigger, candidate.match
    ways = ("-wide" if trigger.id.endswith("-wide") else "", "idiome-" if trigger.id.startswith("idiome-") else "")
    built = "of a verb" if match.base else "carried" if match.kind == "noun" and match.verb is not None else ""
    return " ".join(filter(None, (match.kind, built, *ways, "with conditions" if match.rule.weight else "plain")))


def report(known: Sequence[Told]) -> None:
    """Precision, recall and F1 of words, by the rules alone and by weights that have not seen the text."""
    counts: Counter[tuple[str, str, str]] = Counter()
    learnt = {id(case): w for case, w in folds([t.case for t in known], lambda c: fit(c, PENALTY, TEXTS))}
    for t in known:
        none = len(t.case.options) - 1
        odds = shares(t.case.options, learnt[id(t.case)])
        taken = best(t.case.options[:-1], learnt[id(t.case)]) if 1 - odds[-1] >= LEAST else None
        counts[t.kind, "gold", ""] += none not in t.case.right
        for way, one in (("rules", t.sure), ("learnt", taken)):
            counts[t.kind, "found", way] += one is not None
            counts[t.kind, "right", way] += one is not None and one in t.case.right
    for kind in sorted({t.kind for t in known}):
        for way in ("rules", "learnt"):
            gold, found, right = counts[kind, "gold", ""], counts[kind, "found", way], counts[kind, "right", way]
            print(f"{kind:14} {way:7} P {right / found:.3f} R {right / gold:.3f} F1 {2 * right / (found + gold):.3f}")


def by_family(known: Sequence[Told]) -> None:
    """Right and made-up ones of what the rules alone would take."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    for t in known:
        if t.sure is not None:
            counts[t.kind, t.families[t.sure], t.sure in t.case.right] += 1
    for kind, name in sorted({(k, f) for k, f, _ in counts}):
        print(f"{kind:14} {name:40} {counts[kind, name, True]:4} right {counts[kind, name, False]:4} made up")


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on texts left out; write nothing")
    parser.add_argument("--families", action="store_true", help="right and made up by family of rule; write nothing")
    options = parser.parse_args(arguments)
    known = list(told(options.families))
    if options.folds:
        report(known)
    elif options.families:
        by_family(known)
    else:
        print(
            f"{write('acts', fit([t.case for t in known], PENALTY, TEXTS), 'python -m evals.acts')}: {len(known)} words"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
