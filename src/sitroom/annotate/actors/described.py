"""Who the descriptions are: institutions, offices and their holders, anonymous sources, groups.

A description of one person is somebody the report has spoken of where that is likeliest (`meant`), else somebody named
further down who has the office, its holder on the day of the report, or an actor of its own.
"""

from __future__ import annotations

from sitroom.annotate.actors.bodies import known_words, link_organ
from sitroom.annotate.actors.company import Company, Draft, slug
from sitroom.annotate.actors.governments import leader_of
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.meant import meant
from sitroom.annotate.actors.offices import (
    REACH,
    is_specific,
    link_counterpart,
    link_office,
    link_unnamed,
    share_office,
    signature,
)
from sitroom.annotate.actors.origin import because, country_of, whose
from sitroom.annotate.actors.spans import Found
from sitroom.annotate.actors.taken import PARTS as PARTS
from sitroom.annotate.actors.taken import cited, compatriot, former_holder, rival, speaker_before
from sitroom.annotate.actors.which import complement, link_many
from sitroom.annotate.roster import Roster

VAGUE = ("official", "source", "diplomat", "officer-civil", "aide", "cadre", "insider", "adviser", "man")
GENERAL = ("official", "source", "man")  # nouns that take up whoever spoke last; a diplomat is the diplomat
STEM = 5  # letters by which words are alike
BROAD = ("worker", "member", "civilian", "man", "supporter", "family", "inhabitant")


def cast_descriptions(company: Company, roster: Roster) -> None:
    """Give every description that stands by no name a draft, in text order; first governments called after somebody,
    which tell whose officials of theirs are."""
    for number, f in enumerate(company.found):
        if number not in company.links and leader_of(company, f, roster) is not None:
            link_organ(company, number, f, roster)
    for number, f in enumerate(company.found):
        if f.form != "nominal" or f.head is None:
            continue
        if f.head.kind == "counterpart":
            share_office(company, number, f)
        if number in company.links or _befriended(company, number, f):
            continue
        kind = f.head.kind
        if kind in ("organ", "vessel", "collective", "service") and not (f.kind == "group" and f.plural):
            link_organ(company, number, f, roster)
        elif kind == "state":
            _states(company, number, f)
        elif f.kind == "group" or (f.plural and f.kind != "anonymous"):
            _group(company, number, f)
        elif f.definite != "indefinite" and not f.plural and _taken_up_again(company, number, f, roster):
            continue
        elif f.kind == "anonymous" and not is_specific(company, f):
            _anonymous(company, number, f)
        elif kind == "counterpart":
            link_counterpart(company, number, f, roster)
        elif not link_office(company, number, f, roster):
            link_unnamed(company, number, f)


def _taken_up_again(company: Company, number: int, f: Found, roster: Roster) -> bool:
    """Link a description to somebody the report has spoken of, if that is likelier than somebody new."""
    line, lex = company.lines[f.line], company.lex
    if lex.is_in(line.word(f.start), "same"):  # "de même source"
        draft = cited(company, f) or _same_source(company, f, country_of(company, f)) or speaker_before(company, f)
    elif any(lex.is_in(w, "ordinal", "first") for w in line.words[f.start : f.end]) and f.kind == "anonymous":
        draft = _same_source(company, f, country_of(company, f))
    else:
        draft = compatriot(company, f) or rival(company, f) or former_holder(company, f, roster) or meant(company, f)
    if draft is None:
        return False
    company.link(number, draft, 0.7, why="taken up by a description")
    if f.head is not None and f.head.kind == "office":
        company.take_role(draft, f)
    return True


def _states(company: Company, number: int, f: Found) -> None:
    """ "l'État hébreu" is the state; "les deux pays" the two last named; other countries in the plural a group."""
    if f.country and not f.plural:
        key = f"state:{f.country}"
        draft = company.add(Draft("state", company.lex.country_names.get(f.country, f.text), key, country=f.country))
        company.link(number, draft)
        return
    iso = {"hebrew-state": "ISR"}.get(f.head.id if f.head else "")
    if iso or f.kind == "state":
        _state(company, number, f, iso or _meant(company, f), 0.9 if iso else 0.6)
        return
    _group(company, number, f, ("state",))


def _state(company: Company, number: int, f: Found, iso: str | None, score: float) -> None:
    """Link a description to the state with this code; to one of its own where none is known."""
    name = company.lex.country_names.get(iso or "", f.text)
    key = f"state:{iso}" if iso else f"state::{slug(f.text)}"
    company.link(number, company.add(Draft("state", name, key, country=iso)), score)


def _meant(company: Company, f: Found) -> str | None:
    """Which state "his country" or "the country" is: whoever was spoken of last has it; the report's own; the state
    named last."""
    if f.definite == "possessive":
        person = next(company.before(f.place, "person", "state", "organisation"), None)
        if person is not None and person.country:
            return person.country
    if company.home is not None:
        return company.home
    last = next(company.before(f.place, "state"), None)
    return last.country if last is not None else None


