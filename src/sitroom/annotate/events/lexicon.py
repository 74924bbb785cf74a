"""The trigger tables of one language, compiled for look-up by lemma.

Deliberately not here: any word of a language; those are in lang/xx/events.toml, event_words.toml and modality.toml.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from sitroom.annotate.parse import PLAIN
from sitroom.errors import LexiconError
from sitroom.lang import Lang
from sitroom.lang.schemas.countries import Country
from sitroom.lang.schemas.events import ModalityCue, Trigger, Words

NO_WORDS: frozenset[str] = frozenset()
Place = tuple[str, str]  # ISO 3166-1 alpha-3, and "name", "ambiguous", "demonym" or "capital"


@dataclass(frozen=True)
class Rule:
    """A trigger with its word lists spread out. `weight` counts its conditions: the more, the more it is to be
    believed."""

    trigger: Trigger
    object: frozenset[str]
    complement: frozenset[str]
    prep: tuple[tuple[str, frozenset[str]], ...]
    also: frozenset[str]
    unless: frozenset[str]
    weight: int
    doer: frozenset[str] = frozenset()
    undergoer: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All the event stage knows of a language. Keys of the three tables are lemmas; a verb's rest ("out") is in the
    value. It is equal to itself only, so that what was found by it can be remembered."""

    code: str
    verbs: dict[str, tuple[tuple[tuple[str, ...], Rule], ...]]
    nouns: dict[str, tuple[tuple[tuple[str, ...], Rule], ...]]
    adjectives: dict[str, tuple[tuple[tuple[str, ...], Rule], ...]]
    words: dict[str, frozenset[str]]
    modality: dict[str, str]
    places: dict[str, tuple[tuple[str, Place], ...]] = field(default_factory=dict)
    derived: dict[str, str] = field(default_factory=dict)  # nouns made of verbs: "expulsion" -> "expel"
    derived_ends: tuple[tuple[str, str], ...] = ()  # the same by ending: "ment" -> ""

    def has(self, name: str, word: str) -> bool:
        """Is `word` on the list `name` of event_words.toml?"""
        return word in self.words.get(name, NO_WORDS)

    def kind(self, word: str) -> str | None:
        """Which kind of modality cue `word` is, or None."""
        return self.modality.get(word)


Index = dict[str, tuple[tuple[tuple[str, ...], Rule], ...]]


@functools.lru_cache(maxsize=8)
def load_lexicon(lang: Lang) -> Lexicon:
    """Compile the tables of `lang`. Raises LexiconError naming the entry that is wrong."""
    words = spread({w.id: w for w in lang.table(Words)}, lang.code)
    rules = [rule_of(t, words, lang.code) for t in lang.table(Trigger)]
    return Lexicon(
        code=lang.code,
        verbs=index(
            (phrase, r) for r in rules for phrase in sorted(expand(r.trigger.verbs, words, r.trigger.id, lang.code))
        ),
        nouns=index(
            (phrase, r) for r in rules for phrase in sorted(expand(r.trigger.nouns, words, r.trigger.id, lang.code))
        ),
        adjectives=index(
            (p, r) for r in rules for p in sorted(expand(r.trigger.adjectives, words, r.trigger.id, lang.code))
        ),
        words=words,
        modality={word: cue.kind for cue in lang.table(ModalityCue) for word in cue.words},
        places=places_of(lang),
        derived=dict(pairs(words, "deverbal")),
        derived_ends=tuple(sorted(pairs(words, "deverbal_end"), key=lambda p: (-len(p[0]), p))),
    )


def pairs(words: dict[str, frozenset[str]], name: str) -> list[tuple[str, str]]:
    """The list `name` of "one:other" as pairs, sorted; empty where the pack has none."""
    return sorted((one, other) for one, _, other in (w.partition(":") for w in words.get(name, ())))


