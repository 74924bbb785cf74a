"""Whom an act is aimed at where its own slots name nobody, within its sentence: the side a condition is put to, a party
that hangs on the clause, the only other party there is.

Deliberately not here: the slots of a rule (roles.py), which come first, and what other sentences tell (answers.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.conditions import marked, openings
from sitroom.annotate.events.match import Match
from sitroom.annotate.events.nouns import doers
from sitroom.annotate.events.parties import Found, of_phrase
from sitroom.annotate.events.roles import deed
from sitroom.annotate.events.scene import Scene
from sitroom.annotate.events.sides import scenery, stands_in
from sitroom.annotate.events.slots import of_its_own
from sitroom.annotate.events.standing import standing
from sitroom.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# Acts that hang on what the other side does ("if Lima keeps its tax").
CONDITIONAL = frozenset({"THREATEN", "AGREE", "CONCEDE", "REQUEST", "REJECT"})
RULINGS = frozenset({"SANCTION", "COERCE", "CONCEDE", "REJECT"})  # what a verdict may be
PENALTIES = frozenset({"SANCTION", "COERCE"})  # told with what the other side must do first ("until its owner pays")
# Acts that are hardly ever aimed at nobody; the latter four mostly answer somebody named beside them.
AIMED = frozenset({"SANCTION", "SUPPORT", "ACCUSE", "REJECT", "REQUEST", "THREATEN"})
ANSWERS = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})
GIVEN = frozenset({"AGREE", "AID"})
FACED = frozenset({"PROTEST", "MOBILIZE"})  # aimed at who stands under "against"
NEUTRAL = frozenset({"investigate"})  # looks into what happened, not at whoever stands beside it
STEPS = 80


def counterpart(scene: Scene, match: Match, type: str, modality: str, actors: list[Found]) -> list[Found]:
    """The other side of an act within its sentence; empty where the text leaves it open, or where the rule wants
    none or says itself who must do something ("X said that Y must")."""
    rule = match.rule.trigger
    if not actors or rule.mutual or rule.modal == "obligation" or rule.recipient == ("none",):
        return []
    if modality == "conditional" and type in CONDITIONAL:
        found = others(scene, match, actors, conditioned(scene, match), asked=True)
        if found:
            return found
    if type in PENALTIES:
        found = others(scene, match, actors, awaited(scene, match), asked=True)
        if found:
            return found
    if type in FACED:
        return others(scene, match, actors, faced(scene, match))
    if type in GIVEN:
        return others(scene, match, actors, given(scene, match), asked=True)
    if type not in AIMED:
        return []
    found = others(scene, match, actors, below(scene, match))
    if found:
        return [p for p in found if p is found[0] or p.token in tree.conjuncts(found[0].token)]
    if type not in ANSWERS or rule.mode in NEUTRAL:
        return []
    taken = {t.i for t in tree.subtree_of(match.anchor)}
    found = others(scene, match, actors, [t for t in match.token.sent if t.i not in taken])
    return found if len({(p.actor, p.country) for p in found}) == 1 else []


def given(scene: Scene, match: Match) -> list[Token]:
    """To whom something is promised or sent, whatever the rule looks for: the indirect object, "to" somebody."""
    verb = match.anchor
    found = [c for c in verb.children if c.dep_ in tree.INDIRECT and c.pos_ != "ADP"]
    return found + [h for p, h in tree.obliques(verb) if scene.lexicon.has("prep_to", p) and h.i > verb.i]


def faced(scene: Scene, match: Match) -> list[Token]:
    """Against whom a crowd or a force is out, wherever its clause says so ("over the ministry's cuts", "in defiance of
    the army", "in a war against Iraq")."""
    found: list[Token] = []
    for token in below(scene, match):
        case = tree.case_of(token)
        if scene.lexicon.has("prep_cause", case) or scene.lexicon.has("stance", tree.lemma(token)):
            inside = [token] if not deed(scene, match, token) else doers(scene, token)  # "over the arrest of the mayor"
            found += [
                t for one in inside for t in tree.subtree_of(one, frozenset({"relcl", "acl:relcl", "acl", "conj"}))
            ]
    return found


def conditioned(scene: Scene, match: Match) -> list[Token]:
    """Subjects of the clauses of condition around an act."""
    found = [t for t in match.token.sent if t.dep_ in ("advcl", "ccomp", "acl") and marked(t, scene.lexicon)]
    found += [tree.clause_of(t) for t in openings(match.anchor, scene.lexicon)]
    return [s for verb in found if verb != match.anchor for s in tree.subjects(verb)]


def awaited(scene: Scene, match: Match) -> list[Token]:
    """Who has to do something before a penalty ends ("suspended exports until the owner pays")."""
    clauses = [t for t in tree.subtree_of(match.anchor) if t.dep_ == "advcl"]
    open_ended = [t for t in clauses if any(scene.lexicon.has("awaiting", c.lower_) for c in t.lefts)]
    return [s for verb in open_ended for s in tree.subjects(verb)]


def below(scene: Scene, match: Match) -> list[Token]:
    """Words behind an act's own that hang on its clause or on one below it, but not in a clause told beside it, nor
    on a deed that is judged, whose victims are no side."""
    found: list[Token] = []
    todo, steps = [(match.anchor, 0)], 0
    while todo and steps < STEPS:
        one, clauses = todo.pop(0)
        steps += 1
        if one.i > match.anchor.i and (one.dep_ not in tree.OBJECT or one.head == match.anchor):
            found.append(one)
        if one.pos_ == "NOUN" and deed(scene, match, one):
            continue
        for child in one.children:
            verb = child.pos_ in tree.VERBAL
            deeper = clauses + (verb and any(c.dep_ in tree.SUBJECT for c in child.children))
            beside = verb and (child.dep_ in ("conj", "parataxis") or of_its_own(scene, child))
            if child.i > match.anchor.i and not beside and deeper < 2:
                todo.append((child, deeper))
    return sorted(found, key=lambda t: t.i)


def others(scene: Scene, match: Match, actors: list[Found], heads: Sequence[Token], asked: bool = False) -> list[Found]:
    """The parties among words that may stand on the other side of an act, in text order; who is quoted is none. Public
    and organised bodies, unless the place itself says that it is a side (`asked`)."""
    sentence = match.token.sent
    told = {s.id: s for i in range(sentence.start, sentence.end) for s in scene.told.get(i, ())}
    taken: list[Span] = [source for s in told.values() for source in s.sources]
    found: list[Found] = []
    for head in heads:
        mention = scene.mentions.get(head.i)
        known = mention is not None or head.i in scene.countries
        within = mention is not None and head.head != head and scene.mentions.get(head.head.i) is mention
        if not known or within or head.pos_ == "PRON" or head.i in scene.timed:
            continue
        for party in of_phrase(scene, head):
            if not any(party.span.overlaps(s) for s in taken) and opposed(scene, party, actors, asked):
                found.append(party)
                taken.append(party.span)
    return found


def opposed(scene: Scene, party: Found, actors: Sequence[Found], asked: bool = False) -> bool:
    """Is it another side than the actors': a public or organised body, none of theirs, not where it happened?"""
    token, words = party.token, scene.lexicon
    if stands_in(scene, party) or scenery(scene, party):
        return False
    known = party.political or party.igo or token.pos_ == "PROPN"
    if not (asked and known) and standing(scene, party) not in ("public", "organised"):
        return False
    case = tree.case_of(token)
    if words.has("prep_standing", case) or (token.i in scene.countries and words.has("prep_in", case)):
        return False
    if any(words.has("own", c.lower_) for c in token.lefts):
        return False
    return not any(alike(party, a) or a.token.is_ancestor(token) or token.is_ancestor(a.token) for a in actors)


def alike(one: Found, other: Found) -> bool:
    """Do two parties stand for one side: the same actor, or a state and its government?"""
    if one.span.overlaps(other.span) or (one.actor is not None and one.actor == other.actor):
        return True
    same = one.country is not None and one.country == other.country
    return same and (one.sovereign or other.sovereign or (one.state and other.state))


def judged_of(scene: Scene, match: Match) -> frozenset[str]:
    """The types of act that a verb's object names ("condemned the raid", "deplored what it called a massacre"); empty
    where it names none."""
    if match.kind != "verb":
        return frozenset()
    behind = [t for t in tree.subtree_of(match.token) if t.pos_ == "NOUN" and t.i > match.token.i]
    for token in sorted(behind, key=lambda t: t.i):
        rows = scene.lexicon.nouns.get(tree.lemma(token), ())
        types = frozenset(r.trigger.type for rest, r in rows if not rest)
        if scene.lexicon.has("ruling_word", tree.lemma(token)):
            types |= RULINGS
        if types:
            return types
    return frozenset()
