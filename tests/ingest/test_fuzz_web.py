"""A few hundred mutated inputs for each reader; benchmarks/fuzz_web.py runs thousands."""

from __future__ import annotations

import pytest

from benchmarks.fuzz_web import READERS, fuzz


@pytest.mark.parametrize("reader", sorted(READERS))
def test_mutated_inputs(reader: str) -> None:
    outcomes = [(number, outcome) for number, (_, outcome, _) in enumerate(fuzz(reader, 250, 20261122))]
    assert [failure for failure in outcomes if failure[1] not in ("read", "refused")] == []
    assert sum(outcome == "read" for _, outcome in outcomes) > 50
