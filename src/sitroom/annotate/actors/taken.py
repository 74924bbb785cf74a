"""Definite descriptions that take up somebody: "le syndicaliste", "cet ancien mécanicien", "the centrist mayor".

They mean the person spoken of last of whom they may be said: gender, country and walk of life must not clash, and
nobody holds two offices because a report names a mayor after a minister.
"""

from __future__ import annotations

from sitroom.annotate.actors.antecedents import inverted
from sitroom.annotate.actors.company import Company, Draft
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.offices import signature
from sitroom.annotate.actors.persons import PROMINENT
from sitroom.annotate.actors.spans import Found, speaks, subject_of

NEAR, FURTHER = 1, 3  # lines back
LONGEST = 6  # tokens
CITED = 400  # tokens back that "de même source" looks
MARK = 5  # tokens between "according to" and who is meant ("selon un communiqué du parquet de X")
# Parts people play beside others: "l'accusé" is not the prosecutor named before.
ACCUSED = ("attacker", "criminal", "victim", "victim-wide", "lawyer", "judge", "justice-person", "kin", "witness")
HELD = ("prisoner", "prisoner-wide", "hostage", "litigant", "patient", "traveller", "coach", "pupil", "young")
PARTS = frozenset({*ACCUSED, *HELD})
# Said of anybody, whatever else he is.
ANYBODY = frozenset({"man", "aged", "leader", "ruler", "politician-more", "concerned", "elected", "official", "young"})
BOSSES = frozenset({"chief", "director", "general-manager", "business-boss", "founder", "leader", "president", "chair"})
PUBLIC = frozenset({"government", "legislature", "party", "opposition", "igo"})
ARMED = frozenset({"military", "police", "rebels"})


def renamed(company: Company, f: Found) -> Draft | None:
    """Who a definite description of one word or two takes up: the person spoken of last in this line or the one
    before, if nothing speaks against; no other party of the same verb."""
    assert f.head is not None
    if f.end - f.start > 2 or f.other:
        return None
    for draft in company.before(f.place, "person"):
        if f.line - draft.last(f.place)[0] > NEAR:
            return None
        known = bool(draft.heads - ANYBODY) and f.head.id not in draft.heads
        clash = f.definite != "demonstrative" and f.head.kind != "official" and (f.head.id in PARTS or _lofty(draft))
        clash = clash and f.head.id != "aged" and not _alike(draft, f)
        if draft.agrees(f.gender, None) and not (known and clash) and not company.same_clause(f, draft):
            return draft
    return None


def _alike(draft: Draft, f: Found) -> bool:
    """Does another description of the person say the same walk of life ("le général ... l'officier")?"""
    assert f.head is not None
    return f.head.sector is not None and any(d.head and d.head.sector == f.head.sector for d in draft.described)


def taken_up(company: Company, f: Found) -> Draft | None:
    """Who a longer description takes up ("le technicien italien", "l'ancien ministre", "the 52-year-old father"): the
    only person named near by of whom it may be said, or the only one of these who is a subject."""
    assert f.head is not None
    if f.definite not in ("definite", "demonstrative") or f.plural or f.other or f.end - f.start > LONGEST:
        return None
    subject = subject_of(company.lines[f.line].doc[f.start : f.end].root) is not None
    if f.head.id == "kin" or not (subject or _says(company, f)) or _names_another(company, f):
        return None
    near = []
    for draft in company.before(f.place, "person"):
        if f.line - draft.last(f.place)[0] > NEAR:
            break
        boss = f.head.id in ("leader", "ruler") and bool(draft.heads & BOSSES)  # "le patron du groupe ... Le dirigeant"
        if (draft.proper or boss) and may_be(draft, f) and not company.same_clause(f, draft):
            near.append(draft)
    if f.head.id == "aged" and near and near[0].last(f.place)[0] == f.line:
        return near[0]  # "raconte le quinquagénaire": whom the paragraph is about
    if len(near) > 1:
        near = [d for d in near if _acted(company, d, f)]
    return near[0] if len(near) == 1 or (near and f.level == "former") else None


def rival(company: Company, f: Found) -> Draft | None:
    """ "Son adversaire", "her opponent": of the two persons a report spoke of last the one who did not speak last."""
    lex, line = company.lex, company.lines[f.line]
    if f.definite != "possessive" or f.plural or not any(lex.is_in(w, "rival") for w in line.words[f.start : f.end]):
        return None
    near = []
    for draft in company.before(f.place, "person"):
        if f.line - draft.last(f.place)[0] > FURTHER:
            break
        if draft.proper:
            near.append(draft)
    others = [d for d in near[1:] if d.agrees(f.gender, f.country) and not company.same_clause(f, d)]
    return others[0] if len(others) == 1 else None


