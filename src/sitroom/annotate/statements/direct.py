"""Direct speech: which cue, if any, introduces each quotation of a line.

The parse is unreliable around quotation marks, so position and punctuation decide and the parse only adds weight.
A line is read as narration and quotations in turn; a cue in the narration may take the quotation before it
("...", she said), the one after it (she said: "..."), or both (a split quotation).
"""

from __future__ import annotations

from dataclasses import dataclass

from sitroom.annotate.statements.clauses import is_trailing, prompts
from sitroom.annotate.statements.drafts import Chars, Draft
from sitroom.annotate.statements.frames import make_draft
from sitroom.annotate.statements.hits import Hit, Lexicon, cue_tokens
from sitroom.annotate.statements.quoted import manner
from sitroom.annotate.statements.tree import Tree
from sitroom.annotate.statements.unknown import ENDS, FAR, before_colon, named_before, unknown_verb

INNER = " \u00a0\u202f'’\"”»"  # marks of a quotation that ends inside another


@dataclass(frozen=True)
class Quote:
    """An outermost quotation as tokens `first` to `last` (marks included). `speech`: it reads like an utterance."""

    number: int
    first: int
    last: int
    start: int
    end: int
    speech: bool
    full: bool


def quotes_of(tree: Tree) -> list[Quote]:
    """The outermost quotations of a line that hold at least one word."""
    spans: dict[int, list[int]] = {}
    for t, n in enumerate(tree.quote):
        if n >= 0:
            spans.setdefault(n, [t, t])[1] = t
    out = []
    for n, (first, last) in sorted(spans.items()):
        q = tree.quotations.found[n]
        words = [t for t in range(first, last + 1) if not tree.punct(t)]
        if not words:
            continue
        a, b = q.inner
        text = tree.line[a:b].strip()
        verbs = any(tree.pos[t] in ("VERB", "AUX") for t in words)
        ended = text[-1:] in ".,!?…"
        speech = (verbs and len(words) >= 3) or ended or len(words) >= 7
        full = speech and (text[:1].isupper() or text[:1] in "[(…") and (verbs or ended)
        out.append(Quote(n, first, last, q.start, q.end, speech, full))
    return out


def direct_drafts(tree: Tree, hits: list[Hit], busy: dict[int, Draft], lexicon: Lexicon) -> list[Draft]:
    """Statements whose content is a quotation. `busy`: quotations that lie in the complement of another cue."""
    quotes = quotes_of(tree)
    callers = [h for h in hits if h.has("quote") and h.quoted < 0 and not _describes(tree, h) and not prompts(h)]
    taken: dict[int, Hit] = {}
    for quote in quotes:
        if quote.number in busy or _title(tree, quote):
            continue
        best = max(
            ((_weight(tree, quote, h, quotes), -_distance(quote, h), h) for h in callers),
            default=None,
            key=lambda x: x[:2],
        )
        if best and best[0] >= (2 if quote.speech else 4):
            taken[quote.number] = best[2]
        elif quote.full:
            unknown = unknown_verb(tree, quote, quotes, lexicon)
            unknown = unknown or before_colon(tree, quote, lexicon)
            if unknown is not None and named_before(tree, quote) is not None:
                unknown = None  # "The ruling pleased Ann Holt: “P.”": loose.py
            if unknown is not None and not any(unknown.head in h.words for h in callers):
                taken[quote.number] = unknown
    for one, other in zip(reversed(quotes[:-1]), reversed(quotes[1:]), strict=True):  # "«P», «Q», a dit X"
        hit = taken.get(other.number)
        side = one.speech and tree.line[one.end : other.start].strip() in (",", "and", "et")
        if hit is not None and side and hit.head > other.last and one.number not in taken and one.number not in busy:
            taken[one.number] = hit
    return _joined(tree, quotes, taken, busy, callers)


def _title(tree: Tree, quote: Quote) -> bool:
    """ "The report, titled “Facts,” says ...": the name of something."""
    return quote.first > 0 and tree.lower[quote.first - 1] in tree.grammar.word("naming") and not quote.full


def _describes(tree: Tree, hit: Hit) -> bool:
    """A past participle that describes a noun in a prepositional phrase: "selon les textes lus à la fin"."""
    noun = tree.head[hit.head]
    past = tree.morph(hit.head, "VerbForm") == "Part" and tree.morph(hit.head, "Tense") == "Past"
    bare = past and tree.is_(hit.head, "adnominal") and not hit.kids("auxiliary")
    if hit.kind != "verb" or not bare or noun > hit.head:
        return False
    return tree.is_(noun, "prep_object") or any(k < noun for k in tree.children(noun, "case"))


