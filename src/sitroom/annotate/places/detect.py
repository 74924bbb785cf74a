"""Is a name a place at this spot? Evidence for and against, added up; the model's entity labels are only one piece.

The French model labels persons LOC and places PER about as often as it gets them right, so a label alone decides
nothing: words around the name, how well known the place is, and what else the report names weigh with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitroom.annotate.places.names import Names, Spot
from sitroom.annotate.places.resolve import lies_in

if TYPE_CHECKING:
    from spacy.tokens import Doc

PLACE_LABELS = frozenset({"LOC", "GPE", "FAC"})
PERSON_LABELS = frozenset({"PER", "PERSON"})
ORG_LABELS = frozenset({"ORG", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
ENOUGH = 1.85
LISTED = 1.6  # for what stands in a list with a place: spaCy's English model calls every second name of these a person
ARTICLES = frozenset({"The", "Le", "La", "Les"})
AHEAD = 60  # characters looked at after a name
BARE_A = re.compile(r"(?:^|[.!?:;«»–—]\s*)A $")
JOINED = re.compile(r"\w[-‑]$")
HALF = re.compile(r"[-‑][^\W\d_a-zà-ÿ]")
HEADING = re.compile(r"\s?:\s|\s\([^\W\d_a-z]|\s[—–]\s")
PREVIOUS = re.compile(r"((?:[^\W\d_][\w'’-]*|\b[^\W\d_]{1,3}\.))[ ]$")
NEXT = re.compile(r"[ ]([^\W\d_][\w'’-]*)")
TITLED = re.compile(r"[^\W\d_a-zà-ÿ][\w'’-]+ (?:d['’]|(?:du|des?|of)(?: la| the)? )$")  # "Bank of", "Verrières du"
OPENING = re.compile(r"(?:^|[.!?:;«»“”\"(\[•|–—>-])\s*(?:l['’]|la |le |les |the )?$", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A spot taken for a place, with why."""

    spot: Spot
    score: float
    cue: str | None
    evidence: tuple[str, ...]


def judge(
    spot: Spot,
    line: str,
    doc: Doc | None,
    names: Names,
    shouted: bool,
    elsewhere: frozenset[str],
    states: frozenset[str],
    listed: bool,
) -> Found | None:
    """The spot as a place, or None. `shouted`: a headline in capitals; `elsewhere`: keys accepted in the report;
    `states`: countries it speaks of; `listed`: it stands in one enumeration with a place."""
    before, after = ahead_of(line, spot.start, names), line[spot.end : spot.end + AHEAD]
    if glued(before, after, line[spot.start : spot.end]) or modifies(doc, spot, names, line):
        return None
    owned = names.owned.match(after)
    if owned and (owned["mark"] or (is_state(spot) and not names.before["strong"].search(before))):
        return None
    name = line[spot.start : spot.end]
    if not spot.known and (name.lower() in names.people or (" " not in name and JOINED.search(before))):
        return None  # "aux Éthiopiens", "Croissant-Rouge"
    if not spot.known and HALF.match(after):  # "Grande" of Grande-Terre
        return None
    label, inside = entity(doc, spot)
    sure = [k for k in spot.known if not k.ambiguous]
    division = is_division(spot, after, names)
    odd = inside and label in PERSON_LABELS | ORG_LABELS and joined_to_capital(before, after)
    if odd and not division and not (shouted and sure):
        return None
    cue = next((m.group("cue").lower() for e in ("near", "strong") if (m := names.before[e].search(before))), None)
    larger = not division and part_of_larger(spot, before, after, names, shouted, cue, doc)
    if larger or any(names.before[e].search(before) for e in ("person", "body")):
        return None
    common = line[spot.start : spot.end] in names.cues.get("common", frozenset())
    capital = any(k.capital for k in sure)
    if sure and not (common and cue is None and not capital):
        doubted = label in PERSON_LABELS and not inside and cue is None and sure[0].place.kind in ("city", "P")
        weight = 3.0 - (1.5 if common else 0.8) * doubted
        return Found(spot, min(1.0, weight / 4), cue, ("known name",)) if weight >= ENOUGH else None
    weight, evidence = weigh(spot, before, after, label, cue, common, names, elsewhere, states, doc)
    if listed:
        weight, evidence = weight + LISTED, (*evidence, "in a list with a place")
    if weight < ENOUGH:
        return None
    return Found(spot, min(1.0, weight / 6), cue, evidence)


