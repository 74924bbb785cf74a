"""Whole sentences in quotation marks that no cue of their own line takes: they go with the sentence beside them.

"Luc Morel assure avoir été prévenu trop tard. « On m'a appelé à minuit. »": the speaker of the sentence before.
"« Je n'ai rien vu. » Luc Morel tient la boulangerie ...": at the head of a line, the person the next sentence is about.
"""

from __future__ import annotations

from sitroom.annotate.statements.clauses import finite
from sitroom.annotate.statements.direct import Quote, quotes_of
from sitroom.annotate.statements.drafts import Draft
from sitroom.annotate.statements.frames import make_draft
from sitroom.annotate.statements.hits import Hit
from sitroom.annotate.statements.phrases import Phrase, phrase, with_name
from sitroom.annotate.statements.tree import Tree
from sitroom.annotate.statements.unknown import named_before

ENDS = (".", "!", "?", "…")
SHORT = 3  # words a whole utterance has at least


def loose_drafts(tree: Tree, drafts: list[Draft], hits: list[Hit]) -> list[Draft]:
    """Drafts of a line's loose quotations; those that stand side by side are one statement."""
    outer = [d for d in drafts if d.home is tree and (d.hit is None or d.hit.quoted < 0)]
    taken = sorted(c for d in outer for c in d.contents)
    out: list[Draft] = []
    held: Quote | None = None
    for quote in quotes_of(tree):
        free = not any(a < quote.end and quote.start < b for a, b in taken)
        named = named_before(tree, quote) if free and quote.full else None
        if named is not None:
            note = {"from": "who is named before the colon"}
            out.append(Draft(tree, "named", 0.6, ((quote.start, quote.end),), None, None, named, note=note))
            held = None
            continue
        if not free or not _whole(tree, quote):
            held = None
            continue
        if held is not None and out and not tree.line[held.end : quote.start].strip():
            out[-1] = out[-1].but(contents=(*out[-1].contents, (quote.start, quote.end)))
            held = quote
            continue
        found = _behind(tree, quote, drafts, hits) or _ahead(tree, quote)
        held = quote if found is not None else None
        if found is not None:
            rule, score, source = found
            note = {"from": "the sentence before" if rule == "continued" else "the sentence after"}
            out.append(Draft(tree, rule, score, ((quote.start, quote.end),), None, None, source, note=note))
    return out


def _whole(tree: Tree, quote: Quote) -> bool:
    """Is it an utterance that begins and ends like a sentence, between sentences?"""
    start, end = tree.quotations.found[quote.number].inner
    words = tree.line[start:end].split()
    before = tree.line[: quote.start].rstrip()[-1:]
    after = tree.line[quote.end :].lstrip()[:1]
    closed = words[-1][-1:] in ENDS if words else False
    apart = not before or before in '.!?…»”"' or before in ENDS
    return quote.full and closed and len(words) >= SHORT and apart and (not after or after.isupper() or after in '«“"')


def _behind(tree: Tree, quote: Quote, drafts: list[Draft], hits: list[Hit]) -> tuple[str, float, Phrase] | None:
    """The speaker of the sentence right before the quotation: of its last statement, else of a cue without content."""
    if quote.first == 0:
        return None
    sentence = tree.sentence[quote.first - 1]
    first = tree.sentences[sentence][0]
    if any(tree.quote[t] >= 0 for t in range(first, quote.first)) and tree.quote[quote.first - 1] >= 0:
        return None
    said = [d for d in drafts if d.tree is tree and d.hit is not None and d.source is not None and d.hit.quoted < 0]
    said = [d for d in said if d.hit is not None and tree.sentence[d.hit.head] == sentence and d.source_tree is None]
    said = [d for d in said if d.hit is not None and d.hit.entry.sense not in ("evidence",)]
    outer = [d for d in said if not any(_holds(o, d) for o in said)]
    for d in reversed(outer):
        if d.source is not None and d.source.end <= quote.start:
            return "continued", 0.6, d.source
    for hit in reversed(hits):
        free = hit.kind == "verb" and tree.sentence[hit.head] == sentence and hit.quoted < 0 and finite(hit)
        if free and hit.entry.sense == "speech" and hit.head < quote.first:
            source = make_draft(hit, "quote", ()).source
            if source is not None and source.end <= quote.start:
                return "continued", 0.5, source
    return None


def _holds(outer: Draft, inner: Draft) -> bool:
    at = inner.tree.begin[inner.hit.head] if inner.hit is not None else -1
    return outer is not inner and any(a <= at < b for a, b in outer.contents)


def _ahead(tree: Tree, quote: Quote) -> tuple[str, float, Phrase] | None:
    """The person named as the subject of the sentence behind a quotation that begins the line."""
    if any(not tree.punct(t) for t in range(quote.first)) or quote.last + 2 >= len(tree):
        return None
    at = quote.last + 1
    first, stop = tree.sentences[tree.sentence[at]]
    verb = next((t for t in range(max(first, at), stop) if tree.morph(t, "VerbForm") == "Fin"), None)
    if verb is None or tree.person[at] is None or any(tree.quote[t] >= 0 for t in range(at, verb)):
        return None
    return "ahead", 0.5, with_name(tree, phrase(tree, at, "ahead"))
