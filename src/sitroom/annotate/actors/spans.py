"""A line ready for the actor rules, and the mention found in it before it is known who is meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sitroom.annotate.actors.lexicon import Gender, Lexicon, fold
from sitroom.annotate.parse import Block, Parsed
from sitroom.annotate.prior import Prior
from sitroom.annotate.roles import RoleReading
from sitroom.lang.schemas.institutions import Institution
from sitroom.lang.schemas.nominals import Nominal
from sitroom.model import ActorKind, MentionForm, Span, Toponym

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

Definite = Literal["definite", "indefinite", "demonstrative", "possessive", "bare"]

# Universal Dependencies (French model) and ClearNLP (English model) labels.
SUBJECT = frozenset({"nsubj", "nsubjpass", "nsubj:pass", "nsubj:caus", "agent", "obl:agent"})
OBJECT = frozenset({"obj", "dobj", "iobj", "dative", "obl:arg"})
NOUNS = frozenset({"NOUN", "PROPN"})
GENDERS: dict[str, Gender] = {"Masc": "m", "Fem": "f"}
STARTERS = frozenset('«“„‹":-–—•.!?…»”')
OPENING, CLOSING, EITHER = "«“„‹", "»”›", '"'


@dataclass(frozen=True)
class Line:
    """One block: `words` are folded token texts, `low` the folded line; `quoted`: inside quotation marks."""

    number: int
    block: Block
    doc: Doc
    raw: str
    low: str
    entities: tuple[Tokens, ...]
    sentence: tuple[int, ...]  # number of the sentence each token is in
    words: tuple[str, ...]
    starts: dict[int, int]
    ends: dict[int, int]
    quoted: tuple[bool, ...]
    timed: frozenset[int]
    places: tuple[tuple[int, int, Toponym], ...]
    shouting: bool

    def text(self, start: int, end: int) -> str:
        """The characters of tokens `start` to `end`, as the parser saw them."""
        return self.raw[self.doc[start].idx : self.doc[end - 1].idx + len(self.doc[end - 1])]

    def word(self, i: int) -> str:
        """The folded token, "" outside the line."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def capital(self, i: int) -> bool:
        """Does the token begin with a capital letter?"""
        return 0 <= i < len(self.words) and self.doc[i].text[:1].isupper()

    def first(self, i: int) -> bool:
        """Does a sentence, a quotation or what follows a colon begin here, so that a capital says nothing?"""
        if i and self.word(i - 1) == "-" and not self.doc[i - 1].whitespace_ and i > 1:
            return False  # inside a compound
        # the parser's own sentence starts are not trusted: it begins one at every name it does not know
        return i == 0 or (self.word(i - 1)[-1:] in STARTERS and self.doc[i - 1].pos_ not in ("NOUN", "PROPN", "X"))


def lines(parsed: Parsed, prior: Prior) -> tuple[Line, ...]:
    """Every block of the report, in text order."""
    return tuple(_line(n, b, prior) for n, b in enumerate(parsed.blocks))


def _line(number: int, block: Block, prior: Prior) -> Line:
    doc = block.doc
    words = tuple(fold(t.text) for t in doc)
    starts = {t.idx: t.i for t in doc}
    ends = {t.idx + len(t): t.i + 1 for t in doc}
    alpha = [t for t in doc if t.text[:1].isalpha()]
    caps = sum(t.text[:1].isupper() for t in alpha)
    section = block.section
    timed: set[int] = set()
    for time in prior.times:
        if section.start <= time.start < section.end:
            timed |= _tokens(block, time)
    places = []
    for place in prior.places:
        if section.start <= place.start < section.end:
            inside = sorted(_tokens(block, place))
            if inside:
                places.append((inside[0], inside[-1] + 1, place))
    return Line(
        number, block, doc, doc.text, fold(doc.text), tuple(doc.ents), _sentences(doc), words, starts, ends,
        _quoted(doc), frozenset(timed), tuple(places),
        len(alpha) > 3 and caps > 0.7 * len(alpha),
    )  # fmt: skip


def _tokens(block: Block, span: Span) -> set[int]:
    found = block.tokens(span)
    return set() if found is None else {t.i for t in found}


def _sentences(doc: Doc) -> tuple[int, ...]:
    """The sentence number of every token."""
    out, number = [], 0
    for token in doc:
        number += bool(token.is_sent_start) and token.i > 0
        out.append(number)
    return tuple(out)


def _quoted(doc: Doc) -> tuple[bool, ...]:
    """Inside quotation marks or not; a stray mark ends with the line."""
    inside, out = False, []
    for token in doc:
        mark = token.text
        if mark in OPENING or (mark in EITHER and not inside):
            inside = True
        elif mark in CLOSING or mark in EITHER:
            inside = False
        out.append(inside)
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and what can be said of it without looking at others. Tokens `start` to `end` of line `line`."""

    line: int
    start: int
    end: int
    text: str
    form: MentionForm
    kind: ActorKind
    rule: str
    score: float = 0.9
    gender: Gender | None = None
    plural: bool = False
    definite: Definite = "bare"
    head: Nominal | None = None
    institution: Institution | None = None
    country: str | None = None
    level: str | None = None
    sector: str | None = None
    body: str | None = None
    number: int | None = None
    other: bool = False
    reading: RoleReading | None = None
    silent: bool = False  # tells what a name is, but is no mention of its own ("le chalutier Hafdis")

    def covers(self, other: Found) -> bool:
        """Does the other lie inside this one, being shorter?"""
        return (
            self.line == other.line
            and self.start <= other.start
            and other.end <= self.end
            and (self.end - self.start) > (other.end - other.start)
        )

    @property
    def place(self) -> tuple[int, int]:
        """For sorting in text order."""
        return (self.line, self.start)


def morph(token: Token, feature: str) -> str:
    """The first value of a morphological feature, "" if it has none."""
    values = token.morph.get(feature, [])
    return str(values[0]) if values else ""


def subject_of(token: Token) -> Token | None:
    """The verb whose subject the token is, conjuncts included; None if it is no subject."""
    for _ in range(4):
        if token.dep_ in SUBJECT:
            return token.head
        if token.dep_ not in ("conj", "appos", "flat:name", "flat", "compound") or token.head.i == token.i:
            return None
        token = token.head
    return None


def speaks(token: Token | None, lex: Lexicon) -> bool:
    """Is this a verb of speaking, wanting or dealing with others?"""
    return token is not None and fold(token.lemma_) in lex.classes.get("speech", ())


def is_passive(verb: Token | None) -> bool:
    """Has the verb a passive auxiliary? The label of the subject is not trusted: "ont confirmé" gets it, too."""
    return verb is not None and any(c.dep_ in ("aux:pass", "auxpass") for c in verb.children)


def tells(token: Token, lex: Lexicon) -> bool:
    """Is the token the active subject of a verb that reports words?"""
    verb = subject_of(token)
    if verb is None or fold(verb.lemma_) not in lex.says:
        return False
    return not is_passive(verb)


def free(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    """Does none of the spans touch tokens `start` to `end`?"""
    return all(e <= start or end <= s for s, e in spans)
