"""Where the content of "selon X" / "according to X" ends: at other people's statements.

"Trois civils sont morts, selon l'armée, tandis que les rebelles parlent de dix victimes": what the rebels say is not
the army's. A clause that a contrast or a coordination parts from the phrase is left out when it has
a source of its own.
"""

from __future__ import annotations

from sitroom.annotate.statements.clauses import finite
from sitroom.annotate.statements.drafts import Chars, Draft
from sitroom.annotate.statements.scan import contrasts
from sitroom.annotate.statements.tree import Tree

NEAR = 4  # tokens between the joint and the other source: "et, lundi, la Russie a déclaré"
FRONT = 2  # tokens before a phrase that stands at the sentence's start
STRIPPED = " ,;:–—-\u00a0\u202f"


def bounded(draft: Draft, framed: list[Draft], selon: list[Draft]) -> Draft:
    """A draft of a preposition, its contents cut where a rival's clause begins or ends."""
    tree = draft.tree
    if draft.cue is None or draft.source is None or draft.content_tree is not None:
        return draft
    first, last = tree.sentences[tree.sentence[draft.cue[0]]]
    if last - first > 400:
        return draft
    at = draft.cue[0]
    end = next((t for t in range(at, last) if tree.begin[t] >= draft.source.end), last)
    others = [d for d in selon if d is not draft and d.cue is not None and first <= d.cue[0] < last]
    rivals = [d for d in framed if d.cue is not None and first <= d.cue[0] < last and _speaks(draft, d)]
    start, stop = _left(tree, first, at, rivals, others), _right(draft, end, last, rivals, others)
    if start == first and stop == last:
        return draft
    a, b = tree.begin[start], tree.end[stop - 1]
    contents = tuple(c for c in (_clipped(tree.line, x, y, a, b) for x, y in draft.contents) if c[0] < c[1])
    return draft.but(contents=contents, note={**draft.note, "bounded": True}) if contents else draft


def _speaks(draft: Draft, other: Draft) -> bool:
    """A finite cue of its own, in the same quotation or outside any."""
    if other.hit is None or draft.hit is None or other.source is None or other.source_tree is not None:
        return False
    return other.hit.quoted == draft.hit.quoted and finite(other.hit)


def _joints(tree: Tree, lo: int, hi: int, contrast: bool) -> list[int]:
    """Tokens where a contrasting clause starts (tandis que, while), or one after a comma and "and"."""
    found = []
    for t in range(max(lo, 1), hi):
        if tree.quote[t] >= 0:
            continue
        if contrasts(tree, t) or (not contrast and tree.pos[t] == "CCONJ" and tree.words[t - 1] == ","):
            found.append(t)
    return found


def _right(draft: Draft, end: int, last: int, rivals: list[Draft], others: list[Draft]) -> int:
    """Token before which the content ends."""
    tree, at = draft.tree, draft.cue[0] if draft.cue else 0
    front = at - tree.sentences[tree.sentence[at]][0] <= FRONT
    stops = [last]
    joints = _joints(tree, end, last, contrast=front)
    joints += [t for t in range(end, last) if tree.words[t] == ";" and tree.quote[t] < 0]
    for joint in joints:
        if any(_opens(tree, joint, d) for d in rivals) or any(d.cue and d.cue[0] > joint for d in others):
            stops.append(joint)
    for d in rivals:  # "..., selon des témoins, a-t-on ajouté": a cue that takes the sentence before it
        if d.rule in ("insert", "insert_position") and d.cue and d.cue[0] >= end and d.contents[0][0] <= tree.begin[at]:
            stops.append(d.cue[0])
    later = [d.cue[0] for d in others if d.cue and d.cue[0] >= end]
    if later and not joints:  # "95 %, d'après la CGT, 80 % selon la direction"
        commas = [t for t in range(end + 1, min(later)) if tree.words[t] == "," and tree.quote[t] < 0]
        stops += [t for t in commas[-1:] if t < min(later) - 1]
    return max(min(stops), end)


def _left(tree: Tree, first: int, at: int, rivals: list[Draft], others: list[Draft]) -> int:
    """First token of the content."""
    starts = [first]
    for d in others:
        if d.cue and d.source is not None and d.cue[0] < at and d.cue[0] - first > FRONT:
            after = next((t for t in range(d.cue[0], at) if tree.begin[t] >= d.source.end), at)
            starts += [after] if after < at - 1 else []
    for joint in _joints(tree, first, at, contrast=False):
        spoken = any(tree.pos[t] in ("VERB", "AUX") for t in range(joint, at))
        ahead = [d for d in rivals if d.cue and d.cue[0] < joint and d.contents[-1][1] <= tree.begin[joint]]
        if spoken and any(d.source and d.source.start <= tree.begin[min(first + NEAR, joint)] for d in ahead):
            starts.append(joint + 1)
    return max(starts)


def _opens(tree: Tree, joint: int, rival: Draft) -> bool:
    """Is the rival's source the first phrase behind the joint?"""
    if rival.source is None or rival.cue is None or rival.cue[0] <= joint:
        return False
    before = [t for t in range(joint, rival.cue[0]) if tree.begin[t] < rival.source.start]
    return rival.source.start >= tree.begin[joint] and len(before) <= NEAR


def _clipped(line: str, start: int, end: int, a: int, b: int) -> Chars:
    start, end = max(start, a), min(end, b)
    while start < end and line[start] in STRIPPED:
        start += 1
    while end > start and line[end - 1] in STRIPPED:
        end -= 1
    return start, end


def before_told(draft: Draft, framed: dict[int, Draft]) -> Draft:
    """ "demanded that Oslo rein in the group, which said it had fired": what the
    relative clause reports is not hers."""
    if draft.rule not in ("clause", "object") or len(draft.contents) != 1 or draft.hit is None:
        return draft
    tree, (a, b) = draft.tree, draft.contents[0]
    who = tree.grammar.word("who") - tree.grammar.word("complementizer") | {"which"}
    for head, other in framed.items():
        if not a < tree.begin[head] < b or tree.quote[head] != draft.hit.quoted or other.rule != "clause":
            continue
        first = min(other.cue) if other.cue else head
        opens = first > 1 and tree.lower[first - 1] in who and tree.words[first - 2] == "," and other.span()[1] >= b - 1
        if opens:
            return draft.but(contents=((a, tree.end[first - 3]),))
    return draft
