"""Pronouns and the actors they take up, as `references`.

An antecedent must agree in number and gender; nearer ones and subjects come first; inside a quotation it is looked for
there, because who speaks is not who is spoken of. When two are equally good, or none is near, nothing is said.
"""

from __future__ import annotations

from sitroom.annotate.actors.company import LONG, Company, Draft
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.spans import SUBJECT, Line, morph, speaks, subject_of
from sitroom.annotate.actors.speakers import Antecedent, Antecedents, speaker
from sitroom.lang.schemas.pronouns import Pronoun
from sitroom.model import Mention

REACH = 2  # lines back
BACK = 1.8  # points lost by a line
BRIEF = 5  # tokens: shorter lines (times, headings) do not part a pronoun from what it takes up
FAR = 300  # tokens back within a line
MARGIN = 0.4
FLOOR = 1.2
AHEAD = 9  # tokens between a verb of speaking and its inverted subject


def find_references(company: Company) -> list[tuple[Mention, Draft | None]]:
    """Every pronoun that stands for an actor, with the draft (None: not sure), in text order."""
    candidates = _antecedents(company)
    out: list[tuple[Mention, Draft | None]] = []
    speaking: list[tuple[Line, int, int, Pronoun]] = []
    for line in company.lines:
        ends = line.ends
        done = 0
        for token in line.doc:
            if token.i < done:
                continue
            for end, _, pronoun in company.lex.pronouns.at(line.low, token.idx, ends):
                stop = line.ends[end]
                if not _pronominal(company, line, token.i, stop, pronoun):
                    continue
                done = stop
                if pronoun.role == "first":
                    speaking.append((line, token.i, stop, pronoun))
                    break
                if pronoun.role == "relative":
                    answer = _right_before(candidates, line, token.i)
                else:
                    answer = _resolve(company, candidates, line, token.i, stop, pronoun)
                if answer is None:
                    break
                draft, score, detail = answer
                skip = len(token.text) - len(token.text.lstrip("-"))
                last = line.doc[stop - 1]
                span = line.block.chars(token.idx + skip, last.idx + len(last))
                rule = f"{company.lang.code}.actor.pronoun.{pronoun.id}"
                out.append(
                    (
                        Mention(
                            start=span.start,
                            end=span.end,
                            actor=None,
                            form="pronoun",
                            rule=rule,
                            score=score,
                            detail=detail,
                        ),
                        draft,
                    )
                )
                if draft is not None and score >= 0.6 and pronoun.role != "relative":
                    sentence = _sentence(line, token.i)
                    candidates.add(
                        Antecedent(
                            line.number,
                            token.i,
                            stop,
                            sentence,
                            token.dep_ in SUBJECT or pronoun.role == "subject",
                            line.quoted[token.i],
                            "pronoun",
                            draft,
                        )
                    )
                break
    out += _first_persons(company, candidates, speaking)
    return sorted(out, key=lambda r: (r[0].start, r[0].end))


def _first_persons(
    company: Company, candidates: Antecedents, speaking: list[tuple[Line, int, int, Pronoun]]
) -> list[tuple[Mention, Draft | None]]:
    """The first persons of quotations, once everybody else is known."""
    out: list[tuple[Mention, Draft | None]] = []
    for line, start, end, pronoun in speaking:
        draft = speaker(company, line, start, candidates)
        if draft is not None:
            span = line.block.span(line.doc[start:end])
            rule = f"{company.lang.code}.actor.pronoun.{pronoun.id}"
            mention = Mention(start=span.start, end=span.end, actor=None, form="pronoun", rule=rule, score=0.8)
            out.append((mention, draft))
    return out


def _sentence(line: Line, i: int) -> int:
    return line.sentence[i]


def _antecedents(company: Company) -> Antecedents:
    """Mentions that pronouns may take up."""
    out = Antecedents()
    for n, f in enumerate(company.found):
        link = company.links.get(n)
        if link is None or link.draft is None:
            continue
        around = company.between(f.line, f.start - LONG, f.start + 1) if f.form == "nominal" else ()
        if any(company.found[k].covers(f) and company.found[k].form == "nominal" for k in around):
            continue
        line = company.lines[f.line]
        root = line.doc[f.start : f.end].root
        verb = subject_of(root)
        k = f.start - 1
        while k > 0 and company.lex.is_in(line.word(k), "article", "possessive"):
            k -= 1
        agent = company.lex.is_in(line.word(k), "agent") and root.dep_ not in ("nsubj", "nsubj:pass", "nsubjpass")
        inverted = company.lex.is_in(line.word(k), "according")  # "Selon un diplomate, ..."
        inverted = inverted or _inverted(company, line, f.start)
        topic = f.start == 0 or (f.start < 3 and company.lex.is_in(line.word(f.start - 1), "article"))
        inverted = inverted or (topic and f.kind in ("person", "anonymous"))
        out.add(
            Antecedent(
                f.line,
                f.start,
                f.end,
                _sentence(line, f.start),
                (verb is not None or inverted) and not agent,
                line.quoted[f.start],
                f.form,
                link.draft,
                agent,
            )
        )
    return out


def _inverted(company: Company, line: Line, start: int) -> bool:
    """Does a verb of speaking behind a quotation or a comma lead to the mention ("« ... », a martelé sur le perron le
    ministre, Jan Pol")?"""
    for k in range(start - 1, max(-1, start - AHEAD), -1):
        token = line.doc[k]
        if token.text in ".;:!?«»“”":
            return False
        if token.pos_ in ("VERB", "AUX"):
            said = token.pos_ == "VERB" and speaks(token, company.lex)
            return said and (start - k <= 3 or fold(token.lemma_) in company.lex.says)
    return False