def _distance(quote: Quote, hit: Hit) -> int:
    return max(quote.first - hit.head, hit.head - quote.last)


def _weight(tree: Tree, quote: Quote, hit: Hit, quotes: list[Quote]) -> int:
    """How well a cue introduces a quotation; below 2 it does not."""
    cue = cue_tokens(hit)
    if manner(hit, quote.number):
        return 0
    if cue[0] > quote.last:
        return _after(tree, quote, hit, cue, quotes)
    if cue[-1] < quote.first:
        return _before(tree, quote, hit, cue, quotes)
    return 0


def _after(tree: Tree, quote: Quote, hit: Hit, cue: tuple[int, ...], quotes: list[Quote]) -> int:
    """ "...", said Holt. / "...", the mayor of the town said."""
    gap = range(quote.last + 1, cue[0])
    if len(gap) > FAR or any(quote.last < q.first < cue[0] for q in quotes) or _adds(tree, hit, cue):
        return 0
    if gap and tree.pos[gap[-1]] == "CCONJ":
        return 0  # "La mairie « salue » l'accord mais dément ...": a second predicate
    words = [t for t in gap if not tree.punct(t)]
    if any(tree.words[t] in ENDS or tree.words[t] in ":" for t in gap if t > quote.last + 1):
        return 0
    if not quote.full and _own_clause(tree, cue[-1] + 1):
        return 0  # "« le peuple frère » avertissent la Cédéao que ..."
    if not words and not gap and _adnominal(tree, hit):
        return 0  # "onze « touristes » soupçonnés d'espionnage"
    if is_trailing(hit) and any(tree.pos[t] == "VERB" for t in words):
        return 0  # "« P », raconte X, jugeant ...": the first cue's
    if any(tree.pos[t] in ("VERB", "AUX") and not _relative(tree, t) and t not in cue for t in gap):
        return 0 if not _linked(tree, quote, hit) else 2
    inner_end = tree.line[tree.quotations.found[quote.number].inner[0] : tree.quotations.found[quote.number].inner[1]]
    joined = inner_end.rstrip()[-1:] == "," or bool(gap and tree.words[gap[0]] in ",–—-")
    if not joined and _introduces(tree, cue, quotes):
        return 0
    comma = inner_end.rstrip(INNER)[-1:] in ",!?…" or (gap and tree.words[gap[0]] in ",–—-") or False
    weight = 0
    weight += 2 if comma else 0
    weight += 2 if not words else 0
    weight += 2 if _linked(tree, quote, hit) else 0
    weight += 1 if quote.full and len(words) <= 12 else 0
    if any(tree.lower[t] in tree.grammar.word("subordinator") and tree.pos[t] != "ADP" for t in words):
        weight -= 3
    if hit.kids("clause") and not any(quote.first <= k <= quote.last or k < quote.first for k in hit.kids("clause")):
        weight -= 1
    return weight


def _adnominal(tree: Tree, hit: Hit) -> bool:
    past = tree.morph(hit.head, "VerbForm") == "Part" and tree.morph(hit.head, "Tense") == "Past"
    return past and tree.is_(hit.head, "adnominal") and not hit.kids("auxiliary") and not hit.kids("subject")


def _own_clause(tree: Tree, at: int) -> bool:
    """Does "that" stand behind the cue, over the one spoken to?"""
    for t in range(at, min(at + 6, len(tree))):
        if tree.lower[t] in tree.grammar.word("complementizer"):
            return tree.dep[t] not in tree.grammar["determiner"]
        if tree.punct(t) or tree.pos[t] in ("VERB", "AUX", "CCONJ"):
            return False
    return False


def _introduces(tree: Tree, cue: tuple[int, ...], quotes: list[Quote]) -> bool:
    """Does a colon and another quotation stand right behind the cue: "Sur leur banc, ils s'énervent : « ... »"?"""
    following = next((q for q in quotes if q.first > cue[-1]), None)
    return following is not None and following.first - cue[-1] <= 3 and tree.words[following.first - 1] == ":"


def _adds(tree: Tree, hit: Hit, cue: tuple[int, ...]) -> bool:
    """ "« P », ajoutant que Q", "in adding that Q": a participle with its own clause takes no quotation before it."""
    at = cue[-1] + 1
    bare = hit.kind == "verb" and tree.morph(hit.head, "VerbForm") == "Part" and not hit.kids("auxiliary")
    follows = at < len(tree) and tree.lower[at] in tree.grammar.word("complementizer")
    return bare and follows and tree.morph(hit.head, "Tense") != "Past"


