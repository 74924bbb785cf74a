"""What the parser gets wrong in known ways, mended: displaced objects, participles and names taken for subjects,
subjects cut in two, clauses that resume behind a relative one.

Deliberately not here: plain subjects and objects (tree.py), and any word of a language.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from sitroom.annotate.events.lexicon import load_lexicon
from sitroom.annotate.events.nodes import NOMINAL, OBLIQUE, SUBJECT, VERBAL, bounds, cases, is_relative, lemma, obliques
from sitroom.lang import languages, load_lang

if TYPE_CHECKING:
    from spacy.tokens import Token


@functools.lru_cache(maxsize=256)
def listed(code: str, *names: str) -> frozenset[str]:
    """Words of these lists of event_words.toml in a language; none where there is no pack or no such list."""
    words = load_lexicon(load_lang(code)).words if code in languages() else {}
    return frozenset().union(*(words.get(name, frozenset()) for name in names))


def is_day(noun: Token) -> bool:
    """Is a would-be object only a day without article ("privera lundi de son mandat")?"""
    bare = not any(c.i < noun.i for c in noun.children)
    return bare and noun.pos_ == "NOUN" and is_time(noun)


def taken_up(verb: Token) -> list[Token]:
    """The noun of a relative clause taken for one of content ("les enseignants que les bandits avaient enlevés"): the
    participle of a perfect agrees with nothing else."""
    if verb.dep_ != "acl" or verb.head.pos_ != "NOUN" or not any(c.dep_ == "mark" for c in verb.children):
        return []
    marked = "Plur" in verb.morph.get("Number", []) or "Fem" in verb.morph.get("Gender", [])
    helped = {"aux:tense"} <= {c.dep_ for c in verb.children} - {"aux:pass", "expl:comp"}
    return [verb.head] if marked and helped and lemma(verb) not in listed(verb.lang_, "unaccusative") else []


def lacks_pronoun(verb: Token, rest: tuple[str, ...]) -> bool:
    """Asks a phrase for a reflexive pronoun that the verb itself has not ("a entendu que la porte se ferme" is not
    "s'entendre")?"""
    own = {w for c in verb.children for w in (c.lower_, lemma(c))}
    return any(w in listed(verb.lang_, "reflexive") and w not in own for w in rest)


def followed_by(pronoun: Token) -> list[Token]:
    """The noun phrase right before a relative pronoun whose clause the parser hung elsewhere."""
    i, start = pronoun.i - 1, bounds(pronoun)[0]
    while i > start and pronoun.doc[i].is_punct:
        i -= 1
    one = pronoun.doc[i]
    return [top_of(one)] if i >= start and one.pos_ in ("NOUN", "PROPN") else []


def judged(verb: Token) -> list[Token]:
    """The one of whom something is held ("found the colonel guilty", "called the law a trap")."""
    below = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i and c.pos_ in ("ADJ", "NOUN")]
    return [s for c in below for s in c.children if s.dep_ == "nsubj" and verb.i < s.i < c.i][:1]


def displaced(verb: Token) -> list[Token]:
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
                if bare and inner.i > child.i and inner.pos_ in ("PROPN", "X") and inner.left_edge.i == child.i + 1:
                    return [inner]
    return appraised(verb) or behind_adjuncts(verb)


def appraised(verb: Token) -> list[Token]:
    """The object behind what it is said to be ("rejected as absurd a demand by miners"), hung on the "as"."""
    below = [n for c in verb.children if c.dep_ == "prep" and c.i == verb.i + 1 for n in c.children if n.dep_ == "pobj"]
    ahead = [n for n in below if n.left_edge.pos_ == "ADJ" and n.left_edge.i + 1 < len(n.doc)]
    return [n for n in ahead if n.left_edge.nbor().pos_ == "DET"]


def behind_adjuncts(verb: Token) -> list[Token]:
    """The object of a verb behind its adjuncts, hung on the last of them ("a livré lundi à Beyrouth trois chars", "a
    accusé samedi Kaboul"): the first noun phrase with an article or a number, or the name behind a day, without
    preposition or comma before it."""
    if not any(_has_subject(verb, c) for c in verb.children) and "Inf" not in verb.morph.get("VerbForm", []):
        return []
    start, end = verb.i + 1, bounds(verb)[1]
    if verb.i + 1 < end and verb.nbor().text == ",":  # "a appelé, mercredi 14 août, les parties à ..."
        start = next((t.i + 1 for t in verb.doc[verb.i + 2 : min(verb.i + 9, end)] if t.text == ","), start)
    for token in verb.doc[start : min(start + 15, end)]:
        if token.text in (",", ";", ":", "(", "»") or token.pos_ in ("SCONJ", "CCONJ") or is_relative(token):
            break
        if token.pos_ in VERBAL and token.i > verb.i + 1:
            break
        if token.pos_ == "NOUN" and is_bare(token, verb) and verb.is_ancestor(token) and not is_time(token):
            return [token]
    return []


def _has_subject(verb: Token, child: Token) -> bool:
    """Is it the verb's subject before it, or the "and" that shares one (unlike a cue whose subject follows)?"""
    return (child.dep_ in SUBJECT and child.i < verb.i) or (child.dep_ == "cc" and verb.dep_ == "conj")


def is_bare(noun: Token, verb: Token) -> bool:
    """Is it a noun phrase hung somewhere below a verb, away from it, that begins with an article or a number, or
    ("lundi de nouvelles sanctions", "samedi Kaboul") right behind a day?"""
    first, day = noun.left_edge, is_day(noun.head)
    if noun.dep_ not in ("nmod", "appos", "conj", "obj") or first.i <= verb.i + 1:
        return False
    if day and first.i == noun.head.i + 1:
        plural = "Plur" in noun.morph.get("Number", []) and first.pos_ == "ADP" and first.nbor(1).pos_ == "ADJ"
        return plural or not cases(noun)
    return first.pos_ in ("DET", "NUM") and not cases(noun) and first.nbor(-1).pos_ not in ("ADP", "DET")


def is_time(noun: Token) -> bool:
    """Is it a day, an hour, a season?"""
    return lemma(noun) in listed(noun.lang_, "time_unit")


def next_phrase(verb: Token) -> list[Token]:
    """The noun phrase that begins right behind a word, without preposition."""
    following = verb.doc[verb.i + 1 : min(verb.i + 5, bounds(verb)[1])]
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


def is_late(verb: Token, child: Token) -> bool:
    """An object of an infinitive taken for its subject ("avoir attaqué le Tchad")."""
    return child.dep_ == "nsubj" and child.i > verb.i and verb.dep_ == "xcomp"


def announced(verb: Token, own: list[Token]) -> list[Token]:
    """Subjects without a topic set before a colon ("Kivu : les rebelles enlèvent ..."), which the parser took for
    another."""
    if len(own) < 2:
        return own
    marks = [t.i for t in verb.doc[own[0].i : verb.i] if t.text == ":"]
    return [t for t in own if not marks or t.i > marks[-1]] or own


def inverted(verb: Token) -> list[Token]:
    """What is said before the verb that says it and its speaker ("Rome doit céder, a déclaré le ministre"), where the
    parser hung the saying on it."""
    told = verb.head
    if verb.dep_ not in ("advcl", "parataxis", "dep") or told.pos_ not in VERBAL or told.i > verb.i:
        return []
    first = min([c.i for c in verb.lefts if c.dep_.startswith("aux")], default=verb.i)
    behind = any(c.dep_ in SUBJECT and c.i > verb.i for c in verb.children)
    return [told] if behind and verb.doc[first - 1].text in (",", "»", '"', "”") else []


def partitive(verb: Token) -> list[Token]:
    """Objects the French parser hangs elsewhere: because of their article ("bloquer des routes"), or because a time
    stands between ("ont lancé samedi des frappes", "a annoncé vendredi un accord")."""
    found: list[Token] = []
    negated = sum(c.dep_ == "advmod" and c.i < verb.i for c in verb.children) > 1  # "n'a pas livré de chars"
    for child in verb.children:
        if child.i < verb.i or not (child.dep_.startswith("obl") or child.dep_ == "nmod"):
            continue
        article = is_article(child) or (negated and case_at(child) == verb.i + 1)
        near = case_at(child) in (0, verb.i + 1) or is_timed(verb, case_at(child))
        if (child.dep_ in ("obl:arg", "nmod") and child.pos_ in ("NOUN", "PROPN") and article and near) or (
            child.pos_ == "NUM" and not cases(child) and child.i == verb.i + 1
        ):
            found.append(child)
        elif child.dep_.startswith("obl") and not cases(child):
            own = child.pos_ == "NOUN" and child.left_edge.pos_ in ("DET", "NUM") and not is_time(child)
            found += [child] if own else [t for t in child.subtree if t.i > child.i and is_stray(t)][:1]
    return found


def is_stray(noun: Token) -> bool:
    """An object hung on a time word: a noun with an article of its own."""
    determined = any(c.pos_ == "DET" or (c.dep_ == "case" and c.pos_ == "ADP") for c in noun.lefts)
    return (
        noun.pos_ in ("NOUN", "PROPN")
        and noun.dep_ in ("obj", "conj", "nmod", "appos")
        and determined
        and is_article(noun)
    )


def is_timed(verb: Token, end: int) -> bool:
    """Do only bare adjuncts (times) stand between a verb and what begins at `end`?"""
    between = [t for t in verb.doc[verb.i + 1 : end] if not t.is_punct] if end > verb.i else []
    return bool(between) and all(t.dep_ in ("obl:mod", "amod", "nmod", "advmod") and not cases(t) for t in between)


def case_at(noun: Token) -> int:
    return next((c.i for c in noun.lefts if c.dep_ == "case" and c.pos_ != "DET"), 0)


def is_article(noun: Token) -> bool:
    """Is the noun's preposition an article in disguise ("des"), or has it none?"""
    case = [c for c in noun.lefts if c.dep_ == "case"]
    if not case or case[0].pos_ == "DET" or cases(noun) in listed(noun.lang_, "adverb_phrase"):
        return True
    return (
        lemma(case[0]) != case[0].lower_
        and lemma(case[0])[:1] == case[0].lower_[:1]
        and len(case[0]) > len(lemma(case[0]))
    )


def is_closed(verb: Token, relative: Token) -> bool:
    """Does a verb resume the clause after a relative one ("the rebels, whom Kigali backs, attacked ..."), with a comma
    and no "and" before it?"""
    first, other = verb.left_edge, relative.left_edge
    if first.i <= relative.i or other.i == 0 or any(c.dep_ == "cc" for c in verb.children):
        return False
    return "," in (first.text, first.nbor(-1).text) and other.nbor(-1).text == ","


def shared_with(verb: Token, own: Token) -> list[Token]:
    """The first of two subjects, taken for a sentence of its own ("Bagdad et Ankara ont décidé")."""
    head, i = verb.head, own.left_edge.i - 1
    first = [c for c in verb.children if c.dep_ == "dep" and c.pos_ == "PROPN" and c.i == i - 1]
    if first and verb.doc[i].text == "," and first[0].left_edge.i == bounds(verb)[0]:
        return first  # "Vietnam, Philippines stage drill"
    if verb.dep_ != "conj" or head.pos_ not in ("NOUN", "PROPN") or i <= head.i or verb.doc[i].pos_ != "CCONJ":
        return []
    bare = all(c.i < head.i or c.i > i or c.dep_ in ("amod", "flat:name", "appos", "nmod") for c in head.children)
    pair = any(p in listed(verb.lang_, "prep_between") for p, _ in obliques(head))
    alone = head.head == head and not any(c.pos_ in VERBAL for c in head.children if c.i < verb.i)
    return [head] if bare and alone and not pair else []


def resumed(verb: Token, own: Token) -> list[Token]:
    """The subject behind a fronted participle that was taken for it ("Réunis à Abuja, les chefs ont demandé")."""
    if own.i != bounds(verb)[0] or own.pos_ not in ("PROPN", "ADJ", "VERB") or verb.i - own.i > 15:
        return []
    between = [t for t in verb.doc[own.i : verb.i] if t.text == ","]
    if len(between) != 1 or between[0].nbor(1).pos_ != "DET" or verb.doc[own.i + 1].pos_ != "ADP":
        return []
    return next_phrase(between[0])


def fronted(verb: Token) -> list[Token]:
    """Who a participle at the head of a sentence speaks of: the subject of the clause behind it ("Accused by the
    opposition of fraud, the commission is silent")."""
    start, end = bounds(verb)
    participle = verb.tag_ in ("VBN", "VBG") or "Part" in verb.morph.get("VerbForm", [])
    behind = verb.head.i < verb.i and verb.head.pos_ in NOMINAL  # "youths accused by ..."
    if verb.i - start > 2 or not participle or behind:
        return []
    if any(c.dep_ in SUBJECT or c.dep_.startswith("aux") for c in verb.children):
        return []
    comma = next((t for t in verb.doc[verb.i + 1 : min(verb.i + 25, end)] if t.text == ","), None)
    if comma is None:
        return []
    return [t for t in verb.doc[comma.i + 1 : min(comma.i + 9, end)] if t.dep_ in SUBJECT][:1]


def parted_from(verb: Token) -> list[Token]:
    """The subject of a clause with a relative one in it that took the subject ("The bloc, whose council met, has
    condemned")."""
    for child in verb.lefts:
        if child.dep_ in ("advcl", "ccomp", "acl:relcl") and child.pos_ in VERBAL:
            own = [c for c in child.lefts if c.dep_ in SUBJECT and not is_relative(c)]
            between = verb.doc[own[0].i + 1 : child.i] if own else ()
            if any(is_relative(t) and t.nbor(-1).text == "," for t in between):
                return own[:1]
    return []


def goes_on(verb: Token, head: Token) -> bool:
    """Is a past participle coordinated with an infinitive, which can only go on with the perfect above it ("a ordonné
    de reprendre X et rappelé son envoyé")?"""
    past = "Part" in verb.morph.get("VerbForm", []) and "Past" in verb.morph.get("Tense", [])
    helped = any(c.dep_.startswith("aux") for c in verb.children)
    return (
        past
        and not helped
        and "Inf" in head.morph.get("VerbForm", [])
        and not any(c.dep_.startswith("aux") for c in head.children)
    )


def top_of(noun: Token) -> Token:
    """The head of the whole noun phrase."""
    one = noun
    for _ in range(6):
        if one.dep_ not in ("nmod", "amod", "compound") or one.head.i > one.i or one.head.pos_ not in NOMINAL:
            return one
        one = one.head
    return one


def is_parted(verb: Token, own: Token) -> bool:
    """Is a participle's "subject" an adverbial between it and its helper ("a une nouvelle fois exhorté")?"""
    past = "Part" in verb.morph.get("VerbForm", []) and not any(c.dep_.startswith("aux") for c in verb.children)
    past = past and verb.tag_ != "VBG"
    head = verb.head
    if not past or head == verb or "Fin" not in head.morph.get("VerbForm", []) or not head.i < own.i < verb.i:
        return False
    return verb.i - head.i < 6 and any(c.dep_ in SUBJECT and c.i < head.i for c in head.children)


def acts(verb: Token) -> bool:
    return verb.tag_ == "VBG" or ("Pres" in verb.morph.get("Tense", []) and "Part" in verb.morph.get("VerbForm", []))


def is_gerund(verb: Token) -> bool:
    """Is it a French gerund ("en appelant")? Its subject is that of the clause it stands in."""
    if verb.tag_ == "VBG" or not acts(verb) or verb.i == bounds(verb)[0]:
        return False
    before = verb.nbor(-1)
    if before.lower_ in listed(verb.lang_, "object_pronoun") and before.i > bounds(verb)[0]:  # ", l'accusant de"
        before = before.nbor(-1)
        if before.text == ",":
            return True
    loose = before.text == "," and verb.dep_ == "amod"  # "ont repris leurs raids, menaçant de", hung on the raids
    return before.pos_ == "ADP" or before.dep_ == "fixed" or loose  # "tout en appelant"


def is_predicate(word: Token) -> bool:
    """Is a noun or adjective the head of a clause ("that he was ill")?"""
    return word.pos_ == "ADJ" or any(c.dep_ in ("cop", "nsubj", "mark", "aux") for c in word.children)


def is_infinitive(verb: Token) -> bool:
    return "Inf" in verb.morph.get("VerbForm", []) or any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
