"""Score our English events on the PLOVER gold sentences and the PETRARCH-2 development sentences.

    .venv/bin/python -m evals.plover [--shared ../shared] [--per-type] [--show] [--write FOLDER]

Both sets lie outside the repository (../shared, see its corpora/README.md) and are scored by
../shared/tools/score_events.py,
imported by path; without them the script says so and ends with exit code 2. gsr.jsonl is used as development set
and never
as training data. Events are ordered by our score. What the sets' conventions need is mapped here and nowhere else:

- country codes of the gold (JAP for Japan, ITL for Italy, IGO for an international organisation, KOS for Kosovo);
- who will meet are all actors of ours; in the PLOVER gold the first is the actor, the others recipients;
- no recipient of our own: the country of the event's place (gold of the CAMEO tradition takes the place where no
target is named);
- PETRARCH-2 gold is CAMEO style: one event for each ordered pair of participants of a meeting; denied events are
left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from sitroom.annotate.actors import find_actors
from sitroom.annotate.events import find_events
from sitroom.annotate.events.lexicon import load_lexicon
from sitroom.annotate.parse import Parsed, parse
from sitroom.annotate.places import find_places
from sitroom.annotate.prior import Prior
from sitroom.annotate.statements import find_statements
from sitroom.annotate.times import find_times
from sitroom.lang import Lang, load_lang
from sitroom.model import Event, Party, Section
from sitroom.ontology import load_ontology

GOLD_CODES = {"JPN": "JAP", "XKX": "KOS", "ITA": "ITL"}


def load_scorer(shared: Path) -> ModuleType:
    """The shared scorer as a module. Raises FileNotFoundError."""
    path = shared / "tools" / "score_events.py"
    spec = importlib.util.spec_from_file_location("score_events", path)
    if spec is None or spec.loader is None or not path.exists():
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def prior_of(parsed: Parsed, published: str | None, lang: Lang) -> Prior:
    """The stages before the events, in the pipeline's order."""
    prior = Prior(published=published, sections=tuple(b.section for b in parsed.blocks))
    prior = replace(prior, times=find_times(parsed, published, lang))
    prior = replace(prior, places=find_places(parsed, None, lang))
    cast = find_actors(parsed, prior, lang)
    prior = replace(prior, actors=cast.actors, mentions=cast.mentions, references=cast.references)
    return replace(prior, statements=find_statements(parsed, prior, lang))


def read(text: str, lang: Lang, published: str | None = None) -> tuple[tuple[Event, ...], Prior]:
    """Events of one sentence, most trusted first."""
    parsed = parse(text, [Section(start=0, end=len(text), kind="body", reason="evaluation")], lang.code)
    prior = prior_of(parsed, published, lang)
    events = find_events(parsed, prior, lang, load_ontology())
    return tuple(sorted(events, key=lambda e: (-e.score, e.mentions[0].start))), prior


def is_igo(words: str, lang: Lang) -> bool:
    """Does a party's phrase name an international organisation?"""
    lexicon = load_lexicon(lang)
    low = words.lower()
    single = any(lexicon.has("igo", w.strip(".,()") if w.count(".") < 2 else w) for w in low.split())
    return single or any(phrase in low for phrase in lexicon.words["igo_phrases"])


def as_gold(party: Party, text: str, prior: Prior, lang: Lang) -> dict[str, Any]:
    """A party in the gold's terms."""
    words = party.of(text)
    country = GOLD_CODES.get(party.country or "", party.country)
    actor = prior.actor(party.actor)
    if is_igo(words, lang) or (actor is not None and actor.sector == "igo"):
        country = "IGO"
    return {"text": words, "country": country, "sector": None}


def predicted(event: Event, text: str, prior: Prior, lang: Lang, parted: bool) -> dict[str, Any]:
    """An event in the gold's terms; `parted`: of those who will meet the first is the actor."""
    actors = [as_gold(p, text, prior, lang) for p in event.actors]
    recipients = [as_gold(p, text, prior, lang) for p in event.recipients]
    if parted and event.type == "AGREE" and event.modality == "planned" and not recipients:
        actors, recipients = actors[:1], actors[1:]
    if not recipients and event.place:
        place = next((p for p in prior.places if p.name == event.place), None)
        recipients = [{"text": event.place, "country": place.country if place else None, "sector": None}]
    return {
        "type": event.type,
        "mode": event.mode,
        "actor": actors,
        "recipient": recipients,
        "modality": event.modality,
    }


def pairs(event: dict[str, Any]) -> list[dict[str, Any]]:
    """CAMEO style: a meeting of several is an event for each ordered pair."""
    people = event["actor"]
    if event["type"] not in ("CONSULT", "AGREE", "SUPPORT") or len(people) < 2 or event["recipient"]:
        return [event]
    return [
        {**event, "actor": [a], "recipient": [b]}
        for a in people for b in people
        if a is not b and a["country"] != b["country"]
    ] or [event]  # fmt: skip


def run(gold: Path, lang: Lang, cameo: bool) -> list[dict[str, Any]]:
    """Predictions for every sentence of a gold file."""
    found = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        row = json.loads(line)
        text = row["text"].strip("{} ")
        day = row.get("date") or ""
        published = re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", day) or None
        events, prior = read(text, lang, published)
        kept = [
            predicted(e, text, prior, lang, not cameo)
            for e in events if not (cameo and e.modality in ("denied", "conditional"))
        ]  # fmt: skip
        if cameo:
            kept = [one for e in kept for one in pairs(e)]
        found.append({"id": row["id"], "text": text, "events": kept, "rules": [(e.rule, e.score) for e in events]})
    return found


def main(arguments: list[str] | None = None) -> int:
    """Score both sets. Returns the exit code."""
    parser = argparse.ArgumentParser(description="Score English events on the PLOVER and PETRARCH-2 gold of ../shared.")
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--per-type", action="store_true")
    parser.add_argument("--write", type=Path, help="folder for the predictions")
    options = parser.parse_args(arguments)
    try:
        scorer = load_scorer(options.shared)
    except FileNotFoundError as error:
        print(
            f"{error} is not there: the gold lies outside the repository; give its folder with --shared.",
            file=sys.stderr,
        )
        return 2
    lang = load_lang("en")
    corpora = options.shared / "corpora"
    for name, path, focal in (
        ("gsr", corpora / "plover" / "gsr.jsonl", True),
        ("gsr-dev", corpora / "petrarch" / "gsr-dev.jsonl", False),
    ):
        if not path.exists():
            print(f"{path} is not there; left out.", file=sys.stderr)
            continue
        predictions = run(path, lang, cameo=not focal)
        result, per_type = scorer.score(scorer.load(path), predictions, "plover", focal)
        print(f"== {name}")
        for key, value in result.items():
            print(f"{key:28s} {value:.4f}" if isinstance(value, float) else f"{key:28s} {value}")
        for key, value in per_type.items() if options.per_type else ():
            print(f"  {key:12s} P {value['p']:.3f} R {value['r']:.3f} F1 {value['f1']:.3f} n={value['gold']}")
        if options.write:
            options.write.mkdir(parents=True, exist_ok=True)
            lines = "\n".join(json.dumps(p, ensure_ascii=False) for p in predictions)
            (options.write / f"{name}.jsonl").write_text(lines + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
