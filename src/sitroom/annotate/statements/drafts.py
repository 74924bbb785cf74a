"""What rules hand to each other before statements are made: drafts, and the characters of a content."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from sitroom.annotate.statements.hits import Hit
from sitroom.annotate.statements.phrases import Phrase
from sitroom.annotate.statements.tree import Tree

Chars = tuple[int, int]


@dataclass(frozen=True)
class Draft:
    """One attribution within a line (contents and source may lie in a neighbouring line: `content_tree`).

    cue     first and last token of the cue, or None; contents: character spans of the line
    name    the source's full name, where what is written only hints at it (initials in an interview)
    more    further contents in later lines: a quotation that goes on over paragraphs
    rule    name of the rule without language and layer; note: what was decided and why
    """

    tree: Tree
    rule: str
    score: float
    contents: tuple[Chars, ...]
    hit: Hit | None = None
    cue: Chars | None = None
    source: Phrase | None = None
    source_tree: Tree | None = None
    addressees: tuple[Phrase, ...] = ()
    content_tree: Tree | None = None
    modality: str | None = None
    reason: str | None = None
    name: str | None = None
    more: tuple[tuple[Tree, Chars], ...] = ()
    note: dict[str, Any] = field(default_factory=dict)

    @property
    def home(self) -> Tree:
        """The line the contents lie in."""
        return self.content_tree or self.tree

    def span(self) -> Chars:
        """First to last character of the contents."""
        return min(a for a, _ in self.contents), max(b for _, b in self.contents)

    def but(self, **changes: Any) -> Draft:
        return replace(self, **changes)


def spans_of(
    tree: Tree, tokens: list[int], cut: set[int] | frozenset[int] = frozenset(), inside: int = -1
) -> tuple[Chars, ...]:
    """Characters from the first to the last of `tokens`; split where tokens of `cut` stand between.

    Complementizers in front, punctuation at both ends and blanks are dropped; a quotation that is entered
    is taken whole with its marks, unless the cut lies in it. `inside`: the quotation the cue itself stands in.
    """
    if not tokens:
        return ()
    own = [t for t in range(tokens[0], tokens[-1] + 1) if t not in cut]
    runs: list[list[int]] = []
    for t in own:
        if runs and runs[-1][-1] == t - 1:
            runs[-1].append(t)
        else:
            runs.append([t])
    trimmed = [_trim(tree, run) for run in runs]
    if inside >= 0:
        trimmed = [_unclosed(tree, run, inside) for run in trimmed]
    return tuple(_with_quotes(tree, run, cut, inside) for run in trimmed if run and any(not tree.punct(t) for t in run))


def _unclosed(tree: Tree, run: list[int], inside: int) -> list[int]:
    """Without the closing mark of the quotation the cue itself stands in."""
    end = tree.quotations.found[inside].end
    while run and (tree.end[run[-1]] >= end or tree.words[run[-1]] in ".,") and tree.punct(run[-1]):
        run = run[:-1]
    return run


def _trim(tree: Tree, run: list[int]) -> list[int]:
    lo, hi = 0, len(run)
    introducers = tree.grammar.word("complementizer")
    while lo < hi and (
        (tree.punct(run[lo]) and not _opens(tree, run[lo]))
        or tree.pos[run[lo]] == "SPACE"
        or (tree.lower[run[lo]] in introducers and not _determines(tree, run[lo]))
    ):
        lo += 1
    start = tree.begin[run[lo]] if lo < len(run) else 0
    while hi > lo and (tree.punct(run[hi - 1]) and not _closes(tree, run[hi - 1], start)):
        hi -= 1
    while hi > lo and (tree.pos[run[hi - 1]] in ("CCONJ",) or tree.words[run[hi - 1]] in ",;:–—-."):
        hi -= 1
    return run[lo:hi]


def _determines(tree: Tree, token: int) -> bool:
    """ "That figure is wrong" starts with no complementizer."""
    after = token + 1
    if after < len(tree) and tree.pos[token] in ("PRON", "DET") and tree.morph(after, "VerbForm") == "Fin":
        return True  # "said that was wrong"
    if tree.is_(token, "mark_any"):
        return False
    return tree.pos[token] == "DET" or (tree.is_(token, "subject") and token == tree.sentences[tree.sentence[token]][0])


def _opens(tree: Tree, token: int) -> bool:
    a, b = tree.begin[token], tree.end[token]
    return any(a <= q.start < b for q in _near(tree, token))


def _closes(tree: Tree, token: int, start: int) -> bool:
    """Does the token close a quotation? One that opened before `start` must not be the cue's own."""
    a, b = tree.begin[token], tree.end[token]
    return any(q.closed and a < q.end <= b and (q.start >= start - 2 or q.depth == 0) for q in _near(tree, token))


def _near(tree: Tree, token: int):  # type: ignore[no-untyped-def]
    n = tree.quote[token]
    if n < 0:
        return ()
    q = tree.quotations.found[n]
    return tuple(x for x in tree.quotations.found[n : n + 12] if x.start < q.end)


def _with_quotes(tree: Tree, run: list[int], cut: set[int] | frozenset[int], inside: int) -> Chars:
    """Grow over quotations that the run enters but does not finish."""
    start, end = tree.begin[run[0]], tree.end[run[-1]]
    cuts = [(tree.begin[t], tree.end[t]) for t in cut]
    for n in {tree.quote[run[0]], tree.quote[run[-1]]} - {-1, inside}:
        q = tree.quotations.found[n]
        if not any(q.start < b and a < q.end for a, b in cuts):
            start, end = min(start, q.start), max(end, q.end)
    while start < end and tree.line[start] in ",;: ":
        start += 1
    return start, _whole_word(tree.line, end)


def _whole_word(line: str, end: int) -> int:
    """To the end of a hyphenated word that the parser divided ("rond | - | point")."""
    if end > 0 and line[end : end + 1] == "-" and line[end - 1].isalnum() and line[end + 1 : end + 2].isalpha():
        end += 1
        while end < len(line) and line[end].isalnum():
            end += 1
    return end


def merge(spans: tuple[Chars, ...]) -> tuple[Chars, ...]:
    """Sorted, overlapping ones joined."""
    out: list[Chars] = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return tuple(out)


def adjoined(line: str, spans: tuple[Chars, ...]) -> tuple[Chars, ...]:
    """Sorted, those with nothing but blanks between them joined."""
    out: list[Chars] = []
    for a, b in sorted(spans):
        if out and not line[out[-1][1] : a].strip():
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return tuple(out)
