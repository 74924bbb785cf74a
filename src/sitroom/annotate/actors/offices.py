"""Offices and who holds them: somebody the report names, the holder on the day, or an actor known by office alone."""

from __future__ import annotations

from sitroom.annotate.actors.company import Company, Draft, slug
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.origin import because, country_of, whose
from sitroom.annotate.actors.persons import adopt
from sitroom.annotate.actors.spans import Found, speaks, subject_of
from sitroom.annotate.roster import Roster
from sitroom.annotate.roster_rows import Holder, day_of
from sitroom.model import ActorKind

SENT = ("ambassador", "special-envoy")  # one of many: the roster has only some of them
ANY_HEAD = ("ruler", "leader")  # "le dirigeant" may be a firm's
OF_BODY = ("spokesperson", "ambassador", "special-envoy", "minister", "deputy-minister")
UNNAMED = ("spokesperson", "press-secretary")  # without a name they are anonymous sources
NEXT = 300  # tokens ahead in the line that a name is looked for
REACH = 3  # blocks back that a description without a country looks for its antecedent


def is_specific(company: Company, f: Found) -> bool:
    """Does the description of an official name one office that somebody holds?"""
    vague = f.reading is None or f.reading.role in ("presidential-adviser", "adviser", "special-envoy")
    return not f.plural and f.definite not in ("indefinite", "possessive") and not vague and bool(signature(company, f))


def signature(company: Company, f: Found) -> frozenset[str]:
    """Content words of a description besides its head, demonyms and small words: what tells two ministries apart."""
    lex = company.lex
    head = (
        {w for group in (f.head.masculine, f.head.feminine, f.head.common, f.head.plural) for w in group}
        if f.head
        else set()
    )
    gone = {fold(p) for w in head for p in w.split()}
    words = {w for w in company.lines[f.line].words[f.start : f.end] if any(map(str.isalpha, w)) and w not in gone}
    small = ("article", "of", "complement", "premodifier", "possessive")
    countries = lex.country_words if f.country else frozenset()
    return frozenset(w for w in words if w not in lex.demonyms and w not in countries and not lex.is_in(w, *small))


def link_office(company: Company, number: int, f: Found, roster: Roster) -> bool:
    """Link an office to somebody named in the report, or to its holder on the day. False: neither."""
    if f.definite == "indefinite" or f.plural:
        return False
    country = country_of(company, f)
    reading = f.reading
    role = reading.role if reading and not reading.former else None
    candidate = _by_office(company, f, role, country)
    if candidate is not None:
        company.link(number, candidate, 0.8)
        company.take_role(candidate, f)
        return True
    unnamed = f.head is not None and f.head.id in UNNAMED  # many speak for one body
    holder = None if unnamed else _holder(company, f, role, country, roster)
    ahead = None if holder is not None and len(holder.places) else _introducing(company, f, country)
    if ahead is not None:
        company.link(number, ahead, 0.6, why="the person named next, whom nothing else describes")
        company.take_role(ahead, f)
        return True
    if holder is not None:
        company.take_role(holder, f)
        company.link(number, holder, 0.85, why="holder of the office on the day of the report")
        return True
    return False


def _introducing(company: Company, f: Found, country: str | None) -> Draft | None:
    """The next person named in full and undescribed, if he speaks("Le ministre a parlé. « Non », dit Jan Pol")."""
    if f.head is None or f.head.kind != "office" or f.head.id in UNNAMED or f.definite != "definite":
        return None
    line = company.lines[f.line]
    here = line.sentence[f.start]
    for n in company.between(f.line, f.end, f.end + NEXT):
        other = company.found[n]
        if other.kind != "person" or other.form != "name":
            continue
        link = company.links.get(n)
        draft = link.draft if link is not None else None
        if draft is None or " " not in draft.name or draft.roles or draft.offices or draft.wikidata:
            return None
        new = draft.places[0] == other.place and line.sentence[other.start] > here
        verb = line.doc[other.start - 1]
        says = speaks(verb, company.lex) or speaks(subject_of(line.doc[other.start : other.end].root), company.lex)
        return draft if new and says and draft.agrees(f.gender, country) else None
    return None


