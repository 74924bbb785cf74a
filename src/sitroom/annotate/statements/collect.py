"""Runs the rules over a report, line by line, and settles what they disagree about."""

from __future__ import annotations

from sitroom.annotate.parse import Parsed
from sitroom.annotate.prior import Prior
from sitroom.annotate.statements.asides import reading_drafts
from sitroom.annotate.statements.back import back_drafts, further_back
from sitroom.annotate.statements.bounds import before_told, bounded
from sitroom.annotate.statements.clauses import finite, goes_on
from sitroom.annotate.statements.direct import direct_drafts, quotes_of
from sitroom.annotate.statements.drafts import Draft, merge
from sitroom.annotate.statements.ends import before_quoting, ended
from sitroom.annotate.statements.frames import frame_draft
from sitroom.annotate.statements.fringe import fringed
from sitroom.annotate.statements.handed import of_phrase, shared, trailing, with_main
from sitroom.annotate.statements.hits import Hit, Lexicon, cue_tokens, find_hits, lexicon_of
from sitroom.annotate.statements.inside import inside_drafts
from sitroom.annotate.statements.interview import find_turns
from sitroom.annotate.statements.layout import (
    further_labels,
    is_all_quotation,
    label_draft,
    orphan_draft,
    signature_draft,
    signed_draft,
    turn_draft,
)
from sitroom.annotate.statements.loose import loose_drafts
from sitroom.annotate.statements.nobody import asked, nobody, own_opinion, seen, somebodys
from sitroom.annotate.statements.predicate_quote import predicate_drafts
from sitroom.annotate.statements.repair import repair
from sitroom.annotate.statements.resumed import with_resumption
from sitroom.annotate.statements.selon import preposition_draft
from sitroom.annotate.statements.settle import settle
from sitroom.annotate.statements.shades import unshaded
from sitroom.annotate.statements.tree import Tree, build, grammar_of
from sitroom.annotate.statements.voices import voice_draft, with_voices
from sitroom.annotate.statements.wider import spare_drafts
from sitroom.lang import Lang
from sitroom.model import Statement

JOINT = 6  # characters of "et le"
CLAIMING = ("quote", "quote_open", "label", "inside", "back", "preposition_source", "continued", "ahead")
HELD = ("quote", "introduced", "label", "quote_open")  # direct speech that a line without a cue may go on with


def find_statements(parsed: Parsed, prior: Prior, lang: Lang) -> tuple[Statement, ...]:
    """Every statement of the report, in text order of their cues.

    In: the parse, what earlier stages found (times, actors and mentions; all may be empty), the language pack.
    Out: statements with ids s1, s2, ...; `within` names the statement that reports this one.
    """
    drafts = draft_statements(parsed, prior, lang, lexicon_of(lang))
    return settle(drafts, parsed, prior, lang)


def draft_statements(parsed: Parsed, prior: Prior, lang: Lang, lexicon: Lexicon) -> list[Draft]:
    """All drafts of a report in text order, then the spare ones."""
    grammar = grammar_of(lang)
    trees: list[Tree] = []
    drafts: list[Draft] = []
    last: list[Draft] = []
    hits: list[Hit] = []
    cues: list[list[Hit]] = []
    known = _names(parsed)
    turns = find_turns(parsed, prior, grammar)
    for number, block in enumerate(parsed.blocks):
        tree = repair(build(block, block.section.of(parsed.text), grammar), lexicon)
        before = trees[-1] if trees else None
        signed = signature_draft(tree, last, before)
        if signed:
            drafts[-1] = signed
        found = find_hits(tree, lexicon)
        cues.append(found)
        here = line_drafts(tree, found, lexicon, trees[-3:], prior, known)
        led = before is not None and before.line.rstrip().endswith(":") and bool(is_all_quotation(tree))
        if not any(d.rule in CLAIMING and not (led and d.hit is not None and d.hit.quoted >= 0) for d in here):
            orphan = signed_draft(tree) or voice_draft(tree) or orphan_draft(tree, last, hits, before)
            if orphan:
                here = [d for d in here if d.hit is not None] + [orphan]
        here, held = _held_on(drafts, last, here, tree)
        trees.append(tree)
        turn = turns.get(number)
        said = turn_draft(tree, turn, trees[turn.block]) if turn else None
        if said is not None:
            here = [said, *(d for d in here if d.rule not in ("label", "orphan", "continued"))]
        _claimed_below(drafts, last, here)
        drafts += here
        if not held and (here or not any(d.more and d.more[-1][0] is tree for d in last)):
            last, hits = here, found
    drafts = with_voices(trees, drafts)
    return [*drafts, *spare_drafts(trees, cues, lexicon, drafts)]


