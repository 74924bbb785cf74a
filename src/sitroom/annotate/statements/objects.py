"""Contents that are no clause: noun phrases, phrases with quotation marks, figures, adjectives."""

from __future__ import annotations

from sitroom.annotate.statements.addressees import hears, told_to
from sitroom.annotate.statements.clauses import is_nominal
from sitroom.annotate.statements.drafts import Chars, spans_of
from sitroom.annotate.statements.extent import without_aftermath
from sitroom.annotate.statements.hits import Hit, cue_tokens, is_reflexive
from sitroom.annotate.statements.inserted import agrees
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
    heads = [k for k in hit.kids("object") if k > hit.head and is_nominal(tree, k)]
    if heads and has_object_clitic(hit):
        return ()  # "le lui ont reproché les avocats"
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
        tokens = with_coordinate(hit, tokens)
    return spans_of(tree, tokens, inside=hit.quoted)


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


def quoted_object(hit: Hit) -> tuple[Chars, ...]:
    """A noun phrase, or any complement, that is at least partly in quotation marks."""
    tree = hit.tree
    for k in sorted({c for w in hit.words for c in tree.kids[w]}):
        if k <= hit.head or tree.punct(k) or not tree.is_(k, "complement") or k in tree.sister:
            continue
        tokens = without_manner(hit, tree.subtree(k))
        if not tokens or _participial(tree, k, tokens) or contrasts(tree, tokens[0]):
            continue
        opening = next((t for t in tokens if _other_quote(hit, t)), None)
        if opening is not None and not any(tree.words[t] == ":" and tree.quote[t] < 0 for t in range(k, opening)):
            if told_to(hit, k):  # a demandé à la préfète « des moyens »
                tokens = [t for t in tokens if tree.quote[t] >= 0]
            elif "object" in hit.entry.to and hit.entry.sense == "request" and tree.is_(k, "object"):
                if _other_quote(hit, k):
                    continue  # "appelle « les deux pays » au calme"
                tokens = _behind_told(hit, k, tokens)
            else:
                tokens = _with_object(hit, k, _from_whom(hit, tokens))
            tokens = _with_fragments(hit, with_next_quote(hit, tokens))
            while tokens and tree.pos[tokens[0]] == "ADP" and tree.quote[tokens[0]] < 0:
                tokens = tokens[1:]
            return spans_of(tree, before_second(hit, _without_told(hit, tokens)), inside=hit.quoted)
    return ()


def without_manner(hit: Hit, tokens: list[int]) -> list[int]:
    """Without an adverbial in front: "prônant à l'inverse une « pression »", "condamné « avec force » « l'acte »"."""
    tree = hit.tree
    for words in tree.grammar.phrases("adverbial").get(tree.lower[tokens[0]], ()):
        if tuple(tree.lower[t] for t in tokens[: len(words)]) == words:
            return tokens[len(words) :]
    number = tree.quote[tokens[0]]
    if number >= 0 and number != hit.quoted and manner(hit, number):
        return [t for t in tokens if tree.quote[t] != number]
    return tokens


def manner(hit: Hit, number: int) -> bool:
    """Does a quotation only say how somebody judges: "condamne « avec la dernière énergie »"?"""
    tree = hit.tree
    first = next((t for t in range(len(tree)) if tree.quote[t] == number and not tree.punct(t)), None)
    return first is not None and hit.entry.sense == "judgement" and tree.lower[first] in tree.grammar.word("manner")


def _participial(tree: Tree, k: int, tokens: list[int]) -> bool:
    """ ", invoquant « la crise »": what a comma and a present participle begin is no object."""
    first = next((t for t in tokens if not tree.punct(t)), k)
    clitics = tree.grammar.word("clitic_object")
    return (
        all(tree.lower[t] in clitics for t in range(first, k))
        and tree.words[first - 1] == ","
        and tree.quote[k] < 0
        and (tree.morph(k, "VerbForm") == "Part" and tree.morph(k, "Tense") == "Pres")
    )


