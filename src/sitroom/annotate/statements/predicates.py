"""Contents of two parts, object and predicate: "called the plan a mistake", "a qualifié la réunion de « utile »"."""

from __future__ import annotations

from sitroom.annotate.statements.drafts import Chars, adjoined, merge, spans_of
from sitroom.annotate.statements.hits import Hit, is_passive
from sitroom.annotate.statements.tree import Tree


def as_any(hit: Hit) -> tuple[Chars, ...]:
    """Object and predicate: "called the plan a mistake"."""
    return _beyond_relative(hit) or _predication(hit, only_quoted=False)


def as_quoted(hit: Hit) -> tuple[Chars, ...]:
    """Object and a predicate in quotation marks: "a qualifié la réunion de « constructive »"."""
    if hit.has("infinitive") and _accused(hit):
        return ()
    return () if _quoted_phrase(hit) else _predication(hit, only_quoted=True) or _linear_predicate(hit)


def _accused(hit: Hit) -> bool:
    """ "accuse le camp adverse d'« avoir menti »": an infinitive in quotation marks is what somebody is accused of."""
    tree, marks = hit.tree, hit.tree.grammar.word("as")
    stop = min(tree.sentences[tree.sentence[hit.head]][1], max(hit.words) + 25)
    at = next(
        (t for t in range(max(hit.words) + 1, stop - 2) if tree.lower[t] in marks and _enters(tree, t + 1, hit)), 0
    )
    return at > 0 and any(tree.morph(t, "VerbForm") == "Inf" for t in (at + 1, at + 2, at + 3) if t < stop)


def _quoted_phrase(hit: Hit) -> bool:
    """ "a dénoncé « la prise d'otage » du président": right behind the cue a quotation that is its object."""
    tree, at = hit.tree, max(hit.words) + 1
    while at < len(tree) and tree.quote[at] >= 0 and tree.quote[at] != hit.quoted and tree.punct(at):
        at += 1
    return at < len(tree) and hit.has("quoted") and _enters(tree, at, hit) and tree.pos[at] == "DET"


def _passive(hit: Hit, only_quoted: bool) -> tuple[Chars, ...]:
    """ "L'appel a été décrit par un conseiller comme « franc »": the subject of the passive and the predicate."""
    tree, marks = hit.tree, hit.tree.grammar.word("as")
    subjects = [k for k in (*hit.kids("subject_passive"), *hit.kids("subject")) if k < hit.head]
    agents = hit.kids("agent")
    stop = tree.sentences[tree.sentence[hit.head]][1]
    spots = [t for t in range(max(hit.words) + 1, stop - 1) if tree.lower[t] in marks and tree.quote[t] == hit.quoted]
    at = next((t for t in spots if _enters(tree, t + 1, hit)), None if only_quoted else next(iter(spots), None))
    if not subjects or not agents or at is None or tree.lower[subjects[0]] in tree.grammar.word("who"):
        return ()
    end = next((t for t in range(at + 1, stop) if tree.words[t] in ",;:." and tree.quote[t] == hit.quoted), stop)
    end = min([end, *(tree.subtree(k)[0] for k in agents if k > at)])
    if end <= at + 1:
        return ()
    own = [t for t in tree.subtree(subjects[0]) if t < min(hit.words)]
    return (*spans_of(tree, own), *spans_of(tree, list(range(at + 1, end))))


def _predication(hit: Hit, only_quoted: bool) -> tuple[Chars, ...]:
    tree = hit.tree
    if is_passive(hit):
        found = _passive(hit, only_quoted)
        if found:
            return found
    objects = [k for k in hit.kids("object") if k > hit.head] or hit.kids("object")
    marks = tree.grammar.word("as")
    for k in sorted({c for w in hit.words for c in tree.kids[w]} | {c for o in objects for c in tree.kids[o]}):
        if k <= hit.head or k in objects or tree.punct(k) or k in tree.sister:
            continue
        branch = tree.subtree(k)
        introduced = tree.lower[k] in marks or tree.lower[branch[0]] in marks
        quoted = _enters(tree, k, hit) and not any(o == tree.head[k] > k for o in objects)  # a “shameful” delay
        if only_quoted:
            fits = introduced and any(_enters(tree, t, hit) for t in branch[:3])
        else:
            fits = tree.is_(k, "predicate") or introduced or quoted
        if fits:
            while branch and tree.lower[branch[0]] in marks and tree.quote[branch[0]] < 0:
                branch = branch[1:]
            return _object_and(tree, objects, branch)
    for o in objects if not only_quoted else ():  # called it "a disaster", parsed as one phrase
        if tree.quote[o] >= 0 and tree.quote[o] != hit.quoted:
            return spans_of(tree, tree.subtree(o))
    return ()


