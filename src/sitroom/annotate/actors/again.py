"""Names found wherever they stand: surnames of persons named in full, bodies named elsewhere, names that an acronym in
brackets spells."""

from __future__ import annotations

from dataclasses import replace

from sitroom.annotate.actors.lexicon import Gender, Lexicon, fold
from sitroom.annotate.actors.spans import Found, Line, free

ALIKE = 5  # letters of a surname that may be spelt otherwise


def by_surname(line: Line, known: dict[str, Gender | None], taken: set[int], code: str) -> list[Found]:
    """Surnames of persons named in full elsewhere in the report; also without their accents, or a letter apart."""
    out = []
    for token in line.doc if known else ():
        if not line.capital(token.i) or not free(taken, token.i, token.i + 1) or _beside_name(line, token.i, taken):
            continue
        exact = token.text in known
        name = token.text if exact else next((k for k in spellings(token.text) if k in known), None)
        if name is None or (not exact and any(p.country for _, _, p in line.place.get(token.i, ()))):
            continue
        out.append(
            Found(
                line.number, token.i, token.i + 1, token.text, "name", "person", f"{code}.actor.surname",
                0.8 if exact else 0.6, gender=known[name], definite="definite",
            )
        )  # fmt: skip
    return out


def _beside_name(line: Line, i: int, taken: set[int]) -> bool:
    """Is it one of several capitalised words that are no name yet?"""
    return any(
        line.capital(k) and line.doc[k].pos_ == "PROPN" and free(taken, k, k + 1) and not line.first(k)
        for k in (i - 1, i + 1)
        if 0 <= k < len(line.doc)
    )


def spellings(name: str) -> tuple[str, ...]:
    """What a surname and other spellings of it have in common: its letters, the last one of a longer one aside."""
    low = fold(name)
    if len(low) < ALIKE or name.startswith(" "):
        return ()
    return (f"~{low}", f"~{low[:-1]}") if len(low) > ALIKE else (f"~{low}",)


def by_name(line: Line, bodies: dict[str, tuple[str, ...]], taken: set[int], code: str) -> list[Found]:
    """Organisations and ships named elsewhere in the report, letter for letter; `bodies`: first word -> names."""
    out: list[Found] = []
    for token in line.doc if bodies else ():
        for name in bodies.get(token.text, ()):
            stop = line.ends.get(token.idx + len(name))
            if line.raw.startswith(name, token.idx) and stop is not None and free(taken, token.i, stop):
                out.append(
                    Found(
                        line.number, token.i, stop, name, "name", "organisation", f"{code}.actor.again", 0.8,
                        definite="definite",
                    )
                )  # fmt: skip
                taken.update(range(token.i, stop))
                break
    return out


def by_acronym(line: Line, lex: Lexicon, taken: set[int], code: str) -> list[Found]:
    """ "Rassemblement pour la justice et l'alternance (RJA)": the words whose initials an acronym in brackets gives."""
    out = []
    for token in line.doc:
        text = token.text
        if not (text.isupper() and text.isalpha() and 2 < len(text) < 9):
            continue
        end = token.i - 1
        if lex.is_in(line.word(end), "article"):
            end -= 1
        either = lex.is_in(line.word(end), "or")
        end -= either and line.word(end - 1) == ","
        if end < 1 or not (either or (line.word(end) == "(" and line.word(token.i + 1) == ")")):
            continue
        start = _spelt(line, lex, end - 1, fold(text))
        if start is not None and free(taken, start, end):
            out.append(
                Found(
                    line.number, start, end, line.text(start, end), "name", "organisation", f"{code}.actor.acronym",
                    definite="definite",
                )
            )  # fmt: skip
            if not either and lex.heads.at(line.low, token.idx, {token.idx + len(text)}):  # the "PDG" of a party
                out.append(replace(out[-1], start=token.i, end=token.i + 1, text=text))
    return out


def _spelt(line: Line, lex: Lexicon, last: int, letters: str) -> int | None:
    """Where the words begin whose initials are `letters`, read backwards from `last`; small words may be left out."""
    k, n = last, len(letters) - 1
    while k >= 0 and n >= 0 and last - k < 12:
        word = line.word(k)
        small = lex.is_in(word, "article", "of", "and", "particle", "place-preposition", "toward") or len(word) < 4
        if word[:1] == letters[n]:
            n -= 1
        elif not small:
            return None
        k -= 1
    return k + 1 if n < 0 and line.capital(k + 1) and last - k > 1 else None
