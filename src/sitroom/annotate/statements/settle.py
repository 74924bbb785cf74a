"""Drafts become Statements: kind, sourcing, modality, actors, venue, time, and which statement reports which."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

from sitroom.annotate.parse import Parsed
from sitroom.annotate.prior import Prior
from sitroom.annotate.statements.addressees import bare_place
from sitroom.annotate.statements.drafts import Chars, Draft
from sitroom.annotate.statements.hits import Hit, is_passive
from sitroom.annotate.statements.modality import modality_of
from sitroom.annotate.statements.nested import Spans, first_of, nesting
from sitroom.annotate.statements.phrases import Phrase
from sitroom.annotate.statements.pronouns import OF_ACTOR, author_of, body_of, described, not_spoken_of, spoken_last
from sitroom.annotate.statements.several import parts_of, with_list
from sitroom.annotate.statements.told import chosen
from sitroom.annotate.statements.tree import Tree
from sitroom.annotate.statements.unlisted import owns, somebody
from sitroom.annotate.statements.when import around, cue_span, time_of
from sitroom.lang import Lang
from sitroom.lang.schemas.source_nouns import SourceNoun
from sitroom.lang.schemas.venues import Venue
from sitroom.model import Mention, Ref, Sourcing, Span, Statement, StatementKind

LEAD = 60  # characters of a title before the name that begins a sentence
BLANK_LINE = re.compile(r"\s*\n\s*\n\s*")
TITLED = re.compile(r", (?:[^\W\d_]+ ){0,3}$")  # ", Colonel | Jan Pol"
MORE_OF_NAME = re.compile(r" [A-ZÀ-Ý][a-zà-ÿ]+(?=,? |$)")
REST_OF_PHRASE = re.compile(r"(?:-[^\W\d_]+)?(?: [^\W\d_]+(?:['’-][^\W\d_]+)*){1,4}")
SENTENCE_END = re.compile(r"[.!?…] |[«»“”\"]")


def candidates(drafts: list[Draft], parsed: Parsed, prior: Prior) -> tuple[list[Draft], list[Spans]]:
    """Drafts with their sources as the mentions have them; cue and contents of each."""
    drafts = [_with_whole_list(_with_mention(d, prior)) for d in drafts]
    return drafts, [(cue_span(d), tuple(_by_paragraph(d, parsed.text))) for d in drafts]


def settle(drafts: list[Draft], parsed: Parsed, prior: Prior, lang: Lang) -> tuple[Statement, ...]:
    """Statements of those drafts that are some (`told.py`), in text order, with ids and nesting."""
    drafts, spans = candidates(drafts, parsed, prior)
    order = sorted(chosen(drafts, spans, prior, lang.code), key=lambda n: (first_of(spans[n]), n))
    outer = nesting([spans[n] for n in order])
    made: list[Statement] = []
    for at, n in enumerate(order):
        statement = _statement(drafts[n], spans[n], parsed, prior, lang, f"s{at + 1}", _name(outer[at]))
        told = not_spoken_of(_with_author(statement, drafts[n], made, prior), drafts[n], made, prior)
        made.append(somebody(told, drafts[n], made, prior))
    return tuple(made)


def _with_author(statement: Statement, draft: Draft, made: list[Statement], prior: Prior) -> Statement:
    """A document's author for its actor; the last speaker for a description that nothing else knows."""
    if not statement.sources or statement.sources[0].actor is not None:
        return statement
    source = statement.sources[0]
    tree = draft.source_tree or draft.tree
    actor = described(draft, tree, made, prior) or spoken_last(draft, tree, made, prior)
    if actor is not None:
        return statement.model_copy(
            update={
                "sources": (source.model_copy(update={"actor": actor}), *statement.sources[1:]),
                "sourcing": OF_ACTOR[prior.actor(actor).kind],  # type: ignore[union-attr]
                "detail": {**(statement.detail or {}), "resolved": "the speaker before, by a description"},
            }
        )
    actor = author_of(draft, tree, source, made, prior)
    if actor is None:
        return statement
    sources = (source.model_copy(update={"actor": actor}), *statement.sources[1:])
    detail = {**(statement.detail or {}), "resolved": "the document's author"}
    return statement.model_copy(update={"sources": sources, "sourcing": "document", "detail": detail})


def _with_whole_list(draft: Draft) -> Draft:
    """With all members of a list of speakers that stands before the cue."""
    tree = draft.source_tree or draft.tree
    if draft.source is None or draft.cue is None or tree is not draft.tree:
        return draft
    whole = with_list(tree, draft.source, tree.begin[draft.cue[0]])
    return draft if any(a < whole.end and whole.start < b for a, b in draft.contents) else draft.but(source=whole)


