"""Which candidates are statements: for each cue a learnt choice between its drafts and none.

The rules' own drafts and the spare ones (`wider.py`) are weighed alike, by signs that are no words of a language: frame
and sense of the cue, its entry in the table, verb form, who speaks, how long the content is and where it ends, which
statement it lies in. Weights: data/told.toml, made by `python -m evals.told`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sitroom.annotate.prior import Prior
from sitroom.annotate.statements.clauses import finite, is_infinitive, is_participle
from sitroom.annotate.statements.drafts import Draft
from sitroom.annotate.statements.hits import Hit, is_negated, is_passive, is_reflexive, semi_auxiliary
from sitroom.annotate.statements.nested import Spans, doubles, reporters, worth_keeping
from sitroom.annotate.statements.phrases import Phrase
from sitroom.annotate.statements.tree import MARKS, Tree
from sitroom.annotate.weights import shares, weights_of

# How likely a statement must be: one that the rules made and would keep, and any other, by where it lies. What only
# judges or thinks is kept as the rules have it: docs/statements.md says why.
OWN, JUDGING = 0.2, 0.0
SPARE = {"nest=top": 0.55, "nest=nested": 0.55, "nest=quoted": 0.4}
LIKING = ("judgement", "attitude", "belief")
LINKS = ("conjunct", "relative", "adnominal", "clause", "clause_like", "infinitive", "noun_infinitive", "complement")
LENGTHS = (1, 2, 3, 5, 8, 13, 21, 34)
FRAMES = {"clause_position": "clause", "infinitive_position": "infinitive", "object_position": "object",
          "insert_position": "insert", "speech_position": "speech"}  # fmt: skip


class Candidate(NamedTuple):
    """A draft, the cue and contents it stands for, whether the rules would keep it, and what is told of it."""

    draft: Draft
    spans: Spans
    kept: bool
    signs: dict[str, float]


def chosen(drafts: Sequence[Draft], spans: Sequence[Spans], prior: Prior, code: str) -> list[int]:
    """Numbers of the drafts that are statements. `spans`: cue and contents of each, `code`: the language."""
    out: list[int] = []
    weights = weights_of("told")
    for group in cases(drafts, spans, prior, code):
        kept = next((n for n, (_, c) in enumerate(group, 1) if c.kept), 0)
        taken = kept if group[0][1].draft.hit is None else pick([c.signs for _, c in group], kept, weights)
        out += [group[taken - 1][0]] if taken else []
    return out


def pick(options: Sequence[Mapping[str, float]], kept: int, weights: Mapping[str, float]) -> int:
    """Which of a cue's candidates is a statement, counted from 1; 0 if none. `kept`: the one the rules would keep."""
    likely = shares([{}, *options], weights)
    best = max(range(1, len(likely)), key=lambda n: (likely[n], -n))
    spare = next((least for nest, least in SPARE.items() if nest in options[best - 1]), 1.0)
    least = spare if not kept else JUDGING if "judging" in options[kept - 1] else OWN
    return best if 1 - likely[0] > least else 0


def cases(
    drafts: Sequence[Draft], spans: Sequence[Spans], prior: Prior, code: str
) -> list[list[tuple[int, Candidate]]]:
    """The candidates of each cue, with their numbers; one without a cue word stands alone."""
    own = [n for n, d in enumerate(drafts) if "spare" not in d.note]
    outer, double = reporters(spans, own), doubles(spans, own)
    groups: dict[tuple[int, int], list[tuple[int, Candidate]]] = defaultdict(list)
    for n, (draft, up) in enumerate(zip(drafts, outer, strict=True)):
        key = (id(draft.tree), draft.hit.head) if draft.hit is not None else (-1, n)
        kept = "spare" not in draft.note and (up is None or worth_keeping(draft))
        told = signs(draft, drafts[up] if up is not None else None, prior, code) if draft.hit is not None else {}
        if double[n] and "spare" in draft.note:
            continue
        told |= {"double": 1.0} if told and double[n] else {}
        groups[key].append((n, Candidate(draft, spans[n], kept, told)))
    return list(groups.values())


def signs(draft: Draft, parent: Draft | None, prior: Prior, code: str) -> dict[str, float]:
    """What is told of a draft with a cue; `parent`: the draft that reports it."""
    return dict.fromkeys(_signs(draft, parent, prior, code), 1.0)


def _signs(draft: Draft, parent: Draft | None, prior: Prior, code: str) -> Iterator[str]:
    hit = draft.hit
    if hit is None:
        return
    state = draft.note.get("spare", "own")
    frame = FRAMES.get(draft.rule, draft.rule)
    sense = hit.entry.sense
    nest = "top" if parent is None else "quoted" if hit.quoted >= 0 else "nested"
    cue = f"cue={code}.{hit.entry.id}"
    yield from ("bias", f"code={code}", f"state={state}", f"state={state} nest={nest}", f"rule={draft.rule}")
    yield from (f"frame={frame} {also}" for also in (f"state={state}", f"sense={sense}", f"kind={hit.kind}"))
    yield from (f"frame={frame} sense={sense} {also}" for also in (f"state={state}", f"nest={nest}"))
    yield from (f"frame={frame} nest={nest}", f"frame={frame} code={code}", f"nest={nest}")
    yield from (f"sense={sense} nest={nest}", f"sense={sense} code={code}")
    yield from (cue, f"{cue} frame={frame}", f"{cue} nest={nest}")
    if sense in LIKING:
        yield "judging"
    yield from _with(_forms(hit), "", f" nest={nest}", f" frame={frame}")
    yield from _with(_source(draft, prior), "", f" nest={nest}", f" sense={sense}")
    yield from _with(_content(draft), "", f" frame={frame}")
    if draft.addressees:
        yield from ("told", f"told frame={frame}", f"told nest={nest}")
    section = draft.tree.block.section.kind
    yield from (f"section={section}", f"section={section} state={state}")
    if parent is not None:
        yield from _reported(draft, parent, nest, sense)


