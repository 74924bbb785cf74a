"""Who the descriptions are: institutions, offices and their holders, anonymous sources, groups.

A description is taken, in this order, to be somebody the report names, the holder of the office on the day of the
report, or an actor of its own. Anonymous sources are one when described alike or taken up again ("le responsable"),
and two when the text says so ("un autre responsable").
"""

from __future__ import annotations

from sitroom.annotate.actors.company import Company, Draft, slug
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.persons import adopt
from sitroom.annotate.actors.spans import Found
from sitroom.annotate.roster import Roster, day_of
from sitroom.model import ActorKind

VAGUE = ("official", "source", "diplomat", "officer-civil", "aide", "cadre", "insider", "adviser", "man")
GENERIC_BODIES = ("agency", "company", "party", "media", "council", "university", "bank")
RULERS = ("ruler", "leader", "head-of-state", "head-of-government", "president", "concerned")
HEADING = 14  # tokens of a line that may be a heading
OF_BODY = ("spokesperson", "ambassador", "special-envoy", "minister", "deputy-minister")
UNNAMED = ("spokesperson", "press-secretary")  # without a name they are anonymous sources
REACH = 3  # blocks back that a description without a country looks for its antecedent


def cast_descriptions(company: Company, roster: Roster) -> None:
    """Give every description that stands by no name a draft, in text order."""
    for number, f in enumerate(company.found):
        if f.form != "nominal" or number in company.links or f.head is None:
            continue
        kind = f.head.kind
        if kind in ("organ", "vessel", "collective", "service") and not (f.kind == "group" and f.plural):
            _organ(company, number, f)
        elif kind == "state":
            _states(company, number, f)
        elif f.kind == "group" or f.plural and f.kind != "anonymous":
            _group(company, number, f)
        elif f.head.kind == "group" and not f.plural and f.definite in ("definite", "demonstrative") and _same_head(company, number, f):
            continue
        elif f.kind == "anonymous" and not (f.reading and f.definite != "indefinite" and _office(company, number, f, roster)):
            _anonymous(company, number, f)
        elif kind == "counterpart":
            _counterpart(company, number, f, roster)
        elif number not in company.links and not _office(company, number, f, roster):
            _nobody(company, number, f)


def _same_head(company: Company, number: int, f: Found) -> bool:
    """ "l'éleveuse" is the person of the report described as one."""
    assert f.head is not None
    for draft in company.before(f.place, "person"):
        if f.head.id in draft.heads and draft.agrees(f.gender, f.country):
            company.link(number, draft, 0.8)
            return True
    return False


def _country(company: Company, f: Found) -> str | None:
    """The country a description says, or that of somebody named inside it."""
    if f.country:
        return f.country
    for n, inner in enumerate(company.found):
        if inner is not f and f.covers(inner):
            link = company.links.get(n)
            if link is not None and link.draft is not None and link.draft.country:
                return link.draft.country
    return None


def _signature(company: Company, f: Found) -> frozenset[str]:
    """Content words of a description besides its head, demonyms and small words: what tells two ministries apart."""
    lex = company.lex
    head = {w for group in (f.head.masculine, f.head.feminine, f.head.common, f.head.plural) for w in group} if f.head else set()
    gone = {fold(p) for w in head for p in w.split()}
    words = {w for w in company.lines[f.line].words[f.start : f.end] if w.isalpha() and w not in gone}
    small = ("article", "of", "complement", "premodifier", "possessive")
    countries = {fold(p) for n in lex.country_names.values() for p in n.split()} if f.country else set()
    return frozenset(w for w in words if w not in lex.demonyms and w not in countries and not lex.is_in(w, *small))


