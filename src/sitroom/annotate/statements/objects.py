"""Contents that are no clause: noun phrases, phrases with quotation marks, figures, adjectives."""

from __future__ import annotations

from sitroom.annotate.statements.addressees import hears
from sitroom.annotate.statements.clauses import is_nominal
from sitroom.annotate.statements.drafts import Chars, spans_of
from sitroom.annotate.statements.extent import without_aftermath
from sitroom.annotate.statements.hits import Hit, cue_tokens, is_reflexive
from sitroom.annotate.statements.inserted import agrees
from sitroom.annotate.statements.quoted import before_second, other_quote
from sitroom.annotate.statements.scan import adjunct_of_time, contrasts, noun_of, phrase_end
from sitroom.annotate.statements.tree import Tree

COORDINATE = ("DET", "NUM", "NOUN", "PROPN", "ADJ", "ADP", "ADV", "CCONJ")


def with_coordinate(hit: Hit, tokens: list[int]) -> list[int]:
    """With what "and" adds to a noun phrase, where the parse lost it: "dix morts | et trois disparus".

    Not a second clause ("... et le maire est parti") and not a second predicate.
    """
    tree = hit.tree
    if not tokens:
        return tokens
    stop, at = tree.sentences[tree.sentence[hit.head]][1], tokens[-1] + 1
    while at < stop - 1 and tree.pos[at] == "CCONJ" and tree.quote[at] == hit.quoted and tree.words[at - 1] != ",":
        end = at + 1
        while end < stop and not tree.punct(end) and tree.pos[end] in COORDINATE and tree.quote[end] == hit.quoted:
            end += 1
        while end > at + 1 and tree.pos[end - 1] in ("ADP", "DET", "CCONJ", "ADV"):
            end -= 1
        nouns = [t for t in range(at + 1, end) if tree.pos[t] in ("NOUN", "PROPN")]
        closed = (
            end >= stop
            or (tree.punct(end) and tree.words[end] in '.,;:)»”"')
            or tree.lower[end] in tree.grammar.word("time_noun")
        )
        if not nouns or not closed or tree.pos[at + 1] not in ("DET", "NUM", "NOUN", "ADJ", "ADP"):
            return tokens
        if tree.words[end : end + 1] == [","] and _second_clause(tree, end + 1, stop):
            return tokens
        tokens = [*tokens, *range(tokens[-1] + 1, end)]
        at = end
    return tokens


def _second_clause(tree: Tree, at: int, stop: int) -> bool:
    """Does a finite verb stand right behind the comma: "et la maire, élue hier, dit ...", as the subject's?"""
    end = next((t for t in range(at, stop) if tree.words[t] in ",;:."), stop)
    return end + 1 < stop and tree.pos[end + 1] in ("VERB", "AUX")


def extended(hit: Hit, head: int) -> list[int]:
    """The subtree of a complement, and siblings after it that only a parser would hang on the cue."""
    tree = hit.tree
    tokens = tree.subtree(head)
    for w in hit.words:
        for k in tree.kids[w]:
            if k in tree.sister:
                continue
            nominal = tree.is_(k, "conjunct") and tree.pos[k] in ("NOUN", "PROPN", "PRON")
            if k > tokens[-1] and (nominal or (tree.is_(k, "swallowed") and not starts_other_cue(tree, k))):
                tokens = sorted({*tokens, *tree.subtree(k)})
    return tokens


def starts_other_cue(tree: Tree, token: int) -> bool:
    """Does the branch start after a comma (it then goes with the cue as often as not)?"""
    first = min(tree.subtree(token))
    return first > 0 and tree.words[first - 1] in ",;:–—-" and tree.words[first - 1] != ""


