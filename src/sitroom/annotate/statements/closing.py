"""A cue with its speakers at the end of a sentence: "Rebels took the town and killed 12 soldiers, residents said."."""

from __future__ import annotations

from sitroom.annotate.statements.clauses import finite
from sitroom.annotate.statements.drafts import Chars, spans_of
from sitroom.annotate.statements.hits import Hit, cue_tokens, is_passive
from sitroom.annotate.statements.tree import Tree

CLOSING_PHRASE = 9  # tokens of ", residents and a security source"
TOLD = 12  # tokens behind the cue ("AFP", "at the hospital in Derby on Tuesday")


def closing_subject(hit: Hit) -> tuple[int, int] | None:
    """ "Rebels took the town and killed 12 soldiers, residents and a source told AFP.": the tokens of the phrase
    between the last comma and a cue at the sentence's end, for packs whose cues stand behind their subject."""
    tree, cue = hit.tree, cue_tokens(hit)
    first, stop = tree.sentences[tree.sentence[hit.head]]
    if not tree.grammar.word("compounding") or hit.quoted >= 0 or not finite(hit) or is_passive(hit):
        return None
    told = [t for t in range(cue[-1] + 1, stop) if not tree.punct(t)]
    named = all(tree.pos[t] in ("PROPN", "ADP", "NUM", "DET", "NOUN", "ADV") for t in told)
    timed = not told or tree.pos[told[0]] == "ADP" or tree.lower[told[0]] in tree.grammar.word("time_noun")
    if not named or len(told) > TOLD or not (timed or "object" in hit.entry.to):
        return None
    comma = next((t for t in range(cue[0] - 1, first, -1) if tree.words[t] == ","), None)
    if comma == cue[0] - 1:
        return _titled(tree, first, comma)
    if comma is None or not 0 < cue[0] - comma - 1 <= CLOSING_PHRASE or tree.words[comma + 1] in ("and", "or"):
        return None
    phrase = range(comma + 1, cue[0])
    loose = [t for t in phrase if tree.pos[t] in ("VERB", "AUX", "SCONJ") or tree.punct(t) or tree.quote[t] >= 0]
    opens = tree.pos[comma + 1] in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON")
    opens = opens and tree.lower[comma + 1] not in tree.grammar.word("who")
    return (comma + 1, cue[0]) if not loose and opens and tree.pos[cue[0] - 1] in ("NOUN", "PROPN", "PRON") else None


def _titled(tree: Tree, first: int, close: int) -> tuple[int, int] | None:
    """ "P, the chief of police, Inspector Ann Holt, said in Derby.": an office and a name between three commas."""
    commas = [t for t in range(close - 1, max(first, close - 30), -1) if tree.words[t] == ","][:2]
    if len(commas) < 2 or not any(tree.person[t] is not None for t in range(commas[0], close)):
        return None
    own = [t for t in range(commas[1] + 1, close) if t != commas[0]]
    nominal = all(tree.pos[t] in ("NOUN", "PROPN", "DET", "ADJ", "ADP", "PART", "CCONJ") for t in own)
    opens = tree.pos[own[0]] in ("DET", "NOUN", "PROPN") and tree.person[own[0]] is None
    return (commas[1] + 1, close) if nominal and opens else None


def before_closing(hit: Hit) -> tuple[Chars, ...]:
    """The clause before such a phrase."""
    tree, found = hit.tree, closing_subject(hit)
    if found is None or any(k > hit.head for k in hit.kids("clause")):
        return ()
    first = tree.sentences[tree.sentence[hit.head]][0]
    told = range(first, found[0] - 1)
    spoken = [t for t in told if tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") == "Fin"]
    opening = tree.pos[first] in ("SCONJ", "ADP") or tree.lower[first] in tree.grammar.word("subordinator")
    if not spoken or opening or any(tree.quote[t] >= 0 for t in spoken[:1]) or found[0] - first > 80:
        return ()
    return spans_of(tree, list(told))
