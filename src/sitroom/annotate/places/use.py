"""Literal or metonymic: is the name where something is, or a government that acts, is addressed or is dealt with?

Only states, capitals and seats of government can be metonymic. The grammar around the name decides: subject of a verb
that a place cannot do, object of a verb that addresses, a preposition of dealings ("avec", "against").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from sitroom.annotate.places.detect import ahead_of
from sitroom.annotate.places.names import Known, Names

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Use = Literal["literal", "metonymic"]
NO_SIGN = "no sign of acting"
SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "nsubj:caus"})
AGENT = frozenset({"obl:agent", "agent"})
OBJECT = frozenset({"obj", "dobj", "iobj", "dative"})
# "NIAMEY (AFA) - ", "NAIROBI, Kenya, March 3 (AP) — "
AGENCY = r"\([^()]{1,30}\)\s*"
DATELINE = re.compile(
    rf"\s*(?:[^\W\d_a-z]{{3,}}[^.!?;:()«»\"“”—–]{{0,50}}(?:{AGENCY})?[—–-]\s|[^\W\d_a-z][^!?;:()«»\"“”—–]{{1,50}}{AGENCY}[—–-])"
)
HEAD = re.compile(r"\s?:\s(?![«“\"])")
SIDE = re.compile(r"\s*[^\W\d_a-z][\w' ]{2,20}[-‑–/]")
OTHER = re.compile(r"[-‑–/][^\W\d_a-z][\w' ]{2,20}\s?:\s(?![«“\"])")
OPENING = re.compile(r"\s?«|, (?:l'|la |le (?!\d))?[a-zà-ÿ]")  # "Paris « disponible »", "Pékin, l'absent"
POSSESSIVE = ("'s", "’s")


def use_of(
    known: Known | None, start: int, end: int, line: str, doc: Doc | None, names: Names, cue: str | None
) -> tuple[Use, str]:
    """("literal" or "metonymic", why). `start` and `end` are characters of the line."""
    if known is None or not (known.capital or known.place.stands_for or known.place.kind == "C"):
        return "literal", "a town or region"
    dateline = DATELINE.match(line)
    if dateline and end <= dateline.end():
        return "literal", "dateline"
    beside = line[end : end + 2].strip("-‑–")[:1].isalpha() and line[end : end + 1] in "-‑–"
    if beside and known.place.kind != "C":
        return "literal", "one end of a line"  # "Paris-Nice"
    if known.place.kind == "C" and HEAD.match(line[end:]):  # "Niger : ...", "Arménie-Azerbaïdjan : ..."
        if not line[:start].strip():
            return "literal", "heads the line"
        if SIDE.fullmatch(line[:start]):
            return "metonymic", "sides of a heading"
    if known.place.kind == "C" and not line[:start].strip() and OTHER.match(line[end:]):
        return "metonymic", "sides of a heading"
    palace = known.place.kind == "palace"
    if line[end : end + 2] in POSSESSIVE and names.stance.match(line[end + 2 :]):
        return "metonymic", "whose stance it is"
    if line[end : end + 2] in POSSESSIVE:
        behind = line[end + 2 :]
        acts = not (re.match(r" [^\W\d_a-zà-ÿ]", behind) or names.grounds.match(behind))  # "Nairobi's Eastleigh"
        acts = acts and (palace or known.capital)
        return ("metonymic" if acts else "literal"), "possessor"
    before = ahead_of(line, start, names)
    token = root_of(doc, start, end)
    said = by_grammar(token, names) if token is not None else None
    if said is not None and not (cue and said[0] == "metonymic" and said[1] == "subject"):
        return said
    if token is not None and asked(token, names):
        return "metonymic", "addressee"
    if (palace or known.capital) and cue and names.speaks.match(line[end:]):
        return "metonymic", "a seat where somebody says"
    if token is not None and left_for(token, names):
        return "literal", "where somebody goes"
    if names.before["party"].search(before) and not names.before["near"].search(before):
        return "metonymic", "preposition of dealings"
    if palace and cue is None:
        return "metonymic", "seat of government"
    visited = names.cues.get("visited", frozenset())
    if token is not None and (token.head.lemma_.lower() in visited or verb_before(token) in visited):
        return "literal", "place of what happens"
    bare = (
        cue is None and not names.before["weak"].search(before) and not re.match(r"\s*[,(]\s*[^\W\d_a-z]", line[end:])
    )
    if bare and token is not None and token.dep_ == "compound" and sort_of(token, names):
        return "literal", "says which one"
    if bare and start == 0 and known.capital and OPENING.match(line, end):
        return "metonymic", "opens the line"
    if bare and start > 0 and (known.capital or known.place.stands_for) and not line[start:end].isupper():
        return "metonymic", "a capital without a preposition"
    if bare and (follows_verb(doc, end) or (start == 0 and (known.capital and follows_verb(doc, end)))):
        return "metonymic", "before a verb"
    return "literal", NO_SIGN


def root_of(doc: Doc | None, start: int, end: int) -> Token | None:
    """The token that carries the name in the parse; of a list its first member, whose role all share."""
    if doc is not None and not doc.has_annotation("DEP"):
        return None  # without a parse nothing hangs on a word, and asking spaCy for it may end the process
    span = doc.char_span(start, end, alignment_mode="expand") if doc is not None else None
    if span is None or not len(span):
        return None
    token: Token = span.root
    for _ in range(5):
        if token.dep_ != "conj" or token.head is token or has_case(token):
            break
        token = token.head
    return token


def asked(token: Token, names: Names) -> bool:
    """Does a verb that addresses stand right before the name and its "à" or "to", whatever the parse makes of it?"""
    at = token.left_edge.i if token.left_edge.i > token.i - 4 else token.i
    if at and token.doc[at].lower_ not in names.cues.get("addressee", frozenset()):
        at -= 1  # English hangs the name on its preposition
    case, verb = token.doc[at], token.doc[at - 1] if at else None
    if case.lower_ not in names.cues.get("addressee", frozenset()) or verb is None:
        return False
    return verb.pos_ == "VERB" and verb.lemma_.lower() in names.cues.get("addressed", frozenset())


def left_for(token: Token, names: Names) -> bool:
    """Does a verb of leaving govern the name ("s'envolera jeudi pour X", "left for X")?"""
    head = token.head.head if token.dep_ == "pobj" else token.head
    return has_case(token) and head.lemma_.lower() in names.cues.get("leave", frozenset())


def sort_of(token: Token, names: Names) -> bool:
    """Does the name say which one a thing is ("a Seoul daily"), not whose act ("a Seoul offer")?"""
    if not token.i or token.nbor(-1).pos_ not in ("DET", "PRON"):
        return False
    return token.head.pos_ == "NOUN" and token.head.lemma_.lower() not in names.cues.get("act", frozenset())


def verb_before(token: Token) -> str | None:
    """The lemma of a verb right before the name, whatever the parse makes of the name."""
    before = token.nbor(-1) if token.i > 0 else None
    return before.lemma_.lower() if before is not None and before.pos_ == "VERB" else None


def follows_verb(doc: Doc | None, end: int) -> bool:
    """Is the next word a verb?"""
    span = doc.char_span(end, end + 2, alignment_mode="expand") if doc is not None else None
    if span is None or not len(span):
        return False
    token = span[-1]
    if token.is_quote and token.i + 1 < len(token.doc):
        token = token.nbor()  # "l'Azerbaïdjan « tirerait ses conclusions »"
    return token.pos_ in ("VERB", "AUX")


def has_case(token: Token) -> bool:
    """Does a preposition hang on the token (UD) or govern it (English scheme)?"""
    return token.dep_ == "pobj" or any(c.dep_ == "case" for c in token.children)


def by_grammar(token: Token, names: Names) -> tuple[Use, str] | None:
    """What the token's role says; None when it says nothing."""
    head = token.head
    lemma = head.lemma_.lower()
    visited, addressed = names.cues.get("visited", frozenset()), names.cues.get("addressed", frozenset())
    if token.dep_ in SUBJECT and not has_case(token):
        passive = token.dep_ in ("nsubj:pass", "nsubjpass")
        if lemma in visited and (passive or head.pos_ != "VERB" or not takes_object(head)):
            return "literal", "place of what happens"
        if head.pos_ in ("VERB", "AUX") or any(c.dep_ in ("cop", "aux") for c in head.children):
            return "metonymic", "subject"
    if token.dep_ in AGENT or (token.dep_ == "pobj" and head.dep_ == "agent"):
        return "metonymic", "agent"
    if token.dep_ in OBJECT:
        if lemma in visited:
            return "literal", "place of what happens"
        if not has_case(token) or lemma in addressed:
            return "metonymic", "object"
    if token.dep_ in ("obl:arg", "obl", "obl:mod") and lemma in addressed and has_case(token):
        cases = {c.lemma_.lower() for c in token.children if c.dep_ == "case"}
        rivals = [c for c in head.children if c is not token and c.dep_.startswith(("obl", "iobj"))
                  and any(g.dep_ == "case" and g.lemma_.lower() in cases for g in c.children)]  # fmt: skip
        if cases & names.cues.get("addressee", frozenset()) and not rivals:
            return "metonymic", "addressee"
    return None


def takes_object(verb: Token) -> bool:
    """Has the verb an object, so that its subject does something to it?"""
    return any(c.dep_ in OBJECT for c in verb.children)
