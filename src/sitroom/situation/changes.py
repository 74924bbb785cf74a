"""What changed between two texts of one report, as text: lines and words, with offsets on both sides.

Lines are paired by likeness, not by place alone, so a paragraph that moved is not one removed and one added. Linear in
practice: equal lines are taken away first, and only what is left between them is compared closely.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from sitroom.model import Dossier, Span, TextChange, WordChange

TOKEN = re.compile(r"\w+|[^\w\s]")
ALIKE = 0.5  # share of the tokens two lines have in common to be one line that changed
CARRIED = 0.75  # and to be one line that went elsewhere
CLOSELY = 60  # lines left over on each side up to which every pair is compared
LINES = 5_000  # lines of a text that are aligned; beyond, it counts as changed whole
WIDE = 400  # tokens of a line compared word by word; a longer one counts as changed whole

Line = tuple[Span, str]


def text_changes(old: Dossier, new: Dossier) -> tuple[TextChange, ...]:
    """Lines added, removed, changed, moved, in the order of the new text (removed ones where they stood)."""
    before, after = lines_of(old), lines_of(new)
    left = [norm(span.of(old.text)) for span, _ in before]
    right = [norm(span.of(new.text)) for span, _ in after]
    found: list[tuple[int, TextChange]] = []
    gone: list[int] = []
    come: list[int] = []
    for i1, i2, j1, j2 in gaps(left, right):
        pairs = paired(left[i1:i2], right[j1:j2])
        for i, j in pairs:
            found.append((j1 + j, changed(old, new, before[i1 + i], after[j1 + j])))
        gone += [i for i in range(i1, i2) if i - i1 not in {p[0] for p in pairs}]
        come += [j for j in range(j1, j2) if j - j1 not in {p[1] for p in pairs}]
    for i, j in carried([left[i] for i in gone], [right[j] for j in come]):
        one, other = before[gone[i]], after[come[j]]
        if left[gone[i]] == right[come[j]]:
            change = TextChange(kind="moved", old=plain(one[0]), new=plain(other[0]), section=other[1])
        else:
            change = changed(old, new, one, other)
        found.append((come[j], change))
    used = {c.new.start for _, c in found if c.new}, {c.old.start for _, c in found if c.old}
    for j in come:
        if after[j][0].start not in used[0]:
            found.append((j, TextChange(kind="added", old=None, new=plain(after[j][0]), section=after[j][1])))
    gone = [i for i in gone if before[i][0].start not in used[1]]
    share = len(right) / max(1, len(left))
    found += [
        (round(i * share), TextChange(kind="removed", old=plain(before[i][0]), new=None, section=before[i][1]))
        for i in gone
    ]
    return tuple(change for _, change in sorted(found, key=order))


def gaps(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Where two sequences differ between what they have in common, in order: [i1, i2) became [j1, j2)."""
    from rapidfuzz.distance import LCSseq

    if len(left) > LINES or len(right) > LINES:
        return [(0, len(left), 0, len(right))]
    found: list[tuple[int, int, int, int]] = []
    for op in LCSseq.opcodes(left, right):
        if op.tag == "equal":
            continue
        if found and found[-1][1] == op.src_start and found[-1][3] == op.dest_start:
            last = found.pop()
            found.append((last[0], op.src_end, last[2], op.dest_end))
        else:
            found.append((op.src_start, op.src_end, op.dest_start, op.dest_end))
    return found


def order(item: tuple[int, TextChange]) -> tuple[int, int, int]:
    """By place in the new text, removed lines first, then by place in the old one."""
    at, change = item
    return at, 0 if change.new is None else 1, change.old.start if change.old else -1


def lines_of(dossier: Dossier) -> list[Line]:
    """Lines with their kind."""
    if dossier.sections:
        return [(section, section.kind) for section in dossier.sections]
    return [
        (Span(start=m.start(), end=m.end()), "body")
        for m in re.finditer(r"[^\n]+", dossier.text)
        if m.group().strip()
    ]  # fmt: skip


def norm(line: str) -> str:
    """A line as compared: white space, and how quotation marks and dashes are drawn, make no difference."""
    line = re.sub(r"[«»“”„\"]\s*|\s*(?=[«»“”„\"])", '"', line)
    return " ".join(line.replace("’", "'").replace("–", "-").replace("—", "-").split())


