"""Mangled names put right ("Kelant" -> Yoav Gallant), with evidence; the spelling of the text is always kept.

Candidates come from the report itself, then from other reports of the room that name somebody in full, then from the
holder of the very office the report gives the name, then from the roster of the countries in play, then from the
world. The less the place of a name says, the more alike letters and sound must be. A name that is in the roster as
written, or whose office or country contradicts, is left alone; so is every name that merely lacks in the roster.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from sitroom.annotate.actors.company import Company, Draft
from sitroom.annotate.names import fold, key, parse, similarity, word_likeness
from sitroom.annotate.roster import Roster
from sitroom.annotate.roster_rows import Holder, day_of

IN_REPORT, IN_ROOM, SAME_OFFICE, IN_PLAY, WORLD = 0.78, 0.9, 0.66, 0.84, 0.9
OTHERS = 300  # actors of the report a bare surname is compared with
SHORT = 4  # letters: below this, sound proves nothing
CONSONANTS = 3  # of a surname that nothing but its sound gives away
SURNAME = 0.6  # how alike last words are at least: "Ali Akbar" is no Ali Akbar Ahmadian


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody a name may be a mangled form of."""

    score: float
    evidence: str
    name: str
    holder: Holder | None = None
    draft: Draft | None = None
    key: str | None = None  # of somebody other reports of the room name


def repair(draft: Draft, company: Company, roster: Roster, introduced: bool) -> Candidate | None:
    """Who the person named is likely to be, if the name as written is nobody's. None: leave it as it is.

    `introduced`: the report gives the name an office or a given name somewhere.
    """
    surname = draft.name.split()[-1] if draft.name.split() else draft.name
    if len(fold(surname)) < SHORT:
        return None
    found = [*_siblings(draft, company, introduced)]
    if not found:
        found += _in_room(draft, company)
    if company.published and not found:
        found += _same_office(draft, company, roster)
    if company.published and not found:
        found += _in_play(draft, company, roster)
    if not found:
        found += _world(draft, company, roster)
    if not found:
        return None
    found.sort(key=lambda c: (-c.score, c.name))
    best = found[0]
    rivals = [c for c in found[1:] if c.name != best.name and best.score - c.score < 0.05 and _who(c) != _who(best)]
    return None if rivals else best


def _who(candidate: Candidate) -> str:
    return candidate.holder.id if candidate.holder else candidate.name


def _siblings(draft: Draft, company: Company, introduced: bool) -> list[Candidate]:
    """Persons named in full in the same report; only for a bare surname that the report never introduces."""
    if introduced or " " in draft.name:
        return []
    out = []
    for other in company.drafts[:OTHERS]:
        if other is draft or other.kind != "person" or " " not in other.name:
            continue
        surname = other.name.split()[-1]
        like = word_likeness(fold(draft.name), fold(surname))
        if like >= IN_REPORT and _sounds(draft.name, surname, like) and draft.agrees(other.gender, other.country):
            out.append(
                Candidate(
                    like,
                    f"named in full in this report; {fold(draft.name)} ~ {fold(surname)} {like:.2f}",
                    other.name,
                    draft=other,
                )
            )
    return out


def _in_room(draft: Draft, company: Company) -> list[Candidate]:
    """Persons of other reports whose full name sounds the same; nothing if one of them is written like this one."""
    words = draft.name.split()
    if len(words) < 2 or any(fold(name) == fold(draft.name) for name, _ in company.known):
        return []
    out = []
    for name, actor in _sounding(company.known).get(key(words[-1]), ()):
        match = similarity(draft.name, name)
        given = fold(name.split()[0]) == fold(words[0])
        if given and match.score >= IN_ROOM and len(name.split()) == len(words):
            out.append(
                Candidate(match.score, f"named so by other reports of the room; {match.detail}", name, key=actor)
            )
    return out


