"""Actors and their mentions: who is in the report.

Order of work: names the tables know (institutions, states), names nobody knows (persons, organisations), descriptions
around and beside them, which description belongs to which name, who they all are (report, roster, repair), and last
the pronouns. docs/actors.md tells the rules.

Deliberately not here: who says or does what (statements, events).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sitroom.annotate.actors.acting import states_acting
from sitroom.annotate.actors.again import by_acronym, by_name, by_surname, spellings
from sitroom.annotate.actors.aliases import join_aliases, join_short_names
from sitroom.annotate.actors.alike import join_bodies
from sitroom.annotate.actors.apposed import beside
from sitroom.annotate.actors.binding import bind
from sitroom.annotate.actors.company import Company, Draft
from sitroom.annotate.actors.defined import settle
from sitroom.annotate.actors.described import cast_descriptions
from sitroom.annotate.actors.gazetteer import find_institutions
from sitroom.annotate.actors.governments import without_leaders
from sitroom.annotate.actors.home import hails_from
from sitroom.annotate.actors.inland import settle_inland
from sitroom.annotate.actors.later import join_headline_sources, join_named_later
from sitroom.annotate.actors.lexicon import Gender, Lexicon, fold, lexicon
from sitroom.annotate.actors.naming import find_runs, to_found
from sitroom.annotate.actors.nominals import find_nominals
from sitroom.annotate.actors.peoples import find_peoples
from sitroom.annotate.actors.persons import cast_names, cast_persons, link_bodies
from sitroom.annotate.actors.phrases import Scene
from sitroom.annotate.actors.placed import is_place, place_spans
from sitroom.annotate.actors.pronouns import find_references
from sitroom.annotate.actors.reach import stretch
from sitroom.annotate.actors.seats import seat_all
from sitroom.annotate.actors.sources import Nameless, nameless, settle_kind, speaks_somewhere, with_sources
from sitroom.annotate.actors.spans import Found, Line, by_token, free, lines, tokens_of
from sitroom.annotate.actors.states import find_states, find_the_state, with_seats
from sitroom.annotate.actors.unnamed import credited
from sitroom.annotate.actors.untangle import untangle
from sitroom.annotate.actors.votes import ORG, PERSON, Run
from sitroom.annotate.parse import Parsed
from sitroom.annotate.prior import Prior
from sitroom.annotate.roles import office_name
from sitroom.annotate.roster import load_roster
from sitroom.lang import Lang
from sitroom.model import Actor, Mention

SURE = 3.0  # votes for an organisation that make its name known all through the report

__all__ = ["Cast", "find_actors", "with_sources"]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is in the report. `mentions` are names and nominals, `references` pronouns; both in text order. `nameless`:
    actors whose kind is settled only when the statements are known (`with_sources`)."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    references: tuple[Mention, ...]
    nameless: tuple[Nameless, ...] = ()


def find_actors(parsed: Parsed, prior: Prior, lang: Lang) -> Cast:
    """Every actor of the report with its mentions. Raises DataError for a wrong file of `rosters` only."""
    company = company_of(parsed, prior, lang)
    settle_inland(company)
    join_bodies(company)
    return _cast(company)


def company_of(parsed: Parsed, prior: Prior, lang: Lang) -> Company:
    """Everybody in the report, before those get a country whose country nothing tells."""
    lex = lexicon(lang)
    rows = lines(parsed, prior, lex.demonyms)
    roster = load_roster(*prior.rosters)
    found, bonds = find_mentions(rows, lex, lang, prior.outlet)
    bonds |= beside(rows, lex, found, bonds)
    company = Company(rows, lex, lang, prior.published, prior.outlet, found, bonds, prior.known,
                      hails_from(parsed, prior, rows, lang))  # fmt: skip
    cast_names(company)
    cast_persons(company, roster)
    join_aliases(company)
    join_short_names(company)
    link_bodies(company)
    cast_descriptions(company, roster)
    join_named_later(company)
    join_headline_sources(company)
    return company


def find_mentions(
    rows: tuple[Line, ...], lex: Lexicon, lang: Lang, outlet: str | None = None
) -> tuple[list[Found], dict[int, int]]:
    """All mentions in text order, and which description (its number) belongs to which name."""
    stamps = {line.number: credited(line) for line in rows}
    institutions = {
        line.number: [f for f in _institutions(line, lex, lang.code, outlet) if f.start not in stamps[line.number]]
        for line in rows
    }
    institutions = settle(institutions, rows, lex, lang.code)
    runs = _agree({line.number: _runs(line, lex, institutions[line.number]) for line in rows}, rows)
    known = _surnames(rows, runs, lex)
    bodies = _bodies(rows, runs, lex, known)
    short = {name.split()[0] for names in bodies.values() for name in names if _has_short(name, lex)} - set(known)
    found: list[Found] = []
    tied: dict[tuple[int, int, int], tuple[int, int, int]] = {}
    for line in rows:
        here, bonds = _line_mentions(
            line, lex, lang, institutions[line.number], runs[line.number], known, bodies, short
        )
        found += [f for f in here if f.start not in stamps[line.number]]
        tied |= {(line.number, *a): (line.number, *b) for a, b in bonds.items()}
    found.sort(key=lambda f: (f.line, f.start, -f.end, f.form))
    found = with_seats(seat_all(found, rows, lex, lang), rows, lex, lang.code)
    place = {(f.line, f.start, f.end): n for n, f in enumerate(found)}
    return found, {place[a]: place[b] for a, b in sorted(tied.items()) if a in place and b in place}


def _runs(line: Line, lex: Lexicon, institutions: list[Found]) -> list[Run]:
    return find_runs(line, lex, tokens_of(institutions))


def _agree(runs: dict[int, list[Run]], rows: tuple[Line, ...]) -> dict[int, list[Run]]:
    """The same words name the same kind of thing all through a report: their votes are put together."""
    total: dict[str, dict[str, float]] = {}
    for line in rows:
        for run in runs[line.number]:
            votes = total.setdefault(line.text(run.start, run.end), {})
            for kind, vote in run.votes.items():
                votes[kind] = max(votes.get(kind, -9.0), vote) + (0.2 if kind in votes and vote > 0 else 0.0)
    return {
        line.number: [replace(run, votes=total[line.text(run.start, run.end)]) for run in runs[line.number]]
        for line in rows
    }


def _institutions(line: Line, lex: Lexicon, code: str, outlet: str | None) -> list[Found]:
    """Institutions the tables know, names spelt out before an acronym, and the outlet where it speaks of itself."""
    found = find_institutions(line, lex, code)
    taken = tokens_of(found)
    if outlet and " " in outlet:
        found += by_name(line, {outlet.split()[0]: (outlet,)}, taken, code)
        taken = tokens_of(found)
    return found + by_acronym(line, lex, taken, code)


def _bodies(
    rows: tuple[Line, ...], runs: dict[int, list[Run]], lex: Lexicon, known: dict[str, Gender | None]
) -> dict[str, tuple[str, ...]]:
    """Names that are surely organisations', by their first word, the longest first."""
    names: set[str] = set()
    for line in rows:
        for run in runs[line.number]:
            name = line.text(run.start, run.end)
            sure = run.kind == ORG and run.votes[ORG] >= SURE and name not in known and not line.shouting
            if sure and len(name) > 2 and not lex.places.at(fold(name), 0, {len(name)}):
                names.add(name)
    out: dict[str, tuple[str, ...]] = {}
    for name in sorted(names, key=lambda n: (-len(n), n)):
        word = name.split()[0].split("-")[0].split("'")[0]
        out[word] = (*out.get(word, ()), name)
    return out


