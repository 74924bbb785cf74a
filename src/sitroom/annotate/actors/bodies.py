"""Bodies known by a description: "le ministère", "l'entreprise", "son association", "the force".

A description is a body the report describes alike, or names: in full before or after it, as the firm or union spoken of
last, or as what somebody heads. Otherwise it is an actor of its own.
"""

from __future__ import annotations

from sitroom.annotate.actors.company import Company, Draft, slug
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.offices import REACH, country_of, signature
from sitroom.annotate.actors.spans import Found, subject_of, tells
from sitroom.lang.schemas.nominals import Nominal

KNOWN_SECTORS = frozenset(
    {"media", "government", "igo", "union", "party", "legislature", "police", "military", "judiciary", "religious"}
)
OF_KIND = frozenset({"union", "party", "movement", "council", "university", "bank", "media"})
VESSELS = frozenset({"vessel", "vessel-wide"})
GENERIC_BODIES = frozenset(
    {"agency", "company", "party", "union", "movement", "media", "council", "university", "bank", "establishment"}
)


def link_organ(company: Company, number: int, f: Found) -> None:
    assert f.head is not None
    country, words = country_of(company, f), signature(company, f)
    if f.head.kind == "vessel" and f.end - f.start == 1:
        _ship(company, number, f)
        return
    again = f.definite in ("definite", "demonstrative", "bare", "possessive")
    if f.text[:1].isupper() and not company.lines[f.line].first(f.start):
        short = _beginning_so(company, f)  # "la Commission" rather than some commission
        if short is not None:
            company.link(number, short, 0.8, why="short for a name in the report")
            return
    for draft in company.before(f.place, "organisation", "group"):
        same = f.head.id in draft.heads and again and draft.agrees(None, country)
        if same and country and not draft.country and not set(company.countries) <= {country}:
            continue  # "les autorités" of the one country are not "les autorités françaises" of later
        if same and f.head.id in GENERIC_BODIES and not words:  # a league and a bank are both bodies
            same = not known_words(draft).isdisjoint(company.lines[f.line].words[f.start : f.end])
        if same and (words <= known_words(draft) or not words):
            company.link(number, draft, 0.8)
            return
    named = (_own_body(company, f) if f.definite == "possessive" else None) or _beginning_so(company, f)
    named = named or _said_of(company, f)
    if named is not None:
        company.link(number, named, 0.7, why="short for a name in the report")
        return
    if f.head.echo and not (f.definite == "possessive" and _speaks(company, f)):
        return
    name = f.text
    key = f"org:{country or ''}:{f.head.id}" + (f":{slug(' '.join(sorted(words)))}" if words else "")
    draft = company.add(Draft(f.kind, name, key, country=country, sector=f.sector, gender=f.gender, plural=f.plural))
    draft.heads.add(f.head.id)
    company.link(number, draft)


def _own_body(company: Company, f: Found) -> Draft | None:
    """ "son association", "her firm": the body that whoever was spoken of last heads, or is described as being of."""
    person = next(company.before(f.place, "person"), None)
    if person is None or f.line - person.last(f.place)[0] > 1:
        return None
    bodies = [d for d in company.before(f.place, "organisation") if d.proper and d.sector != "media"]
    own = next((d for d in bodies if d.name == person.body), None)
    told = [company.found[n] for n in person.numbers if company.found[n].form == "nominal"]
    for part in (company.links.get(n) for t in told for n in company.inside(t)):
        if own is None and part is not None and part.draft in bodies:
            own = part.draft
    if own is None:
        own = next((d for d in bodies if _led(company, person, d)), None)
    return own


def _led(company: Company, person: Draft, body: Draft) -> bool:
    """Is the person the subject of a verb of leading whose object the body is ("Ilse Marant préside la ligue X")?"""
    for n in body.numbers:
        f = company.found[n]
        line = company.lines[f.line]
        token = line.doc[f.start : f.end].root
        verb = next((t for t in (token.head, token.head.head) if t.pos_ == "VERB"), None)
        if verb is None or not company.lex.is_in(fold(verb.lemma_), "lead"):
            continue
        if any(company.found[k].line == f.line and company.found[k].start < verb.i for k in person.numbers):
            return True
    return False


def _speaks(company: Company, f: Found) -> bool:
    """Does it say something?"""
    line = company.lines[f.line]
    return tells(line, line.doc[f.start : f.end].root, company.lex)


