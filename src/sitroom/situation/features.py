"""What of a dossier is compared across reports, small enough to keep a hundred thousand of in memory.

Worked out once, when a report is added, and kept by the store as JSON. Change VERSION whenever the same dossier
would give other features.

terms    stems of content words with their counts, for same-language similarity
anchors  what stays the same in translation, in text order: numbers, resolved places and actors, names
prints   hashes of runs of five words outside quotation marks: the reporter's own wording. Quotations are left out,
         because two reporters in one press conference share them without copying each other
lead     hashes of the runs of five words in the first paragraphs, all of them: a new text of a report keeps some of
         them, another report on a page with the same furniture does not. Unknown in features kept by earlier versions
"""

from __future__ import annotations

import base64
import functools
import re
import zlib
from array import array
from collections import Counter
from typing import NamedTuple

from sitroom.lang import languages, load_lang
from sitroom.lang.schemas.countries import Country
from sitroom.lang.words import Word, fold, folded, stem, stopwords, words
from sitroom.model import Dossier, Event, EventMention, Party, Span, Value, on_one_line
from sitroom.model.keys import room_key
from sitroom.situation.neutral import find_phrases

VERSION = 3
EXCERPT = 240
QUOTED = re.compile(r"«[^«»\n]{3,1500}»|“[^“”\n]{3,1500}”|\"[^\"\n]{3,1500}\"")
NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,’']\d{3})+(?![\d])|\d+(?:[.,]\d+)?")
OPENING = re.compile(r"(?:^|[.!?…:;«“\"(\[–—-]\s*|\n\s*)$")
SHINGLE = 5
PARAGRAPH, LEADING, LEAD_WORDS = 10, 2, 60  # words of a paragraph at least; so many of them, so far into each
SAMPLE = 4  # one run of words in four is kept; which one depends on the words alone
TERMS = 100
ANCHORS = 400
PRINTED = 60_000  # words of one report that are looked at: more is no article


class Line(NamedTuple):
    """A line that tells the news: where it starts in the report's text, its characters, its words."""

    start: int
    text: str
    words: list[Word]


class EventFact(Value):
    """An event, cut down to what tells whether two reports tell of the same one.

    actors, recipients  keys across reports, and countries as `country:IRN`; names: key -> name, for show
    people              which of these keys are persons
    excerpt             the clause that tells it most fully, for show; cut at EXCERPT characters
    """

    id: str
    type: str
    mode: str | None
    modality: str
    date: str | None
    place: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    names: dict[str, str]
    mentions: tuple[Span, ...]
    excerpt: str
    people: tuple[str, ...] = ()


class Features(Value):
    """One report, as far as other reports are concerned. `countries`: ISO code -> how often named or meant."""

    report: str
    title: str | None
    outlet: str | None
    url: str | None
    language: str | None
    published: str | None
    wire: str | None
    terms: dict[str, int]
    anchors: tuple[str, ...]
    prints: str
    quotes: tuple[int, ...]
    credits: tuple[str, ...]
    countries: dict[str, int]
    events: tuple[EventFact, ...]
    lead: tuple[int, ...] = ()


def features_of(dossier: Dossier) -> Features:
    """The features of one report. Never raises on any text; near-linear in its length."""
    report = dossier.report
    lines = readable(dossier)
    return Features(
        report=report.id,
        title=report.title,
        outlet=report.outlet,
        url=report.url,
        language=report.language,
        published=report.published,
        wire=report.wire,
        terms=terms_of(dossier, lines),
        anchors=anchors_of(dossier, lines),
        prints=packed_prints(prints_of(lines)),
        quotes=quotes_of(lines),
        credits=credits_of(dossier),
        countries=countries_of(dossier),
        events=tuple(fact_of(event, dossier) for event in dossier.events),
        lead=lead_of(lines),
    )


def readable(dossier: Dossier) -> list[Line]:
    """The lines that tell the news: headline and body, or all where nothing is labelled; up to PRINTED words."""
    if dossier.sections:
        spans = [(s.start, s.end) for s in dossier.sections if s.readable]
    else:
        spans = [m.span() for m in re.finditer(r"[^\n]+", dossier.text)]
    lines: list[Line] = []
    seen = 0
    for start, end in spans:
        text = dossier.text[start : min(end, start + PRINTED * 8)]
        lines.append(Line(start, text, words(text)))
        seen += len(lines[-1].words)
        if seen > PRINTED:
            break
    return lines


