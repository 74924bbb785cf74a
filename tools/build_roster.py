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
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

COLUMNS = ["wikidata", "name", "name_fr", "variants", "role", "country", "body", "from", "to", "known", "sure", "source"]
SNAPSHOT = "2022-05-31"
Row = dict[str, str]

# (position label, case-insensitive, whole label) -> role, body. First match wins. {c} is any qualifier such as "Federal".
MIN = r"(?:federal |union |cabinet )?(?:minister|secretary|minister-designate)"
FOR = r"(?:of|for)(?: the)?"
POSITIONS: list[tuple[str, str, str]] = [
    (r"(?:executive |federal |interim |acting |transitional )?president(?: of (?:the )?(?:republic|{C}))?|president of the confederation"
     r"|(?:king|queen|monarch|emperor|emir|sultan|grand duke|sovereign prince|pope|amir)(?: of (?:the )?{C})?|supreme leader(?: of {C})?"
     r"|chairman of the presidency|president of the swiss confederation|captain regent.*|co-prince.*|head of state|yang di-pertuan agong"
     r"|chair(?:man|person) of the (?:presidential council|sovereignty council|transitional .*|presidential leadership council)",
     "head-of-state", ""),
    (r"(?:federal |state )?chancellor|prime minister(?: of (?:the )?{C})?|premier(?: of (?:the )?{C})?|taoiseach|head of government|chief executive of hong kong"
     r"|chairman of the cabinet of ministers \(prime minister\)|president of the (?:council of ministers|government)(?: of (?:the )?{C})?|minister[ -]president"
     r"|chair(?:man|person) of the council of ministers.*|premier of the (?:state council|people's republic of china)"
     r"|president of the executive yuan|minister of state of monaco|prime minister and .*|cabinet secretary prime minister",
     "head-of-government", ""),
    (r"(?:first )?vice[ -]president(?: of (?:the )?{C})?", "vice-president", ""),
    (r"(?:first )?(?:deputy|vice)[ -](?:prime minister|premier|chancellor)(?: of .*)?|tánaiste", "deputy-head-of-government", ""),
    (MIN + r" " + FOR + r" (?:the )?(?:europe and )?foreign (?:and .*|affairs.*|relations.*|policy.*)|minister of external (?:affairs|relations).*|foreign (?:minister|secretary)"
     r"|secretary of state for foreign.*|minister of (?:europe and )?foreign affairs.*"
     r"|secretary of foreign affairs|minister of foreign affairs.*|minister of international relations and co-?operation.*|minister of external affairs"
     r"|head of (?:the )?federal department of foreign affairs|cabinet secretary for foreign.*",
     "foreign-minister", ""),
    (MIN + r" " + FOR + r" (?:the )?(?:national |people's )?(?:defen[cs]e|armed forces|armies)(?: .*|,.*)?|defen[cs]e (?:minister|secretary)|cabinet secretary for defen[cs]e"
     r"|head of (?:the )?federal department of defence.*|secretary of state for defen[cs]e", "defence-minister", ""),
    (MIN + r" " + FOR + r" (?:the )?(?:interior|internal affairs|home affairs|home)(?: .*|,.*)?|home secretary|interior minister"
     r"|secretary of state for the home department"
     , "interior-minister", ""),
    (MIN + r" " + FOR + r" (?:the )?(?:economy(?:,| and) )?(?:finances?|treasury|economy and finances?|economy, finances.*|strategy and finance)(?: .*|,.*)?"
     r"|chancellor of the exchequer|secretary of the treasury|minister of (?:the )?econom(?:y|ic affairs)(?: and| ,)? .*financ.*|secretary of finance.*|finance minister",
     "finance-minister", ""),
    (MIN + r" " + FOR + r" (?:the )?(?:economy|economic affairs)(?: .*|,.*)?", "economy-minister", ""),
    (MIN + r" " + FOR + r" justice(?: .*|,.*)?|secretary of state for justice|lord chancellor|secretary of justice", "justice-minister", ""),
    (r"attorney[- ]general|prosecutor[- ]general|procurator[- ]general", "chief-prosecutor", ""),
    (MIN + r" " + FOR + r" (?:public )?health(?: .*|,.*)?|secretary of health and human services|minister for solidarity and health", "health-minister", ""),
    (MIN + r" " + FOR + r" (?:the )?(?:energy|petroleum|oil|electricity)(?: .*|,.*)?", "energy-minister", ""),
    (MIN + r" " + FOR + r" (?:national )?education(?: .*|,.*)?", "education-minister", ""),
    (MIN + r" " + FOR + r" agriculture(?: .*|,.*)?", "agriculture-minister", ""),
    (MIN + r" " + FOR + r" (?:the )?(?:environment|ecolog\w+)(?: .*|,.*)?", "environment-minister", ""),
    (MIN + r" " + FOR + r" (?:trade|commerce|foreign trade|international trade)(?: .*|,.*)?|united states trade representative", "trade-minister", ""),
    (MIN + r" " + FOR + r" (?:transport|transportation)(?: .*|,.*)?", "transport-minister", ""),
    (MIN + r" " + FOR + r" labou?r(?: .*|,.*)?", "labour-minister", ""),
    (MIN + r" " + FOR + r" culture(?: .*|,.*)?", "culture-minister", ""),
    (r"white house press secretary", "spokesperson", "presidency"),
    (r"(?:government|cabinet) spokes(?:person|man|woman)", "spokesperson", "government"),
    (r"spokes(?:person|man|woman) for the (?:united states )?department of state|spokesperson of the ministry of foreign affairs", "spokesperson", "foreign-ministry"),
    (r"(?:white house )?deputy national security advis[eo]r", "deputy-national-security-adviser", ""),
    (r"(?:national security advis[eo]r|secretary of the national security council|secretary of the (?:national )?security council.*|national security council secretary"
     r"|secretary of the supreme national security council)", "national-security-adviser", ""),
    (r"chief of (?:the )?(?:general|defen[cs]e|joint) staff.*|chief of defen[cs]e(?: force| staff)?|chair(?:man|person)? of (?:the )?(?:joint )?chiefs of (?:defence )?staff"
     r"|chief of (?:the )?armed forces.*|commander[- ]in[- ]chief of the armed forces|chief of general staff.*|chief of the defence staff|commander of the armed forces"
     r"|chief of defence forces|chief of the national defence force", "chief-of-defence-staff", ""),
    (r"chief of (?:the )?(?:army staff|staff of the army|army)|commander of the army", "army-chief", ""),
    (r"director of the mossad", "intelligence-chief", "mossad"),
    (r"director of the cia|director of the central intelligence agency", "intelligence-chief", "cia"),
    (r"director of the fbi", "intelligence-chief", "fbi"),
    (r"director of national intelligence", "intelligence-chief", "odni"),
    (r"(?:director|head|chief) of (?:the )?(?:general intelligence.*|foreign intelligence.*|.*intelligence service|.*intelligence agency)", "intelligence-chief", ""),
    (r"chair of the federal reserve|(?:governor|president|chair\w*) of (?:the )?(?:central bank.*|national bank.*|reserve bank.*|bank of .*|banque de .*|.*central bank)", "central-bank-governor", ""),
    (r"(?:permanent representative|ambassador) to the united nations(?: in new york)?", "ambassador", "un"),
    (r"(?:speaker|president|chair\w*) of (?:the )?(?:national assembly|house of representatives|knesset|parliament|chamber of deputies|house of commons|assembly|riksdag|sejm"
     r"|legislative assembly|verkhovna rada|state duma|folketing|grand national assembly|bundestag|lok sabha|congress of deputies|majlis|legislature|congress|storting|seimas|saeima|riigikogu)", "speaker-of-parliament", ""),
    (r"president of the senate", "senate-president", ""),
    (r"leader of the opposition", "opposition-leader", ""),
    (r"first lady", "first-lady", ""),
    (r"white house chief of staff", "chief-of-staff", "presidency"),
    (r"deputy secretary of state", "deputy-foreign-minister", ""),
    (r"(?:deputy|vice) (?:minister|secretary) of foreign affairs", "deputy-foreign-minister", ""),
    (r"deputy secretary of defen[cs]e|deputy minister of (?:national )?defen[cs]e", "deputy-defence-minister", ""),
]  # fmt: skip
# The same for labels that mean this only in some countries; looked at first. role None: not an office we keep.
LIMITED: list[tuple[str, str, str | None, str]] = [
    (r"secretary of state", "USA", "foreign-minister", ""),
    (r"secretary of the interior", "USA", None, ""),
    (r"secretary of the interior.*", "MEX PHL", "interior-minister", ""),
    (r"secretary of homeland security", "USA", "interior-minister", ""),
    (r"minister of public safety.*", "CAN", "interior-minister", ""),
    (r"minister of government.*", "BOL COL ECU PAN", "interior-minister", ""),
    (r"minister of justice and public security", "BRA", "justice-minister", ""),
    (r"secretary of defen[cs]e|minister of (?:national )?defen[cs]e", "USA", "defence-minister", ""),
    (r"attorney[- ]general", "USA", "justice-minister", ""),
    (r"chancellor", "DEU AUT", "head-of-government", ""),
    (r"chancellor|president of the government", "CHE", None, ""),
    (r"president", "CHE", None, ""),
    (r"chief of (?:the )?army staff", "PAK", "army-chief", ""),
    # Under these labels the source has civil servants, ministers of state or of regions.
    (r"minister of foreign affairs|home secretary", "IND", None, ""),
    (r"foreign secretary|.*defence production", "PAK", None, ""),
    (r"treasurer|minister for (?:finance|justice)|minister for defence (?:materiel|science).*", "AUS", None, ""),
    (r"minister for defence equipment.*|minister of state .*", "GBR", None, ""),
    (r"minister of home front defence", "ISR", None, ""),
    (r"minister for internal affairs and communications", "JPN", None, ""),
    (r"minister of state treasury|acting president", "POL", None, ""),
    (r"premier of niue|prime minister of the cook islands", "NZL", None, ""),
    (r"minister of finance and economic model|minister of economy, finance and employment"
     r"|minister of justice[ ,]+(?:and )?public administration.*|minister of the interior and .*", "ESP", None, ""),
]

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
    ("BRN", "head-of-government", "Hassanal Bolkiah"),
}
FACTBOOK_DATE = "2026-01-15"
CHIEFS = {"chief of state": "head-of-state", "head of government": "head-of-government"}
PREMIER = re.compile(r"prime minister|premier|chancellor|taoiseach|president of the government|council of ministers", re.I)

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
    """LIMITED, then POSITIONS, ready to match."""
    rules: Rules = [(re.compile(p, re.I), frozenset(only.split()), role, body) for p, only, role, body in LIMITED]
    rules += [(re.compile(p.replace("{C}", country_names), re.I), frozenset(), role, body) for p, role, body in POSITIONS]
    return rules


