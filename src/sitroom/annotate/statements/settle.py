"""Drafts become Statements: kind, sourcing, modality, actor, venue, time, and which lies within which."""

from __future__ import annotations

from typing import Any

from sitroom.annotate.parse import Parsed
from sitroom.annotate.prior import Prior
from sitroom.annotate.statements.drafts import Draft
from sitroom.annotate.statements.hits import Hit, is_negated
from sitroom.annotate.statements.sources import Phrase
from sitroom.annotate.statements.tree import Tree
from sitroom.lang import Lang
from sitroom.model import Modality, Ref, Sourcing, Span, Statement, StatementKind


def settle(drafts: list[Draft], parsed: Parsed, prior: Prior, lang: Lang) -> tuple[Statement, ...]:
    """Statements of the drafts, in text order."""
    made = [_statement(d, prior, lang, f"s{n}") for n, d in enumerate(drafts, start=1)]
    return tuple(made)


def _statement(draft: Draft, prior: Prior, lang: Lang, id: str) -> Statement:
    home = draft.home.block
    contents = tuple(home.chars(a, b) for a, b in draft.contents)
    cue = None
    if draft.cue:
        a, b = draft.cue
        cue = draft.tree.block.chars(draft.tree.begin[a], draft.tree.end[b])
    sources = ()
    if draft.source:
        span = (draft.source_tree or draft.tree).block.chars(draft.source.start, draft.source.end)
        sources = (Ref(start=span.start, end=span.end, actor=None),)
    return Statement(id=id, sources=sources, cue=cue, contents=contents, kind="indirect", sourcing="named",
        rule=f"{lang.code}.statement.{draft.rule}", score=draft.score)
