"""Each stage with gold in front of it, so that one stage's mistakes do not hide another's."""

from __future__ import annotations

import re
from dataclasses import replace

from sitroom.annotate.actors import company_of, find_actors
from sitroom.annotate.actors.company import Company
from sitroom.annotate.events import find_events
from sitroom.annotate.parse import parse
from sitroom.annotate.places import find_places
from sitroom.annotate.prior import Prior
from sitroom.annotate.statements import find_statements
from sitroom.annotate.times import find_times
from sitroom.lang import load_lang
from sitroom.model import Dossier, Section
from sitroom.ontology import load_ontology


def read_upstream(gold: Dossier) -> Dossier:
    """Gold sections, then for each stage the gold of all stages before it."""
    r = gold.report
    lang = load_lang(r.language or "")
    parsed = parse(gold.text, gold.sections, lang.code)
    prior = Prior(published=r.published, outlet=r.outlet, sections=gold.sections)
    times = find_times(parsed, r.published, lang)
    places = find_places(parsed, r.outlet, lang)
    prior = replace(prior, times=gold.times, places=gold.places)
    cast = find_actors(parsed, prior, lang)
    prior = replace(prior, actors=gold.actors, mentions=gold.mentions)
    statements = find_statements(parsed, prior, lang)
    prior = replace(prior, statements=gold.statements)
    events = find_events(parsed, prior, lang, load_ontology())
    # Statements and events point into the gold actors, mentions into the stage's own: the latter are renamed.
    actors = tuple(a.model_copy(update={"id": f"x-{a.id}"}) for a in cast.actors)
    mentions = tuple(m.model_copy(update={"actor": f"x-{m.actor}" if m.actor else None}) for m in cast.mentions)
    return Dossier(
        report=r,
        text=gold.text,
        sections=gold.sections,
        actors=(*gold.actors, *actors),
        mentions=mentions,
        times=times,
        places=places,
        statements=statements,
        events=events,
    )


def company_in(text: str, code: str, prior: Prior) -> Company:
    """The people and bodies of a text, found with our own times and places. `prior`: its sections, date and outlet."""
    lang = load_lang(code)
    parsed = parse(text, prior.sections, code)
    prior = replace(prior, times=find_times(parsed, prior.published, lang))
    prior = replace(prior, places=find_places(parsed, prior.outlet, lang))
    return company_of(parsed, prior, lang)


def prior_of(gold: Dossier) -> Prior:
    """What is known of a gold text before it is read: its sections, date and outlet."""
    return Prior(published=gold.report.published, outlet=gold.report.outlet, sections=gold.sections)


def prior_of_example(text: str, published: str) -> Prior:
    """The same of a short text of our own, all of whose lines are body."""
    bounds = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    return Prior(
        published=published, sections=tuple(Section(start=a, end=b, kind="body", reason="example") for a, b in bounds)
    )
