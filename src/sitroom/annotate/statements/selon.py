"""Prepositions that name a source: "selon", "d'après", "according to", before, after, inside, or alone.

The content is the clause the phrase is set into, without the phrase. A sentence that is nothing but the phrase points
backward and attributes the sentence before it.
"""

from __future__ import annotations

from sitroom.annotate.statements.addressees import hears
from sitroom.annotate.statements.drafts import Chars, Draft, spans_of
from sitroom.annotate.statements.hits import Hit
from sitroom.annotate.statements.phrases import Phrase, just_before, phrase, with_name
from sitroom.annotate.statements.sources import of_noun
from sitroom.annotate.statements.tree import Tree

# "une de source policière": no phrase of its own behind these
HOLDING = ("VERB", "AUX", "NOUN", "PROPN", "DET", "NUM", "PRON", "ADP")
TAIL = 3  # tokens a backward-pointing sentence may hold besides its phrase


def preposition_draft(hit: Hit, earlier: list[Tree]) -> Draft | None:
    """The statement of one preposition; `earlier` are the lines before, nearest last."""
    tree = hit.tree
    found = _to_whom(hit) or _what_they_say(hit)
    if found is not None:
        return found
    noun = _noun(hit)
    if noun is not None and tree.lower[noun] in tree.grammar.word("who") | tree.grammar.word("bare_custom"):
        return None  # "l'avertissement selon lequel ..."
    if noun is not None and hit.has("survey") and not _survey(hit, noun):
        return None
    before = hit.words[0] - 1
    held = before >= 0 and (tree.pos[before] in HOLDING or tree.lower[before] in tree.grammar.word("from_whom"))
    if noun is None or ("own" in hit.entry.frames and held):
        return None  # "a-t-on appris de source policière": the verb's own
    source = _named(tree, phrase(tree, noun, "preposition"))
    if "clitic" in hit.entry.frames:  # "à l'en croire"
        source = Phrase(noun, tree.begin[noun], tree.end[noun], "clitic")
    elif "own" in hit.entry.frames:  # "de source policière"
        start = tree.begin[max(hit.words)]
        source = Phrase(source.head, start, max(source.end, tree.end[max(hit.words)]), "preposition")
    elif source.start < tree.end[max(hit.words)]:
        start = tree.end[max(hit.words)]
        while start < source.end and tree.line[start] == " ":
            start += 1
        source = Phrase(noun, start, source.end, "preposition")
    if tree.pos[noun] == "PRON" and noun == max(hit.words) + 1 and tree.words[noun + 1 : noun + 2] != ["-"]:
        source = Phrase(noun, tree.begin[noun], tree.end[noun], "preposition")  # "selon elle | tout article ..."
    source = _without_subject(tree, source, hit)
    if source.end <= source.start or ("person" in hit.entry.frames and not _person(hit, source)):
        return None
    first, last = tree.sentences[tree.sentence[hit.head]]
    cue = (hit.words[0], hit.words[-1] - ("own" in hit.entry.frames))
    if "after" not in hit.entry.frames:
        return None
    branch = {t for t in range(hit.words[0], last) if tree.begin[t] < source.end or t in hit.words}
    below = set(tree.subtree(noun))
    while max(branch) + 1 < last and max(branch) + 1 in below and not _clause_begins(tree, max(branch) + 1, noun):
        branch.add(max(branch) + 1)  # une étude publiée jeudi
    if before > first and tree.lower[before] in tree.grammar.word("again") and tree.words[before - 1] == ",":
        branch.add(before)  # ", toujours selon X,"
    _aside(tree, branch, first, last)
    rest = [t for t in range(first, last) if t not in branch and not tree.punct(t)]
    if len(rest) <= TAIL and not any(tree.pos[t] in ("VERB", "AUX") for t in rest) and hit.words[0] - first <= 2:
        return _backward(hit, source, cue, earlier)
    if _predicate(tree, before):
        return None  # "It's according to age"
    contents = _within(hit, _bracketed(hit, first) or _contents(hit, branch, first, last))
    if not contents:
        return None
    return Draft(tree, "preposition_source", 0.9, contents, hit, cue, source)


