"""Words without a rule that tell of an act all the same: what is told of them, how likely they are which, what they
make."""

from __future__ import annotations

import pytest

from sitroom.annotate.events.hints import NONE, hints, likely, speaks, table_of
from sitroom.annotate.events.lexicon import load_lexicon
from sitroom.annotate.events.match import matches
from sitroom.annotate.events.modality import Status
from sitroom.annotate.events.unlisted import is_unlisted, likeliest, rule_of, told_as, types_told, with_unlisted
from sitroom.annotate.parse import Block, parse
from sitroom.lang import load_lang
from sitroom.model import Section
from sitroom.ontology import load_ontology

TEXTS = (
    ("fr", "Le Togo a expulsé lundi l'ambassadeur du Ghana, puis le calme est revenu au marché."),
    ("en", "Togo expelled the Ghanaian ambassador on Monday, then calm returned to the market."),
)


def block_of(code: str, text: str) -> Block:
    return parse(text, (Section(start=0, end=len(text), kind="body", reason="test"),), code).blocks[0]


@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_columns_are_the_types_of_the_ontology_and_none(code: str) -> None:
    assert table_of(code).columns == (*sorted(load_ontology().types), NONE)


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_each_word_that_may_speak_has_shares_that_leave_room_for_no_event(code: str, text: str) -> None:
    block, lexicon = block_of(code, text), load_lexicon(load_lang(code))
    found = likely(list(block.doc), lexicon)
    assert set(found) == {t.i for t in block.doc if speaks(t)}
    assert all(0 <= sum(types.values()) < 1 for types in found.values())
    expelled = next(t.i for t in block.doc if t.lemma_ in ("expulser", "expel"))
    market = next(t.i for t in block.doc if t.lemma_ in ("marché", "market"))
    assert max(found[expelled], key=found[expelled].__getitem__) == "SANCTION"
    assert sum(found[market].values()) < 0.1


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_most_of_what_is_told_has_weights(code: str, text: str) -> None:
    lexicon, table = load_lexicon(load_lang(code)), table_of(code)
    told = [hints(t, lexicon) for t in block_of(code, text).doc if speaks(t)]
    assert all(len(one.keys() & table.rows.keys()) > 5 for one in told)


def test_every_type_has_slots_for_verbs_and_nouns() -> None:
    assert sorted(types_told()) == sorted(load_ontology().types)
    for type in types_told():
        assert all(rule_of(type, kind).trigger.recipient for kind in ("verb", "noun"))


def test_only_types_that_are_likely_enough_are_looked_at() -> None:
    assert likeliest({"ACCUSE": 0.1, "AGREE": 0.1}) == []
    assert likeliest({"ACCUSE": 0.2, "AGREE": 0.3, "AID": 0.1, "ASSAULT": 0.01}) == ["AGREE", "ACCUSE"]


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_hints_stand_behind_the_rules_of_a_word_and_alone_where_there_are_none(code: str, text: str) -> None:
    block, lexicon = block_of(code, text), load_lexicon(load_lang(code))
    sentence = next(iter(block.doc.sents))
    ruled = matches(sentence, lexicon)
    expelled = next(t.i for t in block.doc if t.lemma_ in ("expulser", "expel"))
    calm = next(t.i for t in block.doc if t.lower_ in ("calme", "calm"))
    hinted = {expelled: {"SANCTION": 0.5, "COERCE": 0.3}, calm: {"CONCEDE": 0.6}}
    found = {m.token.i: list(m.chain()) for m in with_unlisted(ruled, sentence, hinted, lexicon)}
    own = [m.rule for m in next(m for m in ruled if m.token.i == expelled).chain()]
    assert [m.rule for m in found[expelled]][: len(own)] == own
    assert [m.rule.trigger.type for m in found[expelled] if is_unlisted(m)] == [
        t for t in ("SANCTION", "COERCE") if t not in {r.trigger.type for r in own}
    ]
    assert [m.rule.trigger.id for m in found[calm]] == ["unlisted-concede"]
    assert list(found) == sorted(found)


@pytest.mark.parametrize(
    ("type", "state", "modality"),
    [
        ("ASSAULT", "real", "asserted"),
        ("ASSAULT", "negated", "denied"),
        ("REJECT", "refused", "asserted"),
        ("CONSULT", "planned", "planned"),
        ("THREATEN", "possible", "conditional"),
        ("ASSAULT", "possible", None),
        ("ASSAULT", "hearsay", "attributed"),
    ],
)
def test_a_hint_keeps_its_type_and_takes_the_modality_of_how_real_it_is(
    type: str, state: str, modality: str | None
) -> None:
    found = told_as(type, Status(state))  # type: ignore[arg-type]
    assert (found and found[2]) == modality
    assert found is None or found[0] == type
