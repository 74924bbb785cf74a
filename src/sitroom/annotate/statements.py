"""Statements. STUB: owned by the statements helper."""

from __future__ import annotations

from sitroom.annotate.parse import Parsed
from sitroom.annotate.prior import Prior
from sitroom.lang import Lang
from sitroom.model import Statement


def find_statements(parsed: Parsed, prior: Prior, lang: Lang) -> tuple[Statement, ...]:
    return ()
