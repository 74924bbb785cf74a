"""Contents that are infinitives: "a promis de partir", "asked them to wait"."""

from __future__ import annotations

from sitroom.annotate.statements.clauses import is_infinitive
from sitroom.annotate.statements.complements import with_torn
from sitroom.annotate.statements.drafts import Chars, spans_of
from sitroom.annotate.statements.extent import without_aftermath
from sitroom.annotate.statements.hits import Hit
from sitroom.annotate.statements.lost import hearsay, of_purpose
from sitroom.annotate.statements.quoted import before_second
from sitroom.annotate.statements.rivals import with_condition
from sitroom.annotate.statements.scan import contrasts
from sitroom.annotate.statements.tree import Tree


def infinitive(hit: Hit) -> tuple[Chars, ...]:
    """An infinitive, without its marker ("to", "de") and without the one it is addressed to."""
    tree = hit.tree
    roles = ("infinitive", "clause", "clause_like") if hit.kind != "noun" else ("noun_infinitive",)
    heads = sorted({k for r in roles for k in hit.kids(r) if k > max(hit.words) and is_infinitive(tree, k)})
    heads = [h for h in heads if not tree.is_(h, "clause_like") or _starts_with_marker(tree, h)]
    if not heads and hit.entry.to and hit.kind == "verb":  # "a reproché à la direction de mentir": hung on the noun
        nouns = [k for w in hit.words for k in tree.kids[w] if k > w and tree.pos[k] in ("NOUN", "PROPN", "PRON")]
        heads = [i for n in nouns for i in tree.children(n, "noun_infinitive") if is_infinitive(tree, i)]
    if hit.has("hearsay_infinitive") and hearsay(hit):
        return ()  # "were reported to have been killed"
    if not heads or _of_object(hit, heads[0]) or of_purpose(hit, heads[0]):
        return ()
    tokens = with_torn(tree, [*heads[1:], *_own_objects(hit, heads[0])], tree.subtree(heads[0]))
    markers = tree.grammar.word("infinitive_marker")
    own_subject = [k for k in tree.children(heads[0], "subject") if k < heads[0]]
    if own_subject and "object" not in hit.entry.to:
        return spans_of(tree, tokens, inside=hit.quoted)
    skip = {t for k in own_subject for t in tree.subtree(k)}
    tokens = [t for t in tokens if t not in skip]
    while (
        tokens
        and (tree.lower[tokens[0]] in markers or tree.punct(tokens[0]))
        and (tree.quote[tokens[0]] in (-1, hit.quoted))
    ):
        tokens = tokens[1:]
    tokens = before_second(hit, with_condition(hit, tokens)) if hit.kids("auxiliary") else with_condition(hit, tokens)
    return spans_of(tree, _before_contrast(hit, without_aftermath(hit, tokens)), inside=hit.quoted)


def _own_objects(hit: Hit, infinitive: int) -> list[int]:
    """ "ordered the police to forward | the case file": a second object, behind the infinitive, is the infinitive's."""
    objects = hit.kids("object")
    behind = [k for k in objects if k > infinitive]
    return behind[:1] if any(k < infinitive for k in objects) and not hit.tree.children(infinitive, "object") else []


def _before_contrast(hit: Hit, tokens: list[int]) -> list[int]:
    """ "ont affirmé prendre le pouvoir | alors que des tirs ont été entendus": a contrast with a verb of its
    own is told by the report."""
    tree = hit.tree
    for t in tokens[1:] if tree.grammar.word("clitic_subject") else ():
        if tree.quote[t] == hit.quoted and tree.pos[t] != "CCONJ" and contrasts(tree, t):
            told = any(tree.morph(u, "VerbForm") == "Fin" and tree.morph(u, "Mood") == "Ind" for u in tokens if u > t)
            return [u for u in tokens if u < t] if told else tokens
    return tokens


def _of_object(hit: Hit, infinitive: int) -> bool:
    """ "a rappelé l'engagement de la France à travailler ...": the infinitive of a noun that nobody hears; "refusing
    the order to stand down": of what is refused."""
    tree = hit.tree
    if hit.entry.sense == "refusal" and "object" not in hit.entry.to:
        return any(hit.head < k < infinitive and tree.pos[k] == "NOUN" for k in hit.kids("object"))
    if not (hit.has("object") or hit.has("speech")) or "object" in hit.entry.to:
        return False
    nouns = [k for k in hit.kids("object") if hit.head < k < infinitive and tree.pos[k] == "NOUN"]
    return bool(nouns) and tree.lemma[nouns[-1]] in tree.grammar.word("gist_noun")


def _starts_with_marker(tree: Tree, head: int) -> bool:
    """ "de partir" or "partir", but not "avant de partir", "pour partir"."""
    first = tree.subtree(head)[0]
    plain = first == head or tree.is_(first, "auxiliary") or tree.is_(first, "cue_part")
    if tree.lower[first] in tree.grammar.word("without") or (
        tree.lower[first] in tree.grammar.word("complementizer") and tree.pos[first] != "DET"
    ):
        return False  # "ne demande rien que pour gagner du temps"
    return plain or tree.lower[first] in tree.grammar.word("infinitive_marker") or tree.is_(head, "infinitive")
