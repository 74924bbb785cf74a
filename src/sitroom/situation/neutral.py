"""Words that have one writing for all languages: countries, their people, number words, from the language packs.

They let reports in two languages meet even where no annotator resolved anything.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from sitroom.lang import load_lang
from sitroom.lang.schemas.countries import Country
from sitroom.lang.schemas.times import TimeWords
from sitroom.lang.words import Word, has_table, words

NUMBERS = "number"  # the word class of number words in time_words.toml
LONGEST = 4  # words of a phrase


@functools.cache
def phrases(language: str | None) -> dict[tuple[str, ...], str]:
    """Folded words -> anchor: `c:ISL` for a country, its people and language, `#9` for a number word above one."""
    found: dict[tuple[str, ...], str] = {}
    if has_table(language, Country.TABLE):
        for country in load_lang(str(language)).table(Country):
            for form in (*country.names, *country.demonyms):
                found.setdefault(folded(form), f"c:{country.id}")
    if has_table(language, TimeWords.TABLE):
        numbers = [t for t in load_lang(str(language)).table(TimeWords) if t.id == NUMBERS]
        for value, forms in (item for entry in numbers for item in entry.forms.items()):
            if value.isdigit() and int(value) > 1:
                found |= {folded(form): f"#{int(value)}" for form in forms}
    return {key: anchor for key, anchor in found.items() if 0 < len(key) <= LONGEST}


def folded(form: str) -> tuple[str, ...]:
    """A phrase as its folded words."""
    return tuple(word.folded for word in words(form))


@functools.cache
def openings(language: str | None) -> dict[str, int]:
    """First word of any phrase -> words of the longest one that begins so."""
    longest: dict[str, int] = {}
    for key in phrases(language):
        longest[key[0]] = max(len(key), longest.get(key[0], 0))
    return longest


def find_phrases(tokens: Sequence[Word], language: str | None) -> list[tuple[int, int, str]]:
    """Phrases among the words of a line, longest first: (start, end, anchor), none overlapping."""
    known, longest = phrases(language), openings(language)
    found: list[tuple[int, int, str]] = []
    done = 0
    for at, token in enumerate(tokens):
        if at < done or token.folded not in longest:
            continue
        for length in range(min(longest[token.folded], len(tokens) - at), 0, -1):
            anchor = known.get(tuple(word.folded for word in tokens[at : at + length]))
            if anchor is not None:
                found.append((token.start, tokens[at + length - 1].end, anchor))
                done = at + length
                break
    return found
