"""Named persons and organisations of a report: which names are one, and who they are in the roster."""

from __future__ import annotations

from collections.abc import Iterable

from sitroom.annotate.actors.company import Company, Draft, slug
from sitroom.annotate.actors.repair import Candidate, repair
from sitroom.annotate.actors.spans import Found
from sitroom.annotate.names import fold, similarity
from sitroom.annotate.roster import Roster
from sitroom.annotate.roster_rows import Holder, day_of
from sitroom.model import Repair

SAME = 0.93  # likeness above which two full names of one report are spellings of one
# Offices whose holders the press calls by surname alone.
PROMINENT = frozenset(
    {"head-of-state", "head-of-government", "foreign-minister", "defence-minister", "supreme-leader",
     "secretary-general", "group-leader", "political-figure", "national-security-adviser", "crown-prince",
     "vice-president", "pope"}
)  # fmt: skip


def cast_persons(company: Company, roster: Roster) -> None:
    """Give every name of a person a draft: full names first, then short ones."""
    names = [(n, f) for n, f in enumerate(company.found) if f.form == "name" and f.kind == "person"]
    for number, f in names:
        if len(f.text.split()) > 1:
            company.link(number, _full(company, f))
    for number, f in names:
        if len(f.text.split()) <= 1:
            draft = _short(company, f)
            company.link(number, draft)
    for nominal, name in sorted(company.bonds.items()):
        link = company.links.get(name)
        if link is not None and link.draft is not None:
            company.take_role(link.draft, company.found[nominal])
            company.link(nominal, link.draft, bound=True)
    for draft in [d for d in company.drafts if d.kind == "person"]:
        _identify(company, draft, roster)


def _parts(name: str) -> list[str]:
    return fold(name.replace("-", " ")).split() or [fold(name)]


def _full(company: Company, f: Found) -> Draft:
    """The draft of a full name: the same person under the same surname, or a new one."""
    name = f.text
    while len(name.split()) > 2 and company.lex.is_in(fold(name.split()[-1]).strip(".,"), "postnominal"):
        name = name.rsplit(None, 1)[0].rstrip(",")  # "Ann Holt KC"
    parts = _parts(name)
    for draft in company.persons_called(parts[-1], parts[0][:1] + "."):
        if _same_name(parts, _parts(draft.name), name, draft.name):
            if len(name) > len(draft.name) and len(_parts(draft.name)) < len(parts):
                draft.name = name
                company.call(draft, parts)
            return draft
    return _new(company, f, name, parts)


def _new(company: Company, f: Found, name: str, parts: list[str]) -> Draft:
    draft = company.add(Draft("person", name, f"person:{slug(name)}", gender=f.gender))
    company.call(draft, parts)
    return draft


def _same_name(a: list[str], b: list[str], left: str, right: str) -> bool:
    """Are two full names of one report the same person's? Same surname, and given names that do not clash."""
    if a == b:
        return True
    if a[-1] == b[-1]:
        first, other = a[0].rstrip("."), b[0].rstrip(".")
        return (
            first == other
            or (min(len(first), len(other)) == 1 and first[:1] == other[:1])
            or set(a) <= set(b)
            or set(b) <= set(a)
        )
    return a[0][:1] == b[0][:1] and similarity(left, right).score >= SAME


def _short(company: Company, f: Found) -> Draft:
    """The draft of a bare surname or given name: of a full name that has it, nearest before, else any, else new."""
    word = _parts(f.text)
    matches = []
    for draft in company.persons_called(*word):
        if not draft.agrees(f.gender, None):
            continue
        parts = _parts(draft.name)
        if parts[-len(word) :] == word or (len(parts) > 2 and parts[1:] == word):
            rank = 2
        elif len(parts) > 1 and word[-1] in parts[1:]:
            rank = 1
        elif parts[: len(word)] == word:
            rank = 0
        else:
            continue
        before = draft.last((f.line, f.start + 1))
        matches.append((rank, before >= (0, 0), max(before, (0, 0)), draft))
    if matches:
        best = max(matches, key=lambda m: m[:3])
        return best[3]
    return _new(company, f, f.text, word)


