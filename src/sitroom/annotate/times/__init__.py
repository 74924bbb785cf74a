"""Time expressions of a report as TIMEX3: found by the pack's grammar, valued against the publication date.

Steps for each line: all rules' matches -> the longest of those that overlap -> values in text order (each may count
from the one before) -> neighbours joined ("dimanche" + "à 14 h 30"). Lines that were not parsed (captions, teasers)
can be read too, without the help of tense.

Limits: what only the world knows (feasts that move by the moon, reigns) is not resolved; a bare month or weekday in a
narrative of long ago is taken as the last one before publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from sitroom.annotate.parse import PLAIN, Parsed
from sitroom.annotate.times.calendar import Date, add_days, read_published
from sitroom.annotate.times.entries import minutes_of, moments
from sitroom.annotate.times.grammar import Grammar, Hit, load_grammar
from sitroom.annotate.times.hours import Choose, Told, likeliest
from sitroom.annotate.times.operations import OPERATIONS, Context, Outcome
from sitroom.annotate.times.reading import Reading, conjoined, headed, heads, in_range, is_scene
from sitroom.annotate.times.tense import Lean, points_ahead
from sitroom.lang import Lang
from sitroom.model import Section, Timex, TimexType

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_times"]

PROSE = frozenset({"caption", "promo", "update"})  # unparsed sections whose words are prose all the same
SMALL = ("clock", "month")  # what is told within a day or year beside it
NAMED = frozenset({"weekday", "month", "holiday"})  # slots whose words have a capital anywhere
LENT = frozenset({"clock", "same_day_part"})  # operations that take the day of something else
POINTED = frozenset({"unit", "part"})  # operations that count from today
LOOSE = frozenset({"same_day_part"})  # operations whose part of a day takes the day told behind it
HABIT = 60  # characters before an hour in which a word of every day makes it one of every day
HEAD, HEAD_DIGIT = 40, 6  # characters of a line that may hold an hour that heads it, and its first digit
REACH = 150  # tokens of a sentence looked at
LONGEST = 200_000  # characters of one line that are looked at; beyond is no prose


def find_times(
    parsed: Parsed,
    published: str | None,
    lang: Lang,
    sections: Sequence[Section] = (),
    choose: Choose = likeliest,
) -> tuple[Timex, ...]:
    """Time expressions in text order; `published` is ISO 8601 or None. Of `sections`, unparsed prose is read too.
    `choose` picks the day of an hour."""
    grammar = load_grammar(lang)
    moment = read_published(published)
    live = moment is not None and any(s.kind == "live_time" for s in sections)
    context = Context(moment, lambda: None, live=live, choose=choose)
    found: list[Timex] = []
    lines = list(lines_of(parsed, sections))
    entries = sorted(moments(list(heads_of(parsed, lines, sections, grammar)), moment).items()) if moment else []
    for number, (offset, line, doc) in enumerate(lines):
        while entries and entries[0][0] <= offset:
            context = replace(context, published=entries.pop(0)[1], entry=True)
        readings, context = read_line(line, doc, grammar, replace(context, nearby=None, line=number))
        found += [timex(reading, offset, lang) for reading in readings]
    return tuple(found)


def heads_of(
    parsed: Parsed, lines: Sequence[tuple[int, str, Doc | None]], sections: Sequence[Section], grammar: Grammar
) -> Iterator[tuple[int, int]]:
    """Where entries of a live page begin, and the hours that head them in minutes, in text order."""
    rows = [(s.start, s.of(parsed.text).translate(PLAIN)) for s in sections if s.kind == "live_time"]
    rows += [(offset, line) for offset, line, _ in lines if any(c.isdigit() for c in line[:HEAD_DIGIT])]
    for offset, line in sorted(rows):
        for hit in longest(grammar.hits(line[:HEAD])):
            minutes = minutes_of(hit.slots) if hit.compiled.rule.op == "clock" and heads(hit, line) else None
            if minutes is not None:
                yield offset, minutes
                break


def lines_of(parsed: Parsed, sections: Sequence[Section]) -> Iterator[tuple[int, str, Doc | None]]:
    """Lines to read in text order: where each starts, its characters made plain, its parse if it has one."""
    lines: list[tuple[int, str, Doc | None]] = [
        (b.offset, b.section.of(parsed.text).translate(PLAIN)[:LONGEST], b.doc) for b in parsed.blocks
    ]
    seen = {offset for offset, _, _ in lines}
    lines += [
        (s.start, s.of(parsed.text).translate(PLAIN)[:LONGEST], None)
        for s in sections
        if s.kind in PROSE and s.start not in seen
    ]
    yield from sorted(lines, key=lambda item: item[0])


def read_line(line: str, doc: Doc | None, grammar: Grammar, context: Context) -> tuple[list[Reading], Context]:
    """Expressions of one line with their values, in order, none overlapping; and the context for the next line."""
    readings: list[Reading] = []
    before = context  # what was known before the last reading
    for hit in longest(grammar.hits(line)):
        if not hit.compiled.rule.plural_after and counts_things(hit.end, doc):
            continue
        reading = evaluate(hit, line, doc, grammar, context, readings[-1] if readings else None)
        if reading is None:
            continue
        for one in parted(reading):
            joined = join(readings[-1], one, line, grammar) if readings else None
            if joined is None:
                readings.append(one)
                before, context = context, followed(context, one)
            else:
                readings[-1], context = joined, followed(before, joined)
    return of_every_day(readings, line, grammar), context


def parted(reading: Reading) -> list[Reading]:
    """A range of days as the days that are named, in text order."""
    first, _, last = (reading.outcome.value or "").partition("/")
    if not reading.hit.pieces or not last:
        return [reading]
    values = [first, last]
    if len(reading.hit.pieces) > len(values):
        day = int(reading.hit.slots["ignored"])
        values.append(f"{first if day > int(first[8:]) else last}"[:8] + f"{day:02d}")
    rows = sorted(zip(reading.hit.pieces, values, strict=True))
    return [
        replace(reading, start=start, end=end, outcome=Outcome(value, Date.fromisoformat(value), "day"))
        for (start, end), value in rows
    ]


def followed(context: Context, reading: Reading) -> Context:
    """The context of what comes behind an expression."""
    date, kind, value = reading.outcome.date, reading.outcome.kind, reading.outcome.value or ""
    if not date:
        return context
    op, slots = reading.hit.compiled.rule.op, reading.hit.slots
    if reading.joined and kind == "clock":
        kind = "moment"
    lent = op in LENT and not slots.get("rel") and not reading.joined
    if kind in ("day", "part", "moment", "clock") and context.published is not None:
        told = Told(date, value, context.line, reading.start, lent, pointed=op in POINTED)
        context = replace(context, story=context.story.add(told, context.published.date))
    if op in LOOSE and not reading.joined:
        return replace(context, nearby=date)
    if kind in ("day", "part", "moment"):
        part = value if kind == "part" else None
        return replace(context, previous=date, nearby=date, last=date, part=part, around=date)
    if kind in ("month", "season"):
        return replace(context, last=date, around=date)
    return replace(context, last=date) if kind in ("year", "range", "quarter") else context


def longest(hits: Iterator[Hit]) -> list[Hit]:
    """The longest match of those that overlap; of equals the earlier rule in the table. In text order."""
    ranked = sorted(enumerate(hits), key=lambda item: (item[1].start - item[1].end, item[0]))
    taken: list[Hit] = []
    covered: set[int] = set()
    for _, hit in ranked:
        # All taken hits are at least as long, so an overlap shows at one of the two ends.
        if hit.start in covered or hit.end - 1 in covered:
            continue
        covered.update(range(hit.start, hit.end))
        taken.append(hit)
    return sorted(taken, key=lambda hit: hit.start)


def counts_things(end: int, doc: Doc | None) -> bool:
    """Is the number followed by a plural noun, so that it counts ("2000 soldats") instead of naming a year?"""
    if doc is None:
        return False
    span = doc.char_span(max(0, end - 1), end, alignment_mode="expand")
    if span is None or span.end >= len(doc):
        return False
    after = doc[span.end]
    return after.pos_ == "NOUN" and "Plur" in after.morph.get("Number", [])


def evaluate(
    hit: Hit, line: str, doc: Doc | None, grammar: Grammar, context: Context, previous: Reading | None = None
) -> Reading | None:
    """The value of one match, or None when it turns out to be no time expression."""
    known: list[Lean] = []
    beside = previous is not None and previous.outcome.kind != "duration"
    lead = previous.start if previous and beside and hit.start - previous.end <= len(" on ") else None

    rule = hit.compiled.rule

    def lean() -> Lean:
        if not known:
            side = conjoined(hit, doc, previous, context)
            side = in_range(hit, line, previous, grammar, context) if side is None else side
            own = Lean(side) if side is not None else None
            told = own or points_ahead(line, hit.start, hit.end, doc, grammar, lead, rule.op not in LENT)
            scene = told.ahead is None and is_scene(hit, line)
            known.append(replace(told, ahead=False) if scene else told)
        return known[0]

    sentence = replace(
        context,
        start=hit.start,
        live=context.live or heads(hit, line),
        head=context.entry and heads(hit, line),
        headed=headed(previous, line) if rule.op in LENT else None,
        sentence=sentence_at(hit.start, doc) if rule.op in LENT or rule.args.get("from") == "text" else 0,
        ahead=lambda: lean().ahead,
        weak=lambda: lean().weak or lean().far,
        near=lambda: lean().near,
        present=lambda: lean().present,
    )
    outcome = OPERATIONS[rule.op](hit.slots, sentence)
    if outcome is None:
        return None
    mod = hit.slots.get("approx") or hit.slots.get("edge") or hit.slots.get("early") or rule.mod
    name = f"{grammar.code}.time.{rule.id}"
    start = hit.start
    if rule.op == "within" and outcome.kind == "duration" and "x" not in hit.compiled.regex.groupindex:
        start = line.index(" ", start) + 1  # "fixed in three days": the length alone
    return Reading(
        hit, start, hit.end, outcome, type_of(rule.type, outcome), mod, name, known[0].ahead if known else None
    )


def sentence_at(start: int, doc: Doc | None) -> int:
    """Where the sentence of a character begins; not looked for further than REACH tokens back."""
    span = doc.char_span(start, start + 1, alignment_mode="expand") if doc is not None else None
    if doc is None or span is None or not len(span):
        return 0
    first = next((i for i in range(span.start, max(0, span.start - REACH), -1) if doc[i].is_sent_start), 0)
    return doc[first].idx


def type_of(declared: TimexType, outcome: Outcome) -> TimexType:
    """The rule's type, except that a part of a day or a clock time makes a date a TIME."""
    if declared == "DURATION" and outcome.date is not None:
        return "DATE"
    if declared == "DATE" and (outcome.kind in ("part", "clock") or "T" in (outcome.value or "")[:11]):
        return "TIME"
    return declared


