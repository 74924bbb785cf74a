"""The rows of the roster: one term of one person in one office, and how they are read from CSV.

The columns are explained in docs/roster.md. Dates are ISO 8601 strings of year, month or day precision, as the source
states them; they are compared by the first and the last day they can mean.
"""

from __future__ import annotations

import csv
import datetime
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitroom.annotate.names import fold
from sitroom.errors import DataError

COLUMNS = (
    "wikidata", "name", "name_fr", "variants", "role", "country", "body", "from", "to", "known", "sure", "source",
)  # fmt: skip
SURE = {"high": 1.0, "medium": 0.85, "low": 0.6}
GRACE_DAYS = 730  # beyond `known`, a row without an end is worth less than a guess
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Holder:
    """One term of one person in one office.

    country   ISO 3166-1 alpha-3 (XKX Kosovo) of the state served, "" for bodies of no state
    body      id of the institution or group, "" for an office of the state itself
    start, end   as stated; end "" is open; `until` is the end that counts: stated, or when a successor began
    known     last day an open row is known to hold
    sure      "high", "medium", "low"; `layer` 0 base, 1 recent, 2 the user's
    """

    name: str
    role: str
    country: str = ""
    body: str = ""
    start: str = ""
    end: str = ""
    known: str = ""
    sure: str = "high"
    wikidata: str = ""
    name_fr: str = ""
    variants: tuple[str, ...] = ()
    source: str = ""
    layer: int = 0
    until: str = ""

    def named(self, lang: str) -> str:
        """The name as written in a language ("fr", "en")."""
        return self.name_fr if lang == "fr" and self.name_fr else self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling we know, the usual one first, without repeats."""
        return tuple(dict.fromkeys(n for n in (self.name, self.name_fr, *self.variants) if n))

    @property
    def id(self) -> str:
        """Stable across reports: `wikidata:Q...`, else `person:<folded name>`; groups of names, never a term."""
        return f"wikidata:{self.wikidata}" if self.wikidata else f"person:{fold(self.name)}"

    def possible(self, on: str) -> bool:
        """May the person have held the office on this day (YYYY-MM-DD)?"""
        return first_day(self.start) <= on <= last_day(self.until or plus(self.known or self.start, GRACE_DAYS))

    def certain(self, on: str) -> float:
        """0 to 1: how sure it is that the person held the office on this day; falls after `known`."""
        if not self.possible(on):
            return 0.0
        base = SURE.get(self.sure, 0.6)
        if not (last_day(self.start) <= on <= first_day(self.until or "9999-12-31")):
            base *= 0.7
        if self.end or on <= self.known:
            return base
        late = days_of(on) - days_of(last_day(self.known or self.start))
        return round(base * 0.5 ** (late / GRACE_DAYS), 3) if late > 0 else base


def first_day(date: str) -> str:
    """The earliest day a stated date can mean."""
    return date + "0001-01-01"[len(date) :] if len(date) < 10 else date


def last_day(date: str) -> str:
    """The latest day a stated date can mean (the 31st of any month: these are compared, not shown)."""
    return date + "9999-12-31"[len(date) :] if len(date) < 10 else date


def days_of(date: str) -> int:
    year, month, day = (int(part) for part in first_day(date).split("-"))
    return datetime.date(year, month, min(day, 28)).toordinal() + max(day - 28, 0)


@functools.lru_cache(4096)
def plus(date: str, days: int) -> str:
    ordinal = min(days_of(last_day(date)) + days, datetime.date.max.toordinal())
    return datetime.date.fromordinal(ordinal).isoformat()


def day_of(on: str | datetime.date) -> str:
    """`on` as YYYY-MM-DD: a date, or an ISO string with or without a time. A coarser string means its first day."""
    return first_day(on.isoformat() if isinstance(on, datetime.date) else on[:10])[:10]


def read_rows(path: Path, layer: int = 2) -> tuple[Holder, ...]:
    """Rows of one CSV file. Raises DataError naming file and line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(str(path), "file", f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DataError(str(path), "file", f"is not UTF-8: {error.reason} at byte {error.start}") from error
    return parse_rows(text, str(path), layer)


def parse_rows(text: str, name: str, layer: int = 2) -> tuple[Holder, ...]:
    """Rows of CSV text with a header line; `name` is what errors call it. Columns may be missing but not misspelt."""
    reader = csv.reader(text.splitlines())
    out: list[Holder] = []
    try:
        header = [h.strip() for h in next(reader, [])]
        _check_header(header, name)
        for cells in reader:
            if any(c.strip() for c in cells) and not cells[0].startswith("#"):
                out.append(_holder(header, cells, name, reader.line_num, layer))
    except csv.Error as error:
        raise DataError(name, f"line {reader.line_num}", f"is not CSV: {error}") from error
    return tuple(out)


def _check_header(header: list[str], name: str) -> None:
    unknown = [h for h in header if h not in COLUMNS]
    missing = [h for h in ("name", "role", "from") if h not in header]
    if unknown or missing:
        what = f"unknown column {unknown[0]!r}" if unknown else f"column {missing[0]!r} is missing"
        raise DataError(name, "line 1", f"{what}; the columns are {', '.join(COLUMNS)}")


def _holder(header: list[str], cells: list[str], name: str, line: int, layer: int) -> Holder:
    if len(cells) != len(header):
        raise DataError(name, f"line {line}", f"has {len(cells)} cells, the header {len(header)}")
    row = dict(zip(header, cells, strict=True))
    start, end, known, country = (row.get(c, "") for c in ("from", "to", "known", "country"))
    sure = row.get("sure") or "high"
    wrong = (
        "needs a name"
        if not row["name"].strip()
        else "needs a role"
        if not row["role"]
        else "needs a country (ISO 3166-1 alpha-3) or a body"
        if not country and not row.get("body")
        else f"country {country!r} is not an ISO 3166-1 alpha-3 code"
        if country and not (len(country) == 3 and country.isascii() and country.isalpha() and country.isupper())
        else f"from {start!r} is not a date (YYYY, YYYY-MM or YYYY-MM-DD)"
        if not _DATE.fullmatch(start)
        else f"to {end!r} is not a date (YYYY, YYYY-MM or YYYY-MM-DD)"
        if end and not _DATE.fullmatch(end)
        else f"known {known!r} is not a date (YYYY, YYYY-MM or YYYY-MM-DD)"
        if known and not _DATE.fullmatch(known)
        else f"ends ({end}) before it starts ({start})"
        if end and last_day(end) < first_day(start)
        else f"sure {sure!r} is none of {', '.join(SURE)}"
        if sure not in SURE
        else ""
    )
    if wrong:
        raise DataError(name, f"line {line}", wrong)
    variants = tuple(v.strip() for v in row.get("variants", "").split("|") if v.strip())
    return Holder(
        row["name"], row["role"], country, row.get("body", ""), start, end, known, sure,
        row.get("wikidata", ""), row.get("name_fr", ""), variants, row.get("source", ""), layer, end,
    )  # fmt: skip


def trusted_rows(text: str, layer: int) -> Iterator[Holder]:
    reader = csv.reader(text.splitlines())
    next(reader)
    for qid, name, name_fr, variants, role, country, body, start, end, known, sure, source in reader:
        also = tuple(variants.split("|")) if variants else ()
        yield Holder(name, role, country, body, start, end, known, sure, qid, name_fr, also, source, layer, end)
