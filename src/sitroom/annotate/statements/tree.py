"""A light view of one parsed line for the statement rules: lists instead of spaCy objects, roles instead of labels.

Everything here is about one Block. Token positions count within the block's doc, characters from the line's start.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitroom.annotate.statements.quotes import Quotations, find_quotations
from sitroom.lang import Lang
from sitroom.lang.schemas.grammar import Role
from sitroom.lang.schemas.nominals import Nominal

if TYPE_CHECKING:
    from sitroom.annotate.parse import Block

# "TEHRAN (Tasnim) – ", "LOMÉ, 3 mars - ", "Lomé- ": where and by whom a report was written
DATELINE = re.compile(
    r"\s*(?:[A-ZÀ-Ý][A-ZÀ-Ý'’.-]{2,}[\w ,.'’/-]{0,40}?|[A-ZÀ-Ý][\w'’.-]{2,25})"
    r"(?:\s?\([\w .,/-]{2,30}\)\s*(?:[–—-]{1,2}\s*)?|\s?[–—-]{1,2}\s+)"
    r"(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?:,? \d{1,2}[h:]\d{2})?\s*[–—-]\s*)?(?=[«“\"A-ZÀ-Ý\d])"
)
MARKS = frozenset('«»“”„‟"‘’‹›「」『』＂') | {"''", "``"}
NO_WORDS: frozenset[str] = frozenset()
LONGEST = 400  # tokens: the parse of a longer "sentence" is not believed, only its quotation marks are


@dataclass(frozen=True)
class Grammar:
    """Roles of a pack: label -> is it in the role?, and word sets."""

    labels: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]

    def __getitem__(self, role: str) -> frozenset[str]:
        return self.labels.get(role, NO_WORDS)

    def word(self, role: str) -> frozenset[str]:
        return self.words.get(role, NO_WORDS)

    def phrases(self, role: str) -> dict[str, tuple[tuple[str, ...], ...]]:
        """First word -> the phrases of a word set that start with it, longest first."""
        return _phrases(self.word(role))


@functools.cache
def _phrases(words: frozenset[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    split = sorted((tuple(w.split()) for w in words), key=lambda p: (-len(p), p))
    return {first: tuple(p for p in split if p[0] == first) for first in {p[0] for p in split}}


@functools.cache
def grammar_of(lang: Lang) -> Grammar:
    """The pack's roles, read once."""
    roles = lang.table(Role)
    words = {r.id: frozenset(r.words) for r in roles}
    return Grammar({r.id: frozenset(r.labels) for r in roles}, {**words, "people": _people(lang)})


def _people(lang: Lang) -> frozenset[str]:
    """Nouns of one word for people and bodies, from the nominals of the pack."""
    entries = [e for e in lang.table(Nominal) if e.kind not in ("vessel", "source") and not e.echo]
    return frozenset(w for e in entries for w in (*e.masculine, *e.feminine, *e.common, *e.plural) if " " not in w)


@dataclass
class Tree:
    """The parse of one block as lists. Built once; not changed after `build` and `repair`.

    lead: characters of a dateline the line begins with;
    features, cues: what was worked out once (features of a token, tokens of a cue)
    forms: features that replace the parser's; sister: cues that `repair` hung beside the one before them
    """

    block: Block
    line: str
    grammar: Grammar
    quotations: Quotations
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    kids: list[list[int]] = field(default_factory=list)
    begin: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)
    person: list[tuple[int, int] | None] = field(default_factory=list)
    forms: dict[int, dict[str, str]] = field(default_factory=dict)
    sister: set[int] = field(default_factory=set)
    features: dict[int, dict[str, str]] = field(default_factory=dict)
    cues: dict[tuple[object, ...], tuple[int, ...]] = field(default_factory=dict)
    lead: int = 0

    def __len__(self) -> int:
        return len(self.words)

    def is_(self, token: int, role: str) -> bool:
        """Does the token's label play this role?"""
        return self.dep[token] in self.grammar[role]

    def children(self, token: int, role: str) -> list[int]:
        """Children of a token that play a role, in text order."""
        labels = self.grammar[role]
        return [k for k in self.kids[token] if self.dep[k] in labels]

    def subtree(self, token: int, without: Iterable[int] = ()) -> list[int]:
        """A token with everything below it, sorted; branches in `without` are left out."""
        skip = set(without)
        todo, out = [token], []
        while todo:
            here = todo.pop()
            out.append(here)
            todo.extend(k for k in self.kids[here] if k not in skip)
        return sorted(out)

    def ancestors(self, token: int) -> Iterator[int]:
        """Heads of a token, nearest first."""
        while self.head[token] != token:
            token = self.head[token]
            yield token

    def punct(self, token: int) -> bool:
        """Is it punctuation (quotation marks too)?"""
        return self.pos[token] in ("PUNCT", "SPACE") or self.words[token] in MARKS or self.words[token] in "–—-"

    def morph(self, token: int, key: str) -> str:
        """A morphological feature, or ""."""
        found = self.forms.get(token)
        if found is None:
            found = self.features.get(token)
            if found is None:
                found = self.features[token] = self.block.doc[token].morph.to_dict()
        value = found.get(key, "")
        return value.partition(",")[0] if value else value

    def tag(self, token: int) -> str:
        """The fine-grained tag."""
        return self.block.doc[token].tag_

    def believed(self, token: int) -> bool:
        """Is the token in a sentence short enough for its parse to be used?"""
        a, b = self.sentences[self.sentence[token]]
        return b - a <= LONGEST


def build(block: Block, line: str, grammar: Grammar) -> Tree:
    """Read a block's parse into lists. `line` is the block's own text, before typographic replacement."""
    line = line.replace("\n", " ")  # a paragraph of several lines
    tree = Tree(block, line, grammar, find_quotations(line))
    for t in block.doc:
        tree.words.append(t.text)
        tree.lower.append(t.lower_)
        tree.lemma.append(t.lemma_.lower())
        tree.pos.append("PUNCT" if t.text == "." else t.pos_)  # "Capt | ."
        tree.dep.append(t.dep_)
        tree.head.append(t.head.i)
        tree.begin.append(t.idx)
        tree.end.append(t.idx + len(t))
    tree.kids = [[] for _ in tree.words]
    for i, h in enumerate(tree.head):
        if h != i:
            tree.kids[h].append(i)
    for number, sent in enumerate(block.doc.sents):
        tree.sentences.append((sent.start, sent.end))
        tree.sentence.extend([number] * (sent.end - sent.start))
    tree.person = [None] * len(tree.words)
    for ent in block.doc.ents:
        if ent.label_ in ("PER", "PERSON"):
            tree.person[ent.start : ent.end] = [(ent.start, ent.end)] * (ent.end - ent.start)
    tree.quote = _quote_of(tree)
    lead = DATELINE.match(line[:90])
    tree.lead = lead.end() if lead and block.section.kind == "body" and len(line) > lead.end() + 30 else 0
    return tree


def _quote_of(tree: Tree) -> list[int]:
    """For each token the number of the outermost quotation it lies in, or -1."""
    outer = [(n, q) for n, q in enumerate(tree.quotations.found) if q.depth == 0]
    out, at = [], 0
    for begin, end in zip(tree.begin, tree.end, strict=True):
        while at < len(outer) and outer[at][1].end <= begin:
            at += 1
        out.append(outer[at][0] if at < len(outer) and outer[at][1].start < end else -1)
    return out
