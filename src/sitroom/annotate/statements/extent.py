"""How far a reported clause goes where the parse broke off or ran on: "..., et que ...", "..., bien que ...".

whole_clause       goes on over a second "that" clause, and to the verb of a clause the parser cut in two
without_aftermath  ends before what the report adds about the saying: "..., quelques heures après que ..."
"""

from __future__ import annotations

from sitroom.annotate.statements.hits import Hit
from sitroom.annotate.statements.scan import time_end
from sitroom.annotate.statements.tree import Tree

SHORT = 20  # tokens of ", ce que dément X", ", a claim that X repeated on Tuesday"
ASIDE = 14  # tokens between two commas
AMOUNT = 5  # tokens between the comma and the word of time: "quelques heures seulement après que"


def whole_clause(hit: Hit, tokens: list[int]) -> list[int]:
    """With what belongs to a "that" clause and the parser hung elsewhere. `tokens`: sorted, behind the cue."""
    tree = hit.tree
    if not tokens or tokens[0] <= max(hit.words) or not _opened(tree, tokens[0]):
        return tokens
    stop = tree.sentences[tree.sentence[hit.head]][1]
    while tree.words[tokens[-1]] == "," and len(tokens) > 1:
        tokens = tokens[:-1]
    for _ in range(4):
        end = _next_part(hit, tokens, stop)
        if end is None:
            break
        tokens = [*tokens, *range(tokens[-1] + 1, end)]
    return tokens


def _opened(tree: Tree, first: int) -> bool:
    words = tree.grammar.word("complementizer")
    return tree.lower[first] in words or (first > 0 and tree.lower[first - 1] in words)


def _next_part(hit: Hit, tokens: list[int], stop: int) -> int | None:
    """Where the part behind the tokens ends that belongs to them, or None."""
    tree, at = hit.tree, tokens[-1] + 1
    that = tree.grammar.word("complementizer")
    while at < stop and tree.punct(at) and tree.words[at] not in ",;:.?!":
        at += 1
    comma = at < stop and tree.words[at] == ","
    joint = at + comma
    if joint + 1 < stop and tree.pos[joint] == "CCONJ" and tree.lower[joint + 1] in that:
        return _end(hit, joint + 2, stop) if tree.quote[joint] == hit.quoted else None
    if comma and joint + 1 < stop and tree.lower[joint] in that and _listed(hit, joint, stop):
        return _end(hit, joint + 1, stop)
    broken = not any(_finite(tree, t) for t in tokens)
    if broken and comma and joint < stop and tree.morph(joint, "VerbForm") == "Part" and tree.quote[at] == hit.quoted:
        close = next((t for t in range(joint, min(stop - 1, joint + ASIDE)) if tree.words[t] == ","), None)
        if close is not None and _finite(tree, close + 1):  # "qu'Arrieta | , joint hier, | avait juré ..."
            return _end(hit, close + 2, stop)
    if at < stop and tree.quote[at] == hit.quoted:
        if broken and (_finite(tree, joint) if joint < stop else False) and joint not in tree.sister:
            return _end(hit, joint + 1, stop)
        if not comma and tree.lower[at] in that and not broken:
            return _end(hit, at + 1, stop)
    return None


def _finite(tree: Tree, t: int) -> bool:
    small = tree.grammar.word("negation") | tree.grammar.word("weak_negation")
    while t + 1 < len(tree) and tree.lower[t] in small:
        t += 1
    return tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") == "Fin"


def _listed(hit: Hit, at: int, stop: int) -> bool:
    """ "que P, que Q et que R": does "and that" follow?"""
    tree = hit.tree
    that = tree.grammar.word("complementizer")
    return any(tree.pos[t] == "CCONJ" and tree.lower[t + 1] in that for t in range(at, stop - 1))


def _end(hit: Hit, at: int, stop: int) -> int:
    """Up to a mark that ends clauses, a comma, or a predicate that goes with the cue again."""
    tree = hit.tree
    for t in range(at, stop):
        if tree.quote[t] != hit.quoted:
            continue
        sister = next((v for v in tree.sister if t < v <= t + 4), None)
        if tree.words[t] in ",;:." or (tree.pos[t] == "CCONJ" and sister is not None):
            return t
        if tree.pos[t] == "CCONJ" and t + 1 < stop and tree.lower[t + 1] in tree.grammar.word("complementizer"):
            return t
    return stop


