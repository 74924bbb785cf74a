"""Bodies known by a description: "le ministère", "l'entreprise", "son association", "the force".

A description is a body the report describes alike, or names: in full before or after it, as the firm or union spoken of
last, or as what somebody heads. Otherwise it is an actor of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sitroom.annotate.actors.company import WORLD, Company, Draft, slug
from sitroom.annotate.actors.governments import leader_of
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.offices import REACH, signature
from sitroom.annotate.actors.origin import country_of, owner_of
from sitroom.annotate.actors.seats import RULING
from sitroom.annotate.actors.spans import Found, subject_of, tells
from sitroom.annotate.actors.which import ABOUT, link_many, same_noun
from sitroom.annotate.roster import Roster
from sitroom.lang.schemas.nominals import Nominal
from sitroom.model import ActorKind

KNOWN_SECTORS = frozenset(
    {"media", "government", "igo", "union", "party", "legislature", "police", "military", "judiciary", "religious"}
)
OF_KIND = frozenset({"union", "party", "movement", "council", "university", "bank", "media"})
VESSELS = frozenset({"vessel", "vessel-wide"})
NO_BODY = frozenset({"military", "police", "government"})  # "the organisation" is no army
NO_HEADS = frozenset({"government", "ministry", "army", "forces", "police", "prosecution", "presidency", "authorities"})
MOVING = frozenset({"movement", "armed-group"})
MOVED = frozenset({"rebels", "party", "opposition"})
SITE, OFFICE = "establishment", "office-of"
TOPIC = "what the sentence before is about"
SHORT = "short for a name in the report"
AHEAD = 8  # tokens from the head of a sentence to a body
TWO = 2  # words: a noun and its adjective
WORDS = 3  # of a description that takes up a body
GENERIC_BODIES = frozenset(
    {"agency", "company", "party", "union", "movement", "media", "council", "university", "bank", "establishment"}
)


def link_organ(company: Company, number: int, f: Found, roster: Roster) -> None:
    """Link a body known by a description, or make it an actor of its own."""
    assert f.head is not None
    seat = _seat(company, f)
    if seat is not None:
        f = company.found[number] = replace(f, country=seat)
    assert f.head is not None
    country, words = country_of(company, f), signature(company, f)
    led = leader_of(company, f, roster)
    if led is not None:
        country = country or led[1]
        words = words - led[0] if led[2] else words
    ship = f.head.kind == "vessel" and f.end - f.start == 1
    told = _ship(company, f) if ship else _by_rule(company, f, country, words)
    echo = f.head.echo and not ship and not (f.head.alone == "owned" and (words or _speaks(company, f)))
    if told is None and (_loose(f) and not _voiced(company, f)):
        return  # a strike is no actor
    if told is None and echo and not (f.definite == "possessive" and _speaks(company, f)):
        return
    link_many(company, number, told, _anew(f, country, words, ship))


Told = tuple[Draft, float, str]  # who, how sure, why


def _seat(company: Company, f: Found) -> str | None:
    """The country of a body of government that nothing else tells: that of the capital its sentence begins with ("In
    Bangkok, the ministry"), or of the one spoken of before ("Its defence ministry")."""
    assert f.head is not None
    if f.head.id not in RULING or country_of(company, f) is not None:
        return None
    if f.definite == "possessive":
        return owner_of(company, f)
    line, lex = company.lines[f.line], company.lex
    for k in range(max(1, f.start - AHEAD), f.start):
        opens = k == 1 or line.sentence[k - 2] != line.sentence[k]
        hits = lex.places.at(line.low, line.doc[k].idx, line.ends) if opens and line.capital(k) else []
        if hits and hits[0][2][1] and line.doc[k - 1].pos_ == "ADP":
            return hits[0][2][0]
    return None


def _by_rule(company: Company, f: Found, country: str | None, words: frozenset[str]) -> Told | None:
    """The body of before, or named anywhere, that the rules take the description for."""
    assert f.head is not None
    again = f.definite in ("definite", "demonstrative", "bare", "possessive")
    if f.text[:1].isupper() and not company.lines[f.line].first(f.start):
        short = _beginning_so(company, f)  # "la Commission" rather than some commission
        if short is not None:
            return short, 0.8, SHORT
    topic = _topic(company, f)
    if topic is not None:
        return topic, ABOUT, TOPIC
    for draft in company.before(f.place, "organisation", "group"):
        same = again and same_noun(company, f, draft) and draft.agrees(None, country)
        if same and country and not draft.country and not set(company.countries) <= {country}:
            continue  # "les autorités" of the one country are not "les autorités françaises" of later
        if same and (f.head.mixed or f.head.id in GENERIC_BODIES) and not words:  # a league and a bank are both bodies
            own = {w for w in company.lines[f.line].words[f.start : f.end] if not company.lex.is_in(w, "of", "article")}
            same = not known_words(draft).isdisjoint(own)
        if same and (words <= known_words(draft) or not words):
            return draft, 0.8, ""
    named = (_own_body(company, f) if f.definite == "possessive" else None) or _beginning_so(company, f)
    named = named or _said_of(company, f)
    if named is not None and _loose(f) and not _voiced(company, f) and not _called_so(company, named, f):
        return None
    return (named, 0.7, SHORT) if named is not None else None


def _topic(company: Company, f: Found) -> Draft | None:
    """ "Le CNSP a fermé la frontière. La junte accuse ...": the body that the sentence before is about, where the noun
    and its adjective say nothing against it."""
    assert f.head is not None
    line = company.lines[f.line]
    said = any(company.lex.is_in(line.word(k), "any-body", "topic-body") for k in range(f.start, f.end))
    if f.definite not in ("definite", "demonstrative") or f.plural or not said or f.end - f.start > TWO:
        return None
    here = line.sentence[f.start]
    opens = f.start < 3 or line.sentence[f.start - 2] != here
    if not opens or line.quoted[f.start] or subject_of(line.doc[f.start : f.end].root) is None:
        return None
    for n in company.by_line.get(f.line, ()):
        m, link = company.found[n], company.links.get(n)
        if line.sentence[m.start] != here - 1 or line.quoted[m.start] or link is None or link.draft is None:
            continue
        if subject_of(line.doc[m.start : m.end].root) is None:
            continue
        draft = link.draft.held()
        return draft if _may_be_topic(company, f, draft) else None
    return None


def _may_be_topic(company: Company, f: Found, draft: Draft) -> bool:
    """Does nothing that is known of the body speak against the noun?"""
    assert f.head is not None
    regime = f.head.sector == "government" and "government" in draft.heads  # "the junta"
    if draft.kind not in ("organisation", "group") or not (draft.proper or regime):
        return False
    if draft.sector == "media" or (not regime and (draft.sector in NO_BODY or draft.heads & NO_HEADS)):
        return False
    band = draft.sector == "rebels" and company.lex.is_in(company.lines[f.line].word(f.start), "band")
    other = draft.sector and f.head.sector and draft.sector != f.head.sector
    return draft.agrees(None, f.country) and (not other or band or regime)


def _loose(f: Found) -> bool:
    """A movement may be a strike."""
    return f.head is not None and f.head.id == "movement" and f.end - f.start == 1


def _anew(f: Found, country: str | None, words: frozenset[str], ship: bool) -> Draft:
    """An actor of its own for the description."""
    assert f.head is not None
    if ship:
        key = f"org::vessel:{slug(f.text)}"
        draft = Draft("organisation", f.text, key)
    else:
        mixed = f.head.mixed or f.head.id in GENERIC_BODIES
        own = slug(" ".join(sorted(words)) or (f.text if mixed else ""))  # a party and a commission are both bodies
        key = f"org:{country or ''}:{f.head.id}" + (f":{own}" if own else "")
        draft = Draft(f.kind, f.text, key, country=country, sector=f.sector, gender=f.gender, plural=f.plural)
    draft.heads.add(f.head.id)
    return draft


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
    return own if own is not None and _may_be(f, own) else None


def _may_be(f: Found, body: Draft) -> bool:
    """May a body be called so: an agency or a firm anything, else what is in its walk of life? "Son peuple" is no
    White House."""
    assert f.head is not None
    wide = f.head.id in GENERIC_BODIES | MOVING or f.head.id.startswith("body-") or f.head.echo
    return wide or (f.sector is not None and f.sector == body.sector)


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


def _voiced(company: Company, f: Found) -> bool:
    """Has it a name of its own, or a verb of saying or thinking, or is somebody at its head?"""
    line, lex = company.lines[f.line], company.lex
    verb = subject_of(line.doc[f.start : f.end].root)
    told = verb is not None and fold(verb.lemma_) in lex.voices
    k = f.start - 1
    while k > 0 and lex.is_in(line.word(k), "article"):
        k -= 1
    named = line.capital(f.start) and not line.first(f.start)
    return told or named or lex.is_in(line.word(k), "according", "of", "agent")


def _speaks(company: Company, f: Found) -> bool:
    """Does it say something?"""
    line = company.lines[f.line]
    return tells(line, line.doc[f.start : f.end].root, company.lex)


def _said_of(company: Company, f: Found) -> Draft | None:
    """ "l'entreprise", "l'ONG", "the aid group": the organisation of that kind named lately; among several of which
    nothing is known the only one that acts, or the one the sentence before is about."""
    assert f.head is not None
    said = f.definite in ("definite", "demonstrative", "possessive") and _bare_noun(company, f)
    wide = _of_any(company, f)
    if not said or not (wide or f.head.echo or f.head.id in GENERIC_BODIES | MOVING or f.head.id.startswith("body-")):
        return None
    kinds: tuple[ActorKind, ...] = ("organisation", "group")
    near = []
    for draft in company.before(f.place, *kinds):
        if f.line - draft.last(f.place)[0] > REACH:
            break
        named = draft.proper or any(map(str.isupper, draft.name))  # "l'hôpital de Tournai"
        if named and not draft.plural and draft.agrees(None, f.country) and draft.sector != "media":
            near.append(draft)
    alike = [d for d in near if _called_so(company, d, f)]
    if not alike and any(company.lex.is_in(w, "band", "creed") for w in company.lines[f.line].words[f.start : f.end]):
        alike = [d for d in near if d.sector == "rebels" and d.kind == "organisation"]
    if alike:
        return alike[0]
    near = [d for d in near if d.kind == "organisation"]
    open_ = [d for d in near if not _clashes(d, f, wide) and (wide or not _called_else(company, d, f.head))]
    if f.head.id in OF_KIND and not wide:  # nothing shows that a name is a union's or a bank's, unless an acronym
        open_ = [d for d in open_ if d.name.isupper() and not d.sector]
    if not open_ and f.head.sector == "business":
        return _firm(company, f)
    if len(open_) > 1:
        open_ = [d for d in open_ if _acts(company, d, f)]
    topic = bool(open_) and wide and f.definite != "possessive" and _just_before(company, open_[0], f)
    return open_[0] if len(open_) == 1 or topic else None


def _bare_noun(company: Company, f: Found) -> bool:
    """Is it the noun with adjectives at most ("l'ONG", "le groupe alsacien", "the aid group"), saying nothing of its
    own? Other nouns of two words tell one body from others ("the fire brigade", "la commission électorale")."""
    assert f.head is not None
    line, lex = company.lines[f.line], company.lex
    wide = f.head.id in MOVING or f.head.sector == "business" or _of_any(company, f)
    creeds = sum(lex.is_in(w, "creed") for w in line.words[f.start : f.end])
    if f.end - f.start > max(WORDS if wide else 0, 1 + bool(f.country) + creeds):
        return False
    if f.definite == "possessive" and f.head.id == OFFICE:  # "her office"
        return False
    for k in range(f.start, f.end):
        small = line.doc[k].text.islower() or (line.doc[k].text.isupper() and lex.is_in(line.word(k), "any-body"))
        if (
            lex.is_in(line.word(k), "of", "and")
            or line.doc[k].pos_ == "PART"
            or not (small or lex.is_in(line.word(k), "creed") or (f.country and wide and line.capital(k)))
        ):
            return False
    return True


def _of_any(company: Company, f: Found) -> bool:
    """May the noun be said of any body ("l'institution", "the aid group")?"""
    line = company.lines[f.line]
    return any(company.lex.is_in(line.word(k), "any-body") for k in range(f.start, f.end))


def _called_so(company: Company, draft: Draft, f: Found) -> bool:
    """Is the body described by this noun or of its sector, or does its name say what it is ("Front du
    Nord" for a movement, "lycée Curie" for an establishment)?"""
    assert f.head is not None
    if f.head.id in draft.heads or (draft.sector and draft.sector == f.head.sector):
        return True
    if draft.sector == WORLD == f.sector and draft.name != f.body and f.body not in draft.names:
        return True  # "l'agence onusienne" is no UN
    for n in draft.numbers[:WORDS]:  # "le président du parti Horizon"
        name = company.found[n]
        if name.form == "name" and company.lines[name.line].word(name.start - 1) == fold(f.text).split()[0]:
            return True
    if f.head.id in MOVING and draft.sector in MOVED:
        return True
    if f.head.id == SITE:
        words = fold(draft.name).replace("'", " ")
        ends = {m.end() for m in re.finditer(r"\S+", words)}
        there = [h for m in re.finditer(r"\S+", words) for _, _, h in company.lex.heads.at(words, m.start(), ends)]
        return any(h.entry.site for h in there)
    moving = f.head.id in MOVING or _of_any(company, f)
    return moving and any(company.lex.is_in(w, "movement-word") for w in fold(draft.name).split())


def _just_before(company: Company, draft: Draft, f: Found) -> bool:
    """Is the sentence before, or the line before one that begins so, about the body?"""
    line, last = company.lines[f.line], draft.last(f.place)
    if not _acts(company, draft, f):
        return False
    here = line.sentence[f.start]
    if last[0] == f.line:
        return here - line.sentence[last[1]] == 1
    return last[0] == f.line - 1 and here == 0


def _clashes(draft: Draft, f: Found, wide: bool) -> bool:
    """Is something known of the body that the description does not say?"""
    assert f.head is not None
    if wide:
        return draft.sector in NO_BODY or bool(draft.heads & NO_HEADS)
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


def _ship(company: Company, f: Found) -> Told | None:
    """ "le chalutier" is the one so described that has a name, else the ship spoken of last."""
    word = fold(f.text)
    for draft in company.before(f.place, "organisation"):
        described = any(fold(w) == word for r in draft.roles for w in r.split())
        if "vessel" in draft.heads and described:
            return draft, 0.8, ""
    ships = [d for d in company.before(f.place, "organisation") if d.heads & VESSELS]
    ships = ships or [d for d in company.after(f.place, "organisation") if d.heads & VESSELS and d.proper][:1]
    return (ships[0], 0.6, "the ship spoken of last") if ships else None


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
