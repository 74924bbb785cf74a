"""The PLOVER ontology as data. STUB: owned by the events helper."""

from __future__ import annotations

import functools
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ontology:
    types: tuple[str, ...] = ()


@functools.cache
def load_ontology() -> Ontology:
    return Ontology()
