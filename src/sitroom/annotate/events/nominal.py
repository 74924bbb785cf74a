"""Nouns made of verbs ("the expulsion of two envoys by Lima", "Lima's closure of the border"): they tell what their
verb tells, by the same rules; only its sides stand elsewhere.

Deliberately not here: nouns with rules of their own ("raid", "talks": nouns.py), and any word of a language; which
noun is of which verb is in the lists `deverbal` ("expulsion:expel") and `deverbal_end` ("ment:" for "deployment").
"""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from sitroom.annotate.events.lexicon import Lexicon
from sitroom.annotate.events.mends import listed
from sitroom.annotate.events.nodes import NOMINAL, cases, lemma, obliques, remembered

if TYPE_CHECKING:
    from spacy.tokens import Token

SHORTEST = 4  # letters of a verb that a noun is said to be made of by its ending
DEPTH = 3  # phrases in phrases ("the arrest of a man in Goma by police")


@remembered
def base_of(noun: Token, lexicon: Lexicon) -> str:
    """The verb whose act a noun names, where something is governed as that verb governs it; "" where there is none."""
    word = lemma(noun) if noun.pos_ != "VERB" else noun.lower_
    found = lexicon.derived.get(word) or lexicon.derived.get(noun.lower_) or verb_of(word, lexicon)
    return found if found and done_to(noun) else ""


def verb_of(word: str, lexicon: Lexicon) -> str:
    """The verb a noun is made of by its ending; "" where there is none."""
    for ending, verbal in lexicon.derived_ends:
        if word.endswith(ending):
            verb = word.removesuffix(ending) + verbal
            if len(verb) >= SHORTEST and verb in lexicon.verbs:
                return verb
    return ""


@remembered
def done_to(noun: Token) -> list[Token]:
    """What the act of a noun is done to: "of" it, a noun before it ("hostage release"), its possessor where another
    does it ("the envoy's expulsion by Lima")."""
    of, by = listed(noun.lang_, "prep_of"), listed(noun.lang_, "prep_by")
    found = [h for p, h in obliques(noun) if p in of and h.pos_ in NOMINAL]
    doers = [h for p, h in obliques(noun) if p in by] if not found else []  # "la levée par Rome des sanctions"
    found = found or [h for d in doers for p, h in obliques(d) if p in of and h.pos_ in NOMINAL]
    found = found or [c for c in noun.children if c.dep_ == "compound" and c.pos_ == "NOUN"]
    if found or not wide(noun, listed(noun.lang_, "prep_by")):
        return found
    return [c for c in noun.children if c.dep_ == "poss"]


def wide(noun: Token, names: frozenset[str]) -> list[Token]:
    """Heads under one of these prepositions, also where the parser hung them on a phrase inside the noun's ("the arrest
    of a general by the police")."""
    todo = [noun]
    for _ in range(DEPTH):
        inner = [(p, h) for one in todo for p, h in obliques(one) if h.i > noun.i]
        found = [h for p, h in inner if p in names and h.pos_ in NOMINAL]
        if found:
            return found
        todo = [h for _, h in inner if h.pos_ in NOMINAL]
    return []


def done_by(noun: Token, timed: Container[int] = ()) -> list[Token]:
    """Who does the act of a noun: "by" him, else its possessor, else the name or demonym before it ("the Thai closure
    of the border"). `timed`: words of times, which do nothing ("Monday's closure")."""
    whens = listed(noun.lang_, "time_unit")
    owners = [c for c in noun.children if c.dep_ == "poss" and c.i not in timed and lemma(c) not in whens]
    found = wide(noun, listed(noun.lang_, "prep_by")) or owners
    found = found or [c for c in noun.children if c.dep_ in ("amod", "nmod", "compound") and not cases(c)]
    return [t for t in found if t not in done_to(noun)]