def _beyond_relative(hit: Hit) -> tuple[Chars, ...]:
    """ "called the talks, which ended on Sunday, “useful”": the predicate behind what describes the object."""
    tree, at = hit.tree, max(hit.words) + 1
    stop = tree.sentences[tree.sentence[hit.head]][1]
    comma = next((t for t in range(at, min(stop - 1, at + 12)) if tree.words[t] == ","), None)
    if comma is None or tree.lower[comma + 1] not in tree.grammar.word("who"):
        return ()
    if comma == at or any(tree.pos[t] in ("VERB", "AUX", "SCONJ") for t in range(at, comma)):
        return ()
    for t in range(comma + 2, stop - 1):
        if tree.words[t] != "," or tree.quote[t] != hit.quoted:
            continue
        opening = t + 1 + (tree.lower[t + 1] in tree.grammar.word("as"))
        if opening < stop and _enters(tree, opening, hit):
            quote = [u for u in range(opening, stop) if tree.quote[u] == tree.quote[opening]]
            return (*spans_of(tree, list(range(at, comma))), *spans_of(tree, quote))
        return ()
    return ()


def _enters(tree: Tree, token: int, hit: Hit) -> bool:
    return tree.quote[token] >= 0 and tree.quote[token] != hit.quoted


def _linear_predicate(hit: Hit) -> tuple[Chars, ...]:
    """The same where the parse lost the predicate: verb, words, "de" or "comme", and at once a quotation."""
    tree, marks = hit.tree, hit.tree.grammar.word("as")
    stop = min(tree.sentences[tree.sentence[hit.head]][1], max(hit.words) + 25)
    for t in range(max(hit.words) + 1, stop - 1):
        if tree.words[t] in ",;:." or (tree.pos[t] == "VERB" and tree.quote[t] < 0):
            return ()
        bare = hit.has("as_bare") and t > max(hit.words) + 1 and tree.pos[t] in ("NOUN", "PROPN", "ADJ", "PRON")
        if (tree.lower[t] in marks or bare) and _enters(tree, t + 1, hit) and tree.quote[t] == hit.quoted:
            quote = [u for u in range(t + 1, len(tree)) if tree.quote[u] == tree.quote[t + 1]]
            torn = tree.words[t] == "'" and tree.lower[t - 1] in marks  # "d | ' | « utile »"
            parts = (*spans_of(tree, list(range(max(hit.words) + 1, t + bare - torn))), *spans_of(tree, quote))
            return adjoined(tree.line, merge(parts))
    return ()


def _object_and(tree: Tree, objects: list[int], branch: list[int]) -> tuple[Chars, ...]:
    """Spans of the object and of the predicate; one span where nothing but a blank divides them."""
    parts = spans_of(tree, branch)
    clitics = tree.grammar.word("object_clitic")
    objects = [o for o in objects if not (branch and o < branch[0] and tree.lower[o] in clitics and not tree.kids[o])]
    objects = [o for o in objects if tree.lower[o] not in tree.grammar.word("what")]  # "what it called “X”": X alone
    for o in objects[:1]:  # not "le" of "le qualifiant de « folie »"
        own = [t for t in tree.subtree(o) if t not in set(branch)]
        left = [t for t in own if not branch or t < branch[0]] or own
        while left and (tree.pos[left[-1]] == "ADP" or tree.lower[left[-1]] in tree.grammar.word("as")):
            left = left[:-1]
        parts = (*spans_of(tree, left), *parts)
    return adjoined(tree.line, parts)
