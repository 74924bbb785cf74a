"""Complements that the parser lost: what stands right behind a cue, over adverbs, times, asides and those spoken to.

"Le médecin exige, depuis lundi, trois semaines de repos": the noun phrase; "jure, lui, avoir prévenu": the
infinitive. Tried last, and only where a source stands before the cue: behind a cue without one stands its subject.
"""

from __future__ import annotations

from sitroom.annotate.statements.addressees import hears
from sitroom.annotate.statements.clauses import finite, is_infinitive, is_trailing
from sitroom.annotate.statements.drafts import Chars, spans_of
from sitroom.annotate.statements.extent import whole_clause, without_aftermath
from sitroom.annotate.statements.hits import Hit, cue_tokens, is_negated, is_passive, only
from sitroom.annotate.statements.objects import called_back, has_object_clitic, with_coordinate
from sitroom.annotate.statements.quoted import before_second, other_quote
from sitroom.annotate.statements.rivals import with_condition, with_quotation, without_rivals
from sitroom.annotate.statements.scan import adjunct_end, adverbs_end, aside_end, noun_of, starts_phrase
from sitroom.annotate.statements.tree import Tree

PHRASE = ("DET", "NUM", "NOUN", "PROPN", "ADJ")


def object_position(hit: Hit) -> tuple[Chars, ...]:
    """A noun phrase behind the cue: "a promis, lundi, une aide", "exprime aux familles sa solidarité"."""
    tree = hit.tree
    at = _behind(hit)
    if at is None or not starts_phrase(tree, at) or tree.pos[at] not in PHRASE or not _transitive(hit):
        return ()
    own = [k for k in tree.kids[hit.head] if k > hit.head and tree.is_(k, "clause")]
    if own or tree.lower[at] in tree.grammar.word("question") or called_back(hit, noun_of(tree, at, len(tree))):
        return ()
    end = _end(hit, at)
    if not any(tree.pos[t] in ("NOUN", "PROPN", "NUM") for t in range(at, end)):
        return ()
    tokens = before_second(hit, list(range(at, end)))
    return spans_of(tree, with_coordinate(hit, tokens), inside=hit.quoted)


def gist_position(hit: Hit) -> tuple[Chars, ...]:
    """The same for verbs that need a noun of saying or feeling."""
    tree = hit.tree
    at = _behind(hit)
    if at is None or tree.pos[at] not in PHRASE:
        return ()
    noun = next((t for t in range(at, min(at + 4, len(tree))) if tree.pos[t] == "NOUN"), None)
    return object_position(hit) if noun is not None and tree.lemma[noun] in tree.grammar.word("gist_noun") else ()


def infinitive_position(hit: Hit) -> tuple[Chars, ...]:
    """An infinitive behind the cue: "jure, lui, avoir prévenu", "s'est bornée à indiquer, lundi, être prête"."""
    tree = hit.tree
    at = _behind(hit)
    if at is None or hit.kids("clause") or of_purpose(hit, at):
        return ()
    stop = tree.sentences[tree.sentence[hit.head]][1]
    at = _behind_told(hit, at, stop)
    marker = tree.lower[at] in tree.grammar.word("infinitive_marker")
    verb = at + marker
    quoted = marker and verb < stop and tree.quote[verb] >= 0 and tree.quote[verb] != hit.quoted
    if quoted and not hit.kids("object"):  # "menaçant de « porter la guerre »"
        return spans_of(tree, with_condition(hit, list(range(verb, _end(hit, verb)))), inside=hit.quoted)
    small = tree.grammar.word("clitic_object") | tree.grammar.word("negation")
    while verb < stop - 1 and tree.lower[verb] in small:
        verb += 1
    if verb >= stop or tree.morph(verb, "VerbForm") != "Inf" or tree.quote[verb] != hit.quoted:
        return ()
    tokens = list(range(at + marker, _end(hit, verb)))
    return spans_of(tree, before_second(hit, tokens), inside=hit.quoted)


def of_purpose(hit: Hit, infinitive: int) -> bool:
    """ "called for a strike to contest the results": what is called for stands behind the preposition."""
    tree = hit.tree
    ways = {f.removeprefix("prep:") for f in hit.entry.frames if f.startswith("prep:")} - set(hit.entry.to)
    between = [k for w in hit.words for k in tree.kids[w] if w < k < infinitive and tree.pos[k] == "ADP"]
    return any(tree.lower[k] in ways and k not in hit.words for k in between)


def with_purpose(hit: Hit, tokens: list[int]) -> list[int]:
    """What stands behind a preposition, with what is joined to it, and an infinitive hung on the cue right behind
    ("called for a strike | to contest the results")."""
    tokens = with_coordinate(hit, tokens)
    tree, last = hit.tree, max(tokens)
    for k in (k for w in hit.words for k in tree.kids[w] if k > last and is_infinitive(tree, k)):
        own = tree.subtree(k)
        if own[0] == last + 1 and of_purpose(hit, k) and tree.lower[own[0]] in tree.grammar.word("infinitive_marker"):
            return sorted({*tokens, *own})
    return tokens