def _by_office(company: Company, f: Found, role: str | None, country: str | None) -> Draft | None:
    """A person first named further down who holds the office, the nearest ("Minister: ...", live pages)."""
    assert f.head is not None
    tiers: list[list[Draft]] = [[], [], []]
    for draft in company.after(f.place, "person") if role not in OF_BODY else ():
        if not draft.agrees(f.gender, country) or company.same_clause(f, draft):
            continue
        body = f.body is None or draft.body in (None, f.body)
        if role and role in draft.offices and body:
            if country and not draft.country and _elsewhere(company, f, draft):
                continue
            tiers[0 if not country or draft.country == country else 1].append(draft)
        elif body and f.head.id in draft.heads and _portfolio_fits(company, f, draft):
            tiers[2].append(draft)
    return next((tier[0] for tier in tiers if tier), None)


def _elsewhere(company: Company, f: Found, draft: Draft) -> bool:
    """Do the draft's own descriptions name a seat ("Premier ministre de l'archipel") that this one does not?"""
    assert f.head is not None
    lex, here = company.lex, set(company.lines[f.line].words[f.start : f.end])
    for other in draft.described:
        if other.head is not None and other.head.id == f.head.id and other.country is None:
            words = {w for w in signature(company, other) if not lex.is_in(w, "portfolio")}
            if words - here:
                return True
    return False


def _portfolio_fits(company: Company, f: Found, draft: Draft) -> bool:
    """ "le ministre" means the minister of justice told of; "le ministre des Finances" does not."""
    words = {w for w in signature(company, f) if not company.lex.is_in(w, "epithet")}
    if not words and f.reading is not None and f.end - f.start > 1 and not f.country:
        words = set(fold(f.text).replace("'", " ").split())  # "Defence Secretary" is one wording
        return any(words <= set(fold(r).replace("'", " ").split()) for r in draft.roles)
    if not words:
        country = country_of(company, f)
        called = company.called(f.head.id) if f.head is not None else []
        alike = [d for d in called if d.kind == "person" and d.agrees(f.gender, country)]
        first = not any(d.places[0] < f.place for d in alike)  # live pages name people in full further down
        alone = len(called) == 1 or (len(alike) == 1 and (country is None or alike[0].country == country))
        return alone or (first and draft.places[0] > f.place and alike[:1] == [draft])
    return any(words <= set(fold(r).replace("'", " ").split()) for r in draft.roles)


def _holder(company: Company, f: Found, role: str | None, country: str | None, roster: Roster) -> Draft | None:
    """Who held the office on the day of the report, as a draft. Needs a date, a role and a country or body."""
    if not role or not company.published or f.reading is None:
        return None
    if not _understood(company, f) or (role in SENT and not f.reading.body and not f.reading.to):
        return None
    body = f.reading.body
    where = country or company.country_read(f.reading)
    if f.reading.implied and where != f.reading.country:
        return None  # elsewhere a secretary of state is no foreign minister
    if not where and not body and f.head is not None and f.head.id not in ANY_HEAD:
        where = _main_country(company, f)
    if not where and not body:
        return None
    there = roster.holders(role, where, day_of(company.published), body)
    if len({h.id for h in there}) != 1 or not _may_be(company, f, there[0], where):
        return None
    if _named_otherwise(company, there[0], role, where):
        return None
    existing = company.by_key.get(there[0].id)
    if existing is not None and company.same_clause(f, existing):
        return None
    if existing is None:
        existing = company.add(Draft("person", there[0].named(company.lang.code), there[0].id))
        adopt(company, existing, there[0])
    return existing


def _understood(company: Company, f: Found) -> bool:
    """Are all names in the description read? "The premier of Ontario" is no country's."""
    assert f.reading is not None
    line = company.lines[f.line]
    rest = {fold(w) for w in f.reading.rest if w[:1].isupper()}
    begin = line.doc[f.start].text
    return not any(w for w in rest if w != fold(begin) or not line.first(f.start)) or _named_inside(company, f, rest)


def _named_inside(company: Company, f: Found, rest: set[str]) -> bool:
    """Are the words that were not read all part of institutions or states the report names?"""
    inner = [company.found[n] for n in company.inside(f)]
    known = {w for i in inner if i.institution is not None or i.kind == "state" for w in fold(i.text).split()}
    return rest <= known