def _has_short(name: str, lex: Lexicon) -> bool:
    """Is the firm called by the first word of its name ("Dunefield" of "Dunefield Resources")?"""
    words = name.split()
    first = fold(words[0])
    told = (
        len(words) == 2 and len(first) > 4 and lex.is_in(fold(words[1]), "orgword") and words[0] not in lex.firstnames
    )
    common = lex.is_in(first, "orgword", "portfolio", "junk", "locative", "premodifier") or first in lex.demonyms
    whole = {len(words[0])}
    return told and not common and not lex.places.at(first, 0, whole) and not lex.heads.at(first, 0, whole)


def _surnames(rows: tuple[Line, ...], runs: dict[int, list[Run]], lex: Lexicon) -> dict[str, Gender | None]:
    """Last words of names that are surely persons', with their gender where known."""
    out: dict[str, Gender | None] = {}
    for line in rows:
        for run in runs[line.number]:
            if run.kind == PERSON and (run.end - run.start > 1 or run.addressed):
                last = run.end - 1
                if last > run.start + 1 and lex.is_in(line.word(last), "postnominal"):
                    last -= 1  # "Ann Holt KC"
                word = line.doc[last].text
                if lex.is_country(word):
                    continue  # "Amnistie Sénégal"
                if len(word) > 2 and (word not in lex.firstnames or line.doc[run.start].text in lex.firstnames):
                    out[word] = out.get(word) or run.gender
                for k in range(run.start, run.end - 1):
                    out[" " + line.text(k, run.end)] = None  # name ends, found by a leading space
    return {key: gender for name, gender in out.items() for key in spellings(name)} | out


