"""What changed between two texts of one report, as meaning: headline, statements, sources, events, numbers, notices.

What a reader must know first comes first: notices, the headline, numbers, sources; then what came and went.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sitroom.lang.words import words
from sitroom.model import (
    Changes,
    Correction,
    Dossier,
    Event,
    MeaningChange,
    Party,
    Ref,
    Span,
    Statement,
    TextChange,
    on_one_line,
)
from sitroom.situation.changes import likeness, norm, similarity, text_changes
from sitroom.situation.features import NUMBER, number_of
from sitroom.situation.neutral import find_phrases
from sitroom.situation.notices import notices_of

T = TypeVar("T", Statement, Event)

SHOWN = 300  # characters of a statement or clause that are shown
SAME_WORDS = 0.6  # likeness from which two statements are one that was reworded
SAME_CLAUSE = 0.5  # the same, for the clauses of two events
RANKS = {"asserted": 3, "attributed": 2, "planned": 1, "conditional": 1, "denied": 0}


def compare(old: Dossier, new: Dossier, corrections: Sequence[Correction] = ()) -> Changes:
    """Everything that differs between two texts of a report; `corrections` are those that no longer stand."""
    text = text_changes(old, new)
    said, lost_statements = statement_changes(old, new)
    done, lost_events = event_changes(old, new)
    meaning = (*notice_changes(old, new), *headline_changes(old, new), *number_changes(old, new, text), *said, *done)
    return Changes(
        old=old.report.id,
        new=new.report.id,
        similarity=similarity(old.text, new.text),
        text=text,
        meaning=meaning,
        lost_statements=lost_statements,
        lost_events=lost_events,
        corrections=tuple(corrections),
    )


def change(kind: str, old: tuple[str | None, Span | None, str | None] | None,
           new: tuple[str | None, Span | None, str | None] | None) -> MeaningChange:  # fmt: skip
    """A change from its two sides, each (words, characters, id)."""
    sides: dict[str, Any] = {"kind": kind}
    for side, names in ((old, ("before", "old", "old_id")), (new, ("after", "new", "new_id"))):
        words_, span, id = side or (None, None, None)
        shown = None if words_ is None else on_one_line(words_, SHOWN)
        bare = Span(start=span.start, end=span.end) if span is not None else None
        sides |= dict(zip(names, (shown, bare, id), strict=True))
    return MeaningChange.model_validate(sides)


def notice_changes(old: Dossier, new: Dossier) -> list[MeaningChange]:
    """Notices of update, correction, retraction that came or went."""
    before = {norm(n.of(old.text)): n for n in notices_of(old)}
    after = {norm(n.of(new.text)): n for n in notices_of(new)}
    found = [change("notice_added", None, (n.of(new.text), n, n.kind)) for w, n in after.items() if w not in before]
    return found + [
        change("notice_removed", (n.of(old.text), n, n.kind), None) for w, n in before.items() if w not in after
    ]


def headline_changes(old: Dossier, new: Dossier) -> list[MeaningChange]:
    """The headline: other words, and whether it now says the thing less or more surely."""
    before, after = headline_of(old), headline_of(new)
    if before is None or after is None or norm(before[0]).casefold() == norm(after[0]).casefold():
        return []
    ranks = [certainty(d, side) for d, side in ((old, before), (new, after))]
    kind = "headline_changed"
    withdrawn = any(n.kind == "retraction" for d in (old, new) for n in notices_of(d))  # its title is no news
    if None not in ranks and ranks[0] != ranks[1] and not withdrawn:
        kind = "headline_softened" if (ranks[1] or 0) < (ranks[0] or 0) else "headline_hardened"
    return [change(kind, (*before, None), (*after, None))]


def headline_of(dossier: Dossier) -> tuple[str, Span | None] | None:
    """The headline's words and characters."""
    first = next((s for s in dossier.sections if s.kind == "headline"), None)
    body = next((s for s in dossier.sections if s.kind == "body"), None)
    if first is not None and (body is None or first.start < body.start):
        return first.of(dossier.text), first
    return (dossier.report.title, None) if dossier.report.title else None


