"""Complements that the parser lost: what stands right behind a cue, over adverbs, times, asides and those spoken to.

"Le médecin exige, depuis lundi, trois semaines de repos": the noun phrase; "jure, lui, avoir prévenu": the
infinitive. Tried last, and only where a source stands before the cue: behind a cue without one stands its subject.
"""

from __future__ import annotations

from sitroom.annotate.statements.clauses import finite
from sitroom.annotate.statements.drafts import Chars, spans_of
from sitroom.annotate.statements.hits import Hit, cue_tokens, is_negated, is_passive
from sitroom.annotate.statements.objects import before_second, with_coordinate
from sitroom.annotate.statements.scan import adjunct_end, starts_phrase
from sitroom.annotate.statements.tree import Tree

ASIDE = 14  # tokens of what stands between two commas behind a cue
PHRASE = ("DET", "NUM", "NOUN", "PROPN", "ADJ")


def object_position(hit: Hit) -> tuple[Chars, ...]:
    """A noun phrase behind the cue: "a promis, lundi, une aide", "exprime aux familles sa solidarité"."""
    tree = hit.tree
    at = _behind(hit)
    if at is None or not starts_phrase(tree, at) or tree.pos[at] not in PHRASE or not _transitive(hit):
        return ()
    own = [k for k in tree.kids[hit.head] if k > hit.head and tree.is_(k, "clause")]
    if own or tree.lower[at] in tree.grammar.word("question"):
        return ()
    end = _end(hit, at)
    if not any(tree.pos[t] in ("NOUN", "PROPN", "NUM") for t in range(at, end)):
        return ()
    tokens = before_second(hit, list(range(at, end)))
    return spans_of(tree, with_coordinate(hit, tokens), inside=hit.quoted)


def gist_position(hit: Hit) -> tuple[Chars, ...]:
    """The same for verbs that need a noun of saying or feeling."""
    tree = hit.tree
    at = _behind(hit)
    if at is None or tree.pos[at] not in PHRASE:
        return ()
    noun = next((t for t in range(at, min(at + 4, len(tree))) if tree.pos[t] == "NOUN"), None)
    return object_position(hit) if noun is not None and tree.lemma[noun] in tree.grammar.word("gist_noun") else ()


def infinitive_position(hit: Hit) -> tuple[Chars, ...]:
    """An infinitive behind the cue: "jure, lui, avoir prévenu", "s'est bornée à indiquer, lundi, être prête"."""
    tree = hit.tree
    at = _behind(hit)
    if at is None or hit.kids("clause"):
        return ()
    stop = tree.sentences[tree.sentence[hit.head]][1]
    marker = tree.lower[at] in tree.grammar.word("infinitive_marker")
    verb = at + marker
    small = tree.grammar.word("clitic_object") | tree.grammar.word("negation")
    while verb < stop - 1 and tree.lower[verb] in small:
        verb += 1
    if verb >= stop or tree.morph(verb, "VerbForm") != "Inf" or tree.quote[verb] != hit.quoted:
        return ()
    tokens = list(range(at + marker, _end(hit, verb)))
    return spans_of(tree, before_second(hit, tokens), inside=hit.quoted)


def _transitive(hit: Hit) -> bool:
    """Is the cue active, without an object clitic before it, and its source before it?"""
    tree = hit.tree
    start = min(cue_tokens(hit))
    clitics = tree.grammar.word("object_clitic") - tree.grammar.word("dative_clitic")
    before = start - 1
    if is_passive(hit) or before < 0 or tree.lower[before] in clitics or is_negated(hit):
        return False
    inverted = any(tree.words[t].startswith("-") and len(tree.words[t]) > 1 for t in cue_tokens(hit))
    return finite(hit) and not inverted and _subject_before(hit, start)


def _subject_before(hit: Hit, start: int) -> bool:
    """A subject in the parse, or a pronoun or noun phrase right before the cue."""
    tree = hit.tree
    first = tree.sentences[tree.sentence[hit.head]][0]
    if any(k < start for k in (*hit.kids("subject"), *hit.kids("subject_clitic"))):
        return True
    if tree.is_(hit.head, "conjunct") and hit.head in tree.sister:
        return True
    at = start - 1
    return at >= first and tree.pos[at] in ("NOUN", "PROPN", "PRON") and tree.quote[at] == hit.quoted


def _behind(hit: Hit) -> int | None:
    """First token behind the cue that is no adverb, time, adjunct or aside between commas."""
    tree = hit.tree
    at, stop = max(cue_tokens(hit)) + 1, tree.sentences[tree.sentence[hit.head]][1]
    while at < stop:
        if tree.quote[at] != hit.quoted:
            return None
        after = adjunct_end(tree, at, stop) if tree.lower[at] not in tree.grammar.word("infinitive_marker") else None
        after = after or aside_end(tree, at, stop)
        if after is None:
            break
        at = after
    return at if at < stop and not tree.punct(at) else None


def aside_end(tree: Tree, at: int, stop: int) -> int | None:
    """Behind the second comma of ", lui,", ", depuis lundi,", ", sans rien préciser,"; None when no aside is here."""
    if tree.words[at] != ",":
        return None
    for t in range(at + 1, min(stop, at + ASIDE)):
        if tree.words[t] == ",":
            return t + 1 if t > at + 1 else None
        if tree.words[t] in ";:.()" or (tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") == "Fin"):
            return None
    return None


def _end(hit: Hit, at: int) -> int:
    """Where the phrase ends: at a mark outside quotation marks, a subordinate clause, or what joins another one."""
    tree = hit.tree
    stop = tree.sentences[tree.sentence[hit.head]][1]
    for t in range(at + 1, stop):
        if tree.quote[t] != hit.quoted:
            continue
        if tree.words[t] in ",;:." and not _listed(tree, t, stop):
            return t
        infinitive = t + 1 < stop and tree.morph(t + 1, "VerbForm") == "Inf"
        if infinitive and tree.lower[t] in tree.grammar.word("without"):
            return t
    return stop


def _listed(tree: Tree, comma: int, stop: int) -> bool:
    """ "exige des excuses, une enquête et un procès": a comma of a list that "and" ends."""
    if tree.words[comma] != "," or comma + 1 >= stop or tree.pos[comma + 1] not in ("DET", "NUM"):
        return False
    for t in range(comma + 1, min(stop, comma + 12)):
        if tree.pos[t] in ("VERB", "AUX", "SCONJ") or tree.words[t] in ",;:.":
            return False
        if tree.pos[t] == "CCONJ":
            return True
    return False