def noun_phrase(hit: Hit) -> tuple[Chars, ...]:
    """A noun phrase as content, with all that hangs on it."""
    tree = hit.tree
    times = tree.grammar.word("time_noun") | tree.grammar.word("day")
    heads = [k for k in hit.kids("object") if k > hit.head and is_nominal(tree, k)]
    heads = [k for k in heads if tree.kids[k] or tree.lower[k] not in times]  # "annoncer lundi la dissolution"
    if heads and (has_object_clitic(hit) or called_back(hit, heads[0])):
        return ()  # "le lui ont reproché les avocats"; "M. Xu rappelle le Singapourien"
    if not heads and hit.kids("aux_passive"):
        heads = hit.kids("subject_passive")
    if not heads and hit.kind == "verb" and tree.dep[hit.head] in tree.grammar["adnominal"]:
        return ()
    before = [k for k in hit.kids("subject") if k < hit.head]
    if not heads or (tree.grammar.word("clitic_subject") and len(before) == 1 and not agrees(hit, before[0])):
        return ()  # "deux soldats ..., a annoncé le ministre": the object is the subject
    tokens = tree.subtree(heads[0])
    if heads[-1] < hit.head and len(heads) > 1 and any(tree.pos[t] == "CCONJ" for t in range(heads[0], heads[-1])):
        tokens = list(range(tokens[0], tree.subtree(heads[-1])[-1] + 1))  # "L'annonce de X et le bilan": one subject
    if all(tree.pos[t] == "PRON" or tree.punct(t) for t in tokens):
        return ()  # "elle a été critiquée": a pronoun says nothing
    if heads[0] > hit.head:
        tokens = [t for t in extended(hit, heads[0]) if t > hit.head]
        tokens = before_second(hit, _without_aside(tree, heads[0], tokens))
        tokens = without_aftermath(hit, tokens) if hit.entry.sense == "request" else tokens
        tokens = _before_colon(hit, without_frame(hit, with_including(hit, with_coordinate(hit, tokens))))
    return spans_of(tree, tokens, inside=hit.quoted)


def _before_colon(hit: Hit, tokens: list[int]) -> list[int]:
    """ "dément toute rupture : son porte-parole a affirmé ...": without the clause behind a colon."""
    tree = hit.tree
    colon = next((t for t in tokens if tree.words[t] == ":" and tree.quote[t] == hit.quoted), None)
    if colon is None or not any(tree.morph(t, "VerbForm") == "Fin" for t in tokens if t > colon):
        return tokens
    return [t for t in tokens if t < colon]


def called_back(hit: Hit, head: int | None) -> bool:
    """ "rappelle le ministre": a person is called, nothing recalled."""
    tree = hit.tree
    if head is None or hit.lemma not in tree.grammar.word("call_back"):
        return False
    return tree.person[head] is not None or hears(tree, head) or (
        tree.pos[head] == "NOUN" and tree.words[head][:1].isupper()
    )  # fmt: skip


def without_frame(hit: Hit, tokens: list[int]) -> list[int]:
    """A noun phrase without what the report adds: where it was said ("in a video released on Tuesday"), what it is
    ("reports that P | , a claim that X repeated")."""
    tree = hit.tree
    said_in, inside = tree.grammar.word("said_in"), tree.grammar.word("venue_preposition")
    endings = tuple(tree.grammar.word("gerund_ending")) or ("\0",)
    for t in tokens[1:-1]:
        opens = tree.lower[t + 1] in tree.grammar.word("gerund_marker") and tree.quote[t] == hit.quoted
        near = range(t + 2, min(t + 5, len(tree)))
        if tree.words[t] == "," and opens and any(tree.lower[u].endswith(endings) for u in near):
            tokens = [u for u in tokens if u < t]  # "..., tout en invitant X à Q"
            break
        if _to_agency(hit, t):
            tokens = [u for u in tokens if u < t]  # "a confirmé le retrait | à l'AFP"
            break
        if tree.quote[t] != hit.quoted or tree.lower[t] not in inside:
            continue
        noun = next((u for u in range(t + 1, min(t + 4, len(tree))) if tree.pos[u] == "NOUN"), None)
        if noun is not None and (tree.lemma[noun] in said_in or tree.lower[noun] in said_in):
            tokens = [u for u in tokens if u < t]
            break
    return _before_claim(tree, tokens)


