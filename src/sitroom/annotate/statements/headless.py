"""Sentences that the parser left without a main verb: the verb hangs on the noun that is its subject.

"Tarma, whose envoy is in Brest, offered to host both sides": a past taken for a participle of the noun before it.
"Kigali, de son côté, dément et parle de « fable »": a noun as the root, and the verb beside it.

Deliberately not here: headings (they may have no verb), and participles with an agent ("Holt, asked by AFP, ...").
"""

from __future__ import annotations

from sitroom.annotate.statements.graft import attach, label, uproot
from sitroom.annotate.statements.hits import Lexicon, cue_options
from sitroom.annotate.statements.tree import Tree

NOUNS = ("NOUN", "PROPN")
HUNG = ("adnominal", "conjunct", "clause_like")
FAR = 60  # tokens from the subject to its verb


def headless(tree: Tree, lexicon: Lexicon, first: int, stop: int) -> None:
    """Makes the first verb of saying behind a comma the main verb of a sentence that has none. In place."""
    if not tree.line.rstrip().endswith((".", "!", "?", "…", "»", "”", '"')) or stop - first > FAR * 2:
        return
    root = next((t for t in range(first, stop) if tree.head[t] == t and not tree.punct(t)), first)
    if not tree.grammar.word("compounding") and _turned(tree, first, root):
        return
    for v in range(first + 3, min(stop - 1, first + FAR)):
        if tree.quote[v] >= 0 or tree.pos[v] != "VERB" or not _loose(tree, v) or not cue_options(tree, lexicon, v):
            continue
        noun = _subject(tree, first, v)
        if noun is None or not _main(tree, root, noun, v):
            continue
        _enthrone(tree, root, noun, v)
        return


def _turned(tree: Tree, first: int, root: int) -> bool:
    """ "La ministre, arrivée lundi, a promis une aide": where the parser takes the object for the subject and hangs the
    subject on the aside. Mends it; says whether it did."""
    own = tree.children(root, "subject")
    helpers = [k for k in tree.children(root, "auxiliary") if k < root]
    start = min([root, *helpers])
    past = tree.morph(root, "VerbForm") == "Part" and bool(helpers) and not tree.children(root, "aux_passive")
    if not past or not own or min(own) < root or tree.quote[root] >= 0 or tree.words[start - 1] != ",":
        return False
    noun = _subject(tree, first, start)
    behind = tree.pos[own[0] - 1] == "DET" and own[0] <= root + 3
    if noun is None or not behind or not first < tree.head[noun] < start or tree.pos[tree.head[noun]] == "VERB":
        return False
    for k in own:
        tree.dep[k] = label(tree, "object")
    aside = tree.head[noun]
    attach(tree, noun, root, label(tree, "subject"))
    attach(tree, aside, root, label(tree, "clause_like"))
    return True


def _loose(tree: Tree, v: int) -> bool:
    """Without subject, auxiliary or agent, hung like a participle or second predicate; not before "by"."""
    if not any(tree.is_(v, role) for role in HUNG) or tree.children(v, "agent"):
        return False
    if any(tree.children(v, role) for role in ("subject", "subject_passive", "auxiliary", "mark_any", "mark")):
        return False
    past = tree.morph(v, "Tense") == "Past" and tree.morph(v, "VerbForm") == "Part"
    if past and tree.lower[v + 1] in tree.grammar.word("complementizer"):
        return True  # "L'avocate, qui l'a vu vendredi, dit que P"
    if past and (not tree.grammar.word("compounding") or tree.lower[v + 1] in tree.grammar.word("agent_marker")):
        return False
    return past or tree.morph(v, "VerbForm") == "Fin"


def _subject(tree: Tree, first: int, v: int) -> int | None:
    """The head of the noun phrase that opens the sentence and that a comma parts from the verb."""
    small = tree.grammar.word("clitic_object") | tree.grammar.word("negation")
    before = v - 1
    while before > first and tree.lower[before] in small:
        before -= 1
    if tree.words[before] != "," and not (tree.pos[before] == "CCONJ" and not tree.grammar.word("compounding")):
        return None
    start = next((t for t in range(first, before) if not tree.punct(t) and tree.pos[t] != "CCONJ"), before)
    comma = next((t for t in range(start, before + 1) if tree.words[t] == "," and tree.quote[t] < 0), before)
    own = [t for t in range(start, comma) if tree.pos[t] in NOUNS and tree.quote[t] < 0]
    if (
        not own
        or tree.pos[start] not in (*NOUNS, "DET", "ADJ", "NUM")
        or any(tree.pos[t] in ("VERB", "AUX", "PRON", "SCONJ") for t in range(start, comma))
    ):
        return None
    heads = [t for t in own if tree.head[t] not in own or tree.head[t] == t]
    return heads[0] if heads else None


def _main(tree: Tree, root: int, noun: int, v: int) -> bool:
    """Is the noun the root, or the subject of a root that only goes on behind the verb ("boasted ... and warned")?"""
    if root == noun:
        return not any(
            tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") == "Fin" and not _below(tree, t, noun, v)
            for t in range(noun + 1, v)
        )
    joined = (
        root > v and tree.pos[root] == "VERB" and any(tree.pos[t] == "CCONJ" for t in range(max(v, root - 3), root))
    )
    return joined and tree.head[noun] == root and tree.is_(noun, "subject")


def _below(tree: Tree, t: int, noun: int, v: int) -> bool:
    """Does a finite verb stand in a relative clause, or in one with a word that subordinates it?"""
    who = tree.grammar.word("who") | tree.grammar.word("relative_object") | tree.grammar.word("complementizer")
    for up in (t, *tree.ancestors(t)):
        if up in (noun, v):
            return False
        if tree.is_(up, "relative") or tree.is_(up, "mark_any"):
            return True
        if any(tree.lower[k] in who or tree.is_(k, "mark_any") for k in tree.kids[up] if k < up):
            return True
    return False


def _enthrone(tree: Tree, root: int, noun: int, v: int) -> None:
    """The verb becomes the root, finite; the noun its subject; what was joined to the noun behind it goes along."""
    behind = [k for k in tree.kids[root] if k > v and (tree.is_(k, "conjunct") or tree.punct(k))]
    uproot(tree, v)
    if tree.morph(v, "VerbForm") != "Fin":
        tree.forms[v] = {"VerbForm": "Fin", "Tense": "Past"}
    if root != noun:
        uproot(tree, root)
        attach(tree, root, v, label(tree, "conjunct"))
    attach(tree, noun, v, label(tree, "subject"))
    comma = next((t for t in range(noun, v) if tree.words[t] == ","), v)
    for k in list(tree.kids[noun]):  # "Kigali, de son côté, dément"
        if k > comma and (tree.children(k, "case") or tree.pos[k] == "ADV"):
            attach(tree, k, v, label(tree, "cue_filler"))
    for k in behind if root == noun else ():
        attach(tree, k, v, tree.dep[k])
