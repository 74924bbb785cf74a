"""A search query as typed -> what to look for. Nothing a user types is an error or reaches the database as syntax.

president "cessez-le-feu" missil* -ukraine
    -> words and phrases that must occur, beginnings, words that must not
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sitroom.lang import languages
from sitroom.lang.words import stem, stopwords, words

# Longest first: a quoted phrase, a word with its sign and star. Anything else is white space to us.
ITEM = re.compile(r'(-?)(?:"([^"]*)"|«([^»]*)»|“([^”]*)”|([^\s"«»“”]+))')
TERMS = 24  # more would only make the database slow; nobody types them
LETTERS = 64


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: alternatives (one for each language's endings), each a sequence of stems.

    prefix  the last word of the first alternative is a beginning; the others are whole stems
    """

    alternatives: tuple[tuple[str, ...], ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all occur, and terms that must not."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]


def parse_query(typed: str) -> Query:
    """Read a query. One without a word has no wanted terms: it finds nothing."""
    common = frozenset().union(*(stopwords(code) for code in languages()))
    wanted: list[Term] = []
    unwanted: list[Term] = []
    spare: list[Term] = []
    for sign, straight, french, curly, plain in ITEM.findall(unicodedata.normalize("NFC", typed[:4000])):
        phrase = straight or french or curly
        found = [w.folded[:LETTERS] for w in words(phrase or plain)]
        if not found:
            continue
        if phrase:
            (unwanted if sign else wanted).append(term_of(tuple(found)))
            continue
        starred = plain.rstrip(".,;:!?").endswith("*")
        kept = [f for f in found if f not in common]
        for target, parts in ((unwanted if sign else wanted, kept), (spare, found if not sign else [])):
            if len(parts) == 1:
                target.append(term_of((parts[0],), starred))
            elif parts:
                target.append(term_of(tuple(parts)))
    return Query(tuple((wanted or spare)[:TERMS]), tuple(unwanted[:TERMS]))


def term_of(folded: tuple[str, ...], prefix: bool = False) -> Term:
    """A term from its folded words, with the stems every language makes of them."""
    stems = {tuple(stem(f, code) for f in folded) for code in (*languages(), None)} - {folded}
    if prefix and len(folded) == 1 and len(folded[0]) > 1:
        return Term((folded, *sorted(stems)), prefix=True)
    whole = sorted(stems | {tuple(stem(f, None) for f in folded)})
    return Term(tuple(whole))


def expression(query: Query) -> str | None:
    """The query in FTS5's own language, every word in quotation marks; None when nothing is wanted."""
    if not query.wanted:
        return None
    text = " AND ".join(f"({alternatives(term)})" for term in query.wanted)
    if query.unwanted:
        text = f"({text}) NOT ({' OR '.join(alternatives(term) for term in query.unwanted)})"
    return text


def alternatives(term: Term) -> str:
    """One term in FTS5's language. Words hold letters and digits only, so the quotes cannot be broken out of."""
    parts = ['"' + " ".join(alternative) + '"' for alternative in term.alternatives]
    if term.prefix:
        parts[0] += "*"
    return " OR ".join(parts)
