"""Where a run of capitalised words begins to be a name: behind the offices, ranks and portfolios it begins with."""

from __future__ import annotations

from sitroom.annotate.actors.lexicon import Lexicon
from sitroom.annotate.actors.spans import Line
from sitroom.annotate.actors.unnamed import is_office_word

RANK = "general"  # its wordings are ranks


def skip_heads(line: Line, lex: Lexicon, i: int, end: int) -> int:
    """The first token behind the offices and portfolios the run begins with ("Defence Minister Yoav ...")."""
    ends = line.ends
    last = i
    k = _inner_office(line, lex, i, end)
    if k > i:
        return k
    if class_before(line, lex, i):
        return i  # "le croiseur Amiral Pol"
    while k < end:
        hits = lex.heads.at(line.low, line.doc[k].idx, ends)
        if hits and not (is_office_word(line, lex, k) and hits[0][2].entry.kind == "organ"):
            stop = min(line.ends[hits[0][0]], end)
            entry = hits[0][2].entry
            named = stop < end or (stop == end and end < len(line.doc))
            if k == i and named and line.capital(stop) and line.doc[stop].pos_ in ("ADP", "SCONJ"):
                return i  # "Students Against Discrimination"
            if k == i and entry.id.endswith("-far") and line.doc[k].text in lex.firstnames:
                return i  # "Chérif Sow"
            if k > last > i and not all(is_office_word(line, lex, x) for x in range(last, k)):
                break
            if entry.kind in ("organ", "collective", "vessel", "group") and stop == end:
                return i if entry.kind == "organ" and stop - i > 1 else end
            if entry.kind == "organ":
                # "ONG Solidarité": an acronym for what it is, then its name
                return stop if line.text(k, stop).isupper() and entry.id == "agency" and k == i and stop < end else i
            last = k = stop
        elif is_office_word(line, lex, k):
            k += 1
        elif k == i and (place := lex.places.at(line.low, line.doc[k].idx, ends)) and line.doc[k].text.isupper():
            k = line.ends[place[0][0]]  # "US President ..."
        else:
            break
    return k if last > i or (k > i and k < end and line.word(k) != "-") else i


def _inner_office(line: Line, lex: Lexicon, i: int, end: int) -> int:
    """Behind an office that other capitalised words specify ("Foreign Ministry Spokeswoman ..."); else i."""
    if line.doc[i].text in lex.firstnames:
        return i
    ends = line.ends
    for k in range(i + 1, end - 1):
        for stop, _, head in lex.heads.at(line.low, line.doc[k].idx, ends):
            after = line.ends[stop]
            if head.entry.kind == "office" and not head.plural and end - 4 <= after < end and line.capital(after):
                return _past_ranks(line, lex, after, end)
    return i


def _past_ranks(line: Line, lex: Lexicon, k: int, end: int) -> int:
    """Behind the ranks that follow an office ("TNI Commander General Jan Pol")."""
    while k < end - 1:
        ranks = [line.ends[e] for e, _, h in lex.heads.at(line.low, line.doc[k].idx, line.ends) if h.entry.id == RANK]
        if not ranks or ranks[0] >= end:
            break
        k = ranks[0]
    return k


def class_before(line: Line, lex: Lexicon, i: int) -> bool:
    """Does a noun for a ship end right before i?"""
    if not i:
        return False
    hits = lex.heads.at(line.low, line.doc[i - 1].idx, line.ends)
    return any(h.entry.kind == "vessel" and line.ends[e] == i for e, _, h in hits)
