"""Whose are people without a name: the country of an unnamed official, source, passer-by.

What the description says, and whom they work for. What only the report around them says is weighed when everybody is
known (`inland`).
"""

from __future__ import annotations

from bisect import bisect_left

from sitroom.annotate.actors.company import WORLD, Company
from sitroom.annotate.actors.spans import Found, subject_of

SERVING = ("official", "source", "office", "counterpart")  # kinds of people who may be of either side
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
    side = owner_of(company, f) or _side(company, f)
    if side:
        return side, "of the office holder's country"
    fellow = _fellow(company, f)
    if fellow:
        return fellow, "of those spoken of before"
    return None, UNSAID


def _named_in(company: Company, f: Found) -> str | None:
    """ "an adviser to the South Korean leader": the one country whose adjective stands in the words for somebody who
    serves."""
    if f.head is None or f.head.kind not in SERVING:
        return None
    words = company.lines[f.line].words[f.start : f.end]
    told = {company.lex.demonyms[w] for w in words if w in company.lex.demonyms}
    return told.pop() if len(told) == 1 else None


def owner_of(company: Company, f: Found) -> str | None:
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


def of_no_country(company: Company, f: Found) -> bool:
    """Is it a diplomat, or a Western official?"""
    words = company.lines[f.line].words[f.start : f.end]
    told = (company.lex.descriptors.get(w) for w in words)
    return (f.head is not None and f.head.id == "diplomat") or any(d.level in ABROAD for d in told if d is not None)


def of_several(company: Company, f: Found) -> bool:
    """Is it of a body of several states, or of one whose country nothing tells ("a NATO official")?"""
    inner = [company.found[n] for n in company.inside(f)]
    world = f.sector == WORLD and not (f.head is not None and f.head.kind in ("office", "person"))
    return world or any(i.institution is not None and i.country is None for i in inner)


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