def _survey(hit: Hit, noun: int) -> bool:
    """ "In a new poll, ...": a survey, at the sentence's start."""
    tree, first = hit.tree, hit.tree.sentences[hit.tree.sentence[hit.head]][0]
    return tree.lemma[noun] in tree.grammar.word("survey") and hit.head == first and hit.quoted < 0


def _predicate(tree: Tree, before: int) -> bool:
    """Does the copula stand right before the phrase?"""
    return before >= 0 and tree.pos[before] == "AUX" and tree.lemma[before] in tree.grammar.word("copula")


def _within(hit: Hit, contents: tuple[Chars, ...]) -> tuple[Chars, ...]:
    """Contents cut off at the marks of the quotation the phrase stands in."""
    if hit.quoted < 0:
        return contents
    start, end = hit.tree.quotations.found[hit.quoted].inner
    clipped = tuple((max(a, start), min(b, end)) for a, b in contents)
    return tuple((a, b) for a, b in clipped if a < b)


def _aside(tree: Tree, branch: set[int], first: int, last: int) -> None:
    """Take in what only describes the source: ", consulté par l'AFP,", ", qui a requis l'anonymat,", a last name."""
    after = max(branch) + 1
    while after + 1 < last and tree.words[after] == ",":
        at = after + 1
        past = tree.morph(at, "VerbForm") == "Part" and not tree.children(at, "auxiliary")
        if past and tree.morph(at, "Tense") == "Pres" and tree.lemma[at] in tree.grammar.word("rival"):
            branch |= set(range(after, last))  # ", adding that ...": a statement of its own
            break
        if (
            past
            and not _splits(tree, min(branch), first)
            and _finite_in(tree, first, min(branch))
            and not _finite_in(tree, at, last)
        ):
            branch |= set(range(after, last))  # ", fourni, hier, par la Protection civile": all of it the source's
            break
        comma = next((t for t in range(at, min(last, at + 25)) if tree.words[t] == "," and tree.quote[t] < 0), None)
        related = tree.lower[at] in tree.grammar.word("who") - tree.grammar.word("complementizer")
        if comma is None and related and min(branch) > first + 2 and _finite_in(tree, first, min(branch)):
            branch |= set(range(after, last))  # ", d'après le ministère, qui parle d'« agression »."
            break
        if comma is None or comma + 2 >= last or not (past or tree.lower[at] in tree.grammar.word("who")):
            break
        branch |= set(range(after, comma))
        after = comma
    verbs = any(tree.pos[t] in ("VERB", "AUX") for t in range(after, last))
    if min(branch) > first + 2 and not verbs and not _splits(tree, min(branch), first):
        branch |= set(range(after, last))


def _splits(tree: Tree, at: int, first: int) -> bool:
    """Does the phrase part an auxiliary from its participle: "après avoir, selon X, participé"?"""
    before = at - 2
    return (
        before > first
        and tree.words[at - 1] == ","
        and (tree.pos[before] == "AUX" or tree.lemma[before] in tree.grammar.word("auxiliary_lemma"))
    )


def _clause_begins(tree: Tree, t: int, noun: int) -> bool:
    """A comma, or "that conversation focused ..." without one; not "who asked not to be named"."""
    who = tree.grammar.word("who") - tree.grammar.word("complementizer")
    related = any(tree.lower[u] in who for u in range(noun + 1, t))
    finite = tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") == "Fin" and not related
    return tree.words[t] in ",;:" or finite or tree.lower[t] in tree.grammar.word("complementizer")


def _to_whom(hit: Hit) -> Draft | None:
    """ "Claire Holm, pour qui la peur est ...": the antecedent is the source, the clause the content."""
    tree, who = hit.tree, max(hit.words) + 1
    if who + 2 >= len(tree) or tree.lower[who] not in tree.grammar.word("who"):
        return None
    source = just_before(tree, hit.words[0])
    stop = tree.sentences[tree.sentence[hit.head]][1]
    end = next((t for t in range(who + 1, stop) if tree.words[t] in ",;:." and tree.quote[t] == hit.quoted), stop)
    claim = source is not None and tree.lemma[source.head] in tree.grammar.word("claim_noun")
    end = _second_verb(tree, who + 1, end) if claim else end
    contents = spans_of(tree, list(range(who + 1, end)), inside=hit.quoted)
    if source is None or not contents:
        return None
    if claim:
        owner = of_noun(tree, source.head, set(hit.words))
        return Draft(tree, "claim", 0.7, contents, hit, (source.head, source.head), owner)
    if (
        tree.pos[source.head] == "NOUN"
        and hit.has("after")
        and not hit.has("person")
        and tree.person[source.head] is None
        and not hears(tree, source.head)
    ):
        return None  # "la règle selon laquelle": not somebody
    return Draft(tree, "preposition_source", 0.75, contents, hit, (hit.words[0], hit.words[-1]), source)


