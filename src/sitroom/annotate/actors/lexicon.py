"""The actor tables of one language, ready to match against tokens.

`Phrases` finds wordings of several words at any token, by their first letters: no tokenizer is needed to compile them,
only that a wording begins and ends where tokens do. Letters are folded one for one (case, diacritics), so that
"Etats-Unis" and "États-Unis" are the same and offsets stay.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from sitroom.lang import Lang
from sitroom.lang.schemas.anonymous import Descriptor
from sitroom.lang.schemas.countries import Country
from sitroom.lang.schemas.cues import Cue
from sitroom.lang.schemas.firstnames import FirstNames
from sitroom.lang.schemas.institutions import Institution
from sitroom.lang.schemas.nominals import Nominal
from sitroom.lang.schemas.pronouns import Pronoun
from sitroom.lang.schemas.titles import Title
from sitroom.lang.schemas.wordclasses import WordClass

T = TypeVar("T")
Gender = Literal["m", "f"]
TELLING = ("speech", "writing", "request", "refusal", "denial", "judgement")  # senses of cues.toml that are words
VOICED = (*TELLING, "belief", "intention")
WORDED = ("quote", "insert", "clause")  # frames of cues.toml that only words or thoughts fill
KEY = 3  # letters a wording is looked up by


class _Letters(dict[int, str]):
    """Letters in lower case without diacritics by code point, each worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        self[code] = base if len(base) == 1 else chr(code)
        return self[code]


LETTERS = _Letters()


def fold(text: str) -> str:
    """Lower case without diacritics, letter for letter: the result has the same length."""
    return text.lower() if text.isascii() else text.translate(LETTERS)


class Phrases(Generic[T]):
    """Wordings and what they stand for. `find` is linear in the text for a fixed table."""

    def __init__(self, wordings: Iterable[tuple[str, T]]) -> None:
        self._by_key: dict[str, list[tuple[str, str, T]]] = {}
        for wording, value in wordings:
            low = fold(wording)
            self._by_key.setdefault(low[:KEY], []).append((low, wording, value))
        for row in self._by_key.values():
            row.sort(key=lambda r: (-len(r[0]), r[0]))
        self._short = tuple(n for n in range(KEY - 1, 0, -1) if any(len(key) == n for key in self._by_key))

    def at(self, low: str, start: int, ends: Container[int]) -> list[tuple[int, str, T]]:
        """Wordings that begin at `start` of the folded text and end where a token ends, the longest first."""
        out = [
            (start + len(r[0]), r[1], r[2])
            for r in self._by_key.get(low[start : start + KEY], ())
            if low.startswith(r[0], start) and start + len(r[0]) in ends
        ]
        for n in self._short:  # wordings shorter than the key
            short = self._by_key.get(low[start : start + n])
            if short is not None and start + n in ends:
                out += [(start + n, r[1], r[2]) for r in short if len(r[0]) == n and low.startswith(r[0], start)]
        return out


@dataclass(frozen=True, slots=True)
class Head:
    """A form of a nominal: its entry, gender and number as the form tells them."""

    entry: Nominal
    gender: Gender | None
    plural: bool


@dataclass(frozen=True)
class Lexicon:
    """Everything the rules look up for one language."""

    classes: dict[str, frozenset[str]]
    numerals: dict[str, int]
    titles: dict[str, Title]
    heads: Phrases[Head]
    institutions: Phrases[Institution]
    places: Phrases[tuple[str, bool]]  # (ISO code, is the capital)
    demonyms: dict[str, str]
    locals: dict[str, str]  # adjectives of towns and regions
    country_names: dict[str, str]
    descriptors: dict[str, Descriptor]
    pronouns: Phrases[Pronoun]
    firstnames: dict[str, Gender | None]
    by_id: dict[str, Nominal]
    bodies: dict[str, Institution]
    seats: dict[str, Institution]  # towns as written
    says: frozenset[str]  # lemmas of verbs that report words (cues.toml), without those that only think or act
    inserts: frozenset[str]  # lemmas of verbs that stand behind what is said ("..., she said")
    voices: frozenset[str]  # lemmas of all verbs whose subject is a source: thoughts and intentions, too

    def is_country(self, name: str) -> bool:
        """Is it the name of a country, no capital's?"""
        return any(not capital for _, _, (_, capital) in self.places.at(fold(name), 0, {len(fold(name))}))

    def gender_of(self, name: str) -> Gender | None:
        """The gender a full name's given name tells; None when it is not known, or only a surname is given."""
        given = name.split()[0] if " " in name else ""
        return self.firstnames.get(given)

    def is_in(self, word: str, *names: str) -> bool:
        """Is the folded word in one of the word classes?"""
        return any(word in self.classes.get(n, ()) for n in names)

    @functools.cached_property
    def country_words(self) -> frozenset[str]:
        """The folded words of the names of countries."""
        return frozenset(fold(word) for name in self.country_names.values() for word in name.split())


def _heads(entries: Sequence[Nominal]) -> Iterable[tuple[str, Head]]:
    for entry in entries:
        forms: tuple[tuple[tuple[str, ...], Gender | None, bool], ...] = (
            (entry.masculine, "m", False), (entry.feminine, "f", False), (entry.common, None, False),
            (entry.plural, None, True),
        )  # fmt: skip
        for words, gender, plural in forms:
            yield from ((w, Head(entry, gender, plural)) for w in words)


@functools.cache
def lexicon(lang: Lang) -> Lexicon:
    """Compile the tables of a language once. Raises LexiconError when one is wrong."""
    classes = lang.table(WordClass)
    countries = lang.table(Country)
    numerals = next((c for c in classes if c.id == "numeral"), None)
    nominals = lang.table(Nominal)
    institutions = lang.table(Institution)
    places = [(n, (c.id, False)) for c in countries for n in c.names]
    places += [(c.capital, (c.id, True)) for c in countries if c.capital]
    places += [(c.capital[4:], (c.id, True)) for c in countries if c.capital and c.capital.startswith("New ")]  # Delhi
    return Lexicon(
        classes={c.id: frozenset(map(fold, c.words)) for c in classes},
        numerals=dict(zip(map(fold, numerals.words), numerals.values, strict=False)) if numerals else {},
        titles={fold(f): t for t in lang.table(Title) for f in t.forms},
        heads=Phrases(_heads(nominals)),
        institutions=Phrases((n, i) for i in institutions for n in i.names),
        places=Phrases(places),
        demonyms=_first((fold(d), c.id) for c in countries for d in c.demonyms),
        locals=_first((fold(d), c.id) for c in countries for d in c.locals),
        country_names={c.id: c.names[0] for c in countries},
        descriptors=_first((fold(w), d) for d in lang.table(Descriptor) for w in d.words),
        pronouns=Phrases((f, p) for p in lang.table(Pronoun) for f in p.forms),
        firstnames=_first((n, e.gender) for e in lang.table(FirstNames) for n in e.names),
        by_id={n.id: n for n in nominals},
        bodies={i.id: i for i in institutions},
        seats={town: i for i in institutions for town in i.seats},
        says=frozenset(fold(v) for c in lang.table(Cue) if c.sense in TELLING for v in c.verbs),
        inserts=frozenset(fold(v) for c in lang.table(Cue) if "insert" in c.frames for v in c.verbs),
        voices=frozenset(
            fold(v) for c in lang.table(Cue) if c.sense in VOICED and {*c.frames} & {*WORDED} for v in c.verbs
        ),
    )


def _first(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """A dict in which the first value of a key stays."""
    out: dict[str, T] = {}
    for key, value in pairs:
        out.setdefault(key, value)
    return out