def _with_mention(draft: Draft, prior: Prior) -> Draft:
    """A source the parse lost: somebody named right before the cue, or at the sentence's start before an aside.

    "Haldors Dottir a déclaré", where the model takes the family name for a verb; "Le ministre X, cherchant à ..., a
    averti".
    """
    hit, cue = draft.hit, cue_span(draft)
    if draft.source is not None or hit is None or cue is None or hit.kind != "verb" or is_passive(hit):
        return draft
    tree = draft.tree
    begin = tree.block.offset + tree.begin[tree.sentences[tree.sentence[hit.head]][0]]
    line = tree.block.section
    before = [m for m in prior.mentions if line.start <= m.start and m.end <= cue.start and m.actor]
    for mention in reversed(before):
        gap = tree.line[mention.end - line.start : cue.start - line.start]
        name = MORE_OF_NAME.match(gap)  # "Solron Haldors | Dottir a déclaré": the rest of the name
        if name:
            mention = mention.model_copy(update={"end": mention.end + name.end()})
            gap = gap[name.end() :]
        opens = mention.start <= max(begin, line.start) + LEAD and gap.startswith(", ") and gap.rstrip().endswith(",")
        if gap.isspace() or (opens and not SENTENCE_END.search(gap)):
            head = next((t for t in range(len(tree)) if tree.end[t] >= mention.end - line.start), None)
            if head is None or tree.quote[head] != hit.quoted:
                return draft
            source = Phrase(head, mention.start - line.start, mention.end - line.start, "mention")
            return draft.but(source=source, reason=None)
    return draft


def _name(number: int | None) -> str | None:
    return None if number is None else f"s{number + 1}"


def _by_paragraph(draft: Draft, text: str) -> Iterator[Span]:
    """Contents, one for each paragraph of a quotation that runs over several."""
    lead = draft.home.lead
    own = [(draft.home, a, b) for a, b in draft.contents]
    for tree, a, b in [*own, *((tree, a, b) for tree, (a, b) in draft.more)]:
        a = lead if tree is draft.home and a < lead < b else a
        whole = tree.block.chars(*_trimmed(tree.line, a, b))
        start = whole.start
        for gap in BLANK_LINE.finditer(text, whole.start, whole.end):
            if start < gap.start():
                yield Span(start=start, end=gap.start())
            start = gap.end()
        if start < whole.end:
            yield Span(start=start, end=whole.end)


def _trimmed(line: str, start: int, end: int) -> Chars:
    """Without blanks at either end, and with the bracket that closes one opened inside ("Bangui (250 km | )")."""
    while end - start > 1 and line[start].isspace():
        start += 1
    while end - start > 1 and line[end - 1].isspace():
        end -= 1
    inside = line[start:end]
    return start, end + (line[end : end + 1] == ")" and inside.count("(") > inside.count(")"))


def _statement(
    draft: Draft,
    spans: tuple[Span | None, tuple[Span, ...]],
    parsed: Parsed,
    prior: Prior,
    lang: Lang,
    id: str,
    within: str | None,
) -> Statement:
    cue, contents = spans
    venue, phrase, at = _venue(draft, lang)
    draft = _without_venue(draft, at)
    tree = draft.source_tree or draft.tree
    source = _ref(draft.source, tree, prior)
    if source is not None and draft.source is not None and draft.source_tree is None:
        agencies = [p for p in draft.addressees if tree.lower[p.head] in tree.grammar.word("agency")]
        spoken_to = any(draft.source.end <= p.start < source.end - tree.block.offset for p in agencies)
        if spoken_to:  # "l'opposant | à l'AFP"
            source = source.model_copy(update={"end": tree.block.chars(draft.source.start, draft.source.end).end})
    if source is not None and source.actor is None:
        source = body_of(draft, tree, source, prior)
    if source is not None and source.actor is None and draft.name:
        known = next((m.actor for m in prior.mentions if m.of(parsed.text) == draft.name), None)
        source = source.model_copy(update={"actor": known})
    sourcing = _sourcing(draft.source, source, tree, prior, lang)
    modality = modality_of(draft)
    detail: dict[str, Any] = dict(draft.note)
    if draft.hit is not None:
        detail |= {"cue": draft.hit.lemma, "sense": draft.hit.entry.sense}
    if draft.source is not None:
        detail["source"] = draft.source.how
    else:
        detail["reason"] = draft.reason or _why_nobody(draft.hit)
    if phrase:
        detail["venue"] = phrase
    return Statement(
        id=id,
        sources=_sources(draft, source, tree, prior),
        cue=cue,
        contents=contents,
        addressees=_addressees(draft, prior),
        kind=_kind(draft),
        sourcing=sourcing,
        modality="attributed" if within and modality == "asserted" else modality,
        venue=venue,
        time=time_of(draft, contents, prior),
        within=within,
        rule=f"{lang.code}.statement.{draft.rule}",
        score=round(draft.score * (1.0 if draft.source else 0.7), 3),
        detail=detail,
    )


