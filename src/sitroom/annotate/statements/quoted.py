"""Contents that are quoted phrases: the object in quotation marks, its further fragments, what goes on behind it."""

from __future__ import annotations

from sitroom.annotate.statements.addressees import hears, told_to
from sitroom.annotate.statements.complements import describes_object
from sitroom.annotate.statements.drafts import Chars, spans_of
from sitroom.annotate.statements.hits import Hit
from sitroom.annotate.statements.phrases import Phrase
from sitroom.annotate.statements.scan import adjunct_of_time, contrasts, noun_of, phrase_end
from sitroom.annotate.statements.tree import Tree


def quoted_object(hit: Hit) -> tuple[Chars, ...]:
    """A noun phrase, or any complement, that is at least partly in quotation marks."""
    tree = hit.tree
    for k in sorted({c for w in hit.words for c in tree.kids[w]}):
        if describes_object(hit, k):
            continue
        behind = tree.quote[k] >= 0 and manner(hit, tree.quote[k])  # the object may hang on how it is judged
        if k <= hit.head or tree.punct(k) or not (tree.is_(k, "complement") or behind) or k in tree.sister:
            continue
        tokens = without_manner(hit, tree.subtree(k))
        if not tokens or _participial(tree, k, tokens) or contrasts(tree, tokens[0]) or _gerund(tree, tokens):
            continue
        opening = next((t for t in tokens if other_quote(hit, t)), None)
        if opening is not None and any(tree.words[t] == ";" and tree.quote[t] < 0 for t in range(hit.head, opening)):
            continue
        if opening is not None and not any(tree.words[t] == ":" and tree.quote[t] < 0 for t in range(k, opening)):
            if told_to(hit, k):  # a demandé à la préfète « des moyens »
                tokens = [t for t in tokens if tree.quote[t] >= 0]
            elif "object" in hit.entry.to and hit.entry.sense == "request" and tree.is_(k, "object"):
                if other_quote(hit, k):
                    continue  # "appelle « les deux pays » au calme"
                tokens = _behind_told(hit, k, tokens)
            else:
                tokens = _with_object(hit, k, _from_whom(hit, tokens))
            tokens = _with_place(hit, _with_fragments(hit, with_next_quote(hit, tokens)))
            while tokens and tree.pos[tokens[0]] == "ADP" and tree.quote[tokens[0]] < 0:
                tokens = tokens[1:]
            own = _before_trailing(hit, before_second(hit, _without_told(hit, tokens)))
            return spans_of(tree, own, inside=hit.quoted)
    return ()


def told_in_quotes(hit: Hit) -> tuple[Phrase, tuple[Chars, ...]] | None:
    """ "a appelé « les deux pays frères » au calme": the one spoken to stands in the marks, the content behind them."""
    tree = hit.tree
    stop = tree.sentences[tree.sentence[hit.head]][1]
    at = max(hit.words) + 1
    while at < stop and not other_quote(hit, at) and tree.words[at] not in ".;:":
        at += 1
    if "object" not in hit.entry.to or hit.entry.sense != "request" or at >= stop or not other_quote(hit, at):
        return None
    apart = [t for t in range(max(hit.words) + 1, at) if not tree.punct(t)]
    if apart and tree.words[at - 1] != ",":
        return None
    quote = [t for t in range(at, stop) if tree.quote[t] == tree.quote[at]]
    words, after = [t for t in quote if not tree.punct(t)], quote[-1] + 1
    if not words or any(tree.pos[t] in ("VERB", "AUX") for t in words) or after + 1 >= stop:
        return None
    wanted = {
        f
        for frame in hit.entry.frames
        if frame.startswith("prep:")
        for f in (frame[5:], *tree.grammar.word("form:" + frame[5:]))
    }
    if tree.lower[after] not in wanted | tree.grammar.word("infinitive_marker"):
        return None
    end = next((t for t in range(after, stop) if tree.words[t] in ",;:." or tree.pos[t] == "CCONJ"), stop)
    q = tree.quotations.found[tree.quote[at]]
    contents = spans_of(tree, list(range(after + 1, end)), inside=hit.quoted)
    return (Phrase(words[-1], q.start, q.end, "quoted"), contents) if contents else None


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


