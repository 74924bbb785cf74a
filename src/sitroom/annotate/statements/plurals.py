"""Articles that the tagger takes for prepositions: "ont indiqué à l'AFP des habitants", "ont dit lundi des témoins"."""

from __future__ import annotations

from sitroom.annotate.statements.graft import attach, label
from sitroom.annotate.statements.tree import Tree


def plural_subjects(tree: Tree, first: int, stop: int) -> None:
    """Behind an acronym, and behind an inverted cue and a time, a plural article and people are a new phrase."""
    articles = tree.grammar.word("plural_article")
    for t in range(first + 2, stop - 1):
        if tree.lower[t] not in articles or tree.pos[t] == "DET":
            continue
        noun = next((u for u in range(t + 1, min(stop, t + 3)) if tree.pos[u] == "NOUN"), None)
        if noun is None or tree.lower[noun] not in tree.grammar.word("people"):
            continue
        if _inverts(tree, t, noun):
            tree.pos[t], tree.dep[t] = "DET", label(tree, "determiner")
            attach(tree, noun, _said(tree, noun), label(tree, "object"))
            continue
        verb = tree.head[t - 1]
        if len(tree.words[t - 1]) < 2 or not tree.words[t - 1].isupper() or tree.pos[verb] != "VERB" or verb > t:
            continue
        if t - 1 in tree.ancestors(noun):
            tree.pos[t], tree.dep[t] = "DET", label(tree, "determiner")
            joined = [k for k in tree.children(t - 1, "conjunct") if k > noun]
            attach(tree, noun, verb, label(tree, "object"))
            for k in joined:
                attach(tree, k, noun, label(tree, "conjunct"))


def _inverts(tree: Tree, article: int, noun: int) -> bool:
    """ ", ont affirmé mardi | des villageois": behind a verb that a comma parts from what was said, and a time."""
    verb = _said(tree, noun)
    if tree.pos[verb] != "VERB" or verb > article or tree.lower[article - 1] not in tree.grammar.word("time_noun"):
        return False
    first = min([verb, *(k for k in tree.children(verb, "auxiliary") if k < verb)])
    between = range(verb + 1, article)
    whole = not any(tree.punct(t) or tree.pos[t] in ("VERB", "AUX", "SCONJ") for t in between)
    own = [k for role in ("object", "subject") for k in tree.children(verb, role) if k > first and k != noun]
    return first > 0 and tree.words[first - 1] == "," and whole and not own


def _said(tree: Tree, noun: int) -> int:
    """What a noun hangs on, over a time ("ont dit lundi soir | des témoins")."""
    above = tree.head[noun]
    for _ in range(3):
        above = tree.head[above] if tree.lower[above] in tree.grammar.word("time_noun") else above
    return above