def _sources(draft: Draft, source: Ref | None, tree: Tree, prior: Prior) -> tuple[Ref, ...]:
    """The source; each of several coordinated ones, unless one mention covers them all ("Ernst and Young")."""
    if source is None or draft.source is None:
        return ()
    parts = parts_of(tree, draft.source)
    refs = [r for r in (_ref(p, tree, prior) for p in parts) if r is not None]
    joint = any(m.start <= refs[0].start and refs[-1].end <= m.end for m in prior.mentions) if len(refs) > 1 else True
    return (source,) if joint else tuple(refs)


def _why_nobody(hit: Hit | None) -> str:
    if hit is None:
        return "nobody is named"
    return "passive without agent" if is_passive(hit) else "the cue has no subject that could be found"


def _ref(phrase: Phrase | None, tree: Tree, prior: Prior) -> Ref | None:
    if phrase is None:
        return None
    start = tree.lead if phrase.start < tree.lead < phrase.end else phrase.start
    span = tree.block.chars(start, phrase.end)
    head = tree.block.chars(tree.begin[phrase.head], tree.end[phrase.head])
    mention = prior.mention_at(head) or prior.mention_at(span)
    if mention is not None and owns(tree, mention, head, span):
        mention = None  # "Kestria's news outlet Meridian": not Kestria
    if not head.overlaps(span):  # "TEHRAN (Wire) – A source in the ministry": the parser hung it on the town
        mention = next((m for m in prior.mentions if m.within(span)), None)
    mention = _apposed(tree, span, mention, prior)
    end = span.end
    if mention and mention.start <= head.start and mention.end > end and mention.end <= tree.block.section.end:
        rest = tree.line[end - tree.block.section.start : mention.end - tree.block.section.start]
        if MORE_OF_NAME.fullmatch(rest) or (mention.start >= span.start and REST_OF_PHRASE.fullmatch(rest)):
            end = mention.end  # the rest of a name or phrase that the parser cut: "l'armée | malienne"
    return Ref(start=span.start, end=end, actor=mention.actor if mention else None)


def _apposed(tree: Tree, span: Span, mention: Mention | None, prior: Prior) -> Mention | None:
    """ "The port's owner, Harwell Holdings": the name that ends the phrase behind a comma, not yet joined to its
    description."""
    known = prior.actor(mention.actor) if mention is not None else None
    if mention is None or known is None or mention.form == "name" or known.kind in ("organisation", "group", "state"):
        return mention
    if any(m.form == "name" and m.actor == mention.actor for m in prior.mentions):
        return mention
    last = next((m for m in prior.mentions if m.form == "name" and m.end == span.end and m.start > mention.end), None)
    before = tree.line[: last.start - tree.block.section.start] if last is not None else ""
    return (
        last
        if TITLED.search(before) and "," not in tree.line[mention.end - tree.block.section.start : len(before) - 2]
        else mention
    )


def _addressees(draft: Draft, prior: Prior) -> tuple[Ref, ...]:
    """Those spoken to; a place only when the report has it as an actor."""
    refs = [(p, _ref(p, draft.tree, prior)) for p in draft.addressees]
    known = bool(prior.mentions)
    return tuple(r for p, r in refs if r and (r.actor or not known or not bare_place(draft.tree, p.head)))


def _kind(draft: Draft) -> StatementKind:
    """direct: all in quotation marks; mixed: partly; indirect: none."""
    quotes = draft.home.quotations.outer()
    own = draft.hit.quoted if draft.hit is not None and draft.content_tree is None and draft.rule != "inside" else -1
    if own >= 0:
        inside = draft.home.quotations.found[own]
        quotes = tuple(q for q in draft.home.quotations.found if q.depth == 1 and inside.start < q.start < inside.end)
    touched = [(a, b, [q for q in quotes if q.start < b and a < q.end]) for a, b in draft.contents]
    if all(qs and _covered(draft.home.line, a, b, [(q.start, q.end) for q in qs]) for a, b, qs in touched):
        return "direct"
    return "mixed" if any(qs for _, _, qs in touched) else "indirect"


def _covered(line: str, start: int, end: int, spans: list[Chars]) -> bool:
    """Do the quotations cover all words between `start` and `end`?"""
    at = start
    for a, b in spans:
        if any(c.isalnum() for c in line[at:a]):
            return False
        at = max(at, b)
    return not any(c.isalnum() for c in line[at:end])


@functools.cache
def _source_nouns(lang: Lang) -> dict[str, SourceNoun]:
    return {noun: entry for entry in reversed(lang.table(SourceNoun)) for noun in entry.nouns}


