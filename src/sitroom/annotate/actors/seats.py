"""Whose are officials whose title names a place: "Mykolaiv Governor", "le procureur de Bobigny", "a Tula lawyer".

The places stage leaves most names inside titles alone. Here they are looked up in the same tables; a country is taken
where one is plainly likelier than any other: by the size of the places so called and by the countries in play.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sitroom.annotate.actors.lexicon import Lexicon
from sitroom.annotate.actors.spans import Found, Line, subject_of
from sitroom.annotate.places.gazetteer import fold as spelt
from sitroom.annotate.places.gazetteer import look_up
from sitroom.annotate.places.names import Names, Spot, load_names
from sitroom.annotate.places.resolve import Setting, candidates, prior
from sitroom.lang import Lang

SEATED = frozenset({"office", "official", "person", "source", "group", "organ", "service"})
ENVOYS = frozenset({"ambassador", "consul", "envoy", "representative", "coordinator", "embassy"})
POSTED = frozenset({"official", "source"})
# bodies that sit in their own country
RULING = frozenset({"ministry", "government", "presidency", "prosecution", "parliament", "cabinet", "body-state"})
SURE = 1.0  # how much likelier (on the scale of `prior`) a country must be than the next
CITY = 100_000  # inhabitants
LEAST, ALONE = 6.0, 4.0  # how likely at least; where all places so called lie in one country


def seat_all(found: list[Found], rows: tuple[Line, ...], lex: Lexicon, lang: Lang) -> list[Found]:
    """The mentions, with the country of those descriptions whose own words name a place of it."""
    names = load_names(lang)
    setting = Setting(_in_play(found, rows), frozenset(), (), None)
    by_line: dict[int, list[Found]] = {}
    for f in found:
        by_line.setdefault(f.line, []).append(f)
    told = {spelt(p.name): p.country for line in rows for _, _, p in line.places}
    return [_seated(f, by_line[f.line], rows[f.line], lex, names, setting, told) for f in found]


def is_city(line: Line, lex: Lexicon, i: int) -> bool:
    """Is the one word at i the name of a large town or a division, and no given name?"""
    text = line.doc[i].text
    if text in lex.firstnames or line.word(i) in lex.demonyms:
        return False
    return any(p.main and (p.kind == "A" or p.people >= CITY) for p in look_up(spelt(text)) if p.kind != "C")


def charted(line: Line, lex: Lexicon, start: int, end: int) -> bool:
    """Is it a place's name of two words or more that begins with no given name ("Bandar Abbas"), or a word that "and"
    joins to a known place ("in Feni and Bogura")?"""
    if line.doc[start].text in lex.firstnames or line.word(start - 1) in lex.titles:
        return False
    if end - start > 1:
        return any(p.kind != "C" for p in look_up(spelt(line.text(start, end))))
    root = line.doc[start]
    beside = (p for _, _, p in line.place.get(root.head.i, ())) if root.dep_ == "conj" else ()
    return any(p.country and p.use == "literal" for p in beside)


def past_seat(line: Line, lex: Lexicon, labels: dict[int, tuple[str, int, int]], i: int, k: int) -> bool:
    """Does a person's name begin at k, behind the place that an office is held in ("le maire de Lyon Jan Pol")?"""
    kind, start, end = labels.get(k, ("", k, k))
    whole = kind == "person" and start == k and end - k > 1
    return whole and lex.is_in(line.word(i - 1), "of") and line.doc[i - 1].pos_ == "ADP"


def _in_play(found: list[Found], rows: tuple[Line, ...]) -> dict[str, float]:
    """The weight of each country the report names, 0 to 1."""
    seen = Counter(f.country for f in found if f.country)
    seen.update(p.country for line in rows for _, _, p in line.places if p.country)
    most = max(seen.values(), default=1)
    return {str(code): n / most for code, n in sorted(seen.items(), key=lambda item: str(item[0]))}


def _seated(
    f: Found, others: Sequence[Found], line: Line, lex: Lexicon, names: Names, setting: Setting,
    told: Mapping[str, str | None],
) -> Found:  # fmt: skip
    if f.country or f.form != "nominal" or f.head is None or f.head.kind not in SEATED or f.head.id in ENVOYS:
        return f
    local = {lex.locals[w] for w in line.words[f.start : f.end] if w in lex.locals}
    if len(local) == 1:
        return replace(f, country=local.pop())  # "la police genevoise"
    sits = _sits_in(f, line, lex) if f.head.id in RULING else None
    if sits:
        return replace(f, country=sits)
    inner = [o for o in others if o is not f and f.start <= o.start and o.end <= f.end]
    if any(o.institution is not None for o in inner):
        return f  # "the UN's Darfur chief" is the UN's
    taken = {k for o in inner if o.form == "name" for k in range(o.start, o.end)}
    spots = _spots(f, line, taken, lex, names)
    countries = {
        c for spot, least in spots if (c := told[spot.key] if spot.key in told else _country(spot, least, setting))
    }
    return replace(f, country=countries.pop()) if len(countries) == 1 else f


def _sits_in(f: Found, line: Line, lex: Lexicon) -> str | None:
    """The country of the place right behind a body that is a verb's subject ("Le ministère à Oslo a protesté"): not of
    the place where something happens ("a protesté le ministère à Oslo")."""
    verb = subject_of(line.doc[f.start : f.end].root)
    if verb is None or not lex.is_in(line.word(f.end), "place-preposition"):
        return None
    country = next((p.country for a, _, p in line.places if a == f.end + 1), None)
    return country if verb.i > f.end + 1 else None


def _spots(f: Found, line: Line, taken: set[int], lex: Lexicon, names: Names) -> Iterator[tuple[Spot, float]]:
    """What in the words of a description may be a place's name (capitals that are no name, no title and no word of
    it), and how likely it must be: towns have no article ("head of the Commonwealth mission")."""
    begin = line.doc[f.start].idx
    for spot in names.spots(f.text):
        first = line.starts.get(begin + spot.start)
        if first is None or first in taken or not line.capital(first):
            continue
        if f.head is not None and f.head.kind in POSTED and lex.is_in(line.word(first - 1), "place-preposition"):
            continue  # "a source in Niamey" is anybody's
        heads = any(line.ends[e] <= f.end for e, _, _ in lex.heads.at(line.low, line.doc[first].idx, line.ends))
        common = lex.is_in(line.word(first), "orgword", "portfolio", "junk", "premodifier", "title-word", "locative")
        if not (heads or common or (line.first(first) and f.end - first == 1)):
            yield spot, LEAST if lex.is_in(line.word(first - 1), "article") else ALONE


def _country(spot: Spot, alone: float, setting: Setting) -> str | None:
    """The country the name most likely lies in; None where another one is about as likely."""
    best: dict[str, float] = {}
    for place, known in candidates(spot):
        if place.country:
            best[place.country] = max(best.get(place.country, 0.0), prior(place, known, setting))
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    least = LEAST if len(ranked) > 1 else alone
    if not ranked or ranked[0][1] < least or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < SURE):
        return None
    return ranked[0][0]