def _to_agency(hit: Hit, t: int) -> bool:
    """Is this the preposition before the paper, agency or press that somebody spoke to?"""
    tree = hit.tree
    to = {f for how in ("à", "auprès de", "to") for f in (how, *tree.grammar.word("form:" + how))}
    if tree.quote[t] != hit.quoted or tree.lower[t] not in to:
        return False
    near = range(t + 1, min(t + 4, len(tree)))
    noun = next((u for u in near if tree.pos[u] in ("NOUN", "PROPN", "X")), None)
    agency = tree.grammar.word("agency")
    return noun is not None and (tree.lower[noun] in agency or tree.lemma[noun] in agency)


def _before_claim(tree: Tree, tokens: list[int]) -> list[int]:
    """Without an apposition that says what the rest is: "reports that P, a claim that X repeated"."""
    for t in tokens[1:]:
        if tree.words[t] == "," and any(
            tree.lower[u] in tree.grammar.word("denied_noun") for u in tokens if t < u < t + 3
        ):
            return [u for u in tokens if u < t]
    return tokens


def with_including(hit: Hit, tokens: list[int]) -> list[int]:
    """With ", dont deux civils", ", including two civilians" behind a noun phrase."""
    tree, at = hit.tree, tokens[-1] + 1 if tokens else len(hit.tree)
    stop = tree.sentences[tree.sentence[hit.head]][1]
    if at + 2 >= stop or tree.words[at] != "," or tree.lower[at + 1] not in tree.grammar.word("including"):
        return tokens
    end = next((t for t in range(at + 1, stop) if tree.words[t] in ",;:." and tree.quote[t] == hit.quoted), stop)
    verbs = any(tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") == "Fin" for t in range(at + 1, end))
    return tokens if verbs else [*tokens, *range(tokens[-1] + 1, end)]


def has_object_clitic(hit: Hit) -> bool:
    """ "l'a critiquée", "le lui ont reproché": the object is a pronoun before the cue."""
    tree, at = hit.tree, min(cue_tokens(hit)) - 1
    dative = tree.grammar.word("dative_clitic")
    while at > 0 and tree.lower[at] in dative:
        at -= 1
    return at >= 0 and tree.lower[at] in tree.grammar.word("object_clitic") - dative


def _without_aside(tree: Tree, head: int, tokens: list[int]) -> list[int]:
    """A noun phrase without what a comma parts from it: ", bloqué depuis lundi", ", qui ..."."""
    own = set(tree.subtree(head))
    for t in tokens:
        if t > head and tree.words[t] == "," and t + 1 < len(tree) and contrasts(tree, t + 1):
            return [u for u in tokens if u < t]
        if t <= head or t not in own or not (tree.is_(t, "relative") or tree.is_(t, "adnominal")):
            continue
        first = tree.subtree(t)[0]
        if first > head and tree.words[first] == ",":
            first += 1
        if first - 1 > head and tree.words[first - 1] == ",":
            return [u for u in tokens if u < first - 1]
    return tokens


def self_description(hit: Hit) -> tuple[Chars, ...]:
    """ "s'est dit prêt à rouvrir le pont", "se déclare candidate": an adjective right behind a reflexive cue."""
    tree, at = hit.tree, max(hit.words) + 1
    if not is_reflexive(tree, hit.words):
        return ()
    while at < len(tree) and tree.pos[at] == "ADV" and tree.quote[at] == hit.quoted:
        at += 1
    return _from_adjective(hit, at)


def adjective(hit: Hit) -> tuple[Chars, ...]:
    """ "estime nécessaire de fermer", "juge urgent que ...": an adjective and its complement right behind the cue."""
    tree, at = hit.tree, max(hit.words) + 1
    if at + 1 >= len(tree) or tree.pos[at] != "ADJ":
        return ()
    introduced = tree.lower[at + 1] in tree.grammar.word("complementizer") | tree.grammar.word("infinitive_marker")
    return _from_adjective(hit, at) if introduced else ()


def amount(hit: Hit) -> tuple[Chars, ...]:
    """ "estiment leurs pertes à deux millions": an object and the figure put on it."""
    tree = hit.tree
    stop = tree.sentences[tree.sentence[hit.head]][1]
    for o in hit.kids("object"):
        first = tree.subtree(o)[0]
        if not max(hit.words) < first <= max(hit.words) + 3 or tree.quote[o] != hit.quoted:
            continue
        end = next((t for t in range(o, stop) if tree.words[t] in ",;:."), stop)
        to = tree.grammar.word("amount_at")
        figure = any(tree.lower[t] in to and _number(tree, t + 1, end) for t in range(o + 1, end - 1))
        return spans_of(tree, before_second(hit, list(range(first, end))), inside=hit.quoted) if figure else ()
    return _figure_first(hit, stop)


def _figure_first(hit: Hit, stop: int) -> tuple[Chars, ...]:
    """ "évalue à deux millions d'euros le coût du retard": the figure, then what it is put on."""
    tree, at = hit.tree, max(hit.words) + 1
    if at + 2 >= stop or tree.lower[at] not in tree.grammar.word("amount_at") or not _number(tree, at + 1, stop):
        return ()
    end = next((t for t in range(at, stop) if tree.words[t] in ",;:." and tree.quote[t] == hit.quoted), stop)
    objects = [t for t in range(at + 2, end) if tree.pos[t] == "DET" and tree.quote[t] == hit.quoted]
    if not objects or any(tree.pos[t] in ("VERB", "AUX") for t in range(at, objects[0])):
        return ()
    return spans_of(tree, before_second(hit, list(range(at + 1, end))), inside=hit.quoted)


def _number(tree: Tree, at: int, end: int) -> bool:
    return any(tree.pos[t] == "NUM" or tree.words[t][:1].isdigit() for t in range(at, min(end, at + 4)))


def judged(hit: Hit) -> tuple[Chars, ...]:
    """ "a jugé cette exigence inacceptable": an object right behind the cue that ends in an adjective."""
    tree, at = hit.tree, max(hit.words) + 1
    stop = tree.sentences[tree.sentence[hit.head]][1]
    end = next((t for t in range(at, stop) if tree.punct(t) or tree.pos[t] in ("CCONJ", "SCONJ", "VERB")), stop)
    if end - at < 3 or tree.pos[at] != "DET" or any(tree.quote[t] != hit.quoted for t in range(at, end)):
        return ()
    said = tree.pos[end - 1] == "ADJ" and any(tree.pos[t] in ("NOUN", "PROPN") for t in range(at, end - 1))
    return spans_of(tree, list(range(at, end)), inside=hit.quoted) if said and not has_object_clitic(hit) else ()


def judged_quoted(hit: Hit) -> tuple[Chars, ...]:
    """ "juge « inacceptable » la décision de fermer l'usine": a predicate in quotation marks, then its object."""
    tree, at = hit.tree, max(hit.words) + 1
    stop = tree.sentences[tree.sentence[hit.head]][1]
    if at >= stop or not other_quote(hit, at):
        return ()
    quote = [t for t in range(at, stop) if tree.quote[t] == tree.quote[at]]
    words, after = [t for t in quote if not tree.punct(t)], quote[-1] + 1
    if not words or after >= stop or len(words) > 4 or any(tree.pos[t] in ("DET", "PRON") for t in words):
        return ()
    if tree.pos[after] != "DET" or tree.quote[after] != hit.quoted:
        return ()
    end = next((t for t in range(after, stop) if tree.words[t] in ",;:." and tree.quote[t] == hit.quoted), stop)
    own = before_second(hit, [*quote, *range(after, end)])
    return spans_of(tree, without_aftermath(hit, own), inside=hit.quoted)


def _from_adjective(hit: Hit, at: int) -> tuple[Chars, ...]:
    tree = hit.tree
    stop = tree.sentences[tree.sentence[hit.head]][1]
    adjectival = at < stop and (tree.pos[at] == "ADJ" or tree.morph(at, "VerbForm") == "Part")
    if not adjectival or tree.quote[at] != hit.quoted:
        return ()
    below = set(tree.subtree(at)) if tree.head[at] != at else {at}
    end = at + 1
    while end < stop and tree.words[end] not in ",;:." and (tree.quote[end] == hit.quoted or end in below):
        end += 1
    return spans_of(tree, before_second(hit, list(range(at, end))), inside=hit.quoted)


def with_rest(hit: Hit, tokens: list[int]) -> list[int]:
    """With what follows a quotation at its end without a mark: "of “smuggling cement” | to a warship it uses"."""
    tree = hit.tree
    if not tokens or not other_quote(hit, tokens[-1]):
        return tokens
    stop, at = tree.sentences[tree.sentence[hit.head]][1], tokens[-1] + 1
    while at < stop and tree.quote[at] == tree.quote[tokens[-1]]:
        at += 1
    if at >= stop or tree.pos[at] != "ADP" or tree.quote[at] != hit.quoted or adjunct_of_time(tree, at, stop):
        return tokens
    end = next((t for t in range(at, stop) if tree.words[t] in ",;:." and tree.quote[t] == hit.quoted), stop)
    return [*tokens, *range(tokens[-1] + 1, end)]


def with_about(hit: Hit, tokens: list[int]) -> list[int]:
    """With what a noun of saying is about, where the parser hung it elsewhere: "des « réserves » | sur l'article"."""
    tree, at = hit.tree, tokens[-1] + 1 if tokens else len(hit.tree)
    while at < len(tree) and tree.quote[at] >= 0 and tree.punct(at):
        at += 1
    stop = tree.sentences[tree.sentence[hit.head]][1]
    if at >= stop or tree.lower[at] not in tree.grammar.word("about"):
        return tokens
    end = phrase_end(tree, at + 1, stop)
    return [*tokens, *range(tokens[-1] + 1, end)] if end is not None else tokens


def _with_toward(hit: Hit, noun: int, tokens: list[int]) -> list[int]:
    """With what an attachment or commitment is to: "leur attachement | à la mission des Nations unies"."""
    tree, at = hit.tree, tokens[-1] + 1 if tokens else len(hit.tree)
    to = tree.grammar.word("form:à") | {"to"}
    if tree.lemma[noun] not in tree.grammar.word("gist_toward") or at >= len(tree) or tree.lower[at] not in to:
        return tokens
    stop = tree.sentences[tree.sentence[hit.head]][1]
    end, head = phrase_end(tree, at, stop), noun_of(tree, at + 1, stop)
    if end is None or head is None:
        return tokens
    while end < stop and end in tree.subtree(head) and not tree.punct(end) and tree.quote[end] == hit.quoted:
        end += 1
    return [*tokens, *range(at, end)]


def speech_object(hit: Hit) -> tuple[Chars, ...]:
    """A noun phrase headed by a noun of saying or feeling ("a exprimé son soutien à Israël")."""
    tree = hit.tree
    nouns = tree.grammar.word("gist_noun")
    for k in hit.kids("object"):
        group = [k, *tree.children(k, "conjunct")]
        if k > hit.head and any(tree.lemma[n] in nouns or tree.lower[n] in nouns for n in group):
            tokens = _with_toward(hit, k, with_about(hit, before_second(hit, extended(hit, k))))
            return spans_of(tree, with_coordinate(hit, tokens), inside=hit.quoted)
    return ()
