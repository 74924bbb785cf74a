"""Mends what the parser regularly gets wrong around cues, before any rule looks at the tree.

floating     "a de son côté déploré": what stands between auxiliary and participle is no subject or object
retagged     "Le syndicat menace de ...": a present that the tagger took for a noun
sisters      ", regrettant que ..." and "... et demande une enquête" go with the cue, not with what it reports

Only heads, labels and tags are changed, never the characters. Patterns are positional and need no language names:
the words are in the pack's grammar.toml.
"""

from __future__ import annotations

from sitroom.annotate.statements.hits import Lexicon, cue_options
from sitroom.annotate.statements.tree import Tree
from sitroom.lang.schemas.cues import Cue

REJOINED = 120  # tokens: longer sentences are not put together, their parse would not be believed
SISTERLY = ("speech", "writing", "request", "denial", "refusal", "judgement")


def repair(tree: Tree, lexicon: Lexicon) -> Tree:
    """The tree, mended in place (it has just been built and nobody else holds it)."""
    _unsplit(tree)
    _split(tree)
    for first, stop in tree.sentences:
        if stop - first > 400:
            continue
        _floating(tree, lexicon, first, stop)
        _retagged(tree, lexicon, first, stop)
        _sisters(tree, lexicon, first, stop)
    return tree


def _unsplit(tree: Tree) -> None:
    """Joins sentences that the parser divided where no mark ends one ("Moscou | dément avoir ...")."""
    joined: list[tuple[int, int]] = []
    for first, stop in tree.sentences:
        short = bool(joined) and stop - joined[-1][0] <= REJOINED
        if short and not _ends(tree, first - 1) and tree.quote[first - 1] == tree.quote[first]:
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((first, stop))
    if len(joined) != len(tree.sentences):
        tree.sentences = joined
        tree.sentence = [n for n, (a, b) in enumerate(joined) for _ in range(a, b)]


def _split(tree: Tree) -> None:
    """Divides sentences at a full stop outside quotation marks that the parser ran over."""
    out: list[tuple[int, int]] = []
    for first, stop in tree.sentences:
        start = first
        for t in range(first + 2, stop - 2):
            if (
                tree.words[t] == "."
                and tree.quote[t] < 0
                and (tree.quote[t + 1] >= 0 or (tree.words[t + 1][:1].isupper() and len(tree.words[t - 1]) > 2))
            ):
                out.append((start, t + 1))
                start = t + 1
        out.append((start, stop))
    if len(out) == len(tree.sentences):
        return
    tree.sentences = out
    tree.sentence = [n for n, (a, b) in enumerate(out) for _ in range(a, b)]
    for t, head in enumerate(tree.head):
        if tree.sentence[t] != tree.sentence[head]:
            _uproot(tree, t)


def _ends(tree: Tree, t: int) -> bool:
    return (tree.punct(t) and tree.words[t] not in (",", ")")) or tree.pos[t] == "SPACE" or tree.words[t][-1:] in ".!?…"


def _attach(tree: Tree, token: int, head: int, dep: str) -> None:
    """Hang a token below another one; never makes a circle."""
    if head == token or token in (head, *tree.ancestors(head)):
        return
    old = tree.head[token]
    if old != token and token in tree.kids[old]:
        tree.kids[old].remove(token)
    tree.head[token], tree.dep[token] = head, dep
    tree.kids[head] = sorted({*tree.kids[head], token})


def _uproot(tree: Tree, token: int) -> None:
    old = tree.head[token]
    if old != token and token in tree.kids[old]:
        tree.kids[old].remove(token)
    tree.head[token], tree.dep[token] = token, "ROOT"


def _label(tree: Tree, role: str) -> str:
    return next(iter(sorted(tree.grammar[role])), "dep")


def _floating(tree: Tree, lexicon: Lexicon, first: int, stop: int) -> None:
    """Joins auxiliary and participle over the adverbials that stand between them."""
    have, active = tree.grammar.word("have"), tree.grammar.word("have_active")
    for a in range(first, stop - 1):
        if tree.lower[a] not in have | active or tree.pos[a] not in ("AUX", "VERB"):
            continue
        if tree.lower[a] not in active and not _after_reflexive(tree, a):
            continue  # "est" alone makes passives
        at, filled = a + 1, False
        while at < stop:
            n = _phrase_length(tree, at, stop) or _aside_length(tree, at, stop)
            if not n:
                break
            at, filled = at + n, True
        if at >= stop or not _participle(tree, at):
            continue
        if not filled and (tree.pos[at] in ("VERB", "AUX") or not cue_options(tree, lexicon, at)):
            continue
        _join(tree, a, at)