def _with(found: Iterator[str], *more: str) -> Iterator[str]:
    return (f"{sign}{also}" for sign in found for also in more)


def _reported(draft: Draft, parent: Draft, nest: str, sense: str) -> Iterator[str]:
    yield f"under={FRAMES.get(parent.rule, parent.rule)}"
    if parent.hit is not None:
        yield from (f"under={parent.hit.entry.sense}", f"under={parent.hit.entry.sense} sense={sense}")
    if not worth_keeping(draft):
        yield from (f"unworthy nest={nest}", f"unworthy sense={sense}")


def _forms(hit: Hit) -> Iterator[str]:
    """Verb form, negation, voice, and what the cue is to its governor."""
    tree = hit.tree
    if hit.kind == "verb":
        aux = hit.kids("auxiliary") + hit.kids("aux_passive")
        bare = not aux and is_infinitive(tree, hit.head)
        yield "form=" + ("participle" if is_participle(hit) else "infinitive" if bare else
                         "finite" if finite(hit) else "other")  # fmt: skip
        around = {tree.lower[h] for h in aux}
        yield from (mood for mood in ("future", "conditional") if around & tree.grammar.word(mood))
        if is_passive(hit):
            yield "passive"
        if is_reflexive(tree, hit.words):
            yield "reflexive"
        if semi_auxiliary(hit) is not None:
            yield "semi"
    if is_negated(hit):
        yield "negated"
    link = next((r for r in LINKS if tree.is_(hit.head, r)), "root" if tree.head[hit.head] == hit.head else "other")
    yield f"link={link} kind={hit.kind}"


def _source(draft: Draft, prior: Prior) -> Iterator[str]:
    """Who speaks: how found, what kind of word and actor, on which side of the cue."""
    source, tree = draft.source, draft.source_tree or draft.tree
    if source is None:
        yield "source=none"
        return
    kind = _kind(tree, source)
    yield from (f"how={source.how}", f"source={kind}")
    if prior.mentions:
        mention = prior.mention_at(tree.block.chars(source.start, source.end))
        actor = prior.actor(mention.actor) if mention is not None else None
        who = actor.kind if actor is not None else "none"
        yield from (f"actor={who}", f"actor={who} source={kind}")
    if tree.morph(source.head, "Number") == "Plur":
        yield "source=plural"
    if draft.cue is not None and draft.source_tree is None:
        yield "source behind" if source.start >= tree.begin[draft.cue[0]] else "source before"


def _kind(tree: Tree, source: Phrase) -> str:
    grammar = tree.grammar
    said = tree.line[source.start : source.end].lower().strip("-")
    if said in grammar.word("first_person"):
        return "first"
    if said in grammar.word("expletive") and said in grammar.word("somebody"):
        return "somebody"
    if said.rsplit(" ", 1)[-1] in grammar.word("who"):
        return "who"
    if tree.pos[source.head] in ("PRON", "DET") or len(said) < 3:
        return "pronoun"
    return "noun" if tree.pos[source.head] == "NOUN" else "name"


def _content(draft: Draft) -> Iterator[str]:
    """How long the content is, what is in it, how it ends, what stands between it and the cue."""
    tree, quoted = draft.home, draft.hit.quoted if draft.hit is not None else -1
    words = [
        t for a, b in draft.contents
        for t in range(bisect_left(tree.begin, a), bisect_left(tree.begin, b)) if not tree.punct(t)
    ]  # fmt: skip
    if not words:
        yield "empty"
        return
    yield from (f"length={sum(len(words) >= n for n in LENGTHS)}", f"spans={min(3, len(draft.contents))}")
    marks = [t for t in words if tree.quote[t] >= 0 and tree.quote[t] != quoted]
    yield "marks=" + ("all" if len(marks) == len(words) else "some" if marks else "none")
    verbs = [t for t in words if tree.pos[t] in ("VERB", "AUX")]
    told = any(tree.morph(t, "VerbForm") == "Fin" for t in verbs)
    yield "verb=" + ("finite" if told else "some" if verbs else "no")
    after = words[-1] + 1
    yield "ends=" + ("line" if after >= len(tree) else _mark(tree, after))
    if draft.cue is not None and draft.content_tree is None:
        last = draft.cue[1]
        yield "gap=" + ("before" if words[0] <= last else str(min(words[0] - last - 1, 4)))
        if any(tree.words[t] == "," for t in range(last + 1, words[0])):
            yield "comma"


def _mark(tree: Tree, token: int) -> str:
    if not tree.punct(token):
        return "word"
    sign = tree.words[token][:1]
    return "comma" if sign == "," else "stop" if sign in ".!?…;:" else "quotation" if sign in MARKS else "other"