def is_state(spot: Spot) -> bool:
    """Is the name a state's?"""
    return any(k.place.kind == "C" and not k.ambiguous for k in spot.known)


def is_named_state(spot: Spot) -> bool:
    """Is the name a state's, which may be another word's too?"""
    return any(k.place.kind == "C" for k in spot.known)


def ahead_of(line: str, start: int, names: Names) -> str:
    """What stands before a name; "A Paris" at a sentence's beginning is "À Paris", its accent lost."""
    before = line[max(0, start - 40) : start]
    if "à" in names.cues.get("strong", ()) and BARE_A.search(before):
        before = before[:-2] + "à "
    return before


def weigh(
    spot: Spot, before: str, after: str, label: str | None, cue: str | None, common: bool, names: Names,
    elsewhere: frozenset[str],
    states: frozenset[str], doc: Doc | None,
) -> tuple[float, tuple[str, ...]]:  # fmt: skip
    """Evidence for a name that may be no place."""
    evidence: list[tuple[str, float]] = []
    at_home = any(p.main and p.country in states for p in spot.towns)
    largest = max((p.people for p in spot.towns if p.main or p.people > 300_000), default=0)
    evidence.append(
        ("size", 1.6 if largest >= 500_000 else 1.2 if largest >= 100_000 else 0.7 if largest >= 15_000 else 0.2)
    )
    if spot.known:
        evidence.append(("known name", 0.8))
    if label in PLACE_LABELS:
        evidence.append(("label", 1.2))
        if is_named_state(spot):  # "Turkey offered": the model does not see a bird
            evidence.append(("a state to the model", 0.6))
    elif label in PERSON_LABELS:
        evidence.append(("label says person", -0.9))
    elif label in ORG_LABELS:
        evidence.append(("label says organisation", -0.8))
    if cue:
        doubted = label in PERSON_LABELS and (cue in names.cues.get("addressee", ()) or not at_home)
        evidence.append(("preposition", 1.3 if doubted else 2.0))
    elif visited(doc, spot, names):
        evidence.append(("what is left or reached", 1.5))
    elif names.before["weak"].search(before):
        evidence.append(("weak preposition", 0.3))
    elif not before.strip() and HEADING.match(after):
        evidence.append(("heads the line", 1.5))
    elif OPENING.search(before):
        evidence.append(("opening", -0.5))
    if site_named(line_before=before, after=after, names=names) or is_division(spot, after, names):
        evidence.append(("site noun", 1.5))
    if names.where.match(after):
        evidence.append(("followed by where", 1.7))
    if any(lies_in(p, after, names) for p in spot.towns):
        evidence.append(("followed by what it lies in", 1.6))
    elif re.match(r", (?:[A-Z][a-z]+|[A-Z]{2}\b|[A-Z][a-z]+\.)", after) and label in PLACE_LABELS:
        evidence.append(("followed by a larger place", 0.5))
    if spot.key in elsewhere:
        evidence.append(("named elsewhere", 0.9))
    if common:
        evidence.append(("common word", -1.2))
    if at_home:
        evidence.append(("in a country of the report", 0.6))
    if " " in spot.key:
        evidence.append(("several words", 0.5))
    return sum(w for _, w in evidence), tuple(name for name, w in evidence if w)


def is_division(spot: Spot, after: str, names: Names) -> bool:
    """Is the name a division's, and says the next word so ("Edo State")?"""
    following = NEXT.match(after)
    said = following is not None and following.group(1) in names.cues.get("division_after", frozenset())
    return said and any(p.kind == "A" and p.main for p in spot.towns)


def site_named(line_before: str, after: str, names: Names) -> bool:
    """Does a noun of sites stand beside the name ("base de", "the ... dam")?"""
    match = names.sites.search(line_before + "Xx")
    if match is not None and match.end() == len(line_before) + 2 and match.group("name"):
        return True
    return bool(names.site_after.match(after)) and line_before.endswith(("the ", "The "))


