"""What hangs on a word is looked up once while a report's events are read."""

from __future__ import annotations

from sitroom.annotate.events import tree
from sitroom.annotate.events.nodes import MEMORY, remembering
from sitroom.annotate.parse import parse
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
