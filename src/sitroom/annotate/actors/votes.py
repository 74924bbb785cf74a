"""What kind a name is that no table knows: witnesses weighed against each other.

Forms of address, given names, verbs of speaking, appositions, offices beside it, organisation words, acronyms,
articles and prepositions vote; the parser's label is one vote among them.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitroom.annotate.actors.governments import called_after
from sitroom.annotate.actors.heads import head_before, office_after
from sitroom.annotate.actors.joints import (
    between,
    body_ends,
    captured,
    classed,
    humped,
    introduced,
    joined,
    named_as,
    owns,
)
from sitroom.annotate.actors.lexicon import Gender, Lexicon
from sitroom.annotate.actors.seats import charted, is_city
from sitroom.annotate.actors.spans import OBJECT, Line, speaks, subject_of

PERSON, ORG, PLACE = "person", "organisation", "place"
LABELS = {
    "PER": PERSON, "PERSON": PERSON, "ORG": ORG, "LOC": PLACE, "GPE": PLACE, "FAC": PLACE,
}  # fmt: skip
PORTFOLIOS = ("minister", "vice-minister", "secretary", "foreign-secretary", "politician")
BOSSES = ("director", "general-manager", "spokesperson")
ENOUGH = 2.0
QUOTES = ("«", "“", '"', "„", "'")
ENDING = ("»", "”", '"', "“", "'")


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised tokens `start` to `end`, and what speaks for each kind."""

    start: int
    end: int
    votes: dict[str, float]
    gender: Gender | None
    addressed: bool
    doubt: float = 0.0

    @property
    def kind(self) -> str | None:
        """The kind with most votes; None when nothing is sure enough."""
        best = max(self.votes, key=lambda k: (self.votes[k], k == PERSON))
        return best if self.votes[best] >= ENOUGH + self.doubt else None


def weigh(line: Line, lex: Lexicon, labels: dict[int, tuple[str, int, int]], start: int, end: int) -> Run:
    """What speaks for a person, an organisation, a place."""
    votes = {PERSON: 0.0, ORG: 0.0, PLACE: 0.0}
    token = line.doc[start]
    words = line.words[start:end]
    alone = end - start == 1
    address = lex.titles.get(line.word(start - 1))
    gender = address.gender if address else lex.firstnames.get(token.text)
    if address:
        votes[PERSON] += 4
    if token.text in lex.firstnames and not (alone and line.first(start)):
        votes[PERSON] += 1 if alone else 3
    whole = {k: labels.get(k, ("", k, k)) for k in (start, end - 1)}
    cut = is_cut(line, lex, whole[start][1], start)
    kind = "" if cut else whole[start][0] or whole[end - 1][0]
    mapped = bool(line.placed(start, end))
    bare = _like_a_person(line, lex, start, end) and not mapped and not line.shouting
    part = (
        line.doc[end - 1].dep_ == "compound" and line.doc[end - 1].head.text.islower()
    )  # "Southern Downs councillors"
    if kind:
        # the parser calls names of persons bodies as soon as it does not know them
        votes[kind] += 1.0 if (kind == PLACE and (alone or not mapped)) or (kind == ORG and bare and not part) else 2.0
    if bare:
        votes[PERSON] += 1.0 + (kind == ORG and not part)
    if any(lex.is_in(w.rstrip("."), "orgword") for w in words):
        votes[ORG] += 3
    letters = "".join(c for c in line.text(start, end) if c.isalpha())
    dotted = alone and "." in token.text
    if alone and letters.isupper() and 2 <= len(letters) <= 7 and not line.shouting and not dotted:
        counted = line.doc[start - 1].pos_ == "NUM" or bool(start and start - 1 in line.timed)
        numeral = not letters.strip("IVX")  # "type III"
        votes[ORG] += 0 if counted or numeral else 3 if len(letters) > 2 or token.text in lex.classes["orgword"] else 1
    if alone and not address and humped(token.text):
        votes[ORG], votes[PERSON] = votes[ORG] + 2.5, votes[PERSON] - 1.0
    if not line.shouting and not address and _with_acronym(line, lex, start, end):
        votes[ORG] += 4
        votes[PERSON] -= 1
    _context(line, lex, start, end, votes)
    last = line.doc[end - 1]
    if last.dep_ == "compound" and last.head.i >= end and last.head.text.islower() and alone and kind != PERSON:
        votes[PERSON] -= 2.0  # "a Grimsby skipper"
        votes[ORG] -= 0.0 if letters.isupper() else 1.5
    # a sentence's first word has a capital anyway
    if alone and kind == PERSON and not address and votes[PERSON] < ENOUGH + 1 and is_city(line, lex, start):
        votes[PLACE] += votes[PERSON] + 1  # "a drone hit Tula"
    if not address and not verb_after(line, lex, end) and charted(line, lex, start, end):
        votes[PLACE] += 3.0
    doubt = 0.5 if alone and line.first(start) and not verb_after(line, lex, end) else 0.0
    return Run(start, end, votes, gender, bool(address), doubt)


