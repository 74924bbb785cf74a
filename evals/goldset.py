"""Gold texts: read, check, turn into the same values the program makes.

A gold text is two files in evals/gold/<split>/: `<id>.txt` (the report, UTF-8, LF) and `<id>.json`
(its annotation by two readers, adjudicated). Places in the text are written as quotes, so that a person can
write and check them; evals/gold/README.md gives the format and the guidelines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sitroom.errors import DataError
from sitroom.model import (
    Actor,
    Dossier,
    Event,
    EventMention,
    Mention,
    Party,
    Ref,
    Report,
    Section,
    Span,
    Statement,
    Timex,
    Toponym,
)  # fmt: skip

GOLD = Path(__file__).parent / "gold"
SPLITS = ("train", "heldout")
ELISION = "[...]"


class Finder:
    """Turns quotes into spans. A quote is {"q": words, "line": 1-based line or none, "nth": 1}."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.starts = [0] + [m.end() for m in re.finditer("\n", text)] + [len(text) + 1]

    def span(self, quote: Any, key: str) -> Span:
        """Where the quote stands. Raises DataError when it is not there."""
        if isinstance(quote, str):
            quote = {"q": quote}
        words, nth = quote.get("q", ""), quote.get("nth", 1)
        low, high = 0, len(self.text)
        if quote.get("line"):
            if quote["line"] >= len(self.starts):
                raise DataError(self.file, key, f"there is no line {quote['line']}")
            low, high = self.starts[quote["line"] - 1], self.starts[quote["line"]] - 1
        pattern = ".*?".join(re.escape(part.strip()) for part in words.split(ELISION))
        at = low
        for _ in range(nth):
            found = re.compile(pattern, re.S).search(self.text, at, high)
            if not words or not found:
                raise DataError(
                    self.file, key, f"occurrence {nth} of {words!r} is not in {quote.get('line', 'the text')}"
                )
            at = found.start() + 1
        assert found is not None
        return Span(start=found.start(), end=found.end())

    def line(self, number: int, key: str) -> Span:
        """The line's characters without white space at its ends (1-based)."""
        if not 1 <= number < len(self.starts):
            raise DataError(self.file, key, f"there is no line {number}")
        raw = self.text[self.starts[number - 1] : self.starts[number] - 1]
        start = self.starts[number - 1] + len(raw) - len(raw.lstrip())
        return Span(start=start, end=start + len(raw.strip()))


def load(path: Path) -> Dossier:
    """The gold of one text as a Dossier. Raises DataError naming file and key."""
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    raw = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    find = Finder(path.name, text)
    try:
        return _dossier(raw, text, find)
    except ValidationError as error:
        first = error.errors()[0]
        raise DataError(path.name, ".".join(map(str, first["loc"])), f"{first['msg']}: {first['input']!r}") from error
    except KeyError as error:
        raise DataError(path.name, str(error), "is missing") from error


def load_split(split: str) -> Iterator[Dossier]:
    """Every gold text of a split, sorted by id. `split` is "train" or "heldout"."""
    for path in sorted((GOLD / split).glob("*.json")):
        yield load(path)


def _dossier(raw: dict[str, Any], text: str, find: Finder) -> Dossier:
    def at(quote: Any, key: str) -> dict[str, int]:
        return find.span(quote, key).model_dump()

    def ref(r: dict[str, Any], key: str) -> Ref:
        return Ref(**at(r, key), actor=r.get("actor"))

    def party(r: dict[str, Any], key: str) -> Party:
        return Party(**at(r, key), actor=r.get("actor"), country=r.get("country"))

    report = Report(
        id=raw["id"], outlet=raw.get("outlet"), url=raw.get("url"), title=raw.get("title"),
        language=raw["language"], published=raw.get("published"), updated=raw.get("updated"), sha256="0" * 64,
    )  # fmt: skip
    statements = tuple(
        Statement(
            id=s["id"],
            sources=tuple(ref(r, f"{s['id']}.sources") for r in s.get("sources", [])),
            cue=find.span(s["cue"], f"{s['id']}.cue") if s.get("cue") else None,
            contents=tuple(find.span(c, f"{s['id']}.contents") for c in s["contents"]),
            addressees=tuple(ref(r, f"{s['id']}.addressees") for r in s.get("addressees", [])),
            kind=s["kind"], sourcing=s["sourcing"], modality=s.get("modality", "asserted"),
            venue=s.get("venue"), time=s.get("time"), within=s.get("within"), rule="gold",
        )
        for s in raw.get("statements", [])
    )  # fmt: skip
    events = tuple(
        Event(
            id=e["id"], type=e["type"], mode=e.get("mode"), contexts=tuple(e.get("contexts", ())),
            actors=tuple(party(r, f"{e['id']}.actors") for r in e.get("actors", [])),
            recipients=tuple(party(r, f"{e['id']}.recipients") for r in e.get("recipients", [])),
            date=e.get("date"), place=e.get("place"), modality=e["modality"], attributed_to=e.get("attributed_to"),
            mentions=tuple(_trigger(find, m, e["id"]) for m in e["mentions"]), rule="gold",
            detail={"core": e.get("core", True)},
        )
        for e in raw.get("events", [])
    )  # fmt: skip
    return Dossier(
        report=report,
        text=text,
        sections=tuple(
            Section(**find.line(s["line"], f"sections.{s['line']}").model_dump(), kind=s["kind"], reason="gold")
            for s in raw.get("sections", [])
        ),
        actors=tuple(Actor(**a) for a in raw.get("actors", [])),
        mentions=tuple(
            Mention(
                **at(m, f"mentions.{m.get('q')}"),
                actor=m.get("actor"),
                form=m.get("form", "name"),
                rule="gold",
            )
            for m in raw.get("mentions", [])
        ),
        times=tuple(
            Timex(
                **at(t, f"times.{t.get('q')}"),
                type=t["type"],
                value=t.get("value"),
                mod=t.get("mod"),
                rule="gold",
            )
            for t in raw.get("times", [])
        ),
        places=tuple(
            Toponym(
                **at(p, f"places.{p.get('q')}"),
                name=p["name"],
                country=p.get("country"),
                use=p.get("use", "literal"),
                rule="gold",
            )
            for p in raw.get("places", [])
        ),
        statements=statements,
        events=events,
        engine="gold",
    )


def _trigger(find: Finder, quote: dict[str, Any], event: str) -> EventMention:
    span = find.span(quote, f"{event}.mentions")
    return EventMention(start=span.start, end=span.end, trigger_start=span.start, trigger_end=span.end)
