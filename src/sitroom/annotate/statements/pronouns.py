"""Pronouns as sources: never whom their own content speaks of, never the one who asked."""

from __future__ import annotations

from sitroom.annotate.prior import Prior
from sitroom.annotate.statements.drafts import Draft
from sitroom.model import Sourcing, Statement

OF_ACTOR: dict[str, Sourcing] = {
    "person": "named", "anonymous": "anonymous",
    "organisation": "organisation", "state": "organisation", "group": "group",
}  # fmt: skip


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


def _human(prior: Prior, id: str | None) -> bool:
    actor = prior.actor(id)
    return actor is not None and actor.kind in ("person", "anonymous")
