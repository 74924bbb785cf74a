"""Subjects, objects and complements of a parsed sentence, the same for both label sets spaCy's models use (ClearNLP for
English, UD for French), parses that went wrong in known ways mended.

Deliberately not here: any word of a language; prepositions are lists of event_words.toml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitroom.annotate.events.mends import (
    acts,
    announced,
    displaced,
    followed_by,
    fronted,
    goes_on,
    headed,
    inverted,
    is_closed,
    is_day,
    is_gerund,
    is_infinitive,
    is_late,
    is_parted,
    is_predicate,
    judged,
    lacks_pronoun,
    listed,
    parted_from,
    partitive,
    resumed,
    shared_with,
    taken_up,
    top_of,
)
from sitroom.annotate.events.nodes import (
    COMPLEMENT,
    INDIRECT,
    NOMINAL,
    OBJECT,
    OBLIQUE,
    SUBJECT,
    VERBAL,
    ancestors,
    bounds,
    case_of,
    cases,
    clause_of,
    conjuncts,
    is_relative,
    lemma,
    obliques,
    remembered,
    subtree_of,
    walk,
)

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
    "bounds",
    "case_of",
    "cases",
    "clause_of",
    "complements",
    "conjuncts",
    "fronted",
    "goes_on",
    "headed",
    "is_gerund",
    "is_passive",
    "is_relative",
    "lacks_pronoun",
    "lemma",
    "listed",
    "objects",
    "obliques",
    "remembered",
    "subjects",
    "subtree_of",
    "walk",
]


def is_passive(verb: Token) -> bool:
    """Is the verb in the passive, or a past participle that modifies a noun ("the men arrested by ...")?"""
    return bool(_passive(verb))


@remembered
def _passive(verb: Token) -> list[bool]:
    return [True] * _is_passive(verb)


def _is_passive(verb: Token) -> bool:
    deps = {c.dep_ for c in verb.children}
    if lemma(verb) in listed(verb.lang_, "unaccusative"):  # "est tombée": no passive, but "sont passés ... par X"
        return "obl:agent" in deps and "aux:tense" in deps
    reflexive = listed(verb.lang_, "reflexive")
    if any(c.lower_ in reflexive and c.i < verb.i for c in verb.children):  # "s'en est pris", whatever its label
        return False
    helped = bool(deps & {"auxpass", "aux:pass"})
    called = bool(deps & {"nsubjpass", "nsubj:pass"}) and not active(verb, deps)
    if (helped or called) and "expl:comp" not in deps and "expl:pass" not in deps:
        return True
    past = verb.tag_ == "VBN" or ("Part" in verb.morph.get("VerbForm", []) and "Past" in verb.morph.get("Tense", []))
    if verb.tag_ == "VBD" and verb.dep_ == "conj" and is_passive(verb.head):  # "were dragged off and executed"
        past = not any(c.dep_ in SUBJECT or c.dep_ in OBJECT for c in verb.children)
    if past and verb.dep_ == "ROOT" and fronted(verb):
        return True
    if verb.dep_ not in ("acl", "amod", "conj", "advcl", "xcomp") or verb.pos_ != "VERB" or not past:
        return False
    if any(c.dep_ in ("aux", "aux:tense", "nsubj") for c in verb.children):
        return False
    if verb.dep_ in ("advcl", "acl") and carried_on(verb):
        return False
    return verb.dep_ != "conj" or is_passive(verb.head)


def carried_on(verb: Token) -> bool:
    """Is it a participle with an object of its own, which goes on with a perfect before it ("avoir déposé le
    président, suspendu la Constitution")?"""
    own = any(c.dep_ == "obj" and c.i > verb.i and c.pos_ in ("NOUN", "PROPN") for c in verb.children)
    perfect = any(
        t.dep_ == "aux:tense" and t.head != verb for t in verb.doc[max(bounds(verb)[0], verb.i - 12) : verb.i]
    )
    return own and perfect


def active(verb: Token, deps: set[str]) -> bool:
    """Is a verb active by its form, whatever its subject is called: a perfect with "avoir", a simple tense?"""
    return "aux:tense" in deps or ("nsubj:pass" in deps and "Fin" in verb.morph.get("VerbForm", []))


@remembered
def objects(verb: Token) -> list[Token]:
    """Direct objects; of a passive, its subject or the noun it modifies."""
    if is_passive(verb):
        found = [c for c in verb.children if c.dep_ in SUBJECT] or fronted(verb)
        if not found and verb.dep_ in ("acl", "amod"):
            return [verb.head]
        if not found and (verb.dep_ == "xcomp" or (verb.dep_ in ("conj", "advcl") and is_passive(verb.head))):
            return objects(verb.head)  # "were found shot"
        if not found and verb.dep_ == "advcl" and "aux:pass" in {c.dep_ for c in verb.children}:
            return subjects(verb.head)  # "après avoir été arrêté, le ministre a ..."
        return found
    found = [c for c in verb.children if (c.dep_ in OBJECT and not is_day(c)) or is_late(verb, c)] or partitive(verb)
    found = found or [c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i and _thing(c)]
    found = found or taken_up(verb) or displaced(verb)
    found = found or judged(verb) or [c for c in verb.children if c.dep_ == "oprd" and c.pos_ in ("NOUN", "PROPN")]
    own = [c for c in verb.children if c.dep_ in SUBJECT and c.i < verb.i]
    if not found and len(own) > 1 and is_relative(own[0]):  # "the town which fighters attacked"
        found = own[:1]
    relative = [c for c in found if is_relative(c) or (c.pos_ == "SCONJ" and c.i < verb.i)]
    if relative and verb.dep_ in ("relcl", "acl:relcl"):
        return [verb.head]
    return followed_by(relative[0]) or found if relative else found


def _thing(word: Token) -> bool:
    """Is a "clause" only a noun phrase ("propose un survol")?"""
    determined = any(c.dep_ == "det" for c in word.lefts)
    return word.pos_ == "PROPN" or (word.pos_ == "NOUN" and determined and not cases(word))


def after_particle(verb: Token, rest: tuple[str, ...]) -> list[Token]:
    """Objects hung on a particle the parser took for a preposition ("waved through sixty trucks")."""
    return [h for c in verb.children if c.dep_ == "prep" and c.lower_ in rest for h in c.children if h.dep_ == "pobj"]


@remembered
def agents(verb: Token) -> list[Token]:
    """Who did it, in a passive: the by-phrase."""
    found = [h for c in verb.children if c.dep_ == "agent" for h in c.children if h.dep_ in ("pobj", "pcomp")]
    among = listed(verb.lang_, "inclusion")
    found += [c for c in verb.children if c.dep_ == "obl:agent" and not among & {g.lower_ for g in c.children}]
    found = found or [h for p, h in obliques(verb) if p in listed(verb.lang_, "prep_by") and h.pos_ in NOMINAL]
    return found or [h for t in _adjuncts(verb) for p, h in obliques(t) if p in listed(verb.lang_, "prep_by")]


def _adjuncts(verb: Token) -> list[Token]:
    """Phrases the parser may have hung the doer on: tools ("beaten with sticks by"), names, nouns without article
    ("indicted for fraud by", "stripped of office in Goma by")."""
    means = listed(verb.lang_, "prep_means")
    inner = [(p, h) for p, h in obliques(verb) if h.i > verb.i and h.pos_ in ("NOUN", "PROPN")]
    inner += [(p, h) for _, one in inner for p, h in obliques(one)]
    return [h for p, h in inner if p in means or not any(c.dep_ == "det" and c.i < h.i for c in h.children)]


@remembered
def subjects(verb: Token) -> list[Token]:
    """Who does it: own subject, the antecedent of a relative, the controller of an infinitive, the shared subject."""
    return _subjects(verb, 0)


def _subjects(verb: Token, depth: int) -> list[Token]:
    if depth > 6:
        return []
    if verb.dep_ == "cop" and verb.head != verb:  # "les cheminots sont en grève"
        return _subjects(verb.head, depth + 1)
    if is_passive(verb):
        return agents(verb)
    if headed(verb):
        return [top_of(verb.head)]
    clitics = listed(verb.lang_, "never_subject")
    own = [c for c in verb.children if c.dep_ in SUBJECT and not is_late(verb, c) and c.lower_ not in clitics]
    if own and is_parted(verb, own[0]):
        return _subjects(verb.head, depth + 1)
    if not own:
        own = parted_from(verb)
    if own:
        own = resumed(verb, own[0]) or shared_with(verb, own[0]) + announced(verb, own)
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
    if is_gerund(verb) and head.pos_ in NOMINAL:  # "praised X's work, while calling on Y", hung on X
        above = clause_of(head)
        return _subjects(above, depth + 1) if above != verb and above.pos_ in VERBAL else []
    if verb.dep_ == "conj" and head.dep_ in ("relcl", "acl:relcl") and is_closed(verb, head):
        return [head.head]
    if verb.dep_ == "conj" and head.pos_ in VERBAL and goes_on(verb, head):
        perfect = next((a for a in ancestors(head) if any(c.dep_ == "aux:tense" for c in a.children)), None)
        if perfect is not None:
            return _subjects(perfect, depth + 1)
    finite = "Fin" in verb.morph.get("VerbForm", [])
    if finite and verb.dep_ == "conj" and head.pos_ in NOMINAL:  # "condemns the act and asks", hung on the act
        above = clause_of(head)
        return _subjects(above, depth + 1) if above != verb and above.pos_ in VERBAL else []
    if finite and verb.dep_ == "amod" and head.pos_ in NOMINAL and head.i < verb.i:  # a verb taken for an adjective
        return [top_of(head)]
    if verb.dep_ in ("acl", "relcl") and head.dep_ == "ROOT" and head.pos_ == "PROPN" and followed_by_to(verb):
        return [head, *(c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i < verb.i)]
    if verb.dep_ in ("acl", "relcl", "acl:relcl") and head.pos_ in NOMINAL:
        return [head] if verb.dep_ == "acl" and acts(verb) else _noun_subject(verb, head, depth)
    if verb.dep_ == "aux" or head.pos_ in VERBAL or head.pos_ == "ADJ" or verb.dep_ == "pcomp":
        return _shared(verb, head, depth)
    return []


def followed_by_to(verb: Token) -> bool:
    """Is it the infinitive of a headline without main verb ("China, Nepal to reopen the bridge")?"""
    return any(c.tag_ == "TO" for c in verb.lefts)


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
    return _subjects(governor, depth + 1) if governor.pos_ in VERBAL and noun.dep_ in OBJECT else []


def _shared(verb: Token, head: Token, depth: int) -> list[Token]:
    if verb.dep_ == "pcomp":  # "accused X of doing", "by doing", "for doing"
        governor = head.head
        if governor.pos_ not in VERBAL:
            return []
        if is_passive(governor) or (head.lower_ in listed(verb.lang_, "prep_blame") and objects(governor)):
            return objects(governor)
        return _subjects(governor, depth + 1)
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
    return _subjects(head, depth + 1)


@remembered
def complements(token: Token) -> list[Token]:
    """Heads of the clauses below a verb, adjective or noun that complete it (infinitive, that-clause, "of doing")."""
    found = [c for c in token.children if c.dep_ in COMPLEMENT and (c.pos_ in VERBAL or is_predicate(c))]
    found += [c for c in token.children if c.dep_ == "acl" and c.pos_ in VERBAL and is_infinitive(c)]
    found += [c for c in token.children if c.dep_ == "advcl" and any(g.tag_ == "TO" for g in c.children)]
    found += [c for c in token.children if c.dep_ == "advcl" and c.tag_ == "VBG" and 0 < c.i - token.i < 3]
    found += [g for c in token.children if c.dep_ in ("prep", "agent") for g in c.children if g.dep_ == "pcomp"]
    found = found or inverted(token)
    loose = [c for c in token.children if c.dep_ == "advmod"] if not found else []  # "s'est engagé auprès de X à ..."
    found = found or [g for c in loose for g in c.children if g.dep_ == "xcomp" and g.pos_ in VERBAL]
    if not found and token.pos_ in VERBAL:  # "demander aux autorités d'ouvrir": hung on the one who is asked
        asked = [c for c in token.children if c.dep_ in OBJECT or c.dep_ in ("obl:arg", "iobj", "dative")]
        found = [g for c in asked for g in c.children if g.dep_ == "acl" and g.pos_ in VERBAL and is_infinitive(g)]
    return found
