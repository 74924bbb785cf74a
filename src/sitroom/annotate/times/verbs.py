"""What a verb's own form says: its features, its auxiliaries. Universal Dependencies only, and the lemmas of "have"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBAL = ("VERB", "AUX")


def is_bare_participle(token: Token) -> bool:
    """Does it modify a noun ("à huis clos", "talks broken off"), so that it says nothing of when?"""
    return has(token, "VerbForm", "Part") and len(family(token)) == 1


def is_to(verb: Token) -> bool:
    """Is it an infinitive that "be" governs ("were to meet on Friday")?"""
    return has(verb, "VerbForm", "Inf") and verb.dep_ == "xcomp" and verb.head.pos_ == "AUX"


def is_pluperfect(verb: Token) -> bool:
    """Was it past already ("avait promis dès lundi")?"""
    past = ("Imp", "Past")
    helpers = [h for h in family(verb)[1:] if not h.dep_.endswith("pass") and h.dep_ != "cop"]
    return has(verb, "VerbForm", "Part") and any(has(h, "Tense", t) for h in helpers for t in past)


def says_present(verb: Token) -> bool:
    """Is its finite form, or its copula's, an indicative present?"""
    if has(verb, "VerbForm", "Inf") and verb.head is not verb and len(family(verb)) == 1:
        verb = verb.head  # "tries before giving up"
    finite = next((t for t in reversed(family(verb)) if has(t, "VerbForm", "Fin")), None)
    return finite is not None and has(finite, "Tense", "Pres") and not has(finite, "Mood", "Cnd")


def family(verb: Token) -> list[Token]:
    """The verb and its auxiliaries."""
    return [verb, *(c for c in verb.children if c.dep_.split(":")[0] in ("aux", "auxpass", "cop"))]


def has_auxiliary(token: Token) -> bool:
    """A noun or adjective that is the predicate ("la réunion sera longue mardi")."""
    return any(c.dep_.split(":")[0] in ("cop", "aux", "auxpass") for c in token.children)


def has(token: Token, feature: str, value: str) -> bool:
    """Does the token carry this value of a morphological feature?"""
    return value in token.morph.get(feature, [])


def is_perfect(helper: Token) -> bool:
    """ "have" between a modal and its participle: "may have met Tuesday" is past."""
    infinitive = has(helper, "VerbForm", "Inf") and helper.dep_ in ("aux", "aux:tense")
    return infinitive and helper.lemma_.lower() in ("have", "avoir", "être")
