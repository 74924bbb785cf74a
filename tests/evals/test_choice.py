"""The learner of small choices finds what decides, in the same way each time, and keeps texts apart."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from evals import choice
from evals.choice import Case, fit, folds, share_right
from sitroom.annotate import weights
from sitroom.annotate.weights import best, score, shares


def cases() -> list[Case]:
    """The nearest of three is right, whatever else is told; where all are far, none is."""
    chance = random.Random(7)
    out = []
    for n in range(120):
        far = [chance.randint(1, 9) for _ in range(3)]
        options = [{"none": 1.0}, *({"far": f / 3, f"noise {chance.randint(0, 4)}": 1.0} for f in far)]
        right = 0 if min(far) > 4 else 1 + far.index(min(far))
        out.append(Case(f"text {n % 12}", options, frozenset({right})))
    return out


def test_what_decides_gets_the_weight() -> None:
    told = fit(cases())
    assert told["far"] < -1
    assert told["none"] < told["far"]
    noise = [w for name, w in told.items() if name.startswith("noise")]
    assert max(noise) - min(noise) < abs(told["far"]) / 2


def test_texts_left_out_are_guessed_by_what_was_learnt() -> None:
    assert share_right(cases()) > 0.9
    for case, learnt in folds(cases()[:24], lambda known: dict.fromkeys({c.text for c in known}, 1.0)):
        assert case.text not in learnt


def test_the_same_cases_give_the_same_weights() -> None:
    assert fit(cases()) == fit(list(cases()))


def test_several_right_candidates_share_the_credit() -> None:
    told = fit([Case("t", [{"a": 1.0}, {"b": 1.0}, {"c": 1.0}], frozenset({0, 1}))] * 20, penalty=0.1)
    assert told["a"] == pytest.approx(told["b"])
    assert told["a"] > told["c"] + 1


def test_features_of_few_texts_are_left_out() -> None:
    known = [Case("one", [{"rare": 1.0}, {}], frozenset({0})), *cases()]
    assert "rare" not in fit(known, texts=2)
    assert "far" in fit(known, texts=2)


def test_nothing_to_learn_gives_no_weights() -> None:
    assert fit([]) == {}
    assert fit([Case("t", [{"a": 1.0}], frozenset({0}))]) == {}


def test_what_is_written_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "DATA", tmp_path)
    choice.write("toy", {"near by": 1.234, "nothing": 0.01, "far": -2.0}, "python -m evals.toy")
    weights.weights_of.cache_clear()
    assert weights.weights_of("toy") == {"near by": 1.23, "far": -2.0}
    weights.weights_of.cache_clear()


def test_the_likeliest_is_taken_and_the_first_of_equals() -> None:
    learnt = {"near": 2.0, "far": -1.0}
    options = [{"far": 1.0}, {"near": 1.0, "unknown": 5.0}, {"near": 1.0}]
    assert score(options[1], learnt) == 2.0
    assert best(options, learnt) == 1
    told = shares(options, learnt)
    assert sum(told) == pytest.approx(1.0)
    assert told[1] == told[2] > told[0]
    assert shares([], learnt) == []
