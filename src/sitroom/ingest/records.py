"""Rows of tables (CSV, TSV) and objects of JSON and JSON Lines: one report each, named by its line.

A wrong row is refused with its line number and the rest goes on. Nothing but the row in hand is held.
Deliberately not here: what the values mean; dates are read by `clean`, once the language is known.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from sitroom.errors import EmptyInput, InputError, SkippedInput, TooLargeInput, UnreadableInput
from sitroom.ingest.columns import fields_of
from sitroom.ingest.decoding import as_utf8, to_text
from sitroom.ingest.parts import Item, Job, Part
from sitroom.ingest.streams import MB, printable

# What Excel writes above a table: "sep=;".
SEPARATOR = re.compile(r'\ufeff?"?sep=.?"?\s*\Z', re.I)
DELIMITERS = (",", ";", "\t", "|")
# A cell may run over so many lines; a quotation mark that closes later was a slip.
CELL_LINES = 5000
TAGS = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|li|article|blockquote|html|body|span|a href)\b[^<>]{0,300}/?>", re.I)
LANGUAGE = re.compile(r"\s*([A-Za-z]{2})(?:[-_][A-Za-z0-9]+)*\s*\Z")
EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?\Z")
ADDRESS = re.compile(r"https?://[^\s<>\"']+\Z", re.I)
MISSING = frozenset(("", "null", "none", "nan", "n/a", "na", "-"))
# Keys that hold a list of rows in a JSON document.
MANY = 8


def read_jsonl(part: Part, job: Job) -> Iterator[Item]:
    """One object a line. A line that is none is refused by its number."""
    stream, number, found = as_utf8(part.stream), 0, 0
    while line := stream.line(job.limits.report):
        number += 1
        name = f"{part.name}:{number}"
        if len(line) > job.limits.report:
            yield TooLargeInput(name, f"is a line longer than {job.limits.report / MB:.4g} MB")
            while line and not line.endswith(b"\n"):
                line = stream.line(MB)
            continue
        if not line.strip():
            continue
        found += 1
        job.budget.member(part.name)
        try:
            yield report_of(json.loads(to_text(line)), name, part, job)
        except (ValueError, RecursionError) as error:
            yield UnreadableInput(name, f"is not JSON ({_short(error)})")
        except InputError as error:
            yield error
    if stream.fault or part.stream.fault:
        yield UnreadableInput(part.name, f"{stream.fault or part.stream.fault} (what came before was read)")
    if not found:
        yield EmptyInput(part.name, "is empty: there is nothing to read in it")


def read_json(part: Part, job: Job) -> Iterator[Item]:
    """A JSON document: one report, or a list of them. Raises UnreadableInput, SkippedInput."""
    data = part.stream.whole(job.limits.document, "one JSON document: save it as JSON Lines, one object a line")
    try:
        value = json.loads(to_text(data))
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(part.name, f"is not JSON ({_short(error)})") from error
    rows = _rows(value, job)
    if rows is None:
        refusal = UnreadableInput if part.chosen else SkippedInput
        names = ", ".join(printable(str(key), 40) for key in value) if isinstance(value, dict) else type(value).__name__
        raise refusal(part.name, f"is JSON without a report's text in it (it has {names[:200]}): {HOW}")
    if rows == [value]:
        yield report_of(value, part.name, part, job)
        return
    for number, row in enumerate(rows, start=1):
        job.budget.member(part.name)
        try:
            yield report_of(row, f"{part.name}:{number}", part, job)
        except InputError as error:
            yield error


HOW = "name the column that holds it, for example --columns text=body"


def _rows(value: Any, job: Job) -> list[Any] | None:
    """The objects that are reports: the value itself, its items, or the items of one of its keys."""
    if isinstance(value, list):
        return value if any(isinstance(v, dict) and _has_text(v, job) for v in value[:50]) else None
    if not isinstance(value, dict):
        return None
    if _has_text(value, job):
        return [value]
    lists = [v for v in list(value.values())[:100] if isinstance(v, list)][:MANY]
    return next((rows for rows in lists if _rows(rows, job) is not None), None)


def _has_text(row: Mapping[str, Any], job: Job) -> bool:
    at = fields_of([str(key) for key in row], job.columns).get("text")
    return at is not None and isinstance(list(row.values())[at], str)


def report_of(row: Any, name: str, part: Part, job: Job) -> Item:
    """The report in one object. Raises UnreadableInput, EmptyInput."""
    if not isinstance(row, dict):
        raise UnreadableInput(name, 'is no object: write {"text": ..., "title": ...}')
    keys, values = [str(key) for key in row], list(row.values())
    at = fields_of(keys, job.columns)
    cells = {field: _flat(field, values[number]) for field, number in at.items()}
    if "text" not in at:
        shown = ", ".join(printable(k, 40) for k in keys)[:200]
        raise UnreadableInput(name, f"has no text: its columns are {shown or 'none'}; {HOW}")
    return _report(cells, name, part, job)


def _report(cells: Mapping[str, str], name: str, part: Part, job: Job) -> Item:
    text = cells.get("text") or ""
    if text.strip().casefold() in MISSING:
        raise EmptyInput(name, "has an empty text")
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > job.limits.report:
        raise TooLargeInput(name, f"is larger than {job.limits.report / MB:.4g} MB, too large for one report")
    said: dict[str, Any] = {
        field: " ".join(value.split())[:1000]
        for field, value in cells.items()
        if field != "text" and value.strip().casefold() not in MISSING
    }
    for field in ("published", "updated", "retrieved"):
        if EPOCH.match(said.get(field, "")):
            said[field] = _moment(said[field])
    language = LANGUAGE.match(said.get("language", ""))
    said["language"] = language[1].lower() if language else None
    said["url"] = said["url"] if ADDRESS.match(said.get("url", "")) else None
    said["authors"] = tuple(a.strip() for a in re.split(r"[;|]|,(?=\s)", said.get("authors", "")) if a.strip())[:20]
    html = len(TAGS.findall(text[:20_000])) >= 2
    said["media_type"] = ("text/html" if html else "text/plain") + "; charset=utf-8"
    return job.raw(part, data, said, name=name)


def _flat(field: str, value: Any) -> str:
    """A JSON value as the text of a cell: lists of names, and objects with a name, are what they name."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, dict):
        inner = next((value[k] for k in ("name", "title", "text", "value", "url") if isinstance(value.get(k), str)), "")
        return str(inner)
    if isinstance(value, list):
        return ("\n\n" if field == "text" else "; ").join(
            filter(None, (_flat(field, v) for v in value[:500] if v is not value))
        )
    return ""