def _organ(company: Company, number: int, f: Found) -> None:
    assert f.head is not None
    country, signature = _country(company, f), _signature(company, f)
    if f.head.kind == "vessel" and f.end - f.start == 1:
        _ship(company, number, f)
        return
    again = f.definite in ("definite", "demonstrative", "bare", "possessive")
    for draft in company.before(f.place, "organisation", "group"):
        same = f.head.id in draft.heads and again and draft.agrees(None, country)
        if same and (signature <= _known_words(draft) or not signature):
            company.link(number, draft, 0.8)
            return
        bare = f.end - f.start == 1 and f.head.id in GENERIC_BODIES and f.text[:1].islower() and f.definite in ("definite", "demonstrative")
        if bare and not draft.heads and f.line - max(draft.places)[0] <= REACH and draft.kind == "organisation":
            company.link(number, draft, 0.6)
            return
    named = _beginning_so(company, f)
    if named is not None:
        company.link(number, named, 0.8, why="short for a name in the report")
        return
    name = f.text
    key = f"org:{country or ''}:{f.head.id}" + (f":{slug(' '.join(sorted(signature)))}" if signature else "")
    draft = company.add(Draft(f.kind, name, key, country=country, sector=f.sector, gender=f.gender, plural=f.plural))
    draft.heads.add(f.head.id)
    company.link(number, draft)


def _ship(company: Company, number: int, f: Found) -> None:
    """ "le chalutier" is the one so described that has a name; without one it is not worth a mention."""
    word = fold(f.text)
    for draft in company.before(f.place, "organisation"):
        described = any(fold(w) == word for r in draft.roles for w in r.split())
        if "vessel" in draft.heads and described:
            company.link(number, draft, 0.8)
            return


def _beginning_so(company: Company, f: Found) -> Draft | None:
    """ "la Commission" is the European Commission where the report names that: the name's first words."""
    if f.definite not in ("definite", "demonstrative", "bare"):
        return None
    words = fold(f.text)
    there = [d for d in (*company.before(f.place, "organisation"), *company.after(f.place, "organisation")) if not d.heads]
    for draft in there:
        if any(fold(n).startswith(words + " ") for n in (draft.name, *draft.names)):
            return draft
    if " " in words:
        return None
    return next((d for d in there if any(words in fold(n).split() for n in (d.name, *d.names))), None)


def _known_words(draft: Draft) -> set[str]:
    return {w for n in (draft.name, *draft.names) for w in fold(n).replace("'", " ").split()}


def _states(company: Company, number: int, f: Found) -> None:
    """ "l'État hébreu" is the state; "les deux pays" the two last named; other countries in the plural a group."""
    if f.country and not f.plural:
        key = f"state:{f.country}"
        draft = company.add(Draft("state", company.lex.country_names.get(f.country, f.text), key, country=f.country))
        company.link(number, draft)
        return
    iso = {"hebrew-state": "ISR"}.get(f.head.id if f.head else "")
    if iso:
        company.link(number, company.add(Draft("state", company.lex.country_names.get(iso, f.text), f"state:{iso}", country=iso)))
        return
    _group(company, number, f, ("state",))


def _group(company: Company, number: int, f: Found, members: tuple[str, ...] = ("person",)) -> None:
    assert f.head is not None
    country, signature = _country(company, f), _signature(company, f)
    if f.definite in ("definite", "demonstrative", "possessive", "bare"):
        for draft in company.before(f.place, "group"):
            if f.head.id in draft.heads and draft.agrees(None, country) and (signature <= _known_words(draft)):
                if f.number is None or draft.number in (None, f.number):
                    company.link(number, draft, 0.8)
                    return
    text = f"{f.text}"
    key = f"group:{country or ''}:{slug(text)}"
    if f.other:
        key += f":{number}"
    draft = company.add(Draft("group", text, key, country=country, number=f.number, sector=f.sector, gender=f.gender, plural=True))
    draft.heads.add(f.head.id)
    if f.number == 2 and f.definite in ("definite", "demonstrative") and not draft.members:
        draft.members = _pair(company, f, members)
    company.link(number, draft)


def _pair(company: Company, f: Found, kinds: tuple[str, ...]) -> tuple[Draft, ...]:
    """The two last named that "les deux dirigeants" can mean; empty when there are not two."""
    last = [d for d in company.before(f.place, *kinds) if f.line - max(p for p in d.places if p < f.place)[0] <= REACH]  # type: ignore[arg-type]
    return tuple(sorted(last[:2], key=lambda d: d.places[0])) if len(last) >= 2 else ()