def _held_on(drafts: list[Draft], last: list[Draft], here: list[Draft], tree: Tree) -> tuple[list[Draft], bool]:
    """A line that goes on with the quotation of the line before is a further content of the same statement. Out: the
    drafts of the line that are left (what is told inside the quotation), and whether it goes on."""
    rest = next((d for d in here if d.rule == "continued" and d.hit is None), None)
    spoken = [d for d in last if d.rule in HELD and d.source is not None and d.tree is not tree]
    told = [d for d in here if d is not rest]
    if rest is None or not spoken or not all(map(_quoted, told)) or spoken[-1].source != rest.source:
        return here, False
    held = spoken[-1]
    at = next((n for n in range(len(drafts) - 1, max(-1, len(drafts) - 9), -1) if drafts[n] is held), None)
    if at is None:
        return here, False
    drafts[at] = held.but(more=(*held.more, *((tree, c) for c in rest.contents)))
    last[last.index(held)] = drafts[at]
    return told, True


def _quoted(draft: Draft) -> bool:
    """Does the cue stand inside a quotation?"""
    return draft.hit is not None and draft.hit.quoted >= 0


def _claimed_below(drafts: list[Draft], last: list[Draft], here: list[Draft]) -> None:
    """Unfinished quotations of the lines before belong to the cue that follows the last of them."""
    first = next((d for d in here if d.rule == "quote" and d.contents[0][0] == 0 and d.source is not None), None)
    own = [d for d in last if not _quoted(d)]
    before = next((d for d in reversed(drafts) if not _quoted(d)), None)
    if first is None or not own or before is not own[-1]:
        return
    note = {"from": "the line after", "cue": first.hit.lemma if first.hit else None}
    for n in range(len(drafts) - 1, -1, -1):
        draft = drafts[n]
        if _quoted(draft) and draft.tree is not first.tree:
            continue
        if draft.rule not in ("orphan", "continued") or all(q.closed for q in draft.tree.quotations.found):
            return
        drafts[n] = draft.but(
            rule="continued", score=0.75, source=first.source, source_tree=first.tree, reason=None, note=note
        )