def _identify(company: Company, draft: Draft, roster: Roster) -> None:
    """Find the person in the roster as written, or by repairing the name."""
    holder = _known(company, draft, roster)
    if holder is not None:
        adopt(company, draft, holder)
        return
    if roster.by_name(draft.name):
        return  # a name that is somebody's is never repaired
    introduced = bool(draft.roles) or " " in draft.name
    candidate = repair(draft, company, roster, introduced)
    if candidate is not None:
        _put_right(company, draft, candidate)


def _known(company: Company, draft: Draft, roster: Roster) -> Holder | None:
    """The roster's person of this very name, when the report's countries, offices or date speak for one."""
    full = " " in draft.name
    terms = roster.by_name(draft.name) if full else ()
    if not terms and not full:
        terms = tuple(
            h for h in roster.by_surname(draft.name) if company.published and h.possible(day_of(company.published))
        )
    elif not terms and len(draft.name.split()) > 2:
        terms = roster.by_name(" ".join((draft.name.split()[0], draft.name.split()[-1])))
    if not terms:
        return None
    play = company.countries
    scored: dict[str, tuple[float, Holder]] = {}
    for h in terms:
        now = company.published is not None and h.possible(day_of(company.published))
        points = 2.0 * (h.role in draft.offices and (not draft.country or draft.country == h.country))
        points += 1.0 * (h.country in play) + 0.5 * now
        if draft.country and h.country and draft.country != h.country:
            points -= 3
        if draft.heads and h.role not in draft.offices and h.country not in play:
            points -= 0.5  # somebody else of that name: a manager is no minister of a country nobody speaks of
        if not full:
            points += 0.5 * (h.role in PROMINENT) - 0.5
        if points > scored.get(h.id, (-9.0, h))[0]:
            scored[h.id] = (points, h)
    ranked = sorted(scored.values(), key=lambda s: (-s[0], s[1].id))
    need = 0.5 if full else 1.5
    if ranked[0][0] < need or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.4):
        return None
    return ranked[0][1]


def adopt(company: Company, draft: Draft, holder: Holder) -> None:
    """Let the draft be the roster's person."""
    draft.name = holder.named(company.lang.code)
    draft.wikidata = holder.wikidata or None
    draft.country = draft.country or holder.country or None
    # a term that is over, or not begun, is no office of today
    if company.published is None or holder.possible(day_of(company.published)):
        draft.offices.add(holder.role)
    if not draft.sector and holder.country:
        draft.sector = "government"
    _rekey(company, draft, holder.id)


def _rekey(company: Company, draft: Draft, key: str) -> None:
    """Change a draft's key; when another draft has it, that one takes over this one's mentions."""
    there = company.by_key.get(key)
    company.by_key.pop(draft.key, None)
    if there is None or there is draft:
        draft.key = key
        company.by_key[key] = draft
        return
    merge(company, draft, there)


def merge(company: Company, gone: Draft, stays: Draft) -> None:
    """Move everything of one draft to another."""
    for n in gone.numbers:
        if company.links[n].draft is gone:
            company.links[n].draft = stays
    gone.moved = stays
    stays.numbers += gone.numbers
    stays.places = sorted([*stays.places, *gone.places])
    stays.described += gone.described
    stays.roles += [r for r in gone.roles if r not in stays.roles]
    stays.offices |= gone.offices
    stays.heads |= gone.heads
    stays.names += [n for n in gone.names if n not in stays.names]
    stays.country = stays.country or gone.country
    stays.gender = stays.gender or gone.gender
    company.by_key.pop(gone.key, None)
    if gone in company.drafts:
        company.drafts.remove(gone)
    company.by_key[stays.key] = stays


def _put_right(company: Company, draft: Draft, candidate: Candidate) -> None:
    """Repair a draft's name and say so on every mention that is written wrong."""
    numbers = [n for n in draft.numbers if company.links[n].draft is draft and company.found[n].form == "name"]
    if candidate.draft is not None:
        merge(company, draft, candidate.draft)
        spellings: Iterable[str] = (candidate.name,)
    elif candidate.key is not None:
        draft.name, spellings = candidate.name, (candidate.name,)
        _rekey(company, draft, candidate.key)
    else:
        assert candidate.holder is not None
        spellings = candidate.holder.names
        adopt(company, draft, candidate.holder)
    right = {w for s in spellings for w in _parts(s)}
    for n in numbers:
        text = company.found[n].text
        if not set(_parts(text)) <= right:
            company.links[n].repaired = Repair.model_validate(
                {"from": text, "to": candidate.name, "evidence": candidate.evidence, "score": round(candidate.score, 3)}
            )


