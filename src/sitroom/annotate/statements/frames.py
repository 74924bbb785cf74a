"""Indirect and mixed statements: what a cue's complement in the parse says.

Each frame is a small function from a hit to the tokens of its content; the order below is the order of trial,
and the first frames that fit are taken (a clause beats an object).

Deliberately not here: quotations that adjoin a cue (direct.py), and prepositions such as "selon" (selon.py).
"""

from __future__ import annotations

from collections.abc import Callable

from sitroom.annotate.statements.drafts import Chars, Draft, merge, spans_of
from sitroom.annotate.statements.hits import Hit, after_quotation, cue_tokens, is_passive, stray_auxiliary
from sitroom.annotate.statements.sources import (
    Phrase,
    addressees_of,
    adjacent_subject,
    inverted_subject,
    leading_subject,
    source_of,
)
from sitroom.annotate.statements.tree import Tree

INVERTING = (
    "insert",
    "insert_position",
    "quote",
    "quote_open",
    "introduced",
    "clause",
)  # rules whose cue may stand before its subject


def frame_draft(hit: Hit) -> Draft | None:
    """The statement a cue makes with its own complement, or None."""
    if hit.entry.unless and any(hit.tree.lemma[t] in hit.entry.unless for t in hit.tree.subtree(hit.head)):
        return None
    for name, frame, finder, score in FINDERS:
        if not hit.has(frame):
            continue
        if name == "object" and "object" in hit.entry.to:
            found = _preposition(hit)  # warned residents of a flood: not the residents
            if found:
                return found
        contents = finder(hit)
        if contents:
            return make_draft(hit, name, contents, score)
    return _preposition(hit)


def make_draft(hit: Hit, rule: str, contents: tuple[Chars, ...], score: float = 0.8) -> Draft:
    """A draft with cue, source and addressees filled in. The source may not lie in the content."""
    cue = cue_tokens(hit)
    source = source_of(hit)
    if source is not None and any(a < source.end and source.start < b for a, b in contents):
        source = None
    if source is None and hit.kind == "verb" and not is_passive(hit) and (rule in INVERTING or finite(hit)):
        source = _beside(hit, rule, contents, cue)
    whole = (min(a for a, _ in contents), max(b for _, b in contents)) if contents else None
    addressees = addressees_of(hit, whole if len(contents) == 1 else None, source)
    addressees = [_before(hit.tree, p, contents) for p in addressees]
    addressees = [p for p in addressees if p.start < p.end and not any(a < p.end and p.start < b for a, b in contents)]
    return Draft(hit.tree, rule, score, contents, hit, (cue[0], cue[-1]), source, addressees=tuple(addressees))


def _before(tree: Tree, phrase: Phrase, contents: tuple[Chars, ...]) -> Phrase:
    """An addressee cut off where the content starts: "warned residents of a flood"."""
    starts = [a for a, _ in contents if phrase.start < a < phrase.end]
    if not starts:
        return phrase
    tokens = [t for t in range(len(tree)) if phrase.start <= tree.begin[t] < min(starts)]
    while len(tokens) > 1 and (tree.pos[tokens[-1]] in ("ADP", "SCONJ") or tree.punct(tokens[-1])):
        tokens = tokens[:-1]
    return Phrase(phrase.head, phrase.start, tree.end[tokens[-1]], phrase.how)


def _beside(hit: Hit, rule: str, contents: tuple[Chars, ...], cue: tuple[int, ...]) -> Phrase | None:
    """A source that only position shows: the phrase right after an inverted cue, or right before the cue."""
    tree = hit.tree
    before = [b for a, b in contents if b <= tree.begin[cue[0]]]
    options = []
    start = tree.sentences[tree.sentence[hit.head]][0]
    opening = all(tree.punct(t) or tree.pos[t] in ("ADV", "CCONJ", "INTJ") for t in range(start, cue[0]))
    if (finite(hit) or opening) and (before or opening or _as_inserted(hit)) and rule in INVERTING:
        options.append(inverted_subject(hit))
    if before:
        start = next((t for t in range(start, cue[0]) if tree.begin[t] >= max(before)), cue[0])
    options.append(adjacent_subject(hit, start))
    if finite(hit):
        options.append(leading_subject(hit, start))
    for found in options:
        if found is not None and not any(a < found.end and found.start < b for a, b in contents):
            return found
    return None


