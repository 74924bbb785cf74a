"""Two verbs that make one statement: "declined to comment on the talks", "threatened to respond to “provocations”"."""

from __future__ import annotations

from sitroom.annotate.statements.clauses import is_trailing
from sitroom.annotate.statements.drafts import Draft
from sitroom.annotate.statements.hits import Hit, semi_auxiliary


def unshaded(framed: dict[int, Draft]) -> dict[int, Draft]:
    """ "declined to comment on the talks", "a refusé de dire si ...": one statement, not one for each verb."""
    outer = {h for h, d in framed.items() if d.rule == "infinitive"}
    refused = {h for h in outer if framed[h].hit is not None and framed[h].hit.entry.sense == "refusal"}  # type: ignore[union-attr]
    drop: set[int] = set()
    for h, draft in framed.items():
        shade = semi_auxiliary(draft.hit) if draft.hit is not None else None
        above = draft.tree.head[h] if draft.hit is not None else h
        if draft.rule == "quoted" and above in outer and above < h and _same_source(draft, framed[above]):
            drop.add(h)  # "threatened to respond to “provocations”": one statement
        if draft.rule in ("preposition", "object") and shade in outer:
            drop.add(h)
        elif above in refused and above < h and draft.hit and not _of_its_own(draft.hit):
            drop.add(above if shade == above else h)
    return {h: d for h, d in framed.items() if h not in drop}


def _same_source(draft: Draft, outer: Draft) -> bool:
    """Is an infinitive's source that of the cue it hangs on?"""
    bare = draft.hit is not None and draft.tree.morph(draft.hit.head, "VerbForm") == "Inf"
    return bare and draft.source is not None and draft.source == outer.source


def _of_its_own(hit: Hit) -> bool:
    """ "a refusé de signer, affirmant que P", "refused to sign and called on X to go": not what is refused."""
    return is_trailing(hit) or hit.tree.is_(hit.head, "conjunct")
