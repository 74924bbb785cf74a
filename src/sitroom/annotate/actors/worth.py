"""Is a description used of an actor, or does it only say where, how much, of what kind?

"The group" may be a body or a number of things, "the ship" whoever acts or a place to sit in. What the grammar and the
words around tell is weighed; the weights are in data/worth.toml, learnt from our own train gold by
`python -m evals.worth`. Nothing here knows single words: classes, kinds of nouns and the parse alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitroom.annotate.actors.lexicon import Head, fold
from sitroom.annotate.actors.scene import PEOPLE, Scene
from sitroom.annotate.actors.spans import OBJECT, Definite, Line, is_passive, morph, subject_of
from sitroom.annotate.weights import score, weights_of

if TYPE_CHECKING:
    from spacy.tokens import Token

BEFORE = (
    "of", "place-preposition", "addressing", "according", "agent", "toward", "beside-place", "and", "likening", "staff",
    "accredited", "by-way-of",
)  # fmt: skip
SUFFIX = 3  # letters of the noun it belongs to: endings tell deeds from things
LEAST = -0.1  # of the weights: the best F1 lies a little below even chances
WATCHERS = ("journalist", "witness", "media-person")
AROUND = 40  # tokens of a sentence that are searched for a verb
LINKS = 4  # steps from a conjunct to the first of its row


@dataclass(frozen=True, slots=True)
class Outline:
    """A description: tokens `left` to `right`, of which `start` to `end` are the noun; `outer`: kinds of the
    descriptions it lies in."""

    left: int
    right: int
    start: int
    end: int
    head: Head
    definite: Definite
    outer: tuple[str, ...] = ()


def counts(scene: Scene, outline: Outline) -> bool:
    """Is the description used of an actor?"""
    told = settled(scene, outline)
    return score(signs(scene, outline), weights_of("worth")) > LEAST if told is None else told


def settled(scene: Scene, o: Outline) -> bool | None:
    """What need not be weighed: the agency's own reporter counts never; always what is written like a name ("Commission
    of the African Union"), and a class noun right before a body's name, which tells what the name is."""
    line = scene.line
    if _our_own(scene, o) or _run_for(scene, o):
        return False
    if o.head.entry.kind not in ("organ", "vessel", "collective"):
        return None
    beside = (k for k in range(o.left, o.right) if not o.start <= k < o.end)
    called = _capital(line, o.start) and any(_capital(line, k) for k in beside)
    return True if o.right in scene.owners or (called and o.head.entry.kind != "vessel") else None


def _capital(line: Line, k: int) -> bool:
    return line.capital(k) and not line.first(k)


def signs(scene: Scene, o: Outline) -> dict[str, float]:
    """What is told of the description, by the names the weights have."""
    entry, many = o.head.entry, "many" if o.head.plural else "one"
    out = {"any", f"lang {scene.lang.code}", f"head {entry.id}", f"sector {entry.sector}", f"alone {entry.alone}"}
    for what in (many, o.definite, f"{many} {o.definite}"):
        out |= {what, f"{entry.kind} {what}", f"{scene.lang.code} {what}"}
    out |= {f"inside {kind}" for kind in o.outer} | {f"{entry.kind} inside {kind}" for kind in o.outer}
    traits = {"mixed": entry.mixed, "site": entry.site, "echo": entry.echo, "long": o.end - o.start > 1}
    out |= {name for name, there in traits.items() if there}
    out |= _place_in_clause(scene, o, many)
    for name in _words_before(scene, o) | _words_inside(scene, o) | _words_behind(scene, o) | _line(scene, o):
        out |= {name, f"{entry.kind} {name}", f"{many} {o.definite} {name}"}
    return dict.fromkeys(out, 1.0)


