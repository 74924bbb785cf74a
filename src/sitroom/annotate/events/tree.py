"""Subjects, objects and complements of a parsed sentence, the same for both label sets spaCy's models use (ClearNLP for
English, UD for French), parses that went wrong in known ways mended.

Deliberately not here: any word of a language; prepositions are lists of event_words.toml.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from sitroom.annotate.events.lexicon import load_lexicon
from sitroom.annotate.events.nodes import (
    COMPLEMENT,
    INDIRECT,
    NOMINAL,
    OBJECT,
    OBLIQUE,
    SUBJECT,
    VERBAL,
    ancestors,
    case_of,
    cases,
    clause_of,
    conjuncts,
    is_relative,
    lemma,
    obliques,
    subtree_of,
)
from sitroom.lang import languages, load_lang

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "COMPLEMENT",
    "INDIRECT",
    "NOMINAL",
    "OBJECT",
    "OBLIQUE",
    "SUBJECT",
    "VERBAL",
    "after_particle",
    "agents",
    "ancestors",
    "case_of",
    "cases",
    "clause_of",
    "complements",
    "conjuncts",
    "fronted",
    "headed",
    "is_passive",
    "is_relative",
    "lemma",
    "next_phrase",
    "objects",
    "obliques",
    "subjects",
    "subtree_of",
]


@functools.lru_cache(maxsize=256)
def listed(code: str, *names: str) -> frozenset[str]:
    """Words of these lists of event_words.toml in a language; none where there is no pack or no such list."""
    words = load_lexicon(load_lang(code)).words if code in languages() else {}
    return frozenset().union(*(words.get(name, frozenset()) for name in names))


def is_passive(verb: Token) -> bool:
    """Is the verb in the passive, or a past participle that modifies a noun ("the men arrested by ...")?"""
    deps = {c.dep_ for c in verb.children}
    if lemma(verb) in listed(verb.lang_, "unaccusative"):  # "est tombée": no passive, but "sont passés ... par X"
        return "obl:agent" in deps and "aux:tense" in deps
    if (
        deps & {"auxpass", "aux:pass", "nsubjpass", "nsubj:pass"}
        and "expl:comp" not in deps
        and "expl:pass" not in deps
    ):
        return True
    past = verb.tag_ == "VBN" or ("Part" in verb.morph.get("VerbForm", []) and "Past" in verb.morph.get("Tense", []))
    if past and verb.dep_ == "ROOT" and fronted(verb):
        return True
    if verb.dep_ not in ("acl", "amod", "conj", "advcl", "xcomp") or verb.pos_ != "VERB" or not past:
        return False
    if any(c.dep_ in ("aux", "aux:tense", "nsubj") for c in verb.children):
        return False
    return verb.dep_ != "conj" or is_passive(verb.head)


def objects(verb: Token) -> list[Token]:
    """Direct objects; of a passive, its subject or the noun it modifies."""
    if is_passive(verb):
        found = [c for c in verb.children if c.dep_ in SUBJECT] or fronted(verb)
        if not found and verb.dep_ in ("acl", "amod"):
            return [verb.head]
        if not found and (verb.dep_ == "xcomp" or (verb.dep_ in ("conj", "advcl") and is_passive(verb.head))):
            return objects(verb.head)  # "were found shot"
        return found
    found = [c for c in verb.children if c.dep_ in OBJECT or _late(verb, c)] or _partitive(verb)
    found = found or [c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i and _thing(c)]
    found = found or _displaced(verb)
    found = found or _judged(verb)
    relative = [c for c in found if is_relative(c) or (c.pos_ == "SCONJ" and c.i < verb.i)]
    if relative and verb.dep_ in ("relcl", "acl:relcl"):
        return [verb.head]
    return _followed(relative[0]) or found if relative else found


def _followed(pronoun: Token) -> list[Token]:
    """The noun phrase right before a relative pronoun whose clause the parser hung elsewhere."""
    i = pronoun.i - 1
    while i > pronoun.sent.start and pronoun.doc[i].is_punct:
        i -= 1
    one = pronoun.doc[i]
    return [_top(one)] if i >= pronoun.sent.start and one.pos_ in ("NOUN", "PROPN") else []


def _thing(word: Token) -> bool:
    """Is a "clause" only a noun phrase ("propose un survol")?"""
    determined = any(c.dep_ == "det" for c in word.lefts)
    return word.pos_ == "PROPN" or (word.pos_ == "NOUN" and determined and not cases(word))


def _judged(verb: Token) -> list[Token]:
    """The one of whom something is held ("found the colonel guilty", "called the law a trap")."""
    below = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i and c.pos_ in ("ADJ", "NOUN")]
    return [s for c in below for s in c.children if s.dep_ == "nsubj" and verb.i < s.i < c.i][:1]


def after_particle(verb: Token, rest: tuple[str, ...]) -> list[Token]:
    """Objects hung on a particle the parser took for a preposition ("waved through sixty trucks")."""
    return [h for c in verb.children if c.dep_ == "prep" and c.lower_ in rest for h in c.children if h.dep_ == "pobj"]


def _displaced(verb: Token) -> list[Token]:
    """Objects found elsewhere: hung on an idiom's last word ("montre du doigt la Somalie"), the subject of a finite
    verb that was taken for a modifier ("Le Kenya expulse la porte-parole"), the next phrase after a verb that was taken
    for an adjective or a name."""
    if headed(verb):
        own = [c for c in verb.children if c.dep_ in SUBJECT and c.i > verb.i]
        return own or ([] if verb.pos_ in VERBAL else next_phrase(verb))
    for child in verb.children:
        if child.i > verb.i and child.dep_ in OBLIQUE and child.pos_ in ("NOUN", "PROPN", "ADV") and cases(child):
            for inner in child.children:
                bare = inner.dep_ in ("nmod", "appos", "obj") and not any(c.dep_ == "case" for c in inner.lefts)
                if (
                    bare
                    and inner.i > child.i
                    and inner.pos_ in ("NOUN", "PROPN", "X")
                    and inner.left_edge.i == child.i + 1
                ):
                    whole = inner.pos_ in ("PROPN", "X") or any(c.pos_ in ("DET", "NUM") for c in inner.lefts)
                    return [inner] if whole else []
    return []


def next_phrase(verb: Token) -> list[Token]:
    """The noun phrase that begins right behind a word, without preposition."""
    following = verb.doc[verb.i + 1 : min(verb.i + 5, verb.sent.end)]
    for token in following:
        if token.pos_ in ("NOUN", "PROPN"):
            return [token]
        if token.pos_ not in ("DET", "ADJ", "NUM"):
            break
    return []


def headed(verb: Token) -> bool:
    """Is it a verb the parser hung on its own subject, as a modifier ("Le Kenya expulse ...", "Rome ferme ...")?"""
    head = verb.head
    if head.pos_ not in NOMINAL or head.i > verb.i or verb.i == 0 or verb.nbor(-1).is_punct:
        return False
    if verb.pos_ in VERBAL:
        finite = "Fin" in verb.morph.get("VerbForm", [])
        return finite and verb.dep_ in ("acl", "amod") and not any(is_relative(c) for c in verb.children)
    return verb.dep_ in ("amod", "nmod", "flat:name", "appos", "flat:foreign")


def _late(verb: Token, child: Token) -> bool:
    """An object of an infinitive taken for its subject ("avoir attaqué le Tchad")."""
    return child.dep_ == "nsubj" and child.i > verb.i and verb.dep_ == "xcomp"


def _partitive(verb: Token) -> list[Token]:
    """Objects the French parser hangs elsewhere: because of their article ("bloquer des routes"), or because a time
    stands between ("ont lancé samedi des frappes", "a annoncé vendredi un accord")."""
    found: list[Token] = []
    negated = sum(c.dep_ == "advmod" and c.i < verb.i for c in verb.children) > 1  # "n'a pas livré de chars"
    for child in verb.children:
        if child.i < verb.i or not (child.dep_.startswith("obl") or child.dep_ == "nmod"):
            continue
        article = _article(child) or (negated and _case_at(child) == verb.i + 1)
        near = _case_at(child) in (0, verb.i + 1) or _timed(verb, _case_at(child))
        if (child.dep_ in ("obl:arg", "nmod") and child.pos_ in ("NOUN", "PROPN") and article and near) or (
            child.pos_ == "NUM" and not cases(child) and child.i == verb.i + 1
        ):
            found.append(child)
        elif child.dep_.startswith("obl") and not cases(child):
            own = child.pos_ == "NOUN" and any(c.pos_ == "DET" for c in child.lefts)
            found += [child] if own else [t for t in child.subtree if t.i > child.i and _stray(t)][:1]
    return found


def _stray(noun: Token) -> bool:
    """An object hung on a time word: a noun with an article of its own."""
    determined = any(c.pos_ == "DET" or (c.dep_ == "case" and c.pos_ == "ADP") for c in noun.lefts)
    return (
        noun.pos_ in ("NOUN", "PROPN")
        and noun.dep_ in ("obj", "conj", "nmod", "appos")
        and determined
        and _article(noun)
    )


def _timed(verb: Token, end: int) -> bool:
    """Do only bare adjuncts (times) stand between a verb and what begins at `end`?"""
    between = [t for t in verb.doc[verb.i + 1 : end] if not t.is_punct] if end > verb.i else []
    return bool(between) and all(t.dep_ in ("obl:mod", "amod", "nmod", "advmod") and not cases(t) for t in between)


def _case_at(noun: Token) -> int:
    return next((c.i for c in noun.lefts if c.dep_ == "case" and c.pos_ != "DET"), 0)


def _article(noun: Token) -> bool:
    """Is the noun's preposition an article in disguise ("des"), or has it none?"""
    case = [c for c in noun.lefts if c.dep_ == "case"]
    if not case or case[0].pos_ == "DET":
        return True
    return (
        lemma(case[0]) != case[0].lower_
        and lemma(case[0])[:1] == case[0].lower_[:1]
        and len(case[0]) > len(lemma(case[0]))
    )


