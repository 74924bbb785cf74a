"""Pronouns as sources: never whom their own content speaks of, never the one who asked."""

from __future__ import annotations

from sitroom.annotate.prior import Prior
from sitroom.annotate.statements.drafts import Draft
from sitroom.annotate.statements.phrases import Phrase
from sitroom.annotate.statements.tree import Tree
from sitroom.model import Ref, Sourcing, Statement

OF_ACTOR: dict[str, Sourcing] = {
    "person": "named", "anonymous": "anonymous",
    "organisation": "organisation", "state": "organisation", "group": "group",
}  # fmt: skip

SHORT = 5  # tokens of a description; statements back that it looks
LATELY = 4  # written statements back that a body, rather than a person, is looked for
WRITTEN = ("statement", "joint statement", "letter", "report", "social network")


def not_spoken_of(statement: Statement, draft: Draft, made: list[Statement], prior: Prior) -> Statement:
    """A pronoun never stands for whom its own content speaks of, nor for whom it answers ("Interrogé par X, il").

    Such a pronoun goes to the last person who spoke before; to nobody when there is none.
    """
    tree = draft.source_tree or draft.tree
    if not statement.sources or draft.source is None or statement.sources[0].actor is None:
        return statement
    source = statement.sources[0]
    if tree.line[draft.source.start : draft.source.end].lower().strip("-") not in tree.grammar.word("third_person"):
        return statement
    line = tree.block.section
    here = [m for m in prior.mentions if m.actor == source.actor and m.end <= source.start]
    nearest = here[-1] if here else None
    if nearest is None or nearest.start < line.start:
        return statement
    start = max(line.start, nearest.start - 12)
    ahead = tree.line[start - line.start : nearest.start - line.start].lower().split()
    asked = bool({*ahead[-2:]} & tree.grammar.word("agent_marker")) and source.start - nearest.end < 4
    if not asked and not any(nearest.within(c) for c in statement.contents):
        return statement
    people = [s.sources[0] for s in made if s.sources and s.sources[0].actor and s.within is None]
    people = [r for r in people if r.actor != source.actor and _human(prior, r.actor)]
    actor = people[-1].actor if people else None
    note = "the speaker before" if actor else "not whom it speaks of"
    return statement.model_copy(
        update={
            "sources": (source.model_copy(update={"actor": actor}), *statement.sources[1:]),
            "sourcing": OF_ACTOR[prior.actor(actor).kind] if actor else "anonymous",  # type: ignore[union-attr]
            "detail": {**(statement.detail or {}), "resolved": note},
        }
    )


def body_of(draft: Draft, tree: Tree, source: Ref, prior: Prior) -> Ref:
    """ "fait-on savoir à la préfecture", "à la préfecture, on assure": the pronoun stays the source, the body named
    behind the cue, or at the head of the sentence, is its actor."""
    words = tree.grammar.word("somebody")
    if draft.source is None or draft.cue is None:
        return source
    if tree.line[draft.source.start : draft.source.end].lower().strip("-") not in words:
        return source
    stop = next((t for t in range(draft.cue[1] + 1, len(tree)) if tree.words[t] in ",.;:"), len(tree)) - 1
    body = _named_within(tree, draft.cue[1] + 1, stop, prior)
    if body is None:
        first = tree.sentences[tree.sentence[draft.source.head]][0]
        while first < draft.source.head and (tree.punct(first) or tree.pos[first] in ("ADV", "CCONJ")):
            first += 1
        ahead = [t for t in range(first, draft.source.head) if tree.begin[t] < draft.source.start]
        if ahead and tree.pos[ahead[0]] == "ADP" and not any(tree.pos[t] in ("VERB", "AUX") for t in ahead):
            body = _named_within(tree, ahead[0], ahead[-1], prior)
    return source.model_copy(update={"actor": body}) if body else source