def _behind_told(hit: Hit, k: int, tokens: list[int]) -> list[int]:
    """ "invite les habitants à « plus de prudence »": what stands behind the preposition, not the one spoken to."""
    tree = hit.tree
    marks = [t for t in tokens if t > k and tree.pos[t] == "ADP" and not _other_quote(hit, t)]
    marks = [t for t in marks if any(_other_quote(hit, u) for u in tokens if t < u <= t + 3)]
    return [t for t in tokens if t > marks[0]] if marks and not _other_quote(hit, k) else tokens


def _from_whom(hit: Hit, tokens: list[int]) -> list[int]:
    """ "exigent du gouvernement « une proposition »": the quotation alone, behind a whole phrase with a preposition."""
    tree = hit.tree
    opening = next((t for t in tokens if _other_quote(hit, t)), tokens[0])
    word = next((t for t in tokens if t >= opening and not tree.punct(t)), opening)
    before = [t for t in tokens if t < opening]
    whole = bool(before) and tree.pos[before[-1]] in ("NOUN", "PROPN") and tree.pos[before[0]] == "ADP"
    return [t for t in tokens if t >= opening] if whole and tree.pos[word] == "DET" else tokens


def before_second(hit: Hit, tokens: list[int]) -> list[int]:
    """Without a second predicate of the same form as the cue: "a condamné une attaque « lâche » | et promis ..."."""
    tree = hit.tree
    compound = bool(hit.kids("auxiliary"))
    for t in tokens:
        if t <= hit.head or tree.pos[t] != "CCONJ" or tree.quote[t] != hit.quoted:
            continue
        at = t + 1
        if at < len(tree) and tree.lower[at] in tree.grammar.word("but_not") and contrasts(tree, t):
            return [u for u in tokens if u < t]  # "a confirmé l'incident mais pas la distance"
        while at < len(tree) and (tree.pos[at] == "ADV" or tree.lower[at] in tree.grammar.word("clitic_object")):
            at += 1
        if at >= len(tree) or tree.quote[at] != hit.quoted or tree.pos[at] not in ("VERB", "AUX"):
            continue
        past = tree.morph(at, "VerbForm") == "Part" and tree.morph(at, "Tense") == "Past"
        same = tree.morph(at, "Tense") == tree.morph(hit.head, "Tense") and tree.morph(at, "VerbForm") == "Fin"
        if (compound and (past or tree.lower[at] in tree.grammar.word("have_active"))) or (not compound and same):
            return [u for u in tokens if u < t]
    return tokens


def _other_quote(hit: Hit, token: int) -> bool:
    return hit.tree.quote[token] >= 0 and hit.tree.quote[token] != hit.quoted


def _with_object(hit: Hit, k: int, tokens: list[int]) -> list[int]:
    """With the object before it, which the parser parted from its own complement: "un couloir pour ... « ... »"."""
    tree = hit.tree
    for o in hit.kids("object") if "object" not in hit.entry.to else ():
        own = tree.subtree(o)
        gap = range(own[-1] + 1, tokens[0])
        if hit.head < o < k and not any(tree.punct(t) or tree.pos[t] in ("VERB", "AUX", "SCONJ") for t in gap):
            return sorted({*own, *gap, *tokens})
    return tokens


