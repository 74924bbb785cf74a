"""Noun phrases of the parse: their extent, a name that follows a title, what stands before a relative pronoun."""

from __future__ import annotations

from dataclasses import dataclass

from sitroom.annotate.statements.tree import Tree


@dataclass(frozen=True)
class Phrase:
    """A noun phrase: its head token and its characters in the line. `how` says which rule found it."""

    head: int
    start: int
    end: int
    how: str


def with_name(tree: Tree, found: Phrase) -> Phrase:
    """ "le commissaire à la pêche, Firmin Karel": the name after the comma, where the parser hung it elsewhere."""
    after = next((t for t in range(found.head, len(tree)) if tree.begin[t] >= found.end), len(tree))
    for t in range(after, min(after + 9, len(tree) - 1)):
        if tree.words[t] == ",":
            person = tree.person[t + 1]
            if person and person[0] == t + 1 and not any(tree.pos[u] in ("VERB", "AUX") for u in range(*person)):
                return Phrase(found.head, found.start, tree.end[person[1] - 1], found.how)
            return found
        finite = tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") != "Part"
        if finite or tree.punct(t) or tree.quote[t] >= 0 or tree.person[t] or (t == after and tree.pos[t] == "CCONJ"):
            return found
    return found


def _past_participle(tree: Tree, t: int) -> bool:
    return tree.pos[t] == "VERB" and tree.morph(t, "VerbForm") == "Part" and tree.morph(t, "Tense") == "Past"


def _first_half(tree: Tree, head: int) -> int:
    """Where a word joined by hyphens begins, with its article."""
    lo = head
    while lo > 1 and tree.words[lo - 1] == "-" and tree.end[lo - 1] == tree.begin[lo] and tree.quote[lo - 2] < 0:
        lo -= 2
    return lo - 1 if lo > 0 and tree.pos[lo - 1] == "DET" else lo


def phrase(tree: Tree, head: int, how: str, without: set[int] | None = None) -> Phrase:
    """The noun phrase of a head: determiners, modifiers, coordination and apposition; no clauses."""
    skip = set(without or ())
    todo, own = [head], {head}
    while todo:
        here = todo.pop()
        for k in tree.kids[here]:
            if (
                k in skip
                or not tree.is_(k, "phrase_part")
                or (tree.pos[k] in ("VERB", "AUX") and tree.is_(k, "conjunct"))
            ):
                continue
            own.add(k)
            todo.append(k)
    lo = hi = head
    if head > 1 and tree.words[head - 1] == "-" and tree.end[head - 1] == tree.begin[head]:
        lo = _first_half(tree, head)  # "état-major", which the tokenizer divides
        own |= set(range(lo, head))
    while lo - 1 in own or (tree.punct(lo - 1) and lo - 2 in own if lo >= 2 else False):
        lo -= 1
    while hi + 1 in own or (hi + 2 in own and tree.punct(hi + 1) and tree.words[hi + 1] not in ".;:"):
        hi += 1
    colon = next((t for t in range(head - 1, lo, -1) if tree.words[t] == ":"), None)
    lo = colon + 1 if colon is not None else lo  # "Goma : Tala somme ..."
    while lo < head and (tree.punct(lo) or tree.is_(lo, "case") or tree.pos[lo] in ("CCONJ", "ADP")):
        lo += 1
    if hi > head and tree.is_(hi, "case") and tree.lower[hi] in ("'s", "'"):
        hi -= 1
    dashes = [
        t for t in range(head + 1, hi + 1) if tree.words[t] in ("–", "—", "-") and tree.begin[t] > tree.end[t - 1]
    ]
    hi = dashes[0] - 1 if dashes else hi  # "Ann Holt, seismologist – stronger than ..."
    dated = [t for t in range(head + 1, hi + 1) if tree.lower[t] in tree.grammar.word("day")]
    hi = dated[0] - 1 if dated else hi  # "au Premier ministre hier soir"
    for t in range(head + 1, hi):  # ", quatre jours après des violences"; ", cité par l'agence"
        timed = any(tree.lower[u] in tree.grammar.word("duration_noun") for u in range(t + 1, min(t + 4, hi + 1)))
        numbered = tree.pos[t + 1] in ("NUM", "DET") and any(tree.pos[u] == "ADP" for u in range(t + 2, hi + 1))
        besides = any(
            tuple(tree.lower[t + 1 : t + 1 + len(words)]) == words
            for words in tree.grammar.phrases("adverbial").get(tree.lower[t + 1], ())
        )  # "L'armée | , de son côté, assure"
        if tree.words[t] == "," and (besides or (timed and numbered) or (t + 1 == hi and _past_participle(tree, hi))):
            hi = t - 1
            break
    while hi > head and (
        tree.words[hi] in ",;:–—-." or tree.pos[hi] in ("CCONJ", "ADP", "SCONJ", "SPACE") or _opens(tree, hi)
    ):
        hi -= 1
    while hi > head and tree.lower[hi] in tree.grammar.word("gerund_marker") | tree.grammar.word("adjunct_head"):
        hi -= 1  # "précise le communiqué | tout en invitant"
    if hi > lo and tree.lower[hi] in tree.grammar.word("object_clitic"):  # "Cette dernière | lui a demandé"
        hi -= 1
        head = min(head, hi)
    person = tree.person[head]
    if person and (person[0] < lo or hi < person[1] - 1) and not any(tree.punct(t) for t in range(*person)):
        lo, hi = min(lo, person[0]), max(hi, person[1] - 1)  # a name the parser tore apart
    start, end = tree.begin[lo], tree.end[hi]
    while start < end - 1 and tree.line[start] in "-–— ":
        start += 1
    return Phrase(head, start, end, how)