def _may_be(company: Company, f: Found, holder: Holder, where: str | None) -> bool:
    """Do country and gender of the description fit the roster's person?"""
    if where and holder.country and holder.country != where:
        return False
    gender = company.lex.gender_of(holder.name)
    return not (f.gender and gender and f.gender != gender)


def _named_otherwise(company: Company, holder: Holder, role: str, where: str | None) -> bool:
    """Does the report give this office to somebody else? Then its own word counts, not the roster's."""
    return any(
        d.kind == "person" and role in d.offices and d.key != holder.id and (not d.country or d.country == where)
        for d in company.drafts
    )


def _main_country(company: Company, f: Found) -> str | None:
    """The one country whose office holders or state the report has spoken of so far; None if there are several."""
    kinds: tuple[ActorKind, ...] = ("state", "person", "organisation", "group")
    seen = [d.country for d in company.before(f.place, *kinds) if d.country and d.sector != "media"]
    here = company.line_countries(f.line)
    return seen[0] if seen and len({*seen, *here}) == 1 else None


def link_counterpart(company: Company, number: int, f: Found, roster: Roster) -> None:
    """ "son homologue israélien": the same office as whoever was spoken of last, in the country named."""
    country = country_of(company, f)
    other = _incumbent(company, f, None)
    if other is not None:
        for draft in (*company.before(f.place, "person"), *company.after(f.place, "person")):
            fits = draft is not other and draft.agrees(f.gender, country)
            if fits and country and draft.country == country and draft.offices & other.offices:
                company.link(number, draft, 0.8)
                return
        holder = _other_holder(company, f, other, country, roster)
        if holder is not None:
            draft = company.by_key.get(holder.id) or company.add(Draft("person", holder.name, holder.id))
            adopt(company, draft, holder)
            company.link(number, draft, 0.8, why="same office, other country")
            return
    link_unnamed(company, number, f)


def _other_holder(company: Company, f: Found, other: Draft, country: str | None, roster: Roster) -> Holder | None:
    """The holder of the same office in another country; only when the first is in the roster, too."""
    if not country or not company.published or not (other.wikidata or len(other.offices) == 1):
        return None
    for role in sorted(other.offices):
        there = roster.holders(role, country, day_of(company.published))
        one = len({h.id for h in there}) == 1
        if one and _may_be(company, f, there[0], country) and not _named_otherwise(company, there[0], role, country):
            return there[0]
    return None


def share_office(company: Company, number: int, f: Found) -> None:
    """ "son homologue Ilse Marant": the person so named has the office of whoever was spoken of last, and its noun
    ("le ministre")."""
    link = company.links.get(number)
    if link is None or link.draft is None or link.draft.offices or f.plural:
        return
    other = _incumbent(company, f, link.draft)
    if other is not None:
        link.draft.offices |= other.offices
        link.draft.heads |= {d.head.id for d in other.described if d.head is not None and d.head.kind == "office"}


def _incumbent(company: Company, f: Found, counterpart: Draft | None) -> Draft | None:
    """Who was spoken of last, within a line, and holds an office."""
    for other in company.before(f.place, "person"):
        if other is counterpart or f.line - other.last(f.place)[0] > 1:
            continue
        if other.offices:
            return other
    return None


def link_unnamed(company: Company, number: int, f: Found) -> None:
    """An actor of its own, known by the description alone."""
    country, why = country_of(company, f), None
    indefinite = f.definite == "indefinite"
    office = f.kind == "anonymous" and f.reading is not None and f.definite != "indefinite"
    kind: ActorKind = (
        "person"
        if office
        else "anonymous"
        if f.head is not None and f.head.id in UNNAMED and f.kind == "person"
        else f.kind
    )
    if kind == "anonymous" or indefinite or f.reading is None:
        country, why = whose(company, f)
    key = (
        f"role:{country or ''}:{f.reading.role}"
        if f.reading and f.reading.role and not indefinite and kind == "person" and _understood(company, f)
        else f"{kind}:{country or ''}:{slug(f.text)}"
    )
    draft = company.add(
        Draft(
            kind, f.text, key, country=country, sector=f.sector, gender=f.gender, level=f.level, body=f.body, number=1
        )
    )
    company.link(number, draft, 0.7, **because(why))
    company.take_role(draft, f)