def _clause(hit: Hit) -> tuple[Chars, ...]:
    """A finite clause after the cue, with what the parser hung beside it though it belongs in it."""
    tree = hit.tree
    role = "clause" if hit.kind != "noun" else "noun_clause"
    heads = [k for k in hit.kids(role) if k > max(hit.words) and not _is_infinitive(tree, k)]
    if hit.kind == "noun":
        heads = [k for k in heads if _marked(tree, k)]
        after = max(hit.words) + 1
        if not heads and after < len(tree) and tree.lower[after] in tree.grammar.word("complementizer"):
            heads = [tree.head[after]] if tree.is_(after, "mark") and tree.head[after] > after else []
    if hit.kind == "verb":
        heads += [k for k in hit.kids("clause_like") if k > hit.head and _marked(tree, k)]
    heads += _facts(hit) if hit.kind == "verb" and not heads else []
    if not heads:
        return ()
    head = min(heads)
    tokens = [t for t in _extended(hit, head) if t > max(hit.words)]
    return spans_of(tree, _without_rivals(hit, head, tokens), inside=hit.quoted)


def _clause_position(hit: Hit) -> tuple[Chars, ...]:
    """A clause that the parser lost, by position: cue, perhaps an addressee or a time, then a complementizer.

    "a averti les habitants que la digue pouvait céder" comes out as a relative clause of the addressee.
    """
    tree = hit.tree
    if hit.kind != "verb" or hit.kids("clause"):
        return ()
    at, stop = max(cue_tokens(hit)) + 1, tree.sentences[tree.sentence[hit.head]][1]
    objects = {t for k in hit.kids("object") for t in tree.subtree(k)} if "object" in hit.entry.to else set()
    for t in range(at, min(stop - 2, at + 14)):
        if tree.quote[t] != hit.quoted or tree.words[t] in ";:.":
            return ()
        if tree.lower[t] in tree.grammar.word("complementizer") and tree.dep[t] not in tree.grammar["determiner"]:
            break
        preface = tree.lower[t] in tree.grammar.word("that_which")  # à ce que, de ce que
        if tree.pos[t] in ("VERB", "AUX", "SCONJ", "PRON") and not tree.is_(t, "dative") and not preface:
            return ()
        if tree.pos[t] in ("NOUN", "PROPN") and t not in objects and not _beside_content(tree, t):
            return ()
    else:
        return ()
    heads = [h for h in (tree.head[t],) if h > t and tree.pos[h] in ("VERB", "AUX", "ADJ", "NOUN")]
    tokens = [u for u in tree.subtree(heads[0]) if u > t] if heads else list(range(t + 1, stop))
    return spans_of(tree, _without_rivals(hit, heads[0] if heads else t, tokens), inside=hit.quoted)


def _beside_content(tree: Tree, token: int) -> bool:
    """A noun that may stand between cue and clause: a time, an addressee or place with its preposition."""
    cased = any(tree.is_(k, "case") for k in tree.kids[token]) or tree.is_(token, "prep_object")
    return cased or tree.lower[token] in tree.grammar.word("time_between")


def _facts(hit: Hit) -> list[int]:
    """ "a insisté sur le fait que ...": the clause after "fait que", wherever the parser hung it."""
    tree, nouns = hit.tree, hit.tree.grammar.word("fact_noun")
    stop = min(tree.sentences[tree.sentence[hit.head]][1], hit.head + 12)
    for t in range(hit.head + 1, stop - 1):
        if tree.lower[t] in nouns and tree.lower[t + 1] in tree.grammar.word("complementizer"):
            clause = tree.head[t + 1]
            return [clause] if clause > t + 1 else []
    return []


def _extended(hit: Hit, head: int) -> list[int]:
    """The subtree of a complement, and siblings after it that only a parser would hang on the cue."""
    tree = hit.tree
    tokens = tree.subtree(head)
    for w in hit.words:
        for k in tree.kids[w]:
            nominal = tree.is_(k, "conjunct") and tree.pos[k] in ("NOUN", "PROPN", "PRON")
            if k > tokens[-1] and (nominal or (tree.is_(k, "swallowed") and not _starts_other_cue(tree, k))):
                tokens = sorted({*tokens, *tree.subtree(k)})
    return tokens


