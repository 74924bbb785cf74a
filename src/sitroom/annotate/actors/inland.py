"""The country of actors that the report leaves to the reader ("l'armée a démenti", "the mayor").

Last of all, when everybody is known: officials and public bodies of whom nothing says whose they are get the country
that the report and the lines they stand in speak of far more than of any other; where it speaks of next to no other,
so do other people, groups and bodies. The shares were set on our train gold (2026-11-23): right for nine of ten.
Bodies of several states, aid groups, media, firms and rebels are left alone: the gold has none for most of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sitroom.annotate.actors.company import Company, Draft
from sitroom.annotate.actors.origin import because

SERVING = frozenset(
    ("government", "military", "police", "judiciary", "legislature", "opposition", "party", "union", "civilians")
)
ABROAD = frozenset(("igo", "ngo", "media", "business", "rebels"))
# Of what is said of countries, half of it counted in the whole report, half in the actor's own lines: what a country
# needs for those who serve it, and for anybody.
SHARE, NEARLY_ALL = 0.65, 0.85
KINDS = ("person", "organisation", "group")
FEW, SEVERAL = 2, 5  # mentions of a country before it counts, for the same two
WHY = "the report and these lines speak of this country most"


def settle_inland(company: Company) -> None:
    """Give officials and public bodies without a country that of the report, where there is no doubt."""
    spoken = _spoken_of(company)
    whole: Counter[str] = Counter()
    for line in spoken.values():
        whole.update(line)
    for draft in company.drafts:
        if draft.country is None and draft.places and draft.moved is None and draft.kind in KINDS:
            country, share = _home(whole, [spoken[number] for number, _ in draft.places if number in spoken])
            enough, few = (SHARE, FEW) if _serves(draft) else (NEARLY_ALL, SEVERAL)
            if share >= enough and whole[country] >= few and draft.sector not in ABROAD:
                _settle(company, draft, country)


def _serves(draft: Draft) -> bool:
    """Is it a public body known by a common noun, or an official with a role; of a state, not of several?"""
    if draft.sector not in SERVING:
        return False
    if draft.kind == "person":
        return bool(draft.roles or draft.heads)
    return draft.kind == "organisation" and draft.name[:1].islower() and draft.sector != "civilians"


def _spoken_of(company: Company) -> dict[int, Counter[str]]:
    """How often each line speaks of each country: by its places, and by actors whose country is known."""
    out: dict[int, Counter[str]] = {}
    for line in company.lines:
        counts = out.setdefault(line.number, Counter())
        counts.update(place.country for _, _, place in line.places if place.country)
    for number, link in company.links.items():
        f = company.found[number]
        country = link.draft.country if link.draft is not None and link.draft.sector != "media" else None
        if country is not None and not any(start == f.start for start, _, _ in company.lines[f.line].places):
            out.setdefault(f.line, Counter())[country] += 1
    return out


def _home(whole: Mapping[str, int], own: list[Counter[str]]) -> tuple[str, float]:
    """The country most of what is said is of, in the report and in these lines, and its share."""
    here: Counter[str] = Counter()
    for line in own:
        here.update(line)
    all_of, all_here = sum(whole.values()), sum(here.values())

    def share(country: str) -> float:
        general = whole[country] / all_of
        return (general + (here[country] / all_here if all_here else general)) / 2

    best = max(sorted(whole), key=share, default="")
    return best, share(best) if best else 0.0


def _settle(company: Company, draft: Draft, country: str) -> None:
    draft.country = country
    key = draft.key.replace("::", f":{country}:", 1)
    if key not in company.by_key:
        draft.key = key
    first = min(draft.numbers, default=None)
    link = company.links.get(first) if first is not None else None
    if link is not None and link.draft is draft:
        link.detail = {**(link.detail or {}), **because(WHY)}
