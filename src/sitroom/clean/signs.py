"""What can be told of a labelled line, as named numbers: its shape, its words' sound, its place, its neighbours,
what it shares with the report. Input of the last word on lines (clean/verdict.py)
and of `evals.verdict`, which learns it.

Deliberately not here: words of any language; any decision.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sitroom.clean.draft import Draft, is_sure
from sitroom.clean.lines import CLOSING, FACT, Line
from sitroom.clean.wording import KINDS, Wording, wording_of

Signs = dict[str, float]
Label = tuple[str, str]
JUNK = frozenset({"promo", "ad", "form", "credit", "caption", "other", "update", "prompt"})

# The id of a pattern at the end of a reason; figures in a reason.
RULE, FIGURE = re.compile(r"\([a-z]{2}\.section\.([^)]*)\)\Z"), re.compile(r"\(?-?\d+(?:\.\d+)?\)?")
# Content words are compared by their beginnings: endings vary.
CONTENT, STEM = re.compile(r"[^\W\d_]{4,}"), 6
# A capitalised word within a sentence.
NAMED = re.compile(r"(?<=[a-z,;] )[A-Z][a-z'-]{2,}")
# "Label: value"
LABELLED = re.compile(r"[^\W\d_][\w' .-]{0,28}?\s?: \S")
SEEN = (
    ("a year", re.compile(r"\b(?:19|20)\d\d\b")),
    ("an address", re.compile(r"https?://|www\.|\S@\S+\.\w|\w\.(?:com|org|fr|net|example)\b")),
    ("a price", re.compile(r"[€$£]\s?\d|\d\s?[€$£%]")),
    ("#", re.compile("#")),
    ("@", re.compile("@")),
    ("©", re.compile("©")),
    ("bars", re.compile(r" [|·•›] ")),
    ("a dash", re.compile(r" [-–—] ")),
    ("a colon", re.compile(r": .")),
    ("a bracket last", re.compile(r"\)\Z")),
    ("a bracket first", re.compile(r"\A[(\[]")),
    ("a quotation first", re.compile("\\A[«\"“„'‘]")),
    ("a figure first", re.compile(r"\A\d")),
    ("lower case first", re.compile(r"\A[^\W\d_A-Z]")),
    ("a drawing", re.compile("[\U0001f000-\U0001ffff]|[\u2000-\uffff](?<=[^\\W\\d_])")),
)
PLACED = ("a year", "a price", "a quotation first", "capitals", "a figure first")
# Steps in which words, shares and odds are told.
WORDS, ODDS = (1, 2, 3, 5, 8, 12, 18, 26), (-4, -2.5, -1.5, -0.75, -0.2, 0.2, 0.75, 1.5, 2.5, 4)
LONG_WORDS = 12


@dataclass(frozen=True, slots=True)
class Seen:
    """A line with what does not depend on labels: `signs`, its words' sound, the beginnings of its content words, its
    capitalised words, its end, whether it looks like a fact."""

    line: Line
    signs: Signs
    said: Wording
    stems: frozenset[str]
    names: frozenset[str]
    end: str
    fact: bool


def step(value: float, edges: Sequence[float]) -> int:
    """Number of the step that a value lies on: 0 up to the first edge, and so on."""
    return bisect_left(edges, value)


def family(reason: str) -> str:
    """A reason without figures, words and ids: who spoke."""
    if RULE.search(reason):
        return "a pattern"
    return "words" if "words of furniture" in reason else FIGURE.sub("", reason).strip()


def see(lines: Sequence[Line]) -> list[Seen]:
    """The lines of a page, each alone."""
    looks = Counter(line.look.casefold() for line in lines)
    return [_alone(line, looks[line.look.casefold()] > 1) for line in lines]


def _alone(line: Line, again: bool) -> Seen:
    look, end, said = line.look, _end(line), wording_of(line)
    letters = [c for c in look if c.isalpha()]
    words = look.split()
    capitals = sum(word[:1].isupper() for word in words) / max(1, len(words))
    digits = sum(c.isdigit() for c in look) / max(1, len(look))
    base = said.totals[0]
    labelled = LABELLED.match(look) is not None and not line.says
    fact = FACT.search(look) is not None
    signs: Signs = {
        f"words {step(line.words, WORDS)}": 1,
        f"ends {end}": 1,
        f"ends {end} words {step(line.words, (3, 7, 14, 26))}": 1,
        f"capitals {step(capitals, (0.1, 0.25, 0.5, 0.75, 0.99))}": 1,
        f"figures {step(digits, (0, 0.05, 0.15, 0.4))}": 1,
        f"sentences {min(3, line.sentences)}": 1,
        f"sound {step(said.odds, ODDS)}": 1,
        "sound": _within(said.odds, 4) / 2,
    }
    for kind, total in zip(KINDS[1:], said.totals[1:], strict=True):
        signs[f"sound {kind}"] = max(-3.0, min(5.0, total - base)) / 3
    flags = {
        "heading": line.heading,
        "listed": line.listed,
        "speech": line.speech,
        "says": line.says,
        "quoted": line.quoted,
        "cited": line.cited,
        "timed": line.timed,
        "capitals": bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters),
        "again": again,
        "fact": fact,
        "label": labelled,
    }
    signs |= {name: 1.0 for name, true in flags.items() if true}
    signs |= {name: 1.0 for name, pattern in SEEN if pattern.search(look)}
    if line.mark:
        signs[f"mark {line.mark[:1]}"] = 1
    stems = frozenset(word[:STEM] for word in CONTENT.findall(look.casefold()))
    return Seen(line, signs, said, stems, frozenset(NAMED.findall(look)), end, fact or labelled)


def signs_of(draft: Draft, seen: Sequence[Seen]) -> list[Signs]:
    """What is told of each line of a draft in which every line is labelled."""
    labels = [label or ("other", "") for label in draft.labels]
    report = _Report(seen, labels)
    return [_signs(report, n) for n in range(len(seen))]


class _Report:
    """Sums over the lines of one page by their labels."""

    def __init__(self, seen: Sequence[Seen], labels: Sequence[Label]) -> None:
        self.seen, self.labels = seen, labels
        self.kinds = [kind for kind, _ in labels]
        self.junk = [kind in JUNK for kind in self.kinds]
        bodies = [n for n, kind in enumerate(self.kinds) if kind == "body"]
        sure = [n for n in bodies if is_sure(seen[n].line)] or bodies
        self.first, self.last = (bodies[0], bodies[-1]) if bodies else (len(seen), -1)
        self.sure_first, self.sure_last = (sure[0], sure[-1]) if sure else (len(seen), -1)
        self.stems = Counter(stem for n in bodies for stem in seen[n].stems)
        self.names = Counter(name for n in bodies for name in seen[n].names)
        titles = (n for n, kind in enumerate(self.kinds) if kind == "headline" and seen[n].line.words > 3)
        self.title = next(titles, -1)
        odds = sorted(seen[n].said.odds for n in bodies)
        self.usual = odds[len(odds) // 2] if odds else 0.0
        self.share = sum(self.junk) / max(1, len(seen))

    def kind(self, number: int) -> str:
        return self.kinds[number] if 0 <= number < len(self.kinds) else "edge"

    def group(self, number: int) -> str:
        kind = self.kind(number)
        return "junk" if kind in JUNK else kind

    def end(self, number: int) -> str:
        """How a neighbour ends, and whether it is long."""
        if not 0 <= number < len(self.seen):
            return "edge"
        line = self.seen[number].line
        return ("stop" if line.stop else "open") + (" long" if line.words >= LONG_WORDS else "")

    def odds(self, number: int) -> float | None:
        return self.seen[number].said.odds if 0 <= number < len(self.seen) else None

    def zone(self, n: int) -> str:
        if n < self.first:
            return "above"
        if n > self.last:
            return "below"
        return "early" if n < self.sure_first else "late" if n > self.sure_last else "within"


def _signs(report: _Report, n: int) -> Signs:
    told = report.seen[n]
    kind, reason = report.labels[n]
    signs: Signs = dict(told.signs)
    signs |= {"one": 1, f"was {kind}": 1, f"was {kind} by {family(reason)}": 1}
    if rule := RULE.search(reason):
        signs[f"pattern {rule.group(1)}"] = 1
    signs |= _sounding(report, n) | _shared(report, n) | _placed(report, n) | _beside(report, n)
    words, zone = told.line.words, report.zone(n)
    signs |= {
        f"was {kind} words {step(words, (2, 5, 11, 20))}": 1,
        f"was {kind} ends {'stop' if told.line.stop else 'open'}": 1,
        f"was {report.group(n)} sound": signs["sound"],
        f"{zone} sound": signs["sound"],
    }
    signs |= {f"{zone} {name}": 1.0 for name in PLACED if name in told.signs}
    if told.end == "?":
        signs[f"{zone} asks"] = 1
    return signs


def _sounding(report: _Report, n: int) -> Signs:
    """How the words sound beside those of the report and of the lines around."""
    odds = report.seen[n].said.odds
    signs: Signs = {f"sound beside the report {step(odds - report.usual, (-1, 0, 1, 2, 3, 4.5))}": 1}
    above, below = report.odds(n - 1), report.odds(n + 1)
    near = [o for o in (report.odds(n - 2), above, below, report.odds(n + 2)) if o is not None]
    signs["sound around"] = _within(sum(near) / max(1, len(near)), 3) / 2
    if above is not None:
        signs["sound above"] = _within(above, 3) / 2
    if below is not None:
        signs["sound below"] = _within(below, 3) / 2
    return signs


def _shared(report: _Report, n: int) -> Signs:
    """Words and names it has in common with the report and its title."""
    told, kind = report.seen[n], report.kinds[n]
    own = kind == "body"
    hits = sum(report.stems[stem] > own for stem in told.stems)
    shared = str(step(hits / len(told.stems), (0, 0.15, 0.34, 0.5, 0.75))) if told.stems else "none"
    named = sum(report.names[name] > own for name in told.names)
    signs: Signs = {
        f"shared {shared}": 1,
        f"was {kind} shared {shared}": 1,
        f"shared words {min(4, hits)}": 1,
        f"shared names {min(2, named)}": 1,
    }
    if n == report.title:
        signs["the title"] = 1
    else:
        title = report.seen[report.title].stems if report.title >= 0 else frozenset()
        signs[f"of the title {step(len(told.stems & title) / max(1, len(told.stems)), (0, 0.2, 0.5))}"] = 1
    return signs


def _placed(report: _Report, n: int) -> Signs:
    """Where it stands."""
    kind, zone, count = report.kinds[n], report.zone(n), len(report.seen)
    signs: Signs = {
        f"from the top {step(n, (0, 1, 2, 3, 5, 8, 12))}": 1,
        f"from the end {step(count - 1 - n, (0, 1, 2, 4, 7, 12))}": 1,
        f"zone {zone}": 1,
        f"was {kind} {zone}": 1,
        f"junk on the page {step(report.share, (0, 0.2, 0.4, 0.6))}": 1,
    }
    away = {"above": report.first - n, "below": n - report.last, "late": n - report.sure_last}
    if zone in away:
        signs[f"{zone} by {step(away[zone], (1, 2, 3, 5, 8))}"] = 1
    return signs


def _beside(report: _Report, n: int) -> Signs:
    """What its neighbours are, by label and by shape."""
    told, kind, count = report.seen[n], report.kinds[n], len(report.seen)
    above, below = report.kind(n - 1), report.kind(n + 1)
    near = [report.junk[m] for m in range(max(0, n - 4), min(count, n + 5)) if m != n]
    signs: Signs = {
        f"above {above}": 1,
        f"below {below}": 1,
        f"second above {report.group(n - 2)}": 1,
        f"second below {report.group(n + 2)}": 1,
        f"was {kind} above {above}": 1,
        f"was {kind} below {below}": 1,
        f"was {report.group(n)} between {report.group(n - 1)} and {report.group(n + 1)}": 1,
        f"junk around {step(sum(near) / max(1, len(near)), (0, 0.2, 0.4, 0.6, 0.8))}": 1,
        f"junk above {sum(report.junk[max(0, n - 3) : n])}": 1,
        f"junk below {sum(report.junk[n + 1 : n + 4])}": 1,
        f"above ends {report.end(n - 1)}": 1,
        f"below ends {report.end(n + 1)}": 1,
        f"ends {told.end} below ends {report.end(n + 1)}": 1,
        f"ends {told.end} above ends {report.end(n - 1)}": 1,
    }
    around = [report.seen[m] for m in (n - 2, n - 1, n + 1, n + 2) if 0 <= m < count]
    if told.fact:
        facts = min(2, sum(other.fact for other in around))
        signs[f"facts {facts}"] = 1
        signs[f"facts {facts} sound {step(told.said.odds, (-0.5, 0.5, 1.5))}"] = 1
        if n and report.seen[n - 1].line.colon:
            signs["a fact below a colon"] = 1
    own = _shape(told.line)
    twins = sum(_shape(report.seen[m].line) == own for m in (n - 1, n + 1) if 0 <= m < count)
    signs[f"twins {twins}"] = 1
    signs[f"twins {twins} {'stop' if told.line.stop else 'open'}"] = 1
    for m in range(n - 1, max(-1, n - 7), -1):
        line = report.seen[m].line
        if not line.listed and _shape(line) != own:
            if line.colon:
                signs["a colon leads to it"] = 1
            break
    return signs


def _shape(line: Line) -> tuple[bool, str, int]:
    return line.stop, line.mark[:1], step(line.words, (3, 8, 14, 26))


def _end(line: Line) -> str:
    tail = line.tail.rstrip(CLOSING)
    if line.told:
        return "."
    if line.asks:
        return "?"
    if tail.endswith("!"):
        return "!"
    if tail.endswith(("…", "...")):
        return "…"
    if line.colon:
        return ":"
    if line.tail.endswith((",", ";")):
        return ","
    return "stop" if line.stop else "open"


def _within(value: float, most: float) -> float:
    return max(-most, min(most, value))
