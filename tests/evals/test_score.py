"""The scorers count what their head says they count."""

from __future__ import annotations

from collections import Counter

import pytest

from evals.gate import check
from evals.goldset import Finder
from evals.matching import pair, same_actor
from evals.score import figures, score
from sitroom.errors import DataError
from sitroom.model import (
    Actor,
    Dossier,
    Event,
    EventMention,
    Mention,
    Party,
    Ref,
    Report,
    Section,
    Span,
    Statement,
    Timex,
)  # fmt: skip

TEXT = "Titre\nAnna Brel a dit que le pont est fermé, selon un responsable.\nLire aussi"


def at(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def dossier(**changes: object) -> Dossier:
    values: dict[str, object] = {
        "report": Report(id="x", sha256="0" * 64, language="fr"),
        "text": TEXT,
        "sections": (
            Section(**at("Titre"), kind="headline", reason=""),
            Section(start=6, end=TEXT.index("\nLire"), kind="body", reason=""),
            Section(**at("Lire aussi"), kind="promo", reason=""),
        ),
        "actors": (
            Actor(id="a1", name="Anna Brel", kind="person"),
            Actor(id="a2", name="un responsable", kind="anonymous", country="FRA"),
        ),
        "mentions": (
            Mention(**at("Anna Brel"), actor="a1", rule="t"),
            Mention(**at("responsable"), actor="a2", form="nominal", rule="t"),
        ),
        "times": (Timex(**at("fermé"), type="DATE", value="2026-03-01", rule="t"),),
        "statements": (
            Statement(id="s1", sources=(Ref(**at("responsable"), actor="a2"),), cue=Span(**at("selon")),
                      contents=(Span(**at("Anna Brel a dit que le pont est fermé")),), kind="indirect",
                      sourcing="anonymous", rule="t"),
            Statement(id="s2", sources=(Ref(**at("Anna Brel"), actor="a1"),), cue=Span(**at("a dit")),
                      contents=(Span(**at("le pont est fermé")),), kind="indirect", sourcing="named",
                      within="s1", rule="t"),
        ),
        "events": (
            Event(id="e1", type="COERCE", actors=(Party(**at("Anna Brel"), actor="a1"),),
                  mentions=(EventMention(**at("le pont est fermé"), trigger_start=at("fermé")["start"],
                                         trigger_end=at("fermé")["end"]),), rule="t"),
        ),
    }  # fmt: skip
    return Dossier(**(values | changes))  # type: ignore[arg-type]


def test_gold_against_itself_is_perfect() -> None:
    assert {name: value for name, value in figures(score(dossier(), dossier())).items() if value != 1.0} == {
        # nothing of these kinds is in the text, and a share of nothing found is not a success
        "places.exact_f1": 0.0,
    }


def test_an_empty_reading_finds_nothing() -> None:
    empty = Dossier(report=dossier().report, text=TEXT)
    f = figures(score(dossier(), empty))
    for name in ("sections.junk_f1", "mentions.exact_f1", "times.value_f1", "statements.content_f1", "events.type_f1"):
        assert f[name] == (0.0 if name != "sections.junk_f1" else f[name])
    assert f["sections.body_kept"] == 0.0


def test_a_wrong_speaker_and_a_lost_nesting_are_seen() -> None:
    first, second = dossier().statements
    wrong = second.model_copy(update={"sources": first.sources, "within": None})
    f = figures(score(dossier(), dossier(statements=(first, wrong))))
    assert f["statements.content_f1"] == 1.0
    assert f["statements.speaker"] == 0.5
    assert f["statements.within"] == 0.5


def test_one_actor_counted_as_two_loses_recall_and_two_as_one_precision() -> None:
    one, two = dossier().mentions
    joined = dossier(mentions=(one, two.model_copy(update={"actor": "a1"})), statements=())
    apart = dossier(statements=())
    merged, split = figures(score(apart, joined)), figures(score(joined, apart))
    assert (merged["chains.b3_precision"], merged["chains.b3_recall"]) == (0.5, 1.0)
    assert (split["chains.b3_precision"], split["chains.b3_recall"]) == (1.0, 0.5)
    assert split["chains.b3_f1"] == pytest.approx(2 / 3)


def test_a_wrong_party_leaves_the_type_right() -> None:
    event = dossier().events[0].model_copy(update={"actors": ()})
    f = figures(score(dossier(), dossier(events=(event,))))
    assert f["events.type_f1"] == 1.0
    assert f["events.parties_f1"] == 0.0


def test_events_that_are_not_core_count_neither_way() -> None:
    marginal = dossier().events[0].model_copy(update={"detail": {"core": False}})
    gold = dossier(events=(marginal,))
    assert score(gold, dossier())["events.found"] == 0
    assert score(gold, dossier(events=()))["events.gold"] == 0


def test_body_labelled_junk_is_lost_body() -> None:
    headline, body, promo = dossier().sections
    f = figures(score(dossier(), dossier(sections=(headline, body.model_copy(update={"kind": "ad"}), promo))))
    assert f["sections.body_kept"] == 0.0
    assert f["sections.junk_f1"] == pytest.approx(2 / 3)


def test_pairs_are_one_to_one_best_first() -> None:
    assert pair([1, 2], [2, 2.1], lambda g, p: 1 - abs(g - p), 0.0) == [(2, 2)]


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        (Actor(id="1", name="Anna Brel", kind="person"), Actor(id="2", name="Brel", kind="person"), True),
        (Actor(id="1", name="Anna Brel", kind="person"), Actor(id="2", name="Paul Brel", kind="person"), False),
        (Actor(id="1", name="Élan", kind="organisation"), Actor(id="2", name="ELAN", kind="organisation"), True),
        (Actor(id="1", name="France", kind="state", country="FRA"),
         Actor(id="2", name="la France", kind="state", country="FRA"), True),
        (Actor(id="1", name="x", kind="anonymous", country="FRA"),
         Actor(id="2", name="y", kind="anonymous", country="USA"), False),
    ],
)  # fmt: skip
def test_the_same_actor(gold: Actor, found: Actor, same: bool) -> None:
    assert same_actor(dossier(actors=(gold,)), gold.id, dossier(actors=(found,)), found.id) is same
    assert same_actor(dossier(), "a1", dossier(), None) is False


def test_quotes_are_found_by_line_occurrence_and_elision() -> None:
    find = Finder("f.json", "un deux\nun trois un")
    assert find.span({"q": "un"}, "k") == Span(start=0, end=2)
    assert find.span({"q": "un", "line": 2, "nth": 2}, "k") == Span(start=17, end=19)
    assert find.span("deux[...]trois", "k") == Span(start=3, end=16)
    assert find.line(2, "k") == Span(start=8, end=19)
    for quote in ({"q": "quatre"}, {"q": "un", "nth": 9}, {"q": "un", "line": 9}, {"q": ""}):
        with pytest.raises(DataError, match=r"f\.json: k"):
            find.span(quote, "k")


def test_the_gate_names_what_fell_and_what_vanished() -> None:
    floors = {"a": 0.5, "b": 0.5, "c": 0.5, "corpora.d": 0.5}
    assert [line.split(":")[0] for line in check({"a": 0.6, "b": 0.4}, floors)] == ["b", "c"]


def test_counts_add_up_to_micro_averages() -> None:
    one, two = score(dossier(), dossier()), score(dossier(), dossier(statements=()))
    total: Counter[str] = Counter()
    total.update(one)
    total.update(two)
    assert figures(total)["statements.recall"] == 0.5