def certainty(dossier: Dossier, headline: tuple[str, Span | None]) -> int | None:
    """How surely a headline says what it says: asserted 3, on a source's word 2, conditional or asking 1, denied 0.

    None where nothing was read in it: then nothing can be said about its change.
    """
    text, span = headline
    if text.rstrip(" \"'»”").endswith("?"):
        return 1
    if span is None:
        return None
    ranks = [RANKS[e.modality] for e in dossier.events if any(Span.overlaps(m, span) for m in e.mentions)]
    said = [s for s in dossier.statements if any(c.overlaps(span) for c in s.contents)]
    ranks += [min(2, RANKS[s.modality]) for s in said]
    return min(ranks, default=3 if text else None)


def number_changes(old: Dossier, new: Dossier, text: Sequence[TextChange]) -> list[MeaningChange]:
    """Numbers that stand in place of others in a line that is otherwise the same."""
    found = []
    for line in text:
        for word in line.words if line.kind == "changed" else ():
            before, after = numbers_in(old, word.old), numbers_in(new, word.new)
            if len(before) == len(after):
                pairs = zip(before, after, strict=True)
                found += [
                    change("number_changed", (a.of(old.text), a, None), (b.of(new.text), b, None))
                    for (x, a), (y, b) in pairs
                    if x != y
                ]
    return found


def numbers_in(dossier: Dossier, span: Span) -> list[tuple[str, Span]]:
    """Numbers in figures or words within these characters, each with how it is written in every language."""
    part = span.of(dossier.text)
    found = {m.start(): (number_of(m.group()), m.end()) for m in NUMBER.finditer(part)}
    for start, end, anchor in find_phrases(words(part), dossier.report.language):
        if anchor.startswith("#"):
            found.setdefault(start, (anchor[1:], end))
    return [
        (value, Span(start=span.start + start, end=span.start + end)) for start, (value, end) in sorted(found.items())
    ]


def statement_changes(old: Dossier, new: Dossier) -> tuple[list[MeaningChange], tuple[str, ...]]:
    """Statements added, removed, reworded, with another source or modality; ids of the old ones that are gone."""
    pairs = matched(
        old.statements, new.statements, lambda s: words_of(s, old), lambda s: words_of(s, new), SAME_WORDS,
        lambda a, b: 0.1 * (names_of(a.sources, old) == names_of(b.sources, new)),
    )  # fmt: skip
    found: list[MeaningChange] = []
    lost: list[str] = []
    for before, after in pairs:
        if before is None and after is not None:
            found.append(change("statement_added", None, side_of(after, new)))
        elif after is None and before is not None:
            found.append(change("statement_removed", side_of(before, old), None))
            lost.append(before.id)
        elif before is not None and after is not None:
            differences = [*source_change(before, after, old, new), *wording_change(before, after, old, new)]
            found += differences
            lost += [before.id] * bool(differences)
    return found, tuple(lost)


def wording_change(before: Statement, after: Statement, old: Dossier, new: Dossier) -> list[MeaningChange]:
    """Other words for one statement, or the same words now denied, conditional ..."""
    found = []
    if norm(words_of(before, old)).casefold() != norm(words_of(after, new)).casefold():
        found.append(change("statement_reworded", side_of(before, old), side_of(after, new)))
    if before.modality != after.modality:
        sides = [(s.modality, side_of(s, d)[1], s.id) for s, d in ((before, old), (after, new))]
        found.append(change("statement_modality_changed", sides[0], sides[1]))
    return found


def source_change(before: Statement, after: Statement, old: Dossier, new: Dossier) -> list[MeaningChange]:
    """Another source for the same words; most telling when a name goes or comes."""
    names = [names_of(before.sources, old), names_of(after.sources, new)]
    nameless = [s.sourcing in ("anonymous", "unattributed") for s in (before, after)]
    if nameless[0] == nameless[1] and (names[0] == names[1] or likeness(*map(shown, names)) >= 1.0):
        return []
    kind = "source_changed"
    if nameless[0] != nameless[1]:
        kind = "source_anonymised" if nameless[1] else "source_named"
    spans = [next(iter(s.sources), None) or side_of(s, d)[1] for s, d in ((before, old), (after, new))]
    return [change(kind, (shown(names[0]), spans[0], before.id), (shown(names[1]), spans[1], after.id))]


def shown(names: tuple[str, ...]) -> str:
    """Names for people."""
    return ", ".join(names)


