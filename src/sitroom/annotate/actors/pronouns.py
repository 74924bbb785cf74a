"""Pronouns and the actors they take up, as `references`.

Relatives, "the former", "another one" and first persons go by rules; all others by the choice of `whom`. What stands in
quotation marks is taken up last, once it is known who speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitroom.annotate.actors.antecedents import Antecedent, Antecedents, antecedents
from sitroom.annotate.actors.company import LONG, Company, Draft
from sitroom.annotate.actors.lexicon import fold
from sitroom.annotate.actors.spans import SUBJECT, Line, morph, speaks
from sitroom.annotate.actors.speakers import speaker
from sitroom.annotate.actors.whom import agrees, options
from sitroom.annotate.weights import shares, weights_of
from sitroom.lang.schemas.pronouns import Pronoun
from sitroom.model import ActorKind, Mention

SURE = 0.4  # score above which others may take up the pronoun itself
AHEAD = 60  # tokens ahead that a pronoun in a report's first clause looks for whom it announces
INSERT = 12  # tokens an insertion between a pronoun and its verb may have, commas included
COUNTED = 3  # words that "two of them" has at least: it needs no verb to be told from an article
BETWEEN = 12  # tokens between the two of whom one is "the former"

Reference = tuple[Mention, Draft | None]
Answer = tuple[Draft | None, float, dict[str, object] | None]


@dataclass(frozen=True, slots=True)
class Place:
    """A pronoun in the text: tokens `start` to `end` of a line."""

    line: Line
    start: int
    end: int
    pronoun: Pronoun


def find_references(company: Company) -> list[Reference]:
    """Every pronoun that stands for an actor, with the draft (None: not sure), in text order."""
    known = antecedents(company)
    out: list[Reference] = []
    speaking: list[Place] = []
    places = list(_places(company))
    # what is quoted last: who speaks, often a pronoun behind the marks, must be known
    for place in sorted(places, key=lambda p: p.line.quoted[p.start]):
        if place.pronoun.role == "first":
            speaking.append(place)
            continue
        answer = _answer(company, known, place)
        if answer is None:
            continue
        draft, score, detail = answer
        out.append((_mention(company, place, score, detail), draft))
        if draft is not None and score >= SURE and place.pronoun.role != "relative":
            known.add(_as_antecedent(company, place, draft))
            if place.pronoun.gender == draft.gender:
                draft.presumed = False
    for place in speaking:  # the first persons of quotations, once everybody else is known
        draft = speaker(company, place.line, place.start, known)
        if draft is not None:
            out.append((_mention(company, place, 0.8, None), draft))
    return sorted(out, key=lambda r: (r[0].start, r[0].end))


def _places(company: Company) -> Iterator[Place]:
    """Where the pronouns are, in text order."""
    for line in company.lines:
        done = 0
        for token in line.doc:
            if token.i < done:
                continue
            for end, _, pronoun in company.lex.pronouns.at(line.low, token.idx, line.ends):
                place = Place(line, token.i, line.ends[end], pronoun)
                if _pronominal(company, line, token.i, place.end, pronoun):
                    done = place.end
                    yield place
                    break


def _mention(company: Company, place: Place, score: float, detail: dict[str, object] | None) -> Mention:
    described = place.pronoun.mention
    first, last = place.line.doc[_bare(company, place)], place.line.doc[place.end - 1]
    skip = len(first.text) - len(first.text.lstrip("-"))
    span = place.line.block.chars(first.idx + skip, last.idx + len(last))
    rule = f"{company.lang.code}.actor.pronoun.{place.pronoun.id}"
    return Mention(
        start=span.start, end=span.end, actor=None, form="nominal" if described else "pronoun", rule=rule, score=score,
        detail=detail,
    )  # fmt: skip


def _bare(company: Company, place: Place) -> int:
    """Where it begins without an article, if it is a mention ("a third", but "one of them")."""
    word = place.line.word(place.start)
    indefinite = place.end - place.start == 2 and company.lex.is_in(word, "article", "indefinite")
    return place.start + (place.pronoun.mention and (indefinite or company.lex.is_in(word, "definite")))


def _as_antecedent(company: Company, place: Place, draft: Draft) -> Antecedent:
    """The pronoun as something that later ones may take up."""
    line, token = place.line, place.line.doc[place.start]
    subject = token.dep_ in SUBJECT or place.pronoun.role == "subject"
    return Antecedent(
        line.number, place.start, place.end, line.sentence[place.start], subject, line.quoted[place.start], "pronoun",
        draft, told=subject and fold(token.head.lemma_) in company.lex.says,
    )  # fmt: skip


def _answer(company: Company, known: Antecedents, place: Place) -> Answer | None:
    """Whom the pronoun stands for; None as a whole when there is nothing at all to weigh."""
    if place.pronoun.role == "relative":
        return _right_before(known, place.line, place.start)
    if place.pronoun.role == "listed":
        return _listed(company, known, place)
    if place.pronoun.role == "another":
        return _another(company, known, place)
    if place.pronoun.role == "demonstrative" and known.pair and known.pair[0].line == place.line.number:
        (_, last), known.pair = known.pair, None
        return last.draft, 0.75, {"why": "after the former"}
    answer = resolve(company, known, place)
    if answer is None or (answer[0] is None and place.line.sentence[place.start] == 0):
        return _announced(company, known, place) or answer
    return answer


def _listed(company: Company, known: Antecedents, place: Place) -> Answer | None:
    """ "the former", "le second": one of the two that were named side by side last."""
    line, pronoun = place.line, place.pronoun
    rows = known.at_end(line.number - 1) + known.between(line.number, 0, place.start)
    rows = [a for a in rows if a.form != "pronoun" and not a.inner and a.draft.kind not in ("group", "state")]
    for n in range(len(rows) - 1, 0, -1):
        one, two = rows[n - 1], rows[n]
        if any(company.lex.is_in(w, "first") for w in line.words[two.start : two.end]) and two.line == line.number:
            one, two = two, one  # "selon la première source, ... . La seconde ..."
        chosen = (one, two)[pronoun.rank - 1]
        if one.draft is two.draft or one.line != two.line or not 0 <= abs(two.start - one.end) <= BETWEEN:
            continue
        if not (pronoun.gender and chosen.draft.gender and pronoun.gender != chosen.draft.gender):
            known.pair = one, two
            return chosen.draft, 0.75, {"candidates": [one.draft.name, two.draft.name]}
    return None


def _another(company: Company, known: Antecedents, place: Place) -> Answer | None:
    """ "Une autre dit", "another said": somebody else of the kind of the unnamed people spoken of last."""
    line, pronoun = place.line, place.pronoun
    if line.word(place.end) == "," and (named := _named_at(company, line, place.end + 1)) is not None:
        return named, 0.8, {"why": "named right behind"}
    rows = known.at_end(line.number - 1) + known.between(line.number, 0, place.start)
    kinds = ("anonymous", "group")
    rows = [a for a in rows if a.draft.kind in kinds and not a.inner and a.form == "nominal"]
    first = next((a for a in reversed(rows) if a.subject), rows[-1] if rows else None)
    counted = place.end - place.start >= COUNTED
    if first is None and not counted:
        return None
    if first is not None and pronoun.gender and first.draft.gender and pronoun.gender != first.draft.gender:
        return None
    old = first.draft if first is not None else Draft("group", "", "group::")
    lone = not pronoun.plural and old.kind == "group"
    new = Draft(
        _kind(company, place, old),
        line.text(_bare(company, place), place.end),
        f"{old.key}+{line.number}.{place.start}",
        country=old.country or (company.setting((line.number, place.start)) if lone else None),
        gender=old.gender or pronoun.gender,
        level=old.level,
        sector=old.sector,
        body=old.body,
        plural=pronoun.plural,
        number=None if pronoun.plural else 1,
    )
    new.places.append((line.number, place.start))
    return company.add(new), 0.7, {"why": "another of those before"}


def _named_at(company: Company, line: Line, start: int) -> Draft | None:
    """Whose full name begins at a token ("one of them, Jan Pol,")."""
    for n in company.between(line.number, start, start + 1):
        f, link = company.found[n], company.links.get(n)
        if f.form == "name" and f.end - f.start > 1 and link is not None:
            return link.draft
    return None


def _kind(company: Company, place: Place, old: Draft) -> ActorKind:
    """Several of a group are one; somebody of whom no words are given is nobody's source."""
    line, end, lex = place.line, _past_insert(place.line, place.end), company.lex
    verbs = [line.doc[k] for k in range(end, min(end + 4, len(line.doc))) if line.doc[k].pos_ == "VERB"][:1]
    verbs += [line.doc[place.start - 1]] if place.start else []
    told = any(fold(v.lemma_) in lex.voices or (old.kind == "anonymous" and speaks(v, lex)) for v in verbs)
    if told or lex.is_in(line.word(place.start - 1), "according"):
        return "group" if place.pronoun.plural and old.kind == "group" else "anonymous"
    return "group" if place.pronoun.plural else "person"


