"""What lies below a verb of promise, refusal, demand or threat and is no event of its own.

Deliberately not here: which verbs swallow (events.toml) and what a verb takes over of its objects (drafts.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.lexicon import Lexicon
from sitroom.annotate.events.match import Match

if TYPE_CHECKING:
    from spacy.tokens import Token


def before_it(clause: Token, verb: Token) -> bool:
    """A clause with a subject of its own that ends before the verb's subject: coordinated, whatever the parser says
    ("X expels two diplomats, Y vows reply")."""
    own = [c for c in clause.children if c.dep_ in tree.SUBJECT]
    others = [c.i for c in verb.children if c.dep_ in tree.SUBJECT]
    return bool(own) and bool(others) and clause.i < min(others)


def swallowed(match: Match, lexicon: Lexicon) -> set[int]:
    """Tokens below a verb of promise, refusal, demand or threat: acts named there did not happen.

    Clauses that only tell when or why ("after the raid", "following ...") and relative clauses are left out.
    """
    found: set[int] = set()
    stop = frozenset({"relcl", "acl:relcl", "parataxis"})
    roots = [t for t in tree.complements(match.token) if not before_it(t, match.token)] + tree.objects(match.token)
    roots += [h for p, h in tree.obliques(match.token) if not lexicon.has("prep_time", p)]
    if match.verb is not None:
        roots += tree.complements(match.verb)

    def enters(_: Token, child: Token) -> bool:
        time = child.dep_ == "prep" and lexicon.has("prep_time", child.lower_)
        time = time or (child.dep_ in tree.OBLIQUE and lexicon.has("prep_time", tree.cases(child)))
        aside = child.dep_ == "advcl" and not any(c.dep_ == "aux" and c.tag_ == "TO" for c in child.children)
        aside = aside or tree.is_gerund(child) or (child.dep_ == "conj" and tree.goes_on(child, child.head))
        return child.dep_ not in stop and not time and not aside

    for root in roots:
        found |= {t.i for t in tree.walk(root, enters)}
    found.discard(match.token.i)
    return found
