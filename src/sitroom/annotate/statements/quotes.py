"""Quotation marks: which open, which close, which belong together, and which are strays.

Marks pair by kind and by line (a paragraph), with any space around them. A mark that cannot pair survives as a stray
and never changes how others pair. One pass with a stack: linear in the length of the line.

A quotation that its line opens but never closes runs to the end of the line when it looks like one that goes on in
the next paragraph (it stands first in the line) or is merely unfinished;
the mark is reported either way.

Deliberately not here: deciding whether a quotation is speech (direct.py does).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

# Opening mark -> the marks that may close it, the usual one first. „ closes with “ (German) or ” (Polish, Dutch).
PAIRS = {
    "«": "»”",
    "“": '”"',
    "„": "“”‟",
    '"': '"”',
    "‟": "”",
    "‹": "›",
    "‘": "’",
    "'": "'",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    "＂": "＂",
}
CLOSERS = "»”›」』"
ANY_MARK = re.compile("''|``|[" + "".join({*PAIRS, *"".join(PAIRS.values()), *CLOSERS}) + "]")
SINGLE = "'‘"  # alone they are apostrophes, unless a paragraph begins with one
SENTENCE = re.compile(r"[.!?…](?=\s)")
# spaces, and marks of direction that pages put before a name
BLANK = " \t\u00a0\u202f\u2009\u200a\u200b\u200e\u200f\u202a\u202b\u202c\u2060\ufeff"
OPEN_AFTER = BLANK + '([{—–:"“«'  # before a single mark that opens
CLOSE_BEFORE = ',.;:!?…)]}—–-"”»'  # behind one that closes
SINGLE_MARK = re.compile(r"(?:\W)'(?=[^\W_])|[^\s]'(?=\W|$)")
PARAGRAPH = 60  # characters: a shorter line that begins with an apostrophe is no unfinished quotation
LONG = 600  # characters: an unclosed quotation inside a line is not followed further than this


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters `start` to `end` of a line, marks included; `depth` 0 is outermost.

    closed  False: the closing mark is missing; opened False: the opening mark is missing
    """

    start: int
    end: int
    mark: str
    depth: int = 0
    closed: bool = True
    opened: bool = True

    @property
    def inner(self) -> tuple[int, int]:
        """Start and end of what stands between the marks."""
        return self.start + self.opened * len(self.mark), max(self.start + 1, self.end - self.closed * len(self.mark))


@dataclass(frozen=True, slots=True)
class Quotations:
    """All quotations of a line in order of start (outer before inner), and the positions of stray marks."""

    found: tuple[Quotation, ...]
    strays: tuple[int, ...]

    def outer(self) -> tuple[Quotation, ...]:
        """The outermost ones."""
        return tuple(q for q in self.found if q.depth == 0)


def find_quotations(line: str) -> Quotations:
    """Pair the quotation marks of one line. Never raises; linear in len(line)."""
    stack: list[tuple[int, str]] = []
    pairs: list[tuple[int, int, str]] = []
    strays: list[int] = []
    for found_mark in ANY_MARK.finditer(line):
        _take(line, found_mark.start(), found_mark.group(), stack, pairs, strays)
    found = _with_depth(pairs)
    rest = [(at, mark) for at, mark in stack if mark not in SINGLE or _opens_paragraph(line, at)]
    unclosed = [q for q in (_unclosed(line, at, mark, found) for at, mark in rest[-8:]) if q]
    strays += [at for at, _ in rest]
    over = [(q.start, q.end) for q in unclosed if not q.closed]
    found = [replace(q, depth=q.depth + 1) if any(a < q.start < b for a, b in over) else q for q in found]
    everything = sorted([*found, *unclosed], key=lambda q: (q.start, -q.end))
    return Quotations(tuple(everything), tuple(sorted(strays)))


def left_open(line: str) -> bool:
    """Does a line open a quotation that it does not close?"""
    found = find_quotations(line)
    return bool(found.strays) and any(not q.closed for q in found.found)