def _sourcing(phrase: Phrase | None, ref: Ref | None, tree: Tree, prior: Prior, lang: Lang) -> Sourcing:
    """By the resolved actor, else by the phrase itself: a name, a noun that says what it is, a plural."""
    if phrase is None or ref is None:
        return "unattributed"
    actor = prior.actor(ref.actor)
    entry = _source_nouns(lang).get(tree.lemma[phrase.head]) or _source_nouns(lang).get(tree.lower[phrase.head])
    written = entry is not None and entry.sourcing == "document" and not tree.words[phrase.head][:1].isupper()
    if actor is not None and not written:
        return OF_ACTOR[actor.kind]
    tokens = [t for t in range(len(tree)) if phrase.start <= tree.begin[t] < phrase.end] if len(tree) < 2000 else []
    named = any(tree.block.doc[t].ent_type_ in ("PERSON", "PER") for t in tokens)
    plural = tree.morph(phrase.head, "Number") == "Plur"
    if named and not (entry and entry.sourcing in ("document", "organisation")):
        return "named"
    if entry:
        return entry.plural if plural and entry.plural else entry.sourcing
    if tree.pos[phrase.head] == "PROPN":
        return "organisation" if tree.block.doc[phrase.head].ent_type_ in ("ORG", "GPE", "LOC", "NORP") else "named"
    if tree.pos[phrase.head] == "PRON" or _said(phrase, tree) in tree.grammar.word("clitic_subject"):
        return _of_pronoun(phrase, tree, plural)
    return "group" if plural else "anonymous"


def _said(phrase: Phrase, tree: Tree) -> str:
    return tree.line[phrase.start : phrase.end].lower().strip("-")


def _of_pronoun(phrase: Phrase, tree: Tree, plural: bool) -> Sourcing:
    """A pronoun that nobody resolved: "on" is nobody, the others somebody unnamed."""
    if _said(phrase, tree) in tree.grammar.word("somebody"):
        return "unattributed"
    return "group" if plural else "anonymous"


@functools.cache
def _venues(lang: Lang) -> dict[str, list[tuple[tuple[str, ...], Venue]]]:
    """Last word of a venue's phrase -> phrases, longest first."""
    out: dict[str, list[tuple[tuple[str, ...], Venue]]] = {}
    for entry in lang.table(Venue):
        for p in entry.phrases:
            words = tuple(p.split())
            out.setdefault(words[0], []).append((words, entry))
    for options in out.values():
        options.sort(key=lambda o: -len(o[0]))
    return out


def _venue(draft: Draft, lang: Lang) -> tuple[str | None, str | None, int | None]:
    """Kind of venue, its words and their first token, from the cue's own clause, or from the cue itself."""
    tree, table = draft.tree, _venues(lang)
    best: tuple[int, int, str, str, int] | None = None
    rank = {entry.id: n for n, entry in enumerate(lang.table(Venue))}
    outside = around(draft)
    for t in outside:
        word = tree.lower[t].rstrip(".")  # "sur X."
        for words, entry in [*table.get(word, []), *table.get(tree.lemma[t], [])]:
            last = t + len(words) - 1
            if last >= len(tree) or not all(
                w in (tree.lower[t + i].rstrip("."), tree.lemma[t + i]) for i, w in enumerate(words)
            ):
                continue
            if tree.pos[t] in ("VERB", "AUX"):  # "On Monday he called it a defeat" was no call
                continue
            finite = [p for p in range(max(0, t - 5), t) if tree.morph(p, "VerbForm") == "Fin"]
            before = [tree.lower[p] for p in range(max([t - 5, 0, *finite]), t) if p in outside]
            if draft.cue and set(before) & set(entry.after):
                distance = abs(t - draft.cue[0])
                text = tree.line[tree.begin[t] : tree.end[last]]
                if best is None or (rank[entry.id], distance) < best[:2]:
                    best = rank[entry.id], distance, entry.id, text, t
                break
    if best is None and draft.hit is not None:
        said = next((e.id for e in lang.table(Venue) if draft.hit.lemma in e.verbs), None)
        return said, draft.hit.lemma if said else None, None
    return (best[2], best[3], best[4]) if best else (None, None, None)


def _without_venue(draft: Draft, venue: int | None) -> Draft:
    """A source behind the cue without the venue the parser joined to it ("a dit la ministre | sur Radio Est")."""
    tree, source = draft.tree, draft.source
    if venue is None or source is None or draft.source_tree is not None or venue <= source.head:
        return draft
    at = venue
    while at - 1 > source.head and (
        tree.pos[at - 1] in ("ADP", "DET", "ADJ", "NUM") or tree.lower[at - 1] in tree.grammar.word("adjunct_noun")
    ):
        at -= 1
    if not source.start < tree.begin[at] < source.end or at == venue:
        return draft
    return draft.but(source=Phrase(source.head, source.start, tree.end[at - 1], source.how))
