"""Which clause behind a cue is its complement: not one of time or place, not a relative clause of something else."""

from __future__ import annotations

from sitroom.annotate.statements.clauses import is_infinitive, is_marked
from sitroom.annotate.statements.drafts import Chars, spans_of
from sitroom.annotate.statements.hits import Hit, cue_tokens
from sitroom.annotate.statements.scan import starts_phrase, time_end
from sitroom.annotate.statements.tree import Tree


def demanded(tree: Tree, k: int) -> bool:
    """ "demanded (that) the road be closed": a bare infinitive with a subject of its own is a clause."""
    own = tree.children(k, "subject") + tree.children(k, "subject_passive")
    marked = any(tree.lower[t] in tree.grammar.word("infinitive_marker") for t in tree.kids[k] if t < k)
    return any(t < k for t in own) and not marked


def parted(hit: Hit, k: int) -> bool:
    """ "propose d'ouvrir un canal avec X, qu'il connaît"; "he said; the line dropped": no clause of the cue's."""
    tree = hit.tree
    first = tree.subtree(k)[0]
    if any(tree.words[t] == ";" and tree.quote[t] == hit.quoted for t in range(max(hit.words), first)):
        return True
    if describes_object(hit, k) or tree.lower[first] in tree.grammar.word("whose"):
        return True
    asked = any(hit.head < i < first for i in hit.kids("infinitive") if is_infinitive(tree, i))
    return asked and tree.words[first - 1] == "," and tree.lower[first] in tree.grammar.word("complementizer")


def describes_object(hit: Hit, k: int) -> bool:
    """ "a réclamé une réunion, que Moscou a jugée « prématurée »": a relative clause of the object, behind a comma."""
    tree, first = hit.tree, hit.tree.subtree(k)[0]
    comma = tree.words[first - 1] == "," and tree.lower[first] in tree.grammar.word("complementizer")
    objects = [o for o in hit.kids("object") if hit.head < o < first and tree.pos[o] in ("NOUN", "PROPN")]
    objects = [o for o in objects if tree.lower[o] not in tree.grammar.word("time_noun")]
    return comma and bool(objects) and "object" not in hit.entry.to and bool(tree.grammar.word("clitic_subject"))


def with_torn(tree: Tree, others: list[int], tokens: list[int]) -> list[int]:
    """ "said asset freezes | were under consideration", "avoir vu des hommes | bloquer l'avenue": with the second half
    of a complement that the parser tore in two, which has no subject or mark of its own."""
    for k in sorted(others):
        own = [t for t in tree.subtree(k) if t > tokens[-1]] if tokens else []
        alone = k in own and not tree.children(k, "subject") and not tree.children(k, "mark_any")
        adjoined = alone and own[0] == tokens[-1] + 1 and not tree.punct(tokens[-1])
        if adjoined and tree.pos[own[0]] not in ("SCONJ", "CCONJ", "PUNCT"):
            tokens = [*tokens, *own]
    return tokens


def of_place(hit: Hit, k: int) -> bool:
    """ "..., a-t-on confirmé au siège, où l'on refuse ...": behind a comma a question word begins a relative clause."""
    tree = hit.tree
    first = next((t for t in tree.subtree(k) if not tree.punct(t)), k)
    comma = first > max(hit.words) and tree.words[first - 1] == ","
    asked = tree.grammar.word("question") - tree.grammar.word("condition")
    who = tree.grammar.word("who") - tree.grammar.word("complementizer")
    behind = first + 1 < len(tree) and tree.pos[first] == "ADP" and tree.lower[first + 1] in who
    return (comma and (tree.lower[first] in asked or behind)) or _when_asked(tree, first)


def of_time(tree: Tree, k: int) -> bool:
    """Is this an adverbial clause of time?"""
    return tree.is_(k, "clause_like") and tree.lower[tree.subtree(k)[0]] in tree.grammar.word("time_clause")


def _when_asked(tree: Tree, first: int) -> bool:
    """ "said when asked about it": a time word and a participle are no content."""
    if first + 1 >= len(tree) or tree.lower[first] not in tree.grammar.word("time_clause"):
        return False
    return tree.morph(first + 1, "VerbForm") == "Part"


