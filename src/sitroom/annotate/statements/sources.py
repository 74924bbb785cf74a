"""Who is the source of a cue, and to whom it speaks: noun phrases taken from the parse.

A source is looked for where the cue's own subject stands, then where the parser hides it (inverted subjects come out
as objects), then in the clause that governs the cue (coordination, participles, infinitives, relative clauses).
"""

from __future__ import annotations

from dataclasses import dataclass

from sitroom.annotate.statements.hits import Hit, cue_tokens, is_passive, stray_auxiliary
from sitroom.annotate.statements.tree import Tree

STEPS = 6  # how many clauses up a source is looked for


@dataclass(frozen=True)
class Phrase:
    """A noun phrase: its head token and its characters in the line. `how` says which rule found it."""

    head: int
    start: int
    end: int
    how: str


def source_of(hit: Hit) -> Phrase | None:
    """The source of a verb, noun or adjective cue, or None."""
    if hit.kind == "noun":
        taken = {f.removeprefix("prep:") for f in hit.entry.frames if f.startswith("prep:")}
        return _of_noun(hit.tree, hit.head, set(hit.words), taken)
    if hit.kind == "adjective":
        return _of_verb(hit.tree, hit.head, hit.words, passive=False)
    stray = stray_auxiliary(hit)
    if stray is not None:
        own = _subject(hit.tree, [stray, hit.tree.head[stray]], first=True)
        if own is not None and own.end <= hit.tree.begin[stray]:
            return own
        return adjacent_subject(hit, hit.tree.sentences[hit.tree.sentence[hit.head]][0], stray)
    passive = is_passive(hit) and not ("stative" in hit.entry.frames and hit.kids("subject_passive"))
    if not passive and is_passive(hit):
        return phrase(hit.tree, hit.kids("subject_passive")[-1], "subject")
    return _of_verb(hit.tree, hit.head, hit.words, passive)


def _of_verb(tree: Tree, verb: int, words: tuple[int, ...], passive: bool) -> Phrase | None:
    if passive:
        return _agent(tree, words)
    here, own, steps = verb, list(words), 0
    while steps < STEPS:
        subject = _subject(tree, own, first=steps == 0)
        if subject is not None:
            return subject
        up = _up(tree, here)
        if isinstance(up, Phrase) or up is None:
            return up
        while tree.quote[up] != tree.quote[verb] and tree.head[up] != up:
            up = tree.head[up]  # hung on a verb inside the quotation it introduces
        here, own, steps = up, [up], steps + 1
    return None


def _subject(tree: Tree, words: list[int], first: bool) -> Phrase | None:
    """The subject among the children of a verb's words; the passive one counts when the verb merely controls."""
    roles = ("subject", "subject_clitic") if first else ("subject", "subject_passive", "subject_clitic")
    impersonal = any(tree.children(w, "clause") for w in words) or not first
    copular = any(tree.lemma[w] in tree.grammar.word("copula") for w in words) and not first
    expletive = tree.grammar.word("expletive") if impersonal and (copular or not _quoting(tree, words)) else frozenset()
    clitics = tree.grammar.word("clitic_subject")
    for w in words if clitics else ():
        for k in range(max(0, w - 3), min(len(tree), w + 3)):
            if tree.words[k].startswith("-") and tree.lower[k].lstrip("-") in clitics:
                return phrase(tree, k, "inverted")
    for role in roles:
        for w in words:
            options = [k for k in tree.children(w, role) if tree.quote[w] >= 0 or tree.quote[k] < 0]
            if role == "subject_clitic":
                options = [k for k in options if k < w and tree.lower[k] in tree.grammar.word("clitic_subject")]
            before = [k for k in options if k < w]
            for k in [*reversed(before), *options]:  # nearest first: a dateline may be taken for a subject too
                if tree.words[k] != "-t" and tree.lower[k].lstrip("-") not in expletive:
                    return _antecedent(tree, w, k) or _with_first(
                        tree, with_name(tree, phrase(tree, k, "subject")), options
                    )
    return None


def _with_first(tree: Tree, found: Phrase, options: list[int]) -> Phrase:
    """ "La CGT et SUD": both, where the parser made them two subjects."""
    for k in options:
        first = phrase(tree, k, "subject")
        between = tree.line[first.end : found.start].split()
        if (
            first.end < found.start
            and len(between) == 1
            and any(tree.pos[t] == "CCONJ" and first.end <= tree.begin[t] < found.start for t in range(k, found.head))
        ):
            return Phrase(found.head, first.start, found.end, found.how)
    return found


