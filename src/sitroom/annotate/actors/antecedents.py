"""What pronouns may take up: the mentions of a report, with what makes one likelier than another.

Subjects come before objects, whoever speaks before who is spoken of; what stands in quotation marks is taken up there.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitroom.annotate.actors.company import LONG, Company, Draft
from sitroom.annotate.actors.lexicon import Lexicon, fold
from sitroom.annotate.actors.spans import Found, Line, morph, speaks, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

LAST = 150  # mentions of a line before that a pronoun is weighed against
AHEAD = 9  # tokens between a verb of speaking and its inverted subject
SUBJECTS = ("nsubj", "nsubj:pass", "nsubjpass", "nsubj:caus")


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A mention that a pronoun may take up."""

    line: int
    start: int
    end: int
    sentence: int
    subject: bool
    quoted: bool
    form: str
    draft: Draft
    agent: bool = False  # behind "by": whoever did something to the one the pronoun stands for; or who is told
    told: bool = False  # whose words the sentence gives
    reported: bool = False  # stands in what somebody else is reported to have said
    verb: int = -1  # token of the verb whose subject it is
    informant: bool = False  # behind "according to"
    inner: bool = False  # part of a longer description ("l'usine" in "la direction de l'usine")


class Antecedents:
    """Mentions that pronouns may take up, by line, in text order."""

    def __init__(self) -> None:
        self._lines: dict[int, list[Antecedent]] = {}
        self.pair: tuple[Antecedent, Antecedent] | None = None  # the two of whom the first was taken up last

    def add(self, a: Antecedent) -> None:
        """Take in one more."""
        insort(self._lines.setdefault(a.line, []), a, key=lambda x: x.start)

    def between(self, line: int, start: int, end: int) -> list[Antecedent]:
        """Those that begin at tokens `start` to `end` of a line."""
        row = self._lines.get(line, [])
        low = bisect_left(row, start, key=lambda a: a.start)
        return row[low : bisect_left(row, end, key=lambda a: a.start)]

    def at_end(self, line: int) -> list[Antecedent]:
        """The last of a line."""
        return self._lines.get(line, [])[-LAST:]


def antecedents(company: Company) -> Antecedents:
    """Every mention that stands for an actor; what lies inside a longer description is left to that."""
    out = Antecedents()
    for n, f in enumerate(company.found):
        link = company.links.get(n)
        if link is None or link.draft is None:
            continue
        around = company.between(f.line, f.start - LONG, f.start + 1)
        outer = [company.found[k] for k in around if company.found[k].covers(f) and company.found[k].form == "nominal"]
        if outer and f.form == "nominal":
            continue
        out.add(_antecedent(company, f, link.draft, bool(outer)))
    return out


def _antecedent(company: Company, f: Found, draft: Draft, inner: bool) -> Antecedent:
    line, lex = company.lines[f.line], company.lex
    root = line.doc[f.start : f.end].root
    verb = subject_of(root)
    k = f.start - 1
    while k > 0 and lex.is_in(line.word(k), "article", "possessive"):
        k -= 1
    agent = lex.is_in(line.word(k), "agent") and root.dep_ not in ("nsubj", "nsubj:pass", "nsubjpass")
    agent = agent or _told_to(line, lex, root, k)
    according = behind_according(line, lex, k)
    behind = inverted(company, line, f.start)
    verb = verb or _before_verb(line, f)
    topic = f.start == 0 or (f.start < 3 and lex.is_in(line.word(f.start - 1), "article"))
    topic = topic and f.kind in ("person", "anonymous")
    subject = (verb is not None or according or behind or topic) and not agent and not inner
    told = not agent and not inner and (according or behind or (verb is not None and fold(verb.lemma_) in lex.says))
    return Antecedent(
        f.line, f.start, f.end, line.sentence[f.start], subject, line.quoted[f.start], f.form, draft, agent, told,
        _reported(company, verb), verb.i if verb is not None else -1, according, inner,
    )  # fmt: skip


def behind_according(line: Line, lex: Lexicon, k: int) -> bool:
    """Does "selon", "according to" end with token k?"""
    linked = lex.is_in(line.word(k), "of", "addressing") and lex.is_in(line.word(k - 1), "according")
    return linked or lex.is_in(line.word(k), "according")


def _told_to(line: Line, lex: Lexicon, root: Token, k: int) -> bool:
    """Is it who is spoken to ("a indiqué à l'AFP l'une de ces sources", "told Reuters")? `k`: the token before it."""
    if root.dep_ in SUBJECTS or root.i <= k:
        return False
    verb = root.head.head if root.head.pos_ == "ADP" else root.head
    prepared = lex.is_in(line.word(k), "addressing") or root.dep_ in ("dobj", "dative", "iobj")
    return prepared and verb.pos_ == "VERB" and fold(verb.lemma_) in lex.says


def _reported(company: Company, verb: Token | None) -> bool:
    """Is the verb that of a clause which somebody is reported to have said ("il a dit que le ministre avait ...")?"""
    for _ in range(3):
        if verb is None or verb.head.i == verb.i:
            return False
        if verb.dep_ == "ccomp":
            return fold(verb.head.lemma_) in company.lex.says
        verb = verb.head if verb.dep_ in ("conj", "advcl", "xcomp") else None
    return False


def _before_verb(line: Line, f: Found) -> Token | None:
    """The finite verb right behind the name, over the comma that ends an apposition ("le ministre X, Jan Pol, a dit"),
    when no other subject of it is known."""
    k = f.end + (line.word(f.end) == "," and line.word(f.start - 1) == ",")
    while k < len(line.doc) and line.doc[k].pos_ == "AUX" and k < f.end + 4:
        k += 1
    if f.form != "name" or not f.end <= k < len(line.doc) or line.doc[k].pos_ != "VERB":
        return None
    finite = morph(line.doc[k], "VerbForm") == "Fin" or line.doc[k - 1].pos_ == "AUX"
    return line.doc[k] if finite and not _has_subject(line, k) else None


def inverted(company: Company, line: Line, start: int) -> bool:
    """Does a verb of speaking behind a quotation or a comma lead to the mention ("« ... », a martelé sur le perron le
    ministre, Jan Pol")? A verb that has its subject before it does not ("la maire a reçu mardi la directrice"), nor
    does one lead to what has a preposition ("a confié l'élu à l'AFP")."""
    before = start - 1
    while before > 0 and company.lex.is_in(line.word(before), "article", "possessive"):
        before -= 1
    if before >= 0 and line.doc[before].pos_ == "ADP":
        return False
    for k in range(start - 1, max(-1, start - AHEAD), -1):
        token = line.doc[k]
        if token.text in ".;:!?«»“”":
            return False
        if token.pos_ in ("VERB", "AUX"):
            said = token.pos_ == "VERB" and speaks(token, company.lex) and not _has_subject(line, k)
            if morph(token, "VerbForm") == "Inf":  # "qui devait rencontrer le chancelier", but "tient à souligner X"
                said = said and not _has_subject(line, token.head.i)
            return said and (start - k <= 3 or fold(token.lemma_) in company.lex.says)
    return False


def _has_subject(line: Line, verb: int) -> bool:
    """Does the verb's subject stand before it?"""
    return any(line.doc[c].dep_ in SUBJECTS and c < verb for c in line.children[verb])
