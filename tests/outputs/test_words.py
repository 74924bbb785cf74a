"""The interface's words: venues and notes in the reader's language."""

from __future__ import annotations

import pytest

from sitroom.lang.pack import languages, load_lang
from sitroom.lang.schemas.venues import Venue
from sitroom.model import Raw
from sitroom.outputs.words import LANGUAGES, note, speaker
from sitroom.pipeline import read_raw


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_venue_has_words(language: str) -> None:
    say = speaker(language)
    for code in languages():
        assert all(say(f"venue.{v.id}") for v in load_lang(code).table(Venue))


@pytest.mark.parametrize(
    ("data", "given"),
    [
        (b"Le port est clos.", {}),
        ("Le port est « clos.".encode(), {}),
        ("Le « port est « clos.".encode(), {"published": "2026-03-02"}),
        (b"Le port est clos.", {"published": "un jour"}),
        (b"Le port est clos.", {"retrieved": "2026-03-02"}),
        (b"Le port\0 est clos.", {}),
        (b"Le port est a" + "\u0301".encode() * 50, {}),
        ("Le préfet a été très étonné.".encode().decode("latin-1").encode(), {"language": "fr"}),
        ("Le port est clos, a déclaré Éva. ".encode() * 5 + b"\xe9", {}),
        ("Le port est clos.".encode("utf-16-le"), {}),
        ("Le port a été fermé à midi, a déclaré le préfet.".encode("cp1252"), {}),
        (b"<html lang=en><p>Le port est clos depuis ce matin, disent les marins qui attendent sur les quais.", {}),
    ],
)
def test_what_the_stages_note_is_said_in_french(data: bytes, given: dict[str, str]) -> None:
    """A note whose wording changed in a stage would stay English on the French board."""
    notes = read_raw(Raw(name="essai", data=data, **given)).notes
    assert notes
    for written in notes:
        assert note(written, "en") == written
        assert note(written, "fr") != written


def test_an_unknown_note_stays_as_it_was_written() -> None:
    assert note("Something {else}.", "fr") == "Something {else}."
