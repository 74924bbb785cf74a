"""What looks like a statement and only says that nothing, or no name, was given."""

from __future__ import annotations

from sitroom.annotate.statements.drafts import Chars
from sitroom.annotate.statements.hits import Hit, is_negated

OF = 3  # tokens from a number to what is counted


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
    verbs, nouns = tree.grammar.word("silence"), tree.grammar.word("silent_noun")
    asking = hit.kind == "noun" and hit.lemma in nouns  # "requests for comment", not "a call for an inquiry"
    if not (hit.entry.sense == "refusal" or is_negated(hit) or asking) or len(contents) > 1:
        return False
    a, b = contents[0]
    words = [t for t in range(hit.head, len(tree)) if a <= tree.begin[t] < b and not tree.punct(t)]
    small = ("PRON", "ADV", "PART", "AUX", "ADP", "DET", "SCONJ", "ADJ", "NUM")
    said = [t for t in words if tree.pos[t] not in small]
    return bool(said) and all(
        tree.lemma[t] in nouns or (tree.lemma[t] in verbs and tree.pos[t] not in ("NOUN", "PROPN")) for t in said
    )


def mute(hit: Hit) -> bool:
    """ "made no mention of the raid", "did not respond to the charge": nothing was said; "would not answer" is a
    refusal."""
    tree, grammar = hit.tree, hit.tree.grammar
    if hit.kind == "noun":
        own = {tree.lower[k] for k in tree.kids[hit.head] if k < hit.head}
        return hit.lemma in grammar.word("unsaid_noun") and bool(own & grammar.word("none"))
    around = {tree.lower[k] for w in hit.words for k in tree.kids[w] if tree.is_(k, "auxiliary")}
    refused = around & (grammar.word("future") | grammar.word("conditional"))
    return hit.kind == "verb" and hit.lemma in grammar.word("silence") and is_negated(hit) and not refused


def elsewhere(hit: Hit, noun: int) -> bool:
    """ "recalled its ambassador", "claimed the lives of": with this object the verb says nothing."""
    pairs = hit.tree.grammar.phrases("no_saying").get(hit.lemma, ())
    if not pairs:
        return False
    tree = hit.tree  # "claiming thousands of lives"
    nouns = {tree.lemma[k] for k in tree.subtree(noun) if k <= noun + OF and tree.pos[k] == "NOUN"}
    own = {tree.lemma[noun]} if tree.pos[noun] != "NOUN" or tree.lemma[noun] not in tree.grammar.word("many") else nouns
    return any(pair[1:] == (lemma,) for pair in pairs for lemma in own)


def anonymity(hit: Hit, contents: tuple[Chars, ...]) -> bool:
    """ "asked not to be named", "a requis l'anonymat": how the report got its source, no statement."""
    tree, phrases = hit.tree, hit.tree.grammar.word("anonymity")
    a, b = contents[0]
    words = tree.line[a:b].lower()
    if len(words) >= 60 and not any(p in words[:30] for p in phrases):
        return False
    words = words[:60]
    if hit.entry.sense in ("request", "intention", "attitude", "belief") and any(p in words for p in phrases):
        return True
    first, stop = tree.sentences[tree.sentence[hit.head]]
    why = tree.is_(hit.head, "clause_like") or tree.is_(hit.head, "relative") or tree.is_(hit.head, "infinitive")
    near = tree.line[max(tree.begin[first], tree.begin[hit.head] - 80) : min(tree.end[stop - 1], b + 60)].lower()
    return why and hit.quoted < 0 and any(p in near for p in phrases)  # "... because she feared reprisals"
