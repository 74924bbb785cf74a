"""Toponyms of a report and the places they stand for.

names -> detect (is it a place here?) -> resolve (which one, all names of the report together) -> use (literal or not).

A metonymic toponym ("Téhéran a averti") carries the state it stands for: name, centre and GeoNames id of the country.
Limits: no streets, buildings or quarters beyond those the packs list; towns of less than 500 inhabitants only as names
without a position.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from sitroom.annotate.parse import PLAIN, Block, Parsed
from sitroom.annotate.places.detect import (
    PERSON_LABELS,
    PLACE_LABELS,
    Found,
    glued,
    joined_to_capital,
    judge,
    site_named,
)
from sitroom.annotate.places.gazetteer import Place, country_place
from sitroom.annotate.places.names import Known, Names, Spot, load_names
from sitroom.annotate.places.resolve import Setting, here, likely_state, outlet_setting, settle, told_state
from sitroom.annotate.places.use import NO_SIGN, Use, use_of
from sitroom.lang import Lang
from sitroom.model import Toponym

__all__ = ["find_places"]

LONGEST = 100_000  # characters of a line that are looked at
AMBIGUOUS, FEW = 0.5, 2.0  # what an ambiguous name counts for its namesakes' countries; mentions that count in full
SURNAME = re.compile(r"(?<![.!?:] )\b[^\W\d_a-z][\w'’-]{2,} ([^\W\d_a-z][\w'’-]+)")  # after another capitalised word
SITE = re.compile(r"\b[Tt]he (?P<name>[^\W\d_a-z][\w'’]+(?:-[^\W\d_a-z][\w'’]+)?)(?= [a-z])")
LIST = re.compile(r"(?:, | et | and |, et |, and | ou | or )(?:l['’]|la |le |les |the )?")
ACTS = ("subject", "agent", "addressee", "whose stance it is", "preposition of dealings")
LABELS = {"P": "town", "A": "region", "B": "district", "C": "country"}


def find_places(parsed: Parsed, outlet: str | None, lang: Lang) -> tuple[Toponym, ...]:
    """Toponyms in text order. `outlet` (name or address of who published) helps with ambiguous names."""
    names = load_names(lang)
    lines = [(b, b.section.of(parsed.text).translate(PLAIN)[:LONGEST]) for b in parsed.blocks]
    found = accept(lines, names)
    setting = describe([line for _, line in lines], [f.spot for _, _, f in found], outlet, names)
    around = {id(f): (line[: f.spot.start][-40:], line[f.spot.end :][:80]) for _, line, f in found}
    chosen = settle([(f.spot, *around[id(f)]) for _, _, f in found], setting, names)
    told = {f.spot.key: code for _, _, f in found if (code := told_state(around[id(f)][1], names))}
    meant = {id(f): here(f.spot, around[id(f)][1], chosen[f.spot.key][:2], names) for _, _, f in found}
    meant |= {id(f): seat for b, line, f in found if (seat := acting(f, meant[id(f)], line, b, names)) is not None}
    uses = shared_uses(
        found,
        {id(f): use_of(meant[id(f)][1], f.spot.start, f.spot.end, line, b.doc, names, f.cue) for b, line, f in found},
    )
    out: list[Toponym] = []
    for block, line, item in found:
        place, known = meant[id(item)]
        state = told.get(item.spot.key)
        if known is None and (foreign(place, setting) or (state and place.country != state)):
            place = replace(place, country=state or likely_state(setting), lat=None, lon=None, geonames=None)
        out.append(toponym(block, line, item, place, known, uses[id(item)], names, lang))
    out += unknown_places(lines, found, names, lang, likely_state(setting) or most_named(out))
    return tuple(sorted(out, key=lambda t: (t.start, t.end)))


def acting(
    item: Found, meant: tuple[Place, Known | None], line: str, block: Block, names: Names
) -> tuple[Place, Known] | None:
    """The capital of that name where the town chosen acts, or is acted on, as a state ("Tripoli a expulsé")."""
    seat = next((k for k in item.spot.known if k.capital and not k.ambiguous), None)
    if seat is None or meant[1] is not None:
        return None
    use, why = use_of(seat, item.spot.start, item.spot.end, line, block.doc, names, item.cue)
    return (seat.place, seat) if use == "metonymic" and why in ACTS else None


def accept(lines: list[tuple[Block, str]], names: Names) -> list[tuple[Block, str, Found]]:
    """Names taken for places. Twice: a place named clearly once is then taken at its barer mentions too."""
    spots = [(block, line, spot) for block, line in lines for spot in names.spots(line)]
    shouted = {id(block): is_shouted(line) for block, line in lines}
    sure: frozenset[str] = frozenset()
    states = frozenset(named_states((line for _, line in lines), names)) | {
        k.place.country for _, _, s in spots for k in s.known[:1] if k.place.country and not k.ambiguous
    }
    rows, persons = enumerated(spots), introduced(lines, names)
    spots = [(b, line, s) for b, line, s in spots if not of_person(s, line, persons, names)]
    found: list[tuple[Block, str, Found]] = []
    listed: set[int] = set()  # spots that stand in one enumeration with a place
    for _ in range(2):
        judged = [
            (b, line, judge(s, line, b.doc, names, shouted[id(b)], sure, states, id(s) in listed))
            for b, line, s in spots
        ]
        found = [(b, line, f) for b, line, f in judged if f is not None]
        sure = frozenset(f.spot.key for _, _, f in found)
        places = {id(f.spot) for _, _, f in found}
        listed = {one for row in rows for one in row if not places.isdisjoint(row)}
    return found


def introduced(lines: Iterable[tuple[Block, str]], names: Names) -> frozenset[str]:
    """Last words of the names of persons that the report introduces: a given name before it, or the model says so."""
    found: set[str] = set()
    for block, line in lines:
        for match in SURNAME.finditer(line):
            if match.group().split()[0] in names.given:
                found.add(match.group(1))
        found |= {e[-1].text for e in block.doc.ents if e.label_ in PERSON_LABELS and len(e) > 1}
    return frozenset(found)


def of_person(spot: Spot, line: str, persons: frozenset[str], names: Names) -> bool:
    """Is the name a person's of the report? Not a state's, a capital's or a region's, nor beside a noun of sites."""
    if line[spot.start : spot.end] not in persons:
        return False
    known = any(not k.ambiguous and (k.capital or k.place.kind not in ("P", "palace")) for k in spot.known)
    before = line[max(0, spot.start - 40) : spot.start]
    return not (known or names.before["near"].search(before) or site_named(before, line[spot.end :], names))


def enumerated(spots: Iterable[tuple[Block, str, Spot]]) -> list[set[int]]:
    """Names that stand in one enumeration ("Tula, Oryol and Kursk"), by identity."""
    rows: list[set[int]] = []
    last: tuple[Block, Spot] | None = None
    for block, line, spot in spots:
        if last is not None and last[0] is block and LIST.fullmatch(line[last[1].end : spot.start]):
            rows[-1].add(id(spot))
        else:
            rows.append({id(spot)})
        last = (block, spot)
    return [row for row in rows if len(row) > 1]


def is_shouted(line: str) -> bool:
    """Is the line a headline with a capital on most words?"""
    words = re.findall(r"[^\W\d_]{4,}", line)
    return len(words) >= 3 and sum(w[0].isupper() for w in words) >= 0.7 * len(words)


def shares(towns: Iterable[Place]) -> dict[str, float]:
    """What an ambiguous name says for each country: the share of its namesakes there, large ones counting more."""
    weights: Counter[str] = Counter()
    for town in towns:
        if town.main and town.country:
            weights[town.country] += len(str(town.people)) ** 2
    total = sum(weights.values())
    return {code: n / total for code, n in weights.items()}


def named_states(lines: Iterable[str], names: Names) -> Iterator[str]:
    """The country of each demonym of the report."""
    for line in lines:
        for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line):
            yield from names.people.get(word.lower(), ())


def describe(lines: Iterable[str], spots: Iterable[Spot], outlet: str | None, names: Names) -> Setting:
    """What the report is about: states by name, capital and demonym, divisions, outlet."""
    counts: defaultdict[str, float] = defaultdict(float)  # whole mentions, and shares of ambiguous ones
    divisions: set[str] = set()
    for spot in spots:
        for known in spot.known[:1]:
            namesakes = known.place.kind in ("city", "P") and len(spot.towns) > 1
            if known.place.country and not known.ambiguous and not namesakes:
                counts[known.place.country] += 1
            if known.place.kind == "region":
                divisions.add(names.divisions.get(spot.key, spot.key))
        if not spot.known and any(town.kind == "A" for town in spot.towns):
            divisions.add(spot.key)
        if not spot.known or spot.known[0].place.kind in ("city", "P"):
            for code, share in shares(spot.towns).items():
                counts[code] += AMBIGUOUS * share
    for code in named_states(lines, names):
        counts[code] += 1
    outlet_places, home = outlet_setting(outlet)
    top = max([*counts.values(), FEW])
    return Setting({c: n / top for c, n in counts.items()}, frozenset(divisions), outlet_places, home)


def shared_uses(found: list[tuple[Block, str, Found]], uses: dict[int, tuple[Use, str]]) -> dict[int, tuple[Use, str]]:
    """Names in one list act together: where nothing is known of one, its neighbour's use counts."""
    shared = dict(uses)
    for (a, line, first), (b, _, second) in [*pairwise(found), *pairwise(found[::-1])]:
        left, right = sorted((first.spot, second.spot), key=lambda s: s.start)
        if a is b and LIST.fullmatch(line[left.end : right.start]):
            use, why = shared[id(first)]
            if use == "metonymic" and shared[id(second)] == ("literal", NO_SIGN):
                shared[id(second)] = (use, f"in one list: {why}")
    return shared


