"""Toponym resolution on LGL (588 articles of local news): gold spans given, which place do they mean?

    .venv/bin/python -m evals.lgl [report|tune] [-v]

The corpus (../shared/corpora/geo/lgl.xml, GPL, measure only) is split by outlet's article: of each outlet's articles
every other one is for tuning, the rest is reported. Figures: share of toponyms with gold coordinates that are resolved
within 161 km of them (unresolved count as wrong), and share with the right country. The outlet's address is known, as
it is to the program when it reads a page.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evals import SHARED
from sitroom.annotate.places import describe
from sitroom.annotate.places.gazetteer import Place, country_place, distance
from sitroom.annotate.places.names import Names, Spot, load_names
from sitroom.annotate.places.resolve import likely_state, settle
from sitroom.lang import load_lang

CORPUS = SHARED / "corpora" / "geo" / "lgl.xml"
NEAR = 161.0


def articles(split: str, path: Path = CORPUS) -> Iterator[ET.Element]:
    """Articles of the half to tune on, or of the one that is reported."""
    seen: Counter[str] = Counter()
    for article in ET.parse(path).getroot().iter("article"):
        outlet = article.findtext("domain") or ""
        seen[outlet] += 1
        if (seen[outlet] % 2 == 0) == (split == "tune"):
            yield article


def resolve(article: ET.Element, names: Names) -> Iterator[tuple[ET.Element, float | None, str | None]]:
    """Each toponym with gold coordinates, the distance of ours in km (None: unresolved) and our country."""
    text = article.findtext("text") or ""
    spots: list[tuple[Spot, ET.Element]] = []
    bare: list[ET.Element] = []
    for toponym in article.iter("toponym"):
        if toponym.find("gaztag") is None:
            continue
        start, end = int(toponym.findtext("start") or 0), int(toponym.findtext("end") or 0)
        spot = names.match(text, start, end)
        if spot is None:
            bare.append(toponym)
        else:
            spots.append((spot, toponym))
    setting = describe([text], [spot for spot, _ in spots], article.findtext("domain"), names)
    chosen = settle(
        [(spot, text[max(0, spot.start - 40) : spot.start], text[spot.end : spot.end + 40]) for spot, _ in spots],
        setting,
        names,
    )
    for spot, toponym in spots:
        place = chosen[spot.key][0]
        yield toponym, gap_of(toponym, place), place.country
    for toponym in bare:  # LGL marks demonyms too; for us they are no toponyms, but they do name a country
        form = (toponym.findtext("phrase") or "").lower()
        codes = names.people.get(form) or names.people.get(form.removesuffix("s")) or ()
        state = country_place(codes[0]) if codes else None
        yield toponym, gap_of(toponym, state), state.country if state else likely_state(setting)


def gap_of(toponym: ET.Element, place: Place | None) -> float | None:
    """Kilometres from the gold position to a place's."""
    if place is None or place.lat is None or place.lon is None:
        return None
    lat, lon = (float(toponym.findtext(f"gaztag/{key}") or 0) for key in ("lat", "lon"))
    return distance(place.lat, place.lon, lat, lon)


def measure(split: str = "report", verbose: bool = False) -> dict[str, float]:
    """acc@161 km and country accuracy over one half."""
    names = load_names(load_lang("en"))
    codes = {known.place.name: known.place.country for item in names.known.values() for known in item}
    codes |= {"Palestinian Territory": "PSE", "Palestine": "PSE", "Türkiye": "TUR"}
    counts: Counter[str] = Counter()
    for article in articles(split):
        for toponym, gap, country in resolve(article, names):
            counts["all"] += 1
            near = gap is not None and gap <= NEAR
            counts["near"] += near
            gold = toponym.findtext("gaztag/country")
            if gold in codes:
                counts["with country"] += 1
                counts["country"] += codes[gold] == country
            if verbose and not near:
                told = [toponym.findtext(f"gaztag/{key}") for key in ("fcode", "admin1", "country", "lat", "lon")]
                ours = f"{country} {'unresolved' if gap is None else round(gap)}"
                print(article.findtext("domain"), toponym.findtext("phrase"), *told, ours, sep="\t")
    return {
        "lgl.acc161": counts["near"] / max(1, counts["all"]),
        "lgl.country": counts["country"] / max(1, counts["with country"]),
        "lgl.toponyms": counts["all"],
    }


if __name__ == "__main__":
    chosen_split = "tune" if "tune" in sys.argv else "report"
    for name, figure in measure(chosen_split, "-v" in sys.argv).items():
        print(f"{name} ({chosen_split}): {figure:.4f}")