def _said_of(company: Company, f: Found) -> Draft | None:
    """ "l'entreprise", "l'ONG": the organisation of that kind named lately; among several of which nothing is known the
    only one that acts."""
    assert f.head is not None
    short = f.end - f.start <= 1 + bool(f.country) and f.definite in ("definite", "demonstrative", "possessive")
    broad = f.head.echo or f.head.id in GENERIC_BODIES or f.head.id.startswith("body-")
    if not short or not f.text[:1].islower() or not broad:
        return None
    near = []
    for draft in company.before(f.place, "organisation"):
        if f.line - draft.last(f.place)[0] > REACH:
            break
        named = draft.proper or any(map(str.isupper, draft.name))  # "l'hôpital de Tournai"
        if named and draft.agrees(None, f.country):
            near.append(draft)
    alike = [d for d in near if f.head.id in d.heads or (d.sector and d.sector == f.head.sector)]
    if alike:
        return alike[0]
    open_ = [d for d in near if not _clashes(d, f) and not _called_else(company, d, f.head)]
    if f.head.id in OF_KIND:  # nothing shows that a name is a union's or a bank's, unless it is an acronym
        open_ = [d for d in open_ if d.name.isupper() and not d.sector]
    if not open_ and f.head.sector == "business":
        return _firm(company, f)
    if len(open_) > 1:
        open_ = [d for d in open_ if _acts(company, d, f)]
    return open_[0] if len(open_) == 1 else None


def _clashes(draft: Draft, f: Found) -> bool:
    """Is something known of the body that the description does not say?"""
    assert f.head is not None
    sector = bool(draft.sector and f.head.sector) or draft.sector in KNOWN_SECTORS
    return sector or bool(draft.heads and draft.heads.isdisjoint(GENERIC_BODIES))


def _acts(company: Company, draft: Draft, f: Found) -> bool:
    """Is the draft a subject where it was mentioned last before f?"""
    last = draft.last(f.place)
    line = company.lines[last[0]]
    there = [company.found[n] for n in company.between(last[0], last[1], last[1] + 1)]
    return any(subject_of(line.doc[m.start : m.end].root) is not None for m in there if m.form == "name")


def _firm(company: Company, f: Found) -> Draft | None:
    """A name of one word taken for a person's, which "the company" shows to be a firm's."""
    draft = next(company.before(f.place, "person"), None)
    if draft is None or f.line - draft.last(f.place)[0] > 1 or not draft.proper or " " in draft.name:
        return None
    if draft.roles or draft.offices or draft.gender or draft.wikidata or not _acts(company, draft, f):
        return None
    draft.kind = "organisation"
    company.by_key.pop(draft.key, None)
    draft.key = f"org:{slug(draft.name)}"
    company.by_key.setdefault(draft.key, draft)
    return draft


def _called_else(company: Company, draft: Draft, head: Nominal) -> bool:
    """Does the organisation's own name say that it is something else ("commission", "syndicat")?"""
    lex = company.lex
    hits = [h for w in fold(draft.name).split() for _, _, h in lex.heads.at(w, 0, {len(w)})]
    if head.echo and head.sector is None:
        return False
    if any(h.entry.id == head.id or (head.sector and h.entry.sector == head.sector) for h in hits):
        return False
    return any(h.entry.kind in ("organ", "collective") for h in hits)


def _ship(company: Company, number: int, f: Found) -> None:
    """ "le chalutier" is the one so described that has a name; without one it is not worth a mention."""
    word = fold(f.text)
    for draft in company.before(f.place, "organisation"):
        described = any(fold(w) == word for r in draft.roles for w in r.split())
        if "vessel" in draft.heads and described:
            company.link(number, draft, 0.8)
            return
    ships = [d for d in company.before(f.place, "organisation") if d.heads & VESSELS]
    ships = ships or [d for d in company.after(f.place, "organisation") if d.heads & VESSELS and d.proper][:1]
    if ships:
        company.link(number, ships[0], 0.6, why="the ship spoken of last")
        return
    draft = company.add(Draft("organisation", f.text, f"org::vessel:{slug(f.text)}"))
    draft.heads.add(f.head.id if f.head else "vessel")
    company.link(number, draft, 0.6)


def _beginning_so(company: Company, f: Found) -> Draft | None:
    """ "la Commission" is the European Commission where the report names that: the name's first words."""
    if f.definite not in ("definite", "demonstrative", "bare"):
        return None
    words = fold(f.text)
    there = [
        d for d in (*company.before(f.place, "organisation"), *company.after(f.place, "organisation")) if not d.heads
    ]
    for draft in there:
        if any(fold(n).startswith(words + " ") for n in (draft.name, *draft.names)):
            return draft
    if " " in words:
        return None
    return next((d for d in there if any(words in fold(n).split() for n in (d.name, *d.names))), None)


def known_words(draft: Draft) -> set[str]:
    return {w for n in (draft.name, *draft.names) for w in fold(n).replace("'", " ").split()}
