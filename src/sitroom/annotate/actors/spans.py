"""A line ready for the actor rules, and the mention found in it before it is known who is meant."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeVar

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
S = TypeVar("S", bound=Span)
OPENING, CLOSING, EITHER = "«“„‹", "»”›", '"'


@dataclass(frozen=True)
class Line:
    """One block: `words` are folded token texts (both words of "South Sudanese" are the two), `low` the folded line;
    `quoted`: inside quotation marks.

    What is asked for at every token is kept by token: `entity`, `place`, `children` (numbers of the tokens that hang
    on it). Asking the parse costs as much as the line is long.
    """

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
    entity: dict[int, Tokens]
    place: dict[int, tuple[tuple[int, int, Toponym], ...]]
    children: tuple[tuple[int, ...], ...]
    capitals: frozenset[int]  # tokens that begin with a capital letter

    def placed(self, start: int, end: int) -> list[tuple[int, int, Toponym]]:
        """The toponyms that touch tokens `start` to `end`, in text order."""
        there = {(s, e, id(p)): (s, e, p) for k in range(start, end) for s, e, p in self.place.get(k, ())}
        return [there[k] for k in sorted(there)]

    def hangs(self, i: int, *labels: str) -> bool:
        """Does a token with one of these labels hang on token i?"""
        return any(self.doc[k].dep_ in labels for k in self.children[i])

    def text(self, start: int, end: int) -> str:
        """The characters of tokens `start` to `end`, as the parser saw them."""
        return self.raw[self.doc[start].idx : self.doc[end - 1].idx + len(self.doc[end - 1])]

    def word(self, i: int) -> str:
        """The folded token, "" outside the line."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def capital(self, i: int) -> bool:
        """Does the token begin with a capital letter?"""
        return i in self.capitals

    def first(self, i: int) -> bool:
        """Does a sentence, a quotation or what follows a colon begin here, so that a capital says nothing?"""
        if i and self.word(i - 1) == "-" and not self.doc[i - 1].whitespace_ and i > 1:
            return False  # inside a compound
        # the parser's own sentence starts are not trusted: it begins one at every name it does not know
        return i == 0 or (self.word(i - 1)[-1:] in STARTERS and self.doc[i - 1].pos_ not in ("NOUN", "PROPN", "X"))


def lines(parsed: Parsed, prior: Prior, whole: Container[str] = ()) -> tuple[Line, ...]:
    """Every block of the report, in text order. `whole`: wordings of two words that are one ("south sudanese")."""
    times = sorted(prior.times, key=lambda t: (t.start, t.end))
    places = sorted(prior.places, key=lambda p: (p.start, p.end))
    return tuple(_line(n, b, _inside(times, b), _inside(places, b), whole) for n, b in enumerate(parsed.blocks))


def _inside(spans: Sequence[S], block: Block) -> Sequence[S]:
    """Those that begin in the block; `spans` are in text order."""
    section = block.section
    low = bisect_left(spans, section.start, key=lambda s: s.start)
    return spans[low : bisect_left(spans, section.end, key=lambda s: s.start)]


def _joined(words: list[str], whole: Container[str]) -> tuple[str, ...]:
    """The words, where two are one wording both of them the whole of it."""
    out = list(words)
    for i, pair in enumerate(map(" ".join, pairwise(words))):
        if pair in whole:
            out[i] = out[i + 1] = pair
    return tuple(out)


