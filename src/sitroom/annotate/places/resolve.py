"""Which place a name means: all ambiguous names of a report are settled together.

Each candidate is scored by how well known it is, by the state the report speaks of, by what stands right after it
("Paris, Texas"), by the outlet, and by how near it lies to candidates of the report's other names. Weights were set on
the first half of LGL (evals/lgl.py reports the other).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitroom.annotate.places.gazetteer import Place, fold, look_up
from sitroom.annotate.places.names import Known, Names, Spot

KILOMETRES = 120.0  # how far a neighbour's pull reaches
FULL = 2.0  # support that counts in full: one name alone says little about its division
OUTLET = "\0outlet"
OWN = 0.5  # how much of a namesake's size the outlet's own town makes up for
# Weights: its country is spoken of, its division is, neighbours are close, the outlet's address is of its country.
STATE, DIVISION, NEAR, HOME, SIZE, SHARED = 4.5, 2.5, 5.0, 2.5, 1.0, 3.0
SEAT = 1.5  # a capital, once more where its state is spoken of
MOST_CANDIDATES = 30
FOLLOWING = re.compile(
    r"(?:,\s+(?:[a-zà-ÿ]{2,4} (?:la |le |les |l['’])?)?|\s*\()"
    r"((?:[^\W\d_][\w'’.-]*)(?:[ ][^\W\d_a-z][\w'’.-]*){0,2})"
)
LONGER = re.compile(
    r"\s*(?P<mark>[,(])?\s*(?P<words>(?:[a-zà-ÿ-]+['’ ]\s?){1,7})"
    r"(?P<name>[^\W\d_a-z][\w'’-]*(?: (?:[a-zà-ÿ]+ ){0,2}[^\W\d_a-z][\w'’-]*){0,2})"
)
MOST_NAMES = 60
ENDINGS = {
    "fr": "FRA", "be": "BEL", "ch": "CHE", "ca": "CAN", "uk": "GBR", "ie": "IRL", "ru": "RUS", "de": "DEU", "it": "ITA",
    "es": "ESP", "lb": "LBN", "eg": "EGY", "ge": "GEO", "au": "AUS", "nz": "NZL", "in": "IND", "za": "ZAF", "il": "ISR",
    "ma": "MAR", "dz": "DZA", "tn": "TUN", "sn": "SEN", "jo": "JOR", "pl": "POL", "ua": "UKR", "jp": "JPN", "cn": "CHN",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """What the report is about, as far as places go.

    states     weight of each country (ISO), 0 to 1
    divisions  folded names of first-order divisions the report names
    outlet     places the outlet's name may mean
    home       country of the outlet, if its address tells
    """

    states: Mapping[str, float]
    divisions: frozenset[str]
    outlet: tuple[Place, ...]
    home: str | None


def outlet_setting(outlet: str | None) -> tuple[tuple[Place, ...], str | None]:
    """Places named in the outlet's name or address ("parisbeacon.com", "Oxford Mail"), and its country by address."""
    if not outlet:
        return (), None
    address = re.search(r"([a-z0-9-]+(?:\.[a-z0-9-]+)+)", outlet.lower())
    home = ENDINGS.get(address.group(1).rsplit(".", 1)[-1]) if address else None
    found: list[Place] = []
    if address:
        parts = [p for p in address.group(1).split(".")[:-1] if p not in ("www", "co", "com", "news")]
        for part in parts[-2:]:
            for size in range(len(part), 4, -1):
                for start in range(len(part) - size + 1):
                    if not found and (size > 5 or start == 0):
                        found += [p for p in town_places(part[start : start + size]) if p.people >= 2000]
    else:
        words = re.findall(r"[^\W\d_]+", outlet)
        for size in (3, 2, 1):
            for start in range(len(words) - size + 1):
                if not found and words[start][0].isupper():
                    found += town_places(" ".join(words[start : start + size]))
    return tuple(found[:MOST_CANDIDATES]), home


def town_places(name: str) -> list[Place]:
    """Towns and divisions of that very name, large ones first."""
    places = [p for p in look_up(fold(name)) if p.main and p.kind != "C" and p.people > 0]
    return sorted(places, key=lambda p: (-p.people, p.geonames or 0))


def candidates(spot: Spot) -> list[tuple[Place, Known | None]]:
    """What the name may mean, known meanings first."""
    out: list[tuple[Place, Known | None]] = [(k.place, k) for k in spot.known]
    taken = {k.place.geonames for k in spot.known if k.place.geonames}
    towns = sorted(spot.towns, key=lambda p: (-p.people, p.kind, p.geonames or 0))
    if any(k.capital and not k.written.isascii() for k in spot.known):
        towns = []  # only the language itself writes it so: Pékin is not Pekin in Illinois
    regions = {k.place.country for k in spot.known if k.place.kind == "region"}
    out += [(p, None) for p in towns if p.geonames not in taken and not (p.kind == "A" and p.country in regions)]
    return out[:MOST_CANDIDATES]


