"""Headlines whose verb the tagger took for a noun ("Army shells town", "Rivals ink unity deal"): the line is parsed
anew around the verb, by a grammar of one rule: noun phrase, verb, rest.

Deliberately not here: words of a language. A pack says by which endings a finite verb of a headline is known
(`headline_end` of event_words.toml, "ending:infinitive"; ":" is the form of plural subjects) and which singular
forms are plural (`headline_plural`); a pack without them has its headlines read as parsed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitroom.annotate.events.lexicon import Lexicon
from sitroom.annotate.events.reparse import reparsed
from sitroom.annotate.parse import Block

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 18  # words of a headline
DEEPEST = 7  # its verb is among the first words
PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "SYM", "VERB", "PRON"})
PARTS = frozenset({":", ";", "|", "–", "—"})


def mended(block: Block, lexicon: Lexicon) -> Block:
    """The block, its headline parsed around its verb where the parser found none; else as it is."""
    forms = lexicon.words.get("headline_end")
    doc = block.doc
    if not forms or not 2 <= len(doc) <= LONGEST or doc[-1].text[-1:] in ".!?…\"'”»)" or not doc.text.strip():
        return block
    start = max((t.i + 1 for t in doc[:-1] if t.text in PARTS and t.i < len(doc) - 3), default=0)
    verb = headline_verb(doc, start, lexicon, forms)
    return block if verb is None else replace(block, doc=rebuilt(doc, start, *verb))


def headline_verb(doc: Doc, start: int, lexicon: Lexicon, forms: frozenset[str]) -> tuple[Token, str] | None:
    """The word that must be the verb of a headline and its infinitive; None where the parse has a good one."""
    for token in doc[start:]:
        if token.pos_ == "AUX" or (token.tag_ in ("VBD", "MD") and any(c.dep_ == "nsubj" for c in token.children)):
            return None
    found: list[tuple[Token, str]] = []
    for i in range(start + 1, min(start + DEEPEST, len(doc))):
        token, before = doc[i], doc[i - 1]
        if before.tag_ == "TO" or (before.tag_ in ("VBD", "VBN") and before.dep_ != "compound" and i - 1 > start):
            break
        infinitive = infinitive_of(token, doc[start:i], lexicon, forms)
        named = before.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "VERB") or before.tag_ in ("DT", "HYPH")
        if infinitive is not None and named and stands(token, lexicon):
            found.append((token, infinitive))
    return None if not found or any(sound(t) for t, _ in found) else found[0]


def sound(verb: Token) -> bool:
    """Did the parser read it as a finite verb with a subject before it?"""
    subject = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i]
    finite = verb.pos_ == "VERB" and verb.tag_ in ("VBZ", "VBP", "VBD", "VBN")
    return finite and verb.dep_ not in ("compound", "amod", "nmod") and bool(subject)


def stands(token: Token, lexicon: Lexicon) -> bool:
    """Can the word be a verb where it stands: is it no event noun, or does a noun phrase follow it?"""
    last = token.i + 1 >= len(token.doc)
    following = None if last else token.nbor(1)
    if following is not None and (following.text == "-" or following.pos_ in ("AUX", "PUNCT", "SCONJ")):
        return False
    homograph = token.lower_ in lexicon.nouns or token.lemma_.lower() in lexicon.nouns
    if not homograph or following is None:
        return not homograph
    return following.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET") or (
        token.lower_ == token.lemma_.lower() and following.pos_ == "ADP"
    )


def infinitive_of(token: Token, before: object, lexicon: Lexicon, forms: frozenset[str]) -> str | None:
    """The infinitive of an event verb in the form that agrees with the words before it."""
    if not token.is_lower or token.tag_ in ("VBG", "VBD", "VBN", "IN", "TO", "CD"):
        return None
    words = list(before)  # type: ignore[call-overload]
    prefix = ""
    if len(words) > 2 and words[-1].text == "-":  # "test-fires"
        prefix, words = f"{words[-2].lower_}-", words[:-2]
    many = plural(words, lexicon)
    for pair in sorted(forms, key=len, reverse=True):
        ending, _, infinitive = pair.partition(":")
        if not token.lower_.endswith(ending) or (not ending) != many:
            continue
        word = token.lower_[: len(token.lower_) - len(ending)] + infinitive
        if prefix + word in lexicon.verbs:
            return word
    return None


def plural(words: list[Token], lexicon: Lexicon) -> bool:
    """Is a subject plural: by the ending of its head, by its numeral, or because several are named?"""
    head = next((t for i, t in enumerate(words) if i + 1 == len(words) or words[i + 1].pos_ == "ADP"), words[-1])
    several = any(t.text == "," or t.pos_ == "CCONJ" for t in words)
    many = head.tag_ in ("NNS", "NNPS") or lexicon.has("headline_plural", head.lower_)
    return several or many or (head.pos_ != "PROPN" and head.lower_.endswith("s") and not head.lower_.endswith("ss"))


def rebuilt(doc: Doc, start: int, verb: Token, infinitive: str) -> Doc:
    """A copy of the line with `verb` as its root, what stands before it as subject, what follows as object or
    adjunct."""
    heads = [t.head.i for t in doc]
    deps = [t.dep_ for t in doc]
    pos, tags, lemmas = [t.pos_ for t in doc], [t.tag_ for t in doc], [t.lemma_ for t in doc]
    morphs = [str(t.morph) for t in doc]
    v = verb.i
    heads[v], deps[v], pos[v], lemmas[v] = v, "ROOT", "VERB", infinitive
    tags[v] = "VBP" if verb.lower_ == infinitive else "VBZ"
    morphs[v] = "Tense=Pres|VerbForm=Fin"
    for i in range(start):
        if heads[i] >= start or heads[i] == i:
            heads[i], deps[i] = v, "dep"
    _subject(doc, start, v, heads, deps, pos)
    _rest(doc, v, heads, deps, pos)
    return reparsed(doc, heads, deps, pos, tags, morphs, lemmas)


def _subject(doc: Doc, start: int, v: int, heads: list[int], deps: list[str], pos: list[str]) -> None:
    """Everything before the verb hangs on the head of the first noun phrase, that on the verb."""
    end = v - 2 if doc[v - 1].text == "-" and v - 2 > start else v
    first = next((i for i in range(start, end) if doc[i].pos_ in ("ADP", "CCONJ") or doc[i].text == ","), end)
    head = max(start, first - 1)
    heads[head], deps[head] = v, "nsubj"
    pos[head] = "PROPN" if doc[head].tag_.startswith("NNP") else "NOUN" if pos[head] in ("VERB", "ADJ") else pos[head]
    for i in range(start, v):
        if i != head and (not start <= heads[i] < v or heads[i] == i or deps[i] == "nsubj"):
            joined = i > head and (doc[i - 1].text == "," or doc[i - 1].pos_ == "CCONJ")
            heads[i], deps[i] = head, "conj" if joined else "prep" if doc[i].pos_ == "ADP" else "compound"


def _rest(doc: Doc, v: int, heads: list[int], deps: list[str], pos: list[str]) -> None:
    """What follows the verb keeps its inner order; what hung elsewhere hangs on the verb, the nouns right behind it
    on the last of them, its object."""
    end = v + 1
    while end < len(doc) and (doc[end].pos_ in PHRASE or doc[end].tag_ in ("POS", "HYPH")):
        inner = doc[end].tag_ == "VBG" and end + 1 < len(doc) and doc[end + 1].pos_ == "NOUN"  # "scraps mining law"
        if doc[end].pos_ == "VERB" and not inner and (end == v + 1 or doc[end].tag_ in ("VBG", "VBN")):
            break
        end += 1
    head = end - 1
    if head > v:
        heads[head], deps[head] = v, "dobj"
        pos[head] = "NOUN" if pos[head] in ("VERB", "ADJ", "DET") else pos[head]
        for i in range(v + 1, head):
            if not v < heads[i] <= head or heads[i] == i:
                heads[i], deps[i] = head, "compound"
    for i in range(max(end, v + 1), len(doc)):
        if heads[i] <= v or heads[i] == i:
            dep = "prep" if doc[i].pos_ == "ADP" else "advcl" if doc[i].pos_ == "VERB" else "dep"
            if any(c.tag_ == "TO" for c in doc[i].children):
                dep = "xcomp"
            heads[i], deps[i] = v, dep
        elif v < heads[i] < head and doc[i].pos_ == "ADP":
            heads[i] = head
