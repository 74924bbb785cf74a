"""Somebody's other names: "Omar Syl (dit Fonik Meng)", "Alpha Bari, alias Djani Al,", "Amadou Ba, known as Ada"."""

from __future__ import annotations

from itertools import pairwise

from sitroom.annotate.actors.company import Company, Draft
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.persons import merge
from sitroom.annotate.actors.spans import Found

APART = 9  # tokens between the two names


def join_aliases(company: Company) -> None:
    """Make one actor of two names between which nothing stands but words for "called" and marks."""
    for numbers in company.by_line.values():
        names = [n for n in numbers if company.found[n].form == "name"]
        for one, other in pairwise(names):
            a, b = _draft(company, one), _draft(company, other)
            if a is None or b is None or a is b or not _alias(company, company.found[one], company.found[other]):
                continue
            unknown = b.kind == "organisation" and company.found[other].institution is None and not b.heads
            if a.kind == "person" and (b.kind == "person" or unknown) and not (a.wikidata and b.wikidata):
                merge(company, b, a)


def join_short_names(company: Company) -> None:
    """ "Spirit" is the "Spirit Airlines" of before: a firm called by the first word of the only name that begins so, in
    which a word for a body follows."""
    bodies = [d for d in company.drafts if d.kind == "organisation" and d.proper and d.moved is None]
    for short in bodies:
        word = short.name
        plain = " " not in word and word.istitle() and not company.lex.is_in(fold(word), "orgword", "portfolio")
        if not plain or short.heads or any(company.found[n].institution is not None for n in short.numbers):
            continue
        longer = [d for d in bodies if d is not short and d.moved is None and _begins(company, d.name, word)]
        if len(longer) == 1 and longer[0].agrees(None, short.country):
            merge(company, short, longer[0])


def _begins(company: Company, name: str, word: str) -> bool:
    words = name.split()
    return len(words) > 1 and words[0] == word and company.lex.is_in(fold(words[1]), "orgword")


def _draft(company: Company, number: int) -> Draft | None:
    link = company.links.get(number)
    return link.draft.held() if link is not None and link.draft is not None else None


def _alias(company: Company, one: Found, other: Found) -> bool:
    line, lex = company.lines[one.line], company.lex
    between = range(one.end, other.start)
    said = any(lex.is_in(line.word(k), "alias") for k in between)
    small = (line.doc[k].pos_ in ("PUNCT", "SYM") or lex.is_in(line.word(k), "alias", "alias-too") for k in between)
    return 0 < len(between) <= APART and said and all(small)
