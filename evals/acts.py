"""Weights for src/sitroom/annotate/events/judging.py: `python -m evals.acts` (some minutes; needs git history).

Which candidates of a word are events is learnt from our own train gold, reports and labelled sentences. Each text is
read with the triggers, word lists and cues of before anybody who writes them had read it (`BEFORE`, commits of this
repository): on texts that rules were written for, all rules are right.

    python -m evals.acts --folds      what texts left out get, against the rules alone; writes nothing
    python -m evals.acts --families   right and made-up candidates by family of rule, today's rules; writes nothing
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from evals.choice import Case, fit, folds, write
from evals.gate import read_again
from evals.goldset import load_split
from evals.plover import prior_of
from evals.sentences import HOME, PUBLISHED, read_items
from sitroom import pipeline
from sitroom.annotate.events import find_drafts
from sitroom.annotate.events.candidates import Candidate
from sitroom.annotate.events.judging import LEAST, undoubted
from sitroom.annotate.events.scene import Scene
from sitroom.annotate.events.signs import signs
from sitroom.annotate.events.told import clause_span, words_of
from sitroom.annotate.parse import Parsed, parse
from sitroom.annotate.prior import Prior
from sitroom.annotate.weights import best, shares
from sitroom.lang import Lang, load_lang
from sitroom.model import Dossier, Section, Span

# Texts by name, and the last commit before those who write rules read them; the first that fits.
BEFORE = (
    (r"-w7-", "d601d35"),
    (r"-w6-|^(fr|en)-3\.txt", "d1fdd23"),
    (r"-w5-", "7e8c80f"),
    (r"-w4-", "406b3f5"),
    (r"-w3-|^(fr|en)-2\.txt", "205d0e9"),
    (r"", "16f2c11"),
)
TABLES = ("events", "event_words", "modality")
PENALTY, TEXTS, BLOCK = 6.0, 2, 20  # BLOCK: labelled sentences that are left out together


@dataclass(frozen=True)
class Told:
    """The candidates of one word, and which of them gold has."""

    case: Case
    kind: str
    families: tuple[str, ...]
    sure: int | None  # which one the rules alone would take


Marks = list[tuple[str, bool, list[Span]]]  # type, core, triggers


def texts() -> Iterator[tuple[str, str, Parsed, Prior, Marks]]:
    """Name, language, parse, all before the events, and gold of every train text."""
    for gold in load_split("train"):
        parsed, prior = before_events(gold)
        marks = [
            (e.type, (e.detail or {}).get("core", True), [Span(start=m.start, end=m.end) for m in e.mentions])
            for e in gold.events
        ]
        yield gold.report.id, gold.report.language or "", parsed, prior, marks
    for code in ("fr", "en"):
        for item in read_items(HOME / "train", code):
            lines = re.finditer(r"[^\n]+", item.text)
            parsed = parse(
                item.text, tuple(Section(start=m.start(), end=m.end(), kind="body", reason="item") for m in lines), code
            )
            marks = [(e.type, True, [Span(start=a, end=b) for a, b in e.triggers]) for e in item.events]
            if not item.doubtful:
                yield item.name, code, parsed, prior_of(parsed, PUBLISHED, load_lang(code)), marks


def before_events(gold: Dossier) -> tuple[Parsed, Prior]:
    """What the event stage is given of a gold text, end to end."""
    with patch.object(pipeline, "find_events", return_value=()) as stage:
        read_again(gold)
    parsed, prior, *_ = stage.call_args.args
    return parsed, prior


def pack_of(code: str, commit: str, folder: Path) -> Lang:
    """A language pack whose tables of events are those of a commit."""
    home = folder / commit / code
    if not home.exists():
        shutil.copytree(load_lang(code).folder, home)
        for table in TABLES:
            path = f"src/sitroom/lang/{code}/{table}.toml"
            old = subprocess.run(["git", "show", f"{commit}:{path}"], capture_output=True, check=True)
            (home / f"{table}.toml").write_bytes(old.stdout)
    return Lang(code, home)


def told(today: bool) -> Iterator[Told]:
    """All words of train that may tell of an event; `today`: by the rules of today."""
    packs: dict[tuple[str, str], Lang] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, code, parsed, prior, marks in texts():
            commit = next(c for pattern, c in BEFORE if re.search(pattern, name))
            key = (code, commit)
            if key not in packs:
                packs[key] = load_lang(code) if today else pack_of(code, commit, Path(folder))
            words: list[tuple[Scene, Sequence[Candidate]]] = []

            def judge(
                scene: Scene, options: Sequence[Candidate], words: list[tuple[Scene, Sequence[Candidate]]] = words
            ) -> tuple[Candidate, float] | None:
                words.append((scene, options))
                return undoubted(scene, options)

            find_drafts(parsed, prior, packs[key], judge)
            yield from labelled(name, [(s, o) for s, o in words if o and not o[0].bare], marks)


def labelled(name: str, words: Sequence[tuple[Scene, Sequence[Candidate]]], marks: Marks) -> Iterator[Told]:
    """Cases of a text. A candidate is right where gold has an event of its type at its words, or in its clause where no
    other candidate stands at gold's words; a word at which gold only has what is not core is left out."""
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
        if right or not marginal:
            file, _, line = name.partition(":")
            group = f"{file}:{int(line) // BLOCK}" if line else name
            case = Case(group, [*(signs(scene, c, n) for n, c in enumerate(options)), {}],
                        frozenset(right or {len(options)}))  # fmt: skip
            sure = next((n for n, c in enumerate(options) if not c.doubts), None)
            kind = f"{scene.lexicon.code} {'sentences' if line else 'reports'}"
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
