"""Which noun of the tables stands before a name, or behind it: an office, a noun for a body."""

from __future__ import annotations

from sitroom.annotate.actors.lexicon import Lexicon
from sitroom.annotate.actors.spans import Line

OFFICIAL = ("government", "military", "police", "legislature", "judiciary", "opposition")
TITLES = ("office", "official", "person")


def head_before(line: Line, lex: Lexicon, start: int) -> str:
    """The kind of the noun that ends right before, looking back over adjectives and one complement."""
    ends = line.ends
    for k in range(start - 1, max(-1, start - 7), -1):
        word = line.word(k)
        if word in (",", ";", ".", ":", "«", "»", "(", ")") or line.doc[k].pos_ in ("VERB", "AUX"):
            break
        for stop, _, head in lex.heads.at(line.low, line.doc[k].idx, ends):
            if head.entry.kind == "state":
                continue  # "porte-parole du département d'État"
            near = all(line.doc[x].pos_ not in ("DET", "PRON", "PUNCT") for x in range(line.ends[stop], start))
            if (
                near
                and head.entry.kind in ("organ", "collective")
                and head.entry.sector in OFFICIAL
                and headed(line, lex, k)
            ):
                return "office"
            if near or (head.entry.kind not in ("organ", "vessel", "collective") and not head.plural):
                return str(head.entry.kind)
    return ""


def headed(line: Line, lex: Lexicon, k: int) -> bool:
    """Is the noun at k the complement of a title ("chef de la diplomatie", "secrétaire du Cabinet à la Défense")?"""
    i = k - 1
    while i > 0 and lex.is_in(line.word(i), "article") and not lex.is_in(line.word(i), "of", "addressing"):
        i -= 1
    if i < 1 or not lex.is_in(line.word(i), "of", "addressing"):
        return False
    if i > 1 and line.word(i - 1) in lex.demonyms:
        i -= 1  # "secrétaire américaine au Trésor"
    ends = line.ends
    for x in range(max(0, i - 3), i):
        for e, _, head in lex.heads.at(line.low, line.doc[x].idx, ends):
            if line.ends[e] != i or head.plural:
                continue
            if head.entry.kind in TITLES or (head.entry.kind == "organ" and headed(line, lex, x)):
                return True
    return False


def office_after(line: Line, lex: Lexicon, i: int) -> str:
    """The kind of the description that begins at i, articles and adjectives aside; "" if there is none."""
    ends = line.ends
    for k in range(i, min(i + 5, len(line.doc))):
        hits = lex.heads.at(line.low, line.doc[k].idx, ends)
        if hits and line.word(line.ends[hits[0][0]]) in ("'s", "'"):
            return ""
        if hits:
            return str(hits[0][2].entry.kind)
        if not (
            lex.is_in(line.word(k), "article", "premodifier", "possessive") or line.doc[k].pos_ in ("ADJ", "PROPN")
        ):
            return ""
    return ""