def role_of(position: str, country: str, rules: Rules) -> tuple[str, str] | None:
    label = " ".join(position.strip().strip('"').split())
    for pattern, only, role, body in rules:
        if (not only or country in only) and pattern.fullmatch(label):
            return (role, body) if role else None
    return None


def heads_to_snapshot(rows: list[Row]) -> None:
    """The last head of a state or government without an end was in office at the snapshot: those seats are well kept."""
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
        if country in ("IRN", "AFG", "BIH", "AND", "SMR", "HKG", "MAC", "SYR", "CHE", "BRN", "OMN"):
            continue  # other offices under these two headings, or more than one holder
        name = " ".join(w.title() if w.isupper() and len(w) > 1 and w.strip("IVX") else w for w in entry["person"].split())
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
    import pycountry

    names = {n for c in pycountry.countries for n in (c.name, getattr(c, "common_name", c.name), c.name.split(",")[0])}
    rules = compiled("(?:" + "|".join(sorted(map(re.escape, names))) + ")")
    found: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    names: dict[tuple[str, ...], str] = {}
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
        got2 = next(((r, b) for p, r, b in BODIES if row["position"].lower() == p and (b or row["body"] == "Scotland")), None)
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
            rows.append(dict(zip(COLUMNS, [qid, names[key], "", "", role, country, body, start, end, "" if end else known, sure, "wikidata"], strict=True)))  # noqa: E501
    return rows


def merged(terms: list[tuple[str, str]]) -> list[tuple[str, str, bool]]:
    """Terms of one person in one office, adjoining or overlapping ones joined; several ends of one start: the latest."""
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
            known = ids.get((plain(name), row["country"])) or (anywhere.get(plain(name)) if not row["country"] else None)
            if known and len(known) == 1:
                row["wikidata"] = next(iter(known))
                break
        else:
            row["wikidata"] = spelled_otherwise(row, base)
        count += bool(row["wikidata"])
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
    rows.sort(key=lambda r: (r["country"], r["body"], r["role"], r["from"], r["name"], r["wikidata"]))
    write(args.out / "roster-base.csv", rows)
    print(f"{len(rows)} rows in roster-base.csv")
    own = read(recent)
    print(f"{fill_ids(own, rows, args.roster)} Wikidata ids filled in {len(own)} rows of roster-recent.csv")
    write(recent, own)


def iso_codes() -> frozenset[str]:
    import pycountry

    return frozenset(c.alpha_3 for c in pycountry.countries) | {"XKX"}


ISO = iso_codes()

if __name__ == "__main__":
    main()