def _without_rivals(hit: Hit, head: int, tokens: list[int]) -> list[int]:
    """Leave out a coordinated clause with a subject and cue of its own ("warned that ..., and Holt said ...")."""
    tree = hit.tree
    for k in tree.children(head, "conjunct"):
        if tree.lemma[k] not in tree.grammar.word("rival") or _marked(tree, k) or tree.quote[k] >= 0:
            continue
        branch = tree.subtree(k)
        before = [t for t in range(max(head, branch[0] - 3), branch[0]) if tree.punct(t)]
        if before and any(c < k for c in tree.children(k, "subject")):
            tokens = [t for t in tokens if t < before[0]]
    return tokens


def _starts_other_cue(tree: Tree, token: int) -> bool:
    """Does the branch start after a comma (it then goes with the cue as often as not)?"""
    first = min(tree.subtree(token))
    return first > 0 and tree.words[first - 1] in ",;:–—-" and tree.words[first - 1] != ""


def _marked(tree: Tree, token: int) -> bool:
    """Does a complementizer introduce this clause?"""
    words = tree.grammar.word("complementizer") | tree.grammar.word("question")
    return any(tree.lower[k] in words for k in tree.kids[token] if k < token and not tree.is_(k, "subject"))


def _is_infinitive(tree: Tree, token: int) -> bool:
    """Is the clause headed by this token an infinitive or gerund: no finite verb, or a "to" with it?"""
    markers = tree.grammar.word("infinitive_marker")
    if any(tree.lower[k] in markers and k < token for k in tree.kids[token] if tree.pos[k] in ("PART", "ADP")):
        return True
    aux = [k for k in tree.kids[token] if tree.is_(k, "auxiliary")]
    forms = [tree.morph(k, "VerbForm") for k in aux]
    if "Fin" in forms or any(f == "" for f in forms):  # "wo" of "won't" has no form
        return False
    if tree.tag(token) == "VBG" and not aux and tree.is_(token, "infinitive"):
        return True  # proposed enforcing a ban
    return "Inf" in (tree.morph(token, "VerbForm"), *forms)


def _infinitive(hit: Hit) -> tuple[Chars, ...]:
    """An infinitive, without its marker ("to", "de") and without the one it is addressed to."""
    tree = hit.tree
    roles = ("infinitive", "clause", "clause_like") if hit.kind != "noun" else ("noun_infinitive",)
    heads = sorted({k for r in roles for k in hit.kids(r) if k > max(hit.words) and _is_infinitive(tree, k)})
    heads = [h for h in heads if not tree.is_(h, "clause_like") or _starts_with_marker(tree, h)]
    if not heads and hit.entry.to and hit.kind == "verb":  # "a reproché à la direction de mentir": hung on the noun
        nouns = [k for w in hit.words for k in tree.kids[w] if k > w and tree.pos[k] in ("NOUN", "PROPN", "PRON")]
        heads = [i for n in nouns for i in tree.children(n, "noun_infinitive") if _is_infinitive(tree, i)]
    if not heads:
        return ()
    tokens = tree.subtree(heads[0])
    markers = tree.grammar.word("infinitive_marker")
    own_subject = [k for k in tree.children(heads[0], "subject") if k < heads[0]]
    if own_subject and "object" not in hit.entry.to:
        return spans_of(tree, tokens, inside=hit.quoted)
    skip = {t for k in own_subject for t in tree.subtree(k)}
    tokens = [t for t in tokens if t not in skip]
    while tokens and (tree.lower[tokens[0]] in markers or tree.punct(tokens[0])) and tree.quote[tokens[0]] < 0:
        tokens = tokens[1:]
    return spans_of(tree, tokens, inside=hit.quoted)


