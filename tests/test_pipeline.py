"""The whole reading, end to end: what must hold of any dossier, on the bundled reports and on mutilated ones."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitroom import pipeline
from sitroom.lang import languages
from sitroom.model import Dossier, Page, Raw, Span
from sitroom.outputs.contract import as_line

REPORTS = Path(__file__).parent.parent / "examples" / "reports"
INDEX = tomllib.loads((REPORTS / "index.toml").read_text(encoding="utf-8"))["reports"]
MARKS = "«»“”\"'‘’„()[]—–-…:;,.!? \u00a0\u202e\u200b\n\t😀é"


def raw(entry: dict[str, str]) -> Raw:
    data = (REPORTS / entry["file"]).read_bytes()
    return Raw(name=entry["file"], data=data, published=entry["published"], outlet=entry["outlet"], url=entry["url"])


def spans(d: Dossier) -> list[Span]:
    found: list[Span] = [*d.sections, *d.mentions, *d.references, *d.times, *d.places]
    for s in d.statements:
        found += [*s.sources, *s.contents, *s.addressees, *([s.cue] if s.cue else [])]
    for e in d.events:
        found += [*e.actors, *e.recipients, *e.mentions]
        found += [Span(start=m.trigger_start, end=m.trigger_end) for m in e.mentions]
    return found


def check(d: Dossier) -> None:
    """What every dossier promises."""
    assert all(0 <= s.start < s.end <= len(d.text) for s in spans(d))
    lines = {d.text.count("\n", 0, s.start) for s in d.sections}
    assert lines == {n for n, line in enumerate(d.text.split("\n")) if line.strip()}
    actors = {a.id for a in d.actors}
    assert len(actors) == len(d.actors)
    assert {m.actor for m in d.mentions} - {None} <= actors
    statements = {s.id for s in d.statements}
    assert len(statements) == len(d.statements)
    for s in d.statements:
        assert s.within is None or (s.within in statements and s.within != s.id)
        assert {r.actor for r in (*s.sources, *s.addressees)} - {None} <= actors
        assert bool(s.sources) or s.sourcing == "unattributed"
    for e in d.events:
        assert e.attributed_to is None or e.attributed_to in statements
        assert {p.actor for p in (*e.actors, *e.recipients)} - {None} <= actors
    junk = [s for s in d.sections if not s.readable]
    for s in d.statements:
        assert not any(c.overlaps(j) for c in s.contents for j in junk), "a junk line became a statement"
    for e in d.events:
        assert not any(m.overlaps(j) for m in e.mentions for j in junk), "a junk line became an event"
    assert all(a.start <= b.start for a, b in pairwise(d.mentions))
    as_line(d)


@pytest.mark.parametrize("entry", INDEX, ids=[e["file"] for e in INDEX])
def test_bundled_reports_keep_every_promise_and_read_the_same_twice(entry: dict[str, str]) -> None:
    first = pipeline.read_raw(raw(entry))
    check(first)
    assert first.statements
    assert first.actors
    assert as_line(first) == as_line(pipeline.read_raw(raw(entry)))


def mutilated(text: str, seed: int) -> str:
    """The text with marks dropped, doubled and put in, lines glued and words cut, always the same for one seed."""
    dice = random.Random(seed)
    out = []
    for ch in text:
        luck = dice.random()
        if luck < 0.01:
            continue
        out.append(ch)
        if luck > 0.985:
            out.append(dice.choice(MARKS))
    return "".join(out)[: dice.randint(200, len(text))]


@pytest.mark.parametrize("seed", range(12))
def test_mutilated_reports_never_raise(seed: int) -> None:
    entry = [e for e in INDEX if e["file"].endswith(".txt")][seed % 10]
    text = mutilated((REPORTS / entry["file"]).read_text(encoding="utf-8"), seed)
    check(pipeline.read_page(Page(text=text, published="2026-11-08", language=entry["language"])))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300), st.sampled_from(languages()))
def test_any_text_never_raises(text: str, language: str) -> None:
    check(pipeline.read_page(Page(text=text, published="2026-11-08", language=language)))


def test_stray_quotation_marks_are_survived_and_reported() -> None:
    text = "« Nous restons ici, a déclaré la maire Ilva Morant.\n\nElle a dit que « tout va bien » » hier.\n"
    d = pipeline.read_page(Page(text=text, published="2026-11-08", language="fr"))
    check(d)
    assert [n for n in d.notes if "no partner" in n and "@0" in n]


@pytest.mark.parametrize("entry", INDEX, ids=[e["file"] for e in INDEX])
def test_no_real_person_is_given_words_by_the_examples(entry: dict[str, str]) -> None:
    people = [a for a in pipeline.read_raw(raw(entry)).actors if a.kind == "person"]
    assert not [a.name for a in people if a.wikidata]


def test_a_report_reads_the_same_in_every_process() -> None:
    """Sets have another order in every process; what is read must not hang on it."""
    reports = [str(path) for path in sorted(REPORTS.glob("*.txt"))[:2]]
    command = [str(Path(sys.executable).with_name("sitroom")), "read", *reports, "--json"]
    outs = [
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    ]
    assert outs[0] == outs[1]
