"""The names a pack knows, and where names of places may stand in a line.

Deliberately not here: whether a name is a place at that spot (detect.py), which place (resolve.py), its use (use.py).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitroom.annotate.places.gazetteer import SHORT, Place, country_place, fold, look_up, sites
from sitroom.lang import Lang
from sitroom.lang.schemas.countries import Country
from sitroom.lang.schemas.firstnames import FirstNames
from sitroom.lang.schemas.institutions import Institution
from sitroom.lang.schemas.places import PlaceCue, PlaceName

WORD = re.compile(r"[^\W\d_]+\.?(?:\w\.)*|\d+")
ROMAN = re.compile("[IVX]{2,}[a-zè]{0,4}")  # "XIXe"
NAMED = r"[^\W\d_a-zà-ÿ][\w'’]+(?:[ -][^\W\d_a-zà-ÿ][\w'’]+){0,2}"
GAP = re.compile(r"(?:[ -]|['’]| - |\. )?$")
MOST_WORDS = 6
ARTICLE = 2  # letters of an article that is part of a name


@dataclass(frozen=True, slots=True)
class Known:
    """What the pack says a name stands for. `ambiguous`: it often says something else; `capital`: of that state."""

    place: Place
    written: str
    ambiguous: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters `start` to `end` of a line that spell a known name or one of the gazetteer."""

    start: int
    end: int
    key: str
    known: tuple[Known, ...]
    towns: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """A pack's names. `usual` gives the usual name of a state, `people` the state of a demonym."""

    known: dict[str, tuple[Known, ...]]
    usual: dict[str, str]
    people: dict[str, tuple[str, ...]]
    cues: dict[str, frozenset[str]]
    before: dict[str, re.Pattern[str]]
    divisions: dict[str, str]
    short: dict[str, Place]
    bare: re.Pattern[str]
    owned: re.Pattern[str]
    speaks: re.Pattern[str]
    where: re.Pattern[str]
    sites: re.Pattern[str]
    site_after: re.Pattern[str]
    stance: re.Pattern[str]
    grounds: re.Pattern[str]
    class_after: re.Pattern[str]
    given: frozenset[str]
    bodies: frozenset[str]
    begins: frozenset[str]

    def spots(self, line: str) -> Iterator[Spot]:
        """The longest names at each place of the line, left to right, none overlapping."""
        words = list(WORD.finditer(line))
        index = 0
        while index < len(words):
            spot, used = self._spot(line, words, index)
            if spot is not None:
                yield spot
            index += used

    def _spot(self, line: str, words: list[re.Match[str]], index: int) -> tuple[Spot | None, int]:
        start = words[index].start()
        if not line[start].isupper() and self.plain(line, words[index]):
            return None, 1
        ends = [words[index].end()]
        for first, second in zip(words[index : index + MOST_WORDS - 1], words[index + 1 :], strict=False):
            if not GAP.match(line[first.end() : second.start()]) or second.start() - first.end() > 3:
                break
            ends.append(second.end())
        for count in range(len(ends), 0, -1):
            if self.blocks(line[start : ends[count - 1]]):
                return None, self._inside(line, words, index, count)
            for end in (ends[count - 1], ends[count - 1] - line[: ends[count - 1]].endswith(".")):
                spot = self.match(line, start, end)
                if spot is not None:
                    return spot, count
        return None, 1

    def plain(self, line: str, word: re.Match[str]) -> bool:
        """Is it a word in small letters that no name of the pack begins with? Towns have a capital."""
        after = line[word.end() : word.end() + 1]
        return not after.isalnum() and after != "_" and beginning(word.group()) not in self.begins

    def _inside(self, line: str, words: list[re.Match[str]], index: int, count: int) -> int:
        """Words to leave out for a name that is no place, fewer where a known one begins in it and goes on behind."""
        for later in range(1, count):
            for end in words[index + count : index + later + MOST_WORDS]:
                key = fold(line[words[index + later].start() : end.end()])
                if key in self.known and " " in key:  # "La [République démocratique du Congo]"
                    return later
        return count

    def blocks(self, text: str) -> bool:
        """Is the text a name that is no place, whatever places are named in it ("Times of Israel")?"""
        text = text.replace("’", "'").rstrip(".")
        return (" " in text and text in self.bodies) or text.casefold() in self.cues.get("never", frozenset())

    def is_state(self, text: str) -> bool:
        """Is it the name of a country?"""
        return any(k.place.kind == "C" for k in self.known.get(fold(text), ()))

    def match(self, line: str, start: int, end: int) -> Spot | None:
        """What these characters of a line may name, or None."""
        text = line[start:end]
        key = fold(text)
        if not key or len(key) < 2 or ROMAN.fullmatch(text):
            return None
        known = tuple(k for k in self.known.get(key, ()) if written_so(text, k.written))
        known = tuple(k for k in known if k.written.lower() == text.lower()) or known  # Tigré is not the Tigre
        if not known and text in self.short and re.search(r"\w, $", line[max(0, start - 4) : start]):
            return Spot(start, end, key, (Known(self.short[text], text),), ())
        towns: tuple[Place, ...] = ()
        if (
            text[0].isupper()
            and text.split()[-1][0].isupper()
            and not text.endswith(".")
            and len(text) > (4 if text.isupper() else 2)
        ):
            least = 100_000 if text.isupper() and len(text) < 7 else 0  # acronyms spell small towns
            towns = tuple(p for p in look_up(key) if p.kind != "C" and p.people >= least)
            if text.lower() in self.people:  # "English" is no town
                towns = ()
            if not towns and not known:  # "Tewksbury Township", "North Dublin": as the town it is named for
                bare = self.bare.sub("", text)
                own = bare != text and len(bare) > 2 and not self.is_state(bare)
                towns = tuple(p for p in look_up(fold(bare)) if p.kind != "C") if own else ()
        return Spot(start, end, key, known, towns) if known or towns else None