def _starts_with_marker(tree: Tree, head: int) -> bool:
    """ "de partir" or "partir", but not "avant de partir", "pour partir"."""
    first = tree.subtree(head)[0]
    plain = first == head or tree.is_(first, "auxiliary") or tree.is_(first, "cue_part")
    return plain or tree.lower[first] in tree.grammar.word("infinitive_marker") or tree.is_(head, "infinitive")


def _as(hit: Hit) -> tuple[Chars, ...]:
    """Object and predicate: "called the plan a mistake"."""
    return _predication(hit, only_quoted=False)


def _as_quoted(hit: Hit) -> tuple[Chars, ...]:
    """Object and a predicate in quotation marks: "a qualifié la réunion de « constructive »"."""
    return _predication(hit, only_quoted=True) or _linear_predicate(hit)


def _predication(hit: Hit, only_quoted: bool) -> tuple[Chars, ...]:
    tree = hit.tree
    objects = [k for k in hit.kids("object") if k > hit.head] or hit.kids("object")
    marks = tree.grammar.word("as")
    for k in sorted({c for w in hit.words for c in tree.kids[w]} | {c for o in objects for c in tree.kids[o]}):
        if k <= hit.head or k in objects or tree.punct(k):
            continue
        branch = tree.subtree(k)
        introduced = tree.lower[k] in marks or (k not in tree.grammar.word("as") and tree.lower[branch[0]] in marks)
        quoted = tree.quote[k] >= 0 and tree.quote[k] != hit.quoted
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
            return merge((*spans_of(tree, list(range(max(hit.words) + 1, t + bare))), *spans_of(tree, quote)))
    return ()


def _object_and(tree: Tree, objects: list[int], branch: list[int]) -> tuple[Chars, ...]:
    """Spans of the object and of the predicate; one span where nothing but a blank divides them."""
    parts = spans_of(tree, branch)
    for o in objects[:1]:
        own = [t for t in tree.subtree(o) if t not in set(branch)]
        left = [t for t in own if not branch or t < branch[0]] or own
        while left and (tree.pos[left[-1]] == "ADP" or tree.lower[left[-1]] in tree.grammar.word("as")):
            left = left[:-1]
        parts = (*spans_of(tree, left), *parts)
    joined: list[Chars] = []
    for a, b in sorted(parts):
        if joined and not tree.line[joined[-1][1] : a].strip():
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    return tuple(joined)


def _object(hit: Hit) -> tuple[Chars, ...]:
    """A noun phrase as content, with all that hangs on it."""
    tree = hit.tree
    heads = [k for k in hit.kids("object") if k > hit.head and _nominal(tree, k)]
    if not heads and hit.kids("aux_passive"):
        heads = hit.kids("subject_passive")
    if not heads and hit.kind == "verb" and tree.dep[hit.head] in tree.grammar["adnominal"]:
        return ()
    if not heads:
        return ()
    tokens = tree.subtree(heads[0])
    if heads[0] > hit.head:
        tokens = [t for t in _extended(hit, heads[0]) if t > hit.head]
    return spans_of(tree, tokens, inside=hit.quoted)


def _nominal(tree: Tree, token: int) -> bool:
    """A noun, or a word tagged otherwise that has a determiner."""
    return tree.pos[token] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") or bool(tree.children(token, "determiner"))


def _quoted_object(hit: Hit) -> tuple[Chars, ...]:
    """A noun phrase, or any complement, that is at least partly in quotation marks."""
    tree = hit.tree
    for k in sorted({c for w in hit.words for c in tree.kids[w]}):
        if k <= hit.head or tree.punct(k) or not tree.is_(k, "complement"):
            continue
        tokens = tree.subtree(k)
        if any(tree.quote[t] >= 0 and tree.quote[t] != hit.quoted for t in tokens):
            while tokens and tree.pos[tokens[0]] == "ADP" and tree.quote[tokens[0]] < 0:
                tokens = tokens[1:]
            return spans_of(tree, tokens, inside=hit.quoted)
    return ()


def _speech_object(hit: Hit) -> tuple[Chars, ...]:
    """A noun phrase headed by a noun of saying or feeling ("a exprimé son soutien à Israël")."""
    tree = hit.tree
    nouns = tree.grammar.word("gist_noun")
    for k in hit.kids("object"):
        group = [k, *tree.children(k, "conjunct")]
        if k > hit.head and any(tree.lemma[n] in nouns or tree.lower[n] in nouns for n in group):
            return spans_of(tree, _extended(hit, k), inside=hit.quoted)
    return ()