def _line_mentions(
    line: Line,
    lex: Lexicon,
    lang: Lang,
    institutions: list[Found],
    runs: list[Run],
    known: dict[str, Gender | None],
    bodies: dict[str, tuple[str, ...]],
    short: set[str],
) -> tuple[list[Found], dict[tuple[int, int], tuple[int, int]]]:
    """The mentions of one line, and its bonds."""
    named = [f for run in runs if (f := to_found(line, lex, _settle(line, run, known, short), lang.code)) is not None]
    places = place_spans(line, lex)
    taken = tokens_of(institutions)
    named = [f for f in named if free(taken, f.start, f.end) and not is_place(f, places)]
    named = [_complete(line, _with_site(line, f, lex), known) for f in named]
    named += by_surname(line, known, tokens_of([*institutions, *named]), lang.code)
    named += by_name(line, bodies, tokens_of([*institutions, *named]), lang.code)
    taken = tokens_of([*institutions, *named])
    states = find_states(line, lex, lang.code, taken)
    states += find_the_state(line, lex, lang.code, taken | tokens_of(states))
    named = [_possessed(line, f, states, lex) for f in named]
    persons = {k: (f.start, f.end) for f in named if f.kind == "person" for k in range(f.start, f.end)}
    owners = {f.start: f for f in reversed([*institutions, *(f for f in named if f.kind == "organisation")])}
    scene = Scene(line, lex, lang, persons, owners)
    nominals = untangle(line, find_nominals(scene), [*institutions, *named], lex)
    peoples = find_peoples(scene, taken | tokens_of([*nominals, *states]))
    over = by_token(nominals)
    states = [s for s in states if not any(_within(s, n, line, lex) for n in over.get(s.start, ()))]
    states = states_acting(line, lex, lang.code, states, taken | tokens_of(peoples), nominals)
    nominals, named, tied = stretch(nominals, named, line, lex)
    named = without_leaders(named, [*institutions, *nominals], line, lex)
    here = [*institutions, *named, *states, *nominals, *peoples]
    extra, bonds = bind(here, line, lex, lang.code, tied)
    return [_quiet(f, bonds, line, lex) for f in (*here, *extra)], bonds


def _quiet(f: Found, bonds: dict[tuple[int, int], tuple[int, int]], line: Line, lex: Lexicon) -> Found:
    """A class noun joined to a name ("le patrouilleur Heimland") is no mention, unless it has a complement."""
    name = bonds.get((f.start, f.end))
    if name is None or f.form != "nominal" or f.head is None or f.head.kind not in ("organ", "vessel", "collective"):
        return f
    joined = f.end == name[0] and not any(lex.is_in(line.word(k), "of") for k in range(f.start, f.end))
    return replace(f, silent=True) if joined else f


def _within(state: Found, nominal: Found, line: Line, lex: Lexicon) -> bool:
    """Is the country only part of the description's words? A possessor is not ("Norway's envoy", "envoyé de Chine")."""
    if nominal.end <= state.start or state.end <= nominal.start:
        return False
    before = line.word(state.start - 1)
    owner = line.word(state.end) in ("'s", "'") or before == "," or lex.is_in(before, "of", "article", "and")
    owner = owner or lex.is_in(before, "accredited")
    whose = nominal.head is not None and nominal.head.kind in ("office", "official", "organ", "person", "service")
    return not (nominal.covers(state) and owner and whose)


def _with_site(line: Line, f: Found, lex: Lexicon) -> Found:
    """ "hôpital Avicenne", "lycée Camille-Claudel": the noun for a place with people in it belongs to the name."""
    ends = line.ends
    for k in range(max(0, f.start - 3), f.start):
        hits = lex.heads.at(line.low, line.doc[k].idx, ends)
        if hits and line.ends[hits[0][0]] == f.start and hits[0][2].entry.site and not hits[0][2].plural:
            return replace(f, start=k, text=line.text(k, f.end), kind="organisation", gender=None)
    return f