def join(left: Reading, right: Reading, line: str, grammar: Grammar) -> Reading | None:
    """The two as one, or None when no join fits."""
    between = line[left.end : right.start]
    if len(between) > 20:
        return None
    for entry, pattern in grammar.joins:
        if (entry.left, entry.right) != (left.outcome.kind, right.outcome.kind) or not pattern.fullmatch(between):
            continue
        first = left.outcome.kind in SMALL or (left.outcome.kind == "part" and right.outcome.kind == "day")
        whole, part = (right, left) if first else (left, right)
        night = left.outcome.kind == "part" and (left.outcome.value or "").endswith("TNI")
        if night and right.outcome.kind == "clock" and "," in between:
            continue  # "dans la nuit de vendredi à samedi, vers 2 h 40": the night, and its hour
        anew = between.strip(" ,.")[:1].isupper()  # "at 11 p.m. On Tuesday": another sentence, as is "The next day"
        if anew or (line[right.start].isupper() and not NAMED & right.hit.slots.keys()):
            return None
        outcome = of_year(whole, part) if "year" in (entry.left, entry.right) else combine(whole, part)
        if outcome is None:
            return None
        return replace(
            left,
            start=left.start,
            end=right.end,
            outcome=outcome,
            type="DATE" if outcome.kind in ("day", "month") else "TIME",
            mod=left.mod or right.mod or ("APPROX" if any(w in between.split() for w in entry.roughly) else None),
            rule=f"{grammar.code}.time.{entry.id}",
            ahead=whole.ahead,
            joined=True,
        )
    return None