def _second_verb(tree: Tree, at: int, end: int) -> int:
    """ "les accusations selon lesquelles P | sont examinées": the verb of the noun, with nothing that joins it."""
    spoken = False
    joint = tree.grammar.word("complementizer") | tree.grammar.word("who") | tree.grammar.word("subordinator")
    for t in range(at, end):
        if tree.pos[t] in ("CCONJ", "SCONJ") or tree.lower[t] in joint:
            spoken = False
        elif _finite_in(tree, t, t + 1):
            if spoken:
                return t
            spoken = True
    return end


def _what_they_say(hit: Hit) -> Draft | None:
    """ "Selon ce que disent les habitants, P", "P, according to what police say": the clause names the source."""
    tree, at = hit.tree, max(hit.words) + 1
    words = tree.grammar.phrases("what_they_say").get(tree.lower[at], ()) if at < len(tree) else ()
    length = next((len(w) for w in words if tuple(tree.lower[at : at + len(w)]) == w), 0)
    first, last = tree.sentences[tree.sentence[hit.head]]
    if not length:
        return None
    end = next((t for t in range(at, last) if tree.words[t] in ",;:." and tree.quote[t] == hit.quoted), last)
    clause = range(at + length, end)
    verbs = any(tree.pos[t] in ("VERB", "AUX") for t in clause)
    head = next((t for t in clause if tree.pos[t] in ("NOUN", "PROPN", "PRON") and not _governed(tree, t)), None)
    if head is None or not verbs:
        return None
    below = phrase(tree, head, "preposition")
    start, stop = max(below.start, tree.begin[at + length]), min(below.end, tree.end[end - 1])
    rest = range(end, last) if hit.words[0] - first <= 1 else range(first, hit.words[0])
    contents = spans_of(tree, list(rest), inside=hit.quoted)
    if start >= stop or not contents:
        return None
    cue = (hit.words[0], hit.words[-1])
    return Draft(tree, "preposition_source", 0.8, contents, hit, cue, Phrase(head, start, stop, "preposition"))


def _governed(tree: Tree, t: int) -> bool:
    """Has a noun a preposition before it?"""
    return tree.pos[t - 1] == "ADP" or (tree.pos[t - 1] == "DET" and tree.pos[t - 2] == "ADP")


def _named(tree: Tree, source: Phrase) -> Phrase:
    """With the name between commas after a title: "À entendre le ministre, Ivo Kral, ..."."""
    longer = _with_title(tree, with_name(tree, source))
    after = next((t for t in range(len(tree)) if tree.begin[t] >= longer.end), len(tree))
    return longer if after < len(tree) and tree.words[after] in (",", ".") else source


def _with_title(tree: Tree, source: Phrase) -> Phrase:
    """ "Pour Luc Morel, le maire de Lans, ...": a title with its article between two commas behind a name."""
    after = next((t for t in range(source.head, len(tree)) if tree.begin[t] >= source.end), len(tree))
    if tree.person[source.head] is None or after + 2 >= len(tree) or tree.words[after] != ",":
        return source
    end = next((t for t in range(after + 1, min(len(tree), after + 12)) if tree.words[t] == ","), None)
    if end is None or tree.pos[after + 1] != "DET" or any(tree.pos[t] in ("VERB", "AUX") for t in range(after, end)):
        return source
    title = any(tree.lemma[t] in tree.grammar.word("title_noun") for t in range(after + 1, min(end, after + 4)))
    return Phrase(source.head, source.start, tree.end[end - 1], source.how) if title else source


