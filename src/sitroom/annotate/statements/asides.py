"""Statements of an aside: "the truce (which both sides break, says the mission) ends", "« P », lit-on dans un avis".

bracketed      the words of a bracket that ends in a cue and its speaker
reading_drafts what is read in a document, by a pronoun for everybody
"""

from __future__ import annotations

from sitroom.annotate.statements.clauses import finite
from sitroom.annotate.statements.drafts import Chars, Draft, spans_of
from sitroom.annotate.statements.hits import Hit, cue_tokens
from sitroom.annotate.statements.phrases import Phrase, phrase
from sitroom.annotate.statements.scan import noun_of, starts_phrase
from sitroom.annotate.statements.tree import Tree

BRACKET = 40  # tokens
BETWEEN = 4  # tokens between "lit-on" and "dans"


def bracketed(hit: Hit) -> tuple[tuple[Chars, ...], Phrase] | None:
    """The content and source of a cue before the closing bracket; None where it does not stand there."""
    tree, cue = hit.tree, cue_tokens(hit)
    first, stop = tree.sentences[tree.sentence[hit.head]]
    if hit.kind != "verb" or not finite(hit) or tree.words[cue[0] - 1] != ",":
        return None
    opening = next((t for t in range(cue[0] - 2, max(first, cue[0] - BRACKET) - 1, -1) if tree.words[t] in "()"), None)
    close = next((t for t in range(cue[-1] + 1, min(stop, cue[-1] + BRACKET)) if tree.words[t] in "()"), None)
    if opening is None or close is None or tree.words[opening] != "(" or tree.words[close] != ")":
        return None
    at = cue[-1] + 1
    head = noun_of(tree, at, close) if at < close and starts_phrase(tree, at) else None
    plain = not any(tree.words[t] in ",;:" or tree.pos[t] in ("VERB", "AUX") for t in range(at, close))
    contents = spans_of(tree, list(range(opening + 1, cue[0] - 1)), inside=hit.quoted)
    if head is None or not plain or not contents or cue[0] - 1 - opening < 3:
        return None
    return contents, Phrase(head, tree.begin[at], tree.end[close - 1], "inverted")


def in_brackets(hit: Hit) -> tuple[Chars, ...]:
    """The words of a bracket that ends in the cue and its speaker."""
    found = bracketed(hit)
    return found[0] if found is not None else ()


def reading_drafts(tree: Tree) -> list[Draft]:
    """ "« P », peut-on lire dans un avis de la mairie": the document is the source."""
    words, out = tree.grammar.phrases("read_in"), []
    for t in (t for t in range(2, len(tree) - 2) if tree.lower[t] in words):
        found = next((p for p in words[tree.lower[t]] if tuple(tree.lower[t : t + len(p)]) == p), ())
        end = t + len(found)
        where = next((u for u in range(end, min(end + BETWEEN, len(tree) - 1)) if tree.pos[u] == "ADP"), None)
        if not found or tree.words[t - 1] != "," or where is None or tree.quote[t] >= 0:
            continue
        noun = noun_of(tree, where + 1, tree.sentences[tree.sentence[where]][1])
        contents = _before(tree, t - 1)
        if noun is None or not contents or tree.lower[where] not in tree.grammar.word("venue_preposition"):
            continue
        below = phrase(tree, noun, "read in")
        source = Phrase(noun, tree.begin[where + 1], max(below.end, tree.end[noun]), "read in")
        out.append(Draft(tree, "read_in", 0.8, contents, None, (t, end - 1), source))
    return out


def _before(tree: Tree, comma: int) -> tuple[Chars, ...]:
    """The quotation, or else the clause, that ends at a comma."""
    number = tree.quote[comma - 1]
    if number >= 0:
        quotation = tree.quotations.found[number]
        return ((quotation.start, quotation.end),)
    return spans_of(tree, list(range(tree.sentences[tree.sentence[comma]][0], comma)))
