"""The scorer of lines: the format of the gold, and what its figures mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.lines import FOLDER, SPLITS, Told, figures, load_page


def told(gold: str, found: str) -> Told:
    return Told("p", gold, found, "", "x")  # type: ignore[arg-type]


def test_figures() -> None:
    lines = [told("body", "body"), told("body", "promo"), told("promo", "ad"), told("other", "headline")]
    assert figures(lines) == {"junk_f1": 0.5, "body_kept": 0.5, "kind": 0.25}
    assert figures([told("body", "headline")])["body_kept"] == 1.0


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    page = tmp_path / "fr-01.txt"
    page.write_text("body\tUn mot.\nnews\tDeux.\n", "utf-8")
    with pytest.raises(ValueError, match=r"fr-01\.txt:2"):
        load_page(page)


def test_the_gold_can_be_read_and_no_page_is_in_both_splits() -> None:
    pages = {split: {path.name for path in (FOLDER / split).glob("*.txt")} for split in SPLITS}
    assert not pages["train"] & pages["heldout"]
    lines = sum(len(load_page(FOLDER / split / name)[1]) for split in SPLITS for name in pages[split])
    assert lines > 1600
