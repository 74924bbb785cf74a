"""Which column, key or mail head holds what: names of the language packs, or what the user says.

parse_columns("text=body,published=date")  -> {"text": "body", "published": "date"}
fields_of(["Titre", "corps", "humeur"])     -> {"title": 0, "text": 1}
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence

from sitroom.errors import UsageError
from sitroom.lang import languages, load_lang
from sitroom.lang.schemas.intake import IntakeWords
from sitroom.lang.schemas.sections import fold

FIELDS = ("text", "title", "url", "published", "updated", "outlet", "language", "authors", "feed_id", "retrieved")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
APART = re.compile(r"[\s_.:/-]+")
# A line of a mail's head: words, colon, value; marks of quotation and emphasis before and around it.
HEAD = re.compile(
    r"[>\s]*[*_]{0,2}(?P<key>[^\W\d_][^:*<>@]{0,24}?)\s?(?::[*_]{0,2}|[*_]{1,2}\s?:)\s+(?P<value>\S.{0,500})\Z"
)


def parse_columns(option: str | None) -> dict[str, str]:
    """--columns: field=column, by commas. Raises UsageError."""
    found: dict[str, str] = {}
    for pair in (option or "").split(","):
        if not pair.strip():
            continue
        field, equals, column = (part.strip() for part in pair.partition("="))
        if not equals or not column or field not in FIELDS:
            raise UsageError(
                f"--columns {pair.strip()!r}: write field=column, by commas; fields are {', '.join(FIELDS)}"
            )
        found[field] = column
    return found


def fields_of(names: Sequence[str], chosen: Mapping[str, str] | None = None) -> dict[str, int]:
    """Field -> number of the column that holds it. What the user chose wins; then the packs' names, best first."""
    plain = [plain_name(name) for name in names]
    found: dict[str, int] = {}
    for field, column in (chosen or {}).items():
        if column in names:
            found[field] = list(names).index(column)
        elif plain_name(column) in plain:
            found[field] = plain.index(plain_name(column))
    taken = set(found.values())
    for field in FIELDS:
        if field in found or field in (chosen or {}):
            continue
        number = next((plain.index(n) for n in _columns()[field] if n in plain and plain.index(n) not in taken), None)
        if number is not None:
            found[field] = number
            taken.add(number)
    return found


def plain_name(name: str) -> str:
    """A column's name for comparing: no case, accents, underscores, hyphens, inner capitals."""
    return " ".join(APART.split(fold(CAMEL.sub(" ", name[:200])).casefold())).strip("\ufeff\"' ")


def mail_head(line: str) -> tuple[str | None, str] | None:
    """Field (from, date, subject, to; None if it is none of them) and value of a line of a mail's head; None if it
    does not look like one."""
    found = HEAD.match(line[:600].rstrip())
    if not found:
        return None
    return _heads().get(fold(found["key"]).casefold().strip()), found["value"].strip(" *_")


def forwards(line: str) -> bool:
    """Is this the line above a forwarded mail?"""
    plain = fold(line[:200]).casefold().strip(" \t->_*=:–—")
    return plain in _forwards()


def _tables() -> Iterator[IntakeWords]:
    for code in languages():
        yield from load_lang(code).table(IntakeWords)


@functools.cache
def _columns() -> dict[str, tuple[str, ...]]:
    """Field -> plain names of all packs, best first: the ranks of the packs' lists count alike."""
    found: dict[str, list[tuple[int, str]]] = {field: [] for field in FIELDS}
    for entry in _tables():
        for field, names in entry.columns.items():
            found[field] += [(rank, plain_name(name)) for rank, name in enumerate(names)]
    return {field: tuple(dict.fromkeys(name for _, name in sorted(names))) for field, names in found.items()}


@functools.cache
def _heads() -> dict[str, str]:
    return {fold(w).casefold(): field for e in _tables() for field, words in e.heads.items() for w in words}


@functools.cache
def _forwards() -> frozenset[str]:
    return frozenset(fold(words).casefold() for entry in _tables() for words in entry.forwards)
