"""Words of a text for comparing and searching: split, folded, stripped of usual endings.

    words("L'Éthiopie frappée")  ->  Word(0, 1, "l"), Word(2, 10, "ethiopie"), Word(11, 18, "frappee")
    stem("frappee", "fr")        ->  "frap"

Endings and stop words are data (stems.toml, stopwords.toml); a language without a pack keeps its words whole.
This is light stemming for recall in search and clustering, not lemmatisation: annotators use spaCy's lemmas.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

from sitroom.lang.pack import languages, load_lang
from sitroom.lang.schemas.stems import Stem
from sitroom.lang.schemas.stopwords import Stopwords

WORD = re.compile(r"[^\W_]+")
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


class Word(NamedTuple):
    """A word of a text: where it stands (code points) and its folded form."""

    start: int
    end: int
    folded: str


def words(text: str) -> list[Word]:
    """The words of a text in order. A word is a run of letters and digits; hyphen and apostrophe part words."""
    return [Word(*m.span(), fold(m.group())) for m in WORD.finditer(text)]


def folded(text: str) -> str:
    """A text as its folded words: "Reuters.com" -> "reuters com"."""
    return " ".join(word.folded for word in words(text))


@functools.lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case, without accents and ligatures."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold().translate(LIGATURES))
    return "".join(c for c in apart if not unicodedata.combining(c))


@functools.lru_cache(maxsize=65536)
def stem(folded: str, language: str | None) -> str:
    """A folded word without its usual endings; words with digits stay whole."""
    if not folded.isalpha():
        return folded
    for endings in steps(language):
        for ending in endings:
            size = len(ending.suffix)
            if ending.double:
                if len(folded) > ending.keep + 1 and folded[-1] == folded[-2]:
                    folded = folded[:-1]
                    break
            elif folded.endswith(ending.suffix) and len(folded) - size >= ending.keep:
                folded = folded[: len(folded) - size] + ending.replace
                break
    return folded


@functools.cache
def steps(language: str | None) -> tuple[tuple[Stem, ...], ...]:
    """The endings of a language by step, longest first; nothing without a pack or a table."""
    if not has_table(language, Stem.TABLE):
        return ()
    table = load_lang(str(language)).table(Stem)
    numbers = sorted({entry.step for entry in table})
    return tuple(
        tuple(sorted((e for e in table if e.step == number), key=lambda e: (-len(e.suffix), e.id)))
        for number in numbers
    )


@functools.cache
def stopwords(language: str | None) -> frozenset[str]:
    """Folded stop words of a language; empty without a pack or a table."""
    if not has_table(language, Stopwords.TABLE):
        return frozenset()
    return frozenset(word for entry in load_lang(str(language)).table(Stopwords) for word in entry.words)


def has_table(language: str | None, table: str) -> bool:
    """Is there a pack for this language, with this table?"""
    return language in languages() and (load_lang(str(language)).folder / f"{table}.toml").exists()