def _antecedent(tree: Tree, verb: int, subject: int) -> Phrase | None:
    """ "La Hongrie, qui avait menacé": Hungary; a pack may keep pronouns that are sources themselves (who)."""
    relative = tree.lower[subject] in tree.grammar.word("who") - tree.grammar.word("relative_source")
    for up in (verb, *list(tree.ancestors(verb))[:3]) if relative else ():
        if tree.is_(up, "relative") and tree.pos[tree.head[up]] in ("NOUN", "PROPN", "PRON") and tree.head[up] < verb:
            return phrase(tree, tree.head[up], "antecedent", without={up})
    return just_before(tree, subject) if relative else None


def just_before(tree: Tree, relative: int) -> Phrase | None:
    """The noun phrase that ends right before a relative pronoun (and its comma), where the parse lost it."""
    at = relative - 1
    while at > 0 and (tree.words[at] in (",", ")") or tree.pos[at] == "SPACE"):
        at = _before_bracket(tree, at) if tree.words[at] == ")" else at - 1
    if at < 0 or tree.pos[at] not in ("NOUN", "PROPN", "ADJ") or tree.quote[at] != tree.quote[relative]:
        return None
    head = at
    for up in tree.ancestors(at):
        if up > at or tree.pos[up] not in ("NOUN", "PROPN") or any(tree.words[t] in ";:" for t in range(up, at)):
            break
        head = up
    found = phrase(tree, head, "antecedent")
    end = min(found.end, tree.begin[relative])
    return Phrase(head, found.start, end, "antecedent") if found.start < end else None


def _before_bracket(tree: Tree, at: int) -> int:
    """From a closing bracket to the token before the opening one."""
    for t in range(at - 1, max(-1, at - 12), -1):
        if tree.words[t] == "(":
            return t - 1
    return at - 1


def _up(tree: Tree, verb: int) -> int | Phrase | None:
    """From a verb without subject to the verb whose subject it shares, or to the phrase that is its source."""
    head, dep = tree.head[verb], tree.dep[verb]
    if head == verb:
        return None
    if dep in tree.grammar["adnominal"] and tree.pos[head] in ("NOUN", "PROPN", "PRON"):
        return _from_noun(tree, verb, head)
    if dep in tree.grammar["relative"]:
        return phrase(tree, head, "antecedent", without={verb})
    if dep in tree.grammar["infinitive"] and tree.pos[head] in ("VERB", "AUX"):
        controlled = [k for k in tree.children(head, "object") if k < verb]
        if tree.lemma[head] in tree.grammar.word("object_control") and controlled and not _is_passive_verb(tree, head):
            return phrase(tree, controlled[-1], "controlled")
        return head
    if tree.pos[head] == "ADP":  # by saying, after denying
        return _governing_verb(tree, head)
    if dep in tree.grammar["modifier"] and head < verb and tree.pos[head] in ("NOUN", "PROPN"):
        return phrase(tree, head, "participle", without={verb})  # residents wary of the plan
    if trailing_participle(tree, verb) and tree.is_(head, "clause"):
        return tree.head[head]
    if dep in tree.grammar["shares_subject"]:
        if dep in tree.grammar["conjunct"] and tree.pos[head] not in ("VERB", "AUX", "ADJ", "NOUN"):
            return None
        return head
    return None


def trailing_participle(tree: Tree, verb: int) -> bool:
    """A participle of saying after a comma: ", adding that ...", ", soulignant que ..."."""
    if tree.lemma[verb] not in tree.grammar.word("rival") or tree.children(verb, "auxiliary"):
        return False
    if tree.morph(verb, "VerbForm") != "Part" or tree.morph(verb, "Tense") == "Past":
        return False
    first = min([*tree.kids[verb], verb])
    return tree.words[first] == "," or (first > 0 and tree.words[first - 1] == ",")