def _past_insert(line: Line, end: int) -> int:
    """Behind what stands between commas at `end` ("un second, au Pentagone, dit"); `end` if nothing does."""
    commas = [k for k in range(end, min(end + INSERT, len(line.doc))) if line.word(k) == ","]
    return commas[1] + 1 if len(commas) > 1 and commas[0] == end and not line.capital(end + 1) else end


def _announced(company: Company, known: Antecedents, place: Place) -> Answer | None:
    """ "Dans son discours, il a ... . Le président X ...": the subject named next, at a report's beginning."""
    line, pronoun = place.line, place.pronoun
    if pronoun.role != "subject" or pronoun.plural or line.quoted[place.start]:
        return None
    for a in known.between(line.number, place.end, place.end + AHEAD):
        if a.draft.kind == "person" and a.subject and a.form == "name" and agrees(a.draft, pronoun):
            return (a.draft, 0.6, {"why": "named next"}) if a.draft.places[0] >= (line.number, place.end) else None
    return None


def _pronominal(company: Company, line: Line, start: int, end: int, pronoun: Pronoun) -> bool:
    """Is the form a pronoun here, and not an expletive or an article?"""
    token = line.doc[start]
    lex = company.lex
    if pronoun.role == "demonstrative":
        return True
    if pronoun.role == "another" and pronoun.mention and end - start >= COUNTED:
        return True  # "two of them" never stands before a noun
    if pronoun.role in ("listed", "another"):
        return _stands_alone(company, line, start, end, pronoun.role == "another")
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