def terms_of(dossier: Dossier, lines: list[Line]) -> dict[str, int]:
    """The commonest content words as stems; those of the title count three times."""
    language = dossier.report.language
    common = stopwords(language)
    counts: Counter[str] = Counter()
    for weight, found in ((2, words(dossier.report.title or "")), *((1, line.words) for line in lines)):
        for word in found:
            if len(word.folded) > 2 and word.folded.isalpha() and word.folded not in common:
                counts[stem(word.folded, language)] += weight
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:TERMS]
    return dict(best)


def anchors_of(dossier: Dossier, lines: list[Line]) -> tuple[str, ...]:
    """Numbers, countries, places, actors and other names in text order, written the same in every language."""
    resolved = resolved_spans(dossier)
    found: list[str] = []
    for line in lines:
        end = line.start + len(line.text)
        inside = [(s - line.start, e - line.start, anchor) for s, e, anchor in resolved if line.start <= s < end]
        found += [anchor for _, _, anchor in sorted(line_anchors(line, inside, dossier.report.language))]
        if len(found) > ANCHORS:
            break
    return tuple(found[:ANCHORS])


def line_anchors(line: Line, resolved: list[tuple[int, int, str]], language: str | None) -> list[tuple[int, int, str]]:
    """The anchors of one line: what is resolved, then numbers, then countries and number words, then names."""
    taken = bytearray(len(line.text))
    found: list[tuple[int, int, str]] = []
    numbers = [(m.start(), m.end(), "#" + number_of(m.group())) for m in NUMBER.finditer(line.text)]
    names = [
        (word.start, word.end, "n:" + word.folded)
        for word in line.words
        if word.end - word.start > 3 and line.text[word.start].isupper() and not opens(line.text, word.start)
    ]
    for spans in (resolved, numbers, find_phrases(line.words, language), names):
        for start, end, anchor in spans:
            if not taken[start]:
                taken[start:end] = b"x" * (min(end, len(taken)) - start)
                found.append((start, end, anchor))
    return found


def opens(text: str, at: int) -> bool:
    """Does a word here open a sentence or a quotation, so that its capital says nothing?"""
    return OPENING.search(text[max(0, at - 4) : at]) is not None


def resolved_spans(dossier: Dossier) -> list[tuple[int, int, str]]:
    """Places, states and known organisations by where they are named: (start, end, anchor), in text order.

    People stay as the words of their names: those are written alike in most languages, and where one is misspelled
    the rest of it still meets, while a key made of the misspelled name would not.
    """
    cast = {actor.id: actor for actor in dossier.actors}
    found: dict[int, tuple[int, int, str]] = {}
    for mention in dossier.mentions:
        actor = cast.get(mention.actor or "")
        if actor is None or mention.form != "name":
            continue
        if actor.key.startswith("state:") and actor.country:
            found[mention.start] = (mention.start, mention.end, "c:" + actor.country)
        elif actor.kind == "organisation" and actor.key.startswith("wikidata:"):
            found[mention.start] = (mention.start, mention.end, "k:" + actor.key)
    for place in dossier.places:
        country = f"c:{place.country}" if place.country else "n:" + fold(place.name)
        anchor = f"g:{place.geonames}" if place.geonames else country
        found[place.start] = (place.start, place.end, anchor)
    return [found[start] for start in sorted(found)]


def number_of(written: str) -> str:
    """A number as written in either language, in one way: groups of three are thousands, else the sign is decimal."""
    groups = re.split(r"[ \u00a0\u202f.,’']", written)
    if len(groups) > 1 and all(len(g) == 3 for g in groups[1:]):
        return "".join(groups)
    return ".".join(groups)


def prints_of(lines: list[Line]) -> list[int]:
    """Sampled hashes of five words in a row, outside quotation marks, sorted, each once."""
    found: set[int] = set()
    for line in lines:
        quoted = [match.span() for match in QUOTED.finditer(line.text)]
        for run in runs(line.words, quoted):
            for at in range(len(run) - SHINGLE + 1):
                value = zlib.crc32(" ".join(run[at : at + SHINGLE]).encode())
                if value % SAMPLE == 0:
                    found.add(value)
    return sorted(found)


def lead_of(lines: list[Line]) -> tuple[int, ...]:
    """Hashes of five words in a row in the first paragraphs, each once, sorted."""
    found: set[int] = set()
    for line in [line for line in lines if len(line.words) >= PARAGRAPH][:LEADING]:
        run = [word.folded for word in line.words[:LEAD_WORDS]]
        found |= {zlib.crc32(" ".join(run[at : at + SHINGLE]).encode()) for at in range(len(run) - SHINGLE + 1)}
    return tuple(sorted(found))


