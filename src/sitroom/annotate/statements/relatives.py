"""A cue in a relative clause whose object is what the clause describes: "un chiffre que conteste la directrice"."""

from __future__ import annotations

from sitroom.annotate.statements.clauses import finite
from sitroom.annotate.statements.drafts import Chars, adjoined, spans_of
from sitroom.annotate.statements.hits import Hit, cue_tokens, is_passive
from sitroom.annotate.statements.phrases import just_before
from sitroom.annotate.statements.positions import inverted_subject
from sitroom.annotate.statements.predicates import as_quoted
from sitroom.annotate.statements.tree import Tree

SPOKEN = ("speech", "denial", "request", "refusal")


def relative_pronoun(hit: Hit) -> int | None:
    """The relative object pronoun of the clause the cue is the first verb of, right behind a noun phrase."""
    tree = hit.tree
    first = tree.sentences[tree.sentence[hit.head]][0]
    start = min(cue_tokens(hit))
    for t in range(start - 1, max(first, start - 14), -1):
        if tree.lower[t] in tree.grammar.word("relative_object"):
            noun = t - 1 - (tree.words[t - 1] == ",")
            fits = noun > first and tree.pos[noun] in ("NOUN", "PROPN", "ADJ") and tree.quote[noun] == hit.quoted
            return t if fits else None
        if tree.pos[t] in ("VERB", "AUX", "SCONJ") or tree.words[t] in ",;:" or tree.quote[t] != hit.quoted:
            return None
    return None


def gapped(hit: Hit) -> tuple[Chars, ...]:
    """ "laws that judges said discriminate": a relative clause whose own verb stands right behind the cue."""
    tree = hit.tree
    if hit.kind != "verb" or not hit.has("clause") or not finite(hit) or is_passive(hit):
        return ()
    pronoun, at = relative_pronoun(hit), max(cue_tokens(hit)) + 1
    stop = tree.sentences[tree.sentence[hit.head]][1]
    if pronoun is None or pronoun + 1 >= min(cue_tokens(hit)) or at + 1 >= stop or tree.quote[at] != hit.quoted:
        return ()
    if tree.pos[at] not in ("VERB", "AUX") or tree.morph(at, "VerbForm") == "Inf" or hit.has("as"):
        return ()
    end = next((t for t in range(at, stop) if tree.words[t] in ",;:." and tree.quote[t] == hit.quoted), stop)
    return spans_of(tree, list(range(at, end)), inside=hit.quoted)


def relative_object(hit: Hit) -> tuple[Chars, ...]:
    """What the clause describes; with a predicate in quotation marks: "le projet, que le maire juge « dangereux »"."""
    tree = hit.tree
    pronoun = relative_pronoun(hit)
    if pronoun is None or any(k > hit.head for k in (*hit.kids("clause"), *hit.kids("infinitive"))):
        return ()
    antecedent = just_before(tree, pronoun)
    if antecedent is None:
        return ()
    what = (antecedent.start, antecedent.end)
    if hit.has("as_quoted") or hit.has("as"):
        predicate = as_quoted(hit) or _right_behind(hit)
        if predicate:
            return adjoined(tree.line, (what, *predicate))
    if not hit.has("object") or hit.entry.sense not in SPOKEN or not _free(hit, pronoun):
        return ()
    return (what,)


def _right_behind(hit: Hit) -> tuple[Chars, ...]:
    """ "The toll, which the Red Cross called “far too low”": the quotation the cue stands before."""
    tree, at = hit.tree, max(hit.words) + 1
    entered = at < len(tree) and tree.quote[at] >= 0 and tree.quote[at] != hit.quoted
    number = tree.quotations.found[tree.quote[at]] if entered else None
    return ((number.start, number.end),) if number is not None and number.closed else ()


def _free(hit: Hit, pronoun: int) -> bool:
    """Is the pronoun the cue's object: a subject stands before the cue, or right after it, and nothing else?"""
    tree = hit.tree
    subject = any(pronoun < k < hit.head and not _is_pronoun(tree, k, pronoun) for k in hit.kids("subject"))
    if subject:
        return not any(k > hit.head and tree.pos[k] in ("NOUN", "PROPN") for k in hit.kids("object"))
    return (
        min(cue_tokens(hit)) == pronoun + 1
        and bool(tree.grammar.word("clitic_subject"))
        and inverted_subject(hit) is not None
    )


def _is_pronoun(tree: Tree, k: int, pronoun: int) -> bool:
    return k == pronoun or tree.lower[k] in tree.grammar.word("relative_object")