def toponym(
    block: Block,
    line: str,
    item: Found,
    place: Place,
    known: Known | None,
    used: tuple[Use, str],
    names: Names,
    lang: Lang,
) -> Toponym:
    """One accepted name as an annotation; `used` is its use and why."""
    spot, (use, why) = item.spot, used
    written = line[spot.start : spot.end]
    name, country = written, place.country
    stands = (place.stands_for or place.country) if known is not None else None
    rule = f"{lang.code}.place.{'known' if known else LABELS.get(place.kind, place.kind)}"
    detail: dict[str, object] = {
        "evidence": list(item.evidence),
        "use": why,
        "kind": LABELS.get(place.kind, place.kind),
    }
    if item.cue and len(item.cue) > 4:
        detail["relation"] = item.cue
    if use == "metonymic" and stands and known is not None:
        state = country_place(stands)
        name, country = names.usual.get(stands, written), stands
        if state is not None and place.kind != "C":
            detail["site"] = {"name": written, "lat": place.lat, "lon": place.lon, "geonames": place.geonames}
            place = replace(state, kind="C")
    others = [p for p in spot.towns if p.geonames != place.geonames][:5]
    if others:
        detail["candidates"] = [f"{p.name}, {p.division}, {p.country}" for p in others]
    behind = names.class_after.match(line[spot.end :]) if place.kind != "C" else None  # "Moyo District"
    span = block.chars(spot.start, spot.end + (behind.end() if behind else 0))
    return Toponym(
        start=span.start,
        end=span.end,
        name=name,
        country=country,
        lat=place.lat,
        lon=place.lon,
        geonames=place.geonames,
        use=use,
        rule=rule,
        score=round(item.score, 2),
        detail=detail,
    )


