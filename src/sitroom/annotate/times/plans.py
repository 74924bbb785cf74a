"""Is what was planned told as a plan of the past ("was planned for Monday", "avait été fixée à mardi")?"""

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
