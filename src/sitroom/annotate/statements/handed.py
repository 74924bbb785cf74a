"""Speakers handed on from one cue of a sentence to the next: participles, second predicates, infinitives."""

from __future__ import annotations

from sitroom.annotate.statements.clauses import finite, is_trailing
from sitroom.annotate.statements.drafts import Draft
from sitroom.annotate.statements.frames import make_draft
from sitroom.annotate.statements.hits import Hit
from sitroom.annotate.statements.positions import governing_subject, inverted_subject


def trailing(draft: Draft | None, hits: list[Hit]) -> Draft | None:
    """A participle without source behind a comma goes on with the speaker of the cue before it."""
    if draft is None or draft.source is not None or draft.hit is None or draft.hit.kind != "verb":
        return draft
    hit = draft.hit
    loose = draft.rule == "quote" and (not finite(hit) or hit.tree.morph(hit.head, "VerbForm") == "Inf")
    if not is_trailing(hit) and not loose:
        return draft
    before = [h for h in hits if h.kind == "verb" and h.head < hit.head and h.quoted == hit.quoted and finite(h)]
    before = [h for h in before if hit.tree.sentence[h.head] == hit.tree.sentence[hit.head]]
    source = make_draft(before[-1], "quote", ()).source or inverted_subject(before[-1]) if before else None
    source = source or governing_subject(hit)
    return draft.but(source=source, note={**draft.note, "from": "the cue before"}) if source else draft


def shared(draft: Draft | None, framed: dict[int, Draft]) -> Draft | None:
    """ "Bello, 62 ans, a dénoncé X et appelé à Y": a second participle has the speaker found for the first."""
    hit = draft.hit if draft is not None else None
    if draft is None or hit is None or draft.source is not None or hit.head not in draft.tree.sister:
        return draft
    main = framed.get(hit.tree.head[hit.head])
    past = hit.tree.morph(hit.head, "VerbForm") == "Part" and hit.tree.morph(hit.head, "Tense") == "Past"
    fits = main is not None and past and not hit.kids("subject") and not hit.kids("auxiliary")
    return draft.but(source=main.source, reason=None) if fits and main is not None else draft


def with_main(draft: Draft, framed: dict[int, Draft]) -> Draft:
    """ "P, a dit X, appelant à Q", ", sans vouloir dire si Q": the participle or infinitive has the speaker found
    behind its cue, whatever the parse says."""
    tree, hit = draft.tree, draft.hit
    if hit is None or draft.source is None or draft.source.how == "inverted":
        return draft
    loose = hit.kind == "verb" and tree.morph(hit.head, "VerbForm") == "Inf" and not hit.kids("auxiliary")
    if hit.head not in tree.sister and not loose:
        return draft
    above = [framed[up] for up in tree.ancestors(hit.head) if up in framed]
    for main in above:
        behind = main.source is not None and main.hit is not None and main.source.start >= tree.begin[main.hit.head]
        if main.source is None or main.hit is None or not behind or main.source.how not in ("inverted", "leading"):
            continue
        earlier = draft.source.end <= tree.begin[main.hit.head] and main.source.end <= tree.begin[min(hit.words)]
        if hit.head in tree.sister or earlier:
            return draft.but(source=main.source)
    return draft


def of_phrase(draft: Draft, selon: list[Draft]) -> Draft:
    """ "..., selon X, ajoutant que ...": a participle right behind the phrase is its source's."""
    if draft.hit is None or not is_trailing(draft.hit):
        return draft
    at = draft.tree.begin[min(draft.hit.words)]
    for other in selon:
        near = other.source is not None and other.source.end <= at and other.source_tree is None
        if near and other.source and not any(c.isalnum() for c in draft.tree.line[other.source.end : at]):
            return draft.but(source=other.source, note={**draft.note, "from": "the phrase before"})
    return draft
