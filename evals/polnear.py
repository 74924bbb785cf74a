"""Score the English statements against PolNeAR (not shipped; ../shared/corpora, measure only).

    python -m evals.polnear --split dev
    python -m evals.polnear --split train --limit 100 --rules

The scorer is ../shared/tools/score_statements.py, imported by its path. Every non-blank line counts as body.
PolNeAR is flat, so a statement that another reports (`within`) is left out unless --nested.
Exits 1 with a message when ../shared is not there.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from evals import SHARED
from sitroom.annotate.parse import parse
from sitroom.annotate.prior import Prior
from sitroom.annotate.statements import find_statements
from sitroom.lang import load_lang
from sitroom.model import Section, Statement

Row = dict[str, Any]


def load_scorer() -> ModuleType:
    """The scorer as a module. Raises SystemExit when it is not there."""
    path = SHARED / "tools" / "score_statements.py"
    spec = importlib.util.spec_from_file_location("score_statements", path)
    if not path.exists() or spec is None or spec.loader is None:
        raise SystemExit(f"evals.polnear: {path} is not there; the corpus and its scorer are not part of this project")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_rows(split: str, limit: int | None) -> list[Row]:
    """The articles of a split. Raises SystemExit when the file is not there."""
    path = SHARED / "corpora" / f"polnear-{split}.jsonl"
    if not path.exists():
        raise SystemExit(f"evals.polnear: {path} is not there; PolNeAR is not part of this project")
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return rows[:limit]


def body_lines(text: str) -> Iterator[Section]:
    """Every non-blank line as a body section."""
    at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            yield Section(start=start, end=start + len(stripped), kind="body", reason="eval")
        at += len(line) + 1


def as_attribution(statement: Statement) -> Row:
    """A statement in the corpus's layout, with its rule."""
    return {
        "source": [(s.start, s.end) for s in statement.sources],
        "cue": [(statement.cue.start, statement.cue.end)] if statement.cue else [],
        "content": [(c.start, c.end) for c in statement.contents],
        "rule": statement.rule.rsplit(".", 1)[-1],
    }


def predict(rows: list[Row], nested: bool) -> tuple[dict[str, list[Row]], float, float]:
    """Attributions by document, and the CPU seconds that parse and statements took."""
    lang = load_lang("en")
    predictions: dict[str, list[Row]] = {}
    parsing = finding = 0.0
    for row in rows:
        start = time.process_time()
        sections = tuple(body_lines(row["text"]))
        parsed = parse(row["text"], sections, "en")
        middle = time.process_time()
        found = find_statements(parsed, Prior(sections=sections), lang)
        parsing += middle - start
        finding += time.process_time() - middle
        predictions[row["doc"]] = [as_attribution(s) for s in found if nested or s.within is None]
    return predictions, parsing, finding


def by_rule(scorer: ModuleType, gold: dict[str, Any], predictions: dict[str, list[Row]]) -> dict[str, list[int]]:
    """rule -> [predicted, content right (Dice >= .5), source right too]."""
    out: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for doc, (text, attributions) in gold.items():
        tokens = scorer.tokenizer(text)
        golds = [scorer.toks(tokens, a["content"], True) for a in attributions]
        preds = [scorer.toks(tokens, a["content"], True) for a in predictions.get(doc, [])]
        right = {j: i for i, j, dice in scorer.assign(golds, preds, scorer.dice) if dice >= 0.5}
        for j, attribution in enumerate(predictions.get(doc, [])):
            row = out[attribution["rule"]]
            row[0] += 1
            if j in right:
                sources = [scorer.toks(tokens, a["source"]) for a in (attributions[right[j]], attribution)]
                row[1] += 1
                row[2] += bool(sources[0] & sources[1]) or not (sources[0] or sources[1])
    return out


def main(arguments: list[str] | None = None) -> int:
    options = argparse.ArgumentParser(prog="evals.polnear", description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--split", default="dev", choices=["train", "dev"])
    options.add_argument("--limit", type=int, default=None, help="the first N articles only")
    options.add_argument("--rules", action="store_true", help="precision and share of recall, rule by rule")
    options.add_argument("--nested", action="store_true", help="keep statements that lie within another")
    options.add_argument("--json", type=Path, default=None, help="write the figures here")
    chosen = options.parse_args(arguments)
    scorer = load_scorer()
    rows = read_rows(chosen.split, chosen.limit)
    gold = {r["doc"]: (r["text"], r["attributions"]) for r in rows}
    predictions, parsing, finding = predict(rows, chosen.nested)
    figures = scorer.score(gold, predictions)
    for name, value in figures.items():
        print(f"{name:32s} {value}")
    if chosen.rules:
        total = figures["n_gold"]
        print(f"\n{'rule':22s} {'found':>6s} {'content P':>10s} {'+source P':>10s} {'recall':>7s} {'+source':>8s}")
        for rule, (n, content, source) in sorted(by_rule(scorer, gold, predictions).items(), key=lambda r: -r[1][0]):
            shares = f"{100 * content / total:6.1f}% {100 * source / total:7.1f}%"
            print(f"{rule:22s} {n:6d} {100 * content / n:9.1f}% {100 * source / n:9.1f}% {shares}")
    share = 100 * finding / max(parsing, 0.01)
    print(f"\nparse {parsing:.1f} s CPU, statements {finding:.1f} s ({share:.0f} % of the parse)")
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