def _line(number: int, block: Block, times: Sequence[Span], toponyms: Sequence[Toponym], whole: Container[str]) -> Line:
    doc, tokens = block.doc, list(block.doc)  # every pass over a document makes its tokens anew
    texts = [t.text for t in tokens]
    words = _joined([fold(text) for text in texts], whole)
    starts = {t.idx: i for i, t in enumerate(tokens)}
    ends = {t.idx + len(texts[i]): i + 1 for i, t in enumerate(tokens)}
    alpha = {i for i, text in enumerate(texts) if text[:1].isalpha()}
    capitals = frozenset(i for i, text in enumerate(texts) if text[:1].isupper())
    begins = list(starts)
    timed = {k for t in times for k in _tokens(doc, begins, t.start - block.offset, t.end - block.offset)}
    places = []
    for place in toponyms:
        inside = _tokens(doc, begins, place.start - block.offset, place.end - block.offset)
        if inside:
            places.append((inside[0], inside[-1] + 1, place))
    entities = tuple(doc.ents)
    by_token: dict[int, tuple[tuple[int, int, Toponym], ...]] = {}
    for row in places:
        for k in range(row[0], row[1]):
            by_token[k] = (*by_token.get(k, ()), row)
    children: list[list[int]] = [[] for _ in words]
    for i, token in enumerate(tokens):
        head = token.head.i
        if head != i:
            children[head].append(i)
    return Line(
        number, block, doc, doc.text, fold(doc.text), entities, _sentences(tokens), words, starts, ends,
        _quoted(texts), frozenset(timed), tuple(places),
        len(alpha) > 3 and len(alpha & capitals) > 0.7 * len(alpha),
        {k: e for e in entities for k in range(e.start, e.end)}, by_token,
        tuple(map(tuple, children)), capitals,
    )  # fmt: skip


def _tokens(doc: Doc, begins: list[int], start: int, end: int) -> range:
    """The tokens that characters `start` to `end` touch; `begins`: where each token starts."""
    if not begins or start < 0:
        return range(0)
    first = max(0, bisect_right(begins, start) - 1)
    last = bisect_left(begins, end)
    if start >= begins[first] + len(doc[first]):
        first += 1
    return range(first, max(first, last))


def _sentences(tokens: Sequence[Token]) -> tuple[int, ...]:
    """The sentence number of every token."""
    out, number = [], 0
    for i, token in enumerate(tokens):
        number += bool(token.is_sent_start) and i > 0
        out.append(number)
    return tuple(out)


def _quoted(texts: Sequence[str]) -> tuple[bool, ...]:
    """Inside quotation marks or not; a stray mark ends with the line."""
    inside, out = False, []
    for mark in texts:
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
    inner: bool = False  # found inside another description, on purpose
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


def is_passive(line: Line, verb: Token | None) -> bool:
    """Has the verb a passive auxiliary? The label of the subject is not trusted: "ont confirmé" gets it, too."""
    return verb is not None and line.hangs(verb.i, "aux:pass", "auxpass")


def tells(line: Line, token: Token, lex: Lexicon) -> bool:
    """Is the token the active subject of a verb that reports words?"""
    verb = subject_of(token)
    if verb is None or fold(verb.lemma_) not in lex.says:
        return False
    return not is_passive(line, verb)


def has_subject(line: Line, verb: int, before: int, lex: Lexicon) -> bool:
    """Has the verb, being none that stands behind what is said, a subject other than what begins at `before`?"""
    others = any(line.doc[c].dep_ in SUBJECT and c < before for c in line.children[verb])
    return others and fold(line.doc[verb].lemma_) not in lex.inserts


def tokens_of(spans: Iterable[Found | tuple[int, int]]) -> set[int]:
    """All tokens that mentions, or pairs of first token and end, cover."""
    pairs = (s if isinstance(s, tuple) else (s.start, s.end) for s in spans)
    return {k for start, end in pairs for k in range(start, end)}


def by_token(found: Iterable[Found]) -> dict[int, list[Found]]:
    """Mentions of one line by the tokens they cover."""
    out: dict[int, list[Found]] = {}
    for f in found:
        for k in range(f.start, f.end):
            out.setdefault(k, []).append(f)
    return out


def free(taken: Container[int], start: int, end: int) -> bool:
    """Is none of the tokens `start` to `end` taken?"""
    return not any(k in taken for k in range(start, end))
