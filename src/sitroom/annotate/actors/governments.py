"""Governments called after who leads them: "the Biden administration", "le régime Assad", "the Trump White House".

They are bodies of that person's state, the government itself while he is in office; the name in them is no mention.
"""

from __future__ import annotations

from collections.abc import Iterable

from sitroom.annotate.actors.company import Company
from sitroom.annotate.actors.lexicon import Lexicon, fold
from sitroom.annotate.actors.spans import Found, Line
from sitroom.annotate.roster import Roster
from sitroom.annotate.roster_rows import day_of

LED = frozenset({"government", "regime", "cabinet", "presidency"})
FIRM = "cabinet"  # in front of a name it may be a law firm
LEADING = frozenset({"head-of-state", "head-of-government", "supreme-leader", "leader"})


def called_after(line: Line, lex: Lexicon, start: int, end: int) -> bool:
    """Does the noun for a government stand right beside the name: "Biden administration", "régime Assad"?"""
    behind = (h for _, _, h in lex.heads.at(line.low, line.doc[end].idx, line.ends)) if end < len(line.doc) else ()
    if any(h.entry.id in LED and not h.plural for h in behind) and line.doc[end].text.islower():
        return True
    if any(i.palace for _, _, i in lex.institutions.at(line.low, line.doc[min(end, len(line.doc) - 1)].idx, line.ends)):
        return lex.is_in(line.word(start - 1), "article")  # "the Trump White House"
    near = (
        (e, h)
        for k in range(max(0, start - 2), start)
        for e, _, h in lex.heads.at(line.low, line.doc[k].idx, line.ends)
    )
    return any(line.ends[e] == start and h.entry.id in LED - {FIRM} and not h.plural for e, h in near)


def without_leaders(names: list[Found], others: Iterable[Found], line: Line, lex: Lexicon) -> list[Found]:
    """The names without those that governments are called after."""
    bodies = {(f.start, f.end) for f in others if f.head is not None and f.head.id in LED}
    palaces = {f.start for f in others if f.institution is not None and f.institution.palace}
    return [
        f
        for f in names
        if f.kind != "person"
        or not called_after(line, lex, f.start, f.end)
        or not (f.end in palaces or any(s <= f.start and f.end <= e for s, e in bodies))
    ]


def leader_of(company: Company, f: Found, roster: Roster) -> tuple[frozenset[str], str | None, bool] | None:
    """(words of the name, country, still in office?) of whoever a government is called after; None if nobody."""
    line, lex = company.lines[f.line], company.lex
    if f.head is None or f.head.id not in LED:
        return None
    for start in range(f.start, f.end):
        if not line.capital(start) or line.place.get(start) or line.word(start) in lex.demonyms:
            continue
        end = start + 1
        while end < f.end and line.capital(end):
            end += 1
        if (start > f.start and line.capital(start - 1)) or not called_after(line, lex, start, end):
            continue
        words = tuple(fold(w) for w in line.text(start, end).replace("-", " ").split())
        return frozenset(line.words[start:end]), *_serving(company, words, roster)
    return None


def _serving(company: Company, words: tuple[str, ...], roster: Roster) -> tuple[str | None, bool]:
    """Country of a leader of this name, and whether he is in office: by the report, else by the roster."""
    for draft in company.persons_called(words[-1]):
        if draft.country and (draft.offices or draft.wikidata):
            held = bool(draft.offices & LEADING) or not draft.wikidata
            return draft.country, held
    rows = [h for h in roster.by_surname(words[-1]) if h.role in LEADING and h.country]
    now = [h for h in rows if company.published is not None and h.possible(day_of(company.published))]
    states = {h.country for h in now or rows}
    if len(states) > 1:
        states &= set(company.countries)
    return (states.pop() if len(states) == 1 else None), bool(now) or not rows