def _pronominal(company: Company, line: Line, start: int, end: int, pronoun: Pronoun) -> bool:
    """Is the form a pronoun here, and not an expletive or an article?"""
    token = line.doc[start]
    lex = company.lex
    if pronoun.role == "demonstrative":
        return True
    if pronoun.role == "first":
        return line.quoted[start]
    if pronoun.role == "relative":
        return start > 0 and morph(token, "PronType") != "Int" and token.tag_ not in ("WP$", "DT")
    if token.text.startswith("-"):
        return True  # "a-t-elle", however it is tagged
    if token.pos_ != "PRON":
        return False
    if pronoun.role == "object":
        return token.dep_ not in ("poss", "det", "nmod:poss") and not morph(token, "Poss")
    verb = token.head
    if token.dep_ in ("expl", "expl:subj") and not (line.word(start).startswith("-") or speaks(verb, lex)):
        return False
    if lex.is_in(verb.lemma_, "expletive") and pronoun.gender != "f":
        return False
    here = [line.word(k) for k in range(start, min(start + 4, len(line.doc)))]
    return not (len(here) > 1 and here[1] in lex.classes.get("expletive-after", ()))


def _resolve(
    company: Company, candidates: Antecedents, line: Line, start: int, end: int, pronoun: Pronoun
) -> tuple[Draft | None, float, dict[str, object] | None] | None:
    """The antecedent; None as a whole when there is nothing at all to weigh."""
    token = line.doc[start]
    sentence = _sentence(line, start)
    quoted = line.quoted[start]
    says = speaks(token.head, company.lex) or token.text.startswith("-") or line.word(start - 1) == "-"
    best: dict[int, tuple[float, Draft]] = {}
    near = [a for n in range(line.number - REACH, line.number) for a in candidates.at_end(n)]
    for a in (*near, *candidates.between(line.number, start - FAR, start)):
        if not _agrees(a.draft, pronoun):
            continue
        points = _points(a, line, _gap(company, a.line, line.number), start, sentence, quoted, says, pronoun)
        old = best.get(id(a.draft), (-9.0, a.draft))
        best[id(a.draft)] = (max(old[0], points), a.draft)
    ranked = sorted(best.values(), key=lambda b: (-b[0], b[1].key))
    if not ranked or ranked[0][0] < FLOOR:
        return (
            None
            if not ranked
            else (None, 0.0, {"why": "no antecedent near enough", "candidates": [d.name for _, d in ranked[:3]]})
        )
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN and not says and pronoun.role != "demonstrative":
        return None, 0.0, {"why": "several antecedents", "candidates": [d.name for _, d in ranked[:3]]}
    lead = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0)
    return ranked[0][1], round(min(0.95, 0.55 + 0.1 * lead), 2), {"candidates": [d.name for _, d in ranked[:3]]}


def _right_before(
    candidates: Antecedents, line: Line, start: int
) -> tuple[Draft | None, float, dict[str, object] | None] | None:
    """What a relative pronoun takes up: the description or name that ends before it, a comma or a bracket between."""
    at = start - 1 if line.word(start - 1) == "," else start
    if line.word(at - 1) == ")":  # "le député Jan Pol (Nouvelle Voie), qui ..."
        at = next((k for k in range(at - 1, max(-1, at - 10), -1) if line.word(k) == "("), at)
    while at > 0 and line.word(at - 1) in (",", ")", "»", "”", '"', "–", "—"):
        at -= 1
    around = candidates.between(line.number, at - LONG, at)
    there = [a for a in around if a.end == at and a.form != "pronoun"]
    if not there:
        return None
    longest = min(there, key=lambda a: (a.start, a.form))
    return longest.draft, 0.8, None


def _gap(company: Company, first: int, last: int) -> int:
    """How many paragraphs lie between two lines; at least one if they differ."""
    full = sum(len(company.lines[k].doc) > BRIEF for k in range(first, last))
    return max(full, int(last > first))


def _agrees(draft: Draft, pronoun: Pronoun) -> bool:
    many = draft.plural or (draft.kind == "group" and (draft.number or 2) > 1)
    if (
        pronoun.plural != many
        and not _collective(draft)
        and not (pronoun.plural and draft.kind == "organisation" and pronoun.gender is None)
    ):
        return False
    if pronoun.human and draft.kind not in ("person", "anonymous"):
        return False
    if pronoun.thing and draft.kind in ("person", "anonymous"):
        return False
    return not (pronoun.gender and draft.gender and pronoun.gender != draft.gender)


def _collective(draft: Draft) -> bool:
    """Is it called by a singular noun for many ("la rébellion", "the crew"), so that one or many may be said of it?"""
    return draft.kind == "group" and draft.key.startswith("org:") and not draft.plural


def _points(
    a: Antecedent, line: Line, gap: int, start: int, sentence: int, quoted: bool, says: bool, pronoun: Pronoun
) -> float:
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
    elif _collective(a.draft):
        points -= 0.6
    if a.form == "pronoun":
        points += 0.3
    if pronoun.gender and a.draft.gender == pronoun.gender:
        points += 0.5
    if pronoun.role == "object" and back == 0 and a.subject and _sentence(line, a.start) == sentence:
        points -= 1.5
    return points + 0.0005 * a.start * (back == 0)
