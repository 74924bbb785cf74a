"""An expression with its value, and what its place in the line and the one before it tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitroom.annotate.times.calendar import Date
from sitroom.annotate.times.grammar import Grammar, Hit
from sitroom.annotate.times.values import Context, Outcome
from sitroom.model import TimexType

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Reading:
    """One expression with its value; `date` and `kind` serve what follows it. `joined`: of two neighbours."""

    hit: Hit
    start: int
    end: int
    outcome: Outcome
    type: TimexType
    mod: str | None
    rule: str
    ahead: bool | None = None
    joined: bool = False


def is_scene(hit: Hit, line: str) -> bool:
    """Is it a sentence of its own ("Mardi, 18 heures."), as stories set their scenes?"""
    return line[: hit.start].rstrip()[-1:] in ("", *".!?…") and line[hit.end :].lstrip()[:1] == "."


def conjoined(hit: Hit, doc: Doc | None, previous: Reading | None, context: Context) -> bool | None:
    """Of a weekday joined to one before that is not today ("on Monday and Tuesday"): does that lie ahead? Else None."""
    if previous is None or doc is None or hit.compiled.rule.op != "weekday" or context.published is None:
        return None
    day = previous.outcome.date
    if previous.hit.compiled.rule.op != "weekday" or day is None or day == context.published.date:
        return None
    span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
    head = span.root.head if span is not None and len(span) and span.root.dep_ == "conj" else None
    return day > context.published.date if head is not None and previous.start <= head.idx < previous.end else None


def headed(previous: Reading | None, line: str) -> Date | None:
    """The day that heads the line up to a colon or dash, as in a list of what is to come ("Mardi : discours, dès 9
    heures"); None where the last expression is none."""
    if previous is None or line[: previous.start].strip(" •*-–—") or previous.outcome.kind != "day":
        return None
    return previous.outcome.date if line[previous.end :].lstrip()[:1] in (":", "–", "—", "|") else None


def in_range(hit: Hit, line: str, previous: Reading | None, grammar: Grammar, context: Context) -> bool | None:
    """Of the weekday that ends a stretch whose first day was just told ("de vendredi 16 heures à samedi midi"): does it
    lie ahead? Else None."""
    if previous is None or context.published is None or not hit.compiled.rule.op.startswith("weekday"):
        return None
    day, today = previous.outcome.date, context.published.date
    between = line[previous.end : hit.start].strip().lower()
    if day is None or day < today or between not in grammar.ranges or not previous.hit.slots.get("weekday"):
        return None
    return True


def heads(hit: Hit, line: str) -> bool:
    """Is it what an entry of a live page begins with: alone in its line, or before a dash ("14 h 05 – ...")?"""
    return not line[: hit.start].strip(" •*[(") and not line[hit.end :].lstrip(" .])")[:1].strip("-–—|•:")
