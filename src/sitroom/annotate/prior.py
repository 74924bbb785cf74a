"""What earlier stages found, handed on as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sitroom.model import Actor, Mention, Section, Span, Statement, Timex, Toponym


@dataclass(frozen=True, slots=True)
class Prior:
    """Annotations so far. A stage reads what stands before it and returns its own values; it never edits this.

    published   the report's publication date or date and time, ISO 8601, or None
    outlet      who published it, or None
    mentions    named and nominal mentions, in text order; `references` are pronouns
    known       (name, actor key) of persons whom other reports of the room name in full
    rosters     files of the user's with holders of offices, the later over the earlier
    """

    published: str | None = None
    outlet: str | None = None
    sections: tuple[Section, ...] = ()
    times: tuple[Timex, ...] = ()
    places: tuple[Toponym, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    references: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    rosters: tuple[Path, ...] = ()
    known: tuple[tuple[str, str], ...] = ()

    def actor(self, id: str | None) -> Actor | None:
        """The actor with this id, or None."""
        return next((a for a in self.actors if a.id == id), None)

    def mention_at(self, span: Span) -> Mention | None:
        """The mention or pronoun that overlaps `span` most (ties: the longer, then the earlier), or None."""
        start, end = span.start, span.end
        touching = [m for m in (*self.mentions, *self.references) if m.start < end and start < m.end]

        def fit(m: Mention) -> tuple[int, int, int]:
            return (min(m.end, span.end) - max(m.start, span.start), m.end - m.start, -m.start)

        return max(touching, key=fit, default=None)
