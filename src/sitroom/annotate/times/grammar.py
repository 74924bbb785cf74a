"""Compiles a pack's time tables to regular expressions and finds candidate matches in a line.

Deliberately not here: what a match means (operations.py) and which of two overlapping ones stands (__init__.py).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitroom.annotate.times.needs import Need, needed
from sitroom.errors import LexiconError
from sitroom.lang import Lang
from sitroom.lang.schemas.times import TimeJoin, TimeRule, TimeTense, TimeWords

CLASS = re.compile(r"\{([a-z_]+)(?::([a-z_]+))?\}")
BRANCH = re.compile("_[b-f]$")
SECOND = ("day_b", "month_b", "weekday")  # what the second day of a range may begin with
DIGITS = "0123456789"
BLANK = " {1,2}"
MAYBE_BLANK = " {0,2}"


@dataclass(frozen=True)
class Compiled:
    """One rule ready to run. `classes` says which word class each slot was read from.

    needs  words and classes that the pattern cannot do without: where there is none of them in the line, the pattern
           need not be tried, and often need never be compiled (half the time of a cold start went there)
    """

    rule: TimeRule
    source: str
    classes: dict[str, str]
    needs: tuple[Need, ...]
    code: str

    @functools.cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern. Raises LexiconError."""
        return self._compile(rf"(?i:(?<![\w])(?:{self.source})(?!\w))")

    @functools.cached_property
    def not_before(self) -> re.Pattern[str] | None:
        """What must not end right before a match."""
        return self._compile(f"(?i:(?:{self.rule.not_before}))$") if self.rule.not_before else None

    @functools.cached_property
    def not_after(self) -> re.Pattern[str] | None:
        """What must not begin right after a match."""
        return self._compile(f"(?i:{self.rule.not_after})") if self.rule.not_after else None

    def _compile(self, source: str) -> re.Pattern[str]:
        try:
            return re.compile(source)
        except re.error as error:
            raise LexiconError(
                f"lang/{self.code}/times.toml", self.rule.id, f"is not a valid pattern: {error}"
            ) from error


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matches characters `start` to `end` of a line, with its slots. `pieces`: the days of a range, the
    first, the second, and one between them if it is told."""

    compiled: Compiled
    start: int
    end: int
    slots: dict[str, str]
    pieces: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Grammar:
    """A pack's time grammar. `marks`: strings to look for in a line, and which needs of rules they meet."""

    code: str
    words: dict[str, dict[str, str]]
    marks: dict[str, tuple[str, ...]]
    rules: tuple[Compiled, ...]
    joins: tuple[tuple[TimeJoin, re.Pattern[str]], ...]
    ahead_verbs: frozenset[str]
    ahead_words: re.Pattern[str] | None
    behind_words: re.Pattern[str] | None
    state_words: re.Pattern[str] | None
    soft_words: re.Pattern[str] | None
    plain_words: re.Pattern[str] | None
    start_words: re.Pattern[str] | None
    telling_verbs: frozenset[str]
    lasting_verbs: frozenset[str]
    ahead_forms: frozenset[str]
    ahead_heads: frozenset[str]
    done_nouns: frozenset[str]
    done_endings: tuple[str, ...]
    sure_endings: tuple[str, ...]
    gone_verbs: frozenset[str]
    future_forms: frozenset[str]
    future_endings: frozenset[str]
    future_stems: re.Pattern[str] | None
    planned_nouns: frozenset[str]
    calling_verbs: frozenset[str]
    habits: re.Pattern[str] | None
    first_words: tuple[str, ...]
    ranges: frozenset[str]
    just_verbs: frozenset[str]
    will_nouns: frozenset[str]
    barring_verbs: frozenset[str]

    def hits(self, line: str) -> Iterator[Hit]:
        """Every match of every rule, rule by rule."""
        low = line.lower()
        met = {need for mark, needs in self.marks.items() if mark in low for need in needs}
        for compiled in self.rules:
            if any(map(met.isdisjoint, compiled.needs)):
                continue
            for match in compiled.regex.finditer(line):
                hit = self._hit(compiled, match, line)
                if hit is not None:
                    yield hit

    def _hit(self, compiled: Compiled, match: re.Match[str], line: str) -> Hit | None:
        named = [g for g in ("x", "y", "z") if g in compiled.regex.groupindex and match.group(g) is not None]
        start, end = match.span(named[0] if named else 0)
        if end <= start:
            return None
        if compiled.not_before and compiled.not_before.search(line, max(0, start - 40), start):
            return None
        if compiled.not_after and compiled.not_after.match(line, end):
            return None
        slots = dict(compiled.rule.args)
        for slot, text in match.groupdict().items():
            if text is None or slot not in compiled.classes:
                continue
            value = self.value(compiled.classes[slot], text)
            if value is None:
                return None
            slots[slot] = value
        for slot in sorted(slots):  # a second branch of a pattern reads into month_b what the first reads into month
            base = BRANCH.sub("", slot)
            slots.setdefault(base, slots[slot])
        return Hit(compiled, start, end, slots, pieces_of(match) if "day_b" in compiled.classes else ())

    def value(self, name: str, text: str) -> str | None:
        """What a spelling of class `name` stands for; digits stand for themselves."""
        found = self.words[name].get(fold(text))
        if found is not None:
            return found
        number = re.match(r"\d+(?:[.,]\d+)?", text)
        return number.group().replace(",", ".") if number else None


