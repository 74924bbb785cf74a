"""What of a dossier is compared across reports, small enough to keep a hundred thousand of in memory.

Worked out once, when a report is added, and kept by the store as JSON. Change VERSION whenever the same dossier
would give other features.

terms    stems of content words with their counts, for same-language similarity
anchors  what stays the same in translation, in text order: numbers, resolved places and actors, names
prints   hashes of runs of five words outside quotation marks: the reporter's own wording. Quotations are left out,
         because two reporters in one press conference share them without copying each other
"""

from __future__ import annotations

import base64
import re
import zlib
from array import array
from collections import Counter

from sitroom.lang.words import fold, stem, stopwords, words
from sitroom.model import Dossier, Event, Party, Span, Value
from sitroom.model.keys import room_key
from sitroom.situation.neutral import find_phrases

VERSION = 1
QUOTED = re.compile(r"«[^«»\n]{3,1500}»|“[^“”\n]{3,1500}”|\"[^\"\n]{3,1500}\"")
NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,’']\d{3})+(?![\d])|\d+(?:[.,]\d+)?")
NAME = re.compile(r"[^\W\d_][^\W_]+")
OPENING = re.compile(r"(?:^|[.!?…:;«“\"(\[–—-]\s*|\n\s*)$")
SHINGLE = 5
SAMPLE = 4  # one run of words in four is kept; which one depends on the words alone
TERMS = 100
ANCHORS = 400
PRINTED = 60_000  # words of one report that are looked at: more is no article


class EventFact(Value):
    """An event, cut down to what tells whether two reports tell of the same one.

    actors, recipients  keys across reports, and countries as `country:IRN`; names: key -> name, for show
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
        prints=packed_prints(prints_of(dossier, lines)),
        quotes=quotes_of(dossier, lines),
        credits=credits_of(dossier),
        countries=countries_of(dossier),
        events=tuple(fact_of(event, dossier) for event in dossier.events),
    )


def readable(dossier: Dossier) -> list[Span]:
    """The lines that tell the news: headline and body, or all of them where nothing is labelled."""
    if dossier.sections:
        return [s for s in dossier.sections if s.readable]
    return [Span(start=m.start(), end=m.end()) for m in re.finditer(r"[^\n]+", dossier.text)]


def terms_of(dossier: Dossier, lines: list[Span]) -> dict[str, int]:
    """The commonest content words as stems; those of the title count three times."""
    language = dossier.report.language
    common = stopwords(language)
    counts: Counter[str] = Counter()
    seen = 0
    for weight, text in ((2, dossier.report.title or ""), *((1, line.of(dossier.text)) for line in lines)):
        for word in words(text):
            if len(word.folded) > 2 and word.folded.isalpha() and word.folded not in common:
                counts[stem(word.folded, language)] += weight
        seen += len(text)
        if seen > PRINTED * 8:
            break
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:TERMS]
    return dict(best)


def anchors_of(dossier: Dossier, lines: list[Span]) -> tuple[str, ...]:
    """Numbers, countries, places, actors and other names in text order, written the same in every language."""
    resolved = resolved_spans(dossier)
    found: list[tuple[int, str]] = []
    for line in lines:
        taken = [span for span in resolved if line.start <= span[0] < line.end]
        text = line.of(dossier.text)
        neutral = find_phrases(words(text), dossier.report.language)
        for spans in ([(m.start(), m.end(), "#" + number_of(m.group())) for m in NUMBER.finditer(text)], neutral):
            shifted = [(line.start + start, line.start + end, anchor) for start, end, anchor in spans]
            taken += [span for span in shifted if free(span[0], taken)]
        for match in NAME.finditer(text):
            named = match.group()[0].isupper() and not OPENING.search(text[max(0, match.start() - 4) : match.start()])
            start = line.start + match.start()
            if named and len(match.group()) > 3 and free(start, taken):
                taken.append((start, start, "n:" + fold(match.group())))
        found += [(start, anchor) for start, _, anchor in taken]
        if len(found) > ANCHORS * 2:
            break
    return tuple(anchor for _, anchor in sorted(set(found)))[:ANCHORS]


def resolved_spans(dossier: Dossier) -> list[tuple[int, int, str]]:
    """Places and actors by where they are named: (start, end, anchor), in text order, a place before an actor."""
    found: dict[int, tuple[int, int, str]] = {}
    for mention in dossier.mentions:
        actor = dossier.actor(mention.actor)
        if actor is None or actor.kind in ("anonymous", "group") or mention.form != "name":
            continue
        key = actor.key or room_key(actor, dossier.report.id)
        found[mention.start] = (mention.start, mention.end, "k:" + key)
    for place in dossier.places:
        country = f"c:{place.country}" if place.country else "n:" + fold(place.name)
        anchor = f"g:{place.geonames}" if place.geonames else country
        found[place.start] = (place.start, place.end, anchor)
    return [found[start] for start in sorted(found)]


def free(at: int, taken: list[tuple[int, int, str]]) -> bool:
    """Is this character in none of the spans?"""
    return not any(start <= at < end for start, end, _ in taken)


def number_of(written: str) -> str:
    """A number as written in either language, in one way: groups of three are thousands, else the sign is decimal."""
    groups = re.split(r"[ \u00a0\u202f.,’']", written)
    if len(groups) > 1 and all(len(g) == 3 for g in groups[1:]):
        return "".join(groups)
    return ".".join(groups)


def prints_of(dossier: Dossier, lines: list[Span]) -> list[int]:
    """Sampled hashes of five words in a row, outside quotation marks, sorted, each once."""
    found: set[int] = set()
    seen = 0
    for line in lines:
        text = QUOTED.sub(" | ", line.of(dossier.text))
        for piece in text.split("|"):
            run = [word.folded for word in words(piece)]
            seen += len(run)
            for at in range(len(run) - SHINGLE + 1):
                value = zlib.crc32(" ".join(run[at : at + SHINGLE]).encode())
                if value % SAMPLE == 0:
                    found.add(value)
        if seen > PRINTED:
            break
    return sorted(found)


def packed_prints(values: list[int]) -> str:
    """Hashes as a short string; the reverse of `prints`."""
    return base64.b64encode(array("I", values).tobytes()).decode("ascii")


def unpacked_prints(packed: str) -> frozenset[int]:
    """The hashes that were packed."""
    values = array("I")
    values.frombytes(base64.b64decode(packed))
    return frozenset(values)


def quotes_of(dossier: Dossier, lines: list[Span]) -> tuple[int, ...]:
    """A hash of each quotation of five words or more, in text order."""
    found = []
    for line in lines:
        for match in QUOTED.finditer(line.of(dossier.text)):
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


def folded(name: str) -> str:
    """A name as its folded words: "Reuters.com" -> "reuters com"."""
    return " ".join(word.folded for word in words(name))


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
    )


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
                names.setdefault(f"country:{country}", country)
    return tuple(sorted(keys))
