"""To whom a cue speaks: the roles its entry names, when the noun can be spoken to."""

from __future__ import annotations

from sitroom.annotate.statements.hits import Hit, cue_tokens, is_passive
from sitroom.annotate.statements.phrases import Phrase, phrase
from sitroom.annotate.statements.scan import adjunct_end, noun_of, phrase_end
from sitroom.annotate.statements.tree import Tree

WINDOW = 60  # tokens around the cue that a phrase like "à l'adresse de" is looked for
MOST = 40  # tokens of a source


def addressees_of(hit: Hit, content: tuple[int, int] | None, source: Phrase | None) -> list[Phrase]:
    """To whom: the roles that the cue's entry names. `content`: characters never to be taken for an addressee."""
    tree = hit.tree
    out = [*_clitic_before(hit), *_by_position(hit, source), *_by_phrase(hit), *_passive(hit)]
    for how in hit.entry.to:
        for k in (k for w in hit.words for k in tree.kids[w] if k not in hit.words or tree.pos[k] == "ADP"):
            if tree.lower[k].strip("-") == "t" or _far_clitic(hit, k):  # "assure-t-il"
                continue
            noun = _addressee(tree, k, how)
            told = noun is not None and (hears(tree, noun) or (how == "object" and bool(tree.kids[noun])))
            if noun is not None and told and not (source and noun == source.head) and noun not in {p.head for p in out}:
                out.append(phrase(tree, noun, how))
    good = [p for p in out if content is None or p.start < content[0] or p.start >= content[1]]
    clean = [p for p in good if not _in_source(p, source)]
    return sorted(clean, key=lambda p: (p.start, p.end))[:2]


def _in_source(told: Phrase, source: Phrase | None) -> bool:
    """Is it part of the source? "Addressing reporters, the chairman": the parser takes both for it, wrongly."""
    if source is None or told.start >= source.end or source.start >= told.end:
        return False
    return told.how != "phrase" or told.head >= source.head


def _clitic_before(hit: Hit) -> list[Phrase]:
    """ "lui a répondu", "m'a dit": a pronoun right before the cue, whatever the parser made of it."""
    tree, at = hit.tree, min(cue_tokens(hit)) - 1
    if "dative" not in hit.entry.to or at < 0 or tree.lower[at] not in tree.grammar.word("dative_clitic"):
        return []
    first = tree.sentences[tree.sentence[hit.head]][0]
    pronoun = tree.pos[at] in ("PRON", "ADV") and tree.quote[at] == hit.quoted and at >= first
    marked = at > first and tree.pos[at - 1] == "ADP" and tree.morph(hit.head, "VerbForm") != "Inf"
    subject = tree.lower[at] in tree.grammar.word("first_person") or marked
    return [Phrase(at, tree.begin[at], tree.end[at], "clitic")] if pronoun and not subject else []


def _passive(hit: Hit) -> list[Phrase]:
    """ "Residents were told to leave": the subject of a passive whose active voice has them as its object."""
    if "object" not in hit.entry.to or not is_passive(hit):
        return []
    subjects = [k for k in hit.kids("subject_passive") if hears(hit.tree, k)]
    return [phrase(hit.tree, k, "passive") for k in subjects[-1:]]


def _far_clitic(hit: Hit, k: int) -> bool:
    """Is it an object pronoun of another verb? The cue's own stands right before it, or hyphened."""
    tree, cue = hit.tree, cue_tokens(hit)
    if tree.lower[k] not in tree.grammar.word("dative_clitic"):
        return False
    return not (cue[0] - 2 <= k < cue[0] or (k > cue[-1] and tree.words[k].startswith("-")) or cue[0] <= k <= cue[-1])


