"""Build src/sitroom/data/roster-base.csv from ../shared/roster (facts from Wikidata, CC0).

    .venv/bin/python tools/build_roster.py [--roster ../shared/roster] [--out src/sitroom/data]

Keeps the positions the news speaks of, maps their labels to our role ids, mends what the source gets wrong (its README
lists the defects) and says how sure each row is. It also fills the Wikidata ids of the hand-written rows in
roster-recent.csv where a person of that name and country is known. Deterministic: same input, same bytes.

An empty end means "in office at the snapshot" or "not known": then `known` is how far the row can be trusted, the
snapshot (mid-2022) if it began in the last years before, else a short time after its start.
"""

from __future__ import annotations

import argparse
import csv
import functools
import re
import sys
import tomllib
import unicodedata
from collections import defaultdict
from pathlib import Path

COLUMNS = "wikidata name name_fr variants role country body from to known sure source".split()  # noqa: SIM905
SNAPSHOT = "2022-05-31"
Row = dict[str, str]

# Rows the source has wrong or that are of another office under the same label (regions, associated states, a speaker).
DROP = {
    ("ESP", "head-of-government", "Javier Lambán"),
    ("NZL", "head-of-government", "Henry Puna"),
    ("NZL", "head-of-government", "Dalton Tagelagi"),
    ("SEN", "head-of-government", "Mahammed Dionne"),
    ("FRA", "foreign-minister", "Nicole Bricq"),
    ("FRA", "head-of-state", "Dominique Bucchini"),
    ("FRA", "foreign-minister", "Catherine Colonna"),
    ("FRA", "finance-minister", "Christian Sautter"),
    ("ESP", "interior-minister", "Serafín Castellano Gómez"),
    ("ESP", "finance-minister", "Gerardo Camps"),
    ("ESP", "finance-minister", "Vicent Rambla Momplet"),
    ("CAN", "finance-minister", "Pauline Marois"),
    ("CAN", "finance-minister", "Yves Séguin"),
    ("CAN", "finance-minister", "Michel Audet"),
    ("CAN", "finance-minister", "Monique Jérôme-Forget"),
    ("CAN", "finance-minister", "Raymond Bachand"),
    ("CAN", "finance-minister", "Nicolas Marceau"),
    ("CAN", "finance-minister", "Carlos Leitão"),
    ("CAN", "finance-minister", "Eric Girard"),
    ("CAN", "defence-minister", "Rick Casson"),
    ("AUS", "defence-minister", "Jack Snelling"),
    ("AUS", "defence-minister", "Martin Hamilton-Smith"),
    ("ESP", "finance-minister", "José Manuel Vela Bargues"),
    ("ESP", "finance-minister", "Juan Carlos Moragues Ferrer"),
    ("ESP", "finance-minister", "Vicent Soler i Marco"),
    ("AFG", "head-of-state", "Akhtar Mansour"),
    ("AFG", "head-of-state", "Hibatullah Akhundzada"),
    ("IRN", "head-of-state", "Ali Khamenei"),
    ("YEM", "head-of-state", "Mahdi al-Mashat"),
    ("LBY", "head-of-government", "Fathi Bashagha"),
    ("HTI", "head-of-state", "Ariel Henry"),
}
FACTBOOK_DATE = "2026-01-15"
CHIEFS = {"chief of state": "head-of-state", "head of government": "head-of-government"}
PREMIER = re.compile(
    r"prime minister|premier|chancellor|taoiseach|president of the government|council of ministers", re.I
)

BODIES: list[tuple[str, str, str]] = [
    ("secretary-general of the united nations", "organisation-head", "un"),
    ("deputy secretary-general of the united nations", "organisation-deputy-head", "un"),
    ("president of the united nations general assembly", "assembly-president", "un"),
    ("president of the international court of justice", "organisation-head", "icj"),
    ("director-general of the world trade organization", "organisation-head", "wto"),
    ("first minister", "head-of-government", ""),
]


def latin(name: str) -> bool:
    return all(ord(c) < 0x250 or not c.isalpha() or 0x1E00 <= ord(c) <= 0x1EFF for c in name)


def plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if c.isalnum())


Rules = list[tuple[re.Pattern[str], frozenset[str], str | None, str]]


def compiled(country_names: str) -> Rules:
    """The rules of roster_positions.toml, ready to match."""
    table = tomllib.loads((Path(__file__).parent / "roster_positions.toml").read_text(encoding="utf-8"))
    slots = {"{MIN}": table["MIN"], "{FOR}": table["FOR"], "{C}": country_names}
    rules: Rules = []
    for rule in table["rule"]:
        text = "|".join(rule["labels"])
        for slot, by in slots.items():
            text = text.replace(slot, by)
        only = frozenset(rule.get("countries", ()))
        rules.append((re.compile(text, re.I), only, rule.get("role"), rule.get("body", "")))
    return rules


def country_rules() -> Rules:
    import pycountry

    states = {n for c in pycountry.countries for n in (c.name, getattr(c, "common_name", c.name), c.name.split(",")[0])}
    return compiled("(?:" + "|".join(sorted(map(re.escape, states))) + ")")


def role_of(position: str, country: str, rules: Rules) -> tuple[str, str] | None:
    label = " ".join(position.strip().strip('"').split())
    for pattern, only, role, body in rules:
        if (not only or country in only) and pattern.fullmatch(label):
            return (role, body) if role else None
    return None


def heads_to_snapshot(rows: list[Row]) -> None:
    """The last head of a state or government without an end was in office at the snapshot (well-kept seats)."""
    last: dict[tuple[str, str], Row] = {}
    for row in rows:
        if row["role"] in CHIEFS.values():
            seat = (row["country"], row["role"])
            if seat not in last or row["from"] > last[seat]["from"]:
                last[seat] = row
    for row in last.values():
        if not row["to"]:
            row["known"] = max(row["known"], SNAPSHOT)


def factbook_rows(folder: Path, base: list[Row], own: list[Row]) -> list[Row]:
    """Heads in office in January 2026 (CIA World Factbook, public domain), where no hand-written row says so already.

    A head the base has too only gets a later `known`.
    """
    sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
    from sitroom.annotate.names import similarity

    states = {r["country"] for r in read(folder / "positions.csv")}
    told = {(r["country"], r["role"]) for r in own if not r["to"]}
    rows: list[Row] = []
    for entry in read(folder / "factbook-leaders.csv"):
        role, country, since = CHIEFS.get(entry["role"], ""), entry["country"], entry["since"]
        premier = role == "head-of-state" or PREMIER.search(entry["position"])
        if not role or country not in states or (country, role) in told or not since or not premier:
            continue
        if country in ("IRN", "AFG", "BIH", "SMR", "HKG", "MAC", "SYR", "CHE", "OMN") or (country, role) == (
            "AND",
            CHIEFS["chief of state"],
        ):
            continue  # other offices under these two headings, or more than one holder
        name = " ".join(
            w.title() if w.isupper() and len(w) > 1 and w.strip("IVX") else w for w in entry["person"].split()
        )
        seat = [r for r in base if (r["country"], r["role"]) == (country, role) and not r["to"]]
        same = next((r for r in seat if similarity(r["name"], name).score > 0.6), None)
        if same:
            same["known"] = FACTBOOK_DATE
        else:
            line = ["", name, "", "", role, country, "", since, "", FACTBOOK_DATE, "medium", "factbook"]
            rows.append(dict(zip(COLUMNS, line, strict=True)))
    return rows