def paired(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Lines that are one line, changed; each line at most once, best pairs first, no two pairs crossing."""
    if not left or not right:
        return []
    if len(left) > CLOSELY or len(right) > CLOSELY:
        return [
            (n, n) for n in range(min(len(left), len(right))) if likeness(left[n], right[n]) >= ALIKE
        ]  # fmt: skip
    scored = sorted(
        ((likeness(a, b), -abs(i - j), -i, -j) for i, a in enumerate(left) for j, b in enumerate(right)), reverse=True
    )
    found: list[tuple[int, int]] = []
    for score, _, i, j in scored:
        if score < ALIKE:
            break
        if all((-i - a) * (-j - b) > 0 for a, b in found):
            found.append((-i, -j))
    return sorted(found)


def carried(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Lines that went elsewhere, as they were or a little changed; each line at most once, the most alike first."""
    if len(left) * len(right) > CLOSELY * CLOSELY:
        places = {text: j for j, text in reversed(list(enumerate(right)))}
        return [(i, places.pop(text)) for i, text in enumerate(left) if text in places]
    scored = sorted(((likeness(a, b), -i, -j) for i, a in enumerate(left) for j, b in enumerate(right)), reverse=True)
    found: dict[int, int] = {}
    for score, i, j in scored:
        if score >= CARRIED and -i not in found and -j not in found.values():
            found[-i] = -j
    return sorted(found.items())


def likeness(left: str, right: str) -> float:
    """Share of the shorter line's words that the other has; very short lines must share more."""
    a, b = ([t.casefold() for t in TOKEN.findall(x) if t.isalnum()] for x in (left[:4000], right[:4000]))
    if not a or not b:
        return 1.0 if left == right else 0.0
    rest = list(b)
    common = 0
    counts: dict[str, int] = {}
    for token in rest:
        counts[token] = counts.get(token, 0) + 1
    for token in a:
        if counts.get(token, 0):
            counts[token] -= 1
            common += 1
    return common / max(min(len(a), len(b)), max(len(a), len(b)) / 3)


def changed(old: Dossier, new: Dossier, before: Line, after: Line) -> TextChange:
    """One line that changed, with its words."""
    return TextChange(
        kind="changed",
        old=plain(before[0]),
        new=plain(after[0]),
        section=after[1],
        words=word_changes(old.text, new.text, before[0], after[0]),
    )


def word_changes(old: str, new: str, before: Span, after: Span) -> tuple[WordChange, ...]:
    """Runs of words replaced, put in or taken out. Offsets are into the two texts."""
    left = [(m.start() + before.start, m.end() + before.start) for m in TOKEN.finditer(before.of(old))]
    right = [(m.start() + after.start, m.end() + after.start) for m in TOKEN.finditer(after.of(new))]
    if len(left) > WIDE or len(right) > WIDE:
        return (WordChange(old=plain(before), new=plain(after)),)
    a, b = [old[s:e] for s, e in left], [new[s:e] for s, e in right]
    return tuple(
        WordChange(old=extent(left, i1, i2, before), new=extent(right, j1, j2, after))
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
        if tag != "equal"
    )


def extent(tokens: list[tuple[int, int]], first: int, last: int, line: Span) -> Span:
    """Characters of the tokens first..last-1; where there are none, the place between their neighbours."""
    if first < last:
        return Span(start=tokens[first][0], end=tokens[last - 1][1])
    at = tokens[first - 1][1] if first else line.start
    return Span(start=at, end=at)


def plain(span: Span) -> Span:
    """The span alone, whatever it was part of."""
    return Span(start=span.start, end=span.end)


def similarity(old: str, new: str) -> float:
    """How much of the two texts' lines is the same, 0 to 1, by characters."""
    left, right = ([norm(x) for x in text.split("\n") if x.strip()] for text in (old, new))
    total = sum(map(len, left)) + sum(map(len, right))
    lost = sum(len(x) for i1, i2, _, _ in gaps(left, right) for x in left[i1:i2])
    come = sum(len(x) for _, _, j1, j2 in gaps(left, right) for x in right[j1:j2])
    return round(1 - (lost + come) / total, 4) if total else 1.0