def _place_in_clause(scene: Scene, o: Outline, many: str) -> set[str]:
    """What it is to the verb or noun it hangs on."""
    line, lex, kind = scene.line, scene.lex, o.head.entry.kind
    role, governor, listed = role_of(line, _noun(line, o.start, o.end))
    out = {f"role {role}", f"{kind} role {role}", f"{many} {o.definite} role {role}"} | (
        {"listed"} if listed else set()
    )
    lemma = fold(governor.lemma_)
    if governor.pos_ not in ("VERB", "AUX"):
        hits = lex.heads.at(line.low, governor.idx, {governor.idx + len(governor)}) if role != "alone" else []
        out |= {f"{role} of {head.entry.kind}" for _, _, head in hits[:1]}
        ending = {f"{role} of {scene.lang.code} {lemma[-SUFFIX:]}"} if lemma.isalpha() else set()
        return out | {f"{role} of {governor.pos_}"} | ending
    sense = "telling" if lemma in lex.says else "thinking" if lemma in lex.voices else "other"
    negated = any(line.doc[k].dep_ == "neg" or lex.is_in(line.word(k), "not") for k in line.children[governor.i])
    out |= {f"{role} of {sense} verb", f"{kind} {role} of {sense} verb"}
    out |= {f"{role} of {form}" for form in (morph(governor, "VerbForm"), morph(governor, "Tense")) if form}
    return out | ({"negated", f"{many} {o.definite} negated"} if negated else set())


def role_of(line: Line, token: Token) -> tuple[str, Token, bool]:
    """What a noun is to its governor, the governor, and whether it is so as one of a row."""
    listed = False
    for _ in range(LINKS):
        label = token.dep_
        if label in ("agent", "obl:agent") or (label == "pobj" and token.head.dep_ == "agent"):
            return "agent", token.head.head if label == "pobj" else token.head, listed
        if label in ("nsubj", "nsubj:pass", "nsubjpass", "nsubj:caus"):
            return ("undergoer" if is_passive(line, token.head) else "subject"), token.head, listed
        if label in OBJECT:
            return "object", token.head, listed
        if label == "pobj":
            return "adjunct", token.head.head, listed
        if label in ("attr", "acomp") or line.hangs(token.i, "cop"):
            return "predicate", token.head, listed
        if label == "ROOT" or token.head.i == token.i:
            return "alone", token, listed
        if label not in ("conj", "flat", "flat:name"):
            return ("adjunct" if label.startswith("obl") else label), token.head, listed
        listed, token = listed or label == "conj", token.head
    return "other", token.head, listed


def _noun(line: Line, start: int, end: int) -> Token:
    """The token that carries a noun of several words: the parser may have taken any for it."""
    root = line.doc[start:end].root
    rows = (root, line.doc[end - 1])
    return next((t for t in rows if subject_of(t) is not None or t.dep_ in OBJECT), root)


def _words_before(scene: Scene, o: Outline) -> set[str]:
    line, lex, left = scene.line, scene.lex, o.left
    small = ("article", "possessive", "demonstrative", "same", "all", "approx", "extra")
    k = left - 1
    while k > 0 and lex.is_in(line.word(k), *small) and not lex.is_in(line.word(k), "of", "addressing"):
        k -= 1
    word = line.word(k)
    out = {f"behind {name}" for name in BEFORE if lex.is_in(word, name)}
    if k >= 0 and (out or line.doc[k].pos_ == "ADP") and word.rstrip("'").isalpha():
        out.add(f"behind {scene.lang.code} {word}")
    if k < 0 or line.doc[k].is_punct:
        out.add("opens" if k < 0 else "behind mark")
    if _likened(scene, left):
        out.add("likened")
    if _of_kind(scene, left) and o.right - left == o.end - o.start:
        out.add("of kind")
    if any(lex.is_in(line.word(k), "nobody", "not") for k in range(max(0, left - 2), o.start)):
        out.add("nobody")
    if left > 1 and line.word(left - 1) in (",", "("):
        out.add("behind comma")
    return out


def _words_inside(scene: Scene, o: Outline) -> set[str]:
    """The noun's own classes and what it has grown by."""
    line, lex = scene.line, scene.lex
    out = {f"noun {name}" for name in ("locative", "anybody", "one-state") if lex.is_in(line.word(o.start), name)}
    beside = [k for k in range(o.left, o.right) if not o.start <= k < o.end]
    out.add("grown" if beside else "bare noun")
    words = line.words
    found = {
        "name": any(_capital(line, k) for k in beside),
        "country": any(words[k] in lex.demonyms for k in beside),
        "town": any(k in line.place for k in beside),
        "trait": any(words[k] in lex.descriptors for k in beside),
        "number": any(line.doc[k].pos_ == "NUM" or words[k] in lex.numerals for k in range(o.left, o.start)),
        "other": any(lex.is_in(line.word(k), "other") for k in range(o.left - 1, o.start)),
        "left": o.left < o.start,
        "right": o.end < o.right,
        "of": lex.is_in(line.word(o.end), "of") and o.end < o.right,
        "capital": _capital(line, o.start),
        "quoted": line.quoted[o.start],
    }
    return out | {f"with {name}" for name, there in found.items() if there}


