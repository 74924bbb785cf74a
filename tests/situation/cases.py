"""Two happenings, each told by an agency, by its French translation, and by two reporters of their own. All invented.

Places and institutions are real; people and outlets are not. Written after the thresholds were set, to test them;
then the bar for joining a story was lowered, because these showed that it was too high.
"""

from __future__ import annotations

from pathlib import Path

TEXTS = Path(__file__).parent / "texts"
META = {
    "tunnel-agency": ("en", "Nordlicht News", "2026-06-10T09:00Z"),
    "tunnel-translated": ("fr", "Le Fil Alpin", "2026-06-10T15:00Z"),
    "tunnel-french": ("fr", "La Gazette du Col", "2026-06-10T18:00Z"),
    "tunnel-english": ("en", "The Transit Review", "2026-06-11T08:00Z"),
    "vote-agency": ("en", "Nordlicht News", "2026-06-09T14:00Z"),
    "vote-translated": ("fr", "Le Fil Alpin", "2026-06-09T19:00Z"),
    "vote-french": ("fr", "Le Carnet d'Orient", "2026-06-10T06:00Z"),
    "vote-english": ("en", "The Danube Letter", "2026-06-11T10:00Z"),
}


def texts() -> dict[str, tuple[str, str, str, str]]:
    """Name -> language, outlet, publication date, text."""
    return {name: (*meta, (TEXTS / f"{name}.txt").read_text(encoding="utf-8").rstrip()) for name, meta in META.items()}