def _behind_told(hit: Hit, at: int, stop: int) -> int:
    """ "ont appelé, mercredi, toutes les parties à ne pas ...": the infinitive's marker behind the one spoken to."""
    tree = hit.tree
    if "object" not in hit.entry.to or tree.pos[at] not in PHRASE:
        return at
    for t in range(at + 1, min(stop - 1, at + 12)):
        if tree.quote[t] != hit.quoted or tree.punct(t) or tree.pos[t] in ("VERB", "AUX", "SCONJ"):
            return at
        if tree.lower[t] in tree.grammar.word("infinitive_marker"):
            small = tree.grammar.word("clitic_object") | tree.grammar.word("negation")
            verb = t + 1
            while verb < stop - 1 and tree.lower[verb] in small:
                verb += 1
            if tree.morph(verb, "VerbForm") == "Inf":
                return t
    return at


def hearsay(hit: Hit) -> tuple[Chars, ...]:
    """ "Holt is said to have left": the subject and the infinitive of a passive."""
    tree = hit.tree
    subjects = hit.kids("subject_passive")
    verbs = [k for k in hit.kids("infinitive") if k > hit.head and is_infinitive(tree, k)]
    if not hit.kids("aux_passive") or not subjects or not verbs or subjects[-1] > hit.head:
        return ()
    tokens = [t for t in tree.subtree(verbs[0]) if t > hit.head]
    marker = tokens and tree.lower[tokens[0]] in tree.grammar.word("infinitive_marker")
    parts = spans_of(tree, tree.subtree(subjects[-1])), spans_of(tree, tokens[bool(marker) :])
    return (*parts[0], *parts[1])


def preposition_position(hit: Hit, wanted: list[str]) -> tuple[Chars, ...]:
    """Behind a preposition of the cue's: an infinitive or a quotation ("accusant la gauche d'« avoir menti »")."""
    tree = hit.tree
    stop = tree.sentences[tree.sentence[hit.head]][1]
    forms = {f for w in wanted for f in (w, *tree.grammar.word("form:" + w))}
    for t in range(max(cue_tokens(hit)) + 1, min(stop - 1, hit.head + 14)):
        if tree.quote[t] != hit.quoted or tree.words[t] in ",;:." or tree.pos[t] in ("VERB", "AUX", "SCONJ"):
            return ()
        quoted = tree.quote[t + 1] >= 0 and tree.quote[t + 1] != hit.quoted
        if tree.lower[t] in forms and (quoted or tree.morph(t + 1, "VerbForm") == "Inf"):
            return spans_of(tree, with_condition(hit, list(range(t + 1, _end(hit, t + 1)))), inside=hit.quoted)
    return ()


def _transitive(hit: Hit) -> bool:
    """Is the cue active, without an object clitic before it, and its source before it?"""
    tree = hit.tree
    start = min(cue_tokens(hit))
    if is_passive(hit) or has_object_clitic(hit) or is_negated(hit):
        return False
    inverted = any(tree.words[t].startswith("-") and len(tree.words[t]) > 1 for t in cue_tokens(hit))
    return is_trailing(hit) or (finite(hit) and not inverted and _subject_before(hit, start))


def _subject_before(hit: Hit, start: int) -> bool:
    """A subject in the parse, or a pronoun or noun phrase right before the cue."""
    tree = hit.tree
    first = tree.sentences[tree.sentence[hit.head]][0]
    if any(k < start for k in (*hit.kids("subject"), *hit.kids("subject_clitic"))):
        return True
    if tree.is_(hit.head, "conjunct") and hit.head in tree.sister:
        return True
    at = start - 1
    return at >= first and tree.pos[at] in ("NOUN", "PROPN", "PRON") and tree.quote[at] == hit.quoted


def _behind(hit: Hit) -> int | None:
    """First token behind the cue that is no adverb, time, adjunct or aside between commas."""
    tree = hit.tree
    at, stop = max(cue_tokens(hit)) + 1, tree.sentences[tree.sentence[hit.head]][1]
    while at < stop:
        if tree.quote[at] != hit.quoted:
            return None
        after = adjunct_end(tree, at, stop) if tree.lower[at] not in tree.grammar.word("infinitive_marker") else None
        after = after or aside_end(tree, at, stop)
        if after is None:
            break
        at = after
    return at if at < stop and not tree.punct(at) else None


def _end(hit: Hit, at: int) -> int:
    """Where the phrase ends: at a mark outside quotation marks, a subordinate clause, or what joins another one."""
    tree = hit.tree
    stop = tree.sentences[tree.sentence[hit.head]][1]
    for t in range(at + 1, stop):
        if tree.quote[t] != hit.quoted:
            continue
        if tree.words[t] in ",;:." and not _listed(tree, t, stop):
            return t
        infinitive = t + 1 < stop and tree.morph(t + 1, "VerbForm") == "Inf"
        if infinitive and tree.lower[t] in tree.grammar.word("without"):
            return t
    return stop


