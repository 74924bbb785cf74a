"""What is written like a name and is none: titles and portfolios, treaties and storms, the stamps of agencies."""

from __future__ import annotations

import re

from sitroom.annotate.actors.lexicon import Lexicon
from sitroom.annotate.actors.spans import Line

MODEL = re.compile(r"[A-Z]{1,4}-\d{1,4}[A-Z]?s?")  # an aircraft, a missile: "F-16", "AK-47", "MQ-9"
ROAD = re.compile(r"[A-Z]{1,2}\d{1,4}")
SIGNED = 40  # tokens of a bracket that names them
DATED = 16  # tokens a dateline may have
DASHES = ("-", "–", "—")
MARKS = ("»", "”", '"')
LETTERS, HEADING = 7, 6  # of a word too long for an acronym; tokens of a heading


def is_common(line: Line, lex: Lexicon, start: int, end: int) -> bool:
    """Is there nothing in the run but portfolios, or one word for an institution that goes on in small letters?"""
    if all(is_office_word(line, lex, k) for k in range(start, end)):
        return True
    joined = lex.is_in(line.word(start - 1), "and")
    if joined and end - start > 1 and lex.is_in(line.word(end - 1), "portfolio"):
        return True  # "Secretary of State for Foreign and Commonwealth Affairs"
    if end - start == 1 and lex.is_in(line.word(start), "realm"):
        return True  # "the Kyrgyz Republic"
    if end - start > 1:
        return _compound_title(line, lex, start, end)
    stops = lex.heads.at(line.low, line.doc[start].idx, line.ends)
    return any(h.entry.kind in ("organ", "collective", "vessel") for _, _, h in stops) or lex.is_in(
        line.word(start), "orgword"
    )


def _compound_title(line: Line, lex: Lexicon, start: int, end: int) -> bool:
    """Is it a title in capitals ("Station Manager", "Deputy Fire Commissioner") rather than a name?"""
    hits = lex.heads.at(line.low, line.doc[end - 1].idx, line.ends)
    if any(h.plural and h.entry.kind in ("group", "office", "official") for _, _, h in hits):
        acronym = line.doc[start].text.isupper()  # "CFDT Cheminots"
        if lex.is_in(line.word(start), "orgword") and lex.is_in(line.word(start + 1), "of"):
            return False  # "Association of Resident Doctors"
        return not acronym and line.doc[start].text not in lex.firstnames  # "House Democrats"
    people = any(h.entry.kind in ("office", "official", "person", "group") for _, _, h in hits)
    return people and all(
        lex.is_in(line.word(k), "title-word", "portfolio", "premodifier", "and", "of") for k in range(start, end - 1)
    )


def lettered(line: Line, k: int) -> bool:
    """Is it a word of a letter and a small word ("Pol U-turn")?"""
    if len(line.doc[k].text) > 1 or not line.capital(k) or line.word(k + 1) != "-" or k + 2 >= len(line.doc):
        return False
    return line.doc[k + 2].text.islower() and not line.doc[k + 1].whitespace_


def is_thing(line: Line, lex: Lexicon, start: int, end: int) -> bool:
    """Is it the name of a storm, a law, a street ("ouragan Ilse", "Kincade Fire")?"""
    if MODEL.fullmatch(line.text(start, end)):
        return True
    if ROAD.fullmatch(line.text(start, end)) and (
        lex.is_in(line.word(end), "road") or lex.is_in(line.word(start - 1), "road")
    ):
        return True  # "the N4 highway"
    if end < len(line.doc) and line.doc[end - 1].head.i == end and lex.is_in(line.word(end), "affair"):
        return True  # "the Maidan uprising"
    told = line.word(start - 2) == "," and line.word(start - 3) in MARKS  # "« ... », tempête Jan Pol"
    if (lex.is_in(line.word(start - 1), "thing") and not told) or (
        end - start == 1 and line.capital(start - 2) and lex.is_in(line.word(start - 2), "instrument")
    ):
        return True
    if end - start > 1 and (lex.is_in(line.word(end - 1), "landform") or lex.is_in(line.word(start), "monument")):
        return True
    if end - start > 1 and any(lex.is_in(line.word(k), "instrument") for k in range(start, end)):
        return True  # "Convention against Torture", "Accord général de coopération"
    return end - start > 1 and lex.is_in(line.word(end - 1), "thing") and line.doc[start].text not in lex.firstnames


