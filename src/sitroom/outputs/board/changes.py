"""Two texts of a report as one: every line of the new text, with what was taken out and put in."""

from __future__ import annotations

from dataclasses import dataclass

from sitroom.model import Changes, Dossier, TextChange

Piece = tuple[str, str]  # old, new or same, and the characters


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One line: same, added, removed, changed, moved; and its pieces in order."""

    kind: str
    pieces: tuple[Piece, ...]


def changed_lines(changes: Changes, old: Dossier, new: Dossier) -> list[ChangedLine]:
    """The lines of the new text, those that were taken out before the line that followed them."""
    starts = {c.new.start: c for c in changes.text if c.new is not None}
    before: dict[int, list[ChangedLine]] = {}
    waiting: list[ChangedLine] = []
    for change in changes.text:
        if change.new is None and change.old is not None:
            waiting.append(ChangedLine("removed", (("old", change.old.of(old.text)),)))
        elif change.new is not None and waiting:
            before[change.new.start] = waiting
            waiting = []
    found: list[ChangedLine] = []
    at = 0
    for line in new.text.split("\n"):
        start = at + len(line) - len(line.lstrip())
        at += len(line) + 1
        if not line.strip():
            continue
        found += before.get(start, ())
        change_here = starts.get(start)
        if change_here is None:
            found.append(ChangedLine("same", (("same", line.strip()),)))
        else:
            found.append(ChangedLine(change_here.kind, pieces_of(change_here, old.text, new.text)))
    return found + waiting


def pieces_of(change: TextChange, old: str, new: str) -> tuple[Piece, ...]:
    """A line as pieces."""
    assert change.new is not None
    if change.kind != "changed":
        return (("new" if change.kind == "added" else "same", change.new.of(new)),)
    found: list[Piece] = []
    at = change.new.start
    for word in change.words:
        found.append(("same", new[at : word.new.start]))
        found.append(("old", word.old.of(old)))
        found.append(("new", word.new.of(new)))
        at = word.new.end
    found.append(("same", new[at : change.new.end]))
    return tuple(piece for piece in found if piece[1])
