"""Lines that were broken to fit a page or a screen, joined to paragraphs again.

A line that is about as wide as the widest, does not end a paragraph by its look, and is followed by a line that goes
on, was broken by a machine. A word cut by a hyphen is made whole unless the text has it with the hyphen elsewhere.
Deliberately not here: words of any language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

# A line at least so much of the usual width was probably broken, not ended.
FULL = 0.72
NARROW = 30
STOP = re.compile(r"[.!?…:;][\"'»”’)\]]*\Z")
LISTED = re.compile(r"\s*(?:[-*•–—·▪■]\s|\d{1,3}[.)]\s|\(?[a-z]\)\s|>)")
CUT = re.compile(r"([^\W\d_]+)-\Z")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
DIGITS = re.compile(r"\d+")
LONGEST_WORD = 80
# Lines looked at on each end of a page for running heads.
EDGE = 3


def joined(pages: Sequence[str]) -> str:
    """The pages of a document as paragraphs, without the lines that recur on them; paragraphs run over page ends."""
    split = [[line.rstrip() for line in page.splitlines()] for page in pages]
    heads = _recurring(split)
    lines: list[str] = []
    for page in split:
        kept = [line for number, line in enumerate(page) if not _is_head(line, number, len(page), heads)]
        while kept and not kept[0].strip():
            kept.pop(0)
        while kept and not kept[-1].strip():
            kept.pop()
        if lines and kept and (STOP.search(lines[-1]) or LISTED.match(kept[0]) or not kept[0][:1].islower()):
            lines.append("")
        lines += kept
    return unwrapped("\n".join(lines))


def unwrapped(text: str) -> str:
    """A text with its broken lines joined; as it is where its lines are paragraphs already."""
    given = text.split("\n")
    lines = [" ".join(line.split()) if not line.startswith(">") else line.rstrip() for line in given]
    width = width_of(lines)
    if width is None:
        return text
    indents = [len(line) - len(line.lstrip()) for line in given]
    usual = Counter(i for i, line in zip(indents, lines, strict=True) if line).most_common(1)[0][0]
    known = Counter(word.lower() for line in lines for word in WORD.findall(line)[:-1])
    made: list[list[str]] = []
    open_line = False
    for number, line in enumerate(lines):
        if open_line and line and _goes_on(line) and indents[number] <= usual:
            made[-1][-1] = _end(made[-1][-1], line, known)
            made[-1].append(line)
        else:
            made.append([line])
        after = lines[number + 1] if number + 1 < len(lines) else ""
        open_line = bool(line) and was_broken(line, after, width)
    return _spaced(["".join(parts) for parts in made])


def width_of(lines: Sequence[str]) -> int | None:
    """How wide the lines were made; None where they are no broken lines."""
    lengths = sorted(len(line) for line in lines if line)
    if len(lengths) < 3:
        return None
    width = lengths[int(len(lengths) * 0.9)]
    following = sum(1 for a, b in pairwise(lines) if a and b)
    inside = [a for a, b in pairwise(lines) if a and b and not STOP.search(a)]
    if width < NARROW or width > 200 or following < 2 or 3 * len(inside) < following:
        return None
    return width


def was_broken(line: str, after: str, width: int) -> bool:
    """Did a machine end this line, not its writer? `after` is the next line, `width` how wide lines were made."""
    if not after or LISTED.match(after):
        return False
    if CUT.search(line[-LONGEST_WORD:]) and after[:1].islower():
        return True
    first = len(after.split(" ", 1)[0])
    # The next word would not have fitted: no one ends a paragraph there.
    tight = len(line) + 1 + first > width
    if STOP.search(line):
        return tight and len(line) >= FULL * width and (after[:1].islower() or len(line) >= 0.9 * width)
    return len(line) >= FULL * width or tight or (after[:1].islower() and len(line) >= NARROW)


def _goes_on(line: str) -> bool:
    return not LISTED.match(line)


def _end(before: str, line: str, known: Counter[str]) -> str:
    """A line as it stands before the one it goes on in: with a space, or without its hyphen."""
    cut = CUT.search(before[-LONGEST_WORD:])
    following = WORD.match(line[:LONGEST_WORD])
    if not cut or not following:
        return f"{before} "
    whole, parted = (cut[1] + following[0]).lower(), f"{cut[1]}-{following[0]}".lower()
    compound = not line[:1].islower() or len(cut[1]) < 2 or (known[parted] and not known[whole])
    return before if compound else before[:-1]


def _spaced(lines: Sequence[str]) -> str:
    """A blank line between paragraphs, none doubled."""
    text = "\n\n".join(line for line in lines if line)
    return text + "\n" if text else ""


def _recurring(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Lines at the ends of pages that stand on at least half of three or more, numbers aside."""
    if len(pages) < 3:
        return frozenset()
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_form(line) for line in (*page[:EDGE], *page[-EDGE:]) if line.strip()})
    return frozenset(form for form, count in counts.items() if 2 * count >= len(pages) and count >= 3)


def _is_head(line: str, number: int, count: int, heads: frozenset[str]) -> bool:
    edge = number < EDGE or number >= count - EDGE
    return edge and _form(line) in heads


def _form(line: str) -> str:
    return DIGITS.sub("0", " ".join(line.split()))