def _anonymous(company: Company, number: int, f: Found) -> None:
    assert f.head is not None
    country = _country(company, f)
    again = f.definite in ("definite", "demonstrative") and not f.other
    for draft in company.before(f.place, "anonymous"):
        if again and _taken_up(draft, f, country):
            company.link(number, draft, 0.8)
            return
        if not again and not f.other and f.definite != "possessive" and _alike(draft, f, country):
            company.link(number, draft, 0.6, why="described in the same words")
            return
    if again and not f.plural and not country and f.end - f.start == 1:
        for draft in company.before(f.place, "person"):
            if f.line - max(p for p in draft.places if p < f.place)[0] <= 1 and draft.agrees(f.gender, country):
                company.link(number, draft, 0.6, why="taken up by a description")
                return
    country = country or _side(company, f) or (company.home if _inland(f) else None)
    key = f"anonymous:{country or ''}:{f.head.id}:{f.level or ''}"
    count = sum(1 for d in company.drafts if d.key == key or d.key.startswith(key + "#"))
    draft = company.add(
        Draft(
            "anonymous", f.text, f"{key}#{count + 1}" if count else key, country=country, gender=f.gender,
            plural=f.plural, body=f.body, level=f.level, number=f.number or (None if f.plural else 1), sector=f.sector,
        )
    )  # fmt: skip
    draft.heads.add(f.head.id)
    company.link(number, draft)


def _inland(f: Found) -> bool:
    """Is it somebody of the country the report is about, if it does not say which: police, officials, townspeople?"""
    return f.head is not None and f.head.id != "diplomat" and f.level not in ("western", "diplomatic")


def _side(company: Company, f: Found) -> str | None:
    """For somebody of "the administration" or "his office": the country of the office holder named last."""
    lex, line = company.lex, company.lines[f.line]
    inside = line.words[f.start : f.end]
    if not any(lex.is_in(w, "possessive") or w in lex.descriptors and lex.descriptors[w].level == "government" for w in inside):
        return None
    for draft in company.before(f.place, "person"):
        if draft.country and draft.offices:
            return draft.country
    return None


def _taken_up(draft: Draft, f: Found, country: str | None) -> bool:
    """Can the definite description mean this source again?"""
    assert f.head is not None
    same = f.head.id in draft.heads or (f.head.id in VAGUE and any(h in VAGUE for h in draft.heads))
    one = f.plural == draft.plural
    level = not f.level or not draft.level or f.level == draft.level
    return same and one and level and draft.agrees(None, country) and (not f.number or f.number == draft.number)


def _alike(draft: Draft, f: Found, country: str | None) -> bool:
    return fold(draft.name) == fold(f.text) and draft.country in (country, draft.country)


def _office(company: Company, number: int, f: Found, roster: Roster) -> bool:
    """Link an office to somebody named in the report, or to its holder on the day. False: neither."""
    if f.definite == "indefinite" or f.plural:
        return False
    country = _country(company, f)
    reading = f.reading
    role = reading.role if reading and not reading.former else None
    candidate = _by_office(company, f, role, country)
    if candidate is not None:
        company.link(number, candidate, 0.8)
        company.take_role(candidate, f)
        return True
    renamed = _renaming(company, f, country)
    if renamed is not None:
        company.link(number, renamed, 0.6, why="the person named just before, by another description")
        company.take_role(renamed, f)
        return True
    holder = _holder(company, f, role, country, roster)
    if holder is not None:
        company.link(number, holder, 0.85, why="holder of the office on the day of the report")
        return True
    return False


def _by_office(company: Company, f: Found, role: str | None, country: str | None) -> Draft | None:
    """A person of the report who holds the office; mentioned before if possible, the nearest."""
    assert f.head is not None
    tiers: list[list[Draft]] = [[], [], [], []]
    for draft in (*company.before(f.place, "person"), *company.after(f.place, "person")):
        if not draft.agrees(f.gender, country):
            continue
        body = f.body is None or f.body == draft.body or (draft.body is None and role not in OF_BODY)
        if role in OF_BODY and (country and not draft.country or f.definite == "possessive" or not _recent(draft, f)):
            continue
        if role and role in draft.offices and body:
            tiers[0 if not country or draft.country == country else 1].append(draft)
        elif not body:
            continue
        elif f.head.id in draft.heads and _portfolio_fits(company, f, draft, role):
            tiers[2].append(draft)
        elif f.head.kind == "person" and f.head.id in RULERS and (draft.offices or f.head.id == "concerned") and _recent(draft, f) and f.definite != "bare":
            tiers[3].append(draft)
    for tier in tiers:
        if tier:
            return tier[0]
    return None


