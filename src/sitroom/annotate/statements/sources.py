"""Who is the source of a cue, and to whom it speaks: noun phrases taken from the parse.

A source is looked for where the cue's own subject stands, then where the parser hides it (inverted subjects come out
as objects), then in the clause that governs the cue (coordination, participles, infinitives, relative clauses).
"""

from __future__ import annotations

from sitroom.annotate.statements.agents import agent_of
from sitroom.annotate.statements.hits import Hit, is_passive, stray_auxiliary
from sitroom.annotate.statements.phrases import Phrase, just_before, nearer_person, phrase, whose, with_name
from sitroom.annotate.statements.positions import adjacent_subject
from sitroom.annotate.statements.scan import behind_adjuncts, contrasts, noun_of
from sitroom.annotate.statements.tree import Tree

STEPS = 6  # how many clauses up a source is looked for
ASIDE = 40  # characters between a noun and its relative pronoun


def source_of(hit: Hit) -> Phrase | None:
    """The source of a verb, noun or adjective cue, or None."""
    if hit.kind == "noun":
        taken = {f.removeprefix("prep:") for f in hit.entry.frames if f.startswith("prep:")}
        return of_noun(hit.tree, hit.head, set(hit.words), taken)
    if hit.kind == "adjective":
        return _of_verb(hit.tree, hit.head, hit.words, passive=False)
    narrative = _narrative(hit)
    if narrative is not None:
        return narrative
    stray = stray_auxiliary(hit)
    if stray is not None:
        own = _subject(hit.tree, [stray, hit.tree.head[stray]], first=True)
        if own is not None and own.end <= hit.tree.begin[stray]:
            return own
        return adjacent_subject(hit, hit.tree.sentences[hit.tree.sentence[hit.head]][0], stray)
    passive = is_passive(hit)
    agent = hit.kids("agent") and not hit.has("prep:by")
    if passive and "stative" in hit.entry.frames and not agent:  # "is opposed to", "outraged by": whoever is
        subjects = hit.kids("subject_passive")
        if subjects:
            return _antecedent(hit.tree, hit.head, subjects[-1]) or phrase(hit.tree, subjects[-1], "subject")
        found = adjacent_subject(hit, hit.tree.sentences[hit.tree.sentence[hit.head]][0])
        if found is not None:
            return found
    return _of_verb(hit.tree, hit.head, hit.words, passive)


def beyond_contrast(hit: Hit, source: Phrase) -> bool:
    """ "A est prêt ..., tandis qu'à Washington B a jugé": does a word of contrast stand between source and cue?"""
    tree, edge = hit.tree, min(hit.words)
    between = [t for t in range(edge) if tree.begin[t] >= source.end and tree.sentence[t] == tree.sentence[edge]]
    opened = [t for t in between if tree.quote[t] == hit.quoted and tree.words[t - 1] == "," and contrasts(tree, t)]
    return bool(opened) and any(tree.lower[t + 1] in tree.grammar.word("complementizer") for t in opened)


def behind_contrast(hit: Hit) -> Phrase | None:
    """The first noun phrase without preposition behind the last word of contrast before the cue."""
    tree, edge = hit.tree, min(hit.words)
    start = next((t for t in range(edge, 0, -1) if tree.words[t - 1] == "," and contrasts(tree, t)), edge)
    that = tree.grammar.word("complementizer")
    at = next((t + 1 for t in range(start, edge) if tree.lower[t] in that), edge)
    first = behind_adjuncts(tree, at, edge)
    head = noun_of(tree, first, edge) if first is not None else None
    return with_name(tree, phrase(tree, head, "leading", without={hit.head})) if head is not None else None


