"""Where in a text a query is met: the best passage to show, with the words to mark."""

from __future__ import annotations

from sitroom.lang.words import Word, stem, words
from sitroom.model import Span
from sitroom.store.query import Query, Term

WIDTH = 240  # characters of a passage
LEAD = 60  # of them before the first word marked
SCANNED = 200_000  # characters looked at for the best passage; a longer text is shown from its first part


def best_passage(text: str, lines: list[Span], query: Query, language: str | None) -> tuple[Span, tuple[Span, ...]]:
    """The passage that meets most terms, earliest first, and the spans to mark, both in offsets into `text`."""
    best: tuple[int, Span, tuple[Span, ...]] | None = None
    for line in lines:
        if line.start > SCANNED:
            break
        marks = find_marks(text[line.start : line.end], line.start, query.wanted, language)
        met = len({number for number, _ in marks})
        if met and (best is None or met > best[0]):
            passage = window(text, line, [mark for _, mark in marks])
            best = (met, passage, tuple(m for _, m in marks if m.within(passage)))
        if best is not None and best[0] == len(query.wanted):
            break
    if best is None:
        first = lines[0] if lines else Span(start=0, end=len(text))
        return window(text, first, []), ()
    return best[1], best[2]


def find_marks(line: str, offset: int, terms: tuple[Term, ...], language: str | None) -> list[tuple[int, Span]]:
    """Occurrences of the terms in a line as (number of the term, span in the text), by position, no two overlapping."""
    tokens = words(line)
    stems = [stem(t.folded, language) for t in tokens]
    found: list[tuple[int, Span]] = []
    end = -1
    for at, token in enumerate(tokens):
        if token.start < end:
            continue
        for number, term in enumerate(terms):
            size = length_at(term, tokens, stems, at)
            if size:
                end = tokens[at + size - 1].end
                found.append((number, Span(start=offset + token.start, end=offset + end)))
                break
    return found


def length_at(term: Term, tokens: list[Word], stems: list[str], at: int) -> int:
    """How many words of the line, from word `at` on, meet the term; 0 for none."""
    if term.prefix and stems[at].startswith(term.alternatives[0][0]):
        return 1
    for alternative in term.alternatives:
        if tuple(stems[at : at + len(alternative)]) == alternative:
            return len(alternative)
    return 0


def window(text: str, line: Span, marks: list[Span]) -> Span:
    """At most WIDTH characters of a line around its first mark, cut between words."""
    if line.end - line.start <= WIDTH:
        return line
    start = max(line.start, (marks[0].start if marks else line.start) - LEAD)
    start = max(line.start, min(start, line.end - WIDTH))
    end = min(line.end, start + WIDTH)
    if start > line.start:
        space = text.find(" ", start, start + LEAD)
        start = space + 1 if space >= 0 else start
    if end < line.end:
        space = text.rfind(" ", end - LEAD, end)
        end = space if space > start else end
    return Span(start=start, end=end)
