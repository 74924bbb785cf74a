"""Contents that words and quotation marks share: "dit avoir « tout tenté »", "le rappel « immédiat » de X".

The parser often breaks a phrase at a quotation mark. Position decides here: what flows into a quotation without a mark
belongs together with it, and so does the phrase a quoted fragment is set into. Whole sentences in quotation marks are
left alone: they are statements of their own.

fringed     a draft with its contents mended
"""

from __future__ import annotations

from bisect import bisect_left

from sitroom.annotate.statements.clauses import finite
from sitroom.annotate.statements.drafts import Chars, Draft
from sitroom.annotate.statements.tree import Tree

GAP = 4  # tokens between a content and the quotation it flows into
FRAGMENT = 3  # words in capitals ("« Maison bleue »") may be a fragment, too, when they are no more
PHRASE = ("NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM")


def fringed(draft: Draft) -> Draft:
    """The draft whose contents end or begin beside a quotation where the words do not."""
    hit = draft.hit
    if hit is None or draft.cue is None or hit.quoted >= 0 or not draft.contents or draft.content_tree is not None:
        return draft
    tree = draft.tree
    contents = _from_behind(draft, _cut_second(draft, draft.contents))
    if draft.rule.startswith("insert"):
        contents = (_behind_colon(draft, contents[0]), *contents[1:])
    (a, b), last = contents[-1], _last_token(tree, contents[-1][1])
    end = max(b, _into_quotation(tree, last), _listed(tree, last) if draft.rule == "object" else 0)
    if last >= 0 and tree.quote[last] >= 0 and a < tree.quotations.found[tree.quote[last]].start:
        end = max(end, _end_of(tree, tree.quote[last]))  # "le limogeage « immédiat » | du directeur"
    return draft.but(contents=(*contents[:-1], (a, end)))


def _last_token(tree: Tree, end: int) -> int:
    """The last token that begins before character `end`."""
    return bisect_left(tree.begin, end) - 1


def _stop(tree: Tree, token: int) -> int:
    return tree.sentences[tree.sentence[token]][1]


def _fragment(tree: Tree, number: int) -> bool:
    """Is the quotation part of a sentence rather than one of its own?"""
    start, end = tree.quotations.found[number].inner
    words = tree.line[start:end].split()
    return bool(words) and tree.quotations.found[number].closed and (words[0][:1].islower() or len(words) <= FRAGMENT)


def _into_quotation(tree: Tree, last: int) -> int:
    """Where the quotation ends that the words up to token `last` flow into; 0 where they flow into none."""
    if last < 0 or tree.quote[last] >= 0:
        return 0
    at, stop = last + 1, _stop(tree, last)
    joined = False
    while at < stop and at - last <= GAP and tree.quote[at] < 0:
        small = tree.pos[at] == "DET" or (
            joined and (tree.words[at] == "'" or tree.lower[at] in tree.grammar.word("fragment_of"))
        )
        if not small and not (tree.pos[at] == "CCONJ" and not joined):
            return 0
        joined = joined or tree.pos[at] == "CCONJ"
        at += 1
    if at >= stop or tree.quote[at] < 0 or not _fragment(tree, tree.quote[at]):
        return 0
    if joined and tree.quote[at - 1] < 0 and tree.pos[at - 1] == "CCONJ":
        return 0  # "... et « regrette » la décision" may be a second predicate
    return _end_of(tree, tree.quote[at])


def _listed(tree: Tree, last: int) -> int:
    """The end of an enumeration that the words up to token `last` begin ("le rappel de X, la fermeture de Y et l'envoi
    de Z"); 0 where they begin none."""
    stop = _stop(tree, last) if last >= 0 else 0
    end = next((t for t in range(last + 1, stop) if tree.words[t] in ".;:()" or tree.quote[t] >= 0), stop)
    if last < 0 or last + 3 >= end or tree.words[last + 1] != "," or tree.pos[last + 2] != "DET":
        return 0
    joint = next((t for t in range(end - 1, last + 2, -1) if tree.pos[t] == "CCONJ"), None)
    if joint is None or joint + 1 >= end or tree.pos[joint + 1] != "DET":
        return 0
    parts = [t + 1 for t in range(last + 1, joint) if tree.words[t] == ","]
    spoken = any(tree.pos[t] in ("VERB", "AUX", "PRON", "SCONJ") for t in range(last + 1, end))
    return 0 if spoken or any(tree.pos[t] != "DET" for t in parts) else tree.end[end - 1]


def _end_of(tree: Tree, number: int) -> int:
    """The end of a quotation, or of what it is said to be of ("un « trophée » du régime")."""
    end = tree.quotations.found[number].end
    last = _last_token(tree, end)
    at, stop = last + 1, _stop(tree, last)
    if at < stop and tree.lower[at] in tree.grammar.word("fragment_of"):
        while at < stop and tree.quote[at] < 0 and tree.pos[at] in PHRASE:
            end, at = tree.end[at], at + 1
    elif at < stop and _describing(tree, at):
        close = next((t for t in range(at, stop) if tree.words[t] in ",;:.()" or tree.quote[t] >= 0), stop)
        end = tree.end[close - 1]
    return end


def _describing(tree: Tree, at: int) -> bool:
    """ "« une cellule » préparant des attaques": a present participle right behind the marks."""
    part = tree.pos[at] == "VERB" and tree.morph(at, "VerbForm") == "Part" and tree.morph(at, "Tense") == "Pres"
    return part and tree.is_(at, "adnominal")


