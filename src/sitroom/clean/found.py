"""What a text says of itself: title, date, authors, agency, outlet, read out of its labelled lines.

Used where no markup tells. Only what is plainly written counts; a date without its year stays unknown.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitroom.clean.dates import written_date
from sitroom.lang import languages, load_lang
from sitroom.lang.schemas.metadata import MetadataWords
from sitroom.lang.schemas.sections import SectionPattern, fold
from sitroom.model import Section

NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,4}")
NOTICE = re.compile(
    r"(?:©|\bcopyright\b|\(c\))[\s©]*(?:\(c\)\s*)?(?:\d{4}(?:\s?[-–]\s?\d{4})?)?\s*,?\s*(?P<owner>[^.©|]{2,80})", re.I
)
# Opening of a dispatch's first paragraph: PARIS, 2 mars 2026 (AFP) -
OPENING = re.compile(r"\A[^\W\d_][^()\n]{1,60}\((?P<wire>[^()]{2,30})\)\s*[-–—:]")

# What may stand between two dates of one line.
PART = re.compile(r"[,;|•·(]\s*|\s[–—-]\s")

# How sections.toml calls such lines in `reason`.
WHEN = ("line with the date of publication", "label of the date of publication", "a date alone", "hour and date")
OUTLET = "name of an outlet alone"


@dataclass(frozen=True, slots=True)
class Found:
    """What the lines say; None and () where they say nothing."""

    title: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    wire: str | None = None
    outlet: str | None = None


def metadata_in(text: str, sections: Sequence[Section], language: str) -> Found:
    """Read the headline, by-lines, lines of dates, credits, and the opening of the first paragraph."""
    body = [s for s in sections if s.kind == "body"]
    top = [s for s in sections if not body or s.start < body[0].start]
    title = next((s.of(text) for s in top if s.kind == "headline"), None)
    dated = [line_metadata(s.of(text), language) for s in sections if s.kind in ("dateline", "byline") or _dates(s)]
    credited = [line_metadata(s.of(text), language) for s in sections if s.kind == "credit"]
    authors = tuple(dict.fromkeys(a for s in top if s.kind == "byline" for a in authors_in(s.of(text))))
    carried = [s.of(text).strip() for s in top if s.reason.startswith(OUTLET)]
    opening = OPENING.match(body[0].of(text)[:200]) if body else None
    first = line_metadata(opening.group(), language) if opening else Found()
    return Found(
        title=title.lstrip("#*> ").rstrip("*# ") if title and len(title) < 400 else None,
        published=next((f.published for f in (*dated, first) if f.published), None),
        updated=next((f.updated for f in dated if f.updated), None),
        authors=authors,
        wire=next((w for w in (*(f.wire for f in (first, *dated, *credited)), *carried) if w), None),
        outlet=next((f.outlet for f in credited if f.outlet), None),
    )


def _dates(section: Section) -> bool:
    """Is it a line whose pattern says that it holds the date of publication?"""
    return section.kind == "other" and section.reason.startswith(WHEN)


def line_metadata(line: str, language: str) -> Found:
    """What one line of metadata says."""
    line = line[:400]
    change = _words_of("updated").search(fold(line))
    owner = owner_in(line)
    updated = written_date(line[change.start() :], language) if change else None
    published = written_date(line[: change.start()] if change else line, language)
    if updated and not published and change:  # "Updated on ..., published on ..."
        later = (written_date(line[part.end() :], language) for part in PART.finditer(line, change.end()))
        published = next((day for day in later if day and day != updated), None)
    return Found(
        published=published,
        updated=updated,
        authors=authors_in(line),
        wire=wire_in(line) or employer_in(line),
        outlet=None if not owner or wire_in(owner) else owner,
    )


def authors_in(line: str) -> tuple[str, ...]:
    """Names of a by-line that begins with a word such as "par": nothing is guessed from a bare name."""
    line = " ".join(line[:300].split()).strip("*_ ")
    start = _words_of("by", r"\A(?:{})\s*:?\s+").match(fold(line))
    if not start:
        return ()
    names: list[str] = []
    for part in re.split(_words_of("joins", r",|/|&|\||\s(?:{})\s").pattern, line[start.end() :], flags=re.I):
        words = part.split()
        stop = next((n for n, w in enumerate(words) if fold(w).casefold() in _role_words()), len(words))
        name = " ".join(words[:stop])
        if not NAME.fullmatch(name) or not name[0].isupper() or " " not in name or wire_in(name):
            break
        names.append(name)
        if stop < len(words):
            break
    return tuple(names)


def wire_in(line: str) -> str | None:
    """The agency a credit names, as we write it; case counts, for "AP" is no "ap"."""
    found = _wires()[0].search(fold(line[:400]))
    return _wires()[1][found.group(1)] if found else None


def employer_in(line: str) -> str | None:
    """The outlet whose people a credit names: "Ilse Marant of CNN contributed", "CNN's Ilse Marant"."""
    found = _outlets().search(fold(line[:400]))
    return found.group(1) or found.group(2) if found else None


def owner_in(line: str) -> str | None:
    """Who a copyright notice names."""
    found = NOTICE.search(line)
    if not found:
        return None
    owner = _words_of("owner", r"\W*(?:{})\b.*").sub("", fold(found["owner"]))
    owner = found["owner"][: len(owner)].strip(" ,;:-–—")
    return owner if any(c.isalpha() for c in owner) else None


@functools.cache
def _words_of(field: str, shape: str = r"\b(?:{})\b") -> re.Pattern[str]:
    """All packs' words of one field: English words stand on pages in every language."""
    words: Iterable[str] = {fold(w) for e in _entries() for w in getattr(e, field)}
    return re.compile(
        shape.replace("{}", "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))), re.I
    )


@functools.cache
def _role_words() -> frozenset[str]:
    return frozenset(fold(w).casefold() for e in _entries() for w in e.roles)


@functools.cache
def _outlets() -> re.Pattern[str]:
    """An outlet that sections.toml knows as a line of its own, behind a word for its people or with the English 's."""
    rules = (rule for code in languages() for rule in load_lang(code).table(SectionPattern) if rule.reason == OUTLET)
    names = "|".join(sorted((re.escape(fold(name)) for rule in rules for name in rule.phrases), key=len, reverse=True))
    words = "|".join(sorted({re.escape(fold(word)) for entry in _entries() for word in entry.of}))
    return re.compile(rf"(?<!\w)(?:(?:{words})\s+({names})(?!\w)|({names})'s(?!\w))")


@functools.cache
def _wires() -> tuple[re.Pattern[str], dict[str, str]]:
    forms = {fold(form): name for e in _entries() for name, spelled in e.wires.items() for form in spelled}
    names = "|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f)))
    return re.compile(rf"(?<!\w)({names})(?!\w)"), forms


@functools.cache
def _entries() -> tuple[MetadataWords, ...]:
    return tuple(entry for code in languages() for entry in load_lang(code).table(MetadataWords))