def is_dateline(line: Line, start: int, end: int) -> bool:
    """Is it the town or the agency at the head of a line ("QUETTA (Pakistan), 14 fév (Agence Delta) - ")?"""
    town = start == 0 and line.doc[:end].text.isupper() and len(line.doc[0].text) > 3 and not line.shouting
    closed = next((k for k in range(end, min(end + 5, len(line.doc))) if line.word(k) == ")"), end)
    if town and line.word(closed + (closed > end)) in (",", "–", "—", "-"):
        return True
    return 0 < start < DATED and line.word(start - 1) == "(" and line.word(end) == ")" and line.word(end + 1) in DASHES


def is_heading(line: Line, start: int, end: int) -> bool:
    """Is it a word too long for an acronym in a heading in capitals ("L'ESSENTIEL", "FIN DE GRÈVE : ..."), which is
    closed by the line's end, a colon, a dash or a full stop?"""
    word = line.doc[start].text
    if end - start > 1 or end > HEADING or len(word) < LETTERS or not (word.isalpha() and word.isupper()):
        return False
    stop = next((k for k in range(end, len(line.doc)) if line.doc[k].text in (":", ".", *DASHES)), len(line.doc))
    head = [t.text for t in line.doc[:stop] if t.text[0].isalpha()]
    return stop <= HEADING and all(t.isupper() for t in head)


def credited(line: Line) -> range:
    """The tokens of a dateline ("MANILA (Meridian Press) - ") or of an outlet before its stamp: no actors."""
    if end := _dateline_end(line):
        return range(end)
    if len(line.doc) > 1 and any(line.word(k) == "|" for k in range(1, min(6, len(line.doc)))):
        return range(next(k for k in range(1, 6) if line.word(k) == "|"))
    town = line.doc[0].text
    for end in range(min(DATED, len(line.doc)) - 1, 1, -1) if town[:1].isupper() else ():
        start = next((k for k in range(end, 0, -1) if line.word(k) == "("), 0)
        if line.word(end) == ")" and start and (line.word(end + 1) in DASHES or (town.isupper() and len(town) > 3)):
            return range(start, end + 1)
    return range(0)


def _dateline_end(line: Line) -> int:
    """Behind the dash of "LILONGWE, Malawi — ", "(LONDON) -- " or "PRISTINA/BELGRADE, Nov 11 (Reuters) - "; 0 if there
    is none."""
    head = line.doc[min(1, len(line.doc) - 1)] if line.word(0) == "(" else line.doc[0]
    if line.shouting or not head.text.isupper() or len(head.text) < 4:
        return 0
    for k in range(1, min(DATED, len(line.doc))):
        text = line.doc[k].text
        if text in DASHES and (text != "-" or line.doc[k - 1].whitespace_ or line.word(k - 1) == ")"):
            return k + 1
        if not (line.capital(k) or k in line.timed or text.isdigit() or text in (",", "/", "(", ")", ".", "-")):
            return 0
    return 0


def is_office_word(line: Line, lex: Lexicon, i: int) -> bool:
    return lex.is_in(line.word(i), "portfolio", "premodifier") or line.word(i) in lex.demonyms


def signed(line: Line, lex: Lexicon) -> int:
    """Where the bracket that closes the line begins, if it names who wrote ("(Jan Pol pour le service français)");
    behind the line else."""
    last = len(line.doc) - 1
    for k in range(last - 1, max(0, last - SIGNED), -1) if line.word(last) in (")", ".") else ():
        if line.word(k) == "(":
            told = any(phrase in line.low[line.doc[k].idx :] for phrase in lex.classes.get("credit", ()))
            return k if told and line.capital(k + 1) else last + 1
    return last + 1
