"""Which countries and capitals act as states, and which are only where something happens.

Every toponym with a country is weighed: what it is to its verb or noun, the words before and behind it, the line it
stands in, what stands beside it, and what the rules of states.py take it for (for less than the rest: they were written
on texts that are learnt from). The weights are in data/acting.toml, learnt from our own train gold by
`python -m evals.acting`. Nothing here knows single words but prepositions.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitroom.annotate.actors.gazetteer import before
from sitroom.annotate.actors.lexicon import Lexicon, fold
from sitroom.annotate.actors.spans import Found, Line, by_token, free, morph
from sitroom.annotate.actors.states import DATELINE, is_written, rows_of, state_found
from sitroom.annotate.actors.worth import role_of
from sitroom.annotate.weights import score, weights_of

if TYPE_CHECKING:
    from spacy.tokens import Token

BEFORE = (
    "of", "place-preposition", "addressing", "according", "agent", "toward", "beside-place", "and", "likening",
    "accredited", "by-way-of", "carrier", "article", "definite",
)  # fmt: skip
BEHIND = ("and", "headline-verb", "who-acts", "whose", "relative", "of")
NOUN = ("locative", "deed", "envoy", "hands-to", "works", "site-word")  # classes of the noun it belongs to
RULE = "actor.state.weighed"
RULES = 0.4  # what a sign counts that is an older rule's word
LEAST = -0.1  # of the weights: the best F1 lies a little below even chances
AROUND = 40  # tokens of a sentence that are searched for a verb
NEAR = 2  # tokens between two toponyms that stand beside each other
OWNED = 4  # tokens behind "'s"
SHOWN = ("role subject", "owner", "verb behind", "behind place-preposition", "behind of", "use metonymic",
         "use literal")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Toponym:
    """A country, capital or other place with a country: tokens `start` to `end`; `capital` is None for other places;
    `rule`: why the rules take it for a state, or ""."""

    start: int
    end: int
    country: str
    capital: bool | None
    use: str
    rule: str


def states_acting(
    line: Line, lex: Lexicon, code: str, states: list[Found], named: set[int], around: list[Found]
) -> list[Found]:
    """The states of a line. `states`: those the rules find; `named`: tokens of other names; `around`: descriptions."""
    known = {(s.start, s.end): s for s in states}
    places = toponyms(line, lex, states, named)
    weighed = [score(told, weights_of("acting")) for told in signs(line, lex, code, places, around)]
    at, rows = {t.start: n for n, t in enumerate(places)}, rows_of(line, lex, line.ends)
    firsts = [at.get(rows[t.start][0], n) if t.start in rows else n for n, t in enumerate(places)]
    chosen = [
        known.get((t.start, t.end)) or state_found(line, t.start, t.end, t.country, bool(t.capital), f"{code}.{RULE}")
        for n, t in enumerate(places)
        if (weighed[n] + weighed[firsts[n]]) / 2 > LEAST  # those of a row are mostly what its first one is
    ]
    taken = {(t.start, t.end) for t in places}
    return sorted([*chosen, *(s for k, s in known.items() if k not in taken)], key=lambda f: f.start)


def toponyms(line: Line, lex: Lexicon, states: list[Found], named: Container[int]) -> list[Toponym]:
    """Every place with a country that is no part of another name, in text order."""
    rules = {(s.start, s.end): s.rule.split(".", 1)[1] for s in states}
    out: dict[tuple[int, int], Toponym] = {}
    for start, end, place in line.places:
        if place.country and not (start == 0 and line.word(end) in DATELINE):
            out[start, end] = Toponym(start, end, place.country, None, place.use, rules.get((start, end), ""))
    done = 0
    for token in line.doc:
        hits = lex.places.at(line.low, token.idx, line.ends) if token.i >= done else []
        for last, name, (iso, capital) in hits[:1]:
            end = line.ends[last]
            if is_written(line.raw[token.idx : last], name) and not (token.i == 0 and line.word(end) in DATELINE):
                use = out[token.i, end].use if (token.i, end) in out else "none"
                out[token.i, end] = Toponym(token.i, end, iso, capital, use, rules.get((token.i, end), ""))
                done = end
    free_ones = [t for t in out.values() if free(named, t.start, t.end)]
    return sorted(free_ones, key=lambda t: (t.start, -t.end))


def signs(line: Line, lex: Lexicon, code: str, places: list[Toponym], around: list[Found]) -> list[dict[str, float]]:
    """What is told of each toponym of a line, by the names the weights have."""
    over = by_token(around)
    alone = [_signs(line, lex, code, t, next(iter(over.get(t.start, ())), None)) for t in places]
    out = []
    for n, told in enumerate(alone):
        beside = set()
        for m in (n - 1, n + 1):
            if 0 <= m < len(places) and _gap(places[n], places[m]) <= NEAR:
                side = "left" if m < n else "right"
                beside |= {f"beside {side}"} | {f"beside {side} {s}" for s in SHOWN if s in alone[m]}
        rule = places[n].rule or "none"
        kind = _kind(places[n])
        section = f"{line.block.section.kind} rule {rule}"
        rules = dict.fromkeys((f"rule {rule}", f"{kind} rule {rule}", section), RULES)
        out.append(dict.fromkeys(told | beside, 1.0) | rules)
    return out


def _gap(one: Toponym, two: Toponym) -> int:
    return two.start - one.end if one.start < two.start else one.start - two.end


def _kind(place: Toponym) -> str:
    return "minor" if place.capital is None else "capital" if place.capital else "land"


def _signs(line: Line, lex: Lexicon, code: str, place: Toponym, outer: Found | None) -> set[str]:
    """What is told of a toponym for itself."""
    root, kind = line.doc[place.start : place.end].root, _kind(place)
    role, governor, listed = role_of(line, root)
    out = {"any", kind, f"role {role}", f"{kind} role {role}", f"use {place.use}", f"{kind} use {place.use}"}
    out |= {"listed", f"listed {role}"} if listed else set()
    out |= _governed(line, lex, governor, role, kind)
    out |= _before(line, lex, code, place, role, kind) | _behind(line, lex, place, kind)
    section = line.block.section.kind
    out |= {f"section {section}", f"{kind} section {section}", f"{section} {role}"}
    quoted = line.quoted[place.start]
    compound = root.dep_ == "compound" and root.head.i >= place.end
    near = range(max(0, place.start - AROUND), min(len(line.doc), place.start + AROUND))
    here = (line.doc[k] for k in near if line.sentence[k] == line.sentence[place.start])
    verbless = not any(t.pos_ in ("VERB", "AUX") for t in here)
    told = {
        "shouting": line.shouting, "first": line.first(place.start), "quoted": quoted, f"quoted {role}": quoted,
        "compound": compound, "compound small": compound and root.head.text.islower(),
        "verbless": verbless, f"verbless {section}": verbless, "outside": outer is None,
    }  # fmt: skip
    if outer is not None and outer.head is not None:
        side = "ends" if outer.end == place.end else "starts" if outer.start == place.start else "amid"
        out |= {"inside", f"inside {outer.head.kind} {side}"}
    return out | {name for name, there in told.items() if there}


def _governed(line: Line, lex: Lexicon, governor: Token, role: str, kind: str) -> set[str]:
    """The verb or noun it hangs on."""
    if governor.pos_ in ("VERB", "AUX"):
        sense = verb_sense(governor, lex)
        return {f"{role} of {sense}", f"{kind} {role} of {sense}"}
    out = {f"{role} of {governor.pos_}", f"{kind} {role} of {governor.pos_}"}
    for name in NOUN:
        if lex.is_in(line.word(governor.i), name):
            out |= {f"of {name}", f"{role} of {name}"}
    head = head_at(line, lex, governor.i)
    return out | ({f"of head {head}", f"{role} of head {head}", f"{kind} {role} of head {head}"} if head else set())


def verb_sense(verb: Token, lex: Lexicon) -> str:
    """What sort of verb it is: of telling, thinking, dealing with others, moving, being."""
    lemma = fold(verb.lemma_)
    if lemma in lex.says:
        return "telling"
    if lemma in lex.voices:
        return "thinking"
    return next((name for name in ("speech", "moves", "be") if lex.is_in(lemma, name)), "other")


def head_at(line: Line, lex: Lexicon, i: int) -> str:
    """The kind of the one-word noun of the tables at i, or ""."""
    token = line.doc[i]
    hits = lex.heads.at(line.low, token.idx, {token.idx + len(token)})
    return hits[0][2].entry.kind if hits else ""


def _before(line: Line, lex: Lexicon, code: str, place: Toponym, role: str, kind: str) -> set[str]:
    k = before(line, place.start, lex)
    article = "article" if place.start and lex.is_in(line.word(place.start - 1), "article") else "bare"
    if k < 0:
        return {"opens"}
    token, word = line.doc[k], line.word(k)
    out = {f"before it {token.pos_}", f"{kind} before it {token.pos_}"}
    if token.is_punct:
        out |= {"behind mark", f"{kind} behind mark", f"behind {_mark(token)}"}
    for name in BEFORE:
        if lex.is_in(word, name):
            out |= {f"behind {name}", f"{kind} behind {name}", f"{kind} behind {name} {article}",
                    f"behind {name} role {role}"}  # fmt: skip
    if token.pos_ == "ADP":
        out |= {f"behind {code} {word}", f"{kind} behind {code} {word} {article}"}
    if not k:
        return out
    earlier = line.doc[k - 1]
    out.add(f"before that {earlier.pos_}")
    for name in ("locative", "deed", "envoy", "moves", "hands-to"):
        if lex.is_in(line.word(k - 1), name) or lex.is_in(fold(earlier.lemma_), name):
            out |= {f"before that {name}"} | ({f"{name} {word}"} if token.pos_ == "ADP" else set())
    head = head_at(line, lex, k - 1)
    return out | ({f"before that head {head}", f"{kind} before that head {head}"} if head else set())


def _behind(line: Line, lex: Lexicon, place: Toponym, kind: str) -> set[str]:
    if place.end >= len(line.doc):
        return {"closes"}
    after = line.doc[place.end]
    out = {f"behind it {after.pos_}", f"{kind} behind it {after.pos_}"}
    out |= {f"before {name}" for name in BEHIND if lex.is_in(line.word(place.end), name)}
    if after.is_punct:
        out.add(f"before {_mark(after)}")
    if after.text in ("'s", "'"):
        rest = range(place.end + 1, min(place.end + OWNED, len(line.doc)))
        heads = (h.entry.kind for k in rest for _, _, h in lex.heads.at(line.low, line.doc[k].idx, line.ends)[:1])
        out |= {"owner"} | {f"owner of {kind}" for kind in list(heads)[:1]}
    if after.pos_ in ("VERB", "AUX"):
        form = morph(after, "VerbForm")
        opens = before(line, place.start, lex) < 0
        out |= {"verb behind", f"{kind} verb behind", f"verb behind {verb_sense(after, lex)}", f"verb form {form}",
                f"opens {opens} verb form {form}"}  # fmt: skip
    return out


def _mark(token: Token) -> str:
    """A mark by a name that can stand in the file of weights."""
    return "quote" if token.text in '"\\' else token.text
