"""Moves in a parsed line: hang a token elsewhere, cut it off."""

from __future__ import annotations

from sitroom.annotate.statements.tree import Tree


def attach(tree: Tree, token: int, head: int, dep: str) -> None:
    """Hang a token below another one; never makes a circle."""
    if head == token or token in (head, *tree.ancestors(head)):
        return
    old = tree.head[token]
    if old != token and token in tree.kids[old]:
        tree.kids[old].remove(token)
    tree.head[token], tree.dep[token] = head, dep
    tree.kids[head] = sorted({*tree.kids[head], token})


def uproot(tree: Tree, token: int) -> None:
    """Make a token the head of its own clause."""
    old = tree.head[token]
    if old != token and token in tree.kids[old]:
        tree.kids[old].remove(token)
    tree.head[token], tree.dep[token] = token, "ROOT"


def label(tree: Tree, role: str) -> str:
    """A dependency label that plays the role."""
    return next(iter(sorted(tree.grammar[role])), "dep")
