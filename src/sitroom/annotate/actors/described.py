"""Who the descriptions are: institutions, offices and their holders, anonymous sources, groups.

A description is taken, in this order, to be somebody the report names, the holder of the office on the day of the
report, or an actor of its own. Anonymous sources are one when described alike or taken up again ("le responsable"),
and two when the text says so ("un autre responsable").
"""

from __future__ import annotations

from bisect import bisect_left

from sitroom.annotate.actors.company import Company, Draft, slug
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.offices import (
    REACH,
    country_of,
    inland,
    is_specific,
    link_counterpart,
    link_office,
    link_unnamed,
    share_office,
    signature,
)
from sitroom.annotate.actors.spans import Found, subject_of, tells
from sitroom.annotate.actors.taken import PARTS as PARTS
from sitroom.annotate.actors.taken import renamed, taken_up
from sitroom.annotate.roster import Roster
from sitroom.lang.schemas.nominals import Nominal

CITED = 400  # tokens back that "de même source" looks
VAGUE = ("official", "source", "diplomat", "officer-civil", "aide", "cadre", "insider", "adviser", "man")
VESSELS = frozenset({"vessel", "vessel-wide"})
BROAD = ("worker", "member", "civilian", "man", "supporter", "family", "inhabitant")
GENERIC_BODIES = frozenset(
    {"agency", "company", "party", "union", "movement", "media", "council", "university", "bank", "establishment"}
)


def cast_descriptions(company: Company, roster: Roster) -> None:
    """Give every description that stands by no name a draft, in text order."""
    for number, f in enumerate(company.found):
        if f.form != "nominal" or f.head is None:
            continue
        if f.head.kind == "counterpart":
            share_office(company, number, f)
        if number in company.links:
            continue
        kind = f.head.kind
        if kind in ("organ", "vessel", "collective", "service") and not (f.kind == "group" and f.plural):
            _organ(company, number, f)
        elif kind == "state":
            _states(company, number, f)
        elif f.kind == "group" or (f.plural and f.kind != "anonymous"):
            _group(company, number, f)
        elif (
            f.head.kind == "group"
            and not f.plural
            and f.definite in ("definite", "demonstrative")
            and (_same_head(company, number, f) or _taken_person(company, number, f))
        ):
            continue
        elif f.kind == "anonymous" and not is_specific(company, f):
            _anonymous(company, number, f)
        elif kind == "counterpart":
            link_counterpart(company, number, f, roster)
        elif number not in company.links and not link_office(company, number, f, roster):
            _unnamed(company, number, f)


def _unnamed(company: Company, number: int, f: Found) -> None:
    """Somebody named near by, else an actor known by the description alone."""
    draft = taken_up(company, f)
    if draft is None:
        link_unnamed(company, number, f)
    else:
        company.link(number, draft, 0.6, why="taken up by a description")


def _same_head(company: Company, number: int, f: Found) -> bool:
    """ "l'éleveuse" is the person of the report described as one."""
    assert f.head is not None
    for draft in company.before(f.place, "person"):
        alike = f.head.id not in BROAD or _noun(company, f) in _words_of(draft)
        if f.head.id in draft.heads and alike and draft.agrees(f.gender, f.country):
            company.link(number, draft, 0.8)
            return True
    return False


def _taken_person(company: Company, number: int, f: Found) -> bool:
    """ "l'agriculteur" is the person spoken of last, if he may be one; only where he acts."""
    line = company.lines[f.line]
    short = f.end - f.start <= 2 and subject_of(line.doc[f.start : f.end].root) is not None and not f.country
    draft = (renamed(company, f) if short else None) or taken_up(company, f)
    if draft is not None:
        company.link(number, draft, 0.6, why="taken up by a description")
    return draft is not None


def _organ(company: Company, number: int, f: Found) -> None:
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
            same = not _known_words(draft).isdisjoint(company.lines[f.line].words[f.start : f.end])
        if same and (words <= _known_words(draft) or not words):
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
    if not open_ and f.head.sector == "business":
        return _firm(company, f)
    if len(open_) > 1:
        open_ = [d for d in open_ if _acts(company, d, f)]
    return open_[0] if len(open_) == 1 else None


def _clashes(draft: Draft, f: Found) -> bool:
    """Is something known of the body that the description does not say?"""
    assert f.head is not None
    sector = bool(draft.sector and f.head.sector) or draft.sector in ("media", "government", "igo")
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
        company.link(
            number, company.add(Draft("state", company.lex.country_names.get(iso, f.text), f"state:{iso}", country=iso))
        )
        return
    _group(company, number, f, ("state",))


def _group(company: Company, number: int, f: Found, members: tuple[str, ...] = ("person",)) -> None:
    assert f.head is not None
    country, words = country_of(company, f), signature(company, f)
    if f.definite in ("definite", "demonstrative", "possessive", "bare"):
        for draft in company.before(f.place, "group"):
            same = f.head.id in draft.heads and draft.agrees(None, country) and words <= _known_words(draft)
            if same and f.head.id in BROAD:  # dockers and drivers are both workers
                same = _noun(company, f) in _known_words(draft)
            if same and (f.number is None or draft.number in (None, f.number)):
                company.link(number, draft, 0.8)
                return
    text = f"{f.text}"
    key = f"group:{country or ''}:{slug(text)}"
    if f.other:
        key += f":{number}"
    draft = company.add(
        Draft("group", text, key, country=country, number=f.number, sector=f.sector, gender=f.gender, plural=True)
    )
    draft.heads.add(f.head.id)
    if f.number == 2 and f.definite in ("definite", "demonstrative") and not draft.members:
        draft.members = _pair(company, f, members)
    company.link(number, draft)


