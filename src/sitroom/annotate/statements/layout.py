"""Statements that the page's layout makes: "Name: ..." labels, interviews, quotations that go on over paragraphs.

A label is believed when what stands before the colon names somebody, not when it names a topic.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sitroom.annotate.prior import Prior
from sitroom.annotate.statements.direct import Quote, quotes_of
from sitroom.annotate.statements.drafts import Chars, Draft, spans_of
from sitroom.annotate.statements.frames import make_draft
from sitroom.annotate.statements.hits import Hit
from sitroom.annotate.statements.interview import Turn
from sitroom.annotate.statements.phrases import Phrase, phrase
from sitroom.annotate.statements.tree import Tree

LABEL = 9  # tokens a speaker's label may have
OFFICE = 26  # with his office
PEOPLE = ("PERSON", "PER")
HEADING = 12  # tokens a quotation in a line of its own may have that heads a part of a report
MARKED = ' "»”’\u00a0\u202f'
ENDS = (".", "!", "?", "…", ",", ":")
LISTED = re.compile(r"\s*(?:\d{1,3} ?[.)/:]|[•*·▪■])\s*")
NAMELIKE = ("PROPN", "NOUN", "ADJ", "DET", "ADP", "PUNCT", "PRON", "X", "NUM", "CCONJ", "PART")


def behind_number(tree: Tree) -> int:
    """The first token behind the number or bullet of an item in a list ("3. ", "2) ", "• ")."""
    found = LISTED.match(tree.line[:12])
    return next((t for t in range(min(8, len(tree))) if tree.begin[t] >= found.end()), 0) if found else 0


def label_draft(tree: Tree, prior: Prior, known: frozenset[str]) -> Draft | None:
    """ "Kirby : « ... »", "Plan is dead: minister". `known`: lower-case names of people the report already named."""
    colon = next((t for t in range(min(len(tree), OFFICE)) if tree.words[t] == ":" and tree.quote[t] < 0), None)
    number = behind_number(tree)
    start = (_behind_dash(tree, colon) if colon else 0) or (_behind_from(tree, colon) if colon else 0) or number
    if colon and (start > number or colon < LABEL or _with_office(tree, colon)):
        left = list(range(start, _before_topic(tree, start, colon)))
        right = list(range(colon + 1, len(tree)))
        if len([t for t in right if not tree.punct(t)]) >= 2 and _names_somebody(tree, left, prior, known, right):
            source = Phrase(_head(tree, left), tree.begin[left[0]], tree.end[left[-1]], "label")
            contents = spans_of(tree, _quoted_only(tree, right))
            if contents:
                dash = start > number and tree.words[start - 1] in ("-", "–", "—")
                note = {"behind": "a heading's dash"} if dash else {}
                return Draft(tree, "label", 0.8, contents, None, None, source, note=note)
    return _trailing_label(tree, prior, known) if tree.block.section.kind == "headline" else None


def _before_topic(tree: Tree, start: int, colon: int) -> int:
    """ "Ann Holt on the missing crew: “P”": where what it is about begins; the colon without such words."""
    quoted = colon + 1 < len(tree) and tree.quote[colon + 1] >= 0
    topic = next((t for t in range(start + 1, colon - 1) if tree.lower[t] in tree.grammar.word("topic_mark")), colon)
    return topic if quoted and tree.pos[topic - 1] == "PROPN" and not tree.punct(topic) else colon


def _behind_from(tree: Tree, colon: int) -> int:
    """ "From the report: “P”", "More from Ann Holt: “P”": where the one quoted begins; 0 without such words."""
    words = tree.grammar.phrases("label_from").get(tree.lower[0], ())
    length = next((len(p) for p in words if tuple(tree.lower[: len(p)]) == p), 0)
    quoted = colon + 1 < len(tree) and tree.quote[colon + 1] >= 0
    return length if quoted and length < colon else 0


def _behind_dash(tree: Tree, colon: int) -> int:
    """ "POLLS WERE WRONG - Luc Morel : « ... »": where the label behind a heading's dash begins; 0 without one."""
    dash = next((t for t in range(colon - 1, max(0, colon - LABEL), -1) if tree.words[t] in ("-", "–", "—")), None)
    apart = (
        dash is not None
        and dash > 1
        and tree.begin[dash] > tree.end[dash - 1]
        and tree.begin[dash + 1] > tree.end[dash]
    )
    quoted = colon + 1 < len(tree) and tree.quote[colon + 1] >= 0
    return dash + 1 if dash is not None and apart and quoted and dash + 1 < colon else 0


