"""When and where an act took place: the time and place expressions of its clause, taken from earlier stages."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.scene import Scene
from sitroom.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

DONE = frozenset({"asserted", "attributed", "denied"})
HEAD_TOKENS = 14  # a dateline is over by then
BEFORE = 3  # sentences of a paragraph looked back over
DASHES = frozenset({"-", "–", "—", "--", "―", ":"})
DAY = re.compile(r"^(\d{4}(?:-\d{2}(?:-\d{2})?|-W\d{2})?)")


def date_of(scene: Scene, token: Token, anchor: Token, own: bool = False) -> str | None:
    """ISO 8601 date of the time expression nearest to an act in its clause, else in the clauses that carry it on
    ("on Monday X met Y and urged ..."); None where there is none. With `own` only below the act's own word.

    Times inside a relative or adverbial clause below belong to that clause.
    """
    if own:
        return nearest_date(scene, token, token, clause_tokens(token))
    clause = tree.clause_of(anchor)
    day = nearest_date(scene, token, anchor, clause_tokens(clause if clause.pos_ in tree.VERBAL else token))
    for _ in range(3):
        shared = clause.dep_ in ("conj", "xcomp") or (clause.dep_ in ("advcl", "acl") and not finite(clause))
        if day is not None or not shared or clause.head == clause:
            return day
        clause = tree.clause_of(clause.head)
        day = nearest_date(scene, token, anchor, clause_tokens(clause))
    return day


def dates_of(
    scene: Scene, token: Token, anchor: Token, modality: str, news: bool, deed: bool
) -> tuple[str | None, str | None, str]:
    """(the clause's own date, a date lent by what stands around, where that stands: "dateline" or "sentence before").

    What is done cannot have a date after the report's: such a date belongs to what is asked, offered or ruled out.
    A date is lent only to the news of its sentence, told in the past, where the sentence has no time of its own: by the
    dateline, else (deeds only, not words, which are often said later) by the nearest earlier sentence of the paragraph
    that names days, if it names one and not a later one.
    """
    day = date_of(scene, token, anchor)
    if day is not None and modality in DONE and to_come(scene, day):
        day = None
    if day is not None or modality not in DONE or not news or not told_in_past(anchor):
        return day, None, ""
    here = days_in(scene, anchor.sent.start, anchor.sent.end)
    if here:
        line = dateline(scene, anchor)
        return None, line, "dateline" if line else ""
    here_at = bisect_left(scene.bounds, (anchor.sent.start, 0)) if deed else 0
    for start, end in reversed(scene.bounds[max(0, here_at - BEFORE) : here_at]):
        days = days_in(scene, start, end)
        if days:
            one = next(iter(days)) if len(days) == 1 else None
            fits = one is not None and len(one) == 10 and not to_come(scene, one)
            return None, one if fits else None, "sentence before" if fits else ""
    return None, None, ""


def to_come(scene: Scene, day: str) -> bool:
    """Does a date begin after the report was published?"""
    published = scene.prior.published
    if published is None:
        return False
    if "W" in day:
        try:
            day = dt.date.fromisocalendar(int(day[:4]), int(day[6:8]), 1).isoformat()
        except ValueError:
            return False
    return day > published[: len(day)]


def told_in_past(verb: Token) -> bool:
    """Is the verb or one of its helpers in a past tense (no helper "had": that is before the past)?"""
    helpers = [c for c in verb.children if c.dep_.startswith("aux") or c.dep_ == "cop"]
    return any("Past" in t.morph.get("Tense", []) for t in (verb, *helpers))


def days_in(scene: Scene, first: int, last: int) -> frozenset[str]:
    """The dates named between two tokens."""
    found: set[str] = set()
    for i in range(first, last):
        for time in (t for start, t in scene.clock.get(i, ()) if start == i):
            day = DAY.match(time.value or "") if time.type in ("DATE", "TIME") else None
            found.add(day.group(1) if day else "?")
    return frozenset(found)


def dateline(scene: Scene, anchor: Token) -> str | None:
    """The day of a dateline at the head of the sentence ("BAMAKO, March 4 - Gunmen ..."), where no other is named."""
    sentence = anchor.sent
    head = [t for t in sentence[:HEAD_TOKENS] if t.text in DASHES]
    days = days_in(scene, sentence.start, sentence.end)
    if not head or head[0].i >= anchor.i or len(days) != 1 or sentence[0].pos_ != "PROPN":
        return None
    inside = days_in(scene, sentence.start, head[0].i)
    one = next(iter(days))
    return one if inside == days and len(one) == 10 and not to_come(scene, one) else None


def finite(verb: Token) -> bool:
    """Has the verb a tense of its own?"""
    return "Fin" in verb.morph.get("VerbForm", []) or any(c.dep_.startswith("aux") for c in verb.children)


def nearest_date(scene: Scene, token: Token, anchor: Token, inside: set[int]) -> str | None:
    """The date nearest to a word among the time expressions of a clause."""
    near: list[tuple[int, str]] = []
    for first, time in {id(row[1]): row for i in inside for row in scene.clock.get(i, ())}.values():
        day = DAY.match(time.value or "") if time.type in ("DATE", "TIME") else None
        if day is None:
            continue
        own = token != anchor and token.is_ancestor(scene.block.doc[first])
        near.append((0 if own else 1 + abs(first - token.i), day.group(1)))
    return min(near)[1] if near else None


def clause_tokens(root: Token) -> set[int]:
    """Token indices of a clause without the finite clauses below it."""
    stop = frozenset({"relcl", "acl:relcl", "advcl", "ccomp", "conj", "parataxis"})
    return {t.i for t in tree.subtree_of(root, stop)} | {
        c.i for c in root.children if c.dep_ == "conj" and c.pos_ not in tree.VERBAL
    }


def place_of(scene: Scene, token: Token, anchor: Token, avoid: tuple[Span, ...]) -> str | None:
    """Name of the place an act's own prepositional phrases put it in; None where they name none or it is a party."""
    for word in (token, anchor):
        for preposition, head in tree.obliques(word):
            if not scene.lexicon.has("prep_in", preposition):
                continue
            for below in tree.subtree_of(head, frozenset({"relcl", "acl:relcl", "acl", "conj"})):
                for toponym in scene.sites.get(below.i, ()):
                    here = scene.block.span(below).within(toponym)
                    if here and toponym.use == "literal" and not any(toponym.within(s) for s in avoid):
                        return toponym.name
    return None
