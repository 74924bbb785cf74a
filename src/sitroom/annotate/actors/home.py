"""Where a report comes from: the countries of the towns in its dateline, beside its by-line and in its outlet's name.

A daily of Kampala tells of its own police without saying whose they are. What this says is only one of the signs that
`bearings` gives to be weighed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sitroom.annotate.actors.spans import Line
from sitroom.annotate.actors.unnamed import credited
from sitroom.annotate.parse import Parsed
from sitroom.annotate.places.names import Names, load_names
from sitroom.annotate.places.resolve import Setting, candidates, outlet_setting, prior
from sitroom.annotate.prior import Prior
from sitroom.lang import Lang

HEAD = 60  # characters of a dateline that name its town
POSTED = re.compile(r"(?:\b(?:in|from|à|au|en|de)\b|,)\s+([^\W\d_a-z].*)")
LARGE = 50_000  # inhabitants of a town in an outlet's name
LEAST = 3.0  # how likely a place must be, on the scale of `prior`


def hails_from(parsed: Parsed, before: Prior, rows: tuple[Line, ...], lang: Lang) -> frozenset[str]:
    """Countries (ISO) of the report's dateline, else of its by-lines, else of its outlet's name."""
    setting = Setting(_named(rows), frozenset(), (), None)
    names = load_names(lang)
    lines = [(s.kind, s.of(parsed.text)) for s in before.sections]
    inline = {p.country for line in rows for k in credited(line) for _, _, p in line.place.get(k, ()) if p.country}
    dated = inline or {c for kind, text in lines if kind == "dateline" for c in _countries(text[:HEAD], names, setting)}
    if dated:
        return frozenset(dated)
    posted = (m[1] for kind, text in lines if kind == "byline" for m in POSTED.finditer(text))
    told = {c for words in posted for c in _countries(words, names, setting)}
    if told:
        return frozenset(told)
    towns, country = outlet_setting(before.outlet)
    likely = (p.country for p in towns if p.people >= LARGE and p.country in setting.states)
    return frozenset({country} if country else {c for c in list(likely)[:1] if c})


def _named(rows: tuple[Line, ...]) -> Mapping[str, float]:
    """The countries of the report's places, which make a namesake likely."""
    return dict.fromkeys(sorted({p.country for line in rows for _, _, p in line.places if p.country}), 0.5)


def _countries(text: str, names: Names, setting: Setting) -> list[str]:
    """The country of the first name in the text that is plainly a place's."""
    for spot in names.spots(text):
        likely = ((prior(p, known, setting), p.country) for p, known in candidates(spot) if p.country)
        ranked = sorted(likely, reverse=True)
        if ranked and ranked[0][0] >= LEAST:
            return [ranked[0][1]]
    return []
