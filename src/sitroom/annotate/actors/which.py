"""Which body, or which people, a description means ("the force", "les grévistes"): somebody known, or somebody new.

The rules of `bodies` and `described` propose somebody. Those candidates and the bodies and groups spoken of before are
weighed, the proposal being one sign among others: what is shared in words, noun, country and walk of life, how far
back and as what they were last spoken of. The weights are in data/which.toml, learnt from our own train gold by
`python -m evals.which`.
"""

from __future__ import annotations

from math import log
from typing import NamedTuple

from sitroom.annotate.actors.bands import named_band
from sitroom.annotate.actors.company import Company, Draft
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.offices import signature
from sitroom.annotate.actors.spans import Found, subject_of, tells
from sitroom.annotate.weights import score, weights_of

MOST, NEAREST, LATER = 16, 6, 4  # candidates; of these whatever they are called; of those named only further down
ABOUT = 0.65  # how sure: the body that the sentence before is about
DESCRIBED = 4  # mentions of somebody whose nouns are compared
STEM = 5  # letters by which words are alike

Told = tuple[Draft, float, str]  # who, how sure, why


class Option(NamedTuple):
    """Somebody the description may mean (None: nobody known), and what is told of it."""

    draft: Draft | None
    signs: dict[str, float]


def link_many(company: Company, number: int, told: Told | None, fresh: Draft) -> None:
    """Link a description of a body or of several to whom it means.

    told   what the rules take it for
    fresh  the actor it is if it is a new one
    """
    f = company.found[number]
    if told is not None and told[1] == ABOUT:
        company.link(number, told[0], told[1], why=told[2])
        return
    band = named_band(company, f)
    if band is not None:
        company.link(number, band, ABOUT, why="the armed body the report names")
        return
    sources = _sources(company, f)
    if sources is not None:
        company.link(number, sources, 0.7, why="several sources called so before")
        return
    same = company.by_key.get(fresh.key)
    rule = told[0] if told is not None else same
    way = "key" if told is None else "name" if told[2] else "noun"
    draft = chosen(company, f, rule, way)
    if draft is None:
        if same is not None:
            count = company.counted.get(fresh.key, 1) + 1
            company.counted[fresh.key] = count
            fresh.key += f"#{count}"
        company.link(number, company.add(fresh))
    elif told is not None and draft is told[0]:
        company.link(number, draft, told[1], **({"why": told[2]} if told[2] else {}))
    else:
        company.link(number, draft, None if draft is same else 0.7)


def _sources(company: Company, f: Found) -> Draft | None:
    """ "Two officials said ... . The two officials added ...": the only unnamed sources called by the noun so far."""
    assert f.head is not None
    if f.kind != "group" or not f.plural or f.other or f.definite not in ("definite", "demonstrative"):
        return None
    there = [d for d in company.before(f.place, "anonymous", "group") if f.head.id in d.heads and d.plural]
    if len(there) != 1 or there[0].kind != "anonymous" or not there[0].agrees(f.gender, f.country):
        return None
    return there[0] if f.number is not None and there[0].number == f.number else None


def chosen(company: Company, f: Found, rule: Draft | None, way: str) -> Draft | None:
    """The one known whom the description means, or None."""
    weights = weights_of("which")
    return max(options(company, f, rule, way), key=lambda o: score(o.signs, weights)).draft


def options(company: Company, f: Found, rule: Draft | None, way: str) -> list[Option]:
    """Nobody known, and everybody who may be meant, the nearest first.

    rule  whom the rules propose
    way   by what: by name, by noun, as the same words
    """
    ranks = {"any": 0, "fit": 0}
    words = _words(company, f)
    known = _candidates(company, f, rule)
    if not words and f.country is None:
        known = _on_one_side(company, f, known)
    out = [
        Option(d, _of_draft(company, f, d, way if d is rule else "" if rule is None else "else", words, ranks))
        for d in known
    ]
    fits = sum("fits" in o.signs for o in out)
    for o in out:
        if fits == 1 and "fits" in o.signs:
            o.signs["only one that fits"] = 1.0
    return [Option(None, _of_nobody(company, f, way if rule is not None else "", words, fits)), *out]


