"""Sources that only position shows: the noun phrase right before or right after a cue, where the parse lost it."""

from __future__ import annotations

from sitroom.annotate.statements.hits import Hit, cue_tokens
from sitroom.annotate.statements.phrases import Phrase, before_bracket, phrase, with_name
from sitroom.annotate.statements.scan import aside_end, behind_adjuncts, linear_end, noun_of, time_end
from sitroom.annotate.statements.tree import Tree


def adjacent_subject(hit: Hit, first: int, before: int | None = None) -> Phrase | None:
    """The noun phrase right before a cue whose subject the parser lost: "...", Holt said, "..."; not before `first`."""
    tree = hit.tree
    edge = before if before is not None else min(cue_tokens(hit))
    at = edge - 1
    clitics = tree.grammar.word("clitic_object")
    while at >= first and (
        tree.pos[at] in ("ADV", "AUX")
        or (tree.is_(at, "cue_part") and tree.pos[at] not in ("NOUN", "PROPN"))
        or tree.lower[at] in clitics
    ):
        if at == first == edge - 1 and tree.words[at].istitle() and tree.grammar.word("compounding"):
            break  # "Jolly said"
        at -= 1
    if at > first and tree.words[at] == ")":
        at = before_bracket(tree, at)
    if at < first or tree.quote[at] != hit.quoted:
        return None
    if at - 2 >= first and tree.pos[at] == tree.pos[at - 2] == "NUM" and tree.pos[at - 1] == "ADP":
        start = at - 2  # "About 4 in 10 say"
        while start > first and tree.pos[start - 1] in ("ADV", "ADJ", "ADP", "SCONJ") and not tree.punct(start - 1):
            start -= 1
        return Phrase(at, tree.begin[start], tree.end[at], "adjacent")
    numbered = tree.pos[at] in ("NUM", "ADJ") and at > first and tree.pos[at - 1] in ("DET", "PUNCT", "NOUN")
    if tree.pos[at] not in ("NOUN", "PROPN", "PRON") and not numbered:
        name = (
            tree.words[at].istitle() and tree.pos[at] in ("VERB", "ADJ", "ADV", "X", "INTJ") and len(tree.words[at]) > 2
        )
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
    start = next((t for t in range(first, at + 1) if tree.begin[t] >= found.start), at)
    if start > first and tree.words[start - 1] == "-":  # "the 43-year-old asked"
        while start - 1 > first and (tree.words[start - 1] == "-" or tree.words[start] == "-"):
            start -= 1
        start -= tree.pos[start - 1] == "DET" and start > first
        found = Phrase(head, tree.begin[start], tree.end[at], "adjacent")
    before = next((t for t in range(head, first, -1) if tree.begin[t] < found.start), first)
    if tree.pos[before] == "ADP" and before > first and tree.words[before - 1] == ",":
        return None  # "L'opposant Luc Morel, du Mouvement national, a ..."
    return found if found.start < found.end else None


def leading_subject(hit: Hit, first: int) -> Phrase | None:
    """The first noun phrase of the clause, where a comma or bracket parts it from the cue: "Mara Holt, 43, said"."""
    tree = hit.tree
    edge = min(cue_tokens(hit))
    while edge - 1 > first and tree.lower[edge - 1] in tree.grammar.word("clitic_object"):
        edge -= 1  # "un troisième, Luc Morel, leur a demandé"
    if edge - 1 <= first or tree.words[edge - 1] not in (",", ")", "–", "—", "-"):
        return None
    relative = _relative_aside(tree, first, edge)
    for t in range(first, edge - 1):
        if t in relative:
            return None
        past = tree.morph(t, "VerbForm") == "Part" and tree.is_(t, "adnominal")  # "a man known as Sèt"
        if tree.quote[t] != hit.quoted or (tree.pos[t] in ("VERB", "AUX", "SCONJ") and not past):
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
            apart = tree.words[after] in (",", "(", "–", "—", "-", ")")
            titled = tree.person[head] is not None and tree.pos[after] in (
                "NOUN",
                "ADJ",
            )  # "Luc Morel chef de ..., a dit"
            return found if (apart or titled) and found.start < found.end else None
    return None


