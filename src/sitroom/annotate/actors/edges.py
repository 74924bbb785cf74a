"""Questions the growth of a description asks at its right edge, which the line and the tables answer alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitroom.annotate.actors.lexicon import Lexicon, fold
from sitroom.annotate.actors.spans import OBJECT, Line, morph

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR = 5  # tokens between a description and its acronym
QUOTES = ("«", "“", '"', "‘")
SENTENCE = 40  # tokens around that are searched for a verb


def second_adjective(line: Line, lex: Lexicon, end: int, j: int) -> int:
    """Over "and" and another adjective of the noun that ends at `end` ("sources militaires et hospitalières")."""
    if j + 1 >= len(line.doc) or j == end or not lex.is_in(line.word(j), "and"):
        return j
    first, second, after = line.doc[j - 1], line.doc[j + 1], line.word(j + 2)
    told = [line.word(k) in lex.demonyms or line.word(k) in lex.descriptors for k in (j - 1, j + 1)]
    alike = all(told) or (first.pos_ == second.pos_ == "ADJ" and second.head.i == first.i)
    goes_on = lex.is_in(after, "of") or (j + 2 < len(line.doc) and line.doc[j + 2].pos_ == "NOUN")
    return j + 2 if alike and not goes_on and not line.capital(j + 1) and second.pos_ != "VERB" else j


def verbless(line: Line, i: int) -> bool:
    """Has the sentence around i no finite verb? Then the parser took it for a noun ("Le régime essuie des revers")."""
    near = range(max(0, i - SENTENCE), min(len(line.doc), i + SENTENCE))
    here = [k for k in near if line.sentence[k] == line.sentence[i]]
    closed = here[-1] + 1 >= len(line.doc) or line.doc[here[-1]].is_punct
    return closed and not any(
        line.doc[k].pos_ in ("VERB", "AUX") and morph(line.doc[k], "VerbForm") not in ("Part", "Inf", "Ger")
        for k in here
    )


def announces(line: Line, i: int) -> bool:
    """Is it the verb, taken for an adjective, that brings in a quotation ("Le syndicat rétorque : « ...")?"""
    if line.word(i + 1) != ":" or line.word(i + 2)[:1] not in QUOTES:
        return False
    near = range(max(0, i - SENTENCE), i)
    return not any(line.doc[k].pos_ in ("VERB", "AUX") and line.sentence[k] == line.sentence[i] for k in near)


def times(line: Line, lex: Lexicon, start: int, end: int) -> bool:
    """Do tokens `start` to `end` say when ("in May", "dans les semaines")?"""
    return end - 1 in line.timed or any(lex.is_in(line.word(k), "span-of-time") for k in range(start, end))


def taken_off(line: Line, lex: Lexicon, left: int, j: int) -> bool:
    """Does "of" at j belong to the verb ("accuse ses soldats d'incursion", "retirer ses troupes de l'île")?"""
    noun = line.doc[left:j].root
    verb = noun.head
    return noun.dep_ in OBJECT and verb.i < noun.i and lex.is_in(fold(verb.lemma_), "takes-of")


def inverted(line: Line, noun: Token, lex: Lexicon) -> bool:
    """Does the noun stand behind a verb of saying that a quotation or a comma precedes ("..., warns an officer")?"""
    verb = noun.head
    return verb.i < noun.i and verb.i > 0 and line.doc[verb.i - 1].is_punct and fold(verb.lemma_) in lex.says


def listed(line: Line, lex: Lexicon, j: int) -> int:
    """Over ", Finland and Sweden" behind a country: more of the same; only if the list is closed by "and"."""
    ends = line.ends
    if not any(
        line.ends[e] == j for k in range(max(0, j - 4), j) for e, _, _ in lex.places.at(line.low, line.doc[k].idx, ends)
    ):
        return j
    k, closed = j, False
    while k + 1 < len(line.doc) and (line.word(k) == "," or lex.is_in(line.word(k), "and")):
        closed = closed or lex.is_in(line.word(k), "and")
        i = k + 1
        while lex.is_in(line.word(i), "of", "article"):
            i += 1
        hits = lex.places.at(line.low, line.doc[i].idx, ends) if i < len(line.doc) else []
        if not hits:
            return j
        k = line.ends[hits[0][0]]
        if closed:
            return k
    return j


def part_or_name(line: Line, lex: Lexicon, k: int) -> bool:
    """Is the word at k, behind an article, a name or a part of a country ("dans le nord")?"""
    return line.capital(k) or lex.is_in(line.word(k), "locative")


def up_to_acronym(line: Line, j: int) -> int:
    """Behind what stands between a body and its acronym ("mission de l'ONU en Centrafrique (Minusca)")."""
    for k in range(j, min(j + NEAR, len(line.doc) - 2)):
        if line.word(k) == "(":
            short = line.doc[k + 1].text
            closed = line.word(k + 2) == ")" and short[:1].isupper() and 2 < len(short) < 9
            return k if closed else j
        if line.doc[k].pos_ not in ("ADP", "DET", "PROPN", "NOUN", "ADJ") or k in line.timed:
            return j
    return j


def site_of(line: Line, lex: Lexicon, start: int, end: int) -> bool:
    """Does the place, with an article, only say where the thing right behind it is ("the Ostrava plant")?"""
    before, noun = line.doc[end - 1], line.doc[min(end, len(line.doc) - 1)]
    told = before.dep_ == "compound" and before.head.i == end and lex.is_in(line.word(start - 1), "article")
    return told and noun.pos_ == "NOUN" and noun.text.islower()


def completed(line: Line, j: int) -> bool:
    """Has an English adjective behind its noun a complement of its own ("protesters angry at the result")? It tells
    of them, as a relative clause would."""
    return any(k > j and line.doc[k].dep_ == "prep" for k in line.children[j])


def variants(takes: set[str], lex: Lexicon) -> set[str]:
    """Contracted forms of the prepositions a noun takes ("à": "au", "aux")."""
    return takes | (
        lex.classes.get("addressing", frozenset()) if takes & lex.classes.get("addressing", frozenset()) else set()
    )
