"""How much the words of a line sound like a page's furniture, learnt from labelled lines.

Weights are in data/wording.tsv, one row a feature, one column a kind; `python -m evals.wording` makes them anew from
our own gold. Length and shape are learnt beside the words, so that words are not blamed for them, but stay out of it.
Deliberately not here: words of any language.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitroom.clean.draft import TOLD_WORDS, Draft, is_sure
from sitroom.clean.lines import FACT, Line
from sitroom.clean.rules import Rule
from sitroom.model import SectionKind

FILE = Path(__file__).parent.parent / "data" / "wording.tsv"
# Kinds that have a column. "body" stands for all of the report, its headlines and by-lines included.
KINDS: tuple[SectionKind, ...] = ("body", "promo", "ad", "form", "credit", "caption", "other")
TOKEN = re.compile(r"[^\W\d_]+|\d+|[?!:@»«\"“|>©*]")
# Longer words count by their beginning too: endings vary.
STEM = 6
# So many words of a line are looked at, so many are named as the reason.
TOKENS, NAMED = 70, 3
# How sure the words must be (natural logarithm of the odds) of a line among paragraphs; what junk beside it and a place
# behind the report take off; what is left at least; what each of its first
# sentences needs more.
BAR, BESIDE, BEHIND, LEAST = 3.0, 0.75, 1.0, 1.3
SENTENCE, SENTENCES = 0.75, 3
# The sentences in a report's first half have such odds at most, in the median.
USUAL = -1.5
# The heading of a list of other reports has so many words.
HEADING_WORDS = 6
# A telling word that stands in so many of these sentences tells less.
TOPICAL, TOPIC = 2, 0.75
# What a sentence of the report may be taken for by a pattern.
SPARED: frozenset[SectionKind] = frozenset({"promo", "ad", "form", "credit", "update", "other"})
# Furniture found makes what stands beside it likelier: so many rounds.
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Wording:
    """The likeliest kind of junk; the logarithm of the odds of junk against report, 0 where no word tells; the words
    that speak most for junk; the sums of the weights, in the order of KINDS."""

    kind: SectionKind
    odds: float
    words: tuple[str, ...]
    totals: tuple[float, ...] = ()


def wording_of(line: Line) -> Wording:
    """What the words of a line say."""
    weights = weights_in_file()
    totals = [0.0] * len(KINDS)
    telling: list[tuple[float, str]] = []
    for feature in sorted(set(words_in(line))):
        row = weights.get(feature)
        if row is None:
            continue
        for column, weight in enumerate(row):
            totals[column] += weight
        if max(row[1:]) > row[0]:
            telling.append((row[0] - max(row[1:]), feature[2:]))
    top = max(totals[1:])
    junk = top + math.log(sum(math.exp(total - top) for total in totals[1:]) / (len(KINDS) - 1))
    named = dict.fromkeys(word for _, word in sorted(telling))
    return Wording(KINDS[totals.index(top, 1)], junk - totals[0], tuple(named)[:NAMED], tuple(totals))


def words_in(line: Line) -> Iterator[str]:
    """What counts of a line: its words, their beginnings, pairs of neighbours, the first one."""
    words = ["0" if word.isdigit() else word for word in TOKEN.findall(line.look.casefold())[:TOKENS]]
    for word in words:
        yield f"w={word}"
        if len(word) > STEM:
            yield f"s={word[:STEM]}"
    for one, two in itertools.pairwise(words):
        yield f"p={one} {two}"
    if words:
        yield f"f={words[0]}"


def tell_wording(draft: Draft, names: list[Rule]) -> None:
    """Lines whose words are a page's, the surer the further they stand from the report. `names`: rules for by-lines."""
    known: dict[str, Wording] = {}
    above = _first_half(draft)
    usual, topics = _usual(above, known), _spoken_of(above)
    for _ in range(ROUNDS):
        sure = [n.number for n in draft.lines if n.number in draft.wrapped or (draft.told(n.number) and is_sure(n))]
        if len(sure) < 2:
            if sum(draft.told(n.number) and n.told and n.words >= TOLD_WORDS for n in draft.lines) < 2:
                return
            sure = [len(draft.lines)] * 2  # short paragraphs only: nobody knows where the report ends
        found = False
        for line in draft.lines:
            if not draft.free(line.number) or _is_spoken(line) or _is_answered(draft, line) or _is_fact(draft, line):
                continue
            last = sure[-2] if line.number == sure[-1] else sure[-1]
            beside = sum(_is_junk(draft, n) for n in (line.number - 1, line.number + 1))
            bar = usual + max(LEAST, BAR - BESIDE * beside - BEHIND * (line.number > last))
            bar += SENTENCE * min(line.sentences, SENTENCES) if line.stop else 0
            said = _said(line, known)
            bar += TOPIC * sum(topics[word] >= TOPICAL for word in said.words)
            if said.odds >= bar and not any(rule.fits(line) for rule in names):
                draft.put(line, said.kind, f"words of furniture: {', '.join(said.words)} ({said.odds:.1f})")
                found = True
                if said.kind == "promo" and not line.stop and line.words <= HEADING_WORDS:
                    draft.opens.add(line.number)
        if not found:
            return


