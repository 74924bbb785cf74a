"""What goes on behind an inserted cue: "P, a dit X, et Q", "Si P, a-t-il dit, « Q »"."""

from __future__ import annotations

from sitroom.annotate.statements.coordinated import form_of
from sitroom.annotate.statements.drafts import Draft, spans_of
from sitroom.annotate.statements.hits import Hit, cue_tokens
from sitroom.annotate.statements.tree import Tree

RULES = ("insert", "insert_position", "quote")
BESIDE = 10  # tokens of addressees and times between the speaker and the comma


def with_resumption(draft: Draft, hits: list[Hit], quoted: set[int]) -> Draft:
    """The draft with the predicate or quotation behind the comma that ends its cue's clause.

    `quoted`: the quotations that other statements have.
    """
    tree, hit = draft.tree, draft.hit
    if draft.rule not in RULES or hit is None or hit.quoted >= 0 or draft.source is None:
        return draft
    cue = cue_tokens(hit)
    first, stop = tree.sentences[tree.sentence[hit.head]]
    start = min(tree.begin[cue[0]], draft.source.start if draft.source_tree is None else tree.begin[cue[0]])
    before = next((t for t in range(cue[0], first, -1) if tree.end[t - 1] <= start), first)
    if draft.content_tree is not None or draft.span()[1] > start or tree.words[before - 1] != ",":
        return draft
    behind = max(tree.end[cue[-1]], draft.source.end if draft.source_tree is None else 0)
    at = next((t for t in range(cue[-1] + 1, stop) if tree.begin[t] >= behind), stop)
    comma = next((t for t in range(at, min(stop - 2, at + BESIDE)) if tree.words[t] in ",;:."), None)
    if comma is None or tree.words[comma] != "," or any(tree.pos[t] in ("VERB", "AUX") for t in range(at, comma)):
        return draft
    joined = tree.pos[comma + 1] == "CCONJ"
    found = _quotation(tree, comma + 1 + joined, quoted) if joined or draft.rule != "quote" else []
    found = found or _predicate(tree, hit, hits, first, comma + 1, stop)
    more = spans_of(tree, found)
    return draft.but(contents=(*draft.contents, *more)) if more else draft


def _quotation(tree: Tree, at: int, quoted: set[int]) -> list[int]:
    """The quotation that starts here, when it is nobody's yet and reads like the rest of a sentence."""
    number = tree.quote[at]
    if number < 0 or number in quoted or tree.quote[at - 1] == number:
        return []
    own = [t for t in range(at, len(tree)) if tree.quote[t] == number]
    return own if any(tree.pos[t] in ("VERB", "AUX") for t in own) else []


def _predicate(tree: Tree, hit: Hit, hits: list[Hit], first: int, at: int, stop: int) -> list[int]:
    """ "et comprenaient Q": behind "and", a verb without subject that is no cue and has another form than the cue."""
    small = tree.grammar.word("clitic_object") | tree.grammar.word("negation") | tree.grammar.word("reflexive")
    verb = at + 1
    while verb < stop - 1 and (tree.pos[verb] == "ADV" or tree.lower[verb] in small):
        verb += 1
    finite = verb < stop and tree.pos[verb] in ("VERB", "AUX") and tree.morph(verb, "VerbForm") in ("Fin", "")
    if tree.pos[at] != "CCONJ" or not finite or tree.quote[at] >= 0:
        return []
    main = tree.head[verb] if tree.is_(verb, "auxiliary") and tree.head[verb] > verb else verb
    if any(h.head in (verb, main) for h in hits) or form_of(tree, main) == form_of(tree, hit.head):
        return []
    end = next((t for t in range(verb, stop) if tree.words[t] in ";:" and tree.quote[t] < 0), stop)
    return list(range(at + 1, end))
