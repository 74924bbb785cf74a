"""Sentences that only say who said the sentence or quotation before them.

"... C'est ce qu'a indiqué le directeur." "« ... » Ces propos ont été tenus par X." "That is what the mayor said."
The content is what stands before; the words are in the pack's grammar.toml (cleft, back_noun, back_verb).
"""

from __future__ import annotations

from sitroom.annotate.statements.clauses import finite
from sitroom.annotate.statements.drafts import Chars, Draft, spans_of
from sitroom.annotate.statements.hits import Hit, cue_tokens
from sitroom.annotate.statements.phrases import Phrase, phrase, with_name
from sitroom.annotate.statements.positions import inverted_subject
from sitroom.annotate.statements.scan import noun_of
from sitroom.annotate.statements.sources import source_of
from sitroom.annotate.statements.tree import Tree

LONGEST = 60  # tokens of a sentence that points backward
REACH = 8  # tokens from the noun to the verb, and from the verb to its agent
SENSES = ("speech", "writing")


def back_drafts(tree: Tree, hits: list[Hit], earlier: list[Tree]) -> list[Draft]:
    """Drafts of the line's sentences that point to what stands before them; `earlier`: lines before, nearest last."""
    found = []
    for number, (first, last) in enumerate(tree.sentences):
        while first < last and (tree.punct(first) or tree.quote[first] >= 0):
            first += 1
        if last - first > LONGEST or first >= last:
            continue
        told = _cleft(tree, first, last, hits) or _noun(tree, first, last)
        if told is None:
            continue
        home, contents = before(tree, number, first, earlier)
        if contents:
            hit, cue, source = told
            other = None if home is tree else home
            found.append(Draft(tree, "back", 0.75, contents, hit, cue, source, content_tree=other))
    return found


def further_back(tree: Tree, hits: list[Hit], drafts: list[Draft]) -> list[Draft]:
    """ "P, ce que dément Kigali", "P, which the army denies": the drafts of a line with one for the cue of each such
    clause; what others report ends before it."""
    table = tree.grammar.phrases("relative_back")
    for hit in hits:
        cue = cue_tokens(hit)
        first = tree.sentences[tree.sentence[hit.head]][0]
        if hit.kind != "verb" or hit.quoted >= 0 or not finite(hit) or not (hit.has("object") or hit.has("clause")):
            continue
        starts = [t for t in range(cue[0] - 1, max(first, cue[0] - REACH - 2), -1) if tree.words[t - 1] == ","]
        opening = next(
            (w for t in starts[:1] for w in table.get(tree.lower[t], ()) if _at(tree, t, len(tree), w)), None
        )
        if opening is None or starts[0] - 1 <= first or not _ends(tree, hit, cue[-1]):
            continue
        after = starts[0] + len(opening)
        source = inverted_subject(hit) if cue[0] == after else source_of(hit)
        if source is None or source.start < tree.begin[after]:
            continue
        comma = tree.begin[starts[0] - 1]
        contents = spans_of(tree, list(range(first, starts[0] - 1)))
        moved = (_before_it(d, tree, starts[0] - 1, tree.begin[cue[0]]) for d in drafts)
        drafts = [d for d in moved if d is not None]
        inner = [c for d in drafts if d.tree is tree and d.content_tree is None for c in d.contents]
        inner = [(a, min(b, comma)) for a, b in inner if tree.begin[first] < a < comma <= b + 1]
        if not contents:
            continue
        drafts = [d for d in drafts if d.hit is None or d.hit.head != hit.head]
        drafts = [_ending(d, tree, comma) for d in drafts]
        drafts.append(Draft(tree, "back", 0.7, tuple(inner[:1]) or contents, hit, (cue[0], cue[-1]), source))
    return drafts


def _ends(tree: Tree, hit: Hit, last: int) -> bool:
    """Does the clause end with the cue, its subject and adjuncts, without a content of its own?"""
    stop = tree.sentences[tree.sentence[hit.head]][1]
    end = next((t for t in range(last + 1, stop) if tree.words[t] in ",;:."), stop)
    words = tree.grammar.word("complementizer")
    return not any(tree.pos[t] in ("VERB", "AUX", "SCONJ") or tree.lower[t] in words for t in range(last + 1, end))