def _without_subject(tree: Tree, source: Phrase, hit: Hit) -> Phrase:
    """Cut off a subject that the parser took for an apposition: "Selon X, Y a dit" without a second comma."""
    tokens = [t for t in range(max(hit.words) + 1, len(tree)) if tree.begin[t] < source.end]
    commas = [t for t in tokens if tree.words[t] == ","]
    if commas and _splits(tree, hit.words[0], tree.sentences[tree.sentence[hit.head]][0]):
        return Phrase(source.head, source.start, tree.end[commas[0] - 1], source.how)  # "ont, selon X, libéré"
    if commas and _other_subject(tree, source, commas[0] + 1, tokens[-1] + 1):
        return Phrase(source.head, source.start, tree.end[commas[0] - 1], source.how)
    if not commas or (tokens[-1] + 1 < len(tree) and tree.words[tokens[-1] + 1] in ',;.:»”")'):
        return source
    if tokens[-1] + 1 >= len(tree):
        return source
    return Phrase(source.head, source.start, tree.end[commas[-1] - 1], source.how)


def _other_subject(tree: Tree, source: Phrase, at: int, stop: int) -> bool:
    """ "Selon un officier, l'attaque, menée ..., a duré", "selon Reuters, Luc Morel, ..., a dit": no apposition."""
    noun = next((t for t in range(at, stop) if tree.pos[t] in ("NOUN", "PROPN")), None)
    if noun is None:
        return False
    if tree.person[noun] is not None:
        return tree.pos[source.head] == "PROPN" and tree.person[source.head] is None
    return tree.pos[at] == "DET" and tree.pos[noun] == "NOUN" and not hears(tree, noun)


def _person(hit: Hit, source: Phrase) -> bool:
    """ "Pour Lise Karm, ...": at the start of a sentence, somebody's name or title, and a comma after."""
    tree = hit.tree
    first = tree.sentences[tree.sentence[hit.head]][0]
    after = next((t for t in range(len(tree)) if tree.begin[t] >= source.end), None)
    if hit.head - first > 1 or after is None or tree.words[after] != ",":
        return False
    name = tree.block.doc[source.head].ent_type_ in ("PER", "PERSON")
    if tree.pos[source.head] == "PRON":
        return tree.lower[source.head] not in tree.grammar.word("expletive")
    return name or tree.lemma[source.head] in tree.grammar.word("title_noun")


def _noun(hit: Hit) -> int | None:
    """Head of the phrase after the preposition."""
    if "own" in hit.entry.frames:
        return max(hit.words)
    if "clitic" in hit.entry.frames:
        return hit.words[1]
    tree, after = hit.tree, max(hit.words) + 1
    if after < len(tree) and tree.pos[after] == "PRON" and tree.lower[after] in tree.grammar.word("third_person"):
        return after  # "selon elle | tout article fait monter le prix"
    for w in hit.words:
        for k in tree.children(w, "prep_object"):
            if k >= after:
                return k
    head = tree.head[hit.words[0]]
    if head not in hit.words and head >= after and tree.pos[head] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
        return head
    at = after
    stop = min(len(tree), tree.sentences[tree.sentence[hit.head]][1], after + 5)
    while at < stop and tree.pos[at] in ("DET", "ADJ", "NUM", "ADP", "ADV"):
        at += 1
    mistaken = at < stop - 1 and tree.pos[at - 1] == "DET" and tree.punct(at + 1)  # "(selon l'exploitant)"
    return at if at < stop and (mistaken or tree.pos[at] in ("NOUN", "PROPN", "PRON")) else None


def _backward(hit: Hit, source: Phrase, cue: tuple[int, int], earlier: list[Tree]) -> Draft | None:
    """ "Selon des sources proches du dossier." after what it attributes: the sentence before it."""
    tree, number = hit.tree, hit.tree.sentence[hit.head]
    home, sentence = tree, number - 1
    if sentence < 0:
        if not earlier:
            return None
        home = earlier[-1]
        sentence = len(home.sentences) - 1
    while sentence > 0 and all(home.punct(t) for t in range(*home.sentences[sentence])):
        sentence -= 1
    first, last = home.sentences[sentence]
    contents = spans_of(home, list(range(first, last)))
    if not contents:
        return None
    return Draft(tree, "preposition_backward", 0.75, contents, hit, cue, source, content_tree=home)