def closes(first: str, between: Sequence[str], last: str) -> bool | None:
    """Does `last` close the quotation that `first` leaves open, once and for good?

    False: no, but a later line may; None: no, and none will, for a new quotation is opened before.
    """
    here = find_quotations(last)
    before = find_quotations(first)
    opened = next((q for q in reversed(before.found) if not q.closed), None)
    if opened is None or last[:1] in PAIRS:
        return None
    head = first + " " + " ".join((*between, ""))
    joined = find_quotations(head + last)
    whole = next((q for q in joined.found if q.start == opened.start), None)
    if whole is not None and whole.closed and whole.end > len(head):
        first_mark = ANY_MARK.search(last.replace("’", " "))
        return True if first_mark and first_mark.end() + len(head) == whole.end else None
    return None if here.found or here.strays else False


def _take(
    line: str, at: int, mark: str, stack: list[tuple[int, str]], pairs: list[tuple[int, int, str]], strays: list[int]
) -> None:
    """Handle one character: open, close, or nothing."""
    if mark in ('"', "''", "``", "＂"):
        _straight(line, at, mark, stack, pairs)
        return
    if mark == "'":
        _typed(line, at, stack, pairs)
        return
    before, after = line[at - 1 : at], line[at + 1 : at + 2]
    if (
        mark == "“"
        and stack
        and stack[-1][1] == "“"
        and before
        and before not in BLANK
        and (not after or after in BLANK + ",.")
    ):
        pairs.append((stack.pop()[0], at + 1, mark))  # closed with its own opening mark
        return
    free = mark == "”" and not any(m in '“„"' for _, m in stack[-5:])
    glued = before in ".!?:" and (after.isupper() or after == "(")
    if free and after.strip() and (not before or before in BLANK or glued):
        mark = "“"  # opened with a closing mark
    single = mark in "‘’‚‹›"
    if single and _apostrophe(line, at):
        return
    for depth in range(len(stack) - 1, max(-1, len(stack) - 6), -1):
        opened, opener = stack[depth]
        if mark in PAIRS.get(opener, "") and not (mark in PAIRS and mark != "”" and depth < len(stack) - 1):
            pairs.append((opened, at + 1, opener))
            strays.extend(a for a, m in stack[depth + 1 :] if m not in SINGLE)
            del stack[depth:]
            return
    if mark in PAIRS and mark != "‟":
        stack.append((at, mark))
    elif mark in CLOSERS:
        strays.append(at)


def _straight(line: str, at: int, mark: str, stack: list[tuple[int, str]], pairs: list[tuple[int, int, str]]) -> None:
    """A mark that opens and closes alike: it closes what is open unless its spacing says that it opens."""
    twin = next((d for d in range(len(stack) - 1, max(-1, len(stack) - 4), -1) if stack[d][1] == mark), None)
    before, after = line[at - 1 : at], line[at + len(mark) : at + len(mark) + 1]
    opens = (
        (not before or before in BLANK or before in "([{—–-") and after not in BLANK and after not in ",.;:)" and after
    )
    if mark == '"' and before.isdigit() and twin is None:
        return  # inches, seconds
    curly = next((d for d in range(len(stack) - 1, max(-1, len(stack) - 4), -1) if stack[d][1] in "“«„"), None)
    if twin is None and curly is not None and not opens:  # opened “ or «, closed with a typewriter's "
        pairs.append((stack[curly][0], at + len(mark), stack[curly][1]))
        del stack[curly:]
        return
    if twin is None or (opens and at - stack[twin][0] > 1 and not _blank_before_open(line, stack[twin][0])):
        if twin is not None:
            stack.pop(twin)  # the earlier one never closed: a stray that must not swallow this one
        stack.append((at, mark))
        return
    pairs.append((stack[twin][0], at + len(mark), mark))
    del stack[twin:]