def _candidates(company: Company, f: Found, rule: Draft | None) -> list[Draft]:
    """The rules' proposal, the bodies and groups spoken of last, those called alike, and some named further down."""
    assert f.head is not None
    out = [rule] if rule is not None else []
    near = 0
    own = set(fold(f.text).replace("'", " ").split())
    for draft in company.before(f.place, "organisation", "group"):
        press = draft.sector == "media" and f.sector != "media"
        abroad = draft.country and f.country and draft.country != f.country
        if draft is rule or press or abroad or _of_none(company, f, draft) or company.same_clause(f, draft):
            continue
        if f.kind == draft.kind == "group" and _told(draft).isdisjoint(own):
            continue  # "les dockers", "les transporteurs": people of another name are others unless a rule knows better
        if f.kind == draft.kind == "group" and complement(company, _noun(company, f), draft):
            continue
        near += 1
        alike = f.head.id in draft.heads or not _told(draft).isdisjoint(own)
        if near <= NEAREST or alike:
            out.append(draft)
        if len(out) == MOST:
            break
    later = 0
    for draft in company.after(f.place, "organisation"):
        if draft is rule or not draft.proper or (draft.country and f.country and draft.country != f.country):
            continue
        if not _told(draft).isdisjoint(own):
            out.append(draft)
            later += 1
        if later == LATER:
            break
    return out


def complement(company: Company, noun: str, draft: Draft) -> bool:
    """Does the noun only tell whose they are ("les avocats des séparatistes")?"""
    for f in (company.found[n] for n in draft.numbers[:DESCRIBED]):
        line, lex = company.lines[f.line], company.lex
        if any(line.word(k) == noun and lex.is_in(line.word(k - 1), "of") for k in range(f.start + 1, f.end)):
            return True
    return False


def _of_none(company: Company, f: Found, draft: Draft) -> bool:
    """ "Les autorités ... . Les autorités françaises": those without a country, where others are in play, are not the
    French ones of later."""
    bare = f.country is not None and draft.country is None and not draft.proper
    return bare and not set(company.countries) <= {f.country} and same_noun(company, f, draft)


def _on_one_side(company: Company, f: Found, known: list[Draft]) -> list[Draft]:
    """ "The ministry" where those of two countries were spoken of: the one that acted or spoke last, not the one that
    was named most. The others of the noun are left out."""
    alike = [d for d in known if d.country and d.last(f.place) >= (0, 0) and same_noun(company, f, d)]
    if len({d.country for d in alike}) < 2:
        return known
    alike.sort(key=lambda d: d.last(f.place), reverse=True)
    acted = [d for d in alike if "was subject" in _last_spoken_of(company, f, d, d.last(f.place))]
    meant = (acted or alike)[0]
    return [d for d in known if d is meant or d not in alike]


def _told(draft: Draft) -> set[str]:
    """All words of what somebody is called."""
    return {w for n in (draft.name, *draft.names) for w in fold(n).replace("'", " ").replace("-", " ").split()}


def _words(company: Company, f: Found) -> frozenset[str]:
    """The description's words besides its noun and those that say nothing of their own."""
    lex = company.lex
    return frozenset(
        w for w in signature(company, f) if not lex.is_in(w, "epithet", "former", "demonstrative", "other")
    )


def _kind(f: Found) -> str:
    """What the description is of: one body, people, several bodies."""
    assert f.head is not None
    if f.kind == "group" or f.plural:
        return "many"
    return "ship" if f.head.kind == "vessel" else "body"


