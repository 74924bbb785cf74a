"""What the sentence of a mention says about whose it is: the countries it names, by what they are to the mention.

Whom it tells or acts upon, who tells it or acts upon it, whose "dont" or "whose" it stands behind, where it is posted
or sent. Each relation is a sign that `inland` weighs by the kind of the actor; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sitroom.annotate.actors.company import Draft
from sitroom.annotate.actors.lexicon import Lexicon, fold
from sitroom.annotate.actors.spans import OBJECT, Found, Line, speaks, subject_of
from sitroom.annotate.actors.worth import role_of

Kind = Literal["place", "state", "actor", "adjective"]
RELATIONS = ("tells", "acts on", "told by", "done by", "whose", "of", "posted", "bound for")
STEPS = 4  # up the parse to the verb
GAP = 3  # tokens from "whose" to the noun


@dataclass(frozen=True, slots=True)
class Evidence:
    """A country named at tokens `start` to `end` of a line; `at`: counted through the report."""

    at: int
    line: int
    start: int
    end: int
    country: str
    kind: Kind
    draft: Draft | None


def relations(f: Found, line: Line, here: Sequence[Evidence], lex: Lexicon) -> Iterator[tuple[str, str]]:
    """(sign, country) of what the evidence `here`, in the mention's sentence, is to it."""
    yield from _by_verb(f, line, here, lex)
    yield from _by_words(f, line, here, lex)


def _by_verb(f: Found, line: Line, here: Sequence[Evidence], lex: Lexicon) -> Iterator[tuple[str, str]]:
    """The other parties of the verb the mention belongs to."""
    role, verb, _ = role_of(line, line.doc[f.start : f.end].root)
    if verb.pos_ not in ("VERB", "AUX"):
        return
    told = speaks(verb, lex)
    for e in here:
        if e.kind in ("place", "adjective"):
            continue
        other, governor, _ = role_of(line, line.doc[e.start : e.end].root)
        if governor.i != verb.i:
            continue
        if role == "subject" and other != "subject":
            yield ("tells" if told else "acts on"), e.country
        elif role != "subject" and other in ("subject", "agent"):
            yield ("told by" if told else "done by"), e.country


def condemned_by(f: Found, line: Line, states: Sequence[Evidence], lex: Lexicon, ruling: bool) -> Iterator[str]:
    """The countries of the states that are said to condemn, threaten or punish the mention, or what it stands in.
    `ruling`: it is a government or holds an office; others must stand in "the regime of X"."""
    token = line.doc[f.start : f.end].root
    for _ in range(STEPS):
        if token.head.pos_ == "VERB" or token.head.i == token.i:
            break
        token = token.head
    verb = token.head
    regime = any(lex.is_in(line.word(k), "regime-word") for k in (token.i, token.i + 1))
    if not (ruling or regime) or token.dep_ not in OBJECT or not lex.is_in(fold(verb.lemma_), "condemns"):
        return
    for e in states:
        if e.end <= verb.i and subject_of(line.doc[e.start : e.end].root) == verb:
            yield e.country


def _by_words(f: Found, line: Line, here: Sequence[Evidence], lex: Lexicon) -> Iterator[tuple[str, str]]:
    """What stands right beside it or has a preposition of its own."""
    k = f.start - 1
    while k > f.start - GAP and k > 0 and not lex.is_in(line.word(k), "whose"):
        k -= 1
    if lex.is_in(line.word(k), "whose"):
        owner = next((e for e in reversed(here) if e.end in (k, k - 1)), None)
        if owner is not None:
            yield "whose", owner.country
    for e in here:
        before = line.word(e.start - 1)
        if f.end <= e.start <= f.end + 2 and lex.is_in(line.word(f.end), "of"):
            yield "of", e.country
        elif f.end <= e.start <= f.end + 2 and lex.is_in(line.word(f.end), "place-preposition"):
            yield "posted", e.country
        elif e.kind in ("place", "state") and lex.is_in(before, "carrier", "hands-to"):
            yield "bound for", e.country