def _moment(value: str) -> str | None:
    """ISO 8601 of seconds or milliseconds since 1970."""
    from datetime import UTC, datetime

    seconds = float(value) / (1000 if len(value.partition(".")[0]) == 13 else 1)
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return None


def read_table(part: Part, job: Job) -> Iterator[Item]:
    """A table whose first row names its columns; one report a row. Raises UnreadableInput, EmptyInput."""
    lines = Lines(part, job)
    head = lines.take()
    if head is not None and SEPARATOR.match(head[1] or ""):
        head = lines.take()
    if head is None:
        raise EmptyInput(part.name, "is empty: there is nothing to read in it")
    delimiter, names, fields = columns_of(head[1] or "", job.columns)
    if "text" not in fields:
        shown = ", ".join(printable(n, 40) for n in names)[:300]
        raise UnreadableInput(part.name, f"has no column with a text: its columns are {shown}; {HOW}")
    rows = 0
    while (record := lines.row()) is not None:
        number, text, fault = record
        if not fault and not text.strip():
            continue
        rows += 1
        job.budget.member(part.name)
        name = f"{part.name}:{number}"
        try:
            if fault:
                raise UnreadableInput(name, fault)
            cells = _cells(text, delimiter, name)
            if len(cells) > len(names) and any(c.strip() for c in cells[len(names) :]):
                raise UnreadableInput(name, f"has {len(cells)} cells where the first row has {len(names)}")
            if len(cells) <= fields["text"]:
                raise UnreadableInput(
                    name, f"has {len(cells)} cells; the text should be in number {fields['text'] + 1}"
                )
            said = {field: cells[at] for field, at in fields.items() if at < len(cells)}
            yield _report(said, name, part, job)
        except InputError as error:
            yield error
    if part.stream.fault:
        yield UnreadableInput(part.name, part.stream.fault + " (what came before was read)")
    if not rows:
        yield EmptyInput(part.name, "has a first row with names and nothing below it")


