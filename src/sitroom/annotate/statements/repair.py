"""Mends what the parser regularly gets wrong around cues, before any rule looks at the tree.

floating     "a de son côté déploré": what stands between auxiliary and participle is no subject or object
retagged     "Le syndicat menace de ...": a present that the tagger took for a noun
sisters      ", regrettant que ..." and "... et demande une enquête" go with the cue, not with what it reports

Only heads, labels and tags are changed, never the characters. Patterns are positional and need no language names:
the words are in the pack's grammar.toml.
"""

from __future__ import annotations

from sitroom.annotate.statements.coordinated import coordinated
from sitroom.annotate.statements.graft import attach, label, uproot
from sitroom.annotate.statements.headless import headless
from sitroom.annotate.statements.hits import Lexicon, cue_options
from sitroom.annotate.statements.plurals import plural_subjects
from sitroom.annotate.statements.rehung import rehung
from sitroom.annotate.statements.retag import closing_cue, garden_path, named_subjects, retagged
from sitroom.annotate.statements.scan import noun_of
from sitroom.annotate.statements.tree import Tree

REJOINED = 120  # tokens: longer sentences are not put together, their parse would not be believed
SISTERLY = ("speech", "writing", "request", "denial", "refusal", "judgement")


def repair(tree: Tree, lexicon: Lexicon) -> Tree:
    """The tree, mended in place (it has just been built and nobody else holds it)."""
    _unsplit(tree)
    _split(tree)
    for first, stop in tree.sentences:
        if stop - first > 400:
            continue
        _reduced(tree, first, stop)
        plural_subjects(tree, first, stop)
        _floating(tree, lexicon, first, stop)
        retagged(tree, lexicon, first, stop)
        headless(tree, lexicon, first, stop)
        named_subjects(tree, first, stop)
        garden_path(tree, lexicon, first, stop)
        closing_cue(tree, lexicon, first, stop)
        _parenthetical(tree, lexicon, first, stop)
        _two_verbs(tree, first, stop)
        coordinated(tree, lexicon, first, stop)
        _sisters(tree, lexicon, first, stop)
        rehung(tree, first, stop)
    return tree


def _reduced(tree: Tree, first: int, stop: int) -> None:
    """ "The spokesman, asked about it, said ...": a past between a comma and its verb is a participle."""
    for t in range(first + 1, stop):
        if tree.tag(t) != "VBD" or not tree.is_(t, "clause_like") or tree.words[t - 1] != ",":
            continue
        if any(tree.is_(k, "mark_any") or tree.is_(k, "auxiliary") for k in tree.kids[t]) or tree.head[t] < t:
            continue
        tree.forms[t] = {"VerbForm": "Part", "Tense": "Past"}
        for k in tree.children(t, "subject"):
            attach(tree, k, tree.head[t], tree.dep[k])


def _parenthetical(tree: Tree, lexicon: Lexicon, first: int, stop: int) -> None:
    """ "The bridge, said the mayor, has been closed": the cue set in between commas has its own subject behind it."""
    for t in range(first + 2, stop - 4):
        if (
            tree.words[t - 1] != ","
            or tree.pos[t] != "VERB"
            or tree.morph(t, "VerbForm") != "Fin"
            or tree.quote[t] >= 0
        ):
            continue
        before = [k for k in tree.children(t, "subject") if k < t - 1]
        comma = next((u for u in range(t + 2, min(stop, t + 14)) if tree.words[u] == "," or tree.punct(u)), None)
        if (
            not before
            or comma is None
            or tree.words[comma] != ","
            or comma + 1 >= stop
            or not cue_options(tree, lexicon, t)
        ):
            continue
        after = next((u for u in range(comma + 1, min(stop, comma + 4)) if _finite(tree, u)), None)
        noun = noun_of(tree, t + 1, comma)
        if after is None or noun is None or any(tree.pos[u] in ("VERB", "AUX", "SCONJ") for u in range(t + 1, comma)):
            continue
        while tree.head[after] != after and tree.is_(after, "auxiliary") and tree.head[after] > after:
            after = tree.head[after]
        if t in tree.ancestors(after):
            up, how = tree.head[t], tree.dep[t]
            uproot(tree, after)
            if up != t:
                attach(tree, after, up, how)
            attach(tree, t, after, "parataxis")
        elif after not in tree.ancestors(t):
            continue
        attach(tree, noun, t, label(tree, "subject"))
        for k in before:
            attach(tree, k, after, label(tree, "subject"))


def _two_verbs(tree: Tree, first: int, stop: int) -> None:
    """ "Nous savons, explique X, que P": a finite verb before a comma is no auxiliary of the next finite one."""
    for t in range(first + 2, stop - 1):
        if tree.words[t - 1] != "," or tree.morph(t, "VerbForm") != "Fin" or tree.pos[t] != "VERB":
            continue
        main = next((k for k in tree.children(t, "auxiliary") if k == t - 2 and tree.quote[k] == tree.quote[t]), None)
        if main is None:
            continue
        up, how = tree.head[t], tree.dep[t]
        uproot(tree, main)
        if up != t:
            attach(tree, main, up, how)
        tree.pos[main] = "VERB"
        attach(tree, t, main, "parataxis")
        closing = next((u for u in range(t, stop) if tree.words[u] == ","), stop)
        for k in list(tree.kids[t]):
            if k < main:
                attach(
                    tree, k, main, label(tree, "subject") if tree.pos[k] in ("PRON", "NOUN", "PROPN") else tree.dep[k]
                )
            elif k > closing:
                attach(tree, k, main, tree.dep[k])


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
            uproot(tree, t)