def _narrative(hit: Hit) -> Phrase | None:
    """ "Et Luc Morel de conclure : ...": the infinitive of a tale, with its subject before "de"."""
    tree, at = hit.tree, min(hit.words) - 1
    first = tree.sentences[tree.sentence[hit.head]][0]
    if (
        at - 1 <= first
        or tree.morph(hit.head, "VerbForm") != "Inf"
        or tree.lower[at] not in tree.grammar.word("narrative")
    ):
        return None
    found = adjacent_subject(hit, first, at)
    if at - 1 > first and tree.lower[at - 1] in tree.grammar.word("emphatic"):  # "Et lui d'ajouter"
        found = Phrase(at - 1, tree.begin[at - 1], tree.end[at - 1], "subject")
    before = next((t for t in range(at, first - 1, -1) if found is not None and tree.begin[t] < found.start), None)
    return found if before is not None and tree.pos[before] == "CCONJ" else None


def _of_verb(tree: Tree, verb: int, words: tuple[int, ...], passive: bool) -> Phrase | None:
    if passive:
        return agent_of(tree, words)
    here, own, steps = verb, list(words), 0
    bare = not any(tree.morph(t, "VerbForm") == "Fin" for t in (verb, *tree.children(verb, "auxiliary")))
    while steps < STEPS:
        subject = _subject(tree, own, first=steps == 0, bare=bare)
        if subject is not None:
            return subject
        up = _up(tree, here)
        if isinstance(up, Phrase):
            return up
        if up is None:
            return _of_list(tree, here)
        while tree.quote[up] != tree.quote[verb] and tree.head[up] != up:
            up = tree.head[up]  # hung on a verb inside the quotation it introduces
        here, own, steps = up, [up], steps + 1
    return None


def _of_list(tree: Tree, verb: int) -> Phrase | None:
    """ "Holt called it “vain,” denounced X and said Y": the subject of the first predicate, where the parser made it a
    clause of the second."""
    for clause in tree.children(verb, "clause"):
        own = [k for k in tree.children(clause, "subject") if k < clause]
        parted = clause < verb and any(tree.words[t] == "," for t in range(clause, verb))
        later = any(tree.pos[k] == "CCONJ" and k > verb for k in tree.kids[verb])
        if parted and own and later and tree.quote[own[0]] == tree.quote[verb] and tree.pos[verb - 1] != "ADV":
            return phrase(tree, own[0], "subject")
    return None


def _subject(tree: Tree, words: list[int], first: bool, bare: bool = True) -> Phrase | None:
    """The subject among the children of a verb's words; the passive one counts when the verb merely controls.

    bare: the cue is a participle or infinitive.
    """
    roles = (
        ("subject", "subject_clitic", "subject_passive") if first else ("subject", "subject_passive", "subject_clitic")
    )
    impersonal = any(tree.children(w, "clause") for w in words) or not first
    copular = any(tree.lemma[w] in tree.grammar.word("copula") for w in words) and not first
    expletive = tree.grammar.word("expletive") if impersonal and (copular or not _quoting(tree, words)) else frozenset()
    clitics = tree.grammar.word("clitic_subject")
    for w in words if clitics else ():
        for k in range(max(0, w - 3), min(len(tree), w + 3)):
            if tree.words[k].startswith("-") and tree.lower[k].lstrip("-") in clitics:
                return None if tree.lower[k - 1] in tree.grammar.word("impersonal") else phrase(tree, k, "inverted")
    for role in roles:
        for w in words:
            options = [k for k in tree.children(w, role) if tree.quote[w] >= 0 or tree.quote[k] < 0]
            options = [whose(tree, k, words[0], not first) for k in options]
            options = [k for k in options if not _object_clitic(tree, k, w) and not _prepositional(tree, k)]
            options = [k for k in options if not _speechless(tree, k, w, first or not bare) and not _joined(tree, k, w)]
            if role == "subject_clitic":
                options = [k for k in options if k < w and tree.lower[k] in tree.grammar.word("clitic_subject")]
            before = [k for k in options if k < w]
            for k in [*reversed(before), *options]:  # nearest first: a dateline may be taken for a subject too
                if k > 1 and tree.lower[k] in tree.grammar.word("deictic") and tree.words[k - 1] == "-":
                    return Phrase(k - 2, tree.begin[k - 2], tree.end[k], "subject")  # "celle-ci"
                if tree.words[k] != "-t" and tree.lower[k].lstrip("-") not in expletive:
                    return _antecedent(tree, w, k) or _with_first(
                        tree, with_name(tree, phrase(tree, k, "subject")), options
                    )
    return None


