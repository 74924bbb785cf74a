"""Contents that a cue is set into or stands after: "The bridge, she said, is closed."."""

from __future__ import annotations

from sitroom.annotate.statements.clauses import finite, is_infinitive, is_marked
from sitroom.annotate.statements.closing import before_closing
from sitroom.annotate.statements.drafts import Chars, spans_of
from sitroom.annotate.statements.hits import Hit, after_quotation, cue_tokens, is_passive, stray_auxiliary
from sitroom.annotate.statements.positions import inverted_subject
from sitroom.annotate.statements.scan import contrasts
from sitroom.annotate.statements.tree import Tree

CLOSING = "»”\"?!'’"


def insert(hit: Hit) -> tuple[Chars, ...]:
    """The sentence a cue is set into, or stands after: "The bridge, she said, is closed."."""
    tree = hit.tree
    if as_passive(hit):
        return _host(hit)
    if hit.tree.grammar.word("clitic_subject") and not hit.kids("subject") and not _inverted_agrees(hit):
        return ()  # "L'avocat sursaute, demande des explications"
    if (
        not finite(hit)
        or _bare_past(hit)
        or is_passive(hit)
        or _own_object(hit)
        or any(tree.lower[k] in tree.grammar.word("who") for k in hit.kids("subject"))
    ):
        return ()
    if any(k > hit.head and is_infinitive(tree, k) for k in hit.kids("infinitive")):
        return ()
    if any(tree.pos[k] == "CCONJ" and k < hit.head for k in tree.kids[hit.head]):
        return ()  # "dénonce X et réclame Y": coordinated, not set in
    left = [k for k in hit.kids("clause") if k < min(hit.words) and not is_marked(tree, k)]
    opening = tree.subtree(left[-1])[0] if left else 0
    if left and tree.lower[opening] in tree.grammar.word("complementizer") and not _pronoun(tree, opening):
        left = []  # "X, que Y soupçonne, a nié": a relative clause
    if left and _comma_between(tree, tree.subtree(left[-1])[-1], hit):
        own = sorted({*tree.subtree(left[-1]), *_rest(hit)})
        found = spans_of(tree, own, cut=_cue_clause(hit, left[-1]), inside=hit.quoted)
        return _parted(hit, found)
    head = tree.head[hit.head]
    if tree.is_(head, "relative") and in_relative(tree, head, tree.sentences[tree.sentence[head]][0], objects=True):
        return ()  # "Le Front, que Bamako soupçonne, a démenti ..."
    loose = tree.is_(hit.head, "conjunct") and _behind_comma(hit)
    if head == hit.head or not (loose or tree.is_(hit.head, "inserted")) or hit.kids("mark_any"):
        return () if not as_inserted(hit) else _host(hit)
    if not _delimited(hit):
        return ()
    return _host(hit)


def _bare_past(hit: Hit) -> bool:
    """ "a déclaré P, remercié Q et exclu R": a past participle without an auxiliary of its own."""
    tree = hit.tree
    past = tree.morph(hit.head, "VerbForm") == "Part" and tree.morph(hit.head, "Tense") == "Past"
    own = [k for k in hit.kids("subject") if tree.quote[k] == hit.quoted]
    alone = not hit.kids("auxiliary") and not own and stray_auxiliary(hit) is None
    after = hit.head + 1
    object = after < len(tree) and (tree.quote[after] != hit.quoted or tree.pos[after] == "ADP")  # "décrit dans X"
    return past and alone and (object or not after_quotation(tree, hit.head))


def _behind_comma(hit: Hit) -> bool:
    """ "..., but the works are closed, said the mayor": a comma, the cue and its subject; "They agreed to ask for it,
    two diplomats said, but split": a comma on either side."""
    tree, cue = hit.tree, cue_tokens(hit)
    own = [k for k in hit.kids("subject") if k < cue[0]]
    opens = bool(own) and tree.words[max(0, tree.subtree(own[0])[0] - 1)] == ","
    if opens and tree.words[cue[-1] + 1 : cue[-1] + 2] == [","]:
        return True
    return tree.words[cue[0] - 1] == "," and any(k > cue[-1] for k in hit.kids("subject"))