def _from_noun(tree: Tree, verb: int, noun: int) -> int | Phrase | None:
    """A participle or infinitive that hangs on a noun: the noun speaks, or whoever the noun is about."""
    first = min([*tree.kids[verb], verb])
    if any(tree.morph(k, "VerbForm") == "Fin" for k in tree.children(verb, "auxiliary")):
        return None  # a finite verb hung on a noun by mistake: position finds its subject
    loose = first > 0 and tree.words[first - 1] == "," and not tree.is_(noun, "subject")
    if loose and _governing_verb(tree, noun) is not None:  # "..., a-t-il dit à Paul, soulignant que": not Paul
        return _governing_verb(tree, noun)
    infinitive = any(tree.lower[k] in tree.grammar.word("infinitive_marker") for k in tree.kids[verb] if k < verb)
    spoken_to = tree.is_(noun, "prep_object") and tree.lower[tree.head[noun]] in tree.grammar.word("toward")
    if (
        infinitive or spoken_to or tree.lemma[noun] in tree.grammar.word("mute")
    ):  # takes turns rebutting, takes pains to say, a chance to say
        return _governing_verb(tree, noun)
    if tree.lemma[noun] in tree.grammar.word("speech_noun"):
        return _of_noun(tree, noun, {verb}) or phrase(tree, noun, "document", without={verb})
    return phrase(tree, noun, "participle", without={verb})


def _governing_verb(tree: Tree, token: int) -> int | None:
    """The verb above a preposition or noun, through further nouns and prepositions."""
    for up in tree.ancestors(token):
        if tree.pos[up] in ("VERB", "AUX"):
            return up
        if tree.pos[up] not in ("ADP", "NOUN", "PROPN"):
            return None
    return None


def _is_passive_verb(tree: Tree, verb: int) -> bool:
    return bool(tree.children(verb, "subject_passive"))


def _quoting(tree: Tree, words: list[int]) -> bool:
    """Is a verb of saying, whose "it" is somebody (it said)? Verbs of seeming are not in the lexicon."""
    return any(tree.pos[w] == "VERB" and not tree.children(w, "aux_passive") for w in words)


def adjacent_subject(hit: Hit, first: int, before: int | None = None) -> Phrase | None:
    """The noun phrase right before a cue whose subject the parser lost: "...", Holt said, "..."; not before `first`."""
    tree = hit.tree
    edge = before if before is not None else min(cue_tokens(hit))
    at = edge - 1
    clitics = tree.grammar.word("clitic_object")
    while at >= first and (tree.pos[at] in ("ADV", "AUX") or tree.is_(at, "cue_part") or tree.lower[at] in clitics):
        at -= 1
    if at > first and tree.words[at] == ")":
        at = _before_bracket(tree, at)
    if at < first or tree.quote[at] != hit.quoted:
        return None
    numbered = tree.pos[at] in ("NUM", "ADJ") and at > first and tree.pos[at - 1] in ("DET", "PUNCT", "NOUN")
    if tree.pos[at] not in ("NOUN", "PROPN", "PRON") and not numbered:
        name = tree.words[at].istitle() and tree.pos[at] in ("VERB", "ADJ", "X", "INTJ") and len(tree.words[at]) > 2
        return Phrase(at, tree.begin[at], tree.end[at], "adjacent") if name and at == first else None
    if tree.lower[at] in tree.grammar.word("time_between") or tree.lower[at] in tree.grammar.word("question"):
        return None
    head, start = at, at
    for up in tree.ancestors(at):
        if up < first or up > at or tree.pos[up] not in ("NOUN", "PROPN", "PRON"):
            break
        if any(tree.words[t] in ",;:" for t in range(up, at)):
            break
        head = up
    found = phrase(tree, head, "adjacent")
    if found.start < tree.begin[first] or found.end > tree.begin[edge]:
        found = Phrase(head, max(found.start, tree.begin[start]), min(found.end, tree.end[at]), "adjacent")
    return found if found.start < found.end else None


def leading_subject(hit: Hit, first: int) -> Phrase | None:
    """The first noun phrase of the clause, where a comma or bracket parts it from the cue: "Mara Holt, 43, said"."""
    tree = hit.tree
    edge = min(cue_tokens(hit))
    if edge - 1 <= first or tree.words[edge - 1] not in (",", ")", "–", "—", "-"):
        return None
    for t in range(first, edge - 1):
        if tree.quote[t] != hit.quoted or tree.pos[t] in ("VERB", "AUX", "SCONJ"):
            return None
        if tree.pos[t] in ("NOUN", "PROPN") and not tree.is_(t, "prep_object") and not tree.is_(t, "oblique"):
            head = t
            while (
                tree.head[head] != head
                and t <= tree.head[head] < edge
                and tree.pos[tree.head[head]] in ("NOUN", "PROPN")
            ):
                head = tree.head[head]
            found = phrase(tree, head, "leading")
            found = Phrase(head, found.start, min(found.end, tree.end[edge - 2]), "leading")
            after = next((u for u in range(t, edge) if tree.begin[u] >= found.end), edge)
            return found if tree.words[after] in (",", "(", "–", "—", "-", ")") and found.start < found.end else None
    return None