def _speechless(tree: Tree, k: int, verb: int, first: bool) -> bool:
    """ "rien", "il faut", and the efforts or meetings of a clause that a participle hangs on: nobody speaks."""
    impersonal = tree.lemma[verb] in tree.grammar.word("impersonal") and tree.lower[k] in tree.grammar.word("expletive")
    absent = tree.lower[k] in tree.grammar.word("nobody") | tree.grammar.word("day") and tree.person[k] is None
    return impersonal or absent or (not first and tree.pos[k] == "NOUN" and tree.lemma[k] in tree.grammar.word("mute"))


def _joined(tree: Tree, k: int, verb: int) -> bool:
    """ "L'armée a rejeté les allégations et a appelé ...": what stands before the "and" of a second verb, and behind
    the first, is no subject of the second."""
    parting = next((c for c in tree.kids[verb] if k < c < verb and tree.pos[c] == "CCONJ"), None)
    first = tree.head[verb]
    return parting is not None and first < k and tree.pos[first] in ("VERB", "AUX")


def _prepositional(tree: Tree, k: int) -> bool:
    """ "Dans un communiqué ..., la mairie dit": what has a preposition is no subject ("près de cent élus" is)."""
    of = tree.grammar.word("form:de") | tree.grammar.word("owner")
    return any(c < k and tree.pos[c] == "ADP" and tree.lower[c] not in of for c in tree.children(k, "case"))


def _object_clitic(tree: Tree, k: int, verb: int) -> bool:
    """ "m'a dit le maire", "lui a répondu le maire": never the subject, whatever the parser says."""
    if k >= verb:
        return False
    if tree.lower[k] in tree.grammar.word("first_person_told") & tree.grammar.word("clitic_subject"):
        finite = next((t for t in range(k + 1, verb + 1) if tree.morph(t, "VerbForm") == "Fin"), verb)
        return tree.morph(finite, "Number") == "Sing"  # "nous glisse un officier"
    if tree.lower[k] not in tree.grammar.word("object_clitic"):
        return False
    return (
        tree.pos[k] in ("PRON", "DET")
        and not tree.kids[k]
        and all(tree.pos[t] in ("AUX", "PRON", "ADV", "VERB") for t in range(k + 1, verb))
    )


def _with_first(tree: Tree, found: Phrase, options: list[int]) -> Phrase:
    """ "La CGT et SUD", "la maire de Brénod, Lise Karm": both, where the parser made them two subjects."""
    for k in options:
        first = phrase(tree, k, "subject")
        between = tree.line[first.end : found.start].split()
        joint = [t for t in range(k, found.head) if first.end <= tree.begin[t] < found.start]
        if first.end >= found.start or len(between) != 1:
            continue
        title = between == [","] and tree.person[found.head] is not None and tree.pos[k] == "NOUN"
        if title or any(tree.pos[t] == "CCONJ" for t in joint):
            return Phrase(found.head, first.start, found.end, found.how)
    return _with_left(tree, found)


def _with_left(tree: Tree, found: Phrase) -> Phrase:
    """ "Auchan et Carfil ont ...": the first name, where the parser cut the sentence behind it."""
    at = next((t for t in range(found.head, -1, -1) if tree.begin[t] < found.start), -1)
    if at < 1 or tree.pos[at] != "CCONJ" or tree.pos[at - 1] not in ("PROPN", "NOUN") or tree.quote[at] >= 0:
        return found
    start = tree.sentences[tree.sentence[found.head]][0]
    first = phrase(tree, at - 1, "subject")
    while at - 1 > start and tree.begin[at - 1] > first.start and tree.pos[at - 1] != "DET":
        at -= 1
    opens = all(tree.begin[t] >= first.start or tree.punct(t) for t in range(start, at))
    return Phrase(found.head, first.start, found.end, found.how) if opens and first.end < found.start else found


