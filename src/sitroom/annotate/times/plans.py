"""What nouns and participles tell of plans: plans of the past ("was planned for Monday", "avait été fixée à mardi"),
days of what is called for or banned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitroom.annotate.times.grammar import Grammar, fold
from sitroom.annotate.times.verbs import VERBAL, family, has, is_pluperfect

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

CLIMB = 12  # heads followed at most
LONGEST = 20  # characters of what says that something was so first
NEXT = 3  # words or heads that are near


def no_longer(cue: Token, grammar: Grammar) -> bool:
    """Had it been fixed and does it no longer hold ("first set for Monday", "l'assaut était prévu pour 20 heures")?"""
    if not has(cue, "VerbForm", "Part"):
        return False
    was = any(has(h, "Tense", "Imp") or has(h, "Tense", "Past") for h in family(cue)[1:] if has(h, "VerbForm", "Fin"))
    before = fold(cue.doc.text[max(0, cue.idx - LONGEST) : cue.idx])
    return was or before.endswith(grammar.first_words)


def had_until(span: Span, cue: Token) -> bool:
    """Does a pluperfect govern what ends here ("s'était donné jusqu'à jeudi", "had given himself until Thursday")?"""
    node = span.root
    for _ in range(NEXT):
        node = node.head
        if node.pos_ in VERBAL:
            return node.i < cue.i and is_pluperfect(node)
    return False


def was_to_be(token: Token) -> bool:
    """Is what was planned told as past by a pluperfect ("une réunion prévue mardi avait été annulée")?"""
    node = token
    for _ in range(CLIMB):
        if node.head == node or (node == token and node.head.pos_ in VERBAL):
            break
        node = node.head
        helpers = [c for c in node.children if c.dep_.split(":")[0] in ("aux", "auxpass")]
        was = [h for h in helpers if has(h, "Tense", "Imp") or (has(h, "Tense", "Past") and h.lemma_.lower() == "have")]
        if was and (has(node, "Tense", "Past") or len(helpers) > 1) and has(node, "VerbForm", "Part"):
            return True
        if node.pos_ in VERBAL and has(node, "VerbForm", "Fin"):
            break  # "a dit que le train, attendu mardi, aurait du retard": of another clause
    return False


def is_barred(token: Token, grammar: Grammar) -> bool:
    """Is it the day of a march or strike that is banned or put off ("banned Saturday's march")?"""
    noun = token.head
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in grammar.planned_nouns:
        return False
    return noun.head.pos_ in VERBAL and noun.head.lemma_.lower() in grammar.barring_verbs


def is_called(token: Token, grammar: Grammar) -> bool:
    """Is it the day of something new that is called or asked for ("called for a march on Friday")? Not where the noun
    is known ("the talks of Friday")."""
    noun = token.head if token.head.pos_ == "NOUN" else token.head.head
    known = any(c.pos_ == "DET" and not has(c, "Definite", "Ind") for c in noun.children)
    return noun.lemma_.lower() in grammar.planned_nouns and not known


def looks_done(word: Token, grammar: Grammar) -> bool:
    """Has the word an ending of participles, and is it none that points ahead?"""
    text = fold(word.text)
    return text.endswith(grammar.done_endings) and text not in grammar.ahead_forms
