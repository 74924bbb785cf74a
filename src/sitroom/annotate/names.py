"""How alike are two personal names? By letters, by sound, and by the way names get mangled.

`similarity("Yoav Kelant", "Yoav Gallant")` looks at the words of both names, pairs them up best to best, and weighs
what is left over. Order does not matter, nor do case, diacritics, hyphens, titles and particles; initials count half.
Sound is a consonant skeleton in which the letters that translators and transliterators confuse are one class (k/g/q,
t/d, s/z, f/v/w ...), because a name that went through Arabic or Hebrew and back keeps little else. Other scripts are
read off the Unicode names of their letters ("KATAKANA LETTER BA"), so no tables are needed; ideographs are not read.

What it does not do: nicknames (Bill for William), and knowing who exists; that is the roster's part.
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from importlib import resources

from rapidfuzz.distance import OSA

MAX_LENGTH = 200  # a name longer than this is not a name; keeps hostile input cheap
MAX_WORDS = 12

_SPLIT = re.compile(r"[\s\-‐–·・.,;:/()\"“”«»_]+")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_LEET = str.maketrans("0134578", "oleastb")
_DOUBLE = re.compile(r"(.)\1+")
_LEAD = re.compile(r"[^aeiou]+")
_ALPHABETS = frozenset(["CYRILLIC", "GREEK", "ARABIC", "HEBREW", "ARMENIAN", "GEORGIAN"])
_SYLLABLES = frozenset(["HANGUL", "KATAKANA", "HIRAGANA"])
_SPECIAL = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ə": "a", "ħ": "h",
     "’": "'", "ʼ": "'", "`": "'", "ʻ": "'"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameMatch:
    """`score` 0 to 1; `detail` says in words what was compared, for people; `surname` is the last words' likeness."""

    score: float
    detail: str
    surname: float = 0.0


@dataclass(frozen=True, slots=True)
class Name:
    """Folded words in order, and sorted without particles and titles (all of them, if there is nothing else)."""

    words: tuple[str, ...]
    heavy: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Tables:
    """data/names.toml, ready to use."""

    light: frozenset[str]
    groups: dict[str, str]
    sounds: re.Pattern[str]
    classes: dict[int, str]
    letters: dict[str, str]


@functools.cache
def _tables() -> _Tables:
    raw = tomllib.loads((resources.files("sitroom") / "data" / "names.toml").read_text(encoding="utf-8"))
    groups = {group: by for by, many in raw["groups"].items() for group in many}
    return _Tables(
        frozenset([*raw["particles"], *raw["titles"]]),
        groups,
        re.compile("|".join(sorted(groups, key=lambda g: (-len(g), g)))),
        {ord(c): by for by, many in raw["classes"].items() for c in many} | {ord(c): c.upper() for c in "rlmnC"},
        raw["letters"],
    )