def compatriot(company: Company, f: Found) -> Draft | None:
    """ "L'Américaine", "le Serbe": the person of that country spoken of last; one of no known country only if alone."""
    if not f.rule.endswith("compatriot") or f.definite != "definite":
        return None
    near = []
    for draft in company.before(f.place, "person"):
        if f.line - draft.last(f.place)[0] > FURTHER:
            break
        if draft.agrees(f.gender, f.country) and not company.same_clause(f, draft):
            near.append(draft)
    own = [d for d in near if d.country == f.country]
    return own[0] if own else near[0] if len(near) == 1 else None


def may_be(draft: Draft, f: Found) -> bool:
    """Does nothing that is known of a person speak against the description?"""
    assert f.head is not None
    unknown = f.country and draft.country is None and bool(draft.offices)
    if not draft.agrees(f.gender, f.country) or (unknown and f.head.kind == "office"):
        return False
    if f.level == "former" or f.head.id in draft.heads:
        return True
    if f.head.id == "man":
        return not draft.offices and not _lofty(draft) and draft.sector in (None, "civilians", "business")
    if f.head.id in ("ruler", "leader"):
        return bool(draft.heads & BOSSES) or bool(draft.offices) or draft.sector in PUBLIC | {"union"}
    if f.head.id in ANYBODY:
        return True
    if f.head.id in BOSSES and draft.heads & BOSSES and f.end - f.start <= 2:
        return True  # "le patron" is the managing director
    if f.head.kind == "office" and (draft.offices or draft.described):
        return False
    if f.head.id in PARTS and draft.heads and draft.heads.isdisjoint(PARTS):
        return False
    return not _lofty(draft) and _same_walk(draft.sector, f.sector or f.head.sector)


def _same_walk(one: str | None, other: str | None) -> bool:
    """Can one person be of both sectors?"""
    if one is None or other is None or one == other or "civilians" in (one, other):
        return True
    return {one, other} <= PUBLIC or {one, other} <= ARMED or {one, other} <= {"business", "union"}


def _lofty(draft: Draft) -> bool:
    return any(o in PROMINENT or o.endswith("minister") for o in draft.offices)


def _names_another(company: Company, f: Found) -> bool:
    """Does the description name somebody or something of its own ("le maire de Dole"), or a task not yet told?"""
    line, lex = company.lines[f.line], company.lex
    if f.level == "former":
        return bool(line.placed(f.start, f.end))
    words = {w for w in signature(company, f) if not lex.is_in(w, "epithet", "former", "premodifier")}
    if any(line.capital(k) and k > f.start and line.words[k] in words for k in range(f.start, f.end)):
        return True
    nouns = {line.words[k] for k in range(f.start, f.end) if line.doc[k].pos_ in ("NOUN", "PROPN")} & words
    return bool(nouns) and f.head is not None and f.head.kind == "office"


def _acted(company: Company, draft: Draft, f: Found) -> bool:
    """Is the person a subject where mentioned last before f?"""
    last = draft.last(f.place)
    line = company.lines[last[0]]
    there = [company.found[n] for n in company.between(last[0], max(0, last[1] - 12), last[1] + 1)]
    own = [m for m in there if m.place == last or (m.form == "nominal" and _is(company, m, draft))]
    return any(subject_of(line.doc[m.start : m.end].root) or inverted(company, line, m.start) for m in own)


def _is(company: Company, f: Found, draft: Draft) -> bool:
    return any(company.found[n] is f for n in draft.numbers[-8:])


def _says(company: Company, f: Found) -> bool:
    """Does a verb of saying stand right before it ("dit l'élu")?"""
    line = company.lines[f.line]
    k = f.start - 1
    while k > 0 and company.lex.is_in(line.word(k), "article", "demonstrative"):
        k -= 1
    return k >= 0 and line.doc[k].pos_ == "VERB" and fold(line.doc[k].lemma_) in company.lex.says


def cited(company: Company, f: Found) -> Draft | None:
    """Who "according to" was said of last in this line, for "de même source"; None if an anonymous source was."""
    line, lex = company.lines[f.line], company.lex
    for n in reversed(company.between(f.line, max(0, f.start - CITED), f.start)):
        other = company.found[n]
        link = company.links.get(n)
        if other.end > f.start or link is None or link.draft is None:
            continue
        k = other.start - 1
        while k > 0 and lex.is_in(line.word(k), "article"):
            k -= 1
        if lex.is_in(line.word(k), "according"):
            return link.draft
    return None


def speaker_before(company: Company, f: Found) -> Draft | None:
    """Whose words the report gave last, in this line or the one before: "la même source" may be a prosecutor."""
    for number in (f.line, f.line - 1):
        line = company.lines[max(0, number)]
        end = f.start if number == f.line else len(line.doc)
        for n in reversed(company.between(line.number, max(0, end - CITED), end)):
            other, link = company.found[n], company.links.get(n)
            if link is None or link.draft is None or other.end > end:
                continue
            ahead = range(max(0, other.start - MARK), other.start)
            marked = any(company.lex.is_in(line.word(k), "according") for k in ahead)
            said = subject_of(line.doc[other.start : other.end].root)
            if marked or speaks(said, company.lex):
                return link.draft
    return None