def columns_of(head: str, chosen: Mapping[str, str]) -> tuple[str, list[str], dict[str, int]]:
    """Delimiter, names and fields of a table's first row: the delimiter that gives most fields, then most names."""
    best: tuple[tuple[int, int, int], str, list[str], dict[str, int]] | None = None
    for rank, delimiter in enumerate(DELIMITERS):
        names = [n.strip() for n in _cells(head, delimiter, "")]
        fields = fields_of(names, chosen)
        key = (2 * ("text" in fields) + len(fields), len(names), -rank)
        if best is None or key > best[0]:
            best = (key, delimiter, names, fields)
    assert best is not None
    return best[1], best[2], best[3]


def is_table(head: str, chosen: Mapping[str, str]) -> bool:
    """Does a text without a telling name open like a table? A text column and one more, names short, a row below."""
    first, newline, rest = head.partition("\n")
    if SEPARATOR.match(first):
        first, newline, _ = rest.partition("\n")
    if not newline or not any(d in first for d in DELIMITERS) or len(first) > 2000:
        return False
    _, names, fields = columns_of(first.rstrip("\r"), chosen)
    return "text" in fields and len(fields) >= 2 and all(len(n) <= 40 and n.count(" ") <= 3 for n in names)


def _cells(record: str, delimiter: str, name: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(record, newline=""), delimiter=delimiter), [])
    except csv.Error as error:
        raise UnreadableInput(name, f"is no row of a table ({_short(error)})") from error


class Lines:
    """Rows of a table by their line breaks: a row goes on while a quotation mark in it is open."""

    def __init__(self, part: Part, job: Job) -> None:
        self.stream, self.limit = as_utf8(part.stream), job.limits.report
        self.part = part
        self.ahead: deque[tuple[int, str | None]] = deque()
        self.number = 0
        csv.field_size_limit(max(csv.field_size_limit(), self.limit))

    def take(self) -> tuple[int, str | None] | None:
        """The next line and its number; None for its text if it is too long; None at the end."""
        if self.ahead:
            return self.ahead.popleft()
        line = self.stream.line(self.limit)
        if not line:
            self.part.stream.fault = self.part.stream.fault or self.stream.fault
            return None
        self.number += 1
        if len(line) <= self.limit:
            return self.number, to_text(line)
        while line and not line.endswith(b"\n"):
            line = self.stream.line(MB)
        return self.number, None

    def row(self) -> tuple[int, str, str | None] | None:
        """Number of its first line, text, and fault of the next row; None at the end."""
        first = self.take()
        if first is None:
            return None
        number, text = first
        if text is None:
            return number, "", f"is a line longer than {self.limit / MB:.4g} MB"
        if text.count('"') % 2 == 0:
            return number, text, None
        held: list[tuple[int, str | None]] = []
        size, parts = len(text), [text]
        while len(held) < CELL_LINES and size <= self.limit and (more := self.take()) is not None:
            held.append(more)
            if more[1] is None:
                break
            parts.append(more[1])
            size += len(more[1])
            if more[1].count('"') % 2:
                return number, "".join(parts), None
        self.ahead.extendleft(reversed(held))
        return number, text, "has a quotation mark that is never closed"


def _short(error: Exception) -> str:
    """What is wrong, in few words, for people who have never seen Python."""
    if isinstance(error, RecursionError):
        return "nested too deeply"
    if "integer string conversion" in str(error):
        return "a number with thousands of digits"
    return printable(" ".join(str(error).split()) or type(error).__name__, 120)
