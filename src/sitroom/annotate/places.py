"""Toponyms. STUB: owned by the places helper."""

from __future__ import annotations

from sitroom.annotate.parse import Parsed
from sitroom.lang import Lang
from sitroom.model import Toponym


def find_places(parsed: Parsed, outlet: str | None, lang: Lang) -> tuple[Toponym, ...]:
    return ()