def foreign(place: Place, setting: Setting) -> bool:
    """A small town in a country the report never speaks of: rather a namesake no table has."""
    spoken = sum(setting.states.values()) >= 1.2 and not setting.outlet
    return spoken and place.people < 30_000 and setting.states.get(place.country or "", 0.0) < 0.3


def most_named(places: Iterable[Toponym]) -> str | None:
    """The country most of a report's literal places lie in; None where two have as many."""
    ranked = Counter(p.country for p in places if p.country and p.use == "literal").most_common(2)
    return ranked[0][0] if ranked and (len(ranked) < 2 or ranked[0][1] > ranked[1][1]) else None


def unknown_places(
    lines: list[tuple[Block, str]], found: list[tuple[Block, str, Found]], names: Names, lang: Lang, state: str | None
) -> list[Toponym]:
    """Names no table has, where the model says place and a preposition of place stands before: without position."""
    taken: dict[int, list[Spot]] = {}
    surnames = {m.group(1) for _, line in lines for m in SURNAME.finditer(line)}
    for block, _, item in found:
        taken.setdefault(id(block), []).append(item.spot)
    out: list[Toponym] = []
    taken_in: dict[int, list[tuple[int, int]]] = {}
    told = {line[s[0] : s[1]] for b, line in lines for s in named_sites(line, names) if not is_named_for(b, s)}
    for block, line in lines:
        used: list[tuple[int, int]] = [(s.start, s.end) for s in taken.get(id(block), [])]
        sites = [site for site in named_sites(line, names) if not is_named_for(block, site)]
        for start, end, sure in [*sites, *labelled(block, line), *again(line, told)]:
            before = line[max(0, start - 40) : start]
            if (line[start:end] in surnames and not sure) or any(
                names.before[e].search(before) for e in ("person", "body")
            ):
                continue
            if any(s < end and start < e for s, e in used) or names.blocks(line[start:end]):
                continue
            if line[start:end].lower() in names.people or names.is_state(line[start:end]):  # left out: "à France 5"
                continue
            if not sure and not any(names.before[e].search(before) for e in ("near", "strong")):
                continue
            used.append((start, end))
            out.append(unlisted(block, line, start, end, lang, state, names))
        taken_in[id(block)] = used
    persons = introduced(lines, names)
    once = {t.name for t in out} - persons
    for block, line in lines:
        for start, end, _ in again(line, once):
            free = not any(s < end and start < e for s, e in taken_in[id(block)])
            if free and stands_alone(block, line, start, end, names):
                out.append(unlisted(block, line, start, end, lang, state, names))
    return out