def beginning(name: str) -> str:
    """What a name begins with, folded, up to the first blank or apostrophe."""
    return re.split("[ ']", fold(name), maxsplit=1)[0]


def written_so(text: str, name: str) -> bool:
    """Does the text write the name: capital where the name has one, short ones in capitals throughout."""
    if len(name) <= 4 and name.isupper():
        return text == name
    if text.endswith(".") and not name.endswith("."):
        return False
    head, _, rest = name.partition(" ")
    if len(head) <= ARTICLE and rest[:1].isupper() and text[len(head) + 1 :][:1].islower():
        return False  # "la réunion" is not La Réunion
    return text[0].isupper() or name[0].islower() or text == name


@functools.cache
def load_names(lang: Lang) -> Names:
    """The names of a pack. Raises LexiconError and DataError."""
    known: dict[str, list[Known]] = {}
    usual: dict[str, str] = {}
    people: dict[str, list[str]] = {}
    for place_name in lang.table(PlaceName):
        site = sites().get(place_name.id)
        if site is not None:
            for name in place_name.names:
                known.setdefault(fold(name), []).append(Known(site, name))
    for entry in lang.table(Country):
        usual[entry.id] = entry.names[0]
        for form in entry.demonyms:
            people.setdefault(form, []).append(entry.id)
        state = country_place(entry.id)
        if state is None:
            continue
        for name in entry.names:
            others = known.get(fold(name), [])
            if not others or (others[0].place == state and name[0].islower() != others[0].written[0].islower()):
                known.setdefault(fold(name), []).append(Known(state, name, ambiguous=name in entry.ambiguous))
    swallowed = {w.lower() for cue in lang.table(PlaceCue) if cue.effect == "swallowed" for w in cue.words}
    for entry in lang.table(Country):
        if entry.capital and entry.capital not in entry.names:
            add_capital(known, entry.id, entry.capital)
            article, _, bare = entry.capital.partition(" ")
            if bare and article.lower() in swallowed:  # "du Caire"
                add_capital(known, entry.id, bare)
    cues: dict[str, set[str]] = {}
    for cue in lang.table(PlaceCue):
        cues.setdefault(cue.effect, set()).update(
            word.casefold()
            if cue.effect == "never"
            else word
            if cue.effect in ("larger", "common", "generic", "division_after", "class_after")
            else word.lower()
            for word in cue.words
        )
    plain = ("strong", "weak", "near", "person", "division", "inside")
    before = {effect: ends_with(cues.get(effect, set())) for effect in plain}
    acts = {f"{noun}{s} {of}" for noun in cues.get("act", ()) for s in ("", "s") for of in cues.get("act_of", ())}
    before["party"] = ends_with(cues.get("party", set()) | acts, between=r"(?:[^\W\d_]+ )?")
    of, joined = words_of(cues.get("site", set())), words_of(cues.get("site_joined", set()))
    link, after_site = words_of(cues.get("site_link", set())), words_of(cues.get("site_after", set()))
    headed = rf"(?! {words_of(cues.get('headed', set()))}\b)"
    before["body"] = ends_with(cues.get("body", set()), between=r"(?:[^\W\d_]+ ){0,2}")
    bodies = frozenset(n for e in lang.table(Institution) if not e.palace for n in e.names if " " in n)
    short = {form: sites()[e.id] for e in lang.table(PlaceName) for form in e.short if e.id in sites()}
    begins = {beginning(name) for name in (*known, *bodies, *short, *cues.get("never", ()))}
    return Names(
        {key: tuple(value) for key, value in known.items()},
        usual,
        {form: tuple(codes) for form, codes in people.items()},
        {effect: frozenset(words) for effect, words in cues.items()},
        before,
        {fold(f): fold(e.id.replace("_", " ")) for e in lang.table(PlaceName) for f in (*e.names, *e.short)},
        short,
        re.compile(
            "|".join(rf"^{re.escape(w)} | {re.escape(w)}$" for w in sorted(cues.get("generic", set()))) or "(?!)"
        ),
        re.compile(
            rf"(?:(?P<mark>['’]s)(?: [^\W\d_]+){{0,2}})? (?i:{words_of(cues.get('possessed', set()))})\b{headed}"
        ),
        re.compile(r",? (?:" + ("|".join(sorted(cues.get("speaks", ()))) or "(?!)") + r")\b"),
        re.compile(r",? (?:" + ("|".join(sorted(cues.get("where", ()))) or "(?!)") + r")\b"),
        re.compile(rf"\b(?:(?P<whole>{joined} {NAMED})|{of}{link}(?P<name>{NAMED}))"),
        re.compile(rf"(?: (?i:{after_site}))\b"),
        re.compile(rf" (?:[^\W\d_]+ )?{words_of(cues.get('stance', set()))}\b"),
        re.compile(rf" (?:[^\W\d_]+ )?{words_of(cues.get('grounds', set()))}\b"),
        re.compile(rf" {words_of(cues.get('class_after', set()))}\b"),
        frozenset(n for e in lang.table(FirstNames) for n in e.names),
        bodies,
        frozenset(begins | {short.strip() for short, _ in SHORT}),
    )