def _with_office(tree: Tree, colon: int) -> bool:
    """ "Luc Morel, commissaire de la Cédéao aux Affaires politiques : « ... »": a name, a comma, an office."""
    comma = next((t for t in range(min(6, colon)) if tree.words[t] == ","), None)
    named = comma is not None and all(tree.words[t][:1].isupper() or len(tree.words[t]) < 4 for t in range(comma))
    return named and colon + 1 < len(tree) and tree.quote[colon + 1] >= 0


def further_labels(tree: Tree, first: Draft) -> list[Draft]:
    """ "La présidente : « ... ? » Le prévenu : « Oui. »": labels behind the quotation of a label, in one line."""
    out: list[Draft] = []
    quotes = [q for q in quotes_of(tree) if q.start >= first.contents[0][0]]
    for before, quote in pairwise(quotes):
        left = [t for t in range(before.last + 1, quote.first) if tree.quote[t] < 0]
        if len(left) < 2 or len(left) > LABEL or tree.words[left[-1]] != ":" or tree.punct(left[0]):
            continue
        words = left[:-1]
        if any(tree.pos[t] not in NAMELIKE for t in words) or not tree.words[words[0]][:1].isupper():
            continue
        source = Phrase(_head(tree, words), tree.begin[words[0]], tree.end[words[-1]], "label")
        out.append(Draft(tree, "label", 0.75, ((quote.start, quote.end),), None, None, source))
    return out


def _quoted_only(tree: Tree, right: list[int]) -> list[int]:
    """What a label introduces: all that follows, or the quotation right behind the colon where narration goes on."""
    number = tree.quote[right[0]]
    if number < 0 or not tree.quotations.found[number].closed:
        return right
    quote = [t for t in right if tree.quote[t] == number]
    rest = [t for t in right if t > quote[-1] and not tree.punct(t)]
    if not rest or tree.quote[rest[0]] >= 0:
        return right
    inner = tree.quotations.found[number].inner
    ended = tree.line[inner[0] : inner[1]].rstrip()[-1:] in ".!?…" or tree.words[quote[-1] + 1] in (",", ".")
    return quote if ended else right


def _trailing_label(tree: Tree, prior: Prior, known: frozenset[str]) -> Draft | None:
    """A headline that ends in its source: "Bridge to reopen in May: mayor"."""
    last = max((t for t in range(len(tree)) if tree.words[t] in (":", "–", "—") and tree.quote[t] < 0), default=None)
    if (
        last is None
        or not 0 < len(tree) - 1 - last <= 4
        or not any(tree.pos[t] in ("VERB", "AUX") for t in range(last))
    ):
        return None
    right = [t for t in range(last + 1, len(tree)) if not tree.punct(t)]
    if not right or not (
        _person(tree, right, prior, known) or tree.lemma[right[-1]] in tree.grammar.word("title_noun")
    ):
        return None
    contents = spans_of(tree, list(range(last)))
    source = Phrase(right[-1], tree.begin[right[0]], tree.end[right[-1]], "label")
    return Draft(tree, "label_after", 0.7, contents, None, None, source) if contents else None


def turn_draft(tree: Tree, turn: Turn, labels: Tree) -> Draft | None:
    """The words of an interview's turn; `labels`: the line that names the speaker."""
    contents = spans_of(tree, [t for t in range(len(tree)) if tree.begin[t] >= turn.said])
    if not contents:
        return None
    whole = ((turn.said, len(tree.line.rstrip())),)
    named = [t for t in range(len(labels)) if turn.start <= labels.begin[t] < turn.end]
    if not named:
        return None
    source = Phrase(_head(labels, named), turn.start, turn.end, "label")
    note = {"turn": "question" if turn.question else "answer"}
    return Draft(tree, "turn", 0.8, whole, None, None, source, source_tree=labels, name=turn.name, note=note)


def _head(tree: Tree, tokens: list[int]) -> int:
    return next((t for t in tokens if tree.head[t] not in tokens or tree.head[t] == t), tokens[0])


def _names_somebody(tree: Tree, left: list[int], prior: Prior, known: frozenset[str], right: list[int]) -> bool:
    if not left or any(tree.pos[t] not in NAMELIKE or tree.quote[t] >= 0 for t in left):
        return False
    if tree.punct(left[0]):
        return False
    text = tree.line[tree.begin[left[0]] : tree.end[left[-1]]].lower()
    if text in tree.grammar.word("never_label"):
        return False
    quoted = tree.quote[right[0]] >= 0 and tree.punct(right[0])
    noun = tree.lemma[left[-1]] in tree.grammar.word("label_noun") or tree.lower[left[-1]] in tree.grammar.word(
        "label_noun"
    )
    heading = tree.line.rstrip()[-1:] not in ".!?;" or tree.block.section.kind == "headline"
    if noun and heading and len(left) <= 4 and any(tree.pos[t] in ("VERB", "AUX") for t in right):
        return True
    capital = all(tree.pos[t] in ("PROPN", "DET") for t in left) and len(left) <= 3 and heading
    if capital and not quoted and _body(tree, left, prior) and _fragments(tree, right):
        return True  # "Kremlin: drone strike ‘will not go unanswered’"
    person = _person(tree, left, prior, known)
    return person or (quoted and tree.words[left[0]][:1].isupper() and len(left) <= 6 and _animate(tree, left))


