"""Weights of words for src/sitroom/annotate/events/hints.py: `python -m evals.hints` (some minutes; needs git history).

Learnt from our own train gold, reports and labelled sentences: of which type of event each verb and noun tells, or of
none. As in evals/acts.py, a text is read with the rules of before anybody who writes them had read it.

    python -m evals.hints --folds     precision and recall of words in texts left out; writes nothing
"""

from __future__ import annotations

import argparse
import functools
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

from evals import before
from evals.softmax import Thing, fit
from sitroom.annotate.events.hints import DENSE, NONE, Matrix, Table, hints, likely, shares_of, speaks, vectors
from sitroom.annotate.events.lexicon import Lexicon, load_lexicon
from sitroom.annotate.weights import DATA
from sitroom.lang import Lang
from sitroom.ontology import load_ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sitroom.model import Span

Met = Sequence[tuple[str, bool, int]]  # type, core, number of the trigger
PENALTY, TEXTS, FOLDS = 1.0, 2, 4
QUIET = 0.4  # share of the words of no event, unknown to all rules, that are learnt from
LEAST = 0.08  # weights nearer to zero are left out of the file
LANGUAGES = ("fr", "en")


class Word(NamedTuple):
    """A word of train that may tell of an event."""

    code: str
    thing: Thing
    types: frozenset[str]  # gold's at this word, marginal ones too


def columns() -> tuple[str, ...]:
    """Types of events, and none."""
    return (*sorted(load_ontology().types), NONE)


@functools.cache
def words() -> tuple[Word, ...]:
    """All words of train that may tell of an event; left out are those of a trigger other than its main word, and in
    short items those that rules know for the type of an event told elsewhere."""
    kinds, found = columns(), []
    packs: dict[tuple[str, str], Lang] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, code, parsed, _, marks in before.texts():
            lexicon = load_lexicon(before.pack_before(name, code, packs, Path(folder)))
            group = before.group_of(name)
            flat = [(type, core, m) for type, core, triggers in marks for m in triggers]
            for block in parsed.blocks:
                tokens = [(t, block.span(t)) for t in block.doc if speaks(t)]
                met = [[(*mark[:2], n) for n, mark in enumerate(flat) if mark[2].overlaps(span)] for _, span in tokens]
                main = _main(tokens, met, lexicon)
                for at, (token, _) in enumerate(tokens):
                    types = frozenset(type for type, _, _ in met[at])
                    core = [(type, n) for type, core, n in met[at] if core]
                    if (met[at] and not core) or (core and all(main[n] != at for _, n in core)):
                        continue
                    gold = next((type for type, n in core if main[n] == at), NONE)
                    told = hints(token, lexicon)
                    if gold == NONE and before.is_short(name) and any(f"rule {type}" in told for type, _, _ in flat):
                        continue
                    quiet = gold == NONE and "types 0" in told
                    if quiet and crc32(f"{name} {block.offset + token.idx}".encode()) % 100 >= 100 * QUIET:
                        continue
                    found.append(Word(code, Thing(told, kinds.index(gold), group, vectors(token)), types))
    return tuple(found)


def _main(tokens: Sequence[tuple[Token, Span]], met: Sequence[Met], lexicon: Lexicon) -> dict[int, int]:
    """The main word (its number) of each trigger: one that rules know for its type, else the one that the others hang
    on."""
    inside: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for at, marks in enumerate(met):
        for type, _, n in marks:
            inside[n].append((type, at))
    found = {}
    for n, rows in inside.items():
        within = {tokens[at][0].i for _, at in rows}
        known = [at for type, at in rows if f"rule {type}" in hints(tokens[at][0], lexicon)]
        tops = [at for _, at in rows if tokens[at][0].head.i not in within or tokens[at][0].dep_ == "ROOT"]
        found[n] = (known or tops or [rows[0][1]])[0]
    return found


def table(known: Sequence[Word]) -> Table:
    """Weights learnt from these words."""
    kinds = columns()
    names, weights, dense = fit([w.thing for w in known], len(kinds), PENALTY, TEXTS)
    return Table(kinds, {name: n for n, name in enumerate(names)}, weights, dense)


@functools.cache
def tables(code: str) -> tuple[Table, ...]:
    """Tables of a language that have not seen the texts of their fold (`fold_of`)."""
    known = [w for w in words() if w.code == code]
    return tuple(table([w for w in known if fold_of(w.thing.text) != k]) for k in range(FOLDS))


def fold_of(text: str) -> int:
    """The fold a text (or a block of labelled sentences) is in."""
    return crc32(text.encode()) % FOLDS


def unseen(text: str) -> Callable[[Sequence[Token], Lexicon], dict[int, dict[str, float]]]:
    """`hints.likely` with tables that have not seen a text."""
    return lambda words, lexicon: likely(words, lexicon, tables(lexicon.code)[fold_of(text)])


def write(code: str, learnt: Table) -> Path:
    """The file of a language: weights in hundredths, `column:weight` where it is not near zero."""
    rows = ["# Made by `python -m evals.hints` from our own train gold. Weights in hundredths, as column:weight."]
    rows.append("\t".join(["feature", *learnt.columns]))
    for name, row in sorted(learnt.rows.items()):
        cells = _cells(learnt.weights[row].tolist(), LEAST)
        rows += ["\t".join([name, *cells])] * bool(cells)
    rows += ["\t".join([f"{DENSE}{n}", *_cells(row, 0.005)]) for n, row in enumerate(learnt.dense.tolist())]
    path = DATA / f"hints-{code}.tsv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def _cells(row: Sequence[float], least: float) -> list[str]:
    return [f"{n}:{round(100 * x)}" for n, x in enumerate(row) if abs(x) >= least]


def learnt_shares(words: Sequence[Word], learnt: Table) -> Matrix:
    """What a table says of words."""
    return shares_of([w.thing.told for w in words], [np.asarray(w.thing.dense) for w in words], learnt)


def report() -> None:
    """Precision, recall and F1 of words of texts left out, by how sure the table must be."""
    for code in LANGUAGES:
        known = [w for w in words() if w.code == code]
        counts: Counter[tuple[bool, float, str]] = Counter()
        for k, learnt in enumerate(tables(code)):
            left = [w for w in known if fold_of(w.thing.text) == k]
            for word, row in zip(left, learnt_shares(left, learnt), strict=True):
                lines = before.is_short(word.thing.text)
                gold, top = learnt.columns[word.thing.column], learnt.columns[int(np.argmax(row[:-1]))]
                for bar in (0.4, 0.5, 0.6, 0.7):
                    counts[lines, bar, "gold"] += gold != NONE
                    counts[lines, bar, "found"] += 1 - row[-1] >= bar
                    counts[lines, bar, "right"] += bool(1 - row[-1] >= bar and top in word.types)
        for lines, bar, _ in sorted(k for k in counts if k[2] == "gold"):
            all_, found, good = (counts[lines, bar, what] for what in ("gold", "found", "right"))
            kind = f"{code} {'sentences' if lines else 'reports'}"
            print(f"{kind:14} {bar} P {good / found:.3f} R {good / all_:.3f} F1 {2 * good / (found + all_):.3f}")


def main(arguments: list[str] | None = None) -> int:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folds", action="store_true", help="measure on texts left out; write nothing")
    if parser.parse_args(arguments).folds:
        report()
        return 0
    for code in LANGUAGES:
        path = write(code, table([w for w in words() if w.code == code]))
        print(f"{path}: {path.stat().st_size / 1e3:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
