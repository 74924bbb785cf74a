"""Clauses that do not tell what happened: conditions, questions, infinitives.

Deliberately not here: the words (lang/xx/modality.toml) and what follows from them for an act (modality.py).
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token


def has_condition(verb: Token, lexicon: Lexicon) -> bool:
    """Does an if-clause (if, unless, si, à moins que) hang on the verb or on one it completes?"""
    current = verb
    for _ in range(4):
        for child in current.children:
            if child.dep_ in ("advcl", "ccomp") and marked(child, lexicon):
                return True
        if current.dep_ not in ("xcomp", "ccomp", "conj", "pcomp", "prep"):
            break
        current = current.head
    if any(conditions(verb, start, lexicon) for start in openings(verb, lexicon)):
        return True
    return condition_word(verb, lexicon, range(verb.i + 1, min(tree.bounds(verb)[1], verb.i + 7)))


@functools.lru_cache(maxsize=8)
def first_words(phrases: frozenset[str]) -> frozenset[str]:
    """The first words of phrases."""
    return frozenset(phrase.split(" ")[0] for phrase in phrases)


def openings(verb: Token, lexicon: Lexicon) -> list[Token]:
    """Words of the sentence that open a clause of condition: those of `condition_phrase` ("provided that", "dès lors
    que") and a verb before its subject at the start ("Should the talks fail, ...")."""
    doc = verb.doc
    found = _openings(doc[tree.bounds(verb)[0]], lexicon)
    return [token for token, inverted in found if not inverted or token.i < verb.i]


@tree.remembered
def _openings(first: Token, lexicon: Lexicon) -> list[tuple[Token, bool]]:
    """Those of the sentence that `first` begins; with each, whether it is a verb before its subject."""
    phrases, (start, end) = lexicon.words.get("condition_phrase", frozenset()), tree.bounds(first)
    openers = first_words(phrases)
    found = []
    for token in map(first.doc.__getitem__, range(start, end)):
        word = token.lower_
        if word in openers:
            words = [t.lower_ for t in first.doc[token.i : min(token.i + 4, end)]]
            if any(words[: p.count(" ") + 1] == p.split(" ") for p in phrases):
                found.append((token, False))
        elif token.pos_ == "AUX" and lexicon.has("condition_inverted", word):
            at_start = token.i == start or token.nbor(-1).is_quote
            if at_start and first.doc[end - 1].text != "?":
                found.append((token, True))
    return found


def conditions(verb: Token, opening: Token, lexicon: Lexicon) -> bool:
    """Does the clause that `opening` begins hang on the verb, with no other clause between?"""
    clauses, token = 0, opening
    for _ in range(6):
        if token == verb:
            return clauses <= 1
        if token.head == token:
            return False
        clauses += token.pos_ in tree.VERBAL and any(c.dep_ in tree.SUBJECT for c in token.children)
        token = token.head
    return False


def marked(clause: Token, lexicon: Lexicon) -> bool:
    """Does the clause begin with a word of condition?"""
    return any(
        c.dep_ in ("mark", "advmod", "case")
        and c.pos_ != "PRON"  # "s'en est pris"
        and (lexicon.kind(c.lower_) == "condition" or lexicon.kind(tree.lemma(c)) == "condition")
        for c in clause.children
    )


def in_condition(verb: Token, lexicon: Lexicon) -> bool:
    """Does this verb stand in an if-clause itself?"""
    if verb.dep_ == "acl" and verb.head.dep_ in ("ccomp", "advcl"):  # "si Israël frappait", taken for a noun phrase
        return marked(verb.head, lexicon)
    if verb.dep_ in ("acl", "ccomp") and lexicon.kind(tree.lemma(verb.head)) == "condition":  # "à condition que"
        return True
    if verb.dep_ in ("advcl", "ccomp", "conj", "ROOT") and marked(verb, lexicon):
        return True
    return condition_word(verb, lexicon, range(verb.i - 1, max(tree.bounds(verb)[0], verb.i - 6) - 1, -1))


def condition_word(verb: Token, lexicon: Lexicon, places: range) -> bool:
    """Is there an "if" near, with no other verb or comma between? For parses that hang the clause elsewhere."""
    for i in places:
        token = verb.doc[i]
        if token.is_punct or token.pos_ == "VERB":
            return False
        if token.pos_ == "SCONJ" and lexicon.kind(tree.lemma(token)) == "condition":
            return True
    return False


def questioned(verb: Token, lexicon: Lexicon) -> bool:
    """Is it asked, not told?"""
    if any(c.dep_ in ("mark", "advmod") and lexicon.kind(tree.lemma(c)) == "question" for c in verb.children):
        return True
    start, end = tree.bounds(verb)
    if any(verb.doc[i].text == "?" for i in range(max(start, verb.i - 4), verb.i)):  # "« ... ? », a demandé X"
        return True
    return verb.doc[end - 1].text == "?" and verb.dep_ in ("ROOT", "ccomp", "xcomp")


def infinitive(verb: Token) -> bool:
    """Is it an infinitive (to go, aller)?"""
    return (
        "Inf" in verb.morph.get("VerbForm", [])
        and verb.tag_ != "MD"
        and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    ) or any(c.tag_ == "TO" and c.dep_ == "aux" for c in verb.children)