def _by_phrase(hit: Hit) -> list[Phrase]:
    """ "à l'adresse des syndicats", "s'adressant aux députés", "in a letter to the governor": in the cue's sentence."""
    tree = hit.tree
    table = tree.grammar.phrases("toward_phrase")
    first, stop = tree.sentences[tree.sentence[hit.head]]
    first, stop = max(first, hit.head - WINDOW), min(stop, hit.head + WINDOW)
    for t in range(first, stop if table else first):
        if tree.quote[t] != hit.quoted or tree.lower[t] not in table:
            continue
        for words in table[tree.lower[t]]:
            last = t + len(words) - 1
            if last + 1 >= stop or not all(_is_form(tree, t + i, w) for i, w in enumerate(words)):
                continue
            noun = noun_of(tree, last + 1, min(stop, last + 8))
            end = None if noun is None else phrase_end(tree, last, stop)
            if noun is not None and hears(tree, noun) and tree.quote[noun] == hit.quoted:
                told = _told_phrase(tree, last, noun, max(end or 0, noun + 1))
                return [Phrase(told.head, told.start, told.end, "phrase")]
    return []


def _is_form(tree: Tree, t: int, word: str) -> bool:
    """Is the token the word, or a preposition melted with an article ("aux" for "à")?"""
    return tree.lower[t] == word or tree.lower[t] in tree.grammar.word("form:" + word)


def out_of_source(hit: Hit, source: Phrase) -> tuple[Phrase, Phrase | None]:
    """A source behind the cue without the one spoken to that the parser joined to it ("a dit la maire Odile Fermont à
    Luc Hamelin"): behind a person's name, "à" opens no complement of it."""
    tree = hit.tree
    if source.start < tree.end[cue_tokens(hit)[-1]]:
        return source, None
    ways = {f for how in hit.entry.to for f in (how, *tree.grammar.word("form:" + how))} & tree.grammar.word("told_by")
    inside = [t for t in range(source.head, len(tree)) if source.start <= tree.begin[t] < source.end][:MOST]
    for t in inside[1:-1]:
        if tree.lower[t] in ways and tree.person[t] is None:
            noun = noun_of(tree, t + 1, inside[-1] + 1)
            press = noun is not None and tree.lower[noun] in tree.grammar.word("reporter_noun")
            agency = press and noun is not None and tree.words[noun][:1].isupper()  # "a déclaré l'opposant | à l'AFP"
            if noun is not None and (tree.person[t - 1] is not None or agency) and hears(tree, noun):
                cut = Phrase(source.head, source.start, tree.end[t - 1], source.how)
                return cut, _told_phrase(tree, t, noun, inside[-1] + 1)
    return source, None


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
    if tree.pos[noun] == "NOUN" and tree.lower[noun] in tree.grammar.word("denied_noun") | tree.grammar.word(
        "unhearing"
    ):
        return False  # "in response to the accusations"
    if tree.lemma[noun] in tree.grammar.word("on_air") and not any(tree.pos[k] == "PROPN" for k in tree.kids[noun]):
        return False  # "à la télévision nationale" is where, "à la radio Est" to whom
    if not nouns or tree.pos[noun] == "PRON":
        return tree.lower[noun] not in tree.grammar.word("never_told")
    unheard = tree.lemma[noun] in tree.grammar.word("never_told") or tree.lower[noun] in tree.grammar.word("never_told")
    if unheard and not (tree.words[noun][:1].isupper() and tree.lower[noun] in tree.grammar.word("people")):
        return False
    if tree.lower[noun] in tree.grammar.word("people"):
        return True
    if tree.person[noun] or tree.lemma[noun] in nouns or tree.lower[noun] in nouns:
        return True
    if tree.lemma[noun] in tree.grammar.word("title_noun") or tree.lower[noun] in tree.grammar.word("title_noun"):
        return True
    return tree.words[noun][:1].isupper() and tree.pos[noun] in ("PROPN", "NOUN", "X")


def bare_place(tree: Tree, noun: int) -> bool:
    """A place right after a preposition ("réclame à Strasbourg"): spoken to only if it is known as an actor."""
    bare = noun > 0 and tree.lower[noun - 1] in tree.grammar.word("infinitive_marker")
    return bare and tree.block.doc[noun].ent_type_ in ("LOC", "GPE")
