"""What acronyms stand for in this report: its own definition comes before the tables, the countries in play break ties.

"Rapid Support Forces or RSF": from then on, and before, RSF are these, whoever else is called so.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sitroom.annotate.actors.gazetteer import institution_found
from sitroom.annotate.actors.lexicon import Lexicon, fold
from sitroom.annotate.actors.spans import Found, Line
from sitroom.lang.schemas.institutions import Institution

PARTIES = ("union", "party")
COMMON = ("orgword", "portfolio", "of", "and", "ministry-word", "article", "title-word", "premodifier", "junk")


def settle(by_line: dict[int, list[Found]], rows: tuple[Line, ...], lex: Lexicon, code: str) -> dict[int, list[Found]]:
    """The institutions of each line, names that several have given to the one that is meant."""
    told: dict[str, Institution | None] = {}
    play: Counter[str] = Counter()
    for line in rows:
        play.update(p.country for _, _, p in line.places if p.country)
        for f in by_line[line.number]:
            acronym = acronym_behind(line, f.start, f.end, lex)
            if acronym:
                told.setdefault(acronym, f.institution)
            loose = f.sector in PARTIES and " " not in f.text
            if f.country and len(f.text) > 5 and not loose and not _generic(line, f, lex):
                play[f.country] += 1
    return {
        line.number: [_settled(line, f, told, play, lex, code) for f in by_line[line.number]] for line in rows
    }  # fmt: skip


def _settled(
    line: Line, f: Found, told: dict[str, Institution | None], play: Counter[str], lex: Lexicon, code: str
) -> Found:
    if f.institution is None:
        return f
    if f.text in told:
        meant = told[f.text]
        if meant is None:
            return replace(f, institution=None, kind="organisation", country=None, sector=None, gender=None)
        return f if meant is f.institution else institution_found(line, f.start, f.end, meant, code)
    hits = lex.institutions.at(line.low, line.doc[f.start].idx, line.ends)
    same = [i for end, _, i in hits if line.ends[end] == f.end and f.text in i.names]
    if _elsewhere(f, play, same) or (play and _generic(line, f, lex) and not any(play[i.country or ""] for i in same)):
        return replace(f, institution=None, country=None)
    best = max(same, key=lambda i: play[i.country or ""], default=f.institution)  # the first of equals
    if best is f.institution or play[best.country or ""] <= play[f.institution.country or ""]:
        return f
    return institution_found(line, f.start, f.end, best, code)


def _generic(line: Line, f: Found, lex: Lexicon) -> bool:
    """Is it of a state, by words any state may call a body by ("the Foreign Office", "House of Representatives")?"""
    words = line.words[f.start : f.end]
    return bool(f.country) and all(lex.is_in(w, *COMMON) for w in words)


def _elsewhere(f: Found, play: Counter[str], same: list[Institution]) -> bool:
    """Is it an acronym or a word that unions or parties of many countries have, in a report that never speaks of the
    table's country but of others?"""
    short = f.text.isupper() or (f.sector == "party" and " " not in f.text)  # "Podemos", "Renaissance"
    if f.sector not in PARTIES or not short or not f.country or not play:
        return False
    return not any(play[i.country or ""] for i in same)


def acronym_behind(line: Line, start: int, end: int, lex: Lexicon) -> str:
    """The acronym that follows a name in brackets or behind "or", if it is the name's initials; "" if none is."""
    k = end + (line.word(end) == ",")
    if line.word(k) != "(" and not lex.is_in(line.word(k), "or"):
        return ""
    k += 1
    while lex.is_in(line.word(k), "article"):
        k += 1
    text = line.doc[k].text if k < len(line.doc) else ""
    if not (text.isupper() and text.isalpha() and 2 < len(text) < 9):
        return ""
    words = [w for w in line.text(start, end).replace("-", " ").replace("'", " ").split() if w]
    capitals = "".join(w[0] for w in words if w[0].isupper())
    every = "".join(w[0] for w in words if len(w) > 3)
    return text if len(words) > 1 and fold(text) in (fold(capitals), fold(every)) else ""
