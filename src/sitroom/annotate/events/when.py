"""When and where an act took place: the time and place expressions of its clause, taken from earlier stages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.scene import Scene
from sitroom.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

DAY = re.compile(r"^(\d{4}(?:-\d{2}(?:-\d{2})?|-W\d{2})?)")


def date_of(scene: Scene, token: Token, anchor: Token, own: bool = False) -> str | None:
    """ISO 8601 date of the time expression nearest to an act in its clause, else in the clauses that carry it on
    ("on Monday X met Y and urged ..."); None where there is none. With `own` only below the act's own word.

    Times inside a relative or adverbial clause below belong to that clause.
    """
    if own:
        return nearest_date(scene, token, token, clause_tokens(token))
    clause = tree.clause_of(anchor)
    day = nearest_date(scene, token, anchor, clause_tokens(clause if clause.pos_ in tree.VERBAL else token))
    for _ in range(3):
        shared = clause.dep_ in ("conj", "xcomp") or (clause.dep_ in ("advcl", "acl") and not finite(clause))
        if day is not None or not shared or clause.head is clause:
            return day
        clause = tree.clause_of(clause.head)
        day = nearest_date(scene, token, anchor, clause_tokens(clause))
    return day


def finite(verb: Token) -> bool:
    """Has the verb a tense of its own?"""
    return "Fin" in verb.morph.get("VerbForm", []) or any(c.dep_.startswith("aux") for c in verb.children)


def nearest_date(scene: Scene, token: Token, anchor: Token, inside: set[int]) -> str | None:
    """The date nearest to a word among the time expressions of a clause."""
    near: list[tuple[int, str]] = []
    for time in scene.times:
        tokens = scene.block.tokens(time)
        if tokens is None or time.value is None or time.type not in ("DATE", "TIME"):
            continue
        day = DAY.match(time.value)
        if day is None or not any(t.i in inside for t in tokens):
            continue
        own = any(t.is_ancestor(tokens[0]) for t in (token,)) if token is not anchor else False
        near.append((0 if own else 1 + abs(tokens[0].i - token.i), day.group(1)))
    return min(near)[1] if near else None


def clause_tokens(root: Token) -> set[int]:
    """Token indices of a clause without the finite clauses below it."""
    stop = frozenset({"relcl", "acl:relcl", "advcl", "ccomp", "conj", "parataxis"})
    return {t.i for t in tree.subtree_of(root, stop)} | {
        c.i for c in root.children if c.dep_ == "conj" and c.pos_ not in tree.VERBAL
    }


def place_of(scene: Scene, token: Token, anchor: Token, avoid: tuple[Span, ...]) -> str | None:
    """Name of the place an act's own prepositional phrases put it in; None where they name none or it is a party."""
    for word in (token, anchor):
        for preposition, head in tree.obliques(word):
            if not scene.lexicon.has("prep_in", preposition):
                continue
            for below in tree.subtree_of(head, frozenset({"relcl", "acl:relcl", "acl", "conj"})):
                for toponym in scene.places:
                    here = scene.block.span(below).within(toponym)
                    if here and toponym.use == "literal" and not any(toponym.within(s) for s in avoid):
                        return toponym.name
    return None