def stands_alone(block: Block, line: str, start: int, end: int, names: Names) -> bool:
    """Is a name told as a place elsewhere no piece of another here, nor a person to the model?"""
    span = block.doc.char_span(start, end, alignment_mode="expand")
    label = span[0].ent_type_ if span is not None and len(span) else ""
    before, after = line[max(0, start - 40) : start], line[end : end + 40]
    if span is not None and span.root.dep_ == "nsubj" and span.root.head.lemma_.lower() in names.cues["addressed"]:
        return False  # "Dunefield said": a firm of that name
    alone = not glued(before, after, line[start:end]) and not joined_to_capital(before, after)
    return alone and label not in PERSON_LABELS


def unlisted(block: Block, line: str, start: int, end: int, lang: Lang, state: str | None, names: Names) -> Toponym:
    """A name no table has, in the state told behind it, else the report's."""
    span = block.chars(start, end)
    return Toponym(
        start=span.start,
        end=span.end,
        name=line[start:end],
        country=told_state(line[end:][:80], names) or state,
        rule=f"{lang.code}.place.unlisted",
        score=0.4,
        detail={"reason": "in no table of places; the country is the report's"},
    )


def again(line: str, told: set[str]) -> Iterator[tuple[int, int, bool]]:
    """Names of sites told elsewhere in the report."""
    for name in sorted(told):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", line):
            yield *match.span(), False


def labelled(block: Block, line: str) -> Iterator[tuple[int, int, bool]]:
    """What the model takes for places."""
    for ent in block.doc.ents:
        start, end = ent.start_char, ent.end_char
        if ent.label_ in PLACE_LABELS and end <= len(line) and name_like(line[start:end]):
            yield start, end, False


def named_sites(line: str, names: Names) -> Iterator[tuple[int, int, bool]]:
    """Names beside a noun of sites: "la base de Kayna", "le quartier Matonge", "the Kotmale dam"."""
    for match in names.sites.finditer(line):
        start, end = match.span("name" if match["name"] else "whole")
        if not is_of_people(line[start:end].split()[-1], names):
            yield start, end, True
    for match in SITE.finditer(line):
        if names.site_after.match(line[match.end() :]) and not is_of_people(match["name"], names):
            yield *match.span("name"), True


def is_named_for(block: Block, site: tuple[int, int, bool]) -> bool:
    """Does the model take a name before its noun for a person ("the Wagner road")?"""
    before = block.doc.text[: site[0]].endswith(("the ", "The "))
    span = block.doc.char_span(site[0], site[1], alignment_mode="expand")
    return before and span is not None and any(t.ent_type_ in PERSON_LABELS for t in span)


def is_of_people(name: str, names: Names) -> bool:
    """Is the word a demonym, a common word or a short form used as an adjective, and no name of a site?"""
    word = name.lower()
    return word in names.people or word in names.cues.get("adjective", frozenset()) or name.isupper()


def name_like(text: str) -> bool:
    """One to three capitalised words without digits."""
    words = text.split()
    return 1 <= len(words) <= 3 and all(w[0].isupper() for w in words) and re.sub("[ '’-]", "", text).isalpha()