def _stands_alone(company: Company, line: Line, start: int, end: int, anywhere: bool) -> bool:
    """Is "le second", "une autre" said without a noun: before its verb, behind one of saying ("dit une autre."), or
    between "according to" and a mark? `anywhere`: also within a sentence."""
    end = _past_insert(line, end) if anywhere else end
    after = line.doc[end] if end < len(line.doc) else None
    if company.lex.is_in(line.word(start - 1), "according"):
        return after is None or after.is_punct
    if after is None or after.is_punct:
        named = line.word(end) == "," and line.capital(end + 1)  # "dit l'un d'eux, Jan Pol"
        return anywhere and not named and start > 0 and speaks(line.doc[start - 1], company.lex)
    for k in range(end, min(end + 4, len(line.doc))):  # "un autre se demande", "l'un d'eux n'a rien dit"
        if line.doc[k].pos_ not in ("PRON", "ADV", "PART"):
            return line.doc[k].pos_ in ("VERB", "AUX") and (anywhere or line.first(start))
    return False


def resolve(company: Company, candidates: Antecedents, place: Place) -> Answer | None:
    """The antecedent; None as a whole when there is nothing at all to weigh."""
    ways = options(company, candidates, place.line, place.start, place.pronoun)
    if len(ways) == 1:
        return None
    chances = shares([o.signs for o in ways], weights_of("whom"))
    ranked = sorted(zip(chances, range(len(ways)), strict=True), key=lambda c: (-c[0], c[1]))
    chance, number = ranked[0]
    names = [d.name for _, n in ranked if (d := ways[n].draft) is not None][:3]
    if ways[number].draft is None:
        return None, 0.0, {"why": "no antecedent likely enough", "candidates": names}
    return ways[number].draft, round(min(0.95, chance), 2), {"candidates": names}


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
