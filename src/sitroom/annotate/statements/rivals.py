"""Where a clause that a cue reports ends: before what goes with the cue again, after its own condition."""

from __future__ import annotations

from sitroom.annotate.statements.clauses import is_leading, is_marked, prompts
from sitroom.annotate.statements.drafts import Chars
from sitroom.annotate.statements.hits import Hit
from sitroom.annotate.statements.sources import trailing_participle


def without_rivals(hit: Hit, head: int, tokens: list[int]) -> list[int]:
    """Leave out a coordinated clause with a subject and cue of its own ("warned that ..., and Holt said ...")."""
    tree = hit.tree
    for k in tree.kids[head]:  # "..., soulignant que": goes with the cue, not with what it reports
        if k > head and trailing_participle(tree, k) and tree.quote[k] == hit.quoted:
            first = tree.subtree(k)[0]
            tokens = [t for t in tokens if t < first]
    for k in (
        range(tokens[0], tokens[-1] + 1) if tokens else ()
    ):  # the same by position: a participle of saying with its own that-clause
        that = k + 1 < len(tree) and tree.lower[k + 1] in tree.grammar.word("complementizer")
        says = tree.lemma[k] in tree.grammar.word("rival") and tree.morph(k, "Tense") == "Pres"
        start = k
        while start > 0 and tree.lower[start - 1] in tree.grammar.word("gerund_marker"):
            start -= 1  # "tout en précisant que"
        while start > 1 and tree.punct(start - 1) and tree.words[start - 1] != ",":
            start -= 1  # '"P," adding that'
        bare = says and tree.words[start - 1][-1:] == "," and tree.morph(k, "VerbForm") == "Part"
        if k > hit.head and that and bare and tree.quote[k] == hit.quoted:
            tokens = [t for t in tokens if t < start]
            break
    for k in sorted(tree.sister):  # "..., ajoutant : « P »"
        inside = tokens and tokens[0] < k < tokens[-1] and tree.words[k - 1] == "," and tree.words[k + 1] == ":"
        if inside and tree.morph(k, "Tense") == "Pres" and tree.morph(k, "VerbForm") == "Part":
            tokens = [t for t in tokens if t < k - 1]
    for k in tree.children(head, "conjunct"):
        if tree.lemma[k] not in tree.grammar.word("rival") or is_marked(tree, k) or tree.quote[k] >= 0:
            continue
        branch = tree.subtree(k)
        before = [t for t in range(max(head, branch[0] - 3), branch[0]) if tree.punct(t)]
        if before and any(c < k for c in tree.children(k, "subject")):
            tokens = [t for t in tokens if t < before[0]]
    return tokens


def before_main(hit: Hit, contents: tuple[Chars, ...]) -> tuple[Chars, ...]:
    """ "Refusant de commenter, le parquet renvoie ...": what a leading participle governs ends at the comma."""
    tree = hit.tree
    if not contents or not (is_leading(hit) or _in_aside(hit) or prompts(hit)):
        return contents
    stop = tree.sentences[tree.sentence[hit.head]][1]
    comma = next((t for t in range(hit.head, stop) if tree.words[t] == "," and tree.quote[t] == hit.quoted), None)
    if comma is None or not any(tree.morph(t, "VerbForm") == "Fin" for t in range(comma, stop)):
        return contents
    end = tree.begin[comma]
    return tuple((a, min(b, end)) for a, b in contents if a < end)


def _in_aside(hit: Hit) -> bool:
    """ "Le patron, accusé d'avoir menti, nie ...": a bare past participle behind a comma."""
    tree, at = hit.tree, min(hit.words) - 1
    past = tree.morph(hit.head, "VerbForm") == "Part" and tree.morph(hit.head, "Tense") == "Past"
    return hit.kind == "verb" and past and not hit.kids("auxiliary") and at > 0 and tree.words[at] == ","


def with_quotation(hit: Hit, tokens: list[int]) -> list[int]:
    """With a quotation that follows at once, which the parser hung elsewhere: "que tout a duré | « une heure »"."""
    tree = hit.tree
    at = tokens[-1] + 1 if tokens else len(tree)
    stop = tree.sentences[tree.sentence[hit.head]][1]
    if at >= stop or tree.quote[at] < 0 or tree.quote[at] == hit.quoted or tree.quote[at] == tree.quote[at - 1]:
        return tokens
    end = at
    while end < stop and tree.quote[end] == tree.quote[at]:
        end += 1
    return [*tokens, *range(at, end)]


def with_condition(hit: Hit, tokens: list[int]) -> list[int]:
    """With a condition or reason right behind, which the parser may hang on the cue: "..., si rien ne vient"."""
    tree, words = hit.tree, hit.tree.grammar.word("condition")
    if not tokens or not words or tokens[-1] < hit.head:
        return tokens
    at = tokens[-1] + 1
    while at < len(tree) and tree.punct(at) and tree.quote[at] != hit.quoted and tree.words[at] not in ",;:.":
        at += 1
    stop = tree.sentences[tree.sentence[hit.head]][1]
    if at >= stop or tree.lower[at] not in words or tree.quote[at] != hit.quoted:
        return tokens
    end = at
    while end < stop and not (tree.words[end] in ",;:." and tree.quote[end] == hit.quoted):
        end += 1
    return [*tokens, *range(tokens[-1] + 1, end)]
