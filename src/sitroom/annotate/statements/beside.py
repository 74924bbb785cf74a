"""Speakers that only position shows, beside a cue: the questions `make_draft` asks where the parse has none, or the
wrong one."""

from __future__ import annotations

from sitroom.annotate.statements.clauses import finite
from sitroom.annotate.statements.closing import closing_subject
from sitroom.annotate.statements.drafts import Chars
from sitroom.annotate.statements.hits import Hit, cue_tokens, is_passive
from sitroom.annotate.statements.inserted import as_inserted
from sitroom.annotate.statements.phrases import Phrase, phrase, with_name
from sitroom.annotate.statements.positions import adjacent_subject, inverted_subject, leading_subject
from sitroom.annotate.statements.scan import noun_of

INVERTING = ("insert", "insert_position", "quote", "quote_open", "introduced", "clause")  # cues before their subject


def beside(hit: Hit, rule: str, contents: tuple[Chars, ...], cue: tuple[int, ...]) -> Phrase | None:
    """A source that only position shows: the phrase right after an inverted cue, or right before the cue."""
    tree = hit.tree
    before = [b for a, b in contents if b <= tree.begin[cue[0]]]
    options = []
    start = tree.sentences[tree.sentence[hit.head]][0]
    opening = all(tree.punct(t) or tree.pos[t] in ("ADV", "CCONJ", "INTJ") for t in range(start, cue[0]))
    comma = cue[0] > start and tree.words[cue[0] - 1] == ","
    if (finite(hit) or opening) and (before or opening or comma or as_inserted(hit)) and rule in INVERTING:
        options.append(inverted_subject(hit))
    if before:
        start = next((t for t in range(start, cue[0]) if tree.begin[t] >= max(before)), cue[0])
    if before and rule == "quote" and tree.pos[start] == "PROPN" and start < cue[0]:
        head = noun_of(tree, start, cue[0])  # "« P », X, the man who founded a website tweeted"
        options.append(with_name(tree, phrase(tree, head, "leading", without={hit.head})) if head is not None else None)
    options.append(adjacent_subject(hit, start))
    if finite(hit):
        options.append(leading_subject(hit, start))
    if "object" in hit.entry.to and hit.entry.sense == "speech":
        options = [*options[1:], *options[:1]] if len(options) == 3 else options  # "Ramos, 58, told AFP"
    for found in options:
        if found is not None and not any(a < found.end and found.start < b for a, b in contents):
            return found
    return None


def closing(hit: Hit) -> Phrase | None:
    """The speakers between the last comma and a cue at the end: the parser lists them with what the clause is about."""
    found = closing_subject(hit)
    if found is None:
        return None
    tree, (first, stop) = hit.tree, found
    head = noun_of(tree, first, stop)
    return Phrase(stop - 1 if head is None else head, tree.begin[first], tree.end[stop - 1], "closing")


def behind_colon(hit: Hit, source: Phrase | None) -> Phrase | None:
    """ "Goma : Tala somme Brani de ...": the town before the colon does not speak."""
    tree = hit.tree
    if source is None or ":" not in tree.line[source.start : source.end] or source.end > tree.begin[min(hit.words)]:
        return source
    own = [t for t in range(len(tree)) if source.start <= tree.begin[t] < source.end]
    colon = next((t for t in reversed(own) if tree.words[t] == ":" and tree.quote[t] < 0), None)
    noun = next((t for t in own if colon is not None and t > colon and tree.pos[t] in ("NOUN", "PROPN", "PRON")), None)
    return Phrase(noun, tree.begin[colon + 1], source.end, source.how) if noun and colon is not None else source


def verb_between(hit: Hit, source: Phrase) -> bool:
    """Does a verb of its own, and then a comma, stand between a source and a cue that may be inverted?"""
    tree, at = hit.tree, min(cue_tokens(hit))
    if not tree.grammar.word("clitic_subject") or tree.words[at - 1] != "," or source.end > tree.begin[at]:
        return False
    between = [t for t in range(source.head + 1, at) if tree.quote[t] == hit.quoted]
    spoken = [t for t in between if tree.morph(t, "VerbForm") == "Fin"]
    who = tree.grammar.word("who") | tree.grammar.word("complementizer")
    return bool(spoken) and finite(hit) and not any(tree.lower[t] in who or tree.words[t] == "," for t in between[:-1])


def second_participle(hit: Hit) -> bool:
    """ "a gelé leurs avoirs et menacé de ...": a bare past participle behind "and"."""
    tree, at = hit.tree, cue_tokens(hit)[0]
    past = tree.morph(hit.head, "VerbForm") == "Part" and tree.morph(hit.head, "Tense") == "Past"
    joined = at > 0 and (tree.pos[at - 1] == "CCONJ" or (tree.words[at - 1] == "," and hit.head not in (0, at - 1)))
    return past and hit.kind == "verb" and joined and not hit.kids("auxiliary") and not is_passive(hit)


def next_predicate(hit: Hit) -> bool:
    """ "the governor laughed, then said ...", "a ri, puis a dit ...": a finite cue behind a word for what came next."""
    tree, at = hit.tree, cue_tokens(hit)[0] - 1
    return hit.kind == "verb" and finite(hit) and at > 0 and tree.lower[at] in tree.grammar.word("then")


def nearest_name(hit: Hit, rule: str, source: Phrase | None) -> Phrase | None:
    """ "When a man shouted, Beck joked, “P”": a name right before a cue without a subject of its own is the source."""
    tree, at = hit.tree, cue_tokens(hit)[0] - 1
    if rule != "quote" or source is None or source.how != "subject" or at < 1 or hit.kids("subject") or not finite(hit):
        return source
    near = tree.pos[at] == "PROPN" and source.end < tree.begin[at] and tree.quote[at] == hit.quoted
    first = at
    while first > 0 and tree.pos[first - 1] == "PROPN":
        first -= 1
    parted = tree.words[first - 1] == "," or tree.quote[first - 1] >= 0
    return adjacent_subject(hit, first) or source if near and parted else source


def aged(hit: Hit, rule: str, source: Phrase | None) -> Phrase | None:
    """ "“P,” Ramos, 58, told AFP": the name behind the quotation, which an age parts from its cue."""
    tree, at = hit.tree, cue_tokens(hit)[0]
    behind = source is None or source.start >= tree.end[hit.head]
    if rule != "quote" or not behind or at < 4 or tree.pos[at - 2] != "NUM":
        return source
    if not (tree.words[at - 1] == tree.words[at - 3] == ",") or tree.quote[at - 4] >= 0:
        return source
    first = next((t + 1 for t in range(at - 4, -1, -1) if tree.quote[t] >= 0), at)
    return leading_subject(hit, first) or source


def asked_one(hit: Hit, source: Phrase, contents: tuple[Chars, ...]) -> bool:
    """Is the phrase between cue and infinitive the one who is asked, not an inverted subject?"""
    behind = source.start >= hit.tree.end[max(hit.words)] and bool(contents) and source.end <= contents[0][0]
    return behind and "object" in hit.entry.to and hit.entry.sense == "request" and finite(hit)
