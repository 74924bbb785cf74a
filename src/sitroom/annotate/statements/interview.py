"""Interviews: which lines are turns, and whose.

A report is read as an interview when labelled questions and answers alternate ("Revue : ... ?", "JV: ...", "Q. / R."),
or when it says that it is one and questions stand alone in their lines. Lines without a label follow the labelled
ones by turns. What is said in a turn is found by the other rules and lies within it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sitroom.annotate.parse import Parsed
from sitroom.annotate.prior import Prior
from sitroom.annotate.statements.tree import Grammar

LABEL = re.compile(
    r"\s*[-–—]?\s*(?P<label>[^\s:.–—«“\"][^:.–—«“\"]{0,48}?)\s*(?P<mark>:|\.(?=\s)|\s[–—-](?=\s))\s*(?=\S)"
)
WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NAME = re.compile(r"(?:[A-ZÀ-Ý][\w'’.-]+)(?: (?:[A-ZÀ-Ý][\w'’.-]*|de|du|des|van|von|el|al|bin|le|la)){1,4} ?:?")
SHORT = 60  # words of a question that stands alone
FEWEST = 3  # questions without labels that make an interview


@dataclass(frozen=True)
class Turn:
    """A line that somebody says: `block`, `start`, `end` are the label that names him, `said` where his words begin.

    question  put by the interviewer
    name      the speaker's full name where the label only hints at it (initials)
    """

    block: int
    start: int
    end: int
    said: int
    question: bool
    name: str | None


def find_turns(parsed: Parsed, prior: Prior, grammar: Grammar) -> dict[int, Turn]:
    """Number of a block -> the turn it is. Empty when the report is no interview."""
    lines = [b.section.of(parsed.text).replace("\n", " ") for b in parsed.blocks]
    body = [n for n, b in enumerate(parsed.blocks) if b.section.kind == "body"]
    people = _people(parsed)
    labelled = _labelled(lines, body, people, prior, grammar) or _named_lines(lines, body)
    if labelled:
        return labelled
    return _unlabelled(parsed, lines, body, people, grammar)


def _people(parsed: Parsed) -> dict[str, str]:
    """Lower-case name, family name or initials of a person of the report -> the name."""
    names: Counter[str] = Counter()
    for block in parsed.blocks:
        for ent in block.doc.ents:
            if ent.label_ in ("PER", "PERSON") and len(ent.text.split()) > 1:
                names[" ".join(ent.text.split())] += 1
    out: dict[str, str] = {}
    for name, _ in sorted(names.items(), key=lambda n: (-n[1], n[0])):
        parts = name.split()
        for key in (name, parts[-1], "".join(p[0] for p in parts), "".join(f"{p[0]}." for p in parts)):
            out.setdefault(key.lower(), name)
    return out


def _person(label: str, people: dict[str, str]) -> str | None:
    """The person a label names: whole, by family name, by initials, or with more first names than the model saw."""
    words = label.split()
    whole = len(words) > 1 and all(w[:1].isupper() for w in words)
    return people.get(label.lower()) or (label if whole and words[-1].lower() in people else None)


def _initials(label: str) -> str:
    return "".join(w[0] for w in WORDS.findall(label)).lower()


@dataclass(frozen=True)
class _Mark:
    label: str
    start: int
    end: int
    said: int
    full_stop: bool


def _mark(line: str) -> _Mark | None:
    found = LABEL.match(line)
    if not found or len(found["label"].split()) > 6:
        return None
    asks = " " not in found["label"] and line.rstrip()[-1:] == "?" and found["mark"] == ":"  # "franceinfo : ... ?"
    if not found["label"][:1].isupper() and not asks:
        return None
    return _Mark(found["label"], found.start("label"), found.end("label"), found.end(), found["mark"] == ".")


def _labelled(
    lines: Sequence[str], body: Sequence[int], people: dict[str, str], prior: Prior, grammar: Grammar
) -> dict[int, Turn]:
    """Turns where at least a question and an answer have labels."""
    marks = {n: m for n in body if (m := _mark(lines[n])) is not None}
    outlet = (prior.outlet or "").lower()
    asking = {
        m.label.lower()
        for n, m in marks.items()
        if m.label.lower() in grammar.word("question_label")
        or (outlet and m.label.lower() in (outlet, _initials(outlet)))
        or (not m.full_stop and lines[n].rstrip()[-1:] == "?" and not _person(m.label, people))
    }
    asking |= {m.label.lower() for m in marks.values() if any(m.label.lower() == _initials(a) for a in asking)}
    answering = {
        m.label.lower()
        for m in marks.values()
        if m.label.lower() not in asking
        and (_person(m.label, people) or m.label.lower() in grammar.word("answer_label"))
    }
    first = next((n for n, m in sorted(marks.items()) if m.label.lower() in asking), None)
    if first is None or not any(n > first and m.label.lower() in answering for n, m in marks.items()):
        return {}
    turns = {
        n: Turn(n, m.start, m.end, m.said, m.label.lower() in asking, _person(m.label, people))
        for n, m in sorted(marks.items())
        if m.label.lower() in asking | answering
    }
    named = sum(1 for t in turns.values() if not t.question)
    if named < 1 or not any(t.question for t in turns.values()):
        return {}
    return _with_followers(lines, [n for n in body if n >= min(turns)], turns, people)


def _named_lines(lines: Sequence[str], body: Sequence[int]) -> dict[int, Turn]:
    """A transcript: the speaker's name alone in a line above each turn, at least twice for two speakers."""
    names = {n: lines[n].strip(" :-–—") for n in body if NAME.fullmatch(lines[n].strip())}
    often = Counter(names.values())
    speakers = {name for name, count in often.items() if count >= 2}
    if len(speakers) < 2:
        return {}
    asked: Counter[str] = Counter()
    out: dict[int, Turn] = {}
    held: int | None = None
    for n in body:
        if n in names and (names[n] in speakers or len(names[n].split()) > 1):
            held = n
        elif held is not None:
            label = names[held]
            asked[label] += lines[n].rstrip()[-1:] == "?"
            start = lines[held].index(label)
            out[n] = Turn(held, start, start + len(label), len(lines[n]) - len(lines[n].lstrip()), False, label.title())
    return out