def of_year(whole: Reading, part: Reading) -> Outcome | None:
    """ "l'an dernier, en avril": the month in the year told beside it. None where it has a year of its own."""
    month, year = part.outcome.date, whole.outcome.date
    if month is None or year is None or {"year", "rel"} & part.hit.slots.keys():
        return None
    return Outcome(f"{year.year:04d}-{month.month:02d}", year.replace(month=month.month), "month")


def combine(whole: Reading, part: Reading) -> Outcome | None:
    """The day of one with the clock or part of the other. A day without value stays without."""
    day, time = whole.outcome, part.outcome
    if day.kind == time.kind == "day":  # "aujourd'hui mercredi"; "put back to tomorrow, Thursday", whatever the tense
        weekday = str(day.date.isoweekday()) if day.date is not None else "none"
        plain = part.hit.slots.get("weekday") == weekday and not part.hit.slots.get("rel")
        named = plain and whole.hit.compiled.rule.op in POINTED
        return day if day.value and (day.value == time.value or named) else None
    if (
        time.kind == "part"
        and day.kind == "day"
        and part.start < whole.start
        and part.hit.compiled.rule.op not in LOOSE
    ):
        return None  # "dimanche soir, lundi": a day of its own
    if day.date is None or day.value is None:
        return Outcome(None, None, time.kind, day.reason or time.reason)
    clock = time.value or ""
    if part.hit.slots.get("hour") == "24" and part.mod != "AFTER":  # "Sunday at midnight" ends it
        clock = clock.replace("T00", "T24")
    match = re.search(r"T(?!.*T).*$", clock)
    if match is None:
        return Outcome(None, None, time.kind, time.reason)
    date = day.date
    if day.value.endswith("TNI") and "T00" <= match.group()[:3] < "T12":  # the night to Saturday, "vers 2 h 40"
        date = add_days(date, 1) or date
    return Outcome(f"{date.isoformat()}{match.group()}", date, time.kind)