def with_next_quote(hit: Hit, tokens: list[int]) -> list[int]:
    """With a quotation that follows at once and hangs on the cue or the phrase: "un bilan, « douze morts »"."""
    tree, at = hit.tree, tokens[-1] + 1
    stop = tree.sentences[tree.sentence[hit.head]][1]
    while (
        at < stop and tree.punct(tokens[-1]) and _other_quote(hit, tokens[-1]) and tree.quote[at] == tree.quote[at - 1]
    ):
        tokens, at = [*tokens, at], at + 1  # "leur libération « | avant vendredi »"
    while at < stop and (tree.words[at] == "," or (tree.quote[at] >= 0 and tree.quote[at] == tree.quote[at - 1])):
        at += 1
    if at >= stop or not _other_quote(hit, at) or tree.quote[at] == tree.quote[tokens[-1]]:
        return tokens
    quote = [t for t in range(at, stop) if tree.quote[t] == tree.quote[at]]
    adjoins = at == tokens[-1] + 1 and quote[0] == at  # "demanded an apology | “in writing”"
    linked = adjoins or any(tree.head[t] in tokens or tree.head[t] in hit.words for t in quote)
    below = [u for t in quote for u in tree.subtree(t) if u > tokens[-1]] if linked else []
    return sorted({*tokens, *range(tokens[-1] + 1, quote[-1] + 1), *below}) if linked else tokens


def _with_fragments(hit: Hit, tokens: list[int]) -> list[int]:
    """With further fragments of the same kind: "une « mascarade » et « un coup d'État »"."""
    tree = hit.tree
    stop = tree.sentences[tree.sentence[hit.head]][1]
    while tokens and _other_quote(hit, tokens[-1]):
        number, at = tree.quote[tokens[-1]], tokens[-1] + 1
        while at < stop and tree.quote[at] == number:
            at += 1
        joint = at
        while at < stop and (tree.words[at] == "," or tree.pos[at] == "CCONJ"):
            at += 1
        while at < stop and tree.quote[at] < 0 and tree.pos[at] in ("DET", "ADP", "ADJ") and at - joint < 5:
            at += 1
        if joint == at or at >= stop or not _other_quote(hit, at) or tree.quote[at] == number:
            return tokens
        quote = [t for t in range(at, stop) if tree.quote[t] == tree.quote[at]]
        if any(tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") == "Fin" for t in quote):
            return tokens
        tokens = [*tokens, *range(tokens[-1] + 1, quote[-1] + 1)]
        after = quote[-1] + 1
        if after + 1 < stop and tree.lower[after] in tree.grammar.word("fragment_of"):
            end = after
            while end < stop and tree.pos[end] in ("ADP", "DET", "NOUN", "PROPN", "ADJ") and not tree.punct(end):
                end += 1
            tokens = [*tokens, *range(after, end)]
    return tokens


def _without_told(hit: Hit, tokens: list[int]) -> list[int]:
    """Without the one spoken to at the end: "« toute l'aide nécessaire » à son homologue"."""
    tree = hit.tree
    last = max((t for t in tokens if _other_quote(hit, t)), default=None)
    if last is None:
        return tokens
    for t in tokens:
        if (
            t > last
            and not tree.punct(t)
            and any(tree.lower[t] in {how, *tree.grammar.word("form:" + how)} for how in hit.entry.to)
        ):
            if t < tokens[-1] and tree.morph(t + 1, "VerbForm") == "Inf":
                continue  # "une « tromperie » destinée à attirer"
            noun = noun_of(tree, t + 1, tokens[-1] + 1) if t < tokens[-1] else None
            return [u for u in tokens if u < t] if noun is not None and hears(tree, noun) else tokens
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
    return ()


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
    if at >= stop or not _other_quote(hit, at):
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
    if not tokens or not _other_quote(hit, tokens[-1]):
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


def speech_object(hit: Hit) -> tuple[Chars, ...]:
    """A noun phrase headed by a noun of saying or feeling ("a exprimé son soutien à Israël")."""
    tree = hit.tree
    nouns = tree.grammar.word("gist_noun")
    for k in hit.kids("object"):
        group = [k, *tree.children(k, "conjunct")]
        if k > hit.head and any(tree.lemma[n] in nouns or tree.lower[n] in nouns for n in group):
            tokens = with_about(hit, before_second(hit, extended(hit, k)))
            return spans_of(tree, with_coordinate(hit, tokens), inside=hit.quoted)
    return ()