def is_cut(line: Line, lex: Lexicon, begin: int, start: int) -> bool:
    """Did the parser or the places stage draw a portfolio or a ministry into a name ("secrétaire au [Trésor Jane
    Yelland]", "[Ministère de la Défense de Malte]")?"""
    small = ("portfolio", "ministry-word", "of", "article")
    first = begin < start and lex.is_in(line.word(begin), "portfolio", "ministry-word")
    return first and all(lex.is_in(line.word(k), *small) for k in range(begin, start))


def _like_a_person(line: Line, lex: Lexicon, start: int, end: int) -> bool:
    """Two or three capitalised words that nothing makes an institution or a place."""
    words = [line.doc[k].text for k in range(start, end) if line.doc[k].text != "-"]
    if not 2 <= len(words) <= 4 + (words[-1:] != [] and "-" in line.text(start, end)) or any(
        lex.is_in(line.word(k).rstrip("."), "orgword", "thing", "of") for k in range(start, end)
    ):
        return False
    before = line.word(start - 1)
    if lex.is_in(line.word(start), "name-article", "works") or line.word(start) in lex.demonyms:
        return False
    if any(w.isupper() and len(w) > 2 for w in words) or lex.is_in(before, "article", "of", "place-preposition"):
        return False
    last = words[-1][:1].isupper() or "-" in line.text(start, end)  # "Han Seo-jin"
    return words[0][:1].isupper() and last and all(w[0].isalpha() for w in words)


def _with_acronym(line: Line, lex: Lexicon, start: int, end: int) -> bool:
    """Is one part of the name an acronym, the others not ("CGT-Santé", "SUD Rail")?"""
    parts = [p for k in range(start, end) for p in line.doc[k].text.split("-") if p]
    if len(parts) < 2 or parts[0] in lex.firstnames:
        return False
    least = 2 if "-" in line.text(start, end) else 3
    short = [p.isalpha() and p.isupper() and least <= len(p) <= 5 for p in (parts[0], parts[-1])]
    return any(short) and not all(p.isupper() for p in parts if p.isalpha())


def _context(line: Line, lex: Lexicon, start: int, end: int, votes: dict[str, float]) -> None:
    """Votes from the words around: verbs, articles, prepositions, offices, places."""
    _as_speaker(line, lex, start, end, votes)
    _of_somebody(line, lex, start, end, votes)
    _in_marks(line, lex, start, end, votes)
    _with_article(line, lex, start, end, votes)
    _behind_preposition(line, lex, start, end, votes)
    _inside(line, lex, start, end, votes)
    _beside_office(line, lex, start, end, votes)
    for s, e, place in line.placed(start, end):
        if s <= start and end <= e and not is_cut(line, lex, s, start):
            votes[PLACE] += (2.2 if end - start == 1 else 3.5) if place.country else 0.5