def _listed(tree: Tree, comma: int, stop: int) -> bool:
    """ "exige des excuses, une enquête et un procès": a comma of a list that "and" ends."""
    if tree.words[comma] != "," or comma + 1 >= stop or tree.pos[comma + 1] not in ("DET", "NUM"):
        return False
    for t in range(comma + 1, min(stop, comma + 12)):
        if tree.pos[t] in ("VERB", "AUX", "SCONJ") or tree.words[t] in ",;:.":
            return False
        if tree.pos[t] == "CCONJ":
            return True
    return False


def clause_position(hit: Hit) -> tuple[Chars, ...]:
    """A clause that the parser lost, by position: cue, perhaps an addressee or a time, then a complementizer.

    "a averti les habitants que la digue pouvait céder" comes out as a relative clause of the addressee.
    """
    tree = hit.tree
    if hit.kind != "verb" or hit.kids("clause") or only(hit):
        return ()
    at, stop = max(cue_tokens(hit)) + 1, tree.sentences[tree.sentence[hit.head]][1]
    nouns = [k for role in ("object", "predicate") for k in hit.kids(role) if tree.pos[k] in ("NOUN", "PROPN")]
    objects = {t for k in nouns for t in tree.subtree(k)} if "object" in hit.entry.to else set()
    at = adverbs_end(tree, aside_end(tree, at, stop) or at, stop)
    for t in range(at, min(stop - 2, at + 14)):
        if tree.quote[t] != hit.quoted or tree.words[t] in ";:.":
            return ()
        if tree.lower[t] in tree.grammar.word("complementizer") and tree.dep[t] not in tree.grammar["determiner"]:
            if tree.words[t - 1] == "," and is_passive(hit):
                return ()
            if tree.pos[t - 1] == "NOUN" and (_of_cue(hit, t, objects) or _describes(hit, t - 1)):
                return ()  # "témoigne du grand intérêt que ... portent": a relative clause
            break
        preface = tree.lower[t] in tree.grammar.word("that_which")  # à ce que, de ce que
        described = tree.is_(t, "adnominal") and tree.morph(t, "Tense") == "Past" and not tree.children(t, "auxiliary")
        if described and tree.pos[t] == "VERB":
            continue  # "lors d'une conférence télévisée que"
        if tree.pos[t] in ("VERB", "AUX", "SCONJ", "PRON") and not tree.is_(t, "dative") and not preface:
            return ()
        if tree.pos[t] in ("NOUN", "PROPN") and t not in objects and not _beside_content(tree, t):
            return ()
    else:
        return ()
    heads = [h for h in (tree.head[t],) if h > t and tree.pos[h] in ("VERB", "AUX", "ADJ", "NOUN")]
    tokens = [u for u in tree.subtree(heads[0]) if u > t] if heads else list(range(t + 1, stop))
    comma = bool(tokens) and tree.words[tokens[-1]] == ","
    end = next((u for u in range(tokens[-1] + 1 - comma, stop) if tree.punct(u) or tree.quote[u] != hit.quoted), stop)
    tokens += range(tokens[-1] + 1, end) if tokens else ()
    tokens = with_condition(hit, with_quotation(hit, tokens))
    tokens = whole_clause(hit, without_rivals(hit, heads[0] if heads else t, tokens))
    return spans_of(tree, without_aftermath(hit, tokens), inside=hit.quoted)


def _of_cue(hit: Hit, that: int, objects: set[int]) -> bool:
    tree, at = hit.tree, that - 2
    while at > max(hit.words) and tree.pos[at] in ("DET", "ADJ", "NUM"):
        at -= 1
    if tree.lower[that - 1] in tree.grammar.word("time_noun"):
        return False  # "a déclaré plus tôt cette semaine qu'elle préférait ..."
    bare = hit.entry.sense == "speech" and not hit.kids("object") and not is_passive(hit) and finite(hit)
    quoted = any(other_quote(hit, t) for t in range(*tree.sentences[tree.sentence[hit.head]]) if t < that)
    if bare and not quoted and tree.lower[max(hit.words) + 1] in tree.grammar.word("agent_marker"):
        return False  # "a annoncé par la voix d'un diplomate qu'il va continuer"
    told = tree.lower[at] in {f for how in hit.entry.to for f in (how, *tree.grammar.word("form:" + how))}
    if told and hears(tree, that - 1):
        return False  # "a dit à ses proches qu'il partait", read as a relative clause
    return tree.is_(that, "object") and that - 1 not in objects


def _describes(hit: Hit, noun: int) -> bool:
    """ "témoigne du grand intérêt que ...": behind "de" and a noun that nobody hears."""
    tree, at = hit.tree, noun - 1
    while at > max(hit.words) and tree.pos[at] in ("ADJ", "DET", "NUM"):
        at -= 1
    of = tree.lower[at] in tree.grammar.word("fragment_of") and at == max(hit.words) + 1
    return of and not hears(tree, noun)


def _beside_content(tree: Tree, token: int) -> bool:
    """A noun that may stand between cue and clause: a time, an addressee or place with its preposition."""
    cased = any(tree.is_(k, "case") for k in tree.kids[token]) or tree.is_(token, "prep_object")
    return cased or tree.lower[token] in tree.grammar.word("time_between")
