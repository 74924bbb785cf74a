"""Whom a description without a name means ("the minister", "cet élu"): somebody of before, or somebody new.

Each person spoken of before is a candidate, and so is nobody. What is told of them is general: how far back and as
what they were last spoken of, gender, country, walk of life, what they were called so far. The weights are in
data/meant.toml, learnt from our own train gold by `python -m evals.meant`.
"""

from __future__ import annotations

from math import log
from typing import NamedTuple

from sitroom.annotate.actors.antecedents import behind_according, inverted
from sitroom.annotate.actors.bodies import known_words
from sitroom.annotate.actors.company import Company, Draft
from sitroom.annotate.actors.lexicon import Gender, fold
from sitroom.annotate.actors.offices import signature
from sitroom.annotate.actors.origin import country_of
from sitroom.annotate.actors.spans import Found, Line, tells
from sitroom.annotate.actors.taken import ANYBODY, BOSSES, PARTS, prominent
from sitroom.annotate.actors.worth import role_of
from sitroom.annotate.weights import score, weights_of

MOST, NEAREST = 16, 8  # candidates; of these whatever they are called
GENERAL = ANYBODY | {"source", "diplomat", "aide", "insider", "person"}


class Option(NamedTuple):
    """Somebody the description may mean (None: nobody spoken of before), and what is told of it."""

    draft: Draft | None
    signs: dict[str, float]


def meant(company: Company, f: Found) -> Draft | None:
    """The one spoken of before whom the description means, or None."""
    weights = weights_of("meant")
    return max(options(company, f), key=lambda o: score(o.signs, weights)).draft


def options(company: Company, f: Found) -> list[Option]:
    """Nobody, and everybody who may be meant, the nearest first."""
    assert f.head is not None
    country = country_of(company, f)
    known = _candidates(company, f, country)
    out, ranks = [], {"any": 0, "fit": 0, "subject": 0}
    for draft in known:
        out.append(Option(draft, _of_draft(company, f, draft, country, ranks)))
    fitting = [o for o in out if "fits" in o.signs]
    if len(fitting) == 1:
        fitting[0].signs["only one that fits"] = 1.0
    return [Option(None, _of_nobody(company, f, country, len(fitting))), *out]


def _candidates(company: Company, f: Found, country: str | None) -> list[Draft]:
    """Those spoken of before of whom nothing forbids to say it: the nearest, and all who were called so."""
    assert f.head is not None
    role = f.reading.role if f.reading is not None else None
    near, gender, out = 0, _gender(company, f), []
    for draft in company.before(f.place, "person", "anonymous"):
        clash = draft.gender and gender and draft.gender != gender and not draft.presumed
        abroad = draft.country and country and draft.country != country
        opposite = f.head.id in PARTS and f.head.id not in draft.heads and bool(draft.heads & PARTS)
        if draft.plural or clash or abroad or opposite or company.same_clause(f, draft):
            continue
        near += 1
        if near <= NEAREST or f.head.id in draft.heads or role in draft.offices:
            out.append(draft)
        if len(out) == MOST:
            break
    return out


def _noun(f: Found) -> str:
    """What kind of noun it is: said of anybody, an office, or something else."""
    assert f.head is not None
    return "general" if f.head.id in GENERAL else "office" if f.head.kind == "office" else "other"


def _gender(company: Company, f: Found) -> Gender | None:
    """The description's gender, also by its last word ("the young man")."""
    line = company.lines[f.line]
    last = company.lex.heads.at(line.low, line.doc[f.end - 1].idx, line.ends)
    return f.gender or next((h.gender for _, _, h in last if h.gender), None)


def _says(company: Company, f: Found) -> bool:
    """Does the report give words of whom the mention names?"""
    line = company.lines[f.line]
    root = line.doc[f.start : f.end].root
    k = f.start - 1
    while k > 0 and company.lex.is_in(line.word(k), "article", "possessive", "demonstrative"):
        k -= 1
    return tells(line, root, company.lex) or behind_according(line, company.lex, k) or inverted(company, line, f.start)


def _of_nobody(company: Company, f: Found, country: str | None, fits: int) -> dict[str, float]:
    """What is told of the description itself."""
    assert f.head is not None
    article, noun, line = f.definite, _noun(f), company.lines[f.line]
    words = min(len(_own_words(company, f)), 2)
    out = {"nobody", f"nobody {article}", f"nobody {noun}", f"nobody {article} {noun}", f"nobody {min(fits, 2)} fit"}
    out |= {f"nobody {noun} {min(fits, 2)} fit", f"nobody {words} words", f"nobody {article} {words} words"}
    traits = {
        "other": f.other, "country": country is not None, "listed": _listed(line, f),
        "headline": line.block.section.kind == "headline",
        "says": _says(company, f), "quoted": line.quoted[f.start], "inner": f.inner, "former": f.level == "former",
        "capital": any(line.capital(k) for k in range(f.start + 1, f.end)),
        "called so": any(f.head.id in d.heads for d in company.drafts if d.kind in ("person", "anonymous")),
    }  # fmt: skip
    return dict.fromkeys(out | {f"nobody {name}" for name, there in traits.items() if there}, 1.0)


def _listed(line: Line, f: Found) -> bool:
    """Is it one of several ("the minister and the mayor")?"""
    root = line.doc[f.start : f.end].root
    return root.dep_ == "conj" or line.hangs(root.i, "conj")