def cast_names(company: Company) -> None:
    """Give every institution, state, people and named organisation a draft."""
    for number, f in enumerate(company.found):
        if f.form != "name" or f.kind == "person":
            continue
        company.link(number, _named(company, f))
    _acronyms(company)
    _initials(company)


def _named(company: Company, f: Found) -> Draft:
    lex = company.lex
    if f.institution is not None:
        i = f.institution
        key = f"wikidata:{i.wikidata}" if i.wikidata else f"org:{i.id}"
        draft = company.add(
            Draft(
                f.kind,
                i.names[0],
                key,
                country=i.country,
                wikidata=i.wikidata,
                gender=i.gender,
                plural=i.plural,
                sector=i.sector,
            )
        )
        draft.names += [n for n in i.names if n not in draft.names]
        return draft
    if f.kind == "state":
        country = f.country or company.home or ""  # "l'État" is the report's own
        return company.add(
            Draft(
                "state",
                lex.country_names.get(country, f.text),
                f"state:{country}" if country else "state::",
                country=country or None,
                sector="government",
            )
        )
    if f.kind == "group":
        return company.add(Draft("group", f.text, f"group:{f.country}:people", country=f.country, plural=True))
    return company.add(Draft("organisation", f.text, f"org:{slug(f.text)}", country=f.country, sector=f.sector))


def _acronyms(company: Company) -> None:
    """ "Organisation régionale des ports (ORP)": the acronym in brackets is the name before it."""
    by_place = {
        (f.line, f.start): n for n, f in enumerate(company.found) if f.form == "name" and f.kind == "organisation"
    }
    for n, f in enumerate(company.found):
        if f.kind != "organisation":
            continue
        line = company.lines[f.line]
        inner = by_place.get((f.line, f.end + 1))
        if inner is None or line.word(f.end) != "(" or line.word(company.found[inner].end) != ")":
            continue
        long, short = company.links.get(n), company.links.get(inner)
        if long and short and long.draft and short.draft and long.draft is not short.draft:
            known = f.institution is None and company.found[inner].institution is not None
            gone, stays = (long.draft, short.draft) if known else (short.draft, long.draft)
            merge(company, gone, stays)


def _initials(company: Company) -> None:
    """ "URG" is the Union of Railway Grades the report also names."""
    organisations = [d for d in company.drafts if d.kind == "organisation"]
    spelt: dict[str, list[Draft]] = {}
    for long in organisations:
        words = long.name.replace("-", " ").replace("'", " ").split() if " " in long.name else []
        for letters in {"".join(w[0] for w in words if w[:1].isupper()), "".join(w[0] for w in words if len(w) > 3)}:
            spelt.setdefault(fold(letters), []).append(long)
    for short in organisations:
        if not (short.name.isupper() and 2 < len(short.name) < 8 and short.name.isalpha() and short.wikidata is None):
            continue
        for long in spelt.get(fold(short.name), ()):
            if long is not short and long.moved is None:
                merge(company, short, long)
                break


def link_bodies(company: Company) -> None:
    """ "Jake Tapper de CNN": an organisation tied to a name by "of" is the person's body."""
    by_start = {(f.line, f.start): n for n, f in enumerate(company.found) if f.kind == "organisation"}
    for n, f in enumerate(company.found):
        link = company.links.get(n)
        if f.kind != "person" or f.form != "name" or link is None or link.draft is None:
            continue
        line = company.lines[f.line]
        k = f.end
        if not company.lex.is_in(line.word(k), "of"):
            continue
        while company.lex.is_in(line.word(k), "of", "article"):
            k += 1
        other = company.links.get(by_start.get((f.line, k), -1))
        if other is not None and other.draft is not None:
            link.draft.body = link.draft.body or other.draft.name
            link.draft.sector = link.draft.sector or other.draft.sector
            if other.draft.sector == "media":
                continue
            link.draft.country = link.draft.country or other.draft.country