@functools.lru_cache(65536)
def fold(text: str) -> str:
    """Lower case Latin letters without diacritics; other scripts read off the names of their letters."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.lower().translate(_SPECIAL))
    if folded.isascii():
        return folded
    return "".join(_latin(c) for c in unicodedata.normalize("NFC", folded) if not unicodedata.combining(c))


@functools.lru_cache(4096)
def _latin(char: str) -> str:
    """One letter of any script in Latin letters; '' if it cannot be said, itself if no alphabet we can read."""
    if char.isascii() or not char.isalpha():
        return char
    base = unicodedata.normalize("NFKD", char)
    if base[0].isascii():
        return base[0]
    script, _, rest = unicodedata.name(char, "").partition(" ")
    name = rest.split(" WITH ")[0].split(" ")[-1].lower()
    if script in _SYLLABLES:
        return name
    if script not in _ALPHABETS or not name:
        return char
    known = _tables().letters.get(name)
    if known is not None:
        return known
    if name[0] in "aeiou":
        return name if len(name) < 3 else name[0]
    lead = _LEAD.match(name)
    return lead.group() if lead else name[0]


@functools.lru_cache(65536)
def sound(word: str) -> str:
    """Consonant skeleton of a folded word, confusable letters in one class: 'kelant' and 'gallant' are 'KLNT'."""
    tables = _tables()
    heard = tables.sounds.sub(lambda m: tables.groups[m.group()], word)
    skeleton = _DOUBLE.sub(r"\1", heard.translate(tables.classes)).replace("-", "")
    return skeleton or word[:1]


@functools.lru_cache(16384)
def parse(name: str) -> Name:
    """A name as its words. Never raises; what is over-long is cut."""
    cut = name[:MAX_LENGTH]
    folded = fold(cut if cut.isupper() else _CAMEL.sub(" ", cut)).replace("'", "").replace("ʹ", "")
    if any(c.isdigit() for c in folded):
        folded = folded.translate(_LEET)
    words = tuple(w for w in _SPLIT.split(folded)[:MAX_WORDS] if w)
    light = _tables().light
    return Name(words, tuple(sorted(w for w in words if w not in light)) or tuple(sorted(words)))


@functools.lru_cache(65536)
def key(surname: str) -> str:
    """The key a name is found by in an index of sounds: the consonant skeleton of its folded letters."""
    return sound(fold(surname[:MAX_LENGTH]).replace("'", "").replace("-", "").replace(" ", ""))


@functools.lru_cache(65536)
def word_likeness(a: str, b: str) -> float:
    """0 to 1: how alike two folded words are, by letters and by sound. An initial fits its word at .7."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.7 if a[0] == b[0] else 0.0
    letters = float(OSA.normalized_similarity(a, b))
    heard, other = sound(a), sound(b)
    if heard == other and len(heard) > 1:
        return max(letters, 0.8 + 0.2 * letters)
    voice = float(OSA.normalized_similarity(heard, other))
    return max(letters, 0.5 * letters + 0.5 * voice - 0.05)


def similarity(a: str, b: str) -> NameMatch:
    """How alike two personal names are. Symmetric; never raises."""
    left, right = parse(a), parse(b)
    if not left.heavy or not right.heavy:
        return NameMatch(0.0, "a name has no letters that can be read")
    if left.words == right.words:
        return NameMatch(1.0, "same words", 1.0)
    score, detail = _aligned(list(left.heavy), list(right.heavy))
    if score < 0.9 and (len(left.heavy) != len(right.heavy) or len(left.heavy) == 1):
        joined = float(OSA.normalized_similarity("".join(left.words), "".join(right.words)))
        if joined > 0.9 and joined > score:
            score, detail = joined, "same letters run together"
    surname = word_likeness(*_ordered(_last(left), _last(right)))
    return NameMatch(round(min(score, 1.0), 4), detail, round(surname, 4))


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


def _last(name: Name) -> str:
    """The last word that is not a particle or title."""
    light = _tables().light
    return next((w for w in reversed(name.words) if w not in light), name.words[-1])


def _aligned(a: list[str], b: list[str]) -> tuple[float, str]:
    """Pair the words best to best; what counts most is the worst pair, then words left over without a partner."""
    notes = []
    likes: list[float] = []
    for word in list(a):
        if word in b:
            a.remove(word)
            b.remove(word)
            likes.append(1.0)
            notes.append(word)
    pairs = sorted((-word_likeness(*_ordered(x, y)), x, y) for x in a for y in b)
    for like, x, y in pairs:
        if x in a and y in b:
            a.remove(x)
            b.remove(y)
            likes.append(-like)
            notes.append(f"{x} ~ {y} {-like:.2f}")
    over = len(a) + len(b)
    mean, worst = sum(likes) / len(likes), min(likes)
    if over:
        notes.append(f"{over} word{'s' if over > 1 else ''} without a partner")
    # One word quite unlike another means two people, however well the rest agrees; one word alone is little.
    score = 0.35 * mean + 0.65 * worst - 0.04 * over - (0.12 if over and len(likes) == 1 else 0.0)
    return max(score, 0.0), "; ".join(notes)