def _words_behind(scene: Scene, o: Outline) -> set[str]:
    line, lex, right = scene.line, scene.lex, o.right
    out = {"beside person"} if _beside(scene, o) else set()
    if right >= len(line.doc):
        return out | {"closes"}
    after = line.doc[right]
    out.add(f"before {after.pos_}")
    if scene.person_at(right):
        out.add("before person")
    elif line.capital(right) and after.pos_ == "PROPN":
        out.add("before name")
    if lex.is_in(line.word(right), "relative", "who"):
        out.add("before relative")
    return out | ({"owner"} if after.text in ("'s", "'") else set())


def _beside(scene: Scene, o: Outline) -> bool:
    """Is it a title or an apposition: right before a person's name, over a comma or another title, or behind one?"""
    line, lex = scene.line, scene.lex
    behind = o.left > 1 and line.word(o.left - 1) in (",", "(") and scene.person_at(o.left - 2)
    k = o.right + (line.word(o.right) == ",")
    titles = lex.heads.at(line.low, line.doc[k].idx, line.ends) if k < len(line.doc) else []
    ahead = (line.ends[e] for e, _, h in titles[:1] if h.entry.kind in PEOPLE and not h.plural)
    return behind or scene.person_at(k) or any(scene.person_at(e) for e in ahead)


def _line(scene: Scene, o: Outline) -> set[str]:
    line = scene.line
    out = {f"section {line.block.section.kind}"}
    near = range(max(0, o.start - AROUND), min(len(line.doc), o.start + AROUND))
    here = (line.doc[k] for k in near if line.sentence[k] == line.sentence[o.start])
    if not any(t.pos_ in ("VERB", "AUX") for t in here):
        out.add("verbless")
    return out


def _our_own(scene: Scene, o: Outline) -> bool:
    """Is it the reporter or witness of an agency or of the paper itself, who saw it ("a constaté notre journaliste",
    "a Reuters witness said")?"""
    line, lex = scene.line, scene.lex
    if o.head.entry.id not in WATCHERS or o.head.plural:
        return False
    agency = any(f.sector == "media" for k in range(o.left, o.right) if (f := scene.owners.get(k)) is not None)
    if not agency and not (o.definite == "possessive" and lex.is_in(line.word(o.left - 1), "ours")):
        return False
    verb = subject_of(line.doc[o.left : o.right].root) or (line.doc[o.left - 2] if o.left > 1 else None)
    return verb is not None and lex.is_in(fold(verb.lemma_), "watches")


def _run_for(scene: Scene, o: Outline) -> bool:
    """Is it the office somebody stands for ("who ran for president")?"""
    line, lex = scene.line, scene.lex
    bare = o.definite == "bare" and not o.head.plural and o.head.entry.kind == "office" and o.left > 1
    return bare and lex.is_in(line.word(o.left - 1), "carrier", "goes-on") and lex.is_in(line.word(o.left - 2), "runs")


def _likened(scene: Scene, left: int) -> bool:
    """Does it say what something is like, or is not ("comme des écoliers", "pas des Kényans")?"""
    line, lex = scene.line, scene.lex
    k = left - 1
    while k >= 0 and lex.is_in(line.word(k), "article", "indefinite", "demonstrative"):
        k -= 1
    measured = lex.is_in(line.word(k - 1), "extra", "approx")  # "more than a dozen officials"
    return lex.is_in(line.word(k), "likening") and not measured


def _of_kind(scene: Scene, left: int) -> bool:
    """Does it say of what kind something is ("l'envoi d'observateurs"), and not of whom there are many?"""
    line, lex = scene.line, scene.lex
    bare = lex.is_in(line.word(left - 1), "of") and not lex.is_in(line.word(left - 1), "article")
    before = line.doc[left - 2] if left > 1 else None
    return bare and before is not None and before.pos_ == "NOUN" and not lex.is_in(line.word(left - 2), "quantity")
