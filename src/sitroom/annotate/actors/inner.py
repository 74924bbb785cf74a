"""Bodies named inside a description: "police" of "police spokesman", as "police" of "porte-parole de la police"."""

from __future__ import annotations

from sitroom.annotate.actors.governments import called_after
from sitroom.annotate.actors.lexicon import Head, Lexicon
from sitroom.annotate.actors.phrases import PEOPLE, Scene
from sitroom.annotate.actors.spans import NOUNS, Found, Line, tokens_of

# Bodies that a title spells out with an article ("chef de l'opposition"); diplomacy and the state are only part of one.
TITLED = ("government", "opposition", "army", "parliament", "police", "party", "union", "cabinet", "regime")


def inner_bodies(scene: Scene, f: Found, start: int, end: int) -> list[Found]:
    """The body in front of the head noun, tokens `start` to `end`, of a description of people, or of a ship, else the
    one in the noun's own wording; none if it has none."""
    line, lex = scene.line, scene.lex
    if f.head is None or f.head.kind not in (*PEOPLE, "vessel"):
        return []
    if titled := _in_title(scene, f, start, end):
        return titled
    if f.head.kind in ("office", "official", "person") and _organ_at(line, start, lex):
        start += 1  # "police chief" is one wording
    named = tokens_of(scene.owners.values())
    for k in range(start - 1, f.start - 1, -1):
        if k in named:
            return []
        hits = [(e, h) for e, _, h in lex.heads.at(line.low, line.doc[k].idx, line.ends) if line.ends[e] <= start]
        if hits and _body(line, k, line.ends[hits[0][0]], hits[0][1], start, lex):
            end = line.ends[hits[0][0]]
            left = _left(line, k, f.start, lex)
            country = next((lex.demonyms[w] for w in line.words[left:k] if w in lex.demonyms), None)
            return [_found(scene, left, end, hits[0][1], country)]
    return []


def _in_title(scene: Scene, f: Found, start: int, end: int) -> list[Found]:
    """ "gouvernement thaïlandais" of "chef du gouvernement thaïlandais", where it is one wording of the tables."""
    line, lex = scene.line, scene.lex
    for k in range(start + 1, end):
        hits = lex.heads.at(line.low, line.doc[k].idx, line.ends) if lex.is_in(line.word(k - 1), "article") else []
        if hits and line.ends[hits[0][0]] == end and hits[0][2].entry.id in TITLED:
            country = lex.demonyms.get(line.word(end)) if end < f.end else None
            return [_found(scene, k, end + (country is not None), hits[0][2], country)]
    return []


def _organ_at(line: Line, i: int, lex: Lexicon) -> bool:
    """Is the one word at i a noun for a body?"""
    one = {line.doc[i].idx + len(line.doc[i])}
    return any(h.entry.kind == "organ" for _, _, h in lex.heads.at(line.low, line.doc[i].idx, one))


def _body(line: Line, k: int, end: int, head: Head, start: int, lex: Lexicon) -> bool:
    """Is the noun at k a body that the head noun at `start` belongs to, and not what kind of person it is?"""
    entry = head.entry
    if entry.kind not in ("organ", "service") or entry.site or entry.echo or head.plural:
        return False
    token = line.doc[end - 1]
    beside = end == start and token.pos_ in NOUNS and token.dep_ in ("compound", "nmod", "amod") and token.head.i >= end
    owns = line.word(end) in ("'s", "'") and end == start - 1
    return (beside or owns) and not lex.is_in(line.word(k), "portfolio")


def _left(line: Line, k: int, least: int, lex: Lexicon) -> int:
    """Over the adjective or noun that says which body: "Indian navy", "transport union"."""
    left = k
    while left > least:
        word, token = line.word(left - 1), line.doc[left - 1]
        told = word in lex.demonyms or lex.is_in(word, "portfolio")
        led = (
            left == k and line.capital(left - 1) and called_after(line, lex, left - 1, left)
        )  # "Trump administration official"
        if lex.is_in(word, "premodifier", "article", "possessive") or not (told or led or token.pos_ == "NOUN"):
            break
        left -= 1
    return left


def _found(scene: Scene, left: int, end: int, head: Head, country: str | None) -> Found:
    line = scene.line
    return Found(
        line.number, left, end, line.text(left, end), "nominal", "organisation",
        f"{scene.lang.code}.actor.inner.{head.entry.id}", 0.8, definite="definite", head=head.entry, country=country,
        sector=head.entry.sector, inner=True,
    )  # fmt: skip
