"""Time expressions (TIMEX3). STUB: owned by the times helper."""

from __future__ import annotations

from sitroom.annotate.parse import Parsed
from sitroom.lang import Lang
from sitroom.model import Timex


def find_times(parsed: Parsed, published: str | None, lang: Lang) -> tuple[Timex, ...]:
    return ()
