"""Bodies of one state told in several ways: the IDF and "the Israeli military", "police" and "the Kenyan police".

Looked at last of all, when everybody has a country: two bodies of the same country of which nothing is said but the
same noun are one; and so are all that is called its army by words for the whole of it ("army-word"), names among it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitroom.annotate.actors.bodies import GENERIC_BODIES
from sitroom.annotate.actors.company import WORLD, Company, Draft
from sitroom.annotate.actors.lexicon import Lexicon, fold
from sitroom.annotate.actors.persons import merge

ARMY, POLICE = frozenset({"army"}), frozenset({"police"})
BODIES = ("organ", "service")
LONE = "forces"  # what "forces" alone are is told by the sentence: the army's, the police's, those of both sides


def join_bodies(company: Company) -> None:
    """Make one actor of the bodies that are told alike; the first of them that has a name of its own stays."""
    told: dict[tuple[str, frozenset[str]], list[Draft]] = {}
    for draft in company.drafts:
        core = _core(company, draft)
        if core and draft.country and draft.moved is None:
            told.setdefault((draft.country, core), []).append(draft)
    for _, same in sorted(told.items(), key=lambda row: row[1][0].order):
        stays = next((d for d in same if d.proper), same[0])
        for gone in same:
            if gone is not stays and not (gone.proper and stays.proper and _other_name(gone, stays)):
                longer = not stays.proper and len(gone.name) > len(stays.name)
                name = gone.name if longer else stays.name
                merge(company, gone, stays)
                stays.name = name


def _other_name(one: Draft, other: Draft) -> bool:
    """Have both names of their own, and none in common?"""
    return {fold(n) for n in (one.name, *one.names)}.isdisjoint(fold(n) for n in (other.name, *other.names))


def _core(company: Company, draft: Draft) -> frozenset[str]:
    """What all wordings of a body say besides its country; ARMY where they are words for a whole army; empty where
    they say several things, or what many bodies may be called by."""
    if draft.kind != "organisation" or draft.sector == WORLD:
        return frozenset()
    described = [f for n in draft.numbers if (f := company.found[n]).form == "nominal"]
    heads = [f.head for f in described if f.head is not None]
    wide = any(h.mixed or h.id in GENERIC_BODIES or h.site or h.echo for h in heads)
    if any(h.kind not in BODIES for h in heads) or any(f.other or f.definite == "indefinite" for f in described):
        return frozenset()
    texts = {fold(n) for n in (draft.name, *draft.names) if not (draft.proper and n.isupper() and " " not in n)}
    called = {text for text in texts if company.lex.is_in(text, "army-name")}
    told = {frozenset(_words(text, company.lex)) for text in (texts - called) | set(_spelt_out(company, draft))}
    if called and not told:
        return ARMY
    if all(words and words <= company.lex.classes["army-word"] for words in told) and told:
        return frozenset() if told == {frozenset({LONE})} and LONE in texts else ARMY
    if all(words and words <= company.lex.classes["police-word"] for words in told) and told:
        return POLICE
    if len(told) != 1 or draft.plural or wide:
        return frozenset()
    said = next(iter(told))
    known = all(company.lex.is_in(w, "portfolio", "ministry-word") for w in said)  # "Polish Foreign Ministry"
    return said - company.lex.classes["affairs-word"] if known or not draft.proper else frozenset()


def _spelt_out(company: Company, draft: Draft) -> Iterator[str]:
    """The full name of a body of the tables that the report calls by letters alone ("IDF")."""
    for n in draft.numbers:
        f = company.found[n]
        if f.institution is not None and f.text.isupper():
            yield from (fold(name) for name in f.institution.names if " " in name)


def _words(text: str, lex: Lexicon) -> Iterator[str]:
    """The words of a folded text that name no country and are no articles and the like."""
    words = text.replace("'", " ").split()
    text = " ".join(words)
    ends, at, past = {len(" ".join(words[: k + 1])) for k in range(len(words))}, 0, 0
    for word in words:
        hits = lex.places.at(text, at, ends) if at >= past else []
        past = max([past, *(end for end, _, _ in hits)])
        small = word == "s" or lex.is_in(word, "article", "of", "possessive")
        if at >= past and word not in lex.demonyms and not small:
            yield word
        at += len(word) + 1
