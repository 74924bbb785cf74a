"""Whole sentences in quotation marks that no cue of their own line takes: they go with the sentence beside them.

"Luc Morel assure avoir été prévenu trop tard. « On m'a appelé à minuit. »": the speaker of the sentence before.
"« Je n'ai rien vu. » Luc Morel tient la boulangerie ...": at the head of a line, the person the next sentence is about.
"""

from __future__ import annotations

from sitroom.annotate.statements.clauses import finite
from sitroom.annotate.statements.direct import Quote, quotes_of
from sitroom.annotate.statements.drafts import Draft
from sitroom.annotate.statements.frames import make_draft
from sitroom.annotate.statements.hits import Hit
from sitroom.annotate.statements.phrases import Phrase, phrase, with_name
from sitroom.annotate.statements.tree import Tree
from sitroom.annotate.statements.unknown import named_before

ENDS = (".", "!", "?", "…")
ABOUT = 22  # tokens of a sentence about somebody that a quotation follows
SHORT = 3  # words a whole utterance has at least


def loose_drafts(tree: Tree, drafts: list[Draft], hits: list[Hit]) -> list[Draft]:
    """Drafts of a line's loose quotations; those that stand side by side are one statement."""
    outer = [d for d in drafts if d.home is tree and (d.hit is None or d.hit.quoted < 0)]
    taken = sorted(c for d in outer for c in d.contents)
    out: list[Draft] = []
    held: Quote | None = None
    for quote in quotes_of(tree):
        free = not any(a < quote.end and quote.start < b for a, b in taken)
        named = named_before(tree, quote) if free and quote.full else None
        if named is not None:
            note = {"from": "who is named before the colon"}
            out.append(Draft(tree, "named", 0.6, ((quote.start, quote.end),), None, None, named, note=note))
            held = None
            continue
        if not free or not _whole(tree, quote):
            held = None
            continue
        if held is not None and out and not tree.line[held.end : quote.start].strip():
            out[-1] = out[-1].but(contents=(*out[-1].contents, (quote.start, quote.end)))
            held = quote
            continue
        found = _behind(tree, quote, drafts, hits) or _ahead(tree, quote)
        held = quote if found is not None else None
        if found is not None:
            rule, score, source = found
            note = {"from": "the sentence before" if rule == "continued" else "the sentence after"}
            out.append(Draft(tree, rule, score, ((quote.start, quote.end),), None, None, source, note=note))
    return out


def _whole(tree: Tree, quote: Quote) -> bool:
    """Is it an utterance that begins and ends like a sentence, between sentences?"""
    start, end = tree.quotations.found[quote.number].inner
    words = tree.line[start:end].split()
    before = tree.line[: quote.start].rstrip()[-1:]
    after = tree.line[quote.end :].lstrip()[:1]
    closed = words[-1][-1:] in ENDS if words else False
    apart = not before or before in '.!?…»”"' or before in ENDS
    return quote.full and closed and len(words) >= SHORT and apart and (not after or after.isupper() or after in '«“"')


def _behind(tree: Tree, quote: Quote, drafts: list[Draft], hits: list[Hit]) -> tuple[str, float, Phrase] | None:
    """The speaker of the sentence right before the quotation: of its last statement, else of a cue without content."""
    if quote.first == 0:
        return None
    sentence = tree.sentence[quote.first - 1]
    first = tree.sentences[sentence][0]
    if any(tree.quote[t] >= 0 for t in range(first, quote.first)) and tree.quote[quote.first - 1] >= 0:
        return None
    said = [d for d in drafts if d.tree is tree and d.hit is not None and d.source is not None and d.hit.quoted < 0]
    said = [d for d in said if d.hit is not None and tree.sentence[d.hit.head] == sentence and d.source_tree is None]
    said = [d for d in said if d.hit is not None and d.hit.entry.sense not in ("evidence",)]
    outer = [d for d in said if not any(_holds(o, d) for o in said)]
    for d in reversed(outer):
        if d.source is not None and d.source.end <= quote.start:
            return "continued", 0.6, d.source
    for hit in reversed(hits):
        free = hit.kind == "verb" and tree.sentence[hit.head] == sentence and hit.quoted < 0 and finite(hit)
        if free and hit.entry.sense == "speech" and hit.head < quote.first:
            source = make_draft(hit, "quote", ()).source
            if source is not None and source.end <= quote.start:
                return "continued", 0.5, source
    shown = _shown(tree, first, quote.first) if not said else None
    return ("continued", 0.45, shown) if shown is not None else None


def _shown(tree: Tree, first: int, stop: int) -> Phrase | None:
    """ "Luc Morel, maire, montre une douille. « P »": the one person a sentence without report is about."""
    if any(tree.quote[t] >= 0 for t in range(first, stop)) or stop - first > ABOUT or tree.words[stop - 1] != ".":
        return None
    verbs = [t for t in range(first, stop) if tree.morph(t, "VerbForm") == "Fin" and tree.pos[t] in ("VERB", "AUX")]
    main = next(
        (
            t
            for t in range(first, stop)
            if tree.sentence[tree.head[t]] == tree.sentence[first] and tree.head[t] == t and not tree.punct(t)
        ),
        None,
    )
    own_voice = tree.grammar.word("first_person") | tree.grammar.word("first_person_told")
    if not verbs or main is None or any(tree.lower[t] in own_voice for t in range(first, stop)):
        return None  # "The judge interrupted me"
    own = [k for k in tree.children(main, "subject") if k < main]
    if tree.person[main] is not None and main < verbs[0] and main - first < SHORT:
        own = [main]  # "Moussa, 34 ans, hausse les épaules": the verb hangs on the name
    if not own or not _human(tree, own[0]):
        return None
    named = {tree.person[t] for t in range(own[0], stop) if tree.person[t] is not None}
    return with_name(tree, phrase(tree, own[0], "about")) if len(named) <= 1 else None


def _human(tree: Tree, t: int) -> bool:
    """A person's name, or one person by a noun for what he is."""
    if tree.person[t] is not None:
        return True
    one = tree.pos[t] == "NOUN" and tree.morph(t, "Number") == "Sing"
    return one and tree.lemma[t] in tree.grammar.word("people") & tree.grammar.word("title_noun")


def _holds(outer: Draft, inner: Draft) -> bool:
    at = inner.tree.begin[inner.hit.head] if inner.hit is not None else -1
    return outer is not inner and any(a <= at < b for a, b in outer.contents)


def _ahead(tree: Tree, quote: Quote) -> tuple[str, float, Phrase] | None:
    """The person named as the subject of the sentence behind a quotation that begins the line."""
    if any(not tree.punct(t) for t in range(quote.first)) or quote.last + 2 >= len(tree):
        return None
    at = quote.last + 1
    first, stop = tree.sentences[tree.sentence[at]]
    verb = next((t for t in range(max(first, at), stop) if tree.morph(t, "VerbForm") == "Fin"), None)
    if verb is None or tree.person[at] is None or any(tree.quote[t] >= 0 for t in range(at, verb)):
        return None
    return "ahead", 0.5, with_name(tree, phrase(tree, at, "ahead"))
