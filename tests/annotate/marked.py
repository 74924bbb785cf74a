"""Sentences with marked roles: <S source>, <C cue>, <X content>, <A addressee>; marks do not nest."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitroom.annotate.parse import Parsed, parse
from sitroom.annotate.prior import Prior
from sitroom.annotate.statements import find_statements
from sitroom.lang import load_lang
from sitroom.model import Section, Statement

MARK = re.compile(r"<([SCXA]) ([^<>]*)>")


@dataclass(frozen=True)
class Marked:
    text: str
    roles: dict[str, tuple[str, ...]]


def unmark(marked: str) -> Marked:
    """The plain sentence, and the marked words by role."""
    roles: dict[str, list[str]] = {"S": [], "C": [], "X": [], "A": []}
    for role, words in MARK.findall(marked):
        roles[role].append(words)
    return Marked(MARK.sub(lambda m: m.group(2), marked), {k: tuple(v) for k, v in roles.items()})


def sections_of(text: str, kind: str = "body") -> tuple[Section, ...]:
    """Every non-blank line as one section."""
    out, at = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            out.append(Section(start=start, end=start + len(stripped), kind=kind, reason="test"))
        at += len(line) + 1
    return tuple(out)


def statements_of(text: str, language: str, prior: Prior | None = None, kind: str = "body") -> tuple[Statement, ...]:
    parsed: Parsed = parse(text, sections_of(text, kind), language)
    return find_statements(parsed, prior or Prior(), load_lang(language))


def fits(marked: Marked, statement: Statement) -> bool:
    """Does the statement have exactly the marked source, cue, contents, and the marked addressees?"""
    text = marked.text
    got = {
        "S": tuple(s.of(text) for s in statement.sources),
        "C": (statement.cue.of(text),) if statement.cue else (),
        "X": tuple(s.of(text) for s in statement.contents),
        "A": tuple(s.of(text) for s in statement.addressees),
    }
    wanted = marked.roles
    return (
        (
            got["S"] == wanted["S"] or (not wanted["S"] and all(s in "".join(wanted["C"]) for s in got["S"]))
        )  # a-t-elle dit, à l'en croire: source in the cue
        and got["C"] == wanted["C"]
        and got["X"] == wanted["X"]
        and (not wanted["A"] or got["A"] == wanted["A"])
    )


def shown(text: str, statements: tuple[Statement, ...]) -> str:
    """What was found, for the message of a failed test."""
    lines = [
        f"{s.rule}: S{[x.of(text) for x in s.sources]} C{s.cue.of(text) if s.cue else None!r}"
        f" X{[x.of(text) for x in s.contents]} A{[x.of(text) for x in s.addressees]}"
        for s in statements
    ]
    return "\n".join(lines) or "nothing"