def _as_speaker(line: Line, lex: Lexicon, start: int, end: int, votes: dict[str, float]) -> None:
    """Who speaks, owns or takes a turn is a person; a name in brackets behind another one his party."""
    root = line.doc[start:end].root
    before, after = line.word(start - 1), line.word(end)
    if (
        speaks(subject_of(root), lex)
        or verb_after(line, lex, end)
        or (start and line.doc[start - 1].pos_ == "VERB" and speaks(line.doc[start - 1], lex))
    ):
        far = root.dep_ in ("conj", "appos")
        votes[PERSON] += 1.0 if far else 1.5 if lex.is_in(before, "article") else 2.0
    if after in ("'s",) and end - start > 1:
        votes[PERSON] += 0.5
    if _turn(line, end):
        votes[PERSON] += 1.5
    if before == "(" and after == ")" and start > 1 and line.doc[start - 2].pos_ == "PROPN":
        whole = lex.is_in(line.word(start - 2), "orgword")  # "Maritime Security Agency (Bakamla)"
        votes[ORG] += 4.0 if whole else 2.0  # "le député Jan Pol (Nouvelle Voie)"
        votes[PERSON] -= 3.0 if whole else 1.0
    elif before == "(" and after == ")" and end - start == 1 and body_ends(line, lex, start - 1):
        votes[ORG], votes[PERSON] = votes[ORG] + 4.0, votes[PERSON] - 3.0  # "Syndicat des policiers haïtiens (Synapo)"
    if named_as(line, lex, start):
        votes[PERSON] += 4.0


def _of_somebody(line: Line, lex: Lexicon, start: int, end: int, votes: dict[str, float]) -> None:
    """An age behind a name, or "who", is a person's ("Hadia, 34 ans,", "Ramel, qui doit ...")."""
    if line.word(end) not in (",", "("):
        return
    aged = line.word(end + 1).isdecimal() and len(line.word(end + 1)) < 4
    if aged and (lex.is_in(line.word(end + 2), "age") or line.word(end + 2) in (",", ")", ".")):
        votes[PERSON] += 2.5
        votes[PLACE] -= 1.0
    if lex.is_in(line.word(end + 1), "who") and line.first(start) and votes[PERSON] > 0:
        votes[PERSON] += 0.5


def _in_marks(line: Line, lex: Lexicon, start: int, end: int, votes: dict[str, float]) -> None:
    """A short name alone in quotation marks behind an article or a noun for a body or ship is its name."""
    if not (start > 1 and line.word(start - 1) in QUOTES and line.word(end) in ENDING and end - start < 4):
        return
    if lex.is_in(line.word(start - 2), "article"):
        votes[ORG] += 2.0
    if head_before(line, lex, start - 1) in ("organ", "vessel", "collective"):
        votes[ORG] += 4.0
        votes[PERSON] -= 1.0


def _with_article(line: Line, lex: Lexicon, start: int, end: int, votes: dict[str, float]) -> None:
    """Bodies have articles, persons have none."""
    root = line.doc[start:end].root
    before = line.word(start - 1)
    known = any(s <= start and end <= e for s, e, _ in line.placed(start, end))
    if lex.is_in(before, "article") and not lex.titles.get(before):
        votes[PERSON] -= 1.5
        other = line.entity.get(start)
        located = (votes[PLACE] > 0 or other is not None) and not votes[ORG]
        votes[ORG] += 0.5 if known or lex.is_in(before, "of") else 1.0 if located else 2.0
    if lex.is_in(before, "article") and not known and not lex.titles.get(before):
        root_acts = subject_of(root) is not None or root.dep_ in OBJECT
        votes[ORG] += 1.5 if root_acts and (start > 1 or line.word(0) == before) else 0.0
    if before in lex.demonyms and line.doc[start - 1].text.islower() and lex.is_in(line.word(start - 2), "article"):
        votes[ORG] += 3.0  # "le coréen Hanseo": a firm
        votes[PERSON] -= 1.0