def _antecedent(tree: Tree, verb: int, subject: int) -> Phrase | None:
    """ "La Hongrie, qui avait menacé": Hungary. A pack may keep the pronoun with the noun ("the mayor, who")."""
    if tree.lower[subject] not in tree.grammar.word("who"):
        return None
    above = (up for up in (verb, *list(tree.ancestors(verb))[:3]) if tree.is_(up, "relative") and tree.head[up] < verb)
    up = next((up for up in above if tree.pos[tree.head[up]] in ("NOUN", "PROPN", "PRON")), None)
    found = phrase(tree, tree.head[up], "antecedent", without={up}) if up is not None else just_before(tree, subject)
    if found is None or tree.lower[subject] not in tree.grammar.word("relative_source"):
        return found
    if tree.lower[subject] not in tree.grammar.word("relative_object"):
        found = nearer_person(tree, found, subject)
    near = 0 <= tree.begin[subject] - found.end <= ASIDE
    return Phrase(found.head, found.start, tree.end[subject], found.how) if near else None


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
        cites = tree.lemma[head] in tree.grammar.word("citing") and tree.morph(verb, "VerbForm") == "Part"
        controls = tree.lemma[head] in tree.grammar.word("object_control") or cites
        if controls and controlled and not _is_passive_verb(tree, head):
            return with_name(tree, phrase(tree, controlled[-1], "controlled", without={verb}))
        return head
    if tree.pos[head] == "ADP" and tree.lower[head] in tree.grammar.word("as"):  # cited an officer as saying
        citing = tree.head[head]
        cited = [k for k in tree.children(citing, "object") if k < verb]
        if tree.lemma[citing] in tree.grammar.word("citing") and cited and not _is_passive_verb(tree, citing):
            return with_name(tree, phrase(tree, cited[-1], "cited"))
    if tree.pos[head] == "ADP":  # by saying, after denying
        return _governing_verb(tree, head)
    if dep in tree.grammar["modifier"] and head < verb and tree.pos[head] in ("NOUN", "PROPN"):
        return phrase(tree, head, "participle", without={verb})  # residents wary of the plan
    if trailing_participle(tree, verb) and tree.is_(head, "clause"):
        return tree.head[head]
    if dep in tree.grammar["shares_subject"]:
        comma = min([verb, *tree.children(verb, "auxiliary")]) - 1
        own = bool(tree.children(verb, "auxiliary")) or tree.morph(verb, "VerbForm") == "Fin"
        if own and tree.is_(head, "relative") and head < comma and tree.words[comma] == ",":
            return phrase(tree, tree.head[head], "antecedent", without={head})  # "X, que Y soupçonne, a démenti"
        if dep in tree.grammar["conjunct"] and tree.pos[head] not in ("VERB", "AUX", "ADJ"):
            return _governing_verb(tree, head) if tree.pos[head] == "NOUN" else None  # "put on an accent and joked"
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
    if tree.lower[verb - 1] in tree.grammar.word("gerund_marker"):
        return _governing_verb(tree, noun)  # "lui a apporté son soutien tout en réclamant": not the support
    loose = first > 0 and tree.words[first - 1] == "," and not tree.is_(noun, "subject")
    if loose and _governing_verb(tree, noun) is not None:  # "..., a-t-il dit à Paul, soulignant que": not Paul
        return _governing_verb(tree, noun)
    infinitive = any(tree.lower[k] in tree.grammar.word("infinitive_marker") for k in tree.kids[verb] if k < verb)
    spoken_to = tree.is_(noun, "prep_object") and tree.lower[tree.head[noun]] in tree.grammar.word("toward")
    above = tree.head[noun]
    reached = tree.is_(noun, "object") and tree.lemma[above] in tree.grammar.word("reaching")
    if reached and tree.lemma[verb] in tree.grammar.word("rival") and not _is_passive_verb(tree, above):
        return above  # "emailed supporters saying: ..."
    if (
        infinitive or spoken_to or tree.lemma[noun] in tree.grammar.word("mute")
    ):  # takes turns rebutting, takes pains to say, a chance to say
        return _governing_verb(tree, noun)
    if tree.lemma[noun] in tree.grammar.word("speech_noun"):
        return of_noun(tree, noun, {verb}) or phrase(tree, noun, "document", without={verb})
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


