"""Whom a pronoun takes up: those spoken of near it, or nobody, weighed by what is general.

How far back and as what somebody was last spoken of, number, gender and kind, who spoke last, on which side of the
quotation marks. The weights are in data/whom.toml, learnt from our own train gold by `python -m evals.whom`.
"""

from __future__ import annotations

from math import log
from typing import NamedTuple

from sitroom.annotate.actors.antecedents import Antecedent, Antecedents, behind_according
from sitroom.annotate.actors.company import Company, Draft
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.spans import Line, speaks
from sitroom.annotate.actors.speakers import speaker
from sitroom.lang.schemas.pronouns import Pronoun

REACH = 4  # lines back
BRIEF = 5  # tokens: shorter lines (times, headings) do not part a pronoun from what it takes up
FAR = 300  # tokens back within a line
MOST = 12  # candidates
CLAUSES = 6  # steps up the parse
HEAD = 3  # tokens at the head of a line
BACK = 1.8  # points lost by a line
FEW = 1.2  # points


class Option(NamedTuple):
    """Somebody the pronoun may stand for (None: nobody), and what is told of it."""

    draft: Draft | None
    signs: dict[str, float]


def options(company: Company, known: Antecedents, line: Line, start: int, pronoun: Pronoun) -> list[Option]:
    """Nobody, and everybody the pronoun may stand for, the nearest first."""
    way = _way(company, line, start, pronoun)
    himself = speaker(company, line, start, known) if line.quoted[start] and way != "inverted" else None
    rows: dict[int, list[Antecedent]] = {}
    near = [a for n in range(line.number - REACH, line.number) for a in known.at_end(n)]
    everybody = [*near, *known.between(line.number, start - FAR, start)]
    for a in reversed(everybody):
        if a.draft is himself or not (agrees(a.draft, pronoun) or _slip(a, line, start, pronoun)):
            continue  # who is quoted speaks of himself as "I"
        beside = a.line == line.number and a.sentence == line.sentence[start]
        if a.agent and pronoun.role == "subject" and (beside or a.draft.kind in ("organisation", "state")):
            continue  # "Interrogé par X, il"; "soutenus par l'Union africaine. Elle"
        if id(a.draft) in rows or len(rows) < MOST:
            rows.setdefault(id(a.draft), []).append(a)
    spoke_last = next((a.draft for a in reversed(everybody) if a.told), None)
    out, points, subjects = [], [], 0
    for rank, there in enumerate(rows.values(), start=1):
        signs = _signs(company, line, start, pronoun, way, there)
        subjects += "was subject" in signs
        signs |= {f"rank {min(rank, 3)}": 1.0, f"{way} spoke last": float(there[0].draft is spoke_last)}
        if "was subject" in signs:
            signs[f"subject rank {min(subjects, 3)}"] = 1.0
        out.append(Option(there[0].draft, signs))
        points.append(max(_points(a, line, _gap(company, a.line, line.number), start, way, pronoun) for a in there))
    most = max(points, default=0.0)
    for option, sum_ in zip(out, points, strict=True):
        option.signs["points behind"] = sum_ - most
        option.signs.update({"most points": float(sum_ == most), "few points": float(most < FEW)})
    nobody = {
        "nobody",
        f"nobody {way}",
        f"nobody of {min(len(out), 3)}",
        "nobody many" if pronoun.plural else "nobody one",
    }
    return [Option(None, dict.fromkeys(nobody, 1.0)), *out]


def _way(company: Company, line: Line, start: int, pronoun: Pronoun) -> str:
    """How the pronoun is used: of whom something is said, or who says something."""
    token = line.doc[start]
    if pronoun.role in ("demonstrative", "object"):
        return pronoun.role
    if token.text.startswith("-") or line.word(start - 1) == "-":
        return "inverted"
    if speaks(token.head, company.lex) or fold(token.head.lemma_) in company.lex.says:
        return "says"
    return "says" if behind_according(line, company.lex, start - 1) else "acts"


def _signs(
    company: Company, line: Line, start: int, pronoun: Pronoun, way: str, rows: list[Antecedent]
) -> dict[str, float]:
    """What is told of somebody whose mentions within reach are `rows`, the last one first."""
    a, draft = rows[0], rows[0].draft
    kind = "collective" if collective(draft) else draft.kind
    place = "agent" if a.agent else "inner" if a.inner else "subject" if a.subject else "other"
    same = pronoun.gender and draft.gender
    gender = "unsaid" if not same else "same" if pronoun.gender == draft.gender else "other"
    marks = ("outside", "inside")
    out = {
        f"away {_away(company, line, a, line.sentence[start])}", f"was {place}", f"gender {gender}",
        f"gender {gender} {kind}", f"kind {kind} {'many' if pronoun.plural else 'one'}", f"{way} kind {kind}",
        f"{marks[line.quoted[start]]} of {marks[a.quoted]}",
    }  # fmt: skip
    if any(r.start < HEAD and r.line == line.number for r in rows):
        out.add("opens the line")
    before = sum(p < (line.number, start) for p in draft.places)
    return dict.fromkeys(out, 1.0) | {"mentions near": log(len(rows)), "mentions": log(1 + before)}


