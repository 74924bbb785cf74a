"""Verbs the tagger of a UD model took for something else: participles behind their auxiliary ("a gelé" read as an
adjective), and the only verb of a short line between a noun phrase and an article ("L'Union coupe l'accès").

Deliberately not here: words of a language. A pack says by which endings forms are known (`participle_end`,
`present_end` of event_words.toml, "ending:infinitive"); packs without them are read as parsed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sitroom.annotate.events.lexicon import Lexicon
from sitroom.annotate.events.mends import goes_on
from sitroom.annotate.events.nodes import bounds
from sitroom.annotate.events.reparse import reparsed
from sitroom.annotate.parse import Block

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 40  # words of a sentence whose verb is looked for
DEEPEST = 12  # the verb is among the first words
NAMED = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
HELPERS = ("aux:tense", "aux:pass")
HELD = frozenset({"xcomp", "ccomp", "conj"})  # places of a participle that is no perfect's
PRESENT = "Mood=Ind|Tense=Pres|VerbForm=Fin"
CUTS = frozenset({":", ";"})
QUOTES = frozenset({"»", '"', "”"})
MISREAD = frozenset(
    {"flat:name", "flat:foreign", "amod", "nmod", "appos", "acl", "dep", "obl:mod"}
)  # no place of a finite verb


def retagged(block: Block, lexicon: Lexicon) -> Block:
    """The block with such verbs put right; as it is where there are none."""
    participles, presents = lexicon.words.get("participle_end"), lexicon.words.get("present_end")
    doc = block.doc
    if not participles or not presents:
        return block
    lemmas: dict[int, str] = {}
    helped = {t.head.i for t in doc if t.dep_ in HELPERS}
    for token in doc:
        taken = token.i in helped and token.pos_ in ("ADJ", "NOUN", "PROPN")
        wrong = token.pos_ == "VERB" and token.lemma_.lower() not in lexicon.verbs and (finite(token) or told(token))
        infinitive = infinitive_of(token, participles if taken else presents, lexicon) if taken or wrong else None
        if infinitive is not None:
            lemmas[token.i] = infinitive
    people = {t.i: word for t in doc if (word := actor_noun(t, lexicon) or opening_noun(t, lexicon)) is not None}
    turned = [subject.i for token in doc for subject in inverted(token)]
    roots: dict[int, tuple[str, int, int]] = {}
    joined: dict[int, tuple[str, int]] = {}
    for start, end in parts(doc):
        verb = lost_verb(doc, start, end, presents, lexicon)
        if verb is not None:
            roots[verb[0].i] = (verb[1], start, end)
    for token in doc:
        found = coordinated(token, presents, lexicon) or resuming(token, participles, lexicon)
        if found is not None and token.i not in roots:
            joined[token.i] = found
    perfects = {verb.i: (helper.i, noun.i) for helper, noun, verb in parted(doc, lexicon) if verb.i not in roots}
    if not (lemmas or people or roots or turned or perfects or joined):
        return block
    return replace(block, doc=rebuilt(doc, lemmas, people, roots, turned, perfects, joined))


def coordinated(token: Token, forms: frozenset[str], lexicon: Lexicon) -> tuple[str, int] | None:
    """The infinitive of a bare "noun" behind "and" that only a verb can be (« ... » et demande aux parties de ...), and
    the finite verb it goes on with."""
    if token.pos_ != "NOUN" or not token.is_lower:
        return None
    start, end = bounds(token)
    if token.i + 2 >= end or token.i - 2 < start:
        return None
    before, following = token.nbor(-1), token.nbor(1)
    if before.pos_ != "CCONJ" or "Plur" in token.morph.get("Number", []) or following.pos_ not in ("ADP", "DET"):
        return None
    if following.pos_ == "ADP" and following.lower_ == following.lemma_.lower() and following.nbor(1).pos_ != "DET":
        return None  # "aide et soutien à domicile"
    infinitive = infinitive_of(token, forms, lexicon)
    quoted = token.nbor(-2).text in QUOTES
    verb = next((t for t in reversed(list(token.doc[start : token.i])) if finite(t) and t.pos_ == "VERB"), None)
    if infinitive is None or verb is None or not (quoted or token.head == verb):
        return None
    return infinitive, verb.i


def resuming(token: Token, forms: frozenset[str], lexicon: Lexicon) -> tuple[str, int] | None:
    """The infinitive of a participle that goes on with a perfect before it, whatever the parser took it for or hung it
    on, and the verb of that perfect: behind "and" or a comma with an object of its own ("ont encerclé le palais et
    ouvert le feu", "a instauré un couvre-feu, fermé les frontières"), or coordinated with an infinitive."""
    if token.pos_ not in ("ADJ", "NOUN", "VERB") or not token.is_lower:
        return None
    start, end = bounds(token)
    if not 1 < token.i < end - 2:
        return None
    before, following = token.nbor(-1), token.nbor(1)
    lost = goes_on(token, token.head) if token.pos_ == "VERB" else False
    if not lost and (
        (before.text not in (",", "puis") and before.pos_ != "CCONJ") or following.pos_ not in ("DET", "NUM")
    ):
        return None
    if any(c.dep_.startswith("aux") or c.dep_ in ("nsubj", "nsubj:pass") for c in token.children) or agreed(token):
        return None
    noun = next((t for t in token.doc[token.i + 1 : min(token.i + 5, end)] if t.pos_ == "NOUN"), None)
    if not lost and (noun is None or lexicon.has("time_unit", noun.lemma_.lower())):
        return None  # "le ministre, nommé la semaine dernière"
    verb = next((t for t in reversed(list(token.doc[start : token.i - 1])) if leads(t)), None)
    if (
        verb is None
        or not any(c.dep_ == "aux:tense" for c in verb.children)
        or (verb == token.head and token.dep_ == "conj" and token.pos_ == "VERB")
    ):
        return None
    part = token.pos_ == "VERB" and "Part" in token.morph.get("VerbForm", [])
    infinitive = token.lemma_.lower() if part else infinitive_of(token, forms, lexicon)
    known = infinitive in lexicon.verbs and not lexicon.has("unaccusative", infinitive)
    return (infinitive, verb.i) if infinitive is not None and known else None


def agreed(participle: Token) -> bool:
    """Has it the ending of a feminine or a plural, as a participle that modifies a noun may have?"""
    return "Fem" in participle.morph.get("Gender", []) or "Plur" in participle.morph.get("Number", [])


def leads(verb: Token) -> bool:
    """Is it a finite verb or the participle of a perfect?"""
    helped = any(c.dep_ in HELPERS for c in verb.children)
    return verb.pos_ == "VERB" and (helped or "Fin" in verb.morph.get("VerbForm", []))


def opening_noun(token: Token, lexicon: Lexicon) -> str | None:
    """The lemma of an event noun at the head of a line that the tagger took for another word ("Tollé de l'opposition
    contre ...")."""
    if not token.is_sent_start or token.pos_ == "NOUN" or not token.is_title or token.i + 1 >= bounds(token)[1]:
        return None
    following = token.nbor(1)
    under = any(lexicon.has(name, following.lower_) for name in ("prep_of", "prep_between", "prep_against", "prep_on"))
    own = any(c.dep_.startswith("aux") or c.dep_ in ("nsubj", "obj", "nsubj:pass") for c in token.children)
    if own or not (under or (following.pos_ == "ADJ" and following.is_lower)):
        return None
    words = (token.lower_, token.lower_.removesuffix("s"))
    return next((w for w in words if any(not rest for rest, _ in lexicon.nouns.get(w, ()))), None)


def actor_noun(token: Token, lexicon: Lexicon) -> str | None:
    """The lemma of somebody, or of an act, with an article that the tagger took for a verb form ("l'opposant Ivo
    Kral", "l'offre de Rome")."""
    if token.pos_ != "VERB" or token.i == 0 or token.nbor(-1).dep_ != "det" or token.nbor(-1).head != token:
        return None
    words = (token.lower_, token.lower_.removesuffix("s"))
    return next((w for w in words if lexicon.has("actor", w) or w in lexicon.nouns or w in lexicon.derived), None)


def parts(doc: Doc) -> Iterator[tuple[int, int]]:
    """First token and end of every sentence, cut at colons and semicolons."""
    for sentence in doc.sents:
        start = sentence.start
        for token in sentence:
            if token.text in CUTS and token.i > start:
                yield start, token.i
                start = token.i + 1
        if start < sentence.end:
            yield start, sentence.end


def inverted(verb: Token) -> list[Token]:
    """The "object" right behind a verb that itself stands right behind quoted words (« ... », a dénoncé le ministre):
    who says them."""
    if verb.pos_ != "VERB" or any(c.dep_ in ("nsubj", "nsubj:pass", "expl:subj") for c in verb.children):
        return []
    first = min([c.i for c in verb.lefts if c.dep_ in HELPERS or c.dep_.startswith("expl")], default=verb.i)
    before = [t.text for t in verb.doc[max(0, first - 2) : first]]
    if not before or not (before[-1] in QUOTES or (before[-1] == "," and before[0] in QUOTES)):
        return []
    for child in verb.rights:
        if child.dep_ == "obj" and child.pos_ in ("NOUN", "PROPN") and child.left_edge.i == verb.i + 1:
            return [child]
    return []


def parted(doc: Doc, lexicon: Lexicon) -> Iterator[tuple[Token, Token, Token]]:
    """Auxiliary, noun and participle of a perfect with a phrase in it that took the participle ("a pour sa part
    appelé")."""
    for helper in doc:
        if (
            not lexicon.has("helper_verb", helper.lemma_.lower())
            or not finite(helper)
            or helper.i + 4 > bounds(helper)[1]
        ):
            continue
        first = helper.nbor(2) if helper.nbor(1).text == "," else helper.nbor(1)
        noun = next((t for t in doc[first.i + 1 : min(first.i + 4, bounds(helper)[1] - 2)] if t.pos_ == "NOUN"), None)
        if noun is None or first.pos_ not in ("ADP", "DET"):
            continue
        verb = noun.nbor(2) if noun.nbor(1).text == "," else noun.nbor(1)
        past = "Part" in verb.morph.get("VerbForm", []) and "Past" in verb.morph.get("Tense", [])
        if past and verb.pos_ == "VERB" and verb.head in (noun, helper) and verb.dep_ not in HELD:
            yield helper, noun, verb


def told(token: Token) -> bool:
    """Is it a "participle" with a subject before it and no auxiliary: a present ("Un kamikaze tue neuf soldats")?"""
    deps = {c.dep_ for c in token.children}
    return token.dep_ == "ROOT" and "nsubj" in deps and not any(d.startswith("aux") or d == "cop" for d in deps)


def finite(token: Token) -> bool:
    """Has the word a finite form?"""
    return "Fin" in token.morph.get("VerbForm", [])


def infinitive_of(token: Token, forms: frozenset[str], lexicon: Lexicon) -> str | None:
    """The infinitive of an event verb that has this form."""
    word = token.lower_
    for pair in sorted(forms, key=len, reverse=True):
        ending, _, infinitive = pair.partition(":")
        if word.endswith(ending) and word[: len(word) - len(ending)] + infinitive in lexicon.verbs:
            return word[: len(word) - len(ending)] + infinitive
    return None


def lost_verb(doc: Doc, start: int, end: int, forms: frozenset[str], lexicon: Lexicon) -> tuple[Token, str] | None:
    """The word that must be the verb of a part without one, and its infinitive."""
    if not 2 < end - start <= LONGEST or any(finite(t) and t.dep_ not in MISREAD for t in doc[start:end]):
        return None
    for token in doc[start + 1 : min(start + DEEPEST, end - 1)]:
        before, following = token.nbor(-1), token.nbor(1)
        if not token.is_lower or before.pos_ not in NAMED or before.pos_ == "NUM" or token.pos_ in ("ADP", "DET"):
            continue
        infinitive = infinitive_of(token, forms, lexicon)
        if infinitive is None or any(c.pos_ in ("DET", "ADP") and c.i < token.i for c in token.children):
            continue
        noun = token.lower_ in lexicon.nouns or token.lemma_.lower() in lexicon.nouns
        governs = following.pos_ in ("DET", "NUM") or following.text in ("«", '"', "“")
        if governs or finite(token) or (not noun and following.pos_ in ("PROPN", "ADP")):
            return token, infinitive
    return None


def rebuilt(
    doc: Doc,
    lemmas: dict[int, str],
    people: dict[int, str],
    roots: dict[int, tuple[str, int, int]],
    turned: list[int],
    perfects: dict[int, tuple[int, int]],
    joined: dict[int, tuple[str, int]],
) -> Doc:
    """A copy of the line: participles are verbs, people nouns, lost verbs are the roots of their sentences, inverted
    subjects subjects."""
    heads, deps = [t.head.i for t in doc], [t.dep_ for t in doc]
    pos, words = [t.pos_ for t in doc], [t.lemma_ for t in doc]
    morphs = [str(t.morph) for t in doc]
    for i, infinitive in lemmas.items():
        pos[i], words[i] = "VERB", infinitive
        morphs[i] = morphs[i] if finite(doc[i]) else PRESENT if told(doc[i]) else "Tense=Past|VerbForm=Part"
    for i, noun in people.items():
        pos[i], words[i], morphs[i] = "NOUN", noun, ""
    for i in turned:
        deps[i] = "nsubj"
    for i, (infinitive, start, end) in sorted(roots.items()):
        pos[i], words[i], morphs[i] = "VERB", infinitive, PRESENT
        hang(doc, i, start, end, heads, deps, pos)
    for i, (infinitive, verb) in sorted(joined.items()):
        past = any(c.dep_ == "aux:tense" for c in doc[verb].children)
        pos[i], words[i] = "VERB", infinitive
        morphs[i] = "Tense=Past|VerbForm=Part" if past and not finite(doc[i]) else PRESENT
        heads[i], deps[i] = verb, "conj"
    for i, (helper, adjunct) in sorted(perfects.items()):
        pos[i], morphs[i] = "VERB", "Tense=Past|VerbForm=Part"
        start, end = next((s, e) for s, e in parts(doc) if s <= i < e)
        hang(doc, i, start, end, heads, deps, pos)
        heads[helper], deps[helper], pos[helper] = i, "aux:tense", "AUX"
        heads[adjunct], deps[adjunct] = i, "obl:mod"
    return reparsed(doc, heads, deps, pos, [t.tag_ for t in doc], morphs, words)


def hang(doc: Doc, verb: int, start: int, end: int, heads: list[int], deps: list[str], pos: list[str]) -> None:
    """What stands before the verb in its part is its subject, the noun phrase behind it its object, the rest its
    adjuncts; the verb hangs on the root of the sentence, or is it where that lay in this part."""
    sentence = doc[verb].sent
    # An earlier part may have taken the root already: then the verb is the root.
    root = next((i for i in range(sentence.start, sentence.end) if heads[i] == i), verb)
    inside = start <= root < end
    heads[verb], deps[verb] = (verb, "ROOT") if inside or root == verb else (root, "parataxis")
    first = next((i for i in range(start, verb) if pos[i] in ("NOUN", "PROPN")), verb - 1)
    for i in range(start, verb):
        if i != first and (not start <= heads[i] < verb or heads[i] == i):
            heads[i] = first
            deps[i] = "nmod" if deps[i] == "ROOT" else deps[i]
    heads[first], deps[first] = verb, "nsubj"
    thing = next((i for i in range(verb + 1, min(verb + 6, end)) if pos[i] in ("NOUN", "PROPN")), None)
    if thing is not None and any(doc[i].pos_ in ("ADP", "VERB", "PUNCT") for i in range(verb + 1, thing)):
        thing = None
    if thing is not None:
        for i in range(verb + 1, thing):
            heads[i] = thing
        heads[thing], deps[thing] = verb, "obj"
    for i in range(verb + 1, end):
        if i != thing and heads[i] != verb and (not verb < heads[i] < end or heads[i] == i):
            heads[i] = verb
            cased = any(c.dep_ == "case" for c in doc[i].lefts)
            infinitive = "Inf" in doc[i].morph.get("VerbForm", [])
            deps[i] = "xcomp" if infinitive else "obl:arg" if cased else "punct" if doc[i].is_punct else "dep"
    if inside:
        for i in range(sentence.start, sentence.end):
            if not start <= i < end and start <= heads[i] < end:
                heads[i] = verb