def _ends(tree: Tree, t: int) -> bool:
    return (tree.punct(t) and tree.words[t] not in (",", ")")) or tree.pos[t] == "SPACE" or tree.words[t][-1:] in ".!?…"


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
        _join(tree, lexicon, a, at)


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
    return 1 if tree.pos[at] == "ADV" or tree.lower[at] in tree.grammar.word("emphatic") else 0


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


def _join(tree: Tree, lexicon: Lexicon, auxiliary: int, verb: int) -> None:
    """Auxiliary, participle, what stands between, and the subject that hung on the auxiliary."""
    linked = tree.head[auxiliary] == verb
    if not linked:
        above, dep = tree.head[auxiliary], tree.dep[auxiliary]
        if above == auxiliary:
            uproot(tree, verb)
        elif (
            above != verb and verb not in tree.ancestors(above) and tree.dep[auxiliary] not in tree.grammar["auxiliary"]
        ):
            attach(tree, verb, above, dep)
    tree.pos[verb] = "VERB"
    tree.forms[verb] = {"VerbForm": "Part", "Tense": "Past"}
    attach(tree, auxiliary, verb, label(tree, "auxiliary") if not linked else tree.dep[auxiliary])
    for k in [k for k in tree.kids[auxiliary] if not auxiliary < k < verb]:
        attach(tree, k, verb, tree.dep[k])
    _off_filler(tree, auxiliary, verb)
    phrase = _attribution(tree, lexicon, auxiliary + 1, verb)
    for t in phrase:
        if tree.head[t] not in phrase or tree.head[t] == t:
            attach(tree, t, verb, label(tree, "oblique"))
    for t in range(auxiliary + 1, verb):
        if tree.quote[t] < 0 and not tree.punct(t) and t not in phrase:
            tree.pos[t] = "ADV"
            attach(tree, t, verb, label(tree, "cue_filler"))


def _off_filler(tree: Tree, auxiliary: int, verb: int) -> None:
    """ "a pour sa part exclu": where the verb hung on the words between, it takes their place and their subject."""
    held = tree.head[verb]
    if not auxiliary < held < verb:
        return
    above, dep = tree.head[held], tree.dep[held]
    uproot(tree, verb)
    if above != held and not auxiliary < above < verb:
        attach(tree, verb, above, dep)
    for k in [k for k in tree.kids[held] if not auxiliary <= k <= verb]:
        attach(tree, k, verb, tree.dep[k])


def _attribution(tree: Tree, lexicon: Lexicon, start: int, stop: int) -> range:
    """The tokens of ", selon la police," between two commas: a phrase of its own."""
    first = next((t + 1 for t in range(start, stop - 1) if tree.words[t] == ","), stop)
    first += first + 1 < stop and tree.lower[first] in tree.grammar.word("again")
    if first >= stop or tree.lower[first] not in lexicon.prepositions:
        return range(0)
    return range(first, next((t for t in range(first, stop) if tree.words[t] == ","), stop))


def _sisters(tree: Tree, lexicon: Lexicon, first: int, stop: int) -> None:
    """Second predicates and trailing participles of saying, hung on the cue that governs what they were hung on."""
    for v in range(first, stop):
        if tree.pos[v] != "VERB" or tree.head[v] == v:
            continue
        options = cue_options(tree, lexicon, v)
        if not options or (options[0][1].sense not in SISTERLY and not _trailing(tree, v)):
            continue
        rival = _rival(tree, v)
        if not (_trailing(tree, v) or _second(tree, v) or rival):
            continue
        above = [u for u in tree.ancestors(v) if u < v and tree.quote[u] == tree.quote[v] and tree.pos[u] == "VERB"]
        cues = [u for u in above if cue_options(tree, lexicon, u) and (_finite(tree, u) or _compound(tree, u))]
        if not cues and _trailing(tree, v):
            cues = _cue_before(tree, lexicon, first, v)
        if not cues:
            continue
        main = cues[-1]
        if _trailing(tree, v):
            attach(tree, v, main, "advcl")
            tree.sister.add(v)
        elif (
            _parallel(tree, main, v)
            or _tells_too(tree, main, v)
            or (rival and _same_form(tree, main, v) and tree.head[v] != main)
        ):
            attach(tree, v, main, label(tree, "conjunct"))
            tree.sister.add(v)


def _cue_before(tree: Tree, lexicon: Lexicon, first: int, v: int) -> list[int]:
    """The nearest finite cue before a participle that hangs on the words quoted: "« P », dit X, jugeant ..."."""
    for u in range(v - 1, first, -1):
        if tree.quote[u] == tree.quote[v] and tree.pos[u] == "VERB" and (_finite(tree, u) or _compound(tree, u)):
            return [u] if cue_options(tree, lexicon, u) else []
    return []


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


def _tells_too(tree: Tree, main: int, v: int) -> bool:
    """ "said she was tired and predicted that ...": a second cue with a clause or quotation, in the same tense."""
    after = v + 1 + (v + 1 < len(tree) and tree.words[v + 1] == ",")
    if after >= len(tree) or tree.head[v] == main or not tree.is_(v, "conjunct"):
        return False
    reports = tree.lower[after] in tree.grammar.word("complementizer") or (
        tree.quote[after] >= 0 and tree.quote[after] != tree.quote[v]
    )
    same = all(tree.morph(v, key) == tree.morph(main, key) for key in ("Tense", "VerbForm"))
    return reports and same and _same_form(tree, main, v) and not tree.children(v, "mark_any")


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