def _possessed(line: Line, f: Found, states: list[Found], lex: Lexicon) -> Found:
    """ "Egypt's Defense Ministry": words any state has a body for are named together with whose it is."""
    if f.kind != "organisation" or line.word(f.start - 1) not in ("'s", "'"):
        return f
    if not all(lex.is_in(w, "orgword", "portfolio", "of", "and", "ministry-word") for w in line.words[f.start : f.end]):
        return f
    owner = next((s for s in states if s.end == f.start - 1), None)
    if owner is None:
        return f
    return replace(f, start=owner.start, text=line.text(owner.start, f.end), country=owner.country)


def _complete(line: Line, f: Found, known: dict[str, Gender | None]) -> Found:
    """Take in the word before that belongs to the same name elsewhere ("Haldor" of "Haldor Dotter")."""
    before = line.doc[f.start - 1].text if f.start else ""
    if f.kind != "person" or f" {before} {f.text}" not in known:
        return f
    return replace(f, start=f.start - 1, text=line.text(f.start - 1, f.end))


def _settle(line: Line, run: Run, known: dict[str, Gender | None], short: set[str]) -> Run:
    """A lone surname of somebody named in full is a person, the first word of a firm's name the firm."""
    word = line.doc[run.end - 1].text
    if run.end - run.start == 1 and word in known:
        return replace(run, votes={**run.votes, PERSON: 9.0}, gender=run.gender or known[word])
    if run.end - run.start == 1 and word in short and not run.addressed:
        return replace(run, votes={**run.votes, ORG: 9.0}, gender=None)
    return run


def _cast(company: Company) -> Cast:
    """Turn the drafts into values: actors numbered by first mention, mentions and references in text order."""
    references = find_references(company)
    used = [link.draft for _, link in sorted(company.links.items()) if link.draft is not None]
    used += [d for _, d in references if d is not None]  # "une autre" is nobody's mention
    order = list(dict.fromkeys(one for draft in used for one in (draft, *draft.members)))
    ids = {id(d): f"a{n}" for n, d in enumerate(order, start=1)}
    unsettled = []
    for draft in order:
        kinds = nameless(company, draft)
        if kinds is not None:
            settle_kind(draft, kinds, speaks_somewhere(company, draft))
            unsettled.append(Nameless(ids[id(draft)], *kinds))
    mentions = []
    for n, f in enumerate(company.found):
        link = company.links.get(n)
        if link is None or f.silent:
            continue
        span = company.lines[f.line].block.span(company.lines[f.line].doc[f.start : f.end])
        mentions.append(
            Mention(
                start=span.start, end=span.end, actor=ids.get(id(link.draft)) if link.draft else None, form=f.form,
                repaired=link.repaired, rule=link.rule, score=round(link.score, 2), detail=link.detail,
            )
        )  # fmt: skip
    refs = [m.model_copy(update={"actor": ids.get(id(d)) if d is not None else None}) for m, d in references]
    return Cast(
        tuple(_actor(d, ids, company) for d in order),
        tuple(sorted([*mentions, *(m for m in refs if m.form == "nominal")], key=lambda m: (m.start, m.end))),
        tuple(m for m in refs if m.form != "nominal"),
        tuple(unsettled),
    )


def _roles(draft: Draft, company: Company) -> tuple[str, ...]:
    """The report's words for the actor, less those a longer one says too ("ministre", "ministre belge de la Défense");
    the language's name for the offices the roster knows where it has none."""
    lex = company.lex
    small = ("article", "of", "possessive")
    sets = [frozenset(w for w in fold(r).replace("'", " ").split() if not lex.is_in(w, *small)) for r in draft.roles]
    kept = []
    for n, words in enumerate(sets):
        # "ancien ministre" does not say "ministre"
        longer = (k for k, o in enumerate(sets) if words <= o and not any(lex.is_in(w, "former") for w in o - words))
        if not any(k != n and (words < sets[k] or k < n) for k in longer):
            kept.append(draft.roles[n])
    return tuple(kept) or tuple(office_name(company.lang, office) for office in sorted(draft.offices))


def _actor(draft: Draft, ids: dict[int, str], company: Company) -> Actor:
    aliases = tuple(dict.fromkeys(n for n in draft.names if n != draft.name))
    return Actor(
        id=ids[id(draft)], name=draft.name, kind=draft.kind,
        country=draft.country if draft.country in company.lex.country_names else None,  # unions are no country
        roles=_roles(draft, company),
        wikidata=draft.wikidata, key=draft.key, aliases=aliases, body=draft.body, level=draft.level,
        number=draft.number,
        sector=draft.sector, members=tuple(ids[id(m)] for m in draft.members if id(m) in ids),
    )  # fmt: skip
