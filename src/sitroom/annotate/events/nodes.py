"""Tokens of a parsed sentence and what hangs on them, the same for both label sets spaCy's models use (ClearNLP for
English, UD for French): prepositions, conjuncts, clauses.

Deliberately not here: who is subject or object (tree.py), and any word of a language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

T = TypeVar("T")
Rest = TypeVarTuple("Rest")

SUBJECT = frozenset({"nsubj", "nsubjpass", "nsubj:pass", "csubj", "nsubj:caus"})
OBJECT = frozenset({"dobj", "obj", "obj:agent", "obj:lvc"})
INDIRECT = frozenset({"dative", "iobj", "iobj:agent"})
COMPLEMENT = frozenset({"xcomp", "ccomp", "pcomp"})
OBLIQUE = frozenset({"obl", "obl:arg", "obl:mod", "obl:agent", "nmod"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"})
VERBAL = frozenset({"VERB", "AUX"})
REACH = 80  # tokens of a clause that are looked at
MEMORY = "sitroom.events"  # what `remembered` keeps with a document
BOUNDS = "sitroom.bounds"  # what `bounds` keeps with a document
MISSING = object()
LIMIT = 40  # steps up or down a tree before giving up: degenerate parses of hostile text stay cheap


@contextmanager
def remembering(docs: Iterable[Doc]) -> Iterator[None]:
    """While it lasts, what `remembered` functions find at a token of these documents is found once. The documents do
    not change meanwhile."""
    docs = list(docs)
    for doc in docs:
        doc.user_data[MEMORY] = {}
    try:
        yield
    finally:
        for doc in docs:
            doc.user_data.pop(MEMORY, None)


def remembered(find: Callable[[Token, *Rest], T]) -> Callable[[Token, *Rest], T]:
    """A function that is asked the same again and again: the answer is kept while its document is `remembering`. What
    it is asked beside the token must be hashable. Every caller gets a list of its own; other answers are frozen."""

    @wraps(find)
    def look(token: Token, *rest: *Rest) -> T:
        memory = token.doc.user_data.get(MEMORY)
        if memory is None:
            return find(token, *rest)
        key = (find, token.i, *rest)
        found: Any = memory.get(key, MISSING)
        if found is MISSING:
            found = memory[key] = find(token, *rest)
        return list(found) if isinstance(found, list) else found  # type: ignore[return-value]

    return look


def bounds(token: Token) -> tuple[int, int]:
    """First token and end of the sentence that holds a token: what `token.sent` has, found once for a document."""
    kept = token.doc.user_data
    rows: list[tuple[int, int]] | None = kept.get(BOUNDS)
    if rows is None:
        rows = kept[BOUNDS] = [(s.start, s.end) for s in token.doc.sents for _ in range(len(s))]
    return rows[token.i]


def lemma(token: Token) -> str:
    """Lemma in lower case."""
    return (token.lemma_ or token.text).lower()


@remembered
def conjuncts(token: Token) -> list[Token]:
    """`token` and what is coordinated with it to its right, nominals only ("A, B et C")."""
    found: list[Token] = []
    todo = [token]
    while todo and len(found) < LIMIT:
        one = todo.pop(0)
        found.append(one)
        todo.extend(c for c in one.children if _joined(one, c))
        todo.extend(_astray(one))
    return found


def _astray(one: Token) -> Iterator[Token]:
    """Conjuncts the parser hung on the name or the adjective before them ("le président chinois Lin Zhaoyang et le
    chancelier"): they bring an article of their own."""
    for child in one.rights:
        if child.dep_ in ("appos", "amod", "flat:name", "nmod") and child.pos_ in NOMINAL:
            name = child.pos_ in ("PROPN", "ADJ") or bool(cases(child))
            for inner in child.children:
                whole = inner.dep_ == "conj" and inner.pos_ in NOMINAL and inner.text[-1:].isalnum()
                before = {t.pos_ for t in inner.subtree if t.i < inner.i}
                article = "DET" in before or inner.pos_ == "PRON"  # "et celui des rebelles"
                if name and whole and article and not cases(inner) and "CCONJ" in before:
                    yield inner


def _joined(one: Token, child: Token) -> bool:
    """Is a dependent coordinated: a conjunct without a preposition of its own (unlike "le tir de Kiev par l'armée"), or
    an apposition that opens a list ("the minister, his brother and two traders")?"""
    if child.pos_ not in NOMINAL or not child.text[-1:].isalnum():
        return False
    if child.dep_ == "conj":
        behind = child.i > 0 and child.nbor(-1).dep_ in ("cc", "punct")
        linked = behind or any(c.dep_ == "cc" for c in child.children)
        return linked or cases(child) in ("", cases(one)) or not cases(one)
    if child.dep_ != "appos" or child.i < one.i:
        return False
    further = [c for c in child.children if c.dep_ == "conj" and c.pos_ in NOMINAL]
    own = [child, *further]
    return bool(further) and all(any(c.dep_ in ("det", "nummod", "poss") for c in t.lefts) for t in own)


@remembered
def cases(token: Token) -> str:
    """The preposition of a UD nominal, fixed parts included ("au sujet de"); empty when it has none."""
    words: list[str] = []
    for child in token.lefts:
        if child.dep_ in ("case", "mark") and child.pos_ in ("ADP", "SCONJ", "ADV", "NOUN"):
            word = lemma(child)  # a contraction's lemma is shorter; a longer one is a slip ("entre" -> "entrer")
            words.append(word if len(word) <= len(child.lower_) else child.lower_)
            words.extend(lemma(c) for c in child.children if c.dep_ == "fixed")
    return " ".join(words)


def case_of(token: Token) -> str:
    """The preposition a nominal stands under in either label set; empty when it has none."""
    return token.head.lower_ if token.dep_ == "pobj" else cases(token)


@remembered
def obliques(token: Token) -> list[tuple[str, Token]]:
    """(preposition, head of its phrase) for every prepositional dependent of a verb or noun."""
    return list(_obliques(token))


def _obliques(token: Token) -> Iterator[tuple[str, Token]]:
    for child in token.children:
        dep = child.dep_
        if dep in ("prep", "agent", "dative") and child.pos_ in ("ADP", "SCONJ", "PART", "VERB"):
            yield from _phrase(child, child.lower_)
        elif dep in OBLIQUE or (dep in ("advmod", "obl") and child.pos_ in NOMINAL):
            preposition = cases(child)
            if preposition:
                yield preposition, child
        elif dep == "advmod" and child.pos_ == "ADV":  # "auprès de", "près de"
            for inner in child.children:
                if inner.dep_ in OBLIQUE and inner.pos_ in NOMINAL:
                    yield f"{child.lower_} {cases(inner)}".strip(), inner


def _phrase(preposition: Token, name: str) -> Iterator[tuple[str, Token]]:
    children = list(preposition.children)
    if not children and preposition.i + 1 < bounds(preposition)[1]:  # the parser gave its noun to a later verb
        after = preposition.nbor()
        noun = after if after.pos_ in ("NOUN", "PROPN") else after.head
        if noun.pos_ in ("NOUN", "PROPN") and 0 < noun.i - preposition.i < 7 and noun.dep_ in SUBJECT:
            yield name, noun
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            yield name, child
        elif child.dep_ in ("prep", "fixed"):  # "out of", "because of"
            yield from ((f"{name} {child.lower_}", c) for c in child.children if c.dep_ in ("pobj", "pcomp"))


def is_relative(token: Token) -> bool:
    """A relative pronoun: qui, que, who, which, that."""
    return token.pos_ == "PRON" and ("Rel" in token.morph.get("PronType", []) or token.tag_ in ("WDT", "WP"))


def clause_of(token: Token) -> Token:
    """The verb whose clause `token` stands in; the root where there is none."""
    one = token
    for _ in range(LIMIT):
        if one.head == one or (
            one.pos_ in VERBAL and one.dep_ not in ("aux", "auxpass", "aux:tense", "aux:pass", "cop")
        ):
            return one
        one = one.head
    return one


def ancestors(token: Token) -> Iterator[Token]:
    """Governors from the nearest to the root, at most LIMIT."""
    one = token
    for _ in range(LIMIT):
        if one.head == one:
            return
        one = one.head
        yield one


def walk(root: Token, enters: Callable[[Token, Token], bool]) -> Iterator[Token]:
    """`root` and what hangs below it, nearest first, at most REACH tokens; `enters(word, dependent)` says whether to go
    on to a dependent."""
    todo, seen = [root], 0
    while todo and seen < REACH:
        one = todo.pop(0)
        seen += 1
        yield one
        todo.extend(c for c in one.children if enters(one, c))


def subtree_of(token: Token, stop: frozenset[str] = frozenset()) -> Iterator[Token]:
    """`token` and all below it, not going into dependents with a label in `stop`; nearest first, as in `walk`."""
    return walk(token, lambda _, child: child.dep_ not in stop)