def _typed(line: str, at: int, stack: list[tuple[int, str]], pairs: list[tuple[int, int, str]]) -> None:
    """A typewriter's single mark: it opens before a word, closes behind one, and is an apostrophe inside one."""
    before, after = line[at - 1 : at], line[at + 1 : at + 2]
    if (not before or before in OPEN_AFTER) and (after.isalpha() or (after and after in '"“«…[')):
        stack.append((at, "'"))
        return
    twin = next((d for d in range(len(stack) - 1, max(-1, len(stack) - 4), -1) if stack[d][1] == "'"), None)
    if twin is None or before in BLANK or (after and after not in BLANK and after not in CLOSE_BEFORE):
        return
    if before in "sx" and after in BLANK and after and _closed_later(line, at):
        return  # the workers' union
    pairs.append((stack[twin][0], at + 1, "'"))
    del stack[twin:]


def _closed_later(line: str, at: int) -> bool:
    """Does another single mark close before one opens?"""
    for later in SINGLE_MARK.finditer(line, at + 1, at + LONG):
        return later.group()[0] not in OPEN_AFTER
    return False


def _opens_paragraph(line: str, at: int) -> bool:
    """A double mark, or a single one that begins a long line and is never closed in it."""
    return line[at] not in SINGLE or (at < 2 and len(line) > PARAGRAPH and line[at + 1 : at + 2].isupper())


def _blank_before_open(line: str, opened: int) -> bool:
    """Was the mark at `opened` itself set with a space after it? Then spacing says nothing in this line."""
    return line[opened + 1 : opened + 2] in BLANK


def _apostrophe(line: str, at: int) -> bool:
    """Is this single mark an apostrophe: inside a word, or after s before a space with nothing open?"""
    before, after = line[at - 1 : at], line[at + 1 : at + 2]
    if line[at] == "’":
        return before.isalnum() and after.isalnum()
    return line[at] == "‘" and before.isalnum()


def _with_depth(pairs: list[tuple[int, int, str]]) -> list[Quotation]:
    """Give each pair its depth; pairs that cross an earlier one are cut off by the stack, so they nest."""
    out: list[Quotation] = []
    open_ends: list[int] = []
    for start, end, mark in sorted(pairs, key=lambda p: (p[0], -p[1])):
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        if open_ends and open_ends[-1] < end:
            continue  # crosses: mixed kinds wrongly nested; the earlier reading stands
        if end - start > len(mark) + 1:
            out.append(Quotation(start, end, mark, len(open_ends)))
            open_ends.append(end)
    return out


def _fragment(line: str, quotation: Quotation, mark: str) -> bool:
    """Does a quotation of another mark read like words quoted within the paragraph that `mark` opens?"""
    start, end = quotation.inner
    before, last = line[: quotation.start].rstrip(BLANK)[-1:], line[start:end].rstrip(BLANK)[-1:]
    return quotation.mark != mark and before not in (",", ":", ".", "!", "?") and last not in ("!", "?", "…", ".")


def _unclosed(line: str, at: int, mark: str, found: list[Quotation]) -> Quotation | None:
    """A quotation without closing mark, where it may be believed: to the line's end, or to the next quotation."""
    if mark in ("''", "``", "‹", "‚") or any(q.start < at < q.end for q in found):
        return None
    if any(q.start == at + 1 for q in found):
        return None  # a mark set twice
    inside = [q for q in found if q.start > at]
    if not line[:at].strip(BLANK) and inside and all(_fragment(line, q, mark) for q in inside):
        return Quotation(at, len(line.rstrip()), mark, 0, closed=False)
    stop = min((q.start for q in inside), default=len(line))
    if stop < len(line):  # what introduces the next quotation is no part of this one
        ends = [m.end() for m in SENTENCE.finditer(line, at + 1, stop)]
        stop = ends[-1] if ends else stop
    stop = len(line[:stop].rstrip())
    first = not line[:at].strip(BLANK + "-–—")
    if not first and line[at + len(mark) :].lstrip(BLANK)[:1].islower():  # a fragment never closed: its sentence's end
        stop = next((m.start() for m in SENTENCE.finditer(line, at + 1, stop)), stop)
    if stop - at < 12 or (not first and stop - at > LONG):
        return None
    return Quotation(at, stop, mark, 0, closed=False)