def spread(lists: dict[str, Words], code: str) -> dict[str, frozenset[str]]:
    """Every list with those it takes in. Raises LexiconError for an unknown list or a circle."""

    def of(name: str, path: tuple[str, ...]) -> frozenset[str]:
        if name not in lists or name in path:
            raise LexiconError(
                f"{code}/event_words.toml", path[-1] if path else name, f"no such list, or a circle: {name}"
            )
        entry = lists[name]
        return frozenset(entry.words).union(*(of(other, (*path, name)) for other in entry.of))

    return {name: of(name, ()) for name in lists}


def expand(items: tuple[str, ...], words: dict[str, frozenset[str]], key: str, code: str) -> frozenset[str]:
    """Words and the words of `@lists`. Raises LexiconError for an unknown list."""
    found: set[str] = set()
    for item in items:
        if not item.startswith("@"):
            found.add(item)
        elif item[1:] in words:
            found |= words[item[1:]]
        else:
            raise LexiconError(f"{code}/events.toml", key, f"there is no word list {item}")
    return frozenset(found)


def rule_of(trigger: Trigger, words: dict[str, frozenset[str]], code: str) -> Rule:
    """A trigger, its lists spread out."""
    preps: list[tuple[str, frozenset[str]]] = []
    for condition in trigger.prep:
        names, _, wanted = condition.partition(":")
        heads = expand(tuple(wanted.split(",")), words, trigger.id, code)
        preps += [(n, heads) for name in names.split(",") for n in sorted(words.get(name, frozenset({name})))]
    sets = [
        expand(s, words, trigger.id, code) for s in (trigger.object, trigger.complement, trigger.also, trigger.unless)
    ]
    doer, undergoer, subject = (
        expand(s, words, trigger.id, code) for s in (trigger.doer, trigger.undergoer, trigger.subject)
    )
    weight = sum(map(bool, (*sets[:3], preps, subject)))
    return Rule(trigger, sets[0], sets[1], tuple(preps), sets[2], sets[3], weight, doer, undergoer, subject)


def index(pairs: object) -> Index:
    """Phrases by their main word: the first of a verb's ("carry out"), the last of a noun's ("hunger strike")."""
    table: dict[str, list[tuple[tuple[str, ...], Rule]]] = {}
    for phrase, rule in pairs:  # type: ignore[attr-defined]
        key, rest = main_word(phrase)
        table.setdefault(key, []).append((rest, rule))
    return {key: tuple(sorted(rows, key=lambda r: (-len(r[0]), -r[1].weight))) for key, rows in table.items()}


def main_word(phrase: str) -> tuple[str, tuple[str, ...]]:
    """The word that is looked up, and the others. "se_retirer" -> retirer + se; "air strike" -> strike + air."""
    first, *rest = phrase.split(" ")
    if first.startswith("+"):  # "+air strike": the modifiers come first, the last word is the main one
        return rest[-1], (first[1:], *rest[:-1])
    return first, tuple(rest)


def places_of(lang: Lang) -> dict[str, tuple[tuple[str, Place], ...]]:
    """Names, demonyms and capitals of countries by their first word in lower case; longest first."""
    try:
        countries = lang.table(Country)
    except LexiconError:  # a young pack without countries still finds events
        return {}
    table: dict[str, list[tuple[str, Place]]] = {}

    def put(name: str, place: Place) -> None:
        plain = name.translate(PLAIN)
        table.setdefault(first_word(plain.lower()), []).append((plain, place))

    for country in countries:
        for name in country.names:
            put(name, (country.id, "ambiguous" if name in country.ambiguous else "name"))
        for name in country.demonyms:
            put(name, (country.id, "demonym"))
        if country.capital:
            put(country.capital, (country.id, "capital"))
    return {key: tuple(sorted(rows, key=lambda r: (-len(r[0]), r))) for key, rows in table.items()}


def first_word(text: str) -> str:
    """The leading letters, digits and points of a name ("U.S.", "États" of "États-Unis")."""
    for i, char in enumerate(text):
        if not char.isalnum() and char != ".":
            return text[:i]
    return text
