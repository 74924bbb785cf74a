"""Markdown: front matter to what is known of the report, broken lines joined without moving a character.

Every line end that is joined becomes one space, so offsets into the text are offsets into the file.
Deliberately not here: what a line is (a heading, a quotation, an item); `clean` tells that by its marks.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from sitroom.errors import UnreadableInput
from sitroom.ingest.columns import fields_of
from sitroom.ingest.parts import Item, Job, Part
from sitroom.ingest.streams import HALF
from sitroom.lang.unwrap import was_broken, width_of

FENCES = {"---": ("---", "..."), "+++": ("+++",)}
FRONT_LINES = 200
KEY = re.compile(r"([^\s:#\-][^:]{0,60}):(?:\s+(.*))?\Z")
ITEM = re.compile(r"\s*-\s+(.+)\Z")
QUOTED = re.compile(r"\A([\"'])(.*)\1\Z", re.S)
# Lines that begin something of their own, and lines that end hard.
OWN = re.compile(r"\s*(?:#{1,6}\s|[-*+•]\s|\d{1,3}[.)]\s|\||```|~~~|<|={3,}\s*\Z|-{3,}\s*\Z|\[\^?[^\]]{1,40}\]:)")
HARD = re.compile(r"(?: {2}|\\)\Z")
QUOTE = re.compile(r"(?:\s{0,3}>\s?)+")


def read_markdown(part: Part, job: Job) -> Iterator[Item]:
    """One report in Markdown."""
    data = part.stream.whole(job.limits.report)
    if part.stream.fault and not part.chosen:
        raise UnreadableInput(part.name, part.stream.fault + HALF)
    said: dict[str, Any] = {"media_type": part.said.get("media_type") or "text/markdown"}
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:  # clean guesses better
        yield job.raw(part, data, said)
        return
    front, end = front_matter(text)
    body = joined(text[end:])
    yield job.raw(part, (text[:end] + body).encode("utf-8"), said | front)
    if part.stream.fault:
        from sitroom.ingest.archives import told_fault

        yield from told_fault(part)


def front_matter(text: str) -> tuple[dict[str, Any], int]:
    """What the head between marks says of the report, and where it ends; nothing and 0 where there is none."""
    first, _, _ = text.partition("\n")
    closing = FENCES.get(first.strip())
    if closing is None:
        return {}, 0
    at, lines = len(first) + 1, []
    for line in text[at:].split("\n")[:FRONT_LINES]:
        at += len(line) + 1
        if line.strip() in closing:
            break
        lines.append(line)
    else:
        return {}, 0
    values = _toml("\n".join(lines)) if closing == ("+++",) else _yaml(lines)
    if not values:
        return {}, 0
    fields = fields_of(list(values))
    found: dict[str, Any] = {field: list(values.values())[n] for field, n in fields.items() if field != "text"}
    said: dict[str, Any] = {f: " ".join((", ".join(v) if isinstance(v, list) else v).split()) for f, v in found.items()}
    if "authors" in found:
        names = found["authors"] if isinstance(found["authors"], list) else [found["authors"]]
        said["authors"] = tuple(name.strip() for name in names if name.strip())[:20]
    if "language" in said:
        said["language"] = (
            said["language"][:2].lower() if re.match(r"[A-Za-z]{2}(?![A-Za-z])", said["language"]) else None
        )
    if not str(said.get("url") or "").startswith(("http://", "https://")):
        said.pop("url", None)
    return said, min(at, len(text))


def _yaml(lines: list[str]) -> dict[str, str | list[str]]:
    """Keys with their values or lists of values: as much of YAML as front matter has. {} where it is something else."""
    found: dict[str, str | list[str]] = {}
    key = ""
    for line in lines:
        item, pair = ITEM.match(line), KEY.match(line)
        if pair:
            key, value = pair[1].strip(), (pair[2] or "").strip()
            listed = value.startswith("[") and value.endswith("]")
            found[key] = [_bare(v) for v in value[1:-1].split(",")] if listed else _bare(value)
        elif item and key:
            value_list = found[key] if isinstance(found[key], list) else []
            found[key] = [*value_list, _bare(item[1])]
        elif line.strip() and not line.startswith((" ", "\t", "#")):
            return {}
        elif line.strip() and key and isinstance(found[key], str) and found[key] in ("", ">", "|", ">-", "|-"):
            found[key] = line.strip()
        elif line.strip() and key and isinstance(found[key], str):
            found[key] = f"{found[key]} {line.strip()}"
    return found


def _toml(text: str) -> dict[str, str | list[str]]:
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    return {
        key: [str(v) for v in value] if isinstance(value, list) else str(value)
        for key, value in values.items()
        if not isinstance(value, dict)
    }


def _bare(value: str) -> str:
    value = value.strip()
    quoted = QUOTED.match(value)
    return quoted[2] if quoted else value.partition(" #")[0].strip()


def joined(text: str) -> str:
    """The text with broken lines joined, of the same length: each joined line end, and the quotation mark of Markdown
    after it, became spaces. As it is where its lines are paragraphs already."""
    lines = text.split("\n")
    width = width_of([QUOTE.sub("", line).strip() for line in lines])
    if width is None:
        return text
    made, fenced = [lines[0]], False
    for before, line in pairwise(lines):
        fenced ^= before.lstrip().startswith(("```", "~~~"))
        mark_before, mark = QUOTE.match(before), QUOTE.match(line)
        depth, depth_before = (m.group().count(">") if m else 0 for m in (mark, mark_before))
        bare = line[mark.end() :] if mark else line
        bare_before = before[mark_before.end() :] if mark_before else before
        goes_on = bool(bare.strip()) and bool(bare_before.strip()) and not OWN.match(bare) and not fenced
        heading = re.match(r"\s*(?:#{1,6}\s|\||<|={3,}\s*\Z|-{3,}\s*\Z)", bare_before)
        broken = was_broken(bare_before.strip(), bare.strip(), width)
        if goes_on and broken and depth == depth_before and not heading and not HARD.search(before):
            made.append(" " + (" " * mark.end() + bare if mark else line))
        else:
            made.append("\n" + line)
    return "".join(made)
