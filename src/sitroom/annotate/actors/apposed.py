"""Which name a description stands beside, where no rule of `binding` says so: a learnt choice.

"selon son porte-parole, le colonel Ivo Kral", "their leader, Ivo Kral (52)", "Ivo Kral, étudiant à Pau, qui": for each
description the names near it in its line are candidates, and so is none. What is told of them is what stands between,
before and behind, article, kinds and the parse. The weights are in data/apposed.toml, learnt from our own train gold
by `python -m evals.apposed`.
"""

from __future__ import annotations

from math import log
from typing import NamedTuple

from sitroom.annotate.actors.lexicon import Lexicon, fold
from sitroom.annotate.actors.spans import Found, Line, subject_of
from sitroom.annotate.weights import shares, weights_of

FAR = 9  # tokens between description and name
NEAREST = 2  # names on each side
STOPS = (".", "!", "?")
LEAST = 0.6  # likeness below which a description is left alone
LONG = 5  # signs between that are told as a whole
MARKS = {"(": "(", ")": ")", ",": ",", ":": ":", ";": ";", ".": ".", "-": "-", "–": "-", "—": "-", "@": "@"}
OWNED = ("nmod", "poss", "pobj", "compound", "obl:arg", "obl:mod")
TAGS = {"VERB": "V", "AUX": "V", "NOUN": "n", "PROPN": "N", "ADJ": "a", "NUM": "9", "ADP": "p", "PRON": "i"}


class Option(NamedTuple):
    """The number of a name the description may belong to (None: none of them), and what is told of it."""

    name: int | None
    signs: dict[str, float]


def beside(rows: tuple[Line, ...], lex: Lexicon, found: list[Found], bonds: dict[int, int]) -> dict[int, int]:
    """description -> name (both by number) of the descriptions that have none yet and surely stand beside one."""
    weights = weights_of("apposed")
    out: dict[int, int] = {}
    for row in _by_line(found):
        for number in row:
            if number in bonds or not weighed(found[number]):
                continue
            ways = options(rows[found[number].line], lex, found, row, number)
            if len(ways) < 2:
                continue
            likely = shares([o.signs for o in ways], weights)
            first = max(range(len(ways)), key=lambda n: (likely[n], -n))
            name = ways[first].name
            told = name is not None and likely[first] > LEAST
            if name is not None and told and not _barred(rows[found[number].line], lex, found[number], found[name]):
                out[number] = name
    return out


def _barred(line: Line, lex: Lexicon, f: Found, name: Found) -> bool:
    """Can it not be, whatever is likely: no body is a minister's counterpart, and who "spoke of Jan Pol", or "says
    that Jan Pol left", is not Jan Pol?"""
    assert f.head is not None
    verb = subject_of(line.doc[f.start : f.end].root)
    acts = verb is not None and f.end <= verb.i < name.start and not lex.is_in(fold(verb.lemma_), "be")
    stops = any(line.word(k) in STOPS for k in range(f.end, name.start))
    ahead = stops and f.end <= name.start  # another sentence begins between
    return (f.head.kind == "counterpart" and name.kind == "organisation") or ahead or (acts and not stops)


def _by_line(found: list[Found]) -> list[list[int]]:
    """The numbers of the mentions of each line."""
    out: dict[int, list[int]] = {}
    for number, f in enumerate(found):
        out.setdefault(f.line, []).append(number)
    return list(out.values())


def weighed(f: Found) -> bool:
    """Is it a description of somebody or of one body?"""
    return f.form == "nominal" and f.head is not None and not f.inner


def options(line: Line, lex: Lexicon, found: list[Found], row: list[int], number: int) -> list[Option]:
    """None, and the names of the line that stand near the description. `row`: the mentions of the line."""
    f = found[number]
    names = [n for n in row if found[n].form == "name" and found[n].kind in ("person", "organisation")]
    before = [n for n in names if 0 <= f.start - found[n].end <= FAR][::-1][:NEAREST]
    behind = [n for n in names if 0 <= found[n].start - f.end <= FAR][:NEAREST]
    here = [found[n] for n in row]
    out = [Option(n, _of_pair(line, lex, f, found[n], here, rank, "behind")) for rank, n in enumerate(before)]
    out += [Option(n, _of_pair(line, lex, f, found[n], here, rank, "ahead")) for rank, n in enumerate(behind)]
    return [Option(None, _of_none(line, f, len(before), len(behind))), *out]