def modifies(doc: Doc | None, spot: Spot, names: Names, line: str) -> bool:
    """Is the name a short form used as an adjective ("US officials"), which is no place?"""
    if line[spot.start : spot.end].lower() not in names.cues.get("adjective", frozenset()):
        return False
    if re.match(r" (?:and|or) [\w.]+ [a-z]", line[spot.end : spot.end + AHEAD]):
        return False
    span = doc.char_span(spot.start, spot.end, alignment_mode="expand") if doc is not None else None
    return span is not None and span.root.dep_ in ("compound", "amod", "nmod") and span.root.head.i > span.root.i


def visited(doc: Doc | None, spot: Spot, names: Names) -> bool:
    """Is the name the object of a verb of going, leaving, hitting ("left Bergen")?"""
    span = doc.char_span(spot.start, spot.end, alignment_mode="expand") if doc is not None else None
    if span is None or not len(span) or span.root.dep_ not in ("obj", "dobj"):
        return False
    return span.root.head.lemma_.lower() in names.cues.get("visited", frozenset())


def entity(doc: Doc | None, spot: Spot) -> tuple[str | None, bool]:
    """The model's label over the spot, and whether its entity is larger than the spot."""
    if doc is None:
        return None, False
    span = doc.char_span(spot.start, spot.end, alignment_mode="expand")
    if span is None or not len(span):
        return None, False
    label = span[0].ent_type_ or span[-1].ent_type_
    if not label:
        return None, False
    after = doc[span.end] if span.end < len(doc) else None
    goes_on = after is not None and after.ent_iob_ == "I" and bool(span[-1].ent_type_)
    return label, span[0].ent_iob_ == "I" or goes_on


def glued(before: str, after: str, text: str) -> bool:
    """Is the name part of a longer word, an address, a handle or a compound ("US-led", "@Paris")?"""
    if before[-1:] in ("@", "#", "_") or after[:1] in ("@", "_"):
        return True
    if re.search(r"(?<![^\W_])[^\W\d_]*[^\W\d_A-ZÀ-Ý]/$|[\d/]/$", before) or re.match(r"/[^\W_A-ZÀ-Ý]", after):
        return True  # part of an address; "WINDHOEK/SYDNEY" are two places
    if re.match(r"[-‑][a-zà-ÿ]", after) or re.search(r"(?<!\w)[a-zà-ÿ]+[-‑]$", before):
        return True
    return bool(re.match(r"\.(?:com|fr|org|net|co)\b", after)) or (text[-1:].isalpha() and after[:1].isalnum())


def is_name(doc: Doc | None, position: int) -> bool:
    """Is the word at this character of the line a proper name to the model?"""
    span = doc.char_span(position, position + 1, alignment_mode="expand") if doc is not None else None
    return span is None or not len(span) or span[0].pos_ == "PROPN"


def joined_to_capital(before: str, after: str) -> bool:
    """Does a capitalised word stand right beside the name? An article that opens the sentence is none."""
    previous, following = PREVIOUS.search(before), NEXT.match(after)
    if previous and previous.group(1) in ARTICLES and OPENING.search(before):
        previous = None
    return bool((previous and previous.group(1)[0].isupper()) or (following and following.group(1)[0].isupper()))


def part_of_larger(
    spot: Spot, before: str, after: str, names: Names, shouted: bool, cue: str | None, doc: Doc | None
) -> bool:
    """Is the name a piece of a person's, street's or organisation's name?"""
    following = NEXT.match(after)
    if following and following.group(1) in names.cues.get("larger", frozenset()):
        return True
    heads = names.cues.get("heads", frozenset())
    if following and following.group(1)[0].isupper() and spot.key in heads:
        return True  # "Port" of Port Selda
    state = is_state(spot)
    titled = TITLED.search(before)
    region = any(k.place.kind not in ("C", "P", "city", "palace") for k in spot.known)
    if titled and region and not shouted and not OPENING.search(before[: titled.start()]):
        return True
    if shouted:
        return False
    previous = PREVIOUS.search(before)
    if previous and cue is None and previous.group(1)[0].isupper() and not state:
        opens = OPENING.search(before[: previous.start()])
        return not opens or is_name(doc, spot.start - 2)
    if following and following.group(1)[0].isupper() and not state:
        key = following.group(1)
        return not any(names.known.get(key.lower(), ())) and cue is None
    return False
