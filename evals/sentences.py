"""Score events on labelled items (evals/sentences, evals/dispatches; format in the READMEs), all before them as found.

    .venv/bin/python -m evals.sentences [--lang fr] [--split train] [--home dispatches] [--diff] [--types]

Figures, micro-averages over a language's items (those marked `~` are left out):

type_f1      same type, and a gold trigger inside the found event's clause
parties_f1   and both sides right: each bracket met by words for a party, no party of whom none are in a bracket; in a
             dispatch, as in evals.score, one party met by words or country is enough
modality     among matched
false_alarm  share of the items without an event that get one

`--diff` prints what was missed and made up, for train only: held-out items are scored in sum.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.plover import prior_of
from sitroom.annotate.events import find_events
from sitroom.annotate.parse import parse
from sitroom.annotate.prior import Prior
from sitroom.lang import load_lang
from sitroom.model import Event, Party, Section, Span
from sitroom.ontology import load_ontology

HOME = Path(__file__).parent / "sentences"
DISPATCHES = Path(__file__).parent / "dispatches"  # a headline and some paragraphs, every mention labelled
PUBLISHED = "2026-11-08T18:00+01:00"
MODALITIES = ("asserted", "attributed", "planned", "conditional", "denied")
MARK = re.compile(
    r"(?P<open>\[(?P<sides>(?:[AR][\d,]*)+) )"
    r"|(?P<event>\{(?:(?P<number>\d+) )?(?P<type>[A-Z]+)(?:/[\w-]+)? (?P<modality>[a-z]+): )|(?P<close>[\]}])"
)
SIDE = re.compile(r"([AR])([\d,]*)")
LINE = " ¶ "  # between the lines of an item of several, the first of which is a headline

Spans = list[tuple[int, int]]


@dataclass
class Gold:
    """One labelled event: its type and modality, triggers and parties as half-open spans into the item's text."""

    type: str
    modality: str
    triggers: Spans
    actors: Spans
    recipients: Spans


@dataclass
class Item:
    """One item: where it stands, its bare text, its events (none for a hard negative)."""

    name: str
    text: str
    events: list[Gold]
    doubtful: bool

    @property
    def whole(self) -> bool:
        """A report of several lines, where every mention of an event is labelled, not one?"""
        return "\n" in self.text


def read_item(line: str, name: str) -> Item:
    """A line of a file as an Item. Raises ValueError naming the place when the markup is wrong."""
    sign, _, marked = line.partition(" ")
    if sign not in ("+", "-", "~"):
        raise ValueError(f"{name}: begins with {sign!r}, not + or - or ~")
    marked = marked.replace(LINE, "\n")
    text, at = "", 0
    stack: list[tuple[re.Match[str], int]] = []
    events: dict[int, Gold] = {}
    sides: list[tuple[str, int, tuple[int, int]]] = []
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if not match["close"]:
            stack.append((match, len(text)))
            continue
        if not stack:
            raise ValueError(f"{name}: a bracket closes that was never opened")
        opened, start = stack.pop()
        if opened["open"]:
            for side, numbers in SIDE.findall(opened["sides"]):
                sides += [(side, int(n), (start, len(text))) for n in (numbers.strip(",") or "1").split(",")]
            continue
        number = int(opened["number"] or 1)
        if opened["modality"] not in MODALITIES or opened["type"] not in TYPES:
            raise ValueError(f"{name}: {opened['type']} {opened['modality']} is no type and modality")
        event = events.setdefault(number, Gold(opened["type"], opened["modality"], [], [], []))
        event.triggers.append((start, len(text)))
    text += marked[at:]
    if stack:
        raise ValueError(f"{name}: a bracket is never closed")
    for side, number, span in sides:
        if number not in events:
            raise ValueError(f"{name}: a party of event {number}, which has no trigger")
        (events[number].actors if side == "A" else events[number].recipients).append(span)
    if (sign == "+") != bool(events) and sign != "~":
        raise ValueError(f"{name}: marked {sign} but has {len(events)} events")
    return Item(name, text.strip(), list(events.values()), sign == "~")


