"""A cue set into a quotation that was not closed for it: « La prochaine fois, dit-elle, il y aura autre chose. »

Only for quotations that nothing outside introduces, and for packs that invert the subject of such a cue, so that
words said by others inside somebody's quotation are not taken for the speaker's cue.
"""

from __future__ import annotations

from sitroom.annotate.statements.clauses import finite
from sitroom.annotate.statements.drafts import Chars, Draft
from sitroom.annotate.statements.frames import make_draft
from sitroom.annotate.statements.hits import Hit, cue_tokens
from sitroom.annotate.statements.positions import inverted_subject
from sitroom.annotate.statements.tree import Tree

ENDS = ",.;:!?"


def inside_drafts(tree: Tree, hits: list[Hit], claimed: set[int]) -> list[Draft]:
    """Drafts of cues in quotations that are not `claimed`; the first cue of each."""
    if not tree.grammar.word("clitic_subject"):
        return []
    out: list[Draft] = []
    done = set(claimed)
    for hit in hits:
        if hit.quoted < 0 or hit.quoted in done or hit.kind != "verb" or not hit.has("quote"):
            continue
        draft = _draft(tree, hit)
        if draft is not None:
            out.append(draft)
            done.add(hit.quoted)
    return out


def _goes_with_cue(tree: Tree, t: int) -> bool:
    """ "« P, a dit X, ajoutant que Q »": a present participle behind the speaker is not what he says."""
    return tree.morph(t, "VerbForm") == "Part" and tree.morph(t, "Tense") == "Pres"


def _draft(tree: Tree, hit: Hit) -> Draft | None:
    cue, quote = cue_tokens(hit), tree.quotations.found[hit.quoted]
    before = cue[0] - 1
    while before > 0 and tree.lower[before] in tree.grammar.word("clitic_object"):
        before -= 1
    if before < 1 or tree.words[before] not in (",", "!", "?", "…", "–", "—") or tree.begin[before] <= quote.start + 2:
        return None
    clitic = any(tree.words[t].startswith("-") and len(tree.words[t]) > 1 for t in cue)
    subject = None if clitic else inverted_subject(hit)
    if not clitic and (subject is None or subject.start < tree.end[cue[-1]] or not finite(hit)):
        return None
    after = next(
        (t for t in range(cue[-1] + 1, len(tree)) if subject is None or tree.begin[t] >= subject.end), len(tree)
    )
    end = next((t for t in range(after, len(tree)) if tree.words[t] in ENDS or tree.begin[t] >= quote.end), len(tree))
    if any(tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") == "Fin" for t in range(after, end)):
        return None
    full_stop = next((t for t in range(end, len(tree)) if tree.words[t] in ".!?" or tree.begin[t] >= quote.end), end)
    if not any(tree.morph(t, "VerbForm") == "Fin" for t in range(end, full_stop)):
        end = full_stop  # "..., raconte X, délégué, à l'issue de la rencontre. | Il nous a confirmé ..."
    last = before if tree.words[before] in "!?…" else before - 1
    contents: list[Chars] = [(quote.start, tree.end[last])]
    rest = [t for t in range(end + 1, len(tree)) if tree.begin[t] < quote.end and not tree.punct(t)]
    if rest and not _goes_with_cue(tree, rest[0]):
        contents.append((tree.begin[rest[0]], quote.end))
    draft = make_draft(hit, "inside", tuple(contents), 0.8)
    return draft if subject is None else draft.but(source=subject)
