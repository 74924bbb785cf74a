"""Phrases read from left to right, where the parse is not to be trusted: adjuncts, and the noun phrase behind them.

Behind an inverted cue the parser often makes one phrase of an adjunct and the subject after it ("a déclaré à l'AFP
M. Doh", "raconte sur Radio Vallée dimanche Luc Morel"). A new article, a name after a common noun, or a time between
them starts a new phrase; that is all this module knows.
"""

from __future__ import annotations

from sitroom.annotate.statements.tree import Tree

NOUNS = ("NOUN", "PROPN", "PRON", "X")
COMPOUND = ("NOUN", "PROPN", "X")
LONGEST_ADJUNCT = 14  # tokens
ASIDE = 14  # tokens of what stands between two commas


def behind_adjuncts(tree: Tree, at: int, stop: int) -> int | None:
    """First token of the noun phrase without preposition at or after `at`, over adverbs, times and adjuncts."""
    passed = False
    while at < stop:
        after = adjunct_end(tree, at, stop)
        if after is not None:
            passed, at = True, after
        elif tree.words[at] == "," and passed and at + 1 < stop:
            after = adjunct_end(tree, at + 1, stop)
            if after is None and not _starts_name(tree, at + 1) and not _title(tree, at + 1, stop):
                return None
            at += 1
        else:
            break
    return at if at < stop and starts_phrase(tree, at) else None


def adjunct_end(tree: Tree, at: int, stop: int) -> int | None:
    """Where an adverb, a time or a prepositional phrase that starts here ends; None when none starts here."""
    length = _listed(tree, at, stop)
    if length:
        return at + length
    timed = time_end(tree, at, stop)
    if timed is not None:
        return timed
    if tree.pos[at] == "ADV" and tree.lower[at] not in tree.grammar.word("adjunct_head"):
        return at + 1
    if tree.pos[at] == "ADP" or tree.lower[at] in tree.grammar.word("adjunct_head"):
        end = phrase_end(tree, at, stop)
        return end if end is not None and end - at <= LONGEST_ADJUNCT else None
    return None


def time_end(tree: Tree, at: int, stop: int) -> int | None:
    """ "lundi 3 mars", "ce mardi", "la semaine dernière", "hier soir"; None when no time starts here."""
    times, start = tree.grammar.word("time_noun"), at
    if at >= stop:
        return None
    if tree.pos[at] == "DET" or tree.lower[at] in tree.grammar.word("time_determiner"):
        at += 1
    if at + 1 < stop and (tree.pos[at] == "NUM" or tree.words[at][:1].isdigit()) and tree.lower[at + 1] in times:
        at += 1
    if at >= stop or tree.lower[at].strip(".,") not in times or (at == start and tree.quote[at] >= 0):
        return None
    while at < stop and (
        tree.lower[at].strip(".,") in times
        or tree.words[at][:1].isdigit()
        or tree.lower[at] in tree.grammar.word("time_modifier")
    ):
        at += 1
    return at


def adjunct_of_time(tree: Tree, at: int, stop: int) -> bool:
    """Is this a preposition before a time: "on Monday", "dans la nuit de lundi"?"""
    return any(time_end(tree, t, stop) is not None for t in (at, at + 1, at + 2) if t < stop)


def adverbs_end(tree: Tree, at: int, stop: int) -> int:
    """Behind adverbs, adverbials of the pack's list and times, if any stand here."""
    while at < stop:
        length = _listed(tree, at, stop) or (tree.pos[at] == "ADV")
        after = time_end(tree, at, stop) if not length else at + length
        if after is None:
            break
        at = after
    return at