def pieces_of(match: re.Match[str]) -> tuple[tuple[int, int], ...]:
    """Where the two days of a range stand ("3 février", "5 mars 2020"), and one named between them."""
    spans = {name: match.span(name) for name, text in match.groupdict().items() if text is not None}
    if not {"day", "day_b"} <= spans.keys():
        return ()
    cut = spans["day"][1] if "ignored" not in spans else spans["ignored"][1]
    later = [start for name, (start, _) in spans.items() if name in SECOND and start >= cut]
    first = max(end for name, (_, end) in spans.items() if name != "ignored" and end <= min(later))
    between = (spans["ignored"],) if "ignored" in spans else ()
    return ((match.start(), first), (min(later), match.end()), *between)


def fold(text: str) -> str:
    """Lower case, single blanks: how spellings are looked up."""
    return " ".join(text.lower().split())


@functools.cache
def load_grammar(lang: Lang) -> Grammar:
    """The compiled grammar of a pack. Raises LexiconError for a pattern that is not valid."""
    classes = {entry.id: entry for entry in lang.table(TimeWords)}
    words = {name: {fold(f): v for v, forms in e.forms.items() for f in forms} for name, e in classes.items()}
    sources = {name: class_source(entry) for name, entry in classes.items()}
    rules = tuple(compile_rule(rule, sources, lang.code) for rule in lang.table(TimeRule))
    joins = tuple((j, re.compile(f"(?i:{blanks(j.between)})")) for j in lang.table(TimeJoin))
    tense = lang.table(TimeTense)
    ahead = [word for entry in tense if entry.ahead for word in entry.words]
    planned, done = ([n for e in tense for n in getattr(e, kind)] for kind in ("planned", "done"))
    habits = [word for entry in tense for word in entry.habits]

    def before(words: list[str]) -> re.Pattern[str] | None:
        return words_before(words, planned, done)

    return Grammar(
        lang.code,
        words,
        marks_of(rules, classes),
        rules,
        joins,
        ahead_verbs=frozenset(verb for entry in tense if entry.ahead for verb in entry.verbs),
        ahead_words=before(ahead),
        behind_words=before([word for entry in tense if not entry.ahead for word in entry.words]),
        state_words=before([word for entry in tense for word in entry.state]),
        soft_words=before([word for entry in tense for word in entry.soft]),
        plain_words=before([word for entry in tense for word in entry.plain]),
        start_words=before([word for entry in tense for word in entry.start]),
        telling_verbs=frozenset(verb for entry in tense if not entry.ahead for verb in entry.verbs),
        lasting_verbs=frozenset(verb for entry in tense for verb in entry.lasting),
        ahead_forms=frozenset(fold(word) for word in ahead if " " not in word),
        ahead_heads=frozenset(fold(word).split()[0] for word in ahead),
        done_nouns=frozenset(fold(noun) for noun in (*done, *(n for entry in tense for n in entry.tolls))),
        done_endings=tuple(ending for entry in tense for ending in entry.participles),
        sure_endings=tuple(ending for entry in tense for ending in entry.sure),
        gone_verbs=frozenset(verb for entry in tense for verb in entry.gone),
        future_forms=frozenset(fold(word) for entry in tense for word in entry.forms),
        future_endings=frozenset(ending for entry in tense for ending in entry.endings),
        future_stems=futures([s for entry in tense for s in entry.stems], [e for t in tense for e in t.endings]),
        planned_nouns=frozenset(planned),
        calling_verbs=frozenset(verb for entry in tense for verb in entry.calling),
        first_words=tuple(fold(word) for entry in tense for word in entry.first),
        ranges=frozenset(fold(word) for entry in tense for word in entry.ranges),
        just_verbs=frozenset(fold(word) for entry in tense for word in entry.just),
        will_nouns=frozenset(word for entry in tense for word in entry.wills),
        barring_verbs=frozenset(word for entry in tense for word in entry.barring),
        habits=re.compile(rf"(?i:\b(?:{'|'.join(map(re.escape, habits))}))") if habits else None,
    )