def line_drafts(
    tree: Tree, hits: list[Hit], lexicon: Lexicon, earlier: list[Tree], prior: Prior, known: frozenset[str]
) -> list[Draft]:
    """The drafts of one line. `hits`: its cues; `earlier`: the lines before, nearest last."""
    framed: dict[int, Draft] = {}
    selon: list[Draft] = []
    for hit in hits:
        if hit.kind == "preposition":
            found = preposition_draft(hit, earlier)
            if found:
                selon.append(found)
        else:
            draft = shared(trailing(frame_draft(hit), hits), framed)
            draft = somebodys(fringed(draft)) if draft else None
            if draft and draft.contents and not any(f(draft) for f in (own_opinion, nobody, asked, seen)):
                framed[hit.head] = draft
    cues = [(tree.begin[min(c)], tree.end[max(c)]) for c in map(cue_tokens, filter(_told, hits))]
    framed = {h: d for h, d in framed.items() if not any(d.contents == (c,) for c in cues)}  # "a-t-elle ajouté"
    framed = {h: _one_report(d, framed) for h, d in unshaded(framed).items()}
    framed = {h: ended(before_told(d, framed), framed) for h, d in framed.items()}
    framed = {h: _before_phrase(d, selon) for h, d in framed.items()}
    framed = {h: _before_insert(d, framed) for h, d in framed.items()}
    selon = [d for d in selon if not _told_otherwise(d, framed)]
    selon = [bounded(d, list(framed.values()), selon) for d in selon]
    framed = {h: of_phrase(d, selon) for h, d in framed.items()}
    busy = _busy(tree, list(framed.values())) | _before_selon(tree, selon)
    direct = direct_drafts(tree, [h for h in hits if h.kind == "verb" or h.kind == "noun"], busy, lexicon)
    for draft in (trailing(d, hits) or d for d in direct):
        if draft.hit is None:
            continue
        rival = framed.pop(draft.hit.head, None)
        headline = tree.line[draft.span()[1] :].lstrip().startswith(":")  # « P » : X jure n'avoir rien fait
        if rival and draft.source and any(a < draft.source.end and draft.source.start < b for a, b in rival.contents):
            rival = None  # "« P », said retired general X": the speaker is no content
        if rival and ((rival.rule == "clause" and not _of_time(rival)) or (rival.rule == "infinitive" and headline)):
            framed[draft.hit.head] = draft.but(
                contents=merge((*rival.contents, *draft.contents)), note={"also": rival.rule}
            )
        elif rival and rival.source and _set_in(rival, draft, tree, framed):
            framed[draft.hit.head] = rival
        else:
            framed[draft.hit.head] = draft
    framed = {h: with_main(d, framed) for h, d in framed.items()}
    claimed = {tree.quote[t] for d in direct for a, b in d.contents for t in _tokens(tree, a, b)} | set(busy)
    for draft in inside_drafts(tree, hits, claimed):
        number = draft.hit.quoted if draft.hit else -1
        framed = {h: d for h, d in framed.items() if tree.quote[h] != number or _nested_worth(d)}
        framed[draft.hit.head if draft.hit else -1] = draft
    back = back_drafts(tree, hits, earlier)
    framed = {h: d for h, d in framed.items() if not any(b.hit is not None and b.hit.head == h for b in back)}
    out = further_back(tree, hits, [*_elided([*framed.values(), *selon]), *back])
    label = label_draft(tree, prior, known)
    if label and label.note:
        first, last = label.span()
        out = [d for d in out if d.content_tree is not None or not any(a < last and first < b for a, b in d.contents)]
    if label and not any(
        d.hit is not None and tree.begin[d.hit.head] < label.span()[0] for d in out if label.rule == "label"
    ):
        out = [d for d in out if d.rule != "orphan"]
        out += [label, *further_labels(tree, label)]
    held = [{tree.quote[t] for a, b in d.contents for t in _tokens(tree, a, b)} for d in out]
    others = [set().union(*(h for m, h in enumerate(held) if m != n)) for n in range(len(out))] if len(out) < 60 else []
    out = [with_resumption(d, hits, quoted) for d, quoted in zip(out, others, strict=True)] if others else out
    out += predicate_drafts(tree, out, hits)
    read = reading_drafts(tree)
    out = [d for d in out if not any(d.contents == r.contents for r in read)] + read
    out += loose_drafts(tree, out, hits)
    out = [before_quoting(d, out) for d in out]
    return _without_doubles(sorted(out, key=lambda d: (d.cue or (0, 0), d.rule)))


def _told_otherwise(draft: Draft, framed: dict[int, Draft]) -> bool:
    """ "In a survey, voters said no": where somebody else speaks in the sentence, the survey is only the place."""
    if draft.hit is None or not draft.hit.has("survey"):
        return False
    sentence = draft.tree.sentence[draft.hit.head]
    return any(draft.tree.sentence[h] == sentence for h in framed)