def _contents(hit: Hit, branch: set[int], first: int, last: int) -> tuple[Chars, ...]:
    """The sentence without the phrase; a coordinate or subordinate clause alone where the phrase is set into one."""
    tree = hit.tree
    at, end = min(branch), max(branch)
    figure = _figure(tree, at, end, first, last)
    if figure:
        return spans_of(tree, figure)
    inner = _inner_clause(tree, at, end, first, last)
    if inner:
        return spans_of(tree, [t for t in inner if t not in branch], cut=branch)
    if not any(tree.pos[t] in ("VERB", "AUX") for t in range(end + 1, last)) or at > first + 2:
        start = _clause_start(tree, at, first)
    else:
        start = first
    return spans_of(tree, [t for t in range(start, last) if t not in branch], cut=branch)


def _bracketed(hit: Hit, first: int) -> tuple[Chars, ...]:
    """ "The bridge will reopen (according to the owner), but ...": a phrase in brackets has the clause before them."""
    tree, opening = hit.tree, hit.words[0] - 1
    if opening <= first + 1 or tree.words[opening] != "(":
        return ()
    start = next((t + 1 for t in range(opening - 1, first, -1) if tree.words[t] in ");:" and tree.quote[t] < 0), first)
    while start < opening and (tree.pos[start] == "CCONJ" or tree.punct(start)) and tree.quote[start] < 0:
        start += 1
    return spans_of(tree, list(range(start, opening)), inside=hit.quoted)


def _inner_clause(tree: Tree, at: int, end: int, first: int, last: int) -> list[int]:
    """The clause the phrase is set into, where it is not the whole sentence.

    "..., et, selon X, P" / "dit que, selon X, P": what follows. "après avoir, selon X, participé": the participle.
    "Le juge, qui a été blessé selon X, est parti": the relative clause.
    """
    paired = at > first and tree.words[at - 1] == ","
    before = at - 1 - paired
    if before < first or end + 1 >= last:
        return []
    after = end + 1 + (tree.words[end + 1] == ",")
    joint = tree.grammar.word("complementizer") | tree.grammar.word("subordinator")
    joined = (tree.pos[before] == "CCONJ" and before > first) or tree.lower[before] in joint
    if tree.words[end + 1] == "," and joined:
        return list(range(after, last)) if _finite_in(tree, after, last) else []
    if paired and tree.words[end + 1] == ",":
        if tree.morph(before, "VerbForm") == "Inf" and _splits(tree, at, first) and after < last:
            return list(range(after, _clause_end(tree, after, last)))
        if tree.pos[before] != "AUX":
            return []
    who = tree.grammar.word("who") - tree.grammar.word("complementizer")
    opening = next((t for t in range(before, first, -1) if tree.words[t] in ",;:" and tree.quote[t] < 0), None)
    if opening is None or tree.lower[opening + 1] not in who or not _finite_in(tree, opening, at):
        return []
    closing = end + 1 if not paired else _clause_end(tree, after, last)
    return list(range(opening + 1, closing)) if closing < last - 1 and tree.words[closing] == "," else []


def _finite_in(tree: Tree, lo: int, hi: int) -> bool:
    return any(tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") == "Fin" for t in range(lo, hi))


def _clause_end(tree: Tree, at: int, last: int) -> int:
    return next((t for t in range(at, last) if tree.words[t] in ",;:" and tree.quote[t] < 0), last)


def _figure(tree: Tree, at: int, end: int, first: int, last: int) -> list[int]:
    """ "..., six cents selon le syndicat, ...": the number alone, where the phrase stands right behind one."""
    lo = at
    while lo > first and tree.words[lo - 1] not in (",", "(", ";", ":") and at - lo < 7:
        lo -= 1
    chunk = list(range(lo, at))
    if lo <= first or not chunk or end + 1 >= last or tree.words[end + 1] not in (",", ")", ";", "."):
        return []
    number = any(tree.pos[t] == "NUM" or tree.words[t][:1].isdigit() for t in chunk[:2])
    return chunk if number and not any(tree.pos[t] in ("VERB", "AUX") for t in chunk) else []


def _clause_start(tree: Tree, at: int, first: int) -> int:
    """Where the clause that a trailing phrase belongs to starts: the sentence, unless ";" or ":" divides it."""
    for t in range(at - 1, first, -1):
        if tree.words[t] in ";:" and tree.quote[t] < 0:
            return t + 1
    return first