def prior(place: Place, known: Known | None, setting: Setting) -> float:
    """How likely the place is before its neighbours are looked at."""
    if known is not None:
        score = (7.4 if not known.ambiguous else 6.0) + STATE * (place.kind == "palace")
        score += 0.8 * known.capital
        if known.capital and not known.ambiguous:  # Pékin and Georgetown are no towns of the state spoken of most
            score += SEAT + SEAT * (setting.states.get(place.country or "", 0.0) > 0)
        if place.country is None or (place.kind == "C" and not known.ambiguous):
            score += STATE  # what is of no country, or is one, must not lose to towns of the country spoken of
    else:
        score = SIZE * math.log10(max(place.people, 10)) * (1.0 if place.main else 0.8)
        score += {"A": 1.8, "B": -0.6}.get(place.kind, 0.0)
    if place.country:
        score += STATE * setting.states.get(place.country, 0.0)
        score += HOME * (place.country == setting.home)
    if place.kind != "A" and place.division and fold(place.division) in setting.divisions:
        score += DIVISION
    return score


def nearness(a: Place, b: Place) -> float:
    """1 at the same spot, falling with distance, 0 far away or where one has no position."""
    gap = a.far(b)
    return math.exp(-gap / KILOMETRES) if gap < 2000 else 0.0


def likely_state(setting: Setting) -> str | None:
    """The country of a place no table has: the one the report speaks of far more than of any other, or None."""
    ranked = sorted(setting.states.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[1][1] > 0.5 * ranked[0][1]):
        return setting.home
    return ranked[0][0]


def settle(
    spots: Sequence[tuple[Spot, str, str]], setting: Setting, names: Names
) -> dict[str, tuple[Place, Known | None, float]]:
    """The place of each key. Each spot comes with what stands before and after it in the line (", Texas and")."""
    options: dict[str, list[tuple[Place, Known | None]]] = {}
    hints: dict[str, set[str]] = {}
    for spot, before, after in spots:
        options.setdefault(spot.key, candidates(spot))
        if names.before["division"].search(before):  # "la province de l'Équateur" is no state
            smaller = [(p, k) for p, k in options[spot.key] if p.kind != "C"]
            options[spot.key] = smaller or options[spot.key]
        hint = told_by(after, names)
        if hint:
            hints.setdefault(spot.key, set()).add(hint)
    scores = {key: [prior(p, k, setting) + hinted(p, hints.get(key), names) for p, k in opts]
              for key, opts in options.items()}  # fmt: skip
    keys = [key for key, _ in Counter(spot.key for spot, _, _ in spots).most_common(MOST_NAMES)]
    if setting.outlet:  # the outlet's own town is one of the ambiguous names, and size says little about it
        own = {fold(p.name) for p in setting.outlet}
        options[OUTLET] = [(p, None) for p in setting.outlet]
        scores[OUTLET] = [0.5 * prior(p, None, setting) for p in setting.outlet]
        for key in own & set(keys):
            scores[key] = [s - OWN * size(p, k) for (p, k), s in zip(options[key], scores[key], strict=True)]
        keys.append(OUTLET)
    shared = shared_divisions(options)
    scores = {
        key: [s + SHARED * shared.get((p.country, p.division), 0.0) * (p.kind in ("P", "B", "city"))
              for (p, _), s in zip(options[key], scores[key], strict=True)]
        for key in options
    }  # fmt: skip
    best = {key: pick(options[key], scores[key]) for key in options}
    for _ in range(3):  # neighbours pull each other; three rounds settle it
        pulled = {key: [pull(p, key, keys, options, best) for p, _ in options[key]] for key in options}
        best = {
            key: pick(options[key], [s + more for s, more in zip(scores[key], pulled[key], strict=True)])
            for key in options
        }
    return {key: (*options[key][i], scores[key][i]) for key, i in best.items() if options[key] and key != OUTLET}


def shared_divisions(
    options: Mapping[str, Sequence[tuple[Place, Known | None]]],
) -> dict[tuple[str | None, str], float]:
    """How well each division explains all names at once, 0 to 1: names found in few divisions count most."""
    support: defaultdict[tuple[str | None, str], float] = defaultdict(float)
    for key in sorted(options):
        if any(k is not None and p.kind == "C" for p, k in options[key]):
            continue
        divisions = {(p.country, p.division) for p, _ in options[key] if p.division and p.main}
        for division in divisions:
            support[division] += 1 / len(divisions) ** 0.5
    top = max(support.values(), default=1.0)
    return {division: value / max(top, FULL) for division, value in support.items()}