def _of_nobody(company: Company, f: Found, way: str, words: frozenset[str], fits: int) -> dict[str, float]:
    """What is told of the description itself."""
    assert f.head is not None
    kind, line = _kind(f), company.lines[f.line]
    said = f"rule by {way}" if way else "no rule"
    called = "called so" if any(f.head.id in d.heads for d in company.drafts) else "not called so"
    many = min(len(words), 2)
    out = {
        "nobody", f"nobody {kind}", f"nobody {kind} {f.definite}", f"nobody {said}", f"nobody {said} {f.definite}",
        f"nobody {kind} {said}", f"nobody {many} words", f"nobody {f.definite} {many} words",
        f"nobody {kind} {many} words",
        f"nobody {min(fits, 2)} fit", f"nobody {kind} {min(fits, 2)} fit", f"nobody {called}",
        f"nobody {called} {f.definite}", f"nobody {f.head.kind}", f"nobody of {f.head.id}",
        f"nobody {kind} {called} {f.definite}",
    }  # fmt: skip
    traits = {
        "echo": f.head.echo, "mixed": bool(f.head.mixed), "other": f.other, "country": f.country is not None,
        "number": f.number is not None, "headline": line.block.section.kind == "headline", "inner": f.inner,
        "quoted": line.quoted[f.start], "capital": any(line.capital(k) for k in range(f.start + 1, f.end)),
        "begins with a capital": line.capital(f.start) and not line.first(f.start),
    }  # fmt: skip
    return dict.fromkeys(out | {f"nobody {name}" for name, there in traits.items() if there}, 1.0)


def _noun(company: Company, f: Found) -> str:
    """The noun itself: "ministry" of "defence ministry"."""
    line = company.lines[f.line]
    return line.words[line.doc[f.start : f.end].root.i]


def same_noun(company: Company, f: Found, draft: Draft) -> bool:
    """Has the draft been described by this noun, its like or a compound ("defence ministry ... ministry")?"""
    assert f.head is not None
    if f.head.id == "army" in draft.heads:  # the air force is not the army
        told = {_branch(company, text) for text in (f.text, *draft.names)}
        if len(told) > 1:
            return False
    return f.head.id in draft.heads or _worded_so(company, f, draft)


def _branch(company: Company, text: str) -> str:
    """The branch of an army that a description names ("navy"); "" where it names none."""
    words = fold(text)
    return next((w for w in sorted(company.lex.classes["army-branch"]) if w in words), "")


def _noun_told(company: Company, f: Found, draft: Draft) -> str:
    """How the noun was said of the draft before: the very word, another of its meaning ("police ... gendarmerie")."""
    if not same_noun(company, f, draft):
        return ""
    return "same noun" if _worded_so(company, f, draft) else "same meaning"


def _worded_so(company: Company, f: Found, draft: Draft) -> bool:
    """Has it been described by the very word?"""
    noun, told = _noun(company, f), (company.found[n] for n in draft.numbers[:DESCRIBED])
    return any(d.form == "nominal" and _noun(company, d) == noun for d in told)


