"""A small room of hand-made dossiers (invented people), hostile ones among them; no parser is loaded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitroom.model import (
    Actor,
    Dossier,
    Event,
    EventMention,
    Mention,
    Party,
    Raw,
    Ref,
    Repair,
    Report,
    Section,
    Span,
    Statement,
)
from sitroom.room import Room

NASTY = "<script>alert(1)</script><style>*{display:none}</style>\"'><img src=x onerror=alert(1)>"
TEXTS = {
    "plain": (
        "Le port de Sarnel rouvre 🚢\n\n« Nous rouvrirons lundi », a déclaré Ilva Morant à la radio. "
        "Morant a promis une enquête.\n\nLire aussi : dix chats célèbres"
    ),
    "nasty": (
        f"Titre {NASTY}\n\n« {NASTY} », a déclaré Ilva Morant {NASTY} à la radio.\n\n"
        "Right\u202eto\u0000left, [a link](javascript:alert(1)) and `code`."
    ),
}


def span(text: str, words: str) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def annotate(raw: Raw) -> Dossier:
    text = TEXTS[raw.name]
    sections, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            kind = "headline" if number == 0 else "promo" if line.startswith("Lire") else "body"
            sections.append(Section(start=at, end=at + len(line), kind=kind, reason=f"test {NASTY}"))
        at += len(line) + 1
    quote_end = text.index(" »") + 2
    content = Span(start=text.index("«"), end=quote_end)
    digest = hashlib.sha256(text.encode()).hexdigest()
    who = span(text, "Ilva Morant")
    return Dossier(
        report=Report(
            id="r" + digest[:15],
            outlet=f"Gazette {raw.name}",
            url="javascript:alert(1)" if raw.name == "nasty" else "https://gazette.example/sarnel",
            title=text.split("\n")[0],
            language="fr",
            published="2026-03-02T18:40",
            sha256=digest,
        ),
        text=text,
        sections=tuple(sections),
        actors=(
            Actor(
                id="a1", name="Ilva Morant", kind="person", country="FRA", roles=("maire",), key="person:ilva morant"
            ),
            Actor(id="a2", name="police", kind="organisation", key="org::police"),
            Actor(id="a3", name="un responsable", kind="anonymous", key="anonymous:FRA::official"),
        ),
        mentions=(
            Mention(**who, actor="a1", rule="test", repaired=Repair(from_="Morant", to=NASTY, evidence="x", score=0.9)),
        ),
        statements=(
            Statement(
                id="s1", sources=(Ref(**who, actor="a1"), Ref(**span(text, "la radio"), actor="a3")),
                cue=Span(**span(text, "a déclaré")), contents=(content,),
                kind="direct", sourcing="named", venue="broadcast", time="2026-03-02", rule="test",
                detail={"sense": NASTY},
            ),
        ),
        events=(
            Event(
                id="e1", type="AGREE", actors=(Party(**who, actor="a1", country="FRA"),), date="2026-03-02",
                mentions=(
                    EventMention(**content.model_dump(), trigger_start=content.start, trigger_end=content.start + 4),
                ),
                rule="test", modality="attributed", attributed_to="s1", detail={"date": NASTY},
            ),
            Event(
                id="e2", type="PROTEST",
                mentions=(EventMention(**who, trigger_start=who["start"], trigger_end=who["end"]),), rule="test",
            ),
        ),
        notes=(f"note {NASTY}",),
        engine="test",
    )  # fmt: skip


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with Room.open(tmp_path / "test.room", create=True, annotate=annotate, engine="test") as opened:
        raws = [Raw(name=name, data=text.encode()) for name, text in TEXTS.items()]
        outcomes = list(opened.add(raws, now=datetime(2026, 3, 3, tzinfo=UTC)))
        assert [o.status for o in outcomes] == ["added", "added"]
        yield opened
