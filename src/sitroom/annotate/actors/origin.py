"""Whose are people without a name: the country of an unnamed official, source, passer-by.

Only with evidence: what the description says, whom they work for, the place right behind, a report that is plainly
about one country, a town in their own line, the dateline. A report about two states does not say which of them "a
senior official" serves, so nobody gets the country it speaks of most.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from sitroom.annotate.actors.company import Company
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.spans import Found, subject_of

OWN = 2.0  # how many times the places of the next country a report must have of its own
SERVING = ("official", "source", "office", "counterpart")  # kinds of people who may be of either side
TOWNSPEOPLE = (None, "civilians", "health", "education", "labour")
ABROAD = ("western", "diplomatic")
UNSAID = "no country said"


def country_of(company: Company, f: Found) -> str | None:
    """The country a description says, or that of somebody named inside it."""
    if f.country:
        return f.country
    for n in company.inside(f):
        link = company.links.get(n)
        if link is not None and link.draft is not None and link.draft.country:
            return link.draft.country
    return None


def whose(company: Company, f: Found) -> tuple[str | None, str | None]:
    """(country, why) of somebody without a name; why is None where the description itself says it."""
    said = country_of(company, f)
    if said:
        return said, None
    named = _named_in(company, f)
    if named:
        return named, None
    side = _owner(company, f) or _side(company, f)
    if side:
        return side, "of the office holder's country"
    fellow = _fellow(company, f)
    if fellow:
        return fellow, "of those spoken of before"
    near = company.near(f)
    if near:
        return near, "the place right behind"
    if not _inland(company, f):
        return None, UNSAID
    if _of_the_world(company, f):
        return None, "of a body of no one country"
    return _set_in(company, f)


def _named_in(company: Company, f: Found) -> str | None:
    """ "an adviser to the South Korean leader": the one country whose adjective stands in the words for somebody who
    serves."""
    if f.head is None or f.head.kind not in SERVING:
        return None
    words = company.lines[f.line].words[f.start : f.end]
    told = {company.lex.demonyms[w] for w in (*words, *map(" ".join, pairwise(words))) if w in company.lex.demonyms}
    return told.pop() if len(told) == 1 else None


def _owner(company: Company, f: Found) -> str | None:
    """ "Leur porte-parole", "a member of their families": the country of the subject spoken of last, in this sentence
    or the one before."""
    line = company.lines[f.line]
    if not any(company.lex.is_in(w, "possessive") for w in line.words[max(0, f.start - 1) : f.end]):
        return None
    for n in reversed([*company.by_line.get(f.line - 1, []), *company.between(f.line, 0, f.start)]):
        other, link = company.found[n], company.links.get(n)
        there = company.lines[other.line]
        if other.line == f.line and line.sentence[f.start] - line.sentence[other.start] > 1:
            return None
        if link is not None and link.draft is not None and link.draft.sector == "media":
            continue
        if link is None or link.draft is None or subject_of(there.doc[other.start : other.end].root) is None:
            continue
        return link.draft.country
    return None


def _fellow(company: Company, f: Found) -> str | None:
    """ "A second official", "one of the officials": of the country that officials before were said to be of."""
    assert f.head is not None
    lex, line = company.lex, company.lines[f.line]
    words = line.words[max(0, f.start - 1) : f.end]
    one_of = any(lex.is_in(w, "of") for w in line.words[f.start + 1 : f.start + 3])
    if not (f.other or one_of or any(lex.is_in(w, "ordinal") for w in words)):
        return None
    for draft in company.before(f.place, "anonymous", "group"):
        if f.head.id in draft.heads:
            return draft.country
    return None


def because(why: str | None) -> dict[str, object]:
    """What a link's detail says about the country; empty where the words themselves say it."""
    return {"country": why} if why else {}


def _set_in(company: Company, f: Found) -> tuple[str | None, str | None]:
    """The country where the report, or the line, is set."""
    if company.home is not None and company.lead >= OWN:
        return company.home, "the report is about one country"
    towns = _towns(company, f.line)
    if len(towns) == 1:
        return next(iter(towns)), "a town of its line"
    serving = f.head is None or f.head.kind in SERVING or f.sector not in TOWNSPEOPLE or f.level
    if not serving:
        return company.setting(f.place), "the place named last"
    if company.dateline:
        return company.dateline, "the dateline"
    return None, "the report is about several countries"


def _towns(company: Company, number: int) -> set[str]:
    """The countries of a line's places that are no countries or capitals that act."""
    states = {fold(n) for n in company.lex.country_names.values()}
    there = company.lines[number].places
    return {p.country for _, _, p in there if p.country and p.use == "literal" and fold(p.name) not in states}


def _inland(company: Company, f: Found) -> bool:
    """Is it somebody of the country the report is about, if it does not say which: police, officials, townspeople?"""
    told = (company.lex.descriptors.get(w) for w in company.lines[f.line].words[f.start : f.end])
    return f.head is not None and f.head.id != "diplomat" and not any(d.level in ABROAD for d in told if d is not None)


def _of_the_world(company: Company, f: Found) -> bool:
    """Is it of a body of several states, or of one whose country nothing tells ("a NATO official")?"""
    inner = [company.found[n] for n in company.inside(f)]
    return any(i.institution is not None and i.country is None for i in inner) or f.sector == "igo"


def _side(company: Company, f: Found) -> str | None:
    """For somebody of "the administration" or "his office": the country of the office holder the report speaks of
    most; None where that one's country is not known."""
    lex, line = company.lex, company.lines[f.line]
    inside = line.words[f.start : f.end]
    official = {w for w, d in lex.descriptors.items() if d.level == "government"}
    if not any(lex.is_in(w, "possessive") or w in official for w in inside):
        return None
    holders = [d for d in company.before(f.place, "person") if d.offices]
    # whoever the report speaks of most; at equal counts the one named last
    return max(holders, key=lambda d: bisect_left(d.places, f.place)).country if holders else None
