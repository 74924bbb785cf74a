"""Measuring: gold texts of our own, scorers, the gate, and runners for the corpora of ../shared."""

from pathlib import Path

SHARED = Path(__file__).parent.parent.parent / "shared"  # beside the checkout; a fresh clone does not have it