def _behind_preposition(line: Line, lex: Lexicon, start: int, end: int, votes: dict[str, float]) -> None:
    """ "à X" is a place, "de X" hardly a person."""
    before = line.word(start - 1)
    bare = end - start == 1 and line.doc[start].text not in lex.firstnames
    speaking = speaks(subject_of(line.doc[start:end].root), lex)
    if bare and not speaking and (lex.is_in(before, "of", "place-preposition")):
        votes[PERSON] -= 2.0
    if lex.is_in(before, "place-preposition") and not lex.is_in(before, "addressing"):
        votes[PERSON] -= 1.0 if line.doc[start].text in lex.firstnames else 2.5
    if bare and start == 1 and line.word(end) == "," and lex.is_in(before, "carrier", "beside-place"):
        votes[PLACE] += 2.0  # "On Kalymnos, the mayor said"
        votes[PERSON] -= 1.0
    if captured(line, lex, start, end):
        votes[PLACE], votes[PERSON] = votes[PLACE] + 2.0, votes[PERSON] - 2.0
    if lex.is_in(before, "place-preposition"):
        said = start > 1 and speaks(line.doc[start - 2], lex)
        votes[PLACE] += 2.0 if not lex.is_in(before, "addressing") else 0.0 if said else 1.0


def _inside(line: Line, lex: Lexicon, start: int, end: int, votes: dict[str, float]) -> None:
    """A name with an article or "of" in it is a body's."""
    if lex.is_in(line.word(start), "article") and end - start > 1 and not line.first(start):
        votes[ORG] += 3.0
    if lex.is_in(line.word(start), "name-article") and end - start > 1:
        votes[ORG] += 3.0
    if (
        end - start > 2
        and any(lex.is_in(line.word(k), "of") for k in range(start + 1, end))
        and line.doc[start].text not in lex.firstnames
    ):
        votes[PERSON] -= 2.0
        votes[ORG] += 1.0


def _beside_office(line: Line, lex: Lexicon, start: int, end: int, votes: dict[str, float]) -> None:
    """What stands before or behind the name: an office, a noun for a body."""
    alone = end - start == 1
    before, after = line.word(start - 1), line.word(end)
    if lex.is_in(before, "of") and lex.is_in(line.word(start - 2), "locative"):
        votes[PLACE] += 3.0  # "the town of Banik"
    ruled = lex.is_in(before, "of") and lex.is_in(line.word(start - 2), "regime-word")
    if ruled and not alone and not line.placed(start, end):  # "the government of Aung San Suu Kyi"
        votes[PERSON], votes[ORG] = votes[PERSON] + 4.0, votes[ORG] - 1.0
    if lex.is_in(before, "works"):
        votes[ORG], votes[PERSON] = votes[ORG] + 4.0, votes[PERSON] - 1.0  # "la raffinerie Carfil"
    known = any(s <= start and end <= e for s, e, _ in line.placed(start, end))
    k = start - 1
    while k >= 0 and lex.is_in(line.word(k), "article") and not lex.is_in(line.word(k), "of"):
        k -= 1
    if lex.is_in(line.word(k), "of") and head_before(line, lex, k) == "office":
        # "ministre de l'Information" is a portfolio, "PDG de Carfil" a firm, "the head of the Monusco" a body's
        told = k < start - 1 or lex.is_in(line.word(k), "definite")
        votes[ORG] += 2.5 if (_boss(line, lex, k, told) and not known) else -2.0
    governed = k >= 0 and (line.doc[k].pos_ == "ADP" or lex.is_in(line.word(k), "of", "place-preposition"))
    head = "" if governed else head_before(line, lex, start)
    titled = head == "group" and not alone and line.capital(start - 1) and not votes[ORG]  # "Detective Jan Pol"
    if head in ("office", "official", "person", "counterpart") or titled:
        votes[PERSON] += 2.5
    elif head in ("organ", "vessel", "collective"):
        beside = joined(line, lex, start)
        votes[ORG] += 4.0 if beside else 2.5
        votes[PERSON] -= 1.0 if alone and beside else 0.0
    firm = start > 1 and lex.is_in(line.word(start - 2), "of-a-firm")  # "shares in Kervenix": no table knows it
    told = any(place.country for _, _, place in line.placed(start, end)) if firm else known
    if not told and owns(line, lex, start, end):
        votes[ORG], votes[PERSON] = votes[ORG] + (4.0 if firm or not alone else 1.0), votes[PERSON] - 1.0
    if introduced(line, lex, start, end) or between(line, lex, start, end):
        votes[ORG], votes[PERSON] = votes[ORG] + 6.0, votes[PERSON] - 2.0
    if not known and end - start < 3 and called_after(line, lex, start, end):
        votes[PERSON] += 6.0
    if not alone and before == "," and head_before(line, lex, start - 1) in ("office", "official", "counterpart"):
        votes[PERSON] += 2.5 if after in (",", ".", ")", "") else 1.0
    if _is_office(line, lex, end):
        votes[PERSON] += 2.0
    behind = office_after(line, lex, end + 1) if after in (",", "(") else ""
    if behind and not (behind in ("organ", "vessel") and (after == "(" or line.doc[start].text in lex.firstnames)):
        votes[ORG if behind in ("organ", "vessel") else PERSON] += 2.0
    country = bool(lex.places.at(line.low, line.doc[start].idx, line.ends))
    if (
        not country
        and not governed
        and end < len(line.doc)
        and line.doc[end].text.islower()
        and classed(line, lex, end)
    ):
        votes[ORG], votes[PERSON] = votes[ORG] + 4.0, votes[PERSON] - 1.0  # "Anatolia news agency reported"
    if alone and before == "," and after in (",", ")") and head_before(line, lex, start - 1) == "organ":
        votes[ORG] += 2.5  # "the regional bloc, Igad,"
    maker = line.word(start - 2) if before == "," else ""
    if lex.is_in(maker, "works") and line.doc[start].text not in lex.firstnames:
        votes[ORG], votes[PERSON] = votes[ORG] + 4.0, votes[PERSON] - 1.0  # "the developer, Brightline Compute,"
    apposed = lex.is_in(before, "article") and line.word(start - 2) == ","
    if apposed and head_before(line, lex, start - 2) in ("vessel", "organ"):
        votes[ORG] += 2.0