def _body(tree: Tree, left: list[int], prior: Prior) -> bool:
    """Does the report have these words as a state or organisation?"""
    mention = prior.mention_at(tree.block.chars(tree.begin[left[0]], tree.end[left[-1]]))
    actor = prior.actor(mention.actor) if mention else None
    return actor is not None and actor.kind in ("state", "organisation")


def _fragments(tree: Tree, right: list[int]) -> bool:
    """A clause with words in quotation marks, and none behind another colon."""
    marked = any(tree.quote[t] >= 0 for t in right)
    return marked and not any(tree.words[t] == ":" for t in right)


def _animate(tree: Tree, left: list[int]) -> bool:
    titles = tree.grammar.word("title_noun")
    return any(tree.lemma[t] in titles or tree.lower[t] in titles or tree.pos[t] == "PROPN" for t in left)


def _person(tree: Tree, tokens: list[int], prior: Prior, known: frozenset[str]) -> bool:
    """Is this the name of a person, by an earlier mention, by the model, or by the actor stage?"""
    mention = prior.mention_at(tree.block.chars(tree.begin[tokens[0]], tree.end[tokens[-1]]))
    actor = prior.actor(mention.actor) if mention else None
    if actor is not None and actor.kind != "person":
        return False
    about = [t for t in tokens if mention and tree.block.chars(tree.begin[t], tree.end[t]).end <= mention.start]
    if any(tree.pos[t] == "ADP" for t in about) and tree.quote[tokens[-1] + 2 : tokens[-1] + 3] == [-1]:
        return False  # "Grève contre Doré : trains supprimés"
    whole = tree.person[tokens[0]] is not None and tree.person[tokens[0]] == tree.person[tokens[-1]]
    if whole and len(tokens) <= 5:
        return True
    text = tree.line[tree.begin[tokens[0]] : tree.end[tokens[-1]]].strip().lower()
    return text in known or (actor is not None and actor.kind == "person")


def is_all_quotation(tree: Tree) -> list[Quote]:
    """The quotations of a line that holds nothing else (up to two words); else an empty list."""
    quotes = quotes_of(tree)
    if not quotes or not quotes[0].speech:
        return []
    outside = [t for t in range(behind_number(tree), len(tree)) if tree.quote[t] < 0 and not tree.punct(t)]
    return quotes if len(outside) <= 2 and all(len(tree.words[t]) < 12 for t in outside) else []


def told_by_verb(tree: Tree, tokens: list[int]) -> bool:
    """Is there a finite verb before any relative pronoun: is this a sentence and not somebody's name?"""
    who = tree.grammar.word("who")
    at = next((n for n, t in enumerate(tokens) if tree.lower[t] in who), len(tokens))
    return any(tree.pos[t] in ("VERB", "AUX") and tree.morph(t, "VerbForm") == "Fin" for t in tokens[:at])


def signed_draft(tree: Tree) -> Draft | None:
    """ "« P » — Paul Vernat, maire", "« P » Paul Vernat (@pvernat), maire": who signs a quotation in its own line."""
    quotes = quotes_of(tree)
    if not quotes or not quotes[0].speech:
        return None
    ahead = [t for t in range(behind_number(tree), quotes[0].first) if not tree.punct(t)]
    if ahead and tree.words[quotes[0].first - 1] not in (":", "?"):
        return None  # "On her mother: “P” — Ana Lopes"
    last = quotes[-1].last
    rest = [t for t in range(last + 1, len(tree)) if tree.quote[t] < 0]
    dash = bool(rest) and tree.words[rest[0]][:1] in "-–—"
    named = [t for t in rest if not tree.punct(t)]
    if not named or len(named) > OFFICE or len(rest) != len(tree) - last - 1:
        return None
    handle = any("@" in tree.words[t] for t in named[:6])
    if told_by_verb(tree, named) or not (dash or handle) or not tree.words[named[0]].lstrip("-–—")[:1].isupper():
        return None
    source = phrase(tree, named[0], "signature")
    start = tree.begin[named[0]] + len(tree.words[named[0]]) - len(tree.words[named[0]].lstrip("-–—"))
    end = next((tree.begin[t] for t in rest if t > named[0] and tree.words[t] in ",("), tree.end[named[-1]])
    source = Phrase(source.head, start, max(start + 1, len(tree.line[:end].rstrip())), "signature")
    contents = tuple((q.start, q.end) for q in quotes)
    return Draft(tree, "signature", 0.8, contents, None, None, source)


