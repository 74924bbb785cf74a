"""Actors and their mentions. STUB: owned by the actors helper."""

from __future__ import annotations

from dataclasses import dataclass

from sitroom.annotate.parse import Parsed
from sitroom.annotate.prior import Prior
from sitroom.lang import Lang
from sitroom.model import Actor, Mention


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is in the report. `mentions` are names and nominals, `references` pronouns; both in text order."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    references: tuple[Mention, ...]


def find_actors(parsed: Parsed, prior: Prior, lang: Lang) -> Cast:
    return Cast((), (), ())
