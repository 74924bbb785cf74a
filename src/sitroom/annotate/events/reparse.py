"""A line's parse with other words of grammar: what the mends of lost verbs make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


def reparsed(
    doc: Doc, heads: list[int], deps: list[str], pos: list[str], tags: list[str], morphs: list[str], lemmas: list[str]
) -> Doc:
    """A copy of a parse: its words, blanks and entities, with these heads (token indices), labels and forms. Where two
    mends together would hang words on one another in a circle, the parse stays as it was."""
    from spacy.tokens import Doc as Parse

    if circular(heads):
        return doc
    return Parse(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        tags=tags,
        pos=pos,
        morphs=morphs,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
        ents=[f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc],
    )


def circular(heads: list[int]) -> bool:
    """Do words hang on one another in a circle, which no root ends?"""
    ended: set[int] = set()
    for start in range(len(heads)):
        climbed, one = {start}, start
        while one not in ended and heads[one] != one:
            one = heads[one]
            if one in climbed:
                return True
            climbed.add(one)
        ended |= climbed
    return False
