"""The country of actors that the report leaves to the reader ("l'armée a démenti", "the mayor").

Last of all, when everybody is known. What speaks for each country (`bearings`) is weighed, and so is how often readers
give an actor of this kind none at all; then everybody is weighed once more beside the others (`fellows`). The weights
are in data/inland.toml and data/fellows.toml, learnt from our own train gold by `python -m evals.inland`. The likeliest
is taken, of unnamed sources if it is plainly likelier than the next. Bodies of several states never get one, nor do
the news agencies and broadcasters of the tables: readers give them none.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitroom.annotate.actors.bearings import MENTIONS, Bearings
from sitroom.annotate.actors.company import WORLD, Company, Draft
from sitroom.annotate.actors.fellows import Fellows
from sitroom.annotate.actors.nominals import POSTED
from sitroom.annotate.actors.origin import because, country_of, of_no_country, of_several, owner_of
from sitroom.annotate.actors.spans import Found
from sitroom.annotate.weights import score, shares, weights_of

MEDIA = "media"
KINDS = ("person", "organisation", "group", "anonymous")
UNNAMED = 0.6  # how much likelier than the next (natural logarithm): the side a report tells most of is not a source's
WHY = "what the report says around it speaks for this country"


def settle_inland(company: Company) -> None:
    """Give actors without a country the one that plainly fits; those who belong to somebody else come last."""
    undecided = undecided_in(company)
    for draft in company.drafts:
        if draft.sector == MEDIA and any(company.found[n].institution is not None for n in draft.numbers[:MENTIONS]):
            draft.country = None
    if not undecided:
        return
    bearings = Bearings(company)
    chosen = likeliest(company, bearings, undecided)
    settled = [(draft, bearings.seat(draft) or country) for draft, country in zip(undecided, chosen, strict=True)]
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
        f = company.found[n]
        country = (None if _sent(company, f) else country_of(company, f)) or owner_of(company, f)
        if country is not None:
            return country
    return None


def _sent(company: Company, f: Found) -> bool:
    """Does it tell where an envoy or an embassy is ("ambassadeur à Alger")? That is not whose they are."""
    words = company.lines[f.line].words[f.start : f.end]
    posted = any(company.lex.is_in(w, "place-preposition", "addressing") for w in words)
    return f.head is not None and f.head.id in POSTED and posted


def undecided_in(company: Company) -> list[Draft]:
    """The actors whose country nothing tells, and might."""
    there = [d for d in company.drafts if d.country is None and d.numbers and d.moved is None and d.kind in KINDS]
    bodies = ("organisation", "group")  # a secretary-general may be a union's
    return [d for d in there if not (d.sector == WORLD and d.kind in bodies) and not _of_no_country(company, d)]


def _of_no_country(company: Company, draft: Draft) -> bool:
    """Is it said to serve several states, or to be a diplomat of we do not know whom?"""
    found = [company.found[n] for n in draft.numbers[:MENTIONS]]
    nameless = draft.kind == "anonymous" or not (draft.proper or draft.plural)
    if any(f.institution is not None and f.institution.country is None for f in found):
        return True  # the tables know it, and no country of it
    return any(of_several(company, f) or (nameless and of_no_country(company, f)) for f in found)


def likeliest(company: Company, bearings: Bearings, drafts: Sequence[Draft]) -> list[str | None]:
    """For each actor the country that the evidence speaks for; None where it is rather none."""
    told = {draft.order: options_of(bearings, draft) for draft in drafts}
    alone = weights_of("inland")
    first = {n: dict(zip(countries, shares(rows, alone), strict=True)) for n, (countries, rows) in told.items()}
    fellows, weights, out = Fellows(company, bearings, drafts), weights_of("fellows"), []
    for draft in drafts:
        countries, rows = told[draft.order]
        beside = fellows.signs(draft.order, countries, first)
        scores = [score(row, weights) + score(more, weights) for row, more in zip(rows, beside, strict=True)]
        best, *rest = sorted(range(len(rows)), key=lambda k: (-scores[k], k))
        next_one = next((k for k in rest if k), None)
        close = next_one is not None and scores[best] - scores[next_one] < UNNAMED
        out.append(None if draft.kind == "anonymous" and close else countries[best])
    return out


def options_of(bearings: Bearings, draft: Draft) -> tuple[list[str | None], list[dict[str, float]]]:
    """The countries an actor may be of, none first, and what speaks for each."""
    signs = bearings.of(draft)
    return [None, *sorted(signs)], [bearings.classes(draft), *(signs[country] for country in sorted(signs))]


def _settle(company: Company, draft: Draft, country: str) -> None:
    draft.country = country
    key = draft.key.replace("::", f":{country}:", 1)
    if key not in company.by_key:
        draft.key = key
    first = min(draft.numbers)
    link = company.links.get(first)
    if link is not None and link.draft is draft:
        link.detail = {**(link.detail or {}), **because(WHY)}