def _quoted_before_when(hit: Hit, tokens: list[int]) -> list[int]:
    """ "said, “We'll see,” when asked whether P": a quotation that ends in a comma, without the clause of time."""
    tree = hit.tree
    number = tree.quote[tokens[0]] if tokens else -1
    if number < 0 or number == hit.quoted:
        return tokens
    own = [t for t in tokens if tree.quote[t] == number]
    a, b = tree.quotations.found[number].inner
    rest = [t for t in tokens if t > own[-1]]
    timed = rest and tree.lower[rest[0]] in tree.grammar.word("time_clause")
    return own if timed and tree.line[a:b].rstrip()[-1:] in ",?!" else tokens


def _before_verb(tree: Tree, comma: int, tokens: list[int]) -> bool:
    """ "the move, which came a day after the summit, could fail": does the clause have its verb only behind here?"""
    main = [
        t for t in tokens
        if tree.is_(t, "clause") and tree.pos[t] in ("VERB", "AUX") and tree.quote[t] == tree.quote[comma]
        and any(k < comma for k in (*tree.children(t, "subject"), *tree.children(t, "subject_passive")))
    ]  # fmt: skip
    return bool(main) and main[0] > comma


def without_aftermath(hit: Hit, tokens: list[int]) -> list[int]:
    """Without a clause at the end that tells when, or against what, it was said, behind a comma.

    What is asked for lies ahead, so that "after" and a past tense are the report's also without a comma.
    """
    tree = hit.tree
    words, after = tree.grammar.phrases("aftermath"), tree.grammar.phrases("aftermath_time")
    tokens = _with_told(hit, _before_own_word(hit, _quoted_before_when(hit, tokens)))
    timed = tree.grammar.phrases("aftermath_noun")
    back, contrast = tree.grammar.phrases("relative_back"), tree.grammar.phrases("contrast")
    inside = [t for t in tokens if tree.quote[t] == hit.quoted]
    noted = next((t for t in inside[1:] if tree.words[t] == "," and _remarked(tree, t + 1)), None)
    if noted is not None:
        return [u for u in tokens if u < noted]  # "said it was watching, a remark that drew a rebuke"
    for t in inside:
        asked = hit.entry.sense == "request" and t > tokens[0] + 1 and _phrase_at(tree, t, after)
        if asked and any(_past(tree, u) for u in range(t, min(t + 12, tokens[-1] + 1))):
            start = t
            while start > tokens[0] and tree.lower[start - 1] in tree.grammar.word("duration_noun"):
                start -= 1
            return [u for u in tokens if u < start]
        if t <= tokens[0] + 1 or tree.words[t] != "," or _before_verb(tree, t, tokens):
            continue
        if _said_in(tree, t + 1, tokens[-1]):
            return [u for u in tokens if u < t]  # "..., dans un communiqué lu à la télévision"
        if _phrase_at(tree, t + 1, back) and tokens[-1] - t <= SHORT:
            return [u for u in tokens if u < t]  # "..., ce que Madrid dément"
        for at in range(t + 1, min(t + 1 + AMOUNT, tokens[-1])):
            if _phrase_at(tree, at, contrast) and _told_too(tree, at, tokens, tokens):
                break  # "qu'il partirait, tandis que B resterait": told as well
            if _phrase_at(tree, at, words) and (at == t + 1 or _duration(tree, t + 1, at)):
                return [u for u in tokens if u < t]
            if at > t + 1 and _phrase_at(tree, at, timed) and _duration(tree, t + 1, at):
                return [u for u in tokens if u < t]
            if tree.punct(at):
                break
    return tokens


def _remarked(tree: Tree, at: int) -> bool:
    """Does an article, a noun for what was said and a relative pronoun start here?"""
    nouns = tree.grammar.word("denied_noun") | tree.grammar.word("remark_noun")
    relative = tree.grammar.word("who") | tree.grammar.word("relative_object")
    noun = next((t for t in range(at + 1, min(at + 3, len(tree) - 1)) if tree.pos[t] == "NOUN"), None)
    if noun is None or tree.pos[at] != "DET" or tree.lower[noun] not in nouns:
        return False
    reduced = tree.pos[noun + 1] in ("DET", "PROPN") or tree.is_(
        noun + 1, "possessor"
    )  # "a position its envoy repeated"
    told = reduced and any(tree.pos[t] == "VERB" for t in range(noun + 2, min(noun + 7, len(tree))))
    return tree.lower[noun + 1] in relative or (told and bool(tree.grammar.word("compounding")))


