"""The event stage stays near-linear in the length of a line."""

from __future__ import annotations

import time

from sitroom.annotate.events import find_events
from sitroom.annotate.parse import Parsed, parse
from sitroom.annotate.places import find_places
from sitroom.annotate.prior import Prior
from sitroom.annotate.times import find_times
from sitroom.lang import load_lang
from sitroom.model import Section
from sitroom.ontology import load_ontology

SENTENCE = "Le ministre du Mali a attaqué le Niger à Gao lundi, a dit Luc Morel. "


def line(times: int) -> tuple[Parsed, Prior]:
    text = SENTENCE * times
    parsed = parse(text, (Section(start=0, end=len(text), kind="body", reason="test"),), "fr")
    times = find_times(parsed, "2026-11-08", load_lang("fr"))
    places = find_places(parsed, None, load_lang("fr"))
    return parsed, Prior(published="2026-11-08", times=times, places=places)


def cost(parsed: Parsed, prior: Prior) -> float:
    """Seconds of CPU, the best of two runs."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        find_events(parsed, prior, load_lang("fr"), load_ontology())
        best = min(best, time.process_time() - start)
    return best


def test_four_times_the_line_costs_about_four_times_as_much() -> None:
    short, long = line(40), line(160)
    cost(*short)
    assert cost(*long) < 9 * cost(*short)


def test_one_happening_told_often_is_one_event() -> None:
    parsed, prior = line(40)
    events = find_events(parsed, prior, load_lang("fr"), load_ontology())
    assert len(events) == 1
    assert len(events[0].mentions) == 40