def _set_in(rival: Draft, draft: Draft, tree: Tree, framed: dict[int, Draft]) -> bool:
    """ "P, a-t-il dit, « donnant une chance » au dialogue": a fragment behind an inserted cue that has a content before
    it and takes the fragment too."""
    at = tree.begin[draft.hit.head] if draft.hit is not None else 0
    full = {(q.start, q.end) for q in quotes_of(tree) if q.full}
    behind = all(a > at and (a, b) not in full for a, b in draft.contents)
    held = all(any(c <= a and b <= d for c, d in rival.contents) for a, b in draft.contents)
    first, stop = rival.contents[0]
    told = any(first <= tree.begin[h] < stop for h in framed)
    return rival.rule == "insert" and behind and held and first < at and not told


def _of_time(draft: Draft) -> bool:
    """ "« P », she said when ...": a clause of time beside a quotation is not what is said."""
    first = next((t for t in range(len(draft.tree)) if draft.tree.begin[t] >= draft.contents[0][0]), 0)
    return draft.tree.lower[first] in draft.tree.grammar.word("time_clause")


def _told(hit: Hit) -> bool:
    """Is this a cue with a finite verb: "a-t-elle ajouté"?"""
    return hit.kind == "verb" and finite(hit) and hit.tree.morph(hit.head, "VerbForm") != "Inf"


def _one_report(draft: Draft, framed: dict[int, Draft]) -> Draft:
    """ "P, a dit X, et Londres a appelé à Q": what "and" and a report of somebody else's begin is not X's."""
    if len(draft.contents) < 2 or not draft.rule.startswith("insert"):
        return draft
    tree, (a, b) = draft.tree, draft.contents[-1]
    first = next((t for t in range(len(tree)) if tree.begin[t] >= a), 0)
    told = [d.source for d in framed.values() if d is not draft and d.source is not None and d.hit is not None]
    near = any(s.start < b and 0 < s.start - a <= JOINT for s in told)
    return draft.but(contents=draft.contents[:-1]) if tree.pos[first] == "CCONJ" and near else draft


def _tokens(tree: Tree, a: int, b: int) -> list[int]:
    return [t for t in range(len(tree)) if a <= tree.begin[t] < b]


def _nested_worth(draft: Draft) -> bool:
    """Inside a quotation with a cue of its own, what others said to somebody stays."""
    return bool(draft.addressees)


def _elided(drafts: list[Draft]) -> list[Draft]:
    """ "Et d'ajouter : « ... »": the infinitive of a tale without subject goes on with the speaker before."""
    out: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.cue or (0, 0), d.rule)):
        held = next((d for d in reversed(out) if d.source is not None and d.hit is not None and d.hit.quoted < 0), None)
        if draft.source is None and draft.hit is not None and held is not None and goes_on(draft.hit):
            draft = draft.but(source=held.source, note={"from": "the statement before"})
        out.append(draft)
    return out


def _before_phrase(draft: Draft, selon: list[Draft]) -> Draft:
    """A content without the ", according to X" at its end, which attributes the whole sentence."""
    tree = draft.tree
    for other in selon:
        if other.cue is None or other.source is None or other.rule != "preposition_source" or other.cue[0] == 0:
            continue
        start, comma = tree.begin[other.cue[0]], other.cue[0] - 1
        a, b = draft.contents[-1]
        if a < start < b <= other.source.end + 1 and tree.words[comma] == "," and tree.quote[comma] < 0:
            return draft.but(contents=(*draft.contents[:-1], (a, tree.end[comma - 1])))
    return draft


