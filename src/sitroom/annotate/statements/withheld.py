"""What looks like a statement and only says that nothing, or no name, was given."""

from __future__ import annotations

from sitroom.annotate.statements.drafts import Chars
from sitroom.annotate.statements.hits import Hit, is_negated


def cites_somebody(hit: Hit) -> bool:
    """ "cited an unnamed source", "quoted an officer as saying": whom one cites is no content."""
    tree = hit.tree
    if tree.lemma[hit.head] not in tree.grammar.word("citing"):
        return False
    nouns = tree.grammar.word("title_noun") | tree.grammar.word("informant_noun")
    return any(tree.person[k] is not None or tree.lemma[k] in nouns for k in hit.kids("object")) or any(
        tree.lemma[t] in tree.grammar.word("rival") and tree.lower[t - 1] in tree.grammar.word("as")
        for t in tree.subtree(hit.head)
        if t > hit.head
    )


def silence(hit: Hit, contents: tuple[Chars, ...]) -> bool:
    """ "declined to comment", "n'a pas souhaité s'exprimer": plain silence, when nothing is named."""
    tree = hit.tree
    if not (hit.entry.sense == "refusal" or is_negated(hit)) or len(contents) > 1:
        return False
    a, b = contents[0]
    words = [t for t in range(hit.head, len(tree)) if a <= tree.begin[t] < b and not tree.punct(t)]
    verbs = [t for t in words if tree.lemma[t] in tree.grammar.word("silence")]
    return bool(verbs) and all(t in verbs or tree.pos[t] in ("PRON", "ADV", "PART", "AUX") for t in words)


def anonymity(hit: Hit, contents: tuple[Chars, ...]) -> bool:
    """ "asked not to be named", "a requis l'anonymat": how the report got its source, no statement."""
    if hit.entry.sense not in ("request", "intention", "attitude", "belief"):
        return False
    a, b = contents[0]
    words = hit.tree.line[a:b].lower()
    return len(words) < 60 and any(p in words for p in hit.tree.grammar.word("anonymity"))