def _preposition(hit: Hit) -> Draft | None:
    """A prepositional complement: "accused her of lying", "called for calm", "a appelé au calme"."""
    tree = hit.tree
    wanted = [f.removeprefix("prep:") for f in hit.entry.frames if f.startswith("prep:")]
    if not wanted:
        return None
    groups = list(hit.words) + [o for w in hit.words for o in tree.children(w, "object")]
    if hit.kind == "noun" and tree.is_(hit.head, "object"):  # "made reference to": the parser hangs "to" on the verb
        groups.append(tree.head[hit.head])
    for w in groups:
        for k in tree.kids[w]:
            tokens = _after_preposition(tree, k, wanted, hit) if k > min(hit.words) else None
            if tokens:
                contents = spans_of(tree, tokens, inside=hit.quoted)
                if contents:
                    return make_draft(hit, "preposition", contents)
    return None


def _after_preposition(tree: Tree, k: int, wanted: list[str], hit: Hit) -> list[int] | None:
    if tree.pos[k] in ("ADP", "SCONJ") and tree.lower[k] in wanted:
        return [t for t in tree.subtree(k) if t > k]
    first = next((c for c in tree.kids[k] if tree.is_(c, "case") or tree.is_(c, "mark")), None)
    if first is None or first > k:
        return None
    if any(tree.lower[first] in {w, *tree.grammar.word("form:" + w)} for w in wanted):
        return [t for t in tree.subtree(k) if t > first]
    return None


def _insert(hit: Hit) -> tuple[Chars, ...]:
    """The sentence a cue is set into, or stands after: "The bridge, she said, is closed."."""
    tree = hit.tree
    if (
        not finite(hit)
        or is_passive(hit)
        or _own_object(hit)
        or any(tree.lower[k] in tree.grammar.word("who") for k in hit.kids("subject"))
    ):
        return ()
    if any(k > hit.head and _is_infinitive(tree, k) for k in hit.kids("infinitive")):
        return ()
    if any(tree.pos[k] == "CCONJ" and k < hit.head for k in tree.kids[hit.head]):
        return ()  # "dénonce X et réclame Y": coordinated, not set in
    left = [k for k in hit.kids("clause") if k < min(hit.words) and not _marked(tree, k)]
    if left and _comma_between(tree, tree.subtree(left[-1])[-1], hit):
        return spans_of(tree, tree.subtree(left[-1]), cut=_cue_clause(hit, left[-1]), inside=hit.quoted)
    head = tree.head[hit.head]
    if head == hit.head or not tree.is_(hit.head, "inserted") or hit.kids("mark_any"):
        return () if not _as_inserted(hit) else _host(hit)
    if not _delimited(hit):
        return ()
    return _host(hit)


def finite(hit: Hit) -> bool:
    """Is the cue a finite verb, not a participle or infinitive of its own?"""
    tree = hit.tree
    if tree.pos[hit.head] not in ("VERB", "AUX") or after_quotation(tree, hit.head):
        return True
    if tree.morph(hit.head, "VerbForm") == "Fin" or hit.kids("auxiliary") or tree.head[hit.head] == hit.head:
        return True
    return stray_auxiliary(hit) is not None


def _own_object(hit: Hit) -> bool:
    """Has the cue an object that is not its addressee nor its inverted subject?"""
    tree = hit.tree
    after = [k for k in hit.kids("object") if k > hit.head and tree.quote[k] < 0]
    return bool(after) and "object" not in hit.entry.to and bool(hit.kids("subject"))


def _as_inserted(hit: Hit) -> bool:
    """ "as she said", "comme l'a dit le maire"."""
    tree = hit.tree
    words = tree.grammar.word("as_clause")
    own = [k for w in hit.words for k in tree.kids[w] if k < hit.head]
    return tree.head[hit.head] != hit.head and any(tree.lower[k] in words for k in own) and not hit.kids("clause")