def _of_none(line: Line, f: Found, before: int, behind: int) -> dict[str, float]:
    """What is told of the description itself."""
    assert f.head is not None
    root = line.doc[f.start : f.end].root
    out = {"none", f"none {f.definite}", f"none {f.head.kind}", f"none {f.kind}", f"none {root.dep_}"}
    out |= {f"none {min(before, 1)} {min(behind, 1)}", f"none {f.definite} {f.head.kind}"}
    if f.plural:
        out.add("none plural")
    return dict.fromkeys(out, 1.0)


def _of_pair(
    line: Line, lex: Lexicon, f: Found, name: Found, here: list[Found], rank: int, side: str
) -> dict[str, float]:
    assert f.head is not None
    left, right = (f, name) if side == "ahead" else (name, f)
    between = _shape(line, lex, here, left.end, right.start)
    after = _sign(line, lex, here, right.end)
    start = left.start
    while start > 0 and lex.is_in(line.word(start - 1), "article", "possessive"):
        start -= 1
    before = _sign(line, lex, here, start - 1)
    whole = between if len(between) <= LONG else "long"
    kinds = f"{f.head.kind} {name.kind}"
    many = "one word" if name.end - name.start == 1 else "words"
    out = {
        side, f"{side} {whole}", f"{side} {whole} {after}", f"{side} {whole} {f.definite}", f"{side} {f.definite}",
        f"{side} {whole} {kinds}", kinds, f"{side} {kinds}", f"{side} {many}", f"{side} before {before}",
        f"{side} after {after}", f"{side} rank {rank}", f"{side} {f.definite} {kinds}",
        f"{side} {whole} before {before}", f"{side} {whole} {many}",
    }  # fmt: skip
    out |= {f"{side} over {sign}" for sign in set(between)}
    traits = {
        "plural": f.plural, "clash of genders": bool(f.gender and name.gender and f.gender != name.gender),
        "clash of countries": bool(f.country and name.country and f.country != name.country),
        "other side of the marks": line.quoted[f.start] != line.quoted[name.start],
        "another sentence": line.sentence[f.start] != line.sentence[name.start],
        "a longer one": any(o.covers(f) for o in here), f"in a longer name {side}": any(o.covers(name) for o in here),
    }  # fmt: skip
    traits |= {f"another's {side}": _anothers(line, here, f), f"{side} of another's": _anothers(line, here, name)}
    out |= {sign for sign, there in traits.items() if there} | _tied(line, f, name, side)
    return dict.fromkeys(out, 1.0) | {f"{side} apart": log(1 + right.start - left.end)}


def _anothers(line: Line, here: list[Found], f: Found) -> bool:
    """Does it only say whose somebody else is ("the president's spokesman", "le frère du ministre")?"""
    root = line.doc[f.start : f.end].root
    above = (root.head.head if root.head.pos_ == "ADP" else root.head).i
    owned = any(o.start <= above < o.end and not f.start <= above < f.end and o.form == "nominal" for o in here)
    return line.word(f.end) in ("'s", "'") or (owned and root.dep_ in OWNED)


def _tied(line: Line, f: Found, name: Found, side: str) -> set[str]:
    """How the parse ties the two."""
    own, other = line.doc[f.start : f.end].root, line.doc[name.start : name.end].root
    out = {f"{side} is {own.dep_}", f"{side} name is {other.dep_}"}
    if f.start <= other.head.i < f.end:
        out |= {"name hangs on it", f"name hangs on it {other.dep_}"}
    elif name.start <= own.head.i < name.end:
        out |= {"hangs on the name", f"hangs on the name {own.dep_}"}
    elif own.head.i == other.head.i:
        out.add(f"{side} side by side")
    return out


def _shape(line: Line, lex: Lexicon, here: list[Found], start: int, end: int) -> str:
    """What stands between, a letter for each word, runs of one letter as one."""
    out = ""
    for k in range(start, end):
        sign = _sign(line, lex, here, k)
        if sign != out[-1:]:
            out += sign
    return out


def _sign(line: Line, lex: Lexicon, here: list[Found], k: int) -> str:
    """A letter for the kind of word."""
    word = line.word(k)
    if not word:
        return "#"
    if word in MARKS:
        return MARKS[word]
    if lex.is_in(word, "article"):
        return "l"
    if lex.is_in(word, "possessive"):
        return "s"
    if word in lex.titles or word.rstrip(".") in lex.titles:
        return "T"
    if lex.is_in(word, "and"):
        return "&"
    if lex.is_in(word, "relative"):
        return "w"
    there = [o for o in here if o.start <= k < o.end]
    if any(o.form == "name" for o in there):
        return "M"
    if there:
        return "T" if any(o.head is not None and o.head.kind in ("office", "official") for o in there) else "m"
    if word in lex.demonyms:
        return "D"
    if not word[0].isalnum():
        return "*"
    return TAGS.get(line.doc[k].pos_, "x")
