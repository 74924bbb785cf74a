"""Events. STUB: owned by the events helper."""

from __future__ import annotations

from sitroom.annotate.parse import Parsed
from sitroom.annotate.prior import Prior
from sitroom.lang import Lang
from sitroom.model import Event
from sitroom.ontology import Ontology


def find_events(parsed: Parsed, prior: Prior, lang: Lang, ontology: Ontology) -> tuple[Event, ...]:
    return ()
