"""Pages of voices: a name alone in a line, beside lines that are all quotation ("Ana Lopes, 34, nurse" / "I ...").

Whether a name heads what follows or signs what stands before is decided for each run of such lines: by what the run
begins with. Also a name behind the closing mark ("...” Ana Lopes, Denver.", "...” (Ana Lopes)"), and one before a dash.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitroom.annotate.statements.direct import quotes_of
from sitroom.annotate.statements.drafts import Draft
from sitroom.annotate.statements.layout import behind_number, is_all_quotation, told_by_verb
from sitroom.annotate.statements.phrases import Phrase
from sitroom.annotate.statements.tree import Tree

NAME = 5  # words
LINE = 24  # tokens of a line that names somebody, with age, trade and town
LOOSE = ("orphan", "continued", "ahead")  # drafts that a name beside them outdoes, unless a cue introduces them
DASHES = ("–", "—", "-")
ENDED = ".!?…"


@dataclass(frozen=True)
class Name:
    """Who a line names; `sure`: the model knows a person there, or an age follows."""

    found: Phrase
    sure: bool


def named_alone(tree: Tree, first: int = 0, stop: int | None = None) -> Name | None:
    """The name that tokens `first` to `stop` begin with, when nothing but age, trade and town follows it."""
    stop, first = len(tree) if stop is None else stop, first or behind_number(tree)
    while first < stop and (tree.punct(first) or tree.pos[first] == "SPACE" or tree.words[first][:1] in "-–—(@•*"):
        if tree.words[first][:1] == "@" or tree.words[first].lstrip("-–—(•*"):
            break  # "-Ana"
        first += 1
    if not 0 < stop - first <= LINE or any(tree.quote[t] >= 0 for t in range(first, stop)):
        return None
    if told_by_verb(tree, list(range(first, stop))):
        return None
    end = next((t for t in range(first, stop) if tree.words[t] in (",", "(", ")", "|", ".", *DASHES)), stop)
    words = [tree.words[t].lstrip("-–—•*") for t in range(first, end)]
    if not 0 < len(words) <= NAME or not words[0][:1].isupper() or not words[-1][:1].isupper():
        return None
    if tree.pos[first] in ("DET", "ADP", "PRON", "ADV") or any(len(w) > 3 and not w[:1].isupper() for w in words):
        return None
    aged = end + 1 < stop and tree.words[end] in (",", "(") and tree.words[end + 1].isdigit()
    whole = tree.person[first] is not None and tree.person[first] == tree.person[end - 1]
    if len(words) < 2 and not aged:
        return None
    start = tree.end[first] - len(words[0])
    return Name(Phrase(end - 1, start, tree.end[end - 1], "voice"), whole or aged)


def with_voices(trees: Sequence[Tree], drafts: list[Draft]) -> list[Draft]:
    """The drafts of a report, with the names in lines of their own as sources of the quotations beside them."""
    names = [named_alone(tree) if tree.block.section.kind == "body" else None for tree in trees]
    said = [n is None and bool(is_all_quotation(t)) for n, t in zip(names, trees, strict=True)]
    sources: dict[int, tuple[int, str]] = {}
    at = 0
    while at < len(trees):
        stop = at
        while stop < len(trees) and (names[stop] is not None or said[stop]):
            stop += 1
        sources |= _run(range(at, stop), names, said)
        at = max(stop, at + 1)
    numbers = {id(tree): n for n, tree in enumerate(trees)}
    return [_voiced(d, sources.get(numbers.get(id(d.home), -1)), trees, names) for d in drafts] if sources else drafts


def _run(lines: range, names: list[Name | None], said: list[bool]) -> dict[int, tuple[int, str]]:
    """line of a quotation -> line of its name and where that stands, in a run of names and quotations."""
    named = [n for n in lines if names[n] is not None]
    spoken = [n for n in lines if said[n]]
    if not named or not spoken:
        return {}
    sure = any(names[n].sure for n in named) or len(named) > 1  # type: ignore[union-attr]
    out: dict[int, tuple[int, str]] = {}
    above = names[lines[0]] is not None
    for n in spoken if sure else ():
        near = [m for m in named if m < n] if above else [m for m in named if m > n]
        if near:
            out[n] = (near[-1], "the line above") if above else (near[0], "the line below")
    return out


def _voiced(draft: Draft, source: tuple[int, str] | None, trees: Sequence[Tree], names: list[Name | None]) -> Draft:
    if source is None or draft.rule not in LOOSE or draft.hit is not None:
        return draft
    name = names[source[0]]
    if name is None:
        return draft
    return draft.but(
        rule="voice",
        score=0.75,
        source=name.found,
        source_tree=trees[source[0]],
        reason=None,
        note={"from": source[1]},
    )


def voice_draft(tree: Tree) -> Draft | None:
    """A quotation and a name in one line: "“P.” Ana Lopes, Denver.", "“P.” (Ana Lopes)", "Ana Lopes — “P.”"."""
    quotes = quotes_of(tree)
    if not quotes or not quotes[0].full:
        return None
    inner = tree.quotations.found[quotes[-1].number].inner
    ended = tree.line[inner[0] : inner[1]].rstrip()[-1:] in ENDED
    first, last = quotes[0].first, quotes[-1].last
    lead, behind = behind_number(tree), last + 1 < len(tree)
    if all(tree.punct(t) for t in range(lead, first)) and behind and ended and tree.words[last + 1] not in (",", ":"):
        name = named_alone(tree, last + 1)
    elif first > 1 and not any(not tree.punct(t) for t in range(last + 1, len(tree))):
        name = named_alone(tree, lead, first)
    else:
        return None
    between = [t for t in range(first, last) if tree.quote[t] < 0 and not tree.punct(t)]
    if name is None or not name.sure or between:
        return None
    contents = tuple((q.start, q.end) for q in quotes)
    return Draft(tree, "voice", 0.75, contents, None, None, name.found, note={"from": "the line itself"})
