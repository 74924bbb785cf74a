"""What a line must hold for a pattern to match in it: most patterns need not be tried in most lines, nor compiled.

Deliberately not here: what a word class is spelled like (grammar.py). Not all that a pattern needs is found, only what
its letters and classes say; flags, numbers of times and character sets are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

TOKEN = re.compile(
    r"\\.|\[(?:\\.|[^\]\\])+\]|\{(?P<name>[a-z_]+)(?::[a-z_]+)?\}|\{\d*,?\d*\}"
    r"|\((?:\?(?:<?[!=]|:|-?[a-z]+:|P<\w+>))?|.",
    re.DOTALL,
)
DENIED = ("(?!", "(?<!")
OPTIONAL = ("?", "*", "{0", "{,")
SHORTEST = 3  # letters of a word that is worth looking for

Need = frozenset[str]  # words in small letters, and classes as "{name}": one of them is in the line


@dataclass
class Group:
    """An open bracket of a pattern: whether what is in it must be there, what its branches need, and the letters that
    have been read last."""

    counts: bool = True
    branches: list[list[Need]] = field(default_factory=lambda: [[]])
    letters: str = ""

    def end_word(self) -> None:
        """What was read last is a word by itself."""
        if len(self.letters) >= SHORTEST:
            self.branches[-1].append(frozenset({self.letters.lower()}))
        self.letters = ""

    def needs(self) -> list[Need]:
        """What is in every match of the group: of several branches the best that each needs, one of which there is."""
        if len(self.branches) == 1:
            return self.branches[0]
        return [frozenset().union(*map(best, self.branches))] if all(self.branches) else []


def best(branch: list[Need]) -> Need:
    """The need of a branch that fewest lines meet: the longest words; a class has many spellings."""
    return max(branch, key=lambda need: (min(2 if w.startswith("{") else len(w) for w in need), -len(need), max(need)))


def needed(pattern: str) -> tuple[Need, ...]:
    """What every match of a pattern (with classes as in times.toml) holds: of each of these something. What is optional
    or denied does not count."""
    stack = [Group()]
    tokens = list(TOKEN.finditer(pattern))
    for token, following in zip(tokens, [*(t.group() for t in tokens[1:]), ""], strict=True):
        text, there = token.group(), not following.startswith(OPTIONAL)
        if text.isalnum() or text in ("'", "-"):
            if there:
                stack[-1].letters += text
            if not there or following.startswith(("+", "{")):
                stack[-1].end_word()
            continue
        stack[-1].end_word()
        if text.startswith("("):
            stack.append(Group(counts=text not in DENIED))
        elif text == ")" and len(stack) > 1:
            group = stack.pop()
            if group.counts and there:
                stack[-1].branches[-1] += group.needs()
        elif text == "|":
            stack[-1].branches.append([])
        elif token["name"] and there:
            stack[-1].branches[-1].append(frozenset({f"{{{token['name']}}}"}))
    stack[-1].end_word()
    return tuple(stack[0].needs())