def _relative_aside(tree: Tree, first: int, edge: int) -> range:
    """The tokens of ", qui avait ..., " right before the cue."""
    who = tree.grammar.word("who")
    opening = next((t for t in range(first, edge - 2) if tree.words[t] == "," and tree.lower[t + 1] in who), edge)
    return range(opening, edge)


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
    start = behind_adjuncts(tree, aside_end(tree, at, stop) or at, stop)  # "a lancé, la voix blanche, la maire"
    head = noun_of(tree, start, stop) if start is not None else None
    if head is not None and tree.punct(head):
        head = None
    if start is None or head is None:
        return _number_or_verb(tree, at, stop)
    below = phrase(tree, head, "inverted", without={hit.head, *(t for t in range(at, start))})
    end = max(below.end, tree.end[linear_end(tree, head, stop)])
    inner = max(tree.begin[start], min(below.start, tree.begin[head]))
    first = tree.begin[start] if tree.pos[start] == "DET" else inner  # "le porte parole"
    return with_name(tree, Phrase(head, first, end, "inverted"))


def _number_or_verb(tree: Tree, at: int, stop: int) -> Phrase | None:
    """ "souffle un voisin", where the noun is tagged as a verb; "said the 43-year-old"."""
    alone = at < stop and tree.pos[at] == "NUM" and tree.words[at].isalpha()
    if alone and (at + 1 >= stop or tree.punct(at + 1) or tree.pos[at + 1] == "ADP"):
        return phrase(tree, at, "inverted")  # "read one", "said one of them"
    while at < stop and tree.pos[at] in ("DET", "ADV"):
        at += 1
    if at < stop and tree.pos[at - 1] == "DET" and not tree.punct(at) and tree.quote[at] < 0:
        return with_name(tree, phrase(tree, at, "inverted"))
    return None


def governing_subject(hit: Hit) -> Phrase | None:
    """The subject of the nearest finite verb before a cue in its sentence: "went so far as to say: ..."."""
    tree, first = hit.tree, hit.tree.sentences[hit.tree.sentence[hit.head]][0]
    for t in range(min(cue_tokens(hit)) - 1, first, -1):
        if tree.quote[t] != hit.quoted or tree.words[t] in ";:":
            return None
        own = [k for k in tree.children(t, "subject") if k < t and tree.quote[k] == hit.quoted]
        own = [] if tree.is_(t, "relative") and min(cue_tokens(hit)) not in tree.subtree(t) else own
        if own and tree.pos[t] in ("VERB", "AUX") and tree.pos[own[-1]] in ("NOUN", "PROPN", "PRON"):
            pronoun = tree.lower[own[-1]] in tree.grammar.word("expletive") | tree.grammar.word("who")
            return None if pronoun else phrase(tree, own[-1], "governing")
    return None


def informant(hit: Hit, source: Phrase, last: int) -> Phrase:
    """ "a-t-on appris auprès de la police", "dit-on de source policière": who "on" had it from, else the pronoun."""
    tree = hit.tree
    if hit.has("hearsay") and source.start >= tree.end[last]:  # "a appris l'AFP | de source militaire"
        for t in range(source.head + 1, min(len(tree) - 1, source.head + 5)):
            if tree.lower[t] in tree.grammar.word("from_whom") | tree.grammar.word("fragment_of"):
                noun = next((u for u in range(t + 1, min(t + 4, len(tree))) if tree.pos[u] == "NOUN"), None)
                known = noun is not None and tree.lemma[noun] in tree.grammar.word("informant_noun")
                return phrase(tree, noun, "informant") if noun is not None and known else source
    if tree.line[source.start : source.end].lower().strip("-") not in tree.grammar.word("somebody"):
        return source
    stop = min(tree.sentences[tree.sentence[hit.head]][1], last + 5)
    at = time_end(tree, last + 1, stop) or last + 1
    stop = min(tree.sentences[tree.sentence[hit.head]][1], at + 4)
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
