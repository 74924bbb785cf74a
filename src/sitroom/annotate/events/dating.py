"""The day of an event: which of the days its report names, the report's own, or none.

Each mention tells of every candidate what speaks for it (`day_options`): where the day stands (in its clause, its
sentence, the sentences before, the lead, a dateline), how the act is told (tense, noun, headline), how far the day lies
from publication. What this weighs is learnt from our own train gold by `python -m evals.days` (data/days.toml). The
mentions of one event choose together (`day_of`).

What stands under "after" was before: it gets no day of its sentence, or one counted back ("on Friday, two days after
rebels seized ..."). Other arithmetic ("two days before the vote") is known only where the times stage valued it.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.scene import Scene, days_between
from sitroom.annotate.events.when import date_of, dateline, marker, off, to_come
from sitroom.annotate.weights import shares, weights_of
from sitroom.model import Timex

if TYPE_CHECKING:
    from spacy.tokens import Token

NAME = "days"
Options = tuple[tuple[str | None, Mapping[str, float]], ...]
BACK = 4  # times before an act that are looked at
INSIDE = 8  # times of its own sentence
NEAR, FAR = 300, 1200  # characters back that are near, and no more so
RELATIVE = frozenset({"relcl", "acl:relcl"})
LENGTH = re.compile(r"P(?:(?P<n>\d{1,3})(?P<unit>[DW])|(?P<time>T).*)")
TYPED = frozenset({"future", "coming time", "today", "yesterday", "week"})  # what lies so counts with the type
# How sure a day must be: how likely it is of all, over the root of how likely there is one. Gold leaves days out that
# it could have told, so that there is one counts half. Chosen by folds: a wrong day costs more than none.
SURE = 0.5


def day_options(
    scene: Scene, token: Token, anchor: Token, own: str | None, how: Sequence[str], type: str = ""
) -> Options:
    """The days an act may have been on, None among them, with what speaks for each.

    own  the day its clause names; how: what kind of act it is, in words that count with how far a day lies off; type:
         its type, which counts with days to come or near publication, and with none
    """
    calendar, under = scene.calendar, under_after(scene, token)
    told: dict[str, dict[str, float]] = defaultdict(dict)
    for name, day in (
        ("clause", own),
        ("first", calendar.first),
        ("dateline", dateline(scene, anchor)),
        ("published", calendar.published),
        ("counted", counted(scene, under) if under is not None else None),
        *around(scene, token, anchor, under),
    ):
        if day is not None:
            told[day][name] = 1.0
    kinds = (telling(scene, anchor), *how)
    for day, signs in told.items():
        gap = apart(scene, day)
        crossed = [f"{gap}, {kind}" for kind in (*kinds, *([type] if type and gap in TYPED else []))]
        if gap == "today":
            crossed += [f"today, {sign}" for sign in ("first", "clause") if sign in signs]
            crossed += ["today, live"] if calendar.live else []
        signs |= dict.fromkeys((gap, *crossed), 1.0)
    near = "clause" if own else "sentence" if any("sentence" in signs for signs in told.values()) else "nothing near"
    if under is not None and not any("counted" in signs for signs in told.values()):
        kinds = (*kinds, "after")
    nothing = dict.fromkeys(("none", f"none, {near}", *(f"none, {kind}" for kind in (*kinds, type) if kind)), 1.0)
    return ((None, nothing), *sorted(told.items()))


def around(scene: Scene, token: Token, anchor: Token, under: Token | None) -> Iterator[tuple[str, str]]:
    """Where days stand around an act: (what is said of the place, day)."""
    calendar = scene.calendar
    sentence = scene.block.span(anchor.sent)
    at = bisect_left(calendar.starts, sentence.start)
    for time, day in calendar.times[at : at + INSIDE]:
        if time.start >= sentence.end:
            break
        yield from inside(scene, token, anchor, time, day)
        yield from outside(scene, token, under, time, day)
    line = scene.block.section.start
    for back, (time, day) in enumerate(reversed(calendar.times[max(0, at - BACK) : at]), start=1):
        gap = sentence.start - time.start
        where = "same line" if time.start >= line else "near" if gap <= NEAR else "further" if gap <= FAR else "far"
        yield f"before, {where}", day
        if back == 1:
            yield f"last before, {where}", day
    for time, day in calendar.times[at : at + INSIDE]:
        if sentence.end <= time.start < scene.block.section.end:
            yield "behind, same line", day
            return


def inside(scene: Scene, token: Token, anchor: Token, time: Timex, day: str) -> Iterator[tuple[str, str]]:
    """How a day of the act's own sentence stands to it."""
    words = scene.block.tokens(time)
    if words is None or not len(words):
        return
    word, clause = words[0], tree.clause_of(anchor)
    if off(scene, word, len(day) < len("2026-01-01")):
        yield "sentence, off", day
        return
    if any(one.pos_ == "NOUN" and one != token and tree.lemma(one) in scene.lexicon.nouns for one in above(words.root)):
        yield "sentence, of another act", day
        return
    yield "sentence", day
    if any(one.pos_ == "NOUN" and one != token and not token.is_ancestor(one) for one in above(words.root)):
        yield "sentence, of a noun", day
    governor = tree.clause_of(words.root.head)
    if token.is_ancestor(word):
        yield "sentence, below", day
    if governor == clause or anchor == governor:
        yield "sentence, same verb", day
    elif any(a == governor for a in tree.ancestors(clause)):
        yield "sentence, above", day
    elif clause.is_ancestor(governor):
        yield "sentence, under", day
    if governor.i in scene.cued:
        yield "sentence, telling" if token.i not in scene.cued else "sentence, told", day
    yield ("sentence, ahead" if word.i < token.i else "sentence, behind"), day
    gap = abs(word.i - token.i)
    yield ("sentence, close" if gap <= 4 else "sentence, near" if gap <= 10 else "sentence, far"), day


