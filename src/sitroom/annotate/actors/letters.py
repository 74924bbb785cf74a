"""How much a person's name looks like the names of a country's office holders.

The roster alone says it: how often runs of three and four letters stand in the names of those who held office in a
country, and how often in all others'. It never says where somebody is from: it is one sign among others for a country
that the report itself names (`bearings`), and nothing where the roster knows few names of a country.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from math import log

from sitroom.annotate.roster import Holder, load_roster, name_key

RUNS = (3, 4)  # letters
ANY = 0.4  # how much of a country's names is taken to be like all others'
LONGEST = 40  # letters of a word that are looked at
WORDS = 8  # of a name


class Letters:
    """The runs of letters in the names of office holders, by country."""

    def __init__(self, rows: Iterable[Holder]) -> None:
        people: dict[str, dict[str, set[str]]] = {}
        for row in rows:
            if row.country:
                known = people.setdefault(row.country, {}).setdefault(row.id, set())
                known.update(_words(row.name), _words(row.name_fr))
        self._words = {c: [w for its in ids.values() for w in sorted(its)] for c, ids in sorted(people.items())}
        self._all: Counter[str] = Counter()
        for words in self._words.values():
            self._all.update(run for w in words for run in _runs(w))
        self._total = sum(self._all.values())
        self._own: dict[str, tuple[Counter[str], int]] = {}

    def likeness(self, name: str, country: str) -> float:
        """How many times likelier (natural logarithm, mean of the runs of letters of a word, mean of the words) the
        name is in this country than anywhere; 0 where nothing is known of either."""
        own, total = self._of(country)
        words = _words(name)
        if not words or not total:
            return 0.0
        return sum(self._word(word, own, total) for word in words) / len(words)

    def _word(self, word: str, own: Counter[str], total: int) -> float:
        runs = _runs(word)
        known = ((1 - ANY) * own[run] / total * (self._total + 1) / (self._all[run] + 0.5) for run in runs)
        return sum(log(times + ANY) for times in known) / len(runs)

    def _of(self, country: str) -> tuple[Counter[str], int]:
        if country not in self._own:
            own = Counter(run for w in self._words.get(country, ()) for run in _runs(w))
            self._own[country] = (own, sum(own.values()))
        return self._own[country]


@functools.cache
def load_letters() -> Letters:
    """The names of the roster that ships with the package."""
    return Letters(load_roster().rows)


def _words(name: str) -> list[str]:
    """The folded words of a name, without initials."""
    return [w[:LONGEST] for w in name_key(name).split()[:WORDS] if len(w) > 1]


def _runs(word: str) -> list[str]:
    marked = f"^{word}$"
    return [marked[k : k + length] for length in RUNS for k in range(len(marked) - length + 1)]
