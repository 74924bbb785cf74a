"""Which statement reports which, and whether a reported one is worth a line of its own.

A statement inside another's content is kept only where somebody is reported to have spoken: a cue of communicating
with a source of its own and a clause, quotation or request for content. Beliefs, intentions and judgements inside a
content are part of what is said there. Inside a quotation a person or body must be named as the speaker.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sitroom.annotate.statements.drafts import Draft
from sitroom.annotate.statements.hits import is_negated, is_passive
from sitroom.model import Span

COMMUNICATING = ("speech", "writing", "request", "denial")
CLAUSES = ("clause", "clause_position", "quote", "insert", "insert_position", "label", "preposition_source")
ASKED = ("object", "object_position")  # a bare noun phrase, where it is asked for
FRAGMENTS = ("quoted", "as_quoted")  # with quotation marks of its own
TOLD = ("clause", "infinitive", "infinitive_position")
SMALL = 4  # characters of a word like "to"
NEAR = 25  # statements to either side among which a reporting one is looked for

Spans = tuple[Span | None, tuple[Span, ...]]


def nesting(spans: list[Spans]) -> list[int | None]:
    """For each statement the smallest other one whose content holds its cue (or its content, without a cue).

    Looks at neighbours only: a statement is reported by one that stands near it.
    """
    out: list[int | None] = []
    for n, (cue, contents) in enumerate(spans):
        near = (m for m in range(max(0, n - NEAR), min(len(spans), n + NEAR + 1)) if m != n)
        sizes = [(size, m) for m in near if (size := _holds(spans[m], cue, contents)) is not None]
        out.append(min(sizes)[1] if sizes else None)
    return out


def reporters(spans: Sequence[Spans], among: Sequence[int]) -> list[int | None]:
    """For each statement the smallest one of `among` whose content holds its cue, as in `nesting`."""
    out: list[int | None] = []
    for (cue, contents), near in zip(spans, _near(spans, among), strict=True):
        sizes = [(size, m) for m in near if (size := _holds(spans[m], cue, contents)) is not None]
        out.append(min(sizes)[1] if sizes else None)
    return out


def doubles(spans: Sequence[Spans], among: Sequence[int]) -> list[bool]:
    """For each statement whether another one of `among` has nearly its content."""
    beside = zip(spans, _near(spans, among), strict=True)
    return [any(_alike(contents, spans[m][1]) for m in near) for (_, contents), near in beside]


def _near(spans: Sequence[Spans], among: Sequence[int]) -> Iterator[list[int]]:
    """For each statement those of `among` that begin near it, itself left out."""
    order = sorted(among, key=lambda n: first_of(spans[n]))
    starts = [first_of(spans[n]) for n in order]
    for n, one in enumerate(spans):
        at = bisect_left(starts, first_of(one))
        yield [m for m in order[max(0, at - NEAR) : at + NEAR] if m != n]


def _alike(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    """Do they share more than half of their characters?"""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    return 2 * shared > sum(s.end - s.start for s in (*one, *other)) - shared


def first_of(spans: Spans) -> int:
    """Where a statement begins."""
    cue, contents = spans
    return min([c.start for c in contents] + ([cue.start] if cue else []))


def _holds(outer: Spans, cue: Span | None, contents: tuple[Span, ...]) -> int | None:
    """The size of the content that holds the cue; None where none does, or each reports the other."""
    size = next((c.end - c.start for c in outer[1] if _ends_in(cue or contents[0], c)), None)
    mutual = outer[0] is not None and any(_ends_in(outer[0], c) for c in contents)
    return None if size is None or (mutual and size <= max(c.end - c.start for c in contents)) else size


def _ends_in(cue: Span, content: Span) -> bool:
    """Does a cue lie in a content, but for a small word before it ("to | publish the contract")?"""
    return content.start < cue.end <= content.end and content.start - cue.start < SMALL


def worth_keeping(draft: Draft) -> bool:
    """Is a draft that lies in another's content reported speech with good evidence?"""
    hit = draft.hit
    if hit is None:
        return draft.source is not None
    if hit.kind == "noun":  # "the claims that P", "les rumeurs selon lesquelles P"
        return draft.rule in ("clause", "claim") and hit.entry.sense in COMMUNICATING
    if is_passive(hit) and draft.source is None:  # "Families have been warned not to speak"
        return draft.rule in TOLD and "object" in hit.entry.to and bool(draft.addressees) and not is_negated(hit)
    if draft.source is None or hit.kind not in ("verb", "preposition") or is_passive(hit):
        return False
    if is_negated(hit) and hit.entry.modality != "denied":
        return False  # "would not rule out" says something
    tree, grammar = draft.tree, draft.tree.grammar
    said = tree.line[draft.source.start : draft.source.end].lower().strip("-")
    pronoun = tree.pos[draft.source.head] in ("PRON", "DET") or len(said) < 3
    sense = hit.entry.sense
    if hit.quoted >= 0:
        told = draft.rule in CLAUSES and bool(draft.addressees)
        told_me = any(tree.lower[p.head] in grammar.word("first_person_told") for p in draft.addressees)
        if said in grammar.word("first_person"):
            return told_me and said in grammar.word("somebody")
        somebody = not pronoun or (sense == "speech" and said not in grammar.word("expletive"))
        return told_me or (sense in COMMUNICATING and (told or (somebody and _spoken(draft, told))))
    relative = said.rsplit(" ", 1)[-1] in grammar.word("who")
    if draft.rule in FRAGMENTS:
        return not pronoun or (sense in COMMUNICATING and not relative)
    vowed = hit.lemma in grammar.word("vow") and not relative
    if draft.rule in (*ASKED, "speech") and (sense == "request" or vowed):
        return not relative
    if draft.rule in ("as", "self"):
        return not relative and hit.entry.sense != "judgement"
    vow = sense == "intention" and bool(hit.entry.to) and not pronoun  # promised, threatened: somebody was told
    admitted = draft.rule == "infinitive" and sense in ("speech", "denial")
    return vow or admitted or (sense in COMMUNICATING and _spoken(draft, bool(draft.addressees) or not pronoun))


def _spoken(draft: Draft, told: bool) -> bool:
    """A clause or quotation; an infinitive where somebody is told to do something."""
    return draft.rule in CLAUSES or (draft.rule == "infinitive" and told)
