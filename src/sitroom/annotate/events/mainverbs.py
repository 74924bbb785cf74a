"""Main verbs the English parser took for a participle after their own subject ("A missile attack killed two" read like
"the attack mounted by ..."): a participle with an object of its own, or a finite past, where no other verb stands.

Deliberately not here: verbs the tagger took for nouns (headlines.py) and words of a language (`two_objects` of
event_words.toml: verbs whose passive keeps an object, "a man given asylum").
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitroom.annotate.events.lexicon import Lexicon
from sitroom.annotate.events.reparse import reparsed
from sitroom.annotate.parse import Block

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def raised(block: Block, lexicon: Lexicon) -> Block:
    """The block with such verbs as the roots of their sentences; as it is where there are none."""
    found = [verb for sentence in block.doc.sents if (verb := main_verb(sentence.root, lexicon)) is not None]
    return replace(block, doc=rebuilt(block.doc, found)) if found else block


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