def event_changes(old: Dossier, new: Dossier) -> tuple[list[MeaningChange], tuple[str, ...]]:
    """Events added or removed, or told with another type, modality, party or date; ids of the old ones concerned."""
    pairs = matched(
        old.events, new.events, lambda e: clause_of(e, old), lambda e: clause_of(e, new), SAME_CLAUSE,
        lambda a, b: 0.3 * (a.type == b.type) - 0.3 * (a.type != b.type),
    )  # fmt: skip
    found: list[MeaningChange] = []
    lost: list[str] = []
    for before, after in pairs:
        if before is None and after is not None:
            found.append(change("event_added", None, (told(after, new), extent(after), after.id)))
        elif after is None and before is not None:
            found.append(change("event_removed", (told(before, old), extent(before), before.id), None))
            lost.append(before.id)
        elif before is not None and after is not None:
            values = [
                ("event_type_changed", before.type, after.type),
                ("event_modality_changed", before.modality, after.modality),
                ("event_date_changed", before.date, after.date),
                ("event_parties_changed", parties_of(before, old), parties_of(after, new)),
            ]
            differences = [
                change(kind, (x, extent(before), before.id), (y, extent(after), after.id))
                for kind, x, y in values
                if x != y
            ]
            found += differences
            lost += [before.id] * bool(differences)
    return found, tuple(lost)


def matched(
    left: Sequence[T], right: Sequence[T], words_left: Callable[[T], str], words_right: Callable[[T], str],
    bar: float, extra: Callable[[T, T], float],
) -> list[tuple[T | None, T | None]]:  # fmt: skip
    """Pairs of what is one thing on both sides, the same words first, then the most alike; None where it is missing."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    a, b = [norm(words_left(x)) for x in left], [norm(words_right(x)) for x in right]
    places: dict[str, list[int]] = {}
    for j, text in enumerate(b):
        places.setdefault(text, []).append(j)
    for i, text in enumerate(a):
        free = [j for j in places.get(text, ()) if j not in taken]
        if free and text:
            best = max(free, key=lambda j: (extra(left[i], right[j]), -j))
            pairs[i] = best
            taken.add(best)
    rest = [(i, j) for i in range(len(a)) if i not in pairs for j in range(len(b)) if j not in taken]
    scored = sorted(((likeness(a[i], b[j]) + extra(left[i], right[j]), -i, -j) for i, j in rest[:40_000]), reverse=True)
    for score, i, j in scored:
        if score < bar:
            break
        if -i not in pairs and -j not in taken:
            pairs[-i] = -j
            taken.add(-j)
    both: list[tuple[T | None, T | None]] = [
        (x, right[pairs[i]] if i in pairs else None) for i, x in enumerate(left)
    ]  # fmt: skip
    return both + [(None, y) for j, y in enumerate(right) if j not in taken]


def words_of(statement: Statement, dossier: Dossier) -> str:
    """A statement's content."""
    return " … ".join(span.of(dossier.text) for span in statement.contents)


def side_of(statement: Statement, dossier: Dossier) -> tuple[str, Span | None, str]:
    """A statement for people: who said what, where."""
    who = shown(names_of(statement.sources, dossier))
    what = words_of(statement, dossier)
    return f"{who}: {what}" if who else what, next(iter(statement.contents), None), statement.id


def names_of(refs: Sequence[Ref | Party], dossier: Dossier) -> tuple[str, ...]:
    """Names of whom the spans stand for, or their words."""
    actors = [(dossier.actor(ref.actor), ref) for ref in refs]
    return tuple(actor.name if actor else ref.of(dossier.text) for actor, ref in actors)


def clause_of(event: Event, dossier: Dossier) -> str:
    """The clause that tells an event most fully."""
    return max((m.of(dossier.text) for m in event.mentions), key=len, default="")


def extent(event: Event) -> Span | None:
    """The characters of the first mention."""
    return next(iter(event.mentions), None)


def parties_of(event: Event, dossier: Dossier) -> str:
    """Who did it to whom, for people."""
    sides = [shown(tuple(sorted(names_of(side, dossier)))) for side in (event.actors, event.recipients)]
    return " → ".join(side for side in sides if side)


def told(event: Event, dossier: Dossier) -> str:
    """An event for people."""
    return f"{event.type} {parties_of(event, dossier)}: {clause_of(event, dossier)}"