def of_noun(tree: Tree, noun: int, without: set[int], taken: set[str] | frozenset[str] = frozenset()) -> Phrase | None:
    """Whose claim it is: possessor, of / by / from phrase, or the subject of the verb it is object of.

    `taken`: prepositions that introduce what the claim is about ("criticism of"), not whose it is.
    """
    for k in tree.children(noun, "possessor"):
        return _bound(tree, noun, k) or phrase(tree, k, "possessor")
    for k in tree.kids[noun]:
        if tree.lower[k] in tree.grammar.word("possessive"):
            return phrase(tree, k, "possessor")
    for owner in _owners(tree, noun, taken):
        return phrase(tree, owner, "owner", without=without)
    head = tree.head[noun]
    if tree.pos[head] == "ADP":  # in a statement saying ...
        head = tree.head[head]
    received = tree.lemma[head] in tree.grammar.word("receiving") and tree.is_(noun, "object")
    received = received or stirred(tree, noun)
    if head != noun and tree.pos[head] in ("VERB", "AUX") and not tree.is_(noun, "subject") and not received:
        passive = _is_passive_verb(tree, head)
        told = tree.lower[head] in tree.grammar.word("back_verb")  # "claims that P are examined by a court": not its
        about = tree.is_(noun, "subject_passive") and tree.head[noun] == head
        return _of_verb(tree, head, (head,), passive) if told or not (passive and about) else None
    return None


def stirred(tree: Tree, noun: int) -> bool:
    """ "raising fears of reprisals": what raises them does not have them."""
    fear = tree.lemma[noun] in tree.grammar.word("stirred_noun") and tree.is_(noun, "object")
    return fear and tree.lemma[tree.head[noun]] in tree.grammar.word("stirring")


def _bound(tree: Tree, noun: int, possessive: int) -> Phrase | None:
    """ "not mincing words in their opposition to it": the subject of the clause, where a preposition parts them."""
    above = tree.head[noun]
    if tree.pos[above] != "ADP" or tree.lower[possessive] not in tree.grammar.word("possessive"):
        return None
    for up in tree.ancestors(above):
        own = [k for k in tree.children(up, "subject") if k < up] if tree.pos[up] in ("VERB", "AUX") else []
        if own:
            third = tree.lower[own[-1]] not in tree.grammar.word("expletive") | tree.grammar.word("first_person")
            return phrase(tree, own[-1], "subject") if third and tree.quote[own[-1]] == tree.quote[noun] else None
        if tree.pos[up] in ("NOUN", "PROPN"):
            continue
    return None


def _owners(tree: Tree, noun: int, taken: set[str] | frozenset[str]) -> list[int]:
    """Nouns attached to a noun by a preposition of ownership (du maire, by the mayor)."""
    out = []
    owner = tree.grammar.word("owner") - taken
    if tree.lemma[noun] in tree.grammar.word("reply_noun"):
        owner |= tree.grammar.word("reply_of")
    for k in tree.kids[noun]:
        if tree.pos[k] == "ADP" and tree.lower[k] in owner:
            out += tree.children(k, "prep_object")
        elif tree.is_(k, "noun_modifier") or tree.is_(k, "agent"):
            cases = {tree.lower[c] for c in tree.children(k, "case")}
            if cases & owner and tree.pos[k] in ("NOUN", "PROPN", "PRON"):
                out.append(k)
    return out