def _pronoun(tree: Tree, t: int) -> bool:
    """ "That will be true, said X": a subject at the sentence's start, no complementizer."""
    return t == tree.sentences[tree.sentence[t]][0] and (tree.is_(t, "subject") or tree.pos[t] == "DET")


def _inverted_agrees(hit: Hit) -> bool:
    """May what stands right behind the cue be its subject by number? A clitic is."""
    if any(hit.tree.words[t].startswith("-") for t in cue_tokens(hit)):
        return True
    subject = inverted_subject(hit)
    return subject is None or agrees(hit, subject.head)


def _parted(hit: Hit, contents: tuple[Chars, ...]) -> tuple[Chars, ...]:
    """Without what stands behind the cue and no comma parts from it: the speaker ("raconte jeudi Luc Morel, ...")."""
    tree, end = hit.tree, hit.tree.end[max(cue_tokens(hit))]
    return tuple((a, b) for a, b in contents if a < end or any(c in ",;:–—" for c in tree.line[end:a])) or contents


def insert_position(hit: Hit) -> tuple[Chars, ...]:
    """The sentence before an inverted cue, where the parse lost it: "Six cents postes, rétorque le syndicat."."""
    tree = hit.tree
    cue = cue_tokens(hit)
    inverts = tree.grammar.word("clitic_subject")
    before = cue[0] - 1
    while before >= 0 and tree.lower[before] in tree.grammar.word("clitic_object"):
        before -= 1
    if not inverts:
        return before_closing(hit)
    if before < 1 or tree.words[before] not in (",", "–", "—") or hit.kind != "verb" or is_passive(hit):
        return ()
    clitic = any(tree.words[t].startswith("-") and len(tree.words[t]) > 1 for t in cue)
    own = [k for k in hit.kids("subject") if k < hit.head and agrees(hit, k) and not _spoken_of(tree, k, before)]
    if own and _closes(hit, cue, before):
        own = []
    if not clitic and (not finite(hit) or own):
        return ()
    if any(k > cue[-1] and not _goes_on(tree, k, cue[-1]) for k in hit.kids("clause")):
        return ()
    subject = None if clitic else inverted_subject(hit)
    if subject is not None and not agrees(hit, subject.head):
        return ()  # "L'avocat sursaute, demande des explications"
    if not clitic and (subject is None or any(tree.pos[t] == "CCONJ" for t in tree.kids[hit.head] if t < hit.head)):
        return ()
    sentence = tree.sentence[before - 1]
    first, last = tree.sentences[sentence][0], tree.sentences[tree.sentence[cue[-1]]][1]
    if last - first > 150 or tree.quote[before - 1] >= 0:
        return ()
    spoken = [t for t in range(first, before) if tree.morph(t, "VerbForm") == "Fin"]
    if (
        not clitic
        and all(tree.quote[t] < 0 and _related(tree, t, first) for t in spoken)
        and not _closes(hit, cue, before)
    ):
        return ()  # "Paul Vernat, chef du mouvement, a nié ..." is no inversion
    end = next((t for t in range(cue[-1] + 1, len(tree)) if subject is None or tree.begin[t] >= subject.end), len(tree))
    rest = list(range(end, last))
    verbs = any(tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") == "Fin" for t in rest)
    bare = (
        len(rest) < 3
        or tree.words[rest[0]] != ","
        or (tree.morph(rest[1], "Tense") == "Pres" and (tree.morph(rest[1], "VerbForm") == "Part"))
    )
    parted = len(rest) > 2 and tree.pos[before - 1] == "AUX" and tree.words[rest[0]] == ","  # "sont, dit-on, bloqués"
    if not parted and (bare or not verbs or _subordinate(tree, rest[1])):
        rest = []  # ", a indiqué A, après que B a demandé ...": when A said so
    cut = set(range(before, end))
    return spans_of(tree, [*range(first, before), *rest], cut=cut)


def _subordinate(tree: Tree, t: int) -> bool:
    """Does a clause of time or contrast start here?"""
    time = tree.lower[t] in tree.grammar.word("subordinator") - tree.grammar.word("condition")
    return (time and tree.lower[t] not in tree.grammar.word("complementizer")) or contrasts(tree, t)


def _related(tree: Tree, t: int, first: int) -> bool:
    return in_relative(tree, t, first) or in_relative(tree, t, first, objects=True)


def _goes_on(tree: Tree, clause: int, cue: int) -> bool:
    """ "Ces doses, a fait valoir l'industriel, ont servi": the clause goes on behind a second comma, without "que"."""
    return not is_marked(tree, clause) and any(tree.words[t] == "," for t in range(cue + 1, clause))


def _closes(hit: Hit, cue: tuple[int, ...], before: int) -> bool:
    """ "Le pont a rouvert, a annoncé le maire.": after a clause with a verb, a cue and somebody at the end."""
    tree = hit.tree
    first, stop = tree.sentences[tree.sentence[hit.head]]
    subject = inverted_subject(hit)
    if subject is None or not finite(hit):
        return False
    spoken = [t for t in range(first, before) if tree.quote[t] < 0 and tree.morph(t, "VerbForm") == "Fin"]
    commas = sum(tree.words[t] == "," and tree.quote[t] < 0 for t in range(first, before))
    if all(_related(tree, t, first) for t in spoken) and commas:
        return False  # "Neuf sur dix, assure le collectif": with one comma only
    after = next((t for t in range(cue[-1] + 1, stop) if tree.begin[t] >= subject.end), stop)
    somebody = (
        tree.person[subject.head] is not None
        or tree.pos[subject.head] == "PROPN"
        or tree.lemma[subject.head] in tree.grammar.word("title_noun")
        or tree.lemma[subject.head] in tree.grammar.word("told") | tree.grammar.word("speech_noun")
    )
    return (somebody or not spoken) and (after >= stop or tree.punct(after) or tree.pos[after] == "NUM")


def _spoken_of(tree: Tree, subject: int, comma: int) -> bool:
    """Is a subject before the comma the one of the content's own verb, in a line whose dateline misled the parser?"""
    verbs = [t for t in range(subject + 1, comma) if tree.morph(t, "VerbForm") == "Fin"]
    misled = tree.begin[tree.sentences[tree.sentence[subject]][0]] < tree.lead
    return misled and bool(verbs) and not all(in_relative(tree, t, subject) for t in verbs)


def in_relative(tree: Tree, verb: int, first: int, objects: bool = False) -> bool:
    """Does a relative pronoun stand right before the verb (clitics and adverbs between)?

    objects: count "que" too, with the clause's own subject between.
    """
    at = verb - 1
    if objects:
        for t in range(verb - 1, max(first, verb - 8), -1):
            if tree.lower[t] in tree.grammar.word("relative_object") or tree.lower[t] in tree.grammar.word("whose"):
                return tree.words[t - 1] == ","
            if tree.pos[t] in ("VERB", "SCONJ") or tree.words[t] == ",":
                break
    while at > first and tree.pos[at] in ("ADV", "PRON", "AUX") and tree.lower[at] not in tree.grammar.word("who"):
        at -= 1
    return tree.lower[at] in tree.grammar.word("who")


def agrees(hit: Hit, subject: int) -> bool:
    """May this be the cue's subject by number? "deux douaniers, ..., a annoncé le ministre": no."""
    tree = hit.tree
    verbs = {tree.morph(t, "Number") for t in (hit.head, *hit.kids("auxiliary")) if tree.morph(t, "VerbForm") == "Fin"}
    return not verbs - {""} or tree.morph(subject, "Number") in (*verbs, "") or _coordinated(tree, subject)


def _coordinated(tree: Tree, subject: int) -> bool:
    before = subject - 1 - (subject > 0 and tree.pos[subject - 1] == "DET")
    if before > 0 and tree.pos[before] == "CCONJ" and tree.pos[before - 1] in ("NOUN", "PROPN", "ADJ"):
        return True  # "Auchan et Carfil ont", where the parser cut the first name off
    return bool(tree.children(subject, "conjunct")) or any(tree.pos[k] == "CCONJ" for k in tree.kids[subject])


def as_passive(hit: Hit) -> bool:
    """ "as reported by the Ledger", "comme annoncé par la mairie"."""
    tree, first = hit.tree, min(hit.words) - 1
    while first > 0 and (tree.pos[first] in ("ADV", "AUX") and tree.lower[first] not in tree.grammar.word("as_clause")):
        first -= 1
    past = tree.morph(hit.head, "VerbForm") == "Part" and tree.morph(hit.head, "Tense") == "Past"
    marked = first >= 0 and tree.lower[first] in tree.grammar.word("as_clause")
    return past and marked and bool(hit.kids("agent")) and tree.head[hit.head] != hit.head


def as_inserted(hit: Hit) -> bool:
    """ "as she said", "comme l'a dit le maire"."""
    tree = hit.tree
    words = tree.grammar.word("as_clause")
    own = [k for w in hit.words for k in tree.kids[w] if k < hit.head]
    behind = {"prep:" + tree.lower[k] for w in hit.words for k in tree.kids[w] if k > hit.head and tree.pos[k] == "ADP"}
    if behind & set(hit.entry.frames):
        return False  # "A accuses B as C warns of unrest": a report of its own
    return tree.head[hit.head] != hit.head and any(tree.lower[k] in words for k in own) and not hit.kids("clause")


def _host(hit: Hit) -> tuple[Chars, ...]:
    tree = hit.tree
    host = tree.head[hit.head]
    while tree.pos[host] not in ("VERB", "AUX", "ADJ") and tree.head[host] != host:
        host = tree.head[host]
    if _last_word(hit):
        host = next((up for up in tree.ancestors(host) if tree.head[up] == up), host)
    if host < hit.head and any(tree.words[t] == ":" and tree.quote[t] < 0 for t in range(host, hit.head)):
        return ()  # "Holt : l'opération continue"
    cut = set(tree.subtree(hit.head, without=_resumed(hit)))
    if tree.begin[host] < tree.lead:
        return ()  # "JAKARTA - ..., a déclaré X": the dateline is no host
    if host in cut or (hit.quoted >= 0 and tree.quote[host] != hit.quoted):
        return ()
    for k in tree.kids[host]:  # "..., rétorque le syndicat, citant un document"
        if k > hit.head and tree.morph(k, "VerbForm") == "Part" and tree.morph(k, "Tense") == "Pres":
            cut |= set(tree.subtree(k))
    tokens = sorted({*(t for t in tree.subtree(host) if t not in cut), *_rest(hit)})
    if not any(tree.pos[t] in ("VERB", "AUX") or tree.quote[t] >= 0 for t in tokens) and (
        any(tree.words[t] == "," for t in tokens[:-2])
    ):
        return ()  # "Le guide, l'ayatollah X, a menacé Israël": a subject and its apposition
    kept = cut - {t for t in cut if tree.quote[t] >= 0 and tree.quote[t] != hit.quoted}
    return spans_of(tree, tokens, cut=kept, inside=hit.quoted)


def _last_word(hit: Hit) -> bool:
    """ "Le ministre a dit qu'il partirait, rapporte L'Écho.": a cue and its speaker behind the last comma."""
    tree, cue = hit.tree, cue_tokens(hit)
    first, stop = tree.sentences[tree.sentence[hit.head]]
    if (
        hit.quoted >= 0
        or cue[0] - 1 <= first
        or (tree.quote[cue[0] - 2] >= 0 and _whole(tree, cue[0] - 2, first))
        or tree.words[cue[0] - 1] != ","
        or cue[0] > hit.head
    ):
        return False
    subject = inverted_subject(hit)
    return subject is not None and finite(hit) and not any(tree.words[t] in ",;:" for t in range(cue[0], stop))


def _whole(tree: Tree, last: int, first: int) -> bool:
    """Is all of the sentence before the cue one quotation?"""
    return tree.quote[first] == tree.quote[last] or tree.quote[first + 1] == tree.quote[last]


def _cue_clause(hit: Hit, content: int) -> set[int]:
    """Tokens of the cue's own clause: everything under it but its content."""
    inside = set(hit.tree.subtree(content))
    return {t for t in hit.tree.subtree(hit.head, without={content, *_resumed(hit)}) if t not in inside}


def _resumed(hit: Hit) -> list[int]:
    """ "The dam holds, she said on Monday, and the road is open": a second clause behind the cue and a comma."""
    tree, cue = hit.tree, cue_tokens(hit)
    out = []
    for k in hit.kids("conjunct"):
        own = [s for s in tree.children(k, "subject") if s < k]
        first = tree.subtree(k)[0]
        joint = first - 1 if tree.pos[first] != "CCONJ" else first
        if k > cue[-1] and own and tree.pos[joint] == "CCONJ" and tree.words[joint - 1] == ",":
            out.append(k)
    return out


def behind_semicolon(hit: Hit, contents: tuple[Chars, ...]) -> tuple[Chars, ...]:
    """ "A wanted X; B, C said, wants Y": what stands before a semicolon is not what the cue is set into."""
    tree, cue = hit.tree, cue_tokens(hit)
    first = tree.sentences[tree.sentence[hit.head]][0]
    parted = next(
        (t for t in range(cue[0] - 1, first, -1) if tree.words[t] == ";" and tree.quote[t] == hit.quoted), None
    )
    if parted is None:
        return contents
    edge = tree.end[parted]
    while edge < len(tree.line) and tree.line[edge].isspace():
        edge += 1
    cut = ((max(a, edge), b) for a, b in contents if b > edge)
    return tuple((a, b) for a, b in cut if any(c.isalnum() for c in tree.line[a:b]))


def without_contrast(hit: Hit, contents: tuple[Chars, ...]) -> tuple[Chars, ...]:
    """ "P, a dit l'armée, alors que des témoins parlent d'une école": what contrasts with P is the report's."""
    tree, cue = hit.tree, cue_tokens(hit)
    kept = []
    for a, b in _parted(hit, contents):
        first = next((t for t in range(len(tree)) if tree.begin[t] >= a), 0)
        meanwhile = tree.lower[first] in tree.grammar.word("meanwhile") and tree.pos[first] == "SCONJ"
        joint = contrasts(tree, first) and tree.pos[first] != "CCONJ"
        joint = joint or tree.lower[first] in tree.grammar.word("then")
        if a < tree.end[cue[-1]] or not (joint or meanwhile):
            kept.append((a, b))
    return tuple(kept)


def _rest(hit: Hit) -> list[int]:
    return [t for k in _resumed(hit) for t in hit.tree.subtree(k)]


def _comma_between(tree: Tree, last: int, hit: Hit) -> bool:
    first = min(cue_tokens(hit))
    spaced = any(tree.words[t] in ",–—-" and not _hyphen(tree, t) for t in range(last, first))
    return last > first or spaced or any(tree.words[t] in CLOSING for t in range(last, first))


def _hyphen(tree: Tree, t: int) -> bool:
    """A mark inside a word: "Rep. Paul Holt (R | - | WI) said"."""
    return tree.words[t] == "-" and t > 0 and tree.begin[t] == tree.end[t - 1]


def _delimited(hit: Hit) -> bool:
    """Is the cue's clause set off by commas, dashes or the sentence's ends?"""
    tree = hit.tree
    branch = tree.subtree(hit.head)
    before = branch[0] - 1
    first_mark = tree.punct(branch[0]) or (before >= 0 and tree.punct(before))
    return first_mark or branch[0] == tree.sentences[tree.sentence[hit.head]][0]


def _own_object(hit: Hit) -> bool:
    """Has the cue an object that is not its addressee nor its inverted subject?"""
    tree = hit.tree
    after = [k for k in hit.kids("object") if k > hit.head and tree.quote[k] < 0]
    return bool(after) and "object" not in hit.entry.to and bool(hit.kids("subject"))
