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
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import OSA

MAX_LENGTH = 200  # a name longer than this is not a name; keeps hostile input cheap
MAX_WORDS = 12

# Words that may be there or not without making it another person: particles, titles, suffixes, all folded.
PARTICLES = frozenset(
    ["al", "el", "ul", "ur", "as", "ash", "an", "ad", "bin", "ben", "ibn", "bint", "abu", "abou", "de", "del", "della", "di", "da", "do", "dos", "das", "des", "du", "la", "le", "les", "van", "von", "der", "den", "ter", "te", "y", "e", "i", "of", "the", "und", "zu", "zur", "af", "av", "mc", "mac", "o", "d", "l", "ould", "wld"]
)
TITLES = frozenset(
    ["mr", "mrs", "ms", "mme", "m", "mlle", "monsieur", "madame", "dr", "prof", "sir", "lord", "lady", "dame", "sheikh", "shaikh", "cheikh", "sheik", "haji", "hajji", "mullah", "maulavi", "mawlawi", "sayyid", "sayyed", "president", "prasident", "presidente", "king", "queen", "prince", "general", "colonel", "col", "gen", "lt", "jr", "sr", "llc", "ii", "iii", "iv", "ayatollah", "pope", "pape", "hon", "honorable", "reverend", "rev", "imam", "ustad", "engineer", "commander", "major", "captain"]
)

_SPLIT = re.compile(r"[^\w]+|_")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_LEET = str.maketrans("0134578", "oleastb")
_SOUND = (
    (re.compile(r"sch|sh|tch|ch|cz|zh|dj|tj|sz|dzh"), "C"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"kh|gh|ck|qu|cq"), "k"),
    (re.compile(r"th|dh"), "t"),
    (re.compile(r"ts|tz"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"c(?=[eiy])"), "s"),
)
_CLASS = str.maketrans("bpvfwgkqcdtszjlrmnC", "PPFFFKKKKTTSSCLRMNC", "aeiouyh'")
_DOUBLE = re.compile(r"(.)\1+")
_SPECIAL = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ə": "a", "ħ": "h",
     "’": "'", "ʼ": "'", "`": "'"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameMatch:
    """`score` 0 to 1; `detail` says in words what was compared, for people; `surname` is the last words' likeness."""

    score: float
    detail: str
    surname: float = 0.0


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: folded letters and consonant skeleton. `light` words may be missing."""

    text: str
    sound: str
    light: bool


@dataclass(frozen=True, slots=True)
class Name:
    words: tuple[Word, ...]
    joined: str


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
    """One letter of any script in Latin letters: '' if it cannot be said."""
    if char.isascii() or not char.isalpha():
        return char
    base = unicodedata.normalize("NFKD", char)
    if base[0].isascii():
        return base[0]
    script, _, rest = unicodedata.name(char, "").partition(" ")
    name = rest.split(" WITH ")[0].split(" ")[-1].lower()
    if script in ("HANGUL", "KATAKANA", "HIRAGANA"):
        return name
    if script not in ("CYRILLIC", "GREEK", "ARABIC", "HEBREW", "ARMENIAN", "GEORGIAN") or not name:
        return ""
    if name[0] in "aeiou":
        return {"ef": "f", "el": "l", "em": "m", "en": "n", "er": "r", "es": "s", "eh": "e", "ain": "", "ayb": "a"}.get(
            name, name if len(name) < 3 else name[0]
        )
    known = {"ghe": "g", "sheen": "sh", "shin": "sh", "ayn": "", "ya": "ya", "yu": "yu", "hard": "", "sign": ""}
    if name in known:
        return known[name]
    lead = re.match(r"[^aeiou]+", name)
    return lead.group() if lead else name[0]


def sound(word: str) -> str:
    """Consonant skeleton of a folded word, confusable letters in one class: 'kelant' and 'gallant' are 'KLNT'."""
    for pattern, by in _SOUND:
        word = pattern.sub(by, word)
    skeleton = _DOUBLE.sub(r"\1", word.translate(_CLASS))
    return skeleton or word[:1]


@functools.lru_cache(16384)
def _word(text: str) -> Word:
    return Word(text, sound(text), text in PARTICLES or text in TITLES)


@functools.lru_cache(16384)
def parse(name: str) -> Name:
    """A name as its words. Never raises; what is over-long is cut."""
    cut = name[:MAX_LENGTH]
    folded = fold(_CAMEL.sub(" ", cut) if not cut.isupper() else cut).replace("'", "").replace("ʹ", "")
    if any(c.isdigit() for c in folded):
        folded = folded.translate(_LEET)
    words = tuple(_word(w) for w in _SPLIT.split(folded)[:MAX_WORDS] if w)
    return Name(words, "".join(w.text for w in words if not w.light) or "".join(w.text for w in words))


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
    heard, other = _word(a).sound, _word(b).sound
    if heard == other and len(heard) > 1:
        return max(letters, 0.8 + 0.2 * letters)
    voice = float(OSA.normalized_similarity(heard, other))
    return max(letters, 0.5 * letters + 0.5 * voice - 0.05)


def similarity(a: str, b: str) -> NameMatch:
    """How alike two personal names are. Symmetric; never raises."""
    left, right = parse(a), parse(b)
    if not left.words or not right.words:
        return NameMatch(0.0, "a name has no letters that can be read")
    if left.words == right.words:
        return NameMatch(1.0, "same words", 1.0)
    score, notes = _aligned(left.words, right.words)
    joined = float(OSA.normalized_similarity(left.joined, right.joined))
    if joined > 0.9 and joined > score:
        score = joined
        notes = ["same letters run together"]
    surname = word_likeness(_last(left), _last(right))
    return NameMatch(round(min(score, 1.0), 4), "; ".join(notes), round(surname, 4))


def _last(name: Name) -> str:
    """The last word that is not a particle or title."""
    return next((w.text for w in reversed(name.words) if not w.light), name.words[-1].text)


def _aligned(a: tuple[Word, ...], b: tuple[Word, ...]) -> tuple[float, list[str]]:
    """Pair the words best to best; mean likeness of the pairs, less for words left over on both sides."""
    heavy_a = [w for w in a if not w.light] or list(a)
    heavy_b = [w for w in b if not w.light] or list(b)
    pairs = sorted(
        ((word_likeness(*sorted((x.text, y.text))), i, j) for i, x in enumerate(heavy_a) for j, y in enumerate(heavy_b)),
        key=lambda p: (-p[0], abs(p[1] - p[2]), p[1], p[2]),
    )
    free_a, free_b = set(range(len(heavy_a))), set(range(len(heavy_b)))
    likes: list[tuple[float, str, str]] = []
    for like, i, j in pairs:
        if i in free_a and j in free_b:
            free_a.discard(i)
            free_b.discard(j)
            likes.append((like, heavy_a[i].text, heavy_b[j].text))
    worst = min(like for like, _, _ in likes)
    mean = sum(like for like, _, _ in likes) / len(likes)
    over = len(free_a) + len(free_b)
    short = 0.12 if len(likes) == 1 and over else 0.0
    # One word quite unlike another means two people, however well the rest agrees.
    score = 0.35 * mean + 0.65 * worst - 0.04 * over - short
    notes = [f"{x} ~ {y} {like:.2f}" if x != y else x for like, x, y in likes]
    if over:
        notes.append(f"{over} word{'s' if over > 1 else ''} without a partner")
    return max(score, 0.0), notes