def _of_draft(
    company: Company, f: Found, draft: Draft, way: str, words: frozenset[str], ranks: dict[str, int]
) -> dict[str, float]:
    assert f.head is not None
    kind, known = _kind(f), _told(draft)
    last = draft.last(f.place)
    away = "later" if last < (0, 0) else company.away(f, last)
    own = set(fold(f.text).replace("'", " ").split())
    same = any(fold(n) == fold(f.text) for n in (draft.name, *draft.names))
    called = "same words" if same else _noun_told(company, f, draft) or _named_so(f, draft, own, known)
    told = _stems(words, known)
    worded = "no words" if not words else "words known" if told == len(words) else "words new" if not told else "some"
    land = "unsaid" if not f.country else "same" if draft.country else "of the noun alone"
    sector = f.sector or f.head.sector
    walk = "unsaid" if not (sector and draft.sector) else "same" if sector == draft.sector else "other"
    size = "many" if draft.plural or draft.kind == "group" else "one"
    of = f"{kind} for {'a name' if draft.proper else 'none'} {size}"
    ranks["any"] += 1
    out = {
        of, f"called {called}", f"called {called} {kind}", f"called {called} {worded}", f"{worded} {kind}",
        f"called {called} {f.definite}", f"away {away}", f"away {away} {called}", f"away {away} {kind}",
        f"country {land}", f"country {land} {called}", f"walk {walk}", f"walk {walk} {kind}", f"{of} {called}",
        f"{f.definite} {kind}", f"{f.definite} {of}", f"rank {min(ranks['any'], 3)}", f"{f.head.kind} called {called}",
        f"walk {walk} called {called}", f"called {called} {worded} {kind}", f"called {called} {worded} {f.definite}",
    }  # fmt: skip
    traits = {
        "not the rule's": way == "else", f"not the rule's {called}": way == "else",
        "other": f.other, f"other {called}": f.other, "mixed": bool(f.head.mixed), f"echo {called}": f.head.echo,
        f"number {draft.number == f.number}": f.number is not None and draft.number is not None,
        f"number of one {called}": (f.number is None) != (draft.number is None),
        "gender": bool(f.gender and draft.gender and f.gender != draft.gender),
        "longer than it was called": len(words) > 0 and not draft.proper and told < len(words),
    }  # fmt: skip
    if way not in ("", "else"):
        out |= {"rule", f"rule {kind}", f"rule by {way}", f"rule {called}", f"rule by {way} {f.definite}"}
        out |= {f"rule {kind} {f.definite}", f"rule {worded}", f"rule away {away}", f"rule {called} {worded}"}
        out |= {f"rule by {way} {kind}", f"rule by {way} {worded}", f"rule by {way} {called}"}
    if f.number is not None and f.number == draft.number:
        out |= {"same number", f"same number {called}", f"same number {f.definite}"}
    out |= {f"{min(f.head.id, h)} or {max(f.head.id, h)}" for h in draft.heads if h != f.head.id}
    if called in ("same words", "same noun", "same meaning", "so named") and worded != "words new":
        ranks["fit"] += 1
        out |= {"fits", f"fits {min(ranks['fit'], 3)}", f"fits {f.definite} {min(ranks['fit'], 2)}"}
    out |= {name for name, there in traits.items() if there} | _last_spoken_of(company, f, draft, last)
    return dict.fromkeys(out, 1.0) | {f"mentions {kind}": log(1 + sum(p < f.place for p in draft.places))}


def _named_so(f: Found, draft: Draft, own: set[str], known: set[str]) -> str:
    """Does the name say what the description does?"""
    if own <= known:
        return "so named"
    return "word shared" if own & known else "nothing known" if not draft.heads else "otherwise"


def _stems(words: frozenset[str], known: set[str]) -> int:
    """How many of the words have been said, or others of their stem."""
    return sum(w in known or any(k[:STEM] == w[:STEM] for k in known if len(w) >= STEM <= len(k)) for w in words)


def _last_spoken_of(company: Company, f: Found, draft: Draft, place: tuple[int, int]) -> set[str]:
    """As what the candidate was last spoken of."""
    if place < (0, 0):
        return set()
    line = company.lines[place[0]]
    numbers = company.between(place[0], place[1], place[1] + 1)
    last = next((company.found[n] for n in numbers if (k := company.links.get(n)) and k.draft is draft), None)
    if last is None:
        return set()
    root = line.doc[last.start : last.end].root
    out = {"was subject"} if subject_of(root) is not None else {f"was {root.dep_}"}
    if tells(line, root, company.lex):
        out.add("said something")
    if line.quoted[last.start] != company.lines[f.line].quoted[f.start]:
        out.add("other side of the marks")
    if last.definite == "indefinite":
        out |= {"brought in", f"brought in {f.definite}"}
    if line.block.section.kind == "headline":
        out.add("in a headline")
    if last.covers(f) or f.covers(last):
        out.add("inside one another")
    return out