def trusted_until(start: str, role: str) -> str:
    """How far a row with an empty end is trusted."""
    year = int(start[:4])
    if year >= (2015 if role == "head-of-state" else 2018):
        return SNAPSHOT
    return f"{year + 1}{start[4:]}" if start[5:] != "02-29" else f"{year + 1}-02-28"


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def base_rows(folder: Path) -> list[Row]:
    rules = country_rules()
    found: dict[tuple[str, str, str, str], list[tuple[str, str]]] = defaultdict(list)
    names: dict[tuple[str, str, str, str], str] = {}
    for row in read(folder / "holders-2001-2022.csv"):
        got = role_of(row["position"], row["country"], rules)
        if not got or not row["start"] or not latin(row["person"]) or row["country"] not in ISO:
            continue
        if (row["end"] and row["end"] < "2001") or (row["end"] and row["end"] < row["start"][: len(row["end"])]):
            continue
        key = (row["wikidata"], *got, row["country"])
        found[key].append((row["start"], row["end"]))
        names[key] = row["person"]
    for row in read(folder / "holders-other.csv"):
        got2 = next(
            ((r, b) for p, r, b in BODIES if row["position"].lower() == p and (b or row["body"] == "Scotland")), None
        )
        if got2 and row["start"] and got2[1] and not (row["end"] and row["end"] < "2001"):
            key = (row["wikidata"], *got2, "")
            found[key].append((row["start"], row["end"]))
            names[key] = row["person"]
    rows = []
    for key, terms in found.items():
        qid, role, body, country = key
        if (country, role, names[key]) in DROP:
            continue
        for start, end, doubtful in merged(terms):
            known = end or trusted_until(start, role)
            sure = "medium" if not end or doubtful or len(start) < 10 or len(end) < 10 else "high"
            until = "" if end else known
            line = [qid, names[key], "", "", role, country, body, start, end, until, sure, "wikidata"]
            rows.append(dict(zip(COLUMNS, line, strict=True)))
    return rows


def merged(terms: list[tuple[str, str]]) -> list[tuple[str, str, bool]]:
    """Terms of one person in one office; adjoining ones joined. Several ends of one start: the latest."""
    out: list[tuple[str, str, bool]] = []
    for start, end in sorted(terms):
        if out and out[-1][1] and start <= next_day(out[-1][1]):
            first, last, _ = out[-1]
            same = start == first
            out[-1] = (first, max(last, end) if end else ("" if not same else last), same and end != last)
        elif out and out[-1][0] == start and not out[-1][1]:
            out[-1] = (start, end, True)
        elif out and not out[-1][1] and not end and start[:4] == out[-1][0][:4]:
            continue
        elif out and not out[-1][1]:
            # the earlier term has no end: it ended at the latest when the next one began
            out.append((start, end, True))
        else:
            out.append((start, end, False))
    return out


def next_day(day: str) -> str:
    import datetime

    if len(day) < 10:
        return day + "~"
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=2)).isoformat()


def fill_ids(recent: list[Row], base: list[Row], folder: Path) -> int:
    """Wikidata ids for hand-written rows: same folded name and country in the source. Returns how many were filled."""
    ids: dict[tuple[str, str], set[str]] = defaultdict(set)
    anywhere: dict[str, set[str]] = defaultdict(set)
    for row in [*read(folder / "holders-2001-2022.csv"), *read(folder / "holders-other.csv")]:
        ids[plain(row["person"]), row.get("country", "")].add(row["wikidata"])
        anywhere[plain(row["person"])].add(row["wikidata"])
    for row in base:
        ids[plain(row["name"]), row["country"]].add(row["wikidata"])
    count = 0
    for row in recent:
        if row["wikidata"]:
            continue
        for name in [row["name"], *row["variants"].split("|")]:
            known = ids.get((plain(name), row["country"])) or (
                anywhere.get(plain(name)) if not row["country"] else None
            )
            if known and len(known) == 1:
                row["wikidata"] = next(iter(known))
                break
        else:
            row["wikidata"] = spelled_otherwise(row, base)
        count += bool(row["wikidata"])
    return count + same_name_same_person(recent)


def same_name_same_person(recent: list[Row]) -> int:
    """Hand-written rows of one name are one person if they share a country, or one of them is of no state."""
    known: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in recent:
        if row["wikidata"]:
            known[row["name"]].add((row["wikidata"], row["country"]))
    count = 0
    for row in recent:
        ids = {i for i, country in known[row["name"]] if not row["country"] or country in ("", row["country"])}
        if not row["wikidata"] and len(ids) == 1:
            row["wikidata"] = ids.pop()
            count += 1
    return count


