"""What one actor said over time: statements that several reports tell are one utterance.

Two statements are one when their words are nearly the same, or the shorter one is a part of the longer, within a few
days. Translations of a statement are not joined: without a common language nothing says that they are the same words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sitroom.lang.words import words
from sitroom.model import StatementHit, Utterance
from sitroom.model.keys import moment

SAME = 0.8  # share of the shorter statement's runs of words that the longer one has
RUN = 3
WITHIN = 5  # days


def utterances(hits: Sequence[StatementHit], origin_of: Mapping[str, str]) -> tuple[Utterance, ...]:
    """Statements of one actor, in their order, as utterances by their first telling.

    origin_of  report id -> id of its origin; a report that is missing counts as an origin of its own
    """
    groups: list[list[StatementHit]] = []
    index: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for hit in hits:
        pieces = runs(hit.content)
        near = sorted({number for piece in pieces for number in index.get(piece, ())})
        home = next((n for n in near if same(hit, pieces, groups[n][0])), len(groups))
        if home == len(groups):
            groups.append([])
            for piece in pieces:
                index[piece].add(home)
        groups[home].append(hit)
    return tuple(
        Utterance(
            content=max((hit.content for hit in group), key=len),
            time=next((hit.time for hit in group if hit.time), None),
            hits=tuple(group),
            origins=len({origin_of.get(hit.report, hit.report) for hit in group}),
        )
        for group in groups
    )


def same(hit: StatementHit, pieces: frozenset[tuple[str, ...]], other: StatementHit) -> bool:
    """Are these the same words, said about the same time, and both denied or neither?"""
    if (hit.modality == "denied") != (other.modality == "denied"):
        return False
    days = [moment(h.time) or moment(h.published) for h in (hit, other)]
    if all(days):
        first, second = (date.fromisoformat(day[:10]) for day in days)
        if abs((first - second).days) > WITHIN:
            return False
    theirs = runs(other.content)
    return bool(pieces and theirs) and len(pieces & theirs) / min(len(pieces), len(theirs)) >= SAME


def runs(content: str) -> frozenset[tuple[str, ...]]:
    """Every few words in a row, folded; all the words of a shorter statement."""
    folded = [word.folded for word in words(content)]
    if not folded:
        return frozenset()
    return frozenset(tuple(folded[at : at + RUN]) for at in range(max(1, len(folded) - RUN + 1)))