def outside(scene: Scene, token: Token, under: Token | None, time: Timex, day: str) -> Iterator[tuple[str, str]]:
    """Is a day told outside what is told as earlier, or beside, in which the act stands?"""
    words = scene.block.tokens(time)
    if words is None or not len(words):
        return
    word = words.root
    if under is not None and not under.is_ancestor(word):
        yield "sentence, outside after", day
    clause = next((a for a in (token, *tree.ancestors(token)) if a.dep_ in RELATIVE), None)
    if clause is not None and not clause.is_ancestor(word):
        its = tree.lemma(clause.head) in scene.lexicon.nouns and clause.head.is_ancestor(word)
        yield ("sentence, of the antecedent" if its else "sentence, outside relative"), day
    if word.head == token:
        yield "sentence, child", day
    if token.pos_ in ("NOUN", "PROPN"):
        yield ("noun, ahead" if word.i < token.i else "noun, behind"), day


def under_after(scene: Scene, token: Token) -> Token | None:
    """The word right below "after" below which an act stands: it was before what its sentence tells."""
    for one in (token, *tree.ancestors(token)):
        if marker(scene, one) is not None:
            return one
    return None


def counted(scene: Scene, under: Token) -> str | None:
    """The day of what was so long before the clause it stands in ("on Friday, two days after rebels seized ...")."""
    mark = marker(scene, under)
    if mark is None:
        return None
    head = tree.clause_of(mark.head if mark == under.head else under.head)
    base = date_of(scene, head, head)
    days = 1 if scene.clock.get(mark.i) else length(scene, mark)  # "au lendemain de"
    if base is None or days is None or len(base) < len("2026-01-01"):
        return None
    try:
        return (dt.date.fromisoformat(base) - dt.timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return None


def length(scene: Scene, mark: Token) -> int | None:
    """Days of the duration told right before "after"; less than a day is none."""
    if not mark.i:
        return None
    for _, time in scene.clock.get(mark.i - 1, ()):
        found = LENGTH.match(time.value or "")
        if found and time.type == "DURATION":
            return 0 if found["time"] else int(found["n"]) * (7 if found["unit"] == "W" else 1)
    return None


def above(word: Token) -> Iterator[Token]:
    """The governors of a word up to its verb."""
    for one in tree.ancestors(word):
        if one.pos_ in tree.VERBAL:
            return
        yield one


def apart(scene: Scene, day: str) -> str:
    """How far a day lies from publication."""
    published = scene.calendar.published or ""
    if len(day) < len("2026-01-01"):
        return "coming time" if to_come(scene, day) else "this time" if published.startswith(day) else "past time"
    gap = days_between(day, published)
    if gap == 10**6:
        return "unknown"
    return "future" if gap < 0 else "today" if not gap else "yesterday" if gap == 1 else "week" if gap < 7 else "older"


def telling(scene: Scene, verb: Token) -> str:
    """How an act is told: tense, noun, headline."""
    if scene.block.section.kind == "headline":
        return "headline"
    helpers = [c for c in verb.children if c.dep_.startswith("aux") or c.dep_ == "cop"]
    if verb.pos_ not in tree.VERBAL and not helpers:
        return "noun"
    finite = next((t for t in (*helpers, verb) if "Fin" in t.morph.get("VerbForm", [])), None)
    if any("Fut" in t.morph.get("Tense", []) for t in (*helpers, verb)):
        return "future"
    if any(t.tag_ == "MD" or "Cnd" in t.morph.get("Mood", []) for t in (*helpers, verb)):
        return "modal"
    if finite is None:
        return "bare"
    tense = (finite.morph.get("Tense", []) or [""])[0]
    participle = "Part" in verb.morph.get("VerbForm", []) and "Past" in verb.morph.get("Tense", [])
    if finite is not verb and participle and not finite.dep_.endswith("pass") and finite.dep_ != "cop":
        return "perfect" if tense == "Pres" else "pluperfect"
    return {"Past": "past", "Imp": "imperfect", "Pres": "present"}.get(tense, "bare")


def day_of(rows: Sequence[Options], weights: Mapping[str, float] | None = None) -> tuple[str | None, float]:
    """The day the mentions of one event choose together and how likely it is; None where no day is likely."""
    weights = weights_of(NAME) if weights is None else weights
    total: dict[str | None, float] = defaultdict(float)
    for options in rows:
        for (day, _), share in zip(options, shares([signs for _, signs in options], weights), strict=True):
            total[day] += share / len(rows)
    best = max(sorted(d for d in total if d is not None), key=total.__getitem__, default=None)
    sure = total[best] / max(1e-9, 1 - total[None]) ** 0.5 if best is not None else 0.0
    return (best, total[best]) if sure >= SURE else (None, total[None])
