"""Every example of every pack's intake.toml."""

from __future__ import annotations

import pytest

from sitroom.ingest.columns import fields_of, forwards, mail_head
from sitroom.lang import languages, load_lang
from sitroom.lang.schemas.intake import IntakeExample, IntakeWords

EXAMPLES = [(e, x) for c in languages() for e in load_lang(c).table(IntakeWords) for x in e.examples]


@pytest.mark.parametrize(("entry", "example"), EXAMPLES, ids=lambda v: getattr(v, "line", getattr(v, "id", "")))
def test_intake_examples(entry: IntakeWords, example: IntakeExample) -> None:
    if entry.columns:
        assert next(iter(fields_of([example.line])), None) == example.field
    if entry.heads:
        found = mail_head(example.line)
        assert found == (example.field, example.value)
    assert forwards(example.line) == example.forward
