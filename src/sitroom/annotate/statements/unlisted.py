"""Sources that the actors stage knows nothing of: what they are, and who "I" is in words that somebody is quoted with.

The noun of "le clerc a appelé ..." or "her Chinese contacts insist" stands in no table. Whoever speaks is somebody,
though: a description that is the subject of the cue gets an actor of its own (`actors.sources.with_sources` makes it).

Deliberately not here: documents, and what stands behind "according to": there a register or an estimate will do.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitroom.annotate.prior import Prior
from sitroom.annotate.statements.drafts import Draft
from sitroom.annotate.statements.phrases import Phrase
from sitroom.annotate.statements.tree import Tree
from sitroom.model import ActorKind, Mention, Sourcing, Span, Statement

SPEAKS = ("subject", "inverted", "adjacent", "informant")  # how a source that must be somebody is found
WORDED = ("clause", "infinitive", "insert", "quote", "quoted", "as_quoted", "object")  # rules, "_position" or not
LONGEST = 12  # tokens
NOBODY = ("mute", "speechless", "time_noun", "speech_noun", "release", "nobody")


def owns(tree: Tree, mention: Mention, head: Span, span: Span) -> bool:
    """Is the mention only the possessor of the source's head, outside itself: "Kestria's news outlet Meridian"?"""
    behind = tree.line[mention.end - tree.block.section.start :][:2].replace("’", "'")
    inside = span.start <= mention.start and mention.end < head.start
    return inside and behind == "'s" and mention.form == "name"


def somebody(statement: Statement, draft: Draft, made: Sequence[Statement], prior: Prior) -> Statement:
    """A first person for who is quoted; a mark on a source that no actor is known for and that must be somebody."""
    tree = draft.source_tree or draft.tree
    statement = _named_inside(_nested_first_person(statement, made, prior, tree), prior, tree)
    if not statement.sources or statement.sources[0].actor is not None:
        return statement
    kind = _kind_of_unlisted(draft, tree, statement.sourcing)
    if kind is None:
        return statement
    marked = {"unlisted": kind, "called": _called(draft, tree)}
    return statement.model_copy(update={"detail": {**(statement.detail or {}), **marked}})


def _kind_of_unlisted(draft: Draft, tree: Tree, sourcing: Sourcing) -> ActorKind | None:
    """What a source without an actor is, by its article, number and capitals; None where it may be no actor at all."""
    source = draft.source
    if source is None or source.how not in SPEAKS or draft.rule.removesuffix("_position") not in WORDED:
        return None
    head, word = source.head, tree.grammar.word
    own = _words_of(source, tree)
    if not own or len(own) > LONGEST:
        return None
    if tree.lower[head] in word("one_of") and tree.pos[head] in ("PRON", "NUM", "ADJ", "DET", "NOUN"):
        return "anonymous"  # "l'une de ses adjointes", "one of the drivers", "le premier"
    if sourcing == "document" or tree.pos[head] not in ("NOUN", "PROPN"):
        return None
    if tree.lemma[head] in word("press_noun") and len(own) > 2:
        return "organisation"
    if any({tree.lemma[head], tree.lower[head]} & word(role) for role in NOBODY):
        return None
    first, plural = own[0], tree.morph(head, "Number") == "Plur"
    definite, owned = tree.lower[first] in word("definite"), tree.lower[first] in word("possessive")
    named = any(tree.words[t][:1].isupper() and (t == head or tree.pos[t] == "PROPN") for t in own if t > first)
    if named or sourcing == "organisation":
        return "person" if sourcing == "named" and first == head else "organisation"
    if tree.pos[first] != "DET" and not owned:
        return None  # "Réponse jugée indigente": a heading, or no phrase at all
    return "group" if plural else "person" if definite else "anonymous"


def _words_of(source: Phrase, tree: Tree) -> list[int]:
    """The tokens of a source, in order."""
    return [t for t in range(len(tree)) if source.start <= tree.begin[t] < source.end]


def _called(draft: Draft, tree: Tree) -> str:
    """The words of a source without its article, up to a comma or bracket."""
    assert draft.source is not None
    own = _words_of(draft.source, tree)
    small = tree.grammar.word("definite") | tree.grammar.word("possessive")
    start = own[1] if len(own) > 1 and (tree.pos[own[0]] == "DET" or tree.lower[own[0]] in small) else own[0]
    stop = next((t for t in own if t > start and tree.words[t] in (",", "(", "–", "—")), own[-1] + 1)
    return tree.line[tree.begin[start] : tree.end[stop - 1]].strip()


def _named_inside(statement: Statement, prior: Prior, tree: Tree) -> Statement:
    """ "The speaker of Parliament says President Dal has agreed": a description is not the person whom the report names
    for the first time in its own words."""
    actor = prior.actor(statement.sources[0].actor) if statement.sources else None
    if actor is None or actor.kind != "person":
        return statement
    source = statement.sources[0]
    named = [m for m in prior.mentions if m.actor == actor.id and m.form == "name"]
    first = min(named, key=lambda m: m.start, default=None)
    if first is None or first.start < source.end or not any(first.within(c) for c in statement.contents):
        return statement
    if tree.line[source.end - tree.block.section.start :].startswith(","):
        return statement  # "le commandant de la région, le général Osman Taha"
    return statement.model_copy(
        update={
            "sources": (source.model_copy(update={"actor": None}), *statement.sources[1:]),
            "sourcing": "anonymous",
            "detail": {**(statement.detail or {}), "resolved": "not who is first named in what is said"},
        }
    )


def _nested_first_person(statement: Statement, made: Sequence[Statement], prior: Prior, tree: Tree) -> Statement:
    """ "« Je lui ai dit de partir », raconte X": who is quoted says "I", where nothing else is known of it."""
    if not statement.sources or statement.sources[0].actor is not None or statement.within is None:
        return statement
    source = statement.sources[0]
    offset = tree.block.offset
    said = tree.line[source.start - offset : source.end - offset].lower().strip("-")
    outer = next((s for s in made if s.id == statement.within), None)
    first = tree.grammar.word("first_person") - tree.grammar.word("somebody")
    if outer is None or not outer.sources or said not in first:
        return statement
    actor = prior.actor(outer.sources[0].actor)
    if actor is None:
        return statement
    return statement.model_copy(
        update={
            "sources": (source.model_copy(update={"actor": actor.id}), *statement.sources[1:]),
            "sourcing": outer.sourcing,
            "detail": {**(statement.detail or {}), "resolved": "who is quoted"},
        }
    )