def _with_followers(
    lines: Sequence[str], body: Sequence[int], turns: dict[int, Turn], people: dict[str, str]
) -> dict[int, Turn]:
    """Lines without label that follow labelled turns: by turns, or all that a speaker goes on to say."""
    free = [n for n in body if n not in turns]
    if len(turns) > max(3, len(free)):
        return turns  # every turn has its label: what has none is told by the reporter
    ask = next(t for t in turns.values() if t.question)
    answer = next(t for t in turns.values() if not t.question)
    asked = {n for n in free if _question(lines[n])}
    strict = _alternating(body, turns, asked)
    out = dict(turns)
    held: Turn | None = None
    dashed = any(_dashed(lines[n]) for n in free[:1])
    for n in body:
        if n in turns:
            held = turns[n]
            continue
        if dashed and not _dashed(lines[n]):
            held = None  # a passage of turns within a report: it ends where the dashes do
            continue
        if held is None or (answer.name and _about(lines[n], answer.name)) or _fragment(lines[n]):
            continue
        if strict:
            question = not held.question
        else:
            question = n in asked
        by = ask if question else answer
        held = Turn(by.block, by.start, by.end, len(lines[n]) - len(lines[n].lstrip()), question, by.name)
        out[n] = held
    return out


def _alternating(body: Sequence[int], turns: dict[int, Turn], asked: set[int]) -> bool:
    """Do questions and answers strictly take turns, with no question where an answer is due?"""
    expected, right, wrong = False, 0, 0
    for n in body:
        if n in turns:
            expected = turns[n].question
            continue
        expected = not expected
        right += expected and n in asked
        wrong += (not expected) and n in asked
    return right > 0 and wrong == 0


def _dashed(line: str) -> bool:
    return line.lstrip()[:1] in ("-", "–", "—")


def _about(line: str, name: str) -> bool:
    """Does a line speak of its own speaker by name? Then the reporter tells it."""
    return name.split()[-1].lower() in line.lower()


def _fragment(line: str) -> bool:
    """A line that is no sentence: a caption, a signature."""
    return line.rstrip()[-1:] not in '.!?…»”"' and len(line.split()) <= 12


def _question(line: str) -> bool:
    return line.rstrip()[-1:] == "?" and len(line.split()) <= SHORT


def _unlabelled(
    parsed: Parsed, lines: Sequence[str], body: Sequence[int], people: dict[str, str], grammar: Grammar
) -> dict[int, Turn]:
    """Turns of an interview that names nobody at the turns; questions are left alone, for nobody is named with them."""
    if not _says_so(parsed.text[:6000].lower(), grammar):
        return {}
    asked = [n for n in body if _question(lines[n])]
    if len(asked) < FEWEST:
        return {}
    marked = {n for n, line in enumerate(lines) if len(line.split()) <= 10 and _says_so(line.lower(), grammar)}
    who = _interviewee(parsed, [n for n in range(asked[0]) if n not in marked])
    if who is None:
        return {}
    block, start, end, name = who
    out: dict[int, Turn] = {}
    for n in body:
        if n > asked[0] and n not in asked and not _about(lines[n], name):
            out[n] = Turn(block, start, end, 0, False, name)
    return out


def _says_so(text: str, grammar: Grammar) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", text) for word in grammar.word("interview_mark"))


def _interviewee(parsed: Parsed, before: Sequence[int]) -> tuple[int, int, int, str] | None:
    """Block and characters of the person the lines before the first question speak of most; None when in doubt."""
    seen: dict[str, list[tuple[int, int, int]]] = {}
    whole: dict[str, str] = {}
    for n in before:
        for ent in parsed.blocks[n].doc.ents:
            if ent.label_ in ("PER", "PERSON"):
                key = ent.text.split()[-1].lower()
                seen.setdefault(key, []).append((n, ent.start_char, ent.end_char))
                if len(ent.text) > len(whole.get(key, "")):
                    whole[key] = ent.text
    ranked = sorted(seen, key=lambda k: (-len(seen[k]), seen[k][0]))
    if not ranked or (len(ranked) > 1 and len(seen[ranked[0]]) == len(seen[ranked[1]])):
        return None
    return (*seen[ranked[0]][-1], whole[ranked[0]])
