"""The country of actors that the report leaves to the reader ("l'armée a démenti", "the mayor").

Last of all, when everybody is known. What speaks for each country (`bearings`) is weighed, and so is how often readers
give an actor of this kind none at all; the weights are in data/inland.toml, learnt from our own train gold by
`python -m evals.inland`. The likeliest country is taken, if it is likelier than none and plainly likelier than the
next. Bodies of several states never get one.
"""

from __future__ import annotations

from collections.abc import Mapping

from sitroom.annotate.actors.bearings import MENTIONS, Bearings
from sitroom.annotate.actors.company import WORLD, Company, Draft
from sitroom.annotate.actors.origin import because, country_of, of_no_country, of_several, owner_of
from sitroom.annotate.weights import score, weights_of

KINDS = ("person", "organisation", "group", "anonymous")
MARGIN = 0.3  # how much likelier than the next (natural logarithm)
UNNAMED = 1.1  # the same for unnamed sources: readers do not give them the side that a report tells most of
WHY = "what the report says around it speaks for this country"


def settle_inland(company: Company) -> None:
    """Give actors without a country the one that plainly fits; those who belong to somebody else come last."""
    undecided = undecided_in(company)
    if not undecided:
        return
    bearings = Bearings(company)
    weights = weights_of("inland")
    settled = [(draft, bearings.seat(draft) or likeliest(bearings, draft, weights)) for draft in undecided]
    for draft, country in settled:
        if country is not None and not _owned(company, draft):
            _settle(company, draft, country)
    for draft, country in settled:
        if _owned(company, draft):
            told = _of_owner(company, draft) or country
            if told is not None:
                _settle(company, draft, told)


def _owned(company: Company, draft: Draft) -> bool:
    """Is it somebody unnamed described by another actor ("un conseiller de M. Hatakeda", "her spokesman")?"""
    if draft.proper:
        return False
    found = [company.found[n] for n in draft.numbers[:MENTIONS]]
    if any(f.head is not None and f.head.kind == "counterpart" for f in found):
        return False  # never of those whose counterpart it is
    return any(company.inside(f) or f.definite == "possessive" for f in found)


def _of_owner(company: Company, draft: Draft) -> str | None:
    """The country of whomever the description names, or of the subject before it."""
    for n in draft.numbers[:MENTIONS]:
        country = country_of(company, company.found[n]) or owner_of(company, company.found[n])
        if country is not None:
            return country
    return None


def undecided_in(company: Company) -> list[Draft]:
    """The actors whose country nothing tells, and might."""
    there = [d for d in company.drafts if d.country is None and d.numbers and d.moved is None and d.kind in KINDS]
    return [d for d in there if d.sector != WORLD and not _of_no_country(company, d)]


def _of_no_country(company: Company, draft: Draft) -> bool:
    """Is it said to serve several states, or to be a diplomat of we do not know whom?"""
    found = [company.found[n] for n in draft.numbers[:MENTIONS]]
    nameless = draft.kind == "anonymous" or not (draft.proper or draft.plural)
    if any(f.institution is not None and f.institution.country is None for f in found):
        return True  # the tables know it, and no country of it
    return any(of_several(company, f) or (nameless and of_no_country(company, f)) for f in found)


def likeliest(bearings: Bearings, draft: Draft, weights: Mapping[str, float]) -> str | None:
    """The country that the evidence speaks for; None where it is rather none, or one of two."""
    ranked = sorted(
        ((score(signs, weights), country) for country, signs in bearings.of(draft).items()), key=lambda r: (-r[0], r[1])
    )
    none = score(bearings.classes(draft), weights)
    margin = UNNAMED if draft.kind == "anonymous" else MARGIN
    if not ranked or ranked[0][0] <= none or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < margin):
        return None
    return ranked[0][1]


def _settle(company: Company, draft: Draft, country: str) -> None:
    draft.country = country
    key = draft.key.replace("::", f":{country}:", 1)
    if key not in company.by_key:
        draft.key = key
    first = min(draft.numbers)
    link = company.links.get(first)
    if link is not None and link.draft is draft:
        link.detail = {**(link.detail or {}), **because(WHY)}