def _before_trailing(hit: Hit, tokens: list[int]) -> list[int]:
    """ "a rejeté le projet, | le qualifiant de « folie »": up to a participle with an object pronoun of its own."""
    tree, clitics = hit.tree, hit.tree.grammar.word("object_clitic")
    endings = tuple(tree.grammar.word("gerund_ending")) or ("\0",)
    for t in tokens[1:]:
        after = tree.words[t - 1] == "," and tree.lower[t] in clitics and tree.quote[t] == hit.quoted
        if after and t + 1 < len(tree) and tree.lower[t + 1].endswith(endings):
            return [u for u in tokens if u < t - 1]
    return tokens


def _with_place(hit: Hit, tokens: list[int]) -> list[int]:
    """ "de combats « rue par rue » | dans le centre de la ville": with where, when nobody is told with that word."""
    tree, at = hit.tree, tokens[-1] + 1
    while at < len(tree) and tree.punct(at) and tree.quote[at] >= 0 and tree.quote[at] == tree.quote[tokens[-1]]:
        at += 1
    stop = tree.sentences[tree.sentence[hit.head]][1]
    noun = tree.pos[tokens[0]] in ("NOUN", "DET", "ADJ", "NUM") and not other_quote(hit, tokens[0])
    if at >= stop or not noun or tree.lower[at] not in tree.grammar.word("place_preposition"):
        return tokens
    end = phrase_end(tree, at, stop)
    told = end is not None and any(tree.lower[t] in tree.grammar.word("said_in") for t in range(at, end))
    return tokens if end is None or told or adjunct_of_time(tree, at, stop) else [*tokens, *range(tokens[-1] + 1, end)]


def _gerund(tree: Tree, tokens: list[int]) -> bool:
    """ "tout en jugeant P « Q »", "en expulsant onze « touristes »": how, not what."""
    first = next((n for n, t in enumerate(tokens) if not tree.punct(t)), 0)
    endings = tuple(tree.grammar.word("gerund_ending")) or ("\0",)
    marker = tree.lower[tokens[first]] in tree.grammar.word("gerund_marker") and tree.quote[tokens[first]] < 0
    at = tokens[first]
    return marker and any(tree.lower[t].endswith(endings) for t in range(at + 1, min(at + 4, len(tree))))


def _behind_told(hit: Hit, k: int, tokens: list[int]) -> list[int]:
    """ "invite les habitants à « plus de prudence »": what stands behind the preposition, not the one spoken to."""
    tree = hit.tree
    marks = [t for t in tokens if t > k and tree.pos[t] == "ADP" and not other_quote(hit, t)]
    marks = [t for t in marks if any(other_quote(hit, u) for u in tokens if t < u <= t + 3)]
    return [t for t in tokens if t > marks[0]] if marks and not other_quote(hit, k) else tokens


def _from_whom(hit: Hit, tokens: list[int]) -> list[int]:
    """ "exigent du gouvernement « une proposition »": the quotation alone, behind a whole phrase with a preposition."""
    tree = hit.tree
    opening = next((t for t in tokens if other_quote(hit, t)), tokens[0])
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


def other_quote(hit: Hit, token: int) -> bool:
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
        at < stop and tree.punct(tokens[-1]) and other_quote(hit, tokens[-1]) and tree.quote[at] == tree.quote[at - 1]
    ):
        tokens, at = [*tokens, at], at + 1  # "leur libération « | avant vendredi »"
    while at < stop and (tree.words[at] == "," or (tree.quote[at] >= 0 and tree.quote[at] == tree.quote[at - 1])):
        at += 1
    if at >= stop or not other_quote(hit, at) or tree.quote[at] == tree.quote[tokens[-1]]:
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
    while tokens and other_quote(hit, tokens[-1]):
        number, at = tree.quote[tokens[-1]], tokens[-1] + 1
        while at < stop and tree.quote[at] == number:
            at += 1
        joint = at
        while at < stop and (tree.words[at] == "," or tree.pos[at] == "CCONJ"):
            at += 1
        while at < stop and tree.quote[at] < 0 and tree.pos[at] in ("DET", "ADP", "ADJ") and at - joint < 5:
            at += 1
        if joint == at or at >= stop or not other_quote(hit, at) or tree.quote[at] == number:
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
    last = max((t for t in tokens if other_quote(hit, t)), default=None)
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
