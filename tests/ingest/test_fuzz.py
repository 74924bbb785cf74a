"""A small part of benchmarks/fuzz_readers.py: damaged inputs are read or refused, in time."""

from __future__ import annotations

import pytest

from benchmarks.fuzz_readers import Format, formats, fuzz, inputs, read


@pytest.mark.parametrize("format", formats(), ids=lambda f: f.name)
def test_damaged_inputs(format: Format) -> None:
    told = fuzz(format, 25, seed=7)
    assert told["findings"] == []
    assert told.get("read", 0) + told.get("refused", 0) == 25


@pytest.mark.parametrize("format", formats(), ids=lambda f: f.name)
def test_sound_inputs_are_read(format: Format) -> None:
    for data in format.sound:
        assert "read" in read(format.name, data, False)


def test_the_same_seed_makes_the_same_inputs() -> None:
    format = formats()[0]
    assert list(inputs(format, 5, 3, [b"x"])) == list(inputs(format, 5, 3, [b"x"]))
