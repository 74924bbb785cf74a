"""The language of a text: by its small words, else by py3langid; a short text is taken for no rare language."""

from __future__ import annotations

import pytest

from sitroom.clean.language import detect


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Le maire de Sorbel a annoncé que les écoles de la ville resteraient fermées jusqu'à lundi.", "fr"),
        ("The mayor of Malon said that the schools of the town would stay closed until Monday.", "en"),
        ("Former Nigerian president Abubakar leads the delegation.", "en"),
        ("Les rebelles entrent dans Goma", "fr"),
        ("El presidente habló ayer en Madrid", "es"),
        ("Il presidente ha parlato ieri a Roma", "it"),
        ("Iran – Israel", None),
        ("12 / 30", None),
    ],
)
def test_language_of_texts(text: str, code: str | None) -> None:
    assert detect(text)[0] == code
