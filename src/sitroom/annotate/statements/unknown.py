"""Verbs that the lexicon does not know, where only a cue can stand: right behind a quotation, or before one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitroom.annotate.statements.hits import Hit, Lexicon, after_quotation, open_hit
from sitroom.annotate.statements.phrases import Phrase, phrase, with_name
from sitroom.annotate.statements.tree import Tree

if TYPE_CHECKING:
    from sitroom.annotate.statements.direct import Quote

BEHIND = ("ADP", "ADV", "CCONJ", "DET", "PROPN", "SCONJ")  # what may follow a verb that only stands behind a quotation
FAR = 28  # tokens between a quotation and its cue
ENDS = ".!?;…"
MARKS = '«“"‘'


def unknown_verb(tree: Tree, quote: Quote, quotes: list[Quote], lexicon: Lexicon) -> Hit | None:
    """ "...," the host barked. / « ... », rugit le lion: a finite verb right there is a cue, known or not."""
    a, b = tree.quotations.found[quote.number].inner
    after = quote.last + 1
    comma = tree.line[a:b].rstrip()[-1:] in ",!?" or (after < len(tree) and tree.words[after] == ",")
    for t in range(after, min(after + 8, len(tree))) if comma else ():
        if tree.quote[t] >= 0 or tree.words[t] in ".;:" or (tree.punct(t) and t > after):
            return None
        if tree.pos[t] in ("SCONJ", "CCONJ", "ADP"):
            return None
        mistagged = t == after + (tree.words[after] == ",") and after_quotation(tree, t) and _inverts(tree, t)
        if tree.pos[t] in ("VERB",) or mistagged:
            hit = open_hit(tree, lexicon, t)
            subject = hit is not None and (mistagged or bool(hit.kids("subject")) or _only_clitics(tree, after, t))
            after_cue = t + 1 + (t + 1 < len(tree) and tree.morph(t + 1, "VerbForm") == "Inf")  # "a laissé tomber"
            ends = after_cue >= len(tree) or tree.punct(after_cue) or tree.pos[after_cue] in BEHIND
            if hit is not None and after_cue > t + 1:
                hit = replace(hit, words=(t, t + 1))
            return hit if subject and ends else None
    return None


def _inverts(tree: Tree, t: int) -> bool:
    """Does a word that may be a present stand before its subject ("rembobine une autre")? For packs that invert."""
    noun = tree.pos[t] in ("NOUN", "ADJ", "ADV") and tree.lower[t][-1:] in ("e", "t", "d")
    return noun and bool(tree.grammar.word("clitic_subject")) and tree.pos[t + 1] in ("DET", "PROPN")


def before_colon(tree: Tree, quote: Quote, lexicon: Lexicon) -> Hit | None:
    """ "Elle a pris la parole : « ... »": any clause with a subject that ends in a colon introduces a quotation; one
    that ends in a comma ("The mayor called over her shoulder, “...”") introduces a whole sentence."""
    colon = quote.first - 1
    if colon < 2 or tree.words[colon] not in (":", ",") or not tree.grammar.word("reply_noun"):
        return None
    first = max(tree.sentences[tree.sentence[colon]][0], colon - FAR)
    clause = [t for t in range(first, colon) if tree.quote[t] < 0]
    ends = [t for t in clause if tree.words[t] in ENDS]
    clause = [t for t in clause if not ends or t > ends[-1]]
    if tree.words[colon] == ",":
        verb = _last_verb(tree, clause) if _sentence(tree, quote) else None
        return open_hit(tree, lexicon, verb) if verb is not None else None
    subjects = [t for t in clause if tree.is_(t, "subject") and tree.head[t] in clause]
    if subjects:
        return open_hit(tree, lexicon, tree.head[subjects[-1]])
    replies = [t for t in clause[:4] if tree.lemma[t] in tree.grammar.word("reply_noun")]
    hit = open_hit(tree, lexicon, replies[0]) if replies else None
    return replace(hit, kind="noun") if hit else None


def named_before(tree: Tree, quote: Quote) -> Phrase | None:
    """ "The ruling pleased Ann Holt, a baker: “P.”", "Même constat chez Luc Morel : « P »": the last person named
    before a colon, in a clause that no person is the subject of, or without a verb."""
    colon = quote.first - 1
    if colon < 2 or tree.words[colon] != ":":
        return None
    first = max(tree.sentences[tree.sentence[colon]][0], colon - FAR)
    ends = [t for t in range(first, colon) if tree.words[t] in ENDS or tree.quote[t] >= 0]
    clause = range(ends[-1] + 1 if ends else first, colon)
    subjects = [t for t in clause if tree.is_(t, "subject") and tree.head[t] in clause]
    told = tree.grammar.word("who") | tree.grammar.word("relative_object")
    subjects = [t for t in subjects if tree.lower[t] not in told]
    if any(not _thing(tree, t) for t in subjects):
        return None
    verbs = any(tree.morph(t, "VerbForm") == "Fin" for t in clause)
    if verbs and not subjects:
        return None
    own = {t for s in subjects for t in tree.subtree(s) if t < tree.head[s]}
    persons = [t for t in clause if t not in own and tree.person[t] is not None and tree.pos[t] == "PROPN"]
    persons = [t for t in persons if not tree.is_(t, "possessor")]
    if not persons or not (verbs or _led(tree, clause, persons[-1])):
        return None
    span = tree.person[persons[-1]]
    head = next((t for t in persons if tree.person[t] == span and tree.head[t] not in range(*span)), persons[-1])  # type: ignore[misc]
    above = tree.head[head]
    title = above in clause and above not in own and tree.pos[above] == "NOUN" and above < head
    titled = title and tree.lemma[above] in tree.grammar.word("title_noun") | tree.grammar.word("people")
    found = with_name(tree, phrase(tree, above if titled else head, "named"))
    led = next((t + 1 for t in range(span[0] - 1, clause[0] - 1, -1) if tree.pos[t] in ("ADP", "VERB", "AUX")), None)  # type: ignore[index]
    return Phrase(found.head, max(found.start, tree.begin[led]), found.end, found.how) if led is not None else found


def _thing(tree: Tree, t: int) -> bool:
    """A common noun for no person, body or document; "it"."""
    known = tree.grammar.word("people") | tree.grammar.word("title_noun") | tree.grammar.word("told")
    known |= tree.grammar.word("speech_noun") | tree.grammar.word("label_noun") | tree.grammar.word("reply_noun")
    if tree.pos[t] != "NOUN" or tree.person[t] is not None or tree.words[t][:1].isupper():
        return False
    return tree.lemma[t] not in known and tree.lower[t] not in known


def _led(tree: Tree, clause: range, person: int) -> bool:
    """Does a preposition lead to the person, in a clause without a verb?"""
    span = tree.person[person] or (person, person + 1)
    before = [t for t in clause if t < span[0]]
    return bool(before) and any(tree.pos[t] == "ADP" for t in before[-4:]) and tree.pos[clause[0]] != "ADP"


def _sentence(tree: Tree, quote: Quote) -> bool:
    """Does the quotation hold a whole sentence, with nothing but a new sentence behind it?"""
    a, b = tree.quotations.found[quote.number].inner
    words = [t for t in range(quote.first, quote.last + 1) if not tree.punct(t)]
    spoken = any(tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") == "Fin" for t in words)
    after = tree.line[quote.end :].lstrip()[:1]
    ended = tree.line[a:b].rstrip()[-1:] in ENDS and (not after or after.isupper() or after in MARKS)
    return spoken and ended and len(words) > 3 and tree.words[words[0]][:1].isupper()


def _last_verb(tree: Tree, clause: list[int]) -> int | None:
    """The finite verb nearest to the end of a clause, with a subject of its own or of the verb it goes with."""
    for t in reversed(clause):
        if tree.pos[t] != "VERB" or tree.morph(t, "VerbForm") != "Fin":
            continue
        if any(tree.is_(t, role) for role in ("relative", "clause", "adnominal")):
            return None
        subjects = [k for up in (t, tree.head[t]) for k in tree.children(up, "subject") if k < t]
        return t if any(k in clause for k in subjects) else None
    return None


def _only_clitics(tree: Tree, start: int, verb: int) -> bool:
    """Does nothing but a comma, pronouns and auxiliaries stand between quotation and verb ("lui a intimé")?"""
    return verb <= start + 4 and all(
        tree.punct(t) or tree.pos[t] == "AUX" or tree.lower[t] in tree.grammar.word("clitic_object") or t == start
        for t in range(start, verb)
    )