def aside_end(tree: Tree, at: int, stop: int) -> int | None:
    """Behind the second comma of ", lui,", ", depuis lundi,", ", sans rien préciser,"; None when no aside is here."""
    if at >= stop or tree.words[at] != ",":
        return None
    for t in range(at + 1, min(stop, at + ASIDE)):
        if tree.words[t] == ",":
            return t + 1 if t > at + 1 else None
        if tree.words[t] in ";:.()" or (tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") == "Fin"):
            return None
    return None


def phrase_end(tree: Tree, at: int, stop: int) -> int | None:
    """End of the prepositional phrase that starts here, with the ones inside it."""
    while at < stop and (tree.pos[at] == "ADP" or tree.lower[at] in tree.grammar.word("adjunct_head")):
        at += 1
    opened = at < stop and tree.words[at] in ("«", "“", '"')
    at += opened
    timed = time_end(tree, at, stop)
    if timed is not None:
        return timed
    while at < stop and tree.pos[at] in ("DET", "ADJ", "NUM", "ADV"):
        at += 1
    if at >= stop or tree.pos[at] not in NOUNS:
        return None
    head, at = at, at + 1
    while at < stop:
        if tree.words[at] in ("»", "”", '"') and opened:
            return at + 1
        if time_end(tree, at, stop) is not None or tree.pos[at] == "PRON":
            break
        if tree.pos[at] == "NUM" and tree.words[at].isalpha() and at + 1 < stop and tree.pos[at + 1] == "NOUN":
            break  # "à CBS News | trois responsables"
        if tree.words[at] == "-" or tree.words[at - 1] == "-" or tree.pos[at] in ("ADJ", "NUM"):
            at += 1
        elif tree.pos[at] == "ADP":
            end = phrase_end(tree, at, stop)
            return end if end is not None else at
        elif tree.pos[at] in NOUNS and not _starts_other(tree, head, at):
            at += 1
        else:
            break
    return _without_name(tree, head, at, stop)


def _starts_other(tree: Tree, head: int, at: int) -> bool:
    """Does a noun here begin a new phrase: a title ("M."), or a person's name behind a common noun?"""
    if tree.lower[at].strip(".") in tree.grammar.word("honorific"):
        return True
    person = tree.person[at]
    if person is not None and person[0] == at and tree.person[head] != person:
        return True
    capital = tree.words[at][:1].isupper()
    if not capital:
        return not tree.grammar.word("compounding")
    return bool(tree.grammar.word("compounding")) and not tree.words[at - 1][:1].isupper()


def _without_name(tree: Tree, head: int, end: int, stop: int) -> int:
    """ "sur France Inter Luc Morel": the last two of four capitals are a name, where nothing else follows."""
    run = end
    while run > head and tree.words[run - 1][:1].isupper() and tree.pos[run - 1] in NOUNS:
        run -= 1
    closed = end >= stop or tree.words[end] in (".", ",", ";")
    if closed and end - run >= 3 and tree.person[end - 1] == tree.person[head]:
        return end - 2
    return end


def _listed(tree: Tree, at: int, stop: int) -> int:
    for words in tree.grammar.phrases("adverbial").get(tree.lower[at], ()):
        if at + len(words) <= stop and tuple(tree.lower[at : at + len(words)]) == words:
            return len(words)
    return 0


def _title(tree: Tree, at: int, stop: int) -> bool:
    """An article and a phrase without verb up to the next mark: ", le président de la commission, ..."."""
    end = next((t for t in range(at, stop) if tree.words[t] in ",;:.(»"), stop)
    return tree.pos[at] == "DET" and not any(tree.pos[t] in ("VERB", "AUX", "PRON", "SCONJ") for t in range(at, end))


def _starts_name(tree: Tree, at: int) -> bool:
    person = tree.person[at]
    return (person is not None and person[0] == at) or (
        tree.words[at][:1].isupper() and tree.pos[at] in ("PROPN", "NOUN") and tree.quote[at] < 0
    )


def contrasts(tree: Tree, t: int) -> bool:
    """Does a word of contrast start here?"""
    return any(
        tuple(tree.lower[t : t + len(words)]) == words
        for words in tree.grammar.phrases("contrast").get(tree.lower[t], ())
    )


def starts_phrase(tree: Tree, at: int) -> bool:
    """May a noun phrase without preposition start here?"""
    if (tree.quote[at] >= 0 and tree.quote[at] != tree.quote[at - 1]) or tree.punct(at):
        return False
    described = tree.is_(at, "modifier") and at + 1 < len(tree) and tree.pos[at + 1] in NOUNS  # "retired surgeon"
    return (
        described
        or tree.pos[at] in ("DET", "NOUN", "PROPN", "X", "NUM")
        or (tree.pos[at] in ("PRON", "ADJ", "VERB") and (tree.words[at][:1].isupper() or tree.pos[at] == "PRON"))
    )


def noun_of(tree: Tree, at: int, stop: int) -> int | None:
    """Head of the noun phrase that starts here: its first noun, or the last one where nouns compound."""
    first = at
    while first < stop and tree.pos[first] not in NOUNS:
        if tree.pos[first] not in ("DET", "ADJ", "NUM", "ADV", "PUNCT", "VERB", "SPACE") or first > at + 8:
            break  # "lâche une septuagénaire sur ..."; "said one of two witnesses"
        first += 1
    if first >= stop or tree.pos[first] not in NOUNS:
        first -= 1
    if first < at or tree.pos[first] in ("DET", "PUNCT", "ADV"):
        return None
    if any(tree.punct(t) and tree.words[t] != "-" for t in range(at, first)):
        return None
    if tree.grammar.word("compounding"):
        while first + 1 < stop:
            if tree.pos[first + 1] in COMPOUND and tree.person[first + 1] == tree.person[first]:
                first += 1
                continue
            owned = next((t for t in range(first + 2, min(stop, first + 6)) if tree.pos[t] in COMPOUND), None)
            if tree.lower[first + 1] not in ("'s", "'") or owned is None:
                break
            if any(tree.pos[t] not in ("ADJ", "NUM", "ADV") for t in range(first + 2, owned)):
                break
            first = owned  # "said the company's chief executive"
    return first


def linear_end(tree: Tree, head: int, stop: int) -> int:
    """Last token of a noun phrase by position: hyphens, names, adjectives, "de" phrases, a second name after "et"."""
    at = head + 1
    while at < stop:
        glued = tree.begin[at] == tree.end[at - 1]
        hyphen = glued and (tree.words[at] == "-" or tree.words[at - 1] == "-")
        name = tree.pos[at] == "PROPN" and tree.lower[at] not in tree.grammar.word("time_noun") and tree.quote[at] < 0
        if hyphen or name:
            at += 1
        elif tree.pos[at] == "CCONJ" and at + 1 < stop:
            after = at + 1 + (tree.pos[at + 1] == "DET")
            title = after + 1 < stop and tree.lemma[after] in tree.grammar.word("title_noun")
            after += after == at + 1 and title and tree.pos[after + 1] == "PROPN"  # "et colonel Luc Morel"
            if after < stop and tree.pos[after] == "PROPN" and tree.quote[after] < 0:
                at = after + 1
            else:
                break
        else:
            break
    return at - 1