def blanks(pattern: str) -> str:
    """A blank of a pattern may be one or two in the text, and ` ?` none to two."""
    return re.sub(r" \??", lambda m: MAYBE_BLANK if m.group().endswith("?") else BLANK, pattern)


def words_before(words: list[str], planned: list[str], done: list[str]) -> re.Pattern[str] | None:
    """A pattern for one of the words standing at the end of what is searched; TimeTense tells of what it may hold."""
    if not words:
        return None
    holders = {
        r"\{planned\}": f"(?:{'|'.join(map(re.escape, planned))})s?",
        r"\{done\}": rf"(?:{'|'.join(map(re.escape, done))})s?(?: [\w'-]+){{0,2}}",
        r"\ …\ ": r"(?: [^\s.;:!?]+){0,8} ",
    }
    options = "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
    for holder, source in holders.items():
        options = options.replace(holder, source)
    return re.compile(rf"(?i:(?<!\w)(?:{options}))\W{{0,2}}$")


def futures(stems: list[str], endings: list[str]) -> re.Pattern[str] | None:
    """A pattern for a future form: perhaps a prefix, an irregular stem, an ending."""
    return re.compile(rf"\w{{0,6}}(?:{'|'.join(stems)})(?:{'|'.join(endings)})") if stems and endings else None


def class_source(entry: TimeWords) -> str:
    """The regular expression of a word class, of spellings with the same first letter the longest first; those in small
    letters share that letter, so that one look at it rules them out."""
    options = [entry.regex] if entry.regex else []
    forms = sorted({f for forms in entry.forms.values() for f in forms}, key=lambda f: (-len(f), f))
    by_letter: dict[str, list[str]] = {}
    for form in forms:
        by_letter.setdefault(form[0].lower(), []).append(form)
    for row in by_letter.values():
        if len(row) > 1 and all(form == form.lower() for form in row):
            options.append(f"{form_source(row[0][0])}(?:{'|'.join(form_source(form[1:]) for form in row)})")
        else:
            options += map(form_source, row)
    return "|".join(options)


def form_source(form: str) -> str:
    """One spelling. Capitals in the data are capitals in the text (or all of it is in capitals)."""
    source = re.escape(form).replace("\\ ", BLANK)
    if form == form.lower():
        return source
    shout = re.escape(form.upper()).replace("\\ ", BLANK)
    return f"(?-i:{source}|{shout})"


def compile_rule(rule: TimeRule, sources: dict[str, str], code: str) -> Compiled:
    """One rule. Raises LexiconError naming the pack's file and the rule."""
    classes: dict[str, str] = {}

    def expand(match: re.Match[str]) -> str:
        name, slot = match.group(1), match.group(2) or match.group(1)
        if name not in sources:
            raise LexiconError(
                f"lang/{code}/times.toml", rule.id, f"there is no word class {name!r} in time_words.toml"
            )
        classes[slot] = name
        return f"(?P<{slot}>{sources[name]})"

    source = CLASS.sub(expand, blanks(rule.pattern))
    return Compiled(rule, source, classes, needed(rule.pattern), code)


def marks_of(rules: tuple[Compiled, ...], classes: dict[str, TimeWords]) -> dict[str, tuple[str, ...]]:
    """The strings that tell in a line what rules need, each with the words and classes it stands for."""
    found: dict[str, set[str]] = {}
    for need in {need for rule in rules for needs in rule.needs for need in needs}:
        for mark in signs_of(classes[need[1:-1]]) if need.startswith("{") else (need,):
            found.setdefault(mark, set()).add(need)
    return {mark: tuple(sorted(needs)) for mark, needs in sorted(found.items())}


def signs_of(entry: TimeWords) -> tuple[str, ...]:
    """Strings of which at least one is in every line that has a spelling of the class (small letters, no blanks)."""
    words = {max(form.lower().split(), key=len) for forms in entry.forms.values() for form in forms}
    return tuple(sorted(words | (set(DIGITS) if entry.regex else set())))