def _away(company: Company, line: Line, a: Antecedent, sentence: int) -> str:
    if a.line == line.number:
        apart = sentence - a.sentence
        return "same sentence" if apart <= 0 else "sentence before" if apart == 1 else "same line"
    full = _gap(company, a.line, line.number)
    return "line before" if full <= 1 else "two lines" if full == 2 else "far"


def agrees(draft: Draft, pronoun: Pronoun) -> bool:
    """Do number, kind and gender let the pronoun stand for the draft?"""
    many = draft.plural or (draft.kind == "group" and (draft.number or 2) > 1)
    neutral = pronoun.plural and draft.kind == "organisation" and pronoun.gender is None
    if pronoun.plural != many and not collective(draft) and not neutral:
        return False
    if pronoun.human and draft.kind not in ("person", "anonymous"):
        return False
    if pronoun.thing and draft.kind in ("person", "anonymous"):
        return False
    clash = pronoun.gender and draft.gender and pronoun.gender != draft.gender
    return not clash or (draft.presumed and draft.kind == "person")


def _slip(a: Antecedent, line: Line, start: int, pronoun: Pronoun) -> bool:
    """Translated by a machine: "Le ministère fait état de X. Elle affirme", of the body of the sentence before."""
    body = a.draft.kind == "organisation" and not a.draft.plural and a.subject and not a.quoted
    opens = line.first(start) or line.doc[start].text.startswith("-") or line.word(start - 1) == "-"
    third = pronoun.role == "subject" and not (pronoun.plural or pronoun.human or pronoun.thing)
    return body and opens and third and a.line == line.number and line.sentence[start] - a.sentence == 1


def _governs(a: Antecedent, line: Line, start: int) -> bool:
    """Is it the subject of a clause that the pronoun's own clause depends on?"""
    token = line.doc[start].head
    for _ in range(CLAUSES):
        if token.head.i == token.i:
            return False
        token = token.head
        if token.i == a.verb:
            return True
    return False


def collective(draft: Draft) -> bool:
    """Is it called by a singular noun for many ("la rébellion", "the crew"), so that one or many may be said of it?"""
    return draft.kind == "group" and draft.key.startswith("org:") and not draft.plural


def _gap(company: Company, first: int, last: int) -> int:
    """How many paragraphs lie between two lines; at least one if they differ."""
    full = sum(len(company.lines[k].doc) > BRIEF for k in range(first, last))
    return max(full, int(last > first))


def _points(a: Antecedent, line: Line, gap: int, start: int, way: str, pronoun: Pronoun) -> float:
    """What rules of thumb give a mention: the choice weighs their sum as one sign among others."""
    says, sentence, quoted = way in ("says", "inverted"), line.sentence[start], line.quoted[start]
    back = gap if line.number > a.line else 0
    points = 3.0 - BACK * back
    if back == 0:
        between = sentence - a.sentence
        points -= 0.4 * min(2, max(0, between))  # the parser begins too many sentences
    if a.subject:
        points += 1.2
    if pronoun.role == "demonstrative":
        points += (1.5 if not a.subject else -0.8) + (a.start / 1000 if back == 0 else -2)
    if a.agent and pronoun.role != "demonstrative":
        points -= 2.0  # "Interrogé par Radio Est, il ..."
    if a.informant and back == 0 and a.sentence == sentence and not quoted:
        points -= 1.5  # "D'après un diplomate, il propose ...": of whom the informant speaks
    if a.subject and back == 0 and pronoun.role == "subject" and _governs(a, line, start):
        points += 0.5  # "the Kremlin denied it had ..."
    if a.inner:
        points -= 0.8  # "l'usine" of "la direction de l'usine"
    if a.told and says and not quoted and pronoun.role != "demonstrative" and (back or sentence - a.sentence < 2):
        points += 0.4 if back == 0 else 0.1  # whoever spoke last goes on
    if a.reported and says and not quoted:
        points -= 0.8
    if a.quoted and not quoted:
        points -= 1.5
    if quoted and not a.quoted:
        points -= 1.2
    if says:
        inverted = line.doc[start].text.startswith("-") or line.word(start - 1) == "-"
        points += {"person": 0.6, "anonymous": 0.5}.get(a.draft.kind, -0.4 if inverted else 0.0)
    elif a.draft.kind in ("person", "anonymous"):
        points += 0.3
    if pronoun.plural:
        points += 0.4 if a.draft.kind == "group" else -0.6 if a.draft.kind == "organisation" else 0.0
    elif collective(a.draft):
        points -= 0.6
    if a.form == "pronoun":
        points += 0.3
    if pronoun.gender and a.draft.gender == pronoun.gender:
        points += 0.5
    if pronoun.gender and a.draft.gender and a.draft.gender != pronoun.gender:
        points -= 0.7 if a.draft.kind == "organisation" else 1.2  # "le ministère ... elle affirme", "son avocat, Me X"
    if pronoun.role == "object" and back == 0 and a.subject and line.sentence[a.start] == sentence:
        points -= 4.0 if a.verb == line.doc[start].head.i else 1.5  # nobody does it to himself
    return points + 0.0005 * a.start * (back == 0)