@functools.lru_cache(4)
def _sounding(known: tuple[tuple[str, str], ...]) -> dict[str, list[tuple[str, str]]]:
    """Persons of the room by the sound of their surname."""
    out: dict[str, list[tuple[str, str]]] = {}
    for name, actor in known:
        if " " in name:
            out.setdefault(key(name.split()[-1]), []).append((name, actor))
    return out


def _sounds(a: str, b: str, like: float) -> bool:
    return key(a) == key(b) or like >= 0.88


def _same_office(draft: Draft, company: Company, roster: Roster) -> list[Candidate]:
    """The holder of the office the report gives the name, on the day of the report."""
    out = []
    countries = [draft.country] if draft.country else sorted(company.countries)
    for role in sorted(draft.offices):
        for country in countries:
            for holder in roster.holders(role, country, day_of(company.published or ""), body=None):
                like, _, detail = _like(draft.name, holder)
                need = SAME_OFFICE if draft.country else SAME_OFFICE + 0.1
                if like >= need:
                    out.append(
                        Candidate(
                            like,
                            f"held this office ({role}, {country}) on the day; {detail}",
                            holder.named(company.lang.code),
                            holder,
                        )
                    )
    return out


def _in_play(draft: Draft, company: Company, roster: Roster) -> list[Candidate]:
    """Office holders of the countries the report speaks of."""
    out = []
    countries = {draft.country} if draft.country else set(company.countries)
    lands = tuple(sorted(c for c in countries if c))
    if lands not in company.in_office:
        company.in_office[lands] = roster.in_countries(lands, day_of(company.published or ""))
    for holder in company.in_office[lands]:
        if not _allowed(draft, holder):
            continue
        like, surname, detail = _like(draft.name, holder)
        full = " " in draft.name
        alike = (
            like >= IN_PLAY and surname >= SURNAME
            if full
            else like >= WORLD and key(draft.name) == key(holder.name.split()[-1])
        )
        if alike:
            out.append(
                Candidate(
                    like * 0.95,
                    f"{holder.role} of {holder.country}, a country of this report; {detail}",
                    holder.named(company.lang.code),
                    holder,
                )
            )
    return out


def _world(draft: Draft, company: Company, roster: Roster) -> list[Candidate]:
    """Anybody in the roster whose surname sounds the same; full names only."""
    words = draft.name.split()
    if len(parse(draft.name).heavy) < 2:  # "Abu Laila" has one name only
        return []
    if len(key(words[-1])) < CONSONANTS or (draft.heads and not draft.offices):
        return []  # half the world is called "Bari" by its consonants, and a farmer is no minister
    out = []
    for holder in roster.sounding_like(words[-1]):
        like, _, detail = _like(draft.name, holder)
        near = company.published is None or _recent(holder, company.published)
        if near and like >= WORLD and _allowed(draft, holder):
            out.append(
                Candidate(
                    like * 0.9,
                    f"{holder.role} {holder.country or holder.body}; {detail}",
                    holder.named(company.lang.code),
                    holder,
                )
            )
    return out


def _recent(holder: Holder, published: str) -> bool:
    """Was the person in office within ten years of the report?"""
    last = (holder.until or holder.known or holder.start)[:4]
    return last.isdigit() and published[:4].isdigit() and int(published[:4]) - int(last) <= 10


def _allowed(draft: Draft, holder: Holder) -> bool:
    """Does what the report says of the person fit the holder?"""
    if draft.country and holder.country and draft.country != holder.country:
        return False
    return not draft.offices or holder.role in draft.offices


def _like(name: str, holder: Holder) -> tuple[float, float, str]:
    """The best likeness to any spelling of the holder's name, that of the last words, and what was compared; a bare
    surname is compared with surnames."""
    best = (0.0, 0.0, "")
    for other in holder.names:
        if " " in name:
            match = similarity(name, other)
            best = max(best, (match.score, match.surname, match.detail))
        elif other.split():
            like = word_likeness(fold(name), fold(other.split()[-1]))
            best = max(best, (like, like, f"{fold(name)} ~ {fold(other.split()[-1])} {like:.2f}"))
    return best