def spelled_otherwise(row: Row, base: list[Row]) -> str:
    """The id of the one holder of the same office at the same time whose name is the same, spelt otherwise."""
    from sitroom.annotate.names import similarity

    names = [row["name"], *row["variants"].split("|")]
    found = {
        other["wikidata"]
        for other in base
        if (other["role"], other["country"], other["body"]) == (row["role"], row["country"], row["body"])
        and abs(int(other["from"][:4]) - int(row["from"][:4])) <= 1
        and any(n and similarity(n, other["name"]).score >= 0.72 for n in names)
    }
    return next(iter(found)) if len(found) == 1 else ""


def position_rows(folder: Path) -> list[list[str]]:
    """What `sitroom roster update` asks about: role, country, body, Wikidata id of positions held by one at a time."""
    rules = country_rules()
    wanted = set(
        """head-of-state head-of-government foreign-minister defence-minister interior-minister finance-minister
        justice-minister chief-of-defence-staff central-bank-governor national-security-adviser
        speaker-of-parliament""".split()  # noqa: SIM905
    )
    rows = []
    for row in read(folder / "positions.csv"):
        names = "|".join(sorted(map(re.escape, english(row["country"])), key=len, reverse=True))
        bare = re.sub(
            rf"^(?:the )?(?:{names}) | of (?:the )?(?:{names})(?: republic)?$", "", row["position"], flags=re.I
        )
        got = role_of(row["position"], row["country"], rules) or role_of(bare, row["country"], rules)
        if got and got[0] in wanted and row["country"] in ISO:
            rows.append([got[0], row["country"], got[1], row["wikidata"]])
    return sorted(rows)


@functools.cache
def english(country: str) -> tuple[str, ...]:
    """What English calls a country and its people, from our own table."""
    path = Path(__file__).parent.parent / "src" / "sitroom" / "lang" / "en" / "countries.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))["entry"]
    return next((tuple(e["names"] + e.get("demonyms", [])) for e in table if e["id"] == country), (country,))


def spread_names(rows: list[Row], own: list[Row]) -> None:
    """Give every base row of a person the French name and variants that are known for one of them."""
    known: dict[str, tuple[str, list[str]]] = {}
    for row in own:
        if row["wikidata"]:
            also = [row["name"], *filter(None, row["variants"].split("|"))]
            known.setdefault(row["wikidata"], (row["name_fr"], []))[1].extend(also)
    by_name = {r["name"]: r for r in read(Path(__file__).parent / "roster_names.csv")}
    for row in rows:
        name_fr, also = known.get(row["wikidata"], ("", []))
        entry = by_name.get(row["name"])
        if entry:
            name_fr, also = entry["name_fr"], [*also, *filter(None, entry["variants"].split("|"))]
        row["name_fr"] = name_fr if name_fr != row["name"] else ""
        row["variants"] = "|".join(v for v in dict.fromkeys(also) if v not in (row["name"], row["name_fr"]))


def write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    here = Path(__file__).parent.parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--roster", type=Path, default=here.parent / "shared" / "roster")
    parser.add_argument("--out", type=Path, default=here / "src" / "sitroom" / "data")
    args = parser.parse_args()
    rows = base_rows(args.roster)
    heads_to_snapshot(rows)
    recent = args.out / "roster-recent.csv"
    rows += factbook_rows(args.roster, rows, read(recent))
    own = read(recent)
    filled = fill_ids(own, rows, args.roster)
    spread_names(rows, own)
    rows.sort(key=lambda r: (r["country"], r["body"], r["role"], r["from"], r["name"], r["wikidata"]))
    write(args.out / "roster-base.csv", rows)
    with (args.out / "roster-positions.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            [["role", "country", "body", "wikidata"], *position_rows(args.roster)]
        )
    print(f"{len(rows)} rows in roster-base.csv")
    print(f"{filled} Wikidata ids filled in {len(own)} rows of roster-recent.csv")
    write(recent, own)


def iso_codes() -> frozenset[str]:
    import pycountry

    return frozenset(c.alpha_3 for c in pycountry.countries) | {"XKX"}


ISO = iso_codes()

if __name__ == "__main__":
    main()