def _own_words(company: Company, f: Found) -> frozenset[str]:
    """The description's words besides its noun and those that say nothing of an office."""
    lex = company.lex
    small = ("epithet", "former", "premodifier", "demonstrative")
    return frozenset(w for w in signature(company, f) if not lex.is_in(w, *small))


def _called(f: Found, draft: Draft) -> str:
    """What the report has called the candidate so far, beside this description."""
    assert f.head is not None
    role = f.reading.role if f.reading is not None else None
    if any(fold(d.text) == fold(f.text) for d in draft.described):
        return "same words"
    if f.head.id in draft.heads:
        return "same noun"
    if role and role in draft.offices:
        return "same office"
    if f.head.id in ("leader", "ruler", *BOSSES) and draft.heads & BOSSES:
        return "another boss"
    if role and draft.offices:
        return "other office"
    return "otherwise" if draft.heads - ANYBODY else "nothing"


def _of_draft(company: Company, f: Found, draft: Draft, country: str | None, ranks: dict[str, int]) -> dict[str, float]:
    assert f.head is not None
    noun, away, called = _noun(f), company.away(f, draft.last(f.place)), _called(f, draft)
    known = "known" if called in ("same words", "same noun", "same office", "another boss") else "unknown"
    named = "named" if draft.proper else "unnamed"
    gender = _gender(company, f)
    one = "presumed" if draft.presumed else "unsaid" if not (gender and draft.gender) else "same"
    land = "unsaid" if not country else "same" if draft.country else "of the noun alone"
    sector = f.sector or f.head.sector
    walk = "unsaid" if not (sector and draft.sector) else "same" if sector == draft.sector else "other"
    part = f.head.id in PARTS and bool(draft.heads) and f.head.id not in draft.heads
    words = _own_words(company, f)
    told = known_words(draft) | {w for r in draft.roles for w in fold(r).replace("'", " ").split()}
    worded = "no words" if not words else "words known" if words <= told else "words new"
    another = called in ("otherwise", "other office") or (called == "same noun" and worded == "words new")
    fits = not (part or another)
    ranks["any"] += 1
    out = {
        f"away {away}", f"away {away} {known}", f"called {called}", f"called {called} {noun}", f"gender {one}",
        f"country {land}", f"country {land} {known}", f"walk {walk}", f"{worded} {known}", f"{named} {known}",
        f"{f.definite} {known}", f"{f.definite} {named}", f"{noun} {named} {known}", f"rank {min(ranks['any'], 3)}",
    }  # fmt: skip
    out |= {f"called {called} {worded}", f"called {called} country {land}", f"{f.head.kind} called {called}"}
    if fits:
        ranks["fit"] += 1
        out |= {"fits", f"fits {min(ranks['fit'], 3)}", f"{f.definite} fits {min(ranks['fit'], 2)}"}
    traits = {
        "another part": part, "other": f.other, f"other {called}": f.other,
        "beside a comma": _apposed(company, f, draft), "former": f.level == "former", "prominent": prominent(draft),
    }  # fmt: skip
    mate = _countryman(company, f)
    traits[f"countryman {known}"] = mate is not None and mate == draft.country
    traits[f"foreigner {known}"] = mate is not None and draft.country is not None and mate != draft.country
    out |= {name for name, there in traits.items() if there} | _last_spoken_of(company, f, draft, ranks)
    return dict.fromkeys(out, 1.0) | {f"mentions {known}": log(1 + sum(p < f.place for p in draft.places))}


def _last_spoken_of(company: Company, f: Found, draft: Draft, ranks: dict[str, int]) -> set[str]:
    """As what the candidate was last spoken of."""
    last = _last(company, draft, f)
    if last is None:
        return set()
    line = company.lines[last.line]
    way, _, _ = role_of(line, line.doc[last.start : last.end].root)
    said = _says(company, last)
    out = {f"was {way}" if way in ("subject", "undergoer", "object", "adjunct", "agent") else "was other"}
    if said:
        out |= {"said something", "goes on"} if _says(company, f) else {"said something"}
    if line.quoted[last.start] != company.lines[f.line].quoted[f.start]:
        out.add("other side of the marks")
    if way == "subject" or said:
        ranks["subject"] += 1
        out.add(f"subject rank {min(ranks['subject'], 3)}")
    if last.definite == "indefinite":
        out |= {"brought in", f"brought in {f.definite}"}
    return out


def _apposed(company: Company, f: Found, draft: Draft) -> bool:
    """Is the description set beside the draft's name with a comma ("Ana Pol, nurse", "the minister, Ana Pol")?"""
    line = company.lines[f.line]
    for n in company.between(f.line, max(0, f.start - 12), f.end + 3):
        other, link = company.found[n], company.links.get(n)
        if link is None or link.draft is not draft:
            continue
        if other.start == f.end + 1 and line.word(f.end) == ",":
            return True
        if line.word(other.end) == "," and f.start - other.end <= 2:
            return True
    return False


def _countryman(company: Company, f: Found) -> str | None:
    """The country of the actor named last in the line, or the one before."""
    for draft in company.before(f.place, "person", "anonymous", "organisation", "state"):
        if f.line - draft.last(f.place)[0] > 1:
            return None
        if draft.country:
            return draft.country
    return None


def _last(company: Company, draft: Draft, f: Found) -> Found | None:
    """The draft's last mention before."""
    place = draft.last(f.place)
    there = company.between(place[0], place[1], place[1] + 1)
    return next(
        (
            company.found[n]
            for n in there
            if (link := company.links.get(n)) and link.draft and link.draft.held() is draft
        ),
        None,
    )