def orphan_draft(tree: Tree, before: list[Draft], hits: list[Hit], last: Tree | None) -> Draft | None:
    """A line that is all quotation: it is introduced by the line before, or goes on with it; else nobody's.

    `before`: drafts of the line before; `hits`: its cues; `last`: that line.
    """
    quotes = is_all_quotation(tree)
    if not quotes:
        return None
    contents: tuple[Chars, ...] = tuple((q.start, q.end) for q in quotes)
    if last is not None and last.line.rstrip().endswith(":"):
        introduced = _introduced(tree, contents, before, hits, last)
        if introduced:
            return introduced
    heading = tree.block.section.kind == "headline" or (
        len(tree) <= HEADING
        and all(q.closed for q in tree.quotations.outer())
        and not tree.line.rstrip(MARKED).endswith(ENDS)
    )
    if heading:
        return Draft(tree, "orphan", 0.4, contents, reason="a quotation that heads a part of the report")
    spoken = [d for d in before if d.source is not None and (d.hit.quoted < 0 if d.hit else d.rule == "introduced")]
    spoken = [d for d in spoken if not any(_reports(o, d) for o in spoken)] or spoken
    if spoken and last is not None:
        held = next((d for d in reversed(spoken) if d.rule in ("quote", "introduced")), spoken[-1])
        score = 0.7 if held.rule in ("quote", "introduced", "continued") else 0.5
        note = {"from": "the line before", "cue": held.hit.lemma if held.hit else None}
        return Draft(
            tree, "continued", score, contents, None, None, held.source, held.source_tree or held.tree, note=note
        )
    return Draft(tree, "orphan", 0.4, contents, reason="a quotation with no cue in its line or in the one before")


def _reports(outer: Draft, inner: Draft) -> bool:
    """Does a cue lie in another draft's content?"""
    at = inner.tree.begin[inner.hit.head] if inner.hit is not None else -1
    return outer is not inner and outer.content_tree is None and any(a <= at < b for a, b in outer.contents)


def _introduced(
    tree: Tree, contents: tuple[Chars, ...], before: list[Draft], hits: list[Hit], last: Tree
) -> Draft | None:
    """The line before ends in a colon: its last cue without content, else the subject of its last sentence."""
    busy = {d.hit.head for d in before if d.hit is not None}
    free = [h for h in hits if h.kind == "verb" and h.has("quote") and h.quoted < 0 and h.head not in busy]
    sentence = len(last.sentences) - 1
    if free and last.sentence[free[-1].head] == sentence:
        draft = make_draft(free[-1], "introduced", ())
        return draft.but(contents=contents, content_tree=tree, score=0.9)
    held = [d for d in before if d.source is not None and d.hit is not None and d.hit.quoted < 0]
    if held:
        return held[-1].but(rule="introduced", contents=contents, content_tree=tree, score=0.7, addressees=())
    first, stop = last.sentences[sentence]
    subjects = [t for t in range(first, stop) if last.is_(t, "subject") and last.quote[t] < 0]
    subjects = [t for t in subjects if last.head[last.head[t]] == last.head[t]] or subjects
    if subjects:
        verb = last.head[subjects[0]]
        return Draft(
            last,
            "introduced",
            0.6,
            contents,
            None,
            (verb, verb),
            phrase(last, subjects[0], "subject"),
            content_tree=tree,
        )
    return None


def signature_draft(tree: Tree, before: list[Draft], last: Tree | None) -> Draft | None:
    """ "- Paul Vernat, mayor" under a quotation that nobody else claims."""
    if last is None or not before or before[-1].rule not in ("orphan", "continued") or len(tree) > 24:
        return None
    if tree.words[0][:1] not in "-–—" or any(tree.pos[t] in ("VERB", "AUX") for t in range(len(tree))):
        return None
    head = next((t for t in range(len(tree)) if tree.pos[t] == "PROPN"), None)
    if head is None:
        return None
    source = phrase(tree, head, "signature")
    return before[-1].but(
        rule="signature", score=0.8, source=source, source_tree=tree, reason=None, note={"from": "the line after"}
    )