def runs(found: list[Word], quoted: list[tuple[int, int]]) -> list[list[str]]:
    """The words outside the quoted spans (in text order), in uninterrupted runs."""
    parts: list[list[str]] = [[]]
    at = 0
    for word in found:
        while at < len(quoted) and quoted[at][1] <= word.start:
            at += 1
            parts.append([])
        if at == len(quoted) or word.start < quoted[at][0]:
            parts[-1].append(word.folded)
    return parts


def packed_prints(values: list[int]) -> str:
    """Hashes as a short string; the reverse of `prints`."""
    return base64.b64encode(array("I", values).tobytes()).decode("ascii")


def unpacked_prints(packed: str) -> frozenset[int]:
    """The hashes that were packed."""
    values = array("I")
    values.frombytes(base64.b64decode(packed))
    return frozenset(values)


def quotes_of(lines: list[Line]) -> tuple[int, ...]:
    """A hash of each quotation of five words or more, in text order."""
    found = []
    for line in lines:
        for match in QUOTED.finditer(line.text):
            run = [word.folded for word in words(match.group())]
            if len(run) >= SHINGLE:
                found.append(zlib.crc32(" ".join(run).encode()))
    return tuple(found[:200])


def credits_of(dossier: Dossier) -> tuple[str, ...]:
    """Whom the report names that could be its origin: agency, organisations, institutions spoken for; folded."""
    named = [dossier.report.wire or ""]
    for actor in dossier.actors:
        if actor.kind == "organisation":
            named += [actor.name, *actor.aliases]
        named.append(actor.body or "")
    return tuple(sorted({folded(name) for name in named} - {""}))


def countries_of(dossier: Dossier) -> dict[str, int]:
    """How often each country is named (places) or meant (mentions of its actors)."""
    of_actor = {actor.id: actor.country for actor in dossier.actors}
    counts = Counter(place.country for place in dossier.places if place.country)
    counts.update(code for m in dossier.mentions if (code := of_actor.get(m.actor or "")))
    return dict(sorted(counts.items()))


def fact_of(event: Event, dossier: Dossier) -> EventFact:
    """An event with its parties' keys across reports."""
    names: dict[str, str] = {}
    sides = [keys_of(side, dossier, names) for side in (event.actors, event.recipients)]
    return EventFact(
        id=event.id,
        type=event.type,
        mode=event.mode,
        modality=event.modality,
        date=event.date,
        place=event.place,
        actors=sides[0],
        recipients=sides[1],
        names=names,
        mentions=tuple(Span(start=m.start, end=m.end) for m in event.mentions),
        excerpt=excerpt_of(event, dossier),
        people=tuple(key for key in sorted({*sides[0], *sides[1]} & people_of(dossier))),
    )


def people_of(dossier: Dossier) -> set[str]:
    """Keys of the persons of a report."""
    return {room_key(actor, dossier.report.id) for actor in dossier.actors if actor.kind == "person"}


def excerpt_of(event: Event, dossier: Dossier) -> str:
    """Of the clauses that mention the event the one that names most of its parties, a sentence sooner than a part,
    else the longest; on one line, cut at EXCERPT characters."""
    parties = {party.actor for party in (*event.actors, *event.recipients)} - {None}
    named = [m for m in dossier.mentions if m.actor in parties]

    def tells(clause: EventMention) -> tuple[int, bool, int]:
        text = clause.of(dossier.text)
        told = {m.actor for m in named if clause.start <= m.start < clause.end}
        return len(told), text[:1].isupper(), min(EXCERPT, len(" ".join(text.split())))

    return on_one_line(max(event.mentions, key=tells).of(dossier.text), EXCERPT)


def keys_of(side: tuple[Party, ...], dossier: Dossier, names: dict[str, str]) -> tuple[str, ...]:
    """Keys and countries of one side; adds to `names` how each key is shown."""
    keys: set[str] = set()
    for party in side:
        actor = dossier.actor(party.actor)
        country = party.country or (actor.country if actor else None)
        if actor is not None:
            key = room_key(actor, dossier.report.id)
            keys.add(key)
            names[key] = actor.name
        if country:
            keys.add(f"country:{country}")
            if actor is None:
                names.setdefault(f"country:{country}", called(country, dossier.report.language))
    return tuple(sorted(keys))


@functools.cache
def called(country: str, language: str | None) -> str:
    """A country by its usual name in this language (English where we do not speak it); its code if it has none."""
    lang = load_lang(language if language in languages() else "en")
    return next((row.names[0] for row in lang.table(Country) if row.id == country), country)
