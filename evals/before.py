"""Train texts, reports and labelled sentences, with what stands before the event stage and with gold's marks; and the
language packs of before anybody who writes rules had read a text (`BEFORE`, commits of this repository): on texts that
rules were written for, all rules are right.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from evals.gate import read_again
from evals.goldset import load_split
from evals.plover import prior_of
from evals.sentences import PUBLISHED, sections_of, train_items
from sitroom import pipeline
from sitroom.annotate.parse import Parsed, parse
from sitroom.annotate.prior import Prior
from sitroom.lang import Lang, load_lang
from sitroom.model import Dossier, Span

# Texts by name, and the last commit before those who write rules read them; the first that fits.
BEFORE = (
    (r"^fr-d[3-6]|^en-d[2-5]", "643c91e"),
    (r"^(fr|en)-d", "43d71fa"),
    (r"^(fr|en)-[567]\.txt", "41ef28e"),
    (r"-w9-|^(fr|en)-4\.txt", "fec03ad"),
    (r"-w7-", "d601d35"),
    (r"-w6-|^(fr|en)-3\.txt", "d1fdd23"),
    (r"-w5-", "7e8c80f"),
    (r"-w4-", "406b3f5"),
    (r"-w3-|^(fr|en)-2\.txt", "205d0e9"),
    (r"", "16f2c11"),
)
TABLES = ("events", "event_words", "modality")
BLOCK = 20  # labelled sentences that are left out together

Marks = list[tuple[str, bool, list[Span]]]  # type, core, triggers


def texts(short: bool = True) -> Iterator[tuple[str, str, Parsed, Prior, Marks]]:
    """Name, language, parse, all before the events, and gold of every train text; `short`: items of a few sentences,
    too."""
    for gold in load_split("train"):
        parsed, prior = before_events(gold)
        marks = [
            (e.type, (e.detail or {}).get("core", True), [Span(start=m.start, end=m.end) for m in e.mentions])
            for e in gold.events
        ]
        yield gold.report.id, gold.report.language or "", parsed, prior, marks
    for code in ("fr", "en"):
        for item in train_items(code):
            if item.doubtful or (is_short(item.name) and not short):
                continue
            parsed = parse(item.text, sections_of(item.text), code)
            marks = [(e.type, True, [Span(start=a, end=b) for a, b in e.triggers]) for e in item.events]
            yield item.name, code, parsed, prior_of(parsed, PUBLISHED, load_lang(code)), marks


def before_events(gold: Dossier) -> tuple[Parsed, Prior]:
    """What the event stage is given of a gold text, end to end."""
    with patch.object(pipeline, "find_events", return_value=()) as stage:
        read_again(gold)
    parsed, prior, *_ = stage.call_args.args
    return parsed, prior


def pack_before(name: str, code: str, packs: dict[tuple[str, str], Lang], folder: Path) -> Lang:
    """The language pack of before a text was read by those who write rules. `packs`: those made already."""
    commit = next(c for pattern, c in BEFORE if re.search(pattern, name))
    if (code, commit) not in packs:
        packs[code, commit] = pack_of(code, commit, folder)
    return packs[code, commit]


def group_of(name: str) -> str:
    """What is left out together: a text, or a block of labelled sentences."""
    file, _, line = name.partition(":")
    return f"{file}:{int(line) // BLOCK}" if is_short(name) else name


def is_short(name: str) -> bool:
    """Is it an item of evals/sentences, where gold need not label an event more than once?"""
    return ":" in name and not re.match(r"(fr|en)-d", name)


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
