"""The interface's words in French and English, from board/texts.toml."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

from sitroom.errors import DataError

TEXTS = Path(__file__).parent / "board" / "texts.toml"
LANGUAGES = ("en", "fr")
# Months as CLDR writes them inside a date.
MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
}

Say = Callable[..., str]


@functools.cache
def _texts() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))


def speaker(language: str) -> Say:
    """A function `say("story.head")` -> the words in `language`; further arguments fill {slots}.

    Raises DataError for a key that texts.toml lacks.
    """

    def say(key: str, **slots: object) -> str:
        group, _, name = key.partition(".")
        try:
            words = _texts()[group][name][language]
        except KeyError:
            raise DataError("board/texts.toml", key, f"has no words in {language!r}") from None
        return words.format(**slots) if slots else words

    return say


def count(say: Say, key: str, n: int) -> str:
    """`1 report`, `2 reports`: `key` names the pair `<key>_one`, `<key>_many`."""
    return say(f"{key}_one") if n == 1 else say(f"{key}_many", n=n)


def note(text: str, language: str) -> str:
    """A dossier's note in `language`; one that texts.toml does not know stays as it was written."""
    for pattern, words in _notes():
        if found := pattern.fullmatch(text):
            return words[language].format(**found.groupdict())
    return text


@functools.cache
def _notes() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """The notes' English words as patterns whose {slots} are groups, with the words."""
    slot = re.compile(r"\\\{(\w+)\\\}")
    return tuple(
        (re.compile(slot.sub(r"(?P<\1>.+?)", re.escape(words["en"])), re.DOTALL), words)
        for words in _texts().get("note", {}).values()
    )


def day(value: str | None, language: str) -> str:
    """An ISO 8601 or TIMEX3 value for people; what is no plain date, time or interval stays as it is."""
    if not value:
        return ""
    if "/" in value:
        first, _, last = value.partition("/")
        return f"{day(first, language)} – {day(last, language)}"
    date, _, clock = value.partition("T")
    parts = date.split("-")
    months = MONTHS[language].split()
    if not all(p.isdigit() for p in parts) or len(parts) > 3 or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return value
    words = [str(int(parts[2]))] if len(parts) == 3 else []
    words += [months[int(parts[1]) - 1]] if len(parts) > 1 else []
    text = " ".join([*words, parts[0]])
    return f"{text}, {clock[:5]}" if clock[:1].isdigit() else text