def _before(tree: Tree, quote: Quote, hit: Hit, cue: tuple[int, ...], quotes: list[Quote]) -> int:
    """Holt said: "..." / Holt told reporters on Monday, "..."."""
    gap = range(cue[-1] + 1, quote.first)
    if len(gap) > FAR or any(cue[-1] < q.first < quote.first for q in quotes):
        return 0
    if any(tree.words[t] in ENDS for t in gap):
        return 0
    words = [t for t in gap if not tree.punct(t)]
    last = tree.words[gap[-1]] if gap else ""
    if not hit.has("clause") and last not in (":", ",") and hit.entry.sense == "speech":
        return 0  # verbs that only comment on a quotation ("sourire", "poursuivre") do not introduce one outright
    weight = 4 if last == ":" else 3 if last in (",", "–", "—") and (quote.full or _tells(hit, quote, words)) else 0
    weight += 3 if not words else 0
    weight += 2 if _linked(tree, quote, hit) else 0
    weight += 1 if quote.full else 0
    verbs = sum(tree.pos[t] == "VERB" and not _relative(tree, t) for t in gap)
    if verbs and hit.entry.sense == "request" and not hit.kids("aux_passive"):
        return 0  # "urged calm, while Tehran made an offer, which X rejected: ..."
    if verbs and last != ":":
        weight -= 2
    if words and last not in (":", ",") and not _linked(tree, quote, hit):
        weight -= 2
    if words and not quote.full and last != ":":
        weight -= 1
    return weight


def _tells(hit: Hit, quote: Quote, words: list[int]) -> bool:
    """ ", tweeting at him, "you are ...": a participle, somebody, a comma and an utterance."""
    return is_trailing(hit) and quote.speech and len(words) <= 3


def _relative(tree: Tree, token: int) -> bool:
    """Is the verb in a clause that describes a noun ("the man who led the talks said")?"""
    return any(tree.is_(a, "adnominal") or tree.is_(a, "relative") for a in (token, *list(tree.ancestors(token))[:2]))


def _linked(tree: Tree, quote: Quote, hit: Hit) -> bool:
    """Does the parse join cue and quotation?"""
    inside = range(quote.first, quote.last + 1)
    return tree.head[hit.head] in inside or any(
        k in inside and not tree.punct(k) for w in hit.words for k in tree.kids[w]
    )


def _joined(
    tree: Tree, quotes: list[Quote], taken: dict[int, Hit], busy: dict[int, Draft], callers: list[Hit]
) -> list[Draft]:
    """Drafts from cue-quotation pairs; a quotation that follows the cue's own sentence goes on with it."""
    groups: dict[tuple[int, ...], list[Chars]] = {}
    hit_of: dict[tuple[int, ...], Hit] = {}
    held: tuple[Quote, Hit] | None = None
    for quote in quotes:
        hit = taken.get(quote.number)
        comma = tree.line[: quote.start].rstrip()[-1:] == ","
        blocked = quote.number in busy and not (held and busy[quote.number].hit is held[1] and comma)
        if hit is None and held and not blocked and (quote.full or (quote.speech and comma)):
            hit = _goes_on(tree, held[0], quote, held[1])
            hit = _nearer(hit, quote, callers) if hit is not None else None
        if quote.number in busy and quote.full:
            held = None
        if hit is not None:
            held = quote, hit
        if hit is not None:
            groups.setdefault(hit.words, []).extend((*_subject_of(tree, quote, hit), _lead_in(tree, quote, hit)))
            hit_of[hit.words] = hit
    out = []
    for words, spans in sorted(groups.items()):
        hit, spans_ = hit_of[words], tuple(sorted(spans))
        out.append(
            make_draft(hit, *(("quote_open", spans_, 0.7) if hit.entry.verbs == ("*",) else ("quote", spans_, 0.95)))
        )
    return out


def _nearer(hit: Hit, quote: Quote, callers: list[Hit]) -> Hit:
    """ "P," said A, and B cut in. "Q": the last cue with a subject of its own before the quotation."""
    between = [h for h in callers if hit.head < h.head < quote.first and h.kids("subject") and not h.kids("clause")]
    return between[-1] if between and between[-1].entry.sense == "speech" else hit


