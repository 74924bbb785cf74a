"""Verbs the tagger of a UD model took for something else: participles behind their auxiliary ("a gelé" read as an
adjective), and the only verb of a short line between a noun phrase and an article ("L'Union coupe l'accès").

Deliberately not here: words of a language. A pack says by which endings forms are known (`participle_end`,
`present_end` of event_words.toml, "ending:infinitive"); packs without them are read as parsed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitroom.annotate.events.lexicon import Lexicon
from sitroom.annotate.parse import Block

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

LONGEST = 40  # words of a sentence whose verb is looked for
DEEPEST = 12  # the verb is among the first words
NAMED = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
HELPERS = ("aux:tense", "aux:pass")


def retagged(block: Block, lexicon: Lexicon) -> Block:
    """The block with such verbs put right; as it is where there are none."""
    participles, presents = lexicon.words.get("participle_end"), lexicon.words.get("present_end")
    doc = block.doc
    if not participles or not presents:
        return block
    lemmas: dict[int, str] = {}
    for token in doc:
        if token.pos_ in ("ADJ", "NOUN", "PROPN") and any(c.dep_ in HELPERS for c in token.children):
            infinitive = infinitive_of(token, participles, lexicon)
            if infinitive is not None:
                lemmas[token.i] = infinitive
    roots = {}
    for sentence in doc.sents:
        verb = lost_verb(sentence, presents, lexicon)
        if verb is not None and verb[0].i not in lemmas:
            roots[verb[0].i] = verb[1]
    return replace(block, doc=rebuilt(doc, lemmas, roots)) if lemmas or roots else block


def infinitive_of(token: Token, forms: frozenset[str], lexicon: Lexicon) -> str | None:
    """The infinitive of an event verb that has this form."""
    word = token.lower_
    for pair in sorted(forms, key=len, reverse=True):
        ending, _, infinitive = pair.partition(":")
        if word.endswith(ending) and word[: len(word) - len(ending)] + infinitive in lexicon.verbs:
            return word[: len(word) - len(ending)] + infinitive
    return None


def lost_verb(sentence: Span, forms: frozenset[str], lexicon: Lexicon) -> tuple[Token, str] | None:
    """The word that must be the verb of a sentence without one, and its infinitive."""
    if len(sentence) > LONGEST or any("Fin" in t.morph.get("VerbForm", []) for t in sentence):
        return None
    for token in sentence[1 : min(DEEPEST, len(sentence) - 1)]:
        before, following = token.nbor(-1), token.nbor(1)
        if not token.is_lower or before.pos_ not in NAMED or before.pos_ == "NUM" or token.pos_ in ("ADP", "DET"):
            continue
        infinitive = infinitive_of(token, forms, lexicon)
        if infinitive is None or any(c.pos_ in ("DET", "ADP") and c.i < token.i for c in token.children):
            continue
        noun = token.lower_ in lexicon.nouns or token.lemma_.lower() in lexicon.nouns
        governs = following.pos_ in ("DET", "NUM") or following.text in ("«", '"', "“")
        if governs or (not noun and following.pos_ in ("PROPN", "ADP")):
            return token, infinitive
    return None


def rebuilt(doc: Doc, lemmas: dict[int, str], roots: dict[int, str]) -> Doc:
    """A copy of the line: participles are verbs, lost verbs are the roots of their sentences."""
    from spacy.tokens import Doc as Parse

    heads, deps = [t.head.i for t in doc], [t.dep_ for t in doc]
    pos, words = [t.pos_ for t in doc], [t.lemma_ for t in doc]
    morphs = [str(t.morph) for t in doc]
    for i, infinitive in lemmas.items():
        pos[i], words[i], morphs[i] = "VERB", infinitive, "Tense=Past|VerbForm=Part"
    for i, infinitive in roots.items():
        pos[i], words[i], morphs[i] = "VERB", infinitive, "Mood=Ind|Tense=Pres|VerbForm=Fin"
        hang(doc[i].sent, i, heads, deps, pos)
    return Parse(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        tags=[t.tag_ for t in doc],
        pos=pos,
        morphs=morphs,
        lemmas=words,
        heads=heads,
        deps=deps,
        ents=[f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc],
    )


def hang(sentence: Span, verb: int, heads: list[int], deps: list[str], pos: list[str]) -> None:
    """What stands before the verb is its subject, the noun phrase behind it its object, the rest its adjuncts."""
    doc = sentence.doc
    first = next((i for i in range(sentence.start, verb) if pos[i] in ("NOUN", "PROPN")), verb - 1)
    heads[verb], deps[verb] = verb, "ROOT"
    for i in range(sentence.start, verb):
        if i != first and (not sentence.start <= heads[i] < verb or heads[i] == i):
            heads[i] = first
            deps[i] = "nmod" if deps[i] == "ROOT" else deps[i]
    heads[first], deps[first] = verb, "nsubj"
    thing = next((i for i in range(verb + 1, min(verb + 6, sentence.end)) if pos[i] in ("NOUN", "PROPN")), None)
    if thing is not None and any(doc[i].pos_ in ("ADP", "VERB", "PUNCT") for i in range(verb + 1, thing)):
        thing = None
    if thing is not None:
        for i in range(verb + 1, thing):
            heads[i] = thing
        heads[thing], deps[thing] = verb, "obj"
    for i in range(verb + 1, sentence.end):
        if i != thing and (heads[i] < verb or heads[i] == i):
            heads[i] = verb
            cased = any(c.dep_ == "case" for c in doc[i].lefts)
            infinitive = "Inf" in doc[i].morph.get("VerbForm", [])
            deps[i] = "xcomp" if infinitive else "obl:arg" if cased else "punct" if doc[i].is_punct else "dep"