def _befriended(company: Company, number: int, f: Found) -> bool:
    """Link "its neighbour", "son allié" of a state, a government or who speaks for one: another state."""
    line, lex = company.lines[f.line], company.lex
    if f.plural or not any(lex.is_in(w, "state-too") for w in line.words[f.start : f.end]):
        return False
    k = f.start - 1
    while k > 0 and (lex.is_in(line.word(k), "article") or line.doc[k].pos_ == "ADV"):
        k -= 1
    apposed = next(
        (n for n in company.between(f.line, 0, k) if line.word(k) == "," and company.found[n].end == k), None
    )
    state = company.links.get(-1 if apposed is None else apposed)
    if state is not None and state.draft is not None and state.draft.kind == "state":
        company.link(number, state.draft, 0.7)  # "Turkey, once an ally of Damascus,"
        return True
    if f.definite != "possessive" or f.end - f.start > 1:
        return False
    near = [n for n in company.between(f.line, 0, f.start) if n in company.links and not company.found[n].inner]
    owner = company.links[near[-1]].draft if near else None
    if owner is None or (owner.kind != "state" and owner.sector != "government" and not owner.offices):
        return False
    others = [iso for iso, _ in company.shares if iso != owner.country]
    _state(
        company, number, f, others[0] if len(others) == 1 or (others and company.found[near[-1]].country) else None, 0.5
    )
    return True


def _group(company: Company, number: int, f: Found, members: tuple[str, ...] = ("person",)) -> None:
    assert f.head is not None
    country = country_of(company, f)
    text = f"{f.text}"
    key = f"group:{country or ''}:{slug(text)}"
    if f.other:
        key += f":{number}"
    draft = Draft("group", text, key, country=country, number=f.number, sector=f.sector, gender=f.gender, plural=True)
    draft.heads.add(f.head.id)
    there = company.by_key.get(key)
    if f.number == 2 and f.definite in ("definite", "demonstrative") and (there is None or not there.members):
        (there or draft).members = _pair(company, f, members)
    same = _same_group(company, f, country)
    link_many(company, number, None if same is None else (same, 0.8, ""), draft)


def _same_group(company: Company, f: Found, country: str | None) -> Draft | None:
    """The group of before that the rules take the description for."""
    assert f.head is not None
    if f.definite not in ("definite", "demonstrative", "possessive", "bare"):
        return None
    words = signature(company, f)
    for draft in company.before(f.place, "group"):
        same = f.head.id in draft.heads and draft.agrees(None, country) and _told_of(words, draft)
        same = same or (f.definite == "definite" and not words and _called_by(company, f, draft))
        if same and f.head.id in BROAD:  # dockers and drivers are both workers
            same = _noun(company, f) in known_words(draft)
        if same and (f.number is None or draft.number in (None, f.number)):
            return draft
    return None


def _told_of(words: frozenset[str], draft: Draft) -> bool:
    """Have all words, or others of their stem ("en grève", "grévistes"), been said of the group?"""
    known = known_words(draft)
    return all(w in known or any(k[:STEM] == w[:STEM] for k in known if len(w) >= STEM <= len(k)) for w in words)


def _called_by(company: Company, f: Found, draft: Draft) -> bool:
    """ "Les grévistes" are the "enseignants grévistes": the noun was an adjective of the only such group."""
    noun = _noun(company, f)
    if not noun or noun not in known_words(draft) or not draft.agrees(None, f.country):
        return False
    rows = [d for d in company.before(f.place, "group") if noun in known_words(d)]
    return len(rows) == 1 and not complement(company, noun, draft)


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
    again = f.definite in ("definite", "demonstrative")
    known = _same_source(company, f, country) if again and f.plural else None
    if known is not None:
        company.link(number, known, 0.8)
        return
    for draft in company.before(f.place, "anonymous"):
        if not again and not f.other and f.definite != "possessive" and _alike(draft, f, country):
            company.link(number, draft, 0.6, why="described in the same words")
            return
    country, why = whose(company, f)
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
    company.link(number, draft, None, **because(why))


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
    called = [d for d in there if f.head.id in d.heads]
    near = called if f.head.id not in GENERAL else [d for d in called if f.line - d.last(f.place)[0] <= REACH]
    return next(iter([*near, *there]), None)


def _taken_up(draft: Draft, f: Found, country: str | None) -> bool:
    """Can the definite description mean this source again?"""
    assert f.head is not None
    same = f.head.id in draft.heads or (f.head.id in VAGUE and any(h in VAGUE for h in draft.heads))
    one = f.plural == draft.plural
    level = not f.level or not draft.level or f.level == draft.level
    return same and one and level and draft.agrees(None, country) and (not f.number or f.number == draft.number)


def _alike(draft: Draft, f: Found, country: str | None) -> bool:
    return fold(draft.name) == fold(f.text) and draft.country in (country, draft.country)