def _words_of(draft: Draft) -> set[str]:
    """All words a draft is described by."""
    return _known_words(draft) | {w for r in draft.roles for w in fold(r).replace("'", " ").split()}


def _noun(company: Company, f: Found) -> str:
    """The head noun of a description as written, folded."""
    line = company.lines[f.line]
    assert f.head is not None
    forms = {fold(w) for w in (*f.head.masculine, *f.head.feminine, *f.head.common, *f.head.plural)}
    return next((w for w in line.words[f.start : f.end] if w in forms), "")


def _pair(company: Company, f: Found, kinds: tuple[str, ...]) -> tuple[Draft, ...]:
    """The two last named that "les deux dirigeants" can mean; empty when there are not two."""
    last = [d for d in company.before(f.place, *kinds) if f.line - d.last(f.place)[0] <= REACH]  # type: ignore[arg-type]
    return tuple(sorted(last[:2], key=lambda d: d.places[0])) if len(last) >= 2 else ()


def _anonymous(company: Company, number: int, f: Found) -> None:
    assert f.head is not None
    country = country_of(company, f)
    again = f.definite in ("definite", "demonstrative") and not f.other
    if _again_same(company, f) and (cited := _cited(company, f)) is not None:
        company.link(number, cited, 0.7, why="the one cited before")
        return
    known = _same_source(company, f, country) if f.definite in ("definite", "demonstrative") else None
    if known is not None:
        company.link(number, known, 0.8)
        return
    for draft in company.before(f.place, "anonymous"):
        if not again and not f.other and f.definite != "possessive" and _alike(draft, f, country):
            company.link(number, draft, 0.6, why="described in the same words")
            return
    if again and not f.plural and not country and (taken := renamed(company, f)) is not None:
        company.link(number, taken, 0.6, why="taken up by a description")
        return
    country = country or _side(company, f) or company.near(f) or (company.setting(f.place) if inland(f) else None)
    key = f"anonymous:{country or ''}:{f.head.id}:{f.level or ''}"
    count = company.counted.get(key, 0)
    company.counted[key] = count + 1
    draft = company.add(
        Draft(
            "anonymous", f.text, f"{key}#{count + 1}" if count else key, country=country, gender=f.gender,
            plural=f.plural, body=f.body, level=f.level, number=f.number or (None if f.plural else 1), sector=f.sector,
        )
    )  # fmt: skip
    draft.heads.add(f.head.id)
    company.link(number, draft)


def _again_same(company: Company, f: Found) -> bool:
    """Does the description begin with "same"?"""
    return company.lex.is_in(company.lines[f.line].word(f.start), "same")


def _cited(company: Company, f: Found) -> Draft | None:
    """Who "according to" was said of last in this line, for "de même source"; None if an anonymous source was."""
    line, lex = company.lines[f.line], company.lex
    for n in reversed(company.between(f.line, max(0, f.start - CITED), f.start)):
        other = company.found[n]
        link = company.links.get(n)
        if other.end > f.start or link is None or link.draft is None:
            continue
        k = other.start - 1
        while k > 0 and lex.is_in(line.word(k), "article"):
            k -= 1
        if lex.is_in(line.word(k), "according"):
            return link.draft
    return None


def _same_source(company: Company, f: Found, country: str | None) -> Draft | None:
    """The source a definite description takes up: "la première source" by its number, else one called by the same
    noun within reach, else the last that fits."""
    assert f.head is not None
    lex = company.lex
    there = [d for d in company.before(f.place, "anonymous") if _taken_up(d, f, country)]
    ordinal = {w for w in company.lines[f.line].words[f.start : f.end] if lex.is_in(w, "ordinal", "first")}
    if ordinal:
        called = [d for d in there if ordinal & set(fold(d.name).split())]
        first = there[-1:] if any(lex.is_in(w, "first") for w in ordinal) and len(there) > 1 else []
        return next(iter([*called, *first]), None)
    if f.other:
        return None
    near = [d for d in there if f.head.id in d.heads and f.line - d.last(f.place)[0] <= REACH]
    return next(iter([*near, *there]), None)


def _side(company: Company, f: Found) -> str | None:
    """For somebody of "the administration" or "his office": the country of the office holder it speaks of most."""
    lex, line = company.lex, company.lines[f.line]
    inside = line.words[f.start : f.end]
    official = {w for w, d in lex.descriptors.items() if d.level == "government"}
    if not any(lex.is_in(w, "possessive") or w in official for w in inside):
        return None
    holders = [d for d in company.before(f.place, "person") if d.country and d.offices]
    # whoever the report speaks of most; at equal counts the one named last
    return max(holders, key=lambda d: bisect_left(d.places, f.place)).country if holders else None


def _taken_up(draft: Draft, f: Found, country: str | None) -> bool:
    """Can the definite description mean this source again?"""
    assert f.head is not None
    same = f.head.id in draft.heads or (f.head.id in VAGUE and any(h in VAGUE for h in draft.heads))
    one = f.plural == draft.plural
    level = not f.level or not draft.level or f.level == draft.level
    return same and one and level and draft.agrees(None, country) and (not f.number or f.number == draft.number)


def _alike(draft: Draft, f: Found, country: str | None) -> bool:
    return fold(draft.name) == fold(f.text) and draft.country in (country, draft.country)
