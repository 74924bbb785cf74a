"""Main verbs the English parser took for a participle after their own subject ("A missile attack killed two" read like
"the attack mounted by ..."): a participle with an object of its own, or a finite past, where no other verb stands; and
verbs of intention taken for a noun ("fishermen in Ranai plan to march"). Of both languages: finite verbs joined to an
infinitive ("urged X to talk and threatened Y").

Deliberately not here: verbs the tagger took for nouns (headlines.py) and words of a language (`two_objects` of
event_words.toml: verbs whose passive keeps an object, "a man given asylum").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.lexicon import Lexicon
from sitroom.annotate.events.reparse import reparsed
from sitroom.annotate.parse import Block

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def raised(block: Block, lexicon: Lexicon) -> Block:
    """The block with such verbs as the roots of their sentences; as it is where there are none."""
    doc = block.doc
    planned = [noun for sentence in doc.sents if (noun := meant(sentence.root, lexicon)) is not None]
    doc = with_plans(doc, planned) if planned else doc
    joined = {verb.i: above.i for verb in doc if (above := joined_to(verb)) is not None}
    doc = hung(doc, joined) if joined else doc
    found = [verb for sentence in doc.sents if (verb := main_verb(sentence.root, lexicon)) is not None]
    return replace(block, doc=rebuilt(doc, found) if found else doc) if found or planned or joined else block


def joined_to(verb: Token) -> Token | None:
    """The verb that a finite one goes on with, where the parser joined it to an infinitive below that one ("urged X to
    talk and threatened Y", "ont exhorté X à parler et ont menacé Y"); None elsewhere."""
    if verb.dep_ != "conj":
        return None
    above = verb.head
    finite = any("Fin" in t.morph.get("VerbForm", []) for t in (verb, *_helpers(verb)))
    if not finite or _bare(verb) or any(c.dep_ in tree.SUBJECT for c in verb.children):
        return None
    while _bare(above) and above.head != above:
        above = above.head
    return above if above != verb.head and above.pos_ in tree.VERBAL else None


def _helpers(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_.startswith("aux")]


def _bare(verb: Token) -> bool:
    """Is it an infinitive?"""
    helpers = _helpers(verb)
    if any(c.tag_ == "TO" for c in helpers):
        return True
    held = any(c.tag_ == "MD" or "Fin" in c.morph.get("VerbForm", []) for c in helpers)
    return "Inf" in verb.morph.get("VerbForm", []) and not held


def hung(doc: Doc, joined: Mapping[int, int]) -> Doc:
    """A copy of the line in which these verbs are joined to those."""
    heads = [joined.get(t.i, t.head.i) for t in doc]
    deps, pos, tags = [t.dep_ for t in doc], [t.pos_ for t in doc], [t.tag_ for t in doc]
    return reparsed(doc, heads, deps, pos, tags, [str(t.morph) for t in doc], [t.lemma_ for t in doc])


def meant(root: Token, lexicon: Lexicon) -> Token | None:
    """The verb of intention that was taken for a noun behind a name ("fishermen in Ranai plan to march")."""
    if root.pos_ not in ("NOUN", "PROPN"):
        return None
    if lexicon.kind(root.lower_) == "plan" and {"nsubj", "xcomp"} <= {c.dep_ for c in root.children}:
        return root
    for noun in root.sent[1:-2]:
        to = noun.nbor()
        known = noun.tag_ == "NN" and noun.pos_ == "NOUN" and lexicon.kind(noun.lower_) == "plan"
        named = noun.nbor(-1).dep_ == "compound" and noun.nbor(-1).head == noun and noun.nbor(-1).pos_ == "PROPN"
        if known and named and to.tag_ == "TO" and to.head.dep_ == "acl" and to.head.head == noun:
            return noun if root.is_ancestor(noun) else None
    return None


def with_plans(doc: Doc, nouns: list[Token]) -> Doc:
    """A copy of the line with such nouns as the verbs of their sentences: the name stands where the noun stood."""
    heads, deps = [t.head.i for t in doc], [t.dep_ for t in doc]
    pos, tags, morphs = [t.pos_ for t in doc], [t.tag_ for t in doc], [str(t.morph) for t in doc]
    for noun in nouns:
        root, name = noun.sent.root, noun.nbor(-1)
        pos[noun.i], tags[noun.i], morphs[noun.i] = "VERB", "VBP", "Tense=Pres|VerbForm=Fin"
        if noun == root:
            continue
        heads[name.i], deps[name.i] = noun.head.i, noun.dep_
        for child in noun.lefts:
            heads[child.i] = name.i if child != name else heads[child.i]
        for child in noun.rights:
            deps[child.i] = "xcomp" if child.dep_ == "acl" else child.dep_
        for child in root.rights:
            heads[child.i] = noun.i if child.i > noun.i else heads[child.i]
        heads[noun.i], deps[noun.i] = noun.i, "ROOT"
        heads[root.i], deps[root.i] = noun.i, "nsubj"
    return reparsed(doc, heads, deps, pos, tags, morphs, [t.lemma_ for t in doc])


def main_verb(noun: Token, lexicon: Lexicon) -> Token | None:
    """The participle behind the noun at the root of a sentence that must be its verb; None where there is none."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    for verb in noun.rights:
        if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD"):
            continue
        helped = any(c.dep_ in ("agent", "auxpass", "aux", "nsubj", "mark") for c in verb.children)
        governs = any(c.dep_ in ("dobj", "ccomp") and c.i > verb.i for c in verb.children)
        shared = lexicon.has("two_objects", verb.lemma_.lower())
        if not helped and (verb.tag_ == "VBD" or (governs and not shared)):
            return verb
    return None


def rebuilt(doc: Doc, verbs: list[Token]) -> Doc:
    """A copy of the line: each of the verbs is the root of its sentence, the noun before it its subject, what hangs on
    the noun behind the verb hangs on the verb."""
    heads, deps = [t.head.i for t in doc], [t.dep_ for t in doc]
    tags, morphs = [t.tag_ for t in doc], [str(t.morph) for t in doc]
    for verb in verbs:
        noun = verb.head
        heads[verb.i], deps[verb.i] = verb.i, "ROOT"
        tags[verb.i], morphs[verb.i] = "VBD", "Tense=Past|VerbForm=Fin"
        for child in noun.children:
            if child.i > verb.i:
                heads[child.i] = verb.i
        heads[noun.i], deps[noun.i] = verb.i, "nsubj"
    return reparsed(doc, heads, deps, [t.pos_ for t in doc], tags, morphs, [t.lemma_ for t in doc])
