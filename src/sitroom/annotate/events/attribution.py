"""On whose word: the statement an act is told in, and whether telling it is the act itself.

"We will not take part", said by a minister, is a REJECT of that minister: the saying is the act, so it is asserted
where the
report itself quotes it, and attributed only when somebody else tells of the saying.
"""

from __future__ import annotations

from sitroom.annotate.events.parties import Found
from sitroom.annotate.events.scene import Scene
from sitroom.model import Span, Statement

# Types that are done by saying something.
VERBAL = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})


def enclosing(scene: Scene, trigger: Span) -> Statement | None:
    """The innermost statement whose content holds the trigger and whose cue does not."""
    holding = [
        s for s in scene.around(trigger) if not (s.cue and s.cue.overlaps(trigger))
    ]  # fmt: skip
    return holding[-1] if holding else None


def speaker_acts(scene: Scene, statement: Statement, actors: list[Found]) -> bool:
    """Is a source of the statement one of the actors, or of their country?"""
    for source in statement.sources:
        found = scene.actors.get(source.actor) if source.actor else None
        country = found.country if found else None
        for actor in actors:
            if actor.actor is not None and actor.actor == source.actor:
                return True
            if country is not None and actor.country == country:
                return True
    return False


def attribute(scene: Scene, type: str, trigger: Span, actors: list[Found]) -> Statement | None:
    """The statement an act rests on; None where the report tells of it in its own words."""
    statement = enclosing(scene, trigger)
    if statement is not None and type in VERBAL and speaker_acts(scene, statement, actors):
        return next((s for s in scene.prior.statements if s.id == statement.within), None)
    return statement
