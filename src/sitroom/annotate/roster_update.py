"""Refresh the roster from Wikidata's query service: questions out, rows in. No clock; the network only by `fetch`.

    rows = update(sparql_fetch("https://query.wikidata.org/sparql"), since="2024-01-01", today="2026-11-22")
    path.write_text(to_csv(rows), encoding="utf-8")      # a file for load_roster(path)

The positions asked about are data/roster-positions.csv (ids from Wikidata, CC0). Answers are SPARQL 1.1 JSON results.
What it does not do: find positions the table lacks, or judge what Wikidata says; a row without an end counts as known
to hold on the day of the update.
"""

from __future__ import annotations

import csv
import functools
import io
import json
import re
from collections.abc import Callable, Iterator
from importlib import resources

from sitroom.annotate.names import fold
from sitroom.annotate.roster_rows import COLUMNS, Holder, last_day
from sitroom.errors import DataError, UnreadableInput

Fetch = Callable[[str], bytes]  # a SPARQL query in, the bytes of its JSON results out
CHUNK = 120  # positions a query; the public service gives a query one minute
AGENT = "sitroom (roster update)"
_ID = re.compile(r"Q\d+$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_QUERY = """SELECT ?position ?person ?en ?fr ?start ?startPrecision ?end ?endPrecision WHERE {{
  VALUES ?position {{ {positions} }}
  ?person p:P39 ?held . ?held ps:P39 ?position .
  MINUS {{ ?held wikibase:rank wikibase:DeprecatedRank }}
  ?held pqv:P580 ?from . ?from wikibase:timeValue ?start ; wikibase:timePrecision ?startPrecision .
  OPTIONAL {{ ?held pqv:P582 ?to . ?to wikibase:timeValue ?end ; wikibase:timePrecision ?endPrecision . }}
  FILTER(!BOUND(?end) || ?end >= "{since}T00:00:00Z"^^xsd:dateTime)
  OPTIONAL {{ ?person rdfs:label ?en FILTER(LANG(?en) = "en") }}
  OPTIONAL {{ ?person rdfs:label ?fr FILTER(LANG(?fr) = "fr") }}
}}"""


def update(fetch: Fetch, since: str, today: str) -> tuple[Holder, ...]:
    """Terms that ended on `since` (YYYY-MM-DD) or later, or have not ended; `today` is what "in office" is dated by.

    Raises UnreadableInput when the service cannot be reached, DataError when it answers something else than results.
    """
    rows: dict[tuple[str, str, str, str, str], Holder] = {}
    for query in queries(since):
        for row in parse_results(fetch(query), today):
            seat = (row.role, row.country, row.body, row.wikidata, row.start)
            if seat not in rows or last_day(row.end or "9999") < last_day(rows[seat].end or "9999"):
                rows[seat] = row
    return tuple(rows[seat] for seat in sorted(rows))


def queries(since: str) -> Iterator[str]:
    """The SPARQL queries to ask, some positions at a time."""
    if not _DAY.fullmatch(since):
        raise DataError("roster update", "since", f"{since!r} is not a day (YYYY-MM-DD)")
    ids = sorted(_positions())
    for first in range(0, len(ids), CHUNK):
        yield _QUERY.format(positions=" ".join(f"wd:{i}" for i in ids[first : first + CHUNK]), since=since)


def parse_results(data: bytes, today: str) -> Iterator[Holder]:
    """Rows of one SPARQL JSON answer; a binding without a name, a start or a position of ours is passed over."""
    try:
        bindings = json.loads(data)["results"]["bindings"]
    except (ValueError, KeyError, TypeError) as error:
        raise DataError("roster update", "results", "the service did not answer with SPARQL JSON results") from error
    for binding in bindings:
        said = {name: str(cell.get("value", "")) for name, cell in binding.items()}
        person, place = _id(said.get("person", "")), _positions().get(_id(said.get("position", "")))
        start = _date(said, "start")
        name = said.get("en") or said.get("fr", "")
        if not (person and place and start and name):
            continue
        end = _date(said, "end")
        if end and last_day(end) < start:
            continue
        role, country, body = place
        name_fr = said.get("fr", "") if fold(said.get("fr", "")) != fold(name) else ""
        known = "" if end else today
        yield Holder(name, role, country, body, start, end, known, "high", person, name_fr, (), "wikidata", 2, end)


def to_csv(rows: tuple[Holder, ...]) -> str:
    """Rows as a file `load_roster` reads."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for r in rows:
        also = "|".join(r.variants)
        writer.writerow(
            [r.wikidata, r.name, r.name_fr, also, r.role, r.country, r.body, r.start, r.end, r.known, r.sure, r.source]
        )
    return out.getvalue()


def sparql_fetch(endpoint: str, timeout: float = 90.0) -> Fetch:
    """A fetch that asks a SPARQL endpoint over HTTP (form-encoded POST). Raises UnreadableInput, in plain words."""
    import httpx

    def fetch(query: str) -> bytes:
        headers = {"Accept": "application/sparql-results+json", "User-Agent": AGENT}
        try:
            answer = httpx.post(endpoint, data={"query": query}, headers=headers, timeout=timeout)
        except httpx.HTTPError as error:
            why = str(error) or type(error).__name__
            raise UnreadableInput(endpoint, f"cannot be reached ({why}); the roster stays as it is") from error
        if answer.status_code != 200:
            raise UnreadableInput(endpoint, f"answered {answer.status_code}; the roster stays as it is")
        return answer.content

    return fetch


def _id(address: str) -> str:
    found = _ID.search(address)
    return found.group() if found else ""


def _date(said: dict[str, str], which: str) -> str:
    """A Wikidata time as far as it is precise: 11 a day, 10 a month, 9 a year, coarser nothing."""
    day = said.get(which, "")[:10]
    if not _DAY.fullmatch(day):
        return ""
    return {"11": day, "10": day[:7], "9": day[:4]}.get(said.get(f"{which}Precision", "11"), "")


@functools.cache
def _positions() -> dict[str, tuple[str, str, str]]:
    """Wikidata id of a position -> role, country, body."""
    text = (resources.files("sitroom") / "data" / "roster-positions.csv").read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines())
    next(rows)
    return {wikidata: (role, country, body) for role, country, body, wikidata in rows}