def read_items(folder: Path, language: str) -> list[Item]:
    """Every item of the files <language>-*.txt of a folder, in order. Raises ValueError (see read_item)."""
    items = []
    for path in sorted(folder.glob(f"{language}-*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                items.append(read_item(line.strip(), f"{path.name}:{number}"))
    return items


def train_items(language: str) -> list[Item]:
    """The items that rules and weights are made on: short ones, then dispatches."""
    return [item for home in (HOME, DISPATCHES) for item in read_items(home / "train", language)]


def sections_of(text: str) -> tuple[Section, ...]:
    """The lines of an item: body, after a headline where there are several."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    return tuple(
        Section(start=start, end=end, kind="headline" if len(lines) > 1 and not n else "body", reason="item")
        for n, (start, end) in enumerate(lines)
    )


def events_of(text: str, language: str) -> tuple[tuple[Event, ...], Prior]:
    """What the program finds in one item, read as lines of a report published on PUBLISHED, and what it stands on."""
    lang = load_lang(language)
    parsed = parse(text, sections_of(text), language)
    prior = prior_of(parsed, PUBLISHED, lang)
    return find_events(parsed, prior, lang, load_ontology()), prior


def words_for(party: Span, actor: str | None, prior: Prior) -> Spans:
    """Where a party is spoken of: its own words, and those for its actor anywhere."""
    return [(party.start, party.end), *((m.start, m.end) for m in prior.mentions if actor and m.actor == actor)]


def score(item: Item, found: tuple[Event, ...], prior: Prior) -> tuple[Counter[str], list[str]]:
    """Counts for one item, and lines that say what is wrong with it."""
    counts: Counter[str] = Counter(items=1, gold=len(item.events), found=len(found))
    wrong: list[str] = []
    left = list(found)
    for gold in item.events:
        fits = [e for e in left if e.type == gold.type and _meets(gold, e)]
        if not fits:
            near = ", ".join(e.type for e in found if _meets(gold, e))
            wrong.append(f"MISSED {_gold(gold, item.text)}" + (f"   (as {near})" if near else ""))
            continue
        best = max(fits, key=lambda e: (_parties(gold, e, item, prior), e.modality == gold.modality, e.score))
        left.remove(best)
        counts.update(
            type=1, parties=int(_parties(gold, best, item, prior)), modality=int(best.modality == gold.modality)
        )
        counts[f"type.{gold.type}"] += 1
        if not _parties(gold, best, item, prior) or best.modality != gold.modality:
            wrong += [f"GOLD   {_gold(gold, item.text)}", f" FOUND {_found(best, item.text)}"]
    wrong += [f"EXTRA  {_found(e, item.text)}" for e in left]
    counts.update({f"gold.{g.type}": 1 for g in item.events})
    if not item.events:
        counts.update(quiet=1, alarms=int(bool(found)))
    return counts, wrong


def figures(counts: Counter[str]) -> dict[str, float]:
    """The figures named in this module's docstring."""
    total = max(1, counts["gold"] + counts["found"])
    return {
        "type_f1": 2 * counts["type"] / total,
        "precision": counts["type"] / max(1, counts["found"]),
        "recall": counts["type"] / max(1, counts["gold"]),
        "parties_f1": 2 * counts["parties"] / total,
        "modality": counts["modality"] / max(1, counts["type"]),
        "false_alarm": counts["alarms"] / max(1, counts["quiet"]),
    }


def measure(split: str, language: str, diff: bool = False, home: Path = HOME) -> Counter[str]:
    """Score every item of a split in one language; with `diff`, print what is wrong."""
    total: Counter[str] = Counter()
    for item in read_items(home / split, language):
        if item.doubtful:
            continue
        counts, wrong = score(item, *events_of(item.text, language))
        total += counts
        if diff and wrong:
            print(f"{item.name}  {item.text}", *(f"    {line}" for line in wrong), sep="\n")
    return total


def _meets(gold: Gold, event: Event) -> bool:
    return any(touch((m.start, m.end), t) for m in event.mentions for t in gold.triggers)


def _parties(gold: Gold, event: Event, item: Item, prior: Prior) -> bool:
    meet = _one_met if item.whole else _all_met
    return meet(gold.actors, event.actors, prior) and meet(gold.recipients, event.recipients, prior)


def _all_met(gold: Spans, found: Sequence[Party], prior: Prior) -> bool:
    return same_side(gold, [words_for(p, p.actor, prior) for p in found])


def _one_met(gold: Spans, found: Sequence[Party], prior: Prior) -> bool:
    if not gold or not found:
        return not gold and not found
    named = [prior.mention_at(Span(start=a, end=b)) for a, b in gold]
    countries = {actor.country for m in named if m is not None and (actor := prior.actor(m.actor)) and actor.country}
    return any(p.country in countries or same_side(gold, [words_for(p, p.actor, prior)], whole=False) for p in found)


def same_side(gold: Spans, found: Sequence[Spans], whole: bool = True) -> bool:
    """Is each of these parties met by one of the others (`whole`), or at least each found one by one of gold's? A party
    found is all words for it."""
    no_other = all(any(touch(f, g) for f in one for g in gold) for one in found)
    return no_other and (not whole or all(any(touch(g, f) for one in found for f in one) for g in gold))


def touch(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _words(spans: Spans, text: str) -> str:
    return "; ".join(text[a:b] for a, b in spans) or "-"


def _gold(gold: Gold, text: str) -> str:
    sides = f"{_words(gold.actors, text)} -> {_words(gold.recipients, text)}"
    return f"{gold.type} {gold.modality} {sides} <{_words(gold.triggers, text)}>"


def _found(event: Event, text: str) -> str:
    sides = (_words([(p.start, p.end) for p in side], text) for side in (event.actors, event.recipients))
    triggers = _words([(m.trigger_start, m.trigger_end) for m in event.mentions], text)
    return f"{event.type} {event.modality} {' -> '.join(sides)} <{triggers}> ({event.rule})"


TYPES = frozenset(load_ontology().types)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--lang", choices=("fr", "en"))
    options.add_argument("--split", choices=("train", "heldout"))
    options.add_argument("--home", choices=("sentences", "dispatches"), default="sentences")
    options.add_argument("--diff", action="store_true", help="print what is wrong (train only)")
    options.add_argument("--types", action="store_true", help="recall for each type")
    given = options.parse_args()
    for split in (given.split,) if given.split else ("train", "heldout"):
        for language in (given.lang,) if given.lang else ("fr", "en"):
            home = DISPATCHES if given.home == "dispatches" else HOME
            counts = measure(split, language, given.diff and split == "train", home)
            for name, value in figures(counts).items():
                print(f"{given.home}.{split}.{language}.{name:<14} {value:.3f}   ({counts['gold']} events)")
            if given.types:
                for type in sorted(TYPES):
                    gold = counts[f"gold.{type}"]
                    print(f"    {type:<10} recall {counts[f'type.{type}'] / max(1, gold):.2f} of {gold}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