def _participle(tree: Tree, t: int) -> bool:
    """A past participle, or a word the tagger took for a noun or adjective though it ends like one."""
    if tree.morph(t, "VerbForm") == "Part":
        return tree.morph(t, "Tense") == "Past"
    endings = tuple(tree.grammar.word("participle_ending"))
    return tree.pos[t] in ("NOUN", "ADJ", "PROPN", "VERB") and bool(endings) and tree.lower[t].endswith(endings)


def _phrase_length(tree: Tree, at: int, stop: int) -> int:
    """How many tokens an adverbial of the pack's list takes here; 1 for an adverb."""
    for phrase in tree.grammar.phrases("adverbial").get(tree.lower[at], ()):
        if at + len(phrase) <= stop and tuple(tree.lower[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 1 if tree.pos[at] == "ADV" else 0


def _after_reflexive(tree: Tree, a: int) -> bool:
    return a > 0 and tree.lower[a - 1] in tree.grammar.word("reflexive")


def _aside_length(tree: Tree, at: int, stop: int) -> int:
    """Between auxiliary and participle: ", lui,", ", dans la foulée,", with both commas."""
    if tree.words[at] != ",":
        return 0
    end = next((t for t in range(at + 1, min(stop, at + 8)) if tree.words[t] == ","), None)
    if end is None or end == at + 1 or any(tree.pos[t] in ("VERB", "AUX") for t in range(at + 1, end)):
        return 0
    return end + 1 - at


def _join(tree: Tree, auxiliary: int, verb: int) -> None:
    """Auxiliary, participle, what stands between, and the subject that hung on the auxiliary."""
    linked = tree.head[auxiliary] == verb
    if not linked:
        above, dep = tree.head[auxiliary], tree.dep[auxiliary]
        if above == auxiliary:
            _uproot(tree, verb)
        elif (
            above != verb and verb not in tree.ancestors(above) and tree.dep[auxiliary] not in tree.grammar["auxiliary"]
        ):
            _attach(tree, verb, above, dep)
    tree.pos[verb] = "VERB"
    tree.forms[verb] = {"VerbForm": "Part", "Tense": "Past"}
    _attach(tree, auxiliary, verb, _label(tree, "auxiliary") if not linked else tree.dep[auxiliary])
    for k in [k for k in tree.kids[auxiliary] if not auxiliary < k < verb]:
        _attach(tree, k, verb, tree.dep[k])
    for t in range(auxiliary + 1, verb):
        if tree.quote[t] < 0 and not tree.punct(t):
            tree.pos[t] = "ADV"
            _attach(tree, t, verb, _label(tree, "cue_filler"))


def _retagged(tree: Tree, lexicon: Lexicon, first: int, stop: int) -> None:
    """A noun or adjective that can only be the present of a cue: after a subject, before its complement."""
    if not tree.grammar.word("lemma_repair"):
        return
    for i in range(first + 1, stop - 1):
        if tree.pos[i] == "VERB" and tree.is_(i, "modifier") and tree.words[i - 1] == "," and _before_name(tree, i):
            tree.forms[i] = {"VerbForm": "Fin", "Tense": "Pres"}  # "..., avertit Lise Karm"
            continue
        loose = tree.pos[i] == "VERB" and tree.is_(i, "modifier") and tree.morph(i, "VerbForm") != "Part"
        if not (loose or tree.pos[i] in ("NOUN", "ADJ", "PROPN", "ADV", "X")) or tree.words[i][:1].isupper():
            continue
        options = cue_options(tree, lexicon, i)
        follows = _after_subject(tree, i, first) or _after_predicate(tree, i, first)
        if not options or not follows or not _before_complement(tree, i, stop, options[0][1]):
            continue
        if _after_predicate(tree, i, first):
            _second_verb(tree, i, first)
        else:
            _make_verb(tree, i, first, stop)


def _second_verb(tree: Tree, i: int, first: int) -> None:
    """The token as a second predicate of the sentence's first finite verb, with the object behind it."""
    main = next(t for t in range(first, i) if tree.pos[t] == "VERB" and tree.morph(t, "VerbForm") == "Fin")
    tree.pos[i] = "VERB"
    tree.forms[i] = {"VerbForm": "Fin", "Tense": "Pres"}
    _attach(tree, i, main, _label(tree, "conjunct"))
    _attach(tree, i - 1, i, "cc")
    tree.sister.add(i)
    if tree.pos[i + 1] == "DET" and tree.head[i + 1] > i + 1:
        _attach(tree, tree.head[i + 1], i, _label(tree, "object"))


def _after_subject(tree: Tree, i: int, first: int) -> bool:
    """Right after a noun phrase without preposition, or after a clause cut off by commas behind it."""
    before = i - 1
    while before > first and tree.lower[before] in tree.grammar.word("negation") | tree.grammar.word("clitic_object"):
        before -= 1
    if tree.words[before] in (",", ")"):
        return before < i - 1 or tree.words[i + 1] in (":", "«", "“", '"') or _that(tree, i + 1)
    return tree.pos[before] in ("PROPN", "NOUN", "PRON") and tree.lower[before] not in tree.grammar.word("day")


def _after_predicate(tree: Tree, i: int, first: int) -> bool:
    """ "dit « comprendre » mais juge ...": behind "and" or "but" of a sentence that has a finite verb already."""
    return tree.pos[i - 1] == "CCONJ" and any(
        tree.pos[t] == "VERB" and tree.quote[t] < 0 and tree.morph(t, "VerbForm") == "Fin" for t in range(first, i)
    )


def _before_name(tree: Tree, i: int) -> bool:
    endings = tuple(tree.grammar.word("participle_ending"))
    return tree.pos[i + 1] in ("PROPN", "DET") and bool(endings) and not tree.lower[i].endswith(endings)


def _that(tree: Tree, t: int) -> bool:
    return tree.lower[t] in tree.grammar.word("complementizer")


def _before_complement(tree: Tree, i: int, stop: int, entry: Cue) -> bool:
    """Before que, an infinitive with or without its marker, a quotation, or a colon and a quotation."""
    after = i + 1
    if tree.morph(i, "VerbForm") == "Fin":
        return False
    if _that(tree, after) or tree.words[after] in ("«", "“"):
        return True
    if tree.words[after] == ":":
        return after + 1 < stop and tree.quote[after + 1] >= 0
    if tree.lower[after] in tree.grammar.word("infinitive_marker"):
        after += 1
    if f"prep:{tree.lower[after]}" in entry.frames and not _predicate(tree, i, stop):
        return True
    if tree.pos[after] == "DET" and not _predicate(tree, i, stop):
        return tree.pos[i] != "NOUN" or tree.lower[after] not in tree.grammar.word("infinitive_marker")
    while after < stop - 1 and tree.lower[after] in tree.grammar.word("clitic_object") | tree.grammar.word("negation"):
        after += 1
    return after < stop and tree.morph(after, "VerbForm") == "Inf"


def _predicate(tree: Tree, i: int, stop: int) -> bool:
    """Has the clause of token `i` another verb, outside quotation marks and not in a clause behind a comma?"""
    first = tree.sentences[tree.sentence[i]][0]
    joined = [t for t in range(first, i) if tree.pos[t] == "CCONJ"]
    first = joined[-1] if joined and joined[-1] == i - 1 else first
    comma = next((t for t in range(i + 1, stop) if tree.words[t] == ","), stop)
    return any(
        tree.pos[t] in ("VERB", "AUX") and tree.quote[t] < 0 and t != i and tree.morph(t, "VerbForm") != "Inf"
        for t in range(first, comma)
    )


def _make_verb(tree: Tree, i: int, first: int, stop: int) -> None:
    """The token as a finite verb with the subject before it and the complement after it."""
    subject = i - 1
    while subject > first and tree.pos[subject] not in ("PROPN", "NOUN", "PRON"):
        subject -= 1
    while tree.head[subject] != subject and first <= tree.head[subject] < i and tree.pos[tree.head[subject]] in (
        "PROPN", "NOUN", "PRON",
    ):  # fmt: skip
        subject = tree.head[subject]
    above = tree.head[i]
    if above > i or (above < i and tree.pos[above] not in ("VERB", "AUX")):
        _uproot(tree, i)
    tree.pos[i] = "VERB"
    tree.forms[i] = {"VerbForm": "Fin", "Tense": "Pres"}
    _attach(tree, subject, i, _label(tree, "subject"))
    if _that(tree, i + 1):
        clause = tree.head[i + 1]
        if clause > i + 1:
            _attach(tree, clause, i, _label(tree, "clause"))
        return
    verb = next((t for t in range(i + 1, min(stop, i + 5)) if tree.morph(t, "VerbForm") == "Inf"), None)
    if verb is not None and tree.is_(verb, "auxiliary"):
        verb = tree.head[verb]
    if verb is None and tree.pos[i + 1] == "DET" and tree.head[i + 1] > i + 1:
        _attach(tree, tree.head[i + 1], i, _label(tree, "object"))
    if verb is not None and tree.quote[verb] == tree.quote[i]:
        _attach(tree, verb, i, _label(tree, "infinitive"))


def _sisters(tree: Tree, lexicon: Lexicon, first: int, stop: int) -> None:
    """Second predicates and trailing participles of saying, hung on the cue that governs what they were hung on."""
    for v in range(first, stop):
        if tree.pos[v] != "VERB" or tree.head[v] == v:
            continue
        options = cue_options(tree, lexicon, v)
        if not options or options[0][1].sense not in SISTERLY:
            continue
        rival = _rival(tree, v)
        if not (_trailing(tree, v) or _second(tree, v) or rival):
            continue
        above = [u for u in tree.ancestors(v) if u < v and tree.quote[u] == tree.quote[v] and tree.pos[u] == "VERB"]
        cues = [u for u in above if cue_options(tree, lexicon, u) and (_finite(tree, u) or _compound(tree, u))]
        if not cues:
            continue
        main = cues[-1]
        if _trailing(tree, v):
            _attach(tree, v, main, "advcl")
            tree.sister.add(v)
        elif _parallel(tree, main, v) or (rival and _same_form(tree, main, v) and tree.head[v] != main):
            _attach(tree, v, main, _label(tree, "conjunct"))
            tree.sister.add(v)


def _trailing(tree: Tree, v: int) -> bool:
    """A present participle after a comma."""
    if tree.morph(v, "VerbForm") != "Part" or tree.morph(v, "Tense") != "Pres" or tree.children(v, "auxiliary"):
        return False
    start = v
    while start - 1 in tree.kids[v] and not tree.punct(start - 1):
        start -= 1
    gerund = False
    while start > 0 and tree.lower[start - 1] in tree.grammar.word("gerund_marker"):
        start, gerund = start - 1, True
    return start > 0 and (tree.words[start - 1] in (",", "–", "—") or (gerund and start < v - 1))


def _finite(tree: Tree, v: int) -> bool:
    return tree.morph(v, "VerbForm") == "Fin" or bool(tree.children(v, "auxiliary"))


def _compound(tree: Tree, v: int) -> bool:
    """A participle whose auxiliary the parser lost."""
    past = tree.morph(v, "VerbForm") == "Part" and tree.morph(v, "Tense") == "Past"
    return past and any(tree.lower[t] in tree.grammar.word("have_active") for t in range(max(0, v - 4), v))


def _second(tree: Tree, v: int) -> bool:
    """A verb without subject after "and", "but" or a comma."""
    if any(k < v for k in tree.children(v, "subject")) or tree.children(v, "auxiliary") or tree.children(v, "mark_any"):
        return False
    start = v
    while start - 1 in tree.kids[v] and not tree.punct(start - 1) and tree.pos[start - 1] != "CCONJ":
        start -= 1
    return start > 0 and (tree.pos[start - 1] == "CCONJ" or tree.words[start - 1] == ",")


def _rival(tree: Tree, v: int) -> bool:
    """A cue with a subject of its own after a comma: "A dit que ..., B répond que ..."."""
    subjects = [k for k in tree.children(v, "subject") if k < v and tree.pos[k] in ("NOUN", "PROPN")]
    if not subjects or not _finite(tree, v):
        return False
    if any(tree.pos[k] == "SCONJ" or tree.is_(k, "mark_any") for k in tree.kids[v] if k < v):
        return False
    start = tree.subtree(subjects[0])[0]
    while start > 1 and tree.pos[start - 1] in ("CCONJ", "ADV") and tree.words[start - 1] != ",":
        start -= 1
    return start > 0 and tree.words[start - 1] in (",", ";") and tree.quote[start - 1] == tree.quote[v]


def _same_form(tree: Tree, main: int, v: int) -> bool:
    return bool(tree.children(main, "auxiliary")) == bool(tree.children(v, "auxiliary"))


def _parallel(tree: Tree, main: int, v: int) -> bool:
    """Has the second verb the form of the cue and not that of the verb it was hung on?"""
    held = tree.head[v]
    if tree.is_(main, "auxiliary") or tree.children(main, "aux_passive"):
        return False
    compound = [k for k in tree.children(main, "auxiliary") if tree.lower[k] in tree.grammar.word("have_active")]
    participle = tree.morph(v, "VerbForm") == "Part" and tree.morph(v, "Tense") == "Past"
    if compound and participle:
        return held == main or not tree.children(held, "auxiliary")
    if compound or tree.morph(v, "VerbForm") != "Fin" or tree.morph(main, "VerbForm") != "Fin":
        return False
    if any(tree.morph(v, key) != tree.morph(main, key) for key in ("Tense", "Number", "Person")):
        return False
    if held == main:
        return True
    aux = tree.children(held, "auxiliary")
    tenses = {tree.morph(t, "Tense") for t in (aux or [held]) if tree.morph(t, "VerbForm") == "Fin"}
    return tree.morph(main, "Tense") not in tenses
