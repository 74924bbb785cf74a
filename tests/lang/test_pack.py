"""Language packs: a wrong entry is found, and the message names file and entry."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest

from sitroom.errors import LexiconError
from sitroom.lang import Entry, languages, load_lang, read_table


class Word(Entry):
    TABLE: ClassVar[str] = "words"

    form: str
    weight: float = 1.0


def table(folder: Path, text: str) -> Path:
    path = folder / "xx" / "words.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def test_entries_are_read_in_file_order(tmp_path: Path) -> None:
    path = table(tmp_path, '[[entry]]\nid = "b"\nform = "mot"\n[[entry]]\nid = "a"\nform = "autre"\n')
    assert [e.id for e in read_table(path, Word)] == ["b", "a"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[[entry]]\nid = "a"\n', "a.form"),
        ('[[entry]]\nid = "a"\nform = 3\n', "a.form"),
        ('[[entry]]\nid = "a"\nform = "x"\ncolour = "red"\n', "a.colour"),
        ('[[entry]]\nform = "x"\n', "entry 1.id"),
        ('[[entry]]\nid = "a"\nform = "x"\n[[entry]]\nid = "a"\nform = "y"\n', "a"),
        ('[[entries]]\nid = "a"\n', "entries"),
        ("entry = 3\n", "entry"),
        ("entry = [3]\n", "entry 1"),
        ("[[entry\n", "file"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(LexiconError) as caught:
        read_table(table(tmp_path, text), Word)
    assert caught.value.key == key
    assert "xx/words.toml" in str(caught.value)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        read_table(tmp_path / "xx" / "words.toml", Word)


def test_there_is_french_and_english_and_an_unknown_language_says_what_there_is() -> None:
    assert {"fr", "en"} <= set(languages())
    with pytest.raises(LexiconError, match="en, fr"):
        load_lang("zz")


def test_every_pack_has_the_same_tables() -> None:
    names = {code: {p.name for p in load_lang(code).folder.glob("*.toml")} for code in languages()}
    assert len({frozenset(n) for n in names.values()}) == 1, names