def _before_it(draft: Draft, tree: Tree, comma: int, cue: int) -> Draft | None:
    """A draft whose content the parser took from behind the comma: what stands between its cue and the comma; None if
    that is nobody's."""
    if draft.tree is not tree or draft.content_tree is not None:
        return draft
    if not any(tree.begin[comma] < a <= cue < b for a, b in draft.contents):
        return draft
    if draft.source is None or draft.cue is None or draft.cue[1] + 1 >= comma:
        return None
    own = spans_of(tree, list(range(draft.cue[1] + 1, comma)))
    return draft.but(contents=own) if own else None


def _ending(draft: Draft, tree: Tree, comma: int) -> Draft:
    """A draft whose contents end before a comma they ran over."""
    if draft.tree is not tree or draft.content_tree is not None:
        return draft
    cut = tuple((a, min(b, comma)) if a < comma else (a, b) for a, b in draft.contents)
    return draft.but(contents=cut)


def before(tree: Tree, number: int, first: int, earlier: list[Tree]) -> tuple[Tree, tuple[Chars, ...]]:
    """The line and the characters of the sentence before one, or of the quotation that ends there."""
    home, at = tree, first - 1
    while at >= 0 and tree.punct(at) and tree.quote[at] < 0:
        at -= 1
    if at < 0:
        if not earlier:
            return tree, ()
        home, at = earlier[-1], len(earlier[-1]) - 1
        while at > 0 and home.punct(at) and home.quote[at] < 0:
            at -= 1
    if at < 0:
        return home, ()
    if home.quote[at] >= 0:
        quotation = home.quotations.found[home.quote[at]]
        return home, ((quotation.start, quotation.end),)
    a, _ = home.sentences[home.sentence[at]]
    return home, spans_of(home, list(range(a, at + 1)))


def _cleft(tree: Tree, first: int, last: int, hits: list[Hit]) -> tuple[Hit, Chars, Phrase] | None:
    """ "C'est ce que X a dit", "C'est par ces mots que X a répondu"."""
    opening = next(
        (w for w in tree.grammar.phrases("cleft").get(tree.lower[first], ()) if _at(tree, first, last, w)), None
    )
    if opening is None:
        return None
    after = first + len(opening)
    hit = next((h for h in hits if h.kind == "verb" and after <= h.head < last and finite(h)), None)
    if hit is None or hit.entry.sense not in SENSES or any(tree.is_(k, "clause") for k in tree.kids[hit.head]):
        return None
    cue = cue_tokens(hit)
    inverted = cue[0] == after
    source = inverted_subject(hit) if inverted else source_of(hit)
    if source is None or source.start < tree.begin[after]:
        return None
    return hit, (cue[0], cue[-1]), source


def _at(tree: Tree, at: int, last: int, words: tuple[str, ...]) -> bool:
    return at + len(words) < last and tuple(tree.lower[at : at + len(words)]) == words


def _noun(tree: Tree, first: int, last: int) -> tuple[None, Chars, Phrase] | None:
    """ "Ces propos ont été tenus par X", "The announcement was made by X"."""
    nouns, verbs, by = (tree.grammar.word(w) for w in ("back_noun", "back_verb", "agent_marker"))
    noun = next((t for t in range(first, min(first + 3, last)) if tree.lower[t] in nouns), None)
    if noun is None or noun == first or tree.lower[first] not in tree.grammar.word("back_determiner"):
        return None
    verb = next((t for t in range(noun + 1, min(noun + REACH, last)) if tree.lower[t] in verbs), None)
    if verb is None or not any(tree.pos[t] == "AUX" for t in range(noun + 1, verb)):
        return None
    start = next(t for t in range(noun + 1, verb) if tree.pos[t] == "AUX")
    marker = next((t for t in range(verb + 1, min(verb + REACH, last)) if tree.lower[t] in by), None)
    head = noun_of(tree, marker + 1, last) if marker is not None and marker + 1 < last else None
    if marker is None or head is None:
        return None
    found = with_name(tree, phrase(tree, head, "agent"))
    return None, (start, verb), Phrase(head, max(found.start, tree.begin[marker + 1]), found.end, "agent")