def _from_behind(draft: Draft, contents: tuple[Chars, ...]) -> tuple[Chars, ...]:
    """A content that begins with a quotation: from the "that", or the noun, between the cue and the marks on; and one
    that begins with an aside ("a promis, sans fixer de date, « une loi »") without it."""
    tree, hit = draft.tree, draft.hit
    assert hit is not None
    assert draft.cue is not None
    (a, b), *rest = contents
    first = bisect_left(tree.begin, a)
    if first >= len(tree) or first <= draft.cue[1]:
        return contents
    if tree.quote[first] < 0:
        return (_without_aside(tree, draft.cue[1], first, (a, b)), *rest)
    gap = range(draft.cue[1] + 1, first)
    if tree.begin[first] != tree.quotations.found[tree.quote[first]].start or any(tree.quote[t] >= 0 for t in gap):
        return contents
    that = next(
        (t for t in gap if tree.pos[t] == "SCONJ" and tree.lower[t] in tree.grammar.word("complementizer")), None
    )
    if that is not None and that + 1 < first and hit.has("clause"):
        return ((tree.begin[that + 1], b), *rest)
    start = _told_start(draft, gap)
    if start is not None:
        return ((tree.begin[start], b), *rest)
    if not _set_into(draft, gap, first):
        return contents
    return ((tree.begin[gap[0]], max(b, _end_of(tree, tree.quote[first]))), *rest)


def _told_start(draft: Draft, gap: range) -> int | None:
    """Where the content begins between cue and quotation: at an infinitive ("n'exclut pas d'| envoyer des troupes
    « si ... »"), or behind the cue's preposition where "and" leads to the marks ("état de | neuf morts et d'« »")."""
    tree, hit = draft.tree, draft.hit
    if hit is None or len(gap) < 3 or any(tree.punct(t) and tree.words[t] != "'" for t in gap):
        return None
    if hit.has("infinitive") and tree.lower[gap[0]] in tree.grammar.word("infinitive_marker"):
        return gap[1] if tree.morph(gap[1], "VerbForm") == "Inf" else None
    wanted = {
        w for f in hit.entry.frames if f.startswith("prep:") for w in (f[5:], *tree.grammar.word("form:" + f[5:]))
    }
    joint = next((t for t in gap if tree.pos[t] == "CCONJ"), None)
    spoken = any(tree.pos[t] in ("VERB", "AUX", "SCONJ", "PRON") for t in gap)
    led = tree.lower[gap[0]] in wanted and joint is not None and gap[-1] - joint <= GAP and not spoken
    return gap[1] if led else None


def _behind_colon(draft: Draft, content: Chars) -> Chars:
    """ "Un diplomate nuance : l'accord, dit-il, tient": what stands before the colon is the report's own clause."""
    tree, cue = draft.tree, draft.cue
    assert cue is not None
    first = bisect_left(tree.begin, content[0])
    colons = [t for t in range(first, cue[0]) if tree.words[t] == ":" and tree.quote[t] < 0]
    spoken = [t for t in range(first, cue[0]) if tree.morph(t, "VerbForm") == "Fin" and tree.quote[t] < 0]
    if not colons or not spoken or spoken[0] > colons[-1] or tree.begin[colons[-1] + 1] >= content[1]:
        return content
    return tree.begin[colons[-1] + 1], content[1]


def _set_into(draft: Draft, gap: range, first: int) -> bool:
    """Is the quoted fragment a part of the noun phrase before it ("le rappel | « immédiat » de son ambassadeur")?"""
    tree, hit = draft.tree, draft.hit
    assert hit is not None
    if not gap or "object" in hit.entry.to or not (hit.has("object") or hit.has("quoted")) or not finite(hit):
        return False
    if tree.pos[gap[0]] != "DET" or any(tree.pos[t] not in PHRASE for t in gap):
        return False
    if not any(tree.pos[t] in ("NOUN", "PROPN") for t in gap) or draft.source is None:
        return False
    inner = next((t for t in range(first, len(tree)) if not tree.punct(t)), first)
    noun = any(tree.begin[gap[0]] < p.end and p.start < tree.begin[first] for p in draft.addressees)
    return not noun and tree.pos[inner] in ("ADJ", "ADP", "ADV", "VERB") and _fragment(tree, tree.quote[first])


def _without_aside(tree: Tree, cue: int, first: int, content: Chars) -> Chars:
    """Behind the aside between commas that parts the cue from a quotation."""
    if tree.words[cue + 1] != "," or first > cue + 3 or tree.pos[cue + 2] not in ("ADP", "SCONJ", "ADV"):
        return content
    close = next((t for t in range(first, _stop(tree, first)) if tree.words[t] == ","), None)
    if close is None or close + 1 >= len(tree) or tree.quote[close + 1] < 0:
        return content
    start = tree.quotations.found[tree.quote[close + 1]].start
    return (start, content[1]) if start < content[1] else content


def _cut_second(draft: Draft, contents: tuple[Chars, ...]) -> tuple[Chars, ...]:
    """Without a second predicate of the cue ("dit « comprendre » | mais juge le mouvement « dangereux »")."""
    tree, hit = draft.tree, draft.hit
    assert hit is not None
    a, b = contents[-1]
    for t in sorted(tree.sister):
        if tree.head[t] != hit.head or not a < tree.begin[t] < b:
            continue
        joint = next((k for k in range(t - 1, hit.head, -1) if tree.pos[k] == "CCONJ"), None)
        if joint is not None and t - joint <= GAP and a < tree.begin[joint] and tree.quote[joint] < 0:
            return (*contents[:-1], (a, tree.end[joint - 1]))
    return contents