def _boss(line: Line, lex: Lexicon, k: int, told: bool) -> bool:
    """Does the head of a firm or of no state end right before k ("PDG de"), or one without portfolio, the name behind
    `told` with an article ("la patronne de la")?"""
    ends = line.ends
    for i in range(k - 1, max(-1, k - 4), -1):
        for end, _, head in lex.heads.at(line.low, line.doc[i].idx, ends):
            if line.ends[end] == k:
                if told:
                    return head.entry.id not in PORTFOLIOS
                firm = head.entry.sector == "business" or head.entry.id in BOSSES
                return firm and not lex.is_in(line.word(k + 1), "portfolio", "article")
    return False


def _turn(line: Line, end: int) -> bool:
    """Does a colon and a quotation follow, over a bracket ("Jan Pol (opposition) : « ...")?"""
    k = end
    if line.word(k) == "(":
        while k < min(end + 8, len(line.doc)) and line.word(k) != ")":
            k += 1
        k += 1
    return line.word(k) == ":" and line.word(k + 1) in ("«", '"', "“")


def _is_office(line: Line, lex: Lexicon, end: int) -> bool:
    """Does "is president" follow?"""
    if end + 1 >= len(line.doc) or not lex.is_in(line.doc[end].lemma_, "be"):
        return False
    hits = lex.heads.at(line.low, line.doc[end + 1].idx, line.ends)
    return any(h.entry.kind == "office" and not h.plural for _, _, h in hits)


def verb_after(line: Line, lex: Lexicon, i: int) -> bool:
    """Does a verb of speaking follow, auxiliaries, small words and a quotation's mark aside?"""
    i += line.word(i) in QUOTES
    for k in range(i, min(i + 4, len(line.doc))):
        pos = line.doc[k].pos_
        if pos == "VERB":
            return speaks(line.doc[k], lex)
        if pos not in ("AUX", "ADV", "PRON", "PART"):
            return False
    return False
