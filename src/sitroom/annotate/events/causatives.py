"""« Se voir », « se faire », « se laisser » with an infinitive are a passive ("s'est fait arrêter par", "se voit
refuser l'accès"): the line is given the parse a passive has, so that every rule for a verb reads it.

Deliberately not here: words of a language (`causative`, `reflexive`, `prep_agent` of event_words.toml); a pack without
them is read as parsed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitroom.annotate.events.lexicon import Lexicon
from sitroom.annotate.events.reparse import reparsed
from sitroom.annotate.parse import Block

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REACH = 14  # words behind the infinitive among which who does it is named
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus"})


def turned(block: Block, lexicon: Lexicon) -> Block:
    """The block with such infinitives as passives; as it is where there are none."""
    if "causative" not in lexicon.words:
        return block
    found = [(helper, verb) for helper in block.doc if (verb := infinitive_under(helper, lexicon)) is not None]
    return replace(block, doc=rebuilt(block.doc, found, lexicon)) if found else block


def infinitive_under(helper: Token, lexicon: Lexicon) -> Token | None:
    """The infinitive a reflexive "see", "make", "let" carries, which is the next verb behind it; None for another
    verb."""
    if not lexicon.has("causative", helper.lemma_.lower()) or helper.pos_ not in ("VERB", "AUX"):
        return None
    verb = next((t for t in helper.doc[helper.i + 1 : min(helper.i + 3, helper.sent.end)] if t.pos_ != "ADV"), None)
    if verb is None or verb.pos_ != "VERB" or "Inf" not in verb.morph.get("VerbForm", []):
        return None
    if verb.head != helper and helper.head != verb:
        return None
    if any(verb.lemma_.lower() in rest for rest, _ in lexicon.verbs.get(helper.lemma_.lower(), ())):
        return None  # an idiom ("se faire exploser")
    own = [c for one in (helper, verb) for c in one.children if c.i < helper.i]
    return verb if any(lexicon.has("reflexive", c.lower_) for c in own) else None


def rebuilt(doc: Doc, found: list[tuple[Token, Token]], lexicon: Lexicon) -> Doc:
    """A copy of the line: the infinitive is the verb, the helper the auxiliary of its passive; whoever stands under
    "by" is its agent. With an object of its own ("refuser l'accès") its subject is who it is done to."""
    heads, deps = [t.head.i for t in doc], [t.dep_ for t in doc]
    pos, morphs = [t.pos_ for t in doc], [str(t.morph) for t in doc]
    for helper, verb in found:
        h, v = helper.i, verb.i
        if heads[v] == h:
            heads[v], deps[v] = (v if heads[h] == h else heads[h]), deps[h]
            for i, head in enumerate(heads):
                if head == h and i != v and i != h:
                    heads[i] = v
        heads[h], deps[h], pos[h] = v, "aux:pass", "AUX"
        morphs[v] = "Tense=Past|VerbForm=Part"
        agent = agent_of(verb, lexicon)
        if agent is not None:
            heads[agent], deps[agent] = v, "obl:agent"
        thing = thing_of(doc, verb, agent)
        for i in range(verb.sent.start, v):
            if heads[i] == v and lexicon.has("reflexive", doc[i].lower_):
                heads[i] = h
            elif heads[i] == v and deps[i] in SUBJECTS:
                deps[i] = "nsubj:pass" if thing is None else "iobj"
        if thing is not None:
            heads[thing], deps[thing] = v, "nsubj:pass"
    return reparsed(doc, heads, deps, pos, [t.tag_ for t in doc], morphs, [t.lemma_ for t in doc])


def agent_of(verb: Token, lexicon: Lexicon) -> int | None:
    """The noun under "by" behind the infinitive in its clause, wherever the parser hung it."""
    for token in verb.doc[verb.i + 1 : min(verb.i + REACH, verb.sent.end)]:
        if token.pos_ in ("VERB", "SCONJ") or token.text in (";", ":"):
            return None
        noun = token.head
        if token.dep_ == "case" and lexicon.has("prep_agent", token.lower_) and noun.i > token.i:
            named = noun.pos_ == "PROPN" or any(c.dep_ in ("det", "nummod") for c in noun.lefts)
            if named and verb.is_ancestor(noun):
                return noun.i
    return None


def thing_of(doc: Doc, verb: Token, agent: int | None) -> int | None:
    """The infinitive's own object, also where the parser hung it on the agent ("reprocher par les députés son
    silence")."""
    own = [c.i for c in verb.children if c.dep_ == "obj" and c.i > verb.i and c.pos_ in ("NOUN", "PROPN")]
    if own or agent is None:
        return own[0] if own else None
    astray = [c.i for c in doc[agent].children if c.dep_ == "nmod" and c.i > agent and c.pos_ == "NOUN"]
    return next((i for i in astray if doc[i].left_edge.pos_ == "DET"), None)