def _goes_on(tree: Tree, before: Quote, quote: Quote, hit: Hit) -> Hit | None:
    """Split quotation: "A", said X. "B" - only the cue's clause stands between, or nothing at all."""
    gap = [t for t in range(before.last + 1, quote.first) if tree.quote[t] < 0]
    words = [t for t in gap if not tree.punct(t)]
    if not words:
        return hit
    if hit.head < before.first or len(words) > 45:
        return None
    who = tree.grammar.word("who") - tree.grammar.word("complementizer")
    if any(tree.lower[t] in who and tree.pos[t - 1] == "ADP" for t in words[1:]):
        return None  # "dit X, pour qui il est « trop tard »"
    last = tree.line[: quote.start].rstrip(" \"»”’'\u00a0\u202f")[-1:]
    ends = [t for t in gap if tree.words[t] in ENDS and t < words[-1]]
    return hit if last in (*ENDS, ",", ":", ";", "–", "—") and not ends else None


def _lead_in(tree: Tree, quote: Quote, hit: Hit) -> Chars:
    """The quotation with narration that belongs to it: Rubio "apologized", Hannity said."""
    start, end = quote.start, quote.end
    if hit.head > quote.last and not (quote.full and _fresh(tree, quote)):
        at = quote.first
        first = tree.sentences[tree.sentence[quote.first]][0]
        apart = quote.speech and at > first and tree.words[at - 1] == "," and not tree.line[quote.start + 1].isupper()
        apart = apart and not _predicate(tree, quote)
        while not apart and at > first and tree.words[at - 1] not in (*ENDS, ":"):
            at -= 1
        while at < quote.first and tree.quote[at] >= 0 and at > 0 and tree.quote[at - 1] == tree.quote[at]:
            at += 1  # not from the middle of a quotation before
        while at < quote.first and (tree.punct(at) or tree.pos[at] == "SPACE"):
            at += 1
        end = _tail(tree, quote, hit)
        if at < quote.first and not any(tree.lower[t] in tree.grammar.word("subordinator") for t in range(at, at + 1)):
            start = tree.begin[at]
    return start, end


def _subject_of(tree: Tree, quote: Quote, hit: Hit) -> tuple[Chars, ...]:
    """ "The new dam, she said, “will hold”": the subject of a quotation that begins with its verb, before the cue."""
    first = tree.sentences[tree.sentence[hit.head]][0]
    comma = next((t for t in range(hit.head - 1, first, -1) if tree.words[t] == ","), first)
    if hit.head > quote.first or comma == first or tree.words[quote.first - 1] != "," or not _predicate(tree, quote):
        return ()
    own = range(first, comma)
    nouns = any(tree.pos[t] in ("NOUN", "PROPN", "PRON") for t in own) and tree.pos[first] not in ("ADP", "SCONJ")
    spoken = any(tree.quote[t] >= 0 or tree.words[t] == "," or tree.morph(t, "VerbForm") == "Fin" for t in own)
    behind = any(tree.words[t] == "," for t in range(hit.head, quote.first - 1))
    return ((tree.begin[first], tree.end[comma - 1]),) if nouns and not spoken and not behind else ()


def _tail(tree: Tree, quote: Quote, hit: Hit) -> int:
    """With what stands between the quotation and a comma before the cue: « P » le 12 février, a annoncé l'élu."""
    comma = cue_tokens(hit)[0] - 1
    words = range(quote.last + 1, comma)
    if comma <= quote.last + 1 or tree.words[comma] != "," or tree.punct(quote.last + 1) or len(words) > 10:
        return quote.end
    spoken = any(tree.pos[t] in ("VERB", "AUX", "PROPN") or tree.quote[t] >= 0 or tree.punct(t) for t in words)
    return quote.end if spoken else tree.end[comma - 1]


def _predicate(tree: Tree, quote: Quote) -> bool:
    """ "La raffinerie, arrêtée en mai, « ne redémarre pas »": a quotation that begins with the verb of its subject."""
    at = quote.first
    small = tree.grammar.word("negation") | tree.grammar.word("clitic_object")
    while at < quote.last and (tree.punct(at) or tree.lower[at] in small):
        at += 1
    return tree.pos[at] in ("VERB", "AUX") and tree.morph(at, "VerbForm") == "Fin"


def _fresh(tree: Tree, quote: Quote) -> bool:
    """Does the quotation start a sentence or follow a comma or colon?"""
    return quote.first == 0 or tree.words[quote.first - 1] in (*ENDS, ":", ",", "–", "—")