def _recent(draft: Draft, f: Found) -> bool:
    before = [p for p in draft.places if p < f.place]
    return bool(before) and f.line - max(before)[0] <= REACH


def _portfolio_fits(company: Company, f: Found, draft: Draft, role: str | None) -> bool:
    """ "le ministre" means the minister of justice spoken of before; "le ministre des Finances" does not."""
    words = _signature(company, f)
    if not words:
        return _recent(draft, f) or min(draft.places) > f.place and f.line < 3
    return any(words <= {w for w in fold(r).replace("'", " ").split()} for r in draft.roles)


def _holder(company: Company, f: Found, role: str | None, country: str | None, roster: Roster) -> Draft | None:
    """Who held the office on the day of the report, as a draft. Needs a date, a role and a country or body."""
    if not role or not company.published or f.reading is None:
        return None
    body = f.reading.body
    where = country or f.reading.country
    if not where and not body:
        where = _main_country(company, f)
    if not where and not body:
        return None
    there = roster.holders(role, where, day_of(company.published), body)
    if len({h.id for h in there}) != 1:
        return None
    existing = company.by_key.get(there[0].id)
    if existing is None:
        existing = company.add(Draft("person", there[0].named(company.lang.code), there[0].id))
        adopt(company, existing, there[0])
    company.take_role(existing, f)
    return existing


def _main_country(company: Company, f: Found) -> str | None:
    """The one country whose office holders or state the report has spoken of so far; None if there are several."""
    seen = [d.country for d in company.before(f.place, "state", "person", "organisation") if d.country and d.sector != "media"]
    return seen[0] if seen and len(set(seen)) == 1 else None


def _renaming(company: Company, f: Found, country: str | None) -> Draft | None:
    """The person just named and not yet described, whom the press now calls by office."""
    if f.head is not None and f.head.id in UNNAMED:
        return None
    if f.definite not in ("definite", "demonstrative", "bare") or f.head is None or f.head.kind not in ("office", "person"):
        return None
    for draft in company.before(f.place, "person"):
        last = max(p for p in draft.places if p < f.place)[0]
        near = f.line == last or f.line == last + 1 and len(company.lines[last].doc) < HEADING
        return draft if near and not draft.roles and not draft.wikidata and draft.agrees(f.gender, country) else None
    return None


def _counterpart(company: Company, number: int, f: Found, roster: Roster) -> None:
    """ "son homologue israélien": the same office as whoever was spoken of last, in the country named."""
    country = _country(company, f)
    for other in company.before(f.place, "person"):
        if f.line - max(p for p in other.places if p < f.place)[0] > 1 or not other.offices:
            continue
        for draft in (*company.before(f.place, "person"), *company.after(f.place, "person")):
            if draft is not other and country and draft.country == country and draft.offices & other.offices:
                company.link(number, draft, 0.8)
                return
        if country and company.published:
            for role in sorted(other.offices):
                there = roster.holders(role, country, day_of(company.published))
                if len({h.id for h in there}) == 1:
                    draft = company.by_key.get(there[0].id) or company.add(Draft("person", there[0].name, there[0].id))
                    adopt(company, draft, there[0])
                    company.link(number, draft, 0.8, why="same office, other country")
                    return
        break
    _nobody(company, number, f)


def _nobody(company: Company, number: int, f: Found) -> None:
    """An actor of its own, known by the description alone."""
    country = _country(company, f)
    indefinite = f.definite == "indefinite"
    kind: ActorKind = "anonymous" if f.head is not None and f.head.id in UNNAMED and f.kind == "person" else f.kind
    country = country or (company.home if kind == "anonymous" else None)
    key = f"role:{country or ''}:{f.reading.role}" if f.reading and f.reading.role and not indefinite and kind == "person" else f"{kind}:{country or ''}:{slug(f.text)}"
    draft = company.add(Draft(kind, f.text, key, country=country, sector=f.sector, gender=f.gender, level=f.level, body=f.body, number=1))
    company.link(number, draft, 0.7)
    company.take_role(draft, f)
