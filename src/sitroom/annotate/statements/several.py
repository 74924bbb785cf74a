"""Coordinated sources: "La CGT et FO demandent" has two, "le ministre de la Défense et des Sports" one."""

from __future__ import annotations

from itertools import pairwise

from sitroom.annotate.statements.phrases import Phrase
from sitroom.annotate.statements.tree import Tree

MOST = 60  # tokens of a source
NAMES = ("PROPN", "X")
LISTED = ("DET", "NOUN", "ADJ", "ADP", "NUM", *NAMES)


def parts_of(tree: Tree, source: Phrase) -> tuple[Phrase, ...]:
    """The coordinated phrases of a source in text order; the source alone when it is one."""
    tokens = [t for t in range(max(0, source.head - MOST), min(len(tree), source.head + MOST)) if _in(tree, t, source)]
    joints = [t for t in tokens[1:-1] if tree.pos[t] == "CCONJ" and tree.quote[t] == tree.quote[source.head]]
    dashes = any(tree.words[t] in ("–", "—", "-", "(") and tree.begin[t] > tree.end[t - 1] for t in tokens[1:])
    if not tokens or not joints or dashes:
        return (source,)
    listed = any(tree.words[t] == "," and _begins(tree, t + 1, tokens) for t in tokens[1:-1])
    begins = _bare if listed else _begins
    cuts = [t for t in joints if begins(tree, t + 1, tokens) and _ends(tree, t - 1, tokens)]
    if not cuts:
        return (source,)
    cuts += [
        t
        for t in tokens[1:-1]
        if tree.words[t] == "," and t < cuts[0] and _listed(tree, t, tokens) and not _named_before(tree, t, tokens)
    ]
    parts, start = [], tokens[0]
    for cut in [*sorted(cuts), tokens[-1] + 1]:
        own = [t for t in range(start, cut) if not tree.punct(t) and tree.pos[t] != "CCONJ"]
        if not own or not any(tree.pos[t] in ("NOUN", *NAMES) for t in own):
            return (source,)
        head = source.head if source.head in own else _head(tree, own)
        parts.append(Phrase(head, tree.begin[own[0]], tree.end[own[-1]], source.how))
        start = cut + 1
    return tuple(parts)


def with_list(tree: Tree, source: Phrase, before: int) -> Phrase:
    """ "La mairie, | le préfet et un expert ont ...": with the first members of a list that opens the clause, which
    the parser takes for adjuncts. `before`: the character at which the cue begins."""
    own = [t for t in range(max(0, source.head - MOST), min(len(tree), source.head + MOST)) if _in(tree, t, source)]
    if not own or own[0] < 2 or source.end > before:
        return source
    last = tree.pos[own[0] - 1] == "CCONJ"  # "Paris, Berlin et | Londres"
    joined = tree.words[own[0] - 1] == "," and any(tree.pos[t] == "CCONJ" for t in own[1:-1])
    if not last and not joined:
        return source
    start = tree.sentences[tree.sentence[own[0]]][0]
    at = own[0] - 2
    while at >= start and (tree.pos[at] in LISTED or tree.words[at] == ",") and tree.quote[at] == tree.quote[own[0]]:
        at -= 1
    that = tree.grammar.word("complementizer")
    opens = at < start or tree.punct(at) or tree.pos[at] == "SCONJ" or tree.lower[at] in that
    parted = [t for t in range(at + 1, own[0]) if tree.words[t] == "," and t != own[0] - 2] or [own[0] - 1]
    items = [range(a + 1, b) for a, b in pairwise([at, *parted])]
    if not opens or not items or not all(_member(tree, item) for item in items):
        return source
    return Phrase(source.head, tree.begin[at + 1], source.end, source.how)


def _member(tree: Tree, item: range) -> bool:
    """An article and a noun, or a name, and no time: "Lundi, le maire et le préfet ont ..." has two speakers."""
    if not 0 < len(item) <= 8 or not _begins(tree, item[0], list(item)):
        return False
    times = tree.grammar.word("time_noun") | tree.grammar.word("day")
    return not any(tree.lower[t] in times for t in item)


def _in(tree: Tree, t: int, source: Phrase) -> bool:
    return source.start <= tree.begin[t] < source.end


def _head(tree: Tree, own: list[int]) -> int:
    """The first noun of a part, or its first name."""
    return next(t for t in own if tree.pos[t] in ("NOUN", *NAMES))


def _begins(tree: Tree, t: int, tokens: list[int]) -> bool:
    """An article and a noun, or a name: not "et des Sports", "et allemand", "et député"."""
    if t > tokens[-1]:
        return False
    if tree.pos[t] in ("DET", "NUM"):
        return any(tree.pos[u] in ("NOUN", *NAMES) for u in range(t, min(t + 4, tokens[-1] + 1)))
    return tree.words[t][:1].isupper() and tree.pos[t] in ("NOUN", "ADJ", *NAMES)


def _bare(tree: Tree, t: int, tokens: list[int]) -> bool:
    """The last member of a list may stand without article: "the mayor, some officials and | aid workers"."""
    if _begins(tree, t, tokens):
        return True
    noun = next((u for u in range(t, tokens[-1] + 1) if tree.pos[u] == "NOUN"), None)
    lead = range(t, noun) if noun is not None else range(0)
    small = tree.grammar.word("plural_article")
    return noun is not None and all(tree.pos[u] == "ADJ" or tree.lower[u] in small for u in lead)


def _ends(tree: Tree, t: int, tokens: list[int]) -> bool:
    """Is what stands before "and" a whole phrase? "the US | and Saudi governments" is not: its noun comes later."""
    first = tokens[0]
    bare = tree.words[first][:1].isupper() and tree.pos[first] != "DET"
    nouns = any(tree.pos[u] == "NOUN" for u in range(first, t + 1))
    plain = [u for u in tokens if u > t + 1 and tree.pos[u] == "NOUN" and tree.words[u][:1].islower()]
    shared = tree.pos[first] == "DET" and not nouns and bool(plain) and tree.pos[t + 2] != "DET"
    return (bare or nouns or tree.pos[first] == "DET") and not shared


def _listed(tree: Tree, comma: int, tokens: list[int]) -> bool:
    """A comma of a list: what follows begins like a source, and is short."""
    return _begins(tree, comma + 1, tokens)


def _named_before(tree: Tree, comma: int, tokens: list[int]) -> bool:
    """ "le maire, Luc Morel, et ...", "Luc Morel, le maire, et ...": a comma beside a title is no list."""
    before = [t for t in tokens if t < comma]
    after = [t for t in tokens if t > comma]
    named = tree.person[comma + 1] is not None and any(tree.pos[t] == "NOUN" for t in before)
    titled = any(tree.person[t] is not None for t in before) and tree.pos[after[0]] == "DET"
    return named or titled
