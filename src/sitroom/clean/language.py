"""Which language a text is in.

First by the small words of the languages there are packs for, which costs nothing; where they do not decide, by
py3langid over all the languages it knows, so that a text nobody can read here is named and not mistaken.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import Any

from sitroom.clean.decode import SURROGATE
from sitroom.lang import languages, load_lang
from sitroom.lang.schemas.language import LanguageWords

WORD = re.compile(r"[^\W\d_]+")
# Characters looked at, from the longest lines: they are the prose, and junk in another language is in short ones.
SAMPLE = 8_000
# Share of small words that decides, how far ahead of the next language, and from how many words on.
SHARE, LEAD, ENOUGH = 0.16, 2.0, 8
# Below this probability py3langid's answer is no answer.
SURE = 0.5
# A text of fewer words than this is taken for one of these: names alone make a short English or French one look like
# Pidgin, Walloon or Haitian to py3langid, which weighs languages of few writers like all others.
SHORT = 40
PRESS = [
    "ar", "bg", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja",
    "ko", "lt", "lv", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "ta", "th", "tr", "uk",
    "ur", "vi", "zh",
]  # fmt: skip


def detect(text: str) -> tuple[str | None, float]:
    """ISO 639-1 code of the text's language, and how sure that is (0 to 1). None when it cannot be told."""
    sample = prose(text)
    words = [w.lower() for w in WORD.findall(sample)]
    if not words:
        return None, 0.0
    shares = small_words(words)
    best, second = shares[0], shares[1] if len(shares) > 1 else (0.0, "")
    if len(words) >= ENOUGH and best[0] >= SHARE and best[0] >= LEAD * second[0]:
        return best[1], min(1.0, 0.8 + best[0] / 2)
    code, sure = _identifier(len(words) < SHORT).classify(SURROGATE.sub(" ", sample))
    if sure < SURE:
        return (best[1], best[0]) if best[0] > max(second[0], 0.05) else (None, float(sure))
    return str(code), float(sure)


def small_words(words: list[str]) -> list[tuple[float, str]]:
    """For each pack, the share of `words` (lower case) that are its small words; best first."""
    counts = Counter(words)
    shares = [(sum(counts[w] for w in own) / len(words), code) for code, own in _small_words().items()]
    return sorted(shares, key=lambda s: (-s[0], s[1]))


def prose(text: str) -> str:
    """Up to SAMPLE characters, from the longest lines in text order."""
    lines = [line[:SAMPLE] for line in text.split("\n") if line.strip()]
    chosen, size = set(), 0
    for number in sorted(range(len(lines)), key=lambda n: (-len(lines[n]), n)):
        if size >= SAMPLE:
            break
        chosen.add(number)
        size += len(lines[number])
    return "\n".join(lines[n] for n in sorted(chosen))[: 2 * SAMPLE]


@functools.cache
def _small_words() -> dict[str, frozenset[str]]:
    return {
        code: frozenset(word for entry in load_lang(code).table(LanguageWords) for word in entry.words)
        for code in languages()
    }


@functools.cache
def _identifier(short: bool) -> Any:
    from py3langid import langid  # a second to load: only when the small words do not decide

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    if short:
        identifier.set_languages(PRESS)
    return identifier
