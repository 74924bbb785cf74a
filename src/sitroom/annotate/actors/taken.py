"""What some descriptions say of whom they take up: "le Serbe", "son adversaire", "de même source"; walks of life."""

from __future__ import annotations

from sitroom.annotate.actors.company import Company, Draft
from sitroom.annotate.actors.persons import PROMINENT
from sitroom.annotate.actors.spans import Found, speaks, subject_of
from sitroom.annotate.roster import Roster

OPEN = "9999"  # later than any day
FURTHER = 3  # lines back
CITED = 400  # tokens back that "de même source" looks
MARK = 5  # tokens between "according to" and who is meant ("selon un communiqué du parquet de X")
# Parts people play beside others: "l'accusé" is not the prosecutor named before.
ACCUSED = ("attacker", "criminal", "victim", "victim-wide", "lawyer", "judge", "justice-person", "kin", "witness")
HELD = ("prisoner", "prisoner-wide", "hostage", "litigant", "patient", "traveller", "coach", "pupil", "young")
PARTS = frozenset({*ACCUSED, *HELD})
# Said of anybody, whatever else he is.
ANYBODY = frozenset({"man", "aged", "leader", "ruler", "politician-more", "concerned", "elected", "official", "young"})
BOSSES = frozenset({"chief", "director", "general-manager", "business-boss", "founder", "leader", "president", "chair"})


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


def former_holder(company: Company, f: Found, roster: Roster) -> Draft | None:
    """ "L'ex-président", "the former prime minister": among those before that the roster knows to have held the very
    office the one who held it last. The country the description names, if any, must be that of the term."""
    if f.reading is None or f.level != "former" or f.definite not in ("definite", "demonstrative") or f.plural:
        return None
    last: tuple[str, Draft] | None = None
    for draft in company.before(f.place, "person"):
        if not draft.proper or not draft.agrees(f.gender, f.country) or company.same_clause(f, draft):
            continue
        land = f.country or draft.country
        terms = [h for h in roster.by_name(draft.name) if h.role == f.reading.role and h.country == land]
        ends = max((h.until for h in terms if h.until and h.until <= (company.published or OPEN)), default="")
        if ends and (last is None or ends > last[0]):
            last = ends, draft
    return last[1] if last is not None else None


def prominent(draft: Draft) -> bool:
    """Does the press call the holder of such an office by it?"""
    return any(o in PROMINENT or o.endswith("minister") for o in draft.offices)


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