def agents(verb: Token) -> list[Token]:
    """Who did it, in a passive: the by-phrase."""
    found = [h for c in verb.children if c.dep_ == "agent" for h in c.children if h.dep_ in ("pobj", "pcomp")]
    found += [c for c in verb.children if c.dep_ == "obl:agent"]
    return found or [h for p, h in obliques(verb) if p in listed(verb.lang_, "prep_by") and h.pos_ in NOMINAL]


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Who does it: own subject, the antecedent of a relative, the controller of an infinitive, the shared subject."""
    if depth > 6:
        return []
    if is_passive(verb):
        return agents(verb)
    if headed(verb):
        return [_top(verb.head)]
    own = [c for c in verb.children if c.dep_ in SUBJECT and not _late(verb, c)]
    if own and _parted(verb, own[0]):
        return subjects(verb.head, depth + 1)
    if own:
        own = _resumed(verb, own[0]) or _shared_with(verb, own[0]) + own
        if any(is_relative(c) for c in own) and verb.dep_ in ("relcl", "acl:relcl", "ccomp"):
            return [verb.head] if verb.head.pos_ in NOMINAL else own
        return own
    head = verb.head
    if head == verb:
        return []
    if (
        verb.dep_ == "acl"
        and head.pos_ in NOMINAL
        and cases(head)
        and any(c.dep_.startswith("aux") for c in verb.children)
    ):
        beside = [c for c in head.children if c.dep_ == "appos" and c.i < verb.i]  # "Selon X, Y a demandé"
        return beside[-1:]
    if _gerund(verb) and head.pos_ in NOMINAL:  # "praised X's work, while calling on Y", hung on X
        above = clause_of(head)
        return subjects(above, depth + 1) if above != verb and above.pos_ in VERBAL else []
    if verb.dep_ == "conj" and head.dep_ in ("relcl", "acl:relcl") and _closed(verb, head):
        return [head.head]
    finite = "Fin" in verb.morph.get("VerbForm", [])
    if finite and verb.dep_ == "conj" and head.pos_ in NOMINAL:  # "condemns the act and asks", hung on the act
        above = clause_of(head)
        return subjects(above, depth + 1) if above != verb and above.pos_ in VERBAL else []
    if finite and verb.dep_ == "amod" and head.pos_ in NOMINAL and head.i < verb.i:  # a verb taken for an adjective
        return [_top(head)]
    if verb.dep_ in ("acl", "relcl", "acl:relcl") and head.pos_ in NOMINAL:
        return [head] if verb.dep_ == "acl" and _acts(verb) else _noun_subject(verb, head, depth)
    if verb.dep_ == "aux" or head.pos_ in VERBAL or head.pos_ == "ADJ" or verb.dep_ == "pcomp":
        return _shared(verb, head, depth)
    return []


def _closed(verb: Token, relative: Token) -> bool:
    """Does a verb resume the clause after a relative one ("the rebels, whom Kigali backs, attacked ..."), with a comma
    and no "and" before it?"""
    first, other = verb.left_edge, relative.left_edge
    if first.i <= relative.i or other.i == 0 or any(c.dep_ == "cc" for c in verb.children):
        return False
    return "," in (first.text, first.nbor(-1).text) and other.nbor(-1).text == ","


def _shared_with(verb: Token, own: Token) -> list[Token]:
    """The first of two subjects, taken for a sentence of its own ("Bagdad et Ankara ont décidé")."""
    head, i = verb.head, own.left_edge.i - 1
    if verb.dep_ != "conj" or head.pos_ not in ("NOUN", "PROPN") or i <= head.i or verb.doc[i].pos_ != "CCONJ":
        return []
    bare = all(c.i < head.i or c.i > i or c.dep_ in ("amod", "flat:name", "appos", "nmod") for c in head.children)
    pair = any(p in listed(verb.lang_, "prep_between") for p, _ in obliques(head))
    alone = head.head == head and not any(c.pos_ in VERBAL for c in head.children if c.i < verb.i)
    return [head] if bare and alone and not pair else []


def _resumed(verb: Token, own: Token) -> list[Token]:
    """The subject behind a fronted participle that was taken for it ("Réunis à Abuja, les chefs ont demandé")."""
    if own.i != verb.sent.start or own.pos_ not in ("PROPN", "ADJ", "VERB") or verb.i - own.i > 15:
        return []
    between = [t for t in verb.doc[own.i : verb.i] if t.text == ","]
    if len(between) != 1 or between[0].nbor(1).pos_ != "DET" or verb.doc[own.i + 1].pos_ != "ADP":
        return []
    return next_phrase(between[0])


def fronted(verb: Token) -> list[Token]:
    """Who a participle at the head of a sentence speaks of: the subject of the clause behind it ("Accused by the
    opposition of fraud, the commission is silent")."""
    sentence = verb.sent
    participle = verb.tag_ in ("VBN", "VBG") or "Part" in verb.morph.get("VerbForm", [])
    if verb.i - sentence.start > 2 or not participle:
        return []
    if any(c.dep_ in SUBJECT or c.dep_.startswith("aux") for c in verb.children):
        return []
    comma = next((t for t in verb.doc[verb.i + 1 : min(verb.i + 25, sentence.end)] if t.text == ","), None)
    if comma is None:
        return []
    return [t for t in verb.doc[comma.i + 1 : min(comma.i + 9, sentence.end)] if t.dep_ in SUBJECT][:1]


def _top(noun: Token) -> Token:
    """The head of the whole noun phrase."""
    one = noun
    for _ in range(6):
        if one.dep_ not in ("nmod", "amod", "compound") or one.head.i > one.i or one.head.pos_ not in NOMINAL:
            return one
        one = one.head
    return one


def _parted(verb: Token, own: Token) -> bool:
    """Is a participle's "subject" an adverbial between it and its helper ("a une nouvelle fois exhorté")?"""
    past = "Part" in verb.morph.get("VerbForm", []) and not any(c.dep_.startswith("aux") for c in verb.children)
    head = verb.head
    if not past or head == verb or "Fin" not in head.morph.get("VerbForm", []) or not head.i < own.i < verb.i:
        return False
    return verb.i - head.i < 6 and any(c.dep_ in SUBJECT and c.i < head.i for c in head.children)


def _acts(verb: Token) -> bool:
    return verb.tag_ == "VBG" or ("Pres" in verb.morph.get("Tense", []) and "Part" in verb.morph.get("VerbForm", []))


def _gerund(verb: Token) -> bool:
    """Is it a French gerund ("en appelant")? Its subject is that of the clause it stands in."""
    return verb.tag_ != "VBG" and _acts(verb) and verb.i > verb.sent.start and verb.nbor(-1).pos_ == "ADP"


def _noun_subject(verb: Token, noun: Token, depth: int) -> list[Token]:
    """Subject of "X's decision to do it", "la décision de X de le faire", "a threat to do it"."""
    owners = [c for c in noun.children if c.dep_ == "poss"] + [
        h for p, h in obliques(noun) if p in listed(verb.lang_, "prep_of", "prep_by")
    ]
    if owners:
        return owners
    adjectives = [c for c in noun.children if c.dep_ == "amod"]
    if adjectives:
        return [noun]
    governor = noun.head
    return subjects(governor, depth + 1) if governor.pos_ in VERBAL and noun.dep_ in OBJECT else []


def _shared(verb: Token, head: Token, depth: int) -> list[Token]:
    if verb.dep_ == "pcomp":  # "accused X of doing", "by doing", "for doing"
        governor = head.head
        if governor.pos_ not in VERBAL:
            return []
        if is_passive(governor) or (head.lower_ in listed(verb.lang_, "prep_blame") and objects(governor)):
            return objects(governor)
        return subjects(governor, depth + 1)
    perfect = any(c.dep_ == "aux:tense" for c in verb.children)  # "dément avoir attaqué": who denies is who did
    if verb.dep_ in ("xcomp", "ccomp") and not is_passive(head) and not perfect:
        controlled = [c for c in head.children if c.dep_ in OBJECT or c.dep_ in INDIRECT]
        controlled = controlled or [
            h for p, h in obliques(head) if p in listed(verb.lang_, "prep_controller") and h.pos_ in NOMINAL
        ]
        if controlled and verb.dep_ == "xcomp":
            return controlled
    purpose = verb.dep_ == "advcl" and any(c.tag_ == "TO" for c in verb.children)  # "is set to expel"
    if (verb.dep_ in ("xcomp", "ccomp") or purpose) and is_passive(head):
        return objects(head)
    if verb.dep_ == "conj" and is_passive(head):
        return objects(head)
    return subjects(head, depth + 1)


def complements(token: Token) -> list[Token]:
    """Heads of the clauses below a verb, adjective or noun that complete it (infinitive, that-clause, "of doing")."""
    found = [c for c in token.children if c.dep_ in COMPLEMENT and (c.pos_ in VERBAL or _predicate(c))]
    found += [c for c in token.children if c.dep_ == "acl" and c.pos_ in VERBAL and _infinitive(c)]
    found += [c for c in token.children if c.dep_ == "advcl" and any(g.tag_ == "TO" for g in c.children)]
    found += [c for c in token.children if c.dep_ == "advcl" and c.tag_ == "VBG" and 0 < c.i - token.i < 3]
    found += [g for c in token.children if c.dep_ in ("prep", "agent") for g in c.children if g.dep_ == "pcomp"]
    if not found and token.pos_ in VERBAL:  # "demander aux autorités d'ouvrir": hung on the one who is asked
        asked = [c for c in token.children if c.dep_ in OBJECT or c.dep_ in ("obl:arg", "iobj", "dative")]
        found = [g for c in asked for g in c.children if g.dep_ == "acl" and g.pos_ in VERBAL and _infinitive(g)]
    return found


def _predicate(word: Token) -> bool:
    """Is a noun or adjective the head of a clause ("that he was ill")?"""
    return word.pos_ == "ADJ" or any(c.dep_ in ("cop", "nsubj", "mark", "aux") for c in word.children)


def _infinitive(verb: Token) -> bool:
    return "Inf" in verb.morph.get("VerbForm", []) or any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
