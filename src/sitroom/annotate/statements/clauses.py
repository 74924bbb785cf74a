"""Small questions about a clause in the parse: finite or not, introduced by a complementizer, nominal."""

from __future__ import annotations

from sitroom.annotate.statements.hits import Hit, after_quotation, semi_auxiliary, stray_auxiliary
from sitroom.annotate.statements.tree import Tree


def is_marked(tree: Tree, token: int) -> bool:
    """Does a complementizer introduce this clause?"""
    words = tree.grammar.word("complementizer") | tree.grammar.word("question")
    return any(tree.lower[k] in words for k in tree.kids[token] if k < token and not tree.is_(k, "subject"))


def is_infinitive(tree: Tree, token: int) -> bool:
    """Is the clause headed by this token an infinitive or gerund: no finite verb, or a "to" with it?"""
    markers = tree.grammar.word("infinitive_marker")
    if tree.pos[token] in ("NOUN", "PROPN") and any(tree.is_(k, "case") for k in tree.kids[token]):
        return False  # "de la nationalité", where the parser lost the verb
    if any(tree.lower[k] in markers and k < token for k in tree.kids[token] if tree.pos[k] in ("PART", "ADP")):
        return True
    aux = [k for k in tree.kids[token] if tree.is_(k, "auxiliary") or tree.is_(k, "copular")]
    forms = [tree.morph(k, "VerbForm") for k in aux]
    if "Fin" in forms or any(f == "" for f in forms):  # "wo" of "won't" has no form
        return False
    if aux and tree.is_(token, "infinitive") and tree.tag(aux[0]) == "VBG":
        return True  # denied having seen it, having been seen
    if tree.tag(token) == "VBG" and not aux and tree.is_(token, "infinitive"):
        return True  # proposed enforcing a ban
    return "Inf" in (tree.morph(token, "VerbForm"), *forms)


def finite(hit: Hit) -> bool:
    """Is the cue a finite verb, not a participle or infinitive of its own?"""
    tree, semi = hit.tree, semi_auxiliary(hit)
    if semi is not None and (tree.morph(semi, "VerbForm") == "Fin" or tree.children(semi, "auxiliary")):
        return True
    behind = after_quotation(tree, hit.head) and not is_participle(hit)  # not "« P », revendiquant Q"
    if tree.pos[hit.head] not in ("VERB", "AUX") or behind:
        return True
    if tree.morph(hit.head, "VerbForm") == "Fin" or hit.kids("auxiliary") or tree.head[hit.head] == hit.head:
        return True
    return stray_auxiliary(hit) is not None


def is_nominal(tree: Tree, token: int) -> bool:
    """A noun, or a word tagged otherwise that has a determiner."""
    return tree.pos[token] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") or bool(tree.children(token, "determiner"))


def is_participle(hit: Hit) -> bool:
    """A present participle: "menaçant", "adding"."""
    tree = hit.tree
    part = tree.morph(hit.head, "VerbForm") == "Part" and tree.morph(hit.head, "Tense") != "Past"
    return hit.kind == "verb" and part and not hit.kids("auxiliary")


def is_trailing(hit: Hit) -> bool:
    """A present participle behind a comma: "..., a-t-il dit, menaçant de partir", "..., tout en précisant que"."""
    tree, start = hit.tree, min(hit.words)
    while start > 0 and tree.lower[start - 1] in tree.grammar.word("gerund_marker"):
        start -= 1
    while start > 1 and tree.punct(start - 1) and tree.words[start - 1][-1:] != ",":
        start -= 1
    return is_participle(hit) and start > 0 and tree.words[start - 1][-1:] == ","


def is_leading(hit: Hit) -> bool:
    """A present participle that begins its sentence: "Refusant de commenter, le parquet renvoie ..."."""
    first = hit.tree.sentences[hit.tree.sentence[hit.head]][0]
    return is_participle(hit) and all(
        hit.tree.punct(t) or hit.tree.lower[t] in hit.tree.grammar.word("gerund_marker")
        for t in range(first, min(hit.words))
    )


def imperative(hit: Hit) -> bool:
    """A bare verb form without subject or auxiliary."""
    tree = hit.tree
    bare = tree.tag(hit.head) == "VB" or tree.morph(hit.head, "Mood") == "Imp"
    return bare and not hit.kids("subject") and not hit.kids("auxiliary")


def prompts(hit: Hit) -> bool:
    """ "Asked about it, she demurred", "Interrogé lundi, il a souri": a past participle that opens its sentence, or a
    clause of time ("when asked")."""
    tree = hit.tree
    past = tree.morph(hit.head, "VerbForm") == "Part" and tree.morph(hit.head, "Tense") == "Past"
    first = tree.sentences[tree.sentence[hit.head]][0]
    before = range(first, hit.head)
    opens = all(tree.punct(t) or tree.pos[t] in ("ADV", "CCONJ", "SCONJ") for t in before)
    opens = opens or tree.lower[hit.head - 1] in tree.grammar.word("time_clause")  # "..., she said when asked about it"
    cited = any(tree.lower[t] in tree.grammar.word("as_clause") for t in before)  # "As reported by the Ledger, ..."
    return hit.kind == "verb" and past and opens and not cited and not hit.kids("auxiliary")


def goes_on(hit: Hit) -> bool:
    """ "Et d'ajouter": "and", "de" and an infinitive at the start of a sentence."""
    tree, at = hit.tree, min(hit.words) - 1
    first = tree.sentences[tree.sentence[hit.head]][0]
    return (
        at - 1 >= first
        and tree.morph(hit.head, "VerbForm") == "Inf"
        and tree.lower[at] in tree.grammar.word("narrative")
        and tree.pos[at - 1] in ("CCONJ", "ADV", "ADP", "SCONJ")
        and all(tree.punct(t) or t >= at - 2 for t in range(first, at))
    )