def _opens(tree: Tree, t: int) -> bool:
    """Is this the mark that opens a quotation: "Continued Stone: “"?"""
    return tree.quote[t] >= 0 and tree.quotations.found[tree.quote[t]].start == tree.begin[t] and tree.punct(t)


def just_before(tree: Tree, relative: int) -> Phrase | None:
    """The noun phrase that ends right before a relative pronoun (and its comma), where the parse lost it."""
    at = relative - 1
    while at > 0 and (tree.words[at] in (",", ")") or tree.pos[at] == "SPACE"):
        at = before_bracket(tree, at) if tree.words[at] == ")" else at - 1
    if at < 0 or tree.pos[at] not in ("NOUN", "PROPN", "ADJ") or tree.quote[at] != tree.quote[relative]:
        return None
    head = at
    for up in tree.ancestors(at):
        parted = tree.grammar.word("agent_marker") | {";", ":"}  # "remis à la Croix-Rouge par le Hamas, qui"
        if up > at or tree.pos[up] not in ("NOUN", "PROPN") or any(tree.lower[t] in parted for t in range(up, at)):
            break
        head = up
    found = phrase(tree, head, "antecedent")
    end = min(found.end, tree.begin[relative])
    return Phrase(head, found.start, end, "antecedent") if found.start < end else None


def nearer_person(tree: Tree, found: Phrase, relative: int) -> Phrase:
    """ "a letter to the mayor, who": the person right before a pronoun that means people, not the thing before that."""
    titles, near = tree.grammar.word("title_noun"), just_before(tree, relative)
    if near is None or near.head <= found.head or tree.person[found.head] or tree.lemma[found.head] in titles:
        return found
    return near if tree.person[near.head] or tree.lemma[near.head] in titles else found


def before_bracket(tree: Tree, at: int) -> int:
    """From a closing bracket to the token before the opening one."""
    for t in range(at - 1, max(-1, at - 12), -1):
        if tree.words[t] == "(":
            return t - 1
    return at - 1


def whose(tree: Tree, k: int, verb: int, above: bool) -> int:
    """ "Vessin, dont le parti a perdu, a admis ...": not the party behind the pronoun, but what stands before it."""
    whose = next((t for t in (k - 1, k - 2) if t > 1 and tree.lower[t] in tree.grammar.word("whose")), None)
    at = min([verb, *tree.children(verb, "auxiliary")]) - 1
    if (
        not above
        or whose is None
        or tree.words[whose - 1] != ","
        or not any(tree.words[t] == "," for t in range(k, at + 1))
    ):
        return k
    return whose - 2 if tree.pos[whose - 2] in ("NOUN", "PROPN") else k
