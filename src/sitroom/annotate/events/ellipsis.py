"""Verbs a line leaves incomplete: passives without auxiliary ("Dozens of activists detained"), which the English parser
takes for a simple past, and clauses whose subject it hung on the word before ("after the general ordered them out").

Deliberately not here: words of a language (`bare_passive`, `clause_joint` of event_words.toml); a pack without them is
read as parsed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitroom.annotate.events.lexicon import Lexicon
from sitroom.annotate.events.reparse import reparsed
from sitroom.annotate.parse import Block

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

AUXILIARIES = frozenset({"aux", "auxpass"})
GOVERNED = frozenset({"dobj", "ccomp", "xcomp", "dative", "attr", "nsubjpass"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})


def completed(block: Block, lexicon: Lexicon) -> Block:
    """The block with such verbs as passives and such nouns as subjects; as it is where there are none."""
    doc = block.doc
    if "bare_passive" in lexicon.words:
        raised = {v.i: n.i for s in doc.sents if (found := done_to(s.root, lexicon)) for v, n in [found]}
        doc = passives(doc, raised) if raised else doc
    if "clause_joint" in lexicon.words:
        owned = {v.i: n.i for v in doc if (n := cut_off(v, lexicon)) is not None}
        doc = with_subjects(doc, owned) if owned else doc
    return block if doc is block.doc else replace(block, doc=doc)


def done_to(root: Token, lexicon: Lexicon) -> tuple[Token, Token] | None:
    """A verb that is always done to somebody, told without object and auxiliary, and the noun before it; None where the
    sentence is none of these."""
    if root.tag_ in ("VBD", "VBN") and root.pos_ == "VERB":
        nouns = [c for c in root.lefts if c.dep_ == "nsubj" and c.pos_ in NOMINAL]
        return (root, nouns[-1]) if nouns and bare(root, lexicon) else None
    if root.pos_ not in NOMINAL or any(t.tag_ in FINITE for t in root.sent):
        return None
    if root.sent.text.rstrip()[-1:] in ".!?:":
        return None
    verbs = [c for c in root.rights if c.dep_ == "acl" and c.tag_ == "VBN" and bare(c, lexicon)]
    return (verbs[0], root) if verbs else None


def bare(verb: Token, lexicon: Lexicon) -> bool:
    """Is it a verb of such a meaning, without helper, object or clause of its own or of a verb that goes on with it?"""
    lemma = verb.lemma_.lower()
    if not any(lexicon.has("bare_passive", w) for w in (lemma, *(f"{lemma} {c.lower_}" for c in verb.rights))):
        return False
    own = {c.dep_ for c in verb.children if c != under_preposition(verb)}
    if own & (AUXILIARIES | GOVERNED):
        return False
    return not any(c.dep_ == "conj" and {g.dep_ for g in c.children} & GOVERNED for c in verb.children)


def under_preposition(verb: Token) -> Token | None:
    """The noun under the preposition right behind the verb ("beaten outside court") that was taken for its object."""
    behind = verb.nbor() if verb.i + 1 < verb.sent.end else verb
    return behind.head if behind.pos_ == "ADP" and behind.dep_ == "amod" and behind.head.dep_ == "dobj" else None


def passives(doc: Doc, found: dict[int, int]) -> Doc:
    """A copy of the line: each verb is the passive root of its sentence, the noun its subject."""
    heads, deps = [t.head.i for t in doc], [t.dep_ for t in doc]
    tags, morphs = [t.tag_ for t in doc], [str(t.morph) for t in doc]
    for v, n in found.items():
        if heads[v] == n:
            for child in doc[n].children:
                heads[child.i] = v if child.i > v else heads[child.i]
            heads[v], deps[v] = v, "ROOT"
        heads[n], deps[n] = v, "nsubjpass"
        if (noun := under_preposition(doc[v])) is not None:
            heads[v + 1], deps[v + 1] = v, "prep"
            heads[noun.i], deps[noun.i] = v + 1, "pobj"
        tags[v], morphs[v] = "VBN", "Aspect=Perf|Tense=Past|VerbForm=Part"
    return reparsed(doc, heads, deps, [t.pos_ for t in doc], tags, morphs, [t.lemma_ for t in doc])


def cut_off(verb: Token, lexicon: Lexicon) -> Token | None:
    """The noun under "after", "before" right before a finite verb without a subject of its own, which must be it."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ not in ("advcl", "conj", "ccomp") or not verb.i:
        return None
    if any(c.dep_ in ("nsubj", "nsubjpass", "mark", "auxpass") for c in verb.children):
        return None
    noun = verb.nbor(-1)
    joint = noun.head
    known = joint.dep_ == "prep" and lexicon.has("clause_joint", joint.lower_)
    return noun if noun.dep_ == "pobj" and noun.pos_ in NOMINAL and known and not verb.is_ancestor(noun) else None


def with_subjects(doc: Doc, found: dict[int, int]) -> Doc:
    """A copy of the line: each noun is the subject of its verb, what governed it only joins the clause."""
    heads, deps = [t.head.i for t in doc], [t.dep_ for t in doc]
    for v, n in found.items():
        joint = heads[n]
        if joint != v and doc[joint].head.i != joint:
            heads[v], deps[v] = doc[joint].head.i, "advcl"
        heads[joint], deps[joint] = v, "mark"
        heads[n], deps[n] = v, "nsubj"
    pos = ["SCONJ" if dep == "mark" and t.dep_ == "prep" else t.pos_ for t, dep in zip(doc, deps, strict=True)]
    return reparsed(doc, heads, deps, pos, [t.tag_ for t in doc], [str(t.morph) for t in doc], [t.lemma_ for t in doc])
