"""How a statement is meant: asserted, denied ("rejects the charge"), planned ("will announce") or conditional."""

from __future__ import annotations

from sitroom.annotate.statements.drafts import Draft
from sitroom.annotate.statements.hits import Hit, is_negated
from sitroom.annotate.statements.tree import Tree
from sitroom.model import Modality


def modality_of(draft: Draft) -> Modality:
    """Denied, planned, conditional; else asserted. Who will not tell something asserts nothing about it."""
    hit = draft.hit
    if draft.modality:
        return draft.modality  # type: ignore[return-value]
    if hit is None:
        return "asserted"
    tree, grammar = hit.tree, hit.tree.grammar
    negated = is_negated(hit) and _before(hit)
    if hit.entry.modality == "denied" and (negated or _neither(hit)):
        return "asserted"  # "n'exclut pas", "would not rule out"
    if hit.entry.modality != "asserted":
        return hit.entry.modality
    if negated:
        return "asserted" if _withheld(draft, hit) else "denied"
    if _rejected(draft, hit):
        return "denied"
    around = {tree.lower[k] for w in hit.words for k in tree.kids[w] if tree.is_(k, "auxiliary")}
    if hit.kind == "verb" and tree.is_(hit.head, "infinitive"):
        around |= {tree.lower[tree.head[hit.head]], tree.lemma[tree.head[hit.head]]}
    if around & grammar.word("future") or tree.morph(hit.head, "Tense") == "Fut":
        return "planned"
    moods = {tree.morph(t, "Mood") for t in (hit.head, *(k for k in tree.kids[hit.head] if tree.is_(k, "auxiliary")))}
    return "conditional" if "Cnd" in moods or around & grammar.word("conditional") else "asserted"


def _inside(draft: Draft, tree: Tree) -> list[int]:
    """The tokens of the contents."""
    return [t for t in range(len(tree)) if any(a <= tree.begin[t] < b for a, b in draft.contents)]


def _before(hit: Hit) -> bool:
    """Does the negation stand before the verb, not in what is said ("said there was none", "dit ne pas savoir")?"""
    tree, words = hit.tree, hit.tree.grammar.word("negation")
    around = [k for w in hit.words for k in tree.kids[w] if k < max(hit.words)]
    return any(tree.is_(k, "negation") or tree.lower[k] in words for k in around)


def _neither(hit: Hit) -> bool:
    """ "would neither confirm nor deny P"."""
    tree = hit.tree
    verbs = [hit.head, tree.head[hit.head]]
    return any(tree.lower[k] in tree.grammar.word("neither") for t in verbs for k in tree.kids[t])


def _withheld(draft: Draft, hit: Hit) -> bool:
    """ "would not say whether P", "n'a pas souhaité commenter P", "would neither confirm nor deny P"."""
    tree, grammar = hit.tree, hit.tree.grammar
    verbs = [*hit.words, *(k for w in hit.words for k in tree.kids[w])]
    verbs += [tree.head[hit.head]] if tree.is_(hit.head, "infinitive") else []
    if _neither(hit) or any(tree.lemma[t] in grammar.word("withholding") for t in verbs):
        return True
    first = next(iter(_inside(draft, tree)), None)
    return first is not None and tree.lower[first] in grammar.word("question")


def _rejected(draft: Draft, hit: Hit) -> bool:
    """ "rejects the charge", "a rejeté des « fables »": a claim; "rejected the plan" is a refusal. What is ruled out is
    denied whatever it is."""
    tree, grammar = hit.tree, hit.tree.grammar
    if hit.kind != "verb" or draft.tree is not tree:
        return False
    if tree.lemma[hit.head] in grammar.word("excluding"):
        return True
    if tree.lemma[hit.head] not in grammar.word("rejecting") or not draft.contents:
        return False
    claims = grammar.word("denied_noun") | grammar.word("rejected_noun")
    nouns = [t for t in _inside(draft, tree) if tree.pos[t] == "NOUN"]
    objects = [t for t in hit.kids("object") if tree.pos[t] == "NOUN"]
    if any(tree.lemma[t] in claims or tree.lower[t] in claims for t in (*objects, *nouns[:1])):
        return True
    return tree.quote[next(iter(_inside(draft, tree)), 0)] >= 0 and not objects
