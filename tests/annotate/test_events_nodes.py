"""What hangs on a word is looked up once while a report's events are read."""

from __future__ import annotations

from sitroom.annotate.events import tree
from sitroom.annotate.events.lexicon import load_lexicon
from sitroom.annotate.events.nodes import MEMORY, bounds, remembering
from sitroom.annotate.events.nominal import base_of
from sitroom.annotate.parse import parse
from sitroom.lang import load_lang
from sitroom.model import Section


def test_what_is_remembered_is_the_same_and_everybody_s_own_and_gone_afterwards() -> None:
    block = parse(
        "Le Togo a été accusé par le Ghana.", (Section(start=0, end=34, kind="body", reason="test"),), "fr"
    ).blocks[0]
    plain = [(tree.subjects(t), tree.objects(t), tree.obliques(t), tree.is_passive(t)) for t in block.doc]
    with remembering([block.doc]):
        for _ in range(2):
            found = [(tree.subjects(t), tree.objects(t), tree.obliques(t), tree.is_passive(t)) for t in block.doc]
            assert found == plain
            found[0][0].append(block.doc[0])
    assert MEMORY not in block.doc.user_data


def test_the_bounds_of_a_sentence_are_those_of_the_parse() -> None:
    text = "Le Togo se tait. Le Ghana proteste : il accuse Lomé. Rien ne bouge."
    doc = parse(text, (Section(start=0, end=len(text), kind="body", reason="test"),), "fr").blocks[0].doc
    assert len(list(doc.sents)) > 1
    assert [bounds(t) for t in doc] == [(t.sent.start, t.sent.end) for t in doc]


def test_an_answer_is_remembered_by_what_else_was_asked() -> None:
    lexicons = [load_lexicon(load_lang(code)) for code in ("en", "fr")]
    text = "Lima protested against the expulsion of two envoys."
    doc = parse(text, (Section(start=0, end=len(text), kind="body", reason="test"),), "en").blocks[0].doc
    noun = next(t for t in doc if t.text == "expulsion")
    plain = [base_of(noun, lexicon) for lexicon in lexicons]
    assert plain[0] == "expel" != plain[1]
    with remembering([doc]):
        assert [base_of(noun, lexicon) for lexicon in (*lexicons, *lexicons)] == [*plain, *plain]
