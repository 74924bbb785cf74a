"""The text of a report cut into pieces that carry what was found in them, for the board.

Markup nests badly with overlapping spans, so each line becomes a flat run of pieces; a piece knows the statement
it is content of (the innermost), whether it is source or cue, which event it triggers, and whether it is asked for.
Pieces hold plain text: the template escapes it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sitroom.model import Dossier, Section, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters with the same marks. `anchors` are ids that begin here."""

    text: str
    start: int
    classes: str = ""
    statement: str | None = None
    event: str | None = None
    repaired: str | None = None
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One section of the text, cut into pieces."""

    section: Section
    pieces: tuple[Piece, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch: `layer` is content, source, cue, trigger, repaired or wanted."""

    start: int
    end: int
    layer: str
    id: str
    style: str = ""


def mark_lines(dossier: Dossier, wanted: Sequence[Span] = ()) -> tuple[Line, ...]:
    """Every section with its pieces, in text order. `wanted` spans get the class `wanted` and the anchor `at`."""
    marks = sorted(_marks(dossier, wanted), key=lambda m: (m.start, m.end, m.layer, m.id))
    homes = _anchors(marks, wanted)
    lines = []
    for section in dossier.sections:
        here = [m for m in marks if m.start < section.end and section.start < m.end]
        lines.append(Line(section, tuple(_pieces(dossier.text, section, here, homes))))
    return tuple(lines)


def _anchors(marks: Sequence[Mark], wanted: Sequence[Span]) -> dict[int, tuple[str, ...]]:
    """Position -> ids that begin there. An id must be unique on a page: the first place of each wins."""
    first: dict[str, int] = {"at": min(w.start for w in wanted)} if wanted else {}
    for m in marks:
        if m.layer in ("content", "trigger"):
            first.setdefault(f"t-{m.id}", m.start)
    homes: dict[int, tuple[str, ...]] = {}
    for name, position in sorted(first.items()):
        homes[position] = (*homes.get(position, ()), name)
    return homes


def _marks(d: Dossier, wanted: Sequence[Span]) -> Iterable[Mark]:
    for s in d.statements:
        for c in s.contents:
            yield Mark(c.start, c.end, "content", s.id, f"said {s.kind}")
        for r in s.sources:
            yield Mark(r.start, r.end, "source", s.id, "source")
        if s.cue:
            yield Mark(s.cue.start, s.cue.end, "cue", s.id, "cue")
    for e in d.events:
        for m in e.mentions:
            yield Mark(m.trigger_start, m.trigger_end, "trigger", e.id, "trigger")
    for mention in d.mentions:
        if mention.repaired:
            yield Mark(mention.start, mention.end, "repaired", mention.repaired.to, "repaired")
    for w in wanted:
        yield Mark(w.start, w.end, "wanted", "", "wanted")


def _pieces(text: str, section: Section, marks: Sequence[Mark], homes: dict[int, tuple[str, ...]]) -> Iterable[Piece]:
    cuts = {section.start, section.end}
    cuts |= {p for m in marks for p in (m.start, m.end) if section.start < p < section.end}
    bounds = sorted(cuts)
    for start, end in itertools.pairwise(bounds):
        over = [m for m in marks if m.start <= start and end <= m.end]
        inner = min((m for m in over if m.layer == "content"), key=lambda m: m.end - m.start, default=None)
        trigger = next((m for m in over if m.layer == "trigger"), None)
        repaired = next((m.id for m in over if m.layer == "repaired"), None)
        styles = sorted({word for m in over for word in m.style.split() if m.layer != "content" or m is inner})
        yield Piece(
            text=text[start:end],
            start=start,
            classes=" ".join(styles),
            statement=inner.id if inner else next((m.id for m in over if m.layer in ("source", "cue")), None),
            event=trigger.id if trigger else None,
            repaired=repaired,
            anchors=homes.get(start, ()),
        )
