"""Mutated parses by the hundred thousand for the stages that read them: none may raise, or take long.

    .venv/bin/python -m benchmarks.fuzz_stages --count 1000000 --stages statements
    .venv/bin/python -m benchmarks.fuzz_stages --count 50000

Parsing is most of the cost and not what is tried here, so the parses are mutated: paragraphs of evals/gold/train are
parsed once, then words are dropped, doubled, moved, taken from another paragraph or replaced by quotation marks and
other stumbling blocks, and heads, labels, sentence ends and entities are disarranged. What comes out stays a tree, as
any parse is. `all` runs every stage on what the ones before it made of the same mutant. The same seed makes the same
mutants. A finding is printed with its text and traceback; the exit code tells whether there were any.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evals.goldset import load_split
from evals.plover import prior_of
from sitroom.annotate.events import find_events
from sitroom.annotate.parse import Block, Parsed, load_model, parse
from sitroom.annotate.prior import Prior
from sitroom.annotate.statements import find_statements
from sitroom.lang import load_lang
from sitroom.model import Section
from sitroom.ontology import load_ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

SLOW = 5.0  # seconds of processor time one mutant may take
STUMBLES = (
    "«", "»", "“", "”", '"', "‘", "'", ":", ";", ",", ".", "?", "…", "–", "-", "(", ")", "[", "]",
    "\u202f", "🙂", "\u200f",
    "Selon", "selon", "d'après", "according", "que", "that", "a-t-il", "dit", "said", "pas", "not", "1 000", "0",
)  # fmt: skip
PUBLISHED = "2026-11-08T18:00+01:00"


@dataclass(slots=True)
class Word:
    """One token of a parse, its head as the word itself, so that words can move."""

    text: str
    space: bool
    pos: str
    tag: str
    lemma: str
    morph: str
    dep: str
    entity: str
    head: Word | None = None


def words_of(doc: Doc) -> list[Word]:
    """A parse as words that can be taken apart."""
    words = [
        Word(t.text, bool(t.whitespace_), t.pos_, t.tag_, t.lemma_, str(t.morph), t.dep_, t.ent_type_) for t in doc
    ]
    for token, word in zip(doc, words, strict=True):
        word.head = words[token.head.i]
    return words


def mutate(seeds: list[list[Word]], chance: random.Random) -> list[Word]:
    """A paragraph with one to ten things wrong with it."""
    words = list(chance.choice(seeds))
    for _ in range(chance.randint(1, 10)):
        at = chance.randrange(len(words) or 1)
        size = chance.randint(1, 6)
        what = chance.randrange(8)
        if what == 0:
            del words[at : at + size]
        elif what == 1:
            words[at:at] = words[at : at + size]
        elif what == 2:
            moved = words[at : at + size]
            del words[at : at + size]
            to = chance.randrange(len(words) + 1)
            words[to:to] = moved
        elif what == 3:
            other = chance.choice(seeds)
            start = chance.randrange(len(other))
            words[at:at] = other[start : start + size]
        elif what == 4:
            text = chance.choice(STUMBLES)
            words.insert(at, Word(text, chance.random() < 0.7, "PUNCT", "", text, "", "punct", ""))
        elif words and at < len(words):
            words[at] = disarrange(words[at], words, seeds, chance)
    return words[:400] or list(chance.choice(seeds))


def disarrange(word: Word, words: list[Word], seeds: list[list[Word]], chance: random.Random) -> Word:
    """The word with another head, label, form or entity."""
    like = chance.choice(chance.choice(seeds))
    changes = chance.choice(
        (
            {"head": chance.choice(words)},
            {"dep": like.dep},
            {"pos": like.pos, "tag": like.tag, "morph": like.morph},
            {"lemma": like.lemma},
            {"text": chance.choice((*STUMBLES, like.text)), "space": chance.random() < 0.8},
            {"entity": like.entity},
        )
    )
    return replace(word, **changes)


def build(words: list[Word], vocab: Vocab) -> Doc:
    """Words as spaCy's parse. A head that is gone, or that would close a circle, makes its word a root."""
    from spacy.tokens import Doc

    places: dict[int, int] = {}
    for i, word in enumerate(words):
        places.setdefault(id(word), i)
    heads = [places.get(id(w.head), i) for i, w in enumerate(words)]
    for i in range(len(heads)):
        seen, at = {i}, heads[i]
        while heads[at] != at and at not in seen:
            seen.add(at)
            at = heads[at]
        if at in seen and heads[at] != at:
            heads[i] = i
    return Doc(
        vocab,
        words=[w.text for w in words],
        spaces=[w.space for w in words],
        pos=[w.pos for w in words],
        tags=[w.tag for w in words],
        lemmas=[w.lemma for w in words],
        morphs=[w.morph for w in words],
        deps=["ROOT" if heads[i] == i else w.dep for i, w in enumerate(words)],
        heads=heads,
        ents=[f"{'I' if i and words[i - 1].entity == w.entity else 'B'}-{w.entity}" if w.entity else "O"
              for i, w in enumerate(words)],
    )  # fmt: skip


def run(doc: Doc, language: str, every: bool) -> int:
    """The stages on one mutant; the number of statements found."""
    lang = load_lang(language)
    text = doc.text or " "
    section = Section(start=0, end=len(text), kind="body", reason="mutant")
    parsed = Parsed(text, language, (Block(section, doc),))
    if not every:
        return len(find_statements(parsed, Prior(published=PUBLISHED, sections=(section,)), lang))
    prior = prior_of(parsed, PUBLISHED, lang)
    find_events(parsed, prior, lang, load_ontology())
    return len(prior.statements)


def seeds_of(language: str) -> list[list[Word]]:
    """The readable paragraphs of the train texts, parsed."""
    out: list[list[Word]] = []
    for gold in load_split("train"):
        if gold.report.language == language:
            parsed = parse(gold.text, gold.sections, language)
            out += [words_of(b.doc) for b in parsed.blocks if len(b.doc) > 3]
    return out


def main() -> int:
    """Run, report, say whether anything was found."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--count", type=int, default=10_000, help="mutants, half of them of each language")
    options.add_argument("--stages", choices=("statements", "all"), default="all")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    totals: Counter[str] = Counter()
    longest = 0.0
    for language in ("fr", "en"):
        seeds, vocab = seeds_of(language), load_model(language).vocab
        chance = random.Random(f"{given.seed}{language}")
        for number in range(given.count // 2):
            doc = build(mutate(seeds, chance), vocab)
            start = time.process_time()
            try:
                totals["statements"] += run(doc, language, given.stages == "all")
            except Exception:  # noqa: BLE001 - whatever a stage raises is the finding
                totals["raised"] += 1
                print(f"{language} mutant {number} of seed {given.seed}: {doc.text!r}\n{traceback.format_exc()}")
            took = time.process_time() - start
            longest = max(longest, took)
            totals["slow"] += took > SLOW
            totals["mutants"] += 1
            if number and number % 20_000 == 0:
                print(f"{language}: {number} mutants, {totals['raised']} raised", file=sys.stderr)
    print(
        f"{totals['mutants']} mutants ({given.stages}), {totals['statements']} statements found, "
        f"{totals['raised']} raised, {totals['slow']} took over {SLOW:g} s, longest {longest:.2f} s"
    )
    return 1 if totals["raised"] or totals["slow"] else 0


if __name__ == "__main__":
    sys.exit(main())