def words_of(words: set[str]) -> str:
    """One of the words, as a pattern; nothing where there are none."""
    options = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return f"(?:{options or '(?!)'})"


def add_capital(known: dict[str, list[Known]], code: str, name: str) -> None:
    """A capital stands for its state: the town of that name there, or the site if the pack lists it."""
    key = fold(name)
    for item in known.get(key, []):
        if item.place.country == code and item.place.kind == "city":
            known[key] = [Known(item.place, name, capital=True)]
            return
    if known.get(key):
        return
    towns = [p for p in look_up(key) if p.kind == "P" and p.country == code]
    town = max(towns, key=lambda p: p.people, default=None)
    if town is None:
        state = country_place(code)
        if state is None:
            return
        town = Place("P", None, code, "", state.lat, state.lon, 100_000, name)
    known[key] = [Known(town, name, capital=True)]


def ends_with(words: set[str], between: str = "") -> re.Pattern[str]:
    """A pattern for one of the words, with an article perhaps, right before where the search ends.

    between  what may stand before the last of several words ("hôpital général de")
    """

    def spelled(words: str) -> str:
        head, gap, last = words.rpartition(" ")
        return (
            re.escape(head) + (f" {between}" if gap else "") + re.escape(last) + (r"\b" if last[-1:].isalnum() else "")
        )

    options = "|".join(spelled(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?i:(?<!\w)(?P<cue>{options or '(?!)'})\s*(?:l['’]|la |le |les |the )?)$")
