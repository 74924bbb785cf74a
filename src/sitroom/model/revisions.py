"""What becomes of a report after it was published: its revisions, what changed, and what people put right."""

from __future__ import annotations

from typing import Literal

from sitroom.model.base import Span, Value

NoticeKind = Literal["update", "correction", "retraction"]
TextKind = Literal["added", "removed", "changed", "moved"]
MeaningKind = Literal[
    "headline_changed", "headline_softened", "headline_hardened",
    "notice_added", "notice_removed",
    "statement_added", "statement_removed", "statement_reworded",
    "source_changed", "source_named", "source_anonymised", "statement_modality_changed",
    "event_added", "event_removed", "event_modality_changed", "event_parties_changed", "event_date_changed",
    "event_type_changed", "number_changed",
]  # fmt: skip
TargetKind = Literal["report", "statement", "event", "actor", "section", "same"]


class Notice(Span):
    """The characters in which a report says of itself that it was changed. `rule` is the pattern that fits."""

    kind: NoticeKind
    rule: str


class Revision(Value):
    """One text of a report. `number` counts from 1 in the order of publication; `current` is the one that counts.

    why     what says that it is the same report ("the same address ..."), None for the first
    notice  what the text says of itself: update, correction, retraction
    added   when the room took it in (ISO 8601, UTC)
    """

    report: str
    number: int
    current: bool
    title: str | None
    published: str | None
    updated: str | None
    added: str
    why: str | None = None
    notice: NoticeKind | None = None


class WordChange(Value):
    """Characters of the old text that became characters of the new one; either may be empty (start = end)."""

    old: Span
    new: Span


class TextChange(Value):
    """Lines that changed. Spans are into the old and the new text; None on the side that has no such line.

    words   within a changed line: what was replaced, on both sides
    section what the line is (kind of the new line, or of the old one where there is no new)
    """

    kind: TextKind
    old: Span | None
    new: Span | None
    section: str
    words: tuple[WordChange, ...] = ()


class MeaningChange(Value):
    """One change of what the report says.

    before, after      for people: the words, the name, the number on either side
    old, new           the characters they rest on in the old and the new text
    old_id, new_id     the statement or event concerned, on either side
    """

    kind: MeaningKind
    before: str | None = None
    after: str | None = None
    old: Span | None = None
    new: Span | None = None
    old_id: str | None = None
    new_id: str | None = None


class Correction(Value):
    """What a person put right; it wins over what the machine says. `undone`: when it was taken back.

    report      id of the report it was made on; None for one that holds in the whole room (`same`)
    start, end  the characters it speaks of, in that report's text; `quote` are these characters
    field       what is put right: source, wrong, date, kind, published ...; value: what it is, "" for `wrong`
    standing    do the characters still stand in the present text? None: it holds in the whole room
    """

    number: int
    report: str | None
    target: TargetKind
    start: int | None
    end: int | None
    quote: str
    field: str
    value: str
    by: str
    at: str
    undone: str | None = None
    standing: bool | None = None


class Changes(Value):
    """Everything that differs between two texts of a report.

    lost_statements, lost_events  ids in the old text of what no longer stands as it was
    corrections                   corrections by people whose characters are gone from the new text
    """

    old: str
    new: str
    similarity: float
    text: tuple[TextChange, ...]
    meaning: tuple[MeaningChange, ...]
    lost_statements: tuple[str, ...] = ()
    lost_events: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()


class Problem(Value):
    """Something wrong with a room, in words, and what to do about it."""

    what: str
    remedy: str
    report: str | None = None
