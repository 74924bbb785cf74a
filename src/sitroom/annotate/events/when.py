"""When and where an act took place: the time and place expressions of its clause, taken from earlier stages."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from typing import TYPE_CHECKING

from sitroom.annotate.events import tree
from sitroom.annotate.events.calendar import DAY
from sitroom.annotate.events.scene import Scene
from sitroom.model import Span, Timex

if TYPE_CHECKING:
    from spacy.tokens import Token

DONE = frozenset({"asserted", "attributed", "denied"})
BEFORE = 3  # sentences of a paragraph looked back over
DASHES = frozenset({"-", "–", "—", "--", "―", ":"})
BESIDE = frozenset({"poss", "compound", "nmod", "amod"})  # "a march against last week's election"
MARKS = frozenset({"mark", "case", "prep"})
BELOW = frozenset({"relcl", "acl:relcl", "advcl", "ccomp", "parataxis", "pcomp", "acl"})


def date_of(scene: Scene, token: Token, anchor: Token, own: bool = False) -> str | None:
    """ISO 8601 date of the time expression nearest to an act in its clause, else in the clauses that carry it on
    ("on Monday X met Y and urged ..."); None where there is none. With `own` only below the act's own word.

    A noun takes its clause's time only where the clause tells of it ("was the target of a raid on Monday"), not where
    something is said or done about it ("condemned the raid on Tuesday").
    """
    if own or (token == anchor and token.pos_ in ("NOUN", "PROPN") and not tells_of(scene, token)):
        return nearest_date(scene, token, token, clause_tokens(scene, token))
    clause = tree.clause_of(anchor)
    told = clause if clause.pos_ in tree.VERBAL or any(c.dep_ == "cop" for c in clause.children) else token
    day = nearest_date(scene, token, anchor, clause_tokens(scene, told))
    for _ in range(3):
        shared = clause.dep_ in ("conj", "xcomp") or (clause.dep_ in ("advcl", "acl") and not finite(clause))
        if day is not None or not shared or clause.head == clause or marker(scene, clause) is not None:
            return day
        clause = tree.clause_of(clause.head)
        day = nearest_date(scene, token, anchor, clause_tokens(scene, clause))
    return day


def marker(scene: Scene, one: Token) -> Token | None:
    """ "After" before a word, whether the parse has it below or above."""
    near = [c for c in one.children if c.dep_ in MARKS and c.i < one.i]
    near += [one.head] if one.head != one and one.head.i < one.i else []
    return next((c for c in near if scene.lexicon.has("time_after", c.lower_)), None)


def tells_of(scene: Scene, noun: Token) -> bool:
    """Is an event noun what its clause is about: its subject, what it happened in ("killed in a raid"), the raid
    somebody was the target of, the root of a headline?"""
    one = noun
    for _ in range(4):
        head = one.head.head if one.dep_ == "pobj" else one.head
        case = tree.case_of(one)
        if one.head == one or one.dep_ in tree.SUBJECT or scene.lexicon.has("target_word", tree.lemma(one)):
            return True
        if head.pos_ in tree.VERBAL:
            return bool(case) and scene.lexicon.has("prep_during", case) and one.dep_ not in tree.OBJECT
        if not scene.lexicon.has("prep_of", case) and not scene.lexicon.has("target_word", tree.lemma(head)):
            return False
        one = head
    return False


def own_day(scene: Scene, token: Token, anchor: Token, modality: str) -> str | None:
    """The date an act's clause names. What is done cannot have one after the report's: such a date belongs to what is
    asked, offered or ruled out. A part of the day ("in the morning") is of the day the sentences before name.
    """
    day = date_of(scene, token, anchor)
    if day is None or modality not in DONE:
        return day
    if to_come(scene, day):
        return None
    return (part_of_day(scene, anchor, day) and day_before(scene, anchor)) or day


def day_before(scene: Scene, anchor: Token) -> str | None:
    """The day of the nearest earlier sentence of the paragraph that names days, if it names one and not a later one."""
    here_at = bisect_left(scene.bounds, (tree.bounds(anchor)[0], 0))
    for start, end in reversed(scene.bounds[max(0, here_at - BEFORE) : here_at]):
        days = days_in(scene, start, end)
        if days:
            one = next(iter(days)) if len(days) == 1 else None
            return one if one is not None and len(one) == 10 and not to_come(scene, one) else None
    return None


def part_of_day(scene: Scene, anchor: Token, day: str) -> bool:
    """Is the day of a clause only the report's own, meant by a part of the day ("in the morning") whose day the
    sentences before may name?"""
    if day != (scene.prior.published or "")[:10]:
        return False
    sentence = anchor.sent
    times = [t for i in range(sentence.start, sentence.end) for start, t in scene.clock.get(i, ()) if start == i]
    named = [t for t in times if t.type in ("DATE", "TIME")]
    return bool(named) and all(scene.lexicon.has("day_part", w) for t in named for w in last_words(scene, t))


def last_words(scene: Scene, time: Timex) -> list[str]:
    """The words of a time expression without its article, in small letters."""
    tokens = scene.block.tokens(time)
    return [t.lower_ for t in tokens if "Art" not in t.morph.get("PronType", [])] if tokens is not None else [""]


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


def days_in(scene: Scene, first: int, last: int) -> frozenset[str]:
    """The dates named between two tokens."""
    found: set[str] = set()
    for i in range(first, last):
        for time in (t for start, t in scene.clock.get(i, ()) if start == i):
            day = DAY.match(time.value or "") if time.type in ("DATE", "TIME") else None
            found.add(day.group(1) if day else "?")
    return frozenset(found)


def dateline(scene: Scene, anchor: Token) -> str | None:
    """The day of a dateline before the sentence ("BAMAKO, March 4 - Gunmen ..."), where the sentence names no other."""
    bounds = scene.bounds
    if len(bounds) < 2 or tree.bounds(anchor) != bounds[1] or scene.block.doc[bounds[0][1] - 1].text not in DASHES:
        return None
    days = days_in(scene, *bounds[0])
    one = next(iter(days)) if len(days) == 1 else ""
    return one if len(one) == 10 and not to_come(scene, one) and not days_in(scene, *bounds[1]) else None


def finite(verb: Token) -> bool:
    """Has the verb a tense of its own?"""
    return "Fin" in verb.morph.get("VerbForm", []) or any(c.dep_.startswith("aux") for c in verb.children)


def nearest_date(scene: Scene, token: Token, anchor: Token, inside: set[int]) -> str | None:
    """The date nearest to a word among the time expressions of a clause."""
    near: list[tuple[int, str]] = []
    for first, time in {id(row[1]): row for i in inside for row in scene.clock.get(i, ())}.values():
        day = DAY.match(time.value or "") if time.type in ("DATE", "TIME") else None
        word = scene.block.doc[first]
        if day is None or off(scene, word, len(day.group(1)) < len("2026-01-01")):
            continue
        own = token != anchor and token.is_ancestor(word)
        near.append((0 if own else 1 + abs(first - token.i), day.group(1)))
    return min(near)[1] if near else None


def off(scene: Scene, first: Token, long: bool) -> bool:
    """Does a word before a time say that the act was not then ("as in 2013", "until Friday", "since 2013")?"""
    for i in range(first.i - 1, max(tree.bounds(first)[0], first.i - 3) - 1, -1):
        before = first.doc[i]
        if scene.lexicon.has("time_off", before.lower_) or scene.lexicon.has("time_off", tree.lemma(before)):
            return True
        if long and scene.lexicon.has("time_since", before.lower_):
            return True
        if before.pos_ not in ("ADP", "DET", "ADV"):
            break
    return False


def clause_tokens(scene: Scene, root: Token) -> set[int]:
    """Token indices of a clause without the clauses below it and without what belongs to another act named in it
    ("the day after Tuesday's raid", "agreements reached in 2016")."""

    def enters(one: Token, child: Token) -> bool:
        clause = child.dep_ in BELOW and not (child.dep_ == "acl" and occasion(scene, one))
        clause = clause or (child.dep_ == "xcomp" and any(c.dep_ == "aux:tense" for c in child.children))
        joined = child.dep_ == "conj" and child.pos_ in tree.VERBAL
        judged = one.pos_ == "NOUN" and child.dep_ in BESIDE and scene.lexicon.has("prep_cause", tree.case_of(one))
        return not clause and not joined and not judged and not (one != root and another_act(scene, one, child))

    return {t.i for t in tree.walk(root, enters)}


def occasion(scene: Scene, noun: Token) -> bool:
    """Is the noun an occasion of the clause ("in a statement issued on Thursday")?"""
    case = tree.case_of(noun)
    return bool(case) and scene.lexicon.has("prep_during", case)


def another_act(scene: Scene, noun: Token, child: Token) -> bool:
    """Does a dependent stand below an event noun that is not the act in question?"""
    if noun.pos_ != "NOUN" or tree.lemma(noun) not in scene.lexicon.nouns or occasion(scene, noun):
        return False
    return child.dep_ in ("nmod", "poss", "prep") or child.dep_ in tree.OBLIQUE


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