def behind_day(hit: Hit, tokens: list[int]) -> list[int]:
    """ "said on Tuesday | it fired two missiles": a day right behind the cue, and a clause without "that"."""
    tree, at = hit.tree, max(hit.words) + 1
    if not tokens or tokens[0] != at or not tree.grammar.word("compounding") or tree.quote[at] != hit.quoted:
        return tokens
    stop = tokens[-1]
    after = time_end(tree, at + (tree.pos[at] == "ADP"), stop)
    if after is None or after >= stop:
        return tokens
    opens = tree.is_(after, "subject") or (tree.pos[after] in ("DET", "PROPN") and starts_phrase(tree, after))
    return [t for t in tokens if t >= after] if opens else tokens


def gerund_subject(hit: Hit) -> list[int]:
    """ "said banning it could cost jobs": a gerund right behind the cue that is the subject of a finite verb."""
    tree, at = hit.tree, max(hit.words) + 1
    if hit.kind != "verb" or hit.has("infinitive") or at >= len(tree) or tree.tag(at) != "VBG" or tree.quote[at] >= 0:
        return []
    told = [k for k in tree.children(at, "clause") if k > at]
    spoken = any(tree.morph(a, "VerbForm") == "Fin" for k in told for a in (k, *tree.children(k, "auxiliary")))
    return [at] if spoken and tree.head[at] in hit.words else []


def that_clause(tree: Tree, k: int) -> bool:
    """An adverbial clause that is none: marked by "que" alone, not by "après que"."""
    others = tree.grammar.word("subordinator") - tree.grammar.word("complementizer") - tree.grammar.word("question")
    first = tree.subtree(k)[0]
    marks = {tree.lower[m] for m in tree.children(k, "mark_any")}
    asked = bool(
        ({tree.lower[first]} | (marks if tree.lower[first] in tree.grammar.word("only") else set()))
        & tree.grammar.word("condition")
    )
    others |= tree.grammar.word("without")
    return k not in tree.sister and is_marked(tree, k) and tree.lower[first] not in others and not asked


def behind_infinitive(hit: Hit, clause: int) -> bool:
    """ "qui dit avoir opéré 14 enfants, s'est effondré": right behind the cue its infinitive, and a comma after it."""
    tree, at = hit.tree, max(hit.words) + 1
    told = hit.has("infinitive") and at < clause and tree.morph(at, "VerbForm") == "Inf"
    that = any(tree.lower[k] in tree.grammar.word("complementizer") for k in tree.kids[clause] if k < clause)
    return told and any(tree.words[t] == "," for t in range(at, clause)) and not that


def around_cue(hit: Hit, name: str, contents: tuple[Chars, ...]) -> tuple[Chars, ...]:
    """ "what the mayor has threatened to do", "which Oslo vowed to ignore": without the cue and its subject, which the
    complement reaches over; of what stands before them, a question word stays, a relative pronoun does not."""
    tree, cue = hit.tree, cue_tokens(hit)
    if name not in ("infinitive", "clause", "object") or hit.kind != "verb":
        return contents
    out: list[Chars] = []
    for a, b in contents:
        own = [t for t in range(len(tree)) if a <= tree.begin[t] < b] if len(tree) < 2000 else []
        if not own or not own[0] < cue[0] <= cue[-1] < own[-1]:
            out.append((a, b))
            continue
        asked = tree.grammar.word("question") - tree.grammar.word("who") | {"what"}
        lead = [(tree.begin[own[0]], tree.end[own[0]])] if tree.lower[own[0]] in asked else []
        out += [*lead, *spans_of(tree, _unmarked(tree, [t for t in own if t > cue[-1]]), inside=hit.quoted)]
    return tuple(out)


def _unmarked(tree: Tree, tokens: list[int]) -> list[int]:
    return tokens[1:] if tokens and tree.lower[tokens[0]] in tree.grammar.word("infinitive_marker") else tokens
