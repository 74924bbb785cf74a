"""Predicates in quotation marks: "La mairie « suit la situation »", "X, \"condamne fermement\" l'attaque".

No word reports here: the marks do. A fragment that begins with the finite verb of somebody named right before it is
that one's own words, if no cue of the sentence has taken it. A lone word in marks is rather the report's distance.
"""

from __future__ import annotations

from sitroom.annotate.statements.addressees import hears
from sitroom.annotate.statements.direct import Quote, quotes_of
from sitroom.annotate.statements.drafts import Chars, Draft
from sitroom.annotate.statements.hits import Hit, cue_tokens
from sitroom.annotate.statements.phrases import Phrase, phrase
from sitroom.annotate.statements.tree import Tree

LEAST = 2  # words between the marks
ASIDE = 12  # tokens of an aside or apposition between the subject and the marks
OBJECT = ("DET", "ADJ", "NOUN", "PROPN", "ADP", "NUM")


def predicate_drafts(tree: Tree, drafts: list[Draft], hits: list[Hit]) -> list[Draft]:
    """Drafts of quotations no other draft has taken, nor a cue behind a comma; their source is the subject before
    them."""
    taken = [c for d in drafts if d.home is tree for c in d.contents]
    out = []
    for quote in quotes_of(tree):
        if any(a < quote.end and quote.start < b for a, b in taken) or not _verb_first(tree, quote):
            continue
        sentence = tree.sentence[quote.first]
        behind = [h for h in hits if h.head > quote.last and tree.sentence[h.head] == sentence and h.has("insert")]
        if any(tree.words[min(cue_tokens(h)) - 1] == "," for h in behind):
            continue
        source = _subject(tree, quote)
        if source is not None:
            contents: tuple[Chars, ...] = ((quote.start, _end(tree, quote)),)
            note = {"why": "the verb of its subject stands in quotation marks"}
            out.append(Draft(tree, "predicate", 0.6, contents, None, None, source, note=note))
    return out


def _verb_first(tree: Tree, quote: Quote) -> bool:
    """Does a fragment of at least two words begin with a finite verb?"""
    start, end = tree.quotations.found[quote.number].inner
    words = tree.line[start:end].split()
    if len(words) < LEAST or not words[0][:1].islower() or not tree.quotations.found[quote.number].closed:
        return False
    small = tree.grammar.word("negation") | tree.grammar.word("clitic_object") | tree.grammar.word("reflexive")
    at = quote.first
    while at < quote.last and (tree.punct(at) or tree.lower[at] in small):
        at += 1
    return _finite(tree, at)


def _subject(tree: Tree, quote: Quote) -> Phrase | None:
    """Who is named right before the marks, or before an aside between commas, and can speak."""
    start = tree.sentences[tree.sentence[quote.first]][0]
    first = next((t + 1 for t in range(quote.first - 1, start, -1) if _boundary(tree, t)), start)
    at = quote.first
    if at > first and tree.words[at - 1] == ",":
        at = next((t for t in range(at - 2, max(first, at - ASIDE), -1) if tree.words[t] == ","), first)
    if at <= first or any(_finite(tree, t) for t in range(first, at)):
        return None
    found = _noun_before(tree, first, at)
    if found is None or any(tree.pos[k] == "ADP" for k in tree.children(found.head, "case") if k < found.head):
        return None
    if at == quote.first:
        return found
    named = tree.person[at + 1] is not None  # "le ministre, Jan Pol,"
    return Phrase(found.head, found.start, tree.end[quote.first - 2] if named else found.end, found.how)


def _boundary(tree: Tree, t: int) -> bool:
    """Does a clause of its own begin behind the token?"""
    return tree.quote[t] < 0 and (tree.words[t] in ";:" or (tree.pos[t] == "CCONJ" and tree.words[t - 1] == ","))


def _finite(tree: Tree, t: int) -> bool:
    return tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") == "Fin"


def _noun_before(tree: Tree, first: int, at: int) -> Phrase | None:
    """The pronoun or noun phrase that ends at token `at`, if it can speak."""
    last = at - 1
    if tree.quote[last] >= 0:
        return None
    if tree.lower[last] in tree.grammar.word("third_person"):
        return Phrase(last, tree.begin[last], tree.end[last], "adjacent")
    if tree.pos[last] not in ("NOUN", "PROPN", "ADJ"):
        return None
    head = last
    for up in tree.ancestors(last):
        if not first <= up <= last or tree.pos[up] not in ("NOUN", "PROPN"):
            break
        if any(tree.punct(t) for t in range(up, last)):
            break
        head = up
    found = phrase(tree, head, "adjacent")
    found = Phrase(head, max(found.start, tree.begin[first]), min(found.end, tree.end[last]), "adjacent")
    return found if found.start < found.end and hears(tree, head) else None


def _end(tree: Tree, quote: Quote) -> int:
    """The end of the marks, or of the object that follows at once ("« condamne » l'attaque")."""
    at, stop = quote.last + 1, tree.sentences[tree.sentence[quote.first]][1]
    end = quote.end
    if at < stop and tree.pos[at] == "DET":
        while at < stop and tree.pos[at] in OBJECT and tree.quote[at] < 0:
            end, at = tree.end[at], at + 1
    return end