def _said_in(tree: Tree, at: int, last: int) -> bool:
    """Does "dans un communiqué", "in a letter" start here and go on to the end without a finite verb?"""
    noun = next((t for t in range(at + 1, min(at + 4, last + 1)) if tree.pos[t] == "NOUN"), None)
    if noun is None or tree.lower[at] not in tree.grammar.word("venue_preposition"):
        return False
    said_in = tree.grammar.word("said_in")
    return (tree.lemma[noun] in said_in or tree.lower[noun] in said_in) and not any(
        _finite(tree, t) for t in range(noun, last + 1)
    )


def _told_too(tree: Tree, at: int, behind: list[int], content: list[int]) -> bool:
    """Is the content in the conditional, and the clause from `at` on in a tense of reported speech as well?"""
    first = next((t for t in content if _finite(tree, t)), None)
    second = next((t for t in behind if t >= at and _finite(tree, t)), None)
    if first is None or second is None or tree.morph(first, "Mood") != "Cnd":
        return False
    return tree.morph(second, "Mood") == "Cnd" or tree.morph(second, "Tense") == "Imp"


def _with_told(hit: Hit, tokens: list[int]) -> list[int]:
    """With a contrast that is told as well, by its conditional: "qu'il partirait | , tandis que B resterait"."""
    tree, at = hit.tree, tokens[-1] + 1 if tokens else len(hit.tree)
    stop = tree.sentences[tree.sentence[hit.head]][1]
    if at + 3 >= stop or tree.words[at] != "," or not _phrase_at(tree, at + 1, tree.grammar.phrases("contrast")):
        return tokens
    end = next((t for t in range(at + 1, stop) if tree.words[t] in ",;:." and tree.quote[t] == hit.quoted), stop)
    both = _told_too(tree, at, list(range(at, end)), tokens)
    return [*tokens, *range(tokens[-1] + 1, end)] if both else tokens


def _before_own_word(hit: Hit, tokens: list[int]) -> list[int]:
    """Without a clause that the report tells in the present, behind a content in the tenses of reported speech.

    "a dit que l'eau était potable | alors que les riverains se plaignent", "qu'elle le garderait |, et le parquet a
    inculpé ..."; for languages whose verbs show it.
    """
    tree = hit.tree
    if not tree.grammar.word("clitic_subject") or not tokens or not _shifted(tree, tokens):
        return tokens
    contrast = tree.grammar.phrases("contrast")
    for t in tokens:
        comma = tree.words[t - 1] == ","
        joint = (
            tree.pos[t] == "CCONJ"
            and comma
            and t + 1 < len(tree)
            and tree.lower[t + 1] not in tree.grammar.word("complementizer")
        )
        if t <= tokens[0] + 2 or tree.quote[t] != hit.quoted or not (joint or _phrase_at(tree, t, contrast)):
            continue
        verb = next((u for u in range(t + 1, min(t + 16, tokens[-1] + 1)) if _finite(tree, u)), None)
        subject = verb is not None and any(tree.pos[u] in ("NOUN", "PROPN") for u in range(t + 1, verb))
        told = verb is not None and tree.morph(verb, "Tense") == "Pres" and tree.morph(verb, "Mood") == "Ind"
        if told and subject and tree.quote[verb] == hit.quoted:  # type: ignore[index]
            return [u for u in tokens if u < t]
    return tokens


def _shifted(tree: Tree, tokens: list[int]) -> bool:
    """Is the first finite verb of a content an imperfect or a conditional?"""
    verb = next((t for t in tokens if _finite(tree, t)), None)
    return verb is not None and (tree.morph(verb, "Tense") == "Imp" or tree.morph(verb, "Mood") == "Cnd")


def _past(tree: Tree, t: int) -> bool:
    past = tree.morph(t, "Tense") in ("Past", "Imp") or tree.morph(t, "Mood") == "Sub"
    return tree.pos[t] in ("VERB", "AUX") and past


def _phrase_at(tree: Tree, at: int, words: dict[str, tuple[tuple[str, ...], ...]]) -> bool:
    here = words.get(tree.lower[at], ()) if at < len(tree) else ()
    return any(tuple(tree.lower[at : at + len(p)]) == p for p in here)


def _duration(tree: Tree, start: int, end: int) -> bool:
    """ "quelques heures", "two days"."""
    nouns = tree.grammar.word("duration_noun")
    return any(tree.lower[t] in nouns for t in range(start, end)) or time_end(tree, start, end) == end
