"""What a word and those around it hint at: how likely they tell of an event of each type, whether a rule knows them or
not, learnt (a softmax regression).

Weights are in data/hints-<language>.tsv, one row a feature, one cell a type; `python -m evals.hints` makes them anew
from our own train gold. Here letters count; what the sentence is built like is weighed in signs.py, by judging.py.
Deliberately not here: words of any language; what becomes of a hint (unlisted.py).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from sitroom.annotate.events import tree
from sitroom.annotate.events.lexicon import Lexicon
from sitroom.annotate.events.nominal import base_of
from sitroom.annotate.weights import DATA

if TYPE_CHECKING:
    from spacy.tokens import Token
    from spacy.vocab import Vocab

NONE = "none"  # the last column: no event
CLAUSAL = frozenset({"ROOT", "acl", "advcl", "conj", "xcomp", "ccomp"})
KEPT = ("Tense", "VerbForm", "Mood", "Number")
WORDS_BELOW = 12  # dependents of a word that are looked at
OWN, SLIGHT = 2.0, 1e-6  # how long a word's vector is made, and what keeps it from nothing
DENSE = "vector "  # rows of the vectors, in order, after all others

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]
Vector = np.ndarray[tuple[int], np.dtype[np.float32]]


@dataclass(frozen=True)
class Table:
    """Weights by feature (rows) and type (columns, the last one no event); `dense`: those of word vectors."""

    columns: tuple[str, ...]
    rows: Mapping[str, int]
    weights: Matrix
    dense: Matrix


def speaks(token: Token) -> bool:
    """Can it be the word that tells of an act: a verb, a noun, an adjective that stands like a verb?"""
    if token.pos_ in ("VERB", "NOUN"):
        return token.text[:1].isalpha()
    return token.pos_ == "ADJ" and token.dep_ in CLAUSAL


def hints(token: Token, lexicon: Lexicon) -> dict[str, float]:
    """What is told of a word: itself, its place in the sentence, what hangs on it, what rules know of it."""
    lemma, pos = tree.lemma(token), token.pos_
    found = {"1": 1.0, f"pos {pos}": 1.0, f"dep {token.dep_}": 1.0, f"above {token.head.pos_} {token.dep_}": 1.0}
    found[f"w {lemma}"] = 1.0
    found[f"w {lemma} {pos}"] = 0.5
    found[f"h {tree.lemma(token.head)}"] = 0.4
    found[f"< {token.nbor(-1).lower_ if token.i else ''}"] = 0.3
    found[f"> {token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ''}"] = 0.4
    for name in KEPT:
        for value in token.morph.get(name, []):
            found[f"{name} {value}"] = found[f"{pos} {name} {value}"] = 0.5
    for child in islice(token.children, WORDS_BELOW):
        below, dep = tree.lemma(child), child.dep_
        found[f"has {dep}"] = 1.0
        found[f"b {below}"] = 0.5
        found[f"b {lemma} {below}"] = 0.7
        found[f"has {dep} {child.pos_}"] = 0.7
        found[f"w {lemma} has {dep}"] = 0.5
        if child.ent_type_:
            found[f"has {dep} {child.ent_type_}"] = 0.7
    found |= _ruled(lexicon, lemma, base_of(token, lexicon) if pos == "NOUN" else "")
    return found


@functools.lru_cache(maxsize=4096)
def _ruled(lexicon: Lexicon, lemma: str, base: str) -> dict[str, float]:
    """Of which types the rules are that know the word or (`base`) the verb it is made of, whether their conditions hold
    or not."""
    return dict.fromkeys(_rules(lexicon, lemma, base), 1.0)


def _rules(lexicon: Lexicon, lemma: str, base: str) -> Iterator[str]:
    tables = [("verb", lexicon.verbs, lemma), ("noun", lexicon.nouns, lemma), ("adjective", lexicon.adjectives, lemma)]
    if base:
        tables.append(("base", lexicon.verbs, base))
    types: set[str] = set()
    for kind, table, word in tables:
        for rest, rule in table.get(word, ()):
            type = rule.trigger.type
            types.add(type)
            yield from (f"rule {type}", f"rule {kind} {type}")
            if not rest:
                yield f"rule alone {kind} {type}"
                if not rule.weight:
                    yield f"rule free {kind} {type}"
    yield f"types {min(3, len(types))}"


def vectors(token: Token) -> Vector:
    """The word vectors of a word, of what it is done to and by, and of what it hangs on, each of the same length, in
    one row; empty where the model has none."""
    size = token.vocab.vectors_length
    if not size:
        return np.zeros(0, dtype=np.float32)
    beside = [np.asarray(c.vector) for c in token.children if c.pos_ in ("NOUN", "PROPN", "VERB")]
    around = sum(beside[:WORDS_BELOW], np.zeros(size, dtype=np.float32))
    return np.concatenate([_own(token.vocab, token.orth), _scaled(around), _own(token.vocab, token.head.orth)])


@functools.lru_cache(maxsize=4096)
def _own(vocab: Vocab, word: int) -> Vector:
    """The vector of a word."""
    return _scaled(np.asarray(vocab.get_vector(word)))


def _scaled(vector: Vector) -> Vector:
    """A vector made as long as all others."""
    scaled: Vector = OWN * vector / (np.sqrt(vector.dot(vector)) + SLIGHT)
    return scaled


def likely(words: Sequence[Token], lexicon: Lexicon, table: Table | None = None) -> dict[int, dict[str, float]]:
    """How likely each word (by token index) tells of an event of each type; what is missing to 1 is no event."""
    table = table or table_of(lexicon.code)
    words = [w for w in words if speaks(w)]
    if not words or not table.rows:
        return {}
    shares = shares_of([hints(w, lexicon) for w in words], [vectors(w) for w in words], table)
    return {
        w.i: dict(zip(table.columns[:-1], row, strict=False)) for w, row in zip(words, shares.tolist(), strict=True)
    }


def shares_of(told: Sequence[Mapping[str, float]], dense: Sequence[Vector], table: Table) -> Matrix:
    """Softmax of the weighted sums, one row a word."""
    known = [[name for name in one if name in table.rows] for one in told]
    weights = table.weights[[table.rows[name] for names in known for name in names]]
    values = np.array([one[name] for one, names in zip(told, known, strict=True) for name in names], dtype=np.float32)
    scores, start = np.array(dense, dtype=np.float32) @ table.dense, 0
    for n, names in enumerate(known):
        end = start + len(names)
        scores[n] += values[start:end] @ weights[start:end]
        start = end
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Matrix = powers / powers.sum(axis=1, keepdims=True)
    return shares


@functools.cache
def table_of(code: str) -> Table:
    """The weights of a language; an empty table where there is no file."""
    path = DATA / f"hints-{code}.tsv"
    if not path.exists():
        return Table((NONE,), {}, np.zeros((0, 1), dtype=np.float32), np.zeros((0, 1), dtype=np.float32))
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    columns = tuple(lines[0][1:])
    weights = np.zeros((len(lines) - 1, len(columns)), dtype=np.float32)
    for n, (_, *cells) in enumerate(lines[1:]):
        for cell in cells:
            column, _, value = cell.partition(":")
            weights[n, int(column)] = int(value) / 100
    rows = {line[0]: n for n, line in enumerate(lines[1:]) if not line[0].startswith(DENSE)}
    return Table(columns, rows, weights[: len(rows)], weights[len(rows) :])