def size(place: Place, known: Known | None) -> float:
    """How large the place is, on the scale of `prior`."""
    return 8.0 if known is not None else math.log10(max(place.people, 10))


def pick(options: Sequence[tuple[Place, Known | None]], scores: Sequence[float]) -> int:
    """The best candidate; of equals the first."""
    return max(range(len(options)), key=lambda i: (scores[i], -i), default=0)


def pull(
    place: Place, key: str, keys: Sequence[str], options: Mapping[str, Sequence[tuple[Place, Known | None]]],
    best: Mapping[str, int],
) -> float:  # fmt: skip
    """What the other names' present choices say for a candidate."""
    if place.kind == "C":
        return 0.0
    near, same = 0.0, 0.0
    others = 0
    for other in keys:
        if other == key or not options[other]:
            continue
        chosen = options[other][best[other]][0]
        others += 1
        if chosen.kind == "C":
            same += 0.4 * (chosen.country == place.country)
            continue
        near += nearness(place, chosen) * (1.5 if other == OUTLET else 1.0)
        if chosen.country and chosen.country == place.country:
            inside = chosen.kind == "A" and fold(chosen.name) == fold(place.division)
            same += 1.2 if inside else 0.25 + 0.35 * bool(place.division and place.division == chosen.division)
    return NEAR * min(1.0, near) + min(2.0, same) if others else 0.0


def following_name(after: str) -> str | None:
    """The larger place right after a name: ", Texas", " (Sarthe)", ", Tex."."""
    match = FOLLOWING.match(after)
    return match.group(1).rstrip(".,)") if match and match.group(1)[0].isupper() else None


def here(spot: Spot, after: str, chosen: tuple[Place, Known | None], names: Names) -> tuple[Place, Known | None]:
    """The place at this spot: the report's, unless the words right after name where another of the name lies."""
    hint = told_by(after, names)
    if hint is None or hinted(chosen[0], {hint}, names):
        return chosen
    fitting = [option for option in candidates(spot) if hinted(option[0], {hint}, names)]
    return max(fitting, key=lambda o: o[0].people, default=chosen)


def lies_in(place: Place, after: str, names: Names) -> bool:
    """Does a state or division it lies in follow within a few words ("Antakya, dans le sud de la Turquie")?"""
    match = re.match(r"\s*[,(]\s*(?:[a-zà-ÿ-]+['’ ]\s?){0,7}([^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*){0,2})", after)
    return match is not None and hinted(place, {match.group(1)}, names) > 0


def told_state(after: str, names: Names) -> str | None:
    """The state named right after a name ("Kourou, au Mali"), or that of a division ("Newark, Nottinghamshire")."""
    hint = told_by(after, names)
    words = hint.split() if hint else []
    for size in range(len(words), 0, -1):
        for known in names.known.get(fold(" ".join(words[:size])), ()):
            if known.place.kind == "C" and not known.ambiguous:
                return known.place.country
    there = look_up(fold(hint)) if hint else []  # ", Nottinghamshire": a division, and nothing else is called so
    countries = {p.country if p.kind in ("A", "B") else None for p in there}
    return countries.pop() if len(countries) == 1 else None


def told_by(after: str, names: Names) -> str | None:
    """The larger place a name is said to lie in, right after it: ", Texas", ", dans l'est de la RDC"."""
    hint = following_name(after)
    match = LONGER.match(after) if hint is None or hint[0].islower() else None
    if match is None:
        return hint
    cue = names.before["inside"].search(match["words"])
    if cue is None:
        return hint
    lead = match["words"][: cue.start()].split()  # ", une localité du sud du Liban"
    kinds = names.cues.get("where", frozenset()) | names.cues.get("site", frozenset())
    told = bool(match["mark"]) and 0 < len(lead) < 4 and not kinds.isdisjoint((*lead, " ".join(lead)))
    plain = not lead and (match["mark"] or " " in cue["cue"])
    return match["name"] if plain or told else hint


def hinted(place: Place, hints: set[str] | None, names: Names) -> float:
    """6 for a candidate that lies in the larger place named right after it."""
    for hint in sorted(hints or ()):
        words = hint.split()
        for size in range(len(words), 0, -1):
            key = fold(" ".join(words[:size]))
            division = names.divisions.get(key, key)
            if place.division and fold(place.division) == division and place.kind != "A":
                return 6.0
            if any(k.place.kind == "C" and k.place.country == place.country for k in names.known.get(key, ())):
                return 5.0
    return 0.0
