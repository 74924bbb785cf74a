"""Somebody whom a report describes first and names afterwards: "A ferry captain has been jailed. Jan Pol, 54, ...".

Headlines and leads say what somebody is, the next lines give name and age. The name is taken to be the described
one's if it is the first that comes, in full, and something speaks for it: an age behind it, or the same noun; or if the
report repeats the description beside the name ("a former banker ... the former banker, Jan Pol,"). The source of a
headline ("..., says diplomat") is the first one so called below.
"""

from __future__ import annotations

from sitroom.annotate.actors.company import Company, Draft
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.persons import merge
from sitroom.annotate.actors.spans import Found, Line

HEAD, AHEAD = 3, 4  # lines of a report that introduce; lines the name may follow by
OLDEST = 110
LEFT_OUT = ("source", "official", "counterpart")


def join_headline_sources(company: Company) -> None:
    """Merge unnamed sources of headlines ("selon un diplomate", "officials say") with the first so called below."""
    for draft in [d for d in company.drafts if d.kind == "anonymous" and d.numbers and d.moved is None]:
        described = [company.found[n] for n in draft.numbers]
        if any(f.other or f.head is None for f in described) or not _in_headlines(company, described):
            continue
        below = (d for d in company.after(draft.places[-1], "anonymous") if d.heads & draft.heads)
        first = next(below, None)
        if first is not None and first.plural == draft.plural and first.agrees(draft.gender, draft.country):
            merge(company, draft, first)


def _in_headlines(company: Company, described: list[Found]) -> bool:
    return all(company.lines[f.line].block.section.kind == "headline" for f in described)


def _repeated(company: Company, draft: Draft, described: list[Found]) -> Draft | None:
    """The one named of whom the report says the same words later, with the article."""
    first = min(described, key=lambda f: f.place, default=None)
    if first is None or first.definite != "indefinite" or first.other or draft.wikidata:
        return None
    words = fold(first.text)
    same = [
        d for d in company.drafts
        if d.kind == "person" and d.proper and d.places and d.places[0] > first.place
        and any(f.definite == "definite" and fold(f.text) == words for f in d.described)
    ]  # fmt: skip
    return same[0] if len(same) == 1 and same[0].agrees(draft.gender, draft.country) else None


def join_named_later(company: Company) -> None:
    """Merge people described in the report's first lines with the person named next, where that is plainly the same."""
    for draft in [d for d in company.drafts if d.kind in ("person", "anonymous") and not d.proper and not d.plural]:
        described = [company.found[n] for n in draft.numbers]
        holder = _holder(company, draft, described) or _repeated(company, draft, described)
        if holder is not None:
            merge(company, draft, holder)
            continue
        first = min(described, key=lambda f: f.place, default=None)
        if first is None or first.line > HEAD or draft.wikidata or draft.key.startswith("role:"):
            continue
        if any(f.other or f.head is None or f.head.kind in LEFT_OUT or f.head.id == "kin" for f in described):
            continue
        if first.definite not in ("indefinite", "bare"):
            continue
        named = _named_next(company, first)
        if named is None or named is draft or not named.agrees(draft.gender, draft.country):
            continue
        if _same(company, draft, named):
            for f in described:
                company.take_role(named, f)
            merge(company, draft, named)


def _holder(company: Company, draft: Draft, described: list[Found]) -> Draft | None:
    """The only one named whom the report gives the office of a headline ("Nairobi recalls envoy")."""
    if (
        not described
        or not _in_headlines(company, described)
        or any(f.other or f.head is None or f.head.kind != "office" for f in described)
    ):
        return None
    holders = [
        d for d in company.drafts if d.kind == "person" and d.proper and d.heads & draft.heads and d is not draft
    ]
    return holders[0] if len(holders) == 1 and holders[0].agrees(draft.gender, draft.country) else None


def _named_next(company: Company, first: Found) -> Draft | None:
    """The next person named, if that is the first mention of a full name, not far ahead in another sentence."""
    for n, f in enumerate(company.found):
        if f.place <= first.place or f.form != "name" or f.kind != "person":
            continue
        link = company.links.get(n)
        draft = link.draft if link is not None else None
        if draft is None or f.line - first.line > AHEAD or " " not in f.text or f is not _first_name(company, draft):
            return None
        sentences = company.lines[f.line].sentence
        beside = f.line == first.line and sentences[f.start] == sentences[first.start]
        return None if beside else draft
    return None


def _first_name(company: Company, draft: Draft) -> Found | None:
    """Where the draft is called by name first."""
    names = (f for n in draft.numbers if (f := company.found[n]).form == "name")
    return min(names, key=lambda f: f.place, default=None)


def _same(company: Company, draft: Draft, named: Draft) -> bool:
    """Is there an age behind the name and no other description, or the same noun?"""
    if named.wikidata or named.offices:
        return False
    if named.heads:
        return bool(named.heads & draft.heads)
    f = _first_name(company, named)
    # somebody aged 54 who is only cited may be a passer-by: the sentence must be about the one named
    return f is not None and company.lines[f.line].first(f.start) and aged(company.lines[f.line], f.end)


def aged(line: Line, i: int) -> bool:
    """Does an age stand behind the name: ", 54," or "(54 ans)"?"""
    word = line.word(i + 1)
    return line.word(i) in (",", "(") and word.isdecimal() and int(word) < OLDEST and line.doc[i + 1].is_ascii