def _host(hit: Hit) -> tuple[Chars, ...]:
    tree = hit.tree
    host = tree.head[hit.head]
    while tree.pos[host] not in ("VERB", "AUX", "ADJ") and tree.head[host] != host:
        host = tree.head[host]
    cut = set(tree.subtree(hit.head))
    if host in cut or (hit.quoted >= 0 and tree.quote[host] != hit.quoted):
        return ()
    tokens = [t for t in tree.subtree(host) if t not in cut]
    kept = cut - {t for t in cut if tree.quote[t] >= 0 and tree.quote[t] != hit.quoted}
    return spans_of(tree, tokens, cut=kept, inside=hit.quoted)


def _cue_clause(hit: Hit, content: int) -> set[int]:
    """Tokens of the cue's own clause: everything under it but its content."""
    inside = set(hit.tree.subtree(content))
    return {t for t in hit.tree.subtree(hit.head, without={content}) if t not in inside}


def _comma_between(tree: Tree, last: int, hit: Hit) -> bool:
    first = min(cue_tokens(hit))
    return last > first or any(tree.words[t] in ",–—-" or tree.words[t] in MARKED for t in range(last, first))


MARKED = "»”\"?!'’"


def _insert_position(hit: Hit) -> tuple[Chars, ...]:
    """The sentence before an inverted cue, where the parse lost it: "Six cents postes, rétorque le syndicat."."""
    tree = hit.tree
    cue = cue_tokens(hit)
    inverts = tree.grammar.word("clitic_subject")
    before = cue[0] - 1
    while before >= 0 and tree.lower[before] in tree.grammar.word("clitic_object"):
        before -= 1
    if not inverts or before < 1 or tree.words[before] not in (",", "–", "—") or hit.kind != "verb" or is_passive(hit):
        return ()
    if not finite(hit) or hit.kids("clause") or any(k < hit.head for k in hit.kids("subject")):
        return ()
    clitic = any(tree.words[t].startswith("-") for t in cue)
    subject = None if clitic else inverted_subject(hit)
    if not clitic and (subject is None or any(tree.pos[t] == "CCONJ" for t in tree.kids[hit.head] if t < hit.head)):
        return ()
    sentence = tree.sentence[before - 1]
    first, last = tree.sentences[sentence][0], tree.sentences[tree.sentence[cue[-1]]][1]
    if last - first > 150 or tree.quote[before - 1] >= 0:
        return ()
    if not clitic and not any(tree.morph(t, "VerbForm") == "Fin" for t in range(first, before)):
        return ()  # "Paul Vernat, chef du mouvement, a nié ..." is no inversion
    end = next((t for t in range(cue[-1] + 1, len(tree)) if subject is None or tree.begin[t] >= subject.end), len(tree))
    rest = list(range(end, last))
    verbs = any(tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") == "Fin" for t in rest)
    if not (rest and tree.words[rest[0]] == "," and verbs and len(rest) > 2):
        rest = []
    cut = set(range(before, end))
    return spans_of(tree, [*range(first, before), *rest], cut=cut)


def _delimited(hit: Hit) -> bool:
    """Is the cue's clause set off by commas, dashes or the sentence's ends?"""
    tree = hit.tree
    branch = tree.subtree(hit.head)
    before = branch[0] - 1
    first_mark = tree.punct(branch[0]) or (before >= 0 and tree.punct(before))
    return first_mark or branch[0] == tree.sentences[tree.sentence[hit.head]][0]


# rule, the frame a cue must have for it, finder, score
FINDERS: tuple[tuple[str, str, Callable[[Hit], tuple[Chars, ...]], float], ...] = (
    ("clause", "clause", _clause, 0.85),
    ("insert", "insert", _insert, 0.8),
    ("insert_position", "insert", _insert_position, 0.7),
    ("clause_position", "clause", _clause_position, 0.65),
    ("as_quoted", "as_quoted", _as_quoted, 0.8),
    ("as", "as", _as, 0.7),
    ("infinitive", "infinitive", _infinitive, 0.75),
    ("speech", "speech", _speech_object, 0.75),
    ("quoted", "quoted", _quoted_object, 0.75),
    ("object", "object", _object, 0.65),
)
