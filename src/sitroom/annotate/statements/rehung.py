"""More mends of the parse: who orders, who goes on, who is quoted.

late     "fell back after the army chief ordered them": the noun is the verb's subject, not the preposition's object
going    "A struck, and B threatened to reply, saying Q": the participle goes with the second clause
as told  "comme le Qatar l'a exigé": a clause, not a comparison
quoted   "a cité un responsable affirmant que P": who is cited affirms
"""

from __future__ import annotations

from sitroom.annotate.statements.graft import attach, label
from sitroom.annotate.statements.tree import Tree


def rehung(tree: Tree, first: int, stop: int) -> None:
    """Mends one sentence in place."""
    grammar = tree.grammar
    like = grammar.word("as_clause") if grammar.word("clitic_object") else frozenset[str]()
    compared = bool(like) and not like.isdisjoint(tree.lower[first:stop])
    for v in range(first + 1, stop):
        if tree.pos[v] != "VERB" or tree.head[v] == v:
            continue
        if tree.lower[tree.head[v - 1]] in grammar.word("time_preposition"):
            _late(tree, v)
        if compared:
            _as_told(tree, v)
        cited = tree.lemma[tree.head[v]] in grammar.word("citing")
        if grammar.word("compounding") and _present(tree, v):
            _absolute(tree, v)
            _torn_clause(tree, v, stop)
        if (cited or tree.words[v - 1] == ",") and _participle(tree, v):
            _going(tree, v)
            _quoted(tree, v)


def _participle(tree: Tree, v: int) -> bool:
    """A present participle without a subject of its own."""
    present = tree.morph(v, "VerbForm") == "Part" and tree.morph(v, "Tense") == "Pres"
    return present and not tree.children(v, "subject")


def _late(tree: Tree, v: int) -> None:
    """The object of a preposition of time (seen by the caller) right before a finite verb that has no subject."""
    if tree.morph(v, "VerbForm") != "Fin" or tree.morph(v, "Tense") not in ("Past", "Pres"):
        return
    if tree.children(v, "subject") or tree.children(v, "subject_passive") or not tree.is_(v, "clause_like"):
        return
    noun = v - 1
    when = tree.head[noun]
    if tree.pos[noun] in ("NOUN", "PROPN") and tree.head[when] == tree.head[v] and when < noun:
        attach(tree, noun, v, label(tree, "subject"))


def _as_told(tree: Tree, v: int) -> None:
    """A noun behind "comme" and right before an object pronoun and the verb, which has no subject."""
    if tree.children(v, "subject") or tree.children(v, "subject_passive"):
        return
    clitics = tree.grammar.word("clitic_object")
    for noun in tree.kids[v]:
        case = next((k for k in tree.kids[noun] if tree.lower[k] in tree.grammar.word("as_clause")), None)
        last = max(tree.subtree(noun))
        if case is None or not case < noun <= last < v - 1 or tree.lower[last + 1] not in clitics:
            continue
        if all(tree.pos[t] in ("PRON", "AUX", "ADV") for t in range(last + 1, v)):
            attach(tree, case, v, label(tree, "mark_any"))
            tree.dep[noun] = label(tree, "subject")
            return


def _going(tree: Tree, v: int) -> None:
    """Behind a second predicate with a subject of its own."""
    head = tree.head[v]
    second = [
        k for k in tree.children(head, "conjunct")
        if head < k < v and tree.pos[k] == "VERB" and any(s < k for s in tree.children(k, "subject"))
        and tree.quote[k] == tree.quote[v]
    ]  # fmt: skip
    if second and tree.words[v - 1] == "," and head < v:
        attach(tree, v, second[-1], tree.dep[v])
        tree.sister.add(v)


def _quoted(tree: Tree, v: int) -> None:
    """Right behind the object of a verb of citing, without a comma."""
    head = tree.head[v]
    if tree.lemma[head] not in tree.grammar.word("citing"):
        return
    for noun in tree.children(head, "object"):
        if head < noun < v and max(tree.subtree(noun)) == v - 1:
            attach(tree, v, noun, label(tree, "adnominal"))


def _absolute(tree: Tree, v: int) -> None:
    """ "with A calling it an insult and B calling for talks": each has a participle of its own."""
    noun, above = v - 1, tree.head[v]
    if tree.pos[noun] not in ("PROPN", "NOUN") or noun < 2 or not tree.is_(noun, "conjunct"):
        return
    first = tree.children(above, "subject")
    if tree.pos[noun - 1] == "CCONJ" and first and first[0] < above < noun and _present(tree, above):
        attach(tree, noun, v, label(tree, "subject"))
        tree.dep[v] = label(tree, "conjunct")


def _present(tree: Tree, v: int) -> bool:
    return tree.morph(v, "VerbForm") == "Part" and tree.morph(v, "Tense") == "Pres"


def _torn_clause(tree: Tree, v: int, stop: int) -> None:
    """ "tweeting its fighters had captured the town": what the parser takes for an object is the subject of the finite
    verb right behind it."""
    objects = tree.children(v, "object")
    at = max(tree.subtree(objects[0])) + 1 if objects else stop
    if not objects or tree.subtree(objects[0])[0] != v + 1 or at >= stop or tree.pos[at] not in ("AUX", "VERB"):
        return
    verb = tree.head[at] if tree.is_(at, "auxiliary") else at
    finite = tree.morph(at, "VerbForm") == "Fin"
    if not finite or verb < at or tree.children(verb, "subject") or tree.children(verb, "subject_passive"):
        return
    joined = tree.is_(verb, "conjunct") and not any(tree.pos[k] == "CCONJ" for k in tree.kids[tree.head[verb]])
    if tree.is_(verb, "clause_like") or joined:
        for k in [k for k in tree.kids[verb] if v in tree.subtree(k)]:  # "with a spokesman tweeting ..."
            attach(tree, k, tree.head[verb], tree.dep[k])
        attach(tree, verb, v, label(tree, "clause"))
        attach(tree, objects[0], verb, label(tree, "subject"))
