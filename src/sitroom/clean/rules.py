"""The patterns of sections.toml applied to one line. Context (zones, neighbours) is the labeller's affair."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sitroom.clean.lines import Line
from sitroom.lang import Lang, languages, load_lang
from sitroom.lang.schemas.sections import SectionPattern, fold

# A paragraph with junk stuck to it is body: entries that set no length of their own stop here.
LONG = 40
# Lines of so many words must hold what an entry asks for with `also`; those that end like a sentence of fewer already.
SENTENCE_WORDS, STOPPED_WORDS = 10, 6
# What begins with somebody's words and goes on after them is speech, whatever the words are.
OPENING, CLOSING = ("«", '"', "“", "„"), ("»", '"', "”", "“")
# A word of the page that stands alone has no full stop.
LONE_WORDS = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of a pack, ready to use."""

    id: str
    entry: SectionPattern
    regex: re.Pattern[str]
    also: re.Pattern[str] | None = None

    @property
    def contextual(self) -> bool:
        """Does it ask for a zone or a neighbour?"""
        return self.entry.zone != "any" or bool(self.entry.before or self.entry.after)

    def fits(self, line: Line) -> bool:
        """Does the line itself fit, its surroundings left aside?"""
        entry = self.entry
        if line.words > (LONG if entry.max_words is None else entry.max_words):
            return False
        if entry.min_words is not None and line.words < entry.min_words:
            return False
        if entry.stop is not None and line.stop != entry.stop:
            return False
        if entry.kind == "body":
            return self.regex.search(line.look) is not None
        if (line.cited or (line.speech and line.look[:1] in OPENING)) and entry.match != "line":
            return False
        if line.look[:1] in OPENING and line.tail[-1:] in CLOSING:  # nothing but a quotation
            return False
        lone = line.words <= LONE_WORDS and line.tail.endswith(".") and not line.tail.endswith("..")
        if lone and entry.match == "line" and entry.kind not in ("credit", "byline", "live_time", "dateline"):
            return False
        if entry.single and line.sentences > 1:
            return False
        long = line.words >= (STOPPED_WORDS if line.stop else SENTENCE_WORDS)
        if self.also is not None and long and not self.also.search(line.look):
            return False
        seen = line.tail if entry.match == "end" else line.look
        return self.regex.search(seen) is not None

    def covers(self, line: Line) -> bool:
        """Is the line nothing but what the rule looks for? (A teaser with its title behind it is more.)"""
        found = self.regex.search(line.look)
        return found is not None and len(line.look) - found.end() <= 2


@functools.cache
def rules_for(code: str) -> tuple[Rule, ...]:
    """Rules of the pack `code`, then of every other pack (sorted), in file order."""
    packs: list[Lang] = [load_lang(code)] + [load_lang(other) for other in languages() if other != code]
    return tuple(
        Rule(f"{pack.code}.section.{entry.id}", entry, entry.compiled(), _also(entry))
        for pack in packs
        for entry in pack.table(SectionPattern)
    )


def _also(entry: SectionPattern) -> re.Pattern[str] | None:
    return re.compile(fold(entry.also), re.IGNORECASE) if entry.also else None
