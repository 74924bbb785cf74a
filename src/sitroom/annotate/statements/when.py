"""When something was said: the time expression that hangs on the cue."""

from __future__ import annotations

from sitroom.annotate.prior import Prior
from sitroom.annotate.statements.drafts import Draft
from sitroom.model import Span, Timex


def cue_span(draft: Draft) -> Span | None:
    """Characters of the cue, without a hyphen before a clitic; None without cue."""
    if draft.cue is None:
        return None
    a, b = draft.cue
    span = draft.tree.block.chars(draft.tree.begin[a], draft.tree.end[b])
    if draft.tree.words[a].startswith("-") and len(draft.tree.words[a]) > 1:
        return Span(start=span.start + 1, end=span.end)
    return span


def around(draft: Draft) -> list[int]:
    """Tokens of the sentence(s) of the cue that lie outside the contents."""
    tree = draft.tree
    if draft.cue is None:
        return []
    a, b = tree.sentences[tree.sentence[draft.cue[0]]]
    if b - a > 400:
        a, b = max(a, draft.cue[0] - 40), min(b, draft.cue[1] + 40)
    if draft.content_tree is not None:
        return list(range(a, b))
    return [t for t in range(a, b) if not any(x <= tree.begin[t] < y for x, y in draft.contents)]


def time_of(draft: Draft, contents: tuple[Span, ...], prior: Prior) -> str | None:
    """TIMEX3 value of the time expression nearest to the cue in its sentence, outside the content."""
    cue = cue_span(draft)
    outside = around(draft)
    if cue is None or not outside or not prior.times:
        return None
    tree = draft.tree
    here = tree.block.chars(tree.begin[outside[0]], tree.end[outside[-1]])
    fit = [
        t
        for t in prior.times
        if t.value
        and t.type in ("DATE", "TIME")
        and t.within(here)
        and not any(t.overlaps(c) for c in contents)
        and not _later(t, prior.published)
        and _of_saying(draft, t)
    ]
    if not fit:
        return None
    return min(fit, key=lambda t: (max(t.start - cue.end, cue.start - t.end), t.start)).value


def _later(time: Timex, published: str | None) -> bool:
    """Nobody is reported to have spoken after the report came out."""
    value = time.value or ""
    return bool(published) and value[:2].isdigit() and value[:10] > (published or "")[: len(value[:10])]


def _of_saying(draft: Draft, time: Span) -> bool:
    """Does a time hang on the cue? No verb, relative or quotation mark between, no "depuis", not in the source."""
    tree, cue = draft.tree, draft.cue
    spans = [(t, tree.block.chars(tree.begin[t], tree.end[t])) for t in around(draft)]
    tokens = [t for t, span in spans if span.overlaps(time)]
    if cue is None or not tokens:
        return False
    own = draft.hit.quoted if draft.hit is not None and draft.rule != "inside" else tree.quote[cue[0]]
    before = tree.lower[tokens[0] - 1] if tokens[0] else ""
    year = len(tokens) == 1 and tree.words[tokens[0]].isdigit() and before in tree.grammar.word("owner")
    if tree.quote[tokens[0]] != own or before in tree.grammar.word("not_when") or year:
        return False
    source = draft.source if draft.source_tree is None else None
    if source is not None and source.start <= tree.begin[tokens[0]] < source.end:
        return False
    if tokens[0] > cue[1]:
        gap = range(cue[1] + 1, tokens[0])
    else:
        first = tree.sentences[tree.sentence[cue[0]]][0]
        opening = all(tree.punct(t) or tree.pos[t] in ("ADP", "DET", "CCONJ", "ADV") for t in range(first, tokens[0]))
        gap = range(0) if opening else range(tokens[-1] + 1, cue[0])
    inside = [t for t in gap if not any(a <= tree.begin[t] < b for a, b in draft.contents)]
    asked = tree.grammar.word("who") | tree.grammar.word("complementizer")
    return not any(tree.pos[t] in ("VERB", "AUX") or tree.lower[t] in asked for t in inside)
