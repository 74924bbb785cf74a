"""Does the sentence point ahead of the report's publication, or behind it, at this expression?

Evidence, strongest first: words right before it ("d'ici", "as early as"), a participle on the noun it modifies
("une réunion prévue mardi"), the tense and modality of the verb that governs it. Reads Universal Dependencies
features (Tense, Mood, VerbForm), so nothing here is of one language; lemmas come from `time_tense`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitroom.annotate.times.grammar import Grammar, fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLIMB = 12  # heads followed at most: parses of broken text may be very deep
SUBJECT = ("nsubj", "nsubj:pass", "nsubjpass", "csubj")
VERBAL = ("VERB", "AUX")


def points_ahead(line: str, start: int, end: int, doc: Doc | None, grammar: Grammar) -> bool | None:
    """True: to come. False: past. None: nothing says. `start` and `end` are characters of the line."""
    before = line[max(0, start - 40) : start]
    if grammar.ahead_words and grammar.ahead_words.search(before):
        return True
    if grammar.behind_words and grammar.behind_words.search(before):
        return False
    span = doc.char_span(start, end, alignment_mode="expand") if doc is not None else None
    if span is None or not len(span):
        return None
    token = span.root
    if token.dep_ in SUBJECT:
        return None
    return follow_heads(token, grammar)


def follow_heads(token: Token, grammar: Grammar) -> bool | None:
    """Climb to the governing verb; a participle such as "prévu" on the way decides."""
    node, through_noun = token, False
    for _ in range(CLIMB):
        head = node.head
        if head is node:
            return verb_points(node, grammar) if node.pos_ in VERBAL else None
        if fold(head.text) in grammar.ahead_forms or any(is_ahead_form(c, grammar) for c in head.children):
            return True
        if head.pos_ in VERBAL or has_auxiliary(head):
            says = verb_points(head, grammar)
            # "the talks of Tuesday show": the present of a verb two steps away says nothing about the talks.
            return None if through_noun and says is True and is_plain_present(head, grammar) else says
        through_noun = through_noun or head.pos_ in ("NOUN", "PROPN")
        node = head
    return None


def family(verb: Token) -> list[Token]:
    """The verb and its auxiliaries."""
    return [verb, *(c for c in verb.children if c.dep_.split(":")[0] in ("aux", "auxpass", "cop"))]


def is_plain_present(verb: Token, grammar: Grammar) -> bool:
    """A present form alone, neither a modal nor a verb that looks ahead."""
    present = has(verb, "VerbForm", "Fin") and has(verb, "Tense", "Pres")
    return present and len(family(verb)) == 1 and verb.lemma_.lower() not in grammar.ahead_verbs


def is_ahead_form(token: Token, grammar: Grammar) -> bool:
    """A modifier such as "prévu" or "scheduled" hanging on the noun."""
    return token.dep_.startswith(("acl", "amod", "advcl")) and fold(token.text) in grammar.ahead_forms


def has_auxiliary(token: Token) -> bool:
    """A noun or adjective that is the predicate ("la réunion sera longue mardi")."""
    return any(c.dep_ in ("cop", "aux") for c in token.children)


def verb_points(verb: Token, grammar: Grammar, depth: int = 0) -> bool | None:
    """What a verb says by its own tense, its auxiliaries, and for infinitives by the verb it depends on."""
    group = family(verb)
    helpers = group[1:]
    if fold(verb.text) in grammar.ahead_forms:
        return True
    if any(h.lemma_.lower() in grammar.ahead_verbs for h in helpers):
        return not any(is_perfect(h) for h in helpers)
    if any(has(t, "Tense", "Fut") for t in group):
        return True
    participle = has(verb, "Tense", "Past") and has(verb, "VerbForm", "Part")
    finite = next((t for t in (*helpers, verb) if has(t, "VerbForm", "Fin")), None)
    if finite is None:
        infinitive = any(has(t, "VerbForm", "Inf") for t in group)
        return governed(verb, grammar, depth) if infinitive or not participle else None if not helpers else False
    if has(finite, "Mood", "Cnd"):
        return not (participle and finite is not verb and not finite.dep_.endswith("pass"))
    if has(finite, "Tense", "Past") or has(finite, "Tense", "Imp"):
        return False
    if any(has(h, "VerbForm", "Part") and has(h, "Tense", "Pres") for h in helpers):
        return True
    # The French model takes "est tombé" for a passive: a participle with a present auxiliary is past for both.
    return not participle


def governed(verb: Token, grammar: Grammar, depth: int) -> bool | None:
    """An infinitive or gerund: what the verb above it says ("doit voter", "has agreed to meet")."""
    head = verb.head
    if head is verb or depth >= 4:
        return None
    if head.lemma_.lower() in grammar.ahead_verbs:
        return True
    return verb_points(head, grammar, depth + 1) if head.pos_ in VERBAL else None


def has(token: Token, feature: str, value: str) -> bool:
    """Does the token carry this value of a morphological feature?"""
    return value in token.morph.get(feature, [])


def is_perfect(helper: Token) -> bool:
    """ "have" between a modal and its participle: "may have met Tuesday" is past."""
    return has(helper, "VerbForm", "Inf") and helper.dep_ == "aux" and helper.lemma_.lower() == "have"