def of_every_day(readings: list[Reading], line: str, grammar: Grammar) -> list[Reading]:
    """Two hours beside a word whose hours are of every day ("a curfew from 8 p.m. to 5 a.m.") have no day."""
    out = list(readings)
    for at, (left, right) in enumerate(pairwise(readings)):
        if grammar.habits is None or (left.outcome.kind, right.outcome.kind) != ("clock", "clock"):
            continue
        near = right.start - left.end <= len(" jusqu'à ")
        behind = line[right.end : right.end + HABIT].partition(".")[
            0
        ]  # "except from 8 p.m. to 5 a.m. during the curfew"
        if near and (
            grammar.habits.search(line, max(0, left.start - HABIT), left.start) or grammar.habits.search(behind)
        ):
            out[at : at + 2] = [replace(r, outcome=daily(r.outcome)) for r in (left, right)]
    return out


def daily(outcome: Outcome) -> Outcome:
    """The hour without its day."""
    return Outcome(f"T{(outcome.value or '').partition('T')[2]}", None, "daily") if outcome.value else outcome


def timex(reading: Reading, offset: int, lang: Lang) -> Timex:
    """The reading as an annotation of the report."""
    outcome, detail = reading.outcome, {}
    if outcome.reason:
        detail["reason"] = outcome.reason
    if reading.ahead is not None:
        detail["points"] = "ahead" if reading.ahead else "behind"
    value = outcome.value
    if outcome.kind == "clock" and value and value.startswith("T"):
        value, detail["reason"] = None, "the day is not known"
    return Timex(
        start=offset + reading.start,
        end=offset + reading.end,
        type=reading.type,
        value=value,
        mod=reading.mod,
        rule=reading.rule,
        score=reading.hit.compiled.rule.score if value else 0.5,
        detail=detail or None,
    )
