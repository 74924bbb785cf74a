"""Who speaks in a passive: the agent of the parse, or what stands behind "by" where the parser lost it."""

from __future__ import annotations

from sitroom.annotate.statements.phrases import Phrase, phrase, with_name
from sitroom.annotate.statements.tree import Tree


def agent_of(tree: Tree, words: tuple[int, ...]) -> Phrase | None:
    for w in words:
        for k in tree.children(w, "agent"):
            noun = next(iter(tree.children(k, "prep_object")), None) if tree.pos[k] == "ADP" else k
            if noun is not None:
                return phrase(tree, noun, "agent")
    at = _over_told(tree, max(words) + 1)  # "revendiqué par la Brigade", where the parser has a place or manner
    if (
        at + 1 < len(tree)
        and tree.lower[at] in tree.grammar.word("agent_marker")
        and tree.quote[at] == tree.quote[max(words)]
    ):
        one = tree.pos[at + 1] == "PRON" and tree.pos[min(at + 2, len(tree) - 1)] == "ADP"  # "par un des avocats"
        nouns = [t for t in range(at + 1, min(at + 6, len(tree))) if tree.pos[t] in ("NOUN", "PROPN")]
        if one and nouns:
            return with_name(tree, Phrase(at + 1, tree.begin[at + 1], tree.end[nouns[0]], "agent"))
        head = next(iter(nouns), None)
        if head is not None and not any(tree.pos[t] in ("VERB", "ADP") or tree.punct(t) for t in range(at + 1, head)):
            return phrase(tree, head, "agent")
    return None


def _over_told(tree: Tree, at: int) -> int:
    """ "confirmé | à l'AFP | par X", "qualifiés | de « bandits » | par X": the token behind such words, else `at`."""
    if at + 3 >= len(tree) or tree.pos[at] != "ADP" or tree.lower[at] in tree.grammar.word("agent_marker"):
        return at
    quoted = tree.quote[at + 1]
    if quoted >= 0 and tree.quote[at] < 0:
        return next((t for t in range(at + 1, len(tree)) if tree.quote[t] != quoted), at)
    end = next((t for t in range(at + 1, min(at + 4, len(tree))) if tree.pos[t] == "PROPN"), None)
    named = end is not None and all(tree.pos[t] in ("DET", "PROPN") for t in range(at + 1, end))
    return end + 1 if named and end is not None else at