def _before_insert(draft: Draft, framed: dict[int, Draft]) -> Draft:
    """A content without the ", rapporte X" at its end, when X tells the whole sentence."""
    tree, (a, b) = draft.tree, draft.contents[-1]
    for other in framed.values():
        if other is draft or other.cue is None or draft.cue is None or not other.rule.startswith("insert"):
            continue
        start, comma = tree.begin[other.cue[0]], other.cue[0] - 1
        if other.source is None or other.source.start < tree.end[other.cue[1]]:
            continue
        covers = other.contents[0][0] <= tree.begin[draft.cue[0]] < other.contents[0][1]
        if covers and a < start < b and tree.words[comma] == "," and tree.end[comma - 1] > a:
            return draft.but(contents=(*draft.contents[:-1], (a, tree.end[comma - 1])))
    return draft


def _without_doubles(drafts: list[Draft]) -> list[Draft]:
    """Two cues for one content ("repeated his claim that ..."): the verb, or the one with a source, stays."""
    best: dict[tuple[int, int], Draft] = {}
    for draft in drafts:
        own = draft.content_tree is not None or draft.rule == "back"  # somebody else's word on what was told already
        span = (-1, id(draft)) if own else draft.contents[0]
        held = best.get(span)
        if held is None or _rank(draft) > _rank(held):
            best[span] = draft
    kept = {id(d) for d in best.values()}
    return [d for d in drafts if id(d) in kept and not _only_attributes(d, drafts)]


def _only_attributes(draft: Draft, drafts: list[Draft]) -> bool:
    """ "Neither side has responded, her office said": who said what is no content of another cue."""
    if draft.cue is None or len(draft.contents) != 1 or not draft.rule.startswith("insert"):
        return False
    tree, (a, b) = draft.tree, draft.contents[0]
    if a < tree.end[draft.cue[1]]:
        return False
    told = [d for d in drafts if d is not draft and d.tree is tree and d.source is not None and d.cue is not None]
    return any(
        d.source is not None and d.cue is not None and a >= min(d.source.start, tree.begin[d.cue[0]])
        and b <= max(d.source.end, tree.end[d.cue[1]]) for d in told
    )  # fmt: skip


def _rank(draft: Draft) -> tuple[bool, bool, float]:
    return draft.source is not None, draft.hit is None or draft.hit.kind != "noun", draft.score


def _before_selon(tree: Tree, selon: list[Draft]) -> dict[int, Draft]:
    """Quotations that "selon X" follows at once: they need no other cue."""
    found: dict[int, Draft] = {}
    for draft in selon:
        at = draft.cue[0] - 1 if draft.cue and draft.content_tree is None else -1
        while at >= 0 and tree.words[at] == ",":
            at -= 1
        if at >= 0 and tree.quote[at] >= 0:
            number = tree.quote[at]
            start = tree.quotations.found[number].start
            if any(a <= start < b for a, b in draft.contents):
                found[number] = draft
    return found


def _busy(tree: Tree, drafts: list[Draft]) -> dict[int, Draft]:
    """Quotations wholly inside the complement of a cue, which direct speech need not explain."""
    found: dict[int, Draft] = {}
    for quote in quotes_of(tree):
        for draft in drafts:
            if draft.rule in ("insert",):
                continue
            if any(p.start == quote.start and p.how == "quoted" for p in draft.addressees):
                found.setdefault(quote.number, draft)  # "appelle « les deux pays » au calme"
            if any(
                a < quote.start + 1 and quote.end - 1 < b and (a, b) != (quote.start, quote.end)
                for a, b in draft.contents
            ) or (any((a, b) == (quote.start, quote.end) for a, b in draft.contents) and draft.rule != "clause"):
                found.setdefault(quote.number, draft)
    return found


def _names(parsed: Parsed) -> frozenset[str]:
    """Names of people the model finds in the report, whole and last word, lower case."""
    out: set[str] = set()
    for block in parsed.blocks:
        for ent in block.doc.ents:
            if ent.label_ in ("PERSON", "PER"):
                name = ent.text.lower().strip()
                out |= {name, name.split()[-1]} if name else set()
    return frozenset(n for n in out if len(n) > 2)