def author_of(draft: Draft, tree: Tree, source: Ref, made: list[Statement], prior: Prior) -> str | None:
    """Who wrote "the statement", "le communiqué": whoever the report said spoke in one before, or the last document's
    author; None for a document that is new or says whose it is."""
    if draft.source is None or tree.lemma[draft.source.head] not in tree.grammar.word("release"):
        return None
    issuer = _issuer(draft.source, tree, prior)
    if issuer is not None:
        return issuer
    definite = [t for t in range(draft.source.head) if tree.begin[t] >= draft.source.start]
    if not definite or tree.lower[definite[0]] not in tree.grammar.word("definite"):
        return None
    told = [s for s in reversed(made) if s.sources and s.sources[0].actor]
    told = [s for s in told if s.venue in WRITTEN or s.sourcing == "document"]
    bodies = [s for s in told[:LATELY] if not _human(prior, s.sources[0].actor)]
    return next((s.sources[0].actor for s in (*bodies, *told)), None)


def _issuer(source: Phrase, tree: Tree, prior: Prior) -> str | None:
    """ "a police statement": the body that the words before the noun name elsewhere in the report."""
    first = next((t for t in range(len(tree)) if tree.begin[t] >= source.start), source.head)
    first += tree.pos[first] == "DET"
    if not tree.grammar.word("compounding") or first >= source.head:
        return None
    words = tree.line[tree.begin[first] : tree.end[source.head - 1]].lower()
    offset, text = tree.block.offset, tree.block.doc.text
    named = {a.id for a in prior.actors if words in (a.name.lower(), *(n.lower() for n in a.aliases))}
    here: list[str | None] = [m.actor for m in prior.mentions if m.actor in named] or [
        m.actor for m in prior.mentions
        if 0 <= m.start - offset < len(text) and text[m.start - offset : m.end - offset].lower() == words
    ]  # fmt: skip
    return next((a for a in here if a is not None and not _human(prior, a)), None)


def described(draft: Draft, tree: Tree, made: list[Statement], prior: Prior) -> str | None:
    """ "the 47-year-old", "le glaciologue": a person by the noun's ending, whom no table knows: who spoke last."""
    source = draft.source
    if source is None or tree.morph(source.head, "Number") == "Plur":
        return None
    first = next((t for t in range(len(tree)) if tree.begin[t] >= source.start), source.head)
    if tree.lemma[source.head] in tree.grammar.word("press_noun") and source.head == first + 1:
        press = [s.sources[0].actor for s in made[-LATELY:] if s.sources and s.sourcing == "organisation"]
        return press[-1] if press else None  # "le site" behind "le site d'information Tazama"
    said = tree.line[source.start : source.end].lower()
    endings = tuple(tree.grammar.word("human_ending"))
    short = source.head - first <= SHORT and tree.lower[first] in tree.grammar.word("definite")
    if not short or not endings or not said.endswith(endings):
        return None
    lately = [s.sources[0].actor for s in made[-SHORT:] if s.sources and _human(prior, s.sources[0].actor)]
    return lately[-1] if lately else None


def spoken_last(draft: Draft, tree: Tree, made: list[Statement], prior: Prior) -> str | None:
    """ "À l'en croire", and a pronoun behind a quotation of which nothing else is known ("..., a-t-elle ajouté"):
    whoever spoke last."""
    if draft.source is None:
        return None
    said = tree.line[draft.source.start : draft.source.end].lower().strip("-")
    goes_on = draft.source.how == "inverted" and said in tree.grammar.word("third_person")
    known = [m for m in prior.references if m.actor and m.start == tree.block.offset + draft.source.start]
    if draft.source.how != "clitic" and (not goes_on or known):
        return None
    lately = [s.sources[0].actor for s in made[-1:] if s.sources and _human(prior, s.sources[0].actor)]
    return lately[-1] if lately else None


def _named_within(tree: Tree, first: int, last: int, prior: Prior) -> str | None:
    """The actor of the first body mentioned in tokens `first` to `last`."""
    if last < first or last >= len(tree):
        return None
    span = tree.block.chars(tree.begin[first], tree.end[last])
    return next((m.actor for m in prior.mentions if m.within(span) and m.actor), None)


def _human(prior: Prior, id: str | None) -> bool:
    actor = prior.actor(id)
    return actor is not None and actor.kind in ("person", "anonymous")
