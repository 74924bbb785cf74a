"""Statements that no table allows, as candidates: every cue in every frame, and verbs no table knows.

`spare_drafts` gives drafts for cues that made no statement: those the rules refused, and those of complements that the
cue's entry does not name. Whether one is a statement is learnt (`told.py`).
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sitroom.annotate.statements.clauses import finite
from sitroom.annotate.statements.drafts import Chars, Draft, spans_of
from sitroom.annotate.statements.frames import clause, frame_draft, make_draft, preposition
from sitroom.annotate.statements.fringe import fringed
from sitroom.annotate.statements.hits import Hit, Lexicon, cue_tokens, is_passive, open_hit
from sitroom.annotate.statements.infinitives import infinitive
from sitroom.annotate.statements.inserted import insert, insert_position
from sitroom.annotate.statements.lost import clause_position, infinitive_position, object_position
from sitroom.annotate.statements.nobody import asked, seen, somebodys, timed, wished
from sitroom.annotate.statements.objects import noun_phrase
from sitroom.annotate.statements.predicates import as_any, as_quoted
from sitroom.annotate.statements.quoted import quoted_object
from sitroom.annotate.statements.tree import Tree
from sitroom.annotate.statements.withheld import anonymity
from sitroom.lang.schemas.cues import Cue

Finder = Callable[[Hit], tuple[Chars, ...]]


def described(hit: Hit) -> tuple[Chars, ...]:
    """ "la réunion demandée par Tokyo", "a truce that both sides rejected": what the cue's clause describes."""
    tree, noun = hit.tree, hit.tree.head[hit.head]
    passive = tree.is_(hit.head, "adnominal") and bool(hit.kids("agent")) and not hit.kids("auxiliary")
    clause = tree.is_(hit.head, "relative") and not is_passive(hit)
    if hit.kind != "verb" or noun >= min(hit.words) or not (passive or clause):
        return ()
    who = tree.grammar.word("who") | tree.grammar.word("relative_object")
    own = [k for k in (*hit.kids("object"), *hit.kids("clause"), *hit.kids("infinitive")) if tree.lower[k] not in who]
    subjects = [k for k in hit.kids("subject") if tree.lower[k] not in who]
    if own or tree.pos[noun] not in ("NOUN", "PROPN") or (clause and not subjects):
        return ()
    first = tree.subtree(hit.head)[0]
    tokens = [t for t in tree.subtree(noun) if t < min(first, min(hit.words))]
    while tokens and (tree.pos[tokens[0]] == "ADP" or tree.punct(tokens[0])):
        tokens = tokens[1:]
    return spans_of(tree, tokens, inside=hit.quoted)


def behind_mark(hit: Hit) -> tuple[Chars, ...]:
    """ "Le président a dit : attendez sept heures.": the rest of the sentence behind a colon, without marks."""
    tree, stop = hit.tree, hit.tree.sentences[hit.tree.sentence[hit.head]][1]
    at = max(cue_tokens(hit)) + 1
    for t in range(at, min(stop - 1, at + FAR)):
        if tree.quote[t] != hit.quoted or tree.morph(t, "VerbForm") == "Fin" or tree.words[t] in ";.?!":
            return ()
        if tree.words[t] == ":":
            quoted = tree.quote[t + 1] >= 0 and tree.quote[t + 1] != hit.quoted
            return () if quoted else spans_of(tree, list(range(t + 1, stop)), inside=hit.quoted)
    return ()


def prepositional(hit: Hit, frames: tuple[str, ...]) -> tuple[Chars, ...]:
    """What stands behind any preposition that some cue takes, not what an object of the cue has behind one."""
    found = preposition(replace(hit, entry=_with_frames(hit.entry, frames)))
    if found is None or not found.contents:
        return ()
    first = bisect_left(hit.tree.begin, found.contents[0][0])
    return () if any(first in hit.tree.subtree(k) for k in hit.kids("object")) else found.contents


@functools.cache
def _with_frames(entry: Cue, frames: tuple[str, ...]) -> Cue:
    return entry.model_copy(update={"frames": frames})


FAR = 12  # tokens between a cue and a colon
WIDE: tuple[tuple[str, Finder], ...] = (
    ("clause", clause),
    ("clause_position", clause_position),
    ("infinitive", infinitive),
    ("as_quoted", as_quoted),
    ("quoted", quoted_object),
    ("as", as_any),
    ("object", noun_phrase),
    ("object_position", object_position),
    ("infinitive_position", infinitive_position),
    ("related", described),
    ("colon", behind_mark),
    ("insert", insert),
    ("insert_position", insert_position),
)
UNKNOWN: tuple[tuple[str, Finder], ...] = (
    ("clause", clause),
    ("clause_position", clause_position),
    ("as_quoted", as_quoted),
    ("quoted", quoted_object),
    ("related", described),
    ("insert_position", insert_position),
)


def spare_drafts(
    trees: Sequence[Tree], cues: Sequence[Sequence[Hit]], lexicon: Lexicon, drafts: Sequence[Draft]
) -> Iterator[Draft]:
    """Candidates beside the `drafts` that the rules made; several of one cue are rivals. `cues`: hits of each tree."""
    finders: tuple[tuple[str, Finder], ...] = (
        *WIDE,
        ("preposition", functools.partial(prepositional, frames=lexicon.leading)),
    )
    made = {(id(d.tree), d.hit.head) for d in drafts if d.hit is not None}
    for tree, hits in zip(trees, cues, strict=True):
        known = {w for h in hits for w in h.words}
        for hit in hits:
            if (id(tree), hit.head) not in made and hit.kind != "preposition":
                yield from _spares(hit, finders)
        for t, pos in enumerate(tree.pos):
            if pos == "VERB" and t not in known and (id(tree), t) not in made and tree.believed(t):
                unknown = _unknown(tree, lexicon, t)
                if unknown is not None:
                    yield from _spares(unknown, UNKNOWN)


def _unknown(tree: Tree, lexicon: Lexicon, t: int) -> Hit | None:
    """A finite verb with a subject of its own."""
    hit = open_hit(tree, lexicon, t)
    if hit is None or not finite(hit):
        return None
    return hit if hit.kids("subject") or hit.kids("subject_clitic") or tree.is_(t, "conjunct") else None


def _spares(hit: Hit, finders: Sequence[tuple[str, Finder]]) -> Iterator[Draft]:
    """One draft for each different content."""
    own = frame_draft(hit) if hit.entry.verbs != ("*",) else None
    found = [own] if own is not None else []
    found += [make_draft(hit, rule, contents, 0.5) for rule, finder in finders if (contents := finder(hit))]
    had: set[tuple[Chars, ...]] = set()
    for draft in found:
        mended = somebodys(fringed(draft)) if draft.contents else draft
        if mended.contents and mended.contents not in had and not _nobodys(mended):
            had.add(mended.contents)
            yield mended.but(note={**mended.note, "spare": "refused" if draft is own else "wide"})


def _nobodys(draft: Draft) -> bool:
    """What no choice may bring back: the report's own seeing and asking, a time or fact that speaks, anonymity."""
    silent = draft.hit is not None and anonymity(draft.hit, draft.contents)
    return silent or seen(draft) or asked(draft) or timed(draft) or wished(draft)
