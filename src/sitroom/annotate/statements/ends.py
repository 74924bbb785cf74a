"""Contents that run on into what somebody else says, or into the report's own clause.

The parser hangs what follows on the words reported. Here what follows shows that it is not told: a report of somebody
else's that a comma or a word of time parts from it, and the main clause behind a cue that is itself subordinate.

ended           a draft without what lies behind its content's end
before_quoting  a draft without the cue of a quotation
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from sitroom.annotate.statements.clauses import finite, is_participle
from sitroom.annotate.statements.drafts import Draft
from sitroom.annotate.statements.scan import starts_phrase
from sitroom.annotate.statements.tree import Tree

RULES = ("clause", "clause_position", "infinitive", "infinitive_position", "preposition", "object", "object_position",
         "quoted")  # fmt: skip
NEAR = 3  # tokens between a speaker and his participle
LEAD = 4  # tokens of what opens a subordinate clause


def ended(draft: Draft, framed: Mapping[int, Draft]) -> Draft:
    """The draft, its last content cut where it runs on. `framed`: the statements of its line by the cue's token."""
    hit = draft.hit
    if hit is None or draft.cue is None or draft.rule not in RULES or draft.content_tree is not None:
        return draft
    tree = draft.tree
    a, b = draft.contents[-1]
    first, last = bisect_left(tree.begin, a), bisect_left(tree.begin, b)
    if first <= draft.cue[1] or last - first < 2 or (first < len(tree) and tree.quote[first] != hit.quoted):
        return draft
    cuts = [*_main_clause(draft, first, last), *_otherwise(draft, first, last), *_next_act(draft, first, last)]
    for other in framed.values():
        if other is not draft:
            cuts += _other_report(draft, other, first, last)
    cut = min(cuts, default=last)
    while cut > first and (tree.punct(cut - 1) and tree.quote[cut - 1] == hit.quoted):
        cut -= 1
    if not first < cut < last:
        return draft
    return draft.but(contents=(*draft.contents[:-1], (a, tree.end[cut - 1])))


def before_quoting(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """ "explained the headline | by saying: “P”", "rose to speak |, telling them, “P”": a content without the cue of
    a quotation that begins behind it."""
    hit, tree = draft.hit, draft.tree
    if hit is None or draft.cue is None or draft.rule not in RULES or draft.content_tree is not None:
        return draft
    a, b = draft.contents[-1]
    for other in drafts:
        quoting = other.rule == "quote" and other.hit is not None and other.tree is tree and other is not draft
        if not quoting or other.cue is None or other.contents[0][0] < b or not a < tree.begin[other.cue[0]] < b:
            continue
        if other.hit is None or other.hit.quoted != hit.quoted or not is_participle(other.hit):
            continue
        start, first = other.cue[0], bisect_left(tree.begin, a)
        while start - 1 > first and (tree.pos[start - 1] == "ADP" or tree.punct(start - 1)):
            start -= 1
        if start > first:
            return draft.but(contents=(*draft.contents[:-1], (a, tree.end[start - 1])))
    return draft


def _other_report(draft: Draft, other: Draft, first: int, last: int) -> Iterator[int]:
    """ "said it was over | , with its captain insisting ...", "denied it | as the envoy urged both to talk"."""
    tree, hit, said = draft.tree, other.hit, other.source
    if hit is None or draft.hit is None or said is None or other.cue is None or other.source_tree is not None:
        return
    start = bisect_left(tree.begin, said.start)
    if not first + 1 < start < last or said.end > tree.begin[other.cue[0]] or hit.quoted != draft.hit.quoted:
        return
    if other.span()[1] < tree.end[last - 1] - 2 or other.content_tree is not None:
        return
    if is_participle(hit):
        gap = range(bisect_left(tree.begin, said.end), other.cue[0])
        joint = start - (tree.lower[start - 1] in tree.grammar.word("absolute"))
        if tree.words[joint - 1] == "," and len(gap) <= NEAR and not any(tree.punct(t) for t in gap):
            yield joint - 1
        return
    if not finite(hit) or tree.pos[said.head] not in ("NOUN", "PROPN"):
        return
    opener = _phrase_before(tree, start, tree.grammar.phrases("meanwhile"))
    if opener is not None and opener > first + 1:
        yield opener


def _phrase_before(tree: Tree, stop: int, words: Mapping[str, tuple[tuple[str, ...], ...]]) -> int | None:
    """First token of a phrase of the table that ends right before `stop`."""
    for start in range(stop - 1, max(-1, stop - 1 - LEAD), -1):
        if any(start + len(p) == stop and tuple(tree.lower[start:stop]) == p for p in words.get(tree.lower[start], ())):
            return start
    return None


def _main_clause(draft: Draft, first: int, last: int) -> Iterator[int]:
    """ "While the mayor insists the town is calm | , shops have closed": the comma before the main clause."""
    tree, hit = draft.tree, draft.hit
    assert hit is not None
    assert draft.cue is not None
    start, stop = tree.sentences[tree.sentence[hit.head]]
    words = tree.grammar.phrases("concession")
    lead = _phrase_at(tree, start, words)
    if not lead or any(_finite(tree, t) or tree.words[t] == "," for t in range(start + lead, draft.cue[0])):
        return
    for t in range(first + 1, min(last, stop - 2)):
        if tree.words[t] != "," or tree.quote[t] != hit.quoted or not starts_phrase(tree, t + 1):
            continue
        told = any(_finite(tree, u) for u in range(first, t)) or draft.rule not in ("clause", "clause_position")
        verb = next((u for u in range(t + 1, stop) if _finite(tree, u) or tree.words[u] == ","), stop)
        if told and verb < stop and _finite(tree, verb):
            yield t
            return


def _otherwise(draft: Draft, first: int, last: int) -> Iterator[int]:
    """ "demand back pay | , failing which they will strike": what is threatened is not what is asked for."""
    tree, words = draft.tree, draft.tree.grammar.phrases("otherwise")
    for t in range(first + 1, last - 1 if draft.rule.startswith(("object", "infinitive", "quoted")) else 0):
        if tree.words[t] == "," and _phrase_at(tree, t + 1, words):
            yield t
            return


def _next_act(draft: Draft, first: int, last: int) -> Iterator[int]:
    """ "ont exigé son départ | , avant de marcher sur la radio", "puis marché": what the speaker did next."""
    tree, hit = draft.tree, draft.hit
    words = tree.grammar.phrases("next_act")
    for t in range(first + 1, last - 2):
        length = _phrase_at(tree, t + 1, words) if tree.words[t] == "," and hit and tree.quote[t] == hit.quoted else 0
        at = t + 1 + length
        if not length or at >= last:
            continue
        act = tree.morph(at, "VerbForm") == "Inf" or tree.tag(at) == "VBG"
        past = tree.morph(at, "VerbForm") == "Part" and tree.morph(at, "Tense") == "Past" and tree.pos[at] == "VERB"
        own = past and bool(hit and hit.kids("auxiliary"))
        if act or own:
            yield t
            return


def _phrase_at(tree: Tree, at: int, words: Mapping[str, tuple[tuple[str, ...], ...]]) -> int:
    """How many tokens the phrase of the table has that begins here; 0 without one."""
    return next((len(p) for p in words.get(tree.lower[at], ()) if tuple(tree.lower[at : at + len(p)]) == p), 0)


def _finite(tree: Tree, t: int) -> bool:
    return tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") == "Fin"
