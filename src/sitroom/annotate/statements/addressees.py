"""To whom a cue speaks: the roles its entry names, when the noun can be spoken to."""

from __future__ import annotations

from sitroom.annotate.statements.hits import Hit, cue_tokens
from sitroom.annotate.statements.phrases import Phrase, phrase
from sitroom.annotate.statements.scan import adjunct_end, noun_of
from sitroom.annotate.statements.tree import Tree


def addressees_of(hit: Hit, content: tuple[int, int] | None, source: Phrase | None) -> list[Phrase]:
    """To whom: the roles that the cue's entry names. `content`: characters never to be taken for an addressee."""
    tree = hit.tree
    out = [*_clitic_before(hit), *_by_position(hit, source)]
    for how in hit.entry.to:
        for k in (k for w in hit.words for k in tree.kids[w] if k not in hit.words or tree.pos[k] == "ADP"):
            if tree.lower[k].strip("-") == "t":  # "assure-t-il"
                continue
            noun = _addressee(tree, k, how)
            told = noun is not None and (hears(tree, noun) or (how == "object" and bool(tree.kids[noun])))
            if noun is not None and told and not (source and noun == source.head) and noun not in {p.head for p in out}:
                out.append(phrase(tree, noun, how))
    good = [p for p in out if content is None or p.start < content[0] or p.start >= content[1]]
    clean = [p for p in good if not (source and p.start < source.end and source.start < p.end)]
    return sorted(clean, key=lambda p: (p.start, p.end))[:2]


def _clitic_before(hit: Hit) -> list[Phrase]:
    """ "lui a répondu", "m'a dit": a pronoun right before the cue, whatever the parser made of it."""
    tree, at = hit.tree, min(cue_tokens(hit)) - 1
    if "dative" not in hit.entry.to or at < 0 or tree.lower[at] not in tree.grammar.word("dative_clitic"):
        return []
    first = tree.sentences[tree.sentence[hit.head]][0]
    pronoun = tree.pos[at] == "PRON" and tree.quote[at] == hit.quoted and at >= first
    subject = tree.lower[at] in tree.grammar.word("first_person") or (at > first and tree.pos[at - 1] == "ADP")
    return [Phrase(at, tree.begin[at], tree.end[at], "clitic")] if pronoun and not subject else []


def _by_position(hit: Hit, source: Phrase | None) -> list[Phrase]:
    """ "a déclaré à l'AFP M. Doh", "a dit la maire devant la presse": among the adjuncts behind the cue."""
    tree, cue = hit.tree, cue_tokens(hit)
    ways = {f for how in hit.entry.to for f in (how, *tree.grammar.word("form:" + how))} & tree.grammar.word("told_by")
    stop = tree.sentences[tree.sentence[hit.head]][1]
    at, out = cue[-1] + 1, []
    while at < stop and at - cue[-1] < 24 and tree.quote[at] == hit.quoted:
        if source is not None and tree.begin[at] == source.start:
            at = next((t for t in range(at, stop) if tree.begin[t] >= source.end), stop)
            continue
        end = adjunct_end(tree, at, stop)
        if end is None:
            break
        if tree.lower[at] in ways and tree.lower[at] not in tree.grammar.word("day"):
            noun = noun_of(tree, at + 1 + (tree.pos[at + 1] == "ADP"), end) if at + 1 < end else None
            if noun is not None and hears(tree, noun):
                out.append(_told_phrase(tree, at, noun, end))
        at = end
    return out


def _told_phrase(tree: Tree, at: int, noun: int, end: int) -> Phrase:
    first = at + 1
    while first < noun and tree.pos[first] == "ADP":
        first += 1
    last = noun
    of = tree.grammar.word("form:de") | tree.grammar.word("owner")
    while last + 1 < end and not tree.punct(last + 1) and (tree.pos[last + 1] != "ADP" or tree.lower[last + 1] in of):
        last += 1
    return Phrase(noun, tree.begin[first], tree.end[last], "position")


def told_to(hit: Hit, token: int) -> bool:
    """Is a child of the cue the one it speaks to, marked by a preposition ("à la préfète")?"""
    return hit.tree.quote[token] < 0 and any(
        _addressee(hit.tree, token, how) is not None for how in hit.entry.to if how not in ("object", "dative")
    )


def _addressee(tree: Tree, token: int, how: str) -> int | None:
    if how == "object":
        named = tree.pos[token] in ("NOUN", "PROPN", "PRON") and tree.lower[token] not in tree.grammar.word("day")
        return token if tree.is_(token, "object") and named else None
    if how == "dative":
        if tree.pos[token] == "PRON" and tree.lower[token] in tree.grammar.word("dative_clitic"):
            return token
        return token if tree.is_(token, "dative") and tree.pos[token] in ("NOUN", "PROPN", "PRON") else None
    if tree.pos[token] == "ADP" and tree.lower[token] == how:  # English: the preposition heads its phrase
        return next(iter(tree.children(token, "prep_object")), None)
    if tree.lower[token] == how and tree.kids[token]:  # auprès de leurs homologues, parsed as an adverb
        return next(iter(tree.children(token, "oblique")), None)
    if tree.lower[token] in tree.grammar.word("day"):
        return None
    first = next((c for c in tree.children(token, "case")), None)
    if (
        first is not None
        and tree.lower[first] in {how, *tree.grammar.word("form:" + how)}
        and tree.is_(token, "oblique")
    ):
        return token
    return None


def hears(tree: Tree, noun: int) -> bool:
    """Can this be spoken to? A pronoun, a person's or body's name, or a noun for people and bodies.

    A pack without the list "told" takes everything.
    """
    nouns = tree.grammar.word("told")
    if not nouns or tree.pos[noun] == "PRON":
        return tree.lower[noun] not in tree.grammar.word("never_told")
    if tree.lemma[noun] in tree.grammar.word("never_told") or tree.lower[noun] in tree.grammar.word("never_told"):
        return False
    if tree.person[noun] or tree.lemma[noun] in nouns or tree.lower[noun] in nouns:
        return True
    if tree.lemma[noun] in tree.grammar.word("title_noun") or tree.lower[noun] in tree.grammar.word("title_noun"):
        return True
    return tree.words[noun][:1].isupper() and tree.pos[noun] in ("PROPN", "NOUN", "X")


def bare_place(tree: Tree, noun: int) -> bool:
    """A place right after a preposition ("réclame à Strasbourg"): spoken to only if it is known as an actor."""
    bare = noun > 0 and tree.lower[noun - 1] in tree.grammar.word("infinitive_marker")
    return bare and tree.block.doc[noun].ent_type_ in ("LOC", "GPE")