def _agent(tree: Tree, words: tuple[int, ...]) -> Phrase | None:
    for w in words:
        for k in tree.children(w, "agent"):
            noun = next(iter(tree.children(k, "prep_object")), None) if tree.pos[k] == "ADP" else k
            if noun is not None:
                return phrase(tree, noun, "agent")
    return None


def _of_noun(tree: Tree, noun: int, without: set[int], taken: set[str] | frozenset[str] = frozenset()) -> Phrase | None:
    """Whose claim it is: possessor, of / by / from phrase, or the subject of the verb it is object of.

    `taken`: prepositions that introduce what the claim is about ("criticism of"), not whose it is.
    """
    for k in tree.children(noun, "possessor"):
        return phrase(tree, k, "possessor")
    for k in tree.kids[noun]:
        if tree.lower[k] in tree.grammar.word("possessive"):
            return phrase(tree, k, "possessor")
    for owner in _owners(tree, noun, taken):
        return phrase(tree, owner, "owner", without=without)
    head = tree.head[noun]
    if tree.pos[head] == "ADP":  # in a statement saying ...
        head = tree.head[head]
    if head != noun and tree.pos[head] in ("VERB", "AUX") and not tree.is_(noun, "subject"):
        return _of_verb(tree, head, (head,), _is_passive_verb(tree, head))
    return None


def _owners(tree: Tree, noun: int, taken: set[str] | frozenset[str]) -> list[int]:
    """Nouns attached to a noun by a preposition of ownership (du maire, by the mayor)."""
    out = []
    owner = tree.grammar.word("owner") - taken
    for k in tree.kids[noun]:
        if tree.pos[k] == "ADP" and tree.lower[k] in owner:
            out += tree.children(k, "prep_object")
        elif tree.is_(k, "noun_modifier"):
            cases = {tree.lower[c] for c in tree.children(k, "case")}
            if cases & owner and tree.pos[k] in ("NOUN", "PROPN", "PRON"):
                out.append(k)
    return out


def inverted_subject(hit: Hit, before: int | None = None) -> Phrase | None:
    """The noun phrase right after a cue set into or after what it reports ("a déclaré un haut responsable").

    The parser calls it an object, an attribute, or hangs it elsewhere, so position decides: no noun, verb or
    comma may stand between cue and phrase. `before`: it must start before this token.
    """
    tree = hit.tree
    at, stop = max(hit.words) + 1, tree.sentences[tree.sentence[hit.head]][1]
    if at == stop and at < len(tree) and not tree.punct(at):  # the parser ended the sentence after the cue
        stop = tree.sentences[tree.sentence[at]][1]
    stop = min(stop, before if before is not None else stop)
    at = _past_phrases(tree, at, stop)
    if at >= stop or tree.pos[at] not in ("NOUN", "PROPN", "PRON"):
        if at < stop and tree.pos[at - 1] == "DET" and not tree.punct(at):
            return phrase(tree, at, "inverted")  # souffle un voisin, tagged as a verb
        at -= 1  # said one of two witnesses; said the 43-year-old
        if at <= max(hit.words) or tree.pos[at] not in ("NUM", "ADJ"):
            return None
    head = at
    while tree.head[head] != head and max(hit.words) < tree.head[head] < stop and tree.pos[tree.head[head]] in (
        "NOUN", "PROPN", "PRON",
    ):  # fmt: skip
        head = tree.head[head]
    return with_name(tree, phrase(tree, head, "inverted"))


def with_name(tree: Tree, found: Phrase) -> Phrase:
    """ "le commissaire à la pêche, Firmin Karel": the name after the comma, where the parser hung it elsewhere."""
    after = next((t for t in range(found.head, len(tree)) if tree.begin[t] >= found.end), len(tree))
    for t in range(after, min(after + 9, len(tree) - 1)):
        if tree.words[t] == ",":
            person = tree.person[t + 1]
            if person and person[0] == t + 1 and not any(tree.pos[u] in ("VERB", "AUX") for u in range(*person)):
                return Phrase(found.head, found.start, tree.end[person[1] - 1], found.how)
            return found
        finite = tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") != "Part"
        if finite or tree.punct(t) or tree.quote[t] >= 0 or tree.person[t] or (t == after and tree.pos[t] == "CCONJ"):
            return found
    return found