def spare_sentences(draft: Draft, patterns: list[Rule]) -> None:
    """A sentence between two of the report whose words speak for the report, and no pattern's for the page: one on
    cookies, prices, newsletters. Captions are told in the report's words."""
    ids = {f"({rule.id})" for rule in patterns if rule.entry.kind in SPARED}
    for line in draft.lines[1:-1]:
        label = draft.labels[line.number]
        if label is None or label[0] not in SPARED or not line.told or line.words < TOLD_WORDS:
            continue
        beside = [draft.lines[n] for n in (line.number - 1, line.number + 1) if draft.told(n)]
        between = len(beside) == 2 and all(n.told and n.words >= TOLD_WORDS for n in beside)
        if between and label[1].rpartition(" ")[2] in ids and wording_of(line).odds < 0:
            draft.put(line, "body", "between sentences of the report, in its words")
            draft.opens.discard(line.number)
            draft.cuts.discard(line.number)


def _first_half(draft: Draft) -> list[Line]:
    """The first half of what may be the report's sentences, each once."""
    told = {n.look: n for n in draft.lines if draft.told(n.number) and n.stop and n.words >= TOLD_WORDS}
    return list(told.values())[: (len(told) + 1) // 2]


def _usual(above: list[Line], known: dict[str, Wording]) -> float:
    """What is to be added to the bar: an interview, a speech says you and we and this itself."""
    odds = sorted(_said(line, known).odds for line in above)
    return max(0.0, odds[len(odds) // 2] - USUAL) if odds else 0.0


def _spoken_of(above: list[Line]) -> Counter[str]:
    """In how many sentences of the report its words stand: one on newsletters may go on about them."""
    return Counter(word[2:] for line in above for word in set(words_in(line)) if word[0] in "ws")


def _said(line: Line, known: dict[str, Wording]) -> Wording:
    if line.look not in known:
        known[line.look] = wording_of(line)
    return known[line.look]


def _is_spoken(line: Line) -> bool:
    return line.heading or line.speech or line.quoted or line.says or line.cited


def _is_answered(draft: Draft, line: Line) -> bool:
    """Is it a question of an interview, with a sentence below?"""
    below = line.number + 1
    return line.asks and draft.told(below) and draft.lines[below].stop


def _is_fact(draft: Draft, line: Line) -> bool:
    """Is it a fact of a list, with another beside it or what leads to it above?"""
    beside = [draft.lines[n] for n in (line.number - 1, line.number + 1) if draft.told(n)]
    listed = any(FACT.search(n.look) or (n.colon and n.number < line.number) for n in beside)
    return listed and not line.stop and FACT.search(line.look) is not None


def _is_junk(draft: Draft, number: int) -> bool:
    return draft.kind(number) in ("promo", "ad", "form", "credit", "caption", "other", "update", "prompt")


@functools.cache
def weights_in_file() -> dict[str, tuple[float, ...]]:
    """Weights by feature (hundredths in the file), in the order of KINDS."""
    return table_in(FILE, KINDS)


def table_in(file: Path, kinds: tuple[SectionKind, ...]) -> dict[str, tuple[float, ...]]:
    """Weights by feature from a file of hundredths, a column a kind. ValueError with the file if its columns differ."""
    rows = [row.split("\t") for row in file.read_text("utf-8").splitlines() if not row.startswith("# ")]
    if tuple(rows[0][1:]) != kinds:
        raise ValueError(f"{file}: the columns are not {kinds}")
    return {row[0]: tuple(int(cell) / 100 for cell in row[1:]) for row in rows[1:]}