def _past_phrases(tree: Tree, at: int, stop: int) -> int:
    """Over adverbs, times and prepositional phrases ("écrit dans une note Simon Ashgrove") to the next noun."""
    begun, determiner = at, -1
    while at < stop:
        determiner = at if tree.pos[at] == "DET" else determiner
        if tree.pos[at] == "ADP" and determiner >= begun and at - 1 > determiner:
            return determiner + 1  # lâche une septuagénaire sur le parvis
        if tree.pos[at] == "ADP" and at - begun <= 12:
            noun = next((t for t in range(at + 1, min(stop, at + 7)) if tree.pos[t] in ("NOUN", "PROPN", "PRON")), None)
            if noun is None or any(tree.punct(t) for t in range(at, noun)):
                return at
            at = noun + 1
            while (at < stop and tree.pos[at] in ("ADJ", "ADV")) or (at < stop and _skippable(tree, at)):
                at += 1
        elif tree.pos[at] in ("ADV", "DET", "ADJ", "NUM") or _skippable(tree, at):
            at += 1
        else:
            return at
    return at


def _skippable(tree: Tree, at: int) -> bool:
    """A time phrase between cue and subject ("a déclaré lundi soir la ministre")."""
    return tree.lower[at].strip(".") in tree.grammar.word("time_between")


def phrase(tree: Tree, head: int, how: str, without: set[int] | None = None) -> Phrase:
    """The noun phrase of a head: determiners, modifiers, coordination and apposition; no clauses."""
    skip = set(without or ())
    todo, own = [head], {head}
    while todo:
        here = todo.pop()
        for k in tree.kids[here]:
            if (
                k in skip
                or not tree.is_(k, "phrase_part")
                or (tree.pos[k] in ("VERB", "AUX") and tree.is_(k, "conjunct"))
            ):
                continue
            own.add(k)
            todo.append(k)
    lo = hi = head
    while lo - 1 in own or (tree.punct(lo - 1) and lo - 2 in own if lo >= 2 else False):
        lo -= 1
    while hi + 1 in own or (hi + 2 in own and tree.punct(hi + 1) and tree.words[hi + 1] not in ".;:"):
        hi += 1
    while lo < head and (tree.punct(lo) or tree.is_(lo, "case") or tree.pos[lo] in ("CCONJ", "ADP")):
        lo += 1
    if hi > head and tree.is_(hi, "case") and tree.lower[hi] in ("'s", "'"):
        hi -= 1
    dated = [t for t in range(head + 1, hi + 1) if tree.lower[t] in tree.grammar.word("day")]
    hi = dated[0] - 1 if dated else hi  # "au Premier ministre hier soir"
    while hi > head and (tree.words[hi] in ",;:–—-." or tree.pos[hi] in ("CCONJ", "ADP", "SCONJ", "SPACE")):
        hi -= 1
    person = tree.person[head]
    if person and (person[0] < lo or hi < person[1] - 1) and not any(tree.punct(t) for t in range(*person)):
        lo, hi = min(lo, person[0]), max(hi, person[1] - 1)  # a name the parser tore apart
    start, end = tree.begin[lo], tree.end[hi]
    while start < end - 1 and tree.line[start] in "-–— ":
        start += 1
    return Phrase(head, start, end, how)


def informant(hit: Hit, source: Phrase, last: int) -> Phrase:
    """ "a-t-on appris auprès de la police", "dit-on de source policière": who "on" had it from, else the pronoun."""
    tree = hit.tree
    if tree.line[source.start : source.end].lower().strip("-") not in tree.grammar.word("somebody"):
        return source
    stop = min(tree.sentences[tree.sentence[hit.head]][1], last + 5)
    at = last + 1
    origin = at < stop and tree.lower[at] in tree.grammar.word("from_whom")
    while at < stop and (tree.pos[at] in ("ADP", "DET", "ADJ", "ADV")):
        at += 1
    if (
        at < stop
        and tree.pos[at] in ("NOUN", "PROPN")
        and (origin or tree.lemma[at] in tree.grammar.word("informant_noun"))
    ):
        return phrase(tree, at, "informant")
    return source
